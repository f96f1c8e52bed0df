//! Which parts of a page are its furniture: navigation, lists of links, headers and footers of the site.
//!
//! No portal's class names are known here. An element goes only where its own markup or its links say what it is; in
//! doubt it stays, since `extract` finds where the report begins and ends.

use html5ever::local_name;

use super::style::Styled;
use super::tree::{NodeId, NodeKind, ROOT, Tree};

/// What stands in an element, hidden parts left out.
#[derive(Debug, Clone, Copy, Default)]
struct Contents {
    /// Characters that are not white space.
    text: u32,
    /// Of these, characters in links.
    linked: u32,
    /// Links with text.
    links: u32,
    /// Digits outside links.
    digits: u32,
    /// Tables.
    tables: u32,
    /// Headings h1 to h3.
    headings: u32,
}

/// Finds the furniture; the result says for each node whether it goes (with all that is in it).
pub fn find(page: &Styled) -> Vec<bool> {
    let mut furniture = vec![false; page.tree.len()];
    measure(page, |id, contents| {
        if let Some(goes) = furniture.get_mut(id as usize) {
            *goes = is_furniture(page.tree, id, contents);
        }
    });
    furniture
}

fn is_furniture(tree: &Tree, id: NodeId, contents: &Contents) -> bool {
    let NodeKind::Element { name, .. } = tree.kind(id) else { return false };
    let mostly_links =
        contents.linked.saturating_mul(10) >= contents.text.saturating_mul(5) && contents.links > 0;
    let role = tree.attribute(id, &local_name!("role")).unwrap_or_default();
    match (name, role) {
        (&local_name!("nav"), _) | (_, "navigation") => {
            contents.tables == 0 && (mostly_links || contents.text < 100)
        }
        // The foot of an article may be its date and signature; that of the page is the site's.
        (&local_name!("footer"), _) | (_, "contentinfo") => {
            contents.tables == 0 && (mostly_links || (contents.text < 600 && !in_article(tree, id)))
        }
        (&local_name!("header"), _) | (_, "banner" | "search") => {
            contents.tables == 0 && contents.headings == 0 && mostly_links
        }
        (&local_name!("aside"), _) | (_, "complementary") => {
            contents.tables == 0 && (mostly_links || contents.text < 100)
        }
        // A block of many short links and hardly anything else: menus, lists of departments or of other articles.
        _ => {
            contents.links >= 6
                && contents.linked.saturating_mul(100) >= contents.text.saturating_mul(85)
                && contents.digits * 20 <= contents.text
                && contents.linked / contents.links < 60
                && matches!(
                    &**name,
                    "ul" | "ol" | "dl" | "menu" | "div" | "section" | "table" | "td" | "form"
                )
        }
    }
}

fn in_article(tree: &Tree, id: NodeId) -> bool {
    std::iter::successors(tree.parent(id), |&parent| tree.parent(parent))
        .any(|ancestor| matches!(tree.name(ancestor), "article" | "main"))
}

/// An element whose children are looked at.
struct Open {
    id: NodeId,
    in_link: bool,
    contents: Contents,
}

/// Sums up the contents of every element that is shown from its descendants, and hands them on where it ends. Only the
/// elements around the one looked at are at hand.
fn measure(page: &Styled, mut each: impl FnMut(NodeId, &Contents)) {
    let tree = page.tree;
    let mut path: Vec<Open> = Vec::new();
    let mut next = Some(ROOT);
    loop {
        let Some(id) = next else {
            let Some(Open { id, contents: mut own, .. }) = path.pop() else { return };
            if let NodeKind::Element { name, .. } = tree.kind(id) {
                match *name {
                    local_name!("a") if own.text > 0 => own.links += 1,
                    local_name!("table") => own.tables += 1,
                    local_name!("h1") | local_name!("h2") | local_name!("h3") if own.text > 0 => {
                        own.headings += 1;
                    }
                    _ => {}
                }
            }
            each(id, &own);
            if let Some(parent) = path.last_mut() {
                parent.contents.add(&own);
            }
            next = tree.next(id);
            continue;
        };
        let in_link = path.last().is_some_and(|parent| parent.in_link);
        match tree.kind(id) {
            NodeKind::Text(text) => {
                if let Some(parent) = path.last_mut() {
                    parent.contents.add(&of_text(text, in_link));
                }
                next = tree.next(id);
            }
            NodeKind::Element { .. } if page.is_gone(id) => next = tree.next(id),
            NodeKind::Element { .. } | NodeKind::Other => {
                let in_link = in_link
                    || (tree.is(id, &local_name!("a")) && tree.attribute(id, &local_name!("href")).is_some());
                path.push(Open { id, in_link, contents: Contents::default() });
                next = tree.first_child(id);
            }
        }
    }
}

fn of_text(text: &str, in_link: bool) -> Contents {
    let mut own = Contents::default();
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        own.text += 1;
        if in_link {
            own.linked += 1;
        } else if character.is_ascii_digit() {
            own.digits += 1;
        }
    }
    own
}

impl Contents {
    fn add(&mut self, other: &Self) {
        self.text = self.text.saturating_add(other.text);
        self.linked = self.linked.saturating_add(other.linked);
        self.links = self.links.saturating_add(other.links);
        self.digits = self.digits.saturating_add(other.digits);
        self.tables = self.tables.saturating_add(other.tables);
        self.headings = self.headings.saturating_add(other.headings);
    }
}
