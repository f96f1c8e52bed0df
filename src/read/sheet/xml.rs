//! Workbooks as one XML text, as Excel 2003 and the exports of many systems write them, often named `.xls`.

use super::formula::from_relative;
use super::{Merge, Room, Sheet, Sums};
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
    let is_hidden = |id: Id, size: &str| {
        xml.attribute(id, "Hidden") == Some("1")
            || xml.attribute(id, size).is_some_and(|size| size.trim() == "0")
    };
    let mut sums = Sums::default();
    let mut next_column = 0_u32;
    for column in xml.children(table).filter(|&child| xml.is(child, "ss", "Column")) {
        let first = index(column).unwrap_or(next_column);
        let last = first.saturating_add(number(column, "Span").unwrap_or(0));
        next_column = last.saturating_add(1);
        if is_hidden(column, "Width") {
            sheet.hidden_columns.push((first, last));
        }
    }
    let mut next_row = 0_u32;
    for row in xml.children(table).filter(|&child| xml.is(child, "ss", "Row")) {
        let at = index(row).unwrap_or(next_row);
        let last = at.saturating_add(number(row, "Span").unwrap_or(0));
        next_row = last.saturating_add(1);
        if is_hidden(row, "Height") {
            sheet.hidden_rows.push((at, last));
        }
        let mut next_column = 0_u32;
        for cell in xml.children(row).filter(|&child| xml.is(child, "ss", "Cell")) {
            let column = index(cell).unwrap_or(next_column);
            let across = number(cell, "MergeAcross").unwrap_or(0);
            let down = number(cell, "MergeDown").unwrap_or(0);
            next_column = column.saturating_add(across).saturating_add(1);
            let data = xml.child(cell, "ss", "Data");
            let text = data.map(|data| xml.all_text(data)).unwrap_or_default();
            let of_number = |data: Id| xml.attribute(data, "Type") == Some("Number");
            let value = data.filter(|data| of_number(*data)).and_then(|_| text.trim().parse::<f64>().ok());
            match xml.attribute(cell, "Formula").map(|formula| from_relative(formula, (at, column))) {
                Some(formula) => {
                    let is_text = data.is_some_and(|data| !of_number(data));
                    sums.add_formula((at, column), formula, value, is_text || value.is_some());
                }
                None if !text.trim().is_empty() => sums.add((at, column), value, &text),
                None => {}
            }
            sheet.put((at, column), &text, room);
            if across > 0 || down > 0 {
                let (last_row, last_column) = (at.saturating_add(down), column.saturating_add(across));
                let merge = Merge { first_row: at, last_row, first_column: column, last_column };
                sheet.merge(merge, room);
            }
        }
    }
    sums.close(&mut sheet, room);
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

    #[test]
    fn formulas_that_nobody_computed() {
        let number = |number: &str| format!("<Cell><Data ss:Type='Number'>{number}</Data></Cell>");
        let formula = |formula: &str, data: &str| format!("<Cell ss:Formula='{formula}'>{data}</Cell>");
        let source = format!(
            "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet ss:Name='甲'><Table>\
             <Column/><Column ss:Hidden='1'/><Row>{}{}{}{}{}</Row><Row>{}{}{}{}{}</Row></Table></Worksheet></Workbook>",
            number("3"),
            number("4"),
            formula("=SUM(RC[-2]:RC[-1])", ""),
            formula("=RC[-3]+R1C2", "<Data ss:Type='Number'>0</Data>"),
            formula("=VLOOKUP(RC[-1],R[1]C,2)", ""),
            number("1"),
            number("1"),
            formula("=R[-1]C[-1]-RC1", "<Data ss:Type='Number'>9</Data>"),
            formula("=SUM(R[-1]C[-1]:RC[-1])", "<Data ss:Type='Number'></Data>"),
            formula("=IF(RC1=1,\"\",1)", "<Data ss:Type='String'></Data>"),
        );
        let input = read(source.as_bytes(), &Hint::default()).unwrap();
        let table = input.document.blocks.get(1).and_then(Block::as_table).unwrap();
        let texts: Vec<&str> = table.cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["3", "7", "7", "=VLOOKUP(D1,E2,2)", "1", "9", "16", ""]);
        let said = |code: &str| input.document.notes.iter().any(|note| note.code == code);
        assert!(said("formulas-computed") && said("formulas-uncomputed") && said("hidden-cells"));
        assert_eq!(input.document.computed.len(), 3);
    }
}
