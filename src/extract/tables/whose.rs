//! Whose the table under a caption is: the report's organ's, that of the organ and what is under it together, or another's,
//! as a unit's own table that stands beside (（一）救助管理站, 填报单位：某县图书馆).

use crate::report::organ::alike::is_short_for;
use crate::report::organ::{Organ, OrganKind, is_name};
use crate::text::fold::folded;

/// Whose a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Of all together: 合计, 全系统.
    Whole,
    /// Of the organ, by its name.
    Own,
    /// Of the organ without what is under it: 局机关, 本级.
    Itself,
    /// Of another organ.
    Other,
}

/// More characters than this are no caption that names an organ.
const LONGEST: usize = 40;

/// What a caption says of whose the table under it is; `None` where it says nothing.
pub fn told(caption: &str, organ: &Organ) -> Option<Whose> {
    if caption.chars().take(LONGEST + 1).count() > LONGEST {
        return None;
    }
    let mut told = None;
    for words in caption.split_whitespace().map(folded) {
        for part in words.split(|c: char| among!("():;,。-《》【】[]/|", c)) {
            let own = part_of_caption(name_in(part), organ);
            // 临川县水文站（临川县水利局所属）: two that do not agree say nothing for certain.
            if told.is_some() && own.is_some() && told != own {
                return None;
            }
            told = told.or(own);
        }
    }
    told
}

/// A part of a caption without its ordinal and without what it says of the table: 收到和处理申请情况.
fn name_in(part: &str) -> &str {
    const WORDS: [&str; 12] = [
        "收到",
        "政府信息",
        "依申请",
        "主动公开",
        "行政复议",
        "行政诉讼",
        "公开申请",
        "申请情况",
        "情况",
        "统计表",
        "数据表",
        "部分",
    ];
    let numbered = part.split_once(['、', '.']).filter(|(ordinal, _)| {
        let is_ordinal = |c: char| c.is_ascii_digit() || among!("一二三四五六七八九十附件表", c);
        !ordinal.is_empty() && ordinal.chars().all(is_ordinal)
    });
    let name = numbered.map_or(part, |(_, name)| name);
    let digit = name.find(|c: char| c.is_ascii_digit());
    let ends = WORDS.iter().filter_map(|word| name.find(word)).chain(digit);
    name.get(..ends.min().unwrap_or(name.len())).unwrap_or(name)
}

fn part_of_caption(name: &str, organ: &Organ) -> Option<Whose> {
    const WHOLE: [&str; 5] = ["合计", "总计", "汇总", "汇总表", "总表"];
    let length = name.chars().count();
    if WHOLE.contains(&name) || (name.starts_with('全') && (2..=4).contains(&length)) {
        return Some(Whose::Whole);
    }
    if is_of_itself(name) {
        return Some(Whose::Itself);
    }
    // 填报单位 before the name.
    let is_word = ["单位", "机关", "部门", "名称"].iter().any(|word| name.ends_with(word));
    let characters: Vec<char> = name.chars().collect();
    if is_word || length < 3 || !is_name(&characters) {
        return None;
    }
    // 理政府, 到和处: ends of lines that run down beside a table. A government's name begins with its place, and a unit's is longer.
    let other = Organ::named(name);
    let is_told = match other.kind {
        OrganKind::Department | OrganKind::Vertical => true,
        OrganKind::Government | OrganKind::Zone | OrganKind::Unknown => false,
        _ => length > 3,
    };
    if other.places.is_empty() && !is_told {
        return None;
    }
    if is_short_for(name, &organ.name) || organ.is_called(&characters) && !organ.folded.starts_with(name) {
        return Some(Whose::Own);
    }
    // 白水县 over a table of 白水县民政局 says where.
    (!organ.folded.starts_with(name)).then_some(Whose::Other)
}

/// Whether words mean the organ without what is under it: 本级, 局机关, 机关本级, 局本部, 本局.
fn is_of_itself(name: &str) -> bool {
    let length = name.chars().count();
    let itself = ["本级", "本部", "机关"].iter().any(|word| name.ends_with(word)) && length <= 4;
    let unit = name.strip_prefix('本').map(|unit| unit.chars().count());
    itself || unit == Some(1) || matches!(name, "本单位" | "本部门" | "本机关")
}

#[cfg(test)]
mod tests {
    use super::{Whose, told};
    use crate::report::organ::Organ;

    fn of(caption: &str, organ: &str) -> Option<Whose> {
        told(caption, &Organ::named(organ))
    }

    #[test]
    fn a_caption_tells_whose_the_table_is() {
        let organ = "临川县水利局";
        for (caption, whose) in [
            ("（一）临川县水利局收到和处理政府信息公开申请情况", Whose::Own),
            ("填报单位：临川县水利局    单位：件", Whose::Own),
            ("县水利局", Whose::Own),
            ("2.水利局2023年度统计表", Whose::Own),
            ("收到和处理政府信息公开申请情况（局机关）", Whose::Itself),
            ("本局", Whose::Itself),
            ("（二）本级", Whose::Itself),
            ("（三）合计", Whose::Whole),
            ("（三）全系统", Whose::Whole),
            ("（一）临川县河道管理站收到和处理申请情况", Whose::Other),
            ("填报单位：临川县水文站", Whose::Other),
            ("单位名称：水政监察大队", Whose::Other),
            ("表3（临川县水文站）", Whose::Other),
        ] {
            assert_eq!(of(caption, organ), Some(whose), "{caption}");
        }
        assert_eq!(of("云岭县", "云岭县人民政府"), Some(Whose::Own));
        assert_eq!(of("云岭县教育局", "云岭县人民政府"), Some(Whose::Other));
    }

    #[test]
    fn a_caption_that_names_no_organ_says_nothing() {
        for caption in [
            "三、收到和处理政府信息公开申请情况",
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
            "单位：件",
            "附件1",
            "表3",
            "第二十条第（一）项",
            "信息内容",
            "行政处罚",
            "临川县政府信息公开申请情况",
            "2023年度",
            "行政复议、行政诉讼情况",
            "申请人情况",
            "理政府",
            "到和处",
            "信息公开",
        ] {
            assert_eq!(of(caption, "临川县水利局"), None, "{caption}");
        }
    }
}
