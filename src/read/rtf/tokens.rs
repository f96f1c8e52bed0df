//! The tokens of RTF.

/// One token.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\*`
    Optional,
    /// A byte of text, escaped or not.
    Byte(u8),
    /// A control word or sign, with its number.
    Word(&'b str, Option<i32>),
}

/// Walks over the tokens of a text.
pub struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    /// From the first byte.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn while_matching(&mut self, matches: impl Fn(u8) -> bool) -> &'b str {
        let start = self.at;
        while self.peek().is_some_and(&matches) {
            self.at += 1;
        }
        std::str::from_utf8(self.bytes.get(start..self.at).unwrap_or_default()).unwrap_or_default()
    }

    fn control(&mut self) -> Option<Token<'b>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'*' => Token::Optional,
                b'\'' => {
                    let digits = self.bytes.get(self.at..self.at + 2)?;
                    self.at += 2;
                    let byte = std::str::from_utf8(digits)
                        .ok()
                        .and_then(|digits| u8::from_str_radix(digits, 16).ok());
                    Token::Byte(byte.unwrap_or(b'?'))
                }
                b'\\' | b'{' | b'}' => Token::Byte(first),
                b'\n' | b'\r' => Token::Word("par", None),
                b'~' => Token::Word("~", None),
                b'_' => Token::Word("_", None),
                b'\t' => Token::Word("tab", None),
                _ => Token::Word("", None),
            });
        }
        let word = self.while_matching(|byte| byte.is_ascii_alphabetic());
        let number_start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let digits = self.while_matching(|byte| byte.is_ascii_digit());
        let value = if digits.is_empty() {
            self.at = number_start;
            None
        } else {
            std::str::from_utf8(self.bytes.get(number_start..self.at)?).ok()?.parse().ok()
        };
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        if word == "bin" {
            let length = value.and_then(|length: i32| usize::try_from(length).ok()).unwrap_or(0);
            self.at = self.at.saturating_add(length).min(self.bytes.len());
        }
        Some(Token::Word(word, value))
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => return self.control(),
                b'\r' | b'\n' | 0 => continue,
                _ => Token::Byte(byte),
            });
        }
    }
}
