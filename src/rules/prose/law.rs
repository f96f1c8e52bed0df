//! Names and numbers of the regulation, the format notices and the fee measure.

mod citation;
mod known;
mod local;
mod number;
mod version;

use std::collections::HashMap;
use std::ops::Range;

use self::citation::{Citation, citations, is_stretch_lost, order_number};
use self::known::{DOCUMENTS, Document, NAMES, REGULATION, is_near, is_near_regulation};
use self::number::{near_series, series, shown, without_digits, without_mark};
use self::version::{THOUGHT, slipped_thought, turned_principle, unknown_version};
use super::{places, quote, ranges};
use crate::document::Place;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 引用下列文件的名称和文号是否正确：《中华人民共和国政府信息公开条例》（国令第711号）、年度报告格式的通知（国办公开办函〔2021〕30号，2019、2020年度
    /// 为〔2019〕60号）及其印发机关、《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）、历年政务公开工作要点等国办文件，以及保密法、公文处理条例等常引的法规。
    /// 同一文号不会是两份文件；条例名称后面写的年份有那一年的版本；“以公开为常态、不公开为例外”没有漏写“不”。地方的条例、规定不查。
    ///
    /// # 为什么
    ///
    /// 名称和文号是报告的依据，写错了最容易被人看出来。
    ///
    /// # What it checks
    ///
    /// Names and numbers of the regulation (国令第711号), of the notices with the form (国办公开办函〔2021〕30号; 〔2019〕60号 for
    /// 2019 and 2020), of the office that gave it, of the fee measure (国办函〔2020〕109号), of each year's 政务公开工作要点 and the like, and
    /// of laws that reports often cite. One number is that of one document. Local regulations are left alone.
    ///
    /// # Why
    ///
    /// They are what the report is based on, and a wrong one is easily seen.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 + 认真贯彻《中华人民共和国政府信息公开管理条例》。
    /// → 《中华人民共和国政府信息公开管理条例》
    /// ```
    ///
    /// ```breaks
    /// section 1 + 编印《国务院政府信息公开条例》手册。
    /// → 中华人民共和国政府信息公开条例
    /// ```
    ///
    /// ```breaks
    /// section 1 + 根据《政府信息公开条例》（国令第771号）的规定，做好公开工作。
    /// → 国令第711号
    /// ```
    ///
    /// ```breaks
    /// section 1 + 根据《政府信息公开条例》（国务院令第711条）的规定，做好公开工作。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 按照年度报告格式（过半公开办函〔2021〕30号）编制。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 按照年度报告格式（国办公开办函〔202130号）编制。
    /// → 国办公开办函〔2021〕30号
    /// ```
    ///
    /// ```breaks
    /// section 1 + 按照年度报告格式（过办公开办函〔2021〕30号）编制。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 以习近平新时代特色社会主义思想为指导。
    /// → 习近平新时代中国特色社会主义思想
    /// ```
    ///
    /// ```breaks
    /// section 1 + 以习近平总书记新时代中国特色社会主义思想为指导。
    /// → 习近平新时代中国特色社会主义思想
    /// ```
    ///
    /// ```passes
    /// section 1 + 坚持以习近平新时代中国特色社会主义思想为指导，学习习近平新时代中国特色社会主义经济思想、习近平新时代中国特色大国外交思想、习近平法治思想和习近平总书记关于网络强国的重要思想；落实信息公开办法（皖办公开办函〔2022〕30号）。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 按照《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕60号）编制。
    /// → 国办公开办函〔2021〕30号
    /// ```
    ///
    /// ```breaks
    /// section 6 = 按照《政府信息公开信息处理费管理办法》（国办函〔2020〕19号），没有收取信息处理费。
    /// → 国办函〔2020〕109号
    /// ```
    ///
    /// ```breaks
    /// section 6 = 按照《政府信息公开处理费管理办法》，没有收取信息处理费。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告按照国办发〔2021〕30号文件规定的格式编制。
    /// → 国办公开办函〔2021〕30号
    /// ```
    ///
    /// ```breaks
    /// before = 根据《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2021〕30号），编制本报告。
    /// → 不是所引名称的那一份通知
    /// ```
    ///
    /// ```breaks
    /// before = 根据国务院办公厅政府信息公开与政务公开办公室印发的格式，编制本报告。
    /// → 国务院办公厅政府信息与政务公开办公室
    /// ```
    ///
    /// ```breaks
    /// section 1 + 对照《2022年政务公开工作要点》（国办发〔2022〕12号）分解任务。
    /// → 国办发〔2022〕8号
    /// ```
    ///
    /// ```breaks
    /// section 1 + 落实《青禾县2024年政务公开重点工作安排》（青政办函〔2024〕18号）和《青禾县2024年消防宣传实施方案》（青政办函〔2024〕18号）。
    /// → 同一个文号
    /// ```
    ///
    /// ```breaks
    /// section 1 + 对照《2022年政务公开工作要点》（国办发〔2022〕8）分解任务。
    /// → 国办发〔2022〕8号
    /// ```
    ///
    /// ```breaks
    /// section 1 + 公文按《党政机关公文处理条例》办理。
    /// → 党政机关公文处理工作条例
    /// ```
    ///
    /// ```breaks
    /// section 1 + 发布前对照《国家保密法》逐件审查。
    /// → 保守国家秘密法
    /// ```
    ///
    /// ```breaks
    /// before = 根据国务院办公厅政府信息与政务公开办公室《关于工作年度报告有关事项的通知》（国办公开办函〔2021〕30号），编制本报告。
    /// → 不是所引名称的那一份通知
    /// ```
    ///
    /// ```breaks
    /// section 1 + 依据《条例》和《云岭省政府信息公开》的规定办理申请。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 按照《云岭省政府公开条例》的要求规范答复。
    /// ```
    ///
    /// ```passes
    /// before = 根据《云岭省实施〈中华人民共和国政府信息公开条例〉办法》（省政府令第245号）编制。
    /// ```
    ///
    /// ```passes
    /// section 1 + 《中华人民共和国政府信息公开条例》（2007年国务院令第492号公布，2019年国务院令第711号修订）。
    /// ```
    ///
    /// ```passes
    /// section 1 + 落实《青禾县2024年政务公开工作要点》（青政办〔2024〕12号）。
    /// ```
    ///
    /// ```passes
    /// section 1 + 落实《关于规范财务审计秩序的意见》（国办发〔2021〕30号），公开审计报告编制情况。
    /// ```
    ///
    /// ```passes
    /// before = 根据国务院办公厅政府信息与政务公开办公室印发的格式，编制本报告。
    /// ```
    ///
    /// ```passes
    /// section 1 + 认真贯彻《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号，以下简称《条例》）。
    /// ```
    ///
    /// ```passes
    /// section 1 + 根据《中华人民共和国政府信息公开条例》和《广东省政务公开条例》《上海市政府信息公开规定》，做好公开工作。
    /// ```
    ///
    /// ```passes
    /// section 1 + 根据国务院办公厅政府信息与政务公开办公室《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》(国办公开办函[2021]30号)编制。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 学习《中华人民共国政府信息公开条例》。
    /// → 《中华人民共和国政府信息公开条例》
    /// ```
    ///
    /// ```breaks
    /// section 1 + 学习《中华人民共和国政府信息条例》和《中华人民共和国政府信息公开条例》。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 落实《中华人民共和国政务信息公开条例》，更新公开目录。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 组织学习《中华人民共和国政府信息公开条例》（2021年修订），更新公开目录。
    /// → 2019年修订
    /// ```
    ///
    /// ```breaks
    /// section 1 + 坚持以公开为原则、公开为例外，及时更新公开目录。
    /// → 以公开为常态、不公开为例外
    /// ```
    ///
    /// ```passes
    /// section 1 + 坚持以公开为常态，以不公开为例外，学习《政府信息公开条例》（2019年修订）和《青禾省政府信息公开条例》（2020年），落实《政府信息公开条例》（2024年版辅导读本）。
    /// ```
    ///
    /// ```passes
    /// section 1 + 落实《关于规范政府信息公开平台有关事项的通知》（国办公开办函〔2019〕61号）。
    /// ```
    ///
    /// ```passes
    /// section 6 = 按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号），没有收取信息处理费。
    /// ```
    ///
    /// ```passes
    /// section 1 + 制定《青禾镇政府信息公开信息处理费管理办法实施细则》《青禾镇政府信息公开工作条例解读》。
    /// ```
    ///
    /// ```passes
    /// section 1 + 组织学习《保密法》《国家安全法》，按照《政务公开工作要点》（国办发〔2024〕6号）分解任务。
    /// ```
    ///
    /// ```passes
    /// section 1 + 认真落实《信息公开条例》。
    /// section 6 = 按照《信息处理费管理办法》（国办函〔2020〕109号），没有收取信息处理费。
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// section 1 + 按照《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）编制。
    /// ```
    ///
    /// ```breaks
    /// before = 根据县政府办公室的通知（青政办电〔20〕号），编制本报告。
    /// → 不完整
    /// ```
    ///
    /// ```passes
    /// before = 根据县政府办公室的通知（青政办电〔2024〕20号），编制本报告。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 认真落实《中华人民共和国政府信息公开条例（试行）》。
    /// ```
    ///
    /// ```breaks
    /// before = 根据《国务院办公厅关于印发2024年政务公开工作要点的通知》（以下简称《要点》）（青政办函〔2024〕88号）编制。
    /// → 不是国务院及其办公厅的文号
    /// ```
    ///
    /// ```passes
    /// before = 根据《云岭省人民政府办公厅转发国务院办公厅关于印发2024年政务公开工作要点的通知》（青政办函〔2024〕88号）编制。
    /// ```
    ///
    /// ```passes
    /// section 1 + 制定《青禾镇政府信息公开工作制度（试行）》。
    /// ```
    pub LAW_MISQUOTED {
        name: "law-misquoted",
        kind: Names,
        title: ("引用的文件名称或文号不对", "A law or notice is misquoted"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

const PRINCIPLE: &str = "以公开为常态、不公开为例外";
const OFFICE: &str = "国务院办公厅政府信息与政务公开办公室";

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    let flow = &report.text;
    let severity = context.bearing.words(Severity::Warning);
    let year = report.year.unwrap_or(2021);
    // Where the finding on a slip is: the same slip again is the same cause, at one place more.
    let mut said: HashMap<String, usize> = HashMap::new();
    let mut numbered: HashMap<String, Vec<Citation>> = HashMap::new();
    for (_, range) in ranges(report) {
        let cited = citations(flow, &range);
        for citation in &cited {
            let Some(wrong) = judge(flow, citation, range.end, year) else { continue };
            let (at, right) = match &wrong {
                Wrong::Name(right) => (citation.title.clone(), right.clone()),
                Wrong::Number(at, right) | Wrong::Pair(at, right) => (at.clone(), right.clone()),
            };
            let written = quote(context.document, report, at.clone());
            if is_said(&mut findings, &mut said, &written, places(report, at.clone())) {
                continue;
            }
            let message = match wrong {
                Wrong::Name(_) => Message::new(
                    format!("引用的名称“《{written}》”不对，应当是“《{right}》”"),
                    format!("The name 《{written}》 is wrong; it is 《{right}》"),
                ),
                Wrong::Pair(..) => Message::new(
                    format!("文号“{written}”不是所引名称的那一份通知，它的名称是“{right}”"),
                    format!("The number “{written}” is not that of the notice named; its name is {right}"),
                ),
                Wrong::Number(..) => Message::new(
                    format!("引用的文号“{written}”不对，应当是“{right}”"),
                    format!("The number “{written}” is wrong; it is {right}"),
                ),
            };
            findings.push(
                Finding::new(severity, message)
                    .at_places(places(report, at))
                    .caused_by(format!("law {written}")),
            );
        }
        for (number, first) in twice_used(flow, &cited, &mut numbered) {
            let written = quote(context.document, report, number.clone());
            let message = Message::new(
                format!("同一个文号“{written}”用在两份不同的文件上，其中一份的文号不对"),
                format!("The number “{written}” is given to two different documents"),
            );
            let at = [first, number].into_iter().flat_map(|at| places(report, at));
            findings.push(Finding::new(severity, message).at_places(at));
        }
        if let Some(at) = local::of_another_issuer(flow, &cited) {
            let written = quote(context.document, report, at.clone());
            let message = Message::new(
                format!(
                    "“{written}”不是国务院及其办公厅的文号，所引的却是国务院的文件：文号不对，或者漏了“转发”"
                ),
                format!(
                    "“{written}” is no number of the State Council or its office, whose document is cited: the number is \
                     wrong, or 转发 was left out"
                ),
            );
            findings.push(Finding::new(severity, message).at_places(places(report, at)));
        }
        if let Some(at) = local::not_held(flow, &range) {
            let message = Message::new(
                "“本机关不掌握相关政府信息”是无法提供的答复，不是“不予受理”；条例没有不予受理这种答复",
                "What the organ does not hold cannot be provided (无法提供); the regulation has no 不予受理",
            );
            findings.push(Finding::new(severity, message).at_places(places(report, at)));
        }
        if let Some(at) = without_digits(flow, &range) {
            let written = quote(context.document, report, at.clone());
            let message = Message::new(
                format!("引用的文号“{written}”不完整，缺了年份或序号的数字"),
                format!(
                    "The number “{written}” is not whole: digits of its year or its serial number are missing"
                ),
            );
            let lost = context.bearing.gaps || context.bearing.recognised;
            let severity = if lost { Severity::Notice } else { severity };
            findings.push(Finding::new(severity, message).at_places(places(report, at)));
        }
        let unquoted = [
            series(flow, &range).map(|at| (at, "文号", "number", "国办公开办函〔2021〕30号".to_owned())),
            near_series(flow, &range).map(|(at, right)| (at, "文号", "number", right)),
            without_mark(flow, &range).map(|at| {
                (at.clone(), "文号", "number", format!("{}号", quote(context.document, report, at)))
            }),
            local::without_information(flow, &cited).map(|(at, right)| (at, "名称", "name", right)),
            local::without_kind(flow, &cited)
                .map(|at| (at, "名称", "name", "……政府信息公开办法（规定、条例）".to_owned())),
            office(flow, &range).map(|at| (at, "机关名称", "name", OFFICE.to_owned())),
            unknown_version(flow, &range).map(|at| (at, "条例版本", "version", "2019年修订".to_owned())),
            turned_principle(flow, &range).map(|at| (at, "原则", "principle", PRINCIPLE.to_owned())),
            slipped_thought(flow, &range).map(|at| (at, "提法", "phrase", THOUGHT.to_owned())),
        ];
        for (at, zh, en, right) in unquoted.into_iter().flatten() {
            let written = quote(context.document, report, at.clone());
            if is_said(&mut findings, &mut said, &written, places(report, at.clone())) {
                continue;
            }
            let message = Message::new(
                format!("引用的{zh}“{written}”不对，应当是“{right}”"),
                format!("The {en} “{written}” is wrong; it is {right}"),
            );
            let finding = Finding::new(severity, message).at_places(places(report, at));
            findings.push(finding.caused_by(format!("law {written}")));
        }
    }
    findings
}

/// Whether a slip was found before: then its finding has one place more. Else the next finding will be its first.
fn is_said(
    findings: &mut [Finding],
    said: &mut HashMap<String, usize>,
    written: &str,
    at: impl IntoIterator<Item = Place>,
) -> bool {
    let first = said.get(written).and_then(|index| findings.get_mut(*index));
    if let Some(finding) = first {
        finding.places.extend(at);
        return true;
    }
    said.insert(written.to_owned(), findings.len());
    false
}

/// The office of the State Council that gave the form, under a wrong name: 政府信息公开与政务公开办公室.
fn office(flow: &Flow, range: &Range<usize>) -> Option<Range<usize>> {
    const HEAD: &str = "国务院办公厅";
    const TAIL: &str = "政务公开办公室";
    const LONGEST: usize = 9;
    flow.find_all(range.clone(), HEAD).find_map(|at| {
        let after = at + HEAD.chars().count();
        let tail = flow.find(after..(after + LONGEST + TAIL.chars().count()).min(range.end), TAIL)?;
        let end = tail + TAIL.chars().count();
        let between = flow.text(after..tail);
        let named = between.starts_with("政府信息") || between.starts_with("政务信息");
        let right = ["政府信息与", "政府信息和"].contains(&&*between);
        (named && !right && between.chars().all(is_han)).then_some(at..end)
    })
}

/// What is wrong with a quotation.
enum Wrong {
    /// The name; the right one.
    Name(String),
    /// The number at a place; the right one.
    Number(Range<usize>, String),
    /// The number at a place is right, but that of another notice; that one's name.
    Pair(Range<usize>, String),
}

fn judge(flow: &Flow, citation: &Citation, end: usize, year: i32) -> Option<Wrong> {
    let text = flow.text(citation.title.clone());
    let bare = text.strip_prefix("中华人民共和国").unwrap_or(&text);
    if text == REGULATION || bare == "政府信息公开条例" {
        let number = order_number(flow, citation.title.end, end)?;
        // The regulation of 2007 had number 492; reports up to 2018 rest on it. 第711条 is the number of no order.
        let article = flow.has(number.end, "条");
        let right = flow.text(number.clone()) == "711" || year <= 2018;
        let number = number.start..number.end + usize::from(article);
        return (article || !right).then(|| Wrong::Number(number, "国令第711号".to_owned()));
    }
    // 《国务院政府信息公开条例》: the issuer is no part of the name, which says 中华人民共和国.
    let issued = text.strip_prefix("国务院");
    if issued.is_some_and(|name| name.trim_start_matches("中华人民共和国") == "政府信息公开条例")
        || is_near_regulation(&text)
    {
        return Some(Wrong::Name(REGULATION.to_owned()));
    }
    let name = citation.name(flow);
    if let Some(number) = &citation.number {
        let written = citation.number_text(flow);
        let named = |document: &&Document| name == document.name || is_stretch_lost(&name, document.name);
        if let Some(document) = DOCUMENTS.iter().find(named) {
            return wrong_number(document.number, name_of(&written), &written, year)
                .map(|wrong| wrong.at(number.clone()));
        }
    }
    let known = |name: &str| NAMES.contains(&name) || DOCUMENTS.iter().any(|each| each.name == name);
    // 《信息公开条例》, 《信息处理费管理办法》: a short form is no slip.
    let short = text == bare && NAMES.iter().any(|name| name.ends_with(bare));
    if known(bare) || known(&name) || short {
        return None;
    }
    let right = NAMES.iter().find(|right| is_near(bare, right))?;
    Some(Wrong::Name(if text == bare {
        (*right).to_owned()
    } else {
        format!("中华人民共和国{right}")
    }))
}

/// A number that is not that of the document named.
enum WrongNumber {
    /// It is that of no document known.
    Number(String),
    /// It is that of another one.
    Pair(String),
}

impl WrongNumber {
    fn at(self, number: Range<usize>) -> Wrong {
        match self {
            Self::Number(right) => Wrong::Number(number, right),
            Self::Pair(name) => Wrong::Pair(number, name),
        }
    }
}

/// The name of the document of the State Council's office that has a number.
fn name_of(number: &str) -> Option<&'static str> {
    DOCUMENTS.iter().find(|document| document.number == number).map(|document| document.name)
}

fn wrong_number(right: &str, other: Option<&str>, written: &str, year: i32) -> Option<WrongNumber> {
    // Local notices and those of ministries have names alike and numbers of their own.
    if written == right || !written.starts_with('国') {
        return None;
    }
    let (form_2019, form_2021) = ("国办公开办函[2019]60号", "国办公开办函[2021]30号");
    // That the notice of 2019 is outdated is a finding of its own.
    if right == form_2021 && (written == form_2019 || year <= 2020) {
        let of_2019 = written != form_2019;
        return of_2019.then(|| WrongNumber::Number(shown(form_2019)));
    }
    Some(match other {
        Some(name) => WrongNumber::Pair(name.to_owned()),
        None => WrongNumber::Number(shown(right)),
    })
}

/// Numbers that stand behind the names of two documents that have nothing in common: the second place and the first.
fn twice_used(
    flow: &Flow,
    cited: &[Citation],
    numbered: &mut HashMap<String, Vec<Citation>>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    for citation in cited {
        let Some(number) = &citation.number else { continue };
        let before = numbered.entry(citation.number_text(flow)).or_default();
        if let [first] = before.as_slice()
            && let Some(at) = first.number.clone().filter(|_| citation.is_another(first, flow))
        {
            found.push((number.clone(), at));
        }
        before.push(citation.clone());
    }
    found
}
