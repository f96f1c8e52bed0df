//! The fonts of a document: each is read once, and its maps and programs are, however many fonts refer to them.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::object::{Dict, ObjectIdentifier, Stream};

use super::cmap::CharacterMap;
use super::embedded::Embedded;
use super::font::Font;
use super::stream::{LARGEST_MAP, decoded, decoded_within};
use crate::read::meter::{Limit, Meter};

/// Fonts by the objects that hold them.
pub(super) struct Fonts {
    meter: Meter,
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    maps: HashMap<ObjectIdentifier, Rc<CharacterMap>>,
    programs: HashMap<ObjectIdentifier, Rc<Embedded>>,
}

/// Bytes of a map or font program that are a step of work.
const BYTES_A_STEP: usize = 32;

/// Steps that reading a font's dictionary takes at least.
const LEAST_STEPS: usize = 50;

impl Fonts {
    /// No fonts yet.
    pub(super) fn new(meter: &Meter) -> Self {
        let (fonts, maps, programs) = Default::default();
        Self { meter: meter.clone(), fonts, maps, programs }
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
        let font = Rc::new(Font::of(dictionary, self));
        if let Some(identifier) = identifier {
            self.fonts.insert(identifier, Rc::clone(&font));
        }
        Some(font)
    }

    /// A character map; `None` where it cannot be unpacked.
    pub(super) fn map(&mut self, stream: &Stream) -> Option<Rc<CharacterMap>> {
        if let Some(map) = self.maps.get(&stream.obj_id()) {
            return Some(Rc::clone(map));
        }
        let bytes = decoded_within(stream, LARGEST_MAP)?;
        if !self.meter.pay(Limit::Steps, bytes.len() / BYTES_A_STEP) {
            return None;
        }
        let map = Rc::new(CharacterMap::parse(&bytes));
        self.maps.insert(stream.obj_id(), Rc::clone(&map));
        Some(map)
    }

    /// What an embedded font program tells; `None` where it cannot be unpacked.
    pub(super) fn program(&mut self, stream: &Stream) -> Option<Rc<Embedded>> {
        if let Some(program) = self.programs.get(&stream.obj_id()) {
            return Some(Rc::clone(program));
        }
        let bytes = decoded(stream)?;
        if !self.meter.pay(Limit::Steps, bytes.len() / (BYTES_A_STEP * 8)) {
            return None;
        }
        let program = Rc::new(Embedded::of(&bytes));
        self.programs.insert(stream.obj_id(), Rc::clone(&program));
        Some(program)
    }
}
