//! The sums of the tables: each rule reports the broken identities of its family.

use super::{Context, Finding, Source, annex, words};
use crate::form::{CellId, Form, Term};
use crate::report::Number;
use crate::rules::Severity;
use crate::text::message::Message;

const FORMAT: &str =
    "国办公开办函〔2021〕30号附件《中华人民共和国政府信息公开工作年度报告格式》（2019年试行格式同）";

rule! {
    /// # 检查什么
    ///
    /// 第三部分的表，每一列：“一、本年新收”加“二、上年结转”，等于“（七）总计”加“四、结转下年度继续办理”。
    ///
    /// # 为什么
    ///
    /// 这是格式表头上写明的勾稽关系：“第一项加第二项之和，等于第三项加第四项之和”。收到的申请要么办结，要么结转，不会多也不会少。
    ///
    /// # What it checks
    ///
    /// In each column of table 3, new requests plus requests carried in equal requests handled plus requests carried
    /// out.
    ///
    /// # Why
    ///
    /// The header of the official form says so: a request is either handled or carried over to the next year.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t3.new.natural = 3
    /// t3.carried_in.natural = 0
    /// t3.handled.natural = 0
    /// t3.carried_out.natural = 0
    /// → 自然人列：本年新收 3 + 上年结转 0 = 3，而（七）总计 0 + 结转下年度 0 = 0，相差 3
    /// ```
    ///
    /// ```breaks
    /// t3.new.total = 80
    /// → t3.balance.total
    /// ```
    ///
    /// ```passes
    /// t3.new.natural = 6
    /// t3.carried_out.natural = 2
    /// ```
    ///
    /// ```passes
    /// t3.carried_in.natural = -
    /// t3.carried_out.natural =
    /// ```
    pub T3_BALANCE {
        name: "t3-balance",
        kind: Table,
        title: ("新收加结转来，不等于办理加结转走", "New and carried in do not equal handled and carried out"),
        severity: Error,
        source: Source::Official { document: FORMAT, clause: "第三部分表头“本列数据的勾稽关系”" },
        check: |context| report("t3-balance", context),
    }
}

rule! {
    /// # 检查什么
    ///
    /// 第三部分的表，每一列：“（七）总计”等于（一）至（六）各明细行之和。
    ///
    /// # 为什么
    ///
    /// “（七）总计”就是本年度办理结果的合计，每件申请只计入一种结果。
    ///
    /// # What it checks
    ///
    /// In each column of table 3, the total of requests handled equals the sum of all results (一) to (六).
    ///
    /// # Why
    ///
    /// The row is the total of the results, and each request is counted under one result.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t3.granted.natural = 4
    /// → 自然人列：（七）总计为 5，而予以公开 4 + 部分公开 1 + 本机关不掌握相关政府信息 1 = 6，相差 1
    /// ```
    ///
    /// ```passes
    /// t3.granted.natural = 2
    /// t3.partial.natural = 2
    /// ```
    pub T3_HANDLED_SUM {
        name: "t3-handled-sum",
        kind: Table,
        title: ("办理总计不等于各项结果之和", "The total handled is not the sum of the results"),
        severity: Error,
        source: Source::Arithmetic,
        check: |context| report("t3-handled-sum", context),
    }
}

rule! {
    /// # 检查什么
    ///
    /// 第三部分的表，每一行：“总计”等于自然人与五类法人或其他组织之和。
    ///
    /// # 为什么
    ///
    /// 总计列就是各类申请人的合计。
    ///
    /// # What it checks
    ///
    /// In each row of table 3, the total equals natural persons plus the five kinds of organisation.
    ///
    /// # Why
    ///
    /// The last column is the total over the kinds of applicant.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t3.granted.total = 5
    /// → “予以公开”一行：总计为 5，而自然人 3 + 商业企业 1 = 4，相差 1
    /// ```
    ///
    /// ```passes
    /// t3.granted.total =
    /// ```
    pub T3_ROW_TOTAL {
        name: "t3-row-total",
        kind: Table,
        title: ("一行的总计不等于各类申请人之和", "A row's total is not the sum over applicants"),
        severity: Error,
        source: Source::Arithmetic,
        check: |context| report("t3-row-total", context),
    }
}

rule! {
    /// # 检查什么
    ///
    /// 第四部分的表，每一类案件：结果维持、结果纠正、其他结果、尚未审结之和等于总计。
    ///
    /// # 为什么
    ///
    /// 每一件复议、诉讼只有这四种情形之一。
    ///
    /// # What it checks
    ///
    /// For each kind of case in table 4, upheld, corrected, other and pending add up to the total.
    ///
    /// # Why
    ///
    /// Each case is in exactly one of these four states.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t4.review.upheld = 10
    /// t4.review.corrected = 1
    /// t4.review.total = 0
    /// → 行政复议：总计为 0，而结果维持 10 + 结果纠正 1 = 11，相差 11
    /// ```
    ///
    /// ```passes
    /// t4.review.pending = 1
    /// t4.review.total = 2
    /// ```
    pub T4_CASE_TOTAL {
        name: "t4-case-total",
        kind: Table,
        title: ("复议或诉讼的总计不等于各种结果之和", "The total of cases is not the sum of their results"),
        severity: Error,
        source: Source::Arithmetic,
        check: |context| report("t4-case-total", context),
    }
}

rule! {
    /// # 检查什么
    ///
    /// 有的单位在第三部分的表里加了“法人或其他组织小计”列，或者（三）至（六）的小计行：小计等于它下面各项之和。
    ///
    /// # 为什么
    ///
    /// 小计不是统一格式里的内容，但写了就要算对。
    ///
    /// # What it checks
    ///
    /// Some layouts of table 3 add a subtotal column of organisations or subtotal rows for （三） to （六）: a subtotal
    /// equals the sum of its parts.
    ///
    /// # Why
    ///
    /// Subtotals are not on the official form, but where they are given they have to be right.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t3.denied.commercial = 2
    /// → t3.subtotal.denied.commercial
    /// ```
    ///
    /// ```passes
    /// t3.denied.commercial = 1
    /// ```
    pub T3_SUBTOTAL {
        name: "t3-subtotal",
        kind: Table,
        title: ("小计不等于各项之和", "A subtotal is not the sum of its parts"),
        severity: Error,
        source: Source::Arithmetic,
        check: |context| report("t3-subtotal", context),
    }
}

rule! {
    /// # 检查什么
    ///
    /// 2014 年的《政府信息公开情况统计表》：申请数等于各渠道之和，办结数等于按时与延期之和，答复数等于各类答复之和，不同意公开、复议、诉讼、人员数等于各自分项之和。
    /// 各地自制的附表（指标名称、单位、本年度、历年累计）：其中各项不比总数多，列有“其他”的与总数相等，本年度的数不比历年累计多。
    ///
    /// # 为什么
    ///
    /// 分项之和应当等于总数。各地的统计表分项不尽相同，所以只作提醒。
    ///
    /// # What it checks
    ///
    /// In the statistics table of 2014, totals equal the sums of their items: requests by channel, requests closed,
    /// answers by kind, refusals by reason, reviews, suits, staff. In tables of an organ's own making (指标名称, 单位, the
    /// year, 历年累计), parts are no more than their total, and equal to it where 其他 is among them; no year has more
    /// than all years together.
    ///
    /// # Why
    ///
    /// Items should add up. Local tables differ in their items, so this is never more than a warning.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// form 2014
    /// s14.received = 10
    /// → 收到申请数为 10，而网络申请数 6 + 信函申请数 3 = 9，相差 1
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// s14.received.fax = -
    /// ```
    ///
    /// ```breaks
    /// form 2014
    /// without table s14
    /// section 6 + 附表：指标名称 单位 2016年度 历年累计 对申请的答复总数 条 1 2 其中：1.同意公开答复数 条 1 2 2.其他类型答复数 条 0 1
    /// → 附表“历年累计”一栏
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// without table s14
    /// section 6 + 附表：指标名称计量单位2016年度历年累计主动公开信息数条2071223其中：1.网站公开条2011200 2.公报公开条00受理申请总数条13其中：1.当面申请数条002.信函申请数条13
    /// ```
    pub S14_SUM {
        name: "s14-sum",
        kind: Table,
        title: ("统计表的总数不等于各分项之和", "A total of the statistics table is not the sum of its items"),
        severity: Warning,
        source: Source::Arithmetic,
        check: |context| [report("s14-sum", context), annex::broken_totals(context)].concat(),
    }
}

/// Reports the broken identities of a rule.
fn report(rule: &'static str, context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let usual = if rule == "s14-sum" { Severity::Warning } else { Severity::Error };
    for (assessment, left, right, sure) in context.assessed.broken(rule) {
        let identity = &assessment.identity;
        let mut message = sentence(context, &identity.left, &identity.right, left, right);
        if !sure {
            message.zh.push_str("；其中有的数字不能确定是否读对，请先对照原文");
            message.en.push_str(
                "; some of these digits may have been misread, compare them with the original first",
            );
        }
        let severity = if sure { usual } else { Severity::Notice };
        let mut finding = Finding::new(severity, message).on_cells(identity.cells()).of_identity(
            identity.name.clone(),
            Number::Integer(left),
            Number::Integer(right),
        );
        finding.cause.clone_from(&assessment.cause);
        findings.push(finding);
    }
    findings
}

/// `自然人列：本年新收 3 + 上年结转 0 = 3，而（七）总计 0 + 结转下年度 0 = 0，相差 3`.
fn sentence(context: &Context, left: &[Term], right: &[Term], left_sum: i64, right_sum: i64) -> Message {
    let form = context.form;
    let all = || left.iter().chain(right).map(|term| term.cell);
    let first = all().next();
    let same_row = first.is_some_and(|first| all().all(|cell| cell.row() == first.row()));
    let label = |cell: CellId| if same_row { words::column(cell, form) } else { words::row(cell, form) };
    let place = first.map_or_else(Message::default, |cell| place(cell, same_row, form));
    let left = side(context, left, left_sum, &label);
    let right = side(context, right, right_sum, &label);
    let difference = left_sum.abs_diff(right_sum);
    Message::new(
        format!("{}{}，而{}，相差 {difference}", place.zh, left.zh, right.zh),
        format!("{}{}, but {}; the difference is {difference}", place.en, left.en, right.en),
    )
}

/// Which row or column is spoken of.
fn place(cell: CellId, same_row: bool, form: &'static Form) -> Message {
    let side_by_side = form.block_of(cell.row()).is_some_and(|block| block.side_by_side);
    if same_row {
        let row = words::row(cell, form);
        let zh = if side_by_side { format!("{}：", row.zh) } else { format!("“{}”一行：", row.zh) };
        return Message::new(zh, format!("Row {}: ", row.en));
    }
    let column = words::column(cell, form);
    if column.zh.is_empty() {
        return Message::default();
    }
    Message::new(format!("{}列：", column.zh), format!("Column {}: ", column.en))
}

/// One side of a sum with its addends; of many addends only those that are not 0.
fn side(context: &Context, terms: &[Term], sum: i64, label: &dyn Fn(CellId) -> Message) -> Message {
    const MOST: usize = 8;
    let addend = |cell: CellId| {
        let label = label(cell);
        let value = context.assessed.lenient(context.report, cell).unwrap_or(0);
        let blank = context.report.cells.get(cell).is_some_and(crate::report::Cell::is_blank);
        match (blank, value) {
            (true, 0) => Message::new(format!("{}（空白）", label.zh), format!("{} (blank)", label.en)),
            (true, _) => Message::new(
                format!("{}（空白，应为 {value}）", label.zh),
                format!("{} (blank, must be {value})", label.en),
            ),
            (false, _) => Message::new(format!("{} {value}", label.zh), format!("{} {value}", label.en)),
        }
    };
    if let [term] = terms {
        let label = label(term.cell);
        return Message::new(format!("{}为 {sum}", label.zh), format!("{} is {sum}", label.en));
    }
    let is_zero = |cell: CellId| context.assessed.lenient(context.report, cell) == Some(0);
    let shown: Vec<Message> = terms
        .iter()
        .map(|term| term.cell)
        .filter(|cell| terms.len() <= 2 || !is_zero(*cell))
        .map(addend)
        .collect();
    let joined = |language: fn(&Message) -> &str| {
        shown.iter().take(MOST).map(language).collect::<Vec<_>>().join(" + ")
    };
    match shown.len() {
        0 => Message::new("其余各项之和为 0", "the other items add up to 0"),
        1 if terms.len() > 2 => Message::new(
            format!("其余各项只有{}", joined(|m| &m.zh)),
            format!("of the other items only {} is not 0", joined(|m| &m.en)),
        ),
        count if count > MOST => Message::new(
            format!("{} + 另 {} 项 = {sum}", joined(|m| &m.zh), count - MOST),
            format!("{} + {} more = {sum}", joined(|m| &m.en), count - MOST),
        ),
        _ => Message::new(format!("{} = {sum}", joined(|m| &m.zh)), format!("{} = {sum}", joined(|m| &m.en))),
    }
}
