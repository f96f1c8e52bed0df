//! OpenDocument texts and spreadsheets (`.odt`, `.ods`, their templates and flat forms).

mod lists;
mod text;

use super::sheet::{Merge, Room, Sheet};
use super::xml::{Id, Xml};
use super::zip::{Archive, damaged};
use super::{ReadError, docx};
use crate::document::Document;
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
    let (content, styles) = (Xml::parse(&content)?, Xml::parse(&styles)?);
    let root = content.root().ok_or_else(damaged)?;
    let mut odf = document(&content, root, &styles)?;
    if let (Odf::Text(document), Ok(meta)) = (&mut odf, docx::part(archive, "meta.xml")) {
        metadata(&Xml::parse(&meta)?, document);
    }
    Ok(odf)
}

/// Reads a file that is one XML text; `None` where the text is something else.
pub(super) fn read_flat(source: &str) -> Option<Result<Odf, ReadError>> {
    if !source.get(..4000).unwrap_or(source).contains("urn:oasis:names:tc:opendocument") {
        return None;
    }
    let xml = match Xml::parse(source) {
        Ok(xml) => xml,
        Err(error) => return Some(Err(error)),
    };
    let root = xml.root().filter(|&root| xml.is(root, "office", "document"))?;
    Some(document(&xml, root, &Xml::default()))
}

fn document<'x>(content: &'x Xml<'x>, root: Id, styles: &'x Xml<'x>) -> Result<Odf, ReadError> {
    let body = content.child(root, "office", "body").ok_or_else(damaged)?;
    if let Some(spreadsheet) = content.child(body, "office", "spreadsheet") {
        return Ok(sheets(content, root, spreadsheet));
    }
    let text = content.child(body, "office", "text").ok_or_else(damaged)?;
    Ok(Odf::Text(Text::read(content, root, text, styles)))
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

fn sheets(xml: &Xml, root: Id, spreadsheet: Id) -> Odf {
    let (mut shown, mut hidden, mut room) = (Vec::new(), Vec::new(), Room::default());
    for table in xml.children(spreadsheet).filter(|&child| xml.is(child, "table", "table")) {
        let mut sheet =
            Sheet { name: xml.attribute(table, "name").unwrap_or_default().to_owned(), ..Sheet::default() };
        if is_hidden(xml, root, xml.attribute(table, "style-name")) {
            hidden.push(sheet.name);
            continue;
        }
        let mut elements = Vec::new();
        rows(xml, table, &mut elements);
        let mut row = 0_u32;
        for element in elements {
            let rows_repeated = count(xml, element, "number-rows-repeated");
            let mut column = 0_u32;
            for cell in xml.children(element) {
                let ("table", name @ ("table-cell" | "covered-table-cell")) = xml.name(cell) else {
                    continue;
                };
                let repeated = count(xml, cell, "number-columns-repeated");
                let lines: Vec<String> = xml
                    .children(cell)
                    .filter(|&child| xml.is(child, "text", "p"))
                    .map(|line| text::line(xml, line))
                    .collect();
                let text = lines.join("\n");
                sheet.cut |= room.is_full();
                if name == "table-cell" && !text.is_empty() && !room.is_full() {
                    let (rows, columns) =
                        (count(xml, cell, "number-rows-spanned"), count(xml, cell, "number-columns-spanned"));
                    // A value that is repeated more often than any form has cells is a mistake of the file's.
                    for row in row..row.saturating_add(rows_repeated.min(500)) {
                        for column in column..column.saturating_add(repeated.min(500)) {
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
