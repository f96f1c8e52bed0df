//! Changes to a text that keep its structure, mixed with the fuzzer's own.

use crate::random::Random;
use crate::structure::{Structure, Syntax};

/// Values that readers may stumble over, and words that a report has.
const VALUES: [&str; 40] = [
    "0",
    "1",
    "-1",
    "2",
    "7",
    "9",
    "255",
    "256",
    "1000",
    "16384",
    "65535",
    "65536",
    "1048576",
    "2147483647",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "99999999999999999999",
    "1.5",
    "-0",
    "1e308",
    "NaN",
    "",
    " ",
    "true",
    "none",
    "100%",
    "本年新收政府信息公开申请数量",
    "三、收到和处理政府信息公开申请情况",
    "（七）总计",
    "四、结转下年度继续办理",
    "自然人",
    "总计",
    "规章",
    "行政规范性文件",
    "2023年政府信息公开工作年度报告",
    "12件",
    "二、主动公开政府信息情况",
    "结果维持",
    "\u{202e}１２",
];

/// One change of a text; at most `max` bytes come of it.
pub fn text(syntax: Syntax, data: &mut Vec<u8>, max: usize, random: &mut Random) {
    let changes = 1 + random.below(3);
    for _ in 0..changes {
        if random.below(4) == 0 {
            own(data, max, random);
        } else {
            piece(syntax, data, random);
        }
        data.truncate(max);
    }
}

/// A change by the fuzzer's own means.
pub fn own(data: &mut Vec<u8>, max: usize, random: &mut Random) {
    let room = (data.len() + 1 + random.below(64)).min(max);
    let size = data.len().min(room);
    data.resize(room.max(1), 0);
    let size = libfuzzer_sys::fuzzer_mutate(data, size, room);
    data.truncate(size);
}

fn piece(syntax: Syntax, data: &mut Vec<u8>, random: &mut Random) {
    let Structure { pieces, values } = Structure::of(syntax, data);
    if pieces.is_empty() && values.is_empty() {
        return data.extend_from_slice(random.pick(&VALUES).as_bytes());
    }
    if pieces.is_empty() || (!values.is_empty() && random.below(2) == 0) {
        let value = random.pick(&values).clone();
        let other = random.pick(&values).clone();
        let new = if random.below(3) == 0 {
            data[other].to_vec()
        } else {
            random.pick(&VALUES).as_bytes().to_vec()
        };
        data.splice(value, new);
        return;
    }
    let one = random.pick(&pieces).clone();
    let other = random.pick(&pieces).clone();
    let copy = data[one.clone()].to_vec();
    match random.below(6) {
        // Gone, many times, elsewhere, in another's place, exchanged for what stands in it.
        0 => drop(data.splice(one, [])),
        1 => {
            let times = [1, 2, 3, 8, 40][random.below(5)];
            let many = copy.repeat(times.min(1 + 60_000 / copy.len().max(1)));
            drop(data.splice(one.end..one.end, many));
        }
        2 => drop(data.splice(other.start..other.start, copy)),
        3 => drop(data.splice(other, copy)),
        4 => {
            let inner: Vec<u8> = data[other].to_vec();
            drop(data.splice(one, inner));
        }
        _ => {
            // Within itself.
            let middle = copy.len() / 2;
            let inside = pieces.iter().find(|piece| piece.start > one.start && piece.end < one.end);
            let at = inside.map_or(middle, |piece| piece.start - one.start);
            let nested = [&copy[..at], &copy, &copy[at..]].concat();
            drop(data.splice(one, nested));
        }
    }
}

/// A custom mutator for a text: what libFuzzer calls.
pub fn in_place(syntax: Syntax, data: &mut [u8], size: usize, max: usize, seed: u32) -> usize {
    let mut random = Random::new(seed);
    let mut text_of = data[..size].to_vec();
    text(syntax, &mut text_of, max, &mut random);
    put(&text_of, data, max)
}

/// Hands the new bytes back.
pub fn put(new: &[u8], data: &mut [u8], max: usize) -> usize {
    let size = new.len().min(max).min(data.len());
    data[..size].copy_from_slice(&new[..size]);
    size
}

/// A custom mutator for a zip archive: its parts are changed, and packed anew.
pub fn package(data: &mut [u8], size: usize, max: usize, seed: u32) -> usize {
    let mut random = Random::new(seed);
    let mut files = crate::packed::unzip(&data[..size]);
    if files.is_empty() || random.below(12) == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max);
    }
    let at = random.below(files.len());
    match random.below(12) {
        0 => drop(files.remove(at)),
        1 => {
            let copy = files[at].clone();
            files.push(copy);
        }
        2 => {
            let other = files[random.below(files.len())].0.clone();
            files[at].0 = other;
        }
        3 => {
            let other = files[random.below(files.len())].1.clone();
            files[at].1 = other;
        }
        _ => text(Syntax::Markup, &mut files[at].1, max, &mut random),
    }
    let packed = crate::packed::zip_of(&files);
    // What does not fit would lose its directory.
    if packed.len() > max { size } else { put(&packed, data, max) }
}
