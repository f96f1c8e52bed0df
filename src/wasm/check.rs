//! Checking, forms and rules: what the page's first module can do besides reading.

use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{InputDocument, ReadFailure, to_js};
use crate::document::Document;
use crate::form::FormId;
use crate::many::Glance;
use crate::outcome::{FormInfo, Language, Severity};
use crate::pipeline::{self, Options};
use crate::read::{self, Hint, Input};
use crate::rules::repeated::{Role, repeated as side_by_side};
use crate::rules::{self, Companion, Rule};

/// What the caller asks for.
#[derive(Debug, Clone, Default, Deserialize, Tsify)]
#[serde(default)]
pub struct CheckOptions {
    /// Name of the input.
    pub name: Option<String>,
    /// Language of the messages.
    #[tsify(optional)]
    pub lang: Language,
    /// Only these rules; all where empty.
    #[tsify(optional)]
    pub select: Vec<String>,
    /// Not these rules.
    #[tsify(optional)]
    pub ignore: Vec<String>,
    /// The same organ's report of the year before.
    pub previous: Option<InputDocument>,
    /// The reports that this one sums up.
    #[tsify(optional)]
    pub parts: Vec<InputDocument>,
}

/// A rule, for lists of rules.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct RuleEntry {
    /// Stable kebab-case name.
    pub name: String,
    /// Title in Chinese.
    pub zh: String,
    /// Title in English.
    pub en: String,
    /// Severity of its findings unless a finding says less.
    pub severity: Severity,
    /// Where the requirement comes from, in Chinese: the official document and clause, arithmetic, or practice.
    pub source_zh: String,
    /// The same in English.
    pub source_en: String,
}

/// What the page of a rule says beside that: loaded when it is asked for.
#[wasm_bindgen(typescript_custom_section)]
const RULE_TEXTS: &str = r"
/** What the page of a rule says. */
export interface RuleTexts {
    /** What the rule checks, in Chinese. */
    checks_zh: string;
    /** Why, in Chinese. */
    why_zh: string;
    /** What the rule checks, in English. */
    checks_en: string;
    /** Why, in English. */
    why_en: string;
}

/** A rule with its page. */
export interface RuleInfo extends RuleEntry, RuleTexts {
}
";

/// Checks a document that was read, or edited since.
///
/// # Errors
/// Throws a message where the values are not what the types say.
#[wasm_bindgen(unchecked_return_type = "Outcome")]
pub fn check(
    #[wasm_bindgen(unchecked_param_type = "InputDocument")] input: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CheckOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let input: InputDocument = serde_wasm_bindgen::from_value(input)?;
    let options: CheckOptions = serde_wasm_bindgen::from_value(options)?;
    let plain = Input { document: input.document, format: "", encoding: None, bytes: input.bytes };
    let mut outcome = pipeline::check_input(
        plain,
        &Options {
            name: options.name,
            language: options.lang,
            select: named(&options.select)?,
            ignore: named(&options.ignore)?,
            previous: options.previous.map(|previous| Companion::new(previous.name, previous.document)),
            parts: options.parts.into_iter().map(|part| Companion::new(part.name, part.document)).collect(),
            ..Options::default()
        },
    );
    outcome.input.format = input.format;
    outcome.input.encoding = input.encoding;
    to_js(&outcome)
}

/// Checks a document and gives what a list of many keeps of it: only that crosses.
///
/// # Errors
/// Throws a message where the values are not what the types say.
#[wasm_bindgen(unchecked_return_type = "Glance")]
pub fn glance(
    #[wasm_bindgen(unchecked_param_type = "InputDocument")] input: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Language")] language: JsValue,
) -> Result<JsValue, JsValue> {
    let input: InputDocument = serde_wasm_bindgen::from_value(input)?;
    to_js(&glance_of(input.document, input.bytes, input.name, serde_wasm_bindgen::from_value(language)?))
}

/// Reads bytes and checks them: as `read` and `glance`, without the document crossing in between.
///
/// # Errors
/// Throws a `ReadFailure`.
#[wasm_bindgen(js_name = readGlance, unchecked_return_type = "Glance")]
pub fn read_glance(
    bytes: &[u8],
    name: Option<String>,
    #[wasm_bindgen(unchecked_param_type = "Language")] language: JsValue,
) -> Result<JsValue, JsValue> {
    let language: Language = serde_wasm_bindgen::from_value(language)?;
    match read::read(bytes, &Hint { name: name.as_deref(), format: None }) {
        Ok(input) => to_js(&glance_of(input.document, input.bytes, name, language)),
        Err(error) => Err(to_js(&ReadFailure::from(error))?),
    }
}

fn glance_of(document: Document, bytes: usize, name: Option<String>, language: Language) -> Glance {
    let plain = Input { document, format: "", encoding: None, bytes };
    let options = Options { name, language, document: true, ..Options::default() };
    Glance::new(&pipeline::check_input(plain, &options), language)
}

/// A row of two texts side by side.
#[derive(Debug, Clone, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct PassageInfo {
    /// What the report of the other year says.
    pub then: Option<String>,
    /// What this one says.
    pub now: Option<String>,
    /// Whether both say the same, numbers aside; where only one side is there, whether the other says it elsewhere.
    pub same: bool,
    /// What it is there for: `heading`, `asked-for` by the format, too `short` to tell anything, or the organ's `own`.
    pub role: &'static str,
}

/// Two texts side by side.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct RepeatedInfo {
    /// Letters of the present text, numbers and what the format asks for aside.
    pub all: usize,
    /// Those of them in sentences that the other text holds.
    pub same: usize,
    /// Both texts, row by row.
    pub passages: Vec<PassageInfo>,
}

/// The texts of two reports side by side.
///
/// # Errors
/// Throws a message where the values are not what the types say.
#[wasm_bindgen(unchecked_return_type = "RepeatedInfo")]
pub fn repeated(
    #[wasm_bindgen(unchecked_param_type = "InputDocument")] now: JsValue,
    #[wasm_bindgen(unchecked_param_type = "InputDocument")] then: JsValue,
) -> Result<JsValue, JsValue> {
    let companion = |input: InputDocument| Companion::new(input.name, input.document);
    let now = companion(serde_wasm_bindgen::from_value(now)?);
    let then = companion(serde_wasm_bindgen::from_value(then)?);
    let found = side_by_side((&now.report, &now.document), (&then.report, &then.document));
    let passages = found.passages.into_iter().map(|passage| PassageInfo {
        then: passage.then,
        now: passage.now,
        same: passage.same,
        role: match passage.role {
            Role::Heading => "heading",
            Role::AskedFor => "asked-for",
            Role::Short => "short",
            Role::Own => "own",
        },
    });
    to_js(&RepeatedInfo { all: found.all, same: found.same, passages: passages.collect() })
}

/// The rules that a caller names.
fn named(names: &[String]) -> Result<Vec<&'static Rule>, JsValue> {
    names.iter().map(|name| rules::named(name).map_err(|unknown| unknown.to_string().into())).collect()
}

/// The words and sums of a form: `2021`, `2019`, `hybrid` or `2014`.
///
/// # Errors
/// Throws a message where the values are not what the types say.
#[wasm_bindgen(unchecked_return_type = "FormInfo")]
pub fn form(#[wasm_bindgen(unchecked_param_type = "FormId")] id: JsValue) -> Result<JsValue, JsValue> {
    let id: FormId = serde_wasm_bindgen::from_value(id)?;
    to_js(&FormInfo::of(id))
}

/// All rules in the order of documentation.
///
/// # Errors
/// None that a caller could cause.
#[wasm_bindgen(unchecked_return_type = "RuleEntry[]")]
pub fn rules() -> Result<JsValue, JsValue> {
    let rules: Vec<RuleEntry> = rules::all()
        .iter()
        .map(|rule| RuleEntry {
            name: rule.name.to_owned(),
            zh: rule.title.0.to_owned(),
            en: rule.title.1.to_owned(),
            severity: rule.severity,
            source_zh: rule.source.text(Language::Zh),
            source_en: rule.source.text(Language::En),
        })
        .collect();
    to_js(&rules)
}
