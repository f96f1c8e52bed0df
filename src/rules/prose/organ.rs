//! What kind of organ a report is of.

use crate::extract::fold::folded;
use crate::report::Report;

/// What the duties of an organ depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A township, town or sub-district, with what belongs to it: the regulation names no date for it.
    Township,
    /// A government of a county, city or province, its office, or the administration of a zone.
    Government,
    /// A department from county level up.
    Department,
}

/// The kind of a report's organ by its name; `None` where the name does not tell.
#[must_use]
pub fn kind(report: &Report) -> Option<Kind> {
    let name = folded(&report.organ.as_ref()?.text);
    kind_of(&name)
}

/// The kind of an organ by its folded name.
#[must_use]
pub fn kind_of(name: &str) -> Option<Kind> {
    let bare = name.trim_end_matches(')').split('(').next().unwrap_or(name);
    let ends = |endings: &[&str]| endings.iter().any(|ending| bare.ends_with(ending));
    let township = ["街道办事处", "镇人民政府", "乡人民政府", "镇政府", "乡政府", "街道办", "苏木"];
    if ends(&township) || ends(&["镇", "乡", "街道"]) || township.iter().any(|word| bare.contains(word)) {
        return Some(Kind::Township);
    }
    let office = [
        "政府",
        "人民政府办公室",
        "人民政府办公厅",
        "政府办公室",
        "政府办公厅",
        "政府办",
        "管委会",
        "管理委员会",
        "管委会办公室",
    ];
    if ends(&office) || ends(&["省", "市", "县", "区", "州", "盟", "旗"]) {
        return Some(Kind::Government);
    }
    // Branches that are not departments of the local government answer to their own superiors.
    let vertical = ["税务", "海关", "气象", "证监", "金融监管", "邮政", "烟草", "分局", "调查队"];
    if vertical.iter().any(|word| bare.contains(word)) {
        return None;
    }
    let department = ["局", "委", "厅", "部", "署", "委员会", "办公室"];
    ends(&department).then_some(Kind::Department)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_name() {
        for (name, kind) in [
            ("舟曲县果耶镇", Kind::Township),
            ("友谊县友谊镇人民政府", Kind::Township),
            ("某市某区某街道办事处", Kind::Township),
            ("思茅区", Kind::Government),
            ("上海市人民政府办公厅", Kind::Government),
            ("平潭综合实验区", Kind::Government),
            ("平潭综合实验区管委会办公室", Kind::Government),
            ("上海市科委", Kind::Department),
            ("平潭综合实验区公安局", Kind::Department),
        ] {
            assert_eq!(kind_of(name), Some(kind), "{name}");
        }
        assert_eq!(kind_of("某某大学"), None);
        assert_eq!(kind_of("国家税务总局某县税务局"), None);
        assert_eq!(kind_of("某市公安局交通警察支队"), None);
    }
}
