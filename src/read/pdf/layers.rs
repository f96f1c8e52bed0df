//! Optional content (ISO 32000-1 8.11): layers that are not shown.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};

/// The most groups and members that are looked at.
const MOST: usize = 10_000;

/// The layers of a document that are off when it is opened.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<ObjectIdentifier>,
}

impl Layers {
    /// Reads the catalogue.
    pub(super) fn of(pdf: &Pdf) -> Self {
        let xref = pdf.xref();
        let catalogue = xref.get::<Dict>(xref.root_id());
        catalogue.and_then(|catalogue| Self::read(&catalogue)).unwrap_or_default()
    }

    fn read(catalogue: &Dict) -> Option<Self> {
        let properties = catalogue.get::<Dict>("OCProperties")?;
        let configuration = properties.get::<Dict>("D")?;
        let groups = |dictionary: &Dict, key: &str| -> Vec<ObjectIdentifier> {
            let list = dictionary.get::<Array>(key);
            list.iter()
                .flat_map(|list| list.iter::<Dict>().take(MOST))
                .filter_map(|group| group.obj_id())
                .collect()
        };
        let mut off = HashSet::new();
        if configuration.get::<Name>("BaseState").is_some_and(|state| state.as_str() == "OFF") {
            off.extend(groups(&properties, "OCGs"));
            for group in groups(&configuration, "ON") {
                off.remove(&group);
            }
        }
        off.extend(groups(&configuration, "OFF"));
        Some(Self { off })
    }

    /// Whether what belongs to a group, or to a membership of groups, is not shown.
    pub(super) fn hides(&self, content: &Dict) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if content.get::<Name>("Type").is_none_or(|kind| kind.as_str() != "OCMD") {
            return self.is_off(content);
        }
        let groups: Vec<bool> = match content.get::<Object>("OCGs") {
            Some(Object::Dict(group)) => vec![self.is_off(&group)],
            Some(Object::Array(groups)) => {
                groups.iter::<Dict>().take(MOST).map(|group| self.is_off(&group)).collect()
            }
            _ => return false,
        };
        let (any_off, all_off) = (groups.contains(&true), !groups.contains(&false));
        match content.get::<Name>("P").as_ref().map(Name::as_str) {
            _ if groups.is_empty() => false,
            Some("AllOn") => any_off,
            Some("AnyOff") => !any_off,
            Some("AllOff") => !all_off,
            _ => all_off,
        }
    }

    fn is_off(&self, group: &Dict) -> bool {
        group.obj_id().is_some_and(|identifier| self.off.contains(&identifier))
    }
}
