//! Conditional formats of Office Open XML that always hold: what they strike out or hide is not seen.

use super::formula::{At, reference};
use super::rich::Look;
use super::styles::{Change, Styles};
use crate::read::xml::{Id, Xml};

/// Ranges that are looked at: each is asked for each cell.
const MOST: usize = 50;

/// The rules of a sheet.
#[derive(Debug, Default)]
pub struct Rules {
    /// From one corner to the other, with what is changed there.
    always: Vec<((At, At), Change)>,
    /// Parts of the sheet are coloured by rules that are not followed: white text may be seen.
    others: bool,
}

impl Rules {
    /// Of a sheet.
    pub fn of(xml: &Xml, root: Id, styles: &Styles) -> Self {
        let mut rules = Self { others: xml.child(root, "x", "tableParts").is_some(), ..Self::default() };
        for list in xml.children(root).filter(|&child| xml.is(child, "x", "conditionalFormatting")) {
            let mut followed = false;
            for rule in xml.children(list).filter(|&child| xml.is(child, "x", "cfRule")) {
                let change = styles.changes.get(number(xml, rule, "dxfId").unwrap_or(usize::MAX));
                let Some(change) = change.filter(|_| always_holds(xml, rule)) else {
                    rules.others = true;
                    continue;
                };
                followed = true;
                for range in xml.attribute(list, "sqref").unwrap_or_default().split_ascii_whitespace() {
                    let (from, to) = range.split_once(':').unwrap_or((range, range));
                    match corner(from).zip(corner(to)).filter(|_| rules.always.len() < MOST) {
                        Some(corners) => rules.always.push((corners, *change)),
                        None => rules.others = true,
                    }
                }
            }
            rules.others |= !followed;
        }
        rules
    }

    /// The look of a cell with what the rules change.
    pub fn applied(&self, mut look: Look, at: At) -> Look {
        if self.others {
            look.ground = None;
        }
        let within = |((from, to), _): &&((At, At), Change)| {
            (from.0..=to.0).contains(&at.0) && (from.1..=to.1).contains(&at.1)
        };
        self.always.iter().filter(within).fold(look, |look, (_, change)| change.of(look))
    }
}

/// The cell that a text names.
fn corner(text: &str) -> Option<At> {
    reference(text).filter(|(_, length)| *length == text.len()).map(|(at, _)| at)
}

fn number(xml: &Xml, id: Id, name: &str) -> Option<usize> {
    xml.attribute(id, name)?.parse().ok()
}

/// Whether a rule asks nothing of the cells.
fn always_holds(xml: &Xml, rule: Id) -> bool {
    let formula =
        xml.child(rule, "x", "formula").map(|formula| xml.own_text(formula).trim().to_ascii_uppercase());
    xml.attribute(rule, "type") == Some("expression")
        && formula
            .is_some_and(|formula| matches!(formula.trim_start_matches('='), "TRUE" | "TRUE()" | "1" | "1=1"))
}
