//! OpenDocument texts and spreadsheets.

use super::packed::zip;
use super::{
    Kind, Manner, Piece, Placed, at_the_left, escaped, hidden_columns_of_all, is_hidden, kind, letters,
    placed, result_of, sum_of, turned,
};
use crate::support::parts::{Cell, Part, Sheet};

const SPACES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
    xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' xmlns:ooow='http://openoffice.org/2004/writer'";

/// The automatic styles that the pieces use.
const STYLES: &str = "<style:style style:name='struck' style:family='text'><style:text-properties style:text-line-through-style='solid'/></style:style>\
    <style:style style:name='del' style:family='text'/>\
    <style:style style:name='above' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>\
    <style:style style:name='out' style:family='text'><style:text-properties text:display='none'/></style:style>\
    <style:style style:name='white' style:family='text'><style:text-properties fo:color='#ffffff'/></style:style>\
    <style:style style:name='signs' style:family='text'><style:text-properties style:font-name='Symbol'/></style:style>";

fn span(style: &str, text: &str) -> String {
    format!("<text:span text:style-name='{style}'>{}</text:span>", words(text))
}

fn words(text: &str) -> String {
    escaped(text).replace('\n', "<text:line-break/>").replace(' ', "<text:s/>")
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Plain(text) => words(text),
        Piece::Struck(text) => span("struck", text),
        Piece::DeletedByStyle(text) => span("del", text),
        Piece::Raised(text) => span("above", text),
        Piece::Hidden(text) => span("out", text),
        Piece::White(text) => span("white", text),
        Piece::Field(text) => format!("<text:text-input>{}</text:text-input>", escaped(text)),
        Piece::Symbol(text) => {
            let signs: String = text.bytes().map(|byte| format!("&#{};", 0xF000 + u32::from(byte))).collect();
            format!("<text:span text:style-name='signs'>{signs}</text:span>")
        }
        Piece::Reversed(text) => format!("\u{202e}{}\u{202c}", escaped(&turned(text))),
        Piece::Read(text) => format!(
            "<text:ruby><text:ruby-base>{}</text:ruby-base><text:ruby-text>9</text:ruby-text></text:ruby>",
            escaped(text)
        ),
        Piece::Deleted(_) => panic!("deleted text stands apart in OpenDocument"),
        Piece::Sum(number, _, way) => words(&result_of(number, *way).unwrap_or_default()),
        Piece::Bound(_) => panic!("no data of its own in this format"),
        Piece::Lookup => String::new(),
    }
}

fn table(sheet: &Sheet, write: &dyn Fn(&Placed, &[Placed]) -> String) -> String {
    let (cells, columns) = placed(sheet);
    let mut rows = vec![vec![String::from("<table:covered-table-cell/>"); columns]; sheet.len()];
    for placed in &cells {
        rows[placed.row][placed.column] = write(placed, &cells);
    }
    let rows: String = rows
        .iter()
        .zip(sheet)
        .map(|(row, cells)| {
            let hidden = if is_hidden(cells) { " table:visibility='collapse'" } else { "" };
            format!("<table:table-row{hidden}>{}</table:table-row>", row.concat())
        })
        .collect();
    format!("<table:table-column table:number-columns-repeated='{columns}'/>{rows}")
}

fn cell(cell: &Cell, manner: Manner, value: &str) -> String {
    let text: String = manner(cell).iter().map(piece).collect();
    format!(
        "<table:table-cell table:number-rows-spanned='{}' table:number-columns-spanned='{}' {value}><text:p>{text}</text:p></table:table-cell>",
        cell.down, cell.across
    )
}

fn content(kind: &str, body: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>\
         <office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
}

/// What a cell of a text's table is: a text, or a formula. Cells merged to the right count once in its names.
fn of_text(one: &Placed, all: &[Placed], manner: Manner) -> String {
    let pieces = manner(one.cell);
    match &pieces[..] {
        [Piece::Sum(number, left, way)] => {
            let covers = |other: &&Placed| {
                other.column < one.column && (other.row..other.row + other.cell.down).contains(&one.row)
            };
            let column = all.iter().filter(covers).count();
            let name = |column: usize| format!("&lt;{}{}&gt;", letters(column), one.row + 1);
            let names: Vec<String> = (column - left..column).map(name).collect();
            let formula = match way {
                1 => names.join("+"),
                3 => format!("sum {}", names.join("|")),
                _ => format!("sum {}:{}", names[0], names[left - 1]).replace("&gt;:&lt;", ":"),
            };
            let result = result_of(number, *way);
            let result = result.map(|result| format!("office:value-type='float' office:value='{result}'"));
            format!("table:formula='ooow:{formula}' {}", result.unwrap_or_default())
        }
        [Piece::Lookup] => "table:formula='ooow:mean &lt;A1:B2&gt;'".to_owned(),
        _ => "office:value-type='string'".to_owned(),
    }
}

pub fn odt(parts: &[Part], manner: Manner) -> Vec<u8> {
    let body: String = parts
        .iter()
        .map(|part| match kind(part) {
            Kind::Title(text) | Kind::Paragraph(text) => format!("<text:p>{}</text:p>", words(text)),
            Kind::Heading(text) => format!("<text:h text:outline-level='1'>{}</text:h>", words(text)),
            Kind::Table(sheet) => {
                format!(
                    "<table:table>{}</table:table>",
                    table(sheet, &|one, all| cell(one.cell, manner, &of_text(one, all, manner)))
                )
            }
        })
        .collect();
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml", content("text", &body).into_bytes()),
    ])
}

/// A spreadsheet: everything on one sheet, one below the other; plain numbers as numbers.
pub fn ods(parts: &[Part], manner: Manner) -> Vec<u8> {
    let alone = |text: &str| {
        format!(
            "<table:table-row><table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell></table:table-row><table:table-row/>",
            words(text)
        )
    };
    let number = |one: &Placed, above: usize| match &manner(one.cell)[..] {
        [Piece::Plain(text)] if text.parse::<f64>().is_ok() => {
            format!("office:value-type='float' office:value='{text}'")
        }
        [Piece::Sum(number, left, way)] => {
            let names = at_the_left(above + one.row, one.column, *left);
            let names: Vec<String> = names.iter().map(|name| format!("[.{name}]")).collect();
            let formula = sum_of(&names, *way).replace("]:[", ":").replace(',', ";");
            let result = result_of(number, *way);
            let result = result.map(|result| format!("office:value-type='float' office:value='{result}'"));
            format!("table:formula='of:={formula}' {}", result.unwrap_or_default())
        }
        [Piece::Lookup] => "table:formula='of:=VLOOKUP([.A1];[.A2:.B9];2;0)'".to_owned(),
        _ => "office:value-type='string'".to_owned(),
    };
    let (mut body, mut above, mut next) = (String::new(), 0, 0);
    let mut columns = String::new();
    for column in hidden_columns_of_all(parts) {
        columns.push_str(&format!(
            "<table:table-column table:number-columns-repeated='{}'/><table:table-column table:visibility='collapse'/>",
            column - next
        ));
        next = column + 1;
    }
    columns.push_str("<table:table-column table:number-columns-repeated='40'/>");
    for part in parts {
        match kind(part) {
            Kind::Title(text) | Kind::Paragraph(text) | Kind::Heading(text) => {
                body.push_str(&alone(text));
                above += 2;
            }
            Kind::Table(sheet) => {
                // The columns of the sheet stand at its beginning.
                let table = table(sheet, &|one, _| cell(one.cell, manner, &number(one, above)));
                body.push_str(&table[table.find("<table:table-row").unwrap()..]);
                body.push_str("<table:table-row/>");
                above += sheet.len() + 1;
            }
        }
    }
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        (
            "content.xml",
            content("spreadsheet", &format!("<table:table table:name='表'>{columns}{body}</table:table>"))
                .into_bytes(),
        ),
    ])
}
