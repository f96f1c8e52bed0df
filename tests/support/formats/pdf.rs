//! PDF with ruled tables, cut where a page ends.

use std::fmt::Write;

use super::{Kind, Manner, Piece, drawn_lines, kind, lefts, placed, width};
use crate::support::parts::{Part, Sheet};

const FONT: &str = "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [<< /Type /Font \
    /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 \
    /W [814 907 500] >>] >>";
const SYMBOL: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>";

const WIDTH: f32 = 1400.0;
const HEIGHT: f32 = 842.0;
const SIZE: f32 = 10.0;
const ROW: f32 = 18.0;

#[derive(Default)]
struct Page {
    content: String,
    annotations: String,
}

struct Writer {
    pages: Vec<Page>,
    y: f32,
    /// As wide as the widest table.
    width: f32,
}

fn hex(text: &str) -> String {
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02X}").unwrap();
        hex
    })
}

impl Writer {
    fn page(&mut self) -> &mut Page {
        self.pages.last_mut().unwrap()
    }

    fn need(&mut self, height: f32) {
        if self.y - height < 40.0 {
            self.pages.push(Page::default());
            self.y = HEIGHT - 40.0;
        }
    }

    fn show(&mut self, (x, y): (f32, f32), size: f32, text: &str, state: &str) {
        let hex = hex(text);
        writeln!(self.page().content, "q {state} BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET Q")
            .unwrap();
    }

    /// Writes a piece and gives the place behind it.
    fn piece(&mut self, (x, y): (f32, f32), piece: &Piece) -> f32 {
        match piece {
            Piece::Plain(text) => {
                self.show((x, y), SIZE, text, "");
                x + width(text, SIZE)
            }
            Piece::Struck(text) => {
                let end = x + width(text, SIZE);
                self.show((x, y), SIZE, text, "");
                writeln!(self.page().content, "0.6 w {x} {} m {end} {} l S", y + 3.5, y + 3.5).unwrap();
                end
            }
            Piece::Raised(text) => {
                self.show((x, y + 3.5), 5.8, text, "");
                x + width(text, 5.8)
            }
            Piece::Hidden(text) => {
                self.show((x, y), SIZE, text, "3 Tr");
                x + width(text, SIZE)
            }
            Piece::White(text) => {
                self.show((x, y), SIZE, text, "1 1 1 rg");
                x + width(text, SIZE)
            }
            Piece::Symbol(text) => {
                writeln!(self.page().content, "BT /S {SIZE} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET").unwrap();
                x + width(text, SIZE)
            }
            Piece::Field(text) => {
                let end = x + width(text, SIZE);
                let (low, high) = (y - 3.0, y + SIZE);
                writeln!(
                    self.page().annotations,
                    "<< /Type /Annot /Subtype /Widget /FT /Tx /T ({x} {y}) /V ({text}) /DA (/F 10 Tf 0 g) /F 4 /Rect [{x} {low} {end} {high}] >>"
                )
                .unwrap();
                end
            }
            other => panic!("no PDF for {other:?}"),
        }
    }

    fn table(&mut self, sheet: &Sheet, manner: Manner) {
        let (cells, columns) = placed(sheet);
        let lefts = lefts(&cells, columns, SIZE, (30.0, 30.0, 24.0));
        self.width = self.width.max(lefts.last().unwrap() + 30.0);
        let mut first = 0;
        while first < sheet.len() {
            self.need(ROW * 3.0);
            let fits = (((self.y - 40.0) / ROW) as usize).max(1);
            let end = (first + fits).min(sheet.len());
            let top = self.y;
            for placed in &cells {
                let (from, to) = (placed.row.max(first), (placed.row + placed.cell.down).min(end));
                if from >= to {
                    continue;
                }
                let (left, right) = (lefts[placed.column], lefts[placed.column + placed.cell.across]);
                let (high, low) = (top - (from - first) as f32 * ROW, top - (to - first) as f32 * ROW);
                writeln!(self.page().content, "{left} {low} {} {} re S", right - left, high - low).unwrap();
                if from > placed.row {
                    continue;
                }
                let lines = drawn_lines(manner(placed.cell));
                let mut y = (high + low) / 2.0 - 3.5 + (lines.len() as f32 - 1.0) * 4.0;
                for line in lines {
                    let mut x = left + 5.0;
                    for piece in &line {
                        x = self.piece((x, y), piece);
                    }
                    y -= 8.0;
                }
            }
            self.y = top - (end - first) as f32 * ROW;
            first = end;
        }
        self.y -= 24.0;
    }
}

pub fn pdf(parts: &[Part], manner: Manner) -> Vec<u8> {
    let mut writer = Writer { pages: vec![Page::default()], y: HEIGHT - 40.0, width: WIDTH };
    for part in parts {
        match kind(part) {
            Kind::Title(text) | Kind::Paragraph(text) | Kind::Heading(text) => {
                writer.need(20.0);
                let y = writer.y;
                writer.show((60.0, y), SIZE, text, "");
                writer.y -= 20.0;
            }
            Kind::Table(sheet) => writer.table(sheet, manner),
        }
    }
    let count = writer.pages.len();
    let kids: Vec<String> = (0..count).map(|index| format!("{} 0 R", 5 + index * 2)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {count} /Kids [{}] /MediaBox [0 0 {} {HEIGHT}] /Resources << /Font << /F 3 0 R /S 4 0 R >> >> >>",
            kids.join(" "),
            writer.width
        ),
        FONT.to_owned(),
        SYMBOL.to_owned(),
    ];
    for (index, page) in writer.pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Annots [{}] >>",
            6 + index * 2,
            page.annotations
        ));
        objects.push(format!("<< /Length {} >> stream\n{}\nendstream", page.content.len(), page.content));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{number} 0 obj {object} endobj").unwrap();
    }
    let start = file.len();
    write!(file, "{table}trailer << /Root 1 0 R /Size {} >>\nstartxref\n{start}\n%%EOF", objects.len() + 1)
        .unwrap();
    file.into_bytes()
}
