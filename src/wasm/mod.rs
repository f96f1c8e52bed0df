//! The boundary to JavaScript, thin: plain values in, plain values out, no state.
//!
//! Values cross as the JSON contract has them (`null` for what has no value, objects for maps); the TypeScript types
//! are made from the Rust types. Reading and checking are two calls, so that the readers of heavy formats can live in
//! a second module (feature `documents`) that is only loaded when it is needed, and an edited
//! document can be checked again. What is asked of many reports at once (feature `wasm-many`) lives in that module too.

#[cfg(feature = "wasm-check")]
mod check;
#[cfg(feature = "wasm-many")]
mod many;

use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::document::Document;
use crate::read::{self, Hint, Input, ReadError};

/// A form is known by its name; which there are is the form data's to say.
#[wasm_bindgen(typescript_custom_section)]
const FORM_ID: &str =
    "/** Name of a form: `2021`, `2019`, `hybrid`, `2014`. */\nexport type FormId = string;";

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

/// One file of an archive, or the file itself: what was read of it, or why it could not be read.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct FileRead {
    /// Path in the archive; the name that was given where the input is no archive.
    pub name: String,
    /// The document; `null` where it could not be read.
    pub input: Option<InputDocument>,
    /// Why it could not be read; `null` where it could.
    pub failure: Option<ReadFailure>,
}

impl InputDocument {
    fn of(name: Option<String>, input: Input) -> Self {
        Self {
            name,
            document: input.document,
            format: input.format.to_owned(),
            encoding: input.encoding.map(str::to_owned),
            bytes: input.bytes,
        }
    }
}

impl From<ReadError> for ReadFailure {
    fn from(error: ReadError) -> Self {
        Self { code: error.code.to_owned(), zh: error.zh, en: error.en }
    }
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
        Ok(input) => to_js(&InputDocument::of(name, input)),
        Err(error) => Err(to_js(&ReadFailure::from(error))?),
    }
}

/// Reads every file of a zip archive, in the archive's order and archives within it included; any other input is one
/// file. `read` throws the code `archive` for an archive of several files: this is the call to make then.
///
/// # Errors
/// None that a caller could cause: a file that cannot be read is an entry that says why.
#[wasm_bindgen(js_name = readAll, unchecked_return_type = "FileRead[]")]
#[expect(clippy::needless_pass_by_value, reason = "strings cross the boundary as owned values")]
pub fn read_all(bytes: &[u8], name: Option<String>) -> Result<JsValue, JsValue> {
    let hint = Hint { name: name.as_deref(), format: None };
    let files: Vec<FileRead> = read::read_all(bytes, &hint)
        .into_iter()
        .map(|(name, result)| match result {
            Ok(input) => {
                let input = InputDocument::of(Some(name.clone()), input);
                FileRead { name, input: Some(input), failure: None }
            }
            Err(error) => FileRead { name, input: None, failure: Some(error.into()) },
        })
        .collect();
    to_js(&files)
}

fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
