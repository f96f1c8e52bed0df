//! What the fields of a form show: a page of an office's reporting system is saved with its values in them.

use html5ever::local_name;

use super::blocks::Flow;
use super::style::Styled;
use super::tree::{NodeId, NodeKind, Tree};

impl Flow<'_> {
    /// Adds the value of a field. Outside of tables only numbers are values of a report: search words and page numbers
    /// of the portal stand in fields, too.
    pub(super) fn field(&mut self, id: NodeId) {
        if self.unseen(id) {
            return;
        }
        let Some(value) = value(self.page(), id) else { return };
        let number = !value.is_empty() && value.chars().all(|c| c.is_numeric() || among!(".,-%，．", c));
        if self.in_cell() || (number && self.in_text()) {
            self.add_value(&value);
        }
    }

    /// A page in a frame whose text stands in the page itself.
    pub(super) fn framed(&mut self, id: NodeId) {
        let tree = self.page().tree;
        if let Some(source) = tree.attribute(id, &local_name!("srcdoc")) {
            self.add_page(source);
        }
    }
}

/// The value that a field shows; `None` where it shows none.
fn value(page: &Styled, id: NodeId) -> Option<String> {
    let tree = page.tree;
    match tree.name(id) {
        "input" => {
            let kind = tree
                .attribute(id, &local_name!("type"))
                .map(|kind| kind.trim().to_ascii_lowercase())
                .unwrap_or_default();
            let checked = tree.attribute(id, &local_name!("checked")).is_some();
            match kind.as_str() {
                "checkbox" | "radio" => Some(if checked { "☑" } else { "□" }.to_owned()),
                "hidden" | "button" | "submit" | "reset" | "image" | "file" | "password" | "color"
                | "range" => None,
                _ => tree.attribute(id, &local_name!("value")).map(|value| value.trim().to_owned()),
            }
        }
        "textarea" => Some(own_text(tree, id)),
        "select" => {
            let mut options = Vec::new();
            let mut open = vec![id];
            while let Some(at) = open.pop() {
                if tree.name(at) == "option" {
                    options.push(at);
                } else {
                    let children: Vec<NodeId> = tree.children(at).collect();
                    open.extend(children.into_iter().rev());
                }
            }
            let selected = |option: &&NodeId| tree.attribute(**option, &local_name!("selected")).is_some();
            let many = tree.attribute(id, &local_name!("multiple")).is_some()
                || tree
                    .attribute(id, &local_name!("size"))
                    .is_some_and(|size| size.trim() != "1" && size.trim() != "0");
            let shown: Vec<&NodeId> = if many {
                options.iter().filter(selected).collect()
            } else {
                // The last that is selected, else the first.
                options.iter().rev().find(selected).or(options.first()).into_iter().collect()
            };
            let texts: Vec<String> = shown
                .into_iter()
                .map(|option| match tree.attribute(*option, &local_name!("label")) {
                    Some(label) if !label.trim().is_empty() => label.trim().to_owned(),
                    _ => own_text(tree, *option),
                })
                .collect();
            Some(texts.join("、"))
        }
        _ => None,
    }
}

/// The text in an element without the white space round it.
pub fn own_text(tree: &Tree, id: NodeId) -> String {
    let text: String = tree
        .children(id)
        .filter_map(|child| match tree.kind(child) {
            NodeKind::Text(text) => Some(&**text),
            _ => None,
        })
        .collect();
    text.trim().to_owned()
}
