//! Another organ's name in the place of this one's.

use std::collections::HashMap;
use std::ops::Range;

use super::{Sentence, places, pronoun, quote};
use crate::report::Report;
use crate::report::organ::{Kind, Organ, town_suffix};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::fold::{folded, is_han};
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 正文没有把另一个同类机关当作本机关来写：本镇的报告里出现“某某镇政府信息公开栏目”，开头、落款写成别的镇、别的县，以别的局作主语报告主动公开、
    /// 依申请公开的情况。上级、下级、共同工作的单位和文件名称中的机关不算。
    ///
    /// # 为什么
    ///
    /// 借用别的机关的报告修改，漏改名称是最常见、也最明显的痕迹。镜像网站会替换名称，这类文本只作提示。
    ///
    /// # What it checks
    ///
    /// No other organ of the same kind stands in this one's place: another town's column of the website, another name
    /// in the opening or the signature, another bureau as the subject of what is reported. Superiors, subordinates,
    /// partners and the titles of documents are none.
    ///
    /// # Why
    ///
    /// A forgotten name is the most common and most visible trace of a borrowed report. Mirrors replace names: on their
    /// text this is a notice.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 + 通过县政府门户网站大坝镇政府信息公开栏目公开了信息公开指南。
    /// → “大坝镇”
    /// ```
    ///
    /// ```breaks
    /// section 1 + 2024年，大坝镇认真贯彻落实条例，主动公开各类信息。
    /// ```
    ///
    /// ```breaks
    /// before = 现发布《大坝镇2024年政府信息公开工作年度报告》。统计期限为2024年1月1日至2024年12月31日。
    /// ```
    ///
    /// ```breaks
    /// signature = 大坝镇人民政府 / 2025年1月16日
    /// → 落款
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// section 1 + 2024年，县水务局共收到政府信息公开申请3件。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 2024年，我局加强公开栏目的日常维护。
    /// → 自称“我局”
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县财政局
    /// section 1 + 我委在答复申请时严格按照规定出具告知书。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// section 1 + 2024年，市教育局共收到政府信息公开申请31件。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// section 4 + 全年没有因政府信息公开针对市教育局提起行政诉讼的案件。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// section 1 + 全年编制了《青禾县水务局政府信息公开指南》，按季更新目录。
    /// → 青禾县水务局
    /// ```
    ///
    /// ```breaks
    /// section 1 + 大坝镇人民政府门户网站专栏由专人维护。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县教育局
    /// section 1 + 按照《青禾县人民政府政府信息公开指南》的样式，编制了《青禾县教育局政府信息公开指南》。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县教育局
    /// section 4 + 全年没有针对县教育局提起行政诉讼的案件。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县卫生健康委员会
    /// section 1 = 2024年，我委主动公开政府信息125条，全县公开工作有序开展。
    /// ```
    ///
    /// ```passes
    /// section 1 + 我部分栏目更新慢，自我局限于传统方式，按委托事项办理，本部门公开目录齐全。
    /// ```
    ///
    /// ```passes
    /// section 1 + 通过县人民政府网站青禾镇政府信息公开栏目公开信息，县政府高度重视政府信息公开工作。
    /// ```
    ///
    /// ```passes
    /// section 1 + 与大坝镇联合开展政策宣传，赴大坝镇学习政务公开工作经验。
    /// ```
    ///
    /// ```passes
    /// section 1 + 转发《大坝镇政府信息公开工作经验》，各乡镇政府信息公开栏目统一设置。
    /// ```
    ///
    /// ```passes
    /// section 1 + 通过政府信息公开专栏、集镇政务公开栏和镇政府信息公开栏公开信息。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县科学技术局
    /// section 1 + 2024年，县科技局共收到政府信息公开申请3件，县政府办公室高度重视公开工作。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县教育局
    /// section 1 + 市教育局高度重视公开工作，县财政局、县水务局配合公开教育经费。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县人民政府
    /// section 1 + 2024年，大坝镇主动公开政府信息300条，县水务局收到申请3件。
    /// ```
    pub FOREIGN_ORGAN {
        name: "foreign-organ",
        kind: Names,
        title: ("写成了别的机关", "Another organ's name"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

/// The organ whose report it is, in what names can be compared by.
struct Own {
    /// All names that the report gives it, folded.
    names: Vec<String>,
    /// What kind it is.
    kind: Kind,
    /// The last place in its name (果耶镇), where its kind is told by one.
    place: Option<String>,
    /// The narrowest place and the name behind it, where it is a department.
    department: Option<(String, String)>,
}

/// A name in the wrong place.
struct Foreign {
    name: String,
    range: Range<usize>,
    /// Where it stands: 落款, 开头 or nothing for the text.
    position: &'static str,
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    let Some(own) = Own::of(report) else { return findings };
    let bearing = context.bearing;
    let mut found: Vec<Foreign> = Vec::new();
    found.extend(signature(report, &own));
    let mut words = Words { flow: &report.text, known: HashMap::new() };
    for sentence in &context.sentences {
        found.extend(opening(&mut words, sentence, &own));
        found.extend(column(&mut words, sentence, &own));
        found.extend(subject(&mut words, sentence, &own));
        found.extend(party(&report.text, sentence, &own));
        found.extend(own_document(&mut words, sentence, &own));
    }
    // By name, in the order of their first places.
    let mut names: Vec<(&str, Vec<&Foreign>)> = Vec::new();
    let mut index: HashMap<&str, usize> = HashMap::new();
    for foreign in &found {
        let at = *index.entry(&foreign.name).or_insert(names.len());
        match names.get_mut(at) {
            Some((_, of_name)) => of_name.push(foreign),
            None => names.push((&foreign.name, vec![foreign])),
        }
    }
    let organ = report.organ.as_ref().map_or("", |organ| &*organ.name);
    for (name, of_name) in names {
        let Some(first) = of_name.first() else { continue };
        let words = quote(context.document, report, around(&report.text, &first.range));
        let position = if first.position.is_empty() { "正文" } else { first.position };
        // A name that differs by one character may be this organ's own, typed or read wrongly.
        let near = own.place.as_ref().is_some_and(|place| differ_by_one(place, name));
        let (severity, hint) = if near {
            (Severity::Notice, "，与本机关名称只差一字")
        } else {
            (bearing.words(Severity::Warning), "")
        };
        let message = Message::new(
            format!("这是{organ}的报告，{position}却出现“{name}”{hint}：“{words}”"),
            format!("This is the report of {organ}; “{name}” stands in its place: “{words}”"),
        );
        let all = of_name.into_iter().flat_map(|foreign| places(report, foreign.range.clone()));
        findings
            .push(Finding::new(severity, message).at_places(all).caused_by(format!("foreign organ {name}")));
    }
    findings.extend(pronoun::find(context));
    findings
}

impl Own {
    fn of(report: &Report) -> Option<Self> {
        let organ = report.organ.as_ref()?;
        // What belongs to another organ, or has superiors of its own, names others in its own place rightly.
        let named = organ.is_government() || matches!(organ.kind, Kind::Township | Kind::Department);
        let mut names = vec![organ.folded.clone()];
        names.extend(report.title.as_ref().map(|title| folded(&title.text)));
        let place = organ.own_place().map(str::to_owned);
        let department = organ.place().filter(|_| organ.kind == Kind::Department).and_then(|place| {
            let at = organ.folded.rfind(place)? + place.len();
            Some((place.to_owned(), organ.folded.get(at..)?.to_owned()))
        });
        named.then_some(Self { place, names, kind: organ.kind, department })
    }

    /// Whether a name can be one of this organ's: contained in one of its names, or a short form of it (科技局).
    fn is_called(&self, name: &str) -> bool {
        self.names
            .iter()
            .any(|own| own.contains(name) || is_subsequence(name, own) || is_subsequence(own, name))
    }

    /// Whether a name stands in the same place as this department's.
    fn is_neighbour(&self, name: &str) -> bool {
        self.department.as_ref().is_none_or(|(place, _)| name.contains(place))
    }

    /// Whether a place is of the same kind as this organ's own and another one.
    fn is_other_place(&self, place: &str) -> bool {
        let Some(own) = &self.place else { return false };
        let suffix = |name: &str| PLACES.iter().find(|suffix| name.ends_with(**suffix)).copied();
        let township = |suffix: Option<&str>| suffix.is_some_and(|suffix| town_suffix(suffix).is_some());
        let same = match (suffix(own), suffix(place)) {
            (Some(own), Some(other)) => own == other || (township(Some(own)) && township(Some(other))),
            _ => false,
        };
        same && !self.is_called(place) && !self.names.iter().any(|name| name.contains(place))
    }
}

/// With what the short name of a department begins: 县水务局.
const PLACE_SUFFIXES: [char; 7] = ['省', '市', '县', '区', '州', '旗', '盟'];

/// Kinds of places that have an organ of their own. 市 and 省 are left out: cities of two levels are called so.
const PLACES: [&str; 7] = ["街道", "苏木", "镇", "乡", "县", "区", "旗"];

/// The place that a name governs: 果耶镇 of 舟曲县果耶镇人民政府; nothing for a department.
fn own_place(name: &str) -> Option<String> {
    Organ::parse(name)?.own_place().map(str::to_owned)
}

/// Another organ as signatory.
fn signature(report: &Report, own: &Own) -> Option<Foreign> {
    let signature = report.signature.as_ref()?;
    let name = folded(&signature.text);
    let name = match own_place(&name) {
        Some(place) if own.is_other_place(&place) => place,
        // Another name of the same place is a finding about the organ's own: it may have been renamed.
        None if !own.is_neighbour(&name) && department(&name, own) => name,
        _ => return None,
    };
    let range = signature.place.map_or(0..0, |place| report.text.range_of(place));
    Some(Foreign { name, range, position: "落款" })
}

/// Another organ in the report's own name in the opening paragraph.
fn opening(words: &mut Words, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    let flow = words.flow;
    if sentence.section != 0 {
        return None;
    }
    flow.find_all(sentence.range.clone(), "政府信息公开").find_map(|at| {
        flow.find(at..(at + 14).min(sentence.range.end), "年度报告")?;
        let year = (sentence.range.start..at).rev().take(7).find(|index| flow.has(*index, "20"))?;
        let (place, range) = place_before(words, year, sentence.range.start)?;
        own.is_other_place(&place).then_some(Foreign { name: place, range, position: "开头" })
    })
}

/// The column of another town or county: `拱坝镇政府信息公开栏目`, `拱坝镇人民政府网站`.
fn column(words: &mut Words, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    let flow = words.flow;
    const AFTER: [&str; 13] = [
        "政府信息公开",
        "人民政府信息公开",
        "办事处政府信息公开",
        "信息公开栏",
        "政务公开栏",
        "政务公开专栏",
        "信息公开专栏",
        "人民政府网站",
        "人民政府门户网站",
        "人民政府官网",
        "人民政府官方网站",
        "政府门户网站",
        "政府网站",
    ];
    sentence.range.clone().find_map(|index| {
        let may_begin = flow.chars.get(index).is_some_and(|c| matches!(c, '政' | '人' | '办' | '信'));
        if !may_begin || !AFTER.iter().any(|after| flow.has(index, after)) || in_title(flow, index, sentence)
        {
            return None;
        }
        let (place, range) = place_before(words, index, sentence.range.start)?;
        // 强化县政府网站 and 规范区政府网站 look like names of counties: only a town's or a full name counts.
        let town = town_suffix(&place).is_some();
        let after_city = |c: &char| "省市州盟".contains(*c);
        let full =
            range.start.checked_sub(1).and_then(|before| flow.chars.get(before)).is_some_and(after_city);
        let with =
            range.start.checked_sub(1).and_then(|before| flow.chars.get(before)).copied().unwrap_or(' ');
        let together = "与和同、赴到向对及原各".contains(with);
        let certain = (town || full) && own.is_other_place(&place);
        (certain && !together && !is_about_others(flow, sentence)).then_some(Foreign {
            name: place,
            range,
            position: "",
        })
    })
}

/// Another organ as the subject of what is reported, at the beginning of a sentence.
fn subject(words: &mut Words, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    let flow = words.flow;
    const VERBS: [&str; 12] = [
        "认真贯彻",
        "认真落实",
        "主动公开",
        "共收到",
        "未收到",
        "没有收到",
        "收到政府信息公开申请",
        "高度重视政府信息",
        "高度重视政务公开",
        "严格按照《中华",
        "严格执行《中华",
        "深入贯彻落实《中华",
    ];
    const LONGEST: usize = 24;
    if matches!(own.kind, Kind::Government | Kind::Zone) || !matches!(sentence.section, 1 | 3 | 4) {
        return None;
    }
    let start = after_year(flow, sentence);
    let end = (start..(start + LONGEST).min(sentence.range.end))
        .find(|index| VERBS.iter().any(|verb| flow.has(*index, verb)))?;
    let name = flow.text(start..end);
    let chinese = name.chars().all(is_han);
    if name.chars().count() < 3 || !chinese || is_about_others(flow, sentence) {
        return None;
    }
    if own.kind == Kind::Township {
        let place = own_place(&name)?;
        let suffix = PLACES.iter().find(|suffix| place.ends_with(**suffix))?;
        let at = flow.find(start..end, &place)?;
        let stem = at..at + place.chars().count() - suffix.chars().count();
        let other = own.is_other_place(&place)
            && is_name(flow.slice(stem.clone()), suffix)
            && !words.is_word(&stem, suffix);
        return other.then_some(Foreign { name: place, range: start..end, position: "" });
    }
    let reported = end..(end + LONGEST).min(sentence.range.end);
    let counted = ["主动公开", "收到"].iter().any(|verb| flow.find(reported.clone(), verb).is_some())
        && flow.slice(reported).iter().any(char::is_ascii_digit);
    let other = department(&name, own) || counted && is_superior(&name, own);
    other.then_some(Foreign { name, range: start..end, position: "" })
}

/// Another department as the one against which a review or a lawsuit was sought: 没有针对市公安局申请行政复议.
fn party(flow: &Flow, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    const LONGEST: usize = 24;
    const SEEKS: [&str; 5] = ["申请行政复议", "提起行政复议", "提出行政复议", "提起行政诉讼", "的行政复议"];
    if own.kind != Kind::Department || is_about_others(flow, sentence) {
        return None;
    }
    flow.find_all(sentence.range.clone(), "针对").find_map(|at| {
        let start = at + 2;
        let reach = start..(start + LONGEST).min(sentence.range.end);
        let end = reach.clone().find(|index| SEEKS.iter().any(|words| flow.has(*index, words)))?;
        let name = flow.text(start..end);
        let other = name.chars().all(is_han) && (department(&name, own) || is_superior(&name, own));
        other.then_some(Foreign { name, range: start..end, position: "" })
    })
}

/// Another organ's guide or catalogue as made here: 编制了《大坝镇政府信息公开指南》.
fn own_document(words: &mut Words, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    const LONGEST: usize = 24;
    const MAKES: [&str; 7] = ["编制", "制定", "修订", "更新", "完善", "制订", "重新编制"];
    const SUBJECTS: [&str; 3] = ["政府信息公开指南", "政府信息公开目录", "信息公开指南"];
    let flow = words.flow;
    if matches!(own.kind, Kind::Government | Kind::Zone) || is_about_others(flow, sentence) {
        return None;
    }
    flow.find_all(sentence.range.clone(), "《").find_map(|at| {
        let verb = at - usize::from(at > sentence.range.start && flow.has(at - 1, "了"));
        let made = MAKES.iter().any(|word| {
            let length = word.chars().count();
            verb >= sentence.range.start + length && flow.has(verb - length, word)
        });
        let start = at + 1;
        let reach = start..(start + LONGEST).min(sentence.range.end);
        let end = reach.clone().find(|index| SUBJECTS.iter().any(|words| flow.has(*index, words)))?;
        let name = flow.text(start..end);
        if !made || !name.chars().all(is_han) {
            return None;
        }
        if own.kind == Kind::Township {
            let place = own_place(&name)?;
            let short = flow.find(start..end, &place)?;
            return own.is_other_place(&place).then_some(Foreign {
                name: place.clone(),
                range: short..short + place.chars().count(),
                position: "",
            });
        }
        department(&name, own).then_some(Foreign { name, range: start..end, position: "" })
    })
}

/// Whether a name is that of the same department of another level: 市教育局 for 云溪县教育局.
fn is_superior(name: &str, own: &Own) -> bool {
    let Some(level) = name.chars().next().filter(|first| PLACE_SUFFIXES.contains(first)) else {
        return false;
    };
    let rest = name.get(level.len_utf8()..).unwrap_or("");
    let Some((place, department)) = &own.department else { return false };
    let other = place.chars().last().is_some_and(|suffix| "县区旗".contains(suffix) && suffix != level);
    // 综合实验区 and the like: what stands above it is not told by the suffix alone.
    let same = is_subsequence(rest, department) && rest.chars().count() >= 3;
    other && same && "市省".contains(level)
}

/// Whether a name is that of a department that has nothing to do with this one.
fn department(name: &str, own: &Own) -> bool {
    const SUPERIORS: [&str; 12] =
        ["政府", "党委", "县委", "市委", "区委", "省委", "政务", "数据", "小组", "国务院", "各", "总局"];
    const OWN_WORDS: [&str; 8] = ["我", "本", "全", "该", "市局", "县局", "区局", "省局"];
    // 市水务局 and 云溪县水务局 name an organ; what only ends in 局 may be any part of a sentence (今年我局).
    let named = Organ::parse(name).is_some_and(|organ| {
        organ.kind == Kind::Department && (!organ.places.is_empty() || name.starts_with(PLACE_SUFFIXES))
    });
    if !named || name.contains('我') || own.is_called(name) {
        return false;
    }
    if SUPERIORS.iter().any(|word| name.contains(word)) || OWN_WORDS.iter().any(|word| name.starts_with(word))
    {
        return false;
    }
    // A superior or subordinate of the same branch shares its words (教育局, 教育厅).
    // The place that both belong to tells nothing: 青禾县水务局 for 青禾县教育局.
    let place = own.department.as_ref().map_or("", |(place, _)| place);
    let name = name.split_once(place).map_or(name, |(_, rest)| rest);
    let characters: Vec<char> = name.chars().filter(|c| !"省市县区州旗局委厅".contains(*c)).collect();
    !characters.windows(2).any(|pair| {
        let pair: String = pair.iter().collect();
        own.names.iter().any(|own| own.contains(&pair))
    })
}

/// The place that ends at an index: its name of two or three characters and its kind, where both edges are sure.
///
/// The left edge is sure at the beginning of a clause, after a wider place (云溪县大坝镇) and after words that lead to a
/// name. A part of the name that stands elsewhere in the text by itself is a word and no name (平台建设中街道).
fn place_before(words: &mut Words, end: usize, from: usize) -> Option<(String, Range<usize>)> {
    const LEADS: [&str; 25] = [
        "网站", "门户", "平台", "栏目", "专栏", "通过", "依托", "利用", "登录", "根据", "按照", "发布",
        "公布", "现将", "编制", "在", "由", "将", "经", "从", "是", "了", "的", "年", "日",
    ];
    let flow = words.flow;
    let text = flow.slice(from..end);
    let suffix = PLACES.iter().find(|suffix| {
        let suffix: Vec<char> = suffix.chars().collect();
        text.ends_with(&suffix)
    })?;
    let stem_end = end - suffix.chars().count();
    [2, 3].into_iter().find_map(|length| {
        let start = stem_end.checked_sub(length).filter(|start| *start >= from)?;
        let before = start.checked_sub(1).and_then(|before| flow.chars.get(before)).copied();
        let begins = start == from || flow.gap_before(start) || before.is_none_or(|before| !is_han(before));
        let wider = before.is_some_and(|before| PLACE_SUFFIXES.contains(&before));
        let led = LEADS.iter().any(|lead| {
            let length = lead.chars().count();
            start >= from + length && flow.has(start - length, lead)
        });
        let stem = start..stem_end;
        let sure = begins || wider || led;
        (sure && is_name(flow.slice(stem.clone()), suffix) && (wider || !words.is_word(&stem, suffix)))
            .then(|| (flow.text(start..end), start..end))
    })
}

/// What was found out about names: a part of a name that stands elsewhere by itself is a word.
struct Words<'a> {
    flow: &'a Flow,
    known: HashMap<String, bool>,
}

impl Words<'_> {
    /// Whether a part of what may be a name stands elsewhere in the text without the name: then it is a word.
    ///
    /// The text is read through once for each name; past a bound no more is taken for a name.
    fn is_word(&mut self, stem: &Range<usize>, suffix: &str) -> bool {
        const MOST: usize = 48;
        let flow = self.flow;
        let whole = flow.text(stem.clone()) + suffix;
        if let Some(known) = self.known.get(&whole) {
            return *known;
        }
        if self.known.len() >= MOST {
            return true;
        }
        let word = (stem.start..stem.end.saturating_sub(1)).any(|index| {
            let pair = flow.text(index..index + 2);
            let offset = index - stem.start;
            flow.find_all(0..flow.len(), &pair)
                .any(|at| at.checked_sub(offset).is_none_or(|start| !flow.has(start, &whole)))
        });
        self.known.insert(whole, word);
        word
    }
}

/// Whether what stands before 镇, 乡, 县 and the like is a place's name and not a word: 规范镇政府网站, 各乡镇, 我县.
///
/// Rather a name missed than a word taken for one.
fn is_name(stem: &[char], suffix: &str) -> bool {
    // Characters that words end in which stand before 镇政府, 县政府: verbs, prepositions, pronouns.
    const ENDS: &str = "强化进动善范用托绕全立好实升高快新护置通助挥宽富造合照据时极导与录询问布开织理障督查受保现行施整确出焦扣大\
                        展报送发传告知示作为对向给让使到入于从在是有无各每该本我及和由经将以把被的了着过等其此所又再已均也并或且\
                        中上下内外前后间设建抓紧按依凭借结接聚提推拓优健完落履执细明统筹参配组改编制订修写说讲看听办管配套层级区县乡镇村社城";
    const WORDS: [&str; 22] = [
        "城", "集", "小", "古", "名", "特色", "重点", "中心", "建制", "试点", "示范", "下辖", "所属", "相关",
        "其他", "周边", "邻近", "部分", "全体", "上级", "直属", "基层",
    ];
    let text: String = stem.iter().collect();
    let foreign_words = stem.iter().any(|c| !is_han(*c) || "我本全各该每两镇乡县市".contains(*c));
    // 规范镇, 强化集镇: a verb ends at the end of the stem or before its last character.
    let ends = stem.iter().skip(1).any(|each| ENDS.contains(*each));
    let common_area = suffix == "区"
        && [
            "园", "辖", "片", "景", "开发", "高新", "实验", "示范", "保护", "自治", "服务", "功能", "经开",
            "度假",
        ]
        .iter()
        .any(|word| text.ends_with(word));
    (2..=3).contains(&stem.len()) && !foreign_words && !ends && !WORDS.contains(&&*text) && !common_area
}

/// Whether an index stands inside 《》.
fn in_title(flow: &Flow, index: usize, sentence: &Sentence) -> bool {
    flow.slice(sentence.range.start..index).iter().rev().find(|c| "《》".contains(**c)) == Some(&'《')
}

/// Sentences that speak of others by what they say.
fn is_about_others(flow: &Flow, sentence: &Sentence) -> bool {
    const WORDS: [&str; 14] = [
        "联合", "会同", "学习", "交流", "考察", "指导", "督促", "帮扶", "结对", "合并", "撤并", "划转",
        "分别", "下辖",
    ];
    WORDS.iter().any(|word| flow.find(sentence.range.clone(), word).is_some())
}

/// Where a sentence begins after an ordinal, a year and words for the time: 今年以来, 全年.
fn after_year(flow: &Flow, sentence: &Sentence) -> usize {
    const TIMES: [&str; 15] = [
        "年度",
        "年以来",
        "年来",
        "年",
        "今年以来",
        "今年",
        "本年度",
        "本年",
        "全年",
        "一年来",
        "近年来",
        "年初以来",
        "去年",
        "年内",
        ",",
    ];
    let mut start = sentence.range.start;
    if flow.has(start, "(") {
        start = flow.find(start..(start + 5).min(sentence.range.end), ")").map_or(start, |at| at + 1);
    }
    if flow.slice(start..start + 4).iter().all(char::is_ascii_digit) {
        start += 4;
    }
    while let Some(words) = TIMES.iter().find(|words| flow.has(start, words)) {
        start += words.chars().count();
    }
    start.min(sentence.range.end)
}

/// Some words round a name.
fn around(flow: &Flow, range: &Range<usize>) -> Range<usize> {
    let piece =
        flow.pieces.get(flow.piece_at(range.start)).map_or(range.clone(), |piece| piece.range.clone());
    let from = range.start.saturating_sub(10).max(piece.start);
    let to = (range.end + 12).min(piece.end);
    // What is quoted begins with a word.
    let marks = flow.slice(from..range.start).iter().take_while(|c| "。,;、:.".contains(**c)).count();
    from + marks..to
}

fn is_subsequence(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

fn differ_by_one(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    left.len() == right.len()
        && left.len() > 2
        && left.iter().zip(&right).filter(|(a, b)| a != b).count() == 1
}
