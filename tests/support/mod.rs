//! A generator of reports: random consistent numbers, written in every way in which reports arrive.
//!
//! It shares nothing with the code that reads: labels, names of cells and sums are written down here a second time.

#![allow(dead_code, reason = "the benchmarks and the fuzz targets use a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

pub mod changes;
pub mod formats;
pub mod layouts;
pub mod numbers;
pub mod parts;
pub mod random;
pub mod traditional;
pub mod variations;
pub mod writers;

/// Whether a case is looked at: all of them by `make variations`, of every `parts` one otherwise. Where the number is
/// the sum of two counters, each value of either meets some value of the other.
pub fn is_chosen(number: usize, parts: usize) -> bool {
    number.is_multiple_of(parts) || is_thorough()
}

/// Whether `make variations` asks for all cases.
pub fn is_thorough() -> bool {
    std::env::var("GOUJI_CASES").is_ok()
}
