//! Texts of cells whose parts have fonts of their own, and what of them is seen.

use crate::read::colour::Colour;
use crate::read::visible::raised;

/// What a font does to the text that is set in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Font {
    /// Strikes it out.
    pub struck: bool,
    /// Sets it above or below the line.
    pub raised: bool,
    /// The colour in which it writes, where it can be told.
    pub ink: Option<Colour>,
}

/// How a cell shows its text.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Its font.
    pub font: Font,
    /// What it stands on; `None` where it cannot be told.
    pub ground: Option<Colour>,
}

impl Default for Look {
    fn default() -> Self {
        Self { font: Font::default(), ground: Some(Colour::WHITE) }
    }
}

impl Look {
    /// Whether a text in a font of the cell's can be seen.
    fn shows(self, font: Font) -> bool {
        !font.struck && !font.ink.zip(self.ground).is_some_and(|(ink, ground)| ink.is_lost_on(ground))
    }

    /// Whether the cell's own font can be seen.
    pub fn is_seen(self) -> bool {
        self.shows(self.font)
    }
}

/// A text in runs, each with its font; `None` for the font of the cell.
#[derive(Debug, Clone, Default)]
pub struct Rich {
    runs: Vec<(Option<Font>, String)>,
}

impl Rich {
    /// A text in the cell's font.
    pub fn plain(text: String) -> Self {
        Self { runs: vec![(None, text)] }
    }

    /// Adds a run.
    pub fn push(&mut self, font: Option<Font>, text: String) {
        if !text.is_empty() {
            self.runs.push((font, text));
        }
    }

    /// The text as a cell shows it: runs that are struck out or white on white are not there, digits of raised runs
    /// behind others are raised; alone in its cell a raised run is no note.
    pub fn seen(&self, look: Look) -> String {
        let mut text = String::new();
        let mut gone = false;
        for (font, run) in &self.runs {
            let font = font.unwrap_or(look.font);
            if !look.shows(font) {
                gone = true;
                continue;
            }
            match (font.raised, text.trim().is_empty()) {
                (true, false) => text.push_str(&raised(run)),
                // The note of what is gone.
                (true, true) if gone => {}
                _ => text.push_str(run),
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_seen_in_their_own_fonts_or_in_the_cells() {
        let (struck, white) =
            (Font { struck: true, ..Font::default() }, Font { ink: Some(Colour::WHITE), ..Font::default() });
        let raised = Font { raised: true, ..Font::default() };
        let mut rich = Rich::plain("97".to_owned());
        rich.push(Some(Font::default()), "12".to_owned());
        rich.push(Some(raised), "1".to_owned());
        rich.push(Some(white), "8".to_owned());
        let white_ground = Some(Colour::WHITE);
        let seen =
            |font: Font, coloured: bool| rich.seen(Look { font, ground: white_ground.filter(|_| !coloured) });
        assert_eq!(seen(Font::default(), false), "9712¹");
        assert_eq!(seen(struck, false), "12¹");
        let mut note = Rich::plain("97".to_owned());
        note.push(Some(raised), "1".to_owned());
        assert_eq!(note.seen(Look { font: struck, ground: white_ground }), "");
        assert_eq!(seen(white, false), "12¹");
        assert_eq!(seen(white, true), "9712¹8");
        assert_eq!(Rich::plain("3".to_owned()).seen(Look { font: raised, ground: white_ground }), "3");
    }
}
