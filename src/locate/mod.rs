//! Which cell is wrong, and what it should be.

pub mod core;
