//! Whose numbers they are: the organ, its kind, and whether words in a clause speak of less or more than it.

use super::lexicon::Word;
use crate::report::organ::{Organ as Named, OrganKind};

/// The kind of organ that reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reporter {
    /// A whole government, county level and up: its tables cover all organs under it.
    Government,
    /// The office of a government.
    Office,
    /// A township or street.
    Town,
    /// A department, or anything else.
    Department,
    /// Not known.
    Unknown,
}

/// The organ of the report.
#[derive(Debug, Clone)]
pub(super) struct Organ {
    pub kind: Reporter,
    named: Option<Named>,
}

/// How wide a number is meant, compared with the organ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// The organ itself, or all of what it reports on.
    Own,
    /// Less than that, or another.
    Other,
}

impl Organ {
    /// The organ of the report, if it is known.
    pub(super) fn new(organ: Option<&Named>) -> Self {
        let kind = match organ.map(|organ| (organ.kind, organ.office)) {
            None | Some((OrganKind::Unknown, _)) => Reporter::Unknown,
            Some((OrganKind::Township, _)) => Reporter::Town,
            Some((OrganKind::Government | OrganKind::Zone, true)) => Reporter::Office,
            Some((OrganKind::Government | OrganKind::Zone, false)) => Reporter::Government,
            Some(_) => Reporter::Department,
        };
        Self { kind, named: organ.cloned() }
    }

    /// Whether words can be a short name of the organ: its characters in their order (市教育局 for 临江市教育局).
    pub(super) fn is_own(&self, words: &[char]) -> bool {
        self.named.as_ref().is_some_and(|named| named.is_called(words))
    }

    /// What a word says about the width; `None` where it says nothing.
    pub(super) fn width(&self, word: Word, text: &[char]) -> Option<Width> {
        use Reporter::{Department, Government, Office, Town, Unknown};
        Some(match word {
            Word::Own => match self.kind {
                Government if text != ['我', '们'] => Width::Other,
                _ => Width::Own,
            },
            Word::Wide => match self.kind {
                Government | Unknown => Width::Own,
                Office | Town | Department => Width::Other,
            },
            Word::WideTown => match self.kind {
                Government => Width::Other,
                _ => Width::Own,
            },
            Word::System => Width::Other,
            // A government that says 本机关 may mean all of it or its own offices: left open.
            Word::ThisOrgan => match self.kind {
                Government => return None,
                _ => Width::Own,
            },
            Word::Office => match self.kind {
                Government => Width::Other,
                _ => Width::Own,
            },
            Word::Levels => match self.kind {
                Government | Unknown => return None,
                _ => Width::Other,
            },
            Word::Narrow => {
                if self.kind == Town && self.is_own(text) {
                    Width::Own
                } else {
                    Width::Other
                }
            }
            _ => return None,
        })
    }

    /// Whether characters that no word explains name another organ (县住建局, 河口镇).
    pub(super) fn is_other(&self, text: &[char]) -> bool {
        let Some(last) = text.last() else { return false };
        // 住宅小区, 景区: no organs.
        const PLACES: [&str; 4] = ["小区", "景区", "校区", "片区"];
        let named: String = text.iter().collect();
        if PLACES.iter().any(|place| named.ends_with(place)) {
            return false;
        }
        // 大数据中心, 开发区管委会, 执法大队: by two characters or three.
        const ENDS: [&str; 6] = ["中心", "管委会", "支队", "大队", "公司", "派出所"];
        let by_end = ENDS.iter().any(|end| text.len() > end.chars().count() && named.ends_with(end));
        if text.len() < 2 || !by_end && !among!("局厅镇乡区县市委院署处州旗", *last) {
            return false;
        }
        if self.kind == Reporter::Unknown {
            return by_end || among!("局委院署", *last);
        }
        !self.is_own(text)
    }
}
