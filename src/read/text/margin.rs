//! Line numbers that were printed beside the lines of a text.

use std::borrow::Cow;

/// The text of a page without the numbers of its lines: they stand left of all that is written and rise by equal steps.
/// Pages with few of them are `known` by one before that has more.
pub(super) fn without_line_numbers<'t>(text: &'t str, known: &mut bool) -> Cow<'t, str> {
    let left =
        text.lines().map(|line| indented(behind_number(line).unwrap_or(line), line)).min().unwrap_or(0);
    let in_margin = |line: &'t str| behind_number(line).filter(|rest| line.len() - rest.len() < left);
    let mut numbers = text.lines().filter_map(|line| {
        let rest = in_margin(line)?;
        line.get(..line.len() - rest.len())?.trim_start().parse().ok()
    });
    let (mut last, mut count) = (numbers.next().unwrap_or(0_usize), 1);
    let mut step = None;
    for number in numbers {
        if number <= last || step.is_some_and(|step| number - last != step) {
            return text.into();
        }
        (step, last, count) = (Some(number - last), number, count + 1);
    }
    if count < 5 && !*known {
        return text.into();
    }
    *known = true;
    let lines = text.split_inclusive('\n').map(|line| match in_margin(line) {
        Some(rest) => format!("{:1$}{rest}", "", line.len() - rest.len()),
        None => line.to_owned(),
    });
    lines.collect::<String>().into()
}

/// How far from the line's beginning the rest of it is written.
fn indented(rest: &str, line: &str) -> usize {
    let written = rest.trim_start();
    if written.is_empty() { usize::MAX } else { line.len() - written.len() }
}

/// What stands behind a number at the beginning of a line, with the blanks before it.
fn behind_number(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(' ');
    let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
    (rest.len() < line.len() && (rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n'])))
        .then_some(rest)
}
