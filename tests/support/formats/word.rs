//! Office Open XML texts.

use std::collections::BTreeSet;

use super::packed::{all_relations, relations, zip};
use super::{Kind, Manner, Piece, escaped, kind, placed, turned};
use crate::support::parts::{Cell, Part, Sheet};

const SPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

fn run(properties: &str, text: &str) -> String {
    let lines: Vec<String> =
        text.split('\n').map(|line| format!("<w:t xml:space='preserve'>{}</w:t>", escaped(line))).collect();
    format!("<w:r><w:rPr>{properties}</w:rPr>{}</w:r>", lines.join("<w:br/>"))
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Plain(text) => run("", text),
        Piece::Struck(text) => run("<w:strike/>", text),
        Piece::Deleted(text) => {
            format!(
                "<w:del w:id='1' w:author='a'><w:r><w:delText>{}</w:delText></w:r></w:del>",
                escaped(text)
            )
        }
        Piece::DeletedByStyle(text) => run("<w:rStyle w:val='Del'/>", text),
        Piece::Raised(text) => run("<w:vertAlign w:val='superscript'/>", text),
        Piece::Hidden(text) => run("<w:vanish/>", text),
        Piece::White(text) => run("<w:color w:val='FFFFFF'/>", text),
        Piece::Field(text) => format!(
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r><w:r>\
             <w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>{}<w:r>\
             <w:fldChar w:fldCharType='end'/></w:r>",
            run("", text)
        ),
        Piece::Bound(text) => format!(
            "<w:sdt><w:sdtPr><w:dataBinding w:prefixMappings=\"xmlns:d='urn:d'\" w:xpath='/d:data[1]/d:n{text}[2]' \
             w:storeItemID='{{0-A}}'/><w:text/></w:sdtPr><w:sdtContent>{}{}</w:sdtContent></w:sdt>",
            run("", "7"),
            run("", "1")
        ),
        Piece::Symbol(text) => text
            .bytes()
            .map(|byte| format!("<w:r><w:sym w:font='Symbol' w:char='F0{byte:02X}'/></w:r>"))
            .collect(),
        Piece::Reversed(text) => format!("<w:bdo w:val='rtl'>{}</w:bdo>", run("", &turned(text))),
        Piece::Sum(..) | Piece::Lookup => panic!("no formulas in this format"),
        Piece::Read(text) => format!(
            "<w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
            run("", "9"),
            run("", text)
        ),
    }
}

fn table(sheet: &Sheet, manner: Manner) -> String {
    let (cells, columns) = placed(sheet);
    let mut at: Vec<Vec<Option<(&Cell, bool)>>> = vec![vec![None; columns]; sheet.len()];
    for placed in &cells {
        for down in 0..placed.cell.down {
            at[placed.row + down][placed.column] = Some((placed.cell, down == 0));
        }
    }
    let row = |row: &Vec<Option<(&Cell, bool)>>| {
        let cells: String = row
            .iter()
            .flatten()
            .map(|(cell, first)| {
                let merge = match (cell.down > 1, first) {
                    (false, _) => "",
                    (true, true) => "<w:vMerge w:val='restart'/>",
                    (true, false) => "<w:vMerge/>",
                };
                let text: String =
                    if *first { manner(cell).iter().map(piece).collect() } else { String::new() };
                format!(
                    "<w:tc><w:tcPr><w:gridSpan w:val='{}'/>{merge}</w:tcPr><w:p>{text}</w:p></w:tc>",
                    cell.across
                )
            })
            .collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    format!("<w:tbl>{}</w:tbl><w:p/>", at.iter().map(row).collect::<String>())
}

pub fn docx(parts: &[Part], manner: Manner) -> Vec<u8> {
    let body: String = parts
        .iter()
        .map(|part| match kind(part) {
            Kind::Title(text) | Kind::Paragraph(text) => format!("<w:p>{}</w:p>", run("", text)),
            Kind::Heading(text) => {
                format!("<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr>{}</w:p>", run("<w:b/>", text))
            }
            Kind::Table(sheet) => table(sheet, manner),
        })
        .collect();
    // Each number stands twice in the data, and only the second is bound.
    let numbers: BTreeSet<&str> =
        body.split("/d:n").skip(1).filter_map(|path| path.split('[').next()).collect();
    let data: String = numbers.iter().map(|n| format!("<n{n}>8</n{n}><n{n}>{n}</n{n}>")).collect();
    zip(&[
        ("_rels/.rels", relations("officeDocument", "word/document.xml")),
        ("word/document.xml", format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>").into_bytes()),
        (
            "word/_rels/document.xml.rels",
            all_relations(&[("styles", "styles.xml"), ("customXml", "../customXml/item1.xml")]),
        ),
        ("customXml/item1.xml", format!("<data xmlns='urn:d'>{data}</data>").into_bytes()),
        ("customXml/_rels/item1.xml.rels", relations("customXmlProps", "itemProps1.xml")),
        (
            "customXml/itemProps1.xml",
            b"<p:datastoreItem p:itemID='{0-A}' xmlns:p='http://schemas.openxmlformats.org/officeDocument/2006/customXml'/>".to_vec(),
        ),
        (
            "word/styles.xml",
            format!(
                "<w:styles {SPACES}><w:style w:type='character' w:styleId='Del'><w:name w:val='del'/><w:rPr/></w:style></w:styles>"
            )
            .into_bytes(),
        ),
    ])
}
