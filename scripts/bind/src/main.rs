//! `gouji-bind MODULE.wasm NAME DIRECTORY`: writes NAME.js, NAME.d.ts and NAME_bg.wasm for a compiled module.
//!
//! It is wasm-bindgen's own library at the version that Cargo.lock gives the crate itself, so that the two can never
//! differ, and nobody has to install a command.

use std::path::Path;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, name, directory] = arguments.as_slice() else {
        eprintln!("usage: gouji-bind MODULE.wasm NAME DIRECTORY");
        return ExitCode::from(2);
    };
    let bytes = match std::fs::read(module) {
        Ok(bytes) => for_old_browsers(bytes),
        Err(error) => {
            eprintln!("gouji-bind: {module}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut bindgen = Bindgen::new();
    // The page always hands the module's bytes over itself: no default address, and so no request, is wanted.
    let bindgen = bindgen
        .input_bytes(name, bytes)
        .out_name(name)
        .typescript(true)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    if let Err(error) = bindgen.web(true).and_then(|bindgen| bindgen.generate(directory)) {
        eprintln!("gouji-bind: {module}: {error:#}");
        return ExitCode::FAILURE;
    }
    let types = Path::new(directory).join(format!("{name}.d.ts"));
    match std::fs::read_to_string(&types).and_then(|text| std::fs::write(&types, intersections(&text))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gouji-bind: {}: {error}", types.display());
            ExitCode::FAILURE
        }
    }
}

/// Our code is built without reference types and several results, which browsers before Chromium 96, Firefox 79 and
/// Safari 15 do not know, but the standard library says that it may use them, and wasm-bindgen then would. Said to be
/// unwanted, JavaScript's values are kept in a table of the glue. scripts/lower-wasm.mjs does the rest.
fn for_old_browsers(mut bytes: Vec<u8>) -> Vec<u8> {
    for feature in ["reference-types", "multivalue"] {
        let wanted: Vec<u8> =
            [b'+', u8::try_from(feature.len()).unwrap_or(0)].into_iter().chain(feature.bytes()).collect();
        // The section that names the features is the last one.
        if let Some(at) = bytes.windows(wanted.len()).rposition(|window| window == wanted)
            && let Some(sign) = bytes.get_mut(at)
        {
            *sign = b'-';
        }
    }
    bytes
}

/// A flattened field becomes `interface A extends B`, which TypeScript refuses where B is a union: the same said as
/// `type A = B & {…}` holds for every B.
fn intersections(types: &str) -> String {
    let mut lines = Vec::new();
    let mut inside = false;
    for line in types.lines() {
        let heading = line.strip_prefix("export interface ").and_then(|rest| rest.split_once(" extends "));
        if let Some((name, base)) = heading {
            let base = base.trim_end_matches('{').trim().replace(", ", " & ");
            lines.push(format!("export type {name} = {base} & {{"));
            inside = true;
        } else if inside && line == "}" {
            lines.push("};".to_owned());
            inside = false;
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n") + "\n"
}
