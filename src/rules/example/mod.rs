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

mod base;
mod draft;
mod grids;

use crate::document::Document;
use crate::report::Report;
use crate::rules::{self, Companion, Context, Finding, Rule};

use draft::Draft;

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
        rule.findings(&self.context())
    }
}

fn all_findings(example: &Example) -> Vec<(&'static str, Finding)> {
    let context = example.context();
    let of_rule =
        |rule: &'static Rule| rule.findings(&context).into_iter().map(|finding| (rule.name, finding));
    rules::all().iter().flat_map(of_rule).collect()
}

#[test]
fn the_base_reports_have_nothing_to_find() {
    for text in ["", "previous", "parts", "form 2019", "form 2019\nprevious", "form hybrid", "form 2014"] {
        let mut found = all_findings(&Example::new(text));
        // The mixture of two forms is itself something to say.
        found.retain(|(rule, _)| text != "form hybrid" || *rule != "form-year-mismatch");
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
