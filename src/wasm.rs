//! The boundary to JavaScript, thin: values in, values out, no state.

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs once when the module is loaded: a panic, should there be one, is written to the console with its place.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// The version of gouji, as in Cargo.toml.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
