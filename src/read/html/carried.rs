//! Reports that a page carries without showing them as a page: in the text of a field, in a template, as a string of a
//! program or of data.

use html5ever::local_name;

use super::field::own_text;
use super::tree::{NodeId, NodeKind, ROOT, Tree};
use crate::document::Block;

/// The longest page that a page carries; `None` where it carries none with a table in it.
pub fn page_in(tree: &Tree, shown: &[Block]) -> Option<String> {
    let mut found: Option<String> = None;
    let mut consider = |candidate: String| {
        if holds_table(&candidate) && found.as_ref().is_none_or(|best| candidate.len() > best.len()) {
            found = Some(candidate);
        }
    };
    // A page that shows the source of another.
    let text: Vec<&str> = shown.iter().filter_map(Block::text).collect();
    consider(text.join("\n"));
    let mut open = vec![ROOT];
    while let Some(id) = open.pop() {
        match tree.name(id) {
            "textarea" | "noscript" | "xmp" | "noframes" | "noembed" => {
                let text = own_text(tree, id);
                consider(unescaped_markup(&text));
            }
            "script" => {
                if let Some(text) = in_strings(&own_text(tree, id)) {
                    consider(text);
                }
            }
            "template" => consider(markup(tree, id)),
            "iframe" => {
                if let Some(source) = tree.attribute(id, &local_name!("srcdoc")) {
                    consider(source.to_owned());
                }
            }
            _ => {
                // Data for a program: `<div data-content="&lt;table…">`, `<editor :value="…">`.
                for attribute in tree.attributes(id) {
                    consider(unescaped_markup(&attribute.value));
                }
                open.extend(tree.children(id));
            }
        }
    }
    found
}

/// The longest string with a table in it among the string literals of a program or of data.
pub fn in_strings(source: &str) -> Option<String> {
    let telling = ["<t", "\\u003ct", "\\u003Ct", "\\x3ct", "\\x3Ct", "&lt;t"];
    if !telling.iter().any(|sign| source.contains(sign)) {
        return None;
    }
    let mut best: Option<String> = None;
    let mut literal = String::new();
    let mut quote: Option<char> = None;
    let mut characters = source.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (None, '"' | '\'' | '`') => quote = Some(character),
            (None, _) => {}
            (Some(open), _) if open == character => {
                quote = None;
                let text = unescaped_markup(&std::mem::take(&mut literal));
                if holds_table(&text) && best.as_ref().is_none_or(|best| text.len() > best.len()) {
                    best = Some(text);
                }
            }
            // An apostrophe in a comment opens nothing that goes on in the next line.
            (Some('"' | '\''), '\n') => {
                quote = None;
                literal.clear();
            }
            (Some(_), '\\') => escape(&mut characters, &mut literal),
            (Some(_), _) => literal.push(character),
        }
    }
    best
}

/// One escape of a string literal, after its backslash.
fn escape(characters: &mut std::str::Chars, into: &mut String) {
    let Some(sign) = characters.next() else { return };
    match sign {
        'n' => into.push('\n'),
        't' => into.push('\t'),
        'r' | 'b' | 'f' | 'v' | '0' | '\n' => {}
        'x' => into.extend(hexadecimal(characters, 2).and_then(char::from_u32)),
        'u' => {
            let Some(first) = hexadecimal(characters, 4) else { return };
            if (0xD800..0xDC00).contains(&first) {
                // The second half follows in an escape of its own.
                let half = characters.clone().take(6).collect::<String>();
                let second = half.strip_prefix("\\u").and_then(|digits| u32::from_str_radix(digits, 16).ok());
                if let Some(second) = second.filter(|second| (0xDC00..0xE000).contains(second)) {
                    characters.nth(5);
                    into.extend(char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)));
                }
            } else {
                into.extend(char::from_u32(first));
            }
        }
        other => into.push(other),
    }
}

/// So many hexadecimal digits as a number.
fn hexadecimal(characters: &mut std::str::Chars, count: usize) -> Option<u32> {
    let digits: String = characters.clone().take(count).collect();
    let code = u32::from_str_radix(&digits, 16).ok().filter(|_| digits.chars().count() == count)?;
    characters.nth(count - 1);
    Some(code)
}

/// A text whose markup is written as entities, once or twice over, as markup.
fn unescaped_markup(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        if holds_table(&text) || !text.contains("&lt;") && !text.contains("&amp;lt;") {
            break;
        }
        text = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
    }
    text
}

/// Whether a text holds the markup of a table with cells.
pub fn holds_table(text: &str) -> bool {
    let has = |tag: &str| {
        text.match_indices('<').any(|(at, _)| {
            text.as_bytes()
                .get(at + 1..at + 1 + tag.len())
                .is_some_and(|name| name.eq_ignore_ascii_case(tag.as_bytes()))
        })
    };
    has("table") && has("td")
}

/// The markup of what stands in an element.
fn markup(tree: &Tree, parent: NodeId) -> String {
    enum Step {
        Open(NodeId),
        Close(NodeId),
    }
    let mut written = String::new();
    let inner = |id: NodeId| {
        let mut children: Vec<Step> = tree.children(id).map(Step::Open).collect();
        children.reverse();
        children
    };
    let mut open = inner(parent);
    while let Some(step) = open.pop() {
        match step {
            Step::Close(id) => {
                written.push_str("</");
                written.push_str(tree.name(id));
                written.push('>');
            }
            Step::Open(id) => match tree.kind(id) {
                NodeKind::Text(text) => {
                    written.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
                }
                NodeKind::Element { name, .. } => {
                    written.push('<');
                    written.push_str(name);
                    for attribute in tree.attributes(id) {
                        let value = attribute.value.replace('&', "&amp;").replace('"', "&quot;");
                        written.push_str(&format!(" {}=\"{value}\"", &*attribute.name.local));
                    }
                    written.push('>');
                    open.push(Step::Close(id));
                    open.extend(inner(id));
                }
                NodeKind::Other => {}
            },
        }
    }
    written
}
