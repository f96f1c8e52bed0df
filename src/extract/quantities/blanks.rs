//! Places where a number should stand and none does: 主动公开信息　条, 共＿＿件.

use crate::document::Place;

use super::stream::Stream;
use super::{Blank, Narrative};

/// Words after which a number is to be expected.
const BEFORE: &[&str] = &[
    "信息", "申请", "共", "共计", "合计", "总计", "收到", "受理", "办结", "答复", "公开", "发布", "文件",
    "复议", "诉讼", "新收", "结转", "处理", "提供", "推送", "累计", "为", "计", "其中", "解读", "开展",
    "召开", "培训",
];

/// Words after which a counting word cannot stand without a number.
const ALWAYS: &[&str] = &["共", "共计", "合计", "总计", "累计公开", "信息共", "申请共"];

/// Words after which 条 or 篇 closing its clause cannot stand without a number (主动公开条，).
const OF_INFORMATION: &[&str] =
    &["主动公开", "公开信息", "政府信息", "发布信息", "各类信息", "推送信息", "更新信息"];

/// What ends a clause.
const MARKS: [char; 6] = ['，', '。', '；', '、', ',', ';'];

/// Finds blanks in the narrative: a gap or a line of underscores before a counting word that ends its clause.
pub(super) fn find(streams: &[Stream], narrative: &mut Narrative) {
    for stream in streams {
        let glyphs = &stream.glyphs;
        for (at, glyph) in glyphs.iter().enumerate() {
            if glyph.character == '占' {
                let place = Place::Span { block: glyph.block, start: glyph.at, end: glyph.at + 1 };
                let words = |end: usize| {
                    let words = stream.written(end.saturating_sub(12), end);
                    words.rsplit(MARKS).next().unwrap_or_default().to_owned()
                };
                if is_share_left_blank(stream, at) {
                    narrative.blanks.push(Blank { phrase: format!("{}＿＿%", words(at + 1)), place });
                } else if let Some(unit) = unit_left_out(stream, at) {
                    narrative.blanks.push(Blank { phrase: format!("{}＿＿{unit}", words(at - 1)), place });
                }
                continue;
            }
            if !matches!(glyph.character, '条' | '件' | '份' | '篇' | '宗' | '起' | '次' | '期')
                || glyph.paragraph
            {
                continue;
            }
            // The counting word ends its clause.
            let closes =
                glyphs.get(at + 1).is_none_or(|next| among!("。,;、)", next.character) || next.paragraph);
            if !closes {
                continue;
            }
            let line = glyphs.iter().take(at).rev().take_while(|each| is_line(each.character)).count();
            let start = at - line;
            let same_block = start
                .checked_sub(1)
                .and_then(|before| glyphs.get(before))
                .is_some_and(|before| before.block == glyph.block);
            if !same_block {
                continue;
            }
            let before = stream.text(start.saturating_sub(4), start);
            // Between a digit or letter and a unit, spaces are only spacing.
            let spaced = glyphs.get(at - 1).is_some_and(|before| !before.written.is_ascii());
            let wide_gap = glyph.spaces > 0 && line == 0 && spaced;
            let named = BEFORE.iter().any(|word| before.ends_with(word));
            let missing = (named && (line >= 2 || wide_gap))
                || (line == 0 && ALWAYS.iter().any(|word| before.ends_with(word)))
                || (line == 0
                    && matches!(glyph.character, '条' | '篇')
                    && OF_INFORMATION.iter().any(|word| before.ends_with(word)));
            let missing = missing || (line == 0 && is_share_of_nothing(stream, at));
            if !missing {
                continue;
            }
            let from = glyphs.get(start.saturating_sub(1)).map_or(glyph.at, |each| each.at + 1);
            let place = Place::Span { block: glyph.block, start: from.min(glyph.at), end: glyph.at + 1 };
            let words = stream.written(start.saturating_sub(12), start);
            let words = words.rsplit(MARKS).next().unwrap_or_default();
            let unit = glyph.written;
            narrative.blanks.push(Blank { phrase: format!("{words}＿＿{unit}"), place });
        }
    }
}

/// 决策信息3条占；: a number, and no share after 占.
fn is_share_left_blank(stream: &Stream, at: usize) -> bool {
    const UNITS: &str = "条件份项篇宗";
    let character = |at: usize| stream.glyphs.get(at).map(|glyph| glyph.character);
    let next = stream.glyphs.get(at + 1);
    let closes = next.is_none_or(|next| among!("。;,%", next.character) || next.paragraph);
    let number = at.checked_sub(2).and_then(character).is_some_and(|c| c.is_ascii_digit());
    let unit = at.checked_sub(1).and_then(character).is_some_and(|c| among!(UNITS, c));
    closes && number && unit
}

/// 政策类信息3条，占总体比例为21%；规划类信息，占总体比例为14%: the unit of what is counted in a row of shares, where one of them
/// stands without its number. Not where it is several of them or none (上述两类信息), nor where it comes last, for the rest,
/// or for what the others hold as well.
fn unit_left_out(stream: &Stream, at: usize) -> Option<char> {
    const LONGEST: usize = 24;
    const LONGEST_LEAD: usize = 10;
    const ROW: usize = 80;
    const OF_SEVERAL: &str = "上述以合共和与及各其该这此无未两三四五六";
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let behind = stream.text(at + 1, at + 1 + LONGEST_LEAD + 6);
    let lead: String = behind.chars().take_while(|c| c.is_alphabetic()).collect();
    let share = behind.chars().find(|c| !c.is_alphabetic() && !c.is_ascii_digit() && *c != '.');
    let before = stream.text(at.saturating_sub(LONGEST), at);
    let clause = before.strip_suffix(',')?.rsplit([',', ';', '。', ':']).next()?;
    let kind = clause.strip_suffix("类信息")?.chars().all(|c| c.is_alphabetic() && !among!(OF_SEVERAL, c));
    let row = stream.text(at.saturating_sub(ROW), at);
    let (head, tail) = row.split_once(&format!(",占{lead}"))?;
    let mut counted = head.chars().rev();
    let unit = counted.next().filter(|unit| among!("条件项", *unit))?;
    let of_row = digit(counted.next()) && digit(tail.chars().next()) && !tail.contains('。');
    let goes_on = stream.text(at, at + ROW).contains(&format!("{unit},占{lead}"));
    (kind && of_row && goes_on && share == Some('%')).then_some(unit)
}

/// 主动公开的信条，占100%: a share of a number that is not there. Not where the counting word is the end of another word
/// (文件, 头条), or an indefinite number stands before it (若干条).
fn is_share_of_nothing(stream: &Stream, at: usize) -> bool {
    const WORDS: &str = "头词逐每一二三四五六七八九十百千万亿两余多几数干来○零";
    let character = |at: usize| stream.glyphs.get(at).map(|glyph| glyph.character);
    let before = at.checked_sub(1).and_then(character);
    character(at) == Some('条')
        && character(at + 1) == Some(',')
        && character(at + 2) == Some('占')
        && character(at + 3).is_some_and(|next| next.is_ascii_digit())
        && before.is_some_and(|before| {
            !before.is_ascii_digit() && before.is_alphabetic() && !among!(WORDS, before)
        })
}

fn is_line(character: char) -> bool {
    matches!(character, '_' | '＿' | '﹍' | '…')
}
