//! Numbers of the narrative: each with its unit, what it counts, and the cells that it must equal.
//!
//! The text of each section is cut into numbers, words that matter and marks (`tokens`); each number is understood
//! from the clause that it stands in, from the words that follow it, and from what was counted before it (`bind`).
//! Precision comes first: a number whose clause says anything that is not understood is bound to nothing.
//!
//! Source of the bindings: the practice of the reports, as DOMAIN.md section 3 has it; nothing of it is official.

mod alike;
mod bind;
mod blanks;
mod calendar;
mod cells;
mod claims;
mod completion;
mod context;
mod counted;
mod growth;
mod held;
mod labels;
mod lexicon;
mod lists;
mod mention;
mod named_shares;
mod rates;
mod repeated;
mod respective;
mod result_lists;
mod row_lists;
mod shared_out;
mod shares;
mod stream;
mod tokens;
mod told;
mod whose;

use crate::document::{Document, ReadNote};
use crate::read::meter::MOST_NARRATIVE;
use crate::report::Report;
use crate::report::narrative::{
    Blank, Claim, Class, Closure, Direction, Growth, List, NamedShare, Narrative, Openness, Published,
    Quantity, Rate, Reason, Repeated, Share, ShareOf, Strength,
};

/// Reads the narrative of a report. Total: what is not understood is bound to nothing.
#[must_use]
pub fn narrative(document: &Document, report: &Report) -> Narrative {
    let mut narrative = Narrative::default();
    let context = context::Setting::new(document, report);
    let (streams, cut) = stream::streams(document, report);
    let mut counted = Vec::new();
    for stream in &streams {
        let paragraph = narrative.quantities.last().map_or(0, |last| last.paragraph + 1);
        let (section, things) = bind::read(stream, &context, paragraph);
        let moved = narrative.quantities.len();
        counted.extend(things.into_iter().map(|thing| thing.moved(moved)));
        narrative = narrative.followed_by(section);
    }
    narrative.repeated = repeated::repeated(&counted, &narrative.quantities);
    narrative.published = repeated::published_in_all(&counted);
    blanks::find(&streams, &mut narrative);
    narrative.cut = cut;
    narrative
}

/// Says that the narrative was too long to be looked at to its end, where it was.
pub(super) fn cut_note(narrative: &Narrative) -> Option<ReadNote> {
    narrative.cut.then(|| ReadNote {
        code: "narrative-cut".to_owned(),
        zh: format!(
            "正文过长（超过 {} 万字），后面的数没有与表格核对；请只保留年度报告本身。",
            MOST_NARRATIVE / 10_000
        ),
        en: format!(
            "The text is too long (over {MOST_NARRATIVE} characters); the numbers of its end were not compared with the \
             tables. Please keep the report itself only."
        ),
    })
}
