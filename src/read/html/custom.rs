//! Custom properties of a page: `--h:none` and `display:var(--h)`.

use std::borrow::Cow;
use std::collections::HashMap;

/// Values that are longer are none that show or hide anything.
const LONGEST: usize = 200;

/// Properties that are kept, and how long a text with their values in it may become.
const MOST: usize = 2_000;
const MOST_TEXT: usize = 4 * 1024 * 1024;

/// Values that name others, at most this many deep.
const DEEPEST: u32 = 4;

/// What a page gives its custom properties: the value, or nothing where it gives several.
#[derive(Debug, Default)]
pub struct Custom {
    /// Where the value of a name stands among them.
    names: HashMap<String, Vec<usize>>,
    values: Vec<Option<String>>,
    /// The page takes styles from elsewhere, which can give values, too.
    pub others: bool,
}

impl Custom {
    /// Takes in what a style sheet or an inline style declares.
    pub fn add(&mut self, source: &str) {
        for (at, _) in source.match_indices("--") {
            let before = source.get(..at).unwrap_or_default().trim_end();
            let declared = source.get(at..).and_then(|rest| rest.split(['}', ';']).next()?.split_once(':'));
            let Some((name, value)) =
                declared.filter(|_| before.is_empty() || before.ends_with(['{', ';', '}']))
            else {
                continue;
            };
            let (name, value) = (name.trim(), value.trim());
            if value.len() > LONGEST || name.len() > LONGEST || self.values.len() > MOST {
                continue;
            }
            let known =
                self.names.get(name).and_then(|at| at.first()).and_then(|at| self.values.get_mut(*at));
            match known {
                Some(known) if known.as_deref() == Some(value) => {}
                Some(known) => *known = None,
                None => {
                    self.names.insert(name.to_owned(), vec![self.values.len()]);
                    self.values.push(Some(value.to_owned()));
                }
            }
        }
    }

    /// A text with the values of the properties that it names; what is not known stays as it is written.
    pub fn put_into<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains("var(") {
            return text.into();
        }
        let mut filled = String::with_capacity(text.len());
        self.fill(text, &mut filled, DEEPEST);
        if filled.len() > MOST_TEXT.max(text.len()) { text.into() } else { filled.into() }
    }

    fn fill(&self, text: &str, into: &mut String, deeper: u32) {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("var(") {
            into.push_str(before);
            let inner = after.get(..end_of(after)).unwrap_or_default();
            rest = after.get(inner.len() + 1..).unwrap_or_default();
            let (name, otherwise) = match inner.split_once(',') {
                Some((name, otherwise)) => (name, Some(otherwise.trim())),
                None => (inner, None),
            };
            let known = self.names.get(name.trim()).and_then(|at| at.first());
            let value = match known.and_then(|at| self.values.get(*at)) {
                Some(value) => value.as_deref(),
                None => otherwise.filter(|_| !self.others),
            };
            match value {
                Some(value) if deeper > 0 && into.len() <= MOST_TEXT => self.fill(value, into, deeper - 1),
                _ => into.extend(["var(", inner, ")"]),
            }
        }
        into.push_str(rest);
    }
}

/// Where the bracket closes that is open at the beginning of a text.
fn end_of(text: &str) -> usize {
    let mut depth = 1_u32;
    let closes = |character: char| {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    };
    text.find(closes).unwrap_or(text.len())
}
