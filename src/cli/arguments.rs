//! The arguments of a call.

use std::ffi::OsString;
use std::path::Path;

use gouji::outcome::Language;
use gouji::read::FORCED_FORMATS;
use gouji::rules;
use gouji::write::Target;
use lexopt::{Arg, Parser, ValueExt};

/// What is asked for.
#[derive(Debug)]
pub enum Call {
    /// `gouji --help`.
    Help,
    /// `gouji --version`.
    Version,
    /// `gouji check`.
    Check(Box<Check>),
    /// `gouji numbers`.
    Numbers(Numbers),
    /// `gouji sum`.
    Sum(SumCall),
    /// `gouji years`.
    Years(YearsCall),
    /// `gouji missing`.
    Missing(Missing),
    /// `gouji rules`.
    Rules {
        /// How they are listed.
        format: RulesFormat,
        /// In which language.
        language: Language,
    },
    /// `gouji explain`.
    Explain {
        /// The name of the rule, which exists.
        rule: &'static rules::Rule,
        /// In which language.
        language: Language,
    },
}

/// `gouji numbers`.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Files, directories, archives, or `-`.
    pub files: Vec<OsString>,
    /// Whether JSON is printed instead of text.
    pub json: bool,
    /// The format of the input, where it is not to be detected.
    pub input: Option<String>,
    /// The language of the sentences.
    pub language: Language,
}

/// `gouji sum`.
#[derive(Debug)]
pub struct SumCall {
    /// Files, directories, archives, or `-`.
    pub files: Vec<OsString>,
    /// A summary that is to equal the sum.
    pub against: Option<OsString>,
    /// Where the summary goes.
    pub out: OsString,
    /// As what it is written: what the end of that name tells.
    pub target: Target,
    /// The format of the input, where it is not to be detected.
    pub input: Option<String>,
    /// The language of the sentences.
    pub language: Language,
}

/// `gouji years`.
#[derive(Debug, Default)]
pub struct YearsCall {
    /// Files, directories, archives, or `-`.
    pub files: Vec<OsString>,
    /// Names of one organ before and after it was renamed.
    pub same: Vec<(String, String)>,
    /// How it is printed.
    pub format: Format,
    /// The format of the input, where it is not to be detected.
    pub input: Option<String>,
    /// The language of the sentences.
    pub language: Language,
}

/// `gouji missing`.
#[derive(Debug, Default)]
pub struct Missing {
    /// The list.
    pub list: OsString,
    /// Files, directories, archives, or `-`.
    pub files: Vec<OsString>,
    /// How it is printed.
    pub format: Format,
    /// The years that everybody is to have; those of the reports where none is named.
    pub years: Vec<i32>,
    /// The format of the input, where it is not to be detected.
    pub input: Option<String>,
    /// The language of the sentences.
    pub language: Language,
}

/// `gouji check`.
#[derive(Debug, Default)]
pub struct Check {
    /// Files, directories, archives, or `-`.
    pub files: Vec<OsString>,
    /// How outcomes are printed.
    pub format: Format,
    /// The format of the input, where it is not to be detected.
    pub input: Option<String>,
    /// The same organ's report of the year before.
    pub previous: Option<OsString>,
    /// The reports that this one sums up.
    pub parts: Vec<OsString>,
    /// Only these rules; all where empty.
    pub select: Vec<&'static rules::Rule>,
    /// Not these rules.
    pub ignore: Vec<&'static rules::Rule>,
    /// The file that is written, in place of what is printed.
    pub out: Option<OsString>,
    /// What that file is, where it is about all reports together.
    pub book: Option<Book>,
    /// A list of organs that a workbook is to compare with the reports.
    pub list: Option<OsString>,
    /// Earlier results, one Outcome a line: what is there is not checked again.
    pub skip_done: Option<OsString>,
    /// The language of the messages.
    pub language: Language,
}

/// A file about all reports together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Book {
    /// A workbook: the list, every number, what was found, the years, who is missing.
    Workbook,
    /// The lists of what is to be put right, in one document.
    Letters,
    /// The same as a document for each organ, in an archive.
    LettersEach,
}

/// How outcomes are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For people, in a terminal.
    #[default]
    Text,
    /// The contract: one Outcome, or an array of them.
    Json,
    /// One Outcome a line, as they come.
    JsonLines,
    /// One finding a line, for a spreadsheet.
    Csv,
    /// A copy of the report with its findings marked.
    Html,
    /// A table for DuckDB, Spark and pandas: one row for each report.
    Parquet,
}

/// How rules are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RulesFormat {
    /// A table for people.
    #[default]
    Text,
    /// Name, titles, severity, source.
    Json,
    /// The whole documentation: docs/rules.md.
    Markdown,
}

/// Why a call cannot be followed, as a sentence in Chinese and English.
#[derive(Debug)]
pub struct Misuse(pub String);

impl From<lexopt::Error> for Misuse {
    fn from(error: lexopt::Error) -> Self {
        Self(format!("参数有误（{error}）"))
    }
}

impl Call {
    /// Reads the arguments.
    pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Self, Misuse> {
        let mut parser = Parser::from_args(arguments);
        match parser.next()? {
            None | Some(Arg::Short('h') | Arg::Long("help")) => Ok(Self::Help),
            Some(Arg::Short('V') | Arg::Long("version")) => Ok(Self::Version),
            Some(Arg::Value(command)) => match command.to_str() {
                Some("check") => Self::check(&mut parser),
                Some("numbers") => Self::numbers(&mut parser),
                Some("sum") => Self::sum(&mut parser),
                Some("years") => Self::years(&mut parser),
                Some("missing") => Self::missing(&mut parser),
                Some("rules") => Self::rules(&mut parser),
                Some("explain") => Self::explain(&mut parser),
                Some("help") => Ok(Self::Help),
                _ => Err(Misuse(format!("没有“{}”这个命令（no such command）", command.to_string_lossy()))),
            },
            Some(other) => Err(other.unexpected().into()),
        }
    }

    fn check(parser: &mut Parser) -> Result<Self, Misuse> {
        let mut check = Check::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(Self::Help),
                Arg::Long("format") => {
                    let value = text(parser)?;
                    check.format = match value.as_str() {
                        "text" => Format::Text,
                        "json" => Format::Json,
                        "jsonl" => Format::JsonLines,
                        "csv" => Format::Csv,
                        "html" => Format::Html,
                        "parquet" => Format::Parquet,
                        _ => return Err(unknown("--format", &value, "text json jsonl csv html parquet")),
                    };
                }
                Arg::Short('o') | Arg::Long("output") => check.write_to(parser.value()?)?,
                Arg::Long("list") => check.list = Some(parser.value()?),
                Arg::Long("skip-done") => check.skip_done = Some(parser.value()?),
                Arg::Long("input") => check.input = Some(input_format(parser)?),
                Arg::Long("previous") => check.previous = Some(parser.value()?),
                Arg::Long("parts") => check.parts.extend(parser.values()?),
                Arg::Long("select") => check.select.extend(rule_names(parser)?),
                Arg::Long("ignore") => check.ignore.extend(rule_names(parser)?),
                Arg::Long("lang") => check.language = language(parser)?,
                Arg::Value(file) => check.files.push(file),
                other => return Err(other.unexpected().into()),
            }
        }
        if check.files.is_empty() {
            return Err(Misuse("没有给出要检查的文件（no file was given）".to_owned()));
        }
        Ok(Self::Check(Box::new(check)))
    }

    fn numbers(parser: &mut Parser) -> Result<Self, Misuse> {
        let mut numbers = Numbers::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(Self::Help),
                Arg::Long("format") => {
                    let value = text(parser)?;
                    numbers.json = match value.as_str() {
                        "text" => false,
                        "json" => true,
                        _ => return Err(unknown("--format", &value, "text json")),
                    };
                }
                Arg::Long("input") => numbers.input = Some(input_format(parser)?),
                Arg::Long("lang") => numbers.language = language(parser)?,
                Arg::Value(file) => numbers.files.push(file),
                other => return Err(other.unexpected().into()),
            }
        }
        if numbers.files.is_empty() {
            return Err(Misuse("没有给出要检查的文件（no file was given）".to_owned()));
        }
        Ok(Self::Numbers(numbers))
    }

    fn sum(parser: &mut Parser) -> Result<Self, Misuse> {
        let (mut files, mut out, mut against) = (Vec::new(), None, None);
        let (mut input, mut language) = (None, Language::default());
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(Self::Help),
                Arg::Short('o') | Arg::Long("output") => out = Some(parser.value()?),
                Arg::Long("against") => against = Some(parser.value()?),
                Arg::Long("input") => input = Some(input_format(parser)?),
                Arg::Long("lang") => language = self::language(parser)?,
                Arg::Value(file) => files.push(file),
                other => return Err(other.unexpected().into()),
            }
        }
        if files.is_empty() {
            return Err(Misuse("没有给出要相加的文件（no file was given）".to_owned()));
        }
        let out = out
            .ok_or_else(|| Misuse("没有说写到哪里：-o 汇总.xlsx（-o names the file to write）".to_owned()))?;
        let ending = Path::new(&out).extension().map(|ending| ending.to_string_lossy().into_owned());
        let target = ending.as_deref().and_then(Target::of_ending);
        let target = target.ok_or_else(|| unknown("-o", &out.to_string_lossy(), "*.xlsx *.docx *.csv"))?;
        Ok(Self::Sum(SumCall { files, against, out, target, input, language }))
    }

    fn years(parser: &mut Parser) -> Result<Self, Misuse> {
        let mut years = YearsCall::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(Self::Help),
                Arg::Long("format") => years.format = table_format(parser)?,
                Arg::Long("same") => {
                    let value = text(parser)?;
                    let names =
                        value.split_once('=').filter(|(one, other)| !one.is_empty() && !other.is_empty());
                    let (before, after) = names.ok_or_else(|| unknown("--same", &value, "旧名=新名"))?;
                    years.same.push((before.trim().to_owned(), after.trim().to_owned()));
                }
                Arg::Long("input") => years.input = Some(input_format(parser)?),
                Arg::Long("lang") => years.language = language(parser)?,
                Arg::Value(file) => years.files.push(file),
                other => return Err(other.unexpected().into()),
            }
        }
        if years.files.is_empty() {
            return Err(Misuse("没有给出各年的报告（no file was given）".to_owned()));
        }
        Ok(Self::Years(years))
    }

    fn missing(parser: &mut Parser) -> Result<Self, Misuse> {
        let mut missing = Missing::default();
        let mut list = None;
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(Self::Help),
                Arg::Long("format") => missing.format = table_format(parser)?,
                Arg::Long("year") => {
                    let value = text(parser)?;
                    let year = value.parse().map_err(|_| unknown("--year", &value, "2024"))?;
                    missing.years.push(year);
                }
                Arg::Long("input") => missing.input = Some(input_format(parser)?),
                Arg::Long("lang") => missing.language = language(parser)?,
                Arg::Value(file) if list.is_none() => list = Some(file),
                Arg::Value(file) => missing.files.push(file),
                other => return Err(other.unexpected().into()),
            }
        }
        let Some(list) = list.filter(|_| !missing.files.is_empty()) else {
            return Err(Misuse(
                "要给出名单和报告：gouji missing 名单 文件…（a list and reports are needed）".to_owned(),
            ));
        };
        Ok(Self::Missing(Missing { list, ..missing }))
    }

    fn rules(parser: &mut Parser) -> Result<Self, Misuse> {
        let (mut format, mut language) = (RulesFormat::default(), Language::default());
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(Self::Help),
                Arg::Long("format") => {
                    let value = text(parser)?;
                    format = match value.as_str() {
                        "text" => RulesFormat::Text,
                        "json" => RulesFormat::Json,
                        "markdown" => RulesFormat::Markdown,
                        _ => return Err(unknown("--format", &value, "text json markdown")),
                    };
                }
                Arg::Long("lang") => language = self::language(parser)?,
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Self::Rules { format, language })
    }

    fn explain(parser: &mut Parser) -> Result<Self, Misuse> {
        let (mut rule, mut language) = (None, Language::default());
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(Self::Help),
                Arg::Long("lang") => language = self::language(parser)?,
                Arg::Value(name) if rule.is_none() => rule = Some(find(&name.string()?)?),
                other => return Err(other.unexpected().into()),
            }
        }
        let rule = rule.ok_or_else(|| Misuse("没有给出规则的名称（no rule was named）".to_owned()))?;
        Ok(Self::Explain { rule, language })
    }
}

impl Check {
    /// What is written: the end of the file's name tells.
    fn write_to(&mut self, out: OsString) -> Result<(), Misuse> {
        let ending = Path::new(&out).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("xlsx") => self.book = Some(Book::Workbook),
            Some("docx") => self.book = Some(Book::Letters),
            Some("zip") => self.book = Some(Book::LettersEach),
            Some("csv") => self.format = Format::Csv,
            Some("jsonl") => self.format = Format::JsonLines,
            Some("json") => self.format = Format::Json,
            Some("html") => self.format = Format::Html,
            Some("parquet") => self.format = Format::Parquet,
            Some("txt") => self.format = Format::Text,
            _ => {
                return Err(unknown(
                    "-o",
                    &out.to_string_lossy(),
                    "*.xlsx *.docx *.zip *.csv *.jsonl *.json *.parquet *.html *.txt",
                ));
            }
        }
        self.out = Some(out);
        Ok(())
    }
}

fn text(parser: &mut Parser) -> Result<String, Misuse> {
    Ok(parser.value()?.string()?)
}

/// How a table of many reports is printed.
fn table_format(parser: &mut Parser) -> Result<Format, Misuse> {
    let value = text(parser)?;
    match value.as_str() {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        "csv" => Ok(Format::Csv),
        _ => Err(unknown("--format", &value, "text json csv")),
    }
}

fn language(parser: &mut Parser) -> Result<Language, Misuse> {
    let value = text(parser)?;
    match value.as_str() {
        "zh" => Ok(Language::Zh),
        "en" => Ok(Language::En),
        _ => Err(unknown("--lang", &value, "zh en")),
    }
}

/// One or more names of rules, separated by commas.
fn rule_names(parser: &mut Parser) -> Result<Vec<&'static rules::Rule>, Misuse> {
    text(parser)?.split(',').map(str::trim).map(find).collect()
}

fn find(name: &str) -> Result<&'static rules::Rule, Misuse> {
    rules::named(name).map_err(|unknown| Misuse(unknown.to_string()))
}

/// A format that can be insisted on: the others say themselves what they are.
fn input_format(parser: &mut Parser) -> Result<String, Misuse> {
    let value = text(parser)?;
    if FORCED_FORMATS.contains(&value.as_str()) {
        Ok(value)
    } else {
        Err(unknown("--input", &value, &FORCED_FORMATS.join(" ")))
    }
}

fn unknown(option: &str, value: &str, allowed: &str) -> Misuse {
    Misuse(format!("{option} 不能是“{value}”，可用：{allowed}（{option} takes one of: {allowed}）"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Call, Misuse> {
        Call::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn a_check_takes_files_and_options_in_any_order() {
        let Ok(Call::Check(check)) = parse(
            "check a.html --format jsonl --select t3-balance,value-blank b.doc --parts c d --lang en -- -",
        ) else {
            panic!("not understood");
        };
        assert_eq!(check.files, ["a.html", "b.doc", "-"]);
        assert_eq!(check.parts, ["c", "d"]);
        assert_eq!(
            check.select.iter().map(|rule| rule.name).collect::<Vec<_>>(),
            ["t3-balance", "value-blank"]
        );
        assert_eq!((check.format, check.language), (Format::JsonLines, Language::En));
    }

    #[test]
    fn wrong_calls_say_what_is_wrong() {
        for (line, word) in [
            ("check", "没有给出要检查的文件"),
            ("check a --format xml", "text json jsonl csv html"),
            ("check a --select t3-balnce", "最相近的是 t3-balance"),
            ("check a --ignore nothing-like-it", "nothing-like-it"),
            ("check a --input docxx", "html markdown text"),
            ("explain", "没有给出规则"),
            ("examine a", "examine"),
            ("check a --colour", "--colour"),
        ] {
            let Err(Misuse(message)) = parse(line) else { panic!("{line} was understood") };
            assert!(message.contains(word), "{line}: {message}");
        }
    }
}
