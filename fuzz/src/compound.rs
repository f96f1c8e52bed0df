//! Compound files (old Word, Excel, Outlook): their streams are changed, and laid down anew.

use std::io::{Cursor, Read, Write};

use crate::mutate;
use crate::random::Random;

fn streams(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes.to_vec())).ok()?;
    let paths: Vec<String> = file
        .walk()
        .filter(|entry| entry.is_stream())
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .collect();
    let mut streams = Vec::new();
    for path in paths {
        let mut content = Vec::new();
        file.open_stream(&path).ok()?.read_to_end(&mut content).ok()?;
        streams.push((path, content));
    }
    Some(streams)
}

/// A compound file of streams.
pub fn write(streams: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    for (path, content) in streams {
        if let Some(parent) = std::path::Path::new(path).parent() {
            let _ = file.create_storage_all(parent);
        }
        file.create_stream(path).ok()?.write_all(content).ok()?;
    }
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

/// A custom mutator.
pub fn mutate(data: &mut [u8], size: usize, max: usize, seed: u32) -> usize {
    let mut random = Random::new(seed);
    // The container itself is changed by the fuzzer's own means.
    let parsed = if random.below(6) == 0 { None } else { streams(&data[..size]) };
    let Some(mut streams) = parsed.filter(|streams| !streams.is_empty()) else {
        return libfuzzer_sys::fuzzer_mutate(data, size, max);
    };
    // The largest are those that are read.
    let mut order: Vec<usize> = (0..streams.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(streams[*at].1.len()));
    let at = order[random.below(order.len()).min(random.below(order.len()))];
    let content = &mut streams[at].1;
    match random.below(5) {
        0 if content.len() > 8 => {
            // A number of the file's: lengths, offsets, counts.
            let place = random.below(content.len() / 2 - 1) * 2;
            let value = *random.pick(&[0_u32, 1, 0xff, 0xffff, 0x7fff_ffff, 0xffff_ffff, 8, 0x100, 0x2020]);
            let width = if random.below(2) == 0 { 2 } else { 4 };
            content[place..place + width].copy_from_slice(&value.to_le_bytes()[..width]);
        }
        1 if content.len() > 16 => {
            let (from, to, length) =
                (random.below(content.len()), random.below(content.len()), 1 + random.below(64));
            let copy: Vec<u8> = content[from..(from + length).min(content.len())].to_vec();
            drop(content.splice(to..to, copy));
        }
        _ => mutate::own(content, max, &mut random),
    }
    match write(&streams) {
        Some(written) if written.len() <= max => mutate::put(&written, data, max),
        _ => size,
    }
}
