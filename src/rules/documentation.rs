//! The pages of the rules, made from their documentation comments.
//!
//! A documentation comment has these headings, in this order: `# 检查什么`, `# 为什么`, `# What it checks`, `# Why`,
//! `# 例 Example`. The examples are fenced blocks marked `breaks` (the rule must find something) or `passes` (it must
//! not); their notation is described in docs/rules.md and read by the tests.

use super::{Rule, Source};
use crate::outcome::{Language, Severity};

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

    /// The page of the rule in one language, as Markdown, with headings of level `level` and below.
    #[must_use]
    pub fn page(&self, language: Language, level: usize) -> String {
        let mark = "#".repeat(level);
        let (title, headings) = match language {
            Language::Zh => (self.title.0, [("检查什么", "检查什么"), ("为什么", "为什么")]),
            Language::En => (self.title.1, [("What it checks", "What it checks"), ("Why", "Why")]),
        };
        let facts = match language {
            Language::Zh => {
                format!("级别：{}　依据：{}", severity(self.severity, language), self.source.text(language))
            }
            Language::En => {
                format!(
                    "Severity: {}. Source: {}.",
                    severity(self.severity, language),
                    self.source.text(language)
                )
            }
        };
        let mut page = format!("{mark} `{}` {title}\n\n{facts}\n", self.name);
        for (shown, heading) in headings {
            page.push_str(&format!("\n{mark}# {shown}\n\n{}\n", self.section(heading)));
        }
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
        (Severity::Warning, Language::Zh) => "警告",
        (Severity::Notice, Language::Zh) => "提示",
        (Severity::Error, Language::En) => "error",
        (Severity::Warning, Language::En) => "warning",
        (Severity::Notice, Language::En) => "notice",
    }
}
