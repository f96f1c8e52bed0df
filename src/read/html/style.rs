//! What an element's name and inline style say about its display.

use super::tree::{NodeId, Tree};

/// How an element takes part in the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// Not shown, with everything in it.
    None,
    /// Its own line or lines.
    Block,
    /// Within a line.
    Inline,
}

/// The display of an element, by its inline style first and its name second.
pub fn display(tree: &Tree, id: NodeId) -> Display {
    let name = tree.name(id);
    if is_never_shown(name) || tree.attribute(id, "hidden").is_some() {
        return Display::None;
    }
    if let Some(style) = tree.attribute(id, "style") {
        match declared(style) {
            Some(Display::None) => return Display::None,
            // A table part stays one whatever its style says.
            Some(display) if !is_table_part(name) => return display,
            _ => {}
        }
    }
    if is_block(name) { Display::Block } else { Display::Inline }
}

/// Elements whose contents are no text of the page: programs, replaced contents, form controls, readings of ruby.
fn is_never_shown(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "frameset"
            | "noframes"
            | "object"
            | "embed"
            | "applet"
            | "audio"
            | "video"
            | "canvas"
            | "map"
            | "select"
            | "datalist"
            | "textarea"
            | "button"
            | "input"
            | "img"
            | "picture"
            | "dialog"
            | "rt"
            | "rp"
            | "rtc"
            | "del"
            | "noembed"
            | "title"
            | "progress"
            | "meter"
    )
}

fn is_table_part(name: &str) -> bool {
    matches!(
        name,
        "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption" | "colgroup" | "col"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "body"
            | "p"
            | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hgroup"
            | "ul"
            | "ol"
            | "menu"
            | "dir"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "address"
            | "center"
            | "form"
            | "fieldset"
            | "legend"
            | "details"
            | "summary"
            | "hr"
            | "pre"
            | "listing"
            | "xmp"
            | "plaintext"
            | "search"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "colgroup"
            | "col"
            | "optgroup"
            | "option"
    )
}

/// The display that an inline style declares, if any.
fn declared(style: &str) -> Option<Display> {
    let mut found = None;
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let (property, value) = (property.trim(), value.trim().trim_end_matches("!important").trim_end());
        if property.eq_ignore_ascii_case("display") {
            found = match value.to_ascii_lowercase().as_str() {
                "none" => return Some(Display::None),
                "inline" | "inline-block" | "inline-flex" | "inline-grid" | "inline-table" | "contents" => {
                    Some(Display::Inline)
                }
                "block" | "flex" | "grid" | "list-item" | "flow-root" | "table" | "table-row" => {
                    Some(Display::Block)
                }
                _ => found,
            };
        } else if (property.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden"))
            // Word: text formatted as hidden, and the comments at the end of the page.
            || (property.eq_ignore_ascii_case("mso-hide") && value.eq_ignore_ascii_case("all"))
            || (property.eq_ignore_ascii_case("mso-element") && value.eq_ignore_ascii_case("comment-list"))
        {
            return Some(Display::None);
        }
    }
    found
}

/// The `list-style-type` of an inline style, in lower case; `None` where it says nothing of it.
pub fn list_style(style: &str) -> Option<String> {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).find_map(|(property, value)| {
        let property = property.trim();
        let value = value.trim().to_ascii_lowercase();
        if property.eq_ignore_ascii_case("list-style-type") {
            Some(value)
        } else if property.eq_ignore_ascii_case("list-style") {
            value
                .split_ascii_whitespace()
                .find(|word| !matches!(*word, "inside" | "outside"))
                .map(str::to_owned)
        } else {
            None
        }
    })
}

/// Whether an element's inline style keeps its white space (`Some(true)`), collapses it, or says nothing.
pub fn keeps_white_space(tree: &Tree, id: NodeId) -> Option<bool> {
    let style = tree.attribute(id, "style")?;
    style.split(';').filter_map(|declaration| declaration.split_once(':')).rev().find_map(
        |(property, value)| {
            property
                .trim()
                .eq_ignore_ascii_case("white-space")
                .then(|| value.trim().get(..3).is_some_and(|start| start.eq_ignore_ascii_case("pre")))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_read_as_written() {
        assert_eq!(declared("color:red; DISPLAY : none"), Some(Display::None));
        assert_eq!(declared("display:none !important"), Some(Display::None));
        assert_eq!(declared("display:block;color:red"), Some(Display::Block));
        assert_eq!(declared("visibility: hidden"), Some(Display::None));
        assert_eq!(declared("mso-hide:all"), Some(Display::None));
        assert_eq!(declared("background:none"), None);
        assert_eq!(declared(""), None);
    }
}
