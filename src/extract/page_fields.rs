//! What stands round the report on its page: the fields of the page's own data, and where the furniture begins.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::order::Order;
use crate::text::flow::Flow;

/// A field of the page's data, e.g. 发布机构.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Title.
    Title,
    /// The organ that publishes.
    Publisher,
    /// Where the page comes from: often the portal's keeper and not the organ.
    Origin,
    /// Day of publication.
    Published,
    /// Day on which the document was made: second to the day of publication.
    Written,
}

const FIELDS: [(Field, &[&str]); 5] = [
    (Field::Title, &["标题", "信息名称", "文件名称", "名称", "题名"]),
    (
        Field::Publisher,
        &[
            "发布机构",
            "发布单位",
            "发文机关",
            "发文单位",
            "发布部门",
            "公开机构",
            "公开单位",
            "发文机构",
            "制发机关",
            "责任部门",
            "公开主体",
            "信息提供单位",
            "公开部门",
        ],
    ),
    (Field::Origin, &["信息来源", "文章来源", "来源", "作者", "主办单位"]),
    (
        Field::Published,
        &[
            "发布时间",
            "发布日期",
            "公开日期",
            "公开时间",
            "信息提供日期",
            "信息时间",
            "更新时间",
            "发表时间",
            "时间",
            "日期",
            "发布于",
        ],
    ),
    (Field::Written, &["成文日期", "生成日期", "发文日期", "成文时间", "生成时间", "印发日期", "制发日期"]),
];

/// Values that name nobody.
const NOBODY: [&str; 16] = [
    "本网",
    "本站",
    "佚名",
    "原创",
    "未知",
    "管理员",
    "网站管理员",
    "本级",
    "admin",
    "系统管理员",
    "本网站",
    "编辑",
    "互联网",
    "信息中心",
    "本单位",
    "无",
];

/// Words with which the page's furniture begins after the report.
const AFTER: [&str; 36] = [
    "关闭窗口",
    "关闭本页",
    "关闭页面",
    "[关闭",
    "【关闭",
    "打印本页",
    "打印",
    "[打印",
    "字体:",
    "分享:",
    "分享到",
    "分享至",
    "扫一扫",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "相关链接",
    "相关文档",
    "相关附件",
    "相关信息",
    "相关阅读",
    "附件下载",
    "版权所有",
    "主办单位",
    "主办:",
    "承办单位",
    "网站标识码",
    "网站地图",
    "凡本网",
    "责任编辑",
    "浏览次数",
    "友情链接",
    "返回顶部",
    "您访问的链接",
    "政府网站标识码",
];

/// Whether a text begins like a field (`发布时间: …`).
#[must_use]
pub fn is_field(flow: &Flow, range: &Range<usize>) -> bool {
    let colon = flow.slice(range.start..range.start + 12).iter().position(|c| *c == ':');
    let Some(colon) = colon else { return false };
    let name = flow.text(range.start..range.start + colon);
    const OTHERS: [&str; 8] = ["文号", "栏目", "原文链接", "本地目录", "索引号", "主题词", "点击数", "分类"];
    FIELDS.iter().any(|(_, names)| names.contains(&&*name)) || OTHERS.contains(&&*name)
}

/// Values of a field, the surer names first, with their ranges; `report` is the report's own text, where none stands.
#[must_use]
pub fn values(flow: &Flow, field: Field, report: &Range<usize>) -> Vec<Range<usize>> {
    let Some((_, names)) = FIELDS.iter().find(|(each, _)| *each == field) else { return Vec::new() };
    let firsts: Vec<char> = names.iter().filter_map(|name| name.chars().next()).collect();
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for (index, piece) in flow.pieces.iter().enumerate() {
        // Fields stand in short lines or cells; a long text is the report itself.
        const LONGEST: usize = 200;
        let inside = report.start <= piece.range.start && piece.range.end <= report.end;
        if piece.range.len() > LONGEST || inside {
            continue;
        }
        // A field's name stands at the beginning, after a gap or after a mark: few places in most pieces.
        let begins =
            |start: usize| start == piece.range.start || flow.gap_before(start) || after_mark(flow, start);
        let may_begin = (piece.range.start..).zip(flow.slice(piece.range.clone()));
        for (start, _) in may_begin.filter(|(start, first)| begins(*start) && firsts.contains(first)) {
            for (rank, name) in names.iter().enumerate().filter(|(_, name)| flow.has(start, name)) {
                let length = name.chars().count();
                let end = start + length;
                if end > piece.range.end {
                    continue;
                }
                let value = if end == piece.range.end || flow.slice(end..piece.range.end) == [':'] {
                    next_cell(flow, index)
                } else if flow.chars.get(end).is_some_and(|mark| matches!(mark, ':' | '|')) {
                    let rest = end + 1..piece.range.end;
                    // A title has gaps of its own.
                    Some(if field == Field::Title { rest } else { value_in(flow, rest) })
                } else if length >= 4 && field != Field::Title && flow.gap_before(end) {
                    Some(value_in(flow, end..piece.range.end))
                } else {
                    None
                };
                if let Some(value) = value.filter(|value| !value.is_empty() && !is_nobody(flow, value)) {
                    found.push((rank, value));
                }
            }
        }
    }
    found.order_by_key(|(rank, value)| (*rank, value.start));
    found.into_iter().map(|(_, value)| value).collect()
}

fn after_mark(flow: &Flow, start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|before| flow.chars.get(before));
    matches!(before, Some('|' | '[' | '(' | ';' | ','))
}

/// The next cell of the same row.
fn next_cell(flow: &Flow, piece: usize) -> Option<Range<usize>> {
    let this = flow.pieces.get(piece)?;
    let next = flow.pieces.get(piece + 1)?;
    let same_row = this.block == next.block && this.cell?.0 == next.cell?.0;
    same_row.then(|| next.range.clone())
}

/// The value after a field's name: up to a bar, a gap, or the next field.
fn value_in(flow: &Flow, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while start < range.end && flow.chars.get(start).is_some_and(|c| among!(":|", *c)) {
        start += 1;
    }
    let mut end = start;
    while end < range.end {
        let stop = flow.chars.get(end).is_some_and(|c| among!("|[]", *c));
        // A date and its hour are one value; so are digits that recognition took apart.
        let gap =
            end > start && flow.gap_before(end) && !flow.chars.get(end).is_some_and(char::is_ascii_digit);
        if stop || gap {
            break;
        }
        end += 1;
    }
    start..end
}

fn is_nobody(flow: &Flow, value: &Range<usize>) -> bool {
    let text = flow.text(value.clone());
    NOBODY.contains(&text.to_lowercase().as_str())
}

/// The characters that [`AFTER`]'s words begin with: at most edges none of them stands.
static AFTER_FIRST: LazyLock<HashSet<char>> =
    LazyLock::new(|| AFTER.iter().filter_map(|words| words.chars().next()).collect());

/// Where the page's furniture begins in a range; the end of the range where there is none.
#[must_use]
pub fn begin_after(flow: &Flow, range: Range<usize>) -> usize {
    let first = flow.piece_at(range.start);
    for piece in flow.pieces.iter().skip(first).take_while(|piece| piece.range.start < range.end) {
        let start = piece.range.start.max(range.start);
        let end = piece.range.end.min(range.end);
        for index in start..end {
            let edge = index == piece.range.start || flow.gap_before(index) || after_mark(flow, index);
            if edge
                && flow.chars.get(index).is_some_and(|first| AFTER_FIRST.contains(first))
                && AFTER.iter().any(|words| flow.has(index, words))
            {
                return index;
            }
        }
    }
    range.end
}
