//! The day of publication.

use super::period::parts;
use super::{pronoun, ranges, signed};
use crate::document::Place;
use crate::report::Report;
use crate::report::organ::OrganKind;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Piece;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 发布日期不晚于时限：县级以上人民政府部门1月31日，县级以上地方人民政府3月31日；2018年度及以前的报告都是3月31日。乡镇和街道条例没有规定时限，
    /// 晚于3月31日的只作提示。
    ///
    /// # 为什么
    ///
    /// 逾期发布是考评通报中最常见的问题。网页上的日期也可能是网站改版时重新发布的日期，所以到第二年以后的、网站转载的、落款在时限以内而晚半年以上的，只作提示。
    ///
    /// # What it checks
    ///
    /// The report was published in time: departments from county level up by 31 January, governments from county level
    /// up by 31 March; up to the reports of 2018 all by 31 March. The regulation names no date for townships and
    /// sub-districts: after 31 March there is a notice.
    ///
    /// # Why
    ///
    /// Late publication is what assessments name most. A page's date may also be that of a move to a new site or of
    /// another site that took the report over: then, and where the report is signed in time, there is a notice only.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// signature = 青禾县教育局 / 2025年2月18日
    /// → 2025-02-18 发布，条例规定的时限是 2025年1月31日
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县人民政府
    /// signature = 青禾县人民政府 / 2025年4月2日
    /// ```
    ///
    /// ```breaks
    /// signature = 青禾镇人民政府 / 2025年5月6日
    /// → 条例没有规定乡镇、街道的时限
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// signature = 青禾县教育局 / 2025年10月14日
    /// → 条例规定的时限是 2025年1月31日；网页日期也可能是
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县教育局
    /// signature = 青禾县教育局 / 2025年1月31日
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县人民政府
    /// signature = 青禾县人民政府 / 2025年3月31日
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县人民政府办公室
    /// signature = 青禾县人民政府办公室 / 2025年3月10日
    /// ```
    ///
    /// ```passes
    /// signature = 青禾镇人民政府 / 2025年2月20日
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// organ = 青禾县教育局
    /// signature = 青禾县教育局 / 2018年3月20日
    /// ```
    ///
    /// ```passes
    /// mirror
    /// organ = 青禾县教育局
    /// signature = 青禾县教育局 / 2025年2月18日
    /// ```
    ///
    /// ```passes
    /// organ = 青禾大学
    /// signature = 青禾大学 / 2025年10月20日
    /// ```
    pub PUBLISHED_LATE {
        name: "published-late",
        kind: Years,
        title: ("发布超过时限", "Published late"),
        severity: Warning,
        source: Source::Official {
            document: "《中华人民共和国政府信息公开条例》（国令第711号）",
            clause: "第四十九条",
        },
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    let (Some(year), Some(published)) = (report.year, &report.published) else { return findings };
    // What nothing names may say of itself that it is a government.
    let named = report.organ.as_ref().map(|organ| organ.kind);
    let kind = named.or_else(|| speaks_for_a_place(report).then_some(OrganKind::Government));
    let (Some(date), Some(kind)) = (parts(&published.text), kind) else { return findings };
    let bearing = context.bearing;
    // The date on a mirror is the mirror's.
    if bearing.mirror {
        return findings;
    }
    let department = match kind {
        OrganKind::Department => true,
        OrganKind::Government | OrganKind::Zone | OrganKind::Township => false,
        // Organs with superiors of their own, branches and institutions: their dates are not the local ones.
        _ => return findings,
    };
    let january = department && year >= 2019;
    let deadline = if january { (year + 1, 1, 31) } else { (year + 1, 3, 31) };
    // The board of a zone is sent out by a government and no part of what the regulation names; most keep the
    // departments' date.
    let board = kind == OrganKind::Zone && year >= 2019 && date > (year + 1, 1, 31);
    if date <= deadline {
        if !board {
            return findings;
        }
        let message = Message::new(
            format!(
                "{year}年的报告 {} 发布，晚于1月31日；开发区管理机构一般按政府部门的时限发布",
                published.text
            ),
            format!(
                "The report of {year} is dated {}, after 31 January; boards of zones mostly keep the departments' date",
                published.text
            ),
        );
        findings.push(Finding::new(Severity::Notice, message).at_places(published.place));
        return findings;
    }
    let signed_in_time =
        signed(report).is_some_and(|(signed, _)| (signed.year, signed.month, signed.day) <= deadline);
    // A page that was moved carries a later day; what is dated within the year is as likely late.
    let moved = date.0 > year + 1 || date.1 > deadline.1 + 6;
    // Without its year in the title, it may be no report on it.
    let titled = report.title.as_ref().is_some_and(|title| title.text.contains(&year.to_string()));
    let other = date.0 > year + 1
        || moved && (signed_in_time || !titled)
        || published.place.is_some_and(|place| is_reposted(report, place));
    let severity = if kind == OrganKind::Township || other {
        Severity::Notice
    } else {
        bearing.words(Severity::Warning)
    };
    let day = format!("{}年{}月{}日", deadline.0, deadline.1, deadline.2);
    let (zh, en) = match kind {
        OrganKind::Township => (
            "条例没有规定乡镇、街道的时限，各地一般要求在3月31日前发布".to_owned(),
            "the regulation names no date for townships; 31 March is usual at the latest".to_owned(),
        ),
        _ => (
            format!("条例规定的时限是 {day}"),
            format!(
                "the regulation asks for {:04}-{:02}-{:02} at the latest",
                deadline.0, deadline.1, deadline.2
            ),
        ),
    };
    let zh_page = if moved || other || signed_in_time {
        "；网页日期也可能是网站迁移或转载的日期"
    } else {
        ""
    };
    let message = Message::new(
        format!("{year}年的报告 {} 发布，{zh}{zh_page}", published.text),
        format!("The report of {year} is dated {}; {en}", published.text),
    );
    findings.push(Finding::new(severity, message).at_places(published.place));
    findings
}

/// Whether the date stands on the line of a newspaper's or another site that took the report over.
fn is_reposted(report: &Report, place: Place) -> bool {
    const SITES: [&str; 5] = ["新闻网", "日报", "晚报", "转载", "给编辑写信"];
    let flow = &report.text;
    // In the cells of its row, where the line was read as one.
    let row = |piece: &Piece| (piece.block, piece.cell.map(|cell| cell.0));
    let Some(own) = flow.pieces.get(flow.piece_at(flow.range_of(place).start)).map(row) else { return false };
    let line = || flow.pieces.iter().filter(|piece| row(piece) == own);
    SITES.iter().any(|words| line().any(|piece| flow.find(piece.range.clone(), words).is_some()))
}

/// Whether the text speaks as the government of a place and as nobody else: 我县, 我旗, and no 我局.
fn speaks_for_a_place(report: &Report) -> bool {
    const PLACES: [&str; 4] = ["我县", "我旗", "我州", "我盟"];
    let says =
        |word: &str| ranges(report).into_iter().any(|(_, range)| report.text.find(range, word).is_some());
    PLACES.iter().any(|word| says(word)) && !pronoun::has_words(report)
}
