//! Table 3 cut by the end of a page: its heads repeated or not, a page number or half a label in between.

use super::super::parts::{Cell, Part, Sheet, label};
use super::super::random::Random;
use super::{Choice, is};

pub fn apply(made: &mut Vec<Part>, choice: &Choice, random: &mut Random) {
    if is(choice, "page break", "none") {
        return;
    }
    // Last year's table comes first where there is one; this year's is cut.
    let Some(at) = made.iter().rposition(|part| matches!(part, Part::Table3(_))) else { return };
    let Part::Table3(sheet) = made[at].clone() else { return };
    let Some(first) = sheet.iter().position(|row| row.iter().any(|cell| cell.value)) else { return };
    let row = first + 3 + random.below((sheet.len() - first - 5) as i64) as usize;
    let (mut before, mut after) = cut(&sheet, row);
    if is(choice, "page break", "label cut") {
        cut_label(&mut before, &mut after);
        made.splice(at..=at, [Part::Table3(before), Part::Table3(after)]);
        return;
    }
    if is(choice, "page break", "heads repeated") {
        after.splice(0..0, sheet[..first].iter().cloned());
    }
    let mut parts = vec![Part::Table3(before), Part::Table3(after)];
    if is(choice, "page break", "page number") {
        let number = 2 + random.below(9);
        let text = match random.below(4) {
            0 => format!("— {number} —"),
            1 => format!("- {number} -"),
            2 => format!("第{number}页 共{}页", number + 3),
            _ => number.to_string(),
        };
        parts.insert(1, Part::Paragraph(text));
    }
    made.splice(at..=at, parts);
}

/// The rows before a row and those from it; a cell that reaches over the cut goes on as an empty one.
fn cut(sheet: &Sheet, row: usize) -> (Sheet, Sheet) {
    let mut before = sheet[..row].to_vec();
    let mut after = sheet[row..].to_vec();
    let mut reaching: Vec<Cell> = Vec::new();
    for (at, cells) in before.iter_mut().enumerate() {
        for cell in cells.iter_mut().filter(|cell| at + cell.down > row) {
            reaching.push(label("", at + cell.down - row, cell.across));
            cell.down = row - at;
        }
    }
    after[0].splice(0..0, reaching);
    (before, after)
}

/// The last label before the cut loses its second half to a row of its own after it.
fn cut_label(before: &mut Sheet, after: &mut Sheet) {
    let width: usize = after[0].iter().map(|cell| cell.across).sum();
    let Some(row) = before.last_mut() else { return };
    let Some(values) = row.iter().position(|cell| cell.value) else { return };
    let is_label = |cell: &Cell| cell.text.chars().count() >= 8;
    let Some(at) = row[..values].iter().rposition(is_label) else { return };
    let characters: Vec<char> = row[at].text.chars().collect();
    let (kept, lost) = characters.split_at(characters.len() / 2 + 1);
    row[at].text = kept.iter().collect();
    let values: usize = row[at + 1..].iter().map(|cell| cell.across).sum();
    let own = row[at].across;
    let left = width.saturating_sub(own + values);
    let mut line = if left > 0 { vec![label("", 1, left)] } else { Vec::new() };
    line.push(label(lost.iter().collect::<String>(), 1, own));
    line.extend((0..values).map(|_| label("", 1, 1)));
    after.insert(0, line);
}
