//! Locating on generated reports: what was changed has to be found.

mod figures;
mod generator;
mod pieces;
mod shapes;
