//! Whose numbers they are: the organ, its kind, and whether words in a clause speak of less or more than it.

use super::lexicon::Word;

/// The kind of organ that reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrganKind {
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
    pub kind: OrganKind,
    name: Vec<char>,
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
    /// The organ with a name in simplified characters, if it is known.
    pub(super) fn new(name: Option<&str>) -> Self {
        let name = name.unwrap_or_default().trim().to_owned();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        let bare = name.trim_end_matches("人民政府").trim_end_matches("办事处");
        let bare_ends = |endings: &[&str]| endings.iter().any(|ending| bare.ends_with(ending));
        let kind = if name.is_empty() {
            OrganKind::Unknown
        } else if bare_ends(&["镇", "乡", "街道"]) {
            OrganKind::Town
        } else if ends(&["办公室", "办公厅", "政府办"]) {
            OrganKind::Office
        } else if ends(&["政府", "省", "市", "县", "区", "州", "旗", "盟", "管委会", "管理委员会"])
        {
            OrganKind::Government
        } else {
            OrganKind::Department
        };
        Self { kind, name: name.chars().collect() }
    }

    /// Whether words can be a short name of the organ: its characters in their order (市教育局 for 临江市教育局).
    pub(super) fn is_own(&self, words: &[char]) -> bool {
        let mut rest = self.name.iter();
        let inside = words.iter().all(|each| rest.any(|own| own == each));
        // 市政府 is the government, not its office.
        let whole = match words.last() {
            Some(last @ ('室' | '厅' | '办' | '局' | '委' | '院')) => self.name.contains(last),
            _ => true,
        };
        words.len() >= 2 && inside && whole
    }

    /// What a word says about the width; `None` where it says nothing.
    pub(super) fn width(&self, word: Word, text: &[char]) -> Option<Width> {
        use OrganKind::{Department, Government, Office, Town, Unknown};
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
        if text.len() < 2 || !"局厅镇乡区县市委院署处州旗".contains(*last) {
            return false;
        }
        if self.kind == OrganKind::Unknown {
            return "局委院署".contains(*last);
        }
        !self.is_own(text)
    }
}
