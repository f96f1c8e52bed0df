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
}

impl Parts {
    /// None yet.
    pub(super) fn new(meter: &Meter) -> Self {
        Self { meter: meter.clone(), maps: HashMap::new(), programs: HashMap::new() }
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
