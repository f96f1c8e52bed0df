//! What style sheets declare of boxes beside each other: their places, and how those of an element's children are found.

/// What declarations say of an element among others, and of its children.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Placing {
    /// Whether its children are boxes in a row or a grid.
    pub arranges: Option<bool>,
    /// Whether its children are those of the element around it.
    pub is_nothing: Option<bool>,
    /// Whether it is a cell of a table.
    pub is_cell: Option<bool>,
    /// Whether its children run downwards.
    pub downwards: Option<bool>,
    /// Whether the last of its children is seen first.
    pub backwards: Option<bool>,
    /// Its rank among others.
    pub order: Option<i32>,
    /// The line of a grid in which it begins.
    pub row: Option<i32>,
    /// The column of a grid in which it begins.
    pub column: Option<i32>,
}

impl Placing {
    /// Takes over what another declaration says.
    pub fn override_with(&mut self, other: &Self) {
        self.arranges = other.arranges.or(self.arranges);
        self.is_nothing = other.is_nothing.or(self.is_nothing);
        self.is_cell = other.is_cell.or(self.is_cell);
        self.downwards = other.downwards.or(self.downwards);
        self.backwards = other.backwards.or(self.backwards);
        self.order = other.order.or(self.order);
        self.row = other.row.or(self.row);
        self.column = other.column.or(self.column);
    }

    /// Takes over a display.
    pub fn display(&mut self, value: &str) {
        self.arranges = Some(value.ends_with("flex") || value.ends_with("grid"));
        self.is_nothing = Some(value == "contents");
        self.is_cell = Some(value == "table-cell");
    }

    /// Takes over a property that arranges.
    pub fn declare(&mut self, property: &str, value: &str) {
        let mut lines = value.split('/').map(|line| line.trim().parse().ok());
        match property {
            "flex-direction" | "flex-flow" => {
                self.downwards = Some(value.contains("column"));
                self.backwards = Some(value.contains("row-reverse") || value.contains("column-reverse"));
            }
            "order" => self.order = lines.next().flatten(),
            "grid-row" | "grid-row-start" => self.row = lines.next().flatten(),
            "grid-column" | "grid-column-start" => self.column = lines.next().flatten(),
            "grid-area" => {
                (self.row, self.column) = (lines.next().flatten(), lines.next().flatten());
            }
            _ => {}
        }
    }
}
