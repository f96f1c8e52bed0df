//! How far a long list is, for whoever waits at a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use gouji::outcome::Language;

/// How often it is said.
const EVERY: Duration = Duration::from_millis(250);

/// Says on the terminal how far a list is, where nothing else is printed there.
pub struct Progress {
    shown: bool,
    language: Language,
    all: Option<usize>,
    done: usize,
    since: Instant,
    said: Instant,
}

impl Progress {
    /// For so many files, or not known how many. `busy`: whether results are printed to a terminal themselves.
    pub fn new(all: Option<usize>, busy: bool, language: Language) -> Self {
        let shown = all != Some(0) && all != Some(1) && !busy && io::stderr().is_terminal();
        let now = Instant::now();
        Self { shown, language, all, done: 0, since: now, said: now }
    }

    /// One file more is done.
    pub fn step(&mut self) {
        self.done += 1;
        if self.shown && self.said.elapsed() >= EVERY {
            self.said = Instant::now();
            let _ = write!(io::stderr(), "\r{}\u{1b}[K", self.line(self.since.elapsed()));
        }
    }

    /// Nothing of it stays on the terminal.
    pub fn end(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }

    fn line(&self, elapsed: Duration) -> String {
        let seconds = elapsed.as_secs_f64().max(0.001);
        let rate = f64::from(u32::try_from(self.done).unwrap_or(u32::MAX)) / seconds;
        let left = self.all.map(|all| {
            let left = u32::try_from(all.saturating_sub(self.done)).unwrap_or(u32::MAX);
            (f64::from(left) / rate.max(0.001)).ceil()
        });
        let of = self.all.map_or(String::new(), |all| format!(" / {all}"));
        match (self.language, left) {
            (Language::Zh, Some(left)) => {
                format!("已检查 {}{of} 份，每秒 {rate:.0} 份，还需约 {left} 秒", self.done)
            }
            (Language::Zh, None) => format!("已检查 {} 份，每秒 {rate:.0} 份", self.done),
            (Language::En, Some(left)) => {
                format!("{}{of} checked, {rate:.0} a second, about {left} s left", self.done)
            }
            (Language::En, None) => format!("{} checked, {rate:.0} a second", self.done),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_far_and_how_long() {
        let mut progress = Progress::new(Some(100), false, Language::Zh);
        progress.done = 40;
        assert_eq!(progress.line(Duration::from_secs(4)), "已检查 40 / 100 份，每秒 10 份，还需约 6 秒");
        progress.all = None;
        progress.language = Language::En;
        assert_eq!(progress.line(Duration::from_secs(4)), "40 checked, 10 a second");
    }
}
