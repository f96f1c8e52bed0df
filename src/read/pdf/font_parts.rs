//! What fonts are made of: each map and each program is read once, however many fonts refer to it.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::object::{ObjectIdentifier, Stream};

use super::cmap::CharacterMap;
use super::embedded::Embedded;
use super::stream::{LARGEST_MAP, decoded, decoded_within};
use crate::read::meter::{Limit, Meter};

/// Bytes of a map or font program that are a step of work.
pub(super) const BYTES_A_STEP: usize = 32;

/// Maps and programs by the objects that hold them.
pub(super) struct Parts {
    meter: Meter,
    maps: HashMap<ObjectIdentifier, Rc<CharacterMap>>,
    programs: HashMap<ObjectIdentifier, Rc<Embedded>>,
    glyphs: HashMap<ObjectIdentifier, Rc<Vec<u8>>>,
}

impl Parts {
    /// None yet.
    pub(super) fn new(meter: &Meter) -> Self {
        Self { meter: meter.clone(), maps: HashMap::new(), programs: HashMap::new(), glyphs: HashMap::new() }
    }

    /// Pays for reading so much of a font's dictionary.
    pub(super) fn pay(&self, steps: usize) {
        self.meter.pay(Limit::Steps, steps);
    }

    /// The numbers of glyphs by identifier, two bytes each; `None` where they cannot be unpacked.
    pub(super) fn glyphs(&mut self, stream: &Stream) -> Option<Rc<Vec<u8>>> {
        if let Some(glyphs) = self.glyphs.get(&stream.obj_id()) {
            return Some(Rc::clone(glyphs));
        }
        let glyphs = Rc::new(decoded_within(stream, LARGEST_MAP)?);
        self.pay(glyphs.len() / BYTES_A_STEP);
        self.glyphs.insert(stream.obj_id(), Rc::clone(&glyphs));
        Some(glyphs)
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
        // A small one may say of each code over and over what it is.
        self.pay(program.entries / 4);
        self.programs.insert(stream.obj_id(), Rc::clone(&program));
        Some(program)
    }
}
