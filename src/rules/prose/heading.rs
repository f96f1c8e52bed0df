//! Headings that are nearly those of the form.

use super::{has_six_sections, heading_range, places};
use crate::extract::sections::{TITLES, names_a_section, without_number};
use crate::report::{Report, Section};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::fold::folded;
use crate::text::message::Message;
use crate::text::slip::{has_one_more, is_slip_of};

rule! {
    /// # 检查什么
    ///
    /// 六个部分的标题没有写错字：没有错字、漏字、重复的词和写了两次的序号。换一种说法的标题不算；第一部分仍用旧格式的“概述”“基本概况”的，只作提示。
    ///
    /// # 为什么
    ///
    /// 标题是全文最显眼的字，写错了说明没有校对；漏字的标题还会使汇总程序认不出这一部分。
    ///
    /// # What it checks
    ///
    /// The headings of the six sections have no character wrong or left out, no word twice and no number
    /// twice. Other wordings
    /// are none; the older form's 概述 over section 1 is only noticed.
    ///
    /// # Why
    ///
    /// Headings are what is seen first; a slip in them shows that nobody proof-read.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// heading 2 = 二、主动公开政府政府情况
    /// → 主动公开政府信息情况
    /// ```
    ///
    /// ```breaks
    /// heading 3 = 三、收到和处理政府信息公开申情况
    /// ```
    ///
    /// ```breaks
    /// heading 3 = 三、三、收到和处理政府信息公开申请情况
    /// → 序号写了两次
    /// ```
    ///
    /// ```breaks
    /// heading 5 = 五、存在的的主要问题及改进情况
    /// ```
    ///
    /// ```breaks
    /// heading 6 = 六、其他需要报告的事顶
    /// ```
    ///
    /// ```breaks
    /// heading 3 = 三、收到和处理政府信息公开申请申请情况
    /// ```
    ///
    /// ```breaks
    /// heading 1 = 一、政府信息公开工作的基本概况
    /// ```
    ///
    /// ```breaks
    /// heading 1 =
    /// heading 2 = 一、主动公开情况
    /// section 2 = （一）依申请公开情况 / 未收到申请。 / （二）政府信息管理情况 / 明确专人负责。
    /// ```
    ///
    /// ```passes
    /// heading 2 = 二、行政机关主动公开政府信息情况
    /// ```
    ///
    /// ```passes
    /// heading 2 = 二、主动公开政务信息情况
    /// ```
    ///
    /// ```passes
    /// heading 5 = 五、存在的问题和下一步打算
    /// ```
    ///
    /// ```passes
    /// heading 6 = 六、其他需要报告的事项说明
    /// ```
    ///
    /// ```breaks
    /// heading 4 = 四、政府信息公开行政复议、行政复议情况
    /// ```
    ///
    /// ```passes
    /// heading 1 = 一、总体情况（概述）
    /// ```
    ///
    /// ```breaks
    /// before = 全文包括：总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、存在的主要问题及改情况、其他需要报告的事项。
    /// → 开头列出的“存在的主要问题及改情况”写错了字
    /// ```
    ///
    /// ```breaks
    /// before = 报告全文由总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，行政复议和行政诉讼情况，存在的主要问题及改进情况，其进他需要报告的事项，附件组成。
    /// ```
    ///
    /// ```breaks
    /// heading 4 = 四、政府信息公开行政法复议、行政诉讼情况
    /// → “四、政府信息公开行政法复议、行政诉讼情况”写错了字
    /// ```
    ///
    /// ```passes
    /// before = 全文包括：总体情况、主动公开政府信息的情况、收到和处理政府信息公开申请的情况、政府信息公开行政复议行政诉讼情况、存在主要问题及改进情况、其他需要报告事项。
    /// ```
    pub HEADING_ALTERED {
        name: "heading-altered",
        kind: Structure,
        title: ("标题写错了字", "A slip in a heading"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    if !has_six_sections(report) {
        return Vec::new();
    }
    let severity = context.bearing.words(Severity::Warning);
    let mut findings = Vec::new();
    for section in report.sections.iter().filter(|section| section.found) {
        let heading = &section.heading;
        let mut own = severity;
        let message = if numbered_twice(report, section) {
            Message::new(
                format!("标题“{heading}”的序号写了两次"),
                format!("The number of the heading “{heading}” stands twice"),
            )
        } else if let Some(right) = meant(report, section) {
            Message::new(
                format!("标题“{heading}”写错了字，格式的标题是“{right}”"),
                format!("The heading “{heading}” has a slip; the form's is “{right}”"),
            )
        } else if let Some(right) = of_the_older_form(report, section) {
            // 概述 and 工作的基本情况 say what 总体情况 does.
            if section.number == 1 {
                own = Severity::Notice;
            }
            Message::new(
                format!("标题“{heading}”是旧格式的，2019年度起的格式是“{right}”"),
                format!("The heading “{heading}” is that of an older form; since 2019 it is “{right}”"),
            )
        } else if heads_all_aspects(report, section) {
            let right = TITLES[0];
            Message::new(
                format!("标题“{heading}”下面写的是总体情况的各个方面，格式的标题是“{right}”"),
                format!("Under the heading “{heading}” stands what the form has under “{right}”"),
            )
        } else {
            continue;
        };
        let at = places(report, heading_range(report, section));
        findings.push(Finding::new(own, message).at_places(at));
    }
    findings.extend(in_the_list(context, severity));
    findings
}

/// The form's headings with a slip in the list of the parts that the opening gives: 存在的主要问题及改情况.
fn in_the_list(context: &Context, severity: Severity) -> Vec<Finding> {
    const FEWEST: usize = 4;
    const SHORTEST: usize = 8;
    let flow = &context.report.text;
    let opening = context.sentences.iter().filter(|sentence| sentence.section <= 1);
    let mut findings = Vec::new();
    for sentence in opening {
        let is_mark = |index: &usize| matches!(flow.chars.get(*index), Some('、' | ',' | ';' | ':' | '。'));
        let marks: Vec<usize> = sentence.range.clone().filter(is_mark).collect();
        let lists = flow.says(sentence.range.clone(), &["报告", "全文", "年报"]);
        if marks.len() < FEWEST || !lists {
            continue;
        }
        for pair in marks.windows(2) {
            let [before, after] = pair else { continue };
            let item = before + 1..*after;
            let words = flow.slice(item.clone());
            let meant = TITLES.iter().map(|title| without_number(title)).find(|known| {
                known.chars().count() >= SHORTEST
                    && (is_slip_of(words, known) || has_one_more(words, known))
                    && !differs_in_a_particle(words, known)
            });
            // 其他需报告的事项 is another wording.
            let Some(right) = meant.filter(|_| !names_a_section(flow, &item)) else { continue };
            let written = flow.text(item.clone());
            let message = Message::new(
                format!("开头列出的“{written}”写错了字，格式的标题是“{right}”"),
                format!("“{written}” in the opening's list has a slip; the form's heading is “{right}”"),
            );
            findings.push(Finding::new(severity, message).at_places(places(context.report, item)));
        }
    }
    findings
}

/// Whether what differs between words and known ones is a particle only, which lists leave out or add.
fn differs_in_a_particle(words: &[char], known: &str) -> bool {
    const PARTICLES: &str = "的和及与并因等、";
    let known: Vec<char> = known.chars().collect();
    let same = words.iter().zip(&known).take_while(|(a, b)| a == b).count();
    let differing = if words.len() < known.len() { known.get(same) } else { words.get(same) };
    differing.is_none_or(|c| among!(PARTICLES, *c))
}

/// Whether the ordinal stands twice: 三三、, 三、三、.
fn numbered_twice(report: &Report, section: &Section) -> bool {
    let Some(ordinal) = section.ordinal.as_deref() else { return false };
    let mut characters = ordinal.chars();
    let doubled = match (characters.next(), characters.next(), characters.next()) {
        (Some(first), Some(second), None) => first == second && first != '十',
        _ => false,
    };
    let start = heading_range(report, section).start;
    let length = ordinal.chars().count() + 1;
    let before = start.checked_sub(length).map(|from| report.text.text(from..start));
    let again = before
        .is_some_and(|before| before == format!("{ordinal}、") && report.text.starts_piece(start - length));
    doubled || again
}

/// The form's first or last heading where the older form's stands: 工作概述, 需要说明的其他事项与附表.
fn of_the_older_form(report: &Report, section: &Section) -> Option<&'static str> {
    let text = folded(&section.heading);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let older = has(&["概述", "概况", "基本情况"]) && !has(&["总体", "整体", "总的"]);
    // 需要说明的其他事项与附表: the tables at the end went with the older form.
    let title = match section.number {
        1 if older => TITLES[0],
        6 if text.contains("需要说明的") && text.contains('附') => TITLES[5],
        _ => return None,
    };
    report.year.is_some_and(|year| year >= 2019).then_some(title)
}

/// Whether the first aspect of 总体情况 stands in the place of its heading, with the others under it:
/// 一、主动公开情况 … （二）政府信息管理情况.
fn heads_all_aspects(report: &Report, section: &Section) -> bool {
    let flow = &report.text;
    let first = section.number == 2 && section.ordinal.as_deref() == Some("一");
    first
        && section.body.iter().any(|place| {
            flow.touched(&flow.range_of(*place)).any(|line| {
                let start = line.range.start;
                flow.has(start, "(") && flow.find(start..start + 10, "信息管理").is_some()
            })
        })
}

/// The form's heading that was meant by one with a slip.
fn meant(report: &Report, section: &Section) -> Option<&'static str> {
    let title = TITLES.get(usize::from(section.number).checked_sub(1)?)?;
    let right = without_number(title);
    let text = if section.in_form_words {
        // The form's words may stand there with something behind them: 改进情情况.
        whole_line(report, section)?
    } else {
        folded(&section.heading)
    };
    let words = text.split_once('、').map_or(&*text, |(_, words)| words);
    let words: Vec<char> = words.trim_end_matches(['。', ':', '.']).chars().collect();
    let one_more =
        !section.in_form_words && has_one_more(&words, right) && !differs_in_a_particle(&words, right);
    (is_slip_of(&words, right) || one_more || has_an_item_twice(&words)).then_some(title)
}

/// Whether what stands behind 、 begins with what stands before it: 行政复议、行政复议情况.
fn has_an_item_twice(words: &[char]) -> bool {
    const SHORTEST: usize = 4;
    let pauses = words.iter().enumerate().filter(|(_, c)| **c == '、').map(|(at, _)| at);
    pauses.into_iter().any(|at| {
        let item = at.checked_sub(SHORTEST).and_then(|from| words.get(from..at));
        item.is_some() && words.get(at + 1..at + 1 + SHORTEST) == item
    })
}

/// The line of a heading that goes on a few characters after the words that were taken for it.
fn whole_line(report: &Report, section: &Section) -> Option<String> {
    const LONGEST: usize = 3;
    let heading = heading_range(report, section);
    let line = report.text.pieces.get(report.text.piece_at(heading.start))?.range.clone();
    let more = line.end.checked_sub(heading.end)?;
    (1..=LONGEST).contains(&more).then(|| report.text.text(heading.start..line.end))
}
