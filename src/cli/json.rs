//! JSON as `serde_json` writes it in lines, with one write for each line's end and indentation: it makes one for each
//! level, six for most lines of an outcome.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// Bytes of most outcomes, more or less.
const EXPECTED: usize = 1 << 16;

/// A value in lines, indented by two spaces for each level.
pub fn in_lines(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(EXPECTED);
    value.serialize(&mut Serializer::with_formatter(&mut out, Lines::default()))?;
    Ok(out)
}

/// Where the writer stands.
#[derive(Default)]
struct Lines {
    depth: usize,
    /// Whether the list or object that is open has something in it.
    filled: bool,
}

impl Lines {
    /// The end of a line, a comma before it where another value came before, and the next line's indentation.
    fn line<W: Write + ?Sized>(&self, out: &mut W, first: bool) -> io::Result<()> {
        const LINE: &[u8] = b",\n                                ";
        const COMMA: usize = 1;
        let mut deep = (2 * self.depth).saturating_sub(LINE.len() - 2);
        out.write_all(LINE.get(usize::from(first) * COMMA..2 + 2 * self.depth - deep).unwrap_or_default())?;
        while deep > 0 {
            out.write_all(b"  ")?;
            deep -= 2;
        }
        Ok(())
    }

    fn open<W: Write + ?Sized>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(sign)
    }

    fn close<W: Write + ?Sized>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.filled {
            self.line(out, true)?;
        }
        out.write_all(sign)
    }
}

impl Formatter for Lines {
    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(out, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _out: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(out, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _out: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::in_lines;
    use serde_json::{Value, json};

    #[test]
    fn lines_are_those_of_serde_json() {
        let mut deep = json!([{"甲": 1}, [], {}, [[]], null, "乙\n"]);
        for _ in 0..40 {
            deep = json!({"a": [deep], "b": {}, "c": [1, 2.5, true]});
        }
        for value in [json!({}), json!([]), Value::Null, json!([[], {"a": {}}]), deep] {
            assert_eq!(in_lines(&value).unwrap(), serde_json::to_vec_pretty(&value).unwrap());
        }
    }
}
