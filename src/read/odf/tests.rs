use crate::read::test_support::shown;
use crate::read::zip::tests::archive;
use crate::read::{Hint, Input, read};

const SPACES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'";

fn read_content(styles: &str, body: &str) -> Input {
    let content = format!(
        "<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    );
    let bytes = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ]);
    read(&bytes, &Hint::default()).unwrap()
}

fn text(styles: &str, body: &str) -> Vec<String> {
    let input = read_content(styles, &format!("<office:text>{body}</office:text>"));
    assert_eq!(input.format, "odt");
    shown(&input.document.blocks)
}

#[test]
fn paragraphs() {
    let styles = "<style:style style:name='T9' style:family='text'><style:text-properties text:display='none'/></style:style>";
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>删去</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:table-of-content><text:index-body><text:p>目录</text:p></text:index-body></text:table-of-content>\
        <text:h text:outline-level='2'>一、<text:span>总体\n  情况</text:span></text:h>\
        <text:p>共<text:s text:c='2'/>3<text:tab/>件<text:line-break/>换行<text:note><text:note-body><text:p>脚注</text:p></text:note-body></text:note><text:span text:style-name='T9'>隐藏</text:span></text:p>\
        <text:p>前<draw:frame><draw:text-box><text:p>文本框</text:p></draw:text-box></draw:frame>后</text:p>\
        <text:section><text:p>节<office:annotation><text:p>批注</text:p></office:annotation></text:p></text:section>\
        <text:p><text:ruby><text:ruby-base>镇</text:ruby-base><text:ruby-text>zhèn</text:ruby-text></text:ruby></text:p>";
    assert_eq!(
        text(styles, body),
        ["h2 一、总体 情况", "p 共  3\t件\n换行", "p 前后", "p 文本框", "p 节", "p 镇"]
    );
}

#[test]
fn cells_merge_and_repeat() {
    let cell = |spans: &str, text: &str| {
        format!("<table:table-cell {spans}><text:p>{text}</text:p></table:table-cell>")
    };
    let covered = "<table:covered-table-cell/>";
    let body = format!(
        "<table:table><table:table-header-rows><table:table-row>{}{covered}{}</table:table-row></table:table-header-rows>\
         <table:table-row>{covered}{covered}{}</table:table-row><table:table-row>{}</table:table-row></table:table>",
        cell("table:number-columns-spanned='2' table:number-rows-spanned='2'", "甲"),
        cell("", "1"),
        cell("", "2"),
        cell("table:number-columns-repeated='3'", "0"),
    );
    assert_eq!(text("", &body), ["t 甲[2×2]¦1 / 2 / 0¦0¦0"]);
}

#[test]
fn numbers_of_lists_are_computed() {
    let styles = "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
        <text:list-level-style-number text:level='2' style:num-format='1' loext:num-list-format='（%2%）'/></text:list-style>\
        <text:list-style style:name='L2'><text:list-level-style-bullet text:level='1'/></text:list-style>";
    let list = |attributes: &str, items: &str| {
        format!("<text:list text:style-name='L1' {attributes}>{items}</text:list>")
    };
    let item = |content: &str| format!("<text:list-item>{content}</text:list-item>");
    let body = [
        list("xml:id='a'", &item("<text:h text:outline-level='1'>总体情况</text:h><text:p>不编号</text:p>")),
        list(
            "text:continue-numbering='true'",
            &item("<text:list><text:list-item><text:p>主动公开</text:p></text:list-item></text:list>"),
        ),
        list("text:continue-list='a'", &item("<text:p>其他</text:p>")),
        list("", &item("<text:p>另起</text:p>")),
        "<text:list text:style-name='L2'><text:list-item><text:p>符号</text:p></text:list-item></text:list>"
            .to_owned(),
    ]
    .concat();
    assert_eq!(
        text(styles, &body),
        ["h1 一、总体情况", "p 不编号", "p （1）主动公开", "p 二、其他", "p 一、另起", "p 符号"]
    );
}

#[test]
fn spreadsheets_show_their_sheets() {
    let styles =
        "<style:style style:name='ta2'><style:table-properties table:display='false'/></style:style>";
    let body = "<office:spreadsheet><table:table table:name='申请'><table:table-column table:number-columns-repeated='16384'/>\
        <table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>项目</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>总计</text:p></table:table-cell><table:table-cell table:number-columns-repeated='16380'/></table:table-row>\
        <table:table-row><table:table-cell><text:p>新收</text:p></table:table-cell><table:table-cell table:number-columns-repeated='2' office:value='3'><text:p>3</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated='1048574'><table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>\
        <table:table table:name='参数' table:style-name='ta2'><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>";
    let input = read_content(styles, body);
    assert_eq!(input.format, "ods");
    assert_eq!(shown(&input.document.blocks), ["h1 申请", "t 项目[1×2]¦总计 / 新收¦3¦3"]);
    assert!(input.document.notes.iter().any(|note| note.code == "hidden-sheet"));
}

#[test]
fn flat_and_locked_files() {
    let flat = format!(
        "<?xml version='1.0'?><office:document {SPACES}><office:body><office:text><text:p>甲</text:p></office:text></office:body></office:document>"
    );
    let input = read(flat.as_bytes(), &Hint::default()).unwrap();
    assert_eq!((input.format, shown(&input.document.blocks)), ("odt", vec!["p 甲".to_owned()]));
    let bytes = archive(&[
        ("META-INF/manifest.xml", b"<m><manifest:encryption-data/></m>"),
        ("content.xml", b"\x01\x02"),
    ]);
    assert_eq!(read(&bytes, &Hint::default()).map(|_| ()).map_err(|error| error.code), Err("encrypted"));
}

/// A style of characters with properties.
fn characters(name: &str, properties: &str) -> String {
    format!(
        "<style:style style:name='{name}' style:family='text'><style:text-properties {properties} xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'/></style:style>"
    )
}

fn span(name: &str, text: &str) -> String {
    format!("<text:span text:style-name='{name}'>{text}</text:span>")
}

#[test]
fn what_is_struck_out_or_hidden_is_not_there() {
    for properties in [
        "style:text-line-through-style='solid'",
        "style:text-line-through-type='double'",
        "text:display='none'",
        "fo:color='#ffffff'",
        "fo:color='#ffffff' fo:background-color='#ffffff'",
        "fo:color='#FFFFFF' fo:background-color='transparent'",
    ] {
        let styles = characters("T1", properties);
        assert_eq!(
            text(&styles, &format!("<text:p>{}12</text:p>", span("T1", "21"))),
            ["p 12"],
            "{properties}"
        );
    }
    for properties in [
        "style:text-line-through-style='none'",
        "style:text-line-through-type='none' style:text-line-through-style='none'",
        "fo:color='#ffffff' fo:background-color='#0070c0'",
        "fo:color='#ffffff' style:use-window-font-color='true'",
        "fo:color='#ff0000'",
        "text:display='true'",
    ] {
        let styles = characters("T1", properties);
        assert_eq!(
            text(&styles, &format!("<text:p>{}2</text:p>", span("T1", "1"))),
            ["p 12"],
            "{properties}"
        );
    }
    // By a style that another begins from, by a paragraph's style, by a cell's style.
    let styles = characters("T1", "style:text-line-through-style='solid'")
        + "<style:style style:name='T2' style:family='text' style:parent-style-name='T1'/>\
           <style:style style:name='P1' style:family='paragraph'><style:text-properties text:display='none'/></style:style>\
           <style:style style:name='C1' style:family='table-cell'><style:table-cell-properties fo:background-color='#003366' xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'/></style:style>"
        + &characters("W", "fo:color='#ffffff'");
    assert_eq!(text(&styles, &format!("<text:p>{}12</text:p>", span("T2", "21"))), ["p 12"]);
    assert_eq!(text(&styles, "<text:p text:style-name='P1'>9</text:p><text:p>12</text:p>"), ["p 12"]);
    let cell = |style: &str, text: &str| {
        format!("<table:table-cell table:style-name='{style}'><text:p>{text}</text:p></table:table-cell>")
    };
    let table = format!(
        "<table:table><table:table-row>{}{}</table:table-row><table:table-row table:visibility='collapse'>{}</table:table-row><table:table-row>{}{}</table:table-row></table:table>",
        cell("C1", &span("W", "甲")),
        cell("", &(span("W", "9") + "乙")),
        cell("", "8"),
        cell("", "1"),
        cell("", "2")
    );
    assert_eq!(text(&styles, &table), ["t 甲¦乙 / 1¦2"]);
    // Letters of the colour of their cell, and rows that are too low for letters.
    let styles = styles.replace("#ffffff", "#003366").to_owned()
        + "<style:style style:name='R1' style:family='table-row'><style:table-row-properties style:row-height='0.02cm'/></style:style>\
           <style:style style:name='R2' style:family='table-row'><style:table-row-properties style:min-row-height='0.02cm'/></style:style>";
    let table = table.replace("table:visibility='collapse'", "table:style-name='R1'").replacen(
        "<table:table-row>",
        "<table:table-row table:style-name='R2'>",
        1,
    );
    assert_eq!(text(&styles, &table), ["t ¦9乙 / 1¦2"]);
    assert_eq!(
        text(
            "",
            "<text:p>9<text:hidden-paragraph text:is-hidden='true'/></text:p><text:p>12<text:hidden-paragraph/></text:p>"
        ),
        ["p 12"]
    );
}

#[test]
fn marks_of_notes_stand_above_the_line() {
    for (position, seen) in [
        ("super 58%", "12¹"),
        ("sub 58%", "12¹"),
        ("33% 58%", "12¹"),
        ("-33% 58%", "12¹"),
        ("0% 100%", "121"),
        ("5% 100%", "121"),
    ] {
        let styles = characters("T1", &format!("style:text-position='{position}'"));
        assert_eq!(text(&styles, &format!("<text:p>12{}</text:p>", span("T1", "1"))), [format!("p {seen}")]);
    }
    let styles = characters("T1", "style:text-position='20% 100%'")
        + &characters("T2", "style:text-position='super 58%'");
    assert_eq!(text(&styles, &format!("<text:p>{}</text:p>", span("T1", "12"))), ["p 12"]);
    assert_eq!(text(&styles, &format!("<text:p>{}</text:p>", span("T2", "1"))), ["p ¹"]);
    let styles = characters("S", "style:font-name='Symbol'");
    assert_eq!(text(&styles, &format!("<text:p>{}2</text:p>", span("S", "\u{f031}"))), ["p 12"]);
}

#[test]
fn fields_and_controls_show_their_values() {
    let list = "<text:drop-down text:name='d'><text:label text:value='0'/><text:label text:value='12' text:current-selected='true'/>12</text:drop-down>";
    assert_eq!(text("", &format!("<text:p>{list}件</text:p>")), ["p 12件"]);
    assert_eq!(
        text("", "<text:p><text:text-input text:description='数'>12</text:text-input></text:p>"),
        ["p 12"]
    );
    assert_eq!(
        text("", "<text:p><text:variable-set text:formula='1'>12</text:variable-set></text:p>"),
        ["p 12"]
    );
    let forms = "<office:forms xmlns:form='urn:oasis:names:tc:opendocument:xmlns:form:1.0'><form:form>\
        <form:text form:id='c1' form:value='0' form:current-value='12'/>\
        <form:listbox form:id='c2'><form:option form:label='0'/><form:option form:label='35' form:current-selected='true'/></form:listbox>\
        <form:checkbox form:id='c3' form:current-state='checked'/></form:form></office:forms>";
    let control = |name: &str| format!("<draw:control draw:control='{name}'/>");
    let body = format!(
        "{forms}<text:p>{}</text:p><text:p>{}</text:p><text:p>{}是{}</text:p>",
        control("c1"),
        control("c2"),
        control("c3"),
        control("c9")
    );
    assert_eq!(text("", &body), ["p 12", "p 35", "p ☑是"]);
}

#[test]
fn sheets_hold_numbers_whatever_their_formats_show() {
    let styles = characters("T1", "style:text-line-through-style='solid'")
        + "<style:style style:name='C' style:family='table-cell'><style:text-properties style:text-line-through-style='solid'/></style:style>";
    let number = |value: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type='float' office:value='{value}'><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |attributes: &str, cells: &[String]| {
        format!("<table:table-row {attributes}>{}</table:table-row>", cells.concat())
    };
    let body = [
        "<table:table table:name='表'><table:table-column table:number-columns-repeated='3'/><table:table-column table:visibility='collapse'/>".to_owned(),
        row("", &[number("12", "12.00"), number("12", "0012"), number("120000", "12.0万"), number("9", "9")]),
        row("table:visibility='filter'", &[number("9", "9"), number("9", "9")]),
        row("", &[number("1234", "1,234"), number("5", "第5项"), format!("<table:table-cell><text:p>{}7</text:p></table:table-cell>", span("T1", "8"))]),
        row("", &[number("0.5", "0.50"), "<table:table-cell table:style-name='C'><text:p>9</text:p></table:table-cell>".to_owned(), number("1", "1")]),
        "</table:table>".to_owned(),
    ]
    .concat();
    let input = read_content(&styles, &format!("<office:spreadsheet>{body}</office:spreadsheet>"));
    let tables: Vec<String> =
        shown(&input.document.blocks).into_iter().filter(|block| block.starts_with('t')).collect();
    assert_eq!(tables, ["t 12¦12¦120000 / 1234¦第5项¦7 / 0.5¦¦1"]);
}

#[test]
fn a_text_that_a_cell_keeps_without_a_paragraph_is_read() {
    let cell = |kind: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type='{kind}' office:string-value='24'>{text}</table:table-cell>"
        )
    };
    let cells = [cell("string", "<text:p/>"), cell("string", ""), cell("string", "<text:p>7</text:p>")];
    let row = format!("<table:table-row>{}{}</table:table-row>", cells.concat(), cell("float", ""));
    let input = read_content(
        "",
        &format!(
            "<office:spreadsheet><table:table table:name='表'>{row}{row}</table:table></office:spreadsheet>"
        ),
    );
    let tables = shown(&input.document.blocks).join("\n");
    assert!(tables.contains("24¦24¦7") && !tables.contains("7¦24"), "{tables}");
}

#[test]
fn sums_that_were_never_computed_and_zeros_that_a_format_hides_are_read() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell office:value-type='float' {attributes}>{text}</table:table-cell>")
    };
    let sum = |formula: &str, value: &str| {
        cell(&format!("table:formula='{formula}' office:value='{value}'"), "<text:p>0</text:p>")
    };
    let body = [
        "<table:table table:name='表'><table:table-row>".to_owned(),
        cell("office:value='5' table:number-columns-repeated='2'", "<text:p>5</text:p>"),
        cell("office:value='0'", "<text:p/>"),
        sum("of:=SUM([.A1:.C1])", "0"),
        sum("of:=[.A1]+[.B1]", "10"),
        "</table:table-row><table:table-row>".to_owned(),
        cell("office:value='1.2E+01'", "<text:p>1.20E+01</text:p>"),
        cell("office:value='7'", "<text:p/>"),
        sum("of:=SUM([.C1:.C1];[.C1])", "0"),
        sum("of:=VLOOKUP([.A1];[.A1:.B2];2)", "0"),
        cell("office:value='12.0000000000001'", "<text:p>12</text:p>"),
        cell("office:value='0'", "<text:p>— </text:p>"),
        cell("office:value='3'", "<text:p>—</text:p>"),
        "</table:table-row></table:table>".to_owned(),
    ]
    .concat();
    let input = read_content("", &format!("<office:spreadsheet>{body}</office:spreadsheet>"));
    let tables: Vec<String> =
        shown(&input.document.blocks).into_iter().filter(|block| block.starts_with('t')).collect();
    assert_eq!(tables, ["t 5¦5¦0¦10¦10¦¦ / 12¦¦0¦0¦12¦0¦—"]);
    assert!(input.document.notes.iter().any(|note| note.zh.contains("D1")));
}
