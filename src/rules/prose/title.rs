//! The title.

mod slipped;

use std::ops::Range;

use super::lost::loses_characters;
use super::{Bearing, has_six_sections, places, ranges};
use crate::report::organ::{Organ, OrganKind};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::fold::{folded, is_han};
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 标题应当是“政府信息公开工作年度报告”（“政府信息公开年度报告”“年报”也可以），而不是“情况报告”“工作总结”，年份只写一次；只少“年度”的“工作报告”给提示；发布的应当是报告本身，
    /// 而不是报送报告的函。
    ///
    /// # 为什么
    ///
    /// 《政府信息公开条例》要求公布的是年度报告。把年度报告写成工作报告、把报送函当成报告发布，是各地通报中点名的问题。
    ///
    /// # What it checks
    ///
    /// The title calls the report an annual report (年度报告, 年报), not a report on the state of work or a summary, with its
    /// year once (a work report without 年度 is worth a notice), and it is the title of the report itself, not of a letter that submits it.
    ///
    /// # Why
    ///
    /// The regulation asks for an annual report. Wrong titles and covering letters published in its place are named in
    /// official notices.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// title = 青禾镇人民政府2024年政府信息公开工作报告
    /// → 标题写的是“政府信息公开工作报告”
    /// ```
    ///
    /// ```breaks
    /// title = 青禾镇人民政府2024年政府信息公开工作总结
    /// ```
    ///
    /// ```breaks
    /// title = 青禾镇人民政府政府信息公开工作年度报告
    /// → 标题没有写是哪一年的报告
    /// ```
    ///
    /// ```breaks
    /// title = 青禾镇人民政府2024年度政府信息公开报告
    /// ```
    ///
    /// ```passes
    /// title = 青禾镇人民政府2024年信息公开工作年度报告
    /// ```
    ///
    /// ```passes
    /// title = 青禾镇人民政府2024年信息公开年度报告
    /// ```
    ///
    /// ```passes
    /// title = 青禾镇人民政府2024年政务信息公开年度报告
    /// ```
    ///
    /// ```breaks
    /// title = 2024年度青禾县水务局政府信息公开工作报告
    /// ```
    ///
    /// ```breaks
    /// title = 青禾镇人民政府关于报送2024年政府信息公开工作年度报告的函
    /// → 报送
    /// ```
    ///
    /// ```breaks
    /// before = 青禾县人民政府办公室： / 现将我镇2024年政府信息公开工作年度报告报送如下。
    /// ```
    ///
    /// ```breaks
    /// before = 根据《中华人民共和国政府信息公开条例》和贵办要求，现公布青禾镇2024年度政府信息公开年度报告。统计期限为2024年1月1日至2024年12月31日。
    /// ```
    ///
    /// ```breaks
    /// before = 根据贵办通知要求，现将2024年度政府信息公开工作情况报告如下。
    /// ```
    ///
    /// ```breaks
    /// before = 现将2024年度政府信息公开工作报告如下，请审阅。
    /// ```
    ///
    /// ```passes
    /// before = 现将2024年度政府信息公开工作年度报告公布如下，请社会各界监督，请审查机关留存。现将报告全文公布，欢迎查阅，请审阅。
    /// ```
    ///
    /// ```breaks
    /// before = 县政府信息化工作办公室： / 现将2024年度政府信息公开工作情况报告如下。
    /// ```
    ///
    /// ```breaks
    /// before = 县政府办： / 本报告根据《中华人民共和国政府信息公开条例》编制。
    /// ```
    ///
    /// ```breaks
    /// title = 青禾镇2024年度政府信息公开工作年度报告区管委会办公室：根据《中华人民共和国政府信息公开条例》，现将有关情况报告如下。
    /// ```
    ///
    /// ```breaks
    /// title =
    /// before = 现将青禾镇2024年度政府信息工作年度报告予以公开。
    /// → 漏了“公开”
    /// ```
    ///
    /// ```breaks
    /// title =
    /// before = 现公布青禾镇2024年度政府信息公开工作报告。统计期限为2024年1月1日至2024年12月31日。
    /// → 开头把报告称作“政府信息公开工作报告”
    /// ```
    ///
    /// ```breaks
    /// title =
    /// before = 现将青禾镇2024年度政府信息公开工作情况报告予以公布。
    /// ```
    ///
    /// ```passes
    /// title =
    /// before = 现将青禾镇2024年度政府信息公开工作报告如下。
    /// ```
    ///
    /// ```passes
    /// title =
    /// before = 根据《关于发布2024年政府信息公开报告的通知》，现公布2024年政府信息公开工作年度报告。
    /// ```
    ///
    /// ```passes
    /// before = 联系单位：县政府办公室。 / 受理机构：县政府办。
    /// ```
    ///
    /// ```passes
    /// before = 广大居民： / 现将我镇2024年政府信息公开工作年度报告公布如下。
    /// ```
    ///
    /// ```passes
    /// title = 青禾镇人民政府2024年度政府信息公开工作年度报告
    /// ```
    ///
    /// ```passes
    /// title = 青禾镇政府信息公开工作2024年度报告
    /// ```
    ///
    /// ```passes
    /// title = 2024年政府信息公开年度报告
    /// ```
    ///
    /// ```passes
    /// title = 青禾镇2024年政府信息公开工作年报
    /// ```
    ///
    /// ```passes
    /// title = 2024年青禾县教育局政府信息公开工作年度报告
    /// ```
    ///
    /// ```breaks
    /// title = 2024青禾镇2024年度政府信息公开工作年度报告
    /// → 年份“2024”写了两次
    /// ```
    ///
    /// ```breaks
    /// title =
    /// before = 青禾镇2024年政府公开工作年度报告 / 现将工作情况公布如下。
    /// → 漏了“信息”
    /// ```
    ///
    /// ```breaks
    /// title =
    /// before = 青禾镇2024年政府信息公开公开工作年度报告 / 现将工作情况公布如下。
    /// → “公开”写了两遍
    /// ```
    ///
    /// ```passes
    /// title = 青禾县人民政府政府信息公开工作年度报告（2024年度）
    /// ```
    ///
    /// ```passes
    /// title =
    /// before = 青禾镇2024年政府信息公开工作年度 / 报告 / 现将工作情况公布如下。
    /// ```
    ///
    /// ```passes
    /// title =
    /// ```
    pub TITLE_WRONG {
        name: "title-wrong",
        kind: Structure,
        title: ("标题不是“年度报告”", "The title is not that of an annual report"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

/// The report's kind where only 年度 is left out of it.
const WORK_REPORT: &str = "工作报告";
/// The first year with a form that names the report.
const FIRST_OF_FORM: i32 = 2019;

/// How much a name says: 工作报告 lacks 年度 and nothing else, which officials let pass with a remark.
fn usual(kind: &str) -> Severity {
    if kind == WORK_REPORT { Severity::Notice } else { Severity::Warning }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    let bearing = context.bearing;
    if let Some(range) = not_of_disclosure(context) {
        let message = Message::new(
            "报告的名称写的是“政府信息工作年度报告”，漏了“公开”，应当是“政府信息公开工作年度报告”",
            "The report is called 政府信息工作年度报告, without 公开 (disclosure); it should be 政府信息公开工作年度报告",
        );
        findings
            .push(Finding::new(bearing.words(Severity::Warning), message).at_places(places(report, range)));
        return findings;
    }
    if let Some(finding) = slipped::find(context) {
        findings.push(finding);
        return findings;
    }
    if let Some(title) = &report.title {
        let text = folded(&title.text);
        let subject = ["政府信息公开", "政务信息公开", "政务公开", "信息公开"]
            .into_iter()
            .find_map(|words| text.find(words));
        let words = subject.and_then(|at| text.get(at..)).unwrap_or("");
        let kind = ["工作总结", "总结", "工作情况报告", "情况报告", "工作报告"]
            .into_iter()
            .find(|kind| words.contains(kind));
        let annual = words.contains("年度报告") || words.contains("年报") || words.contains("年度工作报告");
        let yearly_before_the_form = context.report.year.is_some_and(|year| year < FIRST_OF_FORM)
            && kind == Some(WORK_REPORT)
            && text.contains("年度");
        if yearly_before_the_form {
            return findings;
        }
        if let Some(kind) = kind.filter(|_| !annual) {
            let written = words.find(kind).and_then(|at| words.get(..at + kind.len())).unwrap_or(words);
            findings.push(
            Finding::new(
                bearing.words(usual(kind)),
                Message::new(
                    format!("标题写的是“{written}”，应当是“政府信息公开工作年度报告”"),
                    format!(
                        "The title says “{written}”; it should be 政府信息公开工作年度报告 (annual report)"
                    ),
                ),
            )
            .at_places(title.place),
        );
            return findings;
        }
        if let Some(written) = other_name(context, &text, words) {
            let message = Message::new(
                format!("标题写的是“{written}”，应当是“政府信息公开工作年度报告”"),
                format!("The title says “{written}”; it should be 政府信息公开工作年度报告 (annual report)"),
            );
            findings.push(Finding::new(bearing.words(Severity::Warning), message).at_places(title.place));
            return findings;
        }
    } else if let Some(range) = named_otherwise(context) {
        let written = report.text.text(range.clone());
        let message = Message::new(
            format!("开头把报告称作“{written}”，应当是“政府信息公开工作年度报告”"),
            format!(
                "The opening calls the report “{written}”; it should be 政府信息公开工作年度报告 (annual report)"
            ),
        );
        let severity =
            if written.ends_with("公开工作报告") { usual(WORK_REPORT) } else { Severity::Warning };
        findings.push(Finding::new(bearing.said(severity), message).at_places(places(report, range)));
    }
    findings.extend(year_without_its_word(context));
    findings.extend(year_twice(context));
    findings.extend(without_year(context));
    findings.extend(letter(context, bearing));
    findings
}

/// 某县2024政府信息公开工作年度报告: the year without 年, in a text that keeps such characters elsewhere.
fn year_without_its_word(context: &Context) -> Option<Finding> {
    const LONGEST: usize = 50;
    let flow = &context.report.text;
    let year = context.report.year?.to_string();
    let name = format!("{year}政府信息公开");
    let title = flow.range_of(context.report.title.as_ref()?.place?);
    let at = flow.find(title.start..title.end.min(title.start + LONGEST), &name)?;
    let end = at + year.chars().count();
    let whole = flow.find_all(0..flow.len(), &format!("{year}年")).count() >= 2;
    // The same words elsewhere: the page lost the character, or a name of columns that goes without.
    let others = flow.find_all(end..flow.len(), "政府信息公开").any(|other| {
        other.checked_sub(1).and_then(|before| flow.chars.get(before)).is_some_and(char::is_ascii_digit)
            && other != end
    });
    let message = Message::new(
        format!("标题里的“{year}”后面漏了“年”"),
        format!("The title's year {year} lacks its 年"),
    );
    let found = whole && !others && !loses_characters(flow, end + 2..flow.len());
    found.then(|| {
        let at = places(context.report, at..end);
        Finding::new(context.bearing.words(Severity::Warning), message).at_places(at)
    })
}

/// 某县林业局政府信息公开工作年度报告: a title without any year, where no line beside it has one.
fn without_year(context: &Context) -> Option<Finding> {
    const LONGEST: usize = 44;
    let report = context.report;
    let flow = &report.text;
    let title = report.title.as_ref().filter(|title| title.text.trim_end().ends_with("年度报告"))?;
    report.year?;
    let line = flow.range_of(title.place?);
    let end = super::found_section(report, 1).map(|section| super::heading_range(report, section).start)?;
    let has_year = |range: Range<usize>| {
        flow.slice(range).windows(3).any(|three| {
            matches!(three, ['2', '0', c] if c.is_ascii_digit())
                || matches!(three, ['二', '〇' | '零' | '○', _])
        })
    };
    // A day is none of the year reported.
    let beside = flow.pieces.iter().filter(|piece| {
        piece.range.start < end
            && piece.range.len() <= LONGEST
            && !flow.says(piece.range.clone(), &["月", "日期", "时间", "-"])
    });
    let mut lines = beside.map(|piece| piece.range.clone()).chain([line.clone()]);
    let message = Message::new(
        "标题没有写是哪一年的报告，应当写明年度",
        "The title does not say of which year the report is",
    );
    let untold = !lines.any(has_year) && !loses_characters(flow, 0..end);
    untold.then(|| {
        // The address and the date of a page tell the year; officials differ on whether it is a fault.
        Finding::new(Severity::Notice, message).at_places(places(report, line))
    })
}

/// The same year twice in the line of the title: 2024某镇2024年度政府信息公开工作年度报告.
fn year_twice(context: &Context) -> Option<Finding> {
    const LONGEST: usize = 20;
    let flow = &context.report.text;
    let line = flow.range_of(context.report.title.as_ref()?.place?);
    let line = flow.pieces.get(flow.piece_at(line.start))?.range.clone();
    let at = line.start;
    let year = format!("{}", context.report.year?);
    let length = year.chars().count();
    let behind = at + length..(at + length + LONGEST).min(line.end);
    let again = flow.find(behind, &format!("{year}年")).filter(|_| flow.has(at, &year))?;
    // 2024年 over a list, 2024-01-15 and 2024—2024 are no part of a name.
    let name = (at + length..again)
        .all(|index| flow.chars.get(index).is_some_and(|c| is_han(*c)) && !flow.gap_before(index));
    let named = name && again > at + length + 1 && !flow.gap_before(again);
    let message = Message::new(
        format!("标题里的年份“{year}”写了两次"),
        format!("The title names the year {year} twice"),
    );
    let at = [at..at + length, again..again + length].into_iter();
    let at = at.flat_map(|range| places(context.report, range)).collect::<Vec<_>>();
    named.then(|| Finding::new(context.bearing.words(Severity::Warning), message).at_places(at))
}

/// A name of the report without 公开: 现将某局2024年度政府信息工作年度报告予以公布.
fn not_of_disclosure(context: &Context) -> Option<Range<usize>> {
    const NAME: &str = "政府信息工作年度报告";
    let report = context.report;
    let flow = &report.text;
    let title = report.title.iter().filter_map(|title| title.place).map(|place| flow.range_of(place));
    let opening = ranges(report).into_iter().filter(|(section, _)| *section == 0).map(|(_, range)| range);
    title.chain(opening).find_map(|range| flow.find(range, NAME)).map(|at| at..at + NAME.chars().count())
}

/// The only name that a report without a title gives itself: 现公布某镇2024年政府信息公开工作报告。 In 现将…工作报告如下 the word
/// can be a verb.
fn named_otherwise(context: &Context) -> Option<Range<usize>> {
    const REACH: usize = 40;
    const SUBJECT: &str = "政府信息公开";
    const KINDS: [&str; 7] =
        ["工作的报告", "工作报告", "工作情况报告", "情况报告", "工作总结", "工作情况总结", "报告"];
    let report = context.report;
    let flow = &report.text;
    let rightly = ["公开工作年度报告", "公开年度报告", "公开工作年报", "年度工作报告"];
    let named_rightly = || flow.says(0..flow.len(), &rightly);
    let opening =
        context.sentences.iter().filter(|sentence| sentence.section == 0 && has_six_sections(report));
    opening.map(|sentence| &sentence.range).find_map(|range| {
        flow.find_all(range.clone(), SUBJECT).find_map(|at| {
            let kind = KINDS.iter().find(|kind| flow.has(at + 6, kind))?;
            let end = at + 6 + kind.chars().count();
            let end = end + usize::from(flow.has(end, "》"));
            let from = at.saturating_sub(REACH).max(range.start);
            let quoted = flow.has(end - 1, "》");
            let stops = if quoted { ",。;:》" } else { ",。;:《》" };
            let stop = flow.slice(from..at).iter().rposition(|c| stops.contains(*c));
            let clause = stop.map_or(from, |stop| from + stop + 1)..at;
            let has = |word: &&str| flow.find(clause.clone(), word).is_some();
            let after = |words: &[&str]| words.iter().any(|word| flow.has(end, word));
            let presents = ["公布", "发布"].iter().any(has) && after(&["。", ",", ";"])
                || has(&"现将") && after(&["予以公", "向社会", "公布"])
                || has(&"编制") && after(&["。", ",", ";"]) && !named_rightly();
            (presents && has(&"年")).then_some(at..end)
        })
    })
}

/// A title that leaves out what tells it from others: 政府信息公开报告. 政府信息公开年度报告, 信息公开年度报告 and 政务公开年度报告
/// are short for it. `words`: the title from what is reported on.
fn other_name(context: &Context, title: &str, words: &str) -> Option<String> {
    const OF_SCHOOLS: [&str; 4] = ["大学", "学院", "学校", "医院"];
    let report = context.report;
    let school = OF_SCHOOLS.iter().any(|word| title.contains(word));
    if school || !has_six_sections(report) || report.organ.is_none() {
        return None;
    }
    let whole = words.get(..words.rfind("报告")? + "报告".len())?;
    ["政府信息公开报告", "信息公开报告"].contains(&whole).then(|| whole.to_owned())
}

/// A covering letter in the place of the title, or one that is addressed to a superior above the text.
fn letter(context: &Context, bearing: Bearing) -> Option<Finding> {
    const LONGEST: usize = 70;
    let flow = &context.report.text;
    let titled = |range: &Range<usize>| {
        let has = |words| flow.find(range.clone(), words).is_some();
        range.len() <= LONGEST
            && (has("报送") || has("上报") || has("呈报") || has("报请"))
            && has("公开")
            && (has("的函") || has("的报告") || has("的请示"))
            && !has("。")
    };
    let lines = || flow.pieces.iter().take(12).map(|piece| piece.range.clone());
    let line = lines()
        .find(titled)
        .or_else(|| lines().find(|range| is_addressed(context, range)))
        .or_else(|| addressed_in_line(context))
        .or_else(|| addressed_in_words(context))?;
    let message = Message::new(
        "开头是报送年度报告的函件标题或称呼，发布的应当是报告本身",
        "The text begins as a letter that submits the report to a superior; the report itself should be published",
    );
    Some(Finding::new(bearing.words(Severity::Warning), message).at_places(flow.place(line)))
}

/// Whether a line addresses one other organ: 昭云市人民政府办公室：, 县政府办：.
fn is_addressed(context: &Context, line: &Range<usize>) -> bool {
    let flow = &context.report.text;
    let text = flow.text(line.clone());
    let Some(name) = text.strip_suffix(':') else { return false };
    let own = context.report.organ.as_ref().is_some_and(|organ| organ.folded.contains(name));
    let organ = Organ::parse(name).filter(|organ| !organ.places.is_empty());
    is_superior(name)
        || organ
            .is_some_and(|organ| organ.office || organ.is_government() || organ.kind == OrganKind::Department)
            && !own
}

/// Whether a name is that of the government above or of its office: 市政府办公厅, 区管委会办公室.
fn is_superior(name: &str) -> bool {
    const LEVELS: [char; 6] = ['省', '市', '县', '区', '州', '旗'];
    const OFFICES: [&str; 3] = ["", "办公厅", "办"];
    let Some(rest) = name.strip_prefix(LEVELS) else { return false };
    ["人民政府", "政府", "管委会"]
        .iter()
        .filter_map(|government| rest.strip_prefix(government))
        .any(|office| OFFICES.contains(&office) || office.ends_with("办公室"))
}

/// The words of a letter to a superior in the opening.
fn addressed_in_words(context: &Context) -> Option<Range<usize>> {
    let flow = &context.report.text;
    let mut opening = context.sentences.iter().filter(|sentence| sentence.section == 0);
    opening.find_map(|sentence| called(flow, &sentence.range).or_else(|| handed_over(flow, &sentence.range)))
}

/// 根据贵办的通知要求.
fn called(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    const CALLED: [&str; 6] = ["贵办", "贵局", "贵厅", "贵委", "贵中心", "贵单位"];
    const BEFORE: [&str; 4] = ["根据", "按照", "依据", "遵照"];
    const ASKED: [&str; 3] = ["要求", "通知", "安排"];
    const NEAR: usize = 45;
    CALLED.iter().find_map(|word| {
        let led = |at: &usize| {
            let near = *at..(at + NEAR).min(sentence.end);
            let adjoins = |word: &&str| at.checked_sub(2).is_some_and(|before| flow.has(before, word));
            // 根据《…条例》和贵办要求: the second of what the report is made by.
            let second = *at > sentence.start
                && flow.slice(at - 1..*at).iter().all(|c| among!("和及与、", *c))
                && BEFORE.iter().any(|word| flow.has(sentence.start, word));
            (second || BEFORE.iter().any(adjoins)) && flow.says(near.clone(), &ASKED)
        };
        let at = flow.find_all(sentence.clone(), word).find(led)?;
        Some(at..at + word.chars().count())
    })
}

/// 报告如下，请审阅 at the end of a clause; not where it is the public that reads: 现将全文公布，请审阅.
fn handed_over(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    const HANDED: [&str; 5] = ["请审阅", "请予审阅", "请审查", "请予审查", "请审示"];
    HANDED.iter().find_map(|word| {
        let length = word.chars().count();
        let asks = |at: &usize| {
            let ends = flow.chars.get(at + length).is_none_or(|c| among!("。,;:", *c));
            let begins = *at > 0 && flow.has(at - 1, ",");
            begins && ends && flow.find(sentence.start..*at, "公布").is_none()
        };
        let at = flow.find_all(sentence.clone(), word).find(asks)?;
        Some(at..at + length)
    })
}

/// The salutation of a letter behind the title in one line: …年度报告区管委会办公室：根据….
fn addressed_in_line(context: &Context) -> Option<Range<usize>> {
    const LONGEST: usize = 14;
    const BEFORE: [&str; 2] = ["报告", "的函"];
    const BEHIND: [&str; 4] = ["根据", "按照", "现将", "现公布"];
    let flow = &context.report.text;
    flow.find_all(0..flow.len(), ":").find_map(|colon| {
        let begins = BEHIND.iter().any(|word| flow.has(colon + 1, word));
        let from = colon.saturating_sub(LONGEST);
        (from..colon).filter(|_| begins).find_map(|start| {
            let title = start >= 2 && BEFORE.iter().any(|word| flow.has(start - 2, word));
            (title && is_superior(&flow.text(start..colon))).then_some(start..colon)
        })
    })
}
