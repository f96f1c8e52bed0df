//! The pages of the rules, made from their documentation comments.
//!
//! A documentation comment has these headings, in this order: `# 检查什么`, `# 为什么`, `# What it checks`, `# Why`,
//! `# 例 Example`. The examples are fenced blocks marked `breaks` (the rule must find something) or `passes` (it must
//! not); their notation is described in docs/rules.md and read by the tests.

use super::{Rule, Source};
use crate::rules::Severity;
use crate::text::message::Language;

/// The headings in order.
pub const HEADINGS: [&str; 5] = ["检查什么", "为什么", "What it checks", "Why", "例 Example"];

/// An example in the documentation of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Whether the rule must find something in it.
    pub breaks: bool,
    /// The lines that change the consistent base report.
    pub text: String,
}

impl Rule {
    /// The whole documentation as Markdown, without the space that the comment's marks leave.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines().collect::<Vec<_>>().join("\n")
    }

    /// The text under one of the [`HEADINGS`]; empty where the heading is not there.
    #[must_use]
    pub fn section(&self, heading: &str) -> String {
        let mut inside = false;
        let mut fenced = false;
        let mut text = String::new();
        for line in self.lines() {
            fenced ^= line.starts_with("```");
            match line.strip_prefix("# ") {
                Some(title) if !fenced => inside = title.trim() == heading,
                _ if inside => {
                    text.push_str(line);
                    text.push('\n');
                }
                _ => {}
            }
        }
        text.trim().to_owned()
    }

    /// The examples in order.
    #[must_use]
    pub fn examples(&self) -> Vec<Example> {
        let mut examples = Vec::new();
        let mut open: Option<Example> = None;
        for line in self.lines() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some("breaks")) => open = Some(Example { breaks: true, text: String::new() }),
                (None, Some("passes")) => open = Some(Example { breaks: false, text: String::new() }),
                (Some(_), Some("")) => examples.extend(open.take()),
                (Some(example), _) => {
                    example.text.push_str(line);
                    example.text.push('\n');
                }
                _ => {}
            }
        }
        examples
    }

    /// What the rule checks and why, in one language, without headings.
    #[must_use]
    pub fn prose(&self, language: Language) -> String {
        let [what, why] = match language {
            Language::Zh => ["检查什么", "为什么"],
            Language::En => ["What it checks", "Why"],
        };
        format!("{}\n\n{}\n", self.section(what), self.section(why))
    }

    /// The page of the rule in one language, as Markdown, with headings of level `level` and below.
    #[must_use]
    pub fn page(&self, language: Language, level: usize) -> String {
        let mark = "#".repeat(level);
        let (title, headings) = match language {
            Language::Zh => (self.title.0, ["检查什么", "为什么"]),
            Language::En => (self.title.1, ["What it checks", "Why"]),
        };
        let facts = match language {
            Language::Zh => {
                format!(
                    "级别：{}　规则：`{}`　依据：{}",
                    severity(self.severity, language),
                    self.name,
                    self.source.text(language)
                )
            }
            Language::En => {
                format!(
                    "Severity: {}. Rule: `{}`. Source: {}.",
                    severity(self.severity, language),
                    self.name,
                    self.source.text(language)
                )
            }
        };
        // What is checked comes first; by which name and on what ground is asked later.
        let mut page = format!("{mark} {title}\n");
        for heading in headings {
            page.push_str(&format!("\n{mark}# {heading}\n\n{}\n", self.section(heading)));
        }
        page.push_str(&format!("\n{facts}\n"));
        let (shown, breaks, passes) = match language {
            Language::Zh => ("例", "有问题：", "没有问题："),
            Language::En => ("Example", "Reported:", "Not reported:"),
        };
        page.push_str(&format!("\n{mark}# {shown}\n"));
        for example in self.examples() {
            let label = if example.breaks { breaks } else { passes };
            page.push_str(&format!("\n{label}\n\n```text\n{}```\n", example.text));
        }
        page
    }

    /// Lines of the documentation without the space that follows `///`.
    fn lines(&self) -> impl Iterator<Item = &'static str> {
        self.documentation.lines().map(|line| line.strip_prefix(' ').unwrap_or(line))
    }
}

impl Source {
    /// The source in words.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        match (self, language) {
            (Self::Official { document, clause }, Language::Zh) => format!("官方文件：{document}，{clause}"),
            (Self::Official { document, clause }, Language::En) => format!("official: {document}, {clause}"),
            (Self::Arithmetic, Language::Zh) => "由格式本身的算术关系推出".to_owned(),
            (Self::Arithmetic, Language::En) => "follows from the form by arithmetic".to_owned(),
            (Self::Practice, Language::Zh) => "工作惯例，不是官方规定".to_owned(),
            (Self::Practice, Language::En) => "practice, not an official requirement".to_owned(),
        }
    }
}

/// A severity in words.
#[must_use]
pub fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Zh) => "错误",
        (Severity::Warning, Language::Zh) => "存疑",
        (Severity::Notice, Language::Zh) => "提示",
        (Severity::Error, Language::En) => "error",
        (Severity::Warning, Language::En) => "warning",
        (Severity::Notice, Language::En) => "notice",
    }
}

/// All rules with their pages in both languages: the text of docs/rules.md.
#[must_use]
pub fn markdown() -> String {
    let mut text = PREFACE.to_owned();
    text.push_str("\n| 检查出什么 | 级别 | 规则 |\n|---|---|---|\n");
    for rule in super::all() {
        let level = severity(rule.severity, Language::Zh);
        text.push_str(&format!("| [{1}](#{0}) | {level} | `{0}` |\n", rule.name, rule.title.0));
    }
    for rule in super::all() {
        text.push_str(&format!("\n<a id=\"{}\"></a>\n\n", rule.name));
        text.push_str(&rule.page(Language::Zh, 2));
        text.push_str(&format!("\n<details><summary>English: {}</summary>\n\n", rule.title.1));
        for heading in ["What it checks", "Why"] {
            text.push_str(&format!("### {heading}\n\n{}\n\n", rule.section(heading)));
        }
        text.push_str("</details>\n");
    }
    text.push_str(EXAMPLES);
    text
}

const PREFACE: &str = "\
# 核对哪些内容

勾稽按下面这些规则核对《政府信息公开工作年度报告》。点开一条，就能看到它检查什么、为什么要查、依据是什么，还有例子。

- **错误**：数字不平，或者可以断定写错了，应当改正。
- **存疑**：很可能有误，请对照原文看一看；核实无误的，可以标为“不是问题”。
- **提示**：供参考，不影响结论。

依据写“官方文件”的，写明文件和条款；写“工作惯例”的，不是官方规定。例子的写法见[例子怎样读](#examples)。

What gouji checks in annual reports on open government information, rule by rule; each has its English below.
";

const EXAMPLES: &str = "
<a id=\"examples\"></a>

## 例子怎样读

每个例子从一份各项数字相符的报告（青禾镇人民政府，2024 年；`form 2019` 为 2020 年）开始，一行改一处，`→` 后面是勾稽的话，或者不成立的勾稽关系的名称：

- `t3.handled.natural = 0` 改表中一格，等号后面不写就是空白；
- `section 3 = …`、`section 3 + …` 改或加一部分的文字，`title = …` 改标题，`heading 4 = …` 改标题行，`row t3.granted = …` 改行名；
- `without row …`、`without table …`、`without section …` 删去一行、一张表、一部分；
- `previous` 另给一份上年报告，`parts` 另给两份下级报告，后面跟着要改的格。

例子都作为测试运行。本文由 `gouji rules --format markdown` 从程序里各条规则的说明生成；`gouji explain 规则` 显示其中一条。

Each example starts from a consistent report and changes it line by line; `→` is followed by what gouji says. All of
them are run as tests. `gouji rules --format markdown` makes this text from the documentation in the code.
";
