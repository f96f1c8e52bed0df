//! Places of a text in which an organ's own name stands, with another's in it.

use std::ops::Range;

use super::own::{Own, PLACE_SUFFIXES, PLACES, department, is_superior, own_place};
use super::place_names::{Words, is_name, place_before};
use crate::among::are_firsts;
use crate::report::Report;
use crate::report::organ::{Organ, OrganKind, town_suffix};
use crate::rules::Context;
use crate::rules::prose::Sentence;
use crate::text::flow::Flow;
use crate::text::fold::{folded, is_han};

/// A name in the wrong place.
pub(super) struct Foreign {
    pub(super) name: String,
    pub(super) range: Range<usize>,
    /// Where it stands: 落款, 开头 or nothing for the text.
    pub(super) position: &'static str,
}

/// The names of others in this organ's place, in the order of the text; the signature's first.
pub(super) fn find(context: &Context, own: &Own) -> Vec<Foreign> {
    let report = context.report;
    let mut found: Vec<Foreign> = signature(report, own).into_iter().collect();
    let mut words = Words::of(&report.text);
    let account = |sentence: &Sentence| {
        sentence.section == 1 && report.text.find(sentence.range.clone(), ",").is_some()
    };
    let first = context.sentences.iter().position(account);
    for (index, sentence) in context.sentences.iter().enumerate() {
        found.extend(opening(&mut words, sentence, own));
        found.extend(title_of_superior(&report.text, sentence, own));
        found.extend(told_of(&report.text, sentence, own));
        found.extend(acts_in_opening(&report.text, sentence, own));
        found.extend(column(&mut words, sentence, own));
        found.extend(subject(&mut words, sentence, own, first == Some(index)));
        found.extend(party(&report.text, sentence, own));
        found.extend(own_document(&mut words, sentence, own));
        found.extend(maker(&report.text, sentence, own));
        found.extend(contact(&report.text, sentence, own));
    }
    found
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
        if let Some(range) = department_before(flow, year, sentence.range.start, own) {
            return Some(Foreign { name: flow.text(range.clone()), range, position: "开头" });
        }
        if let Some(range) = own_office(flow, year, sentence.range.start, own) {
            return Some(Foreign { name: flow.text(range.clone()), range, position: "开头" });
        }
        let (place, range) = place_before(words, year, sentence.range.start)?;
        own.is_other_place(&place).then_some(Foreign { name: place, range, position: "开头" })
    })
}

/// The title of the report of the place above as what is published here: 现发布《巴音旗2022年政府信息公开工作年度报告》 in a 苏木's report.
fn title_of_superior(flow: &Flow, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    const MADE: [&str; 8] = ["发布", "公布", "编制", "编制了", "形成", "形成了", "制作", "编写"];
    const LONGEST: usize = 16;
    if sentence.section != 0 || !matches!(own.kind, OrganKind::Township | OrganKind::Department) {
        return None;
    }
    flow.find_all(sentence.range.clone(), "《").find_map(|bracket| {
        let made =
            |word: &str| bracket.checked_sub(word.chars().count()).is_some_and(|at| flow.has(at, word));
        if !MADE.into_iter().any(made) {
            return None;
        }
        let start = bracket + 1;
        let end = (start + 2..(start + LONGEST).min(sentence.range.end)).find(|at| flow.has(*at, "20"))?;
        let title = flow.find(end..(end + 30).min(sentence.range.end), "》")?;
        let annual =
            flow.find(end..title, "政府信息公开").is_some() && flow.find(end..title, "年度报告").is_some();
        let name = flow.text(start..end);
        let place = name.trim_end_matches("人民政府");
        let above = place.ends_with(PLACE_SUFFIXES) && own.is_of(place);
        (annual && above).then_some(Foreign { name, range: start..end, position: "开头" })
    })
}

/// Another organ as the one whose work a department's report tells of: 反映青禾县人民政府办公室2024年政府信息公开工作情况.
fn told_of(flow: &Flow, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    const LONGEST: usize = 24;
    if own.kind != OrganKind::Department || sentence.section > 0 {
        return None;
    }
    let behind = flow.find(sentence.range.clone(), "反映")? + 2;
    let start = behind + usize::from(flow.has(behind, "了"));
    let end = (start..(start + LONGEST).min(sentence.range.end))
        .find(|index| flow.has(*index, "20") || flow.has(*index, "政府信息公开"))?;
    let name = flow.text(start..end);
    let told = flow.says(end..sentence.range.end, &["公开工作情况", "公开情况"]);
    let other = is_other_department(&name, own) || is_of_superior(&name, own);
    (told && other && name.chars().all(is_han)).then_some(Foreign {
        name,
        range: start..end,
        position: "开头",
    })
}

/// Another department as who acts where a department's report opens: 为规范公开工作，县交通局按照县委、县政府的统一安排，….
fn acts_in_opening(flow: &Flow, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    const LONGEST: usize = 12;
    const ACTS: [&str; 6] = ["按照县委", "按照市委", "按照区委", "按照州委", "认真贯彻", "严格按照"];
    if own.kind != OrganKind::Department || sentence.section > 0 {
        return None;
    }
    let clauses = sentence.range.clone().filter(|index| flow.chars.get(*index) == Some(&','));
    let found = clauses.map(|comma| comma + 1).find_map(|start| {
        let end = (start..(start + LONGEST).min(sentence.range.end))
            .find(|index| ACTS.iter().any(|acts| flow.has(*index, acts)))?;
        let name = flow.text(start..end);
        let other = name.chars().all(is_han) && department(&name, own);
        other.then_some(Foreign { name, range: start..end, position: "开头" })
    });
    found.filter(|_| !is_about_others(flow, sentence))
}

/// Another department by its full name before the year of this report, behind what makes it public: 现公布青禾县水务局2024年….
fn department_before(flow: &Flow, year: usize, from: usize, own: &Own) -> Option<Range<usize>> {
    const LONGEST: usize = 24;
    const BEHIND: [&str; 6] = ["公布", "发布", "公开", "编制", "将", "《"];
    if !matches!(own.kind, OrganKind::Department | OrganKind::Township) {
        return None;
    }
    let start = (from.max(year.saturating_sub(LONGEST))..year).rev().find(|index| {
        BEHIND.iter().any(|word| {
            index.checked_sub(word.chars().count()).is_some_and(|at| at >= from && flow.has(at, word))
        })
    })?;
    let name = flow.text(start..year);
    (name.chars().all(is_han) && is_other_department(&name, own)).then_some(start..year)
}

/// A government's own office before the year of the report that is the government's: 编制了青禾县人民政府办公室2024年….
fn own_office(flow: &Flow, year: usize, from: usize, own: &Own) -> Option<Range<usize>> {
    const OFFICES: [&str; 4] = ["人民政府办公室", "人民政府办公厅", "政府办公室", "政府办公厅"];
    let place = own.place.as_ref().filter(|_| own.kind == OrganKind::Government && !own.is_office())?;
    let before = |end: usize, word: &str| end.checked_sub(word.chars().count()).filter(|at| *at >= from);
    OFFICES.iter().find_map(|office| {
        let behind = before(year, office).filter(|at| flow.has(*at, office))?;
        let start = before(behind, place).filter(|at| flow.has(*at, place))?;
        Some(start..year)
    })
}

/// Whether a name is the full one of a department that has nothing to do with this organ.
fn is_other_department(name: &str, own: &Own) -> bool {
    let full = Organ::parse(name).is_some_and(|organ| !organ.places.is_empty() && !organ.office);
    full && (department(name, own) || own.is_namesake(name))
}

/// Another department as the one to ask about this report: 请与青禾县水务局办公室联系.
fn contact(flow: &Flow, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    const LONGEST: usize = 16;
    const ASKED: [&str; 4] = ["请与", "请向", "请同", "请联系"];
    const ASKS: [&str; 4] = ["联系", "询问", "咨询", "地址"];
    if own.kind != OrganKind::Department || sentence.section > 1 {
        return None;
    }
    let (asked, word) =
        ASKED.iter().find_map(|word| Some((flow.find(sentence.range.clone(), word)?, word)))?;
    let start = asked + word.chars().count();
    let end = (start..(start + LONGEST).min(sentence.range.end))
        .find(|index| flow.chars.get(*index).is_some_and(|c| among!("局委厅", *c)))?
        + 1;
    let name = flow.text(start..end);
    let about = flow.says(sentence.range.start..start, &["报告", "疑问", "年报"])
        && flow.says(end..sentence.range.end, &ASKS);
    let other = about && own.is_in_its_place(&name) && is_other_department(&name, own);
    other.then_some(Foreign { name, range: start..end, position: "联系方式" })
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
    const FIRSTS: &str = "政人办信";
    const _: () = assert!(are_firsts(FIRSTS, &[&AFTER]));
    sentence.range.clone().find_map(|index| {
        let may_begin = flow.chars.get(index).is_some_and(|c| among!(FIRSTS, *c));
        if !may_begin || !AFTER.iter().any(|after| flow.has(index, after)) || in_title(flow, index, sentence)
        {
            return None;
        }
        let (place, range) = place_before(words, index, sentence.range.start)?;
        // 强化县政府网站 and 规范区政府网站 look like names of counties: only a town's or a full name counts.
        let town = town_suffix(&place).is_some();
        let after_city = |c: &char| among!("省市州盟", *c);
        let full =
            range.start.checked_sub(1).and_then(|before| flow.chars.get(before)).is_some_and(after_city);
        let with =
            range.start.checked_sub(1).and_then(|before| flow.chars.get(before)).copied().unwrap_or(' ');
        let together = among!("与和同、赴到向对及原各", with);
        let certain = (town || full) && own.is_other_place(&place);
        (certain && !together && !is_about_others(flow, sentence)).then_some(Foreign {
            name: place,
            range,
            position: "",
        })
    })
}

/// Another organ as the subject of what is reported, at the beginning of a sentence; `opens`: the first one of the account,
/// whose subject is the organ itself.
fn subject(words: &mut Words, sentence: &Sentence, own: &Own, opens: bool) -> Option<Foreign> {
    let flow = words.flow;
    const VERBS: [&str; 18] = [
        "认真贯彻",
        "认真落实",
        "主动公开",
        "共收到",
        "共接到",
        "接到政府信息公开申请",
        "共新收",
        "新收政府信息公开申请",
        "共受理政府信息",
        "受理政府信息公开申请",
        "未收到",
        "没有收到",
        "收到政府信息公开申请",
        "高度重视政府信息",
        "高度重视政务公开",
        "严格按照《中华",
        "严格执行《中华",
        "深入贯彻落实《中华",
    ];
    // What a town says of its own work in general, where only a town of another name is taken for another.
    const OF_TOWNS: [&str; 15] = [
        "严格",
        "坚持",
        "全面",
        "积极",
        "深入",
        "高度重视",
        "按照",
        "紧紧围绕",
        "紧扣",
        "认真",
        "共主动",
        "不断",
        "围绕",
        "持续",
        "以习近平",
    ];
    const LONGEST: usize = 24;
    if own.kind == OrganKind::Zone || !matches!(sentence.section, 1 | 3 | 4) {
        return None;
    }
    let start = after_year(flow, sentence);
    let governs = own.kind == OrganKind::Government;
    let of_town = own.kind == OrganKind::Township || governs;
    let says = |index: &usize, verbs: &[&str]| verbs.iter().any(|verb| flow.has(*index, verb));
    // 在市委、市政府领导下: only of itself.
    let led = |index: usize| {
        let who = flow.slice(index + 1..index + 3);
        let department = opens && own.kind == OrganKind::Department;
        department && flow.has(index, "在") && who.iter().any(|c| among!("委党", *c))
    };
    // What these begin with: at most places of a sentence none of it stands.
    const FIRSTS: &str = "认主共新受未没收接高严深坚全积按紧不围持以在";
    const _: () = assert!(are_firsts(FIRSTS, &[&VERBS, &OF_TOWNS, &["在"]]));
    let may_begin = |index: usize| flow.chars.get(index).is_some_and(|c| among!(FIRSTS, *c));
    let said = (start..(start + LONGEST).min(sentence.range.end))
        .find(|index| may_begin(*index) && (says(index, &VERBS) || says(index, &OF_TOWNS) || led(*index)))?;
    let end = before_year(flow, start, said);
    let name = flow.text(start..end);
    let chinese = name.chars().all(is_han);
    if name.chars().count() < 3 || !chinese || is_about_others(flow, sentence) {
        return None;
    }
    // 某县人民政府办公室紧扣…要求: as what the account opens with, and not a word of the organ itself.
    let in_its_place = || {
        const OWN: [&str; 6] = ["我镇", "我乡", "我街道", "本镇", "本乡", "本街道"];
        let whole = sentence.range.clone();
        let itself = own.place.as_ref().is_some_and(|place| flow.find(whole.clone(), place).is_some());
        opens && own.kind == OrganKind::Township && !itself && !flow.says(whole, &OWN)
    };
    if !governs && (carries_out(flow, said) || in_its_place()) && is_of_superior(&name, own) {
        return Some(Foreign { name, range: start..end, position: "" });
    }
    if of_town {
        if governs && opens && own.is_other_city(&name) {
            return Some(Foreign { name, range: start..end, position: "" });
        }
        let place = own_place(&name)?;
        let suffix = PLACES.iter().find(|suffix| place.ends_with(**suffix))?;
        let at = flow.find(start..end, &place)?;
        let stem = at..at + place.chars().count() - suffix.chars().count();
        let other = own.is_other_place(&place)
            && is_name(flow.slice(stem.clone()), suffix)
            && !words.is_word(&stem, suffix);
        return other.then_some(Foreign { name: place, range: start..end, position: "" });
    }
    // 市水务局主动公开案例3个，我局1个入选: the sentence tells the two apart.
    let beside = flow.says(end..sentence.range.end, &["我局", "本局", "我委", "我厅", "我办"]);
    let full = || Organ::parse(&name).is_some_and(|organ| !organ.places.is_empty());
    if opens && !beside && own.is_namesake(&name) && full() {
        return Some(Foreign { name, range: start..end, position: "" });
    }
    // What every organ says of its work is another's only under its full name, in the same place.
    if !says(&said, &VERBS) {
        let other = own.is_in_its_place(&name)
            && full()
            && sentence.section == 1
            && !beside
            && department(&name, own);
        return other.then_some(Foreign { name, range: start..end, position: "" });
    }
    let reported = said..(said + LONGEST).min(sentence.range.end);
    let counted = flow.says(reported.clone(), &["主动公开", "收到", "接到"])
        && flow.slice(reported).iter().any(char::is_ascii_digit);
    // 人力资源社会保障部共接到申请8件: nor what the ministry of its trade received.
    let above = || is_superior(&name, own) || is_ministry_of(&name, own);
    let other = department(&name, own) || counted && !beside && above();
    other.then_some(Foreign { name, range: start..end, position: "" })
}

/// Where a name ends that a year follows: 市水务局2024年.
fn before_year(flow: &Flow, start: usize, end: usize) -> usize {
    let number = |end: usize| {
        let digits = flow.slice(end.saturating_sub(4).max(start)..end);
        digits.len() == 4 && digits.iter().all(char::is_ascii_digit)
    };
    let unit = ["年度", "年"].iter().find_map(|unit| {
        let at = end.checked_sub(unit.chars().count())?;
        (flow.has(at, unit) && number(at)).then_some(at)
    });
    unit.map_or(end, |at| at - 4)
}

/// Whether what is said at an index is what an organ says of its own duties, and not of how it leads others.
fn carries_out(flow: &Flow, index: usize) -> bool {
    ["认真贯彻", "认真落实", "深入贯彻落实", "严格按照", "严格执行"].iter().any(|verb| flow.has(index, verb))
}

/// Whether a full name is that of the office of a government, or of a department in a town's report: both lead, and
/// report for themselves.
fn is_of_superior(name: &str, own: &Own) -> bool {
    let Some(organ) = Organ::parse(name).filter(|organ| !organ.places.is_empty()) else { return false };
    let office = organ.office && organ.is_government();
    let department = own.kind == OrganKind::Township && organ.kind == OrganKind::Department;
    (office || department) && !own.is_called(name) && name.chars().count() >= 6
}

/// Another department as the maker of this report (本报告由…编制), or with its work in this one's place at the beginning
/// of a sentence (…局政府信息公开工作…).
fn maker(flow: &Flow, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    const LONGEST: usize = 24;
    if own.kind != OrganKind::Department {
        return None;
    }
    let made = || {
        let start = flow.find(sentence.range.clone(), "报告由")? + 3;
        let reach = start..(start + LONGEST).min(sentence.range.end);
        let end = reach.clone().find(|index| {
            ["编制", "按照", "根据", "依据", "负责编制"].iter().any(|word| flow.has(*index, word))
        })?;
        (sentence.section <= 1).then_some(start..end)
    };
    let works = || {
        let start = after_year(flow, sentence);
        let reach = start..(start + LONGEST + 8).min(sentence.range.end);
        let end = flow.find(reach, "政府信息公开工作")?;
        let next = end + 8;
        let titled = flow.find(next..(next + 8).min(sentence.range.end), "年度报告").is_some();
        (sentence.section == 1 && !titled && end > start).then_some(start..end)
    };
    let acts = |end: usize| {
        let next = end + 8;
        flow.chars.get(next).is_some_and(|c| among!(",紧坚认以围深全始严按积在", *c))
    };
    [made(), works()].into_iter().flatten().find_map(|range| {
        let name = flow.text(range.clone());
        let ministry = acts(range.end) && is_ministry_of(&name, own);
        let other = name.chars().all(is_han) && (ministry || is_other_department(&name, own));
        (other && !is_about_others(flow, sentence)).then_some(Foreign { name, range, position: "" })
    })
}

/// Whether a name is that of the ministry, or of the province's department, of the same trade: 民政部 for 临江市民政局.
fn is_ministry_of(name: &str, own: &Own) -> bool {
    let trade = ["部", "总局", "厅"].iter().find_map(|suffix| name.strip_suffix(suffix));
    let trade = trade.map(|trade| trade.trim_start_matches('省')).unwrap_or_default();
    (2..=8).contains(&trade.chars().count()) && !own.is_called(name) && own.is_called(trade)
}

/// Another department as the one against which a review or a lawsuit was sought: 没有针对市公安局申请行政复议.
fn party(flow: &Flow, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    const LONGEST: usize = 24;
    const SEEKS: [&str; 5] = ["申请行政复议", "提起行政复议", "提出行政复议", "提起行政诉讼", "的行政复议"];
    if own.kind != OrganKind::Department {
        return None;
    }
    flow.find_all(sentence.range.clone(), "针对").find_map(|at| {
        let start = at + 2;
        let reach = start..(start + LONGEST).min(sentence.range.end);
        let end = reach.clone().find(|index| SEEKS.iter().any(|words| flow.has(*index, words)))?;
        let name = flow.text(start..end);
        let other = name.chars().all(is_han) && (department(&name, own) || is_superior(&name, own));
        (other && !is_about_others(flow, sentence)).then_some(Foreign {
            name,
            range: start..end,
            position: "",
        })
    })
}

/// Another organ's guide or catalogue as made here: 编制了《大坝镇政府信息公开指南》, 完善大坝镇信息公开目录.
fn own_document(words: &mut Words, sentence: &Sentence, own: &Own) -> Option<Foreign> {
    const LONGEST: usize = 24;
    const MAKES: [&str; 6] = ["编制", "制定", "修订", "更新", "完善", "制订"];
    const SUBJECTS: [&str; 4] = ["政府信息公开指南", "政府信息公开目录", "信息公开指南", "信息公开目录"];
    let flow = words.flow;
    if matches!(own.kind, OrganKind::Government | OrganKind::Zone) {
        return None;
    }
    let made = MAKES.iter().flat_map(|verb| {
        flow.find_all(sentence.range.clone(), verb).map(|at| {
            let done = at + verb.chars().count();
            let done = done + usize::from(flow.has(done, "了"));
            done + usize::from(flow.has(done, "《"))
        })
    });
    made.into_iter().find_map(|start| {
        let reach = start..(start + LONGEST).min(sentence.range.end);
        let end = reach.clone().find(|index| SUBJECTS.iter().any(|words| flow.has(*index, words)))?;
        let name = flow.text(start..end);
        // 制定和完善某镇目录: the nearest of them.
        let nearest = !MAKES.iter().any(|verb| name.contains(verb));
        if name.is_empty() || !nearest || !name.chars().all(is_han) || is_about_others(flow, sentence) {
            return None;
        }
        if own.kind == OrganKind::Township {
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

/// Whether an index stands inside 《》.
fn in_title(flow: &Flow, index: usize, sentence: &Sentence) -> bool {
    flow.slice(sentence.range.start..index).iter().rev().find(|c| among!("《》", **c)) == Some(&'《')
}

/// Sentences that speak of others by what they say. Dear, as it looks through the whole sentence: asked last.
fn is_about_others(flow: &Flow, sentence: &Sentence) -> bool {
    const WORDS: [&str; 14] = [
        "联合", "会同", "学习", "交流", "考察", "指导", "督促", "帮扶", "结对", "合并", "撤并", "划转",
        "分别", "下辖",
    ];
    // 以……思想为指导, 在……指导下, 学习贯彻: every organ says so of itself.
    let of_itself = |word: &str, at: usize| match word {
        "指导" => at > 0 && flow.has(at - 1, "为") || flow.has(at + 2, "下") || flow.has(at + 2, "思想"),
        "学习" => flow.chars.get(at + 2).is_some_and(|next| among!("贯领宣落《党习", *next)),
        _ => false,
    };
    WORDS.iter().any(|word| flow.find_all(sentence.range.clone(), word).any(|at| !of_itself(word, at)))
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
    // Not past the sentence: what follows it is looked at with the next.
    while start < sentence.range.end
        && let Some(words) = TIMES.iter().find(|words| flow.has(start, words))
    {
        start += words.chars().count();
    }
    start.min(sentence.range.end)
}
