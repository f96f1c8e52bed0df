//! Help, the list of rules, and the page of a rule.

use std::io::{self, Write};

use gouji::outcome::Language;
use gouji::rules::{self, Rule, Source, documentation};
use serde_json::json;

use super::arguments::RulesFormat;
use super::style::{padded, width};

/// How to call it.
pub const USAGE: &str = "\
用法：gouji check 文件… [--format text|json|jsonl|csv|html|parquet] [--previous 文件] [--parts 文件…]
                       [-o 结果.xlsx|docx|zip|csv|jsonl|parquet|html] [--list 名单] [--skip-done 结果.jsonl]
                       [--select 规则] [--ignore 规则] [--lang zh|en]
     gouji numbers 文件… [--format text|json] [--lang zh|en]
     gouji sum 文件… -o 汇总.xlsx|docx|csv [--against 已有的汇总]
     gouji years 文件… [--same 旧名=新名] [--format text|json|csv]
     gouji missing 名单 文件… [--year 年份] [--format text|json|csv]
     gouji rules [--format text|json|markdown]     gouji explain 规则";

/// The help.
pub const HELP: &str = "\
gouji（勾稽）：校验政府信息公开工作年度报告

用法
  gouji check 文件…            检查一份或多份报告；“-”读标准输入，目录和 zip 逐份检查
  gouji numbers 文件…          正文里的每个数：是什么，与什么比较过，或者为什么没有比较
  gouji sum 文件… -o 汇总.xlsx  各份报告逐格相加，写成填好的表，附各份的清单；也可写 docx、csv
                               --against 全县.docx：与已有的汇总逐格比，差在哪一格、最少哪几处错能说明
  gouji years 文件…            同一机关各年的报告自动配对：结转、现行有效件数等是否接得上；改名的用 --same 对上
  gouji missing 名单 文件…     名单上谁有哪一年的报告，谁没有，谁有两份；名单一行一家，或是表格的第一列
  gouji rules                  列出全部规则
  gouji explain 规则           说明一条规则：检查什么、为什么、例

check 的选项
  --format text|json|jsonl|csv|html|parquet   输出格式；html 是带批注的报告副本，parquet 一份一行
  --previous 文件              同一机关上一年度的报告，检查年度之间的衔接
  --parts 文件…                本报告汇总的各份报告，检查汇总数，找出漏加、重复、用了上年或写错的
  -o 文件                      写成文件，由结尾决定：xlsx 是名单、各格、发现、各年；docx 是各家的整改清单，
                               zip 是一家一份；csv、jsonl、json、parquet、html、txt 同 --format
  --list 名单                  xlsx 里另加一张：名单上谁有报告，谁没有
  --skip-done 结果.jsonl       已在其中的不再检查；接着上次做，结果用 >> 续写
  --select 规则  --ignore 规则 只用、不用某些规则，可重复，也可用逗号分隔
  --input 格式                 指定输入的格式（通常自动识别）
  --lang zh|en                 输出的语言

退出状态  0：核对过，没有发现错误；1：发现错误；2：有文件不能读取、没有核对或只核对了一部分，或者命令有误

Checks Chinese annual reports on open government information. Messages in English: --lang en.
";

/// All rules.
pub fn rules(out: &mut dyn Write, format: RulesFormat, language: Language) -> io::Result<()> {
    match format {
        RulesFormat::Markdown => write!(out, "{}", documentation::markdown()),
        RulesFormat::Json => {
            let list: Vec<_> = rules::all().iter().map(as_json).collect();
            serde_json::to_writer_pretty(&mut *out, &list)?;
            writeln!(out)
        }
        RulesFormat::Text => {
            let names = rules::all().iter().map(|rule| width(rule.name)).max().unwrap_or(0);
            for rule in rules::all() {
                let title = if language == Language::Zh { rule.title.0 } else { rule.title.1 };
                let level = documentation::severity(rule.severity, language);
                writeln!(out, "{}  {}  {title}", padded(rule.name, names), padded(level, 7))?;
            }
            Ok(())
        }
    }
}

/// The page of a rule.
pub fn explain(out: &mut dyn Write, rule: &Rule, language: Language) -> io::Result<()> {
    write!(out, "{}", rule.page(language, 1))
}

fn as_json(rule: &Rule) -> serde_json::Value {
    let source = match rule.source {
        Source::Official { document, clause } => {
            json!({"kind": "official", "document": document, "clause": clause})
        }
        Source::Arithmetic => json!({"kind": "arithmetic"}),
        Source::Practice => json!({"kind": "practice"}),
    };
    json!({
        "name": rule.name,
        "title": {"zh": rule.title.0, "en": rule.title.1},
        "severity": rule.severity,
        "source": source,
        "documentation": rule.text(),
    })
}
