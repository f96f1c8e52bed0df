//! Content controls that are bound to an XML part of the package: what the part holds is shown, whatever text the
//! document has kept.

use std::collections::HashMap;

use crate::read::meter::{Limit, Meter};
use crate::read::xml::{Id, ROOT, Xml};

/// XML parts of a document's own, each with the name under which controls are bound to it.
pub type Stores<'x> = Vec<(Option<String>, &'x Xml<'x>, Id)>;

/// Texts to show in place of those of the document, by their elements; with each, the control that is bound.
pub fn texts(xml: &Xml, stores: &Stores, meter: &Meter) -> HashMap<Id, String> {
    let mut texts = HashMap::new();
    let mut open = if stores.is_empty() { Vec::new() } else { vec![ROOT] };
    while let Some(id) = open.pop() {
        open.extend(xml.children(id));
        let Some(value) = xml
            .child(id, "w", "sdtPr")
            .filter(|&properties| xml.child(properties, "w", "text").is_some())
            .and_then(|properties| value(xml, properties, stores, meter))
        else {
            continue;
        };
        let mut value = Some(value);
        let mut inner = vec![id];
        while let Some(element) = inner.pop() {
            if xml.is(element, "w", "t") {
                texts.insert(element, value.take().unwrap_or_default());
            }
            let children: Vec<Id> = xml.children(element).collect();
            inner.extend(children.into_iter().rev());
        }
        texts.insert(id, String::new());
    }
    texts
}

/// What the part holds that a control with these properties is bound to.
fn value(xml: &Xml, properties: Id, stores: &Stores, meter: &Meter) -> Option<String> {
    let binding = xml.children(properties).find(|&property| xml.name(property).1 == "dataBinding")?;
    let [path, store] = xml.attributes(binding, ["xpath", "storeItemID"]);
    let path = path?;
    let named = |own: &Option<String>| match (store, own) {
        (Some(store), Some(own)) => own.eq_ignore_ascii_case(store),
        (store, _) => store.is_none(),
    };
    stores.iter().filter(|(own, ..)| named(own)).find_map(|(_, part, root)| found(part, *root, path, meter))
}

/// What a path of names and places leads to, from a part's root: `/ns0:report[1]/ns0:count[3]`.
fn found(part: &Xml, root: Id, path: &str, meter: &Meter) -> Option<String> {
    let mut at = root;
    let (first, rest) = path.strip_prefix('/')?.split_once('/')?;
    if local(first.trim_end_matches("[1]")) != part.name(root).1 {
        return None;
    }
    for step in rest.split('/') {
        let (name, place) = match step.split_once('[') {
            Some((name, place)) => (name, place.strip_suffix(']')?.trim().parse().ok()?),
            None => (step, 1_usize),
        };
        if name == "text()" {
            break;
        }
        if let Some(attribute) = name.strip_prefix('@') {
            return part.attribute(at, local(attribute)).map(str::to_owned);
        }
        let named = |&child: &Id| {
            meter.pay(Limit::Steps, 1);
            part.text_of(child).is_none() && part.name(child).1 == local(name)
        };
        if meter.is_over(Limit::Steps) {
            return None;
        }
        at = part.children(at).filter(named).nth(place.checked_sub(1)?)?;
    }
    Some(part.all_text(at))
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
