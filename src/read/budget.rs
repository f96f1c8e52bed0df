//! How much all that stands in one input may still cost, however it is packed: in archives, mails and documents within
//! one another.

use std::cell::Cell;

use super::meter::{LIMITS, Limit, Meter};

/// Beside what one document may cost, for each byte of the archive or mail. Office documents unpack to 10 to 15 times
/// their size, and of everything else they have less than they have bytes.
pub(super) const PER_BYTE: usize = 20;

/// What is left of each limit, in the order of the limits.
pub(crate) struct Budget([Cell<usize>; LIMITS.len()]);

impl Budget {
    /// That of an input of so many bytes: what one document may cost, and a multiple of its size.
    pub(super) fn of(bytes: usize) -> Self {
        Self(LIMITS.map(|row| Cell::new(row.most.saturating_add(bytes.saturating_mul(PER_BYTE)))))
    }

    fn of_limit(&self, limit: Limit) -> Option<&Cell<usize>> {
        // The rows stand in the order of the limits, which a test holds.
        self.0.get(limit as usize)
    }

    /// The bytes that may still be unpacked.
    pub(super) fn left(&self) -> usize {
        self.of_limit(Limit::Unpacked).map_or(0, Cell::get)
    }

    /// Pays for bytes that were unpacked.
    pub(super) fn take(&self, bytes: usize) {
        self.pay(Limit::Unpacked, bytes);
    }

    fn pay(&self, limit: Limit, amount: usize) {
        if let Some(left) = self.of_limit(limit) {
            left.set(left.get().saturating_sub(amount));
        }
    }

    /// Reads a document with a meter that has no more than what is left; what it costs is paid for.
    pub(super) fn metered<T>(&self, read: impl FnOnce(&Meter) -> T) -> T {
        let meter = Meter::default();
        for (row, left) in LIMITS.iter().zip(&self.0) {
            meter.pay(row.limit, row.most.saturating_sub(left.get()));
        }
        let before = LIMITS.map(|row| meter.left(row.limit));
        let result = read(&meter);
        for (row, before) in LIMITS.iter().zip(before) {
            self.pay(row.limit, before.saturating_sub(meter.left(row.limit)));
        }
        result
    }

    /// One of which so much of a limit is left.
    #[cfg(test)]
    pub(super) fn with(limit: Limit, left: usize) -> Self {
        let budget = Self::of(0);
        budget.pay(limit, budget.of_limit(limit).unwrap().get().saturating_sub(left));
        budget
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::read::zip::tests::archive;
    use crate::read::{archive_of_files, read_one_at};

    #[test]
    fn one_document_may_cost_what_the_limits_say() {
        for bytes in [0, 1, 1_000_000] {
            Budget::of(bytes).metered(|meter| {
                assert!(LIMITS.iter().all(|row| meter.left(row.limit) == row.most));
                assert_eq!(meter.note(), None);
            });
        }
    }

    #[test]
    fn what_documents_cost_is_taken_from_those_that_follow() {
        let budget = Budget::of(10);
        let cost = |limit, amount| budget.metered(|meter| meter.pay(limit, amount));
        assert!(cost(Limit::Repeats, 100_000) && cost(Limit::Repeats, 200));
        assert!(!cost(Limit::Repeats, 1));
        assert!(cost(Limit::Steps, 5_000_000) && !cost(Limit::Steps, 5_000_000));
        // Nothing of another limit was taken.
        assert!(cost(Limit::Nodes, 1_500_000));
    }

    /// A table of so many cells in a few hundred bytes.
    fn sheet(cells: u32) -> Vec<u8> {
        let names = "urn:oasis:names:tc:opendocument:xmlns";
        let content = format!(
            "<office:document-content xmlns:office='{names}:office:1.0' xmlns:table='{names}:table:1.0' xmlns:text='{names}:text:1.0'>\
             <office:body><office:text><table:table><table:table-row><table:table-cell table:number-columns-repeated='{cells}'>\
             <text:p>甲</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>"
        );
        archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_bytes()),
        ])
    }

    #[test]
    fn files_of_an_archive_together_hold_what_one_document_may() {
        let file = sheet(300);
        let names: Vec<String> = (0..20).map(|number| format!("{number}.odt")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &file[..])).collect();
        let bytes = archive(&files);
        let opened = archive_of_files(&bytes).unwrap().unwrap();
        let (mut cells, mut cut) = (0, 0);
        crate::read::archive::read_each(&opened, 0, &Budget::with(Limit::Cells, 2_000), &mut |_, read| {
            let document = read.unwrap().document;
            let tables = document.blocks.iter().filter_map(Block::as_table);
            cells += tables.map(|table| table.cells.len()).sum::<usize>();
            cut += usize::from(document.notes.iter().any(|note| note.code == "truncated"));
        });
        assert!((1_000..=2_000).contains(&cells) && cut >= 13, "{cells} {cut}");
        let one = read_one_at(&file, &crate::read::Hint::default(), 0, &Budget::of(file.len()));
        assert!(one.unwrap().document.notes.is_empty());
    }
}
