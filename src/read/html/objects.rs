//! What a cell without text shows: a formula, whose text is read, or a picture, which is not.

use html5ever::{LocalName, local_name};

use super::style::Styled;
use super::tree::{NodeId, NodeKind, Tree};
use crate::read::visible::{OBJECT, raised};

/// Formulas nest no deeper than this.
const DEEPEST: u32 = 100;

/// What an element without text shows; `None` where it shows nothing.
pub fn shown(page: &Styled, element: NodeId) -> Option<String> {
    let tree = page.tree;
    let mut open = vec![element];
    while let Some(id) = open.pop() {
        let name = tree.name(id);
        match name {
            "img" | "svg" | "object" | "embed" | "canvas" | "math" if is_hidden(tree, id) => {}
            "math" => {
                let mut said = String::new();
                formula(tree, id, false, DEEPEST, &mut said);
                return Some(Some(said).filter(|said| !said.is_empty()).unwrap_or(OBJECT.to_string()));
            }
            "svg" if tree.first_child(id).is_some() => return Some(OBJECT.to_string()),
            "img" if tree.attribute(id, &local_name!("src")).is_some_and(|source| !source.is_empty()) => {
                return Some(OBJECT.to_string());
            }
            "object" | "embed" | "canvas" => return Some(OBJECT.to_string()),
            "picture" => open.extend(tree.children(id)),
            _ if id != element && (page.is_gone(id) || page.style(id).unseen) => {}
            _ => open.extend(tree.children(id)),
        }
    }
    None
}

/// Whether an element is left out, or only keeps a distance.
fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    let small = |name: &LocalName| {
        let size = tree.attribute(id, name).map(|size| size.trim_end_matches("px").trim().parse::<f64>());
        matches!(size, Some(Ok(size)) if size <= 3.0)
    };
    let style: String =
        tree.attribute(id, &local_name!("style")).unwrap_or_default().split_whitespace().collect();
    tree.attribute(id, &local_name!("hidden")).is_some()
        || small(&local_name!("width"))
        || small(&local_name!("height"))
        || ["display:none", "visibility:hidden"].iter().any(|hides| style.contains(hides))
}

/// The text of a formula; what stands above or below the line stays apart.
fn formula(tree: &Tree, id: NodeId, above: bool, depth: u32, said: &mut String) {
    let parent = tree.name(id);
    let mut elements = 0_usize;
    for child in tree.children(id) {
        match tree.kind(child) {
            NodeKind::Text(text) => {
                said.push_str(&if above { raised(text.trim()) } else { text.trim().to_owned() });
            }
            NodeKind::Element { name, .. } if depth > 0 => {
                elements += 1;
                if elements == 2 && parent == "mfrac" {
                    said.push('/');
                }
                let lifted = above || (elements > 1 && matches!(parent, "msup" | "msub" | "msubsup"));
                if !name.starts_with("annotation") {
                    formula(tree, child, lifted, depth - 1, said);
                }
            }
            _ => {}
        }
    }
}
