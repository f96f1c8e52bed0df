//! Formulas of an OpenDocument text: each is a file of its own in the archive, or stands within its frame.

use std::collections::HashMap;

use crate::read::docx;
use crate::read::visible::raised;
use crate::read::xml::{Id, Xml};
use crate::read::zip::Archive;

/// The most formulas of a file that are read.
const MOST: usize = 2_000;

/// What the formulas of a file say, by their folders in it.
pub fn formulas(archive: &Archive) -> HashMap<String, String> {
    let folders = archive.entries().iter().filter_map(|entry| entry.name.strip_suffix("/content.xml"));
    let formula = |folder: &str| {
        let source = docx::part(archive, &format!("{folder}/content.xml")).ok()?;
        let xml = Xml::parse(&source, archive.meter());
        let root = xml.root().filter(|&root| xml.name(root).1 == "math")?;
        Some((folder.to_owned(), text(&xml, root)))
    };
    folders.take(MOST).filter_map(formula).collect()
}

/// What a frame with a formula in it says.
pub fn of_frame(xml: &Xml, frame: Id, formulas: &HashMap<String, String>) -> Option<String> {
    let object = xml.child(frame, "draw", "object")?;
    let within = xml.children(object).find(|&child| xml.name(child).1 == "math");
    let formula = match within {
        Some(formula) => text(xml, formula),
        None => formulas.get(xml.attribute(object, "href")?.trim_start_matches("./"))?.clone(),
    };
    Some(formula).filter(|formula| !formula.trim().is_empty())
}

/// Whether a picture or an object stands in a line of a cell.
pub fn shows_object(xml: &Xml, cell: Id) -> bool {
    let mut open = vec![cell];
    while let Some(id) = open.pop() {
        let floats = xml.attribute(id, "anchor-type").is_some_and(|place| place != "as-char");
        match xml.name(id) {
            ("draw", "image" | "object" | "object-ole" | "plugin") => return true,
            ("draw", _) if floats => {}
            ("office" | "table", _) if id != cell => {}
            _ => open.extend(xml.children(id)),
        }
    }
    false
}

fn text(xml: &Xml, formula: Id) -> String {
    let mut said = String::new();
    add(xml, formula, false, &mut said);
    said
}

/// The text of a formula; what stands above or below the line stays apart.
fn add(xml: &Xml, element: Id, above: bool, said: &mut String) {
    let parent = xml.name(element).1;
    let mut elements = 0_usize;
    for child in xml.children(element).filter(|&child| xml.text_of(child).is_none()) {
        elements += 1;
        let lifted = above || (elements > 1 && matches!(parent, "msup" | "msub" | "msubsup"));
        if elements == 2 && parent == "mfrac" {
            said.push('/');
        }
        match xml.name(child).1 {
            "mn" | "mi" | "mo" | "mtext" | "ms" => {
                let own = xml.all_text(child);
                said.push_str(&if lifted { raised(own.trim()) } else { own.trim().to_owned() });
            }
            "annotation" | "annotation-xml" => {}
            _ => add(xml, child, lifted, said),
        }
    }
}
