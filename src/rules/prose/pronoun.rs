//! How the text speaks of its own organ: 我局 in a town's report is another's sentence.

use std::ops::Range;

use super::{places, quote, ranges};
use crate::report::Report;
use crate::report::organ::{Organ, OrganKind, town_suffix};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::message::Message;

/// A word by which an organ speaks of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    unit: char,
    /// 全镇, 全乡: the whole of what it governs.
    whole: bool,
    range: Range<usize>,
}

/// Words of another kind of organ for the report's own.
pub(super) fn find(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let flow = &report.text;
    let words: Vec<Word> = ranges(report).into_iter().flat_map(|(_, range)| words(flow, &range)).collect();
    let Some(organ) = &report.organ else { return of_two_kinds(context, &words).into_iter().collect() };
    let (own, foreign): (Vec<Word>, Vec<Word>) =
        words.into_iter().partition(|word| !is_foreign(organ, word) && !is_office_of_none(organ, flow, word));
    // Where the name was not taken from the title, the text must bear it out.
    let titled = report.title.as_ref().is_some_and(|title| title.text.contains(&organ.name));
    let town = own_town(organ);
    let own =
        own.iter().filter(|word| organ.own_units().contains(&word.unit) || Some(word.unit) == town).count();
    let first = foreign.first().filter(|first| {
        let office = organ.kind == OrganKind::Department && first.unit == '办';
        titled && foreign.len() <= own + 2 && !(office && own < 2)
            || own > foreign.len()
            || first.whole && own >= foreign.len()
    });
    let place = presented_place(flow, organ, &ranges(report));
    let of = format!("这是{}的报告", organ.name);
    first
        .map(|first| otherwise_called(context, &of, &organ.name, &foreign, first))
        .into_iter()
        .chain(
            place.map(|word| otherwise_called(context, &of, &organ.name, std::slice::from_ref(&word), &word)),
        )
        .collect()
}

/// 现将2019年我县政府信息公开工作情况报告如下 in the report of a bureau or a town: it is the county's report that is presented so.
fn presented_place(flow: &Flow, organ: &Organ, parts: &[(u8, Range<usize>)]) -> Option<Word> {
    const REACH: usize = 14;
    const BEHIND: [&str; 4] = ["政府信息公开", "政务公开", "信息公开", "年度政府信息公开"];
    // An office may compile for the whole county.
    let single = matches!(organ.kind, OrganKind::Department | OrganKind::Township);
    if !single || organ.office || organ.folded.contains('办') || organ.folded.contains("中心") {
        return None;
    }
    parts.iter().filter(|(section, _)| *section <= 1).find_map(|(_, range)| {
        flow.find_all(range.clone(), "现将").find_map(|from| {
            let reach = from..(from + REACH).min(range.end);
            let at = flow.find_all(reach, "我").find(|at| {
                let place = flow.chars.get(at + 1).is_some_and(|unit| among!("省市州盟县区旗", *unit));
                // 我县2019年政府信息公开
                let digits = flow.slice(at + 2..at + 6).iter().take_while(|c| c.is_ascii_digit()).count();
                let behind = at + 2 + digits + usize::from(digits > 0);
                place && BEHIND.iter().any(|words| flow.has(behind, words))
            })?;
            let unit = *flow.chars.get(at + 1)?;
            Some(Word { unit, whole: false, range: at..at + 2 })
        })
    })
}

/// Where nothing names the organ: what it calls itself most of the time against what it calls itself once.
fn of_two_kinds(context: &Context, words: &[Word]) -> Option<Finding> {
    const FEWEST: usize = 3;
    const KINDS: [&[char]; 6] = [&['镇'], &['乡'], &['街'], &['局'], &['委'], &['厅']];
    let kind = |word: &Word| KINDS.iter().position(|kind| kind.contains(&word.unit));
    let count = |index: usize| words.iter().filter(|word| kind(word) == Some(index)).count();
    let own = (0..KINDS.len()).find(|index| count(*index) >= FEWEST)?;
    let town = KINDS.get(own).is_some_and(|kind| kind.iter().any(|unit| among!("镇乡", *unit)));
    let (same, others): (Vec<&Word>, Vec<&Word>) = words.iter().partition(|word| kind(word) == Some(own));
    let foreign: Vec<Word> = others
        .into_iter()
        .filter(|word| kind(word).is_some() || town && word.unit == '办')
        .filter(|word| town || !word.whole)
        .cloned()
        .collect();
    let [first] = foreign.as_slice() else { return None };
    let called = context.report.text.text(same.first()?.range.clone());
    Some(otherwise_called(context, &format!("正文自称“{called}”"), &called, &foreign, first))
}

/// What the text calls its organ throughout, where nothing names it: 我镇. Nothing where it has two words for itself.
#[must_use]
pub fn called_throughout(report: &Report) -> Option<String> {
    let words: Vec<Word> =
        ranges(report).into_iter().flat_map(|(_, range)| words(&report.text, &range)).collect();
    let first = words.first().filter(|_| report.organ.is_none())?;
    let same = words.iter().all(|word| word.unit == first.unit && !word.whole);
    same.then(|| report.text.text(first.range.clone()))
}

/// The finding that the text calls its organ by another's word.
fn otherwise_called(context: &Context, zh: &str, own: &str, foreign: &[Word], first: &Word) -> Finding {
    let report = context.report;
    let flow = &report.text;
    let word = flow.text(first.range.clone());
    let words = quote(context.document, report, around(flow, &first.range));
    let (says, calls) = if first.whole { ("写", "says") } else { ("自称", "calls itself") };
    let message = Message::new(
        format!("{zh}，却有地方{says}“{word}”：“{words}”，像是别的机关的话"),
        format!("This is the report of {own}; it {calls} “{word}”: “{words}”"),
    );
    let at = foreign.iter().flat_map(|word| places(report, word.range.clone()));
    Finding::new(context.bearing.words(Severity::Warning), message)
        .at_places(at)
        .caused_by(format!("foreign organ {word}"))
}

/// Whether an organ does not call itself by a unit.
fn is_foreign(organ: &Organ, word: &Word) -> bool {
    let unit = word.unit;
    if organ.own_units().contains(&unit) {
        return false;
    }
    // Who is above them may well speak of a whole town.
    if word.whole && organ.kind != OrganKind::Township {
        return false;
    }
    match organ.kind {
        OrganKind::Department => among!("局委厅镇乡街部", unit),
        OrganKind::Township => {
            let own = own_town(organ);
            // Without its place the suffix is not known.
            // 我办 is what a sub-district office says of itself.
            among!("局委厅部", unit)
                || own.is_some_and(|own| among!("镇乡街", unit) && unit != own)
                || unit == '办' && !organ.office && own.is_some_and(|own| among!("镇乡", own))
        }
        OrganKind::Government => among!("局委厅镇乡街部", unit),
        OrganKind::Zone => among!("局厅镇乡街部", unit),
        _ => false,
    }
}

/// 我办 in the report of a bureau that is no office, where it received or published what the bureau answers for. Its own
/// office may speak of itself where it was named before.
fn is_office_of_none(organ: &Organ, flow: &Flow, word: &Word) -> bool {
    const BEFORE: usize = 80;
    const BEHIND: usize = 8;
    if word.unit != '办' || organ.kind != OrganKind::Department || organ.folded.contains('办') {
        return false;
    }
    let before = word.range.start.saturating_sub(BEFORE)..word.range.start;
    // 替我办成了: it must begin a clause, or stand behind the year.
    let begins = flow.slice(before.clone()).last().is_none_or(|c| !is_han(*c) || among!("年度", *c));
    let behind = flow.slice(word.range.end..word.range.end + BEHIND);
    let clause: String = behind.iter().take_while(|c| is_han(**c)).collect();
    let answers = ["收到", "受理", "主动公开", "公开信息", "公开政府信息", "信息公开", "政务公开"];
    begins && answers.iter().any(|word| clause.contains(word)) && flow.find(before, "办").is_none()
}

/// By what a township calls itself: 乡 of 青龙乡党委政府.
fn own_town(organ: &Organ) -> Option<char> {
    organ.place().and_then(town_suffix).and_then(|suffix| suffix.chars().next())
}

/// 我局, 本镇 and the like in a range, outside the titles of documents.
fn words(flow: &Flow, range: &Range<usize>) -> Vec<Word> {
    let mut inside_title = false;
    let mut words = Vec::new();
    for index in range.clone() {
        match flow.chars.get(index) {
            Some('《') => inside_title = true,
            Some('》' | '。') => inside_title = false,
            Some(pronoun @ ('我' | '本' | '全')) if !inside_title => {
                words.extend(word_at(flow, index, *pronoun, range));
            }
            _ => {}
        }
    }
    words
}

/// 区自然资源局以本局名义: an organ of that kind is named before it, in its own sentence.
fn is_of_one_named(flow: &Flow, before: Range<usize>, unit: char) -> bool {
    const REACH: usize = 40;
    const NAME: usize = 3;
    let near = flow.slice(before.end.saturating_sub(REACH).max(before.start)..before.end);
    let sentence = near.rsplit(|c| among!("。!?；;", *c)).next().unwrap_or_default();
    sentence.windows(NAME + 1).any(|name| {
        let [first, .., last] = name else { return false };
        *last == unit && name.iter().all(|c| is_han(*c)) && !among!("我本全", *first)
    })
}

fn word_at(flow: &Flow, index: usize, pronoun: char, range: &Range<usize>) -> Option<Word> {
    let before = index.checked_sub(1).filter(|before| *before >= range.start);
    let before = before.and_then(|before| flow.chars.get(before)).copied();
    // 自我, 基本, 成本: the pronoun must begin a word. 健全, 安全, 完全 end in 全.
    let begins =
        before.is_none_or(|before| !is_han(before) || among!("在为对以由与和向经将使让及是年", before));
    let whole = pronoun == '全';
    let word = match pronoun {
        '我' => before != Some('自'),
        '全' => before.is_none_or(|before| !among!("健安完齐周保俱成两", before)),
        _ => before.is_none_or(|before| !among!("基成样版文副原资根剧书课日标脚范译印抄账", before)),
    };
    if !(begins || word) {
        return None;
    }
    let unit = flow.chars.get(index + 1).copied()?;
    if pronoun == '本' && is_of_one_named(flow, range.start..index, unit) {
        return None;
    }
    let next = flow.chars.get(index + 2).copied().unwrap_or(' ');
    // 局部, 委托, 部门, 乡村 are words of their own.
    let other = match unit {
        '局' => "限部面势域",
        '委' => "托派任员屈婉",
        '部' => "分门署队位长委",
        '乡' => "村镇愁本",
        '镇' => "街乡",
        '街' => {
            // 全街组织学习; not 全街区.
            let short = whole && !among!("区坊面头巷景上边", next);
            let length = if next == '道' || next == '镇' { 3 } else { 2 };
            return (length == 3 || short).then(|| Word { unit, whole, range: index..index + length });
        }
        '厅' => "局",
        '办' if flow.has(index + 2, "公开") => "",
        '办' => "理公事法案学结所",
        _ => return None,
    };
    let governs = !whole || among!("镇乡", unit);
    (governs && !other.contains(next)).then(|| Word { unit, whole, range: index..index + 2 })
}

/// Some words round a range, inside its piece.
pub(super) fn around(flow: &Flow, range: &Range<usize>) -> Range<usize> {
    let piece =
        flow.pieces.get(flow.piece_at(range.start)).map_or(range.clone(), |piece| piece.range.clone());
    let from = range.start.saturating_sub(8).max(piece.start);
    let marks =
        flow.slice(from..range.start).iter().rposition(|c| among!("。,;、:", *c)).map_or(0, |at| at + 1);
    from + marks..(range.end + 14).min(piece.end)
}

/// Whether the text has a word for its own organ: 我局, 本镇.
pub(super) fn has_words(report: &Report) -> bool {
    ranges(report).into_iter().any(|(_, range)| !words(&report.text, &range).is_empty())
}

/// Whether the text calls its organ by a pronoun at all.
pub(super) fn speaks_of_itself(report: &Report) -> bool {
    const WORDS: [&str; 8] = ["本机关", "本单位", "本部门", "我们", "我单位", "我市", "我县", "我区"];
    let flow = &report.text;
    let says = |(_, range): (u8, Range<usize>)| flow.says(range.clone(), &WORDS);
    has_words(report) || ranges(report).into_iter().any(says)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let flow = Flow::of_line(text);
        let told = |word: Word| {
            let mut own = flow.text(word.range.clone());
            assert_eq!(flow.chars.get(word.range.start + 1), Some(&word.unit), "{own}");
            assert_eq!(word.whole, own.starts_with('全'));
            own.insert(0, if word.whole { '*' } else { ' ' });
            own
        };
        words(&flow, &(0..flow.len())).into_iter().map(told).collect()
    }

    #[test]
    fn an_organ_speaks_of_itself_by_what_it_is() {
        for (text, words) in [
            ("我局负责", &[" 我局"][..]),
            ("本局、我委、我厅、我镇、我乡、我部", &[" 本局", " 我委", " 我厅", " 我镇", " 我乡", " 我部"]),
            ("我街道开展，本街镇开展，全街道动员", &[" 我街道", " 本街镇", "*全街道"]),
            ("我办按照要求", &[" 我办"]),
            ("全镇动员，全乡动员", &["*全镇", "*全乡"]),
            ("由我局、请我局、在本局", &[" 我局", " 我局", " 本局"]),
            ("了全镇的，在全乡的", &["*全镇", "*全乡"]),
            ("我局", &[" 我局"]),
        ] {
            assert_eq!(read(text), words, "{text}");
        }
    }

    #[test]
    fn words_that_hold_the_same_characters_are_others() {
        for text in [
            "自我局促",
            "基本局面",
            "成本局限",
            "健全镇级",
            "完全镇住",
            "我局限于",
            "本局部",
            "我委托他人",
            "我委员会",
            "本部门",
            "我部署",
            "我乡村",
            "我乡镇",
            "我镇街",
            "我厅局",
            "我街头",
            "我办理",
            "我办公室",
            "全局工作",
            "全委会",
            "我县",
            "我",
            "",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn titles_of_documents_are_not_the_organs_words() {
        assert_eq!(read("《我局制度》和我镇"), [" 我镇"]);
        // A title that is not closed ends with its sentence.
        assert_eq!(read("《我局制度。我镇"), [" 我镇"]);
    }

    #[test]
    fn the_words_around_go_back_to_a_mark_and_on_to_the_end() {
        let text = "前面还有一些别的话，由我局负责信息公开工作的组织协调推进落实等。";
        let flow = Flow::of_line(text);
        let at = flow.find(0..flow.len(), "我局").unwrap();
        assert_eq!(flow.text(around(&flow, &(at..at + 2))), "由我局负责信息公开工作的组织协调推");
        let flow = Flow::of_line("没有任何标点的很长一段话我局负责");
        let at = flow.find(0..flow.len(), "我局").unwrap();
        assert_eq!(flow.text(around(&flow, &(at..at + 2))), "标点的很长一段话我局负责");
    }
}
