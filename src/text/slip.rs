//! Slips of typing in words that are known: a character left out, wrong or written twice, a word written again.

use std::ops::Range;

use super::flow::Flow;
use super::fold::is_han;

/// What is wrong with a known name where it stands, with the place of the character in the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Another character stands in its place.
    Wrong(usize),
    /// It was left out; not the first nor the last one, without which other names may be meant.
    Lost(usize),
    /// It stands twice.
    Doubled(usize),
}

/// The slip that makes written characters of a known name; `None` where there is none, or more than one.
#[must_use]
pub fn slip_between(written: &[char], known: &[char]) -> Option<Slip> {
    let same = written.iter().zip(known).take_while(|(a, b)| a == b).count();
    if written == known {
        return None;
    }
    if written.len() == known.len() {
        return (written.get(same + 1..) == known.get(same + 1..)).then_some(Slip::Wrong(same));
    }
    if lost_one(written, known) {
        return (same > 0 && same + 1 < known.len()).then_some(Slip::Lost(same));
    }
    let again = same > 0 && written.get(same) == written.get(same - 1);
    (lost_one(known, written) && again).then(|| Slip::Doubled(same - 1))
}

/// Where a known name stands in a range with one slip, its first two or its last two characters right. The name that is
/// written rightly is none.
#[must_use]
pub fn slips_in(flow: &Flow, range: Range<usize>, known: &str) -> Vec<(Range<usize>, Slip)> {
    let name: Vec<char> = known.chars().collect();
    let length = name.len();
    let pair = |from: usize| name.get(from..from + 2).map(|pair| pair.iter().collect::<String>());
    let (Some(head), Some(tail)) = (pair(0), length.checked_sub(2).and_then(pair)) else { return Vec::new() };
    let windows = [length, length - 1, length + 1];
    let starts = flow.find_all(range.clone(), &head).flat_map(|at| windows.map(|size| (at, at + size)));
    let ends = flow.find_all(range.clone(), &tail);
    let ends = ends.flat_map(|at| windows.map(|size| ((at + 2).saturating_sub(size), at + 2)));
    // More of them are no slips; the bound keeps the step linear in the text.
    const MOST: usize = 16;
    let mut found: Vec<(Range<usize>, Slip)> = Vec::new();
    for (start, end) in starts.chain(ends).filter(|(start, end)| *start >= range.start && *end <= range.end) {
        let Some(slip) = slip_between(flow.slice(start..end), &name) else { continue };
        // A slip is typed: what stands on two lines or holds marks is no name.
        let whole = flow.slice(start..end).iter().all(|c| is_han(*c))
            && (start + 1..end).all(|index| !flow.starts_piece(index));
        let known = found.iter().any(|(other, _)| other.start < end && start < other.end);
        if whole && !known {
            found.push((start..end, slip));
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// Whether words are known ones with one slip: a character left out, wrong or doubled, or a word of two characters
/// written again beside itself (申请申请) or in the place of the one beside it (政府政府 for 政府信息). Other words in a
/// place are another wording.
#[must_use]
pub fn is_slip_of(words: &[char], known: &str) -> bool {
    // One slip makes no text longer or shorter by more than a word.
    if words.len().abs_diff(known.chars().count()) > 2 {
        return false;
    }
    let known: Vec<char> = known.chars().collect();
    lost_one(words, &known)
        || lost_one(&known, words) && doubled(words)
        || is_written_again(words, &known)
        || has_one_wrong(words, &known)
        || has_word_twice(words, &known)
}

/// Whether words are known ones with a character put inside: 其进他需要报告的事项.
#[must_use]
pub fn has_one_more(words: &[char], known: &str) -> bool {
    let known: Vec<char> = known.chars().collect();
    let same = words.iter().zip(&known).take_while(|(a, b)| a == b).count();
    words.len() == known.len() + 1 && same > 0 && words.get(same + 1..) == known.get(same..)
}

/// Whether one character is another one that does not make another word of the same meaning.
fn has_one_wrong(words: &[char], wanted: &[char]) -> bool {
    // Characters that stand for one another in headings of the same meaning: 政务 for 政府, 概况 for 情况.
    const SAME: [&str; 10] =
        ["府务", "情概状", "况形", "总整", "体的", "和及与并、", "他它", "进善", "处办", "主重"];
    let mut differ = words.iter().zip(wanted).filter(|(a, b)| a != b);
    let (Some((wrong, right)), None) = (differ.next(), differ.next()) else { return false };
    let same = SAME.iter().any(|set| set.contains(*wrong) && set.contains(*right));
    words.len() == wanted.len() && !same && is_han(*wrong) && is_han(*right)
}

/// Whether a word of two characters stands twice in a row where it should stand once.
fn has_word_twice(words: &[char], wanted: &[char]) -> bool {
    let same = words.iter().zip(wanted).take_while(|(a, b)| a == b).count();
    words.len() == wanted.len() + 2
        && words.get(same + 2..) == wanted.get(same..)
        && same.checked_sub(2).and_then(|from| words.get(from..same)) == words.get(same..same + 2)
}

/// Whether one text is the other with one character left out.
fn lost_one(shorter: &[char], longer: &[char]) -> bool {
    if shorter.len() + 1 != longer.len() {
        return false;
    }
    let same = shorter.iter().zip(longer).take_while(|(a, b)| a == b).count();
    shorter.get(same..) == longer.get(same + 1..)
}

/// Whether a character stands twice in a row.
fn doubled(words: &[char]) -> bool {
    words.windows(2).any(|pair| matches!(pair, [a, b] if a == b))
}

/// Whether a word of two characters was written again in the place of its neighbour.
fn is_written_again(words: &[char], wanted: &[char]) -> bool {
    let differ: Vec<usize> =
        words.iter().zip(wanted).enumerate().filter(|(_, (a, b))| a != b).map(|(index, _)| index).collect();
    let (Some(first), Some(last)) = (differ.first(), differ.last()) else { return false };
    let pair = words.get(*first..first + 2);
    let again = first.checked_sub(2).and_then(|before| words.get(before..*first)) == pair
        || words.get(first + 2..first + 4) == pair;
    words.len() == wanted.len() && last - first <= 1 && pair.is_some() && again
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_with_one_slip() {
        let known = "青禾县水利局";
        for (text, written, slip) in [
            ("由青禾县水力局负责", "青禾县水力局", Slip::Wrong(4)),
            ("由青和县水利局负责", "青和县水利局", Slip::Wrong(1)),
            ("由青禾县水局负责", "青禾县水局", Slip::Lost(4)),
            ("由青禾水利局负责", "青禾水利局", Slip::Lost(2)),
            ("由青禾县县水利局负责", "青禾县县水利局", Slip::Doubled(2)),
            ("由青青禾县水利局负责，青禾县水利局", "青青禾县水利局", Slip::Doubled(0)),
        ] {
            let flow = Flow::of_line(text);
            let found = slips_in(&flow, 0..flow.len(), known);
            let told =
                found.iter().map(|(range, slip)| (flow.text(range.clone()), *slip)).collect::<Vec<_>>();
            assert_eq!(told, [(written.to_owned(), slip)], "{text}");
        }
        for text in ["青禾县水利局", "青禾县林业局", "县水利局", "青禾县水利", "青禾，县水利局", "水利局", ""]
        {
            let flow = Flow::of_line(text);
            assert_eq!(slips_in(&flow, 0..flow.len(), known), [], "{text}");
        }
    }

    #[test]
    fn slips_and_other_wordings() {
        let slip = |words: &str| is_slip_of(&words.chars().collect::<Vec<_>>(), "主动公开政府信息情况");
        for words in [
            "主动公开政府政府情况",
            "主动公开政府信情况",
            "主动公开政府信息情情况",
            "主动主动政府信息情况",
            "主动公开政府信息清况",
            "主动公开政府信息信息情况",
        ] {
            assert!(slip(words), "{words}");
        }
        for words in [
            "主动公开政府信息情况",
            "主动公开信息情况",
            "主动公开政务信息情况",
            "主动公开政府信息状况",
            "主动公开政府信息的情况",
            "总体情况",
        ] {
            assert!(!slip(words), "{words}");
        }
    }
}
