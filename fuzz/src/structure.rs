//! What a text is built of, told well enough to change it: pieces that stand by themselves, and values within them.

use std::ops::Range;

/// A way of writing.
#[derive(Debug, Clone, Copy)]
pub enum Syntax {
    /// HTML and XML: elements, attributes' values, texts.
    Markup,
    /// RTF: groups, control words' numbers.
    Groups,
    /// PDF: objects, dictionaries, arrays, operators' operands.
    Objects,
    /// Lines and what stands between tabs, bars and commas.
    Lines,
}

/// The pieces and values of a text.
#[derive(Debug, Default)]
pub struct Structure {
    /// Elements, groups, objects, lines.
    pub pieces: Vec<Range<usize>>,
    /// Attributes' values, numbers, texts.
    pub values: Vec<Range<usize>>,
}

/// As many pieces and values as are looked at.
const MOST: usize = 4_000;

impl Structure {
    pub fn of(syntax: Syntax, data: &[u8]) -> Self {
        let mut structure = Self::default();
        match syntax {
            Syntax::Markup => structure.markup(data),
            Syntax::Groups => structure.nested(data, &[(b"{", b"}")]),
            Syntax::Objects => structure.nested(
                data,
                &[(b" obj", b"endobj"), (b"<<", b">>"), (b"[", b"]"), (b"BT", b"ET"), (b"BDC", b"EMC")],
            ),
            Syntax::Lines => structure.lines(data),
        }
        if !matches!(syntax, Syntax::Markup) {
            structure.numbers(data);
        }
        structure.pieces.truncate(MOST);
        structure.values.truncate(MOST);
        structure
    }

    fn markup(&mut self, data: &[u8]) {
        let mut open: Vec<(&[u8], usize)> = Vec::new();
        let mut at = 0;
        while let Some(begin) = data[at..].iter().position(|byte| *byte == b'<').map(|found| at + found) {
            if begin > at {
                self.values.push(at..begin);
            }
            let Some(end) =
                data[begin..].iter().position(|byte| *byte == b'>').map(|found| begin + found + 1)
            else {
                break;
            };
            let tag = &data[begin + 1..end - 1];
            let name =
                |tag: &'_ [u8]| tag.iter().position(|byte| b" \t\r\n/".contains(byte)).unwrap_or(tag.len());
            if let Some(closing) = tag.strip_prefix(b"/") {
                let closing = &closing[..name(closing)];
                if let Some(found) = open.iter().rposition(|(name, _)| *name == closing) {
                    self.pieces.push(open[found].1..end);
                    open.truncate(found);
                }
            } else {
                self.attributes(data, begin + 1..end - 1);
                if tag.ends_with(b"/") {
                    self.pieces.push(begin..end);
                } else {
                    open.push((&tag[..name(tag)], begin));
                }
            }
            at = end;
        }
    }

    fn attributes(&mut self, data: &[u8], tag: Range<usize>) {
        let mut at = tag.start;
        while at < tag.end {
            if b"\"'".contains(&data[at]) {
                let Some(length) = data[at + 1..tag.end].iter().position(|byte| *byte == data[at]) else {
                    return;
                };
                self.values.push(at + 1..at + 1 + length);
                at += length + 2;
            } else {
                at += 1;
            }
        }
    }

    fn nested(&mut self, data: &[u8], brackets: &[(&[u8], &[u8])]) {
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        while at < data.len() {
            let rest = &data[at..];
            if let Some(kind) = brackets.iter().position(|(begin, _)| rest.starts_with(begin)) {
                // The number of an object belongs to it.
                let mut begin = at;
                while kind == 0
                    && brackets.len() > 1
                    && begin > 0
                    && (data[begin - 1].is_ascii_digit() || data[begin - 1] == b' ')
                {
                    begin -= 1;
                }
                open.push((kind, begin));
                at += brackets[kind].0.len();
            } else if let Some(kind) = brackets.iter().position(|(_, end)| rest.starts_with(end)) {
                at += brackets[kind].1.len();
                if let Some(found) = open.iter().rposition(|(each, _)| *each == kind) {
                    self.pieces.push(open[found].1..at);
                    open.truncate(found);
                }
            } else {
                at += 1;
            }
        }
    }

    fn lines(&mut self, data: &[u8]) {
        let mut at = 0;
        for line in data.split_inclusive(|byte| *byte == b'\n') {
            self.pieces.push(at..at + line.len());
            let mut field = at;
            for part in line.split_inclusive(|byte| b"\t|,;".contains(byte)) {
                self.values.push(field..field + part.len().saturating_sub(1));
                field += part.len();
            }
            at += line.len();
        }
    }

    fn numbers(&mut self, data: &[u8]) {
        let mut at = 0;
        while at < data.len() && self.values.len() < MOST {
            let length = data[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if length > 0 {
                self.values.push(at..at + length);
            }
            at += length + 1;
        }
    }
}
