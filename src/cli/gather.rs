//! Many reports checked on all cores; of each only what is asked for is kept.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};

use gouji::many::missing::names;
use gouji::outcome::{Language, Outcome};
use gouji::{Options, check_input};

use super::progress::Progress;
use super::sources::{self, Failure, InputFile, Job};
use super::{complain, workers};

/// What came of many files, in their order.
pub struct Gathered<T> {
    /// What was kept of each report.
    pub kept: Vec<T>,
    /// What could not be read; it was said already.
    pub failures: Vec<Failure>,
}

/// Checks every file but those whose names are among `done`, and keeps of each outcome what is asked for.
pub fn gathered<T: Send>(
    files: &[OsString],
    input: Option<&str>,
    options: &Options,
    done: &HashSet<String>,
    keep: impl Fn(&Outcome) -> T + Sync,
) -> Gathered<T> {
    let mut jobs: Vec<Job> = files.iter().flat_map(|file| sources::jobs(file)).collect();
    jobs.retain(|job| job.name().is_none_or(|name| !done.contains(&name)));
    let at_once = workers::cores().min(jobs.len());
    let mut progress = Progress::new(Some(jobs.len()), false, options.language);
    let work = |options: &mut Options, job: Job| -> Vec<_> {
        let read = job.read(input).into_iter();
        let wanted =
            read.filter(|source| source.as_ref().map_or(true, |source| !done.contains(&source.name)));
        wanted
            .map(|source| {
                source.map(|InputFile { name, input }| {
                    options.name = Some(name);
                    keep(&check_input(input, options))
                })
            })
            .collect()
    };
    let mut gathered = Gathered { kept: Vec::new(), failures: Vec::new() };
    let Ok(()) = workers::in_order(
        jobs.into_iter(),
        at_once,
        || options.clone(),
        work,
        |results| {
            progress.step();
            for result in results {
                match result {
                    Ok(one) => gathered.kept.push(one),
                    Err(failure) => {
                        complain(&failure, options.language);
                        gathered.failures.push(failure);
                    }
                }
            }
            Ok::<(), std::convert::Infallible>(())
        },
    );
    progress.end();
    gathered
}

/// The names of a list of organs, and whether all of the list could be read; what could not be is said.
pub fn listed(list: &OsStr, language: Language) -> (Vec<String>, bool) {
    let (mut found, mut whole) = (Vec::new(), true);
    for source in sources::read(list, None) {
        match source {
            Ok(source) => found.extend(names(&source.input.document)),
            Err(failure) => {
                complain(&failure, language);
                whole = false;
            }
        }
    }
    (found, whole)
}
