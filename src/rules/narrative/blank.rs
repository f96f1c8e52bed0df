//! Numbers left out of the narrative.

use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::message::Message;

use super::bearable;

rule! {
    /// # 检查什么
    ///
    /// 正文里该有数字的地方是空的：“主动公开信息　条”“共＿＿件”；各类都写了件数和比例，而有一类只写了比例。
    ///
    /// # 为什么
    ///
    /// 从模板起草时留的空没有填上。
    ///
    /// # What it checks
    ///
    /// A place of the text where a number should stand and none does; a share without its count in a row of counts with shares.
    ///
    /// # Why
    ///
    /// A gap of the template was not filled in.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 = 2024年，我镇主动公开信息　条，政务新媒体公开45条。
    /// → 主动公开信息＿＿条”处没有填写数字
    /// ```
    ///
    /// ```breaks
    /// section 1 = 全年收到政府信息公开申请＿＿件。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 全年在政府网站主动公开条，其中制度类信息1条。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 全年制作政府信息40条。其中公开的信条，占90%。
    /// → 处没有填写数字
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息40条，其中机构类信息4条占；动态类信息36条，占90%。
    /// → 机构类信息4条占＿＿%
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息14条，政策类信息3条，占总体比例为21%；规划计划类信息，占总体比例为14%；应急类信息4条，占总体比例为29%。
    /// → 规划计划类信息＿＿条
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息14条，政策类信息3条，占总数的21%；上述两类信息，占总数的50%。民生类信息，占总数的29%。财政类信息5条，占总数的36%；剩余类信息，占总数的14%；无人事类信息，占总数的0%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息40条，网站占九成，公众号40条占一成，阵地不被侵占。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政策解读若干条，占20%，登上头条，占1%，转载三十条，占79%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 2024年，我镇主动公开信息 125 条，收到的申请件均已答复。
    /// ```
    ///
    /// ```passes
    /// section 1 = 严格落实“谁公开、谁负责”，逐条、逐件审核，做到件件有回音。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开的信息逐条核对，重要文件，同步解读。
    /// ```
    ///
    /// ```passes
    /// section 1 = 办理 依申请公开 事项 8 件 ，均按时答复。
    /// ```
    ///
    /// ```passes
    /// section 1 = 全年召开会议3次，公开信息若干条。
    /// ```
    pub NUMBER_BLANK {
        name: "text-number-blank",
        kind: Text,
        title: ("正文的数字没有填写", "A number of the text was left out"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for blank in &context.report.narrative.blanks {
        let message = Message::new(
            format!("“{}”处没有填写数字", blank.phrase),
            format!("No number was filled in at “{}”", blank.phrase),
        );
        // 决策信息0条占；: the share of nothing.
        let counted = blank.phrase.strip_suffix("占＿＿%").unwrap_or("");
        let mut counted = counted.chars().rev().skip(1);
        let of_nothing =
            counted.next() == Some('0') && counted.next().is_none_or(|before| !before.is_ascii_digit());
        let severity = if of_nothing { Severity::Notice } else { Severity::Warning };
        findings.push(Finding::new(bearable(context, severity), message).at_places([blank.place]));
    }
    findings.extend(in_force(context));
    findings
}

/// 制定规范性文件2件，废止规范性文件0件，现行有效的规范性文件。: the third of three counts without its number.
fn in_force(context: &Context) -> Option<Finding> {
    const NAMES: [&str; 6] = [
        "现行有效的规范性文件",
        "现行有效规范性文件",
        "现行有效的行政规范性文件",
        "现行有效行政规范性文件",
        "现行有效的文件",
        "现行有效文件",
    ];
    const COUNTS: usize = 2;
    let report = context.report;
    let flow = &report.text;
    let range = context.sentences.iter().find_map(|sentence| {
        NAMES.iter().find_map(|name| {
            let length = name.chars().count();
            let bare = |at: &usize| {
                let mark = |at: usize, marks: &str| flow.chars.get(at).is_some_and(|c| marks.contains(*c));
                *at > sentence.range.start && mark(at - 1, ",;") && mark(at + length, "。;")
            };
            let at = flow.find_all(sentence.range.clone(), name).find(bare)?;
            let counted = flow.find_all(sentence.range.start..at, "规范性文件").filter(|before| {
                let digits = flow.slice(before + 5..at).iter().take_while(|c| c.is_ascii_digit()).count();
                digits > 0 && flow.chars.get(before + 5 + digits).is_some_and(|c| among!("件份个", *c))
            });
            (counted.count() >= COUNTS).then_some(at..at + length)
        })
    })?;
    let words = flow.text(range.clone());
    let message = Message::new(format!("“{words}”后面没有件数"), format!("“{words}” has no number"));
    let at = crate::rules::prose::places(report, range);
    Some(Finding::new(bearable(context, Severity::Warning), message).at_places(at))
}
