//! Fields of the address (邮编：、电话：) that hold what belongs into another one, or nothing.

use std::ops::Range;

use super::Fault;
use crate::text::flow::Flow;

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Post,
    Phone,
    Mail,
    Street,
    Other,
}

/// Names of fields, longer ones first.
const FIELDS: [(&str, Kind); 9] = [
    ("邮政编码", Kind::Post),
    ("邮编", Kind::Post),
    ("电话", Kind::Phone),
    ("传真", Kind::Phone),
    ("电子邮件", Kind::Mail),
    ("邮箱", Kind::Mail),
    ("地址", Kind::Street),
    ("联系人", Kind::Other),
    ("网址", Kind::Other),
];

/// The first characters of the names: at most places of a text none of them stands.
const FIRSTS: &str = "邮电传地联网";
const _: () = assert!(crate::among::are_firsts(FIRSTS, &[&names()]));

const fn names() -> [&'static str; FIELDS.len()] {
    let mut names = [""; FIELDS.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = FIELDS[index].0;
        index += 1;
    }
    names
}

/// A field with its colon.
struct Field {
    kind: Kind,
    /// Where its value begins.
    value: usize,
}

/// What is wrong with the field that begins at a place.
pub(super) fn fault(flow: &Flow, at: usize) -> Option<Fault> {
    let field = field(flow, at)?;
    // 电话、邮编：…、…: one colon for several fields.
    let before = at.checked_sub(1).and_then(|before| flow.chars.get(before));
    if before.is_some_and(|c| among!("、/和及", *c)) {
        return None;
    }
    let value = value(flow, field.value);
    let range = at..value.end;
    match (field.kind, kind(flow, &value)) {
        (Kind::Post, Some(Kind::Mail | Kind::Phone)) => {
            Some((range, "填的不是邮政编码", "does not give a postal code"))
        }
        (Kind::Phone, Some(Kind::Mail)) => Some((range, "填的不是号码", "does not give a number")),
        (Kind::Mail, Some(Kind::Post | Kind::Phone)) => {
            Some((range, "填的不是电子邮箱", "does not give a mail address"))
        }
        _ => {
            // (网址:), and what the first heading follows: nothing stands there in any order of names and values.
            let closed = flow.has(field.value, ")") && before == Some(&'(');
            let last = flow.starts_piece(field.value) && flow.has(field.value, "一、");
            let blank = closed || last || is_blank(flow, &field);
            blank.then_some((at..field.value, "后面没有填写", "is followed by nothing"))
        }
    }
}

fn field(flow: &Flow, at: usize) -> Option<Field> {
    flow.chars.get(at).filter(|first| among!(FIRSTS, **first))?;
    let (name, kind) = FIELDS.into_iter().find(|(name, _)| flow.has(at, name))?;
    let colon = at + name.chars().count();
    flow.has(colon, ":").then_some(Field { kind, value: colon + 1 })
}

/// The letters, digits and signs at a place.
fn value(flow: &Flow, from: usize) -> Range<usize> {
    const LONGEST: usize = 60;
    let part = |c: &&char| c.is_ascii_alphanumeric() || among!("@._-—#*()/", **c);
    let end = from + flow.slice(from..flow.len().min(from + LONGEST)).iter().take_while(part).count();
    // What closes here was opened before the field.
    let closes = flow.has(end.saturating_sub(1), ")") && !flow.text(from..end).contains('(');
    from..if closes { end - 1 } else { end }
}

/// What a value can only be: six digits, a number with its area code or of a mobile telephone, a mail address.
fn kind(flow: &Flow, value: &Range<usize>) -> Option<Kind> {
    let text = flow.text(value.clone());
    if text.chars().any(|c| among!("@#", c)) && text.contains('.') {
        return Some(Kind::Mail);
    }
    // 3号楼2层 goes on in words.
    let goes_on = flow.chars.get(value.end).is_some_and(|c| crate::text::fold::is_han(*c));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let number = text.chars().all(|c| c.is_ascii_digit() || among!("-—()", c));
    let plain = digits == text.len();
    match digits {
        _ if !number => None,
        6 if plain && !goes_on => Some(Kind::Post),
        11 if plain && text.starts_with('1') => Some(Kind::Phone),
        10..=12 if !plain && text.trim_start_matches('(').starts_with('0') => Some(Kind::Phone),
        _ => None,
    }
}

/// Whether another field follows a field at once (邮编： 地址：), and its own value follows that one: where all names
/// stand before all values, none is blank. In tables the value may stand in another cell.
fn is_blank(flow: &Flow, blank: &Field) -> bool {
    const MOST: usize = 6;
    let in_cell = |at: usize| flow.pieces.get(flow.piece_at(at)).is_some_and(|piece| piece.cell.is_some());
    let next = |from: usize| {
        // 联系电话, 通讯地址: a word before the name.
        let starts = [0, 1, 2, 3].map(|skip| from + skip);
        let marks = |at: &usize| {
            flow.slice(from..*at)
                .iter()
                .enumerate()
                .all(|(index, c)| index == 0 && among!(",;、", *c) || among!("联系通讯办公咨询电子", *c))
        };
        starts.into_iter().filter(marks).find_map(|at| field(flow, at))
    };
    let Some(mut last) = next(blank.value).filter(|_| !in_cell(blank.value.saturating_sub(1))) else {
        return false;
    };
    for _ in 0..MOST {
        match next(last.value) {
            Some(field) => last = field,
            None => break,
        }
    }
    let given = kind(flow, &value(flow, last.value));
    let ends =
        flow.chars.get(last.value).is_none_or(|c| among!("。;,)", *c)) || flow.starts_piece(last.value);
    let number = flow.chars.get(last.value).is_some_and(|c| c.is_ascii_digit() || *c == '(');
    match last.kind {
        Kind::Street | Kind::Other => given.is_none(),
        // A local number has no area code.
        Kind::Phone => ends || number && given != Some(Kind::Post),
        kind => given == Some(kind),
    }
}
