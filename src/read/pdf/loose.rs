//! Tables without lines: what can be said of them for sure from the place of their text.
//!
//! A row of values is told by three or more values at the end of a line. It is never part of a paragraph, and where
//! its label stands in two lines round it (a cell centred beside a taller one), the label is put before the values.

use super::lines::Line;

/// Whether a word of a line is a value: digits with their marks, or what stands for none.
fn value(word: &str) -> bool {
    word.chars().any(|character| character.is_ascii_digit() || "-—/〇○".contains(character))
        && word.chars().all(|character| character.is_ascii_digit() || ".,%-—/〇○".contains(character))
}

/// How many values a line ends with.
fn values(text: &str) -> usize {
    text.split(' ').rev().take_while(|word| value(word)).count()
}

/// The label and the values of a row; `None` for other lines.
pub(super) fn row_of(line: &Line) -> Option<Vec<String>> {
    let count = values(&line.text);
    if count < 3 {
        return None;
    }
    let words: Vec<&str> = line.text.split(' ').collect();
    let (label, values) = words.split_at(words.len().checked_sub(count)?);
    Some(std::iter::once(label.join(" ")).chain(values.iter().map(|value| (*value).to_owned())).collect())
}

/// Puts labels of two lines before the values that stand between them.
pub(super) fn gather_labels(lines: Vec<Line>) -> Vec<Line> {
    let mut gathered: Vec<Line> = Vec::with_capacity(lines.len());
    let mut rest = lines.into_iter().peekable();
    while let Some(mut line) = rest.next() {
        let count = values(&line.text);
        let only_values = count >= 3 && count == line.text.split(' ').count();
        let beside = |label: &Line| {
            let overlap = label.area.bottom.min(line.area.bottom) - label.area.top.max(line.area.top);
            values(&label.text) == 0 && overlap > 0.15 * line.size && label.area.right < line.area.left
        };
        if only_values && gathered.last().is_some_and(beside) && rest.peek().is_some_and(beside) {
            let (before, after) = (gathered.pop(), rest.next());
            for label in [after, before].into_iter().flatten() {
                let gap = if line.text.starts_with(|first: char| first.is_ascii_digit()) { " " } else { "" };
                line.text = format!("{}{gap}{}", label.text, line.text);
                line.area = line.area.union(label.area);
            }
        }
        gathered.push(line);
    }
    gathered
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn counts_values_at_the_end() {
        assert_eq!(values("1.属于国家秘密 35 0 - 1,204"), 4);
        assert_eq!(values("28 47 23"), 3);
        assert_eq!(values("共收到申请 3 件"), 0);
        assert_eq!(values("电话：0517-83605210"), 0);
    }
}
