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
    let tree = page.tree;
    let contents = measure(page);
    let mut furniture = vec![false; tree.len()];
    for (id, (contents, goes)) in (0..).zip(contents.iter().zip(furniture.iter_mut())) {
        *goes = is_furniture(tree, id, contents);
    }
    furniture
}

fn is_furniture(tree: &Tree, id: NodeId, contents: &Contents) -> bool {
    let NodeKind::Element { name, .. } = tree.kind(id) else { return false };
    let mostly_links =
        contents.linked.saturating_mul(10) >= contents.text.saturating_mul(5) && contents.links > 0;
    let role = tree.attribute(id, &local_name!("role")).unwrap_or_default();
    match (&**name, role) {
        ("nav", _) | (_, "navigation") => contents.tables == 0 && (mostly_links || contents.text < 100),
        // The foot of an article may be its date and signature; that of the page is the site's.
        ("footer", _) | (_, "contentinfo") => {
            contents.tables == 0 && (mostly_links || (contents.text < 600 && !in_article(tree, id)))
        }
        ("header", _) | (_, "banner" | "search") => {
            contents.tables == 0 && contents.headings == 0 && mostly_links
        }
        ("aside", _) | (_, "complementary") => contents.tables == 0 && (mostly_links || contents.text < 100),
        // A block of many short links and hardly anything else: menus, lists of departments or of other articles.
        ("ul" | "ol" | "dl" | "menu" | "div" | "section" | "table" | "td" | "form", _) => {
            contents.links >= 6
                && contents.linked.saturating_mul(100) >= contents.text.saturating_mul(85)
                && contents.digits * 20 <= contents.text
                && contents.linked / contents.links < 60
        }
        _ => false,
    }
}

fn in_article(tree: &Tree, id: NodeId) -> bool {
    std::iter::successors(tree.parent(id), |&parent| tree.parent(parent))
        .any(|ancestor| matches!(tree.name(ancestor), "article" | "main"))
}

/// Sums up every element's contents from its descendants, without recursion.
fn measure(page: &Styled) -> Vec<Contents> {
    let tree = page.tree;
    let mut contents = vec![Contents::default(); tree.len()];
    // Each entry is a node with whether it stands in a link; a node comes back once its children are done.
    let mut open = vec![(ROOT, false, false)];
    while let Some((id, in_link, done)) = open.pop() {
        if done {
            let mut own = contents.get(id as usize).copied().unwrap_or_default();
            match tree.name(id) {
                "a" if own.text > 0 => own.links += 1,
                "table" => own.tables += 1,
                "h1" | "h2" | "h3" if own.text > 0 => own.headings += 1,
                _ => {}
            }
            if let Some(place) = contents.get_mut(id as usize) {
                *place = own;
            }
            if let Some(parent) = tree.parent(id).and_then(|parent| contents.get_mut(parent as usize)) {
                parent.text = parent.text.saturating_add(own.text);
                parent.linked = parent.linked.saturating_add(own.linked);
                parent.links = parent.links.saturating_add(own.links);
                parent.digits = parent.digits.saturating_add(own.digits);
                parent.tables = parent.tables.saturating_add(own.tables);
                parent.headings = parent.headings.saturating_add(own.headings);
            }
            continue;
        }
        match tree.kind(id) {
            NodeKind::Text(text) => {
                if let Some(place) = contents.get_mut(id as usize) {
                    for character in text.chars().filter(|character| !character.is_whitespace()) {
                        place.text += 1;
                        if in_link {
                            place.linked += 1;
                        } else if character.is_ascii_digit() {
                            place.digits += 1;
                        }
                    }
                }
                open.push((id, in_link, true));
            }
            NodeKind::Element { .. } if page.is_gone(id) => {}
            NodeKind::Element { .. } | NodeKind::Other => {
                let in_link =
                    in_link || (tree.name(id) == "a" && tree.attribute(id, &local_name!("href")).is_some());
                open.push((id, in_link, true));
                open.extend(tree.children(id).map(|child| (child, in_link, false)));
            }
        }
    }
    contents
}
