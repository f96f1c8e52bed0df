//! OFD with ruled tables, cut where a page ends. Texts are placed as programs place them: by the steps of their
//! characters, by one step said how often, or one object for each character; the first page lies on a template.

use std::fmt::Write;

use super::{Kind, Manner, Piece, drawn_lines, escaped, kind, lefts, packed, placed, width};
use crate::support::parts::{Part, Sheet};

const WIDTH: f32 = 500.0;
const HEIGHT: f32 = 297.0;
/// The room above and below what is written, so that pages end where those of the PDF do.
const MARGIN: f32 = 14.1;
const SIZE: f32 = 3.528;
const ROW: f32 = 6.35;
const NAMESPACE: &str = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";

struct Writer {
    pages: Vec<String>,
    y: f32,
    /// As wide as the widest table.
    width: f32,
    objects: usize,
}

fn step(character: char, size: f32) -> f32 {
    width(character.encode_utf8(&mut [0; 4]), size)
}

impl Writer {
    fn page(&mut self) -> &mut String {
        self.pages.last_mut().unwrap()
    }

    fn need(&mut self, height: f32) {
        if self.y + height > HEIGHT - MARGIN {
            self.pages.push(String::new());
            self.y = MARGIN;
        }
    }

    /// Writes a text from a point of its base line.
    fn show(&mut self, (x, y): (f32, f32), size: f32, text: &str, (state, inside): (&str, &str)) {
        self.objects += 1;
        let id = self.objects;
        let steps: Vec<f32> = text.chars().map(|c| step(c, size)).collect();
        let one = steps.iter().all(|step| (step - steps[0]).abs() < 0.001);
        if id % 5 == 4 {
            let mut left = x;
            for (character, step) in text.chars().zip(&steps) {
                let code = escaped(&character.to_string());
                writeln!(
                    self.page(),
                    "<ofd:TextObject ID=\"{id}\" Boundary=\"{left} {} {step} {size}\" Font=\"1\" Size=\"{size}\"{state}>{inside}\
                     <ofd:TextCode X=\"0\" Y=\"{size}\">{code}</ofd:TextCode></ofd:TextObject>",
                    y - size
                )
                .unwrap();
                left += step;
            }
            return;
        }
        let deltas = match steps.as_slice() {
            [] | [_] => String::new(),
            [first, ..] if one => format!(" DeltaX=\"g {} {first}\"", steps.len() - 1),
            [most @ .., _] => {
                let steps: Vec<String> = most.iter().map(f32::to_string).collect();
                format!(" DeltaX=\"{}\"", steps.join(" "))
            }
        };
        let text_width = width(text, size);
        // A matrix that draws twice as large what is said to be half as large.
        let (matrix, said, deltas, base) = if id % 7 == 3 && steps.len() < 2 {
            (" CTM=\"2 0 0 2 0 0\"", size / 2.0, String::new(), size / 2.0)
        } else {
            ("", size, deltas, size)
        };
        writeln!(
            self.page(),
            "<ofd:TextObject ID=\"{id}\" Boundary=\"{x} {} {text_width} {size}\"{matrix} Font=\"1\" Size=\"{said}\"{state}>{inside}\
             <ofd:TextCode X=\"0\" Y=\"{base}\"{deltas}>{}</ofd:TextCode></ofd:TextObject>",
            y - size,
            escaped(text)
        )
        .unwrap();
    }

    fn line(&mut self, (x, y): (f32, f32), (to_x, to_y): (f32, f32)) {
        self.objects += 1;
        let (id, across, down) = (self.objects, to_x - x, to_y - y);
        writeln!(
            self.page(),
            "<ofd:PathObject ID=\"{id}\" Boundary=\"{x} {y} {across} {down}\" LineWidth=\"0.2\">\
             <ofd:AbbreviatedData>M 0 0 L {across} {down}</ofd:AbbreviatedData></ofd:PathObject>"
        )
        .unwrap();
    }

    /// Writes a piece and gives the place behind it.
    fn piece(&mut self, (x, y): (f32, f32), piece: &Piece) -> f32 {
        const PLAIN: (&str, &str) = ("", "");
        match piece {
            Piece::Plain(text) => {
                self.show((x, y), SIZE, text, PLAIN);
                x + width(text, SIZE)
            }
            Piece::Struck(text) => {
                let end = x + width(text, SIZE);
                self.show((x, y), SIZE, text, PLAIN);
                self.line((x, y - 1.2), (end, y - 1.2));
                end
            }
            Piece::Raised(text) => {
                self.show((x, y - 1.2), 2.0, text, PLAIN);
                x + width(text, 2.0)
            }
            Piece::Hidden(text) => {
                self.show((x, y), SIZE, text, (" Visible=\"false\"", ""));
                x + width(text, SIZE)
            }
            Piece::White(text) => {
                self.show((x, y), SIZE, text, ("", "<ofd:FillColor Value=\"255 255 255\"/>"));
                x + width(text, SIZE)
            }
            other => panic!("no OFD for {other:?}"),
        }
    }

    fn table(&mut self, sheet: &Sheet, manner: Manner) {
        let (cells, columns) = placed(sheet);
        // With room for a word round a number: a character of its own outside its box would be of no cell.
        let lefts = lefts(&cells, columns, SIZE, (11.0, 11.0, 14.0));
        self.width = self.width.max(lefts.last().unwrap() + 11.0);
        let mut first = 0;
        while first < sheet.len() {
            self.need(ROW * 3.0);
            let fits = (((HEIGHT - MARGIN - self.y) / ROW) as usize).max(1);
            let end = (first + fits).min(sheet.len());
            let top = self.y;
            for placed in &cells {
                let (from, to) = (placed.row.max(first), (placed.row + placed.cell.down).min(end));
                if from >= to {
                    continue;
                }
                let (left, right) = (lefts[placed.column], lefts[placed.column + placed.cell.across]);
                let (high, low) = (top + (from - first) as f32 * ROW, top + (to - first) as f32 * ROW);
                self.line((left, high), (right, high));
                self.line((left, low), (right, low));
                self.line((left, high), (left, low));
                self.line((right, high), (right, low));
                if from > placed.row {
                    continue;
                }
                let lines = drawn_lines(manner(placed.cell));
                let mut y = (high + low) / 2.0 + 1.2 - (lines.len() as f32 - 1.0) * 1.4;
                for line in lines {
                    let mut x = left + 1.8;
                    for piece in &line {
                        x = self.piece((x, y), piece);
                    }
                    y += 2.8;
                }
            }
            self.y = top + (end - first) as f32 * ROW;
            first = end;
        }
        self.y += 8.47;
    }
}

pub fn ofd(parts: &[Part], manner: Manner) -> Vec<u8> {
    let mut writer = Writer { pages: vec![String::new()], y: MARGIN, width: WIDTH, objects: 0 };
    for part in parts {
        match kind(part) {
            Kind::Title(text) | Kind::Paragraph(text) | Kind::Heading(text) => {
                writer.need(7.05);
                let y = writer.y + SIZE;
                writer.show((21.0, y), SIZE, text, ("", ""));
                writer.y += 7.05;
            }
            Kind::Table(sheet) => writer.table(sheet, manner),
        }
    }
    let page = |template: &str, objects: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:Page {NAMESPACE}>{template}<ofd:Content><ofd:Layer ID=\"9001\">\
             <ofd:PageBlock ID=\"9002\">{objects}</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>"
        )
        .into_bytes()
    };
    // What the first page shows beside a rule stands on the page itself; the rule is the template's.
    let rule = "<ofd:PathObject ID=\"9003\" Boundary=\"21 10 60 0.1\"><ofd:AbbreviatedData>M 0 0 L 60 0</ofd:AbbreviatedData></ofd:PathObject>";
    let mut files = vec![
        (
            "OFD.xml".to_owned(),
            format!(
                "<ofd:OFD {NAMESPACE} DocType=\"OFD\" Version=\"1.1\"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml\
                 </ofd:DocRoot></ofd:DocBody></ofd:OFD>"
            )
            .into_bytes(),
        ),
        ("Doc_0/Tpls/Tpl_0/Content.xml".to_owned(), page("", rule)),
    ];
    let mut list = String::new();
    for (index, objects) in writer.pages.iter().enumerate() {
        let template =
            if index == 0 { "<ofd:Template TemplateID=\"9000\" ZOrder=\"Background\"/>" } else { "" };
        // From the document's folder, and from the root of the package.
        let location = ["Pages", "/Doc_0/Pages"][index % 2];
        write!(list, "<ofd:Page ID=\"{}\" BaseLoc=\"{location}/Page_{index}/Content.xml\"/>", 8000 + index)
            .unwrap();
        files.push((format!("Doc_0/Pages/Page_{index}/Content.xml"), page(template, objects)));
    }
    files.push((
        "Doc_0/Document.xml".to_owned(),
        format!(
            "<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 {} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea>\
             <ofd:TemplatePage ID=\"9000\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/></ofd:CommonData><ofd:Pages>{list}</ofd:Pages></ofd:Document>",
            writer.width
        )
        .into_bytes(),
    ));
    let files: Vec<(&str, Vec<u8>)> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    packed::zip(&files)
}
