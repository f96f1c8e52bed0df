//! The style sheet ([MS-DOC] 2.9.271): what each style says about headings, lists and the looks of text.

use super::bytes::{slice, u16_at};
use super::file::{Part, Streams};
use super::properties::{Character, Paragraph};
use crate::read::visible::is_deletion_style;

/// One style as stored.
#[derive(Debug, Clone, Default)]
struct Style {
    /// The built-in style's number: 0 for normal text, 1 to 9 for headings.
    built_in: u16,
    /// The style that this one begins from; 0xFFF for none.
    base: u16,
    paragraph: Vec<u8>,
    character: Vec<u8>,
    /// A character style that stands for deleted text.
    deletion: bool,
}

/// The paragraph styles of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
}

/// Longest chain of styles that is followed; Word allows 11.
const DEEPEST: usize = 16;

impl Styles {
    /// Reads the style sheet; styles that cannot be read are empty.
    pub(super) fn of(streams: &Streams) -> Self {
        let Some(sheet) = streams.part(Part::Styles) else { return Self::default() };
        let Some(header) = u16_at(sheet, 0).map(usize::from) else { return Self::default() };
        let count = u16_at(sheet, 2).unwrap_or(0);
        let base_length = usize::from(u16_at(sheet, 4).unwrap_or(10)).max(10);
        let mut at = 2 + header;
        let mut styles = Vec::new();
        for _ in 0..count {
            let Some(length) = u16_at(sheet, at).map(usize::from) else { break };
            let Some(entry) = slice(sheet, at + 2, length) else { break };
            styles.push(style_of(entry, base_length).unwrap_or_default());
            at += 2 + length + length % 2;
        }
        Self { styles }
    }

    /// The chain of a style from its most basic one to itself.
    fn chain(&self, index: u16) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut next = index;
        while let Some(style) = self.styles.get(usize::from(next))
            && chain.len() < DEEPEST
        {
            chain.push(style);
            next = style.base;
        }
        chain.reverse();
        chain
    }

    /// A paragraph of this style before its own properties.
    pub(super) fn paragraph(&self, index: u16, streams: &Streams) -> Paragraph {
        let mut paragraph = Paragraph::default();
        for style in self.chain(index) {
            paragraph.apply(&style.paragraph, streams);
        }
        paragraph.style = index;
        paragraph
    }

    /// A character in a paragraph of this style before its own properties.
    pub(super) fn character(&self, index: u16, streams: &Streams) -> Character {
        let mut character = Character::default();
        for style in self.chain(index) {
            character.apply(&style.character, streams);
        }
        character
    }

    /// Applies a character style with those that it begins from.
    pub(super) fn apply(&self, index: u16, character: &mut Character, streams: &Streams) {
        for style in self.chain(index) {
            character.deleted |= style.deletion;
            character.apply(&style.character, streams);
        }
    }

    /// The heading level (from 1) of a style that is, or is based on, a built-in heading.
    pub(super) fn heading(&self, index: u16) -> Option<u8> {
        let found = self.chain(index).into_iter().rev().find(|style| (1..=9).contains(&style.built_in))?;
        u8::try_from(found.built_in).ok()
    }
}

fn style_of(entry: &[u8], base_length: usize) -> Option<Style> {
    let built_in = u16_at(entry, 0)? & 0xFFF;
    let kind_and_base = u16_at(entry, 2)?;
    let mut style = Style { built_in, base: kind_and_base >> 4, ..Style::default() };
    let name_length = usize::from(u16_at(entry, base_length)?);
    let name: Vec<u16> = (0..name_length).map_while(|at| u16_at(entry, base_length + 2 + at * 2)).collect();
    style.deletion = kind_and_base & 0xF == 2 && is_deletion_style(&String::from_utf16_lossy(&name));
    let mut at = base_length + 2 + name_length * 2 + 2;
    if kind_and_base & 0xF == 1 {
        let length = usize::from(u16_at(entry, at)?);
        let list = slice(entry, at + 2, length)?;
        style.paragraph = list.get(2..).unwrap_or_default().to_vec();
        at += 2 + length + length % 2;
        if let Some(length) = u16_at(entry, at).map(usize::from) {
            style.character = slice(entry, at + 2, length).unwrap_or_default().to_vec();
        }
    } else if kind_and_base & 0xF == 2 {
        // A character style has one list only.
        let length = usize::from(u16_at(entry, at)?);
        style.character = slice(entry, at + 2, length).unwrap_or_default().to_vec();
    }
    Some(style)
}
