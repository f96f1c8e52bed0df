//! Bytes or text to a [`Document`]: detection of format and encoding, and one file for each input format.

#[cfg(feature = "documents")]
pub mod doc;

use crate::document::{Block, Document};

/// What the caller knows about the input.
#[derive(Debug, Clone, Default)]
pub struct Hint<'a> {
    /// The file's name, if any; its extension is a hint only.
    pub name: Option<&'a str>,
    /// The format that the caller insists on; `None` to detect it from the content.
    pub format: Option<&'a str>,
}

/// A document with what was found out about its file.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The document.
    pub document: Document,
    /// Format as detected: `html`, `markdown`, `text`, `docx`, `doc`, `pdf`, …
    pub format: &'static str,
    /// Encoding as detected (`utf-8`, `gb18030`, …), where the format is a text.
    pub encoding: Option<&'static str>,
    /// Size of the input in bytes.
    pub bytes: usize,
}

/// Why an input could not be read at all. Anything less is a [`crate::document::ReadNote`] in the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{zh}")]
pub struct ReadError {
    /// Stable kebab-case name: `too-large`, `encrypted`, `damaged`, `unsupported`, `empty`, …
    pub code: &'static str,
    /// A finished sentence in Chinese that says what is wrong and what to do.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// Reads bytes of any supported format.
///
/// # Errors
/// [`ReadError`] where nothing of the input can be shown: empty, encrypted, damaged beyond reading, over a limit.
pub fn read(bytes: &[u8], _hint: &Hint) -> Result<Input, ReadError> {
    let text = String::from_utf8_lossy(bytes);
    let document = Document { blocks: text.lines().map(Block::paragraph).collect(), ..Document::default() };
    Ok(Input { document, format: "text", encoding: Some("utf-8"), bytes: bytes.len() })
}
