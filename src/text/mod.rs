//! What is known of Chinese text before it is known what a report is: folding, script, numerals, dates, phrases, slips of
//! typing, the flow of a document's text, and the sentences that gouji says itself.

pub mod dates;
pub mod flow;
pub mod fold;
pub mod message;
pub mod numerals;
pub mod phrase;
pub mod script;
pub mod slip;
