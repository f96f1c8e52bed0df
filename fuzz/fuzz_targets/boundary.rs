#![no_main]

use gouji::document::{Block, Document, Table, TableCell};
use gouji::outcome::Language;
use gouji::read::{FORCED_FORMATS, Hint, Input, read};
use gouji::rules::{self, Companion};
use gouji::{Options, check_input};
use libfuzzer_sys::arbitrary::{Arbitrary, Unstructured};

/// A document as a caller's JSON may have it, whatever readers make.
#[derive(Debug, Arbitrary)]
struct Call {
    name: Option<String>,
    format: Option<u8>,
    english: bool,
    select: Vec<u8>,
    ignore: Vec<u8>,
    blocks: Vec<Piece>,
    previous: Option<Vec<Piece>>,
    parts: Vec<Vec<Piece>>,
    bytes: Vec<u8>,
}

#[derive(Debug, Arbitrary)]
enum Piece {
    Heading(u8, String),
    Paragraph(String),
    Words(Vec<u8>),
    Table { rows: u32, columns: u32, cells: Vec<(u32, u32, u32, u32, String)> },
    Form(Vec<(u8, i16)>),
}

const WORDS: [&str; 16] = [
    "河湾镇人民政府",
    "2023年",
    "政府信息公开工作年度报告",
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
    "共收到政府信息公开申请",
    "12件",
    "，其中",
    "自然人",
    "上年结转",
    "0",
    "。",
];

fn document(pieces: Vec<Piece>) -> Document {
    let block = |piece| match piece {
        Piece::Heading(level, text) => Block::heading(level, text),
        Piece::Paragraph(text) => Block::paragraph(text),
        Piece::Words(words) => Block::paragraph(
            words.iter().map(|word| WORDS[usize::from(*word) % WORDS.len()]).collect::<String>(),
        ),
        Piece::Table { rows, columns, cells } => Block::table(Table {
            rows,
            columns,
            cells: cells
                .into_iter()
                .map(|(row, column, row_span, column_span, text)| TableCell {
                    row_span,
                    column_span,
                    ..TableCell::at(row, column, text)
                })
                .collect(),
        }),
        Piece::Form(rows) => Block::table(Table::from_rows(
            rows.into_iter()
                .map(|(word, value)| [WORDS[usize::from(word) % WORDS.len()].to_owned(), value.to_string()]),
        )),
    };
    Document { blocks: pieces.into_iter().take(30).map(block).collect(), ..Document::default() }
}

// Names, options and documents as any caller may hand them over, and bytes beside them: an answer comes back.
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Ok(call) = Call::arbitrary(&mut Unstructured::new(data)) else { return };
    let named = |list: &[u8]| {
        list.iter().take(5).map(|at| &rules::all()[usize::from(*at) % rules::all().len()]).collect::<Vec<_>>()
    };
    let format = call.format.map(|at| FORCED_FORMATS.get(usize::from(at % 5)).copied().unwrap_or("docx"));
    let options = || Options {
        name: call.name.clone(),
        language: if call.english { Language::En } else { Language::Zh },
        select: named(&call.select),
        ignore: named(&call.ignore),
        document: true,
        ..Options::default()
    };
    let with = Options {
        previous: call.previous.map(|pieces| Companion::new(None, document(pieces))),
        parts: call
            .parts
            .into_iter()
            .take(3)
            .map(|pieces| Companion::new(Some("甲".to_owned()), document(pieces)))
            .collect(),
        ..options()
    };
    let outcome = check_input(Input { document: document(call.blocks), ..Input::default() }, &with);
    serde_json::to_string(&outcome).expect("an outcome is plain values");
    if let Ok(input) = read(&call.bytes, &Hint { name: call.name.as_deref(), format }) {
        serde_json::to_string(&check_input(input, &options())).expect("an outcome is plain values");
    }
});
