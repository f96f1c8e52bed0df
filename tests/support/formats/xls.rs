//! Excel 97–2003 workbooks ([MS-XLS]): everything on one sheet, one below the other.

use std::io::{Cursor, Write};

use super::{Kind, Manner, Piece, hidden_columns_of_all, is_hidden, kind, placed, result_of, turned};
use crate::support::parts::Part;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

/// Fonts by their numbers (there is no fourth): ordinary, struck out, raised, white.
fn fonts() -> Vec<u8> {
    let font = |flags: u8, colour: u16, script: u8| {
        let name: Vec<u8> = "宋体".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let data =
            [&[220, 0, flags, 0][..], &colour.to_le_bytes(), &[144, 1, script, 0, 0, 0, 0, 0, 2, 1], &name]
                .concat();
        record(0x0031, &data)
    };
    [font(0, 0x7FFF, 0), font(8, 0x7FFF, 0), font(0, 0x7FFF, 1), font(0, 9, 0)].concat()
}

/// A string with the fonts of its runs.
fn string(pieces: &[Piece]) -> Vec<u8> {
    let (mut units, mut runs): (Vec<u16>, Vec<(u16, u16)>) = (Vec::new(), Vec::new());
    for piece in pieces {
        let (text, font) = match piece {
            Piece::Plain(text) => (text.clone(), 0),
            Piece::Struck(text) => (text.clone(), 1),
            Piece::Raised(text) => (text.clone(), 2),
            Piece::White(text) => (text.clone(), 3),
            Piece::Reversed(text) => (format!("\u{202e}{}\u{202c}", turned(text)), 0),
            other => panic!("no cell of a workbook for {other:?}"),
        };
        runs.push((u16::try_from(units.len()).unwrap(), font));
        units.extend(text.encode_utf16());
    }
    let mut bytes = u16::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    bytes.push(9);
    bytes.extend(u16::try_from(runs.len()).unwrap().to_le_bytes());
    units.iter().for_each(|unit| bytes.extend(unit.to_le_bytes()));
    runs.iter().for_each(|run| bytes.extend([run.0.to_le_bytes(), run.1.to_le_bytes()].concat()));
    bytes
}

/// A formula's record: without a result it is an empty text, or 0 and to be computed when the workbook is opened.
fn formula(head: &[u8], result: Option<f64>, to_compute: bool, tokens: &[u8]) -> Vec<u8> {
    let result = match (result, to_compute) {
        (Some(number), _) => number.to_le_bytes(),
        (None, true) => [0; 8],
        (None, false) => [3, 0, 0, 0, 0, 0, 0xFF, 0xFF],
    };
    let length = u16::try_from(tokens.len()).unwrap().to_le_bytes();
    let flags = if to_compute { [2, 0] } else { [0, 0] };
    record(0x0006, &[head, &result, &flags, &[0; 4], &length, tokens].concat())
}

/// The tokens of the sum of cells at the left.
fn sum(row: usize, column: usize, left: usize, way: usize) -> Vec<u8> {
    let row = u16::try_from(row).unwrap().to_le_bytes();
    let at = |column: usize| [u8::try_from(column).unwrap(), 0xC0];
    let cell = |column: usize| [&[0x44][..], &row, &at(column)].concat();
    let area = [&[0x25][..], &row, &row, &at(column - left), &at(column - 1)].concat();
    let count = u8::try_from(left).unwrap();
    match way {
        1 => {
            let rest = (column - left + 1..column).flat_map(|column| [cell(column), vec![0x03]].concat());
            cell(column - left).into_iter().chain(rest).collect()
        }
        3 => [(column - left..column).flat_map(cell).collect(), vec![0x42, count, 4, 0]].concat(),
        4 => [area, vec![0x19, 0x10, 0, 0, 0x1E, 0, 0, 0x41, 27, 0]].concat(),
        _ => [area, vec![0x19, 0x10, 0, 0]].concat(),
    }
}

pub fn xls(parts: &[Part], manner: Manner) -> Vec<u8> {
    let (mut strings, mut cells, mut merges, mut row) = (Vec::new(), Vec::new(), Vec::new(), 0_usize);
    let mut looks: Vec<Vec<u8>> = Vec::new();
    for column in hidden_columns_of_all(parts) {
        let at = u16::try_from(column).unwrap().to_le_bytes();
        looks.push(record(0x007D, &[&at[..], &at, &[0, 9, 0, 0, 1, 0, 0, 0]].concat()));
    }
    let head = |row: usize, column: usize| {
        [u16::try_from(row).unwrap(), u16::try_from(column).unwrap(), 0].map(u16::to_le_bytes).concat()
    };
    let mut put = |row: usize, column: usize, pieces: &[Piece]| match pieces {
        [Piece::Plain(text)] if text.parse::<f64>().is_ok() => {
            let number: f64 = text.parse().unwrap();
            cells.push(record(0x0203, &[&head(row, column)[..], &number.to_le_bytes()].concat()));
        }
        [Piece::Sum(number, left, way)] => {
            let result = result_of(number, *way).map(|result| result.parse::<f64>().unwrap());
            cells.push(formula(&head(row, column), result, *way == 1, &sum(row, column, *left, *way)));
        }
        // COUNTIF of a column and a number: no sum.
        [Piece::Lookup] => {
            let tokens = [0x25, 0, 0, 9, 0, 0, 0xC0, 0, 0xC0, 0x1E, 3, 0, 0x41, 0x5A, 1];
            cells.push(formula(&head(row, column), None, true, &tokens));
        }
        _ => {
            let index = u32::try_from(strings.len()).unwrap().to_le_bytes();
            cells.push(record(0x00FD, &[&head(row, column)[..], &index].concat()));
            strings.push(string(pieces));
        }
    };
    for part in parts {
        match kind(part) {
            Kind::Title(text) | Kind::Paragraph(text) | Kind::Heading(text) => {
                put(row, 0, &[Piece::Plain(text.to_owned())]);
                row += 2;
            }
            Kind::Table(sheet) => {
                for line in (0..sheet.len()).filter(|line| is_hidden(&sheet[*line])) {
                    let at = u16::try_from(row + line).unwrap().to_le_bytes();
                    looks.push(record(0x0208, &[&at[..], &[0; 10], &[0x20, 0, 0, 0]].concat()));
                }
                for placed in placed(sheet).0 {
                    put(row + placed.row, placed.column, &manner(placed.cell));
                    if placed.cell.down * placed.cell.across > 1 {
                        let (top, left) = (row + placed.row, placed.column);
                        let ends = [top, top + placed.cell.down - 1, left, left + placed.cell.across - 1];
                        merges.push(ends.map(|end| u16::try_from(end).unwrap().to_le_bytes()).concat());
                    }
                }
                row += sheet.len() + 1;
            }
        }
    }
    let count = u32::try_from(strings.len()).unwrap().to_le_bytes();
    // No record is longer than some 8,000 bytes; between two strings it goes on in the next.
    let mut shared = vec![[&count[..], &count].concat()];
    for string in strings {
        if shared.last().unwrap().len() + string.len() > 8000 {
            shared.push(Vec::new());
        }
        shared.last_mut().unwrap().extend(string);
    }
    let shared: Vec<u8> = shared
        .iter()
        .enumerate()
        .flat_map(|(index, data)| record(if index == 0 { 0x00FC } else { 0x003C }, data))
        .collect();
    let merged: Vec<u8> = merges
        .chunks(1000)
        .flat_map(|some| {
            record(0x00E5, &[&u16::try_from(some.len()).unwrap().to_le_bytes()[..], &some.concat()].concat())
        })
        .collect();
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0]);
    let end = record(0x000A, &[]);
    let before = [begin(5), fonts(), record(0x00E0, &[0; 20])].concat();
    let bound = |offset: usize| {
        let name: Vec<u8> = "表".encode_utf16().flat_map(u16::to_le_bytes).collect();
        record(0x0085, &[&u32::try_from(offset).unwrap().to_le_bytes()[..], &[0, 0, 1, 1], &name].concat())
    };
    let offset = before.len() + bound(0).len() + shared.len() + end.len();
    let stream = [
        before,
        bound(offset),
        shared,
        end.clone(),
        begin(0x10),
        looks.concat(),
        cells.concat(),
        merged,
        end,
    ]
    .concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}
