//! Documents that reports cite, with their numbers: a table of facts, not of slips.

use super::citation::{distance, is_reordered, is_word_lost};

/// The regulation's whole name.
pub(super) const REGULATION: &str = "中华人民共和国政府信息公开条例";

/// A document of the State Council or its office.
pub(super) struct Document {
    /// Its name without who gave it and without the word 通知.
    pub(super) name: &'static str,
    /// Its number as written in the stream: folded brackets.
    pub(super) number: &'static str,
}

/// Documents on disclosure that the State Council and its office gave; each name is that of one document only.
pub(super) const DOCUMENTS: [Document; 25] = [
    Document {
        name: "关于政府信息公开工作年度报告有关事项", number: "国办公开办函[2019]60号"
    },
    Document {
        name: "中华人民共和国政府信息公开工作年度报告格式", number: "国办公开办函[2021]30号"
    },
    Document {
        name: "关于规范政府信息公开平台有关事项", number: "国办公开办函[2019]61号"
    },
    Document {
        name: "关于政府信息公开年度报告有关项目填报问题的解释", number: "国办公开办函[2016]201号"
    },
    Document { name: "政府信息公开信息处理费管理办法", number: "国办函[2020]109号" },
    Document {
        name: "关于加强和规范政府信息公开情况统计报送工作", number: "国办发[2014]32号"
    },
    Document { name: "当前政府信息公开重点工作安排", number: "国办发[2013]73号" },
    Document { name: "2014年政府信息公开工作要点", number: "国办发[2014]12号" },
    Document { name: "2015年政府信息公开工作要点", number: "国办发[2015]22号" },
    Document { name: "2016年政务公开工作要点", number: "国办发[2016]19号" },
    Document { name: "2017年政务公开工作要点", number: "国办发[2017]24号" },
    Document { name: "2018年政务公开工作要点", number: "国办发[2018]23号" },
    Document { name: "2019年政务公开工作要点", number: "国办发[2019]14号" },
    Document { name: "2020年政务公开工作要点", number: "国办发[2020]17号" },
    Document { name: "2021年政务公开工作要点", number: "国办发[2021]12号" },
    Document { name: "2022年政务公开工作要点", number: "国办发[2022]8号" },
    Document {
        name: "关于进一步加强政府信息公开回应社会关切提升政府公信力的意见",
        number: "国办发[2013]100号",
    },
    Document {
        name: "《关于全面推进政务公开工作的意见》实施细则", number: "国办发[2016]80号"
    },
    Document {
        name: "关于在政务公开工作中进一步做好政务舆情回应", number: "国办发[2016]61号"
    },
    Document {
        name: "开展基层政务公开标准化规范化试点工作方案", number: "国办发[2017]42号"
    },
    Document { name: "政府网站发展指引", number: "国办发[2017]47号" },
    Document {
        name: "关于推进政务新媒体健康有序发展的意见", number: "国办发[2018]123号"
    },
    Document {
        name: "关于全面推进基层政务公开标准化规范化工作的指导意见", number: "国办发[2019]54号"
    },
    Document { name: "公共企事业单位信息公开规定制定办法", number: "国办发[2020]50号" },
    Document {
        name: "关于施行《中华人民共和国政府信息公开条例》若干问题的意见", number: "国办发[2008]36号"
    },
];

/// Names of laws and rules that reports cite, without the name of the country.
pub(super) const NAMES: [&str; 21] = [
    "政府信息公开条例",
    "政府信息公开信息处理费管理办法",
    "保守国家秘密法",
    "保守国家秘密法实施条例",
    "保守国家秘密法实施办法",
    "党政机关公文处理工作条例",
    "行政复议法实施条例",
    "个人信息保护法",
    "网络安全法",
    "数据安全法",
    "政府采购法实施条例",
    "优化营商环境条例",
    "重大行政决策程序暂行条例",
    "公共企事业单位信息公开规定制定办法",
    "政府网站发展指引",
    "政府网站与政务新媒体检查指标",
    "政府网站与政务新媒体监管工作年度考核指标",
    "关于全面推进政务公开工作的意见",
    "关于全面推进基层政务公开标准化规范化工作的指导意见",
    "关于推进政务新媒体健康有序发展的意见",
    "关于进一步加强政府信息公开回应社会关切提升政府公信力的意见",
];

/// Whether a name that begins and ends as the regulation's whole name was meant to be it: 中国人民共和国政府信息公开条例,
/// 中华人民共国政府信息公开条例, 中华人民共和国政府信息条例.
///
/// It never was one on trial: 中华人民共和国政府信息公开条例(试行).
pub(super) fn is_near_regulation(text: &str) -> bool {
    const MOST: usize = 2;
    if text.strip_suffix("(试行)").is_some_and(|name| name == REGULATION || name == "政府信息公开条例")
    {
        return true;
    }
    let (name, right): (Vec<char>, Vec<char>) = (text.chars().collect(), REGULATION.chars().collect());
    let named = text.contains("政府") || text.contains("政务信息公开");
    let ends = text.starts_with('中') && text.ends_with("条例") && named;
    ends && name.len().abs_diff(right.len()) <= MOST
        && (is_word_lost(&name, &right) || is_reordered(&name, &right) || distance(&name, &right) <= MOST)
}

/// Whether a name was meant to be a known one: it begins and ends alike, and some characters differ. Local names and
/// names of something that belongs to it (实施细则, 解读) are not.
pub(super) fn is_near(name: &str, right: &str) -> bool {
    const SHORTEST: usize = 7;
    let local = ["省", "市", "县", "区", "州", "镇", "乡", "局", "厅"].iter().any(|word| name.contains(word));
    let regulation = right == "政府信息公开条例";
    let measure = right.contains("处理费");
    let (name, right): (Vec<char>, Vec<char>) = (name.chars().collect(), right.chars().collect());
    // Names that differ in a few characters are about as long, and begin or end alike.
    let unlike =
        name.len().abs_diff(right.len()) > 3 || name.first() != right.first() && name.last() != right.last();
    if local || unlike {
        return false;
    }
    let away = distance(&name, &right);
    if regulation || measure {
        // There is no law of that name: 政府信息公开法.
        let ends = name.last() == right.last() || regulation && name.last() == Some(&'法');
        let alike = ends && name.contains(&'公') && name.contains(&'开');
        // 政务公开条例, 信息公开办法 are names of local rules in their own right.
        let own = regulation && !name.starts_with(&['政', '府']) && !name.starts_with(&['信', '息']);
        let most = if regulation { 2 } else { 3 };
        return away > 0 && !own && (alike && away <= most || away == 1);
    }
    let long = name.len() >= SHORTEST && right.len() >= SHORTEST;
    long && (away == 1 && name.len() == right.len() || is_word_lost(&name, &right))
        || is_reordered(&name, &right)
}
