//! What the fuzz targets share: what must hold of whatever is read and checked, and mutators that know the structure of
//! a format, so that a change stands where a reader looks and not in the compression or in a check sum.

pub mod compound;
pub mod judge;
pub mod mutate;
pub mod packed;
pub mod pdf;
pub mod random;
pub mod sheets;
pub mod structure;

/// The generator of whole reports that the tests use.
#[path = "../../tests/support/mod.rs"]
pub mod support;
