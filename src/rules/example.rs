//! The notation of the examples in the rules' documentation: a consistent report, and lines that change it.
//!
//! ```text
//! form 2019                       the form of the base report: 2021 (if not given), 2019, hybrid, 2014
//! year = 2023                     its year; organ = … its organ; title = … its title as a whole
//! mirror | recognised | extracted how near the text is to what was published
//! t3.handled.natural = 0          what is written in a cell; nothing after `=`: blank
//! row t3.granted = 予以公升        the label of a row or column as written
//! without row t3.granted          a row left out; without table t4; without section 4
//! heading 4 = …                   the heading of a section; before, section 1 … section 6, after:
//! section 1 = …                   the whole text of a section …
//! section 1 + …                   … or a paragraph added to it; `30 × …`: thirty times
//! signature = …                   the lines at the end, separated by ` / `
//! previous                        last year's consistent report is given;  previous t3.… = … changes it;
//!                                 previous same text: with this year's words
//! parts                           two reports that add up to this one;     part 1 t3.… = … changes one of them
//! → …                             what a finding of the rule must say, or the identity that it must name
//! ```

use std::collections::BTreeMap;

use crate::document::{Block, Document, Fidelity, Place, Table, TableCell};
use crate::extract::extract;
use crate::form::{BlockForm, CellId, Form, FormId, GroupForm, ORGANISATIONS, Role, RowForm, TableId};
use crate::outcome::Severity;
use crate::report::{Cell, CellState, Number, Report, TableReading, TableStatus};
use crate::rules::{self, Companion, Context, Finding, Rule};

/// A report with what is given beside it, as an example describes it.
#[derive(Debug)]
pub(crate) struct Example {
    /// The document of the report.
    pub document: Document,
    /// The report found in it.
    pub report: Report,
    /// Last year's report.
    pub previous: Option<Companion>,
    /// The reports that it sums up.
    pub parts: Vec<Companion>,
    /// What findings must say.
    pub expected: Vec<String>,
}

impl Example {
    /// Reads an example; a line that cannot be understood is a mistake in the documentation and panics.
    pub(crate) fn new(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let with = |prefix: &str| -> Option<Vec<&str>> {
            let bare = prefix.trim_end();
            let found: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix(prefix)).collect();
            (!found.is_empty() || lines.contains(&bare)).then_some(found)
        };
        let own = |line: &&&str| !["previous", "part ", "parts", "→"].iter().any(|p| line.starts_with(p));
        let mut draft = Draft::default();
        for line in lines.iter().filter(own) {
            draft.apply(line);
        }
        let parts = (lines.contains(&"parts") || with("part ").is_some()).then(|| {
            let mut both = [draft.as_part(), draft.as_part()];
            draft.double();
            // Lines about cells are about the summary, so that they are applied again after doubling.
            lines.iter().filter(own).filter(|line| line.starts_with('t')).for_each(|line| draft.apply(line));
            for line in with("part ").unwrap_or_default() {
                let (number, change) = line.split_once(' ').expect("part <number> <change>");
                let index = number.parse::<usize>().expect("the number of a part") - 1;
                both.get_mut(index).expect("parts 1 and 2").apply(change);
            }
            both.map(|part| part.companion()).to_vec()
        });
        let previous = with("previous ").map(|changes| {
            let mut previous = draft.previous();
            changes.iter().for_each(|change| previous.apply(change));
            previous.companion()
        });
        let expected = with("→").unwrap_or_default().into_iter().map(|line| line.trim().to_owned()).collect();
        let (document, report) = draft.read();
        Self { document, report, previous, parts: parts.unwrap_or_default(), expected }
    }

    /// What a rule looks at.
    pub(crate) fn context(&self) -> Context<'_> {
        Context::new(&self.document, &self.report, self.previous.as_ref(), &self.parts)
    }

    /// What a rule finds in it.
    pub(crate) fn findings(&self, rule: &Rule) -> Vec<Finding> {
        let mut findings = Vec::new();
        (rule.check)(&self.context(), &mut findings);
        findings
    }
}

/// A report before it is made into a document.
#[derive(Debug, Clone)]
struct Draft {
    form: FormId,
    year: i32,
    organ: String,
    title: Option<String>,
    fidelity: Fidelity,
    headings: BTreeMap<u8, String>,
    /// Paragraphs by section; 0 before the first section, 7 after the last.
    sections: BTreeMap<u8, Vec<String>>,
    signature: Option<Vec<String>>,
    cells: BTreeMap<CellId, String>,
    labels: BTreeMap<(TableId, String), String>,
    left_out: Vec<String>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            form: FormId::Form2021,
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
    fn apply(&mut self, line: &str) {
        match line {
            "mirror" => return self.fidelity = Fidelity::Mirror,
            "recognised" => return self.fidelity = Fidelity::Recognised,
            "extracted" => return self.fidelity = Fidelity::Extracted,
            "same text" => return self.sections.clear(),
            _ => {}
        }
        if let Some(form) = line.strip_prefix("form ") {
            (self.form, self.year) = match form {
                "2021" => (FormId::Form2021, 2024),
                "2019" => (FormId::Form2019, 2020),
                "hybrid" => (FormId::Hybrid, 2021),
                "2014" => (FormId::Statistics2014, 2017),
                other => panic!("no such form: {other}"),
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

    fn is_left_out(&self, what: &str) -> bool {
        self.left_out.iter().any(|each| each == what)
    }

    fn form_data(&self) -> &'static Form {
        self.form.form()
    }

    /// What is written in a cell.
    fn text(&self, cell: CellId) -> Option<String> {
        self.cells
            .get(&cell)
            .cloned()
            .or_else(|| is_official(self.form_data(), cell).then(|| base_value(cell).to_owned()))
    }

    /// Last year's report that fits to this one.
    fn previous(&self) -> Self {
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
    fn as_part(&self) -> Self {
        Self { form: self.form, year: self.year, ..Self::default() }
    }

    /// Doubles every count; the narrative names none then.
    fn double(&mut self) {
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
    }

    fn companion(&self) -> Companion {
        let (document, report) = self.read();
        Companion { name: None, document, report }
    }

    /// The document and the report in it.
    fn read(&self) -> (Document, Report) {
        let mut document = Document { fidelity: self.fidelity, ..Document::default() };
        let title =
            self.title.clone().unwrap_or_else(|| self.fill("{organ}{year}年政府信息公开工作年度报告"));
        if !title.is_empty() {
            document.blocks.push(Block::heading(1, title));
        }
        let mut tables = BTreeMap::new();
        let mut places = Vec::new();
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
                let block = u32::try_from(document.blocks.len()).expect("few blocks");
                let grid = match table.id {
                    TableId::Table2 => self.table_2(),
                    TableId::Table3 => self.table_3(),
                    TableId::Table4 => self.table_4(),
                    TableId::Statistics2014 => self.statistics(),
                };
                document.blocks.push(Block::table(grid.table));
                places.extend(grid.places.into_iter().map(|(cell, row, column)| (cell, block, row, column)));
                tables.insert(
                    table.id,
                    TableReading { status: TableStatus::Found, blocks: vec![block], heading: None },
                );
            }
        }
        document.blocks.extend(self.paragraphs(7).into_iter().map(Block::paragraph));
        let signature = self
            .signature
            .clone()
            .unwrap_or_else(|| ["{organ}", "{next}年1月16日"].iter().map(|line| self.fill(line)).collect());
        document.blocks.extend(signature.into_iter().map(Block::paragraph));
        let mut report = extract(&document);
        if report.cells.is_empty() && self.form == FormId::Statistics2014 {
            report.form = Some(self.form);
            report.tables = tables;
            for (cell, block, row, column) in places {
                let place = Place::Cell { block, row, column };
                let grid = document.blocks.get(block as usize).and_then(Block::as_table);
                let text = grid.and_then(|table| table.at(row, column)).expect("just written").text.clone();
                report.cells.insert(cell, plain_cell(&text, place));
            }
            report.cells.sort(self.form_data());
        }
        (document, report)
    }

    fn label(&self, table: TableId, name: &str, official: &str) -> String {
        self.labels.get(&(table, name.to_owned())).cloned().unwrap_or_else(|| official.to_owned())
    }

    fn is_row_out(&self, table: TableId, row: &str) -> bool {
        self.is_left_out(&format!("row {}.{row}", table.prefix()))
    }

    fn table_2(&self) -> Grid {
        let id = TableId::Table2;
        let mut grid = Grid::default();
        let mut row = 0;
        for block in self.form_data().table(id).expect("table 2").blocks {
            grid.put(row, 0, 1, 4, block.heading);
            grid.put(row + 1, 0, 1, 1, "信息内容");
            let width = if block.columns.len() == 1 { 3 } else { 1 };
            for (column, form) in (1..).zip(block.columns) {
                grid.put(row + 1, column, 1, width, &self.label(id, form.name, form.label));
            }
            row += 2;
            for each in block.rows {
                if self.is_row_out(id, each.name) {
                    continue;
                }
                grid.put(row, 0, 1, 1, &self.label(id, each.name, each.label));
                for (column, form) in (1..).zip(block.columns) {
                    let cell = CellId { table: id, row: each.name, column: form.name };
                    grid.value(row, column, width, cell, &self.text(cell).unwrap_or_default());
                }
                row += 1;
            }
        }
        grid
    }

    fn table_3(&self) -> Grid {
        let id = TableId::Table3;
        let block = self.form_data().table(id).expect("table 3").blocks.first().expect("one block");
        let column_label =
            |name: &str| block.column(name).map_or(String::new(), |form| self.label(id, name, form.label));
        let mut grid = Grid::default();
        grid.put(0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
        grid.put(0, 3, 1, 7, "申请人情况");
        grid.put(1, 3, 2, 1, &column_label("natural"));
        grid.put(1, 4, 1, 5, "法人或其他组织");
        grid.put(1, 9, 2, 1, &column_label("total"));
        for (column, form) in (4..9).zip(block.columns.iter().skip(1)) {
            grid.put(2, column, 1, 1, &column_label(form.name));
        }
        let subtotal_column = self.cells.keys().any(|cell| cell.column == ORGANISATIONS.name);
        if subtotal_column {
            grid.put(2, 10, 1, 1, ORGANISATIONS.label);
        }
        let mut rows: Vec<(&RowForm, bool)> = Vec::new();
        for row in block.rows.iter().filter(|row| !self.is_row_out(id, row.name)) {
            // A subtotal row of a group stands above its first row.
            let first = row.group.is_some() && rows.last().is_none_or(|(last, _)| last.group != row.group);
            let named = |group: &GroupForm| self.cells.keys().any(|cell| cell.row == group.name);
            if first && row.group.is_some_and(named) {
                rows.push((row, true));
            }
            rows.push((row, false));
        }
        let inner = rows.iter().filter(|(row, _)| row.role == Role::Detail || row.name == "handled").count();
        let mut group = None;
        let mut inner_begun = false;
        for (row, (form, subtotal)) in (3..).zip(&rows) {
            let name = form.group.filter(|_| *subtotal).map_or(form.name, |group| group.name);
            let label =
                if *subtotal { "小计".to_owned() } else { self.label(id, form.name, &form.full_label()) };
            if form.role == Role::Plain && form.name != "handled" {
                grid.put(row, 0, 1, 3, &label);
            } else {
                if !inner_begun {
                    inner_begun = true;
                    grid.put(row, 0, u32::try_from(inner).expect("few"), 1, "三、本年度办理结果");
                }
                match form.group {
                    Some(own) => {
                        if group != Some(own) {
                            group = Some(own);
                            let height = rows.iter().filter(|(each, _)| each.group == Some(own)).count();
                            let text = self.label(id, own.name, &format!("（{}）{}", own.ordinal, own.label));
                            grid.put(row, 1, u32::try_from(height).expect("few"), 1, &text);
                        }
                        grid.put(row, 2, 1, 1, &label);
                    }
                    None => grid.put(row, 1, 1, 2, &label),
                }
            }
            let columns = block.columns.iter().chain(subtotal_column.then_some(&ORGANISATIONS));
            for (column, each) in (3..).zip(columns) {
                let cell = CellId { table: id, row: name, column: each.name };
                let text = self.text(cell).unwrap_or_else(|| self.subtotal(block, cell).to_string());
                grid.value(row, column, 1, cell, &text);
            }
        }
        grid
    }

    /// The subtotal of a group of rows or of the organisations, as its parts are written.
    fn subtotal(&self, block: &BlockForm, cell: CellId) -> i64 {
        let organisations = ["commercial", "research", "public_benefit", "legal_service", "other_org"];
        let rows = block.rows.iter().filter(|row| match row.group {
            Some(group) => row.name == cell.row || group.name == cell.row,
            None => row.name == cell.row,
        });
        rows.flat_map(|row| {
            let column = |column| CellId { table: cell.table, row: row.name, column };
            let all = if cell.column == ORGANISATIONS.name { &organisations[..] } else { &[cell.column][..] };
            all.iter().map(|name| self.text(column(name))).collect::<Vec<_>>()
        })
        .filter_map(|text| text?.parse::<i64>().ok())
        .sum()
    }

    fn table_4(&self) -> Grid {
        let id = TableId::Table4;
        let block = self.form_data().table(id).expect("table 4").blocks.first().expect("one block");
        let mut grid = Grid::default();
        grid.put(0, 0, 1, 5, &self.label(id, "review", "行政复议"));
        grid.put(0, 5, 1, 10, "行政诉讼");
        grid.put(1, 5, 1, 5, &self.label(id, "suit_direct", "未经复议直接起诉"));
        grid.put(1, 10, 1, 5, &self.label(id, "suit_after_review", "复议后起诉"));
        let mut column = 0;
        for row in block.rows {
            for form in block.columns {
                let (top, height) = if row.name == "review" { (1, 2) } else { (2, 1) };
                grid.put(top, column, height, 1, &self.label(id, form.name, form.label));
                let cell = CellId { table: id, row: row.name, column: form.name };
                grid.value(3, column, 1, cell, &self.text(cell).unwrap_or_default());
                column += 1;
            }
        }
        grid.table.cells.sort_by_key(|cell| (cell.row, cell.column));
        grid
    }

    fn statistics(&self) -> Grid {
        let id = TableId::Statistics2014;
        let mut grid = Grid::default();
        for (column, text) in ["统计指标", "单位", "统计数"].into_iter().enumerate() {
            grid.put(0, u32::try_from(column).expect("few"), 1, 1, text);
        }
        let mut row = 1;
        let ordinals = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
        for (ordinal, block) in ordinals.iter().zip(self.form_data().table(id).expect("the table").blocks) {
            grid.put(row, 0, 1, 1, &format!("{ordinal}、{}", block.heading));
            row += 1;
            for form in block.rows {
                grid.put(row, 0, 1, 1, &self.label(id, form.name, form.label));
                grid.put(row, 1, 1, 1, "件");
                let cell = CellId { table: id, row: form.name, column: "" };
                grid.value(row, 2, 1, cell, &self.text(cell).unwrap_or_default());
                row += 1;
            }
        }
        grid
    }
}

/// A table with the places of its value cells.
#[derive(Debug, Default)]
struct Grid {
    table: Table,
    places: Vec<(CellId, u32, u32)>,
}

impl Grid {
    fn put(&mut self, row: u32, column: u32, row_span: u32, column_span: u32, text: &str) {
        self.table.rows = self.table.rows.max(row + row_span);
        self.table.columns = self.table.columns.max(column + column_span);
        self.table.cells.push(TableCell { row_span, column_span, ..TableCell::at(row, column, text) });
    }

    fn value(&mut self, row: u32, column: u32, column_span: u32, cell: CellId, text: &str) {
        self.put(row, column, 1, column_span, text);
        self.places.push((cell, row, column));
    }
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
    form.cells().any(|each| each == cell)
}

/// A cell read without any recovery.
fn plain_cell(text: &str, place: Place) -> Cell {
    let mut cell = Cell::integer(0, text, place);
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
    (cell.value, cell.state) = match (text, digits.parse::<i64>(), digits.parse::<f64>()) {
        ("", ..) => (None, CellState::Blank),
        ("-" | "—" | "/" | "无", ..) => (None, CellState::Placeholder),
        (_, Ok(value), _) => (Some(Number::Integer(value)), CellState::Number),
        (_, _, Ok(value)) => (Some(Number::Decimal(value)), CellState::Number),
        _ => (None, CellState::Unreadable),
    };
    cell.note = text.strip_prefix(digits.as_str()).filter(|rest| !rest.is_empty()).map(str::to_owned);
    cell
}

const fn base_heading(section: u8) -> &'static str {
    match section {
        1 => "一、总体情况",
        2 => "二、主动公开政府信息情况",
        3 => "三、收到和处理政府信息公开申请情况",
        4 => "四、政府信息公开行政复议、行政诉讼情况",
        5 => "五、存在的主要问题及改进情况",
        _ => "六、其他需要报告的事项",
    }
}

/// A text, or the text after `30 ×` thirty times.
fn repeated(text: &str) -> String {
    let times = text.split_once(" × ").and_then(|(times, rest)| Some((times.parse::<usize>().ok()?, rest)));
    times.map_or_else(|| text.to_owned(), |(times, rest)| rest.repeat(times))
}

fn base_text(section: u8, form: FormId) -> &'static [&'static str] {
    match (section, form) {
        (0, _) => &[
            "本报告根据《中华人民共和国政府信息公开条例》要求编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
        ],
        (1, FormId::Form2021 | FormId::Hybrid) => &[
            "（一）主动公开情况。{year}年，我镇主动公开政府信息125条，其中政府网站公开80条、政务新媒体公开45条。全年制发行政规范性文件2件，废止1件，现行有效12件。",
            "（二）依申请公开情况。{year}年，我镇新收政府信息公开申请8件，上年结转1件；办结8件，其中予以公开4件、部分公开1件、不予公开1件、无法提供2件；结转下年度继续办理1件。因政府信息公开引发行政复议1件，结果维持；没有行政诉讼。",
            "（三）政府信息管理情况。严格落实公开属性源头认定和保密审查制度。",
            "（四）政府信息公开平台建设情况。规范政府网站公开专栏的设置，做好政务新媒体的日常维护。",
            "（五）监督保障情况。明确专人负责，定期自查并组织业务培训。",
        ],
        (1, FormId::Statistics2014) => &[
            "（一）主动公开情况。{year}年，我镇主动公开政府信息125条，其中政府网站公开80条、政务新媒体公开45条。",
            "（二）依申请公开情况。{year}年，我镇收到政府信息公开申请9件，答复9件。",
            "（三）政府信息管理情况。严格落实公开属性源头认定和保密审查制度。",
            "（四）政府信息公开平台建设情况。规范政府网站公开专栏的设置，做好政务新媒体的日常维护。",
            "（五）监督保障情况。明确专人负责，定期自查并组织业务培训。",
        ],
        (1, _) => &[
            "（一）主动公开情况。{year}年，我镇主动公开政府信息125条，其中政府网站公开80条、政务新媒体公开45条。",
            "（二）依申请公开情况。{year}年，我镇新收政府信息公开申请8件，上年结转1件；办结8件；结转下年度继续办理1件。",
            "（三）政府信息管理情况。严格落实公开属性源头认定和保密审查制度。",
            "（四）政府信息公开平台建设情况。规范政府网站公开专栏的设置，做好政务新媒体的日常维护。",
            "（五）监督保障情况。明确专人负责，定期自查并组织业务培训。",
        ],
        (5, _) => &[
            "存在的主要问题：一是公开的内容还不够丰富；二是工作人员的业务能力有待提高。",
            "改进情况：一是围绕群众关心的事项充实公开内容；二是加强业务培训。",
        ],
        (6, _) => &["{year}年，本机关没有收取政府信息公开信息处理费。", "没有其他需要报告的事项。"],
        _ => &[],
    }
}

/// The value of a cell in the consistent report.
fn base_value(cell: CellId) -> &'static str {
    let name = cell.to_string();
    VALUES.iter().find(|(each, _)| *each == name).map_or("0", |(_, value)| value)
}

/// What is not 0 in the consistent report, of all forms.
const VALUES: &[(&str, &str)] = &[
    ("t2.normative.issued", "2"),
    ("t2.normative.repealed", "1"),
    ("t2.normative.in_force", "12"),
    ("t2.normative.made", "2"),
    ("t2.normative.published", "2"),
    ("t2.normative.public_total", "12"),
    ("t2.licence.previous", "5"),
    ("t2.licence.change", "-1"),
    ("t2.licence.decisions", "36"),
    ("t2.other_service.previous", "10"),
    ("t2.other_service.change", "2"),
    ("t2.other_service.decisions", "120"),
    ("t2.penalty.previous", "8"),
    ("t2.penalty.decisions", "4"),
    ("t2.coercion.previous", "2"),
    ("t2.procurement.projects", "3"),
    ("t2.procurement.amount", "12.5"),
    ("t3.new.natural", "5"),
    ("t3.new.commercial", "2"),
    ("t3.new.legal_service", "1"),
    ("t3.new.total", "8"),
    ("t3.carried_in.natural", "1"),
    ("t3.carried_in.total", "1"),
    ("t3.granted.natural", "3"),
    ("t3.granted.commercial", "1"),
    ("t3.granted.total", "4"),
    ("t3.partial.natural", "1"),
    ("t3.partial.total", "1"),
    ("t3.denied.internal_affairs.commercial", "1"),
    ("t3.denied.internal_affairs.total", "1"),
    ("t3.unavailable.not_held.natural", "1"),
    ("t3.unavailable.not_held.legal_service", "1"),
    ("t3.unavailable.not_held.total", "2"),
    ("t3.handled.natural", "5"),
    ("t3.handled.commercial", "2"),
    ("t3.handled.legal_service", "1"),
    ("t3.handled.total", "8"),
    ("t3.carried_out.natural", "1"),
    ("t3.carried_out.total", "1"),
    ("t4.review.upheld", "1"),
    ("t4.review.total", "1"),
    ("s14.disclosed", "125"),
    ("s14.disclosed.normative", "2"),
    ("s14.normative_made", "2"),
    ("s14.channel.website", "80"),
    ("s14.channel.wechat", "45"),
    ("s14.received", "9"),
    ("s14.received.online", "6"),
    ("s14.received.letter", "3"),
    ("s14.closed", "9"),
    ("s14.closed.on_time", "8"),
    ("s14.closed.extended", "1"),
    ("s14.answered", "9"),
    ("s14.answered.granted", "5"),
    ("s14.answered.denied", "1"),
    ("s14.denied.privacy", "1"),
    ("s14.answered.not_existing", "3"),
    ("s14.review", "1"),
    ("s14.review.upheld", "1"),
    ("s14.staff", "3"),
    ("s14.staff.full_time", "1"),
    ("s14.staff.part_time", "2"),
    ("s14.meetings", "2"),
];

/// What differs in last year's report, so that it is consistent in itself and with this year's.
const PREVIOUS: &[(&str, &str)] = &[
    ("t2.normative.issued", "3"),
    ("t2.normative.repealed", "0"),
    ("t2.normative.in_force", "11"),
    ("t2.normative.public_total", "10"),
    ("t2.licence.previous", "4"),
    ("t2.licence.change", "1"),
    ("t2.licence.decisions", "30"),
    ("t2.other_service.previous", "10"),
    ("t2.other_service.change", "0"),
    ("t2.penalty.decisions", "7"),
    ("t3.new.natural", "6"),
    ("t3.new.total", "9"),
    ("t3.granted.natural", "4"),
    ("t3.granted.total", "5"),
    ("t3.handled.natural", "6"),
    ("t3.handled.total", "9"),
];

fn errors(example: &Example) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules::all() {
        (rule.check)(&example.context(), &mut findings);
    }
    findings
}

#[test]
fn the_base_reports_have_nothing_to_find() {
    for text in ["", "previous", "parts", "form 2019", "form 2019\nprevious", "form hybrid", "form 2014"] {
        let mut found = errors(&Example::new(text));
        // The mixture of two forms is itself something to say.
        found.retain(|finding| text != "form hybrid" || finding.rule != "form-year-mismatch");
        assert!(found.is_empty(), "{text}: {found:#?}");
    }
}

#[test]
fn examples_of_the_documentation_hold_what_they_promise() {
    // Two at a time: there are hundreds of reports to read.
    std::thread::scope(|scope| {
        let workers = [0, 1].map(|worker| {
            scope.spawn(move || rules::all().iter().skip(worker).step_by(2).for_each(examples_hold))
        });
        for worker in workers {
            assert!(worker.join().is_ok(), "see above");
        }
    });
}

fn examples_hold(rule: &Rule) {
    let examples = rule.examples();
    assert!(examples.iter().any(|each| each.breaks), "{}: no example that breaks it", rule.name);
    assert!(examples.iter().any(|each| !each.breaks), "{}: no example that passes", rule.name);
    for each in examples {
        let example = Example::new(&each.text);
        let found = example.findings(rule);
        assert_eq!(!found.is_empty(), each.breaks, "{}:\n{}{found:#?}", rule.name, each.text);
        for finding in &found {
            assert_eq!(finding.rule, rule.name);
            assert!(finding.severity >= rule.severity, "{}: more serious than its rule", rule.name);
            assert!(finding.severity != Severity::Error || rule.severity == Severity::Error);
            for message in [&finding.message.zh, &finding.message.en] {
                assert!(!message.is_empty() && !message.contains(['!', '！']), "{}: {message}", rule.name);
            }
        }
        for expected in &example.expected {
            assert!(
                found.iter().any(|finding| {
                    finding.identity.as_deref() == Some(expected)
                        || finding.message.zh.contains(expected.as_str())
                        || finding.message.en.contains(expected.as_str())
                }),
                "{}: nothing says “{expected}”:\n{}{found:#?}",
                rule.name,
                each.text
            );
        }
    }
}

#[test]
fn documentation_has_its_headings_and_names_are_kebab_case() {
    let mut names = std::collections::BTreeSet::new();
    for rule in rules::all() {
        assert!(names.insert(rule.name), "{} twice", rule.name);
        assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
        for heading in rules::documentation::HEADINGS {
            assert!(!rule.section(heading).is_empty(), "{}: nothing under {heading}", rule.name);
        }
    }
}
