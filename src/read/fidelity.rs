//! How near a text is to what was published, from the text itself.

use crate::document::{Content, Document, Fidelity};

/// Lowers the fidelity where the text carries the marks of a mirror: pinyin behind characters, traditional script.
pub fn judge(document: &mut Document) {
    let mut marks = Marks::default();
    for block in &document.blocks {
        match &block.content {
            Content::Heading { text, .. } | Content::Paragraph { text } => marks.add(text),
            Content::Table(table) => table.cells.iter().for_each(|cell| marks.add(&cell.text)),
        }
    }
    // The reports are of organs that write simplified characters; a text in traditional ones was converted.
    let converted = marks.traditional >= 5 && marks.traditional > marks.simplified * 2;
    if marks.readings >= 2 || converted {
        document.fidelity = Fidelity::Mirror;
    }
}

#[derive(Debug, Default)]
struct Marks {
    traditional: u32,
    simplified: u32,
    readings: u32,
}

impl Marks {
    fn add(&mut self, text: &str) {
        let mut previous = ' ';
        for (at, character) in text.char_indices() {
            let script = script(character);
            if script == TRADITIONAL {
                self.traditional += 1;
            } else if script == SIMPLIFIED {
                self.simplified += 1;
            } else if matches!(character, '(' | '（')
                && matches!(previous, '\u{4e00}'..='\u{9fff}')
                && let Some(inside) = text.get(at + character.len_utf8()..)
                && is_reading(inside)
            {
                self.readings += 1;
            }
            previous = character;
        }
    }
}

/// Whether a bracket holds one syllable of pinyin: `zhèn)`, `gong)`.
fn is_reading(inside: &str) -> bool {
    const LONGEST: usize = 12;
    let Some((end, _)) = inside
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST)
        .find(|(_, character)| matches!(character, ')' | '）'))
    else {
        return false;
    };
    let syllable = inside.get(..end).unwrap_or_default();
    let toned = syllable.contains(|character| among!("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", character));
    let letters = syllable.chars().all(|character| {
        character.is_ascii_lowercase() || character == 'ü' || among!("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", character)
    });
    let again = inside.get(end + 1..).is_some_and(|after| after.starts_with(&format!("({syllable})")));
    letters && !syllable.is_empty() && (toned || again)
}

/// Characters that every such report holds, in the script of the mirrors and in its own.
const TRADITIONAL_CHARACTERS: &str =
    "開關務機構應將與為實會對發經處數據網報總體況動請訴訟結轉維計執項規範議產業領導組織獲";
const SIMPLIFIED_CHARACTERS: &str =
    "开关务机构应将与为实会对发经处数据网报总体况动请诉讼结转维计执项规范议产业领导组织获";

/// What [`SCRIPTS`] says of a character of the first list.
const TRADITIONAL: u8 = 1;
/// What it says of one of the second.
const SIMPLIFIED: u8 = 2;

/// The first and the last Chinese character that is looked at.
const RANGE: (u32, u32) = (0x4e00, 0x9fff);

/// For each Chinese character which list it is on, spread out by the compiler: this is asked for every character of every
/// text.
static SCRIPTS: [u8; (RANGE.1 - RANGE.0) as usize + 1] = {
    let scripts = [0; (RANGE.1 - RANGE.0) as usize + 1];
    marked(marked(scripts, TRADITIONAL_CHARACTERS, TRADITIONAL), SIMPLIFIED_CHARACTERS, SIMPLIFIED)
};

/// Marks the characters of a list, each of three bytes.
const fn marked<const N: usize>(mut scripts: [u8; N], list: &str, mark: u8) -> [u8; N] {
    let bytes = list.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let [first, second, third] = [bytes[at] as usize, bytes[at + 1] as usize, bytes[at + 2] as usize];
        let code = (first & 0x0f) << 12 | (second & 0x3f) << 6 | (third & 0x3f);
        scripts[code - RANGE.0 as usize] = mark;
        at += 3;
    }
    scripts
}

/// Which list a character is on: [`TRADITIONAL`], [`SIMPLIFIED`], or 0 for none.
fn script(character: char) -> u8 {
    let place = u32::from(character).wrapping_sub(RANGE.0) as usize;
    SCRIPTS.get(place).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    fn judged(text: &str) -> Fidelity {
        let mut document = Document { blocks: vec![Block::paragraph(text)], ..Document::default() };
        judge(&mut document);
        document.fidelity
    }

    #[test]
    fn mirrors_are_told_by_script_and_by_readings() {
        assert_eq!(judged("果耶鎮(zhèn)信息公開,點擊數(shù)"), Fidelity::Mirror);
        assert_eq!(judged("公(gong)(gong)開(kai)(kai)"), Fidelity::Mirror);
        assert_eq!(judged("政府信息公開行政復議、行政訴訟情況，總體情況"), Fidelity::Mirror);
        assert_eq!(judged("政府信息公开行政复议、行政诉讼情况，总体情况(一)(app)"), Fidelity::Original);
        assert_eq!(judged("本年度(2021)"), Fidelity::Original);
    }
}
