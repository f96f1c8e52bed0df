//! Whole texts, as clerks write them: the names tell the verdict (`-isvalid`: nothing to warn of; `-novalid`: exactly
//! the rules that are listed here).

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use gouji::outcome::Severity;
use gouji::{Options, check};

/// Rules that warn of a text, those about its tables left out: the texts have none.
fn warnings(name: &str) -> BTreeSet<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/prose").join(name);
    let bytes = fs::read(path).unwrap();
    let outcome = check(&bytes, &Options { name: Some(name.to_owned()), ..Options::default() }).unwrap();
    let warned = outcome.findings.iter().filter(|finding| finding.severity != Severity::Notice);
    warned.map(|finding| finding.rule.clone()).filter(|rule| rule != "table-not-found").collect()
}

/// All rules that find something in a text.
fn findings(name: &str) -> BTreeSet<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/prose").join(name);
    let bytes = fs::read(path).unwrap();
    let outcome = check(&bytes, &Options { name: Some(name.to_owned()), ..Options::default() }).unwrap();
    outcome.findings.iter().map(|finding| finding.rule.clone()).collect()
}

fn rules(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn sound_texts_raise_no_warning() {
    for name in [
        "street-office-isvalid.txt",
        "county-office-isvalid.txt",
        "bureau-2020-isvalid.txt",
        // The day of the newspaper that took it over is not the day of publication.
        "bureau-2020-reposted-isvalid.txt",
    ] {
        assert_eq!(warnings(name), rules(&[]), "{name}");
    }
}

/// Texts that break off, as archives of pages give them: nothing is said of what stood after their end.
#[test]
fn texts_that_break_off_lack_nothing() {
    let excerpts = [
        "excerpt-in-table-isvalid.txt",
        "excerpt-in-first-row-isvalid.txt",
        "excerpt-in-sentence-isvalid.txt",
        "excerpt-in-platforms-isvalid.txt",
    ];
    for name in excerpts {
        assert_eq!(warnings(name), rules(&[]), "{name}");
        let found = findings(name);
        for rule in ["section-missing", "text-sum", "section-numbering", "fee-statement-missing"] {
            assert!(!found.contains(rule), "{name}: {rule}");
        }
    }
}

/// What the page took from its dates it took from its headings: the dates are named, and that a copy may have lost them.
#[test]
fn a_text_that_lost_characters_is_told_of_its_dates_alone() {
    assert_eq!(warnings("numbers-lost-novalid.txt"), rules(&["period-wrong"]));
}

/// What a text that breaks off has passed over stands nowhere behind its end.
#[test]
fn a_text_that_breaks_off_can_have_passed_over_an_aspect() {
    let found = warnings("excerpt-passes-over-platforms-novalid.txt");
    assert_eq!(found, rules(&["aspect-missing"]));
}

/// Parts of the organ's own need not be those of the form; what they say nothing of is missing.
#[test]
fn a_report_in_its_own_parts_tells_of_requests_and_reviews() {
    let found = warnings("bureau-of-own-parts-novalid.txt");
    assert!(found.contains("section-missing"), "{found:?}");
    let found = warnings("bureau-of-own-parts-isvalid.txt");
    assert!(!found.contains("section-missing"), "{found:?}");
}

/// Fees and reviews belonged into reports under the regulation of 2007, also where all is told in two parts.
#[test]
fn older_reports_of_two_parts_tell_of_fees_and_reviews() {
    assert_eq!(warnings("older-without-fees-novalid.txt"), rules(&["parts-count"]));
    assert_eq!(warnings("older-with-fees-isvalid.txt"), rules(&[]));
    // Lawsuits in other words, and 元月.
    assert_eq!(warnings("older-suits-in-court-isvalid.txt"), rules(&[]));
    assert_eq!(warnings("older-few-sentences-novalid.txt"), rules(&["parts-count"]));
    assert_eq!(warnings("older-few-sentences-isvalid.txt"), rules(&[]));
}

#[test]
fn a_report_copied_from_another_town_and_another_year() {
    let expected = [
        "aspect-missing",
        "fee-statement-missing",
        "foreign-organ",
        "law-misquoted",
        "parts-count",
        "personal-data",
        "section-numbering",
        "text-duplicated",
        "text-placeholder",
        "year-mismatch",
    ];
    assert_eq!(warnings("copied-report-novalid.txt"), rules(&expected));
}

#[test]
fn a_work_report_with_the_period_of_the_year_before() {
    let expected = [
        "aspect-missing",
        "foreign-organ",
        "law-misquoted",
        "period-wrong",
        "published-late",
        "section-empty",
        "section-missing",
    ];
    assert_eq!(warnings("bureau-work-report-novalid.txt"), rules(&expected));
}

/// A sound report without tables, part by part.
struct Draft {
    title: String,
    parts: [Vec<String>; 7],
    headings: [String; 6],
    signature: Vec<String>,
}

impl Draft {
    fn of(organ: &str, year: i32) -> Self {
        let lines = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        Self {
            title: format!("{organ}{year}年政府信息公开工作年度报告"),
            parts: [
                vec![format!(
                    "本报告根据有关规定编制，所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
                )],
                lines(&[
                    "全年公开各类信息，没有收到公开申请，发布前逐条审核，在门户网站专栏展示，按季考核并组织培训。",
                ]),
                Vec::new(),
                Vec::new(),
                Vec::new(),
                lines(&["公开内容还不够丰富，今后要充实内容、加强培训。"]),
                lines(&["没有收取信息处理费，没有其他需要报告的事项。"]),
            ],
            headings: [
                "一、总体情况",
                "二、主动公开政府信息情况",
                "三、收到和处理政府信息公开申请情况",
                "四、政府信息公开行政复议、行政诉讼情况",
                "五、存在的主要问题及改进情况",
                "六、其他需要报告的事项",
            ]
            .map(str::to_owned),
            signature: vec![organ.to_owned(), format!("{}年1月15日", year + 1)],
        }
    }

    fn change(&mut self, place: &str, text: &str) {
        let lines = || text.split(" / ").map(str::to_owned).collect::<Vec<_>>();
        let (name, adds) = (place.trim_end_matches(['+', '=']), place.ends_with('+'));
        match name {
            "title" => text.clone_into(&mut self.title),
            "sign" => self.signature = lines(),
            _ => {
                if let Some(number) = name.strip_prefix('h') {
                    text.clone_into(&mut self.headings[number.parse::<usize>().unwrap() - 1]);
                } else {
                    let part = &mut self.parts[name.parse::<usize>().unwrap()];
                    if adds { part.extend(lines()) } else { *part = lines() }
                }
            }
        }
    }

    fn text(&self) -> String {
        let mut lines = vec![self.title.clone()];
        lines.extend(self.parts[0].clone());
        for (heading, part) in self.headings.iter().zip(&self.parts[1..]) {
            lines.push(heading.clone());
            lines.extend(part.clone());
        }
        lines.extend(self.signature.clone());
        lines.join("\n")
    }
}

/// Every labelled sentence warns of what its label says and of nothing else.
#[test]
fn labelled_sentences_warn_of_what_they_should_and_of_nothing_else() {
    let labelled = [include_str!("narrative/prose.txt"), include_str!("narrative/form.txt")].join("\n");
    let (mut group, mut wrong) = ((String::new(), 0), Vec::new());
    let (mut right, mut traps) = (0, 0);
    for line in labelled.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(rest) = line.strip_prefix("@ ") {
            let (organ, year) = rest.rsplit_once(' ').unwrap();
            group = (organ.to_owned(), year.parse().unwrap());
            continue;
        }
        let mut words = line.splitn(3, ' ');
        let (label, place, text) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
        let expected: BTreeSet<String> =
            label.split('+').filter(|rule| *rule != "-").map(str::to_owned).collect();
        if expected.is_empty() {
            traps += 1
        } else {
            right += 1
        }
        let mut draft = Draft::of(&group.0, group.1);
        draft.change(place, text);
        let options = Options { name: Some("report.txt".to_owned()), ..Options::default() };
        let outcome = check(draft.text().as_bytes(), &options).unwrap();
        let found: BTreeSet<String> = outcome
            .findings
            .iter()
            .filter(|finding| finding.severity != Severity::Notice && finding.rule != "table-not-found")
            .map(|finding| finding.rule.clone())
            .collect();
        if found != expected {
            wrong.push(format!("{line}\n    found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(right + traps >= 150 && traps * 2 >= right, "{right} faults, {traps} traps");
}
