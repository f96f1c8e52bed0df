//! Style sheets of a page: which declarations reach which element.
//!
//! Selectors of names, classes, identifiers, attributes, counted positions and choices of these (`:is()`, `:not()`) with
//! descendants and children are understood, which is what decides what is shown; rules with anything else (states,
//! siblings) are left out.

use html5ever::local_name;

use std::collections::HashMap;

use super::declare::{Declared, declarations, split_outside_brackets};
use super::positions::{Position, Work};
use super::tree::{NodeId, NodeKind, Tree};
use crate::order::Order;

/// Rules that are kept; those that say nothing about what is shown do not count.
const MAX_RULES: usize = 4_000;

/// Comparisons of a rule with an element over the whole page, after which rules no longer count.
const MAX_STEPS: u64 = 30_000_000;

/// Selectors of a rule within others, written out, are no longer than this.
const LONGEST_SELECTORS: usize = 2_000;

/// The rules of a page that concern what is shown.
#[derive(Debug, Default)]
pub struct Sheet {
    rules: Vec<StyleRule>,
    /// Rules by what the last part of their selector needs: an identifier, else a class, else a name, else nothing.
    by_identifier: HashMap<String, Vec<usize>>,
    by_class: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    of_any: Vec<usize>,
    /// The page takes styles from elsewhere, which are not known.
    pub others: bool,
}

#[derive(Debug)]
struct StyleRule {
    /// From the last part of the selector to the first, each with whether it must be the parent of the one before.
    parts: Vec<(Part, bool)>,
    specificity: u32,
    ordinary: Declared,
    important: Declared,
}

/// One part of a selector.
#[derive(Debug, Default, PartialEq, Eq)]
struct Part {
    name: Option<String>,
    identifier: Option<String>,
    classes: Vec<String>,
    attributes: Vec<(String, Wanted)>,
    positions: Vec<Position>,
    /// Choices of which one must hold (`:is()`, `:where()`), and of which none may (`:not()`).
    choices: Vec<(Vec<Part>, bool)>,
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

/// What is known of a page while the styles of its elements are found.
#[derive(Debug, Default)]
pub struct Known<'t> {
    work: Work,
    /// What inline styles declare: office programs write the same few on thousands of elements.
    inline: HashMap<&'t str, (Declared, Declared)>,
}

impl Sheet {
    /// Of the `style` elements of a page, in its order.
    pub fn of(tree: &Tree) -> Self {
        let mut sheet = Self::default();
        for id in (0..).take(tree.len()) {
            let NodeKind::Element { name, .. } = tree.kind(id) else { continue };
            match *name {
                local_name!("style") if tree.attribute(id, &local_name!("media")).is_none_or(applies) => {
                    let source: String = tree
                        .children(id)
                        .filter_map(|child| match tree.kind(child) {
                            NodeKind::Text(text) => Some(&**text),
                            _ => None,
                        })
                        .collect();
                    sheet.add(&source);
                }
                local_name!("link")
                    if tree
                        .attribute(id, &local_name!("rel"))
                        .is_some_and(|rel| rel.eq_ignore_ascii_case("stylesheet")) =>
                {
                    sheet.others = true;
                }
                _ => {}
            }
        }
        sheet
    }

    fn add(&mut self, source: &str) {
        let source = without_comments(source);
        self.others |= source.contains("@import");
        let mut open = vec![source.as_str()];
        while let Some(mut rest) = open.pop() {
            while let Some(start) = rest.find('{') {
                let prelude = rest.get(..start).unwrap_or_default();
                let prelude = prelude.rsplit(';').next().unwrap_or_default().trim();
                let Some(end) = block_end(rest, start) else { return };
                let body = rest.get(start + 1..end).unwrap_or_default();
                rest = rest.get(end + 1..).unwrap_or_default();
                if let Some(condition) = prelude.strip_prefix('@') {
                    let nested = match condition.split_once(char::is_whitespace) {
                        Some(("media", condition)) => applies(condition),
                        Some(("supports" | "layer", _)) => true,
                        _ => condition == "layer",
                    };
                    if nested && open.len() < 8 {
                        // What follows comes after what is within.
                        open.push(rest);
                        rest = body;
                    }
                } else {
                    self.nested(prelude, body, 0);
                }
            }
        }
    }

    /// A rule, with the rules within it: `table { td { .a { … } } }`.
    fn nested(&mut self, selectors: &str, body: &str, depth: usize) {
        /// No sheet that people write goes deeper; each level can multiply the selectors.
        const DEEPEST: usize = 6;
        let Some(first) = body.find('{').filter(|_| depth < DEEPEST) else {
            return self.rule(selectors, body);
        };
        // Declarations stand before, between and behind the rules within.
        let own = body.get(..first).unwrap_or_default().rfind(';').map_or(0, |at| at + 1);
        self.rule(selectors, body.get(..own).unwrap_or_default());
        let mut rest = body.get(own..).unwrap_or_default();
        while let Some(start) = rest.find('{') {
            let Some(end) = block_end(rest, start) else { return };
            let prelude = rest.get(..start).unwrap_or_default().trim();
            let inner = rest.get(start + 1..end).unwrap_or_default();
            rest = rest.get(end + 1..).unwrap_or_default();
            if prelude.starts_with('@') {
                continue;
            }
            let mut within = String::new();
            for outer in split_outside_brackets(selectors, ',') {
                for own in split_outside_brackets(prelude, ',') {
                    if within.len() > LONGEST_SELECTORS {
                        return;
                    }
                    if !within.is_empty() {
                        within.push(',');
                    }
                    match own.contains('&') {
                        true => within.push_str(&own.replace('&', outer.trim())),
                        false => within.extend([outer.trim(), " ", own.trim()]),
                    }
                }
            }
            self.nested(&within, inner, depth + 1);
        }
        self.rule(selectors, rest);
    }

    fn rule(&mut self, selectors: &str, body: &str) {
        let (ordinary, important) = declarations(body);
        if ordinary.is_empty() && important.is_empty() {
            return;
        }
        for selector in split_outside_brackets(selectors, ',') {
            let Some((parts, specificity)) = parse(selector.trim()) else { continue };
            if self.rules.len() >= MAX_RULES {
                return;
            }
            let Some((last, _)) = parts.first() else { continue };
            let own = if let Some(identifier) = &last.identifier {
                self.by_identifier.entry(identifier.clone()).or_default()
            } else if let Some(class) = last.classes.first() {
                self.by_class.entry(class.clone()).or_default()
            } else if let Some(name) = &last.name {
                self.by_name.entry(name.clone()).or_default()
            } else {
                &mut self.of_any
            };
            own.push(self.rules.len());
            self.rules.push(StyleRule { parts, specificity, ordinary, important });
        }
    }

    /// What the rules and the inline style say about an element.
    pub fn declared<'t>(&self, tree: &'t Tree, id: NodeId, page: &mut Known<'t>) -> Declared {
        let Known { work, inline } = page;
        let inline = match tree.attribute(id, &local_name!("style")) {
            Some(style) => *inline.entry(style).or_insert_with(|| declarations(style)),
            None => Default::default(),
        };
        let mut matching: Vec<(u32, usize)> = Vec::new();
        if !self.rules.is_empty() && work.steps < MAX_STEPS {
            let mut consider = |rules: Option<&Vec<usize>>| {
                for &at in rules.into_iter().flatten() {
                    if let Some(rule) = self.rules.get(at)
                        && rule.matches(tree, id, work)
                    {
                        matching.push((rule.specificity, at));
                    }
                }
            };
            consider(Some(&self.of_any));
            consider(self.by_name.get(tree.name(id)));
            if let Some(identifier) = tree.attribute(id, &local_name!("id")) {
                consider(self.by_identifier.get(identifier.trim()));
            }
            if let Some(classes) = tree.attribute(id, &local_name!("class")) {
                classes.split_ascii_whitespace().for_each(|class| consider(self.by_class.get(class)));
            }
        }
        let mut declared = inline.0;
        if matching.is_empty() {
            if !inline.1.is_empty() {
                declared.override_with(&inline.1);
            }
            return declared;
        }
        declared = Declared::default();
        matching.order();
        let rules = || matching.iter().filter_map(|(_, at)| self.rules.get(*at));
        rules().for_each(|rule| declared.override_with(&rule.ordinary));
        declared.override_with(&inline.0);
        rules().for_each(|rule| declared.override_with(&rule.important));
        declared.override_with(&inline.1);
        declared
    }
}

impl StyleRule {
    fn matches(&self, tree: &Tree, id: NodeId, work: &mut Work) -> bool {
        let mut parts = self.parts.iter();
        let Some((last, parent)) = parts.next() else { return false };
        let mut must_be_parent = *parent;
        work.steps += 1;
        if !last.matches(tree, id, work) {
            return false;
        }
        let mut at = tree.parent(id);
        for (part, next_must_be_parent) in parts {
            loop {
                let Some(ancestor) = at else { return false };
                work.steps += 1;
                at = tree.parent(ancestor);
                if part.matches(tree, ancestor, work) {
                    break;
                }
                if must_be_parent {
                    return false;
                }
            }
            must_be_parent = *next_must_be_parent;
        }
        true
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
            && self.choices.iter().all(|(choice, wanted)| {
                work.steps += choice.len() as u64;
                choice.iter().any(|part| part.matches(tree, id, work)) == *wanted
            })
    }
}

/// A selector from its last part to its first, with its specificity; `None` for what is not understood.
fn parse(selector: &str) -> Option<(Vec<(Part, bool)>, u32)> {
    let mut parts: Vec<(Part, bool)> = Vec::new();
    let (mut specificity, mut child) = (0_u32, false);
    for word in words(selector) {
        if word == ">" {
            child = true;
            continue;
        }
        let (part, weight) = part(word)?;
        specificity += weight;
        parts.push((part, std::mem::take(&mut child)));
    }
    // `a > b`: it is said of b that its parent is a; read from the end, b comes first.
    parts.reverse();
    (!parts.is_empty() && parts.len() <= 12).then_some((parts, specificity))
}

/// The parts of a selector and the signs between them; what stands in brackets belongs to its part.
fn words(selector: &str) -> Vec<&str> {
    let (mut words, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, character) in selector.char_indices() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && (character == '>' || character.is_ascii_whitespace()) => {
                words.push(selector.get(start..at).unwrap_or_default());
                words.extend((character == '>').then_some(">"));
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
        if let Some((choice, wanted, most)) = Some(name).filter(|_| sign == ':').and_then(choice) {
            part.choices.push((choice, wanted));
            weight += most;
            rest = next;
            continue;
        }
        if name.is_empty() || name.contains(['~', '+', '(', ')', '\\', '*']) {
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

/// What `is(.a,.b)`, `where()` and `not()` name, whether one of it must hold, and how much it weighs; `None` for what is none
/// of these, or holds more than single parts.
fn choice(name: &str) -> Option<(Vec<Part>, bool, u32)> {
    /// Choices within choices are read by the same function.
    const DEEPEST: usize = 4;
    let (kind, inner) = name.split_once('(')?;
    let inner = inner.strip_suffix(')').filter(|inner| inner.matches('(').count() < DEEPEST)?;
    let wanted = match kind {
        "is" | "where" | "matches" | "-webkit-any" | "-moz-any" => true,
        "not" => false,
        _ => return None,
    };
    let whole = |each: &&str| !each.is_empty() && !each.contains(['>', '~', '+', ' ']);
    let parts: Vec<(Part, u32)> = split_outside_brackets(inner, ',')
        .into_iter()
        .map(|each| Some(each.trim()).filter(whole).and_then(part))
        .collect::<Option<_>>()?;
    let most = parts.iter().map(|(_, weight)| *weight).max().filter(|_| kind != "where");
    Some((parts.into_iter().map(|(part, _)| part).collect(), wanted, most.unwrap_or(0)))
}

/// Whether a media query holds on a screen of ordinary width.
fn applies(query: &str) -> bool {
    const WIDTH: f64 = 1280.0;
    query.split(',').any(|query| {
        let query = query.trim().to_ascii_lowercase();
        let negated = query.starts_with("not ");
        let medium = ["print", "speech", "tty", "braille"].iter().any(|medium| query.contains(medium));
        let limits = query.split('(').skip(1).all(|feature| {
            let Some((name, value)) = feature.split(')').next().unwrap_or_default().split_once(':') else {
                return true;
            };
            match (name.trim(), super::declare::pixels(value)) {
                ("min-width" | "min-device-width", Some(least)) => least <= WIDTH,
                ("max-width" | "max-device-width", Some(most)) => most >= WIDTH,
                ("prefers-color-scheme", _) => value.trim() == "light",
                _ => true,
            }
        });
        (limits && !medium) != negated
    })
}

fn without_comments(source: &str) -> String {
    let mut plain = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.replace("<!--", "").replace("-->", "")
}

/// Where the block that opens at `start` closes.
fn block_end(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    // The sheet ends within its last block.
    (depth == 1).then_some(text.len())
}
