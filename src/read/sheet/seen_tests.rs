//! Workbooks as a person sees them: what is struck out or hidden is not there, numbers are what the cells hold.

use crate::document::{Block, Document};
use crate::read::zip::tests::archive;
use crate::read::{Hint, read};

const MAIN: &str = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='r'";

/// The bytes of a workbook: what its main part holds, and its other parts by the id that the main one gives them.
pub(in crate::read) fn package(book: &str, parts: &[(&str, &str, String)]) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='t/{kind}' Target='{target}'/>")
    };
    let relations = |all: String| format!("<Relationships>{all}</Relationships>");
    let root = relations(relation("a", "officeDocument", "xl/workbook.xml"));
    let own = relations(parts.iter().map(|(id, kind, _)| relation(id, kind, &format!("{id}.xml"))).collect());
    let main = |name: &str, content: &str| format!("<{name} {MAIN}>{content}</{name}>");
    let book = main("workbook", book);
    let mut files = vec![
        ("_rels/.rels".to_owned(), root),
        ("xl/workbook.xml".to_owned(), book),
        ("xl/_rels/workbook.xml.rels".to_owned(), own),
    ];
    for (id, kind, content) in parts {
        let name = if *kind == "styles" { "styleSheet" } else { *kind };
        files.push((format!("xl/{id}.xml"), main(name, content)));
    }
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    archive(&files)
}

/// A workbook of one sheet with these properties, styles and parts of the sheet.
fn book(properties: &str, styles: &str, sheet: &str) -> Document {
    let book = format!("<sheets><sheet name='甲' r:id='s'/></sheets>{properties}");
    let parts = [("s", "worksheet", sheet.to_owned()), ("f", "styles", styles.to_owned())];
    read(&package(&book, &parts), &Hint::default()).unwrap().document
}

/// The rows of the first table, cells parted by `¦`.
fn rows(document: &Document) -> Vec<String> {
    let Some(table) = document.blocks.iter().find_map(Block::as_table) else { return Vec::new() };
    let row = |row: u32| {
        let cells = table.cells.iter().filter(|cell| cell.row == row).map(|cell| cell.text.as_str());
        cells.collect::<Vec<_>>().join("¦")
    };
    (0..table.rows).map(row).collect()
}

fn text(at: &str, text: &str) -> String {
    format!("<c r='{at}' t='inlineStr'><is>{text}</is></c>")
}

fn said(document: &Document, code: &str) -> bool {
    document.notes.iter().any(|note| note.code == code)
}

/// The texts of two cells, the second made of these runs.
fn runs(runs: &str) -> String {
    let sheet =
        format!("<sheetData><row r='1'>{}{}</row></sheetData>", text("A1", "<t>件</t>"), text("B1", runs));
    rows(&book("", "", &sheet)).join("/")
}

#[test]
fn runs_that_are_struck_out_are_not_there_and_raised_digits_are_notes() {
    let run = |look: &str, text: &str| format!("<r><rPr>{look}</rPr><t xml:space='preserve'>{text}</t></r>");
    assert_eq!(runs(&(run("<strike/>", "21") + &run("", "12"))), "件¦12");
    assert_eq!(runs(&(run("", "12") + &run("<strike val='1'/>", "21"))), "件¦12");
    assert_eq!(runs(&(run("<strike val='0'/>", "1") + &run("", "2"))), "件¦12");
    assert_eq!(runs(&(run("", "12") + &run("<vertAlign val='superscript'/>", "1"))), "件¦12¹");
    assert_eq!(runs(&(run("", "12") + &run("<vertAlign val='superscript'/>", "（1）"))), "件¦12（¹）");
    assert_eq!(runs(&run("<vertAlign val='superscript'/>", "12")), "件¦12");
    assert_eq!(runs(&(run("<b/>", "1") + &run("<i/>", "2"))), "件¦12");
    assert_eq!(runs(&run("<strike/>", "12")), "");
}

#[test]
fn escapes_of_characters_are_the_characters() {
    assert_eq!(runs("<t>_x0009_94</t>"), "件¦94");
    assert_eq!(runs("<t>_x0020_94_x0020_</t>"), "件¦94");
    assert_eq!(runs("<t>商业_x000D_\n企业</t>"), "件¦商业\n企业");
    assert_eq!(runs("<t>_x005F_x0041_</t>"), "件¦_x0041_");
    assert_eq!(runs("<t>a_xyz_1_x12</t>"), "件¦a_xyz_1_x12");
    assert_eq!(runs("<t>_x000A_1_x4EF6_</t>"), "件¦1件");
    assert_eq!(runs("<r><t>_x0009_9</t></r><r><t>4_x0009_</t></r>"), "件¦94");
}

#[test]
fn cells_whose_style_strikes_out_or_hides_their_text_are_blank() {
    let styles = "<numFmts><numFmt numFmtId='176' formatCode=';;;'/></numFmts>\
        <fonts><font/><font><strike/></font><font><color rgb='FFFFFFFF'/></font><font><color theme='0'/></font></fonts>\
        <fills><fill><patternFill patternType='none'/></fill><fill><patternFill patternType='solid'><fgColor rgb='FF4472C4'/></patternFill></fill>\
        <fill><patternFill patternType='solid'><fgColor theme='0'/></patternFill></fill></fills>\
        <cellXfs><xf numFmtId='0'/><xf fontId='1'/><xf fontId='2'/><xf fontId='3' fillId='2'/><xf fontId='3' fillId='1'/><xf numFmtId='176'/></cellXfs>";
    let cell = |style: u32| format!("<c s='{style}'><v>7</v></c>");
    let row =
        |style: u32| format!("<row>{}{}</row>", text("", "<t>件</t>").replace(" r=''", ""), cell(style));
    let sheet: String = [0, 1, 2, 3, 4, 5, 0].into_iter().map(row).collect();
    let shown = rows(&book("", styles, &format!("<sheetData>{sheet}</sheetData>")));
    assert_eq!(shown, ["件¦7", "件¦", "件¦", "件¦", "件¦7", "件¦", "件¦7"]);
    // Where rules colour parts of the sheet, white text may be seen.
    let rules = "<conditionalFormatting sqref='A1'/>";
    let shown = rows(&book("", styles, &format!("<sheetData>{sheet}</sheetData>{rules}")));
    assert_eq!(shown, ["件¦7", "件¦", "件¦7", "件¦7", "件¦7", "件¦", "件¦7"]);
}

#[test]
fn letters_of_the_colour_of_their_cell_are_not_seen() {
    let styles = "<numFmts><numFmt numFmtId='176' formatCode='[White]0'/><numFmt numFmtId='177' formatCode='[White]0;[Red]-0'/></numFmts>\
        <fonts><font/><font><color rgb='FFD9D9D9'/></font><font><color theme='4' tint='0.4'/></font></fonts>\
        <fills><fill><patternFill patternType='none'/></fill><fill><patternFill patternType='solid'><fgColor rgb='FFD9D9D9'/></patternFill></fill>\
        <fill><patternFill patternType='solid'><fgColor theme='4' tint='0.4'/></patternFill></fill>\
        <fill><patternFill patternType='solid'><fgColor theme='4' tint='0.8'/></patternFill></fill>\
        <fill><patternFill patternType='gray125'><fgColor rgb='FFD9D9D9'/></patternFill></fill></fills>\
        <cellXfs><xf/><xf fontId='1' fillId='1'/><xf fontId='2' fillId='2'/><xf numFmtId='176'/>\
        <xf fontId='1'/><xf fontId='2' fillId='3'/><xf fontId='1' fillId='4'/><xf numFmtId='177'/><xf numFmtId='176' fillId='1'/></cellXfs>";
    let row = |style: u32| {
        let label = text("", "<t>件</t>").replace(" r=''", "");
        format!("<row>{label}<c s='{style}'><v>7</v></c></row>")
    };
    let sheet: String = (0..9).map(row).collect();
    let shown = rows(&book("", styles, &format!("<sheetData>{sheet}</sheetData>")));
    assert_eq!(shown, ["件¦7", "件¦", "件¦", "件¦", "件¦7", "件¦7", "件¦7", "件¦7", "件¦7"]);
}

#[test]
fn conditional_formats_that_always_hold_strike_out_and_hide() {
    let styles = "<dxfs><dxf><font><strike/></font></dxf><dxf><font><color rgb='FFFFFFFF'/></font></dxf>\
        <dxf><font><color rgb='FFFFFFFF'/></font><fill><patternFill patternType='solid'><fgColor rgb='FF0000FF'/></patternFill></fill></dxf>\
        <dxf><font><b/></font></dxf></dxfs>";
    let rows_of = |rule: &str, range: &str| {
        let row = |number: u32| {
            format!("<row><c r='A{number}'><v>{number}</v></c><c r='B{number}'><v>7</v></c></row>")
        };
        let rules =
            format!("<conditionalFormatting sqref='{range}'><cfRule {rule}</cfRule></conditionalFormatting>");
        rows(&book("", styles, &format!("<sheetData>{}{}</sheetData>{rules}", row(1), row(2))))
    };
    let always = |format: u32| format!("type='expression' dxfId='{format}'><formula>TRUE</formula>");
    assert_eq!(rows_of(&always(0), "A1:B1"), ["2¦7"]);
    assert_eq!(rows_of(&always(1), "D9 B2"), ["1¦7", "2¦"]);
    for seen in [
        always(2),
        always(3),
        always(9),
        "type='expression' dxfId='0'><formula>FALSE</formula>".to_owned(),
        "type='expression' dxfId='0'><formula>A1&gt;0</formula>".to_owned(),
        "type='cellIs' operator='equal' dxfId='1'><formula>1</formula>".to_owned(),
    ] {
        assert_eq!(rows_of(&seen, "A1:B1"), ["1¦7", "2¦7"], "{seen}");
    }
}

#[test]
fn hidden_rows_and_columns_are_left_out_and_said() {
    let cells = |row: u32| {
        format!(
            "<c r='A{row}'><v>{row}</v></c><c r='B{row}'><v>{row}1</v></c><c r='C{row}'><v>{row}2</v></c>"
        )
    };
    let row = |number: u32, look: &str| format!("<row r='{number}' {look}>{}</row>", cells(number));
    let sheet = |second: &str, columns: &str| {
        let rows = row(1, "") + &row(2, second) + &row(3, "");
        let document = book("", "", &format!("{columns}<sheetData>{rows}</sheetData>"));
        let said = said(&document, "hidden-cells");
        (rows_of(&document), said)
    };
    fn rows_of(document: &Document) -> Vec<String> {
        rows(document)
    }
    let all = ["1¦11¦12", "2¦21¦22", "3¦31¦32"].map(str::to_owned).to_vec();
    assert_eq!(sheet("", ""), (all.clone(), false));
    assert_eq!(sheet("hidden='0'", "<cols><col min='1' max='3' width='9'/></cols>"), (all, false));
    let without_second = (["1¦11¦12", "3¦31¦32"].map(str::to_owned).to_vec(), true);
    assert_eq!(sheet("hidden='1'", ""), without_second);
    assert_eq!(sheet("hidden='true'", ""), without_second);
    assert_eq!(sheet("ht='0' customHeight='1'", ""), without_second);
    assert_eq!(sheet("ht='0.75' customHeight='1'", ""), without_second);
    assert_eq!(sheet("ht='9' customHeight='1'", "").0.len(), 3);
    let without_b = (["1¦12", "2¦22", "3¦32"].map(str::to_owned).to_vec(), true);
    assert_eq!(sheet("", "<cols><col min='2' max='2' hidden='1'/></cols>"), without_b);
    assert_eq!(
        sheet("", "<cols><col min='2' max='2' width='0'/><col min='4' max='16384' hidden='1'/></cols>"),
        without_b
    );
    assert_eq!(sheet("hidden='1'", "<cols><col min='2' max='2' hidden='1'/></cols>").0, ["1¦12", "3¦32"]);
}

#[test]
fn sums_that_were_never_computed_are_computed_and_said() {
    let row = |formula: &str| {
        format!(
            "<sheetData><row><c><v>3</v></c><c><v>4</v></c><c>{formula}</c></row><row><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row></sheetData>"
        )
    };
    let shown = |properties: &str, formula: &str| {
        let document = book(properties, "", &row(formula));
        let first = rows(&document).first().cloned().unwrap_or_default();
        let notes: Vec<&str> = document.notes.iter().map(|note| note.code.as_str()).collect();
        (first, notes.join(" "), document.computed.len())
    };
    let computed = |text: &str| (text.to_owned(), "formulas-computed".to_owned(), 1);
    let as_it_is = |text: &str| (text.to_owned(), String::new(), 0);
    let later = "<calcPr fullCalcOnLoad='1'/>";
    assert_eq!(shown("", "<f>SUM(A1:B1)</f>"), computed("3¦4¦7"));
    assert_eq!(shown("", "<f>A1+B1</f><v></v>"), computed("3¦4¦7"));
    assert_eq!(shown(later, "<f>SUM(A1:B1)</f><v>0</v>"), computed("3¦4¦7"));
    assert_eq!(shown(later, "<f>SUM(A1,B1)+A2</f><v>0</v>"), computed("3¦4¦8"));
    // A result that is there is the result, also where it is 0.
    assert_eq!(shown("", "<f>SUM(A1:B1)</f><v>9</v>"), as_it_is("3¦4¦9"));
    assert_eq!(shown("", "<f>A1*0</f><v>0</v>"), as_it_is("3¦4¦0"));
    assert_eq!(shown(later, "<f>A1*3</f><v>9</v>"), as_it_is("3¦4¦9"));
    let (text, notes, count) = shown("", "<f>A1*3</f>");
    assert_eq!((text.as_str(), notes.as_str(), count), ("3¦4¦=A1*3", "formulas-uncomputed", 0));
    let (text, notes, _) = shown(later, "<f>VLOOKUP(A1,A:B,2)</f><v>0</v>");
    assert_eq!((text.as_str(), notes.as_str()), ("3¦4¦=VLOOKUP(A1,A:B,2)", "formulas-uncomputed"));
}

#[test]
fn shared_sums_are_followed_to_each_cell() {
    let row = |number: u32, formula: &str| {
        format!(
            "<row r='{number}'><c r='A{number}'><v>{number}</v></c><c r='B{number}'><v>10</v></c><c r='C{number}'>{formula}</c></row>"
        )
    };
    let rows_of = row(1, "<f t='shared' ref='C1:C3' si='0'>SUM(A1:B1)</f>")
        + &row(2, "<f t='shared' si='0'/>")
        + &row(3, "<f t='shared' si='0'/><v/>");
    let document = book("", "", &format!("<sheetData>{rows_of}</sheetData>"));
    assert_eq!(rows(&document), ["1¦10¦11", "2¦10¦12", "3¦10¦13"]);
    assert!(document.notes.iter().any(|note| note.zh.contains("3 格（C1、C2、C3）")));
}

/// A workbook of two sheets, the second hidden, with names of its own.
fn two_sheets(names: &str, first: &str, second: &str) -> Document {
    let book = format!(
        "<sheets><sheet name='年报' r:id='s'/><sheet name='数 据' state='hidden' r:id='h'/></sheets>\
         <definedNames>{names}</definedNames>"
    );
    let sheet = |rows: &str| format!("<sheetData>{rows}</sheetData>");
    let parts = [("s", "worksheet", sheet(first)), ("h", "worksheet", sheet(second))];
    read(&package(&book, &parts), &Hint::default()).unwrap().document
}

#[test]
fn formulas_that_name_other_sheets_and_names_are_computed() {
    let names = "<definedName name='合计'>年报!$A$1:$B$1</definedName><definedName name='两处'>年报!$A$1</definedName>\
        <definedName name='两处' localSheetId='1'>年报!$B$1</definedName>";
    let other = "<row r='1'><c r='A1'><v>7</v></c><c r='B1'><v>5</v></c><c r='C1'><f>A1*2</f></c></row>";
    let shown = |formula: &str| {
        let first = format!(
            "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='C1'><f>{formula}</f></c></row>"
        );
        rows(&two_sheets(names, &first, other)).join("/")
    };
    for (formula, expected) in [
        ("'数 据'!A1", "1¦2¦7"),
        ("SUM('数 据'!A1:B1)+A1", "1¦2¦13"),
        ("SUM(合计)", "1¦2¦3"),
        ("年报!B1-A1", "1¦2¦1"),
        // What is not at hand, or is not certain, is no number.
        ("'数 据'!C1", "1¦2¦='数 据'!C1"),
        ("别处!A1", "1¦2¦=别处!A1"),
        ("[1]年报!A1", "1¦2¦=[1]年报!A1"),
        ("两处+1", "1¦2¦=两处+1"),
        ("'数 据'!A1*2", "1¦2¦='数 据'!A1*2"),
    ] {
        assert_eq!(shown(formula), expected, "{formula}");
    }
}
