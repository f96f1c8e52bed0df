//! JSON with a line for each value, as serde_json's own pretty printer writes it.
//!
//! That one writes the spaces at the beginning of a line level by level, which was more work than all texts of an outcome.

use std::io::{self, Write};

use gouji::outcome::Outcome;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// Writes an outcome in lines.
pub fn print(out: &mut Vec<u8>, outcome: &Outcome) -> io::Result<()> {
    Ok(outcome.serialize(&mut Serializer::with_formatter(out, Lines::default()))?)
}

/// Lines that begin with two spaces for each level.
#[derive(Debug, Default)]
struct Lines {
    level: usize,
    /// Whether something stands between the brackets that are closed next.
    has_value: bool,
}

impl Lines {
    /// Ends a line, behind a comma where a value stood in it, and begins the next.
    fn begin<W: ?Sized + Write>(&self, out: &mut W, comma: bool) -> io::Result<()> {
        /// The deepest of outcomes are half as deep.
        const LINE: &[u8; 34] = b",\n                                ";
        const SPACES: usize = LINE.len() - 2;
        let spaces = self.level * 2;
        out.write_all(LINE.get(usize::from(!comma)..2 + spaces.min(SPACES)).unwrap_or_default())?;
        (SPACES..spaces).try_for_each(|_| out.write_all(b" "))
    }

    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.level += 1;
        self.has_value = false;
        out.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.level = self.level.saturating_sub(1);
        if self.has_value {
            self.begin(out, false)?;
        }
        out.write_all(bracket)
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.begin(out, !first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.begin(out, !first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_libraries_own_printer() {
        let deep = (0..20)
            .fold(serde_json::json!([]), |inner, at| serde_json::json!({ "甲\n": [at, inner], "乙": {} }));
        let mut out = Vec::new();
        deep.serialize(&mut Serializer::with_formatter(&mut out, Lines::default())).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string_pretty(&deep).unwrap());
    }
}
