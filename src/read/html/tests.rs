use super::*;
use crate::document::Block;
use crate::read::test_support;

fn read(html: &str) -> Document {
    let meter = Meter::default();
    let mut document = super::read(html, &meter);
    document.notes.extend(meter.note());
    document
}

fn shown(html: &str) -> Vec<String> {
    test_support::shown(&read(html).blocks)
}

#[test]
fn paragraphs_and_headings() {
    assert_eq!(
        shown(
            "<h1>标<br>题</h1><div>甲<p>乙 <b>丙</b></div>丁<h3><p>戊</p></h3><span style='display:block'>己</span>庚"
        ),
        ["h1 标\n题", "p 甲", "p 乙 丙", "p 丁", "h3 戊", "p 己", "p 庚"]
    );
}

#[test]
fn blank_cells_keep_their_no_break_space() {
    assert_eq!(
        shown("<table><tr><td>规章</td><td><p>&nbsp;</p></td></tr><tr><td>文件</td><td> </td></tr></table>"),
        ["t 规章¦\u{a0} / 文件¦"]
    );
}

#[test]
fn blanks_that_were_escaped_twice_are_blanks() {
    assert_eq!(
        shown(
            "<table><tr><td>规章</td><td>&amp;nbsp;12&amp;nbsp;</td></tr><tr><td>文件</td><td>3</td></tr></table>"
        ),
        ["t 规章¦\u{a0}12\u{a0} / 文件¦3"]
    );
}

#[test]
fn the_official_header_with_its_spans() {
    // L1: nested paragraphs and spans, <br> in labels, more grid columns than columns of meaning.
    let html = "<table><tbody>\
        <tr><td colspan=3 rowspan=3><p><span>（本列数据的勾稽关系为…）</span></p></td><td colspan=7>申请人情况</td></tr>\
        <tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>\
        <tr><td><p>商业</p><p>企业</p></td><td>科研<br>机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>\
        <tr><td colspan=3>一、本年新收</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>1</td></tr>\
        </tbody></table>";
    assert_eq!(
        shown(html),
        ["t （本列数据的勾稽关系为…）[3×3]¦申请人情况[1×7] / 自然人[2×1]¦法人或其他组织[1×5]¦总计[2×1] / \
          商业\n企业¦科研\n机构¦社会公益组织¦法律服务机构¦其他 / 一、本年新收[1×3]¦1¦0¦0¦0¦0¦0¦1"]
    );
}

#[test]
fn empty_cells_in_place_of_merged_ones_stay() {
    // L2
    assert_eq!(
        shown(
            "<table><tr><td>三、结果</td><td>（一）予以公开</td><td>1</td></tr><tr><td></td><td>（二）部分公开</td><td>2</td></tr></table>"
        ),
        ["t 三、结果¦（一）予以公开¦1 / ¦（二）部分公开¦2"]
    );
}

#[test]
fn layout_tables_are_flattened_and_data_tables_in_them_stay() {
    let long = "本年度主动公开。".repeat(80);
    let html = format!(
        "<table><tr><td>首页</td><td><table><tr><td>报告题目</td></tr><tr><td><p>{long}</p>\
         <table><tr><td>规章</td><td>0</td></tr><tr><td>文件</td><td>5</td></tr></table>\
         <p>三、申请</p></td></tr></table></td></tr></table>"
    );
    assert_eq!(
        shown(&html),
        ["p 首页", "p 报告题目", &format!("p {long}"), "t 规章¦0 / 文件¦5", "p 三、申请"]
    );
}

#[test]
fn heads_of_tables_side_by_side_stand_over_their_own() {
    let table = |number: u32| {
        format!("<table><tr><td>规章</td><td>{number}</td></tr><tr><td>文件</td><td>5</td></tr></table>")
    };
    let html = format!(
        "<table><tr><td>2023年</td><td>2024年</td></tr><tr><td>{}</td><td>{}</td></tr><tr><td>甲</td><td>乙</td></tr></table>",
        table(1),
        table(2)
    );
    assert_eq!(
        shown(&html),
        ["p 2023年", "t 规章¦1 / 文件¦5", "p 2024年", "t 规章¦2 / 文件¦5", "p 甲", "p 乙"]
    );
    // One table beside a text, and a line of heads that are cut otherwise: row by row.
    let beside =
        format!("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>{}</td></tr></table>", table(1));
    assert_eq!(shown(&beside), ["p 甲", "p 乙", "p 丙", "t 规章¦1 / 文件¦5"]);
}

#[test]
fn a_long_note_does_not_make_a_table_of_numbers_a_layout() {
    let note = "注：含以本单位名义正式签发的文件。".repeat(40);
    let html = format!(
        "<table><tr><td>行政许可</td><td>1</td><td>2</td><td>3</td></tr><tr><td>行政处罚</td><td>1</td><td>2</td><td>3</td></tr>\
         <tr><td colspan=4>{note}</td></tr></table>"
    );
    assert_eq!(shown(&html), [format!("t 行政许可¦1¦2¦3 / 行政处罚¦1¦2¦3 / {note}[1×4]")]);
}

#[test]
fn a_small_table_in_a_cell_of_numbers_becomes_its_text() {
    let html = "<table><tr><td><table><tr><td>行政</td><td>许可</td></tr></table></td><td>1</td><td>2</td><td>3</td></tr>\
        <tr><td>行政处罚</td><td>4</td><td>5</td><td>6</td></tr></table>";
    assert_eq!(shown(html), ["t 行政 许可¦1¦2¦3 / 行政处罚¦4¦5¦6"]);
}

#[test]
fn hidden_parts_are_left_out() {
    let html = "<head><title> 报告 \n 题目</title><style>p{}</style></head><body>甲<script>乙</script><!-- 丙 -->\
        <p style='display: none'>丁</p><p hidden>戊</p><select><option>己</option></select><svg><text>庚</text></svg>\
        <noscript>辛</noscript><template>壬</template><textarea>癸</textarea><del>子</del><iframe>丑</iframe>\
        <table><tr style='display:none'><td>寅</td><td>1</td></tr><tr><td>卯</td><td style='display:none'>0</td><td>2</td></tr></table>";
    let document = read(html);
    assert_eq!(document.title.as_deref(), Some("报告 题目"));
    assert_eq!(test_support::shown(&document.blocks), ["p 甲", "t 卯¦2"]);
}

#[test]
fn nothing_active_becomes_text() {
    let html = "<img src=x onerror=alert(1)><a href='javascript:alert(1)'>甲</a><meta http-equiv=refresh content='0;url=http://a'>\
        <object data=a>乙</object><math><mi>丙</mi></math>";
    assert_eq!(shown(html), ["p 甲"]);
}

#[test]
fn word_on_the_clipboard() {
    let html = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><!--[if gte mso 9]><xml><o:a>甲</o:a></xml><![endif]-->\
        <style><!-- p.MsoNormal {margin:0} --></style></head><body lang=ZH-CN><!--StartFragment-->\
        <p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、</span><![endif]><b>总体\n情况<o:p></o:p></b></p>\
        <table class=MsoNormalTable><tr style='height:1cm'><td colspan=2><p class=MsoNormal>规章<o:p></o:p></p></td><td><p>0<o:p></o:p></p></td></tr>\
        <![if !supportMisalignedColumns]><tr height=0><td width=10></td><td width=10></td><td width=10></td></tr><![endif]></table>\
        <p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p><!--EndFragment--></body></html>";
    assert_eq!(shown(html), ["p 一、总体情况", "t 规章[1×2]¦0", "p \u{a0}"]);
}

#[test]
fn excel_and_windows_headers_on_the_clipboard() {
    let html = "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:1\r\nStartFragment:1\r\nEndFragment:1\r\n\r\n\
        <html><body><!--StartFragment--><table><col width=72><tr><td class=xl65 x:num>1</td><td>2</td></tr></table><!--EndFragment--></body></html>";
    assert_eq!(shown(html), ["t 1¦2"]);
    assert_eq!(
        shown("<meta charset='utf-8'><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>"),
        ["t 甲¦1 / 乙¦2"]
    );
}

#[test]
fn furniture_goes_and_the_report_stays() {
    let links = |count: u32| {
        (0..count).map(|index| format!("<li><a href='/{index}'>某某部门{index}</a></li>")).collect::<String>()
    };
    let html = format!(
        "<header><a href=/>某某区人民政府</a></header><nav><ul>{}</ul></nav><article><header><h1>年度报告</h1></header><p>一、总体情况</p><footer>2024年1月</footer></article>\
         <div>{}</div><footer><p>版权所有 某某区人民政府 备案号</p></footer>",
        links(5),
        links(20)
    );
    assert_eq!(shown(&html), ["h1 年度报告", "p 一、总体情况", "p 2024年1月"]);
    assert_eq!(shown("<ul><li><a href=a>本年报告</a></ul>"), ["p 本年报告"]);
    let only_links = (0..9).map(|_| "<p><a href=a>甲乙</a></p>").collect::<String>();
    assert_eq!(shown(&format!("<div>{only_links}</div>")).len(), 9);
}

#[test]
fn preformatted_text_is_plain_text() {
    assert_eq!(shown("<pre>甲\n规章 | 0 |\n文件 | 5 |\n</pre>"), ["p 甲", "t 规章¦0 / 文件¦5"]);
    assert_eq!(shown("<p style='white-space: pre-wrap'>甲\n乙  丙</p>"), ["p 甲\n乙  丙"]);
}

#[test]
fn double_breaks_part_paragraphs() {
    assert_eq!(shown("一、甲<br><br>　　乙<br>丙"), ["p 一、甲", "p 　　乙\n丙"]);
}

#[test]
fn metadata_is_kept() {
    let document =
        read("<meta name=PubDate content='2024-01-22 10:00'><meta property='og:title' content=报告>甲");
    let pair = |name: &str, content: &str| (name.to_owned(), content.to_owned());
    assert_eq!(document.metadata, [pair("PubDate", "2024-01-22 10:00"), pair("og:title", "报告")]);
}

#[test]
fn broken_markup_reads_as_in_a_browser() {
    assert_eq!(
        shown("<table><tr><td>甲<td>1<tr><td>乙</td><td>2</table>丙</b></p>"),
        ["t 甲¦1 / 乙¦2", "p 丙",]
    );
    // A text between rows stands before the table.
    assert_eq!(shown("<table>丁<tr><td>甲<td>1</table>"), ["p 丁", "t 甲¦1"]);
}

#[test]
fn deep_nesting_is_read_flat_and_said() {
    for tag in ["div", "b", "table><tr><td", "font size=1"] {
        let close = tag.split([' ', '>']).next().unwrap();
        let html =
            format!("{}甲{}乙", format!("<{tag}>").repeat(10_000), format!("</{close}>").repeat(10_000));
        let document = read(&html);
        let text = test_support::shown(&document.blocks).concat();
        assert!(text.contains('甲') && text.contains('乙'), "{tag}: {text}");
        assert!(document.notes.iter().any(|note| note.code == "truncated"), "{tag}");
    }
}

#[test]
fn a_large_table_is_read_whole() {
    let row = "<tr><td>甲</td><td>1</td><td>2</td><td>3</td></tr>";
    let document = read(&format!("<table>{}</table>", row.repeat(25_000)));
    let table = document.blocks.first().and_then(Block::as_table).unwrap();
    assert_eq!((table.rows, table.columns, table.cells.len()), (25_000, 4, 100_000));
    assert!(document.notes.is_empty());
}

#[test]
fn huge_spans_are_cut_and_said() {
    let document =
        read(&format!("<table><tr>{}</tr></table>", "<td colspan=1000 rowspan=65534>1</td>".repeat(1000)));
    assert!(document.notes.iter().any(|note| note.code == "truncated"));
}

#[test]
fn numbers_of_lists_are_shown() {
    assert_eq!(
        shown(
            "<ol style='list-style-type: cjk-ideographic'><li><h2>总体情况</h2><p>甲</p></li><li>公开</li></ol>"
        ),
        ["h2 一、总体情况", "p 甲", "p 二、公开"]
    );
    assert_eq!(
        shown(
            "<ol start=3><li>甲</li><li value=7>乙<ol type=a><li>丙</li></ol></li><li>1.丁</li><li>（一）戊</li></ol>"
        ),
        ["p 3. 甲", "p 7. 乙", "p a. 丙", "p 1.丁", "p （一）戊"]
    );
    assert_eq!(shown("<ol style='list-style:none'><li>甲</li></ol><ul><li>乙</li></ul>"), ["p 甲", "p 乙"]);
}

mod placed;
mod seen;
