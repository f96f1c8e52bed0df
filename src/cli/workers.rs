//! Work on many files at once, on all cores, with its results in the order of the files.
//!
//! However many files there are, only so many are at hand at a time: workers run no further ahead of what was printed
//! than a window allows.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Files that may be at hand for each worker: enough that one large file does not keep the others waiting.
const AHEAD: usize = 8;

/// What the workers and the one who takes their results share.
struct Shared<I, R> {
    state: Mutex<State<I, R>>,
    /// Something changed: a result was put in or taken, or nobody wants results any more.
    changed: Condvar,
}

struct State<I, R> {
    jobs: I,
    /// How many jobs were given out, and how many results were taken.
    given: usize,
    taken: usize,
    /// Results that wait for those before them.
    done: BTreeMap<usize, R>,
    /// No job is left.
    empty: bool,
    /// How many workers are still at work.
    working: usize,
    /// Nobody wants results any more.
    stopped: bool,
}

/// Runs `work` on every job and gives the results to `take` in the order of the jobs, until that fails.
///
/// `worker` makes what each worker needs for itself.
///
/// # Errors
/// The error of `take`.
pub fn in_order<J, W, R, E>(
    jobs: impl Iterator<Item = J> + Send,
    at_once: usize,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, J) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    J: Send,
    R: Send,
{
    if at_once <= 1 {
        let mut own = worker();
        for job in jobs {
            take(work(&mut own, job))?;
        }
        return Ok(());
    }
    let window = at_once * AHEAD;
    let shared = Shared {
        state: Mutex::new(State {
            jobs,
            given: 0,
            taken: 0,
            done: BTreeMap::new(),
            empty: false,
            working: at_once,
            stopped: false,
        }),
        changed: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                let _leaving = Leaving(&shared);
                let mut own = worker();
                while let Some((number, job)) = shared.next(window) {
                    let result = work(&mut own, job);
                    shared.lock().done.insert(number, result);
                    shared.changed.notify_all();
                }
            });
        }
        let _stopping = Stopping(&shared);
        while let Some(result) = shared.result() {
            take(result)?;
        }
        Ok(())
    })
}

/// How many workers the machine has cores for.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

impl<I, R> Shared<I, R> {
    /// A worker that panicked leaves a state that is as good as before.
    fn lock(&self) -> MutexGuard<'_, State<I, R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<I, R>>) -> MutexGuard<'a, State<I, R>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job with its number, as soon as the window allows it.
    fn next<J>(&self, window: usize) -> Option<(usize, J)>
    where
        I: Iterator<Item = J>,
    {
        let mut state = self.lock();
        while !state.stopped && !state.empty && state.given >= state.taken + window {
            state = self.wait(state);
        }
        if state.stopped || state.empty {
            return None;
        }
        let Some(job) = state.jobs.next() else {
            state.empty = true;
            return None;
        };
        state.given += 1;
        Some((state.given - 1, job))
    }

    /// The next result in the order of the jobs; `None` when there will be none.
    fn result(&self) -> Option<R> {
        let mut state = self.lock();
        loop {
            let number = state.taken;
            if let Some(result) = state.done.remove(&number) {
                state.taken += 1;
                self.changed.notify_all();
                return Some(result);
            }
            if state.working == 0 {
                return None;
            }
            state = self.wait(state);
        }
    }
}

/// Says that a worker has left, however it did.
struct Leaving<'a, I, R>(&'a Shared<I, R>);

impl<I, R> Drop for Leaving<'_, I, R> {
    fn drop(&mut self) {
        self.0.lock().working -= 1;
        self.0.changed.notify_all();
    }
}

/// Says that nobody wants further results, however that came.
struct Stopping<'a, I, R>(&'a Shared<I, R>);

impl<I, R> Drop for Stopping<'_, I, R> {
    fn drop(&mut self) {
        self.0.lock().stopped = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_and_no_worker_runs_far_ahead() {
        for at_once in [1, 2, 3, 16] {
            let (begun, furthest) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let mut results = Vec::new();
            let work = |_: &mut (), job: usize| {
                begun.fetch_add(1, Ordering::SeqCst);
                // The first of some jobs takes longer than those after it.
                thread::sleep(Duration::from_micros(if job.is_multiple_of(50) { 3000 } else { 0 }));
                job
            };
            let done = in_order(
                0..500,
                at_once,
                || (),
                work,
                |result| {
                    results.push(result);
                    let ahead = begun.load(Ordering::SeqCst) - results.len();
                    furthest.fetch_max(ahead, Ordering::SeqCst);
                    Ok::<(), ()>(())
                },
            );
            assert_eq!(done, Ok(()));
            assert!(results.iter().copied().eq(0..500));
            assert!(furthest.into_inner() <= at_once * AHEAD);
        }
    }

    #[test]
    fn one_who_wants_no_more_ends_the_work() {
        for at_once in [1, 4] {
            let begun = AtomicUsize::new(0);
            let work = |_: &mut (), job: usize| {
                begun.fetch_add(1, Ordering::SeqCst);
                job
            };
            let take = |result| if result == 10 { Err("enough") } else { Ok(()) };
            assert_eq!(in_order(0.., at_once, || (), work, take), Err("enough"));
            assert!(begun.into_inner() <= 11 + at_once * AHEAD);
        }
    }

    #[test]
    fn no_jobs_are_no_work() {
        let none = std::iter::empty::<usize>();
        assert_eq!(in_order(none, 4, || (), |(), job| job, |_| Err::<(), _>("none")), Ok(()));
    }
}
