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
    values: HashMap<String, Option<String>>,
    /// The page takes styles from elsewhere, which can give values, too.
    pub others: bool,
}

impl Custom {
    /// Takes in what a style sheet or an inline style declares.
    pub fn add(&mut self, source: &str) {
        for (at, _) in source.match_indices("--") {
            let before = source.get(..at).unwrap_or_default().trim_end();
            let begins = before.is_empty() || before.ends_with(['{', ';', '}']);
            let Some((name, value)) = source.get(at..).filter(|_| begins).and_then(declared) else {
                continue;
            };
            if self.values.len() > MOST {
                continue;
            }
            match self.values.get_mut(name) {
                Some(known) if known.as_deref() == Some(value) => {}
                Some(known) => *known = None,
                None => {
                    self.values.insert(name.to_owned(), Some(value.to_owned()));
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
            let value = match self.values.get(name.trim()) {
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

/// The name and the value of the declaration with which a text begins; `None` where either is too long. No more of the text
/// is looked at than the longest takes.
fn declared(text: &str) -> Option<(&str, &str)> {
    let reach = text.char_indices().take(2 * LONGEST + 8);
    let end = reach.clone().find(|(_, c)| matches!(c, '}' | ';')).map(|(at, _)| at);
    let whole = || (reach.count() < 2 * LONGEST + 8).then_some(text.len());
    let (name, value) = text.get(..end.or_else(whole)?)?.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    (name.len() <= LONGEST && value.len() <= LONGEST).then_some((name, value))
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

#[cfg(test)]
mod tests {
    use super::Custom;

    #[test]
    fn a_name_has_the_value_that_the_page_gives_it_everywhere() {
        let mut custom = Custom::default();
        custom.add(":root{--h:none;--s : line-through }.a{--two:red}");
        custom.add("--two:blue");
        for (text, filled) in [
            ("display:var(--h)", "display:none"),
            ("text-decoration:var( --s )", "text-decoration:line-through"),
            ("color:var(--two)", "color:var(--two)"),
            ("display:var(--unknown, none)", "display:none"),
        ] {
            assert_eq!(custom.put_into(text), filled, "{text}");
        }
    }

    #[test]
    fn signs_that_declare_nothing_cost_little() {
        let mut custom = Custom::default();
        custom.add(&"--".repeat(400_000));
        custom.add(&format!("a{{{}", "--a:".repeat(200_000)));
        custom.add(&format!("a{{--b:{};c:{}", "var(--b)".repeat(20), "var(--b) ".repeat(50_000)));
        let text = "var(--b)".repeat(100_000);
        assert!(custom.put_into(&text).len() <= text.len().max(super::MOST_TEXT));
    }
}
