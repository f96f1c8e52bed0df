//! Rich Text Format, as Word, WPS and LibreOffice write it (specification 1.9.1).

mod decode;
mod destination;
mod form;
mod look;
mod table;
mod tokens;

use std::collections::{HashMap, HashSet};

use super::meter::{Blocks, Meter};
use super::{ReadError, equation};
use crate::document::{Block, Document, ReadNote};
use crate::read::visible::{OBJECT, is_deletion_style, is_only_objects, lowered, raised};
use decode::page_of;
use destination::Destination;
use form::Form;
use look::{Colours, Look};
use table::{Edge, Levels};
use tokens::{Token, Tokens};

/// Groups nested deeper than this end the reading.
const MAX_DEPTH: usize = 2000;

/// Character styles are numbered apart from those of paragraphs.
const CHARACTER_STYLES: i32 = 1 << 20;

/// Reads a text that begins with `{\rtf`.
pub fn read(bytes: &[u8], meter: &Meter) -> Result<Document, ReadError> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    let mut reader = Reader::new(meter);
    let complete = reader.run(bytes.get(start..).unwrap_or_default());
    reader.end_paragraph();
    let mut blocks = Blocks::new(meter);
    blocks.append(reader.levels.finish());
    let mut document = blocks.into_document();
    if !complete {
        document.notes.push(ReadNote {
            code: "truncated".to_owned(),
            zh: "这个 RTF 文档不完整，只读到了其中一部分；请重新下载或另存后再检查。".to_owned(),
            en:
                "This RTF document is incomplete and was read only in part; please download or save it again."
                    .to_owned(),
        });
    }
    Ok(document)
}

/// What a group inherits and gives back.
#[derive(Debug, Clone, Default)]
struct State {
    destination: Destination,
    font: i32,
    /// Characters after `\u` that stand for it where Unicode is not understood.
    fallback: usize,
    hidden: bool,
    deleted: bool,
    /// The character style stands for deleted text.
    struck_by_style: bool,
    look: Look,
    /// The group is a field; how much text stood in the paragraph before it.
    field: Option<usize>,
    /// The group is `{\*\…`: what is not known is passed over.
    optional: bool,
    /// The group holds the text of a text box.
    text_box: bool,
    /// The group states its text twice; the first is passed over.
    twice: bool,
}

/// The paragraph being read.
#[derive(Debug, Clone, Default)]
struct Paragraph {
    text: String,
    style: i32,
    outline: Option<u8>,
    /// Depth of the table in which the paragraph stands, 0 for none.
    depth: usize,
    /// The paragraph has a background other than white.
    coloured: bool,
    /// Some of its text stands on the line.
    level: bool,
    /// Some of its text is moved up or down by a length.
    shifted: bool,
}

#[derive(Debug)]
struct Reader {
    meter: Meter,
    state: State,
    stack: Vec<State>,
    code_page: u16,
    /// Code page of each font.
    fonts: HashMap<i32, u16>,
    /// Names of the fonts, and which of them have signs instead of letters.
    names: HashMap<i32, String>,
    symbols: HashSet<i32>,
    colours: Colours,
    /// A cell of the row at hand has a background other than white.
    row_coloured: bool,
    /// The field of a form whose definition was read last.
    form: Option<Form>,
    /// The instruction of the field that was read last.
    instruction: String,
    /// Names of the paragraph styles, and the one whose name is being read.
    styles: HashMap<i32, String>,
    named: i32,
    /// Bytes not yet decoded.
    bytes: Vec<u8>,
    /// First half of a character beyond the basic plane.
    surrogate: Option<u16>,
    /// Fallback characters still to be passed over.
    skip: usize,
    paragraph: Paragraph,
    levels: Levels,
    /// Paragraphs set aside while the text box in them is read, and the blocks of text boxes to come after them.
    outer: Vec<(Paragraph, Levels)>,
    boxes: Vec<Blocks>,
}

impl Reader {
    fn new(meter: &Meter) -> Self {
        Self {
            meter: meter.clone(),
            state: State::default(),
            stack: Vec::new(),
            code_page: 0,
            fonts: HashMap::new(),
            names: HashMap::new(),
            symbols: HashSet::new(),
            colours: Colours::default(),
            row_coloured: false,
            form: None,
            instruction: String::new(),
            styles: HashMap::new(),
            named: 0,
            bytes: Vec::new(),
            surrogate: None,
            skip: 0,
            paragraph: Paragraph::default(),
            levels: Levels::new(meter),
            outer: Vec::new(),
            boxes: Vec::new(),
        }
    }

    /// Reads all; whether the text came to its end.
    fn run(&mut self, bytes: &[u8]) -> bool {
        self.state.fallback = 1;
        for token in Tokens::new(bytes) {
            if self.meter.is_full() {
                return true;
            }
            match token {
                Token::Open => {
                    self.flush();
                    if self.stack.len() > MAX_DEPTH {
                        return false;
                    }
                    self.stack.push(self.state.clone());
                    self.state.optional = false;
                    self.state.text_box = false;
                    self.state.field = None;
                    self.skip = 0;
                    if std::mem::take(&mut self.state.twice) {
                        self.state.destination = Destination::Nothing;
                        if let Some(outer) = self.stack.last_mut() {
                            outer.twice = false;
                        }
                    }
                }
                Token::Close => {
                    self.flush();
                    self.skip = 0;
                    if self.state.text_box {
                        self.leave_text_box();
                    }
                    if let Some(start) = self.state.field {
                        self.end_field(start);
                    }
                    let Some(state) = self.stack.pop() else { continue };
                    self.state = state;
                    if self.stack.is_empty() {
                        return true;
                    }
                }
                Token::Optional => self.state.optional = true,
                Token::Byte(byte) => {
                    if self.skip > 0 {
                        self.skip -= 1;
                    } else {
                        self.bytes.push(byte);
                    }
                }
                Token::Word(word, value) => self.word(word, value),
            }
        }
        self.flush();
        false
    }

    fn shows_text(&self) -> bool {
        self.state.destination == Destination::Text
            && !self.state.hidden
            && !self.state.deleted
            && !self.state.struck_by_style
    }

    /// Adds text to the paragraph as it looks.
    fn show(&mut self, text: &str) {
        let behind = self.paragraph.coloured || (self.row_coloured && self.paragraph.depth > 0);
        let look = self.state.look;
        if look.is_unseen(&self.colours, behind) {
            return;
        }
        if look.is_raised() || look.is_shifted() {
            self.paragraph.shifted |= !look.is_raised();
            self.paragraph.text.push_str(&raised(text));
        } else {
            self.paragraph.level |= !text.trim().is_empty();
            self.paragraph.text.push_str(text);
        }
    }

    /// Notes in a cell that it shows something which is no text.
    fn show_object(&mut self) {
        if self.shows_text() && self.paragraph.depth > 0 {
            self.paragraph.text.push(OBJECT);
        }
    }

    /// Ends a field: one of a form that has no result of its own shows what its definition says.
    fn end_field(&mut self, start: usize) {
        let instruction = std::mem::take(&mut self.instruction);
        let empty = self.paragraph.text.get(start..).is_none_or(|result| result.trim().is_empty());
        let shown = self.form.take().and_then(|form| form.shown()).or_else(|| equation::shown(&instruction));
        if let (true, Some(shown)) = (empty, shown) {
            self.paragraph.level = true;
            self.paragraph.text.push_str(&shown);
        }
    }

    fn character(&mut self, character: char) {
        self.flush();
        if self.shows_text() {
            self.show(character.encode_utf8(&mut [0; 4]));
        }
    }

    fn word(&mut self, word: &str, value: Option<i32>) {
        let on = value != Some(0);
        if word != "u" {
            self.flush();
            if self.skip > 0 && !word.is_empty() {
                self.skip -= 1;
                if matches!(word, "par" | "cell" | "row") {
                    self.skip = 0;
                } else {
                    return;
                }
            }
        }
        if self.destination(word) {
            return;
        }
        if self.state.destination == Destination::Fonts {
            match (word, value) {
                ("f", Some(font)) => self.state.font = font,
                ("fcharset", Some(2)) => {
                    self.symbols.insert(self.state.font);
                }
                ("fcharset", Some(charset)) => {
                    self.fonts.extend(page_of(charset).map(|page| (self.state.font, page)));
                }
                _ => {}
            }
            return;
        }
        if self.state.destination == Destination::Colours {
            self.colours.word(word, value);
            return;
        }
        if self.state.destination == Destination::Form {
            if let Some(form) = &mut self.form {
                form.word(word, value);
            }
            return;
        }
        if word == "plain" {
            (self.state.hidden, self.state.deleted) = (false, false);
            self.state.struck_by_style = false;
        }
        if self.state.look.word(word, value) {
            return;
        }
        match word {
            "u" => {
                let unit = value.unwrap_or(0).rem_euclid(65_536);
                self.unit(u16::try_from(unit).unwrap_or(0xFFFD));
            }
            "uc" => self.state.fallback = usize::try_from(value.unwrap_or(1)).unwrap_or(1),
            "ansicpg" => self.code_page = value.and_then(|page| u16::try_from(page).ok()).unwrap_or(0),
            "f" => self.state.font = value.unwrap_or(0),
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "s" if self.state.destination == Destination::Styles => self.named = value.unwrap_or(0),
            "cs" if self.state.destination == Destination::Styles => {
                self.named = CHARACTER_STYLES.saturating_add(value.unwrap_or(0));
            }
            "cs" => {
                let name = self.styles.get(&CHARACTER_STYLES.saturating_add(value.unwrap_or(0)));
                self.state.struck_by_style = name.is_some_and(|name| is_deletion_style(name));
            }
            "s" => self.paragraph.style = value.unwrap_or(0),
            _ if self.state.destination != Destination::Text
                && self.state.destination != Destination::RowProperties => {}
            "par" | "sect" => self.end_paragraph(),
            "line" => self.character('\n'),
            "tab" => self.character('\t'),
            "emdash" => self.character('—'),
            "endash" => self.character('–'),
            "lquote" => self.character('‘'),
            "rquote" => self.character('’'),
            "ldblquote" => self.character('“'),
            "rdblquote" => self.character('”'),
            "emspace" => self.character('\u{2003}'),
            "enspace" => self.character('\u{2002}'),
            "~" => self.character('\u{a0}'),
            "_" => self.character('-'),
            "pard" => {
                let paragraph = std::mem::take(&mut self.paragraph);
                self.paragraph = Paragraph {
                    text: paragraph.text,
                    level: paragraph.level,
                    shifted: paragraph.shifted,
                    ..Paragraph::default()
                };
            }
            "outlinelevel" => self.paragraph.outline = value.and_then(|level| u8::try_from(level).ok()),
            "cbpat" => self.paragraph.coloured = value.is_some_and(|entry| self.colours.is_coloured(entry)),
            "clcbpat" | "trcbpat" | "clcbpatraw" => {
                self.row_coloured |= value.is_some_and(|entry| self.colours.is_coloured(entry));
            }
            "intbl" => self.paragraph.depth = self.paragraph.depth.max(1),
            "itap" => self.paragraph.depth = usize::try_from(value.unwrap_or(0)).unwrap_or(0).min(8),
            "cell" => {
                self.paragraph.depth = 1;
                self.end_paragraph();
                self.levels.end_cell(1);
            }
            "nestcell" => {
                let depth = self.paragraph.depth.max(2);
                self.paragraph.depth = depth;
                self.end_paragraph();
                self.levels.end_cell(depth);
            }
            "row" => self.levels.end_row(1),
            "nestrow" => self.levels.end_row(self.paragraph.depth.max(2)),
            _ => {
                let depth = if self.state.destination == Destination::RowProperties {
                    self.paragraph.depth.max(2)
                } else {
                    1
                };
                match word {
                    "trowd" => {
                        self.row_coloured = false;
                        self.levels.begin_row(depth);
                    }
                    "trrh" => self.levels.height(depth, value.unwrap_or(0)),
                    "trleft" => self.levels.left(depth, value.unwrap_or(0)),
                    "cellx" => self.levels.edge(depth, value.unwrap_or(0)),
                    "clvmgf" => self.levels.flag(depth, |edge: &mut Edge| edge.vertical_first = true),
                    "clvmrg" => self.levels.flag(depth, |edge: &mut Edge| edge.vertical_next = true),
                    "clmrg" => self.levels.flag(depth, |edge: &mut Edge| edge.horizontal_next = true),
                    _ => {}
                }
            }
        }
    }

    fn enter_text_box(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let levels = std::mem::replace(&mut self.levels, Levels::new(&self.meter));
        self.outer.push((paragraph, levels));
        self.state.text_box = true;
    }

    fn leave_text_box(&mut self) {
        self.end_paragraph();
        if let Some((paragraph, levels)) = self.outer.pop() {
            self.paragraph = paragraph;
            let inner = std::mem::replace(&mut self.levels, levels);
            self.boxes.push(inner.finish());
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        let text = std::mem::take(&mut self.paragraph.text);
        let level = std::mem::take(&mut self.paragraph.level);
        let shifted = std::mem::take(&mut self.paragraph.shifted);
        // Where all of a paragraph is moved up or down, nothing in it is a note's mark.
        let text = if shifted && !level { lowered(&text) } else { text };
        let text = text.trim_matches(|character: char| character.is_ascii_whitespace());
        // Beside a text an object is a mark or an ornament.
        let without: String;
        let text = match text.contains(OBJECT) && !is_only_objects(text) {
            true => {
                without = text.replace(OBJECT, "");
                without.trim_ascii()
            }
            false => text,
        };
        let style = self.styles.get(&self.paragraph.style).map(|name| name.trim().to_lowercase());
        let contents = style.as_deref().is_some_and(|style| style.starts_with("toc "));
        let of_style = style
            .and_then(|style| style.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok()))
            .filter(|level| (1..=6).contains(level));
        let heading = match self.paragraph.outline {
            Some(level) => (level < 6).then_some(level + 1),
            None => of_style,
        };
        if !text.is_empty() && !contents {
            self.levels.push(
                self.paragraph.depth,
                match heading {
                    Some(level) => Block::heading(level, text),
                    None => Block::paragraph(text),
                },
            );
        }
        if self.outer.is_empty() {
            for blocks in std::mem::take(&mut self.boxes) {
                self.levels.append(self.paragraph.depth, blocks);
            }
        }
    }
}

#[cfg(test)]
mod tests;
