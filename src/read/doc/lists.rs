//! List numbers ([MS-DOC] 2.9.131 and after): the 一、 of a heading that exists only as list numbering.

use std::collections::HashMap;

use super::bytes::{size_at, slice, u8_at, u16_at, u32_at};
use super::file::{Part, Streams, part_range};
use crate::read::number::number_text;

/// One level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: u8,
    /// The number's text; characters 0 to 8 stand for the number of that level.
    text: Vec<u16>,
    /// All numbers of this level are shown as digits.
    legal: bool,
}

/// A paragraph's list: which definition it counts in, and the levels that it replaces.
#[derive(Debug, Clone, Default)]
struct Override {
    list: u32,
    levels: Vec<(usize, Option<u32>, Option<Level>)>,
}

/// The lists of a file and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: HashMap<u32, Vec<Level>>,
    overrides: Vec<Override>,
    /// For each list the last number at each level; 0 where it has not begun.
    counters: HashMap<u32, [Option<u32>; 9]>,
    /// Overrides whose new start has been used.
    started: Vec<(u16, usize)>,
}

impl Lists {
    /// Reads the list definitions; what cannot be read has no numbers.
    pub(super) fn of(streams: &Streams) -> Self {
        let mut lists = Self::default();
        let _ = lists.read_definitions(streams);
        let _ = lists.read_overrides(streams);
        lists
    }

    fn read_definitions(&mut self, streams: &Streams) -> Option<()> {
        let (offset, length) = part_range(&streams.word, Part::Lists)?;
        // The levels follow the definitions beyond the length that is written down.
        let bytes = streams.table.get(offset..)?;
        let count = usize::from(u16_at(bytes, 0)?);
        let mut at = length.max(2 + count * 28);
        if slice(bytes, 2, count * 28).is_none() || at > 2 + count * 28 {
            at = 2 + count * 28;
        }
        for index in 0..count {
            let entry = 2 + index * 28;
            let identity = u32_at(bytes, entry)?;
            let simple = u8_at(bytes, entry + 26)? & 1 == 1;
            let mut levels = Vec::new();
            for _ in 0..(if simple { 1 } else { 9 }) {
                let (level, next) = level_at(bytes, at)?;
                levels.push(level);
                at = next;
            }
            self.lists.insert(identity, levels);
        }
        Some(())
    }

    fn read_overrides(&mut self, streams: &Streams) -> Option<()> {
        let (offset, _) = part_range(&streams.word, Part::ListOverrides)?;
        let bytes = streams.table.get(offset..)?;
        let count = size_at(bytes, 0)?.min(0xFFFF);
        let mut at = 4 + count * 16;
        for index in 0..count {
            let entry = 4 + index * 16;
            let changed = u8_at(bytes, entry + 12)?;
            let mut one = Override { list: u32_at(bytes, entry)?, levels: Vec::new() };
            if let Some(next) = read_changes(bytes, at, changed, &mut one) {
                at = next;
            }
            self.overrides.push(one);
        }
        Some(())
    }

    /// The number of the next paragraph of a list at a level, ready to stand before its text; `None` for bullets and
    /// for lists that the file does not define.
    pub(super) fn next(&mut self, list: u16, level: u8) -> Option<String> {
        let chosen = self.overrides.get(usize::from(list).checked_sub(1)?)?;
        let level = usize::from(level);
        let defined = self.lists.get(&chosen.list)?;
        let find = |at: usize| -> Option<(&Level, Option<u32>)> {
            let change = chosen.levels.iter().find(|change| change.0 == at);
            let own = change.and_then(|change| change.2.as_ref()).or_else(|| defined.get(at))?;
            Some((own, change.and_then(|change| change.1)))
        };
        let (own, new_start) = find(level)?;
        let counters = self.counters.entry(chosen.list).or_default();
        let key = (list, level);
        let restart = new_start.is_some() && !self.started.contains(&key);
        if restart {
            self.started.push(key);
        }
        let start = new_start.unwrap_or(own.start);
        let slot = counters.get_mut(level)?;
        *slot = Some(match *slot {
            Some(last) if !restart => last.saturating_add(1),
            _ => start,
        });
        counters.iter_mut().skip(level + 1).for_each(|counter| *counter = None);
        if own.format == 23 || own.format == 255 && own.text.is_empty() {
            return None;
        }
        let mut units: Vec<u16> = Vec::new();
        for &unit in &own.text {
            if unit < 9 {
                let at = usize::from(unit);
                let Some((other, _)) = find(at) else { continue };
                let number = counters.get(at).copied().flatten().unwrap_or(other.start);
                let format = if own.legal { 0 } else { other.format };
                units.extend(number_text(number, format).encode_utf16());
            } else {
                units.push(unit);
            }
        }
        let mut text = String::from_utf16_lossy(&units);
        // Chinese numbering brings its own mark (一、 （一） 1．); Latin numbering is set off by its tab.
        if text.ends_with(|last: char| last.is_ascii()) {
            text.push(' ');
        }
        Some(text)
    }
}

fn read_changes(bytes: &[u8], at: usize, count: u8, into: &mut Override) -> Option<usize> {
    let mut at = at.checked_add(4)?;
    u32_at(bytes, at.checked_sub(4)?)?;
    for _ in 0..count {
        let start = u32_at(bytes, at)?;
        let flags = u32_at(bytes, at + 4)?;
        at += 8;
        let own = if flags & 0x20 != 0 {
            let (level, next) = level_at(bytes, at)?;
            at = next;
            Some(level)
        } else {
            None
        };
        let start = (flags & 0x10 != 0).then(|| own.as_ref().map_or(start, |level| level.start));
        into.levels.push((usize::try_from(flags & 0xF).ok()?, start, own));
    }
    Some(at)
}

fn level_at(bytes: &[u8], at: usize) -> Option<(Level, usize)> {
    let start = u32_at(bytes, at)?;
    let format = u8_at(bytes, at + 4)?;
    let legal = u8_at(bytes, at + 5)? & 4 != 0;
    let characters = usize::from(u8_at(bytes, at + 24)?);
    let paragraphs = usize::from(u8_at(bytes, at + 25)?);
    let text = at + 28 + characters + paragraphs;
    let length = usize::from(u16_at(bytes, text)?);
    let units = slice(bytes, text + 2, length * 2)?;
    let units = units.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)).collect();
    Some((Level { start, format, text: units, legal }, text + 2 + length * 2))
}
