//! Boxes that style sheets put beside each other in another order than they are written in.

use super::shown;

#[test]
fn boxes_are_read_in_the_order_in_which_they_are_seen() {
    let row = |style: &str, cells: [(&str, &str); 3]| {
        let cells = cells.map(|(style, text)| format!("<div style='{style}'>{text}</div>"));
        shown(&format!("<div style='{style}'>{}</div>", cells.concat()))
    };
    let (one, two, three) = ("p 甲", "p 2", "p 3");
    for (style, cells) in [
        ("display:flex", [("", "甲"), ("", "2"), ("", "3")]),
        ("display:flex;flex-direction:row-reverse", [("", "3"), ("", "2"), ("", "甲")]),
        ("display:flex;flex-flow:row-reverse wrap", [("", "3"), ("", "2"), ("", "甲")]),
        ("display:flex;flex-direction:column-reverse", [("", "3"), ("", "2"), ("", "甲")]),
        ("display:flex;direction:rtl", [("", "3"), ("", "2"), ("", "甲")]),
        ("display:flex;direction:rtl;flex-direction:row-reverse", [("", "甲"), ("", "2"), ("", "3")]),
        ("display:flex", [("order:2", "2"), ("order:3", "3"), ("order:1", "甲")]),
        ("display:flex", [("", "2"), ("", "3"), ("order:-1", "甲")]),
        ("display:inline-flex", [("order:1", "3"), ("", "甲"), ("", "2")]),
        ("display:grid", [("grid-column:3", "3"), ("grid-column:1 / 2", "甲"), ("grid-column:2", "2")]),
        ("display:grid", [("grid-area:2/1", "2"), ("grid-area:2/2", "3"), ("grid-area:1/1/2/3", "甲")]),
        (
            "display:grid",
            [
                ("grid-row:2;grid-column:1", "3"),
                ("grid-column-start:1;grid-row-start:1", "甲"),
                ("grid-area:1 / 2", "2"),
            ],
        ),
        // Neither arranges anything where the children are no boxes in a row, or are placed in part only.
        ("", [("order:3", "甲"), ("order:2", "2"), ("order:1", "3")]),
        ("flex-direction:row-reverse", [("", "甲"), ("", "2"), ("", "3")]),
        ("display:grid", [("grid-column:span 2", "甲"), ("", "2"), ("grid-column:3", "3")]),
    ] {
        assert_eq!(row(style, cells), [one, two, three], "{style} {cells:?}");
    }
    // Rows that only their columns place are rows as they are written.
    let cells = ["甲", "2", "乙", "3"].into_iter().zip([1, 2].into_iter().cycle());
    let cells: String =
        cells.map(|(text, column)| format!("<div style='grid-column:{column}'>{text}</div>")).collect();
    assert_eq!(shown(&format!("<div style='display:grid'>{cells}</div>")), ["p 甲", "p 2", "p 乙", "p 3"]);
    let sheet = "<style>.r{display:flex}.a{order:2}.b{order:1}</style>";
    assert_eq!(shown(&format!("{sheet}<ul class=r><li class=a>乙<li class=b>甲</ul>")), ["p 甲", "p 乙"]);
}

#[test]
fn elements_of_a_line_that_are_cells_stand_by_themselves() {
    let cells = ["p 规章", "p 12", "p 3", "p 40"];
    let of = |style: &str, row: &str| {
        let inner = ["规章", "12", "3", "40"].map(|text| format!("<span {style}>{text}</span>")).concat();
        shown(&format!("<div style='{row}'>{inner}</div>"))
    };
    for (style, row) in [
        ("style='display:table-cell'", "display:table-row"),
        ("style='display:inline-block'", ""),
        ("role=cell", ""),
        ("role=gridcell", "display:flex"),
        ("", "display:flex"),
        ("", "display:grid"),
    ] {
        assert_eq!(of(style, row), cells, "{style} {row}");
    }
    assert_eq!(of("", ""), ["p 规章12340"]);
    // Words of a sentence that are set apart are no cells.
    let sentence =
        "<p style='display:flex'><span>收到申请</span><b>12</b><span>件，答复</span><b>9</b>件</p>";
    assert_eq!(shown(sentence), ["p 收到申请12件，答复9件"]);
    let counter = "<p>访问量<i style='display:inline-block'>3</i><i style='display:inline-block'>4</i></p>";
    assert_eq!(shown(counter), ["p 访问量34"]);
}
