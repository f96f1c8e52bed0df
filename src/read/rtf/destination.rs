//! Where the text of a group goes, and the words that say so.

use super::Reader;
use super::form::Form;

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Destination {
    #[default]
    Text,
    /// Not read.
    Nothing,
    Fonts,
    Colours,
    Styles,
    /// The definition of a form's field, and the text of an entry in it.
    Form,
    FormEntry,
    /// The instruction of a field.
    Instruction,
    /// A shape: only the text within it counts.
    Shape,
    /// Row properties of a nested table: no text.
    RowProperties,
}

impl Reader {
    /// Takes words that begin a destination; whether this is one.
    pub(super) fn destination(&mut self, word: &str) -> bool {
        let nothing = self.state.destination == Destination::Nothing;
        let next = match word {
            // Within the instruction of a field, which is passed over.
            "formfield" => {
                self.form = Some(Form::default());
                Destination::Form
            }
            "ffl" if self.state.destination == Destination::Form => {
                if let Some(form) = &mut self.form {
                    form.word(word, None);
                }
                Destination::FormEntry
            }
            // Optional in name only: a character style.
            "cs" => {
                self.state.optional = false;
                return false;
            }
            _ if nothing => return word != "u" && word != "uc",
            "fonttbl" => Destination::Fonts,
            "colortbl" => Destination::Colours,
            "stylesheet" => Destination::Styles,
            "shp" | "shpinst" | "do" => Destination::Shape,
            "shptxt" | "dptxbxtext" => {
                self.enter_text_box();
                Destination::Text
            }
            "pict" | "shppict" | "object" | "mmathPict" => {
                // Word states a formula as text and as a picture.
                if word != "mmathPict" {
                    self.show_object();
                }
                Destination::Nothing
            }
            // Formulas: what stands in them is text, their properties are not.
            "moMath" | "moMathPara" => Destination::Text,
            _ if word.starts_with('m') && word.ends_with("Pr") => Destination::Nothing,
            "msup" | "msub" => {
                self.state.look.word("super", None);
                return true;
            }
            "mden" => {
                self.character('/');
                return true;
            }
            "nesttableprops" => Destination::RowProperties,
            "ud" => Destination::Text,
            "upr" => {
                self.state.twice = true;
                return true;
            }
            // Numbers of lists are written out here, next to their definition.
            "field" => {
                self.state.field = Some(self.paragraph.text.len());
                return true;
            }
            "listtext" | "pntext" | "fldrslt" => return true,
            "fldinst" => {
                self.instruction.clear();
                Destination::Instruction
            }
            "info" | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" | "footnote" | "annotation" | "atnid" | "atnauthor" | "xe" | "tc" | "listtable"
            | "listoverridetable" | "rsidtbl" | "shprslt" | "sn" | "sv" | "nonesttables" | "nonshppict"
            | "revtbl" | "filetbl" | "ftnsep" | "ftnsepc" | "aftnsep" | "bkmkstart" | "bkmkend" | "rxe"
            | "txe" | "themedata" | "datastore" | "xmlnstbl" | "generator" | "template" | "pnseclvl"
            | "listpicture" | "pn" | "latentstyles" => Destination::Nothing,
            // An optional destination that is not known.
            _ if self.state.optional => Destination::Nothing,
            _ => return false,
        };
        self.state.optional = false;
        self.state.destination = next;
        true
    }
}
