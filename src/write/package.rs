//! A zip archive: the package of an office document, or files side by side.

use miniz_oxide::deflate::compress_to_vec;

/// How hard parts are pressed: the usual middle.
const LEVEL: u8 = 6;
/// The version of the format that reading needs, deflate, and the first day that it can tell: the same input gives the
/// same bytes at any time.
const NEEDED: [u8; 2] = 20_u16.to_le_bytes();
const DEFLATE: [u8; 2] = 8_u16.to_le_bytes();
/// Names are UTF-8 where they are not ASCII.
const UTF8: [u8; 2] = 0x800_u16.to_le_bytes();
const MIDNIGHT: [u8; 2] = [0, 0];
const FIRST_DAY: [u8; 2] = 0x21_u16.to_le_bytes();

/// Packs the parts of an office document under their names.
pub fn pack(parts: Vec<(String, String)>) -> Vec<u8> {
    let parts: Vec<(String, Vec<u8>)> =
        parts.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    files(&parts)
}

/// Packs files under their names.
#[must_use]
pub fn files(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let data = compress_to_vec(content, LEVEL);
        let sizes = [checksum(content), short(data.len()), short(content.len())];
        let flags = if name.is_ascii() { [0, 0] } else { UTF8 };
        let offset = short(bytes.len());
        let mut about = Vec::new();
        for field in [NEEDED, flags, DEFLATE, MIDNIGHT, FIRST_DAY] {
            about.extend(field);
        }
        sizes.iter().for_each(|size| about.extend(size.to_le_bytes()));
        about.extend(tiny(name.len()));
        about.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&about);
        bytes.extend(name.as_bytes());
        bytes.extend(data);
        directory.extend(b"PK\x01\x02");
        directory.extend(NEEDED);
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let offset = short(bytes.len());
    let size = short(directory.len());
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([tiny(parts.len()), tiny(parts.len())].concat());
    bytes.extend(size.to_le_bytes());
    bytes.extend(offset.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// A size in four bytes; what is written here is far below their limit.
fn short(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// A number in two bytes.
fn tiny(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes()
}

/// The checksum of zip (CRC-32).
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        let low = usize::from(sum.to_le_bytes()[0] ^ byte);
        sum >> 8 ^ TABLE.get(low).copied().unwrap_or(0)
    })
}

/// What each byte does to the checksum.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        let (mut sum, mut bit) = (byte as u32, 0);
        while bit < 8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
            bit += 1;
        }
        table[byte] = sum;
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_zip() {
        // The check value that the algorithm is published with.
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(checksum(b""), 0);
    }
}
