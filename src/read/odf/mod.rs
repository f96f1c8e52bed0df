//! OpenDocument texts and spreadsheets (`.odt`, `.ods`, their templates and flat forms).

mod fields;
mod formulas;
mod lists;
mod looks;
mod math;
mod text;

use std::collections::HashMap;

use super::meter::{Limit, Meter};
use super::sheet::{self, Merge, Room, Sheet, Sums};
use super::xml::{Id, Xml};
use super::zip::{Archive, damaged};
use super::{ReadError, docx};
use crate::document::Document;
use looks::{Look, Looks};
use text::Text;

/// What an OpenDocument file holds.
pub(super) enum Odf {
    /// A text.
    Text(Document),
    /// A spreadsheet: sheets that are shown, names of those that are not.
    Spreadsheet(Vec<Sheet>, Vec<String>),
}

/// Whether a zip archive is an OpenDocument file.
pub(super) fn is_odf(archive: &Archive) -> bool {
    archive.find("content.xml").is_some()
}

/// Reads a packed file.
pub(super) fn read(archive: &Archive) -> Result<Odf, ReadError> {
    let manifest = docx::part(archive, "META-INF/manifest.xml").unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadError::new(
            "encrypted",
            "这个文档设有密码，无法读取；请用原来的软件打开，去掉密码后另存再试。",
            "This document is locked with a password; open it, remove the password, save and try again.",
        ));
    }
    let content = docx::part(archive, "content.xml")?;
    let styles = docx::part(archive, "styles.xml").unwrap_or_default();
    let meter = archive.meter();
    let (content, styles) = (Xml::parse(&content, meter), Xml::parse(&styles, meter));
    let root = content.root().ok_or_else(damaged)?;
    let formulas = math::formulas(archive);
    let mut odf = document(&content, root, &styles, &formulas, meter)?;
    if let (Odf::Text(document), Ok(meta)) = (&mut odf, docx::part(archive, "meta.xml")) {
        metadata(&Xml::parse(&meta, meter), document);
    }
    Ok(odf)
}

/// Reads a file that is one XML text; `None` where the text is something else.
pub(super) fn read_flat(source: &str, meter: &Meter) -> Option<Result<Odf, ReadError>> {
    if !source.get(..4000).unwrap_or(source).contains("urn:oasis:names:tc:opendocument") {
        return None;
    }
    let xml = Xml::parse(source, meter);
    let root = xml.root().filter(|&root| xml.is(root, "office", "document"))?;
    Some(document(&xml, root, &Xml::default(), &HashMap::new(), meter))
}

fn document<'x>(
    content: &'x Xml<'x>,
    root: Id,
    styles: &'x Xml<'x>,
    formulas: &'x HashMap<String, String>,
    meter: &Meter,
) -> Result<Odf, ReadError> {
    let body = content.child(root, "office", "body").ok_or_else(damaged)?;
    if let Some(spreadsheet) = content.child(body, "office", "spreadsheet") {
        return Ok(sheets(content, root, spreadsheet, styles, meter));
    }
    let text = content.child(body, "office", "text").ok_or_else(damaged)?;
    Ok(Odf::Text(Text::read(content, root, text, styles, formulas, meter)))
}

fn metadata(xml: &Xml, document: &mut Document) {
    let Some(meta) = xml.root().and_then(|root| xml.child(root, "office", "meta")) else { return };
    for entry in xml.children(meta) {
        let text = xml.all_text(entry).trim().to_owned();
        match xml.name(entry) {
            ("dc", "title") if !text.is_empty() => document.title = Some(text),
            ("dc", "date") => document.metadata.push(("modified".to_owned(), text)),
            ("meta", "creation-date") => document.metadata.push(("created".to_owned(), text)),
            _ => {}
        }
    }
}

/// The rows of a table, through the groups that may stand round them.
fn rows(xml: &Xml, parent: Id, found: &mut Vec<Id>) {
    for child in xml.children(parent) {
        match xml.name(child) {
            ("table", "table-row") => found.push(child),
            ("table", "table-header-rows" | "table-rows" | "table-row-group") => rows(xml, child, found),
            _ => {}
        }
    }
}

/// A positive number in an attribute, 1 where there is none.
fn count(xml: &Xml, id: Id, name: &str) -> u32 {
    xml.attribute(id, name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}

/// Whether a row or a column is hidden, by hand or by a filter.
fn is_collapsed(xml: &Xml, element: Id) -> bool {
    matches!(xml.attribute(element, "visibility"), Some("collapse" | "filter"))
}

/// The columns of a sheet that are hidden, as runs with both ends.
fn hidden_columns(xml: &Xml, table: Id) -> Vec<(u32, u32)> {
    let (mut runs, mut at, mut open) = (Vec::new(), 0_u32, vec![table]);
    while let Some(id) = open.pop() {
        match xml.name(id) {
            ("table", "table-column") => {
                let end = at.saturating_add(count(xml, id, "number-columns-repeated"));
                if is_collapsed(xml, id) {
                    runs.push((at, end - 1));
                }
                at = end;
            }
            ("table", "table" | "table-columns" | "table-header-columns" | "table-column-group") => {
                let children: Vec<Id> = xml.children(id).collect();
                open.extend(children.into_iter().rev());
            }
            _ => {}
        }
    }
    runs
}

/// The number that a cell holds.
fn number(xml: &Xml, cell: Id) -> Option<f64> {
    let number = matches!(xml.attribute(cell, "value-type"), Some("float" | "currency"));
    xml.attribute(cell, "value").filter(|_| number)?.parse().ok()
}

/// Whether a cell says that its formula came to an empty text.
fn is_empty_result(xml: &Xml, cell: Id) -> bool {
    matches!(xml.attribute(cell, "value-type"), Some("string" | "boolean" | "date" | "time" | "percentage"))
}

/// A formula as other spreadsheets write it: `of:=SUM([.D25:.I25];[.K25])` is `SUM(D25:I25,K25)`.
fn spreadsheet_formula(formula: &str) -> String {
    let formula = formula.split_once(":=").map_or(formula, |(_, formula)| formula);
    formula.replace("[.", "").replace(":.", ":").replace(']', "").replace(';', ",")
}

/// The number that a cell holds, where its text is that number padded, scaled or rounded for the eye, or none since a
/// format hides a zero or shows a dash for it; or the text that it keeps without a line that shows it.
fn held(xml: &Xml, cell: Id, text: &str) -> Option<String> {
    let lines = || xml.children(cell).filter(|&child| xml.is(child, "text", "p"));
    let dashes = !text.is_empty() && text.chars().all(|c| among!("-—–― /", c));
    let blank = || text.is_empty() && lines().all(|line| xml.own_text(line).is_empty());
    let Some(value) = number(xml, cell) else {
        let kept = xml.attribute(cell, "string-value").filter(|_| is_empty_result(xml, cell) && blank());
        return kept.map(str::to_owned);
    };
    let hidden_zero = value == 0.0 && (dashes || blank());
    let plain = text.chars().all(|c| c.is_ascii_digit() || among!(".,-+ ()¥￥$万E", c)) && !text.is_empty();
    let shown = sheet::plain(value);
    (plain || hidden_zero).then_some(shown).filter(|shown| shown.len() <= 20)
}

fn sheets(xml: &Xml, root: Id, spreadsheet: Id, styles: &Xml, meter: &Meter) -> Odf {
    let (mut shown, mut hidden, mut room) = (Vec::new(), Vec::new(), Room::new(meter));
    let mut looks = Looks::default();
    for (xml, root) in [(styles, styles.root()), (xml, Some(root))] {
        let parents = root.into_iter().flat_map(|root| {
            ["styles", "automatic-styles"].into_iter().filter_map(move |name| xml.child(root, "office", name))
        });
        parents.for_each(|parent| looks.add(xml, parent));
    }
    for table in xml.children(spreadsheet).filter(|&child| xml.is(child, "table", "table")) {
        let mut sheet =
            Sheet { name: xml.attribute(table, "name").unwrap_or_default().to_owned(), ..Sheet::default() };
        if is_hidden(xml, root, xml.attribute(table, "style-name")) {
            hidden.push(sheet.name);
            continue;
        }
        let mut elements = Vec::new();
        rows(xml, table, &mut elements);
        sheet.hidden_columns = hidden_columns(xml, table);
        let mut row = 0_u32;
        let mut sums = Sums::default();
        for element in elements {
            let rows_repeated = count(xml, element, "number-rows-repeated");
            if is_collapsed(xml, element) || looks.is_flat(xml.attribute(element, "style-name")) {
                sheet.hidden_rows.push((row, row.saturating_add(rows_repeated - 1)));
            }
            let mut column = 0_u32;
            for cell in xml.children(element) {
                let ("table", name @ ("table-cell" | "covered-table-cell")) = xml.name(cell) else {
                    continue;
                };
                let repeated = count(xml, cell, "number-columns-repeated");
                let look = looks.look(&Look::default(), "table-cell", xml.attribute(cell, "style-name"));
                let lines: Vec<String> = xml
                    .children(cell)
                    .filter(|&child| xml.is(child, "text", "p"))
                    .map(|line| text::line(xml, &looks, &look, line))
                    .collect();
                let text = lines.join("\n");
                let text = held(xml, cell, &text).unwrap_or(text);
                let formula = xml.attribute(cell, "formula");
                if name == "table-cell" && (!text.is_empty() || formula.is_some()) && !room.is_full() {
                    let (rows, columns) =
                        (count(xml, cell, "number-rows-spanned"), count(xml, cell, "number-columns-spanned"));
                    let at = (row, column);
                    let repeats = u32::min(repeated, 500);
                    let value = number(xml, cell);
                    if let Some(formula) = formula {
                        let has_result = !text.is_empty() || is_empty_result(xml, cell);
                        sums.add_formula(at, spreadsheet_formula(formula), value, has_result);
                    } else {
                        let pays = repeats == 1 || meter.pay(Limit::Repeats, repeats as usize);
                        for column in (column..column + repeats).filter(|_| pays) {
                            sums.add((row, column), value, &text);
                        }
                    }
                    // A value that is repeated more often than any form has cells is a mistake of the file's.
                    'copies: for row in row..row.saturating_add(rows_repeated.min(500)) {
                        for column in column..column.saturating_add(repeats) {
                            if (row, column) != at && !meter.pay(Limit::Repeats, 1) {
                                break 'copies;
                            }
                            sheet.put((row, column), &text, &mut room);
                        }
                    }
                    if rows > 1 || columns > 1 {
                        let merge = Merge {
                            first_row: row,
                            last_row: row.saturating_add(rows - 1),
                            first_column: column,
                            last_column: column.saturating_add(columns - 1),
                        };
                        sheet.merge(merge, &mut room);
                    }
                }
                column = column.saturating_add(repeated);
            }
            row = row.saturating_add(rows_repeated);
        }
        sums.close(&mut sheet, &mut room);
        shown.push(sheet);
    }
    Odf::Spreadsheet(shown, hidden)
}

/// Whether the style of a sheet hides it.
fn is_hidden(xml: &Xml, root: Id, style: Option<&str>) -> bool {
    let Some(styles) = xml.child(root, "office", "automatic-styles") else { return false };
    xml.children(styles)
        .filter(|&child| xml.is(child, "style", "style") && xml.attribute(child, "name") == style)
        .filter_map(|child| xml.child(child, "style", "table-properties"))
        .any(|properties| xml.attribute(properties, "display") == Some("false"))
}

#[cfg(test)]
mod tests;
