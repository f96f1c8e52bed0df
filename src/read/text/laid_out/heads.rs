//! Which columns the words of a laid out table's heads stand over.

use std::ops::Range;

use super::{Line, MOST_LINES, Word, is_number};

/// The longest word of a head over values, in characters.
const LONGEST_HEAD: usize = 12;

/// The lines of heads above a first row.
pub(super) fn heads_above(lines: &[Line], first: usize, left: usize, floor: usize) -> Range<usize> {
    let mut start = first;
    for at in (floor.max(first.saturating_sub(MOST_LINES))..first).rev() {
        let Some(line) = lines.get(at) else { break };
        // A rule parts heads from rows, and from what stands above them.
        if line.rule && start == first {
            continue;
        }
        let long = |word: &&Word| word.to > left && word.text.chars().count() > LONGEST_HEAD;
        let beside = line.words.iter().any(|word| word.to > left);
        if line.words.is_empty()
            || line.is_prose()
            || line.is_row()
            || line.has_labelled_value()
            || line.words.iter().any(|word| long(&word))
        {
            break;
        }
        if beside {
            start = at;
        }
    }
    start..first
}

/// A head.
pub(super) struct Head {
    /// The first line in which it stands.
    pub(super) line: u32,
    /// The first of the columns of values that it stands over; none left of them.
    pub(super) column: Option<u32>,
    /// How many columns it stands over.
    pub(super) span: u32,
    pub(super) text: String,
}

/// The words of heads over their columns; those of one column that go on from line to line joined.
pub(super) fn heads_of(lines: &[Line], columns: &[Word], labelled: bool) -> Vec<Head> {
    let number = |place: usize| u32::try_from(place).unwrap_or(0);
    let left = columns.first().map_or(0, |first| first.from);
    let nearest = |word: &Word| {
        let apart = |column: &Word| column.middle().abs_diff(word.middle());
        let near = (0..columns.len()).min_by_key(|place| columns.get(*place).map_or(usize::MAX, apart));
        // What stands right of all values is the head of a column of the organ's own.
        let right = columns.last().is_some_and(|last| word.from > last.to + 2);
        if right { columns.len() } else { near.unwrap_or(0) }
    };
    let covered = |word: &Word| {
        let within = |column: &Word| (2 * word.from..2 * word.to).contains(&(column.middle() - 1));
        let first = columns.iter().position(within);
        first.zip(columns.iter().rposition(within)).filter(|(first, last)| last > first)
    };
    // For each line, which columns its words stand over.
    let places: Vec<Vec<(usize, usize, bool)>> = lines
        .iter()
        .map(|line| {
            let place = |word: &Word| match covered(word) {
                Some((first, last)) => (first, last, false),
                None => (
                    nearest(word),
                    nearest(word),
                    labelled && word.to <= left && word.middle() + 3 < 2 * left,
                ),
            };
            line.words.iter().map(place).collect()
        })
        .collect();
    let headed = |line: usize, column: usize| {
        places
            .get(line)
            .is_some_and(|of| of.iter().any(|place| !place.2 && (place.0..=place.1).contains(&column)))
    };
    let mut heads: Vec<Head> = Vec::new();
    // For each column the head that may go on below, with its last line and how much of it stands there.
    let mut open: Vec<Option<(usize, usize, usize)>> = vec![None; columns.len() + 1];
    for (at, line) in lines.iter().enumerate() {
        let mut label: Option<usize> = None;
        for (word, &(first, last, beside)) in
            line.words.iter().zip(places.get(at).map_or(&[][..], Vec::as_slice))
        {
            if beside {
                match label.and_then(|label| heads.get_mut(label)) {
                    Some(head) => head.text.push_str(word.text),
                    None => {
                        label = Some(heads.len());
                        heads.push(Head {
                            line: number(at),
                            column: None,
                            span: 1,
                            text: word.text.to_owned(),
                        });
                    }
                }
                continue;
            }
            // Over several columns, of which the others have heads only in the next line: a head of its own.
            let over_several = |line: usize| {
                [first.checked_sub(1), Some(first + 1)]
                    .into_iter()
                    .flatten()
                    .any(|next| next < columns.len() && !headed(line, next) && headed(line + 1, next))
            };
            let above = open.get(first).copied().flatten().filter(|(head, line, length)| {
                // A number is no part of a head, and no head goes on below one.
                let number =
                    is_number(word.text) || heads.get(*head).is_some_and(|head| is_number(&head.text));
                // A head of three characters in a line stands over no others.
                let own = *length <= 4 && *line + 1 == at && !over_several(*line);
                !number && first == last && (own || *length <= 3 && *line + 2 >= at)
            });
            let index = match above.and_then(|(head, ..)| Some((head, heads.get_mut(head)?))) {
                Some((index, head)) => {
                    head.text.push_str(word.text);
                    index
                }
                None => {
                    let span = number(last - first) + 1;
                    heads.push(Head {
                        line: number(at),
                        column: Some(number(first)),
                        span,
                        text: word.text.to_owned(),
                    });
                    heads.len() - 1
                }
            };
            if let Some(open) = open.get_mut(first) {
                *open = (first == last).then_some((index, at, word.text.chars().count()));
            }
        }
    }
    heads
}
