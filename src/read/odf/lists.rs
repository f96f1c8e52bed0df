//! List numbers of OpenDocument, which exist only as formatting.

use std::collections::HashMap;

use crate::read::meter::Meter;
use crate::read::number::{Label, number_text};
use crate::read::xml::{Id, Xml};

/// Levels of a list.
const LEVELS: usize = 10;

/// The numbers of a list so far, one for each level.
pub type Counters = [Option<u32>; LEVELS];

#[derive(Debug, Clone, Default)]
struct Level {
    /// `None` for bullets and for levels without number.
    format: Option<u8>,
    prefix: String,
    suffix: String,
    /// Number of levels shown, this one included.
    shown: usize,
    start: u32,
    /// The whole as LibreOffice writes it, `%1%` standing for the number of the first level.
    pattern: Option<String>,
}

/// The list styles of a document.
#[derive(Debug, Default)]
pub struct Lists {
    styles: HashMap<String, [Level; LEVELS]>,
    /// The numbering of headings.
    outline: Option<[Level; LEVELS]>,
}

impl Lists {
    /// Reads the list styles among the children of `parent`.
    pub fn add(&mut self, xml: &Xml, parent: Id) {
        for style in xml.children(parent) {
            match xml.name(style) {
                ("text", "list-style") => {
                    if let Some(name) = xml.attribute(style, "name") {
                        self.styles.insert(name.to_owned(), levels(xml, style));
                    }
                }
                ("text", "outline-style") => self.outline = Some(levels(xml, style)),
                _ => {}
            }
        }
    }

    /// The next number of a list at a level (from 0), ready to stand before its text.
    pub fn next(
        &self,
        style: &str,
        counters: &mut Counters,
        at: usize,
        start: Option<u32>,
        meter: &Meter,
    ) -> Option<String> {
        number(self.styles.get(style)?, counters, at, start, meter)
    }

    /// The next number of a heading at a level (from 0).
    pub fn next_heading(&self, counters: &mut Counters, at: usize, meter: &Meter) -> Option<String> {
        number(self.outline.as_ref()?, counters, at, None, meter)
    }
}

fn number(
    levels: &[Level; LEVELS],
    counters: &mut Counters,
    at: usize,
    start: Option<u32>,
    meter: &Meter,
) -> Option<String> {
    let own = levels.get(at)?;
    let counter = counters.get_mut(at)?;
    *counter = Some(start.unwrap_or_else(|| counter.map_or(own.start, |last| last.saturating_add(1))));
    counters.iter_mut().skip(at + 1).for_each(|counter| *counter = None);
    own.format?;
    let shown = |level: usize| {
        let style = levels.get(level)?;
        let number = counters.get(level).copied().flatten().unwrap_or(style.start);
        style.format.map(|format| number_text(number, format))
    };
    let mut text = Label::new(meter);
    match &own.pattern {
        Some(pattern) => {
            let mut pieces = pattern.split('%');
            text.push_str(pieces.next().unwrap_or_default());
            let mut within = true;
            for piece in pieces {
                if text.is_full() {
                    break;
                }
                let level =
                    piece.parse::<usize>().ok().filter(|level| within && (1..=LEVELS).contains(level));
                match level {
                    Some(level) => text.push_str(&shown(level - 1).unwrap_or_default()),
                    None => text.push_str(piece),
                }
                within = level.is_none();
            }
        }
        None => {
            let first = (at + 1).saturating_sub(own.shown.max(1));
            let numbers: Vec<String> = (first..=at).filter_map(shown).collect();
            text.push_str(&own.prefix);
            text.push_str(&numbers.join("."));
            text.push_str(&own.suffix);
        }
    };
    text.finish()
}

fn levels(xml: &Xml, style: Id) -> [Level; LEVELS] {
    let mut levels: [Level; LEVELS] = Default::default();
    for element in xml.children(style) {
        let ("text", name @ ("list-level-style-number" | "outline-level-style")) = xml.name(element) else {
            continue;
        };
        let at = xml.attribute(element, "level").and_then(|level| level.parse::<usize>().ok());
        let Some(level) = at.and_then(|at| levels.get_mut(at.checked_sub(1)?)) else { continue };
        let _ = name;
        let text = |name: &str| xml.attribute(element, name).unwrap_or_default().to_owned();
        let value = |name: &str| xml.attribute(element, name).and_then(|value| value.parse::<u32>().ok());
        *level = Level {
            format: format(&text("num-format")),
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            shown: value("display-levels").and_then(|shown| usize::try_from(shown).ok()).unwrap_or(1),
            start: value("start-value").unwrap_or(1),
            pattern: xml.attribute(element, "num-list-format").map(str::to_owned),
        };
    }
    levels
}

/// The code of a number format, which OpenDocument gives by its first numbers: `1`, `a`, `一, 二, 三, ...`.
fn format(sample: &str) -> Option<u8> {
    Some(match sample.chars().next()? {
        'I' => 1,
        'i' => 2,
        'A' => 3,
        'a' => 4,
        '１' => 14,
        '一' | '㊀' => 37,
        '壹' => {
            if sample.contains('貳') {
                34
            } else {
                38
            }
        }
        '①' => 18,
        '⑴' => 27,
        '⒈' => 26,
        '㈠' => 29,
        '甲' => 30,
        '子' => 31,
        _ => 0,
    })
}
