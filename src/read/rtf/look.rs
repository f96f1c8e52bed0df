//! How characters of RTF look, as far as that decides what a person sees.

/// Red, green and blue of the colour table's entries; `None` for the automatic colour.
#[derive(Debug, Default)]
pub struct Colours {
    entries: Vec<Option<[i32; 3]>>,
    next: Option<[i32; 3]>,
}

impl Colours {
    /// Takes a word of the table.
    pub fn word(&mut self, word: &str, value: Option<i32>) {
        let place = match word {
            "red" => 0,
            "green" => 1,
            "blue" => 2,
            _ => return,
        };
        if let Some(part) = self.next.get_or_insert_default().get_mut(place) {
            *part = value.unwrap_or(0);
        }
    }

    /// Ends as many entries as there are semicolons.
    pub fn end(&mut self, bytes: &[u8]) {
        for _ in bytes.iter().filter(|byte| **byte == b';') {
            self.entries.push(self.next.take());
        }
    }

    /// Whether an entry is white, or so near to it that nothing shows on white.
    pub fn is_white(&self, entry: i32) -> bool {
        let colour = usize::try_from(entry).ok().and_then(|entry| self.entries.get(entry)).copied().flatten();
        colour.is_some_and(|parts| parts.iter().all(|part| *part >= 0xFA))
    }

    /// Whether an entry is a background other than white.
    pub fn is_coloured(&self, entry: i32) -> bool {
        let colour = usize::try_from(entry).ok().and_then(|entry| self.entries.get(entry)).copied().flatten();
        colour.is_some() && !self.is_white(entry)
    }
}

/// What control words say about characters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    strike: bool,
    double_strike: bool,
    raised: bool,
    shift: i32,
    colour: i32,
    highlight: i32,
    background: i32,
}

impl Look {
    /// Takes a control word; whether it is one about looks.
    pub fn word(&mut self, word: &str, value: Option<i32>) -> bool {
        let on = value != Some(0);
        match word {
            "strike" => self.strike = on,
            "striked" => self.double_strike = on,
            "super" | "sub" => self.raised = on,
            "nosupersub" => self.raised = false,
            "up" | "dn" => self.shift = value.unwrap_or(6),
            "cf" => self.colour = value.unwrap_or(0),
            "highlight" => self.highlight = value.unwrap_or(0),
            "cb" | "chcbpat" => self.background = value.unwrap_or(0),
            "plain" => *self = Self::default(),
            _ => return false,
        }
        true
    }

    /// Whether the characters are struck out or white on white.
    pub fn is_unseen(&self, colours: &Colours, coloured: bool) -> bool {
        let behind = coloured || colours.is_coloured(self.highlight) || colours.is_coloured(self.background);
        self.strike || self.double_strike || (colours.is_white(self.colour) && !behind)
    }

    /// Whether the characters stand above or below the line as a note's mark does.
    pub fn is_raised(&self) -> bool {
        self.raised
    }

    /// Whether the characters are moved up or down by a length.
    pub fn is_shifted(&self) -> bool {
        self.shift.abs() >= 3
    }
}
