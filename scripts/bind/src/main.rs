//! `gouji-bind MODULE.wasm NAME DIRECTORY`: writes NAME.js, NAME.d.ts and NAME_bg.wasm for a compiled module.
//!
//! It is wasm-bindgen's own library at the version that Cargo.lock gives the crate itself, so that the two can never
//! differ, and nobody has to install a command.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, name, directory] = arguments.as_slice() else {
        eprintln!("usage: gouji-bind MODULE.wasm NAME DIRECTORY");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    // The page always hands the module's bytes over itself: no default address, and so no request, is wanted.
    let bindgen = bindgen
        .input_path(module)
        .out_name(name)
        .typescript(true)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    match bindgen.web(true).and_then(|bindgen| bindgen.generate(directory)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gouji-bind: {module}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
