//! Reports of several years or organs in one document, each whole under its own title (a sheet for each): one of them is
//! read, and nothing of the others, so that no table comes from another report than the text. So it is with tables of
//! another year that stand in a report.

use std::ops::Range;

use super::hints::Hints;
use super::sections::headings;
use super::tables::{is_of_other_year, tables_passed_over};
use super::title::{Title, dated_titles, ends_with};
use crate::document::{Content, Document, ReadNote};
use crate::report::Report;
use crate::text::flow::{Flow, Piece};

/// The document without the reports of other years and organs, where it holds whole ones of several: what is left keeps its
/// place. The year of the file's own title is read, else the latest, and of several organs the first.
#[must_use]
pub fn one_year(document: &Document, flow: &Flow) -> Option<(Document, ReadNote)> {
    const MOST: usize = 30;
    let same_organ =
        |a: &Title, b: &Title| ends_with(flow, &a.organ, &b.organ) || ends_with(flow, &b.organ, &a.organ);
    let repeats = |next: &mut Title, title: &mut Title| next.year == title.year && same_organ(next, title);
    let mut titles: Vec<Title> = dated_titles(flow).collect();
    titles.dedup_by(repeats);
    if !(2..=MOST).contains(&titles.len()) {
        return None;
    }
    // Links to other years' reports and captions of tables to compare with are worded as titles.
    let mut end = flow.len();
    titles.reverse();
    titles.retain(|title| {
        let own = title.range.start..std::mem::replace(&mut end, title.range.start);
        flow.find(own.clone(), "结果维持").is_some() && headings(flow, &own).0.len() >= 3
    });
    titles.reverse();
    titles.dedup_by(repeats);
    let hinted = Hints::of(document).year;
    // Of equals the first.
    let read = titles.iter().rev().max_by_key(|title| (title.year == hinted, title.year))?;
    let of_others: Vec<&Title> = titles.iter().filter(|title| !same_organ(title, read)).collect();
    // A report of another organ and another year beside it may be quoted for comparison.
    if titles.len() < 2 || of_others.iter().any(|title| title.year != read.year) {
        return None;
    }
    let place = |title: &Title| flow.pieces.get(flow.piece_at(title.range.start)).map(row_of);
    // What stands above the first is of the page.
    let from = titles.first().filter(|first| *first != read).and(place(read));
    let until = titles.iter().find(|title| title.range.start > read.range.start).and_then(place);
    let is_own = |at| from.is_none_or(|from| from <= at) && until.is_none_or(|until| at < until);
    let year = read.year.unwrap_or_default();
    let note = match of_others.len() {
        0 => ReadNote {
            code: "other-years".to_owned(),
            zh: format!("文件里还有别的年度的报告，读取和检查的只是{year}年的。"),
            en: format!("The document also holds reports of other years; only that of {year} was read."),
        },
        others => {
            let organ = flow.written(document, read.organ.clone());
            ReadNote {
                code: "other-organs".to_owned(),
                zh: format!(
                    "文件里还有别的机关的 {others} 份报告，读取和检查的只是{organ}的；其余的请各存成一个文件再检查。"
                ),
                en: format!(
                    "The document also holds {others} reports of other organs; only that of {organ} was read. Save the others as files of their own to check them."
                ),
            }
        }
    };
    Some((only(document, is_own), note))
}

/// The document without what is not its own, told by block and row; what is left keeps its place.
fn only(document: &Document, is_own: impl Fn((u32, u32)) -> bool) -> Document {
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
    document
}

/// The document without the tables that stand under a caption of another year, a table 3 among them, where there is
/// another table 3: nothing of them is read, as tables or as sentences.
pub fn own_tables(document: &Document, report: &Report) -> Option<(Document, ReadNote)> {
    const FIRST: &str = "本年新收政府信息公开申请数量";
    const LAST: &str = "结转下年度继续办理";
    const LEAST_DIGITS: usize = 100;
    const LONGEST: usize = 60;
    let (flow, year) = (&report.text, report.year?);
    let digits = |range: Range<usize>| flow.slice(range).iter().filter(|c| c.is_ascii_digit()).count();
    let starts: Vec<usize> = flow.find_all(0..flow.len(), FIRST).collect();
    let ends = starts.iter().skip(1).copied().chain([flow.len()]);
    let filled =
        |start, end| flow.find(start..end, LAST).is_some_and(|last| digits(start..last) >= LEAST_DIGITS);
    let tables = starts.iter().zip(ends).filter(|(start, end)| filled(**start, *end));
    let tables: Vec<usize> = tables.map(|(start, _)| *start).collect();
    if tables.len() < 2 {
        return None;
    }
    let (headings, _) = headings(flow, &(0..flow.len()));
    let pieces: Vec<&Piece> = flow.pieces.iter().filter(|piece| !piece.range.is_empty()).collect();
    let rows = pieces.chunk_by(|a, b| a.cell.is_some() && row_of(a) == row_of(b));
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    for row in rows {
        let Some(last) = row.last() else { continue };
        if let [line] = row {
            let text = flow.text(line.range.clone());
            let names_this = text.contains(&year.to_string());
            let is_caption = !names_this && !text.contains(['转', '。']) && line.range.len() <= LONGEST;
            if is_caption && is_of_other_year(&text, Some(year)) {
                if !std::mem::replace(&mut is_open, true) {
                    parts.push(line.range.clone());
                }
            } else if names_this
                || text.contains('。')
                || headings.iter().any(|heading| heading.range.start == line.range.start)
            {
                is_open = false;
            }
        }
        let of_table =
            last.cell.is_some() || flow.slice(last.range.clone()).last().is_some_and(char::is_ascii_digit);
        if let Some(part) = parts.last_mut().filter(|_| is_open && of_table) {
            part.end = last.range.end;
        }
    }
    parts.retain(|part| tables.iter().any(|table| part.contains(table)));
    let own = tables.iter().any(|table| !parts.iter().any(|part| part.contains(table)));
    let captions = parts.iter().filter_map(|part| flow.touched(part).next());
    let captions: Vec<String> = captions.map(|line| flow.written(document, line.range.clone())).collect();
    let rows = |part: &Range<usize>| {
        let mut touched = flow.touched(part).map(row_of);
        let first = touched.next()?;
        Some(first..=touched.last().unwrap_or(first))
    };
    let rows: Vec<_> = parts.iter().filter_map(rows).collect();
    let is_own = |at| !rows.iter().any(|rows| rows.contains(&at));
    (own && !rows.is_empty()).then(|| (only(document, is_own), tables_passed_over(&captions)))
}

/// Block and row in which a piece stands.
fn row_of(piece: &Piece) -> (u32, u32) {
    (piece.block, piece.cell.map_or(0, |cell| cell.0))
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
    fn of_whole_reports_of_several_organs_the_first_is_left() {
        let [_, own] = TITLES;
        let others =
            ["青禾县粮食局2024年政府信息公开工作年度报告", "白石县水务局2024年政府信息公开工作年度报告"];
        let all = document(&lines(&[own, others[0], others[1]]));
        assert_eq!(left(&all), Some(whole(own)));
        let note = one_year(&all, &Flow::of(&all)).unwrap().1;
        assert!(note.zh.contains("2 份报告") && note.zh.contains("青禾县水务局"), "{}", note.zh);
    }

    #[test]
    fn titles_without_a_report_and_reports_of_another_organ_and_year_change_nothing() {
        let [before, own] = TITLES;
        let links = [vec![before.to_owned()], whole(own), vec![before.to_owned()]].concat();
        let other_year = lines(&["青禾县粮食局2023年政府信息公开年报", own]);
        for lines in [lines(&[own]), lines(&[own, own]), links, other_year] {
            assert_eq!(left(&document(&lines)), None, "{lines:?}");
        }
    }

    fn table3(first: u32) -> [String; 3] {
        let row = |label: &str| format!("{label} {first} {}", "1 ".repeat(50));
        ["一、本年新收政府信息公开申请数量", "（一）予以公开", "四、结转下年度继续办理"].map(row)
    }

    #[test]
    fn tables_under_a_caption_of_another_year_are_left_out_where_there_are_others() {
        let lines = |captions: [&str; 2]| {
            let own = [[captions[0].to_owned()].as_slice(), &table3(4)].concat();
            let other = [[captions[1].to_owned()].as_slice(), &table3(5)].concat();
            (own.clone(), [own, other, vec!["2025年1月20日".to_owned()]].concat())
        };
        let left = |lines: &[String]| {
            let document = document(lines);
            let report = Report { year: Some(2024), text: Flow::of(&document), ..Report::default() };
            let (document, note) = own_tables(&document, &report)?;
            let texts = document.blocks.iter().filter_map(|block| block.text());
            Some((texts.filter(|text| !text.is_empty()).map(str::to_owned).collect::<Vec<_>>(), note.zh))
        };
        for caption in ["2023年收到和处理政府信息公开申请情况", "附：上年申请情况", "（2023年）"]
        {
            let (own, all) = lines(["三、收到和处理政府信息公开申请情况", caption]);
            let (texts, note) = left(&all).unwrap();
            assert_eq!(texts, [own, vec!["2025年1月20日".to_owned()]].concat(), "{caption}");
            assert!(note.contains(caption), "{note}");
        }
        for captions in [
            ["三、收到和处理政府信息公开申请情况", "其中：民政所"],
            ["2023年申请情况", "2022年申请情况"],
            ["三、收到和处理政府信息公开申请情况", "2024年与2023年申请情况"],
            ["三、收到和处理政府信息公开申请情况", "与上年相比，申请增加2件。"],
        ] {
            assert_eq!(left(&lines(captions).1), None, "{captions:?}");
        }
        let (own, _) = lines(["2023年申请情况", ""]);
        assert_eq!(left(&own), None);
    }
}
