//! Documents that a text cites: the name in 《》 and the number in the brackets behind it.

use std::ops::Range;

use crate::text::flow::Flow;
use crate::text::fold::is_han;

/// A document cited by its name.
#[derive(Debug, Clone)]
pub(super) struct Citation {
    /// The characters inside 《》 or 〈〉.
    pub(super) title: Range<usize>,
    /// The number in the brackets right after it, from its first character to 号.
    pub(super) number: Option<Range<usize>>,
}

impl Citation {
    /// The name without who gave the document and without what kind of letter it came with: 2022年政务公开工作要点 of
    /// 国务院办公厅关于印发2022年政务公开工作要点的通知.
    pub(super) fn name(&self, flow: &Flow) -> String {
        const GIVERS: [&str; 3] = ["国务院办公厅政府信息与政务公开办公室", "国务院办公厅", "国务院"];
        let text: String = flow.text(self.title.clone()).replace('<', "《").replace('>', "》");
        let mut name = &*text;
        for giver in GIVERS {
            name = name.strip_prefix(giver).unwrap_or(name);
        }
        name = name.strip_suffix("的通知").or_else(|| name.strip_suffix("通知")).unwrap_or(name);
        let printed = name.strip_prefix("关于印发").or_else(|| name.strip_prefix("印发"));
        let name = printed.unwrap_or(name);
        let inside = name.strip_prefix('《').and_then(|name| name.strip_suffix('》'));
        let name = inside.unwrap_or(name);
        // 工作年度报告格式 is the same with and without the name of the country.
        match name.strip_suffix("政府信息公开工作年度报告格式") {
            Some("" | "中华人民共和国") => "中华人民共和国政府信息公开工作年度报告格式".to_owned(),
            _ => name.to_owned(),
        }
    }

    /// The number, with brackets of one kind.
    pub(super) fn number_text(&self, flow: &Flow) -> String {
        self.number.clone().map_or_else(String::new, |number| normal(&flow.text(number)))
    }

    /// Whether the name is that of quite another document than that of an earlier citation.
    pub(super) fn is_another(&self, earlier: &Self, flow: &Flow) -> bool {
        const SHORTEST: usize = 8;
        let (left, right) = (self.name(flow), earlier.name(flow));
        let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
        let longest = left.len().max(right.len());
        let short = left.len().min(right.len()) < SHORTEST;
        let contained = is_inside(&left, &right) || is_inside(&right, &left);
        !short && !contained && distance(&left, &right) * 5 >= longest * 2
    }
}

/// Whether a text's characters stand in another one in their order.
fn is_inside(short: &[char], long: &[char]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|c| rest.any(|other| other == c))
}

/// The documents cited in a range by their names inside 《》 and 〈〉, the inner ones too.
pub(super) fn citations(flow: &Flow, range: &Range<usize>) -> Vec<Citation> {
    const LONGEST: usize = 60;
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for index in range.clone() {
        match flow.chars.get(index) {
            Some('《' | '<') => open.push(index + 1),
            Some('》' | '>') => {
                if let Some(start) = open.pop().filter(|start| index - start <= LONGEST) {
                    let number = document_number(flow, index, range.end);
                    found.push(Citation { title: start..index, number });
                }
            }
            Some('。') => open.clear(),
            _ => {}
        }
    }
    found
}

/// All numbers of the kind 国办发〔2022〕8号 in a range, whatever stands before them.
pub(super) fn numbers(flow: &Flow, range: &Range<usize>) -> Vec<Range<usize>> {
    const SERIES: usize = 8;
    flow.find_all(range.clone(), "[")
        .filter_map(|bracket| {
            let letters = (range.start..bracket).rev().take(SERIES);
            let length =
                letters.take_while(|index| flow.chars.get(*index).is_some_and(|c| is_han(*c))).count();
            let from = bracket - length;
            // 过办公开办函, in brackets of its own: the first character may be the wrong one.
            let opened = from > range.start && flow.has(from - 1, "(");
            let start = flow.find(from..bracket, "国").or(opened.then_some(from))?;
            let end = number_end(flow, bracket, range.end)?;
            Some(start..end)
        })
        .collect()
}

/// Where `[2022]8号` that begins at a bracket ends.
fn number_end(flow: &Flow, bracket: usize, limit: usize) -> Option<usize> {
    let digits =
        |from: usize| flow.slice(from..limit.min(from + 6)).iter().take_while(|c| c.is_ascii_digit()).count();
    let year = digits(bracket + 1);
    let close = bracket + 1 + year;
    let number = digits(close + 1) + usize::from(flow.has(close + 1, "第"));
    let end = close + 1 + number;
    let whole = year == 4 && number > 0 && flow.chars.get(close).is_some_and(|c| among!("])>}", *c));
    (whole && end < limit && flow.has(end, "号")).then_some(end + 1)
}

/// The digits of 国令第…号 or 国务院令第…号 in the brackets right after a name, where the brackets tell of one number.
pub(super) fn order_number(flow: &Flow, after: usize, end: usize) -> Option<Range<usize>> {
    const REACH: usize = 60;
    let reach = after..(after + REACH).min(end);
    // 《某省实施〈…条例〉办法》(…): the number is that of the name around.
    let adjoins = |at: &usize| *at <= after + 4 && flow.slice(after..*at).iter().all(|c| !is_han(*c));
    let bracket = flow.find(reach.clone(), "(").filter(adjoins)?;
    let close = flow.find(bracket..reach.end, ")").unwrap_or(reach.end);
    // What was first given and what changed it: both numbers are right.
    let behind = close..(close + 10).min(end);
    let says = |range: &Range<usize>, words: &[&str]| flow.says(range.clone(), words);
    let history = says(&(bracket..close), &["修订", "修正", "公布", "废止"])
        || says(&behind, &["修订", "修正", "废止"]);
    let order = flow.find(bracket..close, "令").filter(|_| !history)?;
    let start = (order..close).find(|index| flow.chars.get(*index).is_some_and(char::is_ascii_digit))?;
    let length = flow.slice(start..close).iter().take_while(|c| c.is_ascii_digit()).count();
    Some(start..start + length)
}

/// A number in the brackets right after a name, from its first character to 号.
fn document_number(flow: &Flow, after: usize, end: usize) -> Option<Range<usize>> {
    const SERIES: usize = 14;
    let open = (after + 1..(after + 4).min(end)).find(|index| flow.has(*index, "("))?;
    let start = open + 1;
    let bracket = (start..(start + SERIES).min(end))
        .find(|index| flow.chars.get(*index).is_some_and(|c| among!("[(<{", *c)))?;
    let letters = flow.slice(start..bracket);
    let stop = number_end(flow, bracket, end)?;
    (!letters.is_empty() && letters.iter().all(|c| is_han(*c))).then_some(start..stop)
}

/// Brackets of any kind round the year are the same number.
fn normal(number: &str) -> String {
    let each = number.chars().map(|c| match c {
        '(' | '<' | '{' => '[',
        ')' | '>' | '}' => ']',
        other => other,
    });
    each.filter(|c| *c != '第').collect()
}

/// Edit distance; both names are short.
pub(super) fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let change = row.get(j).copied().unwrap_or(0) + usize::from(a != b);
            let drop = row.get(j + 1).copied().unwrap_or(0) + 1;
            let add = next.last().copied().unwrap_or(0) + 1;
            next.push(change.min(drop).min(add));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// Whether a name is another one with a word of two characters left out.
pub(super) fn is_word_lost(name: &[char], whole: &[char]) -> bool {
    const SHORTEST: usize = 9;
    let same = name.iter().zip(whole).take_while(|(a, b)| a == b).count();
    name.len() >= SHORTEST && name.len() + 2 == whole.len() && name.get(same..) == whole.get(same + 2..)
}

/// Whether a name is another one with one stretch inside left out: 关于工作年度报告有关事项 for
/// 关于政府信息公开工作年度报告有关事项. Short names and those that begin with a year are others' too.
pub(super) fn is_stretch_lost(name: &str, whole: &str) -> bool {
    const SHORTEST: usize = 11;
    const SHORTEST_END: usize = 6;
    let (name, whole): (Vec<char>, Vec<char>) = (name.chars().collect(), whole.chars().collect());
    let same = name.iter().zip(&whole).take_while(|(a, b)| a == b).count();
    let behind = name.iter().rev().zip(whole.iter().rev()).take_while(|(a, b)| a == b).count();
    let dated = whole.first().is_some_and(char::is_ascii_digit);
    name.len() >= SHORTEST
        && name.len() < whole.len()
        && !dated
        && same >= 2
        && behind >= SHORTEST_END
        && same + behind >= name.len()
}

/// Whether a name is made of characters of another one in another order: 国家保密法 for 保守国家秘密法. A short form keeps
/// the order.
pub(super) fn is_reordered(name: &[char], whole: &[char]) -> bool {
    const SHORTEST: usize = 5;
    const FEWER: usize = 2;
    let mut left = whole.to_vec();
    let all = name.iter().all(|c| {
        let at = left.iter().position(|other| other == c);
        at.is_some_and(|at| {
            left.swap_remove(at);
            true
        })
    });
    let alike = name.len() >= SHORTEST && name.len() + FEWER >= whole.len() && name.last() == whole.last();
    all && alike && !is_inside(name, whole)
}

#[cfg(test)]
mod tests {
    use super::is_stretch_lost;

    #[test]
    fn a_name_without_one_stretch_is_the_same_notice_and_one_with_other_words_in_its_place_is_another() {
        let whole = "关于政府信息公开工作年度报告有关事项";
        assert!(is_stretch_lost("关于工作年度报告有关事项", whole));
        assert!(is_stretch_lost("关于政府信息公开年度报告有关事项", whole));
        assert!(!is_stretch_lost("关于预算公开工作年度报告有关事项", whole));
        assert!(!is_stretch_lost(whole, whole));
        // Too short to be told from others, and another beginning.
        assert!(!is_stretch_lost("关于报告有关事项", whole));
        assert!(!is_stretch_lost("转发工作年度报告有关事项的通知", whole));
    }
}
