//! Names and numbers of the regulation, the format notices and the fee measure.

use std::collections::HashSet;
use std::ops::Range;

use super::{places, quote, ranges};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 引用下列文件的名称和文号是否正确：《中华人民共和国政府信息公开条例》（国令第711号）、年度报告格式的通知（国办公开办函〔2021〕30号，2019、2020年度
    /// 为〔2019〕60号）及其印发机关、《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。地方的条例、规定不查。
    ///
    /// # 为什么
    ///
    /// 名称和文号是报告的依据，写错了最容易被人看出来。
    ///
    /// # What it checks
    ///
    /// Names and numbers of the regulation (国令第711号), of the notices with the form (国办公开办函〔2021〕30号; 〔2019〕60号 for
    /// 2019 and 2020), of the office that gave it, and of the fee measure (国办函〔2020〕109号). Local regulations are left alone.
    ///
    /// # Why
    ///
    /// They are what the report is based on, and a wrong one is easily seen.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 + 认真贯彻《中华人民共和国政府信息公开管理条例》。
    /// → 《中华人民共和国政府信息公开管理条例》
    /// ```
    ///
    /// ```breaks
    /// section 1 + 根据《政府信息公开条例》（国令第771号）的规定，做好公开工作。
    /// → 国令第711号
    /// ```
    ///
    /// ```breaks
    /// section 1 + 按照《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕60号）编制。
    /// → 国办公开办函〔2021〕30号
    /// ```
    ///
    /// ```breaks
    /// section 6 = 按照《政府信息公开信息处理费管理办法》（国办函〔2020〕19号），没有收取信息处理费。
    /// → 国办函〔2020〕109号
    /// ```
    ///
    /// ```breaks
    /// section 6 = 按照《政府信息公开处理费管理办法》，没有收取信息处理费。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告按照国办发〔2021〕30号文件规定的格式编制。
    /// → 国办公开办函〔2021〕30号
    /// ```
    ///
    /// ```breaks
    /// before = 根据《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2021〕30号），编制本报告。
    /// → 不是所引名称的那一份通知
    /// ```
    ///
    /// ```breaks
    /// before = 根据国务院办公厅政府信息公开与政务公开办公室印发的格式，编制本报告。
    /// → 国务院办公厅政府信息与政务公开办公室
    /// ```
    ///
    /// ```passes
    /// section 1 + 落实《关于规范财务审计秩序的意见》（国办发〔2021〕30号），公开审计报告编制情况。
    /// ```
    ///
    /// ```passes
    /// before = 根据国务院办公厅政府信息与政务公开办公室印发的格式，编制本报告。
    /// ```
    ///
    /// ```passes
    /// section 1 + 认真贯彻《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号，以下简称《条例》）。
    /// ```
    ///
    /// ```passes
    /// section 1 + 根据《中华人民共和国政府信息公开条例》和《广东省政务公开条例》《上海市政府信息公开规定》，做好公开工作。
    /// ```
    ///
    /// ```passes
    /// section 1 + 根据国务院办公厅政府信息与政务公开办公室《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》(国办公开办函[2021]30号)编制。
    /// ```
    ///
    /// ```passes
    /// section 1 + 落实《关于规范政府信息公开平台有关事项的通知》（国办公开办函〔2019〕61号）。
    /// ```
    ///
    /// ```passes
    /// section 6 = 按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号），没有收取信息处理费。
    /// ```
    ///
    /// ```passes
    /// section 1 + 制定《青禾镇政府信息公开信息处理费管理办法实施细则》《青禾镇政府信息公开工作条例解读》。
    /// ```
    ///
    /// ```passes
    /// section 1 + 认真落实《信息公开条例》。
    /// section 6 = 按照《信息处理费管理办法》（国办函〔2020〕109号），没有收取信息处理费。
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// section 1 + 按照《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）编制。
    /// ```
    pub LAW_MISQUOTED {
        name: "law-misquoted",
        kind: Names,
        title: ("引用的文件名称或文号不对", "A law or notice is misquoted"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

const REGULATION: &str = "中华人民共和国政府信息公开条例";
const MEASURE: &str = "政府信息公开信息处理费管理办法";
const NOTICE_2019: &str = "关于政府信息公开工作年度报告有关事项的通知";
const NOTICE_2021: &str = "关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知";
const OFFICE: &str = "国务院办公厅政府信息与政务公开办公室";

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    let flow = &report.text;
    let severity = context.bearing.words(Severity::Warning);
    let year = report.year.unwrap_or(2021);
    let mut said: HashSet<String> = HashSet::new();
    for (_, range) in ranges(report) {
        for quoted in titles(flow, &range) {
            let Some(wrong) = judge(flow, &quoted, range.end, year) else { continue };
            let (at, right) = match &wrong {
                Wrong::Name(right) => (quoted.clone(), *right),
                Wrong::Number(at, right) | Wrong::Pair(at, right) => (at.clone(), *right),
            };
            // The same slip again is the same cause.
            let written = quote(context.document, report, at.clone());
            if !said.insert(written.clone()) {
                continue;
            }
            let message = match wrong {
                Wrong::Name(_) => Message::new(
                    format!("引用的名称“《{written}》”不对，应当是“《{right}》”"),
                    format!("The name 《{written}》 is wrong; it is 《{right}》"),
                ),
                Wrong::Pair(..) => Message::new(
                    format!("文号“{written}”不是所引名称的那一份通知，它的名称是“{right}”"),
                    format!("The number “{written}” is not that of the notice named; its name is {right}"),
                ),
                Wrong::Number(..) => Message::new(
                    format!("引用的文号“{written}”不对，应当是“{right}”"),
                    format!("The number “{written}” is wrong; it is {right}"),
                ),
            };
            findings.push(
                Finding::new(severity, message)
                    .at_places(places(report, at))
                    .caused_by(format!("law {written}")),
            );
        }
        let unquoted = [
            series(flow, &range).map(|at| (at, "文号", "number", "国办公开办函〔2021〕30号")),
            office(flow, &range).map(|at| (at, "机关名称", "name", OFFICE)),
        ];
        for (at, zh, en, right) in unquoted.into_iter().flatten() {
            let written = quote(context.document, report, at.clone());
            if !said.insert(written.clone()) {
                continue;
            }
            let message = Message::new(
                format!("引用的{zh}“{written}”不对，应当是“{right}”"),
                format!("The {en} “{written}” is wrong; it is {right}"),
            );
            let finding = Finding::new(severity, message).at_places(places(report, at));
            findings.push(finding.caused_by(format!("law {written}")));
        }
    }
    findings
}

/// The number of the notice with the form in another series, outside any title: 按照国办发〔2021〕30号文件编制.
fn series(flow: &Flow, range: &Range<usize>) -> Option<Range<usize>> {
    const NUMBER: &str = "[2021]30号";
    const AROUND: usize = 30;
    flow.find_all(range.clone(), NUMBER).find_map(|at| {
        let start = at.checked_sub(3).filter(|start| *start >= range.start)?;
        let other = flow.has(start, "国办发") || flow.has(start, "国办函");
        // Behind a title it may be the number of quite another document.
        let titled = flow.slice(start.saturating_sub(2)..start).contains(&'》');
        let end = at + NUMBER.chars().count();
        let from = start.saturating_sub(AROUND).max(range.start);
        let about = from..(end + AROUND).min(range.end);
        let makes = ["编制", "格式", "年度报告"].iter().any(|word| flow.find(about.clone(), word).is_some());
        (other && !titled && makes).then_some(start..end)
    })
}

/// The office of the State Council that gave the form, under a wrong name: 政府信息公开与政务公开办公室.
fn office(flow: &Flow, range: &Range<usize>) -> Option<Range<usize>> {
    const HEAD: &str = "国务院办公厅";
    const TAIL: &str = "政务公开办公室";
    const LONGEST: usize = 9;
    flow.find_all(range.clone(), HEAD).find_map(|at| {
        let after = at + HEAD.chars().count();
        let tail = flow.find(after..(after + LONGEST + TAIL.chars().count()).min(range.end), TAIL)?;
        let end = tail + TAIL.chars().count();
        let between = flow.text(after..tail);
        let named = between.starts_with("政府信息") || between.starts_with("政务信息");
        let right = ["政府信息与", "政府信息和"].contains(&&*between);
        (named && !right && between.chars().all(is_han)).then_some(at..end)
    })
}

/// What is wrong with a quotation.
enum Wrong {
    /// The name; the right one.
    Name(&'static str),
    /// The number at a place; the right one.
    Number(Range<usize>, &'static str),
    /// The number at a place is right, but that of another notice; that one's name.
    Pair(Range<usize>, &'static str),
}

/// The texts inside 《》 and 〈〉, the inner ones too.
fn titles(flow: &Flow, range: &Range<usize>) -> Vec<Range<usize>> {
    const LONGEST: usize = 60;
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for index in range.clone() {
        match flow.chars.get(index) {
            Some('《' | '<') => open.push(index + 1),
            Some('》' | '>') => {
                if let Some(start) = open.pop().filter(|start| index - start <= LONGEST) {
                    found.push(start..index);
                }
            }
            Some('。') => open.clear(),
            _ => {}
        }
    }
    found
}

fn judge(flow: &Flow, quoted: &Range<usize>, end: usize, year: i32) -> Option<Wrong> {
    let text = flow.text(quoted.clone());
    let bare = text.strip_prefix("中华人民共和国").unwrap_or(&text);
    if text == REGULATION || bare == "政府信息公开条例" {
        let number = order_number(flow, quoted.end, end)?;
        // The regulation of 2007 had number 492; reports up to 2018 rest on it.
        let right = flow.text(number.clone()) == "711" || year <= 2018;
        return (!right).then_some(Wrong::Number(number, "国令第711号"));
    }
    if text == MEASURE || text.contains(MEASURE) && text.starts_with("国务院办公厅") {
        return wrong_number(flow, quoted.end, end, "国办函[2020]109号")
            .map(|at| Wrong::Number(at, "国办函〔2020〕109号"));
    }
    if text.contains("信息公开工作年度报告格式") {
        return format_number(flow, quoted.end, end, year);
    }
    if text.ends_with(NOTICE_2019) {
        let number = document_number(flow, quoted.end, end)?;
        let other = normal(&flow.text(number.clone())) == "国办公开办函[2021]30号";
        return other.then_some(Wrong::Pair(number, NOTICE_2021));
    }
    // 《信息公开条例》, 《信息处理费管理办法》: a short form is no slip.
    if text == bare && (REGULATION.ends_with(bare) || MEASURE.ends_with(bare)) && text != MEASURE {
        return None;
    }
    if is_near(bare, "政府信息公开条例") {
        return Some(Wrong::Name(if text == bare { "政府信息公开条例" } else { REGULATION }));
    }
    (text != MEASURE && is_near(&text, MEASURE)).then_some(Wrong::Name(MEASURE))
}

/// Whether a name was meant to be another one: it begins and ends alike, and at most three characters differ. Local
/// names and names of something that belongs to it (实施细则, 解读) are not.
fn is_near(name: &str, right: &str) -> bool {
    let local = ["省", "市", "县", "区", "州", "镇", "乡", "局", "厅"].iter().any(|word| name.contains(word));
    let (name, right): (Vec<char>, Vec<char>) = (name.chars().collect(), right.chars().collect());
    let alike = name.last() == right.last() && name.contains(&'公') && name.contains(&'开');
    let regulation = right.ends_with(&['条', '例']);
    // 政务公开条例, 信息公开办法 are names of local rules in their own right.
    let own = regulation && !name.starts_with(&['政', '府']) && !name.starts_with(&['信', '息']);
    !local && alike && !own && name != right && distance(&name, &right) <= if regulation { 2 } else { 3 }
}

/// Edit distance; both names are short.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let change = row.get(j).copied().unwrap_or(0) + usize::from(a != b);
            let drop = row.get(j + 1).copied().unwrap_or(0) + 1;
            let add = next.last().copied().unwrap_or(0) + 1;
            next.push(change.min(drop).min(add));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// The digits of 国令第…号 or 国务院令第…号 in the brackets right after a name.
fn order_number(flow: &Flow, after: usize, end: usize) -> Option<Range<usize>> {
    const REACH: usize = 26;
    let reach = after..(after + REACH).min(end);
    let bracket = flow.find(reach.clone(), "(").filter(|at| *at <= after + 4)?;
    let close = flow.find(bracket..reach.end, ")").unwrap_or(reach.end);
    let order = flow.find(bracket..close, "令")?;
    let start = (order..close).find(|index| flow.chars.get(*index).is_some_and(char::is_ascii_digit))?;
    let length = flow.slice(start..close).iter().take_while(|c| c.is_ascii_digit()).count();
    Some(start..start + length)
}

/// A document number in brackets right after a name, where it is of the State Council's office and not the right one.
fn wrong_number(flow: &Flow, after: usize, end: usize, right: &str) -> Option<Range<usize>> {
    let number = document_number(flow, after, end)?;
    (normal(&flow.text(number.clone())) != right).then_some(number)
}

/// The number of the notice with the form: 〔2019〕60号 for 2019 and 2020, 〔2021〕30号 since.
fn format_number(flow: &Flow, after: usize, end: usize, year: i32) -> Option<Wrong> {
    let number = document_number(flow, after, end)?;
    let text = normal(&flow.text(number.clone()));
    let (form_2019, form_2021) = ("国办公开办函[2019]60号", "国办公开办函[2021]30号");
    // That the notice of 2019 is outdated is a finding of its own.
    if text == form_2021 || text == form_2019 {
        return None;
    }
    let right =
        if year <= 2020 { "国办公开办函〔2019〕60号" } else { "国办公开办函〔2021〕30号" };
    Some(Wrong::Number(number, right))
}

/// `国办…〔YYYY〕N号` right after a name, from 国 to 号.
fn document_number(flow: &Flow, after: usize, end: usize) -> Option<Range<usize>> {
    let reach = after..(after + 12).min(end);
    let start = flow.find(reach, "国办")?;
    let stop = flow.find(start..(start + 24).min(end), "号")? + 1;
    let digits = flow.slice(start..stop).iter().filter(|c| c.is_ascii_digit()).count();
    (digits >= 5).then_some(start..stop)
}

/// Brackets of any kind round the year are the same number.
fn normal(number: &str) -> String {
    number
        .chars()
        .map(|c| match c {
            '(' | '<' | '{' => '[',
            ')' | '>' | '}' => ']',
            other => other,
        })
        .filter(|c| *c != '第')
        .collect()
}
