//! Which observed row is which row of table 3.
//!
//! The rows of the form come in a fixed order, so the question is an alignment of two sequences: observed rows are
//! matched to form rows by what their labels say, rows without a label by order and group size; observed rows may be
//! local additions, form rows may be missing. The alignment with the best sum of agreements is taken. A row without
//! label is believed only where the rows between two labelled ones are exactly as many as the form has there.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use super::label::{Core, Expected};
use super::rows::{Label, ObservedRow};
use crate::form::{self, GroupForm, RowForm, RowId, TableForm, TableId};

/// The labels of all forms' targets and groups, each once: the forms share most of them, and a written label is compared
/// with each but once for all of them.
#[derive(Debug, Default)]
pub struct Vocabulary(Vec<Known>);

/// A label of the vocabulary.
#[derive(Debug)]
struct Known {
    written: Written,
    expected: Arc<Expected>,
    /// How the label itself agrees with each of the vocabulary, worked out when a document has it: nearly all do.
    own: OnceLock<Vec<f64>>,
}

/// A label as a form writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Written {
    label: &'static str,
    variants: &'static [&'static str],
    ordinal: &'static str,
    /// Whether words for a subtotal belong to it.
    subtotal: bool,
}

impl Vocabulary {
    /// The number of a label and the label prepared for comparison, which is done once.
    fn number(&mut self, written: Written) -> (usize, Arc<Expected>) {
        let known = (0..).zip(&self.0).find(|(_, known)| known.written == written);
        if let Some((number, known)) = known {
            return (number, Arc::clone(&known.expected));
        }
        let Written { label, variants, ordinal, subtotal } = written;
        let expected = if subtotal {
            Expected::subtotal(label, ordinal)
        } else {
            Expected::new(label, variants, ordinal)
        };
        let expected = Arc::new(expected);
        self.0.push(Known { written, expected: Arc::clone(&expected), own: OnceLock::new() });
        (self.0.len() - 1, expected)
    }

    /// How a label agrees with each of the vocabulary.
    fn agreements(&self, label: &Core) -> Vec<f64> {
        let among = |known: &&Known| known.expected.patterns.first().is_some_and(|own| own.is(label));
        let all = || self.0.iter().map(|known| &known.expected);
        match self.0.iter().find(among) {
            Some(known) => {
                let own = known.own.get_or_init(|| all().map(|each| each.without_ordinal(label)).collect());
                all().zip(own).map(|(each, agreement)| each.with_ordinal(*agreement, label)).collect()
            }
            None => all().map(|each| each.agreement(label)).collect(),
        }
    }
}

impl Target {
    /// Its label prepared for comparison.
    pub fn expected(&self) -> &Expected {
        &self.expected
    }

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
#[derive(Debug, Clone)]
pub struct Target {
    /// The row, or the subtotal of the group.
    pub id: RowId,
    /// The row's form; `None` for a subtotal.
    pub row: Option<&'static RowForm>,
    /// Whether it is the first row of its group.
    first: bool,
    expected: Arc<Expected>,
    /// The label's number in the vocabulary.
    number: usize,
    /// Its group's label, by its number in the vocabulary.
    group: Option<usize>,
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

/// The targets of a table form, with an optional subtotal before the rows of each group and one behind them.
pub fn targets(table: &TableForm, vocabulary: &mut Vocabulary) -> Vec<Target> {
    let rows: Vec<&'static RowForm> = table.rows().collect();
    let mut targets: Vec<Target> = Vec::new();
    for part in rows.chunk_by(|a, b| a.group == b.group) {
        let group = part.first().and_then(|row| row.group);
        let subtotal = group.map(|group| subtotal(&group, vocabulary));
        targets.extend(subtotal.clone());
        for (index, row) in part.iter().enumerate() {
            let RowForm { label, variants, ordinal, .. } = **row;
            let written = Written { label, variants, ordinal, subtotal: false };
            let (number, expected) = vocabulary.number(written);
            let of_group = subtotal.as_ref().and_then(|subtotal| subtotal.group);
            let first = group.is_some() && index == 0;
            targets.push(Target { id: row.id, row: Some(*row), first, number, expected, group: of_group });
        }
        targets.extend(subtotal);
    }
    targets
}

fn subtotal(group: &GroupForm, vocabulary: &mut Vocabulary) -> Target {
    let GroupForm { id, label, variants, ordinal, .. } = *group;
    let (own, _) = vocabulary.number(Written { label, variants, ordinal, subtotal: false });
    let written = Written { label, variants: &[], ordinal, subtotal: true };
    let (number, expected) = vocabulary.number(written);
    Target { id, row: None, first: false, number, expected, group: Some(own) }
}

/// How many of the targets are rows of the form.
pub fn rows_among(targets: &[Target]) -> usize {
    targets.iter().filter(|target| target.row.is_some()).count()
}

/// Aligns observed rows with the targets.
///
/// `columns`: the number of columns of the table; `cache`: what is known of labels that were compared with the same
/// targets before.
pub fn align(observed: &[&ObservedRow], targets: &[Target], columns: usize, cache: &mut Cache) -> Alignment {
    let (n, m) = (observed.len(), targets.len());
    let scores: Vec<Vec<Option<(f64, By)>>> = observed
        .iter()
        .map(|row| {
            let view = RowView::new(row, targets, columns, cache);
            targets.iter().map(|target| view.score(target)).collect()
        })
        .collect();
    let skip_observed: Vec<f64> =
        observed.iter().map(|row| if row.labels.is_empty() { 0.30 } else { 0.10 }).collect();
    let skip_target: Vec<f64> =
        targets.iter().map(|target| if target.row.is_none() { 0.0 } else { 0.15 }).collect();
    // By observed rows, then by targets: the last step of the best way to the first i rows and the first j targets; the
    // score of that way is kept for the rows before only.
    let width = m + 1;
    let mut step: Vec<u8> = Vec::with_capacity((n + 1) * width);
    let mut before: Vec<f64> = Vec::with_capacity(width);
    let (mut score, mut taken) = (0.0_f64, 0);
    for penalty in skip_target.iter().map(Some).chain([None]) {
        before.push(score);
        step.push(taken);
        (score, taken) = (score - penalty.unwrap_or(&0.0), 1);
    }
    for (scores, skipped) in scores.iter().zip(&skip_observed) {
        let mut diagonal = before.first().copied().unwrap_or(0.0);
        let mut last = diagonal - skipped;
        step.push(2);
        if let Some(first) = before.first_mut() {
            *first = last;
        }
        for ((above, penalty), matched) in before.iter_mut().skip(1).zip(&skip_target).zip(scores) {
            let mut choice = (last - penalty, 1_u8);
            let over = *above - skipped;
            if over > choice.0 {
                choice = (over, 2);
            }
            if let Some((score, _)) = matched
                && diagonal + score > choice.0
            {
                choice = (diagonal + score, 3);
            }
            diagonal = std::mem::replace(above, choice.0);
            last = choice.0;
            step.push(choice.1);
        }
    }
    let at = |i: usize, j: usize| i * width + j;
    let (mut i, mut j) = (n, m);
    let mut matches = Vec::new();
    // The way ends at the beginning, where no step was taken.
    loop {
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
    Alignment { matches: believed(matches, targets, observed), score: before.last().copied().unwrap_or(0.0) }
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

/// How written labels agree with those of the vocabulary, for all forms: tables repeat their labels, and comparing is the
/// dear part.
#[derive(Debug)]
pub struct Compared<'v> {
    vocabulary: &'v Vocabulary,
    /// The numbers of the labels that were compared.
    numbers: HashMap<Core, usize>,
    labels: Vec<Rc<Agreements>>,
}

/// Agreements of one label with everything it could be.
#[derive(Debug)]
struct Agreements {
    /// With each label of the vocabulary.
    all: Vec<f64>,
    /// Whether it stands over several groups.
    heading: bool,
    /// Whether it is a word for a subtotal and nothing else.
    subtotal: bool,
}

impl<'v> Compared<'v> {
    /// None yet.
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        Self { vocabulary, numbers: HashMap::new(), labels: Vec::new() }
    }

    /// The number of a label, by which it is known from now on.
    fn number(&mut self, label: &Core) -> usize {
        if let Some(number) = self.numbers.get(label) {
            return *number;
        }
        let agreements = Agreements {
            all: self.vocabulary.agreements(label),
            heading: is_heading(label),
            subtotal: is_subtotal_word(label),
        };
        self.labels.push(Rc::new(agreements));
        self.numbers.insert(label.clone(), self.labels.len() - 1);
        self.labels.len() - 1
    }
}

impl Agreements {
    fn with(&self, number: usize) -> f64 {
        self.all.get(number).copied().unwrap_or(0.0)
    }
}

/// A label as it is seen by the targets of one form.
#[derive(Debug, Clone)]
struct Seen {
    agreements: Rc<Agreements>,
    /// Whether the label only says which group the row is in, or stands over several groups.
    only_group: bool,
}

/// What is known of labels with the targets of one form, by their numbers.
pub struct Cache<'c, 'v> {
    compared: &'c mut Compared<'v>,
    known: Vec<Option<Seen>>,
}

impl<'c, 'v> Cache<'c, 'v> {
    /// None yet.
    pub fn new(compared: &'c mut Compared<'v>) -> Self {
        Self { compared, known: Vec::new() }
    }

    fn of(&mut self, label: &Core, targets: &[Target]) -> Option<Seen> {
        let number = self.compared.number(label);
        if let Some(Some(known)) = self.known.get(number) {
            return Some(known.clone());
        }
        let agreements = Rc::clone(self.compared.labels.get(number)?);
        // The targets of a group stand together.
        let groups = targets.chunk_by(|a, b| a.group == b.group).filter_map(|own| own.first()?.group);
        let of_group = groups.map(|group| agreements.with(group)).fold(0.0, f64::max);
        let is_less = |target: &Target| target.row.is_none() || agreements.with(target.number) < of_group;
        let only_group = (of_group >= SAME_GROUP && targets.iter().all(is_less)) || agreements.heading;
        let seen = Seen { agreements, only_group };
        self.known.resize_with(self.known.len().max(number + 1), || None);
        if let Some(place) = self.known.get_mut(number) {
            *place = Some(seen.clone());
        }
        Some(seen)
    }
}

/// An observed row prepared for scoring against every target.
struct RowView {
    /// Of the labels that begin in the row.
    labels: Vec<Seen>,
    /// Of the labels that reach into it from above.
    inherited: Vec<Seen>,
    /// Of all labels of the row put together.
    joined: Option<Seen>,
    /// Whether none of its labels says more than its group.
    only_group: bool,
    /// Whether it has as many numbers as the table has columns, or is a run of them.
    full: bool,
    /// Whether it names the applicants, 自然人 | 法人或其他组织 | 总计: the last is a column there, though a row has its name.
    head: bool,
}

impl RowView {
    fn new(row: &ObservedRow, targets: &[Target], columns: usize, cache: &mut Cache) -> Self {
        let mut known = |core: &Core| cache.of(core, targets);
        let labels: Vec<Seen> = row.labels.iter().filter_map(|label| known(&label.core)).collect();
        let inherited = row.inherited.iter().filter_map(|label| known(&label.core)).collect();
        let joined = row.joined().and_then(|joined| known(&joined)).or_else(|| labels.first().cloned());
        let natural = |label: &Label| label.core.chars.iter().copied().eq("自然人".chars());
        let numbers = row.numbers();
        Self {
            inherited,
            joined,
            only_group: labels.iter().all(|label| label.only_group),
            labels,
            full: row.cells().is_empty() || numbers + 1 >= columns,
            head: numbers == 0 && row.labels.iter().any(natural),
        }
    }

    fn score(&self, target: &Target) -> Option<(f64, By)> {
        if self.head {
            return None;
        }
        let at = |label: &Seen| label.agreements.with(target.number);
        let own_labels = || self.labels.iter().filter(|label| !label.only_group);
        let own = own_labels().chain(&self.joined).map(at).fold(0.0, f64::max);
        let group = self.group_evidence(target);
        if target.row.is_none() {
            // A subtotal says so, or is the group's label alone over rows with labels of their own.
            let own = self.labels.iter().map(at).fold(own, f64::max);
            let said = group > 0.0 && own_labels().all(|label| label.agreements.subtotal);
            return (own >= SAME_GROUP && (said || self.only_group)).then_some((0.45, By::Label(own)));
        }
        if own >= SAME {
            return Some((own + group, By::Label(own)));
        }
        if self.only_group && self.full {
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
        let Some(group) = target.group else { return 0.0 };
        let mut labels = self.labels.iter().chain(&self.inherited);
        let named = labels.any(|label| label.agreements.with(group) >= SAME_GROUP);
        if named { 0.15 } else { 0.0 }
    }
}

/// 小计 or 合计 alone; 总计 is a row of the form.
pub fn is_subtotal_word(core: &Core) -> bool {
    matches!(core.chars.as_slice(), ['小' | '合', '计'])
}

/// 三、本年度办理结果 stands over several groups and says nothing about the row.
fn is_heading(core: &Core) -> bool {
    /// How many characters in ten may be others.
    const OTHERS: usize = 2;
    let allowed = core.chars.len() * OTHERS / 10;
    core.chars.len() >= 3
        && form::tables(TableId::Table3).iter().any(|table| {
            let others = core.chars.iter().filter(|c| !table.over_rows.chars().any(|own| own == **c));
            others.take(allowed + 1).count() <= allowed
        })
}

#[cfg(test)]
mod tests {
    use super::is_heading;
    use crate::extract::tables::label::core;

    #[test]
    fn what_stands_over_several_groups_is_known_with_one_character_wrong() {
        for heading in ["三、本年度办理结果", "三、本年度办埋结果", "本年度办理结果"]
        {
            assert!(is_heading(&core(heading)), "{heading}");
        }
        for label in ["（一）予以公开", "本年新收政府信息公开申请数量", "结果", "（四）无法提供"]
        {
            assert!(!is_heading(&core(label)), "{label}");
        }
    }
}
