//! How many instructions the command line takes for a report of each format, counted by valgrind: the same on a busy
//! machine as on an idle one, so that a change of one per cent shows.
//!
//! `make bench-instructions`, or, once `target/release/gouji` is built,
//! `GOUJI=target/release/gouji cargo test --bench instructions -- [--record | --files] [FILE…]`: this program itself need
//! not be fast.
//!
//! Without files, reports made by the tests' generator are counted and compared with `benches/instructions/counts.txt`,
//! which `--record` writes anew; more than [`TOLERANCE`] above it fails. `--files` only writes the reports, into
//! `target/instructions`, for other programs to be measured on.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench fails loudly")]

#[path = "../../tests/support/mod.rs"]
mod support;
mod written;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// What is recorded may be exceeded by this share: other versions of the compiler and of libc count differently.
const TOLERANCE: f64 = 0.05;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let asked = |option: &str| arguments.iter().any(|argument| argument == option);
    let given: Vec<PathBuf> =
        arguments.iter().filter(|argument| !argument.starts_with("--")).map(PathBuf::from).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let directory = root.join("target/instructions");
    let own = written::write_all(&directory);
    if asked("--files") {
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("valgrind is not installed; it counts the instructions (Debian: apt-get install valgrind)");
        return ExitCode::FAILURE;
    }
    let recorded_in = root.join("benches/instructions/counts.txt");
    let recorded = if given.is_empty() { read(&recorded_in) } else { BTreeMap::new() };
    let (mut listed, mut over) = (String::new(), false);
    for file in if given.is_empty() { &own } else { &given } {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let millions = count(file);
        let before = recorded.get(&name).copied();
        let change =
            before.map_or(String::new(), |before| format!("{:+7.1} %", (millions / before - 1.0) * 100.0));
        println!("{name:<28} {millions:8.2} M {change}");
        writeln!(listed, "{name}\t{millions:.2}").unwrap();
        over |= before.is_some_and(|before| millions > before * (1.0 + TOLERANCE));
    }
    if given.is_empty() {
        fs::write(directory.join("counts.txt"), &listed).unwrap();
    }
    if asked("--record") {
        fs::write(&recorded_in, listed).unwrap();
    } else if over {
        eprintln!("more than {:.0} % above benches/instructions/counts.txt", TOLERANCE * 100.0);
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Millions of instructions for checking a file: the whole process, from its start to the last byte written.
fn count(file: &Path) -> f64 {
    let program = std::env::var("GOUJI").unwrap_or_else(|_| env!("CARGO_BIN_EXE_gouji").to_owned());
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", &program])
        .args(["check", "--format", "json"])
        .arg(file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    let counted = said.split("Collected : ").nth(1).and_then(|rest| rest.split_whitespace().next());
    let Some(counted) = counted.and_then(|counted| counted.parse::<u64>().ok()) else { panic!("{said}") };
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let counted = counted as f64;
    counted / 1e6
}

fn read(recorded: &Path) -> BTreeMap<String, f64> {
    let text = fs::read_to_string(recorded).unwrap_or_default();
    let line = |line: &str| {
        let (name, millions) = line.split_once('\t')?;
        Some((name.to_owned(), millions.parse().ok()?))
    };
    text.lines().filter_map(line).collect()
}
