use crate::document::{Block, Document};
use crate::read::test_support;
use crate::read::zip::tests::archive;
use crate::read::{Hint, ReadError, read};

const SPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
    xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' xmlns:v='urn:schemas-microsoft-com:vml' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";

/// A package with a body and, where given, styles and numbering.
pub(crate) fn package(body: &str, styles: &str, numbering: &str) -> Vec<u8> {
    let document = format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>");
    let styles = format!("<w:styles {SPACES}>{styles}</w:styles>");
    let numbering = format!("<w:numbering {SPACES}>{numbering}</w:numbering>");
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id='{id}' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' Target='{target}'/>"
        )
    };
    let package =
        format!("<Relationships>{}</Relationships>", relation("r1", "officeDocument", "word/document.xml"));
    let parts = format!(
        "<Relationships>{}{}{}</Relationships>",
        relation("r1", "styles", "styles.xml"),
        relation("r2", "numbering", "/word/numbering.xml"),
        relation("r3", "aFChunk", "../chunk.html"),
    );
    archive(&[
        ("_rels/.rels", package.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", parts.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("chunk.html", "<p>嵌入</p>".as_bytes()),
    ])
}

fn read_bytes(bytes: &[u8]) -> Result<Document, ReadError> {
    let input = read(bytes, &Hint::default())?;
    assert_eq!(input.format, "docx");
    Ok(input.document)
}

fn shown(document: &Document) -> Vec<String> {
    test_support::shown(&document.blocks)
}

fn body(body: &str) -> Vec<String> {
    shown(&read_bytes(&package(body, "", "")).unwrap())
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
}

#[test]
fn runs_make_paragraphs() {
    let text = "<w:p><w:r><w:t>政府</w:t></w:r><w:hyperlink><w:r><w:t>信息</w:t></w:r></w:hyperlink>\
        <w:r><w:br/><w:t>公开</w:t><w:tab/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:br w:type='page'/></w:r></w:p>\
        <w:p/><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显示</w:t></w:r></w:p>\
        <w:p><w:r><w:sym w:font='Wingdings' w:char='F0A8'/><w:t>否</w:t><w:sym w:font='X' w:char='F041'/></w:r></w:p>\
        <w:p><w:r><w:ruby><w:rt><w:r><w:t>zhèn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>镇</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>";
    assert_eq!(body(text), ["p 政府信息\n公开\tA-B", "p 显示", "p □否", "p 镇"]);
}

#[test]
fn cells_merge_both_ways() {
    let table = format!(
        "<w:tbl><w:tblGrid/><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>", "甲"),
        cell("", "1"),
        cell("<w:vMerge w:val='restart'/>", "乙"),
        cell("<w:gridSpan w:val='2'/><w:vMerge/>", "不显示"),
        cell("", "2"),
        cell("<w:vMerge w:val='continue'/>", ""),
        cell("<w:hMerge w:val='restart'/>", "丙"),
        cell("<w:hMerge/>", ""),
        cell("<w:gridSpan w:val='2'/>", "3"),
        cell("", "4"),
        cell("<w:vMerge/>", "丁"),
    );
    assert_eq!(body(&table), ["t 甲[2×2]¦1¦乙[2×1] / 2 / 丙[1×2]¦3[1×2] / 4¦丁"]);
}

#[test]
fn a_cell_merged_downwards_ends_where_other_cells_begin() {
    // The cell that goes on is narrower than the one above it; the one below it begins under the first.
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>", "甲"),
        cell("", "1"),
        cell("<w:vMerge/>", ""),
        cell("", "2"),
        cell("", "3"),
        cell("<w:gridSpan w:val='2'/>", "4"),
        cell("", "5"),
    );
    assert_eq!(body(&table), ["t 甲[2×1]¦1 / 2¦3 / 4[1×2]¦5"]);
}

#[test]
fn wrapped_rows_and_cells_are_found() {
    let table = format!(
        "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>{}</w:tr></w:sdtContent></w:sdt>\
         <w:tr>{}<w:tc><w:p><w:sdt><w:sdtContent><w:r><w:t>4</w:t></w:r></w:sdtContent></w:sdt></w:p><w:p><w:r><w:t>件</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        cell("", "1"),
        cell("", "2"),
        cell("", "3")
    );
    assert_eq!(body(&table), ["t 1¦2 / 3¦4\n件"]);
}

#[test]
fn nested_and_layout_tables() {
    let inner = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("", "规章"),
        cell("", "0"),
        cell("", "文件"),
        cell("", "5")
    );
    let outer =
        format!("<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>", paragraph("前"), paragraph("后"));
    assert_eq!(body(&outer), ["p 前", "t 规章¦0 / 文件¦5", "p 后"]);
}

#[test]
fn tracked_changes_are_accepted() {
    let text = "<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>旧文</w:delText></w:r></w:del>\
        <w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上半</w:t></w:r></w:p><w:p><w:r><w:t>下半</w:t></w:r></w:p>";
    assert_eq!(body(text), ["p 新增移来", "p 上半下半"]);
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("", "1"),
        cell("", "2"),
        cell("", "3"),
        cell("", "4"),
        cell("", "5"),
        cell("<w:cellDel/>", "6"),
        cell("", "7")
    );
    assert_eq!(body(&table), ["t 1¦2 / 5¦7"]);
}

#[test]
fn text_boxes_are_read_once_after_their_paragraph() {
    let content = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let text = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>",
        content("红头"),
        content("红头")
    );
    assert_eq!(body(&text), ["p 正文", "p 红头"]);
    let fallback = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        content("红头")
    );
    assert_eq!(body(&fallback), ["p 红头"]);
}

#[test]
fn fields_show_their_results_and_tables_of_contents_go() {
    let field = |instruction: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let run = "<w:r><w:t>7</w:t></w:r>";
    let text = format!(
        "<w:p>{}</w:p><w:p><w:r><w:t>共</w:t></w:r>{}<w:fldSimple w:instr='X'><w:r><w:t>件</w:t></w:r></w:fldSimple></w:p>",
        field(" TOC \\o ", &format!("<w:r><w:t>一、总体情况</w:t></w:r>{}", field("PAGEREF", run))),
        field(" =SUM(ABOVE) ", run)
    );
    assert_eq!(body(&text), ["p 共7件"]);
    let unbalanced = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>不丢</w:t></w:r></w:p>";
    assert_eq!(body(unbalanced), ["p 不丢"]);
    let control = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}",
        paragraph("一、总体情况 1"),
        paragraph("一、总体情况")
    );
    assert_eq!(body(&control), ["p 一、总体情况"]);
}

#[test]
fn numbers_of_lists_are_computed() {
    let level = |at: u32, format: &str, text: &str, more: &str| {
        format!(
            "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='0'>{}{}{}</w:abstractNum><w:abstractNum w:abstractNumId='1'>{}</w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>\
         <w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>",
        level(0, "chineseCountingThousand", "%1、", ""),
        level(1, "chineseCounting", "（%2）", ""),
        level(2, "decimal", "%1.%3", "<w:isLgl/>"),
        level(0, "bullet", "\u{f0b7}", "")
    );
    let styles = "<w:style w:type='paragraph' w:styleId='a1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='a2'><w:basedOn w:val='a1'/><w:name w:val='own'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='t1'><w:name w:val='toc 1'/></w:style>";
    let item = |properties: &str, text: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let list = |number: u32, level: u32| {
        format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")
    };
    let text = [
        item("<w:pStyle w:val='t1'/>", "总体情况1"),
        item("<w:pStyle w:val='a1'/>", "总体情况"),
        item(&list(1, 1), "主动公开"),
        item(&list(1, 1), "依申请公开"),
        item(&list(1, 2), "甲"),
        item("<w:pStyle w:val='a2'/>", "主动公开政府信息情况"),
        item(&list(1, 1), "重新数"),
        item(&format!("<w:pStyle w:val='a1'/>{}", list(0, 0)), "无编号"),
        item(&list(2, 0), "项目符号"),
        item(&list(3, 0), "另起"),
        item(&list(3, 0), "接着"),
        item("<w:outlineLvl w:val='9'/>", "正文"),
    ]
    .concat();
    let document = read_bytes(&package(&text, styles, &numbering)).unwrap();
    assert_eq!(
        shown(&document),
        [
            "h1 一、总体情况",
            "p （一）主动公开",
            "p （二）依申请公开",
            "p 1.1 甲",
            "h2 二、主动公开政府信息情况",
            "p （一）重新数",
            "h1 无编号",
            "p 项目符号",
            "p 五、另起",
            "p 六、接着",
            "p 正文"
        ]
    );
}

#[test]
fn embedded_pages_stand_in_their_place() {
    let text = format!("{}<w:altChunk r:id='r3'/>{}", paragraph("前"), paragraph("后"));
    assert_eq!(body(&text), ["p 前", "p 嵌入", "p 后"]);
    let document =
        read_bytes(&package(&format!("<w:altChunk r:id='none'/>{}", paragraph("后")), "", "")).unwrap();
    assert!(document.notes.iter().any(|note| note.code == "embedded"));
}

#[test]
fn strict_flat_and_old_forms() {
    let strict = "<document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'><body><p><r><t>严格</t></r></p></body></document>";
    let relations = "<Relationships><Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' Target='/word/d.xml'/></Relationships>";
    let bytes = archive(&[("_rels/.rels", relations.as_bytes()), ("word/d.xml", strict.as_bytes())]);
    assert_eq!(shown(&read_bytes(&bytes).unwrap()), ["p 严格"]);
    let flat = format!(
        "<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'><pkg:part pkg:name='/word/document.xml'>\
         <pkg:xmlData><w:document {SPACES}><w:body>{}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>",
        paragraph("单个")
    );
    assert_eq!(shown(&read_bytes(flat.as_bytes()).unwrap()), ["p 单个"]);
    let old = "<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml' \
        xmlns:wx='http://schemas.microsoft.com/office/word/2003/auxHint' xmlns:aml='http://schemas.microsoft.com/aml/2001/core'><w:body><wx:sect>\
        <w:p><w:pPr><w:listPr><wx:t wx:val='一、'/></w:listPr></w:pPr><w:r><w:t>总体</w:t></w:r>\
        <aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation>\
        <aml:annotation w:type='Word.Insertion'><aml:content><w:r><w:t>情况</w:t></w:r></aml:content></aml:annotation></w:p>\
        <w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl></wx:sect></w:body></w:wordDocument>";
    assert_eq!(shown(&read_bytes(old.as_bytes()).unwrap()), ["p 一、总体情况", "t 甲[2×1]¦1 / 2"]);
}

#[test]
fn a_large_table_is_read_whole() {
    let row = format!("<w:tr>{}{}{}{}</w:tr>", cell("", "甲"), cell("", "1"), cell("", "2"), cell("", "3"));
    let document = read_bytes(&package(&format!("<w:tbl>{}</w:tbl>", row.repeat(25_000)), "", "")).unwrap();
    assert_eq!(
        document.blocks.first().and_then(Block::as_table).map(|table| table.cells.len()),
        Some(100_000)
    );
}

#[test]
fn hostile_and_damaged_files_are_refused_clearly() {
    let code = |bytes: &[u8]| read(bytes, &Hint::default()).map(|_| ()).map_err(|error| error.code);
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(10_000), "</w:tc></w:tr></w:tbl>".repeat(10_000));
    let document = read_bytes(&package(&format!("{}{deep}", paragraph("甲")), "", "")).unwrap();
    assert_eq!(shown(&document), ["p 甲"]);
    assert!(document.notes.iter().any(|note| note.code == "truncated"));
    let bomb = archive(&[("word/document.xml", &vec![b' '; super::MAX_PART + 1])]);
    assert_eq!(code(&bomb), Err("too-large"));
    let entities = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>\
        <w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>文&b;&b;</w:t></w:r></w:p></w:body></w:document>";
    assert_eq!(
        shown(&read_bytes(&archive(&[("word/document.xml", entities.as_bytes())])).unwrap()),
        ["p 文"]
    );
    let whole = package(&paragraph("甲").repeat(100), "", "");
    for length in (0..whole.len() - 2).step_by(7) {
        assert!(code(whole.get(..length).unwrap()).is_err(), "{length}");
    }
    let cut = format!("<w:document {SPACES}><w:body>{}<w:p><w:r><w:t>乙", paragraph("甲"));
    let document = read_bytes(&archive(&[("word/document.xml", cut.as_bytes())])).unwrap();
    assert_eq!(shown(&document), ["p 甲", "p 乙"]);
    assert!(document.notes.iter().any(|note| note.code == "truncated"));
}

mod seen;
