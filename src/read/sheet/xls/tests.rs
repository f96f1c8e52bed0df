//! Workbooks made record by record.

use std::io::{Cursor, Write};

use crate::document::Block;
use crate::read::{Hint, read};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

fn units(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A workbook with one sheet; `globals` stand before the list of sheets.
fn workbook(version: u16, globals: &[Vec<u8>], name: &[u8], cells: &[Vec<u8>]) -> Vec<u8> {
    let start = record(0x0809, &[version.to_le_bytes(), [5, 0]].concat());
    let before: Vec<u8> = globals.concat();
    let bound = |offset: u32| record(0x0085, &[&offset.to_le_bytes()[..], &[0, 0], name].concat());
    let end = record(0x000A, &[]);
    let offset = start.len() + before.len() + bound(0).len() + end.len();
    let sheet =
        [record(0x0809, &[version.to_le_bytes(), [0x10, 0]].concat()), cells.concat(), end.clone()].concat();
    let stream = [start, before, bound(u32::try_from(offset).unwrap()), end, sheet].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(if version == 0x0600 { "/Workbook" } else { "/Book" })
        .unwrap()
        .write_all(&stream)
        .unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let input = read(bytes, &Hint::default()).unwrap();
    assert_eq!(input.format, "xls");
    let table = input.document.blocks.iter().find_map(Block::as_table).unwrap();
    let row = |row| table.cells.iter().filter(|cell| cell.row == row).map(|cell| cell.text.clone()).collect();
    (0..table.rows).map(row).collect()
}

#[test]
fn cells_of_every_kind() {
    let name = [&[2, 1][..], &units("申请")].concat();
    // Two strings; the second breaks within its characters and goes on eight bits wide.
    let first = [&[2, 0, 1][..], &units("项目")].concat();
    let second = [&[6, 0, 9, 1, 0][..], &units("企业A")].concat();
    let strings = record(0x00FC, &[&[2, 0, 0, 0, 2, 0, 0, 0][..], &first, &second].concat());
    let more = record(0x003C, &[&[0][..], b"bcd", &[0, 0, 0, 0]].concat());
    let format = record(0x041E, &[&[176, 0, 4, 0, 0][..], b"0.00"].concat());
    let style = |id: u8| record(0x00E0, &[0, 0, id, 0, 0, 0]);
    let globals = [format, style(0), style(176), style(3), strings, more];
    let head = |row: u8, column: u8, style: u8| vec![row, 0, column, 0, style, 0];
    let rk_integer = |number: i32| ((number << 2) | 2).to_le_bytes();
    let cells = [
        record(0x00FD, &[&head(0, 0, 0)[..], &[0, 0, 0, 0]].concat()),
        record(0x00FD, &[&head(0, 1, 0)[..], &[1, 0, 0, 0]].concat()),
        record(0x0204, &[&head(0, 2, 0)[..], &[2, 0, 1], &units("合计")].concat()),
        record(0x0203, &[&head(1, 0, 1)[..], &12.5_f64.to_le_bytes()].concat()),
        record(0x027E, &[&head(1, 1, 2)[..], &rk_integer(3_985_758)].concat()),
        record(0x0006, &[&head(1, 2, 0)[..], &7.0_f64.to_le_bytes(), &[0; 6]].concat()),
        record(
            0x00BD,
            &[&[2, 0, 0, 0][..], &[0, 0], &rk_integer(-8), &[0, 0], &rk_integer(9), &[1, 0]].concat(),
        ),
        record(0x0006, &[&head(2, 2, 0)[..], &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF], &[0; 6]].concat()),
        record(0x0207, &[&[1, 0, 1][..], &units("无")].concat()),
        record(0x0205, &[&head(3, 0, 0)[..], &[0x17, 1]].concat()),
        record(0x0203, &[&head(3, 1, 0)[..], &1.0_f64.to_le_bytes()].concat()),
        record(0x00E5, &[1, 0, 3, 0, 3, 0, 1, 0, 2, 0]),
    ];
    let bytes = workbook(0x0600, &globals, &name, &cells);
    assert_eq!(
        rows(&bytes),
        [
            vec!["项目", "企业Abcd", "合计"],
            vec!["12.5", "3,985,758", "7"],
            vec!["-8", "9", "无"],
            vec!["#REF!", "1"]
        ]
    );
    for length in (0..bytes.len()).step_by(37) {
        let _ = read(bytes.get(..length).unwrap(), &Hint::default());
    }
}

#[test]
fn hidden_rows_and_columns_and_struck_out_text_are_not_there() {
    let name = [&[2, 1][..], &units("申请")].concat();
    // Fonts: plain, four of them since there is no fourth; then one that strikes out and one that raises.
    let font =
        |flags: u8, shift: u8| record(0x0031, &[200, 0, flags, 0, 0, 0, 0x90, 1, shift, 0, 0, 0, 0, 0, 0, 0]);
    let fonts = [font(0, 0), font(0, 0), font(0, 0), font(0, 0), font(8, 0), font(0, 1)];
    let style = |font: u8| record(0x00E0, &[font, 0, 0, 0, 0, 0]);
    // 21 struck out before 12; 12 with a raised 1; both in runs of their own.
    let rich = |text: &str, runs: &[[u8; 4]]| {
        let count = u16::try_from(text.encode_utf16().count()).unwrap().to_le_bytes();
        let runs_count = u16::try_from(runs.len()).unwrap().to_le_bytes();
        [&count[..], &[9], &runs_count, &units(text), &runs.concat()].concat()
    };
    let strings = [
        rich("2112", &[[0, 0, 5, 0], [2, 0, 0, 0]]),
        rich("121", &[[2, 0, 6, 0]]),
        rich("12", &[[0, 0, 6, 0]]),
        rich("件", &[]),
    ];
    let table = record(0x00FC, &[&[4, 0, 0, 0, 4, 0, 0, 0][..], &strings.concat()].concat());
    let globals = [fonts.concat(), style(0), style(5), table];
    let shared = |row: u8, column: u8, style: u8, string: u8| {
        record(0x00FD, &[row, 0, column, 0, style, 0, string, 0, 0, 0])
    };
    let cells = [
        shared(0, 0, 0, 3),
        shared(0, 1, 0, 0),
        shared(0, 2, 0, 1),
        shared(1, 0, 0, 3),
        shared(1, 1, 0, 3),
        shared(2, 0, 0, 3),
        shared(2, 1, 0, 2),
        shared(2, 2, 1, 1),
        shared(2, 3, 0, 3),
        record(0x0208, &[1, 0, 0, 0, 4, 0, 0, 1, 0, 0, 0, 0, 0x20, 0, 0, 0]),
        record(0x007D, &[3, 0, 3, 0, 0, 9, 0, 0, 1, 0, 0, 0]),
    ];
    assert_eq!(
        rows(&workbook(0x0600, &globals, &name, &cells)),
        [vec!["件", "12", "12¹"], vec!["件", "12", ""]]
    );
}

#[test]
fn texts_of_excel_95_are_in_its_code_page() {
    let text = encoding_rs::GBK.encode("规章").0.into_owned();
    let cell = |column: u8| record(0x0204, &[&[0, 0, column, 0, 0, 0, 4, 0][..], &text].concat());
    let name = [&[4][..], &text].concat();
    let bytes = workbook(0x0500, &[record(0x0042, &936_u16.to_le_bytes())], &name, &[cell(0), cell(1)]);
    assert_eq!(rows(&bytes), [["规章", "规章"]]);
}

#[test]
fn locked_workbooks_are_said_to_be_locked() {
    let bytes = workbook(0x0600, &[record(0x002F, &[0; 6])], &[1, 0, b'a'], &[]);
    assert_eq!(read(&bytes, &Hint::default()).map(|_| ()).map_err(|error| error.code), Err("encrypted"));
}

/// A workbook whose table of sectors goes on behind the last one as if chains ended there.
fn filled_up(mut bytes: Vec<u8>) -> Vec<u8> {
    let size = 1 << bytes[30];
    let sectors = bytes.len() / size - 1;
    let at = |bytes: &[u8], at: usize| u32::from_le_bytes(*bytes[at..].first_chunk().unwrap()) as usize;
    assert_eq!(at(&bytes, 44), 1);
    let table = (at(&bytes, 76) + 1) * size;
    for entry in sectors..size / 4 {
        bytes[table + entry * 4..][..4].copy_from_slice(&[0xFE, 0xFF, 0xFF, 0xFF]);
    }
    bytes
}

#[test]
fn free_sectors_may_be_marked_as_ends() {
    let name = [&[2, 0][..], b"AB"].concat();
    let label = |column| record(0x0204, &[&[0, 0, column, 0, 0, 0][..], &[2, 0, 1], &units("合计")].concat());
    let bytes = filled_up(workbook(0x0600, &[record(0x00E0, &[0; 6])], &name, &[label(0), label(1)]));
    assert_eq!(rows(&bytes), [["合计", "合计"]]);
    // One that was cut off goes on where there is nothing more.
    let cut = &bytes[..bytes.len() - 512];
    assert!(read(cut, &Hint::default()).is_err());
}
