//! The formulas of Excel 97–2003 workbooks, which are kept as tokens, as far as they are plain sums ([MS-XLS] 2.5.198).

use super::formula::{At, letters};

/// The source of a formula of a cell: `SUM(D25:I25)`; `None` where it is no plain sum.
pub fn source(tokens: &[u8], of: At) -> Option<String> {
    let mut rest = Tokens(tokens);
    let mut stack: Vec<String> = Vec::new();
    while let Some(token) = rest.byte() {
        let made = match token {
            0x03 | 0x04 => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                format!("{left}{}{right}", if token == 0x03 { '+' } else { '-' })
            }
            0x12 => stack.pop()?,
            0x13 => format!("(-{})", stack.pop()?),
            0x15 => format!("({})", stack.pop()?),
            // Functions with a fixed number of arguments; ROUND is the 28th of all.
            0x21 | 0x41 | 0x61 if rest.word()? == 27 => {
                let (places, number) = (stack.pop()?, stack.pop()?);
                format!("ROUND({number},{places})")
            }
            0x1E => rest.word()?.to_string(),
            0x24 | 0x44 | 0x64 => {
                let (row, column) = (rest.word()?, rest.word()?);
                cell(row, column)
            }
            // Of formulas that many cells share: places relative to the cell.
            0x2C | 0x4C | 0x6C => {
                let (row, column) = (rest.word()?, rest.word()?);
                relative(row, column, of)?
            }
            0x2D | 0x4D | 0x6D => {
                let (first, last, left, right) = (rest.word()?, rest.word()?, rest.word()?, rest.word()?);
                format!("{}:{}", relative(first, left, of)?, relative(last, right, of)?)
            }
            0x25 | 0x45 | 0x65 => {
                let (first, last, left, right) = (rest.word()?, rest.word()?, rest.word()?, rest.word()?);
                format!("{}:{}", cell(first, left), cell(last, right))
            }
            0x19 => {
                let (kind, _) = (rest.byte()?, rest.word()?);
                match kind {
                    0x10 => format!("SUM({})", stack.pop()?),
                    // Spaces, and what is to be computed anew each time.
                    0x01 | 0x40 | 0x41 => continue,
                    _ => return None,
                }
            }
            0x22 | 0x42 | 0x62 => {
                let (count, function) = (usize::from(rest.byte()? & 0x7F), rest.word()?);
                let arguments = stack.split_off(stack.len().checked_sub(count)?);
                // SUM is the fourth of the functions.
                (function & 0x7FFF == 4).then(|| format!("SUM({})", arguments.join(",")))?
            }
            _ => return None,
        };
        // A chain of sums would grow with its square.
        if made.len() > 2_000 {
            return None;
        }
        stack.push(made);
    }
    stack.pop().filter(|_| stack.is_empty())
}

fn cell(row: u16, column: u16) -> String {
    format!("{}{}", letters(u32::from(column & 0x3FFF)), u32::from(row) + 1)
}

/// A place whose row or column is a distance from a cell's, as the highest bits of the column say.
fn relative(row: u16, column: u16, of: At) -> Option<String> {
    let (own_row, own_column) = (u16::try_from(of.0).ok()?, u8::try_from(of.1).ok()?);
    let low = u8::try_from(column & 0xFF).ok()?;
    let row = if column & 0x8000 == 0 { row } else { own_row.wrapping_add(row) };
    let column = if column & 0x4000 == 0 { low } else { own_column.wrapping_add(low) };
    Some(cell(row, u16::from(column)))
}

/// The cell of another one's formula that this one shares.
pub fn shared_from(tokens: &[u8]) -> Option<At> {
    let mut rest = Tokens(tokens);
    (rest.byte()? == 1).then_some(())?;
    Some((u32::from(rest.word()?), u32::from(rest.word()?)))
}

struct Tokens<'b>(&'b [u8]);

impl Tokens<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn word(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_sums_have_a_source() {
        // SUM of an area as Excel writes it, by its short form.
        let area = [0x25, 24, 0, 24, 0, 3, 0xC0, 8, 0xC0];
        assert_eq!(
            source(&[&area[..], &[0x19, 0x10, 0, 0]].concat(), (24, 9)).as_deref(),
            Some("SUM(D25:I25)")
        );
        assert_eq!(source(&[&area[..], &[0x42, 1, 4, 0]].concat(), (24, 9)).as_deref(), Some("SUM(D25:I25)"));
        let cells = [0x44, 1, 0, 0, 0xC0, 0x44, 1, 0, 1, 0xC0, 0x03, 0x1E, 7, 0, 0x04];
        assert_eq!(source(&cells, (1, 2)).as_deref(), Some("A2+B2-7"));
        let shared = [0x2D, 0, 0, 0, 0, 0xFA, 0xC0, 0xFF, 0xC0, 0x19, 0x10, 0, 0];
        assert_eq!(source(&shared, (24, 9)).as_deref(), Some("SUM(D25:I25)"));
        assert_eq!(shared_from(&[1, 24, 0, 9, 0]), Some((24, 9)));
        let rounded = [&area[..], &[0x19, 0x10, 0, 0, 0x1E, 0, 0, 0x41, 27, 0]].concat();
        assert_eq!(source(&rounded, (24, 9)).as_deref(), Some("ROUND(SUM(D25:I25),0)"));
        let signed = [0x44, 1, 0, 0, 0xC0, 0x12, 0x44, 1, 0, 1, 0xC0, 0x13, 0x03];
        assert_eq!(source(&signed, (1, 2)).as_deref(), Some("A2+(-B2)"));
        assert_eq!(source(&[0x44, 1, 0, 0, 0xC0, 0x15], (1, 2)).as_deref(), Some("(A2)"));
    }

    #[test]
    fn all_else_has_none() {
        for tokens in
            [&[][..], &[0x03], &[0x44, 1], &[0x1E, 1, 0, 0x1E, 2, 0], &[0x42, 1, 5, 0], &[0x3A, 0, 0]]
        {
            assert_eq!(source(tokens, (0, 0)), None, "{tokens:?}");
        }
    }
}
