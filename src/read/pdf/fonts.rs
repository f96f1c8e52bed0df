//! The fonts of a document: each is read once.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::object::{Dict, ObjectIdentifier};

use super::font::Font;
use super::font_parts::{BYTES_A_STEP, Parts};
use crate::read::meter::{Limit, Meter};

/// Fonts by the objects that hold them.
pub(super) struct Fonts {
    meter: Meter,
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    parts: Parts,
}

/// Steps that reading a font's dictionary takes at least.
const LEAST_STEPS: usize = 50;

impl Fonts {
    /// No fonts yet.
    pub(super) fn new(meter: &Meter) -> Self {
        Self { meter: meter.clone(), fonts: HashMap::new(), parts: Parts::new(meter) }
    }

    /// The font of a dictionary; `None` where there is no work left for it.
    pub(super) fn font(&mut self, dictionary: &Dict) -> Option<Rc<Font>> {
        let identifier = dictionary.obj_id();
        if let Some(font) = identifier.and_then(|identifier| self.fonts.get(&identifier)) {
            return Some(Rc::clone(font));
        }
        // A dictionary that stands in the page's own is read again for each page.
        if !self.meter.pay(Limit::Steps, LEAST_STEPS + dictionary.data().len() / BYTES_A_STEP) {
            return None;
        }
        let font = Rc::new(Font::of(dictionary, &mut self.parts));
        if let Some(identifier) = identifier {
            self.fonts.insert(identifier, Rc::clone(&font));
        }
        Some(font)
    }
}
