//! Columns where the grid of a table has their heads, in as many lines as there are: known columns in any order, beside
//! them columns of the organ's own (备注, 行次, 上年同期, 校验), which are left out and said.

use std::cell::OnceCell;
use std::ops::Range;

use super::label::{Core, core, core_of};
use super::rows::{KNOWN_LABELS, ObservedRow, Value, Values, is_broken_value, labels_of, place_of};
use super::value::{read_value, under_head};
use crate::among::{are_firsts, each_has_one};
use crate::document::{Table, TableCell};
use crate::form::{ColumnId, ColumnRole};
use crate::order::Order;
use crate::text::fold::{fold_char, folded, folded_chars, is_han};

/// Lines that a head can have above the first row of values.
const MAX_LINES: u32 = 6;

/// A column of the form with the grid columns that its head covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head<K> {
    /// Which column.
    pub key: K,
    /// The grid columns.
    pub range: Range<u32>,
}

/// A head with the rows below it.
#[derive(Debug, Clone)]
pub struct Band {
    /// The known columns, from left to right.
    pub heads: Vec<Head<ColumnId>>,
    /// Heads of other columns, as written.
    pub others: Vec<(String, Range<u32>)>,
    /// The rows below the head.
    pub rows: Range<u32>,
}

/// The head that stood last over a table.
#[derive(Debug)]
pub struct Last {
    block: u32,
    columns: u32,
    band: Band,
}

impl Last {
    /// Of a table block.
    pub fn new(block: u32, table: &Table, band: &Band) -> Self {
        Self { block, columns: table.columns, band: band.clone() }
    }

    /// Its columns over the rows of the next table, where those are as wide and stand next to it.
    pub fn goes_on(&self, block: u32, table: &Table) -> Option<Band> {
        // A page number or a heading of the page may stand between.
        let next = block > self.block && block - self.block <= 3;
        // A wider table can follow the rest of this one without anything between them.
        let wider = table.cells.iter().filter(|cell| cell.column + cell.column_span > self.columns);
        let end = wider.map(|cell| cell.row).min().unwrap_or(table.rows);
        (next && table.columns >= self.columns && end > 0).then(|| Band { rows: 0..end, ..self.band.clone() })
    }
}

/// The cells of a table by row, those that reach down from above included.
pub struct Rows<'t> {
    rows: Vec<Row<'t>>,
}

/// The cells that cover places of a row, and what is asked of them for each form again.
#[derive(Default)]
struct Row<'t> {
    cells: Vec<&'t TableCell>,
    /// How many of its own cells hold numbers.
    numbers: OnceCell<usize>,
    /// Each cell as a head of a column.
    heads: OnceCell<Vec<Option<Core>>>,
}

impl<'t> Rows<'t> {
    /// Of a table; `None` where its cells reach over too many rows to list.
    pub fn of(table: &'t Table) -> Option<Self> {
        const MOST: u64 = 400_000;
        let listed: u64 = table.cells.iter().map(|cell| u64::from(cell.row_span)).sum();
        if listed > MOST {
            return None;
        }
        let mut rows: Vec<Row> = Vec::new();
        rows.resize_with(table.rows as usize, Row::default);
        for cell in &table.cells {
            for row in cell.row..cell.row.saturating_add(cell.row_span).min(table.rows) {
                if let Some(row) = rows.get_mut(row as usize) {
                    row.cells.push(cell);
                }
            }
        }
        rows.iter_mut().for_each(|row| row.cells.order_by_key(|cell| cell.column));
        Some(Self { rows })
    }

    /// The cells that cover places of a row.
    pub fn row(&self, row: u32) -> &[&'t TableCell] {
        self.rows.get(row as usize).map_or(&[], |row| row.cells.as_slice())
    }

    /// The cells that begin in a row, each as a head of a column where it can be one.
    fn heads(&self, row: u32) -> impl Iterator<Item = (&'t TableCell, Option<&Core>)> {
        let of_row = self.rows.get(row as usize).into_iter().flat_map(|Row { cells, heads, .. }| {
            let heads = heads.get_or_init(|| cells.iter().map(|cell| head(&cell.text)).collect());
            cells.iter().copied().zip(heads.iter().map(Option::as_ref))
        });
        of_row.filter(move |(cell, _)| cell.row == row)
    }

    /// A cell as a head of a column.
    fn head(&self, wanted: &TableCell) -> Option<&Core> {
        self.heads(wanted.row).find(|(cell, _)| std::ptr::eq(*cell, wanted)).and_then(|(_, head)| head)
    }

    /// Number of rows.
    pub fn len(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// The cell that covers a place.
    pub fn at(&self, row: u32, column: u32) -> Option<&'t TableCell> {
        self.row(row).iter().copied().find(|cell| cell.covers(row, column))
    }

    /// How many cells of a row hold numbers.
    pub fn numbers(&self, row: u32) -> usize {
        let Some(Row { cells, numbers, .. }) = self.rows.get(row as usize) else { return 0 };
        let is_number = |cell: &&&TableCell| cell.row == row && read_value(&cell.text).is_number();
        *numbers.get_or_init(|| cells.iter().filter(is_number).count())
    }

    /// The texts over a grid column in lines of a head, from the lowest to the highest, each cell once.
    pub fn over(&self, lines: Range<u32>, column: u32) -> Vec<&'t TableCell> {
        let mut over: Vec<&TableCell> = Vec::new();
        for line in lines.rev() {
            if let Some(cell) = self.at(line, column)
                && !cell.text.trim().is_empty()
                && over.last().is_none_or(|last| !std::ptr::eq(*last, cell))
            {
                over.push(cell);
            }
        }
        over
    }
}

/// The text that stands nearest to the left of a place in a row, blank places passed over: what a merged cell said whose
/// merging was lost.
pub fn text_to_the_left<'t>(cells: &Rows<'t>, row: u32, column: u32) -> Option<&'t TableCell> {
    let own = cells.row(row).iter().filter(|cell| cell.column <= column && !cell.text.trim().is_empty());
    own.copied().next_back()
}

/// A head's text without what it explains in brackets: 本年(2023)制发件数, 现行有效件数（历史累计）.
pub fn plain_head(text: &str) -> Core {
    let mut depth = 0_u32;
    let mut plain = folded_chars(text);
    plain.retain(|character| match character {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let stripped = core_of(plain);
    if stripped.chars.is_empty() { core(text) } else { stripped }
}

/// A text as a head of a column of table 3; `None` where it can be none: without Chinese characters, as most cells are, or
/// too long.
pub fn head(text: &str) -> Option<Core> {
    /// No head of this table is longer.
    const LONGEST: usize = 16;
    let written = text.contains(is_han).then(|| plain_head(text))?;
    (written.chars.len() <= LONGEST).then_some(written)
}

/// Whether a head or a caption speaks of another year than the report's, or of a change between years.
pub fn is_of_other_year(text: &str, year: Option<i32>) -> bool {
    const WORDS: [&str; 12] =
        ["上年", "去年", "上一年", "往年", "前年", "同期", "同比", "环比", "增幅", "增长率", "较上", "比上"];
    // Each of the words has one of these characters; most texts have none of them and no digit.
    const SIGNS: &str = "年期比幅率较";
    const _: () = assert!(each_has_one(&WORDS, SIGNS));
    // Their first characters: at most places of a text none of them stands.
    const FIRSTS: &str = "上去往前同环增较比";
    const _: () = assert!(are_firsts(FIRSTS, &[&WORDS]));
    let may_tell = |c: char| c.is_ascii_digit() || among!(SIGNS, c);
    if !text.chars().filter_map(fold_char).any(may_tell) {
        return false;
    }
    let text = folded(text);
    let (mut own, mut other) = (false, false);
    for stated in years(&text) {
        own |= Some(stated) == year;
        other |= year.is_some_and(|year| stated != year);
    }
    let may_begin = |c: char| among!(FIRSTS, c);
    let has_word = text.match_indices(may_begin).any(|(at, _)| {
        let rest = text.get(at..).unwrap_or_default();
        WORDS.iter().any(|word| rest.starts_with(word))
    });
    has_word || (other && !own)
}

/// Whether a text names the report's year or says 本年.
pub fn is_of_this_year(text: &str, year: Option<i32>) -> bool {
    let text = folded(text);
    years(&text).any(|stated| Some(stated) == year) || text.contains("本年") || text.contains("今年")
}

/// Whether a text that is a year and nothing else is the report's (2024年, 本年) or another one (2023年度, 上年).
pub fn year_alone(text: &str, year: Option<i32>) -> Option<bool> {
    let text = folded(text.trim());
    let text = text.trim_end_matches('数').trim_end_matches("年度").trim_end_matches('年');
    match text {
        "本" | "今" | "当" => return Some(true),
        "上" | "去" | "上一" | "前" | "上年同期" | "去年同期" => return Some(false),
        _ => {}
    }
    let alone = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    Some(years(text).next().filter(|_| alone)? == year?)
}

/// The years that a folded text names: 2023年, 2023年度, (2023).
fn years(text: &str) -> impl Iterator<Item = i32> {
    let numbers = text.split(|character: char| !character.is_ascii_digit());
    numbers
        .filter(|number| number.len() == 4)
        .filter_map(|number| number.parse().ok())
        .filter(|year| (2000..2100).contains(year))
}

/// Whether the values of a row number its columns: 1, 2, 3 and so on.
pub fn numbers_columns<'v>(raw: impl Iterator<Item = &'v str>) -> bool {
    let mut count = 0_u32;
    let mut last: Option<i64> = None;
    for text in raw.map(str::trim).filter(|text| !text.is_empty()) {
        // A column that is a sum says so behind its number: 5=1+2+3+4.
        let own = text.split(['=', '＝']).next().filter(|own| !own.trim().is_empty()).unwrap_or(text);
        let Some(number) = read_value(own).value.and_then(crate::report::Number::integer) else {
            // 甲, 乙 before the numbers, formulas (1=2+3) among them.
            if text.chars().count() <= 12 && (last.is_none() || text.contains(['=', '+', '＝'])) {
                continue;
            }
            return false;
        };
        if last.is_none() && number > 3 || last.is_some_and(|last| number != last + 1) {
            return false;
        }
        last = Some(number);
        count += 1;
    }
    count >= 5
}

/// A head of a known column, and whether it speaks of this year.
type Told = (Head<ColumnId>, bool);
/// The head of another column, with the grid columns that it covers.
type Other = (String, Range<u32>);

/// What heads are called.
pub struct Names<'a> {
    /// The column that a head names.
    pub column: &'a dyn Fn(&TableCell, &Core) -> Option<ColumnId>,
    /// Whether a head stands over the kinds of organisation.
    pub over: &'a dyn Fn(&Core) -> bool,
}

/// The heads of a table, each with its rows: all official columns must be there, each once.
pub fn bands(cells: &Rows, official: &[ColumnId], names: &Names, year: Option<i32>) -> Vec<Band> {
    let own = |row: u32| cells.row(row).iter().filter(move |cell| cell.row == row);
    let is_named = |(cell, head): &(&TableCell, Option<&Core>)| {
        head.is_some_and(|head| (names.column)(cell, head).is_some() || (names.over)(head))
    };
    let named = |row: u32| cells.heads(row).filter(is_named).count();
    // Rows of values have a label or two.
    let in_words = |row: u32| own(row).filter(|cell| cell.text.contains(is_han)).count();
    let mut bands: Vec<Band> = Vec::new();
    let mut row = 0;
    while row < cells.len() {
        if in_words(row) < 3 || named(row) < 3 || cells.numbers(row) > 0 {
            row += 1;
            continue;
        }
        let floor = bands.last().map_or(0, |band| band.rows.start);
        let first = (floor..row)
            .rev()
            .take_while(|above| row - above <= MAX_LINES && cells.numbers(*above) == 0)
            .last()
            .unwrap_or(row);
        let mut end = row + 1;
        // 本年 and 上年 under each kind of applicant are heads, too.
        let of_years = |row: u32| {
            own(row).any(|cell| cell.text.chars().count() <= 6 && is_of_other_year(&cell.text, year))
        };
        while end < cells.len()
            && end - row <= 3
            && cells.numbers(end) == 0
            && (named(end) > 0 || of_years(end))
        {
            end += 1;
        }
        if let Some(band) = band(cells, first..end, official, names, year) {
            if let Some(last) = bands.last_mut() {
                last.rows.end = first;
            }
            bands.push(band);
        }
        row = end;
    }
    bands
}

fn band(
    cells: &Rows,
    lines: Range<u32>,
    official: &[ColumnId],
    names: &Names,
    year: Option<i32>,
) -> Option<Band> {
    let width =
        lines.clone().flat_map(|line| cells.row(line)).map(|cell| cell.column + cell.column_span).max()?;
    let mut heads: Vec<Told> = Vec::new();
    let mut others: Vec<Other> = Vec::new();
    for column in 0..width {
        let over = cells.over(lines.clone(), column);
        let Some(lowest) = over.first() else { continue };
        let known = over.iter().find_map(|cell| Some(((names.column)(cell, cells.head(cell)?)?, *cell)));
        // What stands over a column says which year it is of.
        let other_year =
            over.iter().any(|cell| cell.text.chars().count() <= 20 && is_of_other_year(&cell.text, year));
        match known {
            Some((key, cell)) if !other_year => match heads.last_mut() {
                Some((last, _))
                    if last.key == key && last.range.end == column && cell.covers(cell.row, column - 1) =>
                {
                    last.range.end = column + 1;
                }
                _ => {
                    let this_year = over
                        .iter()
                        .any(|cell| cell.text.chars().count() <= 20 && is_of_this_year(&cell.text, year));
                    heads.push((Head { key, range: column..column + 1 }, this_year));
                }
            },
            _ => {
                let text = lowest.text.trim().to_owned();
                match others.last_mut() {
                    Some((last, range)) if *last == text && range.end == column => range.end = column + 1,
                    _ => others.push((text, column..column + 1)),
                }
            }
        }
    }
    organisations_by_place(cells, lines.clone(), official, names, (&mut heads, &mut others));
    // Where a column is there twice, the one that speaks of this year counts.
    let twice = |key: ColumnId| heads.iter().filter(|(head, _)| head.key == key).count() > 1;
    let kept: Vec<Head<ColumnId>> = heads
        .iter()
        .filter(|(head, this_year)| *this_year || !twice(head.key))
        .map(|(head, _)| head.clone())
        .collect();
    let once = |key: &ColumnId| kept.iter().filter(|head| head.key == *key).count() == 1;
    official.iter().all(once).then(|| Band { heads: kept, others, rows: lines.end..cells.len() })
}

/// Of a damaged head the kinds of organisation are told by their place: as many columns under 法人或其他组织 as the form
/// has there, in its order.
fn organisations_by_place(
    cells: &Rows,
    lines: Range<u32>,
    official: &[ColumnId],
    names: &Names,
    (heads, others): (&mut Vec<Told>, &mut Vec<Other>),
) {
    let kinds: Vec<ColumnId> = official
        .iter()
        .copied()
        .filter(|column| !column.is_total() && column.role() != ColumnRole::Natural)
        .collect();
    if kinds.iter().all(|kind| heads.iter().any(|(head, _)| head.key == *kind)) {
        return;
    }
    let mut over = lines
        .flat_map(|line| cells.heads(line))
        .filter(|(_, head)| head.is_some_and(names.over))
        .map(|(cell, _)| cell);
    let (Some(over), None) = (over.next(), over.next()) else { return };
    // Where the merging was lost it reaches to the next text of its line, or as far as the form has columns there.
    let count = u32::try_from(kinds.len()).unwrap_or(u32::MAX);
    let width = cells.row(over.row).iter().map(|cell| cell.column + cell.column_span).max().unwrap_or(0);
    let next =
        cells.row(over.row).iter().find(|cell| cell.column > over.column && !cell.text.trim().is_empty());
    let end = if over.column_span > 1 {
        over.column + over.column_span
    } else {
        next.map_or(over.column + count, |next| next.column)
    };
    let under = over.column..end;
    if under.len() != kinds.len() || end > width {
        return;
    }
    let wrong = |(head, _): &Told| {
        let at = head.range.start.checked_sub(under.start).and_then(|at| usize::try_from(at).ok());
        under.contains(&head.range.start) && at.and_then(|at| kinds.get(at)) != Some(&head.key)
    };
    if heads.iter().any(wrong) {
        return;
    }
    heads.retain(|(head, _)| !under.contains(&head.range.start));
    others.retain(|(_, range)| !under.contains(&range.start));
    heads.extend(under.zip(kinds).map(|(column, key)| (Head { key, range: column..column + 1 }, false)));
    heads.order_by_key(|(head, _)| head.range.start);
}

impl Band {
    /// The rows below the head as the head tells them; `None` where the cells do not stand under it.
    fn told(&self, cells: &Rows, row: u32, block: u32, old: &ObservedRow) -> Option<ObservedRow> {
        let first = self.heads.iter().map(|head| head.range.start).min()?;
        let own = cells.row(row);
        let mut values: Vec<Value> = Vec::new();
        let mut used: Vec<&TableCell> = Vec::new();
        for head in &self.heads {
            let under = || {
                own.iter().copied().filter(|cell| {
                    cell.column < head.range.end && head.range.start < cell.column + cell.column_span
                })
            };
            let mut filled = under().filter(|cell| !cell.text.trim().is_empty());
            let cell = match (filled.next(), filled.next()) {
                (Some(only), None) => only,
                (None, _) => under().next()?,
                _ => return None,
            };
            // One cell under two heads, a label under a head, a cell that reaches down from above.
            if cell.row != row || cell.row_span > 1 || used.iter().any(|used| std::ptr::eq(*used, cell)) {
                return None;
            }
            let reading = under_head(&cell.text);
            if !reading.is_value() && KNOWN_LABELS.knows(&core(&cell.text)) {
                return None;
            }
            used.push(cell);
            values.push(Value {
                raw: cell.text.clone(),
                reading,
                place: place_of(block, cell),
                column: cell.column,
            });
        }
        let numbered = |column: u32| {
            let index = ["行次", "栏次", "序号", "编号", "列次", "代码"];
            self.others
                .iter()
                .any(|(text, range)| range.contains(&column) && index.iter().any(|word| text.contains(word)))
        };
        let mut labels = Vec::new();
        for cell in own.iter().filter(|cell| cell.row == row && cell.column < first) {
            let reading = read_value(&cell.text);
            // A number where labels stand: the row is shifted.
            if (reading.is_number() || is_broken_value(&cell.text)) && !numbered(cell.column) {
                return None;
            }
            if !numbered(cell.column) {
                labels.extend(labels_of(block, cell, &reading));
            }
        }
        let any = values.iter().any(|value| !value.raw.trim().is_empty());
        let is_row = any || !labels.is_empty();
        let columns = self.heads.iter().map(|head| head.key).collect();
        is_row.then(|| ObservedRow {
            block,
            labels,
            inherited: old.inherited.clone(),
            values: Values::Cells(values),
            told: columns,
        })
    }
}

/// Puts what a table's heads tell into its rows, in place of what was observed without them. The names of columns that
/// were left out are returned.
pub fn tell(cells: &Rows, bands: &[Band], block: u32, rows: &mut [ObservedRow]) -> Vec<String> {
    let mut left_out = Vec::new();
    for band in bands {
        let mut told: Vec<(usize, ObservedRow)> = Vec::new();
        let mut full = 0_usize;
        for row in band.rows.clone() {
            let Some(old) = rows.get(row as usize) else { continue };
            let numbered = numbers_columns(
                cells.row(row).iter().filter(|cell| cell.row == row).map(|cell| cell.text.as_str()),
            );
            if numbered && old.labels.iter().all(|label| label.core.chars.len() <= 4) {
                // A row that numbers the columns holds no values.
                let mut without = old.clone();
                without.values = Values::Cells(Vec::new());
                told.push((row as usize, without));
                continue;
            }
            // A row of more numbers than there are heads is one of another table.
            let width = band.heads.len();
            let like = width.saturating_sub(2)..=width + band.others.len() + 1;
            full += usize::from(like.contains(&old.numbers()));
            if let Some(new) = band.told(cells, row, block, old) {
                told.push((row as usize, new));
            }
        }
        let fitting = told.iter().filter(|(_, row)| row.numbers() + 2 >= band.heads.len()).count();
        // Cells that stand elsewhere than their heads are told by their number, as they were observed.
        if fitting * 10 < full * 8 {
            continue;
        }
        for (row, new) in told {
            if let Some(old) = rows.get_mut(row) {
                *old = new;
            }
        }
        let right_of = band.heads.iter().map(|head| head.range.start).min().unwrap_or(0);
        left_out.extend(
            band.others.iter().filter(|(_, range)| range.start > right_of).map(|(text, _)| text.clone()),
        );
    }
    left_out
}
