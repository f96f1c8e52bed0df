//! The numbers of a report, consistent in themselves, and which sums a change breaks.

use std::collections::{BTreeMap, BTreeSet};

use super::random::Random;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    F2021,
    F2019,
    Hybrid,
}

pub const COLUMNS: [(&str, &str); 7] = [
    ("natural", "自然人"),
    ("commercial", "商业企业"),
    ("research", "科研机构"),
    ("public_benefit", "社会公益组织"),
    ("legal_service", "法律服务机构"),
    ("other_org", "其他"),
    ("total", "总计"),
];

/// Contract name, group (`0` none, `1` … `4` for （三） to （六）), label.
pub type Row = (&'static str, usize, &'static str);

pub const GROUPS: [&str; 5] = ["", "（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"];

const HEAD: [Row; 2] =
    [("new", 0, "一、本年新收政府信息公开申请数量"), ("carried_in", 0, "二、上年结转政府信息公开申请数量")];
const RESULTS: [Row; 18] = [
    ("granted", 0, "（一）予以公开"),
    ("partial", 0, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("denied.state_secret", 1, "1.属于国家秘密"),
    ("denied.forbidden_by_law", 1, "2.其他法律行政法规禁止公开"),
    ("denied.safety_stability", 1, "3.危及“三安全一稳定”"),
    ("denied.third_party", 1, "4.保护第三方合法权益"),
    ("denied.internal_affairs", 1, "5.属于三类内部事务信息"),
    ("denied.process", 1, "6.属于四类过程性信息"),
    ("denied.enforcement_file", 1, "7.属于行政执法案卷"),
    ("denied.administrative_query", 1, "8.属于行政查询事项"),
    ("unavailable.not_held", 2, "1.本机关不掌握相关政府信息"),
    ("unavailable.needs_creation", 2, "2.没有现成信息需要另行制作"),
    ("unavailable.unclear", 2, "3.补正后申请内容仍不明确"),
    ("refused.petition", 3, "1.信访举报投诉类申请"),
    ("refused.repeated", 3, "2.重复申请"),
    ("refused.publication", 3, "3.要求提供公开出版物"),
    ("refused.excessive", 3, "4.无正当理由大量反复申请"),
    ("refused.confirmation", 3, "5.要求行政机关确认或重新出具已获取信息"),
];
const OTHER_2021: [Row; 3] = [
    ("other.not_corrected", 4, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other.fee_unpaid", 4, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other.rest", 4, "3.其他"),
];
const OTHER_2019: [Row; 1] = [("other", 0, "（六）其他处理")];
const TAIL: [Row; 2] = [("handled", 0, "（七）总计"), ("carried_out", 0, "四、结转下年度继续办理")];

pub const CASES: [(&str, &str); 3] =
    [("review", "行政复议"), ("suit_direct", "未经复议直接起诉"), ("suit_after_review", "复议后起诉")];
pub const RESULTS_OF_CASES: [(&str, &str); 5] = [
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
];

/// A block of table 2: heading, columns, rows.
pub type Block =
    (&'static str, &'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]);

pub const BLOCKS_2021: [Block; 4] = [
    (
        "第二十条第（一）项",
        &[("issued", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数")],
        &[("regulation", "规章"), ("normative", "行政规范性文件")],
    ),
    ("第二十条第（五）项", &[("decisions", "本年处理决定数量")], &[("licence", "行政许可")]),
    (
        "第二十条第（六）项",
        &[("decisions", "本年处理决定数量")],
        &[("penalty", "行政处罚"), ("coercion", "行政强制")],
    ),
    ("第二十条第（八）项", &[("amount", "本年收费金额（单位：万元）")], &[("fee", "行政事业性收费")]),
];

pub const BLOCKS_2019: [Block; 5] = [
    (
        "第二十条第（一）项",
        &[("made", "本年新制作数量"), ("published", "本年新公开数量"), ("public_total", "对外公开总数量")],
        &[("regulation", "规章"), ("normative", "规范性文件")],
    ),
    (
        "第二十条第（五）项",
        &[("previous", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量")],
        &[("licence", "行政许可"), ("other_service", "其他对外管理服务事项")],
    ),
    (
        "第二十条第（六）项",
        &[("previous", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量")],
        &[("penalty", "行政处罚"), ("coercion", "行政强制")],
    ),
    (
        "第二十条第（八）项",
        &[("previous", "上一年项目数量"), ("change", "本年增/减")],
        &[("fee", "行政事业性收费")],
    ),
    (
        "第二十条第（九）项",
        &[("projects", "采购项目数量"), ("amount", "采购总金额")],
        &[("procurement", "政府集中采购")],
    ),
];

/// A report: whose, of which year, on which form, and what stands in its cells.
#[derive(Debug, Clone)]
pub struct Report {
    pub form: Form,
    pub year: i32,
    pub organ: String,
    /// What is written in each cell.
    pub written: BTreeMap<String, String>,
    /// The value of each cell; `None` where nothing is written that is a number.
    pub values: BTreeMap<String, Option<f64>>,
    /// The numbers that the narrative gives, whatever is changed in a cell afterwards.
    pub told: BTreeMap<String, i64>,
    /// The cell that was changed.
    pub changed: Option<String>,
}

impl Form {
    pub fn rows(self) -> Vec<Row> {
        let other: &[Row] = if self == Self::F2021 { &OTHER_2021 } else { &OTHER_2019 };
        [&HEAD[..], &RESULTS[..], other, &TAIL[..]].concat()
    }

    pub fn blocks(self) -> &'static [Block] {
        if self == Self::F2019 { &BLOCKS_2019 } else { &BLOCKS_2021 }
    }
}

impl Report {
    /// A consistent report.
    pub fn random(form: Form, random: &mut Random) -> Self {
        let year = match form {
            Form::F2021 => 2021 + random.below(5),
            Form::F2019 => 2019 + random.below(2),
            Form::Hybrid => 2021 + random.below(2),
        };
        let organs = ["青禾镇人民政府", "云岭县人民政府", "白石县水务局", "平江市人民政府", "松溪街道办事处"];
        let mut report = Self {
            form,
            year: year as i32,
            organ: (*random.pick(&organs)).to_owned(),
            written: BTreeMap::new(),
            values: BTreeMap::new(),
            told: BTreeMap::new(),
            changed: None,
        };
        // A quiet township, a busy bureau, a city.
        let size = *random.pick(&[4, 40, 900]);
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        table_3(form, size, random, &mut counts);
        table_4(size, random, &mut counts);
        table_2(form, size, random, &mut counts);
        for (name, value) in &counts {
            report.put(name, *value);
        }
        report.told = counts;
        if form != Form::F2019 && random.chance(60) {
            let amount = format!("{}.{}", random.below(900), 1 + random.below(99));
            report.write("t2.fee.amount", &amount, Some(amount.parse().unwrap()));
        }
        if form == Form::F2019 {
            let amount = format!("{}.{}", 1 + random.below(400), 1 + random.below(9));
            report.write("t2.procurement.amount", &amount, Some(amount.parse().unwrap()));
        }
        report
    }

    /// Puts a count in a cell.
    pub fn put(&mut self, name: &str, value: i64) {
        self.write(name, &value.to_string(), Some(value as f64));
    }

    /// Writes something in a cell.
    pub fn write(&mut self, name: &str, text: &str, value: Option<f64>) {
        self.written.insert(name.to_owned(), text.to_owned());
        self.values.insert(name.to_owned(), value);
    }

    pub fn text(&self, name: &str) -> &str {
        self.written.get(name).map_or_else(|| panic!("no cell {name}"), String::as_str)
    }

    pub fn count(&self, name: &str) -> i64 {
        self.values.get(name).copied().flatten().unwrap_or(0.0) as i64
    }

    /// Changes one cell of table 3 or 4 as people err, and says which.
    pub fn change(&mut self, random: &mut Random) -> String {
        let names: Vec<String> = self
            .written
            .keys()
            .filter(|name| name.starts_with("t3.") || name.starts_with("t4."))
            .cloned()
            .collect();
        let name = random.pick(&names).clone();
        let value = self.count(&name);
        let changed = match random.below(4) {
            0 => value + 1,
            1 if value > 0 => value - 1,
            2 if value > 0 => value * 10,
            3 if value > 0 => 0,
            _ => value + 2 + random.below(7),
        };
        self.put(&name, changed);
        self.changed = Some(name.clone());
        name
    }

    /// The count in a cell; an empty total is what its addends make it, any other blank is 0.
    fn meant(&self, name: &str) -> i64 {
        let row = name.strip_suffix(".total").filter(|_| self.written[name].is_empty());
        match row {
            Some(row) if row.starts_with("t3.") => {
                COLUMNS[..6].iter().map(|(column, _)| self.count(&format!("{row}.{column}"))).sum()
            }
            _ => self.count(name),
        }
    }

    /// The identities that do not hold.
    pub fn broken(&self) -> BTreeSet<String> {
        let mut broken = BTreeSet::new();
        let rows = self.form.rows();
        let details: Vec<&str> = rows
            .iter()
            .map(|row| row.0)
            .filter(|row| !["new", "carried_in", "handled", "carried_out"].contains(row))
            .collect();
        for (column, _) in COLUMNS {
            let at = |row: &str| self.meant(&format!("t3.{row}.{column}"));
            if at("new") + at("carried_in") != at("handled") + at("carried_out") {
                broken.insert(format!("t3.balance.{column}"));
            }
            if details.iter().map(|row| at(row)).sum::<i64>() != at("handled") {
                broken.insert(format!("t3.handled_sum.{column}"));
            }
        }
        for (row, ..) in rows {
            let parts: i64 =
                COLUMNS[..6].iter().map(|(column, _)| self.count(&format!("t3.{row}.{column}"))).sum();
            if parts != self.meant(&format!("t3.{row}.total")) {
                broken.insert(format!("t3.row_total.{row}"));
            }
        }
        for (case, _) in CASES {
            let at = |result: &str| self.count(&format!("t4.{case}.{result}"));
            if at("upheld") + at("corrected") + at("other") + at("pending") != at("total") {
                broken.insert(format!("t4.case_total.{case}"));
            }
        }
        broken
    }
}

fn table_3(form: Form, size: i64, random: &mut Random, counts: &mut BTreeMap<String, i64>) {
    let rows = form.rows();
    for (index, (column, _)) in COLUMNS.iter().take(6).enumerate() {
        let mut handled = 0;
        for (row, ..) in &rows {
            if ["new", "carried_in", "handled", "carried_out"].contains(row) {
                continue;
            }
            let likely = if index == 0 { 45 } else { 8 };
            let most = if index == 0 { size } else { size / 8 + 2 };
            let value = if random.chance(likely) { random.below(most + 1) } else { 0 };
            handled += value;
            counts.insert(format!("t3.{row}.{column}"), value);
        }
        let carried_out = if random.chance(40) { random.below(size / 4 + 2) } else { 0 };
        let carried_in =
            if random.chance(40) { random.below(size / 4 + 2).min(handled + carried_out) } else { 0 };
        counts.insert(format!("t3.handled.{column}"), handled);
        counts.insert(format!("t3.carried_out.{column}"), carried_out);
        counts.insert(format!("t3.carried_in.{column}"), carried_in);
        counts.insert(format!("t3.new.{column}"), handled + carried_out - carried_in);
    }
    for (row, ..) in rows {
        let total = COLUMNS.iter().take(6).map(|(column, _)| counts[&format!("t3.{row}.{column}")]).sum();
        counts.insert(format!("t3.{row}.total"), total);
    }
}

fn table_4(size: i64, random: &mut Random, counts: &mut BTreeMap<String, i64>) {
    for (case, _) in CASES {
        let mut total = 0;
        for (result, _) in &RESULTS_OF_CASES[..4] {
            let value = if random.chance(35) { random.below(size / 3 + 2) } else { 0 };
            total += value;
            counts.insert(format!("t4.{case}.{result}"), value);
        }
        counts.insert(format!("t4.{case}.total"), total);
    }
}

fn table_2(form: Form, size: i64, random: &mut Random, counts: &mut BTreeMap<String, i64>) {
    for (_, columns, rows) in form.blocks() {
        for (row, _) in *rows {
            for (column, _) in *columns {
                counts.insert(format!("t2.{row}.{column}"), random.below(size + 1));
            }
            let mut put = |column: &str, value: i64| {
                counts.insert(format!("t2.{row}.{column}"), value);
            };
            match (*row, columns[0].0) {
                ("regulation", _) => columns.iter().for_each(|(column, _)| put(column, 0)),
                ("normative", "issued") => {
                    let issued = random.below(12);
                    put("issued", issued);
                    put("repealed", random.below(5));
                    put("in_force", issued + random.below(60));
                }
                ("normative", _) => {
                    let made = random.below(12);
                    put("made", made);
                    put("published", made);
                    put("public_total", made + random.below(60));
                }
                (_, "previous") => {
                    let previous = random.below(size + 1);
                    let change = random.below(9) - previous.min(4);
                    put("previous", previous);
                    put("change", change);
                    // That the items left are as many as the decisions by chance looks like an error, which none is meant to.
                    if let Some(decisions) = counts.get_mut(&format!("t2.{row}.decisions")) {
                        *decisions += i64::from(*decisions == previous + change);
                    }
                }
                _ => {}
            }
        }
    }
}
