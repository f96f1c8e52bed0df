//! The rooms of src/ import in one direction, and no two files import each other.
//!
//! Read from the sources: every path that begins with `crate`, `super` or `self`. Tests are left out, and so is what a
//! file takes from the file of its own folder (`mod.rs`), which is its table of contents.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Each room imports only those before it; the last ones may import all.
const ROOMS: [&str; 16] = [
    "among", "order", "decimal", "document", "read", "form", "text", "report", "extract", "assess", "locate",
    "rules", "outcome", "pipeline", "many", "write",
];

/// A file of the crate: its module path, and the module paths that it names.
type Modules = BTreeMap<Vec<String>, String>;

fn sources(folder: &Path, path: &[String], found: &mut Modules) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        let name = entry.file_stem().unwrap().to_string_lossy().into_owned();
        let inner = |name: &str| path.iter().cloned().chain([name.to_owned()]).collect::<Vec<_>>();
        let tests = ["tests", "example", "form2027"].contains(&name.as_str()) || name.ends_with("_tests");
        if tests {
            continue;
        }
        if entry.is_dir() {
            sources(&entry, &inner(&name), found);
        } else if entry.extension().is_some_and(|end| end == "rs") {
            let module = if name == "mod" { path.to_vec() } else { inner(&name) };
            found.insert(module, without_tests(&fs::read_to_string(&entry).unwrap()));
        }
    }
}

/// The text of a file without comments and without the modules of its tests.
fn without_tests(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let next = lines.next().unwrap_or_default();
            if next.trim_end().ends_with('{') {
                let indent = next.len() - next.trim_start().len();
                let end = format!("{}}}", " ".repeat(indent));
                lines.by_ref().find(|line| *line == end);
            }
            continue;
        }
        kept.push_str(line.split("//").next().unwrap_or_default());
        kept.push('\n');
    }
    kept
}

/// The module paths that a text names, as far as they are files.
fn named(module: &[String], text: &str, modules: &Modules) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = ["crate::", "super::", "self::"].iter().filter_map(|word| rest.find(word)).min() {
        let begins = !rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let (used, after) = tree(&rest[at..]);
        if begins {
            found.extend(used.iter().filter_map(|path| file(module, path, modules)));
        }
        rest = after;
    }
    found.remove(module);
    found
}

/// The paths of one use, `a::{b, c::d}` taken apart, and the text behind it.
fn tree(text: &str) -> (Vec<Vec<String>>, &str) {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(text.len());
    let (path, rest) = text.split_at(end);
    let first: Vec<String> = path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let Some(mut inside) = rest.strip_prefix('{').filter(|_| path.ends_with("::")) else {
        return (vec![first], rest);
    };
    let mut paths = Vec::new();
    loop {
        inside = inside.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if let Some(rest) = inside.strip_prefix('}') {
            return (paths, rest);
        }
        if inside.is_empty() {
            return (paths, inside);
        }
        let (under, rest) = tree(inside);
        paths.extend(under.into_iter().map(|path| first.iter().cloned().chain(path).collect()));
        // Nothing that a path is made of: a star, or a name after `as`.
        inside = if rest.len() == inside.len() { rest.get(1..).unwrap_or_default() } else { rest };
    }
}

/// The file that a path leads into, seen from a module.
fn file(module: &[String], path: &[String], modules: &Modules) -> Option<Vec<String>> {
    let mut at: Vec<String> =
        if path.first().is_some_and(|part| part == "crate") { Vec::new() } else { module.to_vec() };
    for part in path {
        match part.as_str() {
            "crate" | "self" => {}
            "super" => {
                at.pop();
            }
            name => at.push(name.to_owned()),
        }
    }
    while !at.is_empty() && !modules.contains_key(&at) {
        at.pop();
    }
    (!at.is_empty()).then_some(at)
}

fn imports() -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let mut modules = Modules::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &[], &mut modules);
    assert!(modules.len() > 150, "{}", modules.len());
    modules.iter().map(|(module, text)| (module.clone(), named(module, text, &modules))).collect()
}

#[test]
fn rooms_import_only_those_above_them() {
    let place =
        |path: &[String]| ROOMS.iter().position(|room| path.first().is_some_and(|first| first == room));
    let mut counted = 0;
    for (module, used) in imports() {
        let Some(own) = place(&module) else { continue };
        for other in used {
            let there = place(&other).unwrap_or(ROOMS.len());
            assert!(
                there <= own,
                "{} imports {}, which stands below it",
                module.join("::"),
                other.join("::")
            );
            counted += usize::from(there < own);
        }
    }
    assert!(counted > 300, "the imports are read: {counted}");
}

#[test]
fn no_two_files_import_each_other() {
    let imports = imports();
    let is_above = |folder: &[String], file: &[String]| file.len() > folder.len() && file.starts_with(folder);
    // What is reached from each file, without the way to and from the file of its folder.
    let next = |module: &Vec<String>| -> Vec<Vec<String>> {
        let used = imports.get(module).into_iter().flatten();
        used.filter(|other| !is_above(other, module) && !is_above(module, other)).cloned().collect()
    };
    for module in imports.keys() {
        let mut seen = BTreeSet::new();
        let mut open = next(module);
        while let Some(other) = open.pop() {
            assert!(other != *module, "a circle of imports through {}", module.join("::"));
            if seen.insert(other.clone()) {
                open.extend(next(&other));
            }
        }
    }
}

#[test]
fn paths_are_read_as_the_compiler_reads_them() {
    let mut modules = Modules::new();
    for path in [&["form"][..], &["form", "ids"], &["rules"], &["rules", "prose"], &["rules", "prose", "law"]]
    {
        modules.insert(path.iter().map(|part| (*part).to_owned()).collect(), String::new());
    }
    let law: Vec<String> = ["rules", "prose", "law"].map(str::to_owned).to_vec();
    let text =
        "use super::super::{Context, Finding as Found};\nuse crate::form::{self, ids::{CellId, *}, Form};\n";
    let found: Vec<String> = named(&law, text, &modules).iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["form", "form::ids", "rules"]);
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\n    use b;\n}\nc // crate::d\n"), "a\nc \n");
}
