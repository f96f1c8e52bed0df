//! What the file itself says of the report besides its text: `<title>`, core properties, a portal's metadata.

use super::title::title_of;
use crate::document::{Block, Document};
use crate::report::organ::is_name;
use crate::text::dates::{Date, date_at};
use crate::text::flow::Flow;

/// Hints: used where the text itself says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The title as written.
    pub title: Option<String>,
    /// The organ that the title names.
    pub organ: Option<String>,
    /// The year that the title names.
    pub year: Option<i32>,
    /// The day of publication.
    pub published: Option<Date>,
    /// Who keeps the page.
    pub origin: Option<String>,
}

impl Hints {
    /// Collects the hints of a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let metadata = |names: &[&str]| {
            names.iter().find_map(|name| {
                let (_, value) =
                    document.metadata.iter().find(|(each, _)| each.eq_ignore_ascii_case(name))?;
                (!value.is_empty()).then_some(value.as_str())
            })
        };
        let mut hints = Self::default();
        for text in metadata(&["ArticleTitle"]).into_iter().chain(document.title.as_deref()) {
            let own = Document { blocks: vec![Block::paragraph(text)], ..Document::default() };
            let flow = Flow::of(&own);
            let Some(title) = title_of(&flow) else { continue };
            let written = |range| Some(flow.written(&own, range)).filter(|text: &String| !text.is_empty());
            hints.title = written(title.range);
            hints.organ = written(title.organ);
            hints.year = title.year;
            break;
        }
        hints.published = metadata(&["PubDate", "publishdate"]).and_then(|text| {
            let flow = Flow::of(&Document { blocks: vec![Block::paragraph(text)], ..Document::default() });
            date_at(&flow, 0).map(|(date, _)| date).filter(|date| date.exists())
        });
        hints.origin = metadata(&["ContentSource", "Author"])
            .filter(|name| is_name(&name.chars().collect::<Vec<char>>()))
            .map(str::to_owned);
        hints
    }
}
