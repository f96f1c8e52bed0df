//! The widths of a font's characters.

use crate::order::Order;

/// Widths by code or identifier: of single ones, and of ranges, each of which is kept as one.
#[derive(Debug, Clone, Default)]
pub(super) struct Widths {
    single: Vec<(u32, f64)>,
    ranges: Vec<(u32, u32, f64)>,
}

impl Widths {
    /// The width of one.
    pub(super) fn add(&mut self, code: u32, width: f64) {
        self.single.push((code, width));
    }

    /// The width of all from one to another.
    pub(super) fn add_range(&mut self, first: u32, last: u32, width: f64) {
        self.ranges.push((first, last, width));
    }

    /// Puts them in order, once all have been added.
    pub(super) fn settle(&mut self) {
        self.single.order_by_key(|(code, _)| *code);
        self.ranges.order_by_key(|(first, ..)| *first);
    }

    /// How many were added.
    pub(super) fn len(&self) -> usize {
        self.single.len() + self.ranges.len()
    }

    /// The greatest width.
    pub(super) fn widest(&self) -> f64 {
        self.single.iter().fold(0.0, |widest, (_, width)| widest.max(*width))
    }

    /// The width of a code or identifier: its own, or that of the nearest range that begins before it.
    pub(super) fn get(&self, code: u32) -> Option<f64> {
        let after = self.single.partition_point(|(known, _)| *known <= code);
        let own = after.checked_sub(1).and_then(|at| self.single.get(at)).filter(|(known, _)| *known == code);
        if let Some((_, width)) = own {
            return Some(*width);
        }
        let after = self.ranges.partition_point(|(first, ..)| *first <= code);
        let range = after.checked_sub(1).and_then(|at| self.ranges.get(at));
        range.filter(|(_, last, _)| code <= *last).map(|(.., width)| *width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_single_ones_and_of_ranges() {
        let mut widths = Widths::default();
        for (first, last, width) in [(100, 200, 500.0), (1, 3, 250.0), (1, 3, 260.0)] {
            widths.add_range(first, last, width);
        }
        for (code, width) in [(150, 1000.0), (7, 300.0), (7, 310.0)] {
            widths.add(code, width);
        }
        widths.settle();
        let found = [0, 1, 3, 4, 7, 100, 150, 151, 200, 201].map(|code| widths.get(code));
        let expected = [
            None,
            Some(260.0),
            Some(260.0),
            None,
            Some(310.0),
            Some(500.0),
            Some(1000.0),
            Some(500.0),
            Some(500.0),
            None,
        ];
        assert_eq!(found, expected);
        assert_eq!((widths.len(), widths.widest()), (6, 1000.0));
    }
}
