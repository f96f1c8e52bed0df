//! A report as headings, paragraphs and tables with merged cells, before it is written in a layout.

use super::numbers::{CASES, COLUMNS, Form, GROUPS, RESULTS_OF_CASES, Report};
use super::random::Random;

/// A cell that covers one or more places of a grid.
#[derive(Debug, Clone)]
pub struct Cell {
    pub text: String,
    pub down: usize,
    pub across: usize,
    /// Whether it holds a number.
    pub value: bool,
    /// The contract name of the cell whose number it holds; empty where it holds none of the form's.
    pub name: String,
}

/// The cells of a table that begin in each row.
pub type Sheet = Vec<Vec<Cell>>;

#[derive(Debug, Clone)]
pub enum Part {
    Title(String),
    Heading(String),
    Paragraph(String),
    Table2(Sheet),
    Table3(Sheet),
    Table4(Sheet),
}

/// What a layout does to a report before it is written.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    /// 法人或其他组织小计 as a column, subtotal rows, local rows.
    pub local: bool,
    /// Accepted variants of labels.
    pub variants: bool,
    /// The header of the tax system.
    pub tax: bool,
    /// Lines broken inside labels.
    pub breaks: bool,
    /// More grid columns in table 2 than columns of meaning, with spans that do not agree.
    pub wide: bool,
    /// No tables at all.
    pub without_tables: bool,
    /// Groups of table 3 have a line of their own above their rows.
    pub group_lines: bool,
}

pub fn label(text: impl Into<String>, down: usize, across: usize) -> Cell {
    Cell { text: text.into(), down, across, value: false, name: String::new() }
}

fn value(text: &str, across: usize) -> Cell {
    Cell { text: text.to_owned(), down: 1, across, value: true, name: String::new() }
}

/// The cell of the form with this name.
fn cell(report: &Report, name: String, across: usize) -> Cell {
    Cell { text: report.text(&name).to_owned(), down: 1, across, value: true, name }
}

/// The report as parts.
pub fn parts(report: &Report, manner: &Manner, random: &mut Random) -> Vec<Part> {
    let year = report.year;
    let told = |name: &str| report.told.get(name).copied().unwrap_or(0);
    let title = match random.below(3) {
        0 => format!("{}{year}年政府信息公开工作年度报告", report.organ),
        1 => format!("{}{year}年度政府信息公开工作年度报告", report.organ),
        _ => format!("{}政府信息公开工作{year}年度报告", report.organ),
    };
    let paragraph = |text: String| Part::Paragraph(text);
    let mut parts = vec![
        Part::Title(title),
        paragraph(format!(
            "本报告根据《中华人民共和国政府信息公开条例》编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
        )),
        Part::Heading("一、总体情况".to_owned()),
        paragraph(
            "（一）主动公开情况。通过政府网站和政务新媒体及时公开各类政府信息，做好政策解读。".to_owned(),
        ),
        paragraph(format!(
            "（二）依申请公开情况。{year}年，本机关新收政府信息公开申请{}件，上年结转{}件，全年办结{}件，结转下年度继续办理{}件。",
            told("t3.new.total"),
            told("t3.carried_in.total"),
            told("t3.handled.total"),
            told("t3.carried_out.total")
        )),
        paragraph("（三）政府信息管理情况。严格落实公开属性源头认定和保密审查制度。".to_owned()),
        paragraph("（四）政府信息公开平台建设情况。规范公开专栏的设置，做好日常维护。".to_owned()),
        paragraph("（五）监督保障情况。明确专人负责，定期自查并组织业务培训。".to_owned()),
        Part::Heading("二、主动公开政府信息情况".to_owned()),
    ];
    if !manner.without_tables {
        parts.push(Part::Table2(table_2(report, manner)));
    }
    parts.push(Part::Heading("三、收到和处理政府信息公开申请情况".to_owned()));
    if !manner.without_tables {
        parts.push(Part::Table3(table_3(report, manner)));
    }
    parts.push(Part::Heading("四、政府信息公开行政复议、行政诉讼情况".to_owned()));
    if !manner.without_tables {
        parts.push(Part::Table4(table_4(report)));
    }
    parts.extend([
        Part::Heading("五、存在的主要问题及改进情况".to_owned()),
        paragraph("存在的主要问题：公开的内容还不够丰富，工作人员的业务能力有待提高。".to_owned()),
        paragraph(
            "改进情况：围绕群众关心的事项充实公开内容，加强业务培训，规范行政复议、行政诉讼的日常工作。"
                .to_owned(),
        ),
        Part::Heading("六、其他需要报告的事项".to_owned()),
        paragraph("本年度没有收取政府信息公开信息处理费。".to_owned()),
        paragraph(report.organ.clone()),
        paragraph(format!("{}年1月{}日", year + 1, 8 + random.below(20))),
    ]);
    parts
}

fn table_2(report: &Report, manner: &Manner) -> Sheet {
    let mut sheet = Sheet::new();
    for (heading, columns, rows) in report.form.blocks() {
        let width = if manner.wide { 5 } else { 4 };
        sheet.push(vec![label(*heading, 1, width)]);
        // How the value columns share the grid, in headers and in rows; in the wide kind the two do not agree.
        let (header_spans, row_spans): (&[usize], &[usize]) = match (columns.len(), manner.wide) {
            (3, false) => (&[1, 1, 1], &[1, 1, 1]),
            (2, false) => (&[1, 2], &[1, 2]),
            (_, false) => (&[3], &[3]),
            (3, true) if rows[0].0 == "regulation" => (&[1, 2, 1], &[1, 2, 1]),
            (3, true) => (&[1, 2, 1], &[2, 1, 1]),
            (2, true) => (&[2, 2], &[2, 2]),
            (_, true) => (&[4], &[4]),
        };
        let mut header = vec![label("信息内容", 1, 1)];
        for ((name, text), across) in columns.iter().zip(header_spans) {
            let text = match (*name, manner.tax) {
                ("issued", true) => "本年度制发数",
                ("repealed", true) => "本年废止数",
                _ => text,
            };
            header.push(label(if manner.breaks { broken(text) } else { text.to_owned() }, 1, *across));
        }
        sheet.push(header);
        for (row, text) in *rows {
            let text = if manner.variants && *row == "normative" && report.form != Form::F2019 {
                "规范性文件"
            } else {
                text
            };
            let mut line = vec![label(text, 1, 1)];
            for ((column, _), across) in columns.iter().zip(row_spans) {
                line.push(cell(report, format!("t2.{row}.{column}"), *across));
            }
            sheet.push(line);
        }
        if manner.local && rows[0].0 == "regulation" {
            let mut line = vec![label("其他主动公开文件", 1, 1)];
            line.extend(row_spans.iter().map(|across| value("7", *across)));
            sheet.push(line);
        }
    }
    sheet
}

/// A line break in the middle.
fn broken(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let (left, right) = characters.split_at(characters.len() / 2);
    format!("{}\n{}", left.iter().collect::<String>(), right.iter().collect::<String>())
}

fn table_3(report: &Report, manner: &Manner) -> Sheet {
    let column_label = |text: &str| match text {
        "商业企业" if manner.breaks => "商业\n企业".to_owned(),
        "商业企业" if manner.variants => "商业 企业".to_owned(),
        "科研机构" if manner.breaks => "科研\n机构".to_owned(),
        "总计" if manner.variants => "合计".to_owned(),
        _ => text.to_owned(),
    };
    let organisations = if manner.local { 6 } else { 5 };
    let hint = if manner.variants {
        "（本列数据的勾嵇关系为：第一项加第二项之和，等于第三项加第四项之和）"
    } else {
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    };
    let mut sheet = vec![
        vec![label(hint, 3, 3), label("申请人情况", 1, organisations + 2)],
        vec![
            label("自然人", 2, 1),
            label("法人或其他组织", 1, organisations),
            label(column_label("总计"), 2, 1),
        ],
        COLUMNS[1..6].iter().map(|(_, text)| label(column_label(text), 1, 1)).collect(),
    ];
    if manner.local {
        sheet[2].push(label("小计", 1, 1));
    }
    if manner.group_lines {
        group_lines(report, &mut sheet);
        return sheet;
    }
    let rows = report.form.rows();
    let subtotal = |group: usize| manner.local && group == 1;
    let extra = rows.iter().filter(|row| row.1 == 1).count().min(1) * usize::from(manner.local);
    let mut last = 0;
    for (index, (name, group, text)) in rows.iter().enumerate() {
        let text = if manner.variants { variant(name, text) } else { (*text).to_owned() };
        let mut line = Vec::new();
        if *name == "granted" {
            line.push(label("三、本年度办理结果", rows.len() - 3 + extra, 1));
        }
        let values = |line: &mut Vec<Cell>, each: &dyn Fn(&str) -> Cell| {
            for (column, _) in COLUMNS {
                if manner.local && column == "total" {
                    line.push(each("organisations"));
                }
                line.push(each(column));
            }
        };
        if *group > 0 && *group != last {
            let height = rows.iter().filter(|row| row.1 == *group).count();
            line.push(label(GROUPS[*group], height + usize::from(subtotal(*group)), 1));
            if subtotal(*group) {
                line.push(label("小计", 1, 1));
                values(&mut line, &|column| value(&sum(report, "denied", column).to_string(), 1));
                sheet.push(std::mem::take(&mut line));
            }
        }
        last = *group;
        line.push(match (*group, index) {
            (0, _) if ["new", "carried_in", "carried_out"].contains(name) => label(text, 1, 3),
            (0, _) => label(text, 1, 2),
            _ => label(text, 1, 1),
        });
        values(&mut line, &|column| {
            if column == "organisations" {
                value(&sum(report, name, column).to_string(), 1)
            } else {
                cell(report, format!("t3.{name}.{column}"), 1)
            }
        });
        sheet.push(line);
    }
    sheet
}

/// Table 3 with lines that hold nothing but the label of a group, and one label column.
fn group_lines(report: &Report, sheet: &mut Sheet) {
    sheet[0][0].across = 1;
    let mut last = 0;
    for (name, group, text) in report.form.rows() {
        let empty = |sheet: &mut Sheet, text: &str| {
            let mut line = vec![label(text, 1, 1)];
            line.extend((0..7).map(|_| label("", 1, 1)));
            sheet.push(line);
        };
        if name == "granted" {
            empty(sheet, "三、本年度办理结果");
        }
        if group != last && group > 0 {
            empty(sheet, GROUPS[group]);
        }
        last = group;
        let mut line = vec![label(text, 1, 1)];
        line.extend(COLUMNS.iter().map(|(column, _)| cell(report, format!("t3.{name}.{column}"), 1)));
        sheet.push(line);
    }
}

/// The subtotal over the rows that begin with a name, or over the organisations.
fn sum(report: &Report, rows: &str, column: &str) -> i64 {
    let columns: Vec<&str> = if column == "organisations" {
        COLUMNS[1..6].iter().map(|(name, _)| *name).collect()
    } else {
        vec![column]
    };
    report
        .form
        .rows()
        .iter()
        .filter(|row| row.0 == rows || row.0.starts_with(&format!("{rows}.")))
        .flat_map(|row| columns.iter().map(move |column| format!("t3.{}.{column}", row.0)))
        .map(|name| report.count(&name))
        .sum()
}

/// Accepted variants of the labels (L17).
fn variant(name: &str, text: &str) -> String {
    match name {
        "carried_out" => "四、结转下一年度继续办理".to_owned(),
        "denied.safety_stability" => "3．危及三安全一稳定".to_owned(),
        "handled" => "(七)合计".to_owned(),
        "denied.state_secret" => "①属于国家秘密".to_owned(),
        "unavailable.not_held" => "1、本机关不掌握相关政府信息".to_owned(),
        "refused.repeated" => "2. 重复申请".to_owned(),
        _ => text.replace('（', "(").replace('）', ")"),
    }
}

fn table_4(report: &Report) -> Sheet {
    let mut sheet = vec![
        vec![label("行政复议", 1, 5), label("行政诉讼", 1, 10)],
        RESULTS_OF_CASES.iter().map(|(_, text)| label(*text, 2, 1)).collect(),
        Vec::new(),
        Vec::new(),
    ];
    sheet[1].extend([label("未经复议直接起诉", 1, 5), label("复议后起诉", 1, 5)]);
    for _ in 0..2 {
        sheet[2].extend(RESULTS_OF_CASES.iter().map(|(_, text)| label(*text, 1, 1)));
    }
    for (case, _) in CASES {
        for (result, _) in RESULTS_OF_CASES {
            sheet[3].push(cell(report, format!("t4.{case}.{result}"), 1));
        }
    }
    sheet
}
