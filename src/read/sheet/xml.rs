//! Workbooks as one XML text, as Excel 2003 and the exports of many systems write them, often named `.xls`.

use super::{Merge, Room, Sheet};
use crate::read::meter::Meter;
use crate::read::xml::{Id, Xml};

/// The sheets of a workbook; `None` where the text is something else.
pub fn sheets(source: &str, meter: &Meter) -> Option<Vec<Sheet>> {
    if !source.get(..4000).unwrap_or(source).contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return None;
    }
    let xml = Xml::parse(source, meter);
    let root = xml.root().filter(|&root| xml.is(root, "ss", "Workbook"))?;
    let worksheets = xml.children(root).filter(|&child| xml.is(child, "ss", "Worksheet"));
    let mut room = Room::new(meter);
    Some(worksheets.map(|worksheet| sheet(&xml, worksheet, &mut room)).collect())
}

fn sheet(xml: &Xml, worksheet: Id, room: &mut Room) -> Sheet {
    let mut sheet =
        Sheet { name: xml.attribute(worksheet, "Name").unwrap_or_default().to_owned(), ..Sheet::default() };
    let Some(table) = xml.child(worksheet, "ss", "Table") else { return sheet };
    let number = |id: Id, name: &str| xml.attribute(id, name).and_then(|value| value.parse::<u32>().ok());
    let index = |id: Id| number(id, "Index").and_then(|index| index.checked_sub(1));
    let is_hidden = |id: Id| xml.attribute(id, "Hidden") == Some("1");
    let mut next_column = 0_u32;
    for column in xml.children(table).filter(|&child| xml.is(child, "ss", "Column")) {
        let first = index(column).unwrap_or(next_column);
        let last = first.saturating_add(number(column, "Span").unwrap_or(0));
        next_column = last.saturating_add(1);
        if is_hidden(column) {
            sheet.hidden_columns.push((first, last));
        }
    }
    let mut next_row = 0_u32;
    for row in xml.children(table).filter(|&child| xml.is(child, "ss", "Row")) {
        let at = index(row).unwrap_or(next_row);
        let last = at.saturating_add(number(row, "Span").unwrap_or(0));
        next_row = last.saturating_add(1);
        if is_hidden(row) {
            sheet.hidden_rows.push((at, last));
        }
        let mut next_column = 0_u32;
        for cell in xml.children(row).filter(|&child| xml.is(child, "ss", "Cell")) {
            let column = index(cell).unwrap_or(next_column);
            let across = number(cell, "MergeAcross").unwrap_or(0);
            let down = number(cell, "MergeDown").unwrap_or(0);
            next_column = column.saturating_add(across).saturating_add(1);
            let text = xml.child(cell, "ss", "Data").map(|data| xml.all_text(data)).unwrap_or_default();
            sheet.put((at, column), &text, room);
            if across > 0 || down > 0 {
                let (last_row, last_column) = (at.saturating_add(down), column.saturating_add(across));
                let merge = Merge { first_row: at, last_row, first_column: column, last_column };
                sheet.merge(merge, room);
            }
        }
    }
    sheet
}

#[cfg(test)]
mod tests {
    use crate::document::Block;
    use crate::read::{Hint, read};

    #[test]
    fn cells_and_merges() {
        let source = "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' \
            xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet ss:Name='申请'><Table>\
            <Row><Cell ss:MergeAcross='1'><Data ss:Type='String'>项目</Data></Cell><Cell><Data ss:Type='String'>总计</Data></Cell></Row>\
            <Row ss:Index='2'><Cell><Data ss:Type='String'>新收</Data></Cell><Cell ss:Index='3'><Data ss:Type='Number'>3</Data></Cell></Row></Table></Worksheet></Workbook>";
        let input = read(source.as_bytes(), &Hint::default()).unwrap();
        assert_eq!(input.format, "xls");
        let table = input.document.blocks.get(1).and_then(Block::as_table).unwrap();
        let texts: Vec<(u32, &str)> =
            table.cells.iter().map(|cell| (cell.column_span, cell.text.as_str())).collect();
        assert_eq!(texts, [(2, "项目"), (1, "总计"), (1, "新收"), (1, ""), (1, "3")]);
    }
}
