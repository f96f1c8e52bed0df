//! Reports of the tests' generator as files: texts, web pages, a Word document, a workbook, a PDF of LibreOffice.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::support::numbers::{Form, Report};
use super::support::parts::{self, Manner, Part, Sheet};
use super::support::random::Random;
use super::support::writers;

/// Writes all files and returns their paths, smallest work first.
pub fn write_all(directory: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(directory).unwrap();
    let made = |form: Form, seed: u64| {
        let mut random = Random::new(seed);
        let report = Report::random(form, &mut random);
        parts::parts(&report, &Manner::default(), &mut random)
    };
    let (parts, older) = (made(Form::F2021, 7), made(Form::F2019, 11));
    let mut wrong = Random::new(13);
    let mut changed = Report::random(Form::F2021, &mut wrong);
    changed.change(&mut wrong);
    let changed = parts::parts(&changed, &Manner::default(), &mut wrong);
    let page = writers::html(&parts, &mut Random::new(1));
    // Zeros left blank, as many offices do.
    let blanks = writers::html(&older, &mut Random::new(2)).replace(">0<", "><");
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("small.txt", "政府信息".into()),
        ("glued.txt", writers::glued(&parts).into()),
        ("lines.txt", writers::lines(&parts).into()),
        ("wrong.txt", writers::lines(&changed).into()),
        ("page.html", page.clone().into()),
        ("blanks.html", blanks.into()),
        ("portal.html", portal(&page).into()),
        ("word.html", word_html(&parts).into()),
        ("report.xlsx", xlsx(&parts)),
        ("report.docx", docx(&parts)),
    ];
    let mut paths = Vec::new();
    for (name, bytes) in files {
        let path = directory.join(name);
        fs::write(&path, bytes).unwrap();
        paths.push(path);
    }
    let pdf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pdf/report.pdf");
    let path = directory.join("pages.pdf");
    fs::copy(pdf, &path).unwrap();
    paths.push(path);
    paths
}

/// A page among the menus, lists of links and programs of a portal.
fn portal(page: &str) -> String {
    let link = |number: usize| {
        format!(
            "<li class=\"item\"><a href=\"/content/2024/{number}.html\" target=\"_blank\" title=\"办事指南第{number}号\">办事指南第{number}号</a><span>2024-05-{:02}</span></li>\n",
            number % 28 + 1
        )
    };
    let menu: String = (0..120).map(link).collect();
    let style: String = (0..200)
        .map(|number| {
            format!(
                ".box{number} .title, #menu{number} > li a {{ color: #33{number:03}; padding: {number}px }}\n"
            )
        })
        .collect();
    let program: String =
        (0..200).map(|number| format!("var list{number} = [{number}, \"a\", 'b'];\n")).collect();
    page.replace("</head>", &format!("<style>{style}</style><script>{program}</script></head>"))
        .replace("<body>", &format!("<body><div id=\"nav\"><ul>{menu}</ul></div><div class=\"article\">"))
        .replace("</body>", &format!("</div><div class=\"related\"><ul>{menu}</ul></div></body>"))
}

/// HTML as word processors write it: styles on everything, spans in spans.
fn word_html(parts: &[Part]) -> String {
    const PARAGRAPH: &str =
        "margin:0cm;margin-bottom:.0001pt;text-align:center;line-height:18.0pt;mso-line-height-rule:exactly";
    const SPAN: &str =
        "font-size:10.5pt;font-family:仿宋_GB2312;mso-hansi-font-family:仿宋_GB2312;color:black";
    const CELL: &str = "width:36.85pt;border:solid windowtext 1.0pt;border-left:none;padding:0cm 5.4pt 0cm 5.4pt;height:22.5pt";
    let text = |text: &str| {
        format!(
            "<p class=\"MsoNormal\" align=\"center\" style=\"{PARAGRAPH}\"><span lang=\"ZH-CN\" style=\"{SPAN}\">{}</span><span style=\"{SPAN}\"></span></p>\n",
            writers::escaped(text)
        )
    };
    let mut body = String::new();
    for part in parts {
        let Some(sheet) = writers::sheet(part) else {
            body.push_str(&text(text_of(part)));
            continue;
        };
        body.push_str("<table class=\"MsoTableGrid\" border=\"1\" cellspacing=\"0\" cellpadding=\"0\" style=\"border-collapse:collapse\">");
        for row in sheet {
            body.push_str("<tr style=\"height:22.5pt\">\n");
            for cell in row {
                writeln!(
                    body,
                    "<td width=\"49\" rowspan=\"{}\" colspan=\"{}\" style=\"{CELL}\">{}</td>",
                    cell.down,
                    cell.across,
                    text(&cell.text)
                )
                .unwrap();
            }
            body.push_str("</tr>\n");
        }
        body.push_str("</table>\n");
    }
    writers::page(&body)
}

fn text_of(part: &Part) -> &str {
    match part {
        Part::Title(text) | Part::Heading(text) | Part::Paragraph(text) => text,
        _ => "",
    }
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const SCHEMAS: &str = "http://schemas.openxmlformats.org";

/// A grid of a table's cells: each place with the cell that covers it, and where that begins.
fn places(sheet: &Sheet) -> Vec<Vec<(usize, usize, String, bool)>> {
    let grid = writers::expand(sheet);
    let mut rows: Vec<Vec<(usize, usize, String, bool)>> = Vec::new();
    for (row, cells) in sheet.iter().enumerate() {
        // Width and height of the cells that begin here; what goes on from above is found in the grid.
        let mut begin = cells.iter();
        let mut out = Vec::new();
        let mut column = 0;
        while column < grid[row].len() {
            if grid[row][column].is_some() {
                let cell = begin.next().unwrap();
                out.push((cell.across, cell.down, cell.text.clone(), true));
                column += cell.across;
            } else {
                let above = rows.last().and_then(|above: &Vec<(usize, usize, String, bool)>| {
                    let mut at = 0;
                    above.iter().find(|cell| {
                        let here = at == column;
                        at += cell.0;
                        here
                    })
                });
                let width = above.map_or(1, |above| above.0);
                out.push((width, 0, String::new(), false));
                column += width;
            }
        }
        rows.push(out);
    }
    rows
}

/// A Word document with the properties that Word writes on every paragraph and run.
fn docx(parts: &[Part]) -> Vec<u8> {
    const RUN: &str = "<w:rPr><w:rFonts w:ascii=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\" w:hAnsi=\"仿宋_GB2312\" w:hint=\"eastAsia\"/><w:color w:val=\"000000\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/></w:rPr>";
    let paragraph = |text: &str| {
        format!(
            "<w:p><w:pPr><w:widowControl/><w:spacing w:line=\"360\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>{RUN}</w:pPr><w:r>{RUN}<w:t>{}</w:t></w:r></w:p>",
            xml(text)
        )
    };
    let mut body = String::new();
    for part in parts {
        let Some(sheet) = writers::sheet(part) else {
            body.push_str(&paragraph(text_of(part)));
            continue;
        };
        body.push_str("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr>");
        for row in places(sheet) {
            body.push_str("<w:tr>");
            for (across, down, text, begins) in row {
                let merge = match (begins, down) {
                    (true, 0 | 1) => "",
                    (true, _) => "<w:vMerge w:val=\"restart\"/>",
                    _ => "<w:vMerge/>",
                };
                write!(
                    body,
                    "<w:tc><w:tcPr><w:tcW w:w=\"737\" w:type=\"dxa\"/><w:gridSpan w:val=\"{across}\"/>{merge}<w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
                    paragraph(&text)
                )
                .unwrap();
            }
            body.push_str("</w:tr>");
        }
        body.push_str("</w:tbl>");
    }
    let document = format!(
        "{DECLARATION}<w:document xmlns:w=\"{SCHEMAS}/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    zip(&[
        (
            "[Content_Types].xml",
            format!(
                "{DECLARATION}<Types xmlns=\"{SCHEMAS}/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
            ),
        ),
        ("_rels/.rels", relations("officeDocument", "word/document.xml")),
        ("word/document.xml", document),
    ])
}

fn relations(kind: &str, target: &str) -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{SCHEMAS}/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{SCHEMAS}/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
    )
}

/// A workbook of one sheet, with the report's paragraphs above and between its tables.
fn xlsx(parts: &[Part]) -> Vec<u8> {
    let (mut rows, mut merges, mut line) = (String::new(), String::new(), 0);
    let column_name = |column: usize| char::from(b'A' + u8::try_from(column).unwrap());
    for part in parts {
        let Some(sheet) = writers::sheet(part) else {
            line += 1;
            write!(
                rows,
                "<row r=\"{line}\"><c r=\"A{line}\" t=\"inlineStr\"><is><t>{}</t></is></c></row>",
                xml(text_of(part))
            )
            .unwrap();
            continue;
        };
        for row in places(sheet) {
            line += 1;
            write!(rows, "<row r=\"{line}\">").unwrap();
            let mut column = 0;
            for (across, down, text, begins) in row {
                let name = column_name(column);
                if begins {
                    match text.parse::<i64>() {
                        Ok(number) => write!(rows, "<c r=\"{name}{line}\"><v>{number}</v></c>"),
                        Err(_) => write!(
                            rows,
                            "<c r=\"{name}{line}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
                            xml(&text)
                        ),
                    }
                    .unwrap();
                    if across > 1 || down > 1 {
                        let (right, bottom) = (column_name(column + across - 1), line + down.max(1) - 1);
                        write!(merges, "<mergeCell ref=\"{name}{line}:{right}{bottom}\"/>").unwrap();
                    }
                }
                column += across;
            }
            rows.push_str("</row>");
        }
    }
    let main = format!("{SCHEMAS}/spreadsheetml/2006/main");
    let sheet = format!(
        "{DECLARATION}<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    );
    zip(&[
        (
            "[Content_Types].xml",
            format!(
                "{DECLARATION}<Types xmlns=\"{SCHEMAS}/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>"
            ),
        ),
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            format!(
                "{DECLARATION}<workbook xmlns=\"{main}\" xmlns:r=\"{SCHEMAS}/officeDocument/2006/relationships\"><sheets><sheet name=\"年度报告\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// A zip archive with its files stored as they are.
fn zip(files: &[(&str, String)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let offset = u32::try_from(archive.len()).unwrap();
        let length = u32::try_from(content.len()).unwrap();
        let mut common = Vec::new();
        common.extend_from_slice(&[20, 0, 0, 8, 0, 0, 0, 0, 0, 0]);
        common.extend_from_slice(&checksum(content.as_bytes()).to_le_bytes());
        common.extend_from_slice(&length.to_le_bytes());
        common.extend_from_slice(&length.to_le_bytes());
        common.extend_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend_from_slice(&[0, 0]);
        archive.extend_from_slice(b"PK\x03\x04");
        archive.extend_from_slice(&common);
        archive.extend_from_slice(name.as_bytes());
        archive.extend_from_slice(content.as_bytes());
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend_from_slice(&common);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let begin = u32::try_from(archive.len()).unwrap();
    let size = u32::try_from(directory.len()).unwrap();
    archive.extend_from_slice(&directory);
    archive.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    archive.extend_from_slice(&count);
    archive.extend_from_slice(&count);
    archive.extend_from_slice(&size.to_le_bytes());
    archive.extend_from_slice(&begin.to_le_bytes());
    archive.extend_from_slice(&[0, 0]);
    archive
}

/// CRC-32 as zip has it.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}
