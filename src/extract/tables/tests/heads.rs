//! Heads in an order of the organ's own, whole, damaged, cut off or beside heads of other years: what stands under them is
//! what they say.

use super::*;

const NEW: [&str; 7] = [
    "t3.new.natural",
    "t3.new.commercial",
    "t3.new.research",
    "t3.new.public_benefit",
    "t3.new.legal_service",
    "t3.new.other_org",
    "t3.new.total",
];
/// The names of the rows of table 3 with values: 合计 first, then natural persons, then the five.
const NEW_ROW: &str = "一、本年新收政府信息公开申请数量|21|1|2|3|4|5|6";
const CARRIED: &str = "二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0";

fn new_of(report: &Report) -> Vec<Option<i64>> {
    values(report, &NEW)
}

#[test]
fn the_second_line_of_a_head_says_in_which_order_the_organisations_stand() {
    let report = read_rows(&[
        "|总计|自然人|法人或其他组织||||",
        "|||其他|法律服务机构|社会公益组织|科研机构|商业企业",
        NEW_ROW,
        CARRIED,
    ]);
    // Under 其他 stands 2, under 商业企业 6.
    assert_eq!(new_of(&report), [1, 6, 5, 4, 3, 2, 21].map(Some));
}

#[test]
fn organisations_under_a_head_whose_second_line_cannot_be_read_stand_as_the_form_has_them() {
    // The cell over the five was merged, or the merging was lost; in either case it stands last or before the total.
    let read = |first: &str, values: &str, span: bool| {
        let rows = [first, "|||□□|□□|□□|□□|□□", values, CARRIED];
        let mut table = Table::from_rows(rows.map(|row| row.split('|').collect::<Vec<_>>()));
        if span {
            let head = table.cells.iter().find(|cell| cell.text == "法人或其他组织").unwrap();
            let (row, column) = (head.row, head.column);
            table.cells.retain(|cell| cell.row != row || !(column + 1..column + 5).contains(&cell.column));
            let head = table.cells.iter_mut().find(|cell| cell.text == "法人或其他组织");
            head.unwrap().column_span = 5;
        }
        new_of(&super::read(vec![Block::table(table)]))
    };
    let wanted = [1, 2, 3, 4, 5, 6, 21].map(Some);
    for span in [true, false] {
        assert_eq!(read("|总计|自然人|法人或其他组织||||", NEW_ROW, span), wanted, "{span}");
    }
    let middle = NEW_ROW.replace("|21|1|2|3|4|5|6", "|21|2|3|4|5|6|1");
    let rows = ["|总计|法人或其他组织|||||自然人", "||□□|□□|□□|□□|□□|", &middle, CARRIED];
    assert_eq!(new_of(&read_rows(&rows)), wanted);
}

#[test]
fn a_head_over_two_columns_of_the_grid_is_one() {
    // 自然人 reaches over two columns of the grid, as its values do.
    let rows = ["|总计|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他", NEW_ROW, CARRIED];
    let mut table = Table::from_rows(rows.map(|row| row.split('|').collect::<Vec<_>>()));
    table.columns += 1;
    for cell in &mut table.cells {
        match cell.column {
            0 | 1 => {}
            2 => cell.column_span = 2,
            _ => cell.column += 1,
        }
    }
    assert_eq!(new_of(&super::read(vec![Block::table(table)])), [1, 2, 3, 4, 5, 6, 21].map(Some));
}

#[test]
fn the_heads_of_a_page_stand_over_the_table_of_the_next() {
    let head = "|总计|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他";
    let table = |rows: &[&str]| {
        Block::table(Table::from_rows(rows.iter().map(|row| row.split('|').collect::<Vec<_>>())))
    };
    let granted = "（一）予以公开|20|0|1|2|3|4|10";
    let names = ["t3.granted.natural", "t3.granted.other_org", "t3.granted.total"];
    let first = || table(&[head, NEW_ROW, CARRIED]);
    let pages = super::read(vec![first(), Block::paragraph("- 3 -"), table(&[granted])]);
    assert_eq!(new_of(&pages), [1, 2, 3, 4, 5, 6, 21].map(Some));
    assert_eq!(values(&pages, &names), [0, 10, 20].map(Some));
}

#[test]
fn the_words_of_two_lines_of_heads_that_became_one_tell_the_forms_order() {
    let form = FormId::CURRENT.form();
    let columns: Vec<_> = form.table(TableId::Table3).unwrap().blocks[0].columns.to_vec();
    let ids: Vec<_> = columns.iter().map(|column| column.id).collect();
    let order = |lines: &[&str]| {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        match columns::order_in(&lines, &columns) {
            columns::Stated::Said(order) => Some(order),
            _ => None,
        }
    };
    // 法人或其他组织 stood a line above.
    let joined = "法人或其他组织自然人商业企业科研机构社会公益组织法律服务机构其他总计";
    assert_eq!(order(&[joined]), Some(ids.clone()));
    // Behind the organisations, when all of them are named before.
    let natural_last = "法人或其他组织商业企业科研机构社会公益组织法律服务机构其他自然人总计";
    let turned = [&ids[1..6], &ids[..1], &ids[6..]].concat();
    assert_eq!(order(&[natural_last]), Some(turned));
}

#[test]
fn a_line_over_a_form_to_fill_in_sets_aside_what_stands_below_it_alone() {
    let (sample, own) = ("9|9|9|9|36|8|8|8|8|32|7|7|7|7|28", "1|0|2|0|3|0|4|0|0|4|5|0|0|0|5");
    let table = |values: &str| {
        let head = HEAD4.map(|row| row.split_once('|').unwrap().1);
        let rows = [head[0], head[1], head[2], values].map(|row| row.split('|').collect::<Vec<_>>());
        Block::table(Table::from_rows(rows))
    };
    let other = || Block::table(Table::from_rows([["规章", "9", "9", "9"]]));
    let long = || Block::paragraph("填表时应当逐项核对各栏的数字，".repeat(5));
    let read = |between: Vec<Block>, after: Vec<Block>| {
        let mut blocks = vec![Block::paragraph("填报样表")];
        blocks.extend(between);
        blocks.push(table(sample));
        blocks.extend(after);
        blocks.push(table(own));
        values(&super::read(blocks), &CASES)
    };
    let wanted = [Some(1), Some(3), Some(4), Some(5)];
    // A short line behind its table ends it, also one that ends as headings do without being one.
    assert_eq!(read(vec![], vec![Block::paragraph("复议诉讼统计表")]), wanted);
    assert_eq!(read(vec![], vec![Block::paragraph("本单位办理情况")]), wanted);
    // A short line before any table is its second line.
    assert_eq!(read(vec![Block::paragraph("单位：件")], vec![Block::paragraph("复议诉讼统计表")]), wanted);
    // The form's own heading or a long text between two of its tables does not end it, a line of this year does.
    let aside = |between: Block| {
        let end = [table(sample), Block::paragraph("2023年"), table(own)];
        let blocks = [vec![Block::paragraph("填报样表"), other(), between], end.to_vec()].concat();
        values(&super::read(blocks), &CASES)
    };
    assert_eq!(aside(Block::paragraph("四、政府信息公开行政复议、行政诉讼情况")), wanted);
    assert_eq!(aside(long()), wanted);
}
