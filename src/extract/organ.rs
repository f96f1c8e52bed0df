//! The organ whose report it is.

use std::ops::Range;

use super::flow::Flow;
use super::fold::is_han;
use super::script::simplify;

/// Endings of the names of administrative organs and of places that stand for their governments.
const ENDINGS: [&str; 63] = [
    "人民政府",
    "政府",
    "办公室",
    "办公厅",
    "街道办事处",
    "办事处",
    "委员会",
    "管委会",
    "管理委员会",
    "政府办",
    "局",
    "委",
    "厅",
    "部",
    "署",
    "司",
    "处",
    "科",
    "院",
    "所",
    "队",
    "支队",
    "大队",
    "总队",
    "中心",
    "站",
    "台",
    "社",
    "会",
    "公司",
    "银行",
    "镇",
    "乡",
    "街道",
    "县",
    "区",
    "市",
    "省",
    "州",
    "盟",
    "旗",
    "自治区",
    "自治州",
    "自治县",
    "苏木",
    "新区",
    "开发区",
    "实验区",
    "示范区",
    "度假区",
    "高新区",
    "园区",
    "科委",
    "发改委",
    "党工委",
    "农场",
    "林场",
    "兵团",
    "师",
    "团",
    "法院",
    "集团",
    "本级",
];

/// Whether a text can be an organ's name: Chinese characters only, ending as such names end.
#[must_use]
pub fn looks_like_organ(name: &[char]) -> bool {
    if !(2..=40).contains(&name.len()) || !name.iter().all(|c| is_han(*c) || "()·、".contains(*c)) {
        return false;
    }
    let text: String = name.iter().collect();
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
    let of_organs = ["机关事务", "(本级机关)"].iter().any(|word| text.contains(word));
    if NOT.iter().any(|word| text.contains(word)) && !of_organs {
        return false;
    }
    if is_unnamed(&text) || starts_inside_a_sentence(name) {
        return false;
    }
    let bare = text.trim_end_matches(')');
    let bare = bare.rfind('(').filter(|_| bare.len() < text.len()).map_or(&*text, |at| &bare[..at]);
    ENDINGS.iter().any(|ending| bare.ends_with(ending))
}

/// Words for an organ that name none: 我镇, 本街道, 分局, 园区, 人民政府.
fn is_unnamed(text: &str) -> bool {
    const KINDS: [&str; 37] = [
        "镇",
        "乡",
        "县",
        "区",
        "市",
        "省",
        "州",
        "盟",
        "旗",
        "局",
        "委",
        "厅",
        "办",
        "部",
        "院",
        "所",
        "队",
        "站",
        "处",
        "分局",
        "支队",
        "大队",
        "中心",
        "街道",
        "街道办",
        "街道办事处",
        "办事处",
        "园区",
        "开发区",
        "管委会",
        "管理委员会",
        "委员会",
        "单位",
        "部门",
        "市区",
        "县区",
        "区县",
    ];
    const OFFICES: [&str; 8] =
        ["政府", "人民政府", "办公室", "办公厅", "机关", "政府办", "政府办公室", "人民政府办公室"];
    let bare = text.strip_prefix(['本', '我', '该', '全']).unwrap_or(text);
    let place = bare.strip_suffix("政府").map(|place| place.strip_suffix("人民").unwrap_or(place));
    KINDS.contains(&bare) || OFFICES.contains(&bare) || place.is_some_and(|place| KINDS.contains(&place))
}

/// A word before the name that belongs to the sentence: 在国务院…, 由某局….
fn starts_inside_a_sentence(name: &[char]) -> bool {
    name.first().is_some_and(|first| "在由据按把并".contains(*first))
}

/// The organ's name as it is shown: what was written, in simplified characters where the text is traditional.
#[must_use]
pub fn shown(flow: &Flow, written: &str, range: Range<usize>, traditional: bool) -> String {
    if traditional {
        return flow.text(range);
    }
    written.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a text is in traditional script: a fair share of characters that simplified script does not have.
#[must_use]
pub fn is_traditional_text(text: impl Iterator<Item = char>) -> bool {
    let (mut han, mut traditional) = (0u32, 0u32);
    for character in text.filter(|c| is_han(*c)) {
        han += 1;
        traditional += u32::from(simplify(character) != character);
    }
    han > 0 && traditional * 20 > han
}
