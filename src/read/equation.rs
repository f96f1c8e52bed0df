//! What Word's EQ fields show: a character with its reading above it, a number in a circle, a fraction. Such a field
//! has no result; what stands on the page follows from its instruction.

use super::visible::raised;

/// Functions within functions, at most this many.
const DEEPEST: usize = 12;

/// What an EQ field of this instruction shows; `None` for other fields.
pub fn shown(instruction: &str) -> Option<String> {
    let instruction = instruction.trim_start();
    let name = instruction.get(..2).filter(|name| name.eq_ignore_ascii_case("eq"))?;
    let mut rest = instruction.get(name.len()..)?.trim_start();
    // Switches say how the letters look: `\* jc0 \* "Font:宋体"`.
    while let Some(switch) = rest.strip_prefix("\\*") {
        let switch = switch.trim_start();
        let end = match switch.strip_prefix('"') {
            Some(quoted) => quoted.find('"').map_or(switch.len(), |end| end + 2),
            None => switch.find([' ', '\\']).unwrap_or(switch.len()),
        };
        rest = switch.get(end..).unwrap_or_default().trim_start();
    }
    Some(evaluated(rest, 0).trim().to_owned())
}

fn evaluated(source: &str, depth: usize) -> String {
    let mut text = String::new();
    let mut rest = source;
    while let Some(at) = rest.find('\\') {
        text.push_str(rest.get(..at).unwrap_or_default());
        let after = rest.get(at + 1..).unwrap_or_default();
        // A sign that would mean something else: `\,`, `\(`.
        if let Some(sign) = after.chars().next().filter(|sign| !sign.is_ascii_alphabetic()) {
            text.push(sign);
            rest = after.get(sign.len_utf8()..).unwrap_or_default();
            continue;
        }
        let Some(open) = after.find('(') else { return text };
        let options = after.get(..open).unwrap_or_default();
        let inside = after.get(open + 1..).unwrap_or_default();
        let (arguments, length) = arguments(inside);
        if depth < DEEPEST {
            text.push_str(&function(options, &arguments, depth));
        }
        rest = inside.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

fn function(options: &str, arguments: &[&str], depth: usize) -> String {
    let all = || arguments.iter().map(|argument| evaluated(argument, depth + 1));
    match options.chars().next().map(|name| name.to_ascii_lowercase()) {
        // One on the other: a frame and what stands in it, or a reading and what it belongs to.
        Some('o') => {
            let last = arguments.last().map(|last| evaluated(last, depth + 1)).unwrap_or_default();
            match arguments.first().map(|first| first.trim()) {
                Some("○" | "〇" | "◯") => circled(last.trim()).unwrap_or(last),
                _ => last,
            }
        }
        Some('s') => all().map(|text| raised(&text)).collect(),
        Some('f') => all().collect::<Vec<String>>().join("/"),
        _ => all().collect(),
    }
}

fn circled(number: &str) -> Option<String> {
    let number: u32 = number.parse().ok().filter(|number| (1..=20).contains(number))?;
    char::from_u32(0x245F + number).map(String::from)
}

/// The arguments up to the closing bracket, and the length of all with it.
fn arguments(inside: &str) -> (Vec<&str>, usize) {
    let (mut found, mut start, mut depth, mut escaped) = (Vec::new(), 0, 0_usize, false);
    for (at, character) in inside.char_indices() {
        match character {
            _ if std::mem::take(&mut escaped) && !character.is_ascii_alphabetic() => {}
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' => {
                found.extend(inside.get(start..at));
                return (found, at + 1);
            }
            ',' | ';' if depth == 0 => {
                found.extend(inside.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.extend(inside.get(start..));
    (found, inside.len())
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn what_stands_on_the_page_follows_from_the_instruction() {
        for (instruction, seen) in [
            (r#" EQ \* jc0 \* "Font:Calibri" \* hps22 \o(\s\up 10(9),12)"#, Some("12")),
            (r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(zhèn),镇)", Some("镇")),
            (r"eq \o\ac(○,3)", Some("③")),
            (r"eq \o\ac(○,21)", Some("21")),
            (r"EQ \f(1,3)", Some("1/3")),
            (r"EQ 12\s\up5(1)", Some("12¹")),
            (r"EQ \(5\)", Some("(5)")),
            (r"EQ \o(\o(\o(1", Some("1")),
            (r"EQ", Some("")),
            ("FORMTEXT", None),
            ("=SUM(LEFT)", None),
            ("", None),
        ] {
            assert_eq!(shown(instruction).as_deref(), seen, "{instruction}");
        }
        assert_eq!(shown(&format!("EQ {}1", r"\o(".repeat(5000))).as_deref(), Some(""));
    }
}
