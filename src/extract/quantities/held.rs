//! Activities that were held so many times: 召开新闻发布会9场, 举办2期政务公开培训班.

use super::labels::Window;
use super::mention::Mention;
use crate::text::fold::is_han;

/// All activities of a kind: how they are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    /// What was held, without words for all and any.
    pub what: String,
    /// Whether the clause says that it counts those of the whole year, or all.
    pub all: bool,
}

/// The units in which activities are counted.
pub(super) fn counts_activities(unit: &str) -> bool {
    matches!(unit, "次" | "场" | "期")
}

/// What activities a number counts, where its clause says when, who, that they were held and what they are, and nothing
/// else.
pub(super) fn held(
    mention: &Mention,
    is_frame: &dyn Fn(&Window) -> bool,
    says_all: &dyn Fn(&Window) -> bool,
) -> Option<Held> {
    const VERBS: [&str; 8] = ["组织召开", "组织开展", "组织举办", "召开", "举办", "举行", "开展", "组织"];
    let left = &mention.left;
    let text = left.stream.text(left.from, left.to);
    if narrows(&mention.between, left) {
        return None;
    }
    let (at, verb) =
        VERBS.iter().filter_map(|verb| Some((text.find(verb)?, *verb))).min_by_key(|(at, verb)| {
            // The longest of those that begin in the same place.
            (*at, usize::MAX - verb.len())
        })?;
    let (before, after) = (text.get(..at)?, text.get(at + verb.len()..)?);
    let start = left.from + before.chars().count();
    let tokens = left.tokens.iter().take_while(|token| token.end <= start).count();
    let frame = Window { tokens: left.tokens.get(..tokens)?, to: start, ..*left };
    if !is_frame(&frame) {
        return None;
    }
    let (named, counted) = without_all(after);
    let what = if named.is_empty() { behind(&mention.rest) } else { named };
    is_activity(&what).then(|| Held { what, all: counted || says_all(&frame) })
}

/// Whether what stands in the sentence before the clause says what the activities were held for, or when.
fn narrows(between: &Window, left: &Window) -> bool {
    const WORDS: [&str; 14] = [
        "针对", "围绕", "就", "关于", "结合", "专题", "其中", "包括", "季度", "半年", "月", "期间", "分别",
        "为",
    ];
    let before = between.stream.text(between.from, left.from.max(between.from));
    WORDS.iter().any(|word| before.contains(word))
}

/// A name without 各类 before and 共 behind it, and whether 共 was there.
fn without_all(text: &str) -> (String, bool) {
    let text = text.trim_start_matches('了');
    let text = ["各类", "相关", "有关"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let bare = ["共计", "累计", "合计", "共"].iter().find_map(|word| text.strip_suffix(word));
    (bare.unwrap_or(text).to_owned(), bare.is_some())
}

/// What stands right behind the number, up to the next mark.
fn behind(rest: &Window) -> String {
    const LONGEST: usize = 16;
    let text = rest.stream.text(rest.from, rest.to.min(rest.from + LONGEST + 1));
    let clause = text.split(|c| !is_han(c)).next().unwrap_or_default();
    without_all(clause).0
}

/// Whether a name is that of one kind of activity: not 会议 or 培训 alone, which may be any, nor several.
fn is_activity(what: &str) -> bool {
    const KINDS: [&str; 8] = ["会", "会议", "培训", "培训班", "讲座", "检查", "演练", "活动"];
    const SEVERAL: [&str; 6] = ["等", "及", "和", "或", "、", "多"];
    let length = what.chars().count();
    (4..=16).contains(&length)
        && KINDS.iter().any(|kind| what.ends_with(kind))
        && !SEVERAL.iter().any(|word| what.contains(word))
        && what.chars().all(|c| is_han(c) || among!("\"“”", c))
}
