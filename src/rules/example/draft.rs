//! A report as an example describes it, before it is made into a document.

use std::collections::BTreeMap;

use crate::document::{Block, Document, Fidelity};
use crate::extract::extract;
use crate::form::{CellId, Form, FormId, TableId};
use crate::report::Report;
use crate::rules::Companion;

use super::base::{PREVIOUS, base_heading, base_text, base_value, repeated};

/// A report before it is made into a document.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    form: FormId,
    year: i32,
    organ: String,
    title: Option<String>,
    fidelity: Fidelity,
    headings: BTreeMap<u8, String>,
    /// Paragraphs by section; 0 before the first section, 7 after the last.
    sections: BTreeMap<u8, Vec<String>>,
    signature: Option<Vec<String>>,
    pub(super) cells: BTreeMap<CellId, String>,
    pub(super) labels: BTreeMap<(TableId, String), String>,
    left_out: Vec<String>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            form: FormId::CURRENT,
            year: 2024,
            organ: "青禾镇人民政府".to_owned(),
            title: None,
            fidelity: Fidelity::Original,
            headings: BTreeMap::new(),
            sections: BTreeMap::new(),
            signature: None,
            cells: BTreeMap::new(),
            labels: BTreeMap::new(),
            left_out: Vec::new(),
        }
    }
}

impl Draft {
    pub(super) fn apply(&mut self, line: &str) {
        match line {
            "mirror" => return self.fidelity = Fidelity::Mirror,
            "recognised" => return self.fidelity = Fidelity::Recognised,
            "extracted" => return self.fidelity = Fidelity::Extracted,
            "same text" => return self.sections.clear(),
            _ => {}
        }
        if let Some(form) = line.strip_prefix("form ") {
            self.form = FormId::parse(form).unwrap_or_else(|| panic!("no such form: {form}"));
            self.year = match form {
                "2021" => 2024,
                "2019" => 2020,
                "2014" => 2017,
                _ => self.form_data().from,
            };
            return;
        }
        if let Some(what) = line.strip_prefix("without ") {
            return self.left_out.push(what.to_owned());
        }
        let addition = line.find(" +").filter(|plus| line.find('=').is_none_or(|equals| *plus < equals));
        if let Some(plus) = addition {
            let (name, text) = line.split_at(plus);
            let number = section_number(name).unwrap_or_else(|| panic!("what is added to: {line}"));
            let mut paragraphs = self.paragraphs(number);
            paragraphs.push(repeated(text.trim_start_matches(" +").trim()));
            self.sections.insert(number, paragraphs);
            return;
        }
        let (name, value) = line.split_once('=').unwrap_or_else(|| panic!("cannot be understood: {line}"));
        let (name, value) = (name.trim(), value.trim());
        let lines = || value.split(" / ").filter(|each| !each.is_empty()).map(repeated).collect();
        if let Some(number) = section_number(name) {
            self.sections.insert(number, lines());
        } else if let Some(number) = name.strip_prefix("heading ") {
            self.headings.insert(number.parse().expect("the number of a section"), value.to_owned());
        } else if let Some(label) = name.strip_prefix("row ") {
            let (table, row) = label.split_once('.').expect("row <table>.<row>");
            self.labels.insert((table_id(table), row.to_owned()), value.to_owned());
        } else if let Some(cell) = CellId::parse(name) {
            self.cells.insert(cell, value.to_owned());
        } else {
            match name {
                "title" => self.title = Some(value.to_owned()),
                "organ" => value.clone_into(&mut self.organ),
                "year" => self.year = value.parse().expect("a year"),
                "signature" => self.signature = Some(lines()),
                _ => panic!("cannot be understood: {line}"),
            }
        }
    }

    pub(super) fn is_left_out(&self, what: &str) -> bool {
        self.left_out.iter().any(|each| each == what)
    }

    pub(super) fn form_data(&self) -> &'static Form {
        self.form.form()
    }

    /// What is written in a cell.
    pub(super) fn text(&self, cell: CellId) -> Option<String> {
        self.cells
            .get(&cell)
            .cloned()
            .or_else(|| is_official(self.form_data(), cell).then(|| base_value(cell).to_owned()))
    }

    /// Last year's report that fits to this one.
    pub(super) fn previous(&self) -> Self {
        let mut previous = Self { cells: BTreeMap::new(), ..self.clone() };
        previous.year -= 1;
        previous.sections.insert(
            1,
            vec![
                "（一）主动公开情况。全年更新公开目录，重点公开财政预决算、惠农补贴和工程建设方面的信息。"
                    .to_owned(),
                "（二）依申请公开情况。收到的申请均在法定期限内答复。".to_owned(),
                "（三）政府信息管理情况。制定信息发布审核流程。".to_owned(),
                "（四）平台建设情况。新开设便民服务栏目。".to_owned(),
                "（五）监督保障情况。由分管领导负责，列入年终考核。".to_owned(),
            ],
        );
        previous.sections.insert(5, vec!["主要问题是更新不够及时。下一步将建立台账，按月检查。".to_owned()]);
        for (name, value) in PREVIOUS {
            let cell = CellId::parse(name).expect("a cell");
            if is_official(previous.form_data(), cell) {
                previous.cells.insert(cell, (*value).to_owned());
            }
        }
        previous
    }

    /// One of two equal reports under this one.
    pub(super) fn as_part(&self) -> Self {
        Self { form: self.form, year: self.year, ..Self::default() }
    }

    /// Doubles every count; the narrative names none then.
    pub(super) fn double(&mut self) {
        self.sections.entry(1).or_insert_with(|| {
            [
                "（一）主动公开情况。围绕群众关心的事项充实公开内容。",
                "（二）依申请公开情况。依法办理政府信息公开申请。",
                "（三）政府信息管理情况。严格落实公开属性源头认定和保密审查制度。",
                "（四）政府信息公开平台建设情况。规范政府网站公开专栏的设置。",
                "（五）监督保障情况。明确专人负责，定期自查并组织业务培训。",
            ]
            .map(str::to_owned)
            .to_vec()
        });
        for cell in self.form_data().cells() {
            if let Some(value) = self.text(cell) {
                let doubled =
                    value.parse::<i64>().map_or_else(|_| value.clone(), |count| (2 * count).to_string());
                self.cells.insert(cell, doubled);
            }
        }
    }

    fn paragraphs(&self, section: u8) -> Vec<String> {
        self.sections
            .get(&section)
            .cloned()
            .unwrap_or_else(|| base_text(section, self.form).iter().map(|text| self.fill(text)).collect())
    }

    fn fill(&self, text: &str) -> String {
        text.replace("{year}", &self.year.to_string())
            .replace("{next}", &(self.year + 1).to_string())
            .replace("{organ}", &self.organ)
            .replace("{we}", we(&self.organ))
    }

    pub(super) fn companion(&self) -> Companion {
        let (document, report) = self.read();
        Companion { name: None, document, report }
    }

    /// The document and the report in it.
    pub(super) fn read(&self) -> (Document, Report) {
        let mut document = Document { fidelity: self.fidelity, ..Document::default() };
        let title =
            self.title.clone().unwrap_or_else(|| self.fill("{organ}{year}年政府信息公开工作年度报告"));
        if !title.is_empty() {
            document.blocks.push(Block::heading(1, title));
        }
        document.blocks.extend(self.paragraphs(0).into_iter().map(Block::paragraph));
        for section in 1..=6 {
            if self.is_left_out(&format!("section {section}")) {
                continue;
            }
            let heading =
                self.headings.get(&section).cloned().unwrap_or_else(|| base_heading(section).to_owned());
            if !heading.is_empty() {
                document.blocks.push(Block::paragraph(heading));
            }
            document.blocks.extend(self.paragraphs(section).into_iter().map(Block::paragraph));
            for table in self.form_data().tables {
                let here = match table.id {
                    TableId::Table2 => 2,
                    TableId::Table3 => 3,
                    TableId::Table4 => 4,
                    TableId::Statistics2014 => 6,
                };
                if here != section || self.is_left_out(&format!("table {}", table.id.prefix())) {
                    continue;
                }
                let grid = match table.id {
                    TableId::Table2 => self.table_2(),
                    TableId::Table3 => self.table_3(),
                    TableId::Table4 => self.table_4(),
                    TableId::Statistics2014 => self.statistics(),
                };
                document.blocks.push(Block::table(grid.table));
            }
        }
        document.blocks.extend(self.paragraphs(7).into_iter().map(Block::paragraph));
        let signature = self
            .signature
            .clone()
            .unwrap_or_else(|| ["{organ}", "{next}年1月16日"].iter().map(|line| self.fill(line)).collect());
        document.blocks.extend(signature.into_iter().map(Block::paragraph));
        let report = extract(&document);
        (document, report)
    }
}

/// How an organ calls itself.
fn we(organ: &str) -> &'static str {
    let calls = [
        ("局", "我局"),
        ("委员会", "我委"),
        ("县人民政府", "我县"),
        ("人民政府办公室", "我办"),
        ("镇人民政府", "我镇"),
    ];
    calls.iter().find(|(ending, _)| organ.ends_with(ending)).map_or("本机关", |(_, we)| we)
}

fn section_number(name: &str) -> Option<u8> {
    match name {
        "before" => Some(0),
        "after" => Some(7),
        _ => name.strip_prefix("section ")?.parse().ok(),
    }
}

fn table_id(prefix: &str) -> TableId {
    [TableId::Table2, TableId::Table3, TableId::Table4, TableId::Statistics2014]
        .into_iter()
        .find(|table| table.prefix() == prefix)
        .unwrap_or_else(|| panic!("no such table: {prefix}"))
}

fn is_official(form: &'static Form, cell: CellId) -> bool {
    form.has(cell)
}
