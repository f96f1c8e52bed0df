//! All tests of the public side in one program: one is compiled and linked where there were twenty, and their tests run
//! side by side where each waited for the slowest of the one before it. `cargo test --test all narrative::` runs one file.

mod blanks;
mod carriers;
mod cli;
mod cost;
mod directions;
mod district;
mod documentation;
mod glued;
mod hard;
mod java;
mod layouts;
mod locate_real;
mod many;
mod metamorphic;
mod mutation;
mod narrative;
mod patterns;
mod prose;
mod real;
mod reports;
mod scale;
mod shapes;
mod subtotals;
mod support;
mod traits;
mod trust;
mod units;
mod variations;
mod verdict;
