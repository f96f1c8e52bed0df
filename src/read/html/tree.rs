//! The tree of an HTML text as a browser would build it (html5ever), in one flat arena.
//!
//! The arena keeps the tree free of recursion when it is dropped, and a guard in front of the tree builder keeps
//! hostile inputs (thousands of nested elements, millions of reopened `<font>`s) linear.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::rc::Rc;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, QualName};

use super::{tags, tokens};
use crate::read::meter::{Limit, Meter};

/// Index of a node in [`Tree::nodes`].
pub type NodeId = u32;

/// The document node, parent of all.
pub const ROOT: NodeId = 0;

/// What a node is.
#[derive(Debug, Clone, Default)]
pub enum NodeKind {
    /// Document, comment, doctype: without text.
    #[default]
    Other,
    /// A run of text.
    Text(StrTendril),
    /// An element with its name and attributes.
    Element {
        /// Local name in lower case.
        name: LocalName,
        /// Attributes as written: where they begin among those of the tree, and how many there are.
        attributes: (u32, u32),
    },
}

/// One node with its links, in 48 bytes: a page of a few megabytes can have a million of them.
#[derive(Debug, Clone)]
pub struct Node {
    /// What the node is.
    pub kind: NodeKind,
    parent: Link,
    first_child: Link,
    last_child: Link,
    previous: Link,
    next: Link,
    depth: u32,
}

/// A node or none, in the space of an index.
#[derive(Debug, Clone, Copy, Default)]
struct Link(Option<NonZeroU32>);

impl From<Option<NodeId>> for Link {
    fn from(id: Option<NodeId>) -> Self {
        Self(id.and_then(|id| NonZeroU32::new(id.wrapping_add(1))))
    }
}

impl Link {
    fn id(self) -> Option<NodeId> {
        self.0.map(|number| number.get() - 1)
    }
}

/// A parsed document.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    /// The attributes of all elements, those of one beside each other.
    attributes: Vec<Attribute>,
    /// What an index that is not in the arena has.
    none: NodeKind,
}

impl Tree {
    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node of an index that this tree gave out.
    pub fn kind(&self, id: NodeId) -> &NodeKind {
        self.nodes.get(id as usize).map_or(&self.none, |node| &node.kind)
    }

    /// Children from first to last.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), |&child| self.next(child))
    }

    /// The first child.
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        get(&self.nodes, Some(id)).and_then(|node| node.first_child.id())
    }

    /// What follows under the same parent.
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        get(&self.nodes, Some(id)).and_then(|node| node.next.id())
    }

    /// The element that stands before under the same parent.
    pub fn element_before(&self, id: NodeId) -> Option<NodeId> {
        let before = |id: NodeId| get(&self.nodes, Some(id)).and_then(|node| node.previous.id());
        std::iter::successors(before(id), |&id| before(id)).find(|&id| !self.name(id).is_empty())
    }

    /// The parent.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        get(&self.nodes, Some(id)).and_then(|node| node.parent.id())
    }

    /// The element's name, `""` for other nodes.
    pub fn name(&self, id: NodeId) -> &str {
        match self.kind(id) {
            NodeKind::Element { name, .. } => name,
            _ => "",
        }
    }

    /// Whether a node is an element of a name: names are numbers, and compared as such.
    pub fn is(&self, id: NodeId, wanted: &LocalName) -> bool {
        matches!(self.kind(id), NodeKind::Element { name, .. } if name == wanted)
    }

    /// An attribute of an element.
    pub fn attribute(&self, id: NodeId, wanted: &LocalName) -> Option<&str> {
        let own = self.attributes(id).iter().find(|attribute| attribute.name.local == *wanted);
        own.map(|attribute| &*attribute.value)
    }

    /// An attribute of an element, by a name that is not known before.
    pub fn attribute_named(&self, id: NodeId, wanted: &str) -> Option<&str> {
        let own = self.attributes(id).iter().find(|attribute| &*attribute.name.local == wanted);
        own.map(|attribute| &*attribute.value)
    }

    /// The attributes of an element.
    pub fn attributes(&self, id: NodeId) -> &[Attribute] {
        match self.kind(id) {
            NodeKind::Element { attributes, .. } => attributes_at(&self.attributes, *attributes),
            _ => &[],
        }
    }
}

/// Parses a document or a fragment.
pub fn parse(html: &str, meter: &Meter) -> Tree {
    let html = &*tags::bounded(html, meter);
    // A text and an element for each tag, and no copy of the nodes while they become more.
    let expected =
        (memchr::memchr_iter(b'<', html.as_bytes()).count() * 2 + 8).min(meter.left(Limit::Nodes) + 1);
    let builder = TreeBuilder::new(
        Sink::with_room(expected),
        TreeBuilderOpts { scripting_enabled: true, drop_doctype: true, ..TreeBuilderOpts::default() },
    );
    let guard = Guard { builder, dropped: RefCell::default(), meter: meter.clone() };
    tokens::tokenize(html, &guard);
    let tree = guard.builder.sink.finish();
    meter.pay(Limit::Nodes, tree.len());
    tree
}

/// Stands between tokenizer and tree builder and drops what would make the tree too deep or too large.
struct Guard {
    builder: TreeBuilder<Handle, Sink>,
    dropped: RefCell<HashMap<LocalName, u32>>,
    meter: Meter,
}

/// Elements that change how the tokenizer goes on, or that never have children: always handed on.
fn must_pass(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "title"
            | "textarea"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "plaintext"
            | "br"
            | "img"
            | "hr"
            | "input"
            | "meta"
            | "link"
            | "col"
            | "base"
            | "wbr"
            | "area"
            | "embed"
    )
}

impl Guard {
    fn admits(&self, tag: &Tag) -> bool {
        match tag.kind {
            TagKind::StartTag => {
                if self.meter.allows(Limit::Depth, self.builder.sink.depth.get() as usize)
                    || must_pass(&tag.name)
                {
                    return true;
                }
                if !tag.self_closing {
                    *self.dropped.borrow_mut().entry(tag.name.clone()).or_default() += 1;
                }
                self.meter.cut(Limit::Depth);
                false
            }
            TagKind::EndTag => {
                let mut dropped = self.dropped.borrow_mut();
                match dropped.get_mut(&tag.name) {
                    Some(count) if *count > 0 => {
                        *count -= 1;
                        false
                    }
                    _ => true,
                }
            }
        }
    }
}

impl tokens::Spare for Guard {
    fn spare(&self) -> Vec<Attribute> {
        self.builder.sink.spare.take()
    }
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        if self.builder.sink.nodes.borrow().len() >= self.meter.left(Limit::Nodes)
            && !matches!(token, Token::EOFToken)
        {
            self.meter.cut(Limit::Nodes);
            return TokenSinkResult::Continue;
        }
        match &token {
            Token::TagToken(tag) if !self.admits(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line_number),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// What the tree builder holds of a node: its index, and for elements their full name.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    name: Option<Rc<QualName>>,
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    attributes: RefCell<Vec<Attribute>>,
    /// A list of attributes that was emptied, for the next tag.
    spare: RefCell<Vec<Attribute>>,
    names: RefCell<Names>,
    /// Depth of the element that was appended last, less what was popped since: where the builder stands now.
    depth: Cell<u32>,
    nameless: Rc<QualName>,
}

impl Sink {
    fn with_room(expected: usize) -> Self {
        let mut nodes = Vec::with_capacity(expected);
        nodes.push(new_node(NodeKind::Other));
        let nameless = QualName::new(None, html5ever::ns!(), html5ever::local_name!(""));
        Self {
            nodes: RefCell::new(nodes),
            attributes: RefCell::default(),
            spare: RefCell::default(),
            names: RefCell::default(),
            depth: Cell::new(0),
            nameless: Rc::new(nameless),
        }
    }
}

/// Most attributes that html and body have together with those of further such tags in a page; a page of programs that were
/// put together has a few of each.
const MOST_MERGED: u32 = 64;

/// The attributes of an element among those of its tree.
fn attributes_at(all: &[Attribute], (from, number): (u32, u32)) -> &[Attribute] {
    all.get(from as usize..from as usize + number as usize).unwrap_or_default()
}

/// The full names that were given out last, by a few of their bits: a page has few, and each many times.
#[derive(Default)]
struct Names(Vec<Option<Rc<QualName>>>);

impl Names {
    fn of(&mut self, name: QualName) -> Rc<QualName> {
        const SIZE: usize = 64;
        self.0.resize(SIZE, None);
        let slot = name.local.get_hash() as usize % SIZE;
        let Some(known) = self.0.get_mut(slot) else { return Rc::new(name) };
        match known {
            Some(known) if **known == name => Rc::clone(known),
            _ => Rc::clone(known.insert(Rc::new(name))),
        }
    }
}

fn new_node(kind: NodeKind) -> Node {
    let none = Link::default();
    Node { kind, parent: none, first_child: none, last_child: none, previous: none, next: none, depth: 0 }
}

fn get(nodes: &[Node], id: Option<NodeId>) -> Option<&Node> {
    nodes.get(id? as usize)
}

fn get_mut(nodes: &mut [Node], id: Option<NodeId>) -> Option<&mut Node> {
    nodes.get_mut(id? as usize)
}

/// Takes a node out of its parent's list of children.
fn unlink(nodes: &mut [Node], id: NodeId) {
    let Some(node) = get_mut(nodes, Some(id)) else { return };
    let taken = |link: &mut Link| std::mem::take(link);
    let (parent, previous, next) =
        (taken(&mut node.parent), taken(&mut node.previous), taken(&mut node.next));
    match get_mut(nodes, previous.id()) {
        Some(node) => node.next = next,
        None => {
            if let Some(node) = get_mut(nodes, parent.id()) {
                node.first_child = next;
            }
        }
    }
    match get_mut(nodes, next.id()) {
        Some(node) => node.previous = previous,
        None => {
            if let Some(node) = get_mut(nodes, parent.id()) {
                node.last_child = previous;
            }
        }
    }
}

/// Links a node under `parent`, before `before` or at the end.
fn link(nodes: &mut [Node], parent: NodeId, id: NodeId, before: Option<NodeId>) {
    unlink(nodes, id);
    let previous = place_before(nodes, parent, before);
    let depth = get(nodes, Some(parent)).map_or(0, |node| node.depth).saturating_add(1);
    if let Some(node) = get_mut(nodes, Some(id)) {
        node.parent = Some(parent).into();
        node.previous = previous.into();
        node.next = before.into();
        node.depth = depth;
    }
    let own = Link::from(Some(id));
    match get_mut(nodes, previous) {
        Some(node) => node.next = own,
        None => {
            if let Some(node) = get_mut(nodes, Some(parent)) {
                node.first_child = own;
            }
        }
    }
    match get_mut(nodes, before) {
        Some(node) => node.previous = own,
        None => {
            if let Some(node) = get_mut(nodes, Some(parent)) {
                node.last_child = own;
            }
        }
    }
}

/// What stands under `parent` right before `before`, or at its end.
fn place_before(nodes: &[Node], parent: NodeId, before: Option<NodeId>) -> Option<NodeId> {
    match before {
        Some(_) => get(nodes, before).and_then(|node| node.previous.id()),
        None => get(nodes, Some(parent)).and_then(|node| node.last_child.id()),
    }
}

impl Sink {
    /// Takes attributes out of a list; where they are now.
    fn keep(&self, attributes: &mut Vec<Attribute>) -> (u32, u32) {
        let mut all = self.attributes.borrow_mut();
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let own = (number(all.len()), number(attributes.len()));
        all.append(attributes);
        own
    }

    fn add(&self, kind: NodeKind) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(new_node(kind));
        NodeId::try_from(nodes.len() - 1).unwrap_or(NodeId::MAX)
    }

    fn insert(&self, parent: NodeId, child: NodeOrText<Handle>, before: Option<NodeId>) {
        let id = match child {
            NodeOrText::AppendNode(handle) => handle.id,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let previous = place_before(&nodes, parent, before);
                if let Some(Node { kind: NodeKind::Text(existing), .. }) = get_mut(&mut nodes, previous) {
                    existing.push_tendril(&text);
                    return;
                }
                drop(nodes);
                self.add(NodeKind::Text(text))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        link(&mut nodes, parent, id, before);
        if let Some(Node { kind: NodeKind::Element { .. }, depth, .. }) = get(&nodes, Some(id)) {
            self.depth.set(*depth);
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Tree {
        let (nodes, attributes) = (self.nodes.into_inner(), self.attributes.into_inner());
        Tree { nodes, attributes, ..Tree::default() }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: ROOT, name: None }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        target.name.as_deref().unwrap_or(&self.nameless)
    }

    fn create_element(&self, name: QualName, mut attributes: Vec<Attribute>, _flags: ElementFlags) -> Handle {
        let own = self.keep(&mut attributes);
        if attributes.capacity() > 0 {
            self.spare.replace(attributes);
        }
        let id = self.add(NodeKind::Element { name: name.local.clone(), attributes: own });
        Handle { id, name: Some(self.names.borrow_mut().of(name)) }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        Handle { id: self.add(NodeKind::Other), name: None }
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        Handle { id: self.add(NodeKind::Other), name: None }
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, child, None);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent =
            get(&self.nodes.borrow(), Some(element.id)).is_some_and(|node| node.parent.id().is_some());
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public_id: StrTendril, _system_id: StrTendril) {}

    fn pop(&self, node: &Handle) {
        let depth = get(&self.nodes.borrow(), Some(node.id)).map_or(0, |node| node.depth);
        self.depth.set(depth.saturating_sub(1));
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // Template contents are never shown: keeping them under the element itself is enough.
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        let parent = get(&self.nodes.borrow(), Some(sibling.id)).and_then(|node| node.parent.id());
        if let Some(parent) = parent {
            self.insert(parent, new_node, Some(sibling.id));
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, new_attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(Node { kind: NodeKind::Element { attributes, .. }, .. }) =
            get_mut(&mut nodes, Some(target.id))
        {
            // An element's attributes stand beside each other: they are copied to have room for more, some times.
            if attributes.1 >= MOST_MERGED {
                return;
            }
            let mut own = attributes_at(&self.attributes.borrow(), *attributes).to_vec();
            let before = own.len();
            for new_attribute in new_attributes {
                if !own.iter().any(|attribute| attribute.name == new_attribute.name) {
                    own.push(new_attribute);
                }
            }
            if own.len() > before {
                own.truncate(MOST_MERGED as usize);
                *attributes = self.keep(&mut own);
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        unlink(&mut self.nodes.borrow_mut(), target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        while let Some(child) = get(&nodes, Some(node.id)).and_then(|node| node.first_child.id()) {
            link(&mut nodes, new_parent.id, child, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use html5ever::local_name;

    use super::*;

    #[test]
    fn further_html_and_body_tags_add_what_is_new_and_take_no_more_room_than_they_are_long() {
        let further: String = (0..2_000).map(|at| format!("<html a{at}><body class=b b{at}>")).collect();
        let tree = parse(&format!("<html lang=zh><body id=a>{further}<p>x"), &Meter::default());
        let body = (0..tree.nodes.len())
            .filter_map(|at| NodeId::try_from(at).ok())
            .find(|id| tree.is(*id, &local_name!("body")))
            .unwrap();
        assert_eq!(tree.attribute(body, &local_name!("id")), Some("a"));
        assert_eq!(tree.attribute(body, &local_name!("class")), Some("b"));
        assert!(tree.attributes.len() <= 2 * 64 * 64, "{}", tree.attributes.len());
    }
}
