//! What is asked of many reports at once: their sum, a summary beside its parts, years, who is missing, and what is saved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{InputDocument, to_js};
use crate::form::FormId;
use crate::many::against::against as compared;
use crate::many::missing::{self, Attendance, Held};
use crate::many::sum::{Sum, Total, remarks, sums};
use crate::many::years::by_organ;
use crate::many::{Glance, Part};
use crate::outcome::{Language, Message, SummaryInfo};
use crate::report::Number;
use crate::rules::words;
use crate::write::{Target, letters, many, summary};

/// One organ's reports, year after year.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct YearsInfo {
    /// The name in the newest report.
    pub organ: String,
    /// The years with the places of their reports in the list.
    pub reports: Vec<YearInfo>,
    /// What each year takes over from the one before.
    pub links: Vec<LinkInfo>,
}

/// A report of a year.
#[derive(Debug, Clone, Copy, Serialize, Tsify)]
pub struct YearInfo {
    /// The year.
    pub year: i32,
    /// The place of the report in the list.
    pub at: usize,
}

/// What one year takes over from the one before.
#[derive(Debug, Clone, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct LinkInfo {
    /// The year that takes over.
    pub year: i32,
    /// The rule that checks it.
    pub rule: String,
    /// The cell, by contract name.
    pub cell: Option<String>,
    /// The cell in words.
    pub label: String,
    /// What the year before makes it.
    pub expected: Option<i64>,
    /// What this year says.
    pub found: Option<i64>,
}

/// A list of organs against the reports.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct AttendanceInfo {
    /// The years that count.
    pub years: Vec<i32>,
    /// The list in its order.
    pub listed: Vec<ListedInfo>,
    /// Places of the reports that no name of the list is for.
    pub others: Vec<usize>,
}

/// A listed organ with its reports.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct ListedInfo {
    /// The name as listed.
    pub name: String,
    /// Other names under which its reports are.
    pub called: Vec<String>,
    /// Organs with reports whose names are like it and that no name of the list is.
    pub perhaps: Vec<String>,
    /// The places of its reports.
    pub reports: Vec<usize>,
}

/// A summary beside a list.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct AgainstInfo {
    /// The form of the summary.
    pub form: FormId,
    /// Places of the reports that are added up.
    pub parts: Vec<usize>,
    /// Places of reports of the year before, which are not.
    pub before: Vec<usize>,
    /// Places of reports without tables of that form.
    pub left: Vec<usize>,
    /// What comes of comparing.
    pub summary: SummaryInfo,
}

/// The sum of the reports that use one form.
#[derive(Debug, Clone, Serialize, Tsify)]
#[tsify(hashmap_as_object)]
pub struct SumInfo {
    /// The form.
    pub form: FormId,
    /// Places of the reports that were added up.
    pub parts: Vec<usize>,
    /// The sums by contract name; null where a report lacks the cell.
    pub cells: BTreeMap<String, Option<Number>>,
}

/// The sums of a list with what there is to say about them.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct SumsInfo {
    /// For each form that is used.
    pub sums: Vec<SumInfo>,
    /// Why they are not simply those of everything, as finished sentences.
    pub remarks: Vec<String>,
}

/// What is saved of a list.
#[derive(Debug, Clone, Copy, Deserialize, Tsify)]
#[serde(rename_all = "kebab-case")]
pub enum Saved {
    /// The list, every number, what was found, the years, who is missing.
    List,
    /// The made summary.
    Sum,
    /// The lists of what is to be put right, in one document.
    Letters,
    /// The same as a document for each organ, in an archive.
    LettersEach,
}

/// What a saved file is made of besides the reports.
#[derive(Debug, Clone, Default, Deserialize, Tsify)]
#[serde(default)]
pub struct SaveOptions {
    /// The end of the file's name: `xlsx`, `docx`, `csv`.
    pub ending: String,
    /// Files that could not be read, each with the reason.
    pub unread: Vec<(String, String)>,
    /// A list of organs; none where empty.
    pub names: Vec<String>,
    /// The years that everybody is to have.
    pub years: Vec<i32>,
}

fn glances(list: JsValue) -> Result<Vec<Glance>, JsValue> {
    Ok(serde_wasm_bindgen::from_value(list)?)
}

fn parts(list: JsValue) -> Result<Vec<Part>, JsValue> {
    Ok(glances(list)?.iter().map(Part::from).collect())
}

/// The names of a list of organs: one a line, or the first column of words of its tables.
///
/// # Errors
/// Throws a message where the values are not what the types say.
#[wasm_bindgen(js_name = namesOf, unchecked_return_type = "string[]")]
pub fn names_of(
    #[wasm_bindgen(unchecked_param_type = "InputDocument")] input: JsValue,
) -> Result<JsValue, JsValue> {
    let input: InputDocument = serde_wasm_bindgen::from_value(input)?;
    to_js(&missing::names(&input.document))
}

fn attended(list: &[Glance], names: &[String], years: &[i32]) -> Attendance {
    // The place in the list stands for the file's name, so that files of one name are told apart.
    let held = list.iter().enumerate().map(|(at, glance)| Held {
        file: at.to_string(),
        organ: glance.organ.clone(),
        year: glance.year,
    });
    missing::attendance(names, held.collect(), years)
}

/// A list of organs against the reports.
///
/// # Errors
/// Throws a message where the values are not what the types say.
#[wasm_bindgen(unchecked_return_type = "AttendanceInfo")]
pub fn attendance(
    #[wasm_bindgen(unchecked_param_type = "string[]")] names: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Glance[]")] list: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number[]")] years: JsValue,
) -> Result<JsValue, JsValue> {
    let names: Vec<String> = serde_wasm_bindgen::from_value(names)?;
    let years: Vec<i32> = serde_wasm_bindgen::from_value(years)?;
    let found = attended(&glances(list)?, &names, &years);
    let place = |file: &String| file.parse::<usize>().ok();
    to_js(&AttendanceInfo {
        years: found.years.iter().copied().collect(),
        listed: found
            .listed
            .iter()
            .map(|listed| ListedInfo {
                name: listed.name.clone(),
                called: listed.called.iter().cloned().collect(),
                perhaps: listed.perhaps.iter().cloned().collect(),
                reports: listed.files.values().flatten().filter_map(place).collect(),
            })
            .collect(),
        others: found.others.iter().filter_map(|held| place(&held.file)).collect(),
    })
}

/// The reports of each organ by year.
///
/// # Errors
/// Throws a message where the values are not what the types say.
#[wasm_bindgen(unchecked_return_type = "YearsInfo[]")]
pub fn years(
    #[wasm_bindgen(unchecked_param_type = "Glance[]")] list: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Language")] language: JsValue,
) -> Result<JsValue, JsValue> {
    let language: Language = serde_wasm_bindgen::from_value(language)?;
    let parts = parts(list)?;
    let (groups, _) = by_organ(&parts);
    let place = |wanted: &Part| parts.iter().position(|part| std::ptr::eq(part, wanted));
    let info = |group: &crate::many::years::Years<'_, Part>| YearsInfo {
        organ: group.organ.clone(),
        reports: group
            .reports
            .iter()
            .filter_map(|(year, part)| Some(YearInfo { year: *year, at: place(part)? }))
            .collect(),
        links: group
            .links()
            .iter()
            .map(|link| LinkInfo {
                year: link.year,
                rule: link.rule.to_owned(),
                cell: link.cell.map(|cell| cell.to_string()),
                label: link.cell.map_or(String::new(), |cell| {
                    words::cell(cell, link.form.form()).get(language).to_owned()
                }),
                expected: link.numbers.map(|(then, _)| then),
                found: link.numbers.map(|(_, now)| now),
            })
            .collect(),
    };
    to_js(&groups.iter().map(info).collect::<Vec<_>>())
}

/// A summary beside the reports of a list.
///
/// # Errors
/// Throws a message where the values are not what the types say, or the summary has no tables.
#[wasm_bindgen(unchecked_return_type = "AgainstInfo")]
pub fn against(
    #[wasm_bindgen(unchecked_param_type = "Glance")] summary: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Glance[]")] list: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Language")] language: JsValue,
) -> Result<JsValue, JsValue> {
    let language: Language = serde_wasm_bindgen::from_value(language)?;
    let summary: Glance = serde_wasm_bindgen::from_value(summary)?;
    let parts = parts(list)?;
    let Some(found) = compared(&Part::from(&summary), &parts) else {
        return Err(JsValue::from_str("no tables"));
    };
    let named = |at: usize| {
        let name = parts.get(at).map_or("", |part| part.organ.as_deref().unwrap_or(&part.name));
        Message::new(format!("“{name}”"), name)
    };
    let names = parts.iter().map(|part| part.name.clone()).collect();
    let info = SummaryInfo::new(names, &found.listed.comparison, found.form.form(), &named, language);
    to_js(&AgainstInfo {
        form: found.form,
        parts: found.listed.parts,
        before: found.listed.before,
        left: found.left,
        summary: info,
    })
}

/// The sums of a list.
///
/// # Errors
/// Throws a message where the values are not what the types say.
#[wasm_bindgen(js_name = sumsOf, unchecked_return_type = "SumsInfo")]
pub fn sums_of(
    #[wasm_bindgen(unchecked_param_type = "Glance[]")] list: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Language")] language: JsValue,
) -> Result<JsValue, JsValue> {
    let language: Language = serde_wasm_bindgen::from_value(language)?;
    let parts = parts(list)?;
    let sums = sums(&parts);
    let said = remarks(&parts, &sums);
    let info = |sum: &Sum| SumInfo {
        form: sum.form,
        parts: sum.parts.clone(),
        cells: sum
            .cells
            .iter()
            .map(|(cell, total)| {
                let number = if let Total::Exact(number) = total { Some(*number) } else { None };
                (cell.to_string(), number)
            })
            .collect(),
    };
    to_js(&SumsInfo {
        sums: sums.iter().map(info).collect(),
        remarks: said.iter().map(|message| message.get(language).to_owned()).collect(),
    })
}

fn saved(list: &[Glance], what: Saved, options: &SaveOptions) -> Vec<u8> {
    let target = Target::of_ending(&options.ending).unwrap_or(Target::Xlsx);
    match what {
        Saved::List => {
            let found = (!options.names.is_empty()).then(|| {
                let held = list.iter().map(|glance| Held {
                    file: glance.name.clone(),
                    organ: glance.organ.clone(),
                    year: glance.year,
                });
                missing::attendance(&options.names, held.collect(), &options.years)
            });
            target.write(&many::book(list, &options.unread, found.as_ref()))
        }
        Saved::Sum => {
            let parts: Vec<Part> = list.iter().map(Part::from).collect();
            target.write(&summary::book(&parts, &sums(&parts)))
        }
        Saved::Letters => Target::Docx.write(&letters::book(list)),
        Saved::LettersEach => letters::archive(list),
    }
}

/// The bytes of a file about a list.
///
/// # Errors
/// Throws a message where the values are not what the types say.
#[wasm_bindgen(js_name = save)]
pub fn save(
    #[wasm_bindgen(unchecked_param_type = "Glance[]")] list: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Saved")] what: JsValue,
    #[wasm_bindgen(unchecked_param_type = "SaveOptions")] options: JsValue,
) -> Result<Vec<u8>, JsValue> {
    let options: SaveOptions = serde_wasm_bindgen::from_value(options)?;
    Ok(saved(&glances(list)?, serde_wasm_bindgen::from_value(what)?, &options))
}
