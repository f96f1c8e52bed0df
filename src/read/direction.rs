//! Runs that are shown from right to left: in a direction override (U+202E) the last character written stands first.

/// Begins a run that is shown from right to left; ended by [`END`].
pub const REVERSED: char = '\u{202e}';

/// Begins a run that is shown from left to right; ended by [`END`].
pub const STRAIGHT: char = '\u{202d}';

/// Ends the run that was begun last.
pub const END: char = '\u{202c}';

/// Runs within runs, at most as many as the Unicode Bidirectional Algorithm allows.
const DEEPEST: usize = 125;

/// A run that is being read.
struct Run {
    reversed: bool,
    /// An isolate, which ends at U+2069 only.
    isolate: bool,
    /// Characters, and runs within as they are shown.
    items: Vec<String>,
}

impl Run {
    fn of(reversed: bool, isolate: bool) -> Self {
        Self { reversed, isolate, items: Vec::new() }
    }

    fn shown(mut self) -> String {
        if self.reversed {
            self.items.reverse();
        }
        self.items.concat()
    }
}

/// A text as it stands on the page from left to right: overridden runs reversed, the signs that make them taken out.
/// `None` where nothing is reversed.
pub fn as_shown(text: &str) -> Option<String> {
    if !text.contains(REVERSED) {
        return None;
    }
    Some(text.split('\n').map(line_as_shown).collect::<Vec<String>>().join("\n"))
}

fn line_as_shown(line: &str) -> String {
    let mut open = vec![Run::of(false, false)];
    // Runs that are too deep to be opened.
    let mut passed_over = 0_usize;
    for character in line.chars() {
        match character {
            REVERSED | STRAIGHT | '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => {
                if open.len() > DEEPEST {
                    passed_over += 1;
                } else {
                    let isolate = matches!(character, '\u{2066}'..='\u{2068}');
                    open.push(Run::of(character == REVERSED, isolate));
                }
            }
            END | '\u{2069}' if passed_over > 0 => passed_over -= 1,
            END => {
                if open.len() > 1 && open.last().is_some_and(|run| !run.isolate) {
                    close(&mut open);
                }
            }
            '\u{2069}' => {
                if let Some(at) = open.iter().rposition(|run| run.isolate) {
                    while open.len() > at.max(1) {
                        close(&mut open);
                    }
                }
            }
            _ => {
                if let Some(run) = open.last_mut() {
                    let shown = if run.reversed { mirrored(character) } else { character };
                    run.items.push(shown.to_string());
                }
            }
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(Run::shown).unwrap_or_default()
}

fn close(open: &mut Vec<Run>) {
    let Some(run) = open.pop() else { return };
    if let Some(outer) = open.last_mut() {
        outer.items.push(run.shown());
    }
}

/// Brackets are drawn the other way round where the text runs from right to left.
fn mirrored(character: char) -> char {
    const PAIRS: [(char, char); 11] = [
        ('(', ')'),
        ('（', '）'),
        ('[', ']'),
        ('【', '】'),
        ('〔', '〕'),
        ('{', '}'),
        ('<', '>'),
        ('《', '》'),
        ('〈', '〉'),
        ('「', '」'),
        ('『', '』'),
    ];
    PAIRS
        .iter()
        .find_map(|&(open, close)| match character {
            _ if character == open => Some(close),
            _ if character == close => Some(open),
            _ => None,
        })
        .unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overridden_runs_are_read_as_they_stand_on_the_page() {
        for (written, shown) in [
            ("\u{202e}71\u{202c}", "17"),
            ("本年\u{202e}321\u{202c}件", "本年123件"),
            // A run that is never ended ends with its line.
            ("\u{202e}21\n34", "12\n34"),
            // Within it another run keeps its own direction.
            ("\u{202e}5\u{202d}12\u{202c}0\u{202c}", "0125"),
            ("\u{202e}5\u{2066}12\u{202c}\u{2069}0", "0125"),
            // An end of something else ends nothing.
            ("\u{202e}21\u{2069}3\u{202c}4", "3124"),
            ("1\u{202c}2\u{202e}43", "1234"),
            ("\u{202e}(5)\u{202c}", "(5)"),
        ] {
            assert_eq!(as_shown(written).as_deref(), Some(shown), "{written:?}");
        }
        assert_eq!(as_shown("\u{202d}12\u{202c}"), None);
        let deep = "\u{202e}".repeat(1000) + "21" + &"\u{202c}".repeat(1000);
        assert_eq!(as_shown(&deep).map(|text| text.len()), Some(2));
    }
}
