//! Prints what reading makes of files: `cargo run --example read -- FILE…`, for looking at a document by eye.

use std::time::Instant;

use gouji::document::Content;
use gouji::read::{Hint, read};

fn main() {
    for path in std::env::args().skip(1) {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{path}: {error}");
                continue;
            }
        };
        let start = Instant::now();
        let input = read(&bytes, &Hint { name: Some(&path), format: None });
        let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
        let input = match input {
            Ok(input) => input,
            Err(error) => {
                println!("== {path}: {}: {} {}", error.code, error.zh, error.en);
                continue;
            }
        };
        let document = &input.document;
        println!(
            "== {path}: {} {} {:?} {:?} {milliseconds:.1} ms",
            input.format,
            input.encoding.unwrap_or("-"),
            document.fidelity,
            document.title
        );
        for (name, content) in &document.metadata {
            println!("   {name}: {content}");
        }
        for note in &document.notes {
            println!("   {}: {}", note.code, note.zh);
        }
        for (index, block) in document.blocks.iter().enumerate() {
            let page = block.page.map(|page| format!(" p{page}")).unwrap_or_default();
            match &block.content {
                Content::Heading { level, text } => println!("{index}{page} h{level} {text:?}"),
                Content::Paragraph { text } => println!("{index}{page} {text:?}"),
                Content::Table(table) => {
                    println!("{index}{page} table {} × {}", table.rows, table.columns);
                    for row in 0..table.rows {
                        let cells = table.cells.iter().filter(|cell| cell.row == row).map(|cell| {
                            let spans = match (cell.row_span, cell.column_span) {
                                (1, 1) => String::new(),
                                (rows, columns) => format!("[{rows}×{columns}]"),
                            };
                            format!("{}:{:?}{spans}", cell.column, cell.text)
                        });
                        println!("    {}", cells.collect::<Vec<_>>().join(" "));
                    }
                }
            }
        }
    }
}
