//! What several reports say together: their sum on the official form, who of a list is missing, one organ's years.

pub mod decimal;
pub mod missing;
pub mod organs;
pub mod part;
pub mod sum;
pub mod years;

pub use part::{Part, Reading};
