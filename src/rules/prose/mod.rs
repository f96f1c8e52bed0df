//! Rules on what the report says besides its tables: title, sections, period, names, duties.
//!
//! They look at the report's own text: the opening paragraphs and the six sections, never the page's furniture.

mod altered;
mod aspect;
mod basis;
mod contact;
mod corrected;
mod dates;
mod duplicated;
mod enumeration;
mod fee;
mod form;
mod heading;
mod law;
mod levels;
mod lost;
mod numbering;
mod organs;
mod parts;
mod period;
mod personal;
mod phone;
mod placeholder;
mod points;
mod pronoun;
mod published;
mod regulation;
mod sections;
mod slips;
mod specific;
mod title;
mod years;

use std::ops::Range;

use self::points::{Style, han, mark_at};
use self::regulation::is_under_other_rules;
use crate::document::{Document, Fidelity, Place};
use crate::form::TableId;
use crate::report::{Report, Section, TableStatus};
use crate::rules::Severity;
use crate::text::dates::{Date, date_at};
use crate::text::flow::Flow;
use crate::text::fold::folded;
use crate::text::message::Message;

pub use altered::ORGAN_ALTERED;
pub use aspect::ASPECT_MISSING;
pub use basis::BASIS_OUTDATED;
pub use contact::CONTACT_WRONG;
pub use corrected::CORRECTION_UNTOLD;
pub use dates::DATE_INCONSISTENT;
pub use duplicated::TEXT_DUPLICATED;
pub use enumeration::ENUMERATION_BROKEN;
pub use fee::FEE_STATEMENT_MISSING;
pub use form::FORM_YEAR_MISMATCH;
pub use heading::HEADING_ALTERED;
pub use law::LAW_MISQUOTED;
pub use numbering::SECTION_NUMBERING;
pub use organs::FOREIGN_ORGAN;
pub use parts::PARTS_COUNT;
pub use period::{PERIOD_MISSING, PERIOD_WRONG};
pub use personal::PERSONAL_DATA;
pub use phone::PHONE_INCOMPLETE;
pub use placeholder::TEXT_PLACEHOLDER;
pub use pronoun::called_throughout;
pub use published::PUBLISHED_LATE;
pub use sections::{SECTION_EMPTY, SECTION_MISSING, SECTION_ORDER, SECTION_TOO_LONG};
pub use slips::TEXT_SLIP;
pub use specific::NOT_SPECIFIC;
pub use title::TITLE_WRONG;
pub use years::YEAR_MISMATCH;

/// What kind of text it is: what rules on words, names and missing things can rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearing {
    /// A mirror: names may have been replaced.
    pub mirror: bool,
    /// Read by character recognition: characters may be wrong.
    pub recognised: bool,
    /// Parts are left out on purpose (`[……]`, 从略): what is missing may stand in the original.
    pub excerpt: bool,
    /// The text ends in the middle of a sentence or of a table: what should follow may stand in the original.
    pub cut: bool,
    /// The page or its extraction took characters here and there: what is missing may stand in the original.
    pub gaps: bool,
}

impl Bearing {
    /// Judges a report's text.
    #[must_use]
    pub fn of(document: &Document, report: &Report) -> Self {
        Self {
            mirror: report.mirror || document.fidelity == Fidelity::Mirror,
            recognised: document.fidelity == Fidelity::Recognised,
            excerpt: leaves_out(report),
            cut: is_cut(report),
            gaps: lost::has_gaps(&report.text),
        }
    }

    /// The severity of a finding about words or names, which a mirror and a recogniser change.
    #[must_use]
    pub fn words(self, severity: Severity) -> Severity {
        if self.mirror || self.recognised || self.gaps { Severity::Notice } else { severity }
    }

    /// The severity of a finding about years written in digits, which a mirror leaves as they are.
    #[must_use]
    pub fn years(self, severity: Severity) -> Severity {
        match severity {
            _ if self.recognised || self.gaps => Severity::Notice,
            Severity::Error if self.mirror => Severity::Warning,
            severity => severity,
        }
    }

    /// The severity of a finding about what is said and how much of it: a mirror changes words and takes nothing away.
    #[must_use]
    pub fn said(self, severity: Severity) -> Severity {
        if self.recognised || self.gaps { Severity::Notice } else { severity }
    }

    /// The severity of a finding that something is missing; `None` where it cannot be checked, because parts were left
    /// out on purpose and it may stand there.
    #[must_use]
    pub fn absence(self, severity: Severity) -> Option<Severity> {
        match (self.excerpt, self.cut) {
            (true, _) => None,
            (false, true) => Some(Severity::Notice),
            (false, false) => Some(self.words(severity)),
        }
    }

    /// Whether a table or a row that is not there may stand in the original.
    #[must_use]
    pub fn is_part(self) -> bool {
        self.excerpt || self.cut
    }

    /// What is to be said of the text as a whole: why findings on it were lowered.
    #[must_use]
    pub fn remarks(self) -> Vec<Message> {
        let mut remarks = Vec::new();
        if self.mirror {
            remarks.push(Message::new(
                "这是转载的镜像文本（繁体转换或插入拼音），名称和用字可能被改动，有关名称、用字的发现只作提示。",
                "This is a mirror's text (converted script or inserted pinyin): names and words may have been changed, so \
                 findings about them are notices only.",
            ));
        }
        if self.recognised {
            remarks.push(Message::new(
                "这是文字识别（OCR）的结果，文字可能认错，有关用字、日期的发现只作提示。",
                "This text was read by character recognition: findings about words and dates are notices only.",
            ));
        }
        if self.excerpt {
            remarks.push(Message::new(
                "文中有省略之处，有没有缺少内容没有核对，请对照原文。",
                "Parts of the text are left out: whether anything is missing was not checked; see the original.",
            ));
        }
        if self.cut {
            remarks.push(Message::new(
                "这份文本在半句话或半张表处结束，像是没有取全，后面的内容没有检查。",
                "This text ends in the middle of a sentence or a table, as if cut off: what should follow was not checked.",
            ));
        }
        remarks
    }
}

/// Whether the text says that parts of it were left out: an ellipsis or 略 in brackets, 此处省略, a line of dots, a
/// sentence of the report that trails off in dots.
fn leaves_out(report: &Report) -> bool {
    /// A remark in brackets is short; a longer one is text.
    const LONGEST: usize = 20;
    let flow = &report.text;
    let is_dots =
        |text: &[char]| text.iter().any(|c| among!("….", *c)) && text.iter().all(|c| among!("…. ", *c));
    // 略 as a word: not the end of 战略, 简略 and the like.
    let is_left_out = |text: &[char], at: usize| {
        text.get(at) == Some(&'略')
            && at
                .checked_sub(1)
                .and_then(|before| text.get(before))
                .is_none_or(|c| !among!("战策谋侵忽概简粗大方", *c))
    };
    let bracketed = (0..).zip(&flow.chars).filter(|(_, c)| matches!(c, '[' | '(')).any(|(open, _)| {
        let rest = flow.slice(open + 1..(open + 2 + LONGEST).min(flow.len()));
        let Some(inside) = rest.iter().position(|c| matches!(c, ']' | ')')).and_then(|end| rest.get(..end))
        else {
            return is_dots(rest.get(..1).unwrap_or(&[])) && rest.first() == Some(&'…');
        };
        let said: String = inside.iter().collect();
        is_dots(inside)
            || inside.first() == Some(&'…')
            || is_left_out(inside, 0)
            || is_left_out(inside, inside.len().saturating_sub(1))
            || ["省略", "节选", "摘录"].iter().any(|word| said.contains(word))
    });
    if bracketed {
        return true;
    }
    ranges(report).into_iter().any(|(_, range)| {
        let left = |at: usize| {
            let denied = at > 0 && flow.chars.get(at - 1).is_some_and(|c| among!("不得可能予", *c));
            !denied && !flow.has(at + 2, "号")
        };
        if flow.find(range.clone(), "从略").is_some() || flow.find_all(range.clone(), "省略").any(left) {
            return true;
        }
        // Lines: the pieces of the stream that lie in the range.
        let first = flow.piece_at(range.start);
        flow.pieces.iter().skip(first).take_while(|piece| piece.range.start < range.end).any(|piece| {
            let line = flow.slice(piece.range.start.max(range.start)..piece.range.end.min(range.end));
            let end = line.iter().rposition(|c| !c.is_whitespace()).map_or(0, |at| at + 1);
            let line = line.get(..end).unwrap_or(&[]);
            let trails = line.ends_with(&['…']) || line.ends_with(&['.', '.', '.']);
            piece.cell.is_none() && trails && (is_dots(line) || line.iter().any(|c| among!("。,", *c)))
        })
    })
}

/// Whether the text ends in mid-sentence or mid-table before the last section, without signature or page furniture.
fn is_cut(report: &Report) -> bool {
    let flow = &report.text;
    let last_found = report.sections.iter().rev().find(|section| section.found).map_or(0, |last| last.number);
    if report.signature.is_some() || last_found == 6 || report.year.is_some_and(|year| year < 2019) {
        return false;
    }
    let unfinished = |table| report.status(table) != TableStatus::Found;
    let in_table = match last_found {
        2 => unfinished(TableId::Table2),
        3 => unfinished(TableId::Table3),
        4 => unfinished(TableId::Table4),
        _ => false,
    };
    if in_table {
        return true;
    }
    // A line of the report's own text that breaks off.
    let own = report
        .sections
        .iter()
        .flat_map(|section| &section.body)
        .any(|place| flow.range_of(*place).end == flow.len());
    let ends = flow.chars.last().is_some_and(|c| c.is_alphanumeric() || among!(",、", *c));
    own && ends
}

/// A sentence of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Number of the section; 0 for the opening paragraphs.
    pub section: u8,
    /// Its characters in the stream, the stop included.
    pub range: Range<usize>,
}

/// The sentences of the opening paragraphs and of the sections, without what is left of tables in running text.
#[must_use]
pub fn sentences(report: &Report) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (section, range) in ranges(report) {
        split(&report.text, section, range, &mut sentences);
    }
    for sentence in &mut sentences {
        if is_tabular(report, sentence) {
            // What stands behind the table's last row in a text that lost its lines is a sentence.
            sentence.range.start = behind_table(&report.text, sentence).unwrap_or(sentence.range.end);
        }
    }
    sentences.retain(|sentence| !sentence.range.is_empty());
    sentences
}

/// Where a part of section 2 begins that follows the last row of its table on the same line.
fn behind_table(flow: &Flow, sentence: &Sentence) -> Option<usize> {
    let range = &sentence.range;
    let row =
        ["行政事业性收费", "政府集中采购"].iter().filter_map(|row| flow.find_all(range.clone(), row).last());
    let begins = |index: &usize| mark_at(flow, *index).is_some_and(|mark| mark.style == Style::Bracketed);
    (row.max().filter(|_| sentence.section == 2)?..range.end).find(begins)
}

/// The ranges of the report's own text with the section that each belongs to (0: opening paragraphs). Pieces that
/// follow one another are one range.
#[must_use]
pub fn ranges(report: &Report) -> Vec<(u8, Range<usize>)> {
    let opening = report.preamble.iter().map(|place| (0, *place));
    let sections = report
        .sections
        .iter()
        .flat_map(|section| section.body.iter().map(move |place| (section.number, *place)));
    let mut ranges: Vec<(u8, Range<usize>)> = Vec::new();
    for (section, place) in opening.chain(sections) {
        let range = report.text.range_of(place);
        match ranges.last_mut() {
            Some((last, open)) if *last == section && open.end == range.start => open.end = range.end,
            _ if range.is_empty() => {}
            _ => ranges.push((section, range)),
        }
    }
    ranges
}

fn split(flow: &Flow, section: u8, range: Range<usize>, sentences: &mut Vec<Sentence>) {
    // A line of this length that ends without a stop goes on in the next one.
    const FULL_LINE: usize = 18;
    // A bound on what is looked at together keeps every rule linear in the text.
    const LONGEST: usize = 2000;
    let mut start = range.start;
    let mut line = range.start;
    for index in range.clone() {
        let character = flow.chars.get(index).copied().unwrap_or(' ');
        let edge = index + 1 == range.end || flow.starts_piece(index + 1);
        let stop = matches!(character, '。' | ';' | '!' | '?');
        // A line that begins with （二） begins a sentence, whether or not the one before had its stop.
        let line_ends =
            edge && (index + 1 - line < FULL_LINE || character == ':' || begins_part(flow, index + 1));
        if stop || line_ends || index + 1 == range.end || index + 1 - start == LONGEST {
            // A stop behind a stop ends nothing.
            if !(stop && start == index) {
                sentences.push(Sentence { section, range: start..index + 1 });
            }
            start = index + 1;
        }
        if edge {
            line = index + 1;
        }
    }
}

/// Whether a part of a section begins at an index: （二）依申请公开, 一、完善制度.
fn begins_part(flow: &Flow, index: usize) -> bool {
    let bracketed = mark_at(flow, index).is_some_and(|mark| mark.style == Style::Bracketed);
    let paused = || han(flow, index).is_some_and(|(_, length)| flow.has(index + length, "、"));
    bracketed || paused()
}

/// Labels and values of a table that stand in running text.
fn is_tabular(report: &Report, sentence: &Sentence) -> bool {
    const MARKS: [&str; 8] = [
        "信息内容",
        "勾稽关系",
        "结果维持",
        "第二十条第(",
        "本年处理决定",
        "商业企业",
        "项目数量",
        "指标名称",
    ];
    (2..=4).contains(&sentence.section) && report.text.says(sentence.range.clone(), &MARKS)
}

/// A section by its number, where it was found.
#[must_use]
pub fn found_section(report: &Report, number: u8) -> Option<&Section> {
    report.sections.iter().find(|section| section.number == number && section.found)
}

/// Where a section's heading stands in the stream; empty where it was not found.
#[must_use]
pub fn heading_range(report: &Report, section: &Section) -> Range<usize> {
    section.place.map_or(0..0, |place| report.text.range_of(place))
}

/// Whether the report follows the six sections of the form of 2019 or 2021.
#[must_use]
pub fn has_six_sections(report: &Report) -> bool {
    // Without year and tables, the headings must be those of the form: older reports have others.
    let of_form = || {
        let words = ["总体情况", "收到和处理", "其他需要报告"];
        report
            .sections
            .iter()
            .any(|section| section.found && words.iter().any(|word| section.heading.contains(word)))
    };
    report.year.map_or_else(|| report.form.is_some() || of_form(), |year| year >= 2019)
        && report.form_data().table(TableId::Statistics2014).is_none()
        && report.sections.iter().any(|section| section.found)
        && !is_under_other_rules(report)
}

/// Whether a school reports on its year of teaching, from September to August, as the measures on schools ask it to: their
/// reports have parts of their own.
#[must_use]
fn is_of_school_year(report: &Report) -> bool {
    const OF_SCHOOLS: [&str; 5] = ["学年", "高等学校信息公开", "高校信息公开", "我校", "学校"];
    let Some(period) = &report.period else {
        // Without a period the opening tells it: it cites the measures and speaks of the year of teaching.
        let says = |words: &str| {
            ranges(report)
                .into_iter()
                .any(|(section, range)| section == 0 && report.text.find(range, words).is_some())
        };
        return says("学年") && (says("高等学校信息公开办法") || says("高校信息公开年度报告"));
    };
    let (Some(start), Some(end)) = (period::parts(&period.start), period::parts(&period.end)) else {
        return false;
    };
    let year = (start.1, start.2) == (9, 1) && end == (start.0 + 1, 8, 31);
    year && report.text.says(0..report.text.len(), &OF_SCHOOLS)
}

/// The date of the signature and where it stands.
#[must_use]
pub fn signed(report: &Report) -> Option<(Date, Range<usize>)> {
    // The place is that of the first line; the date may stand on the next one.
    const NEXT_LINE: usize = 14;
    let signature = report.signature.as_ref()?;
    let range = report.text.range_of(signature.place?);
    // A whole report can stand in one cell of a layout's table, in one paragraph: the signature is its end.
    let organ = folded(&signature.text);
    let start = report.text.find_all(range.clone(), &organ).last().unwrap_or(range.start);
    let until = (range.end + NEXT_LINE).min(report.text.len());
    let date = |index| date_at(&report.text, index).map(|(date, end)| (date, index..end));
    (start..until).chain(range.start..start).find_map(date)
}

/// What was written in a range, cut in the middle where it is long.
#[must_use]
pub fn quote(document: &Document, report: &Report, range: Range<usize>) -> String {
    const LONGEST: usize = 40;
    let written: Vec<char> = report.text.written(document, range).trim().chars().collect();
    if written.len() <= LONGEST {
        return written.into_iter().collect();
    }
    let half = LONGEST / 2;
    let head: String = written.iter().take(half).collect();
    let tail: String = written.iter().skip(written.len() - half).collect();
    format!("{head}…{tail}")
}

/// Where a range stands.
#[must_use]
pub fn places(report: &Report, range: Range<usize>) -> Vec<Place> {
    report.text.places(range)
}

#[cfg(test)]
mod tests {
    use super::Bearing;
    use crate::extract::extract;
    use crate::rules::example::Example;

    #[test]
    fn a_text_says_in_many_ways_that_parts_of_it_were_left_out() {
        for (text, left_out) in [
            ("公开不够及时。[……]", true),
            ("公开不够及时。（以下内容略）", true),
            ("公开不够及时。【此处省略若干字】", true),
            ("公开不够及时，解读形式单一……", true),
            ("公开不够及时。 / ……", true),
            ("问题从略。", true),
            ("此处省略三段。", true),
            ("（节选）公开不够及时。", true),
            ("公开不够及时，解读形式单一。", false),
            ("落实乡村振兴战略（国家战略）不够。", false),
            ("公开内容简略，答复要素不得省略。", false),
            ("指南（策略）有待完善，“……办法”一类文件清理不够。", false),
            ("公开目录与指南（2024年版）未及时更新。", false),
        ] {
            let document = Example::new(&format!("section 5 = {text}")).document;
            let report = extract(&document);
            assert_eq!(Bearing::of(&document, &report).excerpt, left_out, "{text}");
        }
    }

    #[test]
    fn what_may_have_been_left_out_is_not_called_missing() {
        let found = |section: &str| {
            let source = format!("without section 4\nsection 1 = 我镇公开信息125条。\n{section}");
            let outcome = crate::pipeline::check_input(
                crate::read::Input {
                    document: Example::new(&source).document,
                    format: "",
                    encoding: None,
                    bytes: 0,
                },
                &crate::Options::default(),
            );
            let rules: Vec<String> = outcome.findings.into_iter().map(|finding| finding.rule).collect();
            (rules, outcome.input.notes.iter().any(|note| note.contains("没有核对")))
        };
        let (whole, said) = found("section 6 = 无。");
        assert!(whole.iter().any(|rule| rule == "section-missing"), "{whole:?}");
        assert!(whole.iter().any(|rule| rule == "aspect-missing"), "{whole:?}");
        assert!(!said);
        let (excerpt, said) = found("section 6 = 无。（其余从略）");
        let absent = ["section-missing", "aspect-missing", "fee-statement-missing", "section-empty"];
        assert!(!excerpt.iter().any(|rule| absent.contains(&rule.as_str())), "{excerpt:?}");
        assert!(said);
    }
}
