//! Paragraph styles: which are headings, which carry a list, which belong to a table of contents.

use std::collections::HashMap;

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
    /// The text is formatted as hidden.
    pub hidden: bool,
}

/// The paragraph styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
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
        let styles =
            elements.iter().map(|(&name, _)| (name.to_owned(), resolved(xml, &elements, name))).collect();
        Self { styles, default }
    }

    /// The style of an identifier, or the default one.
    pub fn get(&self, name: Option<&str>) -> Option<&Style> {
        self.styles.get(name.or(self.default.as_deref())?)
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
            style.hidden |= xml.on(properties, "w", "vanish");
        }
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
