//! An organ by its name: the places that the name holds, its level, its kind, and whether an office speaks for it.
//!
//! This is the one place that says what a name means. Everything that depends on whose report it is (deadlines, rows
//! that an organ cannot have, whose numbers a sentence tells, whose words a text uses) asks it.

pub mod alike;
mod places;

use crate::text::fold::{folded, is_han};

pub use places::{is_zone, town_suffix};

/// An organ as its name tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ {
    /// The name as written, in simplified characters and without spaces.
    pub name: String,
    /// The name folded, for matching.
    pub folded: String,
    /// The places in the name, from the widest to the narrowest, each with its suffix: 云溪县, 柳河镇.
    pub places: Vec<String>,
    /// The level that the places tell.
    pub level: Level,
    /// What kind of organ it is.
    pub kind: OrganKind,
    /// Whether it is the office of what the rest of the name says (云溪县政府办公室, 柳河镇党政办公室).
    pub office: bool,
}

/// The level of an organ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// The State Council and what belongs to it.
    Central,
    /// 省, 自治区, 直辖市.
    Province,
    /// 市, 自治州, 盟, 地区. A city of a county's rank is told from others only where a city stands before it.
    City,
    /// 县, 旗, 区, and cities under a city.
    County,
    /// A zone (开发区, 新区, 实验区): it can have any rank.
    Zone,
    /// 镇, 乡, 街道, 苏木, 团.
    Township,
    /// The name does not tell.
    Unknown,
}

/// The kind of an organ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrganKind {
    /// The government of a county, city or province. A place alone (思茅区) stands for its government.
    Government,
    /// The administration of a zone.
    Zone,
    /// A township, town or sub-district with what belongs to it.
    Township,
    /// A department of a government, from county level up.
    Department,
    /// An organ that answers to its own superiors and not to the government of its place: 税务, 海关, 气象, 邮政.
    Vertical,
    /// A branch of a department: 分局, 支队, 稽查局, 派出所.
    Branch,
    /// A school, hospital, institute or centre, an association, a court.
    Institution,
    /// A company or a bank.
    Company,
    /// The name does not tell.
    Unknown,
}

/// Offices that can stand behind the name of what they belong to, the longer ones first.
const OFFICES: [&str; 11] = [
    "党政综合办公室",
    "党政和人大办公室",
    "政府信息公开办公室",
    "政务公开办公室",
    "党政办公室",
    "综合办公室",
    "党政综合办",
    "办公室",
    "办公厅",
    "党政办",
    "综合办",
];

/// Words in the names of organs that answer to their own superiors.
const VERTICAL: [&str; 28] = [
    "税务",
    "海关",
    "气象",
    "证监局",
    "证券监督",
    "金融监管",
    "金融监督管理",
    "银保监",
    "银监",
    "保监局",
    "邮政",
    "烟草",
    "海事局",
    "通信管理局",
    "能源监管",
    "监管办公室",
    "矿山安全监察局",
    "煤矿安全监察",
    "边防检查",
    "边检",
    "出入境",
    "人民银行",
    "外汇管理局",
    "铁路监督",
    "民航",
    "国家统计局",
    "国家安全局",
    "消防救援",
];

/// Endings of branches.
const BRANCHES: [&str; 17] = [
    "分局",
    "稽查局",
    "派出所",
    "司法所",
    "税务所",
    "财政所",
    "监管所",
    "管理所",
    "工商所",
    "中队",
    "大队",
    "支队",
    "总队",
    "调查队",
    "分中心",
    "直属机构",
    "派出机构",
];

const COMPANIES: [&str; 5] = ["公司", "集团", "银行", "支行", "合作联社"];

const DEPARTMENTS: [&str; 13] = [
    "局",
    "委员会",
    "委",
    "厅",
    "部",
    "署",
    "办公室",
    "办公厅",
    "研究室",
    "参事室",
    "供销合作社",
    "司",
    "办",
];

/// Endings of what is no administrative department.
const INSTITUTIONS: [&str; 31] = [
    "大学",
    "学院",
    "学校",
    "中学",
    "小学",
    "幼儿园",
    "医院",
    "卫生院",
    "法院",
    "检察院",
    "研究院",
    "院",
    "研究所",
    "所",
    "中心",
    "馆",
    "站",
    "台",
    "社",
    "队",
    "协会",
    "联合会",
    "学会",
    "基金会",
    "红十字会",
    "会",
    "农场",
    "林场",
    "牧场",
    "处",
    "科",
];

impl Organ {
    /// The organ with a name, whatever the name tells.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::parse(name).unwrap_or_else(|| Self {
            name: name.to_owned(),
            folded: folded(name),
            places: Vec::new(),
            level: Level::Unknown,
            kind: OrganKind::Unknown,
            office: false,
        })
    }

    /// Reads a name; `None` where it is no name of an organ, or names none (我镇, 区政府办公室, 本级).
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let folded = folded(name);
        if is_unnamed(&folded) {
            return None;
        }
        let bare = without_brackets(&folded);
        let (whole, office) = match without_office(bare) {
            Some(rest) if parts(rest).is_some() && !is_unnamed(rest) => (rest, true),
            _ => (bare, false),
        };
        let (places, level, kind) = parts(whole)?;
        Some(Self { name: name.to_owned(), places, level, kind, office, folded })
    }

    /// Whether it is a government as a whole or the administration of a zone: its tables cover what is under it.
    #[must_use]
    pub fn is_government(&self) -> bool {
        matches!(self.kind, OrganKind::Government | OrganKind::Zone)
    }

    /// The narrowest place in its name.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.places.last().map(String::as_str)
    }

    /// The place that it governs: the narrowest one, where it is a government of one.
    #[must_use]
    pub fn own_place(&self) -> Option<&str> {
        self.place().filter(|_| self.is_government() || self.kind == OrganKind::Township)
    }

    /// Whether words can be a short name of it: its characters in their order (市教育局 for 临江市教育局).
    #[must_use]
    pub fn is_called(&self, words: &[char]) -> bool {
        let mut rest = self.folded.chars();
        let inside = words.iter().all(|each| rest.any(|own| own == *each));
        // 市政府 is the government, not its office.
        let whole = match words.last() {
            Some(last @ ('室' | '厅' | '办' | '局' | '委' | '院')) => self.folded.contains(*last),
            _ => true,
        };
        words.len() >= 2 && inside && whole
    }

    /// The last characters of the names by which it speaks of itself (局 in 我局): of the name and of each name in
    /// brackets, and of what its office belongs to.
    #[must_use]
    pub fn own_units(&self) -> Vec<char> {
        let mut units = Vec::new();
        for part in self.folded.split(['(', ')', '、']).filter(|part| !part.is_empty()) {
            let rest = without_office(part).filter(|rest| !rest.is_empty());
            for name in std::iter::once(part).chain(rest) {
                let unit = match () {
                    () if name.ends_with("委员会") || name.ends_with("管委会") => Some('委'),
                    () if name.ends_with("办公室") || name.ends_with("办公厅") => Some('办'),
                    () if name.ends_with("街道办事处") => Some('街'),
                    () => name.chars().last(),
                };
                units.extend(unit);
                // 省人民政府办公厅 says 本厅 as well as 我办.
                units.extend(name.ends_with("办公厅").then_some('厅'));
            }
        }
        units
    }
}

/// Whether a text can be an organ's name: Chinese characters only, and a name that [`Organ::parse`] understands. Part of
/// it may stand in quotation marks (某县“互联网+”发展中心).
#[must_use]
pub fn is_name(name: &[char]) -> bool {
    let mut quoted = false;
    let belongs = |c: &char| {
        quoted ^= *c == '"';
        is_han(*c) || among!("()·、\"", *c) || quoted && (c.is_ascii_alphanumeric() || among!("+-", *c))
    };
    if !(2..=40).contains(&name.len()) || !name.iter().all(belongs) || quoted {
        return false;
    }
    const NOT: [&str; 12] = [
        "首页",
        "信息公开",
        "当前位置",
        "年报",
        "各部门",
        "机关",
        "信息公开制度",
        "年度",
        "栏目",
        "专栏",
        "通知公告",
        "目录",
    ];
    let text: String = name.iter().collect();
    let of_organs = ["机关事务", "(本级机关)"].iter().any(|word| text.contains(word));
    if NOT.iter().any(|word| text.contains(word)) && !of_organs {
        return false;
    }
    // A word before the name that belongs to the sentence: 在国务院…, 由某局….
    let inside_a_sentence = name.first().is_some_and(|first| among!("在由据按把并", *first))
        // 为做好全市2024年度政府信息公开工作年度报告发布工作: what is to be done, and for whom.
        || text.contains("做好")
        || ["全省", "全市", "全县", "全区", "全旗"].iter().any(|whole| text.ends_with(whole));
    !inside_a_sentence && Organ::parse(&text).is_some()
}

/// Length of a name without the office of a township (党政办公室), which answers for the township alone.
#[must_use]
pub fn without_town_office(name: &[char]) -> usize {
    let text: String = name.iter().collect();
    let town = without_office(&text).filter(|rest| {
        Organ::parse(rest).is_some_and(|organ| organ.kind == OrganKind::Township && !organ.office)
    });
    town.map_or(name.len(), |rest| rest.chars().count())
}

/// Whether an office, a group or a section speaks: it may do so for another organ.
#[must_use]
pub fn may_speak_for_another(name: &[char]) -> bool {
    let text: String = name.iter().collect();
    ["办公室", "办公厅", "小组", "中心", "科", "处"].iter().any(|office| text.ends_with(office))
        && !text.ends_with("办事处")
}

/// Places, level and kind of a name without office and brackets.
fn parts(name: &str) -> Option<(Vec<String>, Level, OrganKind)> {
    let (mut places, mut rest) = places::places(name);
    // 云溪区人民政府柳河街道办事处: the street's own name stands behind that of its government.
    if let Some(below) = rest.strip_prefix("人民政府").filter(|below| below.ends_with("办事处")) {
        let (own, left) = places::places(below);
        places.extend(own);
        rest = left;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let central =
        ["国务院", "国家", "中国"].iter().any(|head| name.starts_with(head)) || ends(&["总署", "总局", "部"]);
    let level = match places::level(&places) {
        Level::Unknown if central && !ends(&BRANCHES) && !ends(&["监管办公室"]) => Level::Central,
        level => level,
    };
    let kind = kind(name, rest, places.last().map(String::as_str), level)?;
    let level = match kind {
        OrganKind::Township => Level::Township,
        OrganKind::Zone => Level::Zone,
        _ => level,
    };
    Some((places, level, kind))
}

/// The kind of a name, of which `rest` stands behind the last place.
fn kind(name: &str, rest: &str, place: Option<&str>, level: Level) -> Option<OrganKind> {
    const GOVERNMENTS: [&str; 9] =
        ["", "人民政府", "政府", "行政公署", "行署", "党工委", "党委", "党委政府", "人大"];
    let of_place = match level {
        Level::Township => OrganKind::Township,
        Level::Zone => OrganKind::Zone,
        _ => OrganKind::Government,
    };
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if place.is_some() && GOVERNMENTS.contains(&rest) {
        return Some(of_place);
    }
    if ends(&["人民政府"]) || name == "国务院" {
        // A government whose place has no suffix that is understood.
        return Some(OrganKind::Government);
    }
    let zone = place.is_some_and(is_zone) || places::ends_in_zone(rest);
    let vertical = VERTICAL.iter().any(|word| name.contains(word)) && level != Level::Central;
    Some(if rest.ends_with("办事处") {
        if rest.contains('驻') { OrganKind::Institution } else { OrganKind::Township }
    } else if rest == "办" {
        return (level == Level::Township).then_some(OrganKind::Township);
    } else if rest.ends_with("管委会") || zone && rest.ends_with("管理委员会") {
        OrganKind::Zone
    } else if place.is_none() && name.chars().count() < 3 {
        return None;
    } else if ends(&BRANCHES) {
        OrganKind::Branch
    } else if ends(&COMPANIES) {
        OrganKind::Company
    } else if vertical && (ends(&DEPARTMENTS) || ends(&["海关", "边检站"])) {
        OrganKind::Vertical
    } else if ends(&DEPARTMENTS) && !ends(&["俱乐部", "总部"]) {
        OrganKind::Department
    } else if ends(&INSTITUTIONS) {
        OrganKind::Institution
    } else {
        return None;
    })
}

/// A name without what stands in brackets at its end: (本级机关), another name of the same organ.
fn without_brackets(name: &str) -> &str {
    let open = name.rfind('(').filter(|at| *at > 0 && name.ends_with(')'));
    open.and_then(|at| name.get(..at)).unwrap_or(name)
}

/// What stands before the name of an office; `None` where a name has none.
fn without_office(name: &str) -> Option<&str> {
    let whole = OFFICES.iter().find_map(|office| name.strip_suffix(office));
    let short = || {
        let rest = name.strip_suffix("办")?;
        let of = ["政府", "管委会", "管理委员会"].iter().any(|end| rest.ends_with(end));
        of.then_some(rest)
    };
    whole.or_else(short)
}

/// Words for an organ that name none: 我镇, 本街道, 分局, 园区, 人民政府, 区政府办公室, 本级.
fn is_unnamed(name: &str) -> bool {
    const ENDINGS: [&str; 6] = ["党委", "人民政府", "政府", "办事处", "管理委员会", "管委会"];
    const WORDS: [&str; 28] = [
        "级",
        "分局",
        "支队",
        "大队",
        "中心",
        "街道",
        "街道办",
        "园区",
        "开发区",
        "新区",
        "实验区",
        "示范区",
        "高新区",
        "度假区",
        "委员会",
        "单位",
        "部门",
        "机关",
        "市区",
        "县区",
        "区县",
        "公司",
        "集团",
        "银行",
        "学校",
        "医院",
        "大学",
        "学院",
    ];
    let mut characters = name.chars();
    let pronoun = match (characters.next(), characters.next()) {
        (Some('我' | '该' | '各'), _) => true,
        // 本溪市, 全州县 are names; 本县, 全区 are not.
        (Some('本' | '全'), Some(next)) => among!("省市县区旗镇乡街局委厅办部院所队站处级单机国系", next),
        _ => false,
    };
    if pronoun {
        return true;
    }
    let mut rest = without_office(name).unwrap_or(name);
    for ending in ENDINGS {
        rest = rest.strip_suffix(ending).unwrap_or(rest);
    }
    rest.chars().count() <= 1 || WORDS.contains(&rest) || places::is_bare_suffix(rest)
}

#[cfg(test)]
#[path = "organ/tests.rs"]
mod tests;
