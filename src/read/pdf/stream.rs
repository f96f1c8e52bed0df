//! Streams within limits: a small file can unpack to gigabytes, which must end in a message and not in a crash.

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_IGNORE_ADLER32, TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// The most bytes that one stream may unpack to.
pub(super) const LARGEST: usize = 48 * 1024 * 1024;

/// The most bytes of one packed stream of objects in an encrypted file, unpacked at most 1032 times as many. Writers
/// put some hundred objects into each, which are some thousand bytes.
const LARGEST_LOCKED: usize = 64 * 1024;

/// The most bytes that a character map may unpack to; the largest of real fonts have some hundred thousand.
pub(super) const LARGEST_MAP: usize = 4 * 1024 * 1024;

/// The unpacked bytes of a stream; `None` for pictures, damaged streams and those over the limit.
pub(super) fn decoded(stream: &Stream) -> Option<Vec<u8>> {
    decoded_within(stream, LARGEST)
}

/// As [`decoded`], for streams that are at most so large.
pub(super) fn decoded_within(stream: &Stream, most: usize) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    let filters = stream.filters();
    // Deflate packs at most 1032 to 1, LZW and run lengths less: small streams cannot grow over the limit, unless they
    // are packed several times over.
    let packed = filters
        .iter()
        .filter(|filter| !matches!(filter, Filter::AsciiHexDecode | Filter::Ascii85Decode))
        .count();
    if packed > 2 || (packed > 1 && raw.len() > 1024) {
        return None;
    }
    // Nearly all are deflated and nothing else: unpacked at once, and no further than the limit.
    let plain = filters.as_slice() == [Filter::FlateDecode] && !has_parameters(stream);
    if plain {
        match inflated(&raw, most) {
            Ok(unpacked) => return Some(unpacked),
            Err(TINFLStatus::HasMoreOutput) => return None,
            // What is damaged may be read in part.
            Err(_) => {}
        }
    }
    if packed == 1 && raw.len() > most / 1032 {
        let over = match filters.first() {
            Some(Filter::FlateDecode) => Counter::default().size(&raw) > most,
            _ => raw.len() > most / 128,
        };
        if over {
            return None;
        }
    }
    stream.decoded_data().ok().map(std::borrow::Cow::into_owned)
}

/// Unpacks a deflated stream. Its check sum is not reckoned: what does not agree with it is read all the same.
fn inflated(raw: &[u8], most: usize) -> Result<Vec<u8>, TINFLStatus> {
    const FLAGS: u32 =
        TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_IGNORE_ADLER32 | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    // What a page paints is packed to a fifth or so.
    let mut unpacked = vec![0; raw.len().saturating_mul(4).min(most)];
    let mut state = Box::<DecompressorOxide>::default();
    let (mut rest, mut size) = (raw, 0);
    loop {
        let (status, taken, written) = decompress(&mut state, rest, &mut unpacked, size, FLAGS);
        size += written;
        rest = rest.get(taken..).unwrap_or_default();
        match status {
            TINFLStatus::Done => break,
            TINFLStatus::HasMoreOutput if unpacked.len() < most => {
                unpacked.resize(unpacked.len().saturating_mul(2).min(most), 0);
            }
            other => return Err(other),
        }
    }
    unpacked.truncate(size);
    Ok(unpacked)
}

/// Whether a stream's dictionary says more of how it is packed: its bytes are differences, or text of a certain kind.
fn has_parameters(stream: &Stream) -> bool {
    ["DecodeParms", "DP"].iter().any(|key| stream.dict().contains_key(*key))
}

/// Counts how many bytes deflated streams unpack to without keeping them, all in the same small memory.
#[derive(Default)]
struct Counter {
    state: Box<DecompressorOxide>,
    window: Vec<u8>,
}

impl Counter {
    /// The unpacked size of a stream, up to a little over the limit.
    fn size(&mut self, raw: &[u8]) -> usize {
        // As far back as deflate looks; it is written round and round.
        const WINDOW: usize = 32 * 1024;
        const FLAGS: u32 = TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_IGNORE_ADLER32;
        self.window.resize(WINDOW, 0);
        self.state.init();
        let (mut rest, mut size) = (raw, 0);
        while size <= LARGEST {
            let (status, taken, written) =
                decompress(&mut self.state, rest, &mut self.window, size % WINDOW, FLAGS);
            size += written;
            rest = rest.get(taken..).unwrap_or_default();
            if status != TINFLStatus::HasMoreOutput {
                break;
            }
        }
        size
    }
}

/// Whether a stream of objects or cross references, which the library unpacks by itself, is over the limit.
///
/// Looks for such streams by the names in their dictionaries; one that writes names in another way (`/#4fbjStm`) is
/// looked into as well. Streams of objects in an encrypted file cannot be unpacked here: their packed size is bounded.
pub(super) fn hides_a_bomb(bytes: &[u8]) -> bool {
    let encrypted = find(bytes, 0, b"/Encrypt").is_some();
    let mut at = 0;
    let mut counter = Counter::default();
    let mut total = 0;
    let mut locked = 0;
    while let Some(found) = find(bytes, at, b"stream") {
        at = found + 6;
        // Behind the end of a stream stands none, whatever its last bytes look like.
        if bytes.get(..found).is_some_and(|before| before.ends_with(b"end")) {
            continue;
        }
        let Some(mut data) = bytes.get(at..) else { break };
        data = data.strip_prefix(b"\r").unwrap_or(data);
        let Some(data) = data.strip_prefix(b"\n") else { continue };
        let before = bytes.get(found.saturating_sub(512)..found).unwrap_or_default();
        let own =
            before.windows(3).rposition(|window| window == b"obj").and_then(|start| before.get(start..));
        let dictionary = own.unwrap_or(before);
        let has = |name: &[u8]| find(dictionary, 0, name).is_some();
        if encrypted && !has(b"XRef") && (has(b"ObjStm") || has(b"/First") || has(b"#")) {
            let length = find(data, 0, b"endstream").unwrap_or(data.len());
            locked += length;
            if length > LARGEST_LOCKED || locked > LARGEST_LOCKED * 4 {
                return true;
            }
        } else if has(b"ObjStm") || has(b"XRef") || has(b"/First") || has(b"#") {
            let size = counter.size(data);
            total += size;
            if size > LARGEST || total > LARGEST * 2 {
                return true;
            }
        }
    }
    false
}

/// Levels of dictionaries within one another that the library follows.
const DEEPEST: usize = 512;

/// Levels of dictionaries that may be looked through where the table of references cannot be used: each dictionary is
/// then read anew with all that stands in it. Documents have a few million at most.
const MOST_LEVELS: usize = 60_000_000;

/// Whether dictionaries stand within one another so often that looking for objects would take a multiple of the file.
pub(in crate::read) fn nests_without_end(bytes: &[u8]) -> bool {
    // Most files have not the bytes for as many dictionaries, however deep each of them may be.
    if bytes.len() / 2 * DEEPEST <= MOST_LEVELS {
        return false;
    }
    let (mut depth, mut levels, mut at) = (0_usize, 0_usize, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'<', b'>', b'e', rest)) {
        let found = at + found;
        let rest = bytes.get(found..).unwrap_or_default();
        at = found + 1;
        if rest.starts_with(b"<<") {
            depth = (depth + 1).min(DEEPEST);
            levels += depth;
            at += 1;
        } else if rest.starts_with(b">>") {
            depth = depth.saturating_sub(1);
            at += 1;
        } else if rest.starts_with(b"endobj") || rest.starts_with(b"endstream") {
            // What a stream holds by chance ends with it.
            depth = 0;
        }
    }
    levels > MOST_LEVELS
}

fn find(bytes: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes.get(from..)?, needle).map(|at| from + at)
}
