//! Values of form controls, which stand apart from the text that shows them.

use std::collections::HashMap;

use crate::read::xml::{Id, Xml};

/// The value that each control shows, by its identifier.
pub fn values(xml: &Xml, root: Id) -> HashMap<String, String> {
    let mut values = HashMap::new();
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        // Controls stand in forms only; text is looked through for them no further than that.
        if let ("text" | "table", "p" | "h" | "table-row") = xml.name(id) {
            continue;
        }
        if let (Some(name), Some(value)) = (xml.attribute(id, "id"), value(xml, id)) {
            values.insert(name.to_owned(), value);
        }
        open.extend(xml.children(id));
    }
    values
}

fn value(xml: &Xml, control: Id) -> Option<String> {
    let current =
        || xml.attribute(control, "current-value").or(xml.attribute(control, "value")).map(str::to_owned);
    match xml.name(control).1 {
        "text" | "textarea" | "formatted-text" | "number" | "combobox" => current(),
        "listbox" => {
            let chosen = xml.children(control).find(|&option| {
                xml.attribute(option, "current-selected").or(xml.attribute(option, "selected"))
                    == Some("true")
            })?;
            xml.attribute(chosen, "label").map(str::to_owned)
        }
        "checkbox" | "radio" => {
            let checked = xml.attribute(control, "current-state") == Some("checked")
                || xml.attribute(control, "current-selected") == Some("true");
            Some(if checked { "☑" } else { "□" }.to_owned())
        }
        _ => None,
    }
}
