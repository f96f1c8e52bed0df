//! The boundary to JavaScript, thin: plain values in, plain values out, no state.
//!
//! Values cross as the JSON contract has them (`null` for what has no value, objects for maps); the TypeScript types
//! are made from the Rust types. Reading and checking are two calls, so that the readers of heavy formats can live in
//! a second module (feature `documents`) that is only loaded when it is needed and does nothing else, and an edited
//! document can be checked again.

#[cfg(not(feature = "documents"))]
mod check;

use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::document::Document;
use crate::read::{self, Hint};

/// A document with what was found out about its file.
#[derive(Debug, Clone, Serialize, Deserialize, Tsify)]
pub struct InputDocument {
    /// Name of the file.
    #[serde(default)]
    pub name: Option<String>,
    /// The document.
    pub document: Document,
    /// Format as detected: `html`, `markdown`, `text`, …
    pub format: String,
    /// Encoding as detected, for texts.
    #[serde(default)]
    pub encoding: Option<String>,
    /// Size of the input in bytes.
    pub bytes: usize,
}

/// Why an input could not be read at all; thrown by `read`.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct ReadFailure {
    /// Stable kebab-case name: `too-large`, `encrypted`, `damaged`, `unsupported`, `empty`, …
    pub code: String,
    /// A finished sentence in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

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

/// Reads bytes of any format that this module knows; `name` and `format` are hints.
///
/// # Errors
/// Throws a `ReadFailure`.
#[wasm_bindgen(unchecked_return_type = "InputDocument")]
#[expect(clippy::needless_pass_by_value, reason = "strings cross the boundary as owned values")]
pub fn read(bytes: &[u8], name: Option<String>, format: Option<String>) -> Result<JsValue, JsValue> {
    let hint = Hint { name: name.as_deref(), format: format.as_deref() };
    match read::read(bytes, &hint) {
        Ok(input) => to_js(&InputDocument {
            name,
            document: input.document,
            format: input.format.to_owned(),
            encoding: input.encoding.map(str::to_owned),
            bytes: input.bytes,
        }),
        Err(error) => Err(to_js(&ReadFailure { code: error.code.to_owned(), zh: error.zh, en: error.en })?),
    }
}

fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
