//! The sums of the tables.

use super::{Context, Finding, Source};
use crate::outcome::{Message, Severity};
use crate::report::Number;

rule! {
    /// # 检查什么
    ///
    /// 表三每一列：第一项“本年新收”加第二项“上年结转”，等于“（七）总计”加第四项“结转下年度继续办理”。
    ///
    /// # 为什么
    ///
    /// 这是格式表头上写明的勾稽关系：“第一项加第二项之和，等于第三项加第四项之和”。收到的申请要么办结，要么结转，不会多也不会少。
    ///
    /// # What it checks
    ///
    /// In each column of table 3: new requests plus requests carried in equal requests handled plus requests carried
    /// over.
    ///
    /// # Why
    ///
    /// The header of the official form states it. A request is either handled or carried over.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t3.handled.natural = 0
    /// → t3.balance.natural
    /// ```
    ///
    /// ```passes
    /// t3.new.natural = 6
    /// t3.carried_out.natural = 2
    /// ```
    pub T3_BALANCE {
        name: "t3-balance",
        title: ("申请数不平：新收 + 结转来 ≠ 办理 + 结转走", "Requests do not balance"),
        severity: Error,
        source: Source::Official {
            document: "国办公开办函〔2021〕30号附件《中华人民共和国政府信息公开工作年度报告格式》",
            clause: "第三部分表头“本列数据的勾稽关系”",
        },
        check: balance,
    }
}

fn balance(context: &Context, findings: &mut Vec<Finding>) {
    for identity in context.form.identities().into_iter().filter(|each| each.rule == "t3-balance") {
        let sum = |terms: &[crate::form::Term]| -> Option<i64> {
            terms.iter().map(|term| context.report.cells.count(term.cell)).sum()
        };
        if let (Some(left), Some(right)) = (sum(&identity.left), sum(&identity.right))
            && left != right
        {
            let message = Message::new(
                format!(
                    "新收与上年结转之和为 {left}，办理与结转下年度之和为 {right}，相差 {}",
                    left.abs_diff(right)
                ),
                format!("New and carried in add up to {left}, handled and carried over to {right}"),
            );
            findings.push(
                Finding::new("t3-balance", Severity::Error, message).on_cells(identity.cells()).of_identity(
                    identity.name,
                    Number::Integer(left),
                    Number::Integer(right),
                ),
            );
        }
    }
}
