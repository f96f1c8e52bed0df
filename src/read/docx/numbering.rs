//! List numbers that exist only as formatting: `numbering.xml`, counted as Word counts them.

use std::collections::{HashMap, HashSet};

use crate::read::meter::Meter;
use crate::read::number::{Label, format_code, number_text};
use crate::read::xml::{Id, Xml};

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: u8,
    /// `%1` to `%9` stand for the numbers of the levels.
    text: String,
    /// All numbers of this level are shown as digits.
    legal: bool,
    /// The level (from 1) whose numbers start this one anew; 0: none does.
    restart: Option<usize>,
}

#[derive(Debug, Clone, Default)]
struct List {
    /// The definition in which it counts, together with other lists.
    definition: String,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document and how far each has been counted.
#[derive(Debug, Default)]
pub struct Numbering {
    definitions: HashMap<String, HashMap<usize, Level>>,
    lists: HashMap<String, List>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own start has been used.
    started: HashSet<(String, usize)>,
}

impl Numbering {
    /// Reads the `w:numbering` element.
    pub fn read(xml: &Xml, root: Id) -> Self {
        let mut numbering = Self::default();
        let (mut of_style, mut by_style): (HashMap<&str, &str>, Vec<(&str, &str)>) = Default::default();
        for definition in xml.children(root).filter(|&child| xml.is(child, "w", "abstractNum")) {
            let Some(name) = xml.attribute(definition, "abstractNumId") else { continue };
            let levels = xml
                .children(definition)
                .filter(|&child| xml.is(child, "w", "lvl"))
                .filter_map(|child| level(xml, child))
                .collect();
            numbering.definitions.insert(name.to_owned(), levels);
            if let Some(style) = xml.value(definition, "w", "styleLink") {
                of_style.insert(style, name);
            }
            if let Some(style) = xml.value(definition, "w", "numStyleLink") {
                by_style.push((name, style));
            }
        }
        // A definition that only names a list style has the levels of that style's definition.
        for (name, style) in by_style {
            if let Some(levels) =
                of_style.get(style).and_then(|&other| numbering.definitions.get(other)).cloned()
            {
                numbering.definitions.insert(name.to_owned(), levels);
            }
        }
        for element in xml.children(root).filter(|&child| xml.is(child, "w", "num")) {
            let Some(name) = xml.attribute(element, "numId") else { continue };
            let Some(definition) = xml.value(element, "w", "abstractNumId") else { continue };
            let mut list = List { definition: definition.to_owned(), ..List::default() };
            for change in xml.children(element).filter(|&child| xml.is(child, "w", "lvlOverride")) {
                let Some(at) = xml.attribute(change, "ilvl").and_then(|at| at.parse().ok()) else { continue };
                if let Some(start) =
                    xml.value(change, "w", "startOverride").and_then(|start| start.parse().ok())
                {
                    list.starts.insert(at, start);
                }
                list.levels.extend(xml.child(change, "w", "lvl").and_then(|child| level(xml, child)));
            }
            numbering.lists.insert(name.to_owned(), list);
        }
        numbering
    }

    /// The number of the next paragraph of a list at a level, ready to stand before its text; `None` for bullets and
    /// for lists that the document does not define.
    pub fn next(&mut self, list_name: &str, at: usize, meter: &Meter) -> Option<String> {
        let list = self.lists.get(list_name)?;
        let defined = self.definitions.get(&list.definition)?;
        let find = |at: usize| list.levels.get(&at).or_else(|| defined.get(&at));
        let own = find(at)?;
        let counters = self.counters.entry(list.definition.clone()).or_default();
        let new_start = list.starts.get(&at).copied();
        let restart = new_start.is_some() && self.started.insert((list_name.to_owned(), at));
        let start = new_start.unwrap_or(own.start);
        let counter = counters.get_mut(at)?;
        *counter = Some(match *counter {
            Some(last) if !restart => last.saturating_add(1),
            _ => start,
        });
        for (deeper, counter) in counters.iter_mut().enumerate().skip(at + 1) {
            // A level starts anew below every number of a higher one, unless it names another or none.
            if find(deeper).and_then(|level| level.restart).is_none_or(|restart| at < restart) {
                *counter = None;
            }
        }
        if own.format == 23 {
            return None;
        }
        let mut text = Label::new(meter);
        let mut characters = own.text.chars().peekable();
        while let Some(character) = characters.next() {
            if text.is_full() {
                break;
            }
            let Some(digit) = characters.peek().and_then(|next| next.to_digit(10)) else {
                text.push(character);
                continue;
            };
            match usize::try_from(digit).ok().and_then(|digit| digit.checked_sub(1)) {
                Some(other) if character == '%' => {
                    characters.next();
                    let Some(level) = find(other) else { continue };
                    let number = counters.get(other).copied().flatten().unwrap_or(level.start);
                    text.push_str(&number_text(number, if own.legal { 0 } else { level.format }));
                }
                _ => text.push(character),
            }
        }
        text.finish()
    }
}

fn level(xml: &Xml, element: Id) -> Option<(usize, Level)> {
    let at = xml.attribute(element, "ilvl")?.parse().ok().filter(|&at| at < LEVELS)?;
    let number = |name: &str| xml.value(element, "w", name).and_then(|value| value.parse().ok());
    // Word writes formats that older versions do not know twice.
    let format = xml.value(element, "w", "numFmt").or_else(|| {
        let alternatives = xml.child(element, "mc", "AlternateContent")?;
        xml.value(xml.child(alternatives, "mc", "Fallback")?, "w", "numFmt")
    });
    let level = Level {
        start: number("start").unwrap_or(0),
        format: format.map_or(0, format_code),
        text: xml.value(element, "w", "lvlText").unwrap_or_default().to_owned(),
        legal: xml.on(element, "w", "isLgl"),
        restart: xml.value(element, "w", "lvlRestart").and_then(|value| value.parse().ok()),
    };
    Some((at, level))
}
