//! Hands the tokens of html5gum to html5ever's tree builder.
//!
//! Both follow the same standard and meet in its tokens. html5ever has a tokenizer of its own; it goes through tags
//! character by character and carries its named entities as a table of all their beginnings, three times the size.

use std::convert::Infallible;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName, QualName};
use html5gum::{Emitter, Error, Reader, State, Tokenizer};

/// Who takes the attributes out of the lists that they are handed in can give one back for the next tag.
pub trait Spare {
    /// An empty list, where there is one with room.
    fn spare(&self) -> Vec<Attribute>;
}

/// Goes through a text from beginning to end and gives the sink its tokens.
pub fn tokenize<S: TokenSink + Spare>(html: &str, sink: &S) {
    let Ok(()) = Tokenizer::new_with_emitter(Text(html.as_bytes()), Feed::new(sink)).finish();
}

/// What of the text is still to be read. html5gum's own reader is put into each of its eighty states by the compiler,
/// which is a third of their code; in the page's module this one stands once, elsewhere it is as fast in its place.
struct Text<'t>(&'t [u8]);

impl Reader for Text<'_> {
    type Error = Infallible;

    #[cfg_attr(target_family = "wasm", inline(never))]
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        Ok(self.0.split_off_first().copied())
    }

    #[cfg_attr(target_family = "wasm", inline(never))]
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        _buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        // A bit for each byte there is: a look at a byte is the same work for one that is looked for as for ten.
        let mut wanted = [0_u64; 4];
        for byte in needle {
            wanted[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        let is_wanted = |byte: &u8| wanted[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0;
        // One that is looked for stands alone, all before it together.
        let length = self.0.iter().position(is_wanted).unwrap_or(self.0.len()).max(1);
        Ok(self.0.split_off(..length.min(self.0.len())).filter(|read| !read.is_empty()))
    }

    #[cfg_attr(target_family = "wasm", inline(never))]
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        let is_next = self
            .0
            .get(..text.len())
            .is_some_and(|next| next == text || !case_sensitive && next.eq_ignore_ascii_case(text));
        if is_next {
            self.0 = self.0.get(text.len()..).unwrap_or_default();
        }
        Ok(is_next)
    }
}

/// The token that is being read, and whom it goes to.
struct Feed<'s, S> {
    sink: &'s S,
    text: Vec<u8>,
    kind: TagKind,
    name: Vec<u8>,
    /// Name of the start tag before: only its end tag ends raw text.
    last_start: Vec<u8>,
    self_closing: bool,
    attributes: Vec<Attribute>,
    attribute: Vec<u8>,
    value: Vec<u8>,
    doctype: Doctype,
    names: Names,
}

/// The tokenizer cuts at ASCII characters only: what comes from a `str` stays one.
fn tendril(bytes: &[u8]) -> StrTendril {
    StrTendril::try_from_byte_slice(bytes)
        .unwrap_or_else(|()| StrTendril::from_slice(&String::from_utf8_lossy(bytes)))
}

fn local_name(bytes: &[u8]) -> LocalName {
    str::from_utf8(bytes).map_or_else(|_| LocalName::from(&*String::from_utf8_lossy(bytes)), LocalName::from)
}

/// The names that were read last, by a few of their bits: a page has few, and each many times.
#[derive(Default)]
struct Names(Vec<LocalName>);

impl Names {
    fn of(&mut self, bytes: &[u8]) -> LocalName {
        const SIZE: usize = 128;
        let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
        let last = bytes.len().saturating_sub(1);
        let slot = (byte(0) * 5 + byte(last / 2) * 3 + byte(last) + bytes.len() * 17) % SIZE;
        self.0.resize_with(SIZE, LocalName::default);
        let Some(known) = self.0.get_mut(slot) else { return local_name(bytes) };
        if known.as_bytes() != bytes {
            *known = local_name(bytes);
        }
        known.clone()
    }
}

impl<'s, S: TokenSink + Spare> Feed<'s, S> {
    fn new(sink: &'s S) -> Self {
        Self {
            sink,
            text: Vec::new(),
            kind: TagKind::StartTag,
            name: Vec::new(),
            last_start: Vec::new(),
            self_closing: false,
            attributes: Vec::new(),
            attribute: Vec::new(),
            value: Vec::new(),
            doctype: Doctype::default(),
            names: Names::default(),
        }
    }

    /// Hands a token on; the answer says how the tokenizer has to read what follows.
    fn hand(&self, token: Token) -> Option<State> {
        match self.sink.process_token(token, 1) {
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => {
                Some(State::ScriptData)
            }
            // A script is not run, and an encoding was chosen before.
            TokenSinkResult::Continue
            | TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_) => None,
        }
    }

    fn flush_text(&mut self) {
        let mut parts = self.text.split(|&byte| byte == 0);
        let first = parts.next().unwrap_or_default();
        if !first.is_empty() {
            self.hand(Token::CharacterTokens(tendril(first)));
        }
        for part in parts {
            self.hand(Token::NullCharacterToken);
            if !part.is_empty() {
                self.hand(Token::CharacterTokens(tendril(part)));
            }
        }
        self.text.clear();
    }

    /// Puts the attribute that was read on its tag; of two of the same name the first counts for whoever asks.
    fn flush_attribute(&mut self) {
        if self.attribute.is_empty() {
            return;
        }
        if self.kind == TagKind::StartTag {
            if self.attributes.capacity() == 0 {
                self.attributes = self.sink.spare();
            }
            let name = QualName::new(None, html5ever::ns!(), self.names.of(&self.attribute));
            self.attributes.push(Attribute { name, value: tendril(&self.value) });
        }
        self.attribute.clear();
        self.value.clear();
    }

    fn begin_tag(&mut self, kind: TagKind) {
        self.flush_text();
        self.kind = kind;
        self.name.clear();
        self.self_closing = false;
        self.attributes.clear();
        self.attribute.clear();
        self.value.clear();
    }
}

impl<S: TokenSink + Spare> Emitter for Feed<'_, S> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start = name.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {
        self.flush_text();
        self.hand(Token::EOFToken);
        self.sink.end();
    }

    fn emit_error(&mut self, _error: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
    }

    fn init_start_tag(&mut self) {
        self.begin_tag(TagKind::StartTag);
    }

    fn init_end_tag(&mut self) {
        self.begin_tag(TagKind::EndTag);
    }

    fn init_comment(&mut self) {
        self.flush_text();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush_attribute();
        if self.kind == TagKind::StartTag {
            self.last_start.clone_from(&self.name);
        }
        let attrs = std::mem::take(&mut self.attributes);
        let name = self.names.of(&self.name);
        self.hand(Token::TagToken(Tag {
            kind: self.kind,
            name,
            self_closing: self.self_closing,
            attrs,
            had_duplicate_attributes: false,
        }))
    }

    // Comments are never shown; the tree builder would only put them into the tree.
    fn emit_current_comment(&mut self) {}

    fn emit_current_doctype(&mut self) {
        self.hand(Token::DoctypeToken(self.doctype.clone()));
    }

    fn set_self_closing(&mut self) {
        self.self_closing = self.kind == TagKind::StartTag;
    }

    fn set_force_quirks(&mut self) {
        self.doctype.force_quirks = true;
    }

    fn push_tag_name(&mut self, text: &[u8]) {
        self.name.extend_from_slice(text);
    }

    fn push_comment(&mut self, _text: &[u8]) {}

    fn push_doctype_name(&mut self, text: &[u8]) {
        self.doctype.name.get_or_insert_default().push_tendril(&tendril(text));
    }

    fn init_doctype(&mut self) {
        self.flush_text();
        self.doctype = Doctype::default();
    }

    fn init_attribute(&mut self) {
        self.flush_attribute();
    }

    fn push_attribute_name(&mut self, text: &[u8]) {
        self.attribute.extend_from_slice(text);
    }

    fn push_attribute_value(&mut self, text: &[u8]) {
        self.value.extend_from_slice(text);
    }

    fn set_doctype_public_identifier(&mut self, value: &[u8]) {
        self.doctype.public_id = Some(tendril(value));
    }

    fn set_doctype_system_identifier(&mut self, value: &[u8]) {
        self.doctype.system_id = Some(tendril(value));
    }

    fn push_doctype_public_identifier(&mut self, text: &[u8]) {
        self.doctype.public_id.get_or_insert_default().push_tendril(&tendril(text));
    }

    fn push_doctype_system_identifier(&mut self, text: &[u8]) {
        self.doctype.system_id.get_or_insert_default().push_tendril(&tendril(text));
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.kind == TagKind::EndTag && !self.last_start.is_empty() && self.last_start == self.name
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.sink.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
