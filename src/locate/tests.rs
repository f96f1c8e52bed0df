//! Locating on generated reports: what was changed has to be found.

mod figures;
mod generator;
mod hypotheses;
mod parts;
mod pieces;
mod shapes;
mod words;
