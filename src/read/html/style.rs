//! How each element is shown: by its name, its inline style and the page's style sheets.

use html5ever::{LocalName, local_name};

use super::declare::{Display, Ground, Ink, declarations, ink, is_of_symbols, of_attribute};
use super::placing::Placing;
use super::sheet::{Known, Sheet};
use super::tree::{NodeId, NodeKind, ROOT, Tree};
use crate::read::colour::Colour;

/// How an element and the text directly in it are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// The element's part in the flow.
    pub display: Display,
    /// Text in it cannot be seen or is struck out.
    pub unseen: bool,
    /// Text in it stands above or below the line.
    pub raised: bool,
    /// As `raised`, by a length: whole paragraphs are moved so, too.
    pub shifted: bool,
    /// White space in it is kept.
    pub preserved: bool,
    /// Text in it is set in the font of symbols.
    pub symbols: bool,
    /// Text in it is shown in a direction whatever it is: from right to left, or not.
    pub reversed: Option<bool>,
    /// A column or row of a table that is taken away.
    pub collapsed: bool,
    /// Columns of a table run from right to left.
    pub from_right: bool,
    /// Its children are boxes beside each other.
    pub arranges: bool,
    /// It stands in a line and is a box by itself.
    pub boxed: bool,
    /// What is said of its place and of those of its children.
    pub placing: Placing,
}

/// What children inherit, beside the style itself.
#[derive(Debug, Clone, Copy)]
struct Inherited {
    struck: bool,
    invisible: bool,
    sizeless: bool,
    ink: Ink,
    /// The colour under the letters; `None` where it cannot be told.
    ground: Option<Colour>,
    raised: bool,
    shifted: bool,
    preserved: bool,
    symbols: bool,
    right_to_left: bool,
    /// What was hidden until a program runs was taken as shown.
    opened: bool,
    /// Children are boxes beside each other.
    arranges: bool,
}

/// Which of the means that hide a part of a page count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hiding {
    /// All.
    All,
    /// Not those of style sheets.
    Inline,
    /// Beside, what is only see-through is shown: a program fades it in.
    Seen,
    /// Beside, what is left out is shown: a program puts it in.
    Placed,
}

/// A tree with the style of each of its nodes.
pub struct Styled<'t> {
    /// The tree.
    pub tree: &'t Tree,
    styles: Vec<Style>,
    /// Whether anything that is hidden was taken as shown.
    pub opened: bool,
}

impl<'t> Styled<'t> {
    /// Finds the style of every node.
    pub fn of(tree: &'t Tree, hiding: Hiding) -> Self {
        let sheet = if hiding == Hiding::Inline { Sheet::default() } else { Sheet::of(tree) };
        let mut styles = vec![Style::default(); tree.len()];
        let mut known = Known::default();
        let mut opened = false;
        // What is to come, with what it inherits: of the children of one parent the next only.
        let mut open = vec![(ROOT, Inherited::of_page())];
        while let Some((id, outer)) = open.pop() {
            open.extend(tree.next(id).map(|next| (next, outer)));
            let (style, own) = match tree.kind(id) {
                NodeKind::Element { name, .. } => {
                    of_element(tree, id, name, hiding, &sheet, &outer, &mut known)
                }
                _ => (outer.style(Display::Inline), outer),
            };
            if let Some(place) = styles.get_mut(id as usize) {
                *place = style;
            }
            opened |= own.opened;
            if style.display != Display::None {
                open.extend(tree.first_child(id).map(|child| (child, own)));
            }
        }
        Self { tree, styles, opened }
    }

    /// The style of a node.
    pub fn style(&self, id: NodeId) -> Style {
        self.styles.get(id as usize).copied().unwrap_or_default()
    }

    /// How a node takes part in the flow.
    pub fn display(&self, id: NodeId) -> Display {
        self.style(id).display
    }

    /// Whether a node is not shown.
    pub fn is_gone(&self, id: NodeId) -> bool {
        self.display(id) == Display::None
    }
}

fn of_element<'t>(
    tree: &'t Tree,
    id: NodeId,
    name: &LocalName,
    hiding: Hiding,
    sheet: &Sheet,
    outer: &Inherited,
    known: &mut Known<'t>,
) -> (Style, Inherited) {
    let mut own = *outer;
    let nature = Nature::of(name);
    let attributes = tree.attributes(id);
    let attribute = |wanted: &LocalName| {
        let own = attributes.iter().find(|attribute| attribute.name.local == *wanted);
        own.map(|attribute| &*attribute.value)
    };
    let mut declared = sheet.declared(tree, id, known);
    // Neither a part of a line nor of a table is a box whose contents could be left undrawn.
    let boxed = match nature {
        Nature::Inline => declared.boxed == Some(true) || declared.display == Some(Display::Block),
        _ => {
            nature == Nature::Block
                && (declared.display != Some(Display::Inline) || declared.boxed == Some(true))
        }
    };
    if boxed && declared.skipped == Some(true) {
        declared.display = Some(Display::None);
    }
    let left_out = declared.display == Some(Display::None) || attribute(&local_name!("hidden")).is_some();
    // Only the outermost: what is hidden within what a program shows stays so.
    let hidden = match hiding {
        Hiding::Seen => declared.invisible == Some(true),
        Hiding::Placed => left_out || declared.invisible == Some(true),
        _ => false,
    };
    if hidden && !outer.opened && nature == Nature::Block {
        own.opened = true;
        declared.invisible = None;
        if hiding == Hiding::Placed && left_out {
            declared.display = None;
        }
    } else if left_out {
        declared.display = Some(Display::None);
    }
    if nature == Nature::NeverShown {
        declared.display = Some(Display::None);
    }
    let inline = nature == Nature::Inline;
    own.struck |= declared.struck == Some(true)
        || matches!(*name, local_name!("s") | local_name!("strike") | local_name!("del"));
    own.invisible = declared.invisible.unwrap_or(outer.invisible);
    own.sizeless = declared.sizeless.unwrap_or(outer.sizeless);
    let attribute_ink = (*name == local_name!("font")).then(|| attribute(&local_name!("color"))).flatten();
    let attribute_ink = attribute_ink.and_then(|color| ink(&of_attribute(color)));
    own.ink = declared.ink.or(attribute_ink).unwrap_or(outer.ink);
    own.ground = Ground::over(declared.ground.or_else(|| background_of(attribute)), outer.ground);
    // What a class or an identifier means in a style sheet that is not at hand cannot be told.
    if sheet.others && (attribute(&local_name!("class")).is_some() || attribute(&local_name!("id")).is_some())
    {
        own.ground = None;
    }
    if inline {
        own.raised = declared
            .raised
            .unwrap_or(outer.raised || matches!(*name, local_name!("sup") | local_name!("sub")));
        own.shifted = declared.shifted.unwrap_or(outer.shifted);
    }
    let attribute_font =
        (*name == local_name!("font")).then(|| attribute(&local_name!("face"))).flatten().map(is_of_symbols);
    own.symbols = declared.symbols.or(attribute_font).unwrap_or(outer.symbols);
    own.preserved = declared.preserved.unwrap_or(outer.preserved);
    let display = match declared.display {
        Some(Display::None) => Display::None,
        Some(display @ (Display::Block | Display::Inline)) if nature != Nature::TablePart => display,
        _ if inline => Display::Inline,
        _ => Display::Block,
    };
    own.right_to_left =
        match attribute(&local_name!("dir")).map(|direction| direction.trim().to_ascii_lowercase()) {
            Some(direction) if direction == "rtl" => true,
            Some(direction) if direction == "ltr" => false,
            _ => outer.right_to_left,
        };
    own.right_to_left = declared.right_to_left.unwrap_or(own.right_to_left);
    let overridden = declared.overridden.unwrap_or(*name == local_name!("bdo"));
    let reversed = overridden.then_some(own.right_to_left);
    let placing = declared.placing;
    let is_cell = placing.is_cell == Some(true) || attribute(&local_name!("role")).is_some_and(is_cell_role);
    // A box in a line that is a cell of a table stands by itself.
    let display = if inline && is_cell && display == Display::Inline { Display::Block } else { display };
    let boxed = inline && display == Display::Inline && (declared.boxed == Some(true) || outer.arranges);
    own.arranges = placing.arranges == Some(true) || (placing.is_nothing == Some(true) && outer.arranges);
    let style = Style {
        reversed,
        collapsed: declared.collapsed == Some(true),
        arranges: placing.arranges == Some(true),
        boxed,
        placing,
        ..own.style(display)
    };
    (style, own)
}

impl Inherited {
    /// What a page begins with.
    fn of_page() -> Self {
        Self {
            struck: false,
            invisible: false,
            sizeless: false,
            ink: Ink::Other,
            ground: Some(Colour::WHITE),
            raised: false,
            shifted: false,
            preserved: false,
            symbols: false,
            right_to_left: false,
            opened: false,
            arranges: false,
        }
    }

    /// The style of a node with these properties.
    fn style(&self, display: Display) -> Style {
        Style {
            display,
            unseen: self.struck || self.invisible || self.sizeless || self.ink.is_lost_on(self.ground),
            raised: self.raised,
            shifted: self.shifted,
            preserved: self.preserved,
            symbols: self.symbols,
            reversed: None,
            collapsed: false,
            from_right: self.right_to_left,
            arranges: false,
            boxed: false,
            placing: Placing::default(),
        }
    }
}

/// Whether a role says that an element is a cell of a table.
fn is_cell_role(role: &str) -> bool {
    matches!(role, "cell" | "gridcell" | "columnheader" | "rowheader")
}

/// The background that an attribute of the element states.
fn background_of<'t>(attribute: impl Fn(&LocalName) -> Option<&'t str>) -> Option<Ground> {
    if attribute(&local_name!("background")).is_some() {
        return Some(Ground::Other);
    }
    let colour = attribute(&local_name!("bgcolor"))?;
    declarations(&format!("background:{}", of_attribute(colour))).0.ground
}

/// What an element is to the flow where no style says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// Its contents are no text of the page: programs, replaced contents, buttons, readings of ruby.
    NeverShown,
    TablePart,
    Block,
    Inline,
}

impl Nature {
    /// Names are numbers: one comparison each.
    fn of(name: &LocalName) -> Self {
        macro_rules! names {
            ($($name:tt)|+) => { $(local_name!($name))|+ };
        }
        match *name {
            names!(
                "head"
                    | "script"
                    | "style"
                    | "noscript"
                    | "template"
                    | "svg"
                    | "math"
                    | "frameset"
                    | "noframes"
                    | "object"
                    | "embed"
                    | "applet"
                    | "audio"
                    | "video"
                    | "canvas"
                    | "map"
                    | "datalist"
                    | "button"
                    | "img"
                    | "picture"
                    | "dialog"
                    | "rt"
                    | "rp"
                    | "rtc"
                    | "noembed"
                    | "title"
                    | "progress"
                    | "meter"
            ) => Self::NeverShown,
            names!(
                "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption" | "colgroup" | "col"
            ) => Self::TablePart,
            names!(
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
                    | "optgroup"
                    | "option"
            ) => Self::Block,
            _ => Self::Inline,
        }
    }
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

#[cfg(test)]
#[path = "style_tests.rs"]
mod tests;
