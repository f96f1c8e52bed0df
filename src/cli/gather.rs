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
    let mut gathered = Gathered { kept: Vec::new(), failures: Vec::new() };
    let Ok(()) = each(files, input, options, done, keep, |result| {
        match result {
            Ok(one) => gathered.kept.push(one),
            Err(failure) => {
                complain(&failure, options.language);
                gathered.failures.push(failure);
            }
        }
        Ok::<(), std::convert::Infallible>(())
    });
    gathered
}

/// The same, with what is kept of each given on as it comes, in the order of the files.
///
/// # Errors
/// The error of `take`.
pub fn each<T: Send, E>(
    files: &[OsString],
    input: Option<&str>,
    options: &Options,
    done: &HashSet<String>,
    keep: impl Fn(&Outcome) -> T + Sync,
    mut take: impl FnMut(Result<T, Failure>) -> Result<(), E>,
) -> Result<(), E> {
    let streams: Vec<_> = files.iter().map(|file| sources::stream(file)).collect();
    let count = streams.iter().map(|stream| stream.size_hint().1).sum::<Option<usize>>();
    let jobs = streams.into_iter().flatten();
    let jobs = jobs.filter(|job| job.name().is_none_or(|name| !done.contains(&name)));
    let at_once = count.map_or_else(workers::cores, |count| workers::cores().min(count));
    let mut progress = Progress::new(count, false, options.language);
    let work = |options: &mut Options, job: Job| -> Vec<_> {
        let mut kept = Vec::new();
        job.each(input, &mut |source| {
            if source.as_ref().map_or(true, |source| !done.contains(&source.name)) {
                kept.push(source.map(|InputFile { name, input }| {
                    options.name = Some(name);
                    keep(&check_input(input, options))
                }));
            }
        });
        kept
    };
    workers::in_order(
        jobs,
        at_once,
        || options.clone(),
        work,
        |results| {
            progress.step();
            results.into_iter().try_for_each(&mut take)
        },
    )?;
    progress.end();
    Ok(())
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
