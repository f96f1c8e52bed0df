//! A zip archive of a few parts: the package of an office document.

use miniz_oxide::deflate::compress_to_vec;

/// How hard parts are pressed: the usual middle.
const LEVEL: u8 = 6;
/// The version of the format that reading needs, deflate, and the first day that it can tell: the same input gives the
/// same bytes at any time.
const NEEDED: [u8; 2] = 20_u16.to_le_bytes();
const DEFLATE: [u8; 2] = 8_u16.to_le_bytes();
const MIDNIGHT: [u8; 2] = [0, 0];
const FIRST_DAY: [u8; 2] = 0x21_u16.to_le_bytes();

/// Packs parts under their names, which are ASCII.
pub fn pack(parts: &[(String, String)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let data = compress_to_vec(text.as_bytes(), LEVEL);
        let sizes = [checksum(text.as_bytes()), short(data.len()), short(text.len())];
        let offset = short(bytes.len());
        let mut about = Vec::new();
        for field in [NEEDED, [0, 0], DEFLATE, MIDNIGHT, FIRST_DAY] {
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

/// The checksum of zip (CRC-32), bit by bit: parts are small.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |mut sum, byte| {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        }
        sum
    })
}

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
