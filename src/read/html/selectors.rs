//! Selectors of style sheets: which elements they name.
//!
//! Names, classes, identifiers, attributes, counted positions and choices of these (`:is()`, `:not()`), what an element
//! holds (`:has()`), with descendants, children and what follows under the same parent. A selector with anything else
//! (states) names nothing.

use html5ever::local_name;

use super::declare::split_outside_brackets;
use super::positions::{Position, Work};
use super::tree::{NodeId, NodeKind, Tree};

/// Comparisons of a rule with an element over the whole page, after which rules no longer count.
pub const MAX_STEPS: u64 = 20_000_000;

/// A selector from its last part to its first, each with how it stands to the part before it in the text.
#[derive(Debug, PartialEq, Eq)]
pub struct Selector(Vec<(Part, Stands)>);

/// How an element stands to the one that the part before its own names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stands {
    #[default]
    Within,
    /// `>`
    Child,
    /// `+`
    Next,
    /// `~`
    Later,
}

impl Stands {
    fn of(sign: char) -> Option<Self> {
        match sign {
            '>' => Some(Self::Child),
            '+' => Some(Self::Next),
            '~' => Some(Self::Later),
            _ => None,
        }
    }
}

impl Selector {
    /// What the last part of the selector needs.
    pub fn last(&self) -> Option<&Part> {
        self.0.first().map(|(last, _)| last)
    }

    /// Its parts, from the last to the first.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.0.iter().map(|(part, _)| part)
    }

    /// Whether it names an element.
    pub fn names(&self, tree: &Tree, id: NodeId, work: &mut Work) -> bool {
        reaches(&self.0, tree, id, work)
    }
}

impl Selector {
    /// Whether it names something in an element, or something behind it under the same parent.
    fn is_held(&self, tree: &Tree, id: NodeId, work: &mut Work) -> bool {
        let outer = work.scope.replace(id);
        let behind = matches!(self.0.iter().rev().nth(1), Some((_, Stands::Next | Stands::Later)));
        let first = if behind { tree.next(id) } else { tree.first_child(id) };
        let mut open: Vec<NodeId> = first.into_iter().collect();
        let mut held = false;
        while let Some(at) = open.pop()
            && !held
        {
            open.extend(tree.next(at));
            open.extend(tree.first_child(at));
            held = self.names(tree, at, work);
        }
        work.scope = outer;
        held && work.steps <= MAX_STEPS
    }
}

/// Whether the first of the parts names an element, and the others what it stands in and behind.
fn reaches(parts: &[(Part, Stands)], tree: &Tree, id: NodeId, work: &mut Work) -> bool {
    let Some(((part, stands), before)) = parts.split_first() else { return true };
    work.steps += 1;
    if work.steps > MAX_STEPS || !part.matches(tree, id, work) {
        return false;
    }
    if before.is_empty() {
        return true;
    }
    let mut at = id;
    let towards = |at| match stands {
        Stands::Within | Stands::Child => tree.parent(at),
        Stands::Next | Stands::Later => tree.element_before(at),
    };
    while let Some(next) = towards(at) {
        if reaches(before, tree, next, work) {
            return true;
        }
        if matches!(stands, Stands::Child | Stands::Next) || work.steps > MAX_STEPS {
            return false;
        }
        at = next;
    }
    false
}

/// One part of a selector: what it needs, and what else must hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub name: Option<String>,
    pub identifier: Option<String>,
    pub classes: Vec<String>,
    attributes: Vec<(String, Wanted)>,
    positions: Vec<Position>,
    /// Choices of which one must name it (`:is()`, `:where()`) or something in it or behind it (`:has()`), and of which none
    /// may (`:not()`).
    choices: Vec<(Vec<Selector>, Kind)>,
    /// It is the element that something in it or behind it is asked for.
    is_scope: bool,
}

/// What a choice of selectors must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    NotName,
    Hold,
}

/// What the value of an attribute must be.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    /// Anything.
    Any,
    Equal(String),
    /// One of its words (`~=`).
    Word(String),
    Begins(String),
    Ends(String),
    Holds(String),
}

impl Wanted {
    fn is_met(&self, value: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Equal(wanted) => value == wanted,
            Self::Word(wanted) => value.split_ascii_whitespace().any(|word| word == wanted),
            Self::Begins(wanted) => !wanted.is_empty() && value.starts_with(wanted.as_str()),
            Self::Ends(wanted) => !wanted.is_empty() && value.ends_with(wanted.as_str()),
            Self::Holds(wanted) => !wanted.is_empty() && value.contains(wanted.as_str()),
        }
    }
}

impl Part {
    fn matches(&self, tree: &Tree, id: NodeId, work: &mut Work) -> bool {
        let NodeKind::Element { name, .. } = tree.kind(id) else { return false };
        let has = |class: &String| {
            tree.attribute(id, &local_name!("class"))
                .is_some_and(|own| own.split_ascii_whitespace().any(|own| own == class))
        };
        self.name.as_deref().is_none_or(|wanted| wanted == &**name)
            && self
                .identifier
                .as_deref()
                .is_none_or(|wanted| tree.attribute(id, &local_name!("id")).map(str::trim) == Some(wanted))
            && self.classes.iter().all(has)
            && self
                .attributes
                .iter()
                .all(|(name, wanted)| tree.attribute_named(id, name).is_some_and(|own| wanted.is_met(own)))
            && self.positions.iter().all(|position| position.holds(tree, id, work))
            && (!self.is_scope || work.scope == Some(id))
            && self.choices.iter().all(|(choice, kind)| {
                choice.iter().any(|selector| match kind {
                    Kind::Hold => selector.is_held(tree, id, work),
                    _ => selector.names(tree, id, work),
                }) == (*kind != Kind::NotName)
            })
    }
}

/// A selector with its specificity; `None` for what is not understood.
pub fn parse(selector: &str) -> Option<(Selector, u32)> {
    let mut parts: Vec<(Part, Stands)> = Vec::new();
    let (mut specificity, mut stands) = (0_u32, Stands::Within);
    for word in words(selector) {
        if let Some(sign) = word.chars().next().and_then(Stands::of) {
            stands = sign;
            continue;
        }
        let (part, weight) = part(word)?;
        specificity += weight;
        parts.push((part, std::mem::take(&mut stands)));
    }
    // `a > b`: it is said of b that its parent is a; read from the end, b comes first.
    parts.reverse();
    (!parts.is_empty() && parts.len() <= 12 && stands == Stands::Within)
        .then_some((Selector(parts), specificity))
}

/// The parts of a selector and the signs between them; what stands in brackets belongs to its part.
fn words(selector: &str) -> Vec<&str> {
    let (mut words, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, character) in selector.char_indices() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && (character.is_ascii_whitespace() || Stands::of(character).is_some()) => {
                words.push(selector.get(start..at).unwrap_or_default());
                words.extend(selector.get(at..=at).filter(|_| !character.is_ascii_whitespace()));
                start = at + 1;
            }
            _ => {}
        }
    }
    words.push(selector.get(start..).unwrap_or_default());
    words.retain(|word| !word.is_empty());
    words
}

fn part(word: &str) -> Option<(Part, u32)> {
    let mut part = Part::default();
    let mut weight = 0;
    let mut rest = word;
    let name_end = rest.find(['.', '#', '[', ':']).unwrap_or(rest.len());
    let (name, after) = rest.split_at_checked(name_end)?;
    if !name.is_empty() && name != "*" {
        if !name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
            return None;
        }
        part.name = Some(name.to_ascii_lowercase());
        weight += 1;
    }
    rest = after;
    while let Some(sign) = rest.chars().next() {
        let after = rest.get(1..)?;
        if sign == '[' {
            let (inner, next) = after.split_once(']')?;
            let (name, wanted) = match inner.split_once('=') {
                Some((name, value)) => {
                    let value = value.trim().trim_matches(['"', '\'']).to_owned();
                    let plain = name.trim_end_matches(['~', '^', '$', '*']);
                    let wanted = match name.get(plain.len()..) {
                        Some("") => Wanted::Equal(value),
                        Some("~") => Wanted::Word(value),
                        Some("^") => Wanted::Begins(value),
                        Some("$") => Wanted::Ends(value),
                        Some("*") => Wanted::Holds(value),
                        _ => return None,
                    };
                    (plain, wanted)
                }
                None => (inner, Wanted::Any),
            };
            if name.ends_with('|') {
                return None;
            }
            part.attributes.push((name.trim().to_ascii_lowercase(), wanted));
            weight += 1_000;
            rest = next;
            continue;
        }
        let (name, next) = after.split_at_checked(end_of_name(after))?;
        if let Some(position) = Some(name).filter(|_| sign == ':').and_then(Position::of) {
            part.positions.push(position);
            weight += 1_000;
            rest = next;
            continue;
        }
        if let Some((choice, kind, most)) = Some(name).filter(|_| sign == ':').and_then(choice) {
            part.choices.push((choice, kind));
            weight += most;
            rest = next;
            continue;
        }
        if name == "scope" && sign == ':' {
            part.is_scope = true;
            rest = next;
            continue;
        }
        if name.is_empty() || name.contains(['(', ')', '\\', '*']) {
            return None;
        }
        match sign {
            '.' => {
                part.classes.push(name.to_owned());
                weight += 1_000;
            }
            '#' => {
                part.identifier = Some(name.to_owned());
                weight += 1_000_000;
            }
            // States.
            _ => return None,
        }
        rest = next;
    }
    Some((part, weight))
}

/// Where a name of a selector ends: what stands in brackets behind it belongs to it.
fn end_of_name(text: &str) -> usize {
    let mut depth = 0_u32;
    let ends = |character: char| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(character, '.' | '#' | '[' | ':')
    };
    text.find(ends).unwrap_or(text.len())
}

/// What `is(.a,.b)`, `where()`, `not()` and `has()` name, what the choice must do, and how much it weighs; `None` for what is
/// none of these.
fn choice(name: &str) -> Option<(Vec<Selector>, Kind, u32)> {
    /// Choices within choices are read by the same function.
    const DEEPEST: usize = 4;
    let (word, inner) = name.split_once('(')?;
    let inner = inner.strip_suffix(')').filter(|inner| inner.matches('(').count() < DEEPEST)?;
    let kind = match word {
        "is" | "where" | "matches" | "-webkit-any" | "-moz-any" => Kind::Name,
        "not" => Kind::NotName,
        "has" => Kind::Hold,
        _ => return None,
    };
    let (mut selectors, mut most) = (Vec::new(), 0);
    for each in split_outside_brackets(inner, ',') {
        let (selector, weight) = match kind {
            Kind::Hold => parse(&format!(":scope {each}"))?,
            _ => parse(each)?,
        };
        selectors.push(selector);
        most = most.max(weight);
    }
    Some((selectors, kind, if word == "where" { 0 } else { most }))
}
