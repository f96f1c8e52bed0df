//! Sheets from a list of cells, written as a workbook of each kind, as a page and as values between commas: whatever the
//! format, the same texts come out in the same order.

use arbitrary::Arbitrary;
use gouji::document::{Content, Document};

/// A sheet as the fuzzer makes it.
#[derive(Debug, Arbitrary)]
pub struct Sheet {
    rows: Vec<Vec<Cell>>,
    /// Row, column, further rows, further columns.
    merged: Vec<(u8, u8, u8, u8)>,
}

#[derive(Debug, Clone, Copy, Arbitrary)]
enum Cell {
    Blank,
    Number(i16),
    Long(u32),
    Word(u8),
}

const WORDS: [&str; 12] = [
    "规章",
    "行政规范性文件",
    "自然人",
    "总计",
    "本年新收政府信息公开申请数量",
    "（七）总计",
    "结果维持",
    "甲乙",
    "《丙》",
    "a<b&c",
    "x y",
    "“丁”",
];

impl Cell {
    fn text(self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Long(number) => number.to_string(),
            Self::Word(word) => WORDS[usize::from(word) % WORDS.len()].to_owned(),
        }
    }

    fn is_number(self) -> bool {
        matches!(self, Self::Number(_) | Self::Long(_))
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn letters(column: usize) -> String {
    char::from(b'A' + (column % 26) as u8).to_string()
}

impl Sheet {
    /// At most 40 rows of 12 cells, and merged ranges that do not overlap and cover blank cells only.
    pub fn tidy(mut self) -> Self {
        self.rows.truncate(40);
        for row in &mut self.rows {
            row.truncate(12);
        }
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let rows = &mut self.rows;
        self.merged.truncate(10);
        self.merged.retain(|&(row, column, down, across)| {
            let (row, column) = (usize::from(row), usize::from(column));
            let places: Vec<(usize, usize)> = (row..=row + usize::from(down % 5))
                .flat_map(|row| (column..=column + usize::from(across % 5)).map(move |column| (row, column)))
                .collect();
            let fits =
                places.iter().all(|(row, column)| rows.get(*row).is_some_and(|cells| *column < cells.len()));
            if !fits || places.len() < 2 || places.iter().any(|place| taken.contains(place)) {
                return false;
            }
            places.iter().skip(1).for_each(|(row, column)| rows[*row][*column] = Cell::Blank);
            taken.extend(places);
            true
        });
        self
    }

    /// The texts in order.
    pub fn texts(&self) -> Vec<String> {
        self.rows.iter().flatten().map(|cell| cell.text()).filter(|text| !text.is_empty()).collect()
    }

    fn span(&self, row: usize, column: usize) -> Option<(u8, u8)> {
        let here = |each: &&(u8, u8, u8, u8)| (usize::from(each.0), usize::from(each.1)) == (row, column);
        self.merged.iter().find(here).map(|each| (each.2 % 5 + 1, each.3 % 5 + 1))
    }

    /// Whether a merged range covers the place and begins elsewhere.
    fn is_covered(&self, row: usize, column: usize) -> bool {
        self.merged.iter().any(|&(top, left, down, across)| {
            let (top, left) = (usize::from(top), usize::from(left));
            (top..=top + usize::from(down % 5)).contains(&row)
                && (left..=left + usize::from(across % 5)).contains(&column)
                && (top, left) != (row, column)
        })
    }

    pub fn xlsx(&self) -> Vec<u8> {
        let main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='r'";
        let relation = |kind: &str, target: &str| {
            format!("<Relationships><Relationship Id='a' Type='t/{kind}' Target='{target}'/></Relationships>")
        };
        let mut data = String::new();
        for (row, cells) in self.rows.iter().enumerate() {
            data += &format!("<row r='{}'>", row + 1);
            for (column, cell) in cells.iter().enumerate() {
                let place = format!("{}{}", letters(column), row + 1);
                data += &match cell {
                    Cell::Blank => format!("<c r='{place}'/>"),
                    cell if cell.is_number() => format!("<c r='{place}'><v>{}</v></c>", cell.text()),
                    cell => {
                        format!("<c r='{place}' t='inlineStr'><is><t>{}</t></is></c>", escaped(&cell.text()))
                    }
                };
            }
            data += "</row>";
        }
        let merges: String = self
            .merged
            .iter()
            .map(|&(row, column, down, across)| {
                let (row, column) = (usize::from(row), usize::from(column));
                let (last, right) = (row + usize::from(down % 5), column + usize::from(across % 5));
                format!("<mergeCell ref='{}{}:{}{}'/>", letters(column), row + 1, letters(right), last + 1)
            })
            .collect();
        let sheet = format!(
            "<worksheet {main}><sheetData>{data}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
        );
        let book = format!("<workbook {main}><sheets><sheet name='甲' r:id='a'/></sheets></workbook>");
        crate::packed::zip_of(&[
            ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", relation("worksheet", "sheet.xml")),
            ("xl/sheet.xml", sheet),
        ])
    }

    pub fn ods(&self) -> Vec<u8> {
        let names = "urn:oasis:names:tc:opendocument:xmlns";
        let mut rows = String::new();
        for (row, cells) in self.rows.iter().enumerate() {
            rows += "<table:table-row>";
            for (column, cell) in cells.iter().enumerate() {
                let text = escaped(&cell.text());
                let value = if cell.is_number() {
                    format!(" office:value-type='float' office:value='{text}'")
                } else {
                    String::new()
                };
                let span = self.span(row, column).map_or(String::new(), |(down, across)| {
                    format!(" table:number-rows-spanned='{down}' table:number-columns-spanned='{across}'")
                });
                let name = if self.is_covered(row, column) { "covered-table-cell" } else { "table-cell" };
                let inner = if text.is_empty() { String::new() } else { format!("<text:p>{text}</text:p>") };
                rows += &format!("<table:{name}{value}{span}>{inner}</table:{name}>");
            }
            rows += "</table:table-row>";
        }
        let content = format!(
            "<office:document-content xmlns:office='{names}:office:1.0' xmlns:table='{names}:table:1.0' xmlns:text='{names}:text:1.0'>\
             <office:body><office:spreadsheet><table:table table:name='甲'>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
        );
        crate::packed::zip_of(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.as_str()),
        ])
    }

    pub fn html(&self) -> Vec<u8> {
        let mut rows = String::new();
        for (row, cells) in self.rows.iter().enumerate() {
            rows += "<tr>";
            for (column, cell) in cells.iter().enumerate() {
                if !self.is_covered(row, column) {
                    let span = self
                        .span(row, column)
                        .map_or(String::new(), |(down, across)| format!(" rowspan={down} colspan={across}"));
                    rows += &format!("<td{span}>{}</td>", escaped(&cell.text()));
                }
            }
            rows += "</tr>";
        }
        format!("<meta charset=utf-8><table border=1>{rows}</table>").into_bytes()
    }
}

/// The texts of a document in order: paragraphs, headings and cells, blank ones left out. The names of sheets are
/// headings of their own.
pub fn texts_of(document: &Document) -> Vec<String> {
    let mut texts = Vec::new();
    for block in &document.blocks {
        match &block.content {
            Content::Heading { text, .. } | Content::Paragraph { text } => texts.push(text.clone()),
            Content::Table(table) => texts.extend(table.cells.iter().map(|cell| cell.text.clone())),
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}
