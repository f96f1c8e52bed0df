//! A department that works under its own guidance: the text of one of its subordinates.

use std::ops::Range;

use super::around;
use crate::report::organ::OrganKind;
use crate::rules::Severity;
use crate::rules::prose::{places, quote};
use crate::rules::{Context, Finding};
use crate::text::flow::Flow;
use crate::text::message::Message;

/// 在云溪县教育局的指导下 in that bureau's own report. Where a sentence speaks of those whom it guides, it is right.
pub(super) fn find(context: &Context) -> Option<Finding> {
    const GUIDED: [&str; 11] =
        ["各", "下属", "直属", "科室", "股室", "所属", "单位", "学校", "乡镇", "企业", "协会"];
    /// Whoever works under the guidance is named near by.
    const NEAR: usize = 14;
    let report = context.report;
    let flow = &report.text;
    let organ = report.organ.as_ref().filter(|organ| organ.kind == OrganKind::Department)?;
    organ.place()?;
    let own = &*organ.folded;
    let range = context.sentences.iter().find_map(|sentence| {
        flow.find_all(sentence.range.clone(), own).find_map(|at| {
            let stop = guides(flow, at + own.chars().count())?;
            let near = sentence.range.start..(stop + NEAR).min(sentence.range.end);
            (!flow.says(near, &GUIDED)).then_some(at..stop)
        })
    })?;
    Some(finding(context, range, |words| {
        Message::new(
            format!("这是{}自己的报告，却写“{words}”，像是下属单位的文字", organ.name),
            format!("This is {}'s own report; “{words}” reads like a subordinate's", organ.name),
        )
    }))
}

/// What is said of the words round a place.
fn finding(context: &Context, range: Range<usize>, message: impl Fn(&str) -> Message) -> Finding {
    let report = context.report;
    let words = quote(context.document, report, around(&report.text, &range));
    let severity = context.bearing.words(Severity::Warning);
    Finding::new(severity, message(&words)).at_places(places(report, range))
}

/// 在省政府办公厅直接领导下 in the report of a township: the sentence of an organ far above it.
pub(super) fn from_far_above(context: &Context) -> Option<Finding> {
    const ABOVE: [&str; 5] = ["省政府", "省人民政府", "自治区人民政府", "自治区政府", "国务院"];
    const REACH: usize = 20;
    let report = context.report;
    let flow = &report.text;
    let organ = report.organ.as_ref().filter(|organ| organ.kind == OrganKind::Township)?;
    let told = context.sentences.iter().filter(|sentence| sentence.section <= 1);
    let range = told.into_iter().find_map(|sentence| {
        flow.find_all(sentence.range.clone(), "在").find_map(|at| {
            ABOVE.iter().find(|above| flow.has(at + 1, above))?;
            let reach = at..(at + REACH).min(sentence.range.end);
            let stop = flow.find(reach, "领导下")? + 3;
            // 在省政府、县政府的领导下: those between are named as well.
            let only = !flow.slice(at..stop).iter().any(|c| among!(",、;和及", *c));
            only.then_some(at..stop)
        })
    })?;
    Some(finding(context, range, |words| {
        Message::new(
            format!("这是{}的报告，却写“{words}”，像是上级机关的文字", organ.name),
            format!("This is the report of {}; “{words}” reads like a superior's", organ.name),
        )
    }))
}

/// Where 的正确领导下 ends that follows a name.
fn guides(flow: &Flow, at: usize) -> Option<usize> {
    const LONGEST: usize = 5;
    let reach: Range<usize> = at..at + LONGEST + 3;
    let end = ["领导下", "指导下"].iter().find_map(|word| flow.find(reach.clone(), word))?;
    let between = flow.slice(at..end);
    (between.len() <= LONGEST && !between.iter().any(|c| among!("党,、。委组", *c))).then_some(end + 3)
}
