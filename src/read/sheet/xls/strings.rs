//! The strings that the sheets of a workbook share, with the runs that have fonts of their own.

use super::{Font, Record, Rich, u32_at};

/// The strings that all sheets share; they run on over `CONTINUE` records, and where one breaks within its characters
/// its width is stated anew.
pub(super) fn shared_strings(record: &Record, fonts: &[Font]) -> Vec<Rich> {
    let mut reader = Segments { segments: &record.more, current: record.data, at: 8 };
    let count = u32_at(record.data, 4).unwrap_or(0);
    let mut strings = Vec::new();
    for _ in 0..count {
        let Some(text) = reader.string(fonts) else { break };
        strings.push(text);
    }
    strings
}

struct Segments<'r, 'b> {
    segments: &'r [&'b [u8]],
    current: &'b [u8],
    at: usize,
}

impl Segments<'_, '_> {
    fn next_segment(&mut self) -> Option<()> {
        let (first, rest) = self.segments.split_first()?;
        self.current = first;
        self.segments = rest;
        self.at = 0;
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.current.len() {
            self.next_segment()?;
        }
        let byte = self.current.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn number(&mut self, bytes: u32) -> Option<usize> {
        let mut number = 0_usize;
        for place in 0..bytes {
            number |= usize::from(self.byte()?) << (8 * place);
        }
        Some(number)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.at >= self.current.len() {
                self.next_segment()?;
                continue;
            }
            let step = count.min(self.current.len() - self.at);
            self.at += step;
            count -= step;
        }
        Some(())
    }

    fn string(&mut self, fonts: &[Font]) -> Option<Rich> {
        let length = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let extension = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let mut wide = flags & 1 != 0;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            if self.at >= self.current.len() {
                self.next_segment()?;
                wide = self.byte()? & 1 != 0;
            }
            units.push(u16::try_from(self.number(if wide { 2 } else { 1 })?).unwrap_or(0xFFFD));
        }
        // Where each run of characters begins, and its font.
        let mut starts = Vec::new();
        for _ in 0..runs {
            starts.push((self.number(2)?, u16::try_from(self.number(2)?).unwrap_or(0)));
        }
        self.skip(extension)?;
        Some(in_runs(&units, &starts, fonts))
    }
}

/// The font of a number; there is no fourth.
pub(super) fn font_at(fonts: &[Font], number: u16) -> Option<Font> {
    let at = if number > 4 { number - 1 } else { number };
    fonts.get(usize::from(at)).copied()
}

/// A text with the runs that have fonts of their own; what stands before them has the cell's.
fn in_runs(units: &[u16], starts: &[(usize, u16)], fonts: &[Font]) -> Rich {
    let part = |from: usize, to: usize| String::from_utf16_lossy(units.get(from..to).unwrap_or_default());
    let first = starts.first().map_or(units.len(), |start| start.0.min(units.len()));
    let mut text = Rich::plain(part(0, first));
    for (index, (start, font)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(units.len(), |next| next.0.min(units.len()));
        text.push(font_at(fonts, *font), part(*start, end));
    }
    text
}
