//! What a person sees of a Word document, and what it embeds.

use super::*;

/// A run with properties.
fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// The text of one paragraph, with styles.
fn line(runs: &str, styles: &str) -> Vec<String> {
    shown(&read_bytes(&package(&format!("<w:p>{runs}</w:p>"), styles, "")).unwrap())
}

#[test]
fn what_is_struck_out_or_hidden_is_not_there() {
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>\
        <w:style w:type='character' w:styleId='base'><w:name w:val='base'/><w:rPr><w:strike/></w:rPr></w:style>\
        <w:style w:type='character' w:styleId='old'><w:name w:val='old'/><w:basedOn w:val='base'/></w:style>\
        <w:style w:type='character' w:styleId='gone'><w:name w:val='gone'/><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:type='paragraph' w:styleId='hidden'><w:name w:val='hidden'/><w:rPr><w:vanish/></w:rPr></w:style>";
    for properties in [
        "<w:strike/>",
        "<w:dstrike/>",
        "<w:strike w:val='1'/>",
        "<w:rStyle w:val='old'/>",
        "<w:rStyle w:val='gone'/>",
        "<w:vanish/>",
        "<w:color w:val='FFFFFF'/>",
        "<w:color w:val='auto' w:themeColor='background1'/>",
        "<w:color w:val='D9D9D9'/><w:shd w:val='clear' w:fill='d9d9d9'/>",
        "<w14:textFill xmlns:w14='x'><w14:noFill/></w14:textFill>",
        "<w14:textOutline xmlns:w14='x'><w14:noFill/></w14:textOutline><w14:textFill xmlns:w14='x'><w14:noFill/></w14:textFill>",
    ] {
        assert_eq!(line(&(run(properties, "21") + &run("", "12")), styles), ["p 12"], "{properties}");
    }
    for properties in [
        "<w:strike w:val='0'/>",
        "<w:rStyle w:val='old'/><w:strike w:val='false'/>",
        "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='0070C0'/>",
        "<w:color w:val='FFFFFF'/><w:highlight w:val='blue'/>",
        "<w:color w:val='FF0000'/>",
        "<w:color w:val='FFFFFF' w:themeColor='background1' w:themeShade='80'/><w:shd w:val='clear' w:fill='D9D9D9'/>",
        "<w:color w:val='D9D9D9' w:themeColor='background1' w:themeShade='D9'/>",
        "<w:color w:val='D9D9D9'/><w:shd w:val='pct50' w:fill='D9D9D9'/>",
        "<w:color w:val='auto'/><w:shd w:val='clear' w:fill='000000'/>",
        "<w14:textOutline xmlns:w14='x'><w14:solidFill/></w14:textOutline><w14:textFill xmlns:w14='x'><w14:noFill/></w14:textFill>",
        "<w14:textFill xmlns:w14='x'><w14:solidFill/></w14:textFill>",
        "<w:rStyle w:val='unknown'/>",
    ] {
        assert_eq!(line(&(run(properties, "1") + &run("", "2")), styles), ["p 12"], "{properties}");
    }
    let hidden = format!(
        "<w:pPr><w:pStyle w:val='hidden'/></w:pPr>{}{}",
        run("", "9"),
        run("<w:vanish w:val='0'/>", "12")
    );
    assert_eq!(line(&hidden, styles), ["p 12"]);
    // Both styles hide: together they show again.
    let twice = format!("<w:pPr><w:pStyle w:val='hidden'/></w:pPr>{}", run("<w:rStyle w:val='gone'/>", "12"));
    assert_eq!(line(&twice, styles), ["p 12"]);
}

#[test]
fn white_text_on_a_coloured_cell_is_seen() {
    let white = |text: &str| format!("<w:p>{}</w:p>", run("<w:color w:val='FFFFFF'/>", text));
    let of =
        |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", white(text));
    let table = |properties: &str, cells: &str| {
        format!(
            "<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr>{cells}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("", "1"),
            cell("", "2")
        )
    };
    let styles = "<w:style w:type='table' w:styleId='blue'><w:name w:val='blue'/><w:tblStylePr w:type='firstRow'>\
        <w:tcPr><w:shd w:val='clear' w:fill='4472C4'/></w:tcPr></w:tblStylePr></w:style>";
    let read = |text: &str| shown(&read_bytes(&package(text, styles, "")).unwrap());
    let blue = "<w:shd w:val='clear' w:color='auto' w:fill='4472C4'/>";
    assert_eq!(read(&table("", &(of(blue, "甲") + &of("", "乙")))), ["t 甲¦ / 1¦2"]);
    assert_eq!(
        read(&table("<w:tblStyle w:val='blue'/>", &(of("", "甲") + &of("", "乙")))),
        ["t 甲¦乙 / 1¦2"]
    );
    // White on a white cell of a blue table, and on the blue that shows through one without a fill.
    let clear = "<w:shd w:val='clear' w:color='auto' w:fill='auto'/>";
    let white_cell = "<w:shd w:val='clear' w:color='auto' w:fill='FFFFFF'/>";
    assert_eq!(read(&table(blue, &(of(clear, "甲") + &of(white_cell, "乙")))), ["t 甲¦ / 1¦2"]);
}

#[test]
fn rows_that_are_exactly_too_low_to_be_read_are_not_there() {
    let row = |height: &str, text: &str| {
        format!("<w:tr><w:trPr>{height}</w:trPr>{}{}</w:tr>", cell("", text), cell("", text))
    };
    let read = |height: &str| {
        let table = format!("<w:tbl>{}{}{}</w:tbl>", row("", "1"), row(height, "9"), row("", "2"));
        shown(&read_bytes(&package(&table, "", "")).unwrap())
    };
    assert_eq!(read("<w:trHeight w:val='1' w:hRule='exact'/>"), ["t 1¦1 / 2¦2"]);
    for seen in [
        "<w:trHeight w:val='1'/>",
        "<w:trHeight w:val='1' w:hRule='atLeast'/>",
        "<w:trHeight w:val='240' w:hRule='exact'/>",
    ] {
        assert_eq!(read(seen), ["t 1¦1 / 9¦9 / 2¦2"], "{seen}");
    }
}

#[test]
fn marks_of_notes_stand_above_the_line() {
    for properties in
        ["<w:vertAlign w:val='superscript'/>", "<w:vertAlign w:val='subscript'/>", "<w:position w:val='8'/>"]
    {
        assert_eq!(line(&(run("", "12") + &run(properties, "1")), ""), ["p 12¹"], "{properties}");
    }
    let styles = "<w:style w:type='character' w:styleId='note'><w:name w:val='note'/><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>";
    assert_eq!(line(&(run("", "12") + &run("<w:rStyle w:val='note'/>", "[2]")), styles), ["p 12[²]"]);
    // A cell whose whole text is moved up holds no note; one of a mark alone is one.
    assert_eq!(line(&run("<w:position w:val='6'/>", "12"), ""), ["p 12"]);
    assert_eq!(line(&run("<w:vertAlign w:val='superscript'/>", "1"), ""), ["p ¹"]);
    assert_eq!(line(&(run("", "12") + &run("<w:vertAlign w:val='baseline'/>", "1")), ""), ["p 121"]);
    assert_eq!(line(&(run("", "12") + &run("<w:position w:val='1'/>", "1")), ""), ["p 121"]);
}

#[test]
fn formulas_keep_what_stands_above() {
    let math = |inner: &str| {
        format!(
            "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>{inner}</m:oMath>"
        )
    };
    let of = |name: &str, text: &str| format!("<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>");
    let above = |base: &str| format!("<m:sSup>{}{}</m:sSup>", of("e", base), of("sup", "1"));
    assert_eq!(line(&math(&above("12")), ""), ["p 12¹"]);
    assert_eq!(line(&(run("", "12") + &math(&above(""))), ""), ["p 12¹"]);
    assert_eq!(line(&math("<m:r><m:t>12</m:t></m:r>"), ""), ["p 12"]);
    assert_eq!(line(&math(&format!("<m:sSub>{}{}</m:sSub>", of("e", "12"), of("sub", "3"))), ""), ["p 12³"]);
    assert_eq!(line(&math(&format!("<m:f>{}{}</m:f>", of("num", "1"), of("den", "2"))), ""), ["p 1/2"]);
}

#[test]
fn signs_of_symbol_fonts_are_read_where_they_are_digits() {
    let sign = |font: &str, code: &str| format!("<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>");
    assert_eq!(line(&(sign("Symbol", "F031") + &run("", "2")), ""), ["p 12"]);
    assert_eq!(line(&(sign("Wingdings", "F081") + &run("", "甲")), ""), ["p ①甲"]);
    assert_eq!(line(&(sign("Wingdings", "F04A") + &run("", "甲")), ""), ["p 甲"]);
    let private = run("<w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/>", "\u{f031}\u{f032}");
    assert_eq!(line(&private, ""), ["p 12"]);
    assert_eq!(line(&run("<w:rFonts w:ascii='某'/>", "\u{f031}2"), ""), ["p \u{f031}2"]);
    assert_eq!(line(&(sign("Symbol", "0039") + &sign("Wingdings 2", "F052")), ""), ["p 9☑"]);
}

#[test]
fn fields_of_forms_show_their_values() {
    let field = |data: &str, instruction: &str, rest: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar></w:r>\
             <w:r><w:instrText>{instruction}</w:instrText></w:r>{rest}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let entries = "<w:listEntry w:val='0'/><w:listEntry w:val='12'/><w:listEntry w:val='35'/>";
    let list = |chosen: &str| field(&format!("<w:ddList>{chosen}{entries}</w:ddList>"), " FORMDROPDOWN ", "");
    assert_eq!(line(&list("<w:result w:val='1'/>"), ""), ["p 12"]);
    assert_eq!(line(&list("<w:default w:val='2'/>"), ""), ["p 35"]);
    assert_eq!(line(&list(""), ""), ["p 0"]);
    assert_eq!(line(&(list("<w:result w:val='9'/>") + &run("", "件")), ""), ["p 件"]);
    let text = field(
        "<w:textInput/>",
        " FORMTEXT ",
        &format!("<w:r><w:fldChar w:fldCharType='separate'/></w:r>{}", run("", "12")),
    );
    assert_eq!(line(&text, ""), ["p 12"]);
    let check = |inner: &str| {
        field(&format!("<w:checkBox>{inner}</w:checkBox>"), " FORMCHECKBOX ", "") + &run("", "是")
    };
    assert_eq!(line(&check("<w:default w:val='0'/><w:checked/>"), ""), ["p ☑是"]);
    assert_eq!(line(&check("<w:default w:val='0'/>"), ""), ["p □是"]);
    let control = |properties: &str, text: &str| {
        format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            run("", text)
        )
    };
    assert_eq!(line(&control("<w:dropDownList/>", "12"), ""), ["p 12"]);
    assert_eq!(
        line(&(control("<w:showingPlcHdr/><w:text/>", "单击此处输入") + &run("", "件")), ""),
        ["p 件"]
    );
    assert_eq!(line(&control("<w:showingPlcHdr/><w:comboBox/>", "12"), ""), ["p 12"]);
}

/// A package whose document embeds one file.
fn embedding(body: &str, name: &str, kind: &str, file: &[u8]) -> Vec<u8> {
    let document = format!(
        "<w:document {SPACES} xmlns:o='urn:schemas-microsoft-com:office:office'><w:body>{body}</w:body></w:document>"
    );
    let relation = format!(
        "<Relationships><Relationship Id='r9' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' Target='embeddings/{name}'/></Relationships>"
    );
    let path = format!("word/embeddings/{name}");
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relation.as_bytes()),
        (&path, file),
    ])
}

/// A workbook with one sheet of two rows.
fn workbook() -> Vec<u8> {
    const X: &str = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";
    const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let text = |place: &str, text: &str| format!("<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>");
    let sheet = format!(
        "<worksheet {X}><sheetData><row r='1'>{}<c r='B1'><v>12</v></c></row><row r='2'>{}<c r='B2'><v>3</v></c></row></sheetData></worksheet>",
        text("A1", "规章"),
        text("A2", "文件")
    );
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", format!("<Relationships><Relationship Id='a' Type='{R}/officeDocument' Target='xl/workbook.xml'/></Relationships>").as_bytes()),
        ("xl/workbook.xml", format!("<workbook {X}><sheets><sheet name='表' sheetId='1' r:id='a'/></sheets></workbook>").as_bytes()),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships><Relationship Id='a' Type='{R}/worksheet' Target='worksheets/s.xml'/></Relationships>").as_bytes()),
        ("xl/worksheets/s.xml", sheet.as_bytes()),
    ])
}

#[test]
fn embedded_files_are_read_where_they_stand() {
    let object = |aspect: &str, program: &str| {
        format!(
            "{}<w:p><w:r><w:object><o:OLEObject DrawAspect='{aspect}' ProgID='{program}' r:id='r9'/></w:object></w:r></w:p>{}",
            paragraph("前"),
            paragraph("后")
        )
    };
    let read = |bytes: &[u8]| {
        let document = read_bytes(bytes).unwrap();
        (shown(&document), document.notes.iter().any(|note| note.code == "embedded"))
    };
    let table = ["p 前", "t 规章¦12 / 文件¦3", "p 后"].map(str::to_owned).to_vec();
    let of =
        |program: &str, file: &[u8]| read(&embedding(&object("Content", program), "a.xlsx", "package", file));
    assert_eq!(of("Excel.Sheet.12", &workbook()), (table.clone(), false));
    assert_eq!(of("ET.Xlsx.6", &workbook()), (table.clone(), false));
    // As an icon, an equation, a broken file.
    let plain = ["p 前", "p 后"].map(str::to_owned).to_vec();
    assert_eq!(
        read(&embedding(&object("Icon", "Excel.Sheet.12"), "a.xlsx", "package", &workbook())),
        (plain.clone(), true)
    );
    assert_eq!(of("Equation.3", &workbook()), (plain.clone(), false));
    assert_eq!(of("Excel.Sheet.12", b"PK\x03\x04"), (plain, true));
    // In a container of its own.
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    std::io::Write::write_all(&mut file.create_stream("/Package").unwrap(), &workbook()).unwrap();
    assert_eq!(of("Package", &file.into_inner().into_inner()), (table, false));
}

#[test]
fn parts_of_other_formats_are_read() {
    let inner = package(&(paragraph("内") + "<w:altChunk r:id='r3'/>"), "", "");
    let chunk = |name: &str, file: &[u8]| {
        let bytes = embedding(
            &format!("{}<w:altChunk r:id='r9'/>{}", paragraph("前"), paragraph("后")),
            name,
            "aFChunk",
            file,
        );
        shown(&read_bytes(&bytes).unwrap())
    };
    assert_eq!(chunk("a.docx", &inner), ["p 前", "p 内", "p 嵌入", "p 后"]);
    assert_eq!(chunk("a.htm", "<p>甲</p><p>乙</p>".as_bytes()), ["p 前", "p 甲", "p 乙", "p 后"]);
    assert_eq!(chunk("a.rtf", b"{\\rtf1\\ansi\\ansicpg936 \\u30002 ?\\par}"), ["p 前", "p 甲", "p 后"]);
    assert_eq!(
        chunk("a.mht", b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>A</p>"),
        ["p 前", "p A", "p 后"]
    );
    assert_eq!(chunk("a.txt", "甲".as_bytes()), ["p 前", "p 甲", "p 后"]);
    // A document that embeds itself, and again, ends.
    let mut nested = inner;
    for _ in 0..5 {
        nested = embedding("<w:altChunk r:id='r9'/>", "a.docx", "aFChunk", &nested);
    }
    assert!(read(&nested, &Hint::default()).is_ok_and(|input| !input.document.notes.is_empty()));
}

#[test]
fn a_bound_control_shows_what_the_part_holds() {
    let control = |binding: &str, properties: &str, content: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:dataBinding {binding}/>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )
    };
    let path = |path: &str| format!("w:xpath='{path}'");
    let old = run("", "9");
    let line = |control: &str| format!("<w:p>{control}{}</w:p>", run("", "件"));
    let table = |cell: &str| format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl>");
    for (body, wanted) in [
        (line(&control(&path("/d:data[1]/d:n[2]"), "<w:text/>", &old)), "p 12件"),
        (line(&control(&path("/data/n[1]"), "<w:text/>", &old)), "p 3件"),
        (line(&control(&path("/data/n[2]/@all"), "<w:text/>", &old)), "p 40件"),
        (line(&control(&path("/data/n[2]"), "<w:showingPlcHdr/><w:text/>", &run("", "单击此处"))), "p 12件"),
        (line(&control(&path("/data/none"), "<w:text/>", &old)), "p 件"),
        (table(&control(&path("/data/n[2]"), "<w:text/>", &cell("", "9"))), "p 12"),
        // What is not there, is elsewhere, or is shown in a form of its own.
        (line(&control(&path("/data/n[3]"), "<w:text/>", &old)), "p 9件"),
        (line(&control(&path("/other/n[2]"), "<w:text/>", &old)), "p 9件"),
        (line(&control(&path("//n"), "<w:text/>", &old)), "p 9件"),
        (line(&control(&(path("/data/n[2]") + " w:storeItemID='{1}'"), "<w:text/>", &old)), "p 9件"),
        (line(&control(&path("/data/n[2]"), "<w:date/>", &old)), "p 9件"),
    ] {
        let document = format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>");
        let relation = "<Relationships><Relationship Id='r9' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml' Target='../data.xml'/></Relationships>";
        let data = "<data xmlns='urn:d'><n>3</n><n all='40'><m>1</m>2</n><none/></data>";
        let bytes = archive(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", document.as_bytes()),
            ("word/_rels/document.xml.rels", relation.as_bytes()),
            ("data.xml", data.as_bytes()),
        ]);
        assert_eq!(shown(&read_bytes(&bytes).unwrap()), [wanted], "{body}");
        let flat = format!(
            "<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'><pkg:part pkg:name='/word/document.xml'>\
             <pkg:xmlData>{document}</pkg:xmlData></pkg:part><pkg:part pkg:name='/customXml/item1.xml'><pkg:xmlData>{data}\
             </pkg:xmlData></pkg:part></pkg:package>"
        );
        assert_eq!(shown(&read(flat.as_bytes(), &Hint::default()).unwrap().document), [wanted], "{body}");
    }
}
