//! Damaged files of every kind: the seeds of the fuzz targets, changed at random but always alike, must be read or
//! refused, never bring the program down.

use gouji::read::{Hint, read, read_all};

#[path = "../fuzz/src/packed.rs"]
#[allow(dead_code, reason = "the fuzz targets use the rest")]
mod packed;

/// A small generator (SplitMix64): the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % (limit.max(1) as u64)).unwrap_or(0)
    }
}

/// A copy with a few bytes changed, taken out, doubled or put in.
fn mutated(seed: &[u8], chance: &mut Chance) -> Vec<u8> {
    const PIECES: [&[u8]; 12] =
        [b"<", b">", b"{", b"}", b"\\", b"\"", b"|", b"\t", b"99999999999", b"-1", b"\xff\xfe", b"\0"];
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(40)).min(bytes.len());
        match chance.below(5) {
            0 => {
                let value = u8::try_from(chance.below(256)).unwrap_or(0);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = value;
                }
            }
            1 => drop(bytes.drain(at..end)),
            2 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => drop(bytes.splice(at..at, PIECES[chance.below(PIECES.len())].iter().copied())),
            _ => bytes.truncate(bytes.len() - chance.below(bytes.len() / 4 + 1)),
        }
    }
    bytes
}

/// The seed as a file of its kind.
fn file(kind: &str, data: &[u8]) -> Vec<u8> {
    let mut parts = data.splitn(3, |byte| *byte == 0);
    let mut next = || parts.next().unwrap_or_default();
    let relations: &[u8] = b"<Relationships><Relationship Id='s' Type='x/worksheet' Target='sheet.xml'/><Relationship Id='t' Type='x/sharedStrings' Target='strings.xml'/>\
        <Relationship Id='f' Type='x/styles' Target='styles.xml'/><Relationship Id='n' Type='x/numbering' Target='numbering.xml'/></Relationships>";
    match kind {
        "docx" => packed::zip(&[
            ("word/document.xml", next()),
            ("word/numbering.xml", next()),
            ("word/styles.xml", next()),
            ("word/_rels/document.xml.rels", relations),
        ]),
        "xlsx" => packed::zip(&[
            ("_rels/.rels", b"<Relationships><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
            ("xl/workbook.xml", b"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheets><sheet name='a' id='s'/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/sheet.xml", next()),
            ("xl/strings.xml", next()),
            ("xl/styles.xml", next()),
        ]),
        "odt" | "ods" => packed::zip(&[("content.xml", data)]),
        "rtf" => [b"{\\rtf1\\ansi\\ansicpg936 ", data].concat(),
        "mime" => [b"MIME-Version: 1.0\r\nContent-Type: ", data].concat(),
        _ => data.to_vec(),
    }
}

#[test]
fn damaged_files_never_bring_the_program_down() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let rounds: u64 =
        std::env::var("GOUJI_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(60);
    let (mut files, mut readable) = (0, 0);
    for folder in std::fs::read_dir(corpus).unwrap() {
        let folder = folder.unwrap().path();
        let kind = folder.file_name().unwrap().to_string_lossy().into_owned();
        for seed in std::fs::read_dir(&folder).unwrap() {
            let seed = std::fs::read(seed.unwrap().path()).unwrap();
            assert!(read(&file(&kind, &seed), &Hint::default()).is_ok(), "the seed of {kind} is readable");
            for round in 0..rounds {
                let bytes = file(&kind, &mutated(&seed, &mut Chance(round)));
                files += 1;
                readable += usize::from(read(&bytes, &Hint::default()).is_ok());
                // The package itself damaged.
                let _ = read_all(&mutated(&bytes, &mut Chance(round)), &Hint::default());
            }
        }
    }
    assert!(
        readable * 2 > files,
        "{readable} of {files} files were readable: the changes are too rough to test much"
    );
}
