//! Style sheets of a page: which declarations reach which element.
//!
//! Rules whose selectors are not understood are left out. Custom properties (`var(--a)`) are put in where the page gives them
//! one value; what has several is not told.

use html5ever::local_name;

use std::collections::HashMap;

use super::custom::Custom;
use super::declare::{Declared, declarations, split_outside_brackets};
use super::positions::Work;
use super::selectors::{self, MAX_STEPS, Part, Selector};
use super::tree::{NodeId, NodeKind, Tree};
use crate::order::Order;
use crate::read::transfer::data_address;

/// Rules that are kept; those that say nothing about what is shown do not count.
const MAX_RULES: usize = 4_000;

/// Selectors of a rule within others, written out, are no longer than this.
const LONGEST_SELECTORS: usize = 2_000;

/// The rules of a page that concern what is shown.
#[derive(Debug, Default)]
pub struct Sheet {
    rules: Vec<StyleRule>,
    /// Rules by what the last part of their selector needs: an identifier, else a class, else a name, else nothing. All
    /// identifiers and classes of the page are here.
    by_identifier: HashMap<String, Vec<usize>>,
    by_class: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    of_any: Vec<usize>,
    /// The page takes styles from elsewhere, which are not known.
    pub others: bool,
    custom: Custom,
}

#[derive(Debug)]
struct StyleRule {
    selector: Selector,
    specificity: u32,
    ordinary: Declared,
    important: Declared,
}

/// What is known of a page while the styles of its elements are found.
#[derive(Debug, Default)]
pub struct Known<'t> {
    work: Work,
    /// What inline styles declare: office programs write the same few on thousands of elements.
    inline: HashMap<&'t str, (Declared, Declared)>,
}

impl Sheet {
    /// Of the style sheets of a page, in its order.
    pub fn of(tree: &Tree) -> Self {
        let mut sheet = Self::default();
        let mut sources = Vec::new();
        for id in (0..).take(tree.len()) {
            let NodeKind::Element { name, .. } = tree.kind(id) else { continue };
            let attribute = |name| tree.attribute(id, &name);
            if attribute(local_name!("style")).is_some_and(|style| style.contains("--")) {
                sheet.custom.add(attribute(local_name!("style")).unwrap_or_default());
            }
            let applies = || attribute(local_name!("media")).is_none_or(applies);
            match *name {
                local_name!("style") if applies() => {
                    let source: String = tree
                        .children(id)
                        .filter_map(|child| match tree.kind(child) {
                            NodeKind::Text(text) => Some(&**text),
                            _ => None,
                        })
                        .collect();
                    sources.push(without_comments(&source));
                }
                local_name!("link")
                    if attribute(local_name!("rel"))
                        .is_some_and(|rel| rel.eq_ignore_ascii_case("stylesheet")) =>
                {
                    match attribute(local_name!("href")).and_then(data_address) {
                        Some(source) if applies() => sources.push(without_comments(&source)),
                        Some(_) => {}
                        None => sheet.others = true,
                    }
                }
                _ => {}
            }
        }
        sheet.others |= sources.iter().any(|source| source.contains("@import"));
        sheet.custom.others = sheet.others;
        sources.iter().for_each(|source| sheet.custom.add(source));
        if !sources.is_empty() {
            sheet.add_names(tree);
        }
        for source in &sources {
            let source = sheet.custom.put_into(source).into_owned();
            sheet.add(&source);
        }
        sheet
    }

    /// Takes in the identifiers and classes of a page.
    fn add_names(&mut self, tree: &Tree) {
        let add = |names: &mut HashMap<String, Vec<usize>>, name: &str| {
            if !names.contains_key(name) {
                names.insert(name.to_owned(), Vec::new());
            }
        };
        for id in (0..).take(tree.len()) {
            if let Some(identifier) = tree.attribute(id, &local_name!("id")) {
                add(&mut self.by_identifier, identifier.trim());
            }
            let classes = tree.attribute(id, &local_name!("class")).unwrap_or_default();
            classes.split_ascii_whitespace().for_each(|class| add(&mut self.by_class, class));
        }
    }

    fn add(&mut self, source: &str) {
        let mut open = vec![source];
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

    /// Takes in a rule, as far as its selectors can name something: those of a portal's sheet are about all its pages, and
    /// most of what they need is nowhere in one of them.
    fn rule(&mut self, selectors: &str, body: &str) {
        let (ordinary, important) = declarations(body);
        if ordinary.is_empty() && important.is_empty() {
            return;
        }
        for selector in split_outside_brackets(selectors, ',') {
            let Some((selector, specificity)) = selectors::parse(selector.trim()) else { continue };
            let is_there = |part: &Part| {
                part.identifier.iter().all(|identifier| self.by_identifier.contains_key(identifier))
                    && part.classes.iter().all(|class| self.by_class.contains_key(class))
            };
            if !selector.parts().all(is_there) {
                continue;
            }
            if self.rules.len() >= MAX_RULES {
                return;
            }
            let Some(last) = selector.last() else { continue };
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
            self.rules.push(StyleRule { selector, specificity, ordinary, important });
        }
    }

    /// What the rules and the inline style say about an element.
    pub fn declared<'t>(&self, tree: &'t Tree, id: NodeId, page: &mut Known<'t>) -> Declared {
        let Known { work, inline } = page;
        let inline = match tree.attribute(id, &local_name!("style")) {
            Some(style) => *inline.entry(style).or_insert_with(|| declarations(&self.custom.put_into(style))),
            None => Default::default(),
        };
        let mut matching: Vec<(u32, usize)> = Vec::new();
        if !self.rules.is_empty() && work.steps < MAX_STEPS {
            let mut consider = |rules: Option<&Vec<usize>>| {
                for &at in rules.into_iter().flatten() {
                    if let Some(rule) = self.rules.get(at)
                        && rule.selector.names(tree, id, work)
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
