//! The five aspects that section 1 is to cover.

mod empty;
mod five;
mod listed;
mod misplaced;
mod requests;
mod skipped;
mod told;
mod uncounted;

use std::ops::Range;

use five::{ASPECTS, Aspect, DISCLOSURE, REQUESTS, SUPERVISION};
use told::{counts_what_was_published, has_somebody_see_to_it, tells};

use super::points::{Style, behind_number, mark_at};
use super::{Sentence, found_section, has_six_sections, heading_range};
use crate::form::{CellId, ColumnRole, Role};
use crate::report::Report;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// “总体情况”写到五个方面：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。怎样分段、用什么标题不论；在第二、三、四部分写到的也算。
    /// 按方面分段的，五个方面各有一段。只缺主动公开或者平台建设一个方面、又没有按方面分段的，可能是换了说法，只作提示；表三没有申请、第一部分只写到依申请公开信息多少条的，也只作提示；2019、2020年度的报告只缺政府信息管理、平台建设、监督保障中一两个的，也是。某一段的标题是一个方面、写的却是申请或者复议诉讼的，也指出来。
    ///
    /// # 为什么
    ///
    /// 国办公开办函〔2021〕30号要求这一部分写明这五个方面；监督保障包括工作考核、社会评议和责任追究结果，各级政府都要写。缺少方面是通报中点名的问题。
    ///
    /// # What it checks
    ///
    /// Section 1 speaks of disclosure, requests, information management, platforms, and supervision, in whatever order
    /// and under whatever headings; a section in the format's parts has one for each. Where only disclosure or only
    /// platforms seem to be missing outside such parts, it is a notice: other words may tell of them; so it is where a
    /// report of 2019 or 2020 lacks one or two of the last three. A part whose text tells of requests or reviews in
    /// place of the aspect that its head names is told as well.
    ///
    /// # Why
    ///
    /// 国办公开办函〔2021〕30号 names the five aspects, and missing ones are named in official notices.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 = （一）主动公开情况。2024年，我镇主动公开政府信息125条。 / （二）依申请公开情况。新收申请8件。 / （三）平台建设情况。规范网站专栏设置。
    /// → 没有写到“政府信息管理”“监督保障”
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2024年，我镇主动公开政府信息125条，审核后在网站专栏发布，定期自查和考核。
    /// → 一句话也没有写到
    /// ```
    ///
    /// ```breaks
    /// section 1 = 本报告根据《中华人民共和国政府信息公开条例》编制，由党政办公室负责解释。
    /// → 只有开头的说明
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）政府信息管理。公开125条，发布前逐条审核。 / （二）平台建设。办好网站。 / （三）监督保障。定期自查和考核。
    /// section 3 = 2024年收到公开申请8件，均在法定期限内答复。
    /// → 没有写到“依申请公开”
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）主动公开情况 / 公开信息125条。 / （二）依申请公开办理情况 / （三）政府信息管理情况 / 发布前逐条审核。 / （四）平台建设情况 / 办好网站。 / （五）监督保障情况 / 定期自查和考核。
    /// → “(二)依申请公开办理情况”下面没有内容
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）主动公开情况 / 公开信息125条。 / （二）依申请公开情况 / 收到申请8件。 / （三）政府信息管理情况 / 一是先审后发。二是在门户网站更正旧稿。 / （四）监督保障情况 / 定期自查和考核。
    /// → 没有写到“平台建设”
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）主动公开情况 / 公开信息125条。 / （二）依申请公开情况 / 全年没有收到行政复议申请，没有行政诉讼。 / （三）政府信息管理情况 / 发布前逐条审核。 / （四）平台建设情况 / 办好网站。 / （五）监督保障情况 / 定期自查和考核。
    /// → 没有写收到和办理申请的情况
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）概述 / 公开工作有序。 / （二）主动公开情况 / 公开信息125条。 / （三）依申请公开情况 / 收到申请8件。 / （四）政府信息管理情况 / 由专人审核。 / （五）平台建设情况 / 办好网站专栏。
    /// → 没有写到“监督保障”
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2024年，我镇主动公开政府信息125条，保障群众的知情权、监督权，分管领导审核后在专栏发布；收到申请8件。
    /// → 没有写到“监督保障”
    /// ```
    ///
    /// ```breaks
    /// form 2019
    /// section 1 = 公开信息125条，先审后发，办好网站专栏，定期自查和考核。
    /// t3.new.natural = 0
    /// t3.new.total = 0
    /// → 没有写到“依申请公开”
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2024年，我镇推进决策、执行、管理、服务、结果公开，满足群众参与、表达和监督的需要，主动公开政府信息125条，在网站专栏发布；收到申请8件。
    /// → 没有写到“政府信息管理”“监督保障”
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）主动公开。发布信息49条。 / （二）依申请公开办理情况 / 通过政府网站主动公开信息49条，通过公告栏公开信息121条。 / （三）政府信息管理。落实三审制度。 / （四）平台建设。维护网站专栏。 / （五）监督保障。培训信息员2次。
    /// → 下面写的是主动公开的信息
    /// ```
    ///
    /// ```passes
    /// section 1 = 一是主动公开方面。公开信息125条。二是依申请公开方面。共收到依申请公开事项0三是政府信息管理方面。先审后发。四是平台建设方面。办好网站。五是监督保障方面。定期自查。
    /// ```
    ///
    /// ```passes
    /// section 1 = （一）主动公开情况 / 公开信息125条。 / （二）依申请公开情况 / 收到申请8件。 / （三）平台建设情况 / 一是办好网站专栏。二是落实保密审查。 / （四）监督保障情况 / 定期自查和考核。
    /// ```
    ///
    /// ```passes
    /// section 1 = 2024年，我镇主动公开政府信息125条，收到申请8件，发布前逐条审核，在网站专栏集中展示，明确专人负责公开工作。
    /// ```
    ///
    /// ```passes
    /// section 1 = 2024年，我镇主动公开政府信息125条，收到申请8件，发布前逐条审核，在网站专栏集中展示，定期自查和考核。
    /// ```
    ///
    /// ```passes
    /// section 1 = （一）加大公开力度。公开信息125条。 / （二）规范申请办理。收到申请8件。 / （三）严把审核关。先审后发。 / （四）办好网站。专栏及时更新。 / （五）加强培训。纳入年度考核。
    /// ```
    ///
    /// ```passes
    /// section 1 = 2024年，我镇主动公开政府信息125条，审核后在网站专栏发布，定期自查和考核。
    /// section 3 = 2024年收到公开申请8件，均在法定期限内答复。
    /// ```
    ///
    /// ```passes
    /// section 1 = （一）主动公开情况2024年公开政府信息125条。（二）依申请公开情况本年度收到依申请公开事项0项。（三）政府信息管理情况先审后发。（四）平台建设情况办好网站专栏。（五）监督保障情况纳入年度考核。
    /// ```
    ///
    /// ```passes
    /// section 1 = （一）主动公开情况。公开信息125条。 / （二）依申请公开情况。网络申请5件、传真申请3件。 / （三）政府信息管理情况。先审后发。 / （四）平台建设 / 政府公报电子版同步上网。 / （五）监督保障情况。纳入年度考核。
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// section 1 = 2017年，我镇公开政府信息125条。
    /// ```
    ///
    /// ```passes
    /// without section 2
    /// section 1 = （一）主动公开情况。2024年，我镇主动公开政府信息125条。
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）主动公开情况。 / 2024年，我镇公开信息125条。 / （二）依申请公开情况。 / 收到申请8件。 / （三）政府信息管理情况。 / 2024年，没有涉及我镇信息公开的行政复议案件和行政诉讼案件。 / （四）平台建设情况。 / 办好网站专栏。 / （五）监督保障情况。 / 纳入年度考核。
    /// → 下面写的是行政复议、行政诉讼，没有写政府信息管理
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）主动公开情况。 / 2024年，我镇公开信息125条。 / （二）行政机关主动公开政府信息情况。 / 2024年，我镇没有收到依申请公开的事项。 / （三）政府信息管理情况。 / 先审后发。 / （四）平台建设情况。 / 办好网站专栏。 / （五）监督保障情况。 / 纳入年度考核。
    /// → 下面写的是依申请公开，没有写主动公开
    /// ```
    ///
    /// ```passes
    /// section 1 = （一）主动公开情况。 / 2024年，我镇公开信息125条。 / （二）依申请公开情况。 / 全年收到并办理政府信息公开申请8件，分类情况见本报告第三部分。 / （三）政府信息管理情况。 / 先审后发。 / （四）平台建设情况。 / 办好网站专栏。 / （五）监督保障情况。 / 纳入年度考核。
    /// ```
    ///
    /// ```passes
    /// section 1 = （一）主动公开情况。 / 2024年，我镇公开信息125条。 / （二）依申请公开情况。 / 办理情况详见本年度报告第三部分，申请均已办结。 / （三）政府信息管理情况。 / 先审后发。 / （四）平台建设情况。 / 办好网站专栏。 / （五）监督保障情况。 / 纳入年度考核。
    /// ```
    ///
    /// ```passes
    /// section 1 = （一）主动公开情况。 / 2024年，我镇公开信息125条。 / （二）依申请公开情况。 / 收到申请8件。 / （三）政府信息管理情况。 / 先审后发，没有因此发生行政复议、行政诉讼。 / （四）平台建设情况。 / 办好网站专栏，设依申请公开栏目。 / （五）监督保障情况。 / 纳入年度考核，没有行政复议。
    /// ```
    pub ASPECT_MISSING {
        name: "aspect-missing",
        kind: Structure,
        title: ("“总体情况”缺少方面", "Section 1 leaves aspects out"),
        severity: Warning,
        source: Source::Official { document: "国办公开办函〔2021〕30号", clause: "所附格式第一部分“总体情况”" },
        check: check,
    }
}

/// Parts of the section that stand beside the five: what was said at its beginning, answers to proposals.
const BESIDE: [&str; 5] = ["概述", "概况", "总体", "建议", "提案"];

/// With what a point begins that says by what means something was done.
const MEANS: [&str; 4] = ["在", "通过", "利用", "依托"];

fn check(context: &Context) -> Vec<Finding> {
    /// A shorter piece is what is left of a line.
    const SHORTEST: usize = 8;
    /// A longer section is none of a report.
    const LONGEST: usize = 50_000;
    let report = context.report;
    let flow = &report.text;
    let bearing = context.bearing;
    // Without a year it is the empty form, or nobody's report.
    if report.year.is_none() {
        return Vec::new();
    }
    // What follows section 1 must be there: else the section may go on after the end of the text.
    let Some(section) = found_section(report, 1) else { return Vec::new() };
    let Some(next) = beginning_of_the_next(report, heading_range(report, section).end) else {
        let whole = !bearing.excerpt && has_six_sections(report);
        let parts = || empty::part(context, flow.len()).or_else(|| uncounted::part(context, flow.len()));
        let part = whole.then(parts).flatten();
        return skipped::find(context, section).into_iter().chain(part).collect();
    };
    let follows = heading_range(report, section).end <= next;
    // What was left out may be what is looked for.
    if !has_six_sections(report) || !follows || bearing.excerpt {
        return Vec::new();
    }
    let length: usize = section.body.iter().map(|place| flow.range_of(*place).len()).sum();
    if length > LONGEST {
        return Vec::new();
    }
    let told: Vec<&Sentence> = context
        .sentences
        .iter()
        .filter(|sentence| (1..=4).contains(&sentence.section) && !is_introduction(flow, &sentence.range))
        .filter(|sentence| sentence.section != 1 || sentence.range.start < next)
        // Labels of a table that lost its form tell nothing.
        .filter(|sentence| {
            let mark = |c: &char| among!(",。;:", *c);
            sentence.section == 1 || flow.slice(sentence.range.clone()).iter().any(mark)
        })
        .collect();
    if !context.sentences.iter().any(|sentence| sentence.section == 1) {
        return Vec::new();
    }
    let own: Vec<&&Sentence> = told.iter().filter(|sentence| sentence.section == 1).collect();
    let heads: Vec<Range<usize>> =
        own.iter().flat_map(|sentence| heads_of_points(flow, sentence.range.clone())).collect();
    // The parts of the section are those with （一）; what is counted with 一是 within one is none.
    let bracketed = |head: &&Range<usize>| flow.has(head.start.saturating_sub(1), ")");
    let parts: Vec<&Range<usize>> = heads.iter().filter(bracketed).collect();
    let parts = if parts.len() > 1 { parts } else { heads.iter().collect() };
    let names = |head: &Range<usize>, words: &[&str]| flow.says(head.clone(), words);
    let headed = |words: &[&str]| parts.iter().any(|head| names(head, words));
    // （一）主动公开情况, （二）依申请公开情况: the section is in the parts that the format names, each under its own head.
    let in_parts = ["主动公开", "依申请公开"].iter().all(|name| headed(&[name]));
    let any_part = ASPECTS.iter().any(|aspect| headed(&[aspect.name.0]));
    // One part that is told of under another's head may be meant to stand there; of two, nobody thought, and where the
    // four others have a head each, the fifth was left out.
    let unheaded = ASPECTS.iter().filter(|aspect| !headed(aspect.heading)).count();
    let alone = parts
        .iter()
        // 政务信息管理 is 政府信息管理.
        .filter(|head| {
            let named =
                ASPECTS.iter().filter(|aspect| names(head, &[aspect.name.0.trim_start_matches("政府")]));
            named.count() == 1
        })
        .count();
    // Five heads of which one goes by another name: each aspect may have its own.
    let own_parts = parts.iter().filter(|head| !names(head, &BESIDE)).count();
    let all_headed = unheaded == 1 && own_parts >= ASPECTS.len();
    // （一）加强组织领导, （二）加强制度建设, （三）拓展主动公开范围…: most parts are the organ's own, and each may tell of several.
    let of_format = alone * 2 > own_parts;
    let in_parts = in_parts && of_format && !all_headed && (unheaded >= 2 || alone >= 4);
    let empty_head = requests::only_headed(flow, &own, &heads);
    // Three parts under the format's own names, and none for requests: what another section says is not told here.
    let by_name = ["信息管理", "平台建设", "监督保障"].iter().all(|name| headed(&[name]));
    let requests_elsewhere =
        told.iter().any(|sentence| sentence.section != 1 && requests::are_told(flow, sentence));
    let mut missing: Vec<&Aspect> = ASPECTS
        .iter()
        .enumerate()
        .filter(|(index, aspect)| {
            if *index == REQUESTS && empty_head {
                return true;
            }
            // (二)依申请公开 behind 2.主动公开信息情况, a point that was taken for the next section.
            let later = |sentence: &&Sentence| {
                let start = sentence.range.start;
                sentence.section == 2
                    && flow.has(start, "(")
                    && flow.has(start + 2, ")")
                    && flow.has(start + 3, aspect.name.0)
            };
            if context.sentences.iter().any(|sentence| later(&sentence)) {
                return false;
            }
            // 三是在门户网站…: where something was done is not what the point is about.
            let topic = |head: &&Range<usize>| !MEANS.iter().any(|word| flow.has(head.start, word));
            if heads.iter().filter(topic).any(|head| names(head, aspect.heading)) {
                return false;
            }
            let weak = if any_part { &[][..] } else { aspect.weak };
            let told_of = told.iter().any(|sentence| {
                let says = |word: &&str| flow.find(sentence.range.clone(), word).is_some();
                aspect.words.iter().any(says)
                    || sentence.section == 1 && weak.iter().any(|word| tells(flow, &sentence.range, word))
                    || *index == SUPERVISION && has_somebody_see_to_it(flow, &sentence.range)
                    || *index == REQUESTS
                        && (sentence.section == 1 || !by_name)
                        && requests::are_told(flow, sentence)
                    || *index == DISCLOSURE && counts_what_was_published(flow, sentence)
            });
            // A part without a head of the format's names may tell of one by its name: （四）…强化监督保障.
            let by_its_name = || {
                own.iter().any(|sentence| {
                    let names = |aspect: &&Aspect| flow.find(sentence.range.clone(), aspect.name.0).is_some();
                    names(aspect) && ASPECTS.iter().filter(names).count() == 1
                })
            };
            in_parts && !by_its_name() || !told_of
        })
        .map(|(_, aspect)| aspect)
        .collect();
    let reviews = empty::reviews_alone(context, next);
    // What is said of the head on requests is not said again of the whole section.
    if reviews.is_some() {
        missing.retain(|aspect| aspect.name != ASPECTS[REQUESTS].name);
    }
    let mut findings: Vec<Finding> =
        reviews.or_else(|| empty::head_alone(context, next)).into_iter().collect();
    findings.extend(misplaced::find(context, next).or_else(|| misplaced::published_alone(context, next)));
    if findings.is_empty() && !missing.iter().any(|aspect| aspect.name == ASPECTS[REQUESTS].name) {
        findings.extend(uncounted::part(context, next));
    }
    if missing.is_empty() {
        if listed::only(flow, &own) {
            let message = Message::new(
                format!("“{}”只列出五个方面的名称，没有写各方面做了什么", section.heading),
                format!("“{}” names the five aspects and tells nothing of them", section.heading),
            );
            let severity = bearing.words(Severity::Warning);
            findings.push(Finding::new(severity, message).at_places(section.place));
        }
        return findings;
    }
    let requests = report
        .cells
        .count(CellId::new(Role::New.row(), ColumnRole::Total.column()))
        .filter(|count| *count > 0);
    let unmentioned = requests.filter(|_| {
        !requests_elsewhere && missing.iter().any(|aspect| aspect.name == ASPECTS[REQUESTS].name)
    });
    let only_introduction = own.iter().all(|sentence| sentence.range.len() < SHORTEST);
    // A section that begins with （二） lost what stood before.
    let begins_within = own.first().is_some_and(|first| {
        let head = flow.slice(first.range.start..first.range.start + 2);
        matches!(head, ['(', ordinal] if among!("二三四五", *ordinal))
    });
    // A mirror changes words, it does not take aspects away.
    // Where things are published and what is published can be said in words that nobody foresaw.
    let any_words =
        matches!(missing.as_slice(), [only] if !in_parts && ["主动公开", "平台建设"].contains(&only.name.0));
    // Who received nothing has little to tell of requests.
    let new = report.cells.count(CellId::new(Role::New.row(), ColumnRole::Total.column()));
    let named = || own.iter().any(|sentence| flow.find(sentence.range.clone(), "申请公开").is_some());
    let nothing_to_tell = new == Some(0)
        && !in_parts
        && !by_name
        && (!missing.iter().any(|only| only.name == ASPECTS[REQUESTS].name) || named())
        && missing.iter().all(|only| ["主动公开", "依申请公开", "平台建设"].contains(&only.name.0));
    // The trial form of 2019 named the aspects and few followed them: one or two of what supports the work may be left out.
    let trial = report.year.is_some_and(|year| year < 2021)
        && missing.len() < 3
        && missing.iter().all(|only| ["政府信息管理", "平台建设", "监督保障"].contains(&only.name.0));
    let doubtful =
        trial || bearing.recognised || bearing.gaps || begins_within || any_words || nothing_to_tell;
    let severity = if doubtful { Severity::Notice } else { Severity::Warning };
    let names: String = missing.iter().map(|aspect| format!("“{}”", aspect.name.0)).collect();
    let english: Vec<&str> = missing.iter().map(|aspect| aspect.name.1).collect();
    let english = english.join(", ");
    let heading = &section.heading;
    let message = if only_introduction {
        Message::new(
            format!(
                "“{heading}”只有开头的说明，五个方面（主动公开、依申请公开、政府信息管理、平台建设、监督保障）都没有写"
            ),
            format!("“{heading}” holds an introduction only: none of the five aspects that the format names"),
        )
    } else if let (Some(count), 1) = (unmentioned, missing.len()) {
        Message::new(
            format!("表三本年新收 {count} 件申请，正文一句话也没有写到依申请公开"),
            format!("Table 3 has {count} new requests; the text does not say a word about requests"),
        )
    } else {
        let more = unmentioned.map_or((String::new(), String::new()), |count| {
            (
                format!("；表三本年新收 {count} 件申请，正文一句话也没有写到"),
                format!("; table 3 has {count} new requests, of which the text says nothing"),
            )
        });
        Message::new(
            format!("“{heading}”没有写到{names}{}", more.0),
            format!("“{heading}” does not speak of {english}{}", more.1),
        )
    };
    findings.push(Finding::new(severity, message).at_places(section.place));
    findings
}

/// Where section 2 begins: at its heading, at its table whose heading was lost, or at what a cut left of its heading.
fn beginning_of_the_next(report: &Report, from: usize) -> Option<usize> {
    const TABLE: &str = "第二十条第(一)项";
    const HEADING: &str = "二、主动公开政府信息情况";
    const FEWEST: usize = 5;
    let flow = &report.text;
    if let Some(next) = found_section(report, 2) {
        return Some(heading_range(report, next).start);
    }
    let cut = || {
        let last = flow.pieces.last().filter(|piece| piece.range.start >= from)?;
        let text = flow.text(last.range.clone());
        let begun = text.chars().count() >= FEWEST && HEADING.starts_with(&text);
        begun.then_some(last.range.start)
    };
    flow.find(from..flow.len(), TABLE).or_else(cut)
}

/// Sentences that introduce the report wherever they stand: what it consists of, by what it is made, whom to ask.
fn is_introduction(flow: &Flow, range: &Range<usize>) -> bool {
    const WORDS: [&str; 18] = [
        "本报告",
        "年度报告",
        "本年报",
        "统计期",
        "统计时",
        "有疑问",
        "任何疑问",
        "如需咨询",
        "联系地址",
        "联系电话",
        // 传真申请6件 and 邮箱申请1件 tell of requests, 公报电子版 of a platform.
        "传真:",
        "传真号",
        "邮箱:",
        "邮箱为",
        "邮编",
        "邮政编码",
        "电子版可",
        "报告如下",
    ];
    let says = |word: &str| flow.find(range.clone(), word).is_some();
    let lists = says("总体") && says("主动公开") && says("改进");
    // 主动公开财政信息16条、年度报告1条: what was published is told of; 申请57件，分类情况见本报告第三部分 tells of requests.
    let counted = |unit: char| {
        let words = flow.slice(range.clone()).windows(2);
        words.filter(|pair| matches!(pair, [digit, of] if digit.is_ascii_digit() && *of == unit)).count()
    };
    let refers = || ["见本报告", "见本年", "本报告第", "见年度报告"].into_iter().any(says);
    if counted('条') > 1 || counted('件') > 0 || refers() {
        return lists;
    }
    // An address by mail; the name of a site may have the sign as well.
    let mail = || {
        flow.find_all(range.clone(), "@")
            .any(|at| at > range.start && flow.chars.get(at - 1).is_some_and(char::is_ascii_alphanumeric))
    };
    lists || WORDS.into_iter().any(says) || mail()
}

/// The number of the part with which a sentence begins: 2 of （二）依申请公开情况.
fn bracketed(flow: &Flow, sentence: &Sentence) -> Option<u32> {
    let mark = mark_at(flow, sentence.range.start)?;
    (mark.style == Style::Bracketed).then_some(mark.value)
}

/// The words with which counted points begin: 主动公开情况 of （一）主动公开情况。, 强化监督保障 of 四是强化监督保障。 In a text that
/// lost its lines （三） stands within what a sentence was taken for.
fn heads_of_points(flow: &Flow, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    const LONGEST: usize = 18;
    let within = range.clone().skip(1).filter_map(move |index| {
        let bracket = flow.chars.get(index) == Some(&'(')
            && flow.chars.get(index - 1).is_some_and(|c| (is_han(*c) || *c == ')') && *c != '第');
        let bracketed = || mark_at(flow, index).filter(|mark| mark.style == Style::Bracketed);
        if bracket { bracketed() } else { behind_number(flow, index) }
    });
    let Range { start, end } = range;
    mark_at(flow, start).into_iter().chain(within).map(move |mark| {
        let after = mark.range.end;
        let reach = after..(after + LONGEST).min(end);
        let stop = flow.slice(reach.clone()).iter().position(|c| among!("。;:,(", *c));
        after..stop.map_or(reach.end, |stop| after + stop)
    })
}
