//! PDF: streams are unpacked, so that their operators can be changed, then objects, dictionaries, arrays and numbers.

use crate::mutate;
use crate::random::Random;
use crate::structure::Syntax;

fn find(data: &[u8], what: &[u8], from: usize) -> Option<usize> {
    data.get(from..)?.windows(what.len()).position(|window| window == what).map(|at| from + at)
}

/// The same file with the streams unpacked that can be.
pub fn unpacked(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(begin) = find(data, b"stream", at) {
        let body =
            begin + 6 + data[begin + 6..].iter().take_while(|byte| b"\r\n".contains(byte)).count().min(2);
        let Some(end) = find(data, b"endstream", body) else { break };
        let head_from =
            data[at..begin].windows(3).rposition(|three| three == b"obj").map_or(at, |found| at + found);
        let head = &data[head_from..begin];
        let flate = find(head, b"/FlateDecode", 0).filter(|_| find(head, b"/DecodeParms", 0).is_none());
        let content = flate.and_then(|_| {
            miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(&data[body..end], 200_000).ok()
        });
        match content {
            Some(content) => {
                out.extend_from_slice(&data[at..head_from]);
                let head = String::from_utf8_lossy(head)
                    .replace("/FlateDecode", "")
                    .replace("/Filter", "/Was")
                    .replace("/Length ", format!("/Length {} /Old ", content.len()).as_str());
                out.extend_from_slice(head.as_bytes());
                out.extend_from_slice(b"stream\n");
                out.extend_from_slice(&content);
                out.extend_from_slice(b"\nendstream");
            }
            None => out.extend_from_slice(&data[at..end + 9]),
        }
        at = end + 9;
    }
    out.extend_from_slice(data.get(at..).unwrap_or_default());
    out
}

/// A custom mutator.
pub fn mutate(data: &mut [u8], size: usize, max: usize, seed: u32) -> usize {
    let mut random = Random::new(seed);
    if random.below(8) == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max);
    }
    let mut text = data[..size].to_vec();
    if find(&text, b"/FlateDecode", 0).is_some() {
        text = unpacked(&text);
    }
    mutate::text(Syntax::Objects, &mut text, max, &mut random);
    if text.len() > max { size } else { mutate::put(&text, data, max) }
}
