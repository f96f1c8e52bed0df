//! XML parts of office documents as a small tree.
//!
//! The tree borrows from its source, lies in one flat list and is bounded in depth and size. Attributes are read when they
//! are asked for: most of an office document's are about its looks, and nobody asks. Entities that a document declares
//! itself are never expanded.

use std::borrow::Cow;
use std::collections::HashMap;
use std::num::NonZeroU32;

use memchr::{memchr, memchr3, memmem, memrchr, memrchr3};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::events::{BytesStart, Event};

use super::meter::{Limit, Meter};

/// Index of a node in its [`Xml`].
pub type Id = u32;

/// The root, parent of the document's element.
pub const ROOT: Id = 0;

/// A parsed part.
#[derive(Debug, Default)]
pub struct Xml<'s> {
    nodes: Vec<Node<'s>>,
    /// Attributes with entities or line ends in their values, by element: its node, the local name and the value.
    escaped: Vec<(Id, &'s str, String)>,
    /// Local names of elements; nodes hold their index.
    names: Vec<Box<str>>,
    indexes: HashMap<Box<str>, u32>,
    /// Names that were asked for last, by a few of their bits: one more than their index. Parts use few names.
    recent: Vec<u32>,
    bindings: Bindings,
    /// The text ended before its elements did, or is no XML from somewhere on; what came before is here.
    pub damaged: bool,
}

/// A node; a large part has millions of them, so it is kept small (40 bytes).
#[derive(Debug)]
struct Node<'s> {
    kind: XmlNode<'s>,
    first_child: Option<NonZeroU32>,
    last_child: Option<NonZeroU32>,
    next: Option<NonZeroU32>,
}

#[derive(Debug)]
enum XmlNode<'s> {
    Text(Cow<'s, str>),
    Element {
        /// Index of the short name of the namespace, see [`space`].
        space: u8,
        name: u32,
        /// All its attributes as written.
        attributes: &'s str,
    },
}

/// Short names for the namespaces that matter: Office Open XML transitional, strict and 2003, OpenDocument, SpreadsheetML 2003.
fn short_name(uri: &str) -> &'static str {
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main"
        | "http://schemas.microsoft.com/office/word/2003/wordml" => "w",
        "http://schemas.microsoft.com/office/word/2003/auxHint" => "wx",
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        | "http://purl.oclc.org/ooxml/spreadsheetml/main" => "x",
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => "mc",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape" => "wps",
        "http://schemas.openxmlformats.org/drawingml/2006/main"
        | "http://purl.oclc.org/ooxml/drawingml/main" => "a",
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => "m",
        "urn:schemas-microsoft-com:vml" => "v",
        "urn:schemas-microsoft-com:office:spreadsheet" => "ss",
        "http://schemas.microsoft.com/office/2006/xmlPackage" => "pkg",
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => "office",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => "text",
        // The second is LibreOffice's own for tables in shapes.
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        | "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" => "table",
        "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => "draw",
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => "style",
        "urn:oasis:names:tc:opendocument:xmlns:meta:1.0" => "meta",
        "http://purl.org/dc/elements/1.1/" => "dc",
        "http://purl.org/dc/terms/" => "dcterms",
        _ => "",
    }
}

/// The short names, for nodes to hold their index.
const SPACES: [&str; 19] = [
    "", "w", "wx", "x", "mc", "wps", "a", "m", "v", "ss", "pkg", "office", "text", "table", "draw", "style",
    "meta", "dc", "dcterms",
];

/// The index of the short name of a namespace; 0 for all others.
fn space(uri: &str) -> u8 {
    let name = short_name(uri);
    SPACES.iter().position(|known| *known == name).and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
}

/// The namespaces that prefixes stand for, the innermost last.
///
/// Office programs declare some thirty prefixes on the root and use two or three: what was found last is asked first.
#[derive(Debug, Default)]
struct Bindings {
    list: Vec<(Box<str>, u8)>,
    /// The last answer, until a declaration comes or goes.
    last: Option<(Box<str>, u8)>,
}

impl Bindings {
    /// Declarations that count at one place; documents have some forty.
    const MOST: usize = 1_000;

    /// Takes in a declaration: `xmlns="…"` or `xmlns:prefix="…"`.
    fn declare(&mut self, attribute: &Attribute) {
        let prefix = match attribute.key.into_inner().strip_prefix("xmlns") {
            Some("") => "",
            Some(prefix) if prefix.starts_with(':') => prefix.get(1..).unwrap_or_default(),
            _ => return,
        };
        if self.list.len() >= Self::MOST {
            return;
        }
        self.list.push((prefix.into(), space(&attribute.value)));
        self.last = None;
    }

    /// Drops the declarations of an element that ended.
    fn truncate(&mut self, length: usize) {
        if length < self.list.len() {
            self.list.truncate(length);
            self.last = None;
        }
    }

    /// The index of the short name of a prefix's namespace.
    fn space(&mut self, prefix: &str) -> u8 {
        if let Some((last, space)) = &self.last
            && **last == *prefix
        {
            return *space;
        }
        let found = self.list.iter().rev().find(|(each, _)| **each == *prefix);
        let space = found.map_or(0, |(_, space)| *space);
        self.last = Some((prefix.into(), space));
        space
    }
}

/// The attributes of a tag as written, whether one may not mean what is written, and whether one may declare a namespace.
struct Written<'s> {
    attributes: &'s str,
    may_be_escaped: bool,
    may_declare: bool,
}

/// Bytes of a part for each of its nodes, with all their attributes: the list of them is seldom moved while it grows.
const NODE_LENGTH: usize = 24;

/// For no more nodes than these is there room from the beginning.
const MOST_EXPECTED: usize = 1 << 16;

impl<'s> Xml<'s> {
    /// Parses a part, as far as the meter goes. Malformed XML is no error: see [`Xml::damaged`].
    pub fn parse(source: &'s str, meter: &Meter) -> Self {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        // No tag behind the last one has to be searched for more.
        let (last_escape, last_declaration) = (last_escape(source), last_declaration(source));
        let expected = (source.len() / NODE_LENGTH).min(MOST_EXPECTED);
        let mut xml = Self { nodes: Vec::with_capacity(expected), ..Self::default() };
        xml.add(None, XmlNode::Text(Cow::Borrowed("")));
        // Elements that are open, each with the number of namespaces declared outside it.
        let mut open: Vec<(Id, usize)> = vec![(ROOT, 0)];
        // Elements that are too deep and were passed over.
        let mut passed_over = 0_usize;
        // Ends, comments and the like are work as well, but make nothing.
        while !meter.is_over(Limit::Nodes) {
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(_) => {
                    xml.damaged = true;
                    break;
                }
            };
            let parent = open.last().map(|(id, _)| *id);
            // The attributes of a tag that was just read, in the source: they end before its `>` or `/>`.
            let after = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let written = |start: &BytesStart, close: usize| {
                let end = after.saturating_sub(close);
                let at = end.saturating_sub(start.attributes_raw().len());
                Written {
                    attributes: source.get(at..end).unwrap_or_default(),
                    may_be_escaped: last_escape.is_some_and(|last| at <= last),
                    may_declare: last_declaration.is_some_and(|last| at <= last),
                }
            };
            match event {
                Event::Start(_) if passed_over > 0 || !meter.allows(Limit::Depth, open.len()) => {
                    meter.cut(Limit::Depth);
                    passed_over += 1;
                }
                Event::Start(start) => {
                    let declared = xml.bindings.list.len();
                    match xml.element(parent, &start, written(&start, 1), meter) {
                        Some(id) => open.push((id, declared)),
                        None => xml.bindings.truncate(declared),
                    }
                }
                Event::Empty(start) => {
                    let declared = xml.bindings.list.len();
                    xml.element(parent, &start, written(&start, 2), meter);
                    xml.bindings.truncate(declared);
                }
                Event::End(_) => {
                    if passed_over > 0 {
                        passed_over -= 1;
                    } else if open.len() > 1
                        && let Some((_, declared)) = open.pop()
                    {
                        xml.bindings.truncate(declared);
                    }
                }
                Event::Text(text) => xml.text(parent, text.into_inner(), meter),
                Event::CData(text) => xml.text(parent, text.into_inner(), meter),
                Event::GeneralRef(reference) => {
                    let resolved = match reference.resolve_char_ref() {
                        Ok(Some(character)) => Some(Cow::Owned(character.to_string())),
                        _ => predefined(&reference.into_inner()).map(Cow::Borrowed),
                    };
                    if let Some(text) = resolved {
                        xml.text(parent, text, meter);
                    }
                }
                Event::Eof => {
                    xml.damaged |= open.len() > 1;
                    break;
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        xml
    }

    fn add(&mut self, parent: Option<Id>, kind: XmlNode<'s>) -> Id {
        let id = Id::try_from(self.nodes.len()).unwrap_or(Id::MAX);
        self.nodes.push(Node { kind, first_child: None, last_child: None, next: None });
        // Only the root is 0, and it is nobody's child.
        let link = NonZeroU32::new(id);
        let last = parent.and_then(|parent| self.nodes.get_mut(parent as usize)).and_then(|parent| {
            parent.first_child = parent.first_child.or(link);
            std::mem::replace(&mut parent.last_child, link)
        });
        if let Some(last) = last.and_then(|last| self.nodes.get_mut(last.get() as usize)) {
            last.next = link;
        }
        id
    }

    fn index(&mut self, name: &str) -> u32 {
        const RECENT: usize = 256;
        // Length, first, middle and last byte tell the names of office documents apart.
        let bytes = name.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
        let bits =
            byte(0) * 7 + byte(name.len() / 2) * 31 + byte(name.len().saturating_sub(1)) * 3 + name.len();
        let slot = bits % RECENT;
        if let Some(index) = self.recent.get(slot).and_then(|index| index.checked_sub(1))
            && self.names.get(index as usize).is_some_and(|known| **known == *name)
        {
            return index;
        }
        let index = match self.indexes.get(name) {
            Some(&index) => index,
            None => {
                let index = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
                self.names.push(name.into());
                self.indexes.insert(name.into(), index);
                index
            }
        };
        self.recent.resize(RECENT, 0);
        if let Some(place) = self.recent.get_mut(slot) {
            *place = index.saturating_add(1);
        }
        index
    }

    /// Adds an element with its attributes, which cost as much as so many nodes of their length.
    fn element(
        &mut self,
        parent: Option<Id>,
        start: &BytesStart,
        Written { attributes, may_be_escaped, may_declare }: Written<'s>,
        meter: &Meter,
    ) -> Option<Id> {
        /// Bytes of an attribute, more or less.
        const LENGTH: usize = 32;
        if !meter.pay(Limit::Nodes, 1 + attributes.len() / LENGTH) {
            return None;
        }
        if may_declare && attributes.contains(DECLARATION) {
            read(attributes).for_each(|attribute| self.bindings.declare(&attribute));
        }
        let id = Id::try_from(self.nodes.len()).unwrap_or(Id::MAX);
        if may_be_escaped && is_escaped(attributes) {
            for attribute in read(attributes).filter(|attribute| is_escaped(&attribute.value)) {
                let value =
                    attribute.normalized_value(XmlVersion::Explicit1_0).unwrap_or_default().into_owned();
                self.escaped.push((id, attribute.key.local_name().into_inner(), value));
            }
        }
        let name = start.name().into_inner();
        // Names are short: going through their bytes is less than looking for a character in a text.
        let (prefix, local) = match name.bytes().position(|byte| byte == b':') {
            Some(at) => (name.get(..at).unwrap_or_default(), name.get(at + 1..).unwrap_or_default()),
            None => ("", name),
        };
        let (space, name) = (self.bindings.space(prefix), self.index(local));
        Some(self.add(parent, XmlNode::Element { space, name, attributes }))
    }

    fn text(&mut self, parent: Option<Id>, text: Cow<'s, str>, meter: &Meter) {
        if !text.is_empty() && meter.pay(Limit::Nodes, 1) {
            self.add(parent, XmlNode::Text(text));
        }
    }

    /// The document's element.
    pub fn root(&self) -> Option<Id> {
        self.children(ROOT).find(|&id| self.text_of(id).is_none())
    }

    /// Children from first to last, texts included.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let first = self.nodes.get(id as usize).and_then(|node| node.first_child);
        let next = |child: &NonZeroU32| self.nodes.get(child.get() as usize).and_then(|node| node.next);
        std::iter::successors(first, next).map(NonZeroU32::get)
    }

    /// The first child element of a name.
    pub fn child(&self, id: Id, space: &str, name: &str) -> Option<Id> {
        self.children(id).find(|&child| self.is(child, space, name))
    }

    /// Whether a node is an element of a namespace and name.
    pub fn is(&self, id: Id, space: &str, name: &str) -> bool {
        self.name(id) == (space, name)
    }

    /// All elements of a namespace and name, wherever they are.
    pub fn named(&self, space: &str, name: &str) -> impl Iterator<Item = Id> {
        let space = SPACES.iter().position(|known| *known == space);
        let wanted = space.zip(self.indexes.get(name).copied());
        let is_named = move |node: &Node| match node.kind {
            XmlNode::Element { space, name, .. } => wanted == Some((usize::from(space), name)),
            XmlNode::Text(_) => false,
        };
        (0..).zip(&self.nodes).filter(move |(_, node)| is_named(node)).map(|(id, _)| id)
    }

    /// Namespace and local name of an element; two empty strings for texts.
    pub fn name(&self, id: Id) -> (&'static str, &str) {
        match self.nodes.get(id as usize).map(|node| &node.kind) {
            Some(XmlNode::Element { space, name, .. }) => {
                let space = SPACES.get(usize::from(*space)).copied().unwrap_or_default();
                (space, self.names.get(*name as usize).map_or("", |name| &**name))
            }
            _ => ("", ""),
        }
    }

    /// The text of a text node.
    pub fn text_of(&self, id: Id) -> Option<&str> {
        match &self.nodes.get(id as usize)?.kind {
            XmlNode::Text(text) => Some(text),
            XmlNode::Element { .. } => None,
        }
    }

    /// An attribute by its local name.
    pub fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let [value] = self.attributes(id, [name]);
        value
    }

    /// Attributes by their local names, looked for together: the first of each name counts.
    pub fn attributes<const N: usize>(&self, id: Id, names: [&str; N]) -> [Option<&str>; N] {
        let (mut values, mut found) = ([None; N], [false; N]);
        let Some(XmlNode::Element { attributes, .. }) = self.nodes.get(id as usize).map(|node| &node.kind)
        else {
            return values;
        };
        for attribute in read(attributes) {
            let local = attribute.key.local_name().into_inner();
            let mut places = names.iter().zip(found.iter_mut().zip(values.iter_mut()));
            if let Some((_, (found, value))) = places.find(|(name, _)| **name == local)
                && !std::mem::replace(found, true)
            {
                *value = match attribute.value {
                    Cow::Borrowed(value) if self.escaped.is_empty() || !is_escaped(value) => Some(value),
                    _ => self.unescaped(id, local),
                };
            }
            if found.iter().all(|found| *found) {
                break;
            }
        }
        values
    }

    /// What an attribute with entities or line ends in its value means.
    fn unescaped(&self, id: Id, name: &str) -> Option<&str> {
        let own = self.escaped.iter().skip(self.escaped.partition_point(|(of, ..)| *of < id));
        let mut own = own.take_while(|(of, ..)| *of == id);
        own.find(|(_, local, _)| *local == name).map(|(.., value)| value.as_str())
    }

    /// The `val` attribute of a child element, as Word's properties have it.
    pub fn value(&self, id: Id, space: &str, name: &str) -> Option<&str> {
        self.attribute(self.child(id, space, name)?, "val")
    }

    /// Whether a property that is either there or not is on: `<w:b/>`, not `<w:b w:val="0"/>`.
    pub fn on(&self, id: Id, space: &str, name: &str) -> bool {
        self.child(id, space, name).is_some_and(|property| {
            !matches!(self.attribute(property, "val"), Some("0" | "false" | "off" | "none"))
        })
    }

    /// The text directly in an element.
    pub fn own_text(&self, id: Id) -> String {
        self.children(id).filter_map(|child| self.text_of(child)).collect()
    }

    /// All text in an element.
    pub fn all_text(&self, id: Id) -> String {
        let mut text = String::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            text.push_str(self.text_of(id).unwrap_or_default());
            let children: Vec<Id> = self.children(id).collect();
            open.extend(children.into_iter().rev());
        }
        text
    }
}

/// The attributes of a tag, without what is malformed.
fn read(attributes: &str) -> impl Iterator<Item = Attribute<'_>> {
    let mut all = Attributes::new(attributes, 0);
    all.with_checks(false);
    all.flatten()
}

/// What a declaration of a namespace begins with.
const DECLARATION: &str = "xmlns";

/// Where the last declaration of a namespace stands: nearly all are in the first element.
fn last_declaration(source: &str) -> Option<usize> {
    memmem::find_iter(source.as_bytes(), DECLARATION).last()
}

/// Whether a value does not mean what is written: entities, white space that becomes a space.
fn is_escaped(value: &str) -> bool {
    memchr3(b'&', b'\t', b'\n', value.as_bytes()).or_else(|| memchr(b'\r', value.as_bytes())).is_some()
}

/// Where the last character stands for which a value does not mean what is written.
fn last_escape(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    memrchr3(b'&', b'\t', b'\n', bytes).max(memrchr(b'\r', bytes))
}

fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    #[test]
    fn names_attributes_and_text() {
        let source = format!(
            "<?xml version='1.0'?><a:x xmlns:a='{W}'><a:y a:val='1&amp;2'/>甲&#x4e59;<![CDATA[<]]>&lt;</a:x>"
        );
        let xml = Xml::parse(&source, &Meter::default());
        let root = xml.root().unwrap();
        assert!(xml.is(root, "w", "x") && !xml.damaged);
        assert_eq!(xml.value(root, "w", "y"), Some("1&2"));
        assert_eq!(xml.all_text(root), "甲乙<<");
    }

    #[test]
    fn prefixes_stand_for_what_the_innermost_declaration_says() {
        const S: &str = "urn:schemas-microsoft-com:office:spreadsheet";
        let source = format!(
            "<a xmlns='{W}' xmlns:s='{S}'><b/><s:b/><c xmlns='{S}' xmlns:s='{W}'><b/><s:b/></c><b/><s:b/><t:b/></a>"
        );
        let xml = Xml::parse(&source, &Meter::default());
        let names = |id| -> Vec<(&str, &str)> { xml.children(id).map(|child| xml.name(child)).collect() };
        let root = xml.root().unwrap();
        assert_eq!(xml.name(root), ("w", "a"));
        assert_eq!(names(root), [("w", "b"), ("ss", "b"), ("ss", "c"), ("w", "b"), ("ss", "b"), ("", "b")]);
        assert_eq!(names(xml.child(root, "ss", "c").unwrap()), [("ss", "b"), ("w", "b")]);
    }

    #[test]
    fn entities_of_the_document_are_not_expanded() {
        let source = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'>]><a>甲&c;&c;乙</a>";
        let xml = Xml::parse(source, &Meter::default());
        assert_eq!(xml.all_text(ROOT), "甲乙");
    }

    #[test]
    fn depth_is_bounded_and_damage_noticed() {
        let deep = format!("{}乙{}丙", "<a>".repeat(10_000), "</a>".repeat(10_000));
        let meter = Meter::default();
        let xml = Xml::parse(&deep, &meter);
        assert!(meter.is_over(Limit::Depth) && !xml.damaged);
        assert_eq!((xml.all_text(ROOT).as_str(), xml.nodes.len()), ("乙丙", 403));
        let xml = Xml::parse("<a><b>甲</b><c", &Meter::default());
        assert!(xml.damaged);
        assert_eq!(xml.all_text(ROOT), "甲");
    }
}
