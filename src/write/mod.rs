//! What gouji gives back: filled forms and tables of many reports, as workbooks, documents and comma-separated values.
//!
//! What is written is a [`Book`] of [`Sheet`]s, the same for every target; texts pass through [`inert`] on their way
//! out, and numbers are numbers. There are no formulas: nothing that a report says can become one.

pub mod csv;
pub mod docx;
pub mod form;
pub mod inert;
pub mod letters;
pub mod many;
pub mod package;
pub mod summary;
pub mod table;
#[cfg(test)]
#[cfg(feature = "documents")]
mod tests;
pub mod xlsx;

pub use table::{Cell, Content, Table};

/// Sheets in order: those of a workbook, or one after the other in a document.
pub type Book = Vec<Sheet>;

/// Headings, paragraphs and tables in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// What the sheet is called in a workbook.
    pub name: String,
    /// What stands on it.
    pub pieces: Vec<Piece>,
    /// Whether pages stand upright; tables of a form lie across.
    pub upright: bool,
}

/// One thing on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A table.
    Table(Table),
    /// A new page begins, where there are pages.
    Page,
}

/// What a book can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A workbook of Excel, WPS or LibreOffice.
    Xlsx,
    /// A document of Word, WPS or LibreOffice.
    Docx,
    /// Comma-separated values.
    Csv,
}

impl Target {
    /// The target that the end of a file's name tells.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "xlsx" => Some(Self::Xlsx),
            "docx" => Some(Self::Docx),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// The bytes of a file that holds a book.
    #[must_use]
    pub fn write(self, book: &[Sheet]) -> Vec<u8> {
        match self {
            Self::Xlsx => xlsx::write(book),
            Self::Docx => docx::write(book),
            Self::Csv => csv::write(book).into_bytes(),
        }
    }
}
