//! Reports of several years in one document, each whole under its own title (a sheet for each year): one of them is read,
//! and nothing of the others, so that no table comes from another year than the text.

use super::hints::Hints;
use super::sections::headings;
use super::title::{Title, dated_titles, ends_with};
use crate::document::{Content, Document, ReadNote};
use crate::text::flow::Flow;

/// The document without the reports of other years, where it holds whole ones of several: what is left keeps its place.
/// The year of the file's own title is read, else the latest.
#[must_use]
pub fn one_year(document: &Document, flow: &Flow) -> Option<(Document, ReadNote)> {
    const MOST: usize = 30;
    let mut titles: Vec<Title> = dated_titles(flow).collect();
    titles.dedup_by_key(|title| title.year);
    if !(2..=MOST).contains(&titles.len()) {
        return None;
    }
    // Links to other years' reports and captions of tables to compare with are worded as titles.
    let mut end = flow.len();
    titles.reverse();
    titles.retain(|title| {
        let own = title.range.start..std::mem::replace(&mut end, title.range.start);
        flow.find(own.clone(), "结果维持").is_some() && headings(flow, &own).len() >= 3
    });
    titles.reverse();
    titles.dedup_by_key(|title| title.year);
    let hinted = Hints::of(document).year;
    let read = titles.iter().max_by_key(|title| (title.year == hinted, title.year))?;
    let same = |title: &Title| {
        ends_with(flow, &title.organ, &read.organ) || ends_with(flow, &read.organ, &title.organ)
    };
    if titles.len() < 2 || !titles.iter().all(same) {
        return None;
    }
    let place = |title: &Title| {
        let piece = flow.pieces.get(flow.piece_at(title.range.start))?;
        Some((piece.block, piece.cell.map_or(0, |cell| cell.0)))
    };
    // What stands above the first is of the page.
    let from = titles.first().filter(|first| *first != read).and(place(read));
    let until = titles.iter().find(|title| title.range.start > read.range.start).and_then(place);
    let is_own = |at| from.is_none_or(|from| from <= at) && until.is_none_or(|until| at < until);
    let mut document = document.clone();
    for (block, content) in (0..).zip(&mut document.blocks) {
        match &mut content.content {
            Content::Table(table) => table.cells.retain(|cell| is_own((block, cell.row))),
            Content::Heading { text, .. } | Content::Paragraph { text } => {
                if !is_own((block, 0)) {
                    text.clear();
                }
            }
        }
    }
    let year = read.year.unwrap_or_default();
    let note = ReadNote {
        code: "other-years".to_owned(),
        zh: format!("文件里还有别的年度的报告，读取和检查的只是{year}年的。"),
        en: format!("The document also holds reports of other years; only that of {year} was read."),
    };
    Some((document, note))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Table};

    const TITLES: [&str; 2] =
        ["青禾县水务局2023年政府信息公开工作年度报告", "青禾县水务局2024年政府信息公开工作年度报告"];

    fn whole(title: &str) -> Vec<String> {
        let heads =
            ["一、总体情况", "四、政府信息公开行政复议、行政诉讼情况", "结果维持", "六、其他需要报告的事项"];
        std::iter::once(title).chain(heads).map(str::to_owned).collect()
    }

    fn lines(titles: &[&str]) -> Vec<String> {
        titles.iter().flat_map(|title| whole(title)).collect()
    }

    /// The lines that are left; none where the document is left as it is.
    fn left(document: &Document) -> Option<Vec<String>> {
        let (document, _) = one_year(document, &Flow::of(document))?;
        let texts = document.blocks.iter().flat_map(|block| match &block.content {
            Content::Table(table) => table.cells.iter().map(|cell| cell.text.clone()).collect(),
            Content::Heading { text, .. } | Content::Paragraph { text } => vec![text.clone()],
        });
        Some(texts.filter(|text| !text.is_empty()).collect())
    }

    fn document(lines: &[String]) -> Document {
        Document { blocks: lines.iter().map(Block::paragraph).collect(), ..Document::default() }
    }

    #[test]
    fn of_whole_reports_the_latest_is_left_or_that_of_the_files_title() {
        let [before, own] = TITLES;
        for titles in [[before, own], [own, before]] {
            let lines = lines(&titles);
            assert_eq!(left(&document(&lines)), Some(whole(own)), "{titles:?}");
            let rows = Table::from_rows(lines.iter().map(|line| [line]));
            let one_table = Document { blocks: vec![Block::table(rows)], ..Document::default() };
            assert_eq!(left(&one_table), Some(whole(own)), "{titles:?} in one table");
            let named = Document { title: Some(before.to_owned()), ..document(&lines) };
            assert_eq!(left(&named), Some(whole(before)), "{titles:?} in a file of the first year");
        }
    }

    #[test]
    fn titles_without_a_report_and_reports_of_other_organs_change_nothing() {
        let [before, own] = TITLES;
        let links = [vec![before.to_owned()], whole(own), vec![before.to_owned()]].concat();
        for lines in
            [lines(&[own]), lines(&[own, own]), links, lines(&["青禾县粮食局2023年政府信息公开年报", own])]
        {
            assert_eq!(left(&document(&lines)), None, "{lines:?}");
        }
    }
}
