//! Sorting, in the page's module for all types by one compiled sort.
//!
//! The standard library's sorts are made anew for each type and each comparison that is used: in the page's module
//! they were a ninth of all code. There only a list of indices is sorted; the elements follow it. For the same reason sets
//! and maps are filled by `extend`, which puts in one after the other: `collect` sorts first. Natively, where size is no
//! matter, lists are sorted by comparison in their place.

use std::cmp::Ordering;

/// Sorts that keep the order of equal elements.
pub(crate) trait Order<T> {
    /// From the least to the greatest.
    fn order(&mut self)
    where
        T: Ord;
    /// By a comparison.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);
    /// By a key, which is asked for once for each element.
    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> Order<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        // Most lists come in order, or have one element.
        if self.is_sorted_by(|a, b| compare(a, b) != Ordering::Greater) {
            return;
        }
        if !cfg!(target_family = "wasm") {
            self.sort_by(compare);
            return;
        }
        let items = &*self;
        let sorted = indices(items.len(), &mut |a, b| match (items.get(a), items.get(b)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        });
        rearrange(self, sorted);
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(&mut key).collect();
        if keys.is_sorted() {
            return;
        }
        let sorted = indices(keys.len(), &mut |a, b| keys.get(a).cmp(&keys.get(b)));
        rearrange(self, sorted);
    }
}

/// The indices of a list in the order that a comparison gives them.
fn indices(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..length).collect();
    indices.sort_by(|&a, &b| compare(a, b));
    indices
}

/// Puts at each place the element that `origin` names for it.
fn rearrange<T>(items: &mut [T], mut origin: Vec<usize>) {
    for start in 0..origin.len() {
        // One cycle of exchanges; a place that is done names itself.
        let mut to = start;
        while let Some(from) = origin.get(to).copied().filter(|from| *from != start) {
            if from == to {
                break;
            }
            items.swap(to, from);
            if let Some(done) = origin.get_mut(to) {
                *done = to;
            }
            to = from;
        }
        if let Some(done) = origin.get_mut(to) {
            *done = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(list in prop::collection::vec((0_u8..20, any::<u16>()), 0..80)) {
            let mut expected = list.clone();
            expected.sort();
            let mut found = list.clone();
            found.order();
            prop_assert_eq!(found, expected);

            let mut expected = list.clone();
            expected.sort_by_key(|each| each.0);
            let mut found = list.clone();
            found.order_by_key(|each| each.0);
            prop_assert_eq!(&found, &expected);

            let mut found = list;
            found.order_by(|a, b| a.0.cmp(&b.0));
            prop_assert_eq!(&found, &expected);
        }
    }
}
