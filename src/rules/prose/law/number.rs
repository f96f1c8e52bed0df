//! Numbers of documents that stand by themselves, as they are written.

use std::ops::Range;

use super::citation::{distance, numbers};
use super::known::DOCUMENTS;
use crate::text::flow::Flow;
use crate::text::fold::is_han;

/// A document's number in brackets that ends without 号: (国办发[2022]8).
pub(super) fn without_mark(flow: &Flow, range: &Range<usize>) -> Option<Range<usize>> {
    const SERIES: usize = 12;
    let digits = |from: usize, most: usize| {
        flow.slice(from..from + most).iter().take_while(|c| c.is_ascii_digit()).count()
    };
    flow.find_all(range.clone(), "[").find_map(|bracket| {
        let letters = (range.start..bracket)
            .rev()
            .take(SERIES)
            .take_while(|index| flow.chars.get(*index).is_some_and(|c| is_han(*c)))
            .count();
        let start = bracket - letters;
        let issued = flow.slice(start..bracket).last().is_some_and(|c| among!("发办函文字", *c));
        let opened = start > range.start && flow.has(start - 1, "(");
        let year = digits(bracket + 1, 5) == 4 && flow.has(bracket + 5, "]");
        let number = digits(bracket + 6, 5);
        let end = bracket + 6 + number;
        (issued && opened && letters >= 3 && year && (1..=4).contains(&number) && flow.has(end, ")"))
            .then_some(start..end)
    })
}

/// A document's number that lost digits of its year or its serial number: 青政办电[20]号, 青政办[2024]号.
pub(super) fn without_digits(flow: &Flow, range: &Range<usize>) -> Option<Range<usize>> {
    let digits = |from: usize| flow.slice(from..from + 5).iter().take_while(|c| c.is_ascii_digit()).count();
    flow.find_all(range.clone(), "[").find_map(|bracket| {
        let start = (range.start..bracket)
            .rev()
            .take_while(|index| flow.chars.get(*index).is_some_and(|c| is_han(*c)))
            .take(6)
            .last()?;
        let issued = flow.slice(bracket - 1..bracket).iter().all(|c| among!("发办函文字电秘规", *c));
        let year = digits(bracket + 1);
        let close = bracket + 1 + year;
        let number = digits(close + 1);
        let end = close + 1 + number;
        let closed = flow.has(close, "]") && flow.has(end, "号") && bracket - start >= 2;
        let lost = (1..4).contains(&year) || year == 4 && number == 0;
        (issued && closed && lost).then_some(start..end + 1)
    })
}

/// The number of the notice with the form in another series, outside any title: 按照国办发〔2021〕30号文件编制.
pub(super) fn series(flow: &Flow, range: &Range<usize>) -> Option<Range<usize>> {
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
        let makes = flow.says(about.clone(), &["编制", "格式", "年度报告"]);
        (other && !titled && makes).then_some(start..end)
    })
}

/// A number of the State Council's office for disclosure with a character wrong in its series: 国公开办函[2021]30号.
pub(super) fn near_series(flow: &Flow, range: &Range<usize>) -> Option<(Range<usize>, String)> {
    const SERIES: &str = "国办公开办函";
    numbers(flow, range)
        .into_iter()
        .find_map(|number| {
            let written = flow.text(number.clone());
            let (series, rest) = written.split_once('[')?;
            let right = format!("{SERIES}[{rest}");
            let known = DOCUMENTS.iter().any(|document| document.number == right);
            let (series, whole): (Vec<char>, Vec<char>) =
                (series.chars().collect(), SERIES.chars().collect());
            let near = series.contains(&'公') && (1..=2).contains(&distance(&series, &whole));
            // 过半公开办函: as it sounds.
            let sounds = series.len() == whole.len() && series.get(2..) == whole.get(2..);
            let alike = series.first() == Some(&'国') || series.get(1..) == whole.get(1..) || sounds;
            (known && near && alike).then(|| (number, shown(&right)))
        })
        .or_else(|| unclosed(flow, range))
}

/// 国办公开办函[202130号: the bracket behind the year was lost.
fn unclosed(flow: &Flow, range: &Range<usize>) -> Option<(Range<usize>, String)> {
    const SERIES: &str = "国办公开办函[";
    const YEAR: usize = 4;
    flow.find_all(range.clone(), SERIES).find_map(|at| {
        let from = at + SERIES.chars().count();
        let digits = flow.slice(from..(from + 8).min(range.end)).iter().take_while(|c| c.is_ascii_digit());
        let digits: String = digits.collect();
        let end = from + digits.len();
        let (year, number) = digits.split_at_checked(YEAR).filter(|(_, number)| !number.is_empty())?;
        let right = format!("{SERIES}{year}]{number}号");
        let known = flow.has(end, "号") && DOCUMENTS.iter().any(|document| document.number == right);
        known.then(|| (at..end + 1, shown(&right)))
    })
}

/// A number as it is printed.
pub(super) fn shown(number: &str) -> String {
    number.replace('[', "〔").replace(']', "〕")
}
