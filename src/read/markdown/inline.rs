//! Markup within a line of Markdown, as people and recognition programs write it.

use crate::read::colour::Colour;
use crate::read::html::declare::{Display, Ground, declarations};
use crate::read::visible::raised;

/// Signs of which all inline markup has one.
pub fn is_markup(character: char) -> bool {
    matches!(character, '*' | '\\' | '`' | '<' | '&' | '[' | '$' | '~' | '^' | '_' | '=' | '+')
}

/// The text without its inline markup: emphasis, code, links, images, escapes, entities, `<br>`, formulas. What is
/// struck out is gone, what stands above the line stays apart from the number before it.
pub fn plain(source: &str) -> String {
    let source = unwrapped(source.trim());
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(character) = rest.chars().next() {
        if let Some((shown, after)) = markup(rest, character) {
            if shown == "\n" && text.is_empty() {
                rest = after;
                continue;
            }
            text.push_str(&shown);
            rest = after;
            continue;
        }
        text.push(character);
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    text.trim_matches(|character: char| character.is_ascii_whitespace()).to_owned()
}

/// The text of a cell or line that emphasis wraps whole: `__12__`, `*12*`, `==12==`. Within a text these signs are
/// blanks to fill in, multiplication or part of a name.
fn unwrapped(source: &str) -> &str {
    let mut text = source;
    for sign in ["__", "==", "++", "*", "_"] {
        if let Some(inner) = text.strip_prefix(sign).and_then(|inner| inner.strip_suffix(sign))
            && inner.chars().any(char::is_alphanumeric)
            && !inner.contains(sign)
            && !inner.starts_with([' ', '*', '_', '=', '+'])
        {
            text = inner.trim();
        }
    }
    text
}

/// What the markup at the start of a text shows, and what follows it; `None` where there is none.
fn markup(rest: &str, character: char) -> Option<(String, &str)> {
    let after = rest.get(character.len_utf8()..).unwrap_or_default();
    match character {
        '\\' => {
            for (open, close) in [("\\(", "\\)"), ("\\[", "\\]")] {
                if let Some((inner, after)) = between(rest, open, close) {
                    return Some((formula(inner), after));
                }
            }
            let escaped = after.chars().next().filter(char::is_ascii_punctuation)?;
            Some((escaped.to_string(), after.get(1..).unwrap_or_default()))
        }
        // Bold, or bold and italic. One star is a sign, more are a blank or a rule; underscores are blanks.
        '*' => {
            let stars = rest.bytes().take_while(|&byte| byte == b'*').count();
            let (run, after) = rest.split_at_checked(stars)?;
            Some((if (2..=3).contains(&stars) { String::new() } else { run.to_owned() }, after))
        }
        '`' => Some((String::new(), after)),
        // Struck out, or a small sign below the line.
        '~' => {
            if let Some((inner, after)) = between(rest, "~~", "~~") {
                return (!inner.is_empty()).then_some((String::new(), after));
            }
            let (inner, after) = between(rest, "~", "~")?;
            is_mark(inner).then(|| (raised(inner), after))
        }
        '^' => {
            // A footnote within the line: 12^[含3件].
            if let Some((_, after)) = between(rest, "^[", "]") {
                return Some((String::new(), after));
            }
            let (inner, after) = between(rest, "^", "^")?;
            is_mark(inner).then(|| (raised(inner), after))
        }
        '$' => {
            let (inner, after) = between(rest, "$$", "$$").or_else(|| between(rest, "$", "$"))?;
            // Two prices in one line are no formula; a mark above the line may be of any writing.
            let is_formula = inner.is_ascii() || inner.contains(['^', '\\']);
            (!inner.is_empty() && inner.len() <= 120 && is_formula).then(|| (formula(inner), after))
        }
        '!' if after.starts_with('[') => link(after).map(|(_, after)| (String::new(), after)),
        '[' => match between(rest, "[^", "]") {
            // A mark of a footnote.
            Some((mark, after)) if mark.len() <= 12 => Some((raised(mark), after)),
            _ => link(rest).or_else(|| spanned(rest)).map(|(label, after)| (label.to_owned(), after)),
        },
        '<' => tag(after),
        '&' => entity(after),
        _ => None,
    }
}

/// Whether a text can be a mark above the line: short and without blanks.
fn is_mark(text: &str) -> bool {
    (1..=4).contains(&text.chars().count()) && !text.contains(char::is_whitespace)
}

/// A tag of HTML within the line, the `<` already taken.
fn tag(after: &str) -> Option<(String, &str)> {
    // No tag is longer than this; without the limit a text full of `<` would be read again and again.
    if let Some(comment) = after.strip_prefix("!--") {
        let end = head(comment, 400).find("-->")?;
        return Some((String::new(), comment.get(end + 3..)?));
    }
    let tag = head(after, 200).split('>').next().unwrap_or_default();
    let style = style_of(tag);
    let name = tag.trim_start_matches('/').trim_end_matches('/').trim();
    let name = name.split(' ').next().unwrap_or_default().to_ascii_lowercase();
    let rest = after.get(tag.len() + 1..).filter(|_| after.len() > tag.len())?;
    let opens = !tag.starts_with('/') && !tag.ends_with('/');
    let inside = |rest: &'_ str| -> Option<(usize, usize)> {
        let inner = head(rest, 2000).to_ascii_lowercase().find(&format!("</{name}"))?;
        let end = rest.get(inner..)?.find('>')?;
        Some((inner, inner + end + 1))
    };
    match name.as_str() {
        "br" => Some(("\n".to_owned(), rest)),
        "s" | "del" | "strike" if opens => {
            let (_, end) = inside(rest)?;
            Some((String::new(), rest.get(end..)?))
        }
        // What a style hides, strikes out or raises.
        "span" | "font" | "b" | "i" | "u" | "em" | "strong" | "small" if opens && style.is_some() => {
            let (inner, end) = inside(rest)?;
            let raises = style == Some(Hint::Raised);
            let shown = if raises { raised(&plain(rest.get(..inner)?)) } else { String::new() };
            Some((shown, rest.get(end..)?))
        }
        "sup" | "sub" | "eq" | "math" | "latex" if opens => {
            let (inner, end) = inside(rest)?;
            let text = rest.get(..inner)?;
            let shown = if name.starts_with('s') { raised(&plain(text)) } else { formula(text) };
            Some((shown, rest.get(end..)?))
        }
        "b" | "i" | "u" | "p" | "em" | "strong" | "sup" | "sub" | "span" | "div" | "center" | "font"
        | "eq" | "mark" | "ins" | "small" | "big" | "nobr" | "wbr" | "s" | "del" | "strike" => {
            Some((String::new(), rest))
        }
        _ => None,
    }
}

/// What the style of a tag does to the text in it, where it is not shown as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hint {
    Gone,
    Raised,
}

/// What the `style` attribute of a tag says, by the reader of web pages.
fn style_of(tag: &str) -> Option<Hint> {
    let (_, style) = tag.split_once("style=")?;
    let mark = style.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (style, _) = style.get(1..)?.split_once(mark)?;
    let (mut declared, important) = declarations(style);
    declared.override_with(&important);
    let gone = declared.display == Some(Display::None)
        || [declared.invisible, declared.struck, declared.sizeless].contains(&Some(true))
        || declared.ink.is_some_and(|ink| ink.is_lost_on(Ground::over(declared.ground, Some(Colour::WHITE))));
    let is_raised = [declared.raised, declared.shifted].contains(&Some(true));
    if gone { Some(Hint::Gone) } else { is_raised.then_some(Hint::Raised) }
}

/// An entity, the `&` already taken.
fn entity(after: &str) -> Option<(String, &str)> {
    let named = [
        ("nbsp;", "\u{a0}"),
        ("amp;", "&"),
        ("lt;", "<"),
        ("gt;", ">"),
        ("quot;", "\""),
        ("emsp;", "\u{2003}"),
        ("ensp;", "\u{2002}"),
        ("ldquo;", "“"),
        ("rdquo;", "”"),
        ("mdash;", "—"),
    ]
    .iter()
    .find_map(|(name, value)| after.strip_prefix(name).map(|after| ((*value).to_owned(), after)));
    named.or_else(|| {
        let (number, rest) = head(after, 12).strip_prefix('#')?.split_once(';')?;
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        let shown = char::from_u32(code)?;
        let _ = rest;
        Some((shown.to_string(), after.get(number.len() + 2..)?))
    })
}

/// A formula as a person sees it: what stands above or below the line is small, commands for fonts are gone.
pub fn formula(source: &str) -> String {
    let mut text = String::new();
    let mut rest = source.trim();
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        match character {
            '^' | '_' => {
                let after = after.trim_start();
                let (inner, next) = match between(after, "{", "}") {
                    Some(inner) => inner,
                    None => {
                        let length = after.chars().next().map_or(0, char::len_utf8);
                        after.split_at_checked(length).unwrap_or((after, ""))
                    }
                };
                text.push_str(&raised(&formula(inner)));
                rest = next;
                continue;
            }
            '\\' => {
                let length = after.bytes().take_while(u8::is_ascii_alphabetic).count();
                if length == 0 {
                    let sign = after.chars().next();
                    text.extend(sign.filter(|sign| !matches!(sign, ',' | ';' | '!' | ':' | ' ' | '\\')));
                    rest = after.get(sign.map_or(0, char::len_utf8)..).unwrap_or_default();
                    continue;
                }
                let command = after.get(..length).unwrap_or_default();
                if matches!(command, "sout" | "st" | "cancel" | "bcancel" | "xcancel" | "hcancel" | "phantom")
                {
                    // Struck out, or left blank.
                    let struck = after.get(length..).unwrap_or_default().trim_start();
                    rest = between(struck, "{", "}").map_or(struck, |(_, after)| after);
                    continue;
                }
                if matches!(command, "color" | "textcolor" | "colorbox" | "fontsize") {
                    let named = after.get(length..).unwrap_or_default().trim_start();
                    rest = between(named, "{", "}").map_or(named, |(_, after)| after);
                    continue;
                }
                text.push_str(match command {
                    "times" => "×",
                    "cdot" => "·",
                    "circ" | "bigcirc" => "○",
                    "checkmark" => "√",
                    "square" => "□",
                    "quad" | "qquad" => " ",
                    _ => "",
                });
                rest = after.get(length..).unwrap_or_default();
                continue;
            }
            // Formulas have no spaces but those of commands: 3 6 3 is 363.
            ' ' | '{' | '}' | '$' | '~' => {}
            _ => text.push(character),
        }
        rest = after;
    }
    text.trim().to_owned()
}

/// What stands between two signs at the start of a text, and what follows; both within one line and near.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<(&'t str, &'t str)> {
    const LONGEST: usize = 400;
    let inside = text.strip_prefix(open)?;
    let end = head(inside, LONGEST).find(close)?;
    let inner = inside.get(..end)?;
    (!inner.contains('\n')).then_some((inner, inside.get(end + close.len()..)?))
}

/// The first bytes of a text, cut where a character ends.
fn head(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// `[label](address)` at the start of a text: its label and what follows.
fn link(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('[')?;
    let end = head(inside, 500).find("](")?;
    let (label, after) = (inside.get(..end)?, inside.get(end + 2..)?);
    if label.contains(['[', ']', '\n']) {
        return None;
    }
    let end = head(after, 2000).find(')')?;
    let (address, after) = (after.get(..end)?, after.get(end + 1..)?);
    // A title may stand behind the address, in quotation marks.
    let untitled = address.split_once(char::is_whitespace).is_none_or(|(_, title)| {
        let title = title.trim();
        title.len() > 1
            && [('"', '"'), ('\'', '\''), ('(', ')')]
                .iter()
                .any(|(open, close)| title.starts_with(*open) && title.ends_with(*close))
    });
    untitled.then_some((label, after))
}

/// `[text]{.class}` at the start of a text: what it shows and what follows it.
fn spanned(text: &str) -> Option<(&str, &str)> {
    let (label, after) = between(text, "[", "]")?;
    let (inner, after) = between(after, "{", "}")?;
    (inner.starts_with(['.', '#']) && !label.contains('[')).then_some((label, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_all_kinds_of_markup() {
        for (written, seen) in [
            ("**12**", "12"),
            ("__12__", "12"),
            ("*12*", "12"),
            ("_12_", "12"),
            ("==12==", "12"),
            ("`12`", "12"),
            ("$12$", "12"),
            ("$$12$$", "12"),
            ("\\(12\\)", "12"),
            ("$\\mathbf{12}$", "12"),
            ("$1{,}234$", "1,234"),
            ("[12](#a)", "12"),
            ("[12]{.mark}", "12"),
            ("<!-- 11 -->12", "12"),
            ("<span style=\"color:red\">12</span>", "12"),
            ("<font style='color:#fff;background:#00f'>12</font>", "12"),
            ("$\\color{red}{12}$", "12"),
            ("$\\textcolor{red}{12}$", "12"),
            ("$3 6 3$", "363"),
            ("$1 , 2 8 6$", "1,286"),
            ("[12](http://a.b/c \"去看\")", "12"),
            ("<b>12</b>", "12"),
            ("<span style='color:red'>12</span>", "12"),
            ("12&nbsp;", "12\u{a0}"),
            ("&#49;2", "12"),
            ("1\\.2", "1.2"),
        ] {
            assert_eq!(plain(written), seen, "{written}");
        }
    }

    #[test]
    fn marks_of_notes_and_struck_numbers() {
        for (written, seen) in [
            ("12<sup>1</sup>", "12¹"),
            ("12<eq>^1</eq>", "12¹"),
            ("12$^{1}$", "12¹"),
            ("12$^{[1]}$", "12[¹]"),
            ("$12^{1}$", "12¹"),
            ("$ 12^{①} $", "12①"),
            ("$\\sout{21} 12$", "12"),
            ("$\\cancel{21}12$", "12"),
            ("$\\xcancel{ 21 } 12$", "12"),
            ("12^1^", "12¹"),
            ("12[^1]", "12¹"),
            ("12~1~", "12¹"),
            ("~~21~~12", "12"),
            ("<span style=\"text-decoration:line-through\">21</span>12", "12"),
            ("<span style='display:none'>21</span>12", "12"),
            ("<span style='color:white'>21</span>12", "12"),
            ("12<span style='vertical-align:super'>1</span>", "12¹"),
            ("12^[含3件网络申请]", "12"),
            ("<del>21</del>12", "12"),
            ("<S>21</S> 12", "12"),
        ] {
            assert_eq!(plain(written), seen, "{written}");
        }
    }

    #[test]
    fn signs_that_are_no_markup_stay() {
        for text in [
            "3 * 4 = 12",
            "a_b_c",
            "5~8件",
            "收费$5、$6元",
            "[甲](乙 丙)",
            "[甲]{乙}",
            "<!-- 甲",
            "1<2",
            "x ^ y",
            "____",
            "（~）",
            "[甲]",
            "a&b",
            "= 5",
            "+5",
        ] {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn endless_openings_are_read_once() {
        for opening in ["$", "~~", "~", "^", "\\(", "<sup>", "<s>", "[^", "&#", "$^{"] {
            let _ = plain(&opening.repeat(30_000));
        }
    }
}
