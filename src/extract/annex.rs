//! Reads the statistics table that an organ appends in a form of its own: 指标名称 计量单位 2016年度 历年累计, with rows
//! 主动公开信息数 条 207 1223 and parts 其中：1.政府网站公开数 条 207 1223. In flattened pages the values of a row run
//! together (条2071223): every way of parting them is a reading.

use crate::report::annex::{Annex, Column, Row};
use crate::text::flow::Flow;

/// Units of the rows, longer ones first.
const UNITS: [&str; 8] = ["万元", "人次", "条", "件", "元", "次", "个", "人"];
/// Longest label of a row.
const LONGEST: usize = 30;
/// Most rows that such a table has.
const MOST: usize = 200;
/// Longest head of a column.
const LONGEST_HEAD: usize = 8;

/// The appended statistics table; nothing where there is none, or where its head says something else.
pub(super) fn annex(flow: &Flow) -> Option<Annex> {
    let start = flow.find(0..flow.len(), "指标名称")?;
    let mut at = start + "指标名称".chars().count();
    at += if flow.has(at, "计量") { 2 } else { 0 };
    if !flow.has(at, "单位") {
        return None;
    }
    at += 2;
    let mut columns = Vec::new();
    while let Some((column, end)) = column(flow, at) {
        columns.push(column);
        at = end;
    }
    if !(1..=2).contains(&columns.len()) {
        return None;
    }
    let (rows, end) = rows(flow, at, columns.len());
    (rows.len() > 1).then_some(Annex { columns, rows, range: start..end })
}

/// The head of a column at a place, with its end.
fn column(flow: &Flow, at: usize) -> Option<(Column, usize)> {
    const OF_YEAR: [&str; 6] = ["年末统计", "数量", "本年累计", "本年度", "本年数", "本年"];
    const OF_ALL: [&str; 2] = ["历年累计", "累计"];
    let head = |length: usize, cumulative: bool| {
        Some((Column { head: flow.text(at..at + length), cumulative }, at + length))
    };
    for (names, cumulative) in [(&OF_YEAR[..], false), (&OF_ALL[..], true)] {
        if let Some(name) = names.iter().find(|name| flow.has(at, name)) {
            return head(name.chars().count(), cumulative);
        }
    }
    let digits = flow.slice(at..at + 4).iter().take_while(|c| c.is_ascii_digit()).count();
    if digits == 4 && flow.has(at + 4, "年") {
        return head(if flow.has(at + 5, "度") { 6 } else { 5 }.min(LONGEST_HEAD), false);
    }
    None
}

/// The rows from a place on, and where they end.
fn rows(flow: &Flow, mut at: usize, columns: usize) -> (Vec<Row>, usize) {
    let mut rows: Vec<Row> = Vec::new();
    // The rows whose parts are being listed, with the last ordinal of each.
    let mut open: Vec<(usize, u32)> = Vec::new();
    while let Some(line) = line(flow, at, columns).filter(|_| rows.len() < MOST) {
        let parent = match line.ordinal {
            None => {
                open.clear();
                None
            }
            Some(ordinal) if line.begins => {
                let parent = rows.len().checked_sub(1);
                open.extend(parent.map(|parent| (parent, ordinal)));
                parent
            }
            Some(ordinal) => {
                while open.last().is_some_and(|(_, last)| last + 1 != ordinal) {
                    open.pop();
                }
                let Some((parent, last)) = open.last_mut() else { break };
                *last = ordinal;
                Some(*parent)
            }
        };
        let place = flow.place(line.from..line.end);
        rows.push(Row { label: line.label, parent, readings: line.readings, place });
        at = line.end;
    }
    (rows, at)
}

/// A row as it stands in the text.
struct Line {
    from: usize,
    end: usize,
    label: String,
    /// Its number among the parts of a row.
    ordinal: Option<u32>,
    /// Whether 其中 stands before it.
    begins: bool,
    readings: Vec<Vec<u64>>,
}

/// The row that begins at a place.
fn line(flow: &Flow, start: usize, columns: usize) -> Option<Line> {
    let mut at = start;
    let begins = flow.has(at, "其中");
    at += if begins { 2 } else { 0 };
    at += usize::from(flow.has(at, ":"));
    let ordinal = ordinal(flow, at);
    at += if ordinal.is_some() { 2 } else { 0 };
    let from = at;
    let (end, unit) = (from + 1..from + LONGEST).find_map(|end| {
        let unit = UNITS.iter().find(|unit| flow.has(end, unit))?;
        let after = end + unit.chars().count();
        flow.slice(after..after + 1).iter().any(char::is_ascii_digit).then_some((end, after))
    })?;
    let label = flow.text(from..end);
    // A row whose value is missing runs into the next one.
    let runs_on = (from + 1..end).any(|at| {
        let ends = |unit: &&&str| flow.has(at, unit) && flow.gap_before(at + unit.chars().count());
        UNITS.iter().any(|unit| ends(&unit)) || ["数条", "数件"].iter().any(|words| flow.has(at - 1, words))
    });
    if runs_on || label.chars().any(|c| c.is_ascii_digit() || among!("。;!?", c)) {
        return None;
    }
    let (tokens, end) = digits(flow, unit);
    let readings = readings(&tokens, columns);
    (!readings.is_empty()).then_some(Line { from, end, label, ordinal, begins, readings })
}

/// The ordinal of a part: `1.` or `1、`.
fn ordinal(flow: &Flow, at: usize) -> Option<u32> {
    let [digit, mark] = flow.slice(at..at + 2) else { return None };
    matches!(mark, '.' | '、' | ',').then(|| digit.to_digit(10)).flatten()
}

/// The runs of digits at a place, parted by white space and cells, without the ordinal of the next row; where they end.
fn digits(flow: &Flow, start: usize) -> (Vec<String>, usize) {
    const DIGITS: usize = 24;
    let mut end = start;
    while end < start + DIGITS && flow.slice(end..end + 1).iter().any(char::is_ascii_digit) {
        end += 1;
    }
    if ordinal(flow, end.saturating_sub(1)).is_some() && end > start {
        end -= 1;
    }
    let mut tokens: Vec<String> = Vec::new();
    for at in start..end {
        let digit = flow.text(at..at + 1);
        match tokens.last_mut().filter(|_| !flow.gap_before(at)) {
            Some(last) => last.push_str(&digit),
            None => tokens.push(digit),
        }
    }
    (tokens, end)
}

/// What digits can say, one value for each column: what stands apart is taken as it is; of two columns, all years
/// together are no less than one.
fn readings(tokens: &[String], columns: usize) -> Vec<Vec<u64>> {
    let value = |digits: &str| {
        let leads = digits.len() > 1 && digits.starts_with('0');
        digits.parse::<u64>().ok().filter(|_| !leads)
    };
    if tokens.len() == columns {
        return tokens.iter().map(|token| value(token)).collect::<Option<Vec<u64>>>().into_iter().collect();
    }
    let [glued] = tokens else { return Vec::new() };
    let parted = (1..glued.len()).filter_map(|at| {
        let (year, all) = glued.split_at_checked(at)?;
        let (year, all) = (value(year)?, value(all)?);
        (year <= all).then(|| vec![year, all])
    });
    if columns == 2 { parted.collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document, Table};

    fn read(text: &str) -> Option<Annex> {
        let mut document = Document::default();
        document.blocks.push(Block::paragraph(text));
        annex(&Flow::of(&document))
    }

    #[test]
    fn values_that_run_together_are_parted_in_every_way() {
        let annex = read(
            "附表指标名称计量单位2016年度历年累计主动公开信息数条2071223其中：1.网站公开数条2071223\
             2.公报公开数条00受理申请总数条13其中：1.当面申请数条002.信函申请数条13行政复议数件00附件下载",
        )
        .unwrap();
        assert_eq!(annex.columns.len(), 2);
        assert!(annex.columns[1].cumulative);
        let labels: Vec<&str> = annex.rows.iter().map(|row| &*row.label).collect();
        assert_eq!(
            labels,
            [
                "主动公开信息数",
                "网站公开数",
                "公报公开数",
                "受理申请总数",
                "当面申请数",
                "信函申请数",
                "行政复议数"
            ]
        );
        assert_eq!(annex.rows[0].values(1).collect::<Vec<_>>(), [71223, 1223]);
        assert_eq!(annex.rows[3].readings, [[1, 3]]);
        assert_eq!(annex.rows[5].parent, Some(3));
        assert_eq!(annex.parts(0).count(), 2);
    }

    #[test]
    fn values_that_stand_apart_are_taken_as_they_are() {
        let annex = read(
            "指标名称 单位 2018年 历年累计 受理申请总数 条 0 2 其中：1．当面申请数 条 0 1 2．信函、传真申请数 条 0 1 对申请的答复总数 条 0 1",
        )
        .unwrap();
        assert_eq!(annex.rows[0].readings, [[0, 2]]);
        assert_eq!(annex.rows[2].readings, [[0, 1]]);
        assert_eq!((annex.rows[2].parent, annex.rows[3].parent), (Some(0), None));
    }

    #[test]
    fn one_column_and_parts_of_parts() {
        let annex = read(
            "指标名称单位数量受理申请数件3其中：1．在办件02．办结件3其中：1．同意提供件12．拒绝提供件2咨询数件0",
        )
        .unwrap();
        let parents: Vec<Option<usize>> = annex.rows.iter().map(|row| row.parent).collect();
        assert_eq!(parents, [None, Some(0), Some(0), Some(2), Some(2), None]);
        assert_eq!(annex.rows[2].readings, [[3]]);
    }

    #[test]
    fn cells_of_a_table_and_a_row_without_values() {
        let mut document = Document::default();
        document.blocks.push(Block::table(Table::from_rows([
            ["指标名称", "单位", "2016年度", "历年累计"],
            ["主动公开信息数", "条", "12", "140"],
            ["其中：1.网站公开数", "条", "12", "140"],
            ["2.公报公开数", "条", "", ""],
            ["受理申请总数", "条", "1", "3"],
        ])));
        let annex = annex(&Flow::of(&document)).unwrap();
        assert_eq!(annex.rows.len(), 2);
        assert_eq!(annex.rows[1].readings, [[12, 140]]);
        let of_year = read("指标名称单位本年累计主动公开信息数条5受理申请总数条13").unwrap();
        assert_eq!((of_year.columns.len(), of_year.columns[0].cumulative), (1, false));
        assert_eq!(of_year.rows[1].readings, [[13]]);
        assert!(read("指标名称单位统计数主动公开条5其中1.网站条5").is_none());
    }
}
