//! gouji (勾稽) checks 政府信息公开工作年度报告, the annual reports on open government information that every
//! administrative organ of China publishes on an official form.
//!
//! The one way through: bytes → [`read`] → [`document::Document`] → [`extract`] → [`report::Report`] → [`rules`] →
//! findings → [`outcome::Outcome`]. Every step is a function from one plain value to the next and is total: what it
//! could not do is a value in its result.

#[macro_use]
mod among;

pub mod assess;
mod decimal;
pub mod document;
pub mod extract;
pub mod form;
pub mod locate;
pub mod many;
mod order;
pub mod outcome;
mod pipeline;
pub mod read;
pub mod report;
pub mod rules;
pub mod text;

#[cfg(feature = "wasm")]
pub mod wasm;
#[cfg(feature = "write")]
pub mod write;

pub use pipeline::{Options, check, check_input};
