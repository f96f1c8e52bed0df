//! What a person sees of a page: fields, marks of notes, what is struck out, and reports that a page carries.

use super::*;

/// A table of two rows with the given cell in the first.
fn of_cell(head: &str, cell: &str) -> Vec<String> {
    shown(&format!(
        "{head}<table><tr><td>规章</td><td>{cell}</td></tr><tr><td>文件</td><td>3</td></tr></table>"
    ))
}

fn expect_cell(head: &str, cell: &str, expected: &str) {
    assert_eq!(of_cell(head, cell), [format!("t 规章¦{expected} / 文件¦3")], "{head} {cell}");
}

#[test]
fn old_numbers_are_gone() {
    for cell in [
        "<s>21</s>12",
        "<strike>21</strike> 12",
        "<del><p>21</p></del>12",
        "<span style='text-decoration:line-through'>21</span>12",
        "<span class=old>21</span>12",
        "12<font color='#FFFFFF'>9</font>",
        "12<span style='font-size:0pt'>9</span>",
        "<p style='display:none'>9</p>12",
        "<span class=gone>9</span>12",
    ] {
        expect_cell("<style>.old{text-decoration:line-through}.gone{display:none}</style>", cell, "12");
    }
    assert_eq!(shown("<pre>规章\t1\t<s>9</s>2\n文件\t3\t4</pre>"), ["t 规章¦1¦2 / 文件¦3¦4"]);
}

#[test]
fn marks_of_notes_stand_above_the_line() {
    for (cell, expected) in [
        ("12<sup>1</sup>", "12¹"),
        ("12<sup>[1]</sup>", "12[¹]"),
        ("12<span style='vertical-align:super;font-size:8px'>1</span>", "12¹"),
        ("12<span style='position:relative;top:-5.0pt;mso-text-raise:5.0pt'>1</span>", "12¹"),
        ("12<span class=note><a href='#1'>1</a></span>", "12¹"),
        ("12<sub>1</sub>", "12¹"),
        ("<span style='position:relative;top:-5pt'>12</span>", "12"),
        ("<sup>1</sup>", "¹"),
        ("<span style='vertical-align:middle'>12</span>1", "121"),
    ] {
        expect_cell("<style>.note{vertical-align:super}</style>", cell, expected);
    }
    // The cell itself is aligned, not its text.
    assert_eq!(
        shown(
            "<table><tr><td style='vertical-align:super'>甲<td style='vertical-align:20px'>12<tr><td>乙<td>3</table>"
        ),
        ["t 甲¦12 / 乙¦3"]
    );
}

#[test]
fn text_from_right_to_left_is_read_as_it_stands() {
    let shown_as = |cell: &str| -> String {
        let html = format!(
            "<style>.r{{unicode-bidi:bidi-override;direction:rtl}}</style><table><tr><td>规章</td><td>{cell}</td></tr><tr><td>文件</td><td>3</td></tr></table>"
        );
        let input =
            crate::read::read_str(&html, &crate::read::Hint { name: None, format: Some("html") }).unwrap();
        let table = input.document.blocks.first().and_then(|block| block.as_table()).unwrap();
        table.at(0, 1).unwrap().text.clone()
    };
    for (cell, expected) in [
        ("<bdo dir=rtl>21</bdo>", "12"),
        ("<bdo dir=ltr>12</bdo>", "12"),
        ("<bdo>12</bdo>", "12"),
        ("<span class=r>21</span>件", "12件"),
        ("<div class=r>21</div>", "12"),
        ("3 <bdo dir=RTL>0<bdo dir=ltr>12</bdo></bdo>", "3 120"),
        // A direction alone turns no digits round.
        ("<span dir=rtl>12</span>", "12"),
        ("<span style='direction:rtl'>12</span>", "12"),
        ("<bdi dir=rtl>12</bdi>", "12"),
        ("&#x202e;21&#x202c;", "12"),
    ] {
        assert_eq!(shown_as(cell), expected, "{cell}");
    }
}

#[test]
fn digits_of_the_font_of_symbols_are_digits() {
    for (cell, expected) in [
        ("<font face=Symbol>&#xf031;&#xf032;</font>", "12"),
        ("<span style='font-family:\"Symbol\",serif'>&#xf031;2</span>", "12"),
        ("<font face=Symbol>12</font>", "12"),
        // What other fonts have there is not known.
        ("<font face=Wingdings>&#xf031;</font>", "\u{f031}"),
        ("&#xf031;", "\u{f031}"),
    ] {
        expect_cell("", cell, expected);
    }
}

#[test]
fn fields_show_their_values() {
    for (cell, expected) in [
        ("<input value=12>", "12"),
        ("<input type=text value=' 12 '>件", "12件"),
        ("<input type=hidden value=9><input type=number value='12'>", "12"),
        ("<input value=9 style='display:none'>12", "12"),
        ("<input>", ""),
        ("<select><option>0<option selected>12</select>", "12"),
        ("<select><option>12</option><option>0</option></select>", "12"),
        ("<select><optgroup><option value=1 selected>12</optgroup></select>", "12"),
        ("<textarea>12</textarea>", "12"),
        ("<input type=checkbox checked>是<input type=radio>否", "☑是□否"),
        ("12<input type=button value=修改>", "12"),
    ] {
        expect_cell("", cell, expected);
    }
    assert_eq!(
        shown("<p>收到申请<input value=12>件</p><input value=请输入关键字><p><input value=1></p>"),
        ["p 收到申请12件"]
    );
}

const TABLE: &str =
    "<p>前</p><table><tr><td>规章</td><td>12</td></tr><tr><td>文件</td><td>3</td></tr></table>";

#[test]
fn reports_that_a_page_carries_are_found() {
    let entities = TABLE.replace('<', "&lt;").replace('>', "&gt;");
    let twice = entities.replace('&', "&amp;");
    let escaped = TABLE.replace('/', "\\/").replace('<', "\\u003c");
    let quoted = TABLE.replace('"', "&quot;");
    for page in [
        format!("<h1>编辑</h1><textarea>{TABLE}</textarea>"),
        format!("<h1>编辑</h1><textarea>{entities}</textarea>"),
        format!("<pre>{entities}</pre>"),
        format!("<div data-content='{twice}'></div>"),
        format!("<template>{TABLE}</template>"),
        format!("<noscript>{TABLE}</noscript><div id=app></div>"),
        format!("<script type='application/json'>{{\"a\":\"b\",\"content\":\"{escaped}\"}}</script>"),
        format!("<script>/* it's */\nvar page = '{escaped}';</script>"),
        format!("<script>var page = `{TABLE}`;</script>"),
        format!("<script>window.__NUXT__={{content:\"{entities}\"}}</script>"),
        format!("<iframe srcdoc=\"{quoted}\"></iframe>"),
    ] {
        let shown = shown(&page);
        assert!(shown.ends_with(&["p 前".to_owned(), "t 规章¦12 / 文件¦3".to_owned()]), "{page}: {shown:?}");
    }
    // A page that shows its own table is read as it is shown.
    let shown = shown(&format!("{TABLE}<template>{}</template>", TABLE.replace("12", "9")));
    assert_eq!(shown, ["p 前", "t 规章¦12 / 文件¦3"]);
}

#[test]
fn what_a_program_would_show_is_not_lost() {
    // Tabs of a page that was saved without its program.
    let html = format!("<style>.tab{{display:none}}</style><h1>报告</h1><div class=tab>{TABLE}</div>");
    assert_eq!(shown(&html), ["h1 报告", "p 前", "t 规章¦12 / 文件¦3"]);
    // Where the report is there without it, what is hidden stays so.
    let html = format!(
        "<style>.old{{display:none}}</style>{TABLE}<div class=old>{}</div>",
        TABLE.replace("12", "9")
    );
    assert_eq!(shown(&html), ["p 前", "t 规章¦12 / 文件¦3"]);
    // Tabs of which one is shown: a table as long as table 3 stands in another.
    let rows = |count: usize| "<tr><td>一</td><td>1</td><td>2</td></tr>".repeat(count);
    let tabs = |count: usize| {
        let hidden = format!("<div class=tab><table>{}</table></div>", rows(count));
        shown(&format!("<style>.tab{{display:none}}</style><h1>报告</h1>{TABLE}{hidden}"))
    };
    assert_eq!(tabs(90).len(), 4);
    assert_eq!(tabs(15).len(), 3);
}

#[test]
fn pages_within_pages_end() {
    let mut page = TABLE.to_owned();
    for _ in 0..8 {
        page = format!("<iframe srcdoc=\"{}\"></iframe>", page.replace('&', "&amp;").replace('"', "&quot;"));
    }
    assert!(shown(&page).len() <= 2);
    assert!(shown(&format!("<script>{}</script>", "'<table><td>\\".repeat(20_000))).is_empty());
}

#[test]
fn white_letters_stand_on_what_lies_under_a_clear_background() {
    let rule = "<style>p{background:transparent} td.k{background:#1f4e79}</style>";
    expect_cell(rule, "<p><font color='#ffffff'>12</font></p>", "");
    let table = |cell: &str| {
        shown(&format!("{rule}<table><tr><td>规章</td>{cell}</tr><tr><td>文件</td><td>3</td></tr></table>"))
    };
    for cell in [
        "<td bgcolor='#1f4e79'><p><font color='#ffffff'>12</font></p></td>",
        "<td class=k><p style='background:none'><span style='color:#fff'>12</span></p></td>",
        "<td style='background:#1f4e79'><p><font color=white>12</font></p></td>",
    ] {
        assert_eq!(table(cell), ["t 规章¦12 / 文件¦3"], "{cell}");
    }
    // White on white within the coloured cell.
    let cell = "<td class=k><p style='background:#fff'><font color=white>9</font></p></td>";
    assert_eq!(table(cell), ["t 规章¦ / 文件¦3"]);
}

#[test]
fn data_for_programs_and_feeds_carry_pages() {
    let page = "<table><tr><td>规章</td><td>12</td></tr><tr><td>文件</td><td>3</td></tr></table>";
    let expected = ["t 规章¦12 / 文件¦3"];
    let escaped: String = page
        .encode_utf16()
        .map(|unit| {
            if unit < 128 {
                char::from_u32(u32::from(unit)).unwrap().to_string()
            } else {
                format!("\\u{unit:04x}")
            }
        })
        .collect();
    assert_eq!(shown(&format!("{{\"code\":0,\"data\":{{\"content\":\"{escaped}\"}}}}")), expected);
    assert_eq!(shown(&format!("[{{\"content\":\"{page}\"}}]")), expected);
    let feed = format!(
        "<?xml version='1.0'?><root><content>{}</content></root>",
        page.replace('<', "&lt;").replace('>', "&gt;")
    );
    let input = crate::read::read(feed.as_bytes(), &crate::read::Hint::default()).unwrap();
    assert_eq!(input.format, "html");
    assert_eq!(input.document.blocks.iter().filter(|block| block.as_table().is_some()).count(), 1);
}

#[test]
fn the_values_of_a_row_in_a_table_of_their_own_stand_in_its_columns() {
    let inner = |values: &str| format!("<table><tr>{values}</table>");
    let row = |label: &str, cell: &str| format!("<tr><td>{label}<td colspan=3>{cell}");
    let page = |first: &str, second: &str| {
        let heads = "<tr><td>项目<td>甲<td>乙<td>丙";
        shown(&format!("<table>{heads}{}{}</table>", row("规章", first), row("文件", second)))
    };
    let (one, two) = ("<td>1<td>0<td>3", "<td>4<td>&nbsp;<td>6");
    assert_eq!(page(&inner(one), &inner(two)), ["t 项目¦甲¦乙¦丙 / 规章¦1¦0¦3 / 文件¦4¦\u{a0}¦6"]);
    // Other columns than those it stands under, more rows than one.
    for other in [inner("<td>1<td>2"), inner("<td>1<td>2<td>3<tr><td>4<td>5<td>6")] {
        assert!(page(&other, &other).len() > 1, "{other}");
    }
}

#[test]
fn frozen_labels_stand_beside_their_values() {
    let labels = ["项目", "规章", "文件", "许可", "处罚", "强制"];
    let table = |rows: &[String]| {
        let rows: String = rows.iter().map(|row| format!("<tr>{row}")).collect();
        format!("<div><table>{rows}</table></div>")
    };
    let heads = "<td>甲<td>乙<td>丙".to_owned();
    let values: Vec<String> = (1..6).map(|at| format!("<td>{at}<td>0<td>{at}")).collect();
    let expected = "t 项目¦甲¦乙¦丙 / 规章¦1¦0¦1 / 文件¦2¦0¦2 / 许可¦3¦0¦3 / 处罚¦4¦0¦4 / 强制¦5¦0¦5";
    let rows = |labels: &[&str]| labels.iter().map(|label| format!("<td>一<td>{label}")).collect::<Vec<_>>();
    let right = table(&[std::slice::from_ref(&heads), &values].concat());
    let two_columns = expected.replace("t ", "t 一¦").replace(" / ", " / 一¦");
    assert_eq!(shown(&(table(&rows(&labels)) + &right)), [two_columns]);
    // The labels as lines, the heads in a table of their own.
    let lines: String = labels.iter().map(|label| format!("<p>{label}</p>")).collect();
    let apart = table(std::slice::from_ref(&heads)) + &table(&values);
    assert_eq!(shown(&format!("<h2>二</h2>{lines}{apart}")), ["h2 二", &expected.replace("项目¦", "")]);
    // A label more or less, labels that are numbers, something between.
    for (left, right) in [
        (table(&rows(labels.get(1..).unwrap())), right.clone()),
        (table(&rows(&["项目", "1", "2", "3", "4", "5"])), right.clone()),
        (table(&rows(&labels)) + "<p>注</p>", right.clone()),
        (format!("<p>说明</p><p>注</p>{lines}"), apart.clone()),
        ("<p>规章</p>".to_owned(), apart.clone()),
    ] {
        assert!(shown(&(left + &right)).len() > 1);
    }
}
