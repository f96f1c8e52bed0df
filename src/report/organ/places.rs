//! The places in the name of an organ.

use super::Level;

/// Endings of the names of zones: they are no administrative divisions and can have any rank.
const ZONES: [&str; 30] = [
    "新区",
    "开发区",
    "实验区",
    "试验区",
    "示范区",
    "度假区",
    "高新区",
    "园区",
    "合作区",
    "管理区",
    "保税区",
    "景区",
    "名胜区",
    "工业园",
    "产业园",
    "科技园",
    "物流园",
    "新城",
    "特区",
    "集聚区",
    "功能区",
    "旅游区",
    "经开区",
    "保护区",
    "商务区",
    "港区",
    "自贸区",
    "贸易区",
    "加工区",
    "矿区",
];

/// The autonomous prefectures by their short names: other names in 州 (杭州, 通州) hold no suffix.
const PREFECTURES: [&str; 30] = [
    "延边",
    "恩施",
    "湘西",
    "阿坝",
    "甘孜",
    "凉山",
    "黔东南",
    "黔南",
    "黔西南",
    "楚雄",
    "红河",
    "文山",
    "西双版纳",
    "大理",
    "德宏",
    "怒江",
    "迪庆",
    "临夏",
    "甘南",
    "海北",
    "黄南",
    "海南",
    "果洛",
    "玉树",
    "海西",
    "昌吉",
    "博尔塔拉",
    "巴音郭楞",
    "克孜勒苏",
    "伊犁",
];

const MUNICIPALITIES: [&str; 4] = ["北京市", "上海市", "天津市", "重庆市"];

/// The suffix of a town's name (镇, 乡, 街道, 苏木), where the place is one.
#[must_use]
pub fn town_suffix(place: &str) -> Option<&'static str> {
    ["街道", "苏木", "镇", "乡"].into_iter().find(|suffix| place.ends_with(suffix))
}

/// Whether a place is a zone by its name.
#[must_use]
pub fn is_zone(place: &str) -> bool {
    ZONES.iter().any(|zone| place.ends_with(zone)) && !place.ends_with("自治区")
}

/// Whether a text before 管理委员会 is a zone's name.
pub(super) fn ends_in_zone(rest: &str) -> bool {
    rest.strip_suffix("管理委员会").is_some_and(is_zone)
}

/// Whether a text is the word for a kind of place and names none: 县, 街道, 自治州.
#[must_use]
pub(super) fn is_bare_suffix(text: &str) -> bool {
    ["自治区", "自治州", "自治县", "自治旗", "地区", "街道", "苏木", "团场", "兵团", "乡镇", "镇街"]
        .contains(&text)
}

/// The places at the beginning of a name, and what stands behind them.
pub(super) fn places(name: &str) -> (Vec<String>, &str) {
    let mut rest = without_superior(name);
    let mut places: Vec<String> = Vec::new();
    while let Some(length) = first_place(rest, &places) {
        let (place, behind) = rest.split_at(length);
        places.push(place.to_owned());
        rest = behind;
    }
    (places, rest)
}

/// The level that places tell: that of the narrowest.
pub(super) fn level(places: &[String]) -> Level {
    let Some((last, before)) = places.split_last() else { return Level::Unknown };
    let city_before = before.iter().any(|place| {
        ["市", "州", "地区", "盟"].iter().any(|suffix| place.ends_with(suffix))
            && !MUNICIPALITIES.contains(&place.as_str())
    });
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| last.ends_with(suffix));
    if town_suffix(last).is_some() || ends(&["团", "团场"]) && !ends(&["兵团"]) {
        Level::Township
    } else if MUNICIPALITIES.contains(&last.as_str()) || ends(&["省", "自治区", "特别行政区", "兵团"])
    {
        Level::Province
    } else if is_zone(last) {
        Level::Zone
    } else if ends(&["县", "旗", "林区"])
        || last.ends_with('区') && !ends(&["地区"])
        || last.ends_with('市') && city_before
    {
        Level::County
    } else {
        Level::City
    }
}

/// What stands behind the name of a central organ (国家税务总局珠海市税务局), the whole name where there is none.
fn without_superior(name: &str) -> &str {
    const SUPERIORS: [&str; 10] = [
        "国家税务总局",
        "国家统计局",
        "国家金融监督管理总局",
        "国家外汇管理局",
        "国家能源局",
        "国家矿山安全监察局",
        "中国人民银行",
        "中国证券监督管理委员会",
        "中华人民共和国",
        "国网",
    ];
    let rest = SUPERIORS.iter().find_map(|superior| name.strip_prefix(superior));
    let rest = rest.or_else(|| name.strip_prefix("中国共产党")).or_else(|| name.strip_prefix("中共"));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// Length in bytes of the place that a text begins with.
fn first_place(text: &str, before: &[String]) -> Option<usize> {
    const CORPS: &str = "新疆生产建设兵团";
    if text.starts_with(CORPS) {
        return Some(CORPS.len());
    }
    let mut stem = 0;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let (place, behind) = text.split_at(end);
        if stem > 0 && is_place(place, character, stem, behind, before) {
            return Some(end);
        }
        stem += 1;
        if stem > 18 {
            break;
        }
    }
    None
}

/// Whether a text of `stem` characters and a suffix is a place, by itself and by what stands behind it.
fn is_place(place: &str, suffix: char, stem: usize, behind: &str, before: &[String]) -> bool {
    const LONGEST: usize = 6;
    let next = behind.chars().next().unwrap_or(' ');
    let ends = |ending: &str| place.ends_with(ending);
    let autonomous = place.contains('族') || place.contains("自治");
    let short = stem <= LONGEST || autonomous;
    // What a town's name can be followed by: a department's name holds no town (城乡建设局, 乡镇企业局).
    let town = || {
        let governs = ["人民", "政府", "党", "办", "司法所", "财政所", "派出所", "综合", "人大", "政务"];
        behind.is_empty() || governs.iter().any(|word| behind.starts_with(word))
    };
    match suffix {
        '省' => short,
        // 盐城市 is a city, 城市 and 云溪县城市 are not.
        '市' => short && !among!("场容", next) && (stem == 2 || !ends("城市")),
        // 景德镇市, 新乡市, 通州区: the suffix belongs to the name.
        '州' => ends("自治州") || is_prefecture(place) || behind.is_empty() && stem <= LONGEST,
        '盟' => short && !ends("联盟") && !ends("同盟"),
        '县' => short && !among!("级域", next),
        '旗' => short && !ends("红旗") && !among!("帜下镇乡街区", next),
        '区' if is_zone(place) => {
            stem > 1 && !is_word_for_zone(place) && !among!("管", next) || is_administered(place, behind)
        }
        '区' => {
            short
                && !among!("域块划", next)
                && !["社区", "小区", "辖区", "军区", "园区"].iter().any(|word| ends(word))
        }
        '园' | '城' if is_zone(place) => is_administered(place, behind),
        '镇' => short && !among!("市江海街", next) && !ends("乡镇") && town(),
        '乡' => short && !among!("市县区镇", next) && town(),
        '道' => ends("街道") && stem > 1 && short && town(),
        '木' => ends("苏木") && stem > 1 && short,
        '师' => place.starts_with('第') && stem <= 4,
        '团' => {
            (before.iter().any(|place| place.ends_with('师') || place.ends_with("兵团"))
                || place.starts_with('第'))
                && stem <= 5
                && town()
                && !ends("兵团")
        }
        '场' => ends("团场") && stem > 1,
        _ => false,
    }
}

/// Whether a zone is followed by its administration, or by nothing.
fn is_administered(place: &str, behind: &str) -> bool {
    let named = !is_word_for_zone(place);
    named
        && (behind.is_empty()
            || ["管委会", "管理委员会", "党工委", "工委", "管理局"]
                .iter()
                .any(|word| behind.starts_with(word)))
}

/// Whether a zone's name is the word for a zone alone: 开发区, 经济技术开发区 without a name before it.
fn is_word_for_zone(place: &str) -> bool {
    let kinds =
        ["经济", "技术", "高新", "产业", "工业", "旅游", "综合", "国家级", "省级", "生态", "现代", "农业"];
    let mut rest = ZONES.iter().find_map(|zone| place.strip_suffix(zone)).unwrap_or(place);
    while let Some(shorter) = kinds.iter().find_map(|kind| rest.strip_suffix(kind)) {
        rest = shorter;
    }
    rest.is_empty()
}

fn is_prefecture(place: &str) -> bool {
    place.strip_suffix('州').is_some_and(|stem| PREFECTURES.contains(&stem))
}
