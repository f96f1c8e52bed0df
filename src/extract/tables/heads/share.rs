//! Heads that divide what the head over them names: 合计 and 其中：市本级 under each kind of applicant, 件数 and 占比.

/// What such a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// All that the head over it names.
    Whole,
    /// A part of it, or a share in hundredths.
    Part,
}

/// What a head says of a column under the head of an applicant; `None` where it says neither.
pub fn of(text: &str) -> Option<Share> {
    const WHOLE: [&str; 10] =
        ["合计", "小计", "总计", "总数", "总量", "件数", "数量", "申请数", "全部", "计"];
    const LONGEST: usize = 16;
    if text.chars().take(LONGEST + 1).count() > LONGEST {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    plain.extend(text.chars().filter(|c| !c.is_whitespace()));
    // 件数（件）
    let head = plain.split(['(', '（']).next().unwrap_or_default();
    if WHOLE.contains(&head) {
        return Some(Share::Whole);
    }
    let is_share = plain.starts_with("其中") || plain.contains(['%', '％', '‰']);
    let is_rate = ["占比", "比例", "比重", "百分比"].iter().any(|word| plain.contains(word));
    (is_share || is_rate).then_some(Share::Part)
}
