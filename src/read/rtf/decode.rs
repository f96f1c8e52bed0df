//! Bytes and numbers of characters to text, and the text to where it goes.

use super::Reader;
use super::destination::Destination;
use crate::read::encoding;
use crate::read::visible::{OBJECT, of_symbol_font};

impl Reader {
    /// Decodes the bytes that have gathered.
    pub(super) fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        match self.state.destination {
            Destination::Text if self.shows_text() => {
                let text = self.decoded(&bytes);
                self.show(&text);
            }
            Destination::Fonts => {
                let name = self.decoded(&bytes);
                let own = self.names.entry(self.state.font).or_default();
                own.push_str(name.trim_end_matches(';'));
            }
            Destination::Colours => self.colours.end(&bytes),
            Destination::FormEntry => {
                let text = self.decoded(&bytes);
                if let Some(form) = &mut self.form {
                    form.text(&text);
                }
            }
            Destination::Instruction => {
                let text = self.decoded(&bytes);
                self.instruction.push_str(&text);
            }
            Destination::Styles => {
                let text = self.decoded(&bytes);
                let name = self.styles.entry(self.named).or_default();
                name.push_str(text.trim_end_matches(';'));
            }
            _ => {}
        }
    }

    pub(super) fn unit(&mut self, unit: u16) {
        self.flush();
        self.skip = self.state.fallback;
        let pair = self.surrogate.take().map(|first| [first, unit]);
        let text = match (pair, unit) {
            (Some(pair), 0xDC00..=0xDFFF) => String::from_utf16(&pair).unwrap_or_default(),
            (_, 0xD800..=0xDBFF) => {
                self.surrogate = Some(unit);
                return;
            }
            // Symbol fonts put their signs into the private area.
            (_, 0xF000..=0xF0FF) => {
                let sign = self.sign(u32::from(unit));
                if sign.is_none() && self.state.destination == Destination::Text {
                    self.show_object();
                }
                sign.map(String::from).unwrap_or_default()
            }
            _ => char::from_u32(u32::from(unit)).map(String::from).unwrap_or_default(),
        };
        match self.state.destination {
            Destination::Text if self.shows_text() => self.show(&text),
            Destination::FormEntry => {
                if let Some(form) = &mut self.form {
                    form.text(&text);
                }
            }
            Destination::Styles => self.styles.entry(self.named).or_default().push_str(&text),
            Destination::Instruction => self.instruction.push_str(&text),
            _ => {}
        }
    }

    /// The sign of the font at hand for a code. Writers name the font of symbols without saying that it is one.
    fn sign(&self, code: u32) -> Option<char> {
        of_symbol_font(self.names.get(&self.state.font).map_or("", String::as_str), code)
    }

    fn decoded(&self, bytes: &[u8]) -> String {
        if self.symbols.contains(&self.state.font) && self.state.destination == Destination::Text {
            let object = Some(OBJECT).filter(|_| self.paragraph.depth > 0);
            let sign = |byte: &u8| self.sign(0xF000 + u32::from(*byte)).or(object);
            return bytes.iter().filter_map(sign).collect();
        }
        let page = self.fonts.get(&self.state.font).copied().unwrap_or(self.code_page);
        // A Latin font over a Chinese code page: the bytes are of the page, since programs write them so.
        let chinese = matches!(self.code_page, 936 | 950 | 54_936);
        let page = if chinese && matches!(page, 0 | 1252) { self.code_page } else { page };
        let name = match page {
            936 | 54_936 => "gb18030",
            950 => "big5",
            932 => "shift_jis",
            949 => "euc-kr",
            65_001 => "utf-8",
            _ => "windows-1252",
        };
        encoding::decode_as(bytes, name).text
    }
}

/// The code page of a font's character set; `None` for symbol fonts and for those without.
pub(super) fn page_of(charset: i32) -> Option<u16> {
    Some(match charset {
        0 | 1 => 1252,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        _ => return None,
    })
}
