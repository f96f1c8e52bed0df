//! OLE2 compound files as they are written.

use std::borrow::Cow;
use std::io::{Cursor, Result};

pub type CompoundFile<'b> = cfb::CompoundFile<Cursor<Cow<'b, [u8]>>>;

/// Opens a compound file. Some programs fill the end of the table of sectors as if chains ended there, where the file has
/// no sectors any more: these are free.
pub fn opened(bytes: &[u8]) -> Result<CompoundFile<'_>> {
    let open = |bytes| cfb::CompoundFile::open(Cursor::new(bytes));
    open(Cow::Borrowed(bytes))
        .or_else(|error| with_free_sectors(bytes).map_or(Err(error), |bytes| open(Cow::Owned(bytes))))
}

fn with_free_sectors(bytes: &[u8]) -> Option<Vec<u8>> {
    const END_OF_CHAIN: [u8; 4] = [0xFE, 0xFF, 0xFF, 0xFF];
    const FREE: [u8; 4] = [0xFF; 4];
    let sector = match bytes.get(30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let mut bytes = bytes.to_vec();
    // The table's sectors are listed in the header; larger files list more elsewhere.
    let listed = size_at(&bytes, 44)?.min(109);
    let behind = (bytes.len() / sector).saturating_sub(1);
    for part in behind / (sector / 4)..listed {
        let start = size_at(&bytes, 76 + part * 4)?.checked_add(1)?.checked_mul(sector)?;
        let first = behind.saturating_sub(part * (sector / 4));
        let entries = bytes.get_mut(start..start.checked_add(sector)?)?.chunks_exact_mut(4);
        entries
            .skip(first)
            .filter(|entry| **entry == END_OF_CHAIN)
            .for_each(|entry| entry.copy_from_slice(&FREE));
    }
    Some(bytes)
}

/// The 32-bit number at a place.
fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    let number = bytes.get(at..)?.first_chunk()?;
    usize::try_from(u32::from_le_bytes(*number)).ok()
}
