//! Which observed row is which row of table 3.
//!
//! The rows of the form come in a fixed order, so the question is an alignment of two sequences: observed rows are
//! matched to form rows by what their labels say, rows without a label by order and group size; observed rows may be
//! local additions, form rows may be missing. The alignment with the best sum of agreements is taken. A row without
//! label is believed only where the rows between two labelled ones are exactly as many as the form has there.

use std::collections::HashMap;
use std::rc::Rc;

use super::label::{Core, Expected};
use super::rows::ObservedRow;
use crate::form::{self, GroupForm, RowForm, RowId, TableForm, TableId};

impl Target {
    /// Agreement of a written label with the target's.
    pub fn agrees(&self, core: &Core) -> f64 {
        self.expected.agreement(core)
    }

    /// The agreement to the last digit, however small.
    pub fn closeness(&self, core: &Core) -> f64 {
        self.expected.closeness(core)
    }

    /// Whether the written label is the form's own or an accepted variant.
    pub fn accepts(&self, core: &Core) -> bool {
        self.expected.accepts(core)
    }
}

/// One row of the form as a target of the alignment; group subtotals are optional targets.
#[derive(Debug)]
pub struct Target {
    /// The row, or the subtotal of the group.
    pub id: RowId,
    /// The row's form; `None` for a subtotal.
    pub row: Option<&'static RowForm>,
    /// Whether it is the first row of its group.
    first: bool,
    expected: Expected,
    /// Its group and the group's label.
    group: Option<(RowId, Expected)>,
}

/// A match of an observed row with a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// Index of the observed row.
    pub observed: usize,
    /// Index of the target.
    pub target: usize,
    /// How the match was made.
    pub by: By,
}

/// What a match rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum By {
    /// The row's own label, with its agreement.
    Label(f64),
    /// The group's label stands in the row, the row's own is lost.
    GroupLabel,
    /// Order and group size.
    Order,
}

/// An alignment with its score.
#[derive(Debug)]
pub struct Alignment {
    /// Matches in order.
    pub matches: Vec<Match>,
    /// Sum of agreements less penalties; comparable between forms.
    pub score: f64,
}

/// Below this agreement a label is another label.
const SAME: f64 = 0.6;
/// Agreement with a group label from which the row belongs to the group.
const SAME_GROUP: f64 = 0.75;

/// The targets of a table form, with an optional subtotal before the rows of each group.
pub fn targets(table: &TableForm) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    let mut last: Option<GroupForm> = None;
    for row in table.rows() {
        let first = row.group.is_some() && row.group != last;
        if let (true, Some(group)) = (first, row.group) {
            let words: Vec<String> = ["小计", "合计", "总计"]
                .iter()
                .flat_map(|word| [format!("{}{word}", group.label), (*word).to_owned()])
                .collect();
            let variants: Vec<&str> = words.iter().map(String::as_str).collect();
            targets.push(Target {
                id: group.id,
                row: None,
                first: false,
                expected: Expected::new(group.label, &variants, group.ordinal),
                group: Some((group.id, Expected::group(&group))),
            });
        }
        last = row.group;
        targets.push(Target {
            id: row.id,
            row: Some(row),
            first,
            expected: Expected::row(row),
            group: row.group.map(|group| (group.id, Expected::group(&group))),
        });
    }
    targets
}

/// Aligns observed rows with the targets.
///
/// `columns`: the number of columns of the table.
pub fn align(observed: &[&ObservedRow], targets: &[Target], columns: usize) -> Alignment {
    let (n, m) = (observed.len(), targets.len());
    let mut cache = Cache::default();
    let scores: Vec<Vec<Option<(f64, By)>>> = observed
        .iter()
        .map(|row| {
            let view = RowView::new(row, targets, columns, &mut cache);
            targets.iter().enumerate().map(|(index, target)| view.score(index, target)).collect()
        })
        .collect();
    let skip_observed: Vec<f64> =
        observed.iter().map(|row| if row.labels.is_empty() { 0.30 } else { 0.10 }).collect();
    // best[i][j]: the best score with the first i observed rows and the first j targets.
    let width = m + 1;
    let mut best = vec![0.0_f64; (n + 1) * width];
    let mut step = vec![0_u8; (n + 1) * width];
    let at = |i: usize, j: usize| i * width + j;
    let get = |table: &[f64], i: usize, j: usize| table.get(at(i, j)).copied().unwrap_or(f64::NEG_INFINITY);
    for i in 0..=n {
        for j in 0..=m {
            if i == 0 && j == 0 {
                continue;
            }
            let mut choice = (f64::NEG_INFINITY, 0_u8);
            if j > 0 {
                let penalty = if targets.get(j - 1).is_some_and(|t| t.row.is_none()) { 0.0 } else { 0.15 };
                choice = (get(&best, i, j - 1) - penalty, 1);
            }
            if i > 0 {
                let penalty = skip_observed.get(i - 1).copied().unwrap_or(0.0);
                let score = get(&best, i - 1, j) - penalty;
                if score > choice.0 {
                    choice = (score, 2);
                }
            }
            if i > 0
                && j > 0
                && let Some((score, _)) = scores.get(i - 1).and_then(|row| row.get(j - 1)).copied().flatten()
            {
                let score = get(&best, i - 1, j - 1) + score;
                if score > choice.0 {
                    choice = (score, 3);
                }
            }
            if let (Some(value), Some(taken)) = (best.get_mut(at(i, j)), step.get_mut(at(i, j))) {
                (*value, *taken) = choice;
            }
        }
    }
    let (mut i, mut j) = (n, m);
    let mut matches = Vec::new();
    while i > 0 || j > 0 {
        match step.get(at(i, j)) {
            Some(3) => {
                (i, j) = (i - 1, j - 1);
                if let Some((_, by)) = scores.get(i).and_then(|row| row.get(j)).copied().flatten() {
                    matches.push(Match { observed: i, target: j, by });
                }
            }
            Some(2) => i -= 1,
            Some(1) => j -= 1,
            _ => break,
        }
    }
    matches.reverse();
    Alignment { matches: believed(matches, targets, observed), score: get(&best, n, m) }
}

/// Drops matches by order whose run does not have exactly the size that the form has there.
fn believed(matches: Vec<Match>, targets: &[Target], observed: &[&ObservedRow]) -> Vec<Match> {
    let mut kept: Vec<Match> = Vec::new();
    let mut run: Vec<Match> = Vec::new();
    let mut before: Option<Match> = None;
    let ends = matches.into_iter().map(Some).chain([None]);
    for end in ends {
        if let Some(each) = end.filter(|each| each.by == By::Order) {
            run.push(each);
            continue;
        }
        if !run.is_empty() {
            let from = before.map_or(0, |each| each.target + 1);
            let to = end.map_or(targets.len(), |each| each.target);
            let form_rows = targets.get(from..to).unwrap_or(&[]).iter().filter(|t| t.row.is_some()).count();
            let first = before.map_or(0, |each| each.observed + 1);
            let last = end.map_or(observed.len(), |each| each.observed);
            let unlabelled =
                observed.get(first..last).unwrap_or(&[]).iter().filter(|row| row.labels.is_empty()).count();
            // Without a labelled row on both sides there is nothing to count from.
            if before.is_some() && end.is_some() && form_rows == run.len() && unlabelled == run.len() {
                kept.append(&mut run);
            }
            run.clear();
        }
        if let Some(each) = end {
            kept.push(each);
            before = Some(each);
        }
    }
    kept
}

/// Agreements of one label with everything it could be.
#[derive(Debug)]
struct Agreements {
    /// With each target's own label.
    targets: Vec<f64>,
    /// With each group's label.
    groups: Vec<(RowId, f64)>,
    /// Whether the label only says which group the row is in, or stands over several groups.
    only_group: bool,
    /// Whether it is a word for a subtotal and nothing else.
    subtotal: bool,
}

/// Agreements by label: tables repeat their labels, and comparing is the dear part.
#[derive(Default)]
struct Cache {
    known: HashMap<Core, Rc<Agreements>>,
}

impl Cache {
    fn of(&mut self, label: &Core, targets: &[Target]) -> Rc<Agreements> {
        if let Some(known) = self.known.get(label) {
            return Rc::clone(known);
        }
        let own: Vec<f64> = targets.iter().map(|target| target.expected.agreement(label)).collect();
        let mut groups: Vec<(RowId, f64)> = Vec::new();
        for target in targets {
            if let Some((name, expected)) = &target.group
                && groups.last().is_none_or(|(last, _)| last != name)
            {
                groups.push((*name, expected.agreement(label)));
            }
        }
        let of_group = groups.iter().map(|(_, agreement)| *agreement).fold(0.0, f64::max);
        let rows = own.iter().zip(targets).filter(|(_, target)| target.row.is_some());
        let of_row = rows.map(|(agreement, _)| *agreement).fold(0.0, f64::max);
        let only_group = is_heading(label) || (of_group >= SAME_GROUP && of_row < of_group);
        let subtotal = is_subtotal_word(label);
        let agreements = Rc::new(Agreements { targets: own, groups, only_group, subtotal });
        self.known.insert(label.clone(), Rc::clone(&agreements));
        agreements
    }
}

/// An observed row prepared for scoring against every target.
struct RowView<'a> {
    row: &'a ObservedRow,
    /// Number of columns of the table.
    columns: usize,
    /// Of the labels that begin in the row.
    labels: Vec<Rc<Agreements>>,
    /// Of the labels that reach into it from above.
    inherited: Vec<Rc<Agreements>>,
    /// Of all labels of the row put together.
    joined: Rc<Agreements>,
}

impl<'a> RowView<'a> {
    fn new(row: &'a ObservedRow, targets: &[Target], columns: usize, cache: &mut Cache) -> Self {
        Self {
            row,
            columns,
            labels: row.labels.iter().map(|label| cache.of(&label.core, targets)).collect(),
            inherited: row.inherited.iter().map(|label| cache.of(&label.core, targets)).collect(),
            joined: cache.of(&row.joined(), targets),
        }
    }

    fn score(&self, index: usize, target: &Target) -> Option<(f64, By)> {
        let at = |agreements: &Rc<Agreements>| agreements.targets.get(index).copied().unwrap_or(0.0);
        let mut own_labels = self.labels.iter().filter(|label| !label.only_group).peekable();
        let only_group = own_labels.peek().is_none();
        let own = own_labels.map(at).chain([at(&self.joined)]).fold(0.0, f64::max);
        let group = self.group_evidence(target);
        if target.row.is_none() {
            // A subtotal says so, or is the group's label alone over rows with labels of their own.
            let own = self.labels.iter().map(at).fold(own, f64::max);
            let mut own_labels = self.labels.iter().filter(|label| !label.only_group);
            let said = group > 0.0 && own_labels.all(|label| label.subtotal);
            return (own >= SAME_GROUP && (said || only_group)).then_some((0.45, By::Label(own)));
        }
        if own >= SAME {
            return Some((own + group, By::Label(own)));
        }
        let full_row = self.row.cells().is_empty() || self.row.numbers() + 1 >= self.columns;
        if only_group && full_row {
            if target.first && group > 0.0 && !self.labels.is_empty() {
                return Some((0.5, By::GroupLabel));
            }
            if self.labels.is_empty() && target.row.is_some_and(|row| row.role.is_result()) {
                return Some((0.2 + group, By::Order));
            }
        }
        None
    }

    /// Positive where a label of the row names the target's group.
    fn group_evidence(&self, target: &Target) -> f64 {
        let Some((name, _)) = &target.group else { return 0.0 };
        let named = self.labels.iter().chain(&self.inherited).any(|label| {
            label.groups.iter().any(|(group, agreement)| group == name && *agreement >= SAME_GROUP)
        });
        if named { 0.15 } else { 0.0 }
    }
}

/// 小计 or 合计 alone; 总计 is a row of the form.
fn is_subtotal_word(core: &Core) -> bool {
    matches!(core.chars.as_slice(), ['小' | '合', '计'])
}

/// 三、本年度办理结果 stands over several groups and says nothing about the row.
fn is_heading(core: &Core) -> bool {
    core.chars.len() >= 3
        && form::tables(TableId::Table3).iter().any(|table| {
            let common = core.chars.iter().filter(|c| table.over_rows.contains(**c)).count();
            common * 10 >= core.chars.len() * 8
        })
}
