//! Years that are left over from an older report.

mod ahead;
mod names;
mod opening;
mod plans;

use std::ops::Range;

use super::period::parts;
use super::points::{Style, mark_at};
use super::{Sentence, found_section, heading_range, places, quote};
use crate::report::Report;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::dates::year_at;
use crate::text::flow::Flow;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 正文中没有往年报告留下的年份：把上一年的数当作本年报告的（“2023年，我镇收到申请3件”写在2024年的报告里）、把已经过去的一年写成打算
    /// （“2024年，我局将进一步……”）、标题或开头写错本报告的年份、表头是往年的年份、截至上年年底的数（“截至2023年底，公布信息168条”）、按往年的工作要点和任务分解开展工作。对比、计划、文号、印发日期、规划期和往年决算不算。
    ///
    /// # 为什么
    ///
    /// 在往年报告上修改，最容易漏改的就是年份。
    ///
    /// # What it checks
    ///
    /// No year is left over from an older report: last year's reported as this year's, a plan for a year that is over,
    /// the title or opening with another year, heads of
    /// columns of an older one, numbers up to the end of the year before, the plan of an older year as what the work
    /// rests on. Comparisons, plans, document
    /// numbers, dates of issue, planning periods and last year's accounts are none.
    ///
    /// # Why
    ///
    /// Where last year's report is edited, years are what is most often forgotten.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 + 2023年，我镇收到政府信息公开申请3件，均已答复。
    /// → 像是往年报告留下的
    /// ```
    ///
    /// ```breaks
    /// section 5 + 2024年，我镇将进一步加强业务培训，提高公开质量。
    /// ```
    ///
    /// ```breaks
    /// section 5 = 2024年，我们将采取以下措施加以改进：加强培训。
    /// ```
    ///
    /// ```breaks
    /// section 5 = （一）存在问题。更新不及时。 / （二）2024年工作打算 / 加强培训。
    /// ```
    ///
    /// ```breaks
    /// section 6 = 2023年度，本机关没有收取信息处理费。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 2023年2024年，我镇按要求更新公开目录。
    /// ```
    ///
    /// ```breaks
    /// before = 根据有关要求，编制完成2025年度政府信息公开工作年度报告。所列数据的统计期限为2024年1月1日至2024年12月31日。
    /// → 开头写的是
    /// ```
    ///
    /// ```breaks
    /// title = 青禾镇人民政府2023年政府信息公开工作年度报告
    /// year = 2024
    /// → 标题写的是
    /// ```
    ///
    /// ```breaks
    /// before = 现将《青禾镇2023年政府信息公开工作年度报告》予以公布。
    /// ```
    ///
    /// ```breaks
    /// section 1 + （三）政府信息管理情况 2023年，青禾镇人民政府办公室共制定规范性文件0件，废止0件。
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）主动公开情况。2024年公开政府信息61条。 / （二）政府信息管理情况。2023年，共制定规范性文件0件，废止0件。 / （三）平台建设情况。2024年，微信公众号发布信息49条。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2024年，主动公开政府信息61条（二）主动公开政府信息的主要类别2023年，在主动公开的61条政府信息中，财政信息7条。
    /// ```
    ///
    /// ```passes
    /// section 1 = （一）主动公开情况。2023年，我镇主动公开政府信息61条，2024年公开72条。 / （二）平台建设情况。办好网站。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2023年通过门户网站公开政府信息86条，其中工作动态40条。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 截至2042年底，累计公开各类信息300条。
    /// ```
    ///
    /// ```breaks
    /// section 1 + （二）依申请公开情况。2025年，我镇未收到公开申请。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 另外，2025年我镇在门户网站公开各类信息31余条。
    /// ```
    ///
    /// ```passes
    /// section 1 + 按照县政府安排，2025年我镇每季度公开信息100条；2025年，我镇已公开信息60余条。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 公开了2023年部门预算和2022年部门决算。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2023年，我镇认真贯彻落实《中华人民共和国政府信息公开条例》，扎实推进政府信息公开工作。
    /// → 像是往年报告留下的
    /// ```
    ///
    /// ```passes
    /// section 1 = 2023年，我镇在上级指导下开展了基层政务公开试点。2024年，我镇认真总结试点经验，主动公开政府信息61条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 根据县政府要求，2024年我镇认真落实《2023年政务公开工作要点》未完成的任务。
    /// ```
    ///
    /// ```passes
    /// section 1 + 公开了2024年部门预算和2023年部门决算。
    /// ```
    ///
    /// ```passes
    /// section 1 + 2025年1月，对全年未收到申请的情况作了复核；2025年将继续公开部门预算。
    /// ```
    ///
    /// ```passes
    /// section 1 + 截至2025年1月10日，上述申请均已答复；村庄规划期至2035年。
    /// ```
    ///
    /// ```passes
    /// section 1 + 2023年收到的3件申请结转到本年度办理，均已答复。
    /// ```
    ///
    /// ```passes
    /// section 1 + 公开2023年度部门决算和2024年度部门预算，落实《2023年政务公开工作要点》。
    /// ```
    ///
    /// ```passes
    /// section 1 + 2023年，我镇收到申请3件；2024年收到8件，比上年有所增加。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 1.主动公开方面，及时更新栏目，2023年度共主动公开政府信息6条。 / 2.依申请公开方面，2024年度共收到申请8件。
    /// → 2023年度共主动公开政府信息6条
    /// ```
    ///
    /// ```passes
    /// section 1 = 1.主动公开方面，及时更新栏目，2023年度共主动公开政府信息6条，2024年度共主动公开政府信息9条。
    /// ```
    ///
    /// ```breaks
    /// before = 依据条例，结合2023年青禾镇政府信息公开工作实际，形成本报告。统计期限为2024年1月1日至2024年12月31日。
    /// → 开头写的是“2023年青禾镇政府信息公开工作实际”
    /// ```
    ///
    /// ```passes
    /// section 1 + 编制《青禾镇村庄规划（2019-2035年）》，自2023年以来持续公开征求意见情况。
    /// ```
    ///
    /// ```passes
    /// section 1 + 2023年12月，县政府办公室印发《关于做好2023年政府信息公开工作年度报告编制发布工作的通知》。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 全年收到政府信息公开申请0件，其中书面申请0件，0件结转2024年办结。
    /// → 结转2024年
    /// ```
    ///
    /// ```breaks
    /// section 1 + 未办结的1件申请结转至2024年继续办理。
    /// → 结转至2024年
    /// ```
    ///
    /// ```passes
    /// section 1 + 全年收到政府信息公开申请8件，加上2023年结转2024年办理的1件，均已答复，0件结转2025年办理。
    /// ```
    ///
    /// ```passes
    /// section 5 + 2025年，我镇将进一步加强业务培训，提高公开质量。
    /// ```
    ///
    /// ```passes
    /// section 5 + 2024年，我镇将加强公开作为重点任务，纳入绩效考核。
    /// ```
    ///
    /// ```passes
    /// section 1 + 2024年1月，发布2023年政府信息公开工作年度报告，2024年工作计划完成良好。
    /// ```
    ///
    /// ```passes
    /// section 1 + 2023年，我镇在全县政务公开考核中获得优秀等次。
    /// ```
    ///
    /// ```passes
    /// section 5 + 针对2023年度报告指出的问题，2024年我镇将公开工作纳入绩效考核，已经整改到位。
    /// ```
    pub YEAR_MISMATCH {
        name: "year-mismatch",
        kind: Years,
        title: ("往年报告留下的年份", "A year left over from an older report"),
        severity: Error,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    let Some(year) = report.year else { return findings };
    let period = report.period.as_ref().and_then(|period| parts(&period.end)).map(|(stated, _, _)| stated);
    findings.extend(names::of_another_year(context, year, period == Some(year)));
    // A period of another year is a finding of its own; which of the two years is wrong is not known then.
    if period.is_some_and(|stated| stated != year) {
        return findings;
    }
    // A year that was only made out from what the text tells is not held against it.
    let titled = report.title.as_ref().is_some_and(|title| title.text.contains(&year.to_string()));
    let firm = period == Some(year) || titled;
    let sentences = &context.sentences;
    let plan_named = plans::is_named(&report.text, year);
    let mut left_over: Vec<Range<usize>> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let neighbours = [index.checked_sub(1), index.checked_add(1)]
            .map(|index| index.and_then(|index| sentences.get(index)));
        let found = plans::past_plan(&report.text, sentence, year)
            .or_else(|| plans::past_heading(&report.text, sentence, year))
            .or_else(|| plans::rests_on_older(&report.text, sentence, year, plan_named))
            .or_else(|| both_years(&report.text, sentence, year))
            .or_else(|| reported(&report.text, sentence, neighbours, year))
            .or_else(|| opening::opens_with_older(&report.text, sentence, neighbours, year).filter(|_| firm))
            .or_else(|| published_already(&report.text, sentence, year).filter(|_| firm))
            .or_else(|| to_come(&report.text, sentence, year))
            .or_else(|| ahead::reported_ahead(&report.text, sentence, year))
            .or_else(|| ahead::of_no_report_yet(&report.text, sentence, year).filter(|_| firm))
            .or_else(|| ahead::counted_ahead(&report.text, sentence, year).filter(|_| firm))
            .or_else(|| ahead::budgets(&report.text, sentence, year))
            .or_else(|| ahead::carried_into(&report.text, sentence, neighbours[0], year))
            .or_else(|| counted_up_to(&report.text, sentence, year).filter(|_| firm));
        left_over.extend(found);
    }
    left_over.extend(column_heads(report, year));
    let Some(first) = left_over.first() else { return findings };
    let words = quote(context.document, report, first.clone());
    let (zh_more, en_more) = match left_over.len() {
        1 => (String::new(), String::new()),
        count => (format!("等 {count} 处"), format!(" and {} more places", count - 1)),
    };
    let later =
        first.clone().find_map(|at| year_at(&report.text, at)).is_some_and(|(stated, _)| stated > year);
    let message = if later {
        Message::new(
            format!("报告的是 {year} 年，而“{words}”{zh_more}的年份在报告的年度以后"),
            format!("The report is of {year}; the year in “{words}”{en_more} is a later one"),
        )
    } else {
        Message::new(
            format!("报告的是 {year} 年，而“{words}”{zh_more}的年份像是往年报告留下的"),
            format!(
                "The report is of {year}; the year in “{words}”{en_more} looks left over from an older report"
            ),
        )
    };
    findings.push(
        Finding::new(context.bearing.years(Severity::Warning), message)
            .at_places(left_over.into_iter().flat_map(|range| places(report, range)))
            .caused_by("year left over"),
    );
    findings
}

/// Heads of the columns of a table that name an older year, where no head names the report's: 本年(2023)制发件数.
fn column_heads(report: &Report, year: i32) -> Option<Range<usize>> {
    const LONGEST: usize = 30;
    const HEADS: [&str; 8] =
        ["制发", "废止", "处理决定", "收费金额", "新收", "制作数量", "公开数量", "办理结果"];
    let flow = &report.text;
    let start = found_section(report, 2).map(|section| heading_range(report, section).end)?;
    let end = found_section(report, 5).map_or(flow.len(), |section| heading_range(report, section).start);
    // A head is a few words with a year and nothing else that counts, in a cell or on a line of its own.
    let heads = || {
        flow.pieces
            .iter()
            .filter(move |piece| start <= piece.range.start && piece.range.end <= end)
            .filter_map(|piece| {
                let text = flow.slice(piece.range.clone());
                let digits = text.iter().filter(|c| c.is_ascii_digit()).count();
                let words =
                    text.len() <= LONGEST && digits == 4 && !text.iter().any(|c| among!("。,;:《", *c));
                let has = |word: &&str| flow.find(piece.range.clone(), word).is_some();
                let head =
                    words && HEADS.iter().any(has) && !["上一年", "上年", "去年", "同期"].iter().any(has);
                let (stated, _) =
                    piece.range.clone().filter(|_| head).find_map(|index| year_at(flow, index))?;
                Some((stated, piece.range.clone()))
            })
    };
    if heads().any(|(stated, _)| stated == year) {
        return None;
    }
    heads().find(|(stated, _)| *stated < year && stated + 4 > year).map(|(_, range)| range)
}

/// Last year's number left before this year's: 2023年2024年.
fn both_years(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    sentence.range.clone().find_map(|index| {
        let (before, after) = year_at(flow, index).filter(|(before, _)| before + 1 == year)?;
        let next = after + usize::from(flow.has(after, "年")) + usize::from(flow.has(after, "年度"));
        let (own, end) = year_at(flow, next).filter(|(own, _)| *own == year && next > after)?;
        let series = flow.says(end..end + 6, &["连续", "两年", "年两", "年连"]);
        (before < own && flow.has(end, "年") && !series).then_some(index..end + 1)
    })
}

/// Last year's work reported as this year's: a sentence that begins with an older year and reports what the report
/// reports on, with nothing to compare in it or beside it.
fn reported(
    flow: &Flow,
    sentence: &Sentence,
    neighbours: [Option<&Sentence>; 2],
    year: i32,
) -> Option<Range<usize>> {
    // With what a sentence goes on that reports without naming who did it: 2023年通过网站公开…, 2023年共收到….
    const VERBS: [&str; 10] =
        ["通过", "共", "主动公开", "公开", "制作", "收到", "受理", "新收", "办理", "依托"];
    const REPORTS: [&str; 19] = [
        "公开的信息",
        "解读信息数",
        "信息公开发布",
        "公开总数",
        "主动公开政府信息",
        "主动公开的",
        "主动公开信息",
        "公开政府信息",
        "公开信息",
        "收到政府信息公开申请",
        "收到申请",
        "收到依申请",
        "受理",
        "处理费",
        "行政复议",
        "行政诉讼",
        "政府信息公开申请",
        "规范性文件",
        "发布信息",
    ];
    const OTHERWISE: [&str; 34] = [
        "较", "比", "增长", "下降", "增加", "减少", "以来", "以前", "之前", "期间", "今年", "本年", "去年",
        "上年", "结转", "考核", "评估", "测评", "表彰", "获得", "荣获", "排名", "通报", "评为", "印发",
        "出台", "修订", "施行", "起", "年底", "年末", "月", "历年", "累计",
    ];
    if sentence.section == 5 || sentence.section == 0 {
        return None;
    }
    let (start, after) = leading_year(flow, sentence, year - 3..year)?;
    if flow.chars.get(after) != Some(&'年') {
        return None;
    }
    let next = after + 1 + usize::from(flow.has(after + 1, "度"));
    let counts = || flow.slice(next..sentence.range.end).iter().any(char::is_ascii_digit);
    let adverb = flow.chars.get(next).is_some_and(|c| among!(",我本全", *c))
        || VERBS.iter().any(|verb| flow.has(next, verb)) && counts();
    let rest = next..sentence.range.end;
    let says = |words: &[&str]| flow.says(rest.clone(), words);
    // 人事变动、表彰惩处: an item of what was published is nothing that happened.
    let otherwise = || {
        OTHERWISE
            .iter()
            .any(|word| flow.find_all(rest.clone(), word).any(|at| !flow.has(at.wrapping_sub(1), "、")))
    };
    let this_year = |range: &Range<usize>| flow.find(range.clone(), &format!("{year}年")).is_some();
    let compared = this_year(&(start..sentence.range.end))
        || neighbours.into_iter().flatten().any(|other| {
            // What the part before or behind tells of is not what this one is compared with.
            let later = if other.range.start > start { other } else { sentence };
            other.section == sentence.section
                && !begins_part(flow, later.range.start)
                && (this_year(&other.range) || flow.find(other.range.clone(), "今年").is_some())
        });
    let end = sentence.range.end.min(start + 30);
    (adverb && says(&REPORTS) && !otherwise() && !compared).then_some(start..end)
}

/// Whether a sentence begins a part of its own: (二)依申请公开, 2.依申请公开方面; not 2.2024年…, a year in a series.
fn begins_part(flow: &Flow, start: usize) -> bool {
    mark_at(flow, start).is_some_and(|mark| {
        let number = matches!(mark.style, Style::Number | Style::BracketedNumber);
        mark.style == Style::Bracketed || number && year_at(flow, mark.range.end).is_none()
    })
}

/// 按期公布《青禾县2024年度政府信息公开工作年度报告》 as what was done in 2024: that is this report, which comes out in the next year.
fn published_already(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    const WHEN: [&str; 5] = ["按期", "按时", "如期", "及时", "已"];
    const DOES: [&str; 4] = ["公布", "发布", "公开", "编制"];
    const LONGEST: usize = 30;
    let done = || WHEN.iter().flat_map(|when| DOES.iter().map(move |does| format!("{when}{does}")));
    if sentence.section != 1 || flow.find(sentence.range.clone(), "年度报告").is_none() {
        return None;
    }
    done().find_map(|words| {
        let at = flow.find(sentence.range.clone(), &words)?;
        let reach = at..(at + LONGEST).min(sentence.range.end);
        let (index, _) = reach
            .filter_map(|index| Some((index, year_at(flow, index)?)))
            .find(|(_, (stated, after))| *stated == year && flow.has(*after, "年"))?;
        let end = flow.find(index..(index + LONGEST).min(sentence.range.end), "年度报告")? + 4;
        let title = flow.slice(at..end);
        // Of subordinates, or of other reports (预算, 法治政府建设), it can be.
        let own = flow.says(index..end, &["信息公开"]) && !title.iter().any(|c| among!(",;、各", *c));
        own.then_some(at..end)
    })
}

/// A day up to which something is counted, in a year that no report of this one can know: 截至2087年底.
fn to_come(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    ["截至", "截止"].iter().find_map(|word| {
        flow.find_all(sentence.range.clone(), word).find_map(|at| {
            let start = at + 2 + usize::from(flow.has(at + 2, "到") || flow.has(at + 2, "至"));
            let (stated, after) = year_at(flow, start)?;
            (stated > year + 1 && flow.has(after, "年")).then_some(at..after + 1)
        })
    })
}

/// The year with which a sentence begins, after an ordinal and a heading without stop (`(三)政府信息管理情况 2023年,`), after the
/// organ's name (`我镇2023年`), or a part within what lost its lines: where it stands, and the index after it. `years`: those that are looked for.
fn leading_year(flow: &Flow, sentence: &Sentence, years: Range<i32>) -> Option<(usize, usize)> {
    const LONGEST_HEADING: usize = 22;
    const ENDINGS: [&str; 9] = ["情况", "方面", "工作", "建设", "数量", "类别", "形式", "渠道", ":"];
    const ORGANS: [&str; 11] =
        ["局", "委", "办", "镇", "乡", "街道", "政府", "机关", "中心", "办公室", "单位"];
    let within = sentence.range.clone().skip(1).filter(|index| flow.has(*index, "(")).filter_map(|index| {
        mark_at(flow, index).filter(|mark| mark.style == Style::Bracketed).map(|mark| mark.range.end)
    });
    // …,2023年度共公开信息6条: a clause that begins to count.
    let clauses = sentence.range.clone().skip(1).filter(|index| {
        among!(",;", flow.chars.get(index - 1).copied().unwrap_or_default())
            && year_at(flow, *index).is_some_and(|(_, after)| {
                let next = after + 1 + usize::from(flow.has(after + 1, "度"));
                flow.has(after, "年") && flow.has(next, "共")
            })
    });
    std::iter::once(after_ordinal(flow, sentence)).chain(within).chain(clauses).find_map(|start| {
        let end = (start + LONGEST_HEADING).min(sentence.range.end);
        (start..end).find_map(|index| {
            let (year, after) = year_at(flow, index)?;
            let heading = flow.text(start..index);
            let headed = ENDINGS.iter().chain(&ORGANS).any(|ending| heading.ends_with(ending));
            let leads = heading.is_empty() || headed && !heading.contains([',', '年']);
            (leads && years.contains(&year)).then_some((index, after))
        })
    })
}

/// The end of the year before as the day up to which this year's work is counted: 截至2020年12月31日,通过网站公布信息1684条 in the
/// report of 2021, with no day of this year to compare with.
fn counted_up_to(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    const COUNTS: [&str; 7] = ["公开", "公布", "发布", "收到", "受理", "答复", "办结"];
    const OTHERWISE: [&str; 10] =
        ["较", "比", "增", "减", "历年", "累计", "以来", "结转", "存量", "现行有效"];
    const REACH: usize = 40;
    let range = sentence.range.clone();
    if !(1..=3).contains(&sentence.section) || flow.find(range.clone(), &format!("{year}")).is_some() {
        return None;
    }
    ["截至", "截止", "到"].iter().find_map(|word| {
        flow.find_all(range.clone(), word).find_map(|at| {
            let start = at + word.chars().count();
            let start = start + usize::from(flow.has(start, "到") || flow.has(start, "至"));
            let (stated, after) = year_at(flow, start).filter(|(stated, _)| *stated + 1 == year)?;
            let day = ["年12月31日", "年底", "年末"].iter().find(|day| flow.has(after, day))?;
            let end = after + day.chars().count();
            let clause = end..(end + REACH).min(range.end);
            let counts =
                flow.says(clause.clone(), &COUNTS) && flow.slice(clause).iter().any(char::is_ascii_digit);
            (stated < year && counts && !flow.says(range.clone(), &OTHERWISE)).then_some(at..end)
        })
    })
}

/// Where a sentence begins after `(一)`, `1.` or `一是`.
fn after_ordinal(flow: &Flow, sentence: &Sentence) -> usize {
    let start = sentence.range.start;
    let head = flow.slice(start..start + 4);
    if head.first() == Some(&'(') {
        return head.iter().position(|c| *c == ')').map_or(start, |at| start + at + 1);
    }
    let is_mark = |c: &char| among!("、.", *c);
    match head {
        [first, second, ..] if is_mark(second) && !first.is_ascii_digit() => start + 2,
        [_, '是', ..] => start + 2,
        _ => start,
    }
}
