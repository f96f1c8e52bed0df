//! What several reports say together: their sum on the official form, who of a list is missing, one organ's years.

pub mod against;
pub mod glance;
pub mod missing;
pub mod part;
pub mod sum;
pub mod years;

pub use glance::{Glance, Item};
pub use part::{Part, Reading};
