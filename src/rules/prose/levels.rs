//! How the text speaks of the place whose report it is: 全市 in a county's report is another's sentence.

use std::ops::Range;

use super::pronoun::around;
use super::{places, quote, ranges};
use crate::report::organ::{Level, Organ, OrganKind, is_zone};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::fold::is_han;
use crate::text::message::Message;

/// Sentences about a wider place as the organ's own.
pub(super) fn find(context: &Context) -> Option<Finding> {
    let organ = context.report.organ.as_ref();
    let (own, range) = governed(context, organ)
        .or_else(|| pushed(context, organ?))
        .or_else(|| counted(context, organ?))
        .or_else(|| system(context, organ?))
        .or_else(|| reported_for(context, organ?))
        .or_else(|| led(context, organ))
        .or_else(|| gathered(context, organ))
        .or_else(|| received_for(context, organ?))
        .or_else(|| counted_by_name(context, organ?))?;
    let report = context.report;
    let word = report.text.text(range.clone());
    let words = quote(context.document, report, around(&report.text, &range));
    let message = Message::new(
        format!("这是{own}的报告，正文却写“{word}”：“{words}”"),
        format!("This is the report of {own}; the text speaks of “{word}”: “{words}”"),
    );
    Some(Finding::new(context.bearing.words(Severity::Warning), message).at_places(places(report, range)))
}

fn all(context: &Context, words: &str) -> Vec<usize> {
    let found =
        |(_, range): (u8, Range<usize>)| context.report.text.find_all(range, words).collect::<Vec<_>>();
    ranges(context.report).into_iter().flat_map(found).collect()
}

/// 对全市…工作 in the report of a zone or county that else speaks of 全区, 全县: the sentence of the city's report. Where
/// nothing names the organ, what it calls itself tells its level.
fn governed(context: &Context, organ: Option<&Organ>) -> Option<(String, Range<usize>)> {
    const FEWEST: usize = 2;
    const OF_OTHERS: [&str; 9] = ["会议", "要点", "考核", "部署", "推进会", "评估", "通报", "任务", "检查"];
    let flow = &context.report.text;
    let of_own =
        |own: char| all(context, &format!("全{own}")).len() + all(context, &format!("我{own}")).len();
    let (own, name) = match organ {
        Some(organ) => {
            let own = organ.own_place().filter(|_| organ.is_government())?.chars().last()?;
            (own, organ.name.clone())
        }
        None => {
            let own = ['县', '旗'].into_iter().find(|own| of_own(*own) >= FEWEST)?;
            (own, format!("{own}级机关"))
        }
    };
    if !among!("区县旗", own) || of_own(own) < FEWEST {
        return None;
    }
    let wider: Vec<usize> = ['市', '县', '区', '州', '旗']
        .into_iter()
        .filter(|unit| *unit != own)
        .flat_map(|unit| all(context, &format!("对全{unit}")))
        .filter(|at| {
            let reach = at + 3..at + 15;
            ["信息公开工作", "政务公开工作", "信息公开情况"].iter().any(|words| {
                let found = flow.find(reach.clone(), words);
                // A meeting or a plan of the city's is its own.
                found.is_some_and(|at| {
                    !OF_OTHERS.iter().any(|word| flow.has(at + words.chars().count(), word))
                })
            })
        })
        .collect();
    let [at] = wider.as_slice() else { return None };
    Some((name, at + 1..at + 3))
}

/// （一）组织推动全省政府信息公开工作 as a point of the report of a county, a zone or a town: the point of the province's.
fn pushed(context: &Context, organ: &Organ) -> Option<(String, Range<usize>)> {
    const VERBS: [&str; 6] = ["组织推动", "统筹推进", "推动", "推进", "统筹", "指导"];
    const WORK: [&str; 2] = ["政府信息公开工作", "政务公开工作"];
    let flow = &context.report.text;
    if !matches!(organ.level, Level::County | Level::Township | Level::Zone) {
        return None;
    }
    let wide = ["全省", "全市"].into_iter().filter(|wide| {
        // A city under a city is a county by its rank.
        *wide == "全省" || !organ.own_place().is_some_and(|place| place.ends_with('市'))
    });
    let at = wide.flat_map(|wide| all(context, wide)).find(|at| {
        let verb = VERBS
            .iter()
            .find(|verb| at.checked_sub(verb.chars().count()).is_some_and(|from| flow.has(from, verb)));
        let begins = verb.and_then(|verb| at.checked_sub(verb.chars().count() + 1));
        let point = begins.is_some_and(|before| flow.chars.get(before).is_some_and(|c| among!(")、.是", *c)));
        let ends = WORK.iter().any(|work| {
            let end = at + 2 + work.chars().count();
            flow.has(at + 2, work) && flow.chars.get(end).is_some_and(|c| among!("。,;情", *c))
        });
        point && ends
    })?;
    Some((organ.name.clone(), at..at + 2))
}

/// 全市共收到申请8件 in the report of a county or a town that else speaks of 全县, 全镇: what it counts is its own.
fn counted(context: &Context, organ: &Organ) -> Option<(String, Range<usize>)> {
    const FEWEST: usize = 2;
    const REACH: usize = 14;
    const COUNTS: [&str; 8] =
        ["共收到", "共受理", "收到政府信息公开申请", "新收", "主动公开", "未收到", "没有收到", "未发生"];
    let flow = &context.report.text;
    let own = organ.own_place()?.chars().last().filter(|own| among!("省市县区旗镇乡", *own))?;
    if all(context, &format!("全{own}")).len() < FEWEST {
        return None;
    }
    let region = organ.places.iter().any(|place| place.ends_with("自治区"));
    let others = ['省', '市', '县', '区', '旗', '镇', '乡'].into_iter();
    let others = others.filter(|unit| *unit != own && !(region && *unit == '区'));
    let found: Vec<usize> = others.flat_map(|unit| all(context, &format!("全{unit}"))).collect();
    let mut telling = found.into_iter().filter(|at| {
        let before = at.checked_sub(1).and_then(|before| flow.chars.get(before)).copied();
        let begins = flow.starts_piece(*at) || before.is_none_or(|before| among!("。;,年", before));
        let end = flow.find(at + 2..at + 2 + REACH, ",").unwrap_or(at + 2 + REACH);
        let counts = COUNTS.iter().find_map(|word| {
            let verb = flow.find(at + 2..end, word)?;
            (!flow.has(verb + word.chars().count(), "的")).then_some(verb)
        });
        // 全市政务公开会议…, 全镇12个村…: who counts stands right before.
        begins && counts.is_some_and(|verb| verb <= at + 6)
    });
    let (first, None) = (telling.next()?, telling.next()) else { return None };
    Some((organ.name.clone(), first..first + 2))
}

/// 全市税务系统本着… as who acts, in the report of a county's or a zone's organ: the sentence of the city's.
fn system(context: &Context, organ: &Organ) -> Option<(String, Range<usize>)> {
    const LONGEST: usize = 8;
    const ACTS: [&str; 9] = ["本着", "坚持", "严格", "认真", "积极", "紧紧", "深入", "以", "按照"];
    let flow = &context.report.text;
    let place = organ.place()?;
    // A city's district quotes the city's system; what a county or a zone does is no city's.
    let narrow = place.ends_with('县') || place.ends_with('旗') || is_zone(place);
    if !narrow || !matches!(organ.kind, OrganKind::Department | OrganKind::Vertical) {
        return None;
    }
    let own: Vec<char> = organ.folded.chars().collect();
    let at = all(context, "全市").into_iter().find(|at| {
        let before = at.checked_sub(1).and_then(|before| flow.chars.get(before)).copied();
        let begins = flow.starts_piece(*at) || before.is_none_or(|before| among!("。;:", before));
        let Some(end) = flow.find(at + 2..at + 2 + LONGEST, "系统") else { return false };
        // It is the organ's own system: 地税 of 地方税务局.
        let same = flow.slice(at + 2..end).iter().all(|c| own.contains(c));
        begins && same && ACTS.iter().any(|word| flow.has(end + 2, word))
    })?;
    Some((organ.name.clone(), at..at + 2))
}

/// 现将我县2024年度政府信息公开工作…报告如下 in the report of a bureau: the sentence of the county's.
fn reported_for(context: &Context, organ: &Organ) -> Option<(String, Range<usize>)> {
    let flow = &context.report.text;
    let own = matches!(organ.kind, OrganKind::Department | OrganKind::Vertical) && !organ.office;
    let year = context.report.year.filter(|_| own)?;
    let titled = context.report.title.as_ref().is_some_and(|title| title.text.contains(&organ.name));
    let at = all(context, "现将我").into_iter().filter(|_| titled).find(|at| {
        let unit = flow.chars.get(at + 3).is_some_and(|unit| among!("省市县区州旗盟", *unit));
        let named = ["年度政府信息公开", "年政府信息公开"];
        unit && named.iter().any(|words| flow.has(at + 4, &format!("{year}{words}")))
    })?;
    Some((organ.name.clone(), at + 2..at + 4))
}

/// The name of a township, or what it calls itself where nothing names it.
fn township(context: &Context, organ: Option<&Organ>) -> Option<String> {
    match organ {
        Some(organ) => (organ.kind == OrganKind::Township).then(|| organ.name.clone()),
        None => {
            const OTHERS: [&str; 6] = ["我局", "我委", "我市", "我县", "我区", "我旗"];
            let of_others = OTHERS.iter().any(|word| !all(context, word).is_empty());
            let own = ["我镇", "我乡", "我街道"].into_iter().find(|word| !all(context, word).is_empty());
            own.filter(|_| !of_others).map(str::to_owned)
        }
    }
}

/// 组织推动全省政府信息公开工作 as what a township does: the heading of the province's report.
fn led(context: &Context, organ: Option<&Organ>) -> Option<(String, Range<usize>)> {
    const VERBS: [&str; 8] = ["推动", "推进", "指导", "组织", "统筹", "协调", "部署", "加强"];
    const WORK: [&str; 3] = ["政府信息公开工作", "政务公开工作", "信息公开工作"];
    const GOES_ON: [&str; 6] = ["走深", "提质", "再上", "向纵深", "落地", "有序"];
    const LEAD: usize = 6;
    let name = township(context, organ)?;
    let flow = &context.report.text;
    let at =
        ["全省", "全市", "全县", "全区", "全旗"].iter().flat_map(|wide| all(context, wide)).find(|at| {
            let Some(work) = WORK.iter().find(|work| flow.has(at + 2, work)) else { return false };
            let end = at + 2 + work.chars().count();
            let before = flow.slice(at.saturating_sub(LEAD)..*at);
            let led = before.iter().rposition(|c| !is_han(*c)).map_or(0, |mark| mark + 1);
            let words: String = before.iter().skip(led).collect();
            let begins = led > 0 && before.get(led - 1).is_some_and(|c| among!(")。;.", *c));
            let acts = VERBS.iter().any(|verb| words.starts_with(verb))
                && VERBS.iter().any(|verb| words.ends_with(verb));
            // …工作信息报送, …工作会议: something about it.
            let ends = flow.chars.get(end).is_none_or(|c| !is_han(*c)) || flow.starts_piece(end);
            begins && acts && (ends || GOES_ON.iter().any(|word| flow.has(end, word)))
        })?;
    Some((name, at..at + 2))
}

/// 综合全区各镇、各部门信息公开情况编制 in the report of a township: the sentence of the district's.
fn gathered(context: &Context, organ: Option<&Organ>) -> Option<(String, Range<usize>)> {
    const VERBS: [&str; 4] = ["综合", "汇总", "汇集", "综合了"];
    const WHO: [&str; 5] = ["各镇", "各乡", "各街", "各部门", "各单位"];
    const LEAD: usize = 3;
    const NEAR: usize = 4;
    let name = township(context, organ)?;
    let flow = &context.report.text;
    let opening = context.sentences.iter().filter(|sentence| sentence.section <= 1);
    let of_report = |range: &Range<usize>| {
        let says = |words: &[&str]| flow.says(range.clone(), words);
        says(&["公开情况", "公开工作情况"]) && says(&["编制", "编写", "本报告", "年度报告"])
    };
    let at = opening.into_iter().filter(|sentence| of_report(&sentence.range)).find_map(|sentence| {
        ["全市", "全县", "全区", "全旗"].iter().find_map(|wide| {
            flow.find_all(sentence.range.clone(), wide).find(|at| {
                let before = flow.text(at.saturating_sub(LEAD).max(sentence.range.start)..*at);
                // 县里汇总全县各镇…: somebody else does.
                let gathers = VERBS
                    .iter()
                    .filter_map(|verb| before.strip_suffix(verb))
                    .any(|whose| whose.chars().next_back().is_none_or(|c| among!(",。;:由告", c)));
                gathers && flow.says(at + 2..at + 2 + NEAR, &WHO)
            })
        })
    })?;
    Some((name, at..at + 2))
}

/// 受理向市政府提出的政府信息公开申请6件 in the report of a township or a bureau: the sentence of the government's.
fn received_for(context: &Context, organ: &Organ) -> Option<(String, Range<usize>)> {
    const HELPS: [&str; 19] = [
        "协助", "配合", "转", "交办", "移交", "承办", "代", "误", "本应", "函", "引导", "复议", "诉讼",
        "信访", "裁决", "及我", "和我", "设在", "窗口",
    ];
    /// Bureaus that receive for the government.
    const RECEIVERS: [&str; 5] = ["政务", "审批", "司法", "信访", "办公"];
    const RECEIVES: [&str; 3] = ["受理", "收到", "新收"];
    const REACH: usize = 30;
    let own = matches!(organ.kind, OrganKind::Township | OrganKind::Department)
        && !organ.office
        && !RECEIVERS.iter().any(|word| organ.folded.contains(word));
    let flow = &context.report.text;
    let told = context.sentences.iter().filter(|sentence| own && sentence.section >= 1);
    let range = told.into_iter().find_map(|sentence| {
        let says = |words: &[&str]| flow.says(sentence.range.clone(), words);
        if says(&HELPS) {
            return None;
        }
        let puts = ["提出的", "提交的", "递交的"].iter();
        puts.flat_map(|word| flow.find_all(sentence.range.clone(), word)).find_map(|put| {
            let from = put.saturating_sub(REACH).max(sentence.range.start);
            let to = flow.slice(from..put).iter().rposition(|c| *c == '向').map(|at| from + at)?;
            let whom = flow.text(to + 1..put);
            let above = whom.strip_prefix(['省', '市', '县', '区', '州', '旗'])?;
            let government = above.starts_with("政府") || above.starts_with("人民政府");
            let received = flow.says(sentence.range.start..to, &RECEIVES);
            let behind = put + 3..(put + 3 + REACH).min(sentence.range.end);
            let stop = flow.slice(behind.clone()).iter().position(|c| among!(",。;", *c));
            let clause = behind.start..stop.map_or(behind.end, |stop| behind.start + stop);
            let counted = (flow.has(put + 3, "政府信息公开申请") || flow.has(put + 3, "信息公开申请"))
                && flow.slice(clause).iter().any(char::is_ascii_digit);
            (government && received && counted).then_some(to..put)
        })
    })?;
    Some((organ.name.clone(), range))
}

/// 2024年青禾区共受理申请5件 in the report of a township of that district, by the district's name: the sentence of the
/// district's.
fn counted_by_name(context: &Context, organ: &Organ) -> Option<(String, Range<usize>)> {
    const COUNTS: [&str; 7] = ["共收到", "共受理", "收到", "受理", "新收", "未收到", "没有收到"];
    const REACH: usize = 20;
    let flow = &context.report.text;
    let above = organ.places.iter().rev().find(|place| place.ends_with(['县', '区', '旗', '市']))?;
    if organ.kind != OrganKind::Township {
        return None;
    }
    let length = above.chars().count();
    let at = all(context, above).into_iter().find(|at| {
        let before = at.checked_sub(1).and_then(|before| flow.chars.get(before)).copied();
        let begins = flow.starts_piece(*at) || before.is_none_or(|before| among!("。;,年", before));
        let verb = COUNTS.iter().find(|word| flow.has(at + length, word));
        let reach = at + length..at + length + REACH;
        begins && verb.is_some() && flow.find(reach, "申请").is_some()
    })?;
    Some((organ.name.clone(), at..at + length))
}
