//! Files that a document embeds: a workbook as an object, another document or a page as a part of its text.

use std::io::Read;

use super::compound::opened;
use super::meter::{Blocks, Meter};
use super::{Format, detect, documents, encoding, html, mime, text};
use crate::document::Content;

/// Files within files, at most this many deep.
const MAX_DEPTH: u32 = 2;

/// Bytes that a file packed into an object may have.
const MAX_PACKED: u64 = 48 * 1024 * 1024;

/// What an embedded file shows; `None` where it cannot be read or shows nothing. `depth` is how deep the file stands
/// that embeds it.
pub fn blocks(bytes: &[u8], depth: u32, meter: &Meter) -> Option<Blocks> {
    if depth >= MAX_DEPTH {
        return None;
    }
    let packed = packed(bytes);
    let bytes = packed.as_deref().unwrap_or(bytes);
    let mut blocks = match detect::binary(bytes).ok()? {
        Some(format) => {
            let (document, format) = documents(bytes, format, depth + 1, meter).ok()?;
            let mut blocks = Blocks::of_document(document, meter);
            if matches!(format, Format::Xlsx | Format::Xls | Format::Ods) {
                // The names of sheets are not shown.
                blocks.retain(|block| !matches!(block.content, Content::Heading { .. }));
            }
            blocks
        }
        None if detect::is_message(bytes) => {
            let part = mime::shown(bytes).into_iter().next()?;
            if part.html { html::blocks(&part.text, meter) } else { text::blocks(&part.text, meter) }
        }
        None => {
            let decoded = encoding::decode(bytes, None).text;
            match detect::text(&decoded) {
                Format::Html => html::blocks(&decoded, meter),
                _ => text::blocks(&decoded, meter),
            }
        }
    };
    blocks.retain(|block| block.text() != Some(""));
    (!blocks.is_empty()).then_some(blocks)
}

/// The file that an object's own container packs.
fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(&super::doc::COMPOUND_MAGIC) {
        return None;
    }
    let mut file = opened(bytes).ok()?;
    let mut content = Vec::new();
    file.open_stream("/Package").ok()?.take(MAX_PACKED).read_to_end(&mut content).ok()?;
    Some(content)
}
