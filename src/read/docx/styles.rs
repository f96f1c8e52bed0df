//! Styles: which are headings, which carry a list, which belong to a table of contents, how their text looks.

use std::collections::HashMap;

use super::look::{Look, is_coloured};
use crate::read::visible::is_deletion_style;
use crate::read::xml::{Id, Xml};

/// What a style, with those it is based on, says about its paragraphs.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// Level of heading, 1 the highest.
    pub heading: Option<u8>,
    /// A line of a table of contents.
    pub contents_line: bool,
    /// Number of the list and the level in it.
    pub list: Option<(String, usize)>,
    /// How its text looks.
    pub look: Look,
    /// A background other than white stands behind its text, or can: of a table style, behind some of its rows.
    pub coloured: bool,
}

/// The paragraph styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
    /// How text looks that no style says anything of.
    look: Look,
}

/// Styles that are based on one another, at most this many.
const LONGEST_CHAIN: usize = 20;

impl Styles {
    /// Reads the `w:styles` element.
    pub fn read(xml: &Xml, root: Id) -> Self {
        let mut elements: HashMap<&str, Id> = HashMap::new();
        let mut default = None;
        for style in xml.children(root).filter(|&child| xml.is(child, "w", "style")) {
            let Some(name) = xml.attribute(style, "styleId") else { continue };
            elements.entry(name).or_insert(style);
            let is_default = matches!(xml.attribute(style, "default"), Some("1" | "true" | "on"));
            if is_default && xml.attribute(style, "type") == Some("paragraph") {
                default = Some(name.to_owned());
            }
        }
        let look = xml
            .child(root, "w", "docDefaults")
            .and_then(|defaults| xml.child(defaults, "w", "rPrDefault"))
            .and_then(|default| xml.child(default, "w", "rPr"))
            .map(|properties| Look::of(xml, properties))
            .unwrap_or_default();
        let styles =
            elements.iter().map(|(&name, _)| (name.to_owned(), resolved(xml, &elements, name))).collect();
        Self { styles, default, look }
    }

    /// The style of an identifier, or the default one.
    pub fn get(&self, name: Option<&str>) -> Option<&Style> {
        self.styles.get(name.or(self.default.as_deref())?)
    }

    /// A style of characters or of tables.
    pub fn named(&self, name: &str) -> Option<&Style> {
        self.styles.get(name)
    }

    /// How text of a paragraph style and a character style looks before its own properties.
    pub fn look(&self, paragraph: Option<&Style>, characters: Option<&str>) -> Look {
        let paragraph = paragraph.map(|style| style.look.clone()).unwrap_or_default();
        let characters = characters.and_then(|name| self.named(name)).map(|style| style.look.clone());
        self.look.clone().under(&paragraph.with_style(&characters.unwrap_or_default()))
    }
}

/// A style with what it inherits.
fn resolved(xml: &Xml, elements: &HashMap<&str, Id>, name: &str) -> Style {
    let mut style = Style::default();
    let (mut number, mut level, mut outline) = (None, None, None);
    let mut next = Some(name);
    for _ in 0..LONGEST_CHAIN {
        let Some(&element) = next.and_then(|name| elements.get(name)) else { break };
        let title = xml.value(element, "w", "name").unwrap_or_default().to_lowercase();
        style.contents_line |= is_contents_line(&title);
        if outline.is_none() {
            outline = heading_of_name(&title);
        }
        if let Some(properties) = xml.child(element, "w", "pPr") {
            if let Some(value) = xml.value(properties, "w", "outlineLvl") {
                // A level given here counts before a name further up.
                style.heading = style.heading.or_else(|| heading_of_outline(value));
            }
            if let Some(list) = xml.child(properties, "w", "numPr") {
                number = number.or_else(|| xml.value(list, "w", "numId").map(str::to_owned));
                level = level.or_else(|| xml.value(list, "w", "ilvl").and_then(|level| level.parse().ok()));
            }
        }
        if let Some(properties) = xml.child(element, "w", "rPr") {
            // What a style says counts before what those say that it is based on.
            style.look = Look::of(xml, properties).under(&style.look);
        }
        if is_deletion_style(&title) && xml.attribute(element, "type") == Some("character") {
            style.look = style.look.deleted();
        }
        style.coloured |= has_shading(xml, element);
        next = xml.value(element, "w", "basedOn");
    }
    style.heading = style.heading.or(outline);
    style.list = number.map(|number| (number, level.unwrap_or(0)));
    style
}

/// Word's own styles keep their English names in every language; WPS writes the same.
fn heading_of_name(name: &str) -> Option<u8> {
    let number = name.strip_prefix("heading ").or_else(|| name.strip_prefix("标题 "))?;
    number.parse().ok().filter(|level| (1..=6).contains(level))
}

/// The heading of an outline level, which counts from 0; 9 is body text.
pub fn heading_of_outline(value: &str) -> Option<u8> {
    value.parse::<u8>().ok().filter(|&level| level < 6).map(|level| level + 1)
}

fn is_contents_line(name: &str) -> bool {
    name.strip_prefix("toc ")
        .or_else(|| name.strip_prefix("目录 "))
        .is_some_and(|rest| rest.parse::<u8>().is_ok())
}

/// Whether a style states a background other than white anywhere.
fn has_shading(xml: &Xml, style: Id) -> bool {
    let mut open = vec![style];
    while let Some(id) = open.pop() {
        if xml.is(id, "w", "shd") && is_coloured(xml, id) {
            return true;
        }
        open.extend(xml.children(id));
    }
    false
}
