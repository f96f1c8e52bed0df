//! Positions among siblings that selectors name: `:nth-child(2n+1)`, `:last-of-type`.

use std::collections::HashMap;

use super::tree::{NodeId, Tree};

/// Positions among the elements of one parent: `step` times any number from 0 on, and `offset`, counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Position {
    step: i64,
    offset: i64,
    /// Counted from the last one.
    from_end: bool,
    /// Among those of the same name only.
    of_name: bool,
}

impl Position {
    /// The position that `nth-child(2n+1)` and its like name.
    pub fn of(name: &str) -> Option<Self> {
        let position = |step, offset, from_end, of_name| Some(Self { step, offset, from_end, of_name });
        let (kind, argument) = match name.split_once('(') {
            None => {
                return match name {
                    "first-child" => position(0, 1, false, false),
                    "last-child" => position(0, 1, true, false),
                    "first-of-type" => position(0, 1, false, true),
                    "last-of-type" => position(0, 1, true, true),
                    _ => None,
                };
            }
            Some((kind, argument)) => (kind, argument.strip_suffix(')')?),
        };
        let from_end = kind.starts_with("nth-last-");
        let of_name = match kind {
            "nth-child" | "nth-last-child" => false,
            "nth-of-type" | "nth-last-of-type" => true,
            _ => return None,
        };
        let formula: String =
            argument.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        // Of 32 bits, so that nothing that is reckoned with them passes 64.
        let number = |text: &str| text.strip_prefix('+').unwrap_or(text).parse::<i32>().ok().map(i64::from);
        let (step, offset) = match (formula.as_str(), formula.split_once('n')) {
            ("odd", _) => (2, 1),
            ("even", _) => (2, 0),
            (_, None) => (0, number(&formula)?),
            (_, Some((step, offset))) => {
                let step = match step {
                    "" | "+" => 1,
                    "-" => -1,
                    step => number(step)?,
                };
                (step, if offset.is_empty() { 0 } else { number(offset)? })
            }
        };
        position(step, offset, from_end, of_name)
    }

    /// Whether an element stands there.
    pub fn holds(&self, tree: &Tree, id: NodeId, work: &mut Work) -> bool {
        let Some(parent) = tree.parent(id) else { return false };
        let Some(place) = work.place(tree, parent, id) else { return false };
        let (at, count) = if self.of_name { place.of_name } else { place.of_all };
        let beyond = if self.from_end { count - at + 1 } else { at } - self.offset;
        if self.step == 0 { beyond == 0 } else { beyond % self.step == 0 && beyond / self.step >= 0 }
    }
}

/// What comparisons of rules with elements take.
#[derive(Debug, Default)]
pub struct Work {
    /// How many were made.
    pub steps: u64,
    /// The element of which it is asked what it holds.
    pub scope: Option<NodeId>,
    /// Where elements stand among their siblings, once a rule asked for it.
    places: HashMap<NodeId, Place>,
}

/// Where an element stands among its siblings, from 1, and how many they are: all of them, those of its name.
#[derive(Debug, Clone, Copy)]
struct Place {
    of_all: (i64, i64),
    of_name: (i64, i64),
}

impl Work {
    fn place(&mut self, tree: &Tree, parent: NodeId, id: NodeId) -> Option<Place> {
        if let Some(place) = self.places.get(&id) {
            return Some(*place);
        }
        let siblings: Vec<NodeId> =
            tree.children(parent).filter(|&child| !tree.name(child).is_empty()).collect();
        let mut of_names: HashMap<&str, i64> = HashMap::new();
        let mut places = Vec::with_capacity(siblings.len());
        for (at, &sibling) in (1..).zip(&siblings) {
            self.steps += 1;
            let of_name = of_names.entry(tree.name(sibling)).or_default();
            *of_name += 1;
            places.push((sibling, at, *of_name));
        }
        let count = i64::try_from(siblings.len()).unwrap_or(i64::MAX);
        for (sibling, at, at_of_name) in places {
            let of_name = of_names.get(tree.name(sibling)).copied().unwrap_or(at_of_name);
            let place = Place { of_all: (at, count), of_name: (at_of_name, of_name) };
            self.places.insert(sibling, place);
        }
        self.places.get(&id).copied()
    }
}
