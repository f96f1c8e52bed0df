//! Locating on generated reports: what was changed has to be found.

mod figures;
mod generator;
mod hypotheses;
mod mistakes;
mod parts;
mod pieces;
mod shapes;
mod weights;
mod words;
