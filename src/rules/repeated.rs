//! The text of one year's report beside that of another year: which sentences were written again, and which only say
//! what every report has to say.

use std::collections::{HashMap, HashSet};

use crate::document::{Document, Place};
use crate::order::Order;
use crate::report::Report;
use crate::text::fold::folded;

/// Shorter texts are little more than what the format asks for.
const SHORTEST: usize = 200;
/// Letters of a sentence below which it tells nothing.
const SHORTEST_SENTENCE: usize = 6;

/// A sentence of a report's sections.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sentence {
    /// As written.
    text: String,
    /// Its letters, folded and without digits and marks: by them sentences are the same.
    letters: String,
    role: Role,
}

/// Sentences that are set side by side.
const MOST: usize = 4000;
/// Sentences among which the former state of one is looked for, and letters by which it is known.
const NEAR: usize = 40;
const LONGEST: usize = 400;
/// Cells that stand in a run of text that is a table of the form whose lines were lost.
const TABLE: usize = 3;

/// What a sentence is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The heading of a section.
    Heading,
    /// What the format asks every report to say, its tables included where they have become text: no copying.
    AskedFor,
    /// Too short to tell anything.
    Short,
    /// What the organ wrote.
    Own,
}

/// A row of two texts side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What the report of the other year says.
    pub then: Option<String>,
    /// What this one says.
    pub now: Option<String>,
    /// Whether both say the same, numbers aside; where only one side is there, whether the other says it elsewhere.
    pub same: bool,
    /// What it is there for.
    pub role: Role,
}

/// Two texts side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// Letters of the present text, numbers and what the format asks for aside.
    pub all: usize,
    /// Those of them in sentences that the other text holds.
    pub same: usize,
    /// Both texts, row by row.
    pub passages: Vec<Passage>,
}

/// How many letters of a text, numbers and what the format asks for aside, stand in sentences of another, and how many
/// there are; `None` where the text is too short to tell.
#[must_use]
pub fn same_share(now: (&Report, &Document), then: (&Report, &Document)) -> Option<(usize, usize)> {
    let (same, all) = counted(&sentences(now.0, now.1), &sentences(then.0, then.1));
    (all >= SHORTEST).then_some((same, all))
}

fn counted(now: &[Sentence], then: &[Sentence]) -> (usize, usize) {
    let held: HashSet<&str> = then.iter().map(|sentence| sentence.letters.as_str()).collect();
    let (mut same, mut all) = (0, 0);
    for sentence in now.iter().filter(|sentence| sentence.role == Role::Own) {
        let length = sentence.letters.chars().count();
        all += length;
        same += if held.contains(sentence.letters.as_str()) { length } else { 0 };
    }
    (same, all)
}

/// Two texts side by side: this one's sentences in their order, those of the other beside them where they are the same
/// and in between where they are not. Of endless texts, as much as anybody reads.
#[must_use]
pub fn repeated(now: (&Report, &Document), then: (&Report, &Document)) -> Repeated {
    let (mut now, mut then) = (sentences(now.0, now.1), sentences(then.0, then.1));
    let (same, all) = counted(&now, &then);
    now.truncate(MOST);
    then.truncate(MOST);
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, sentence) in then.iter().enumerate() {
        places.entry(&sentence.letters).or_default().push(at);
    }
    // The same sentence for the second time is the other one's second; of these pairs, as many as keep their order.
    let mut times: HashMap<&str, usize> = HashMap::new();
    let pairs: Vec<(usize, usize)> = now
        .iter()
        .enumerate()
        .filter_map(|(at, sentence)| {
            let time = times.entry(&sentence.letters).or_default();
            let there = places.get(sentence.letters.as_str())?.get(*time)?;
            *time += 1;
            Some((at, *there))
        })
        .collect();
    let own: HashSet<&str> = now.iter().map(|each| each.letters.as_str()).collect();
    let mut passages = Vec::new();
    let (mut at, mut there) = (0, 0);
    let ends = std::iter::once((now.len(), then.len()));
    for (next, other) in in_order(&pairs).into_iter().chain(ends) {
        // In between, a sentence stands beside the one that it was changed from; what is the same elsewhere stands alone.
        let alone =
            |each: &Sentence, elsewhere: bool| (each.role == Role::Own && !elsewhere).then(|| pairs_of(each));
        let lefts: Vec<_> =
            then[there..other].iter().map(|each| alone(each, own.contains(each.letters.as_str()))).collect();
        let mut from = 0;
        for right in &now[at..next] {
            let elsewhere = places.contains_key(right.letters.as_str());
            let found = alone(right, elsewhere).and_then(|letters| {
                let near = (from..lefts.len()).take(NEAR);
                near.into_iter()
                    .find(|&left| lefts[left].as_ref().is_some_and(|each| is_alike(each, &letters)))
            });
            if let Some(left) = found {
                passages.extend(
                    then[there + from..there + left]
                        .iter()
                        .map(|each| passage(Some(each), None, own.contains(each.letters.as_str()))),
                );
                passages.push(passage(Some(&then[there + left]), Some(right), false));
                from = left + 1;
            } else {
                passages.push(passage(None, Some(right), elsewhere));
            }
        }
        let rest = then[there + from..other].iter();
        passages.extend(rest.map(|each| passage(Some(each), None, own.contains(each.letters.as_str()))));
        if let (Some(right), Some(left)) = (now.get(next), then.get(other)) {
            passages.push(passage(Some(left), Some(right), true));
        }
        (at, there) = (next + 1, other + 1);
    }
    Repeated { all, same, passages }
}

/// The pairs of letters that follow each other.
fn pairs_of(sentence: &Sentence) -> HashSet<(char, char)> {
    let letters: Vec<char> = sentence.letters.chars().take(LONGEST).collect();
    letters.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}

/// Whether one sentence is the other changed: two fifths of what they consist of are in both.
fn is_alike(one: &HashSet<(char, char)>, other: &HashSet<(char, char)>) -> bool {
    let common = one.intersection(other).count();
    5 * 2 * common >= 2 * (one.len() + other.len())
}

fn passage(then: Option<&Sentence>, now: Option<&Sentence>, same: bool) -> Passage {
    let text = |each: Option<&Sentence>| each.map(|sentence| sentence.text.clone());
    let role = now.or(then).map_or(Role::Own, |sentence| sentence.role);
    Passage { then: text(then), now: text(now), same, role }
}

/// The most pairs that rise on both sides: the longest rising run, in the time of sorting.
fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length, the pair with the lowest end; and for each pair, the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, (_, there)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < *there);
        before[index] = length.checked_sub(1).map(|last| ends[last]);
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut run = Vec::new();
    let mut next = ends.last().copied();
    while let Some(index) = next {
        run.push(pairs[index]);
        next = before[index];
    }
    run.reverse();
    run
}

/// The sentences of the sections with their headings.
fn sentences(report: &Report, document: &Document) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut cells: Vec<(u32, u32)> = report
        .cells
        .iter()
        .filter_map(|(_, cell)| match cell.place {
            Place::Span { block, start, .. } => Some((block, start)),
            Place::Cell { .. } => None,
        })
        .collect();
    cells.order();
    let cells_in = |block: u32, from: u32, to: u32| {
        cells.partition_point(|cell| *cell < (block, to))
            - cells.partition_point(|cell| *cell < (block, from))
    };
    for section in report.sections.iter().filter(|section| section.found) {
        sentences.push(Sentence {
            text: section.heading.clone(),
            letters: format!("section {}", section.number),
            role: Role::Heading,
        });
        for place in &section.body {
            let Some(text) = document.text_at(*place) else { continue };
            let mut at = *place;
            for part in text.split_inclusive(['。', ';', '；', '!', '！', '?', '？']) {
                let mut holds_table = false;
                if let Place::Span { block, start, .. } = &mut at {
                    let end = *start + u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
                    holds_table = cells_in(*block, *start, end) >= TABLE;
                    *start = end;
                }
                let folded = folded(part);
                let letters: String = folded.chars().filter(|letter| letter.is_alphabetic()).collect();
                if letters.is_empty() {
                    continue;
                }
                let role = if letters.chars().count() < SHORTEST_SENTENCE {
                    Role::Short
                } else if holds_table || is_asked_for(&letters) {
                    Role::AskedFor
                } else {
                    Role::Own
                };
                sentences.push(Sentence { text: part.trim().to_owned(), letters, role });
            }
        }
    }
    sentences
}

/// Whether a sentence only says what the format asks of every report: what it rests on, its period, where it is found and
/// whom to ask, the fee, that there is nothing else.
fn is_asked_for(letters: &str) -> bool {
    let all = |words: &[&str]| words.iter().all(|word| letters.contains(word));
    let any = |words: &[&str]| words.iter().any(|word| letters.contains(word));
    (all(&["信息公开条例"]) && any(&["编制", "本报告", "现公布", "报告如下"]))
        || all(&["统计期限"])
        || (all(&["报告"]) && any(&["电子版", "联系电话", "联系地址"]))
        || all(&["信息处理费"])
        || (all(&["需要报告"]) && any(&["无", "没有"]))
}

#[cfg(test)]
mod tests {
    use super::{Role, in_order, repeated};
    use crate::extract::sections::TITLES;
    use crate::rules::Companion;

    fn report(year: i32, sections: &[&str]) -> Companion {
        let body: String = TITLES
            .iter()
            .zip(sections.iter().chain(std::iter::repeat(&"")))
            .map(|(head, text)| format!("<h2>{head}</h2><p>{text}</p>"))
            .collect();
        let page = format!("<h1>云溪县柳河镇{year}年政府信息公开工作年度报告</h1>{body}");
        let input = crate::read::read(page.as_bytes(), &crate::read::Hint::default()).unwrap();
        Companion::new(None, input.document)
    }

    fn rows(now: &Companion, then: &Companion) -> Vec<(String, String, bool, Role)> {
        let found = repeated((&now.report, &now.document), (&then.report, &then.document));
        let text = |side: Option<String>| side.unwrap_or_default();
        found
            .passages
            .into_iter()
            .filter(|passage| passage.role != Role::Heading)
            .map(|passage| (text(passage.then), text(passage.now), passage.same, passage.role))
            .collect()
    }

    #[test]
    fn both_texts_stand_side_by_side() {
        let then = report(2023, &["全年更新目录3次。公开文件12件，回应关切若干。组织培训一期。"]);
        let now = report(
            2024,
            &["全年更新目录8次。另设查阅点一处。公开文件15件，及时回应关切若干。组织培训一期。"],
        );
        let expected = [
            ("全年更新目录3次。", "全年更新目录8次。", true, Role::Own),
            ("", "另设查阅点一处。", false, Role::Own),
            ("公开文件12件，回应关切若干。", "公开文件15件，及时回应关切若干。", false, Role::Own),
            ("组织培训一期。", "组织培训一期。", true, Role::Own),
        ];
        let expected =
            expected.map(|(left, right, same, role)| (left.to_owned(), right.to_owned(), same, role));
        assert_eq!(rows(&now, &then), expected);
    }

    #[test]
    fn what_was_moved_is_the_same_at_both_places() {
        let then = report(2023, &["完善网站栏目设置。健全审查制度流程。加强队伍业务建设。"]);
        let now = report(2024, &["加强队伍业务建设。完善网站栏目设置。健全审查制度流程。"]);
        let found = rows(&now, &then);
        assert!(found.iter().all(|(_, _, same, _)| *same), "{found:?}");
        assert_eq!(found.len(), 4, "{found:?}");
        let whole = repeated((&now.report, &now.document), (&then.report, &then.document));
        assert_eq!(whole.same, whole.all);
    }

    #[test]
    fn what_the_format_asks_for_is_no_copying() {
        let asked = [
            "根据《中华人民共和国政府信息公开条例》的规定，编制本报告。",
            "本报告所列数据的统计期限为2024年1月1日至12月31日。",
            "如对本报告有疑问，请与办公室联系，联系电话见网站。",
            "本年度没有收取信息处理费。",
            "没有其他需要报告的事项。",
        ];
        let other = "本镇把公开目录与便民服务大厅合并管理。";
        for sentence in asked {
            let own = report(2024, &[&format!("{sentence}{other}")]);
            let then = report(2023, &[sentence]);
            let found = repeated((&own.report, &own.document), (&then.report, &then.document));
            assert_eq!(found.same, 0, "{sentence}");
            assert_eq!(found.all, other.chars().count() - 1, "{sentence}");
        }
        // The same words about something that was done are the organ's own.
        for sentence in ["组织学习政府信息公开条例，提高认识。", "没有发生泄密事件，群众较为满意。"]
        {
            let found = rows(&report(2024, &[sentence]), &report(2023, &[sentence]));
            assert!(found.iter().all(|(_, _, same, role)| *same && *role == Role::Own), "{found:?}");
        }
    }

    #[test]
    fn a_table_that_has_become_text_is_no_copying() {
        let table = "本年新收政府信息公开申请数量 3 0 0 0 0 0 3 上年结转政府信息公开申请数量 1 0 0 0 0 0 1 \
                     （一）予以公开 4 0 0 0 0 0 4 （七）总计 4 0 0 0 0 0 4 结转下年度继续办理 0 0 0 0 0 0 0";
        let own = "本镇把公开目录与便民服务大厅合并管理。";
        let now = report(2024, &[own, "", table]);
        let found = rows(&now, &report(2023, &["", "", table]));
        assert!(
            found.iter().any(|(_, text, _, role)| text.contains("予以公开") && *role == Role::AskedFor),
            "{found:?}"
        );
        assert!(
            found.iter().any(|(_, text, same, role)| text == own && !same && *role == Role::Own),
            "{found:?}"
        );
    }

    #[test]
    fn a_text_beside_itself_is_the_same_and_beside_nothing_is_not() {
        let one = report(2024, &["甲乙丙丁戊己庚辛。甲乙丙丁戊己庚辛。子丑寅卯辰巳午未。"]);
        let itself = repeated((&one.report, &one.document), (&one.report, &one.document));
        assert_eq!(itself.same, itself.all);
        assert!(itself.passages.iter().all(|passage| passage.same && passage.then == passage.now));
        let other = report(2023, &["申酉戌亥天地玄黄。"]);
        assert_eq!(repeated((&one.report, &one.document), (&other.report, &other.document)).same, 0);
    }

    #[test]
    fn the_longest_rising_run() {
        assert_eq!(in_order(&[(0, 4), (1, 0), (2, 1), (3, 5), (4, 2)]), [(1, 0), (2, 1), (4, 2)]);
        assert_eq!(in_order(&[]), []);
    }
}
