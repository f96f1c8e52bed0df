//! Fields of forms in RTF: what a list or a box shows, which stands in its definition only.

/// A field's definition as far as it was read.
#[derive(Debug, Default)]
pub struct Form {
    kind: i32,
    result: Option<i32>,
    default: i32,
    entries: Vec<String>,
}

impl Form {
    /// Takes a word of the definition.
    pub fn word(&mut self, word: &str, value: Option<i32>) {
        match word {
            "fftype" => self.kind = value.unwrap_or(0),
            // 25 stands for none.
            "ffres" => self.result = value.filter(|result| *result != 25),
            "ffdefres" => self.default = value.unwrap_or(0),
            "ffl" => self.entries.push(String::new()),
            _ => {}
        }
    }

    /// Adds text to the list's entry that was begun last.
    pub fn text(&mut self, text: &str) {
        if let Some(entry) = self.entries.last_mut() {
            entry.push_str(text);
        }
    }

    /// What the field shows by itself: the chosen entry of a list, the mark of a box.
    pub fn shown(&self) -> Option<String> {
        let result = self.result.unwrap_or(self.default);
        match self.kind {
            1 => Some(if result == 1 { "☑" } else { "□" }.to_owned()),
            2 => self.entries.get(usize::try_from(result).ok()?).map(|entry| entry.trim().to_owned()),
            _ => None,
        }
    }
}
