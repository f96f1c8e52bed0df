//! Reports in what carries them: encodings, archives and mails, pages that a program would show, pages saved as one file.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::support::formats::{packed, plain as pages};
use crate::support::numbers::{Form, Report};
use crate::support::parts;
use crate::support::random::Random;
use crate::support::traditional;
use crate::traits::{ALL, judged, plain, written};

/// A text in an encoding, with its mark where it has one.
fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    let wide = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(to_bytes).collect()
    };
    match encoding {
        "utf-16le" => wide(u16::to_le_bytes),
        "utf-16be" => wide(u16::to_be_bytes),
        "utf-8 with its mark" => [&[0xEF, 0xBB, 0xBF][..], text.as_bytes()].concat(),
        "gb18030 with another mark" => [&[0xEF, 0xBB, 0xBF][..], &encoded(text, "gb18030")].concat(),
        "gb18030" => encoding_rs::GB18030.encode(text).0.into_owned(),
        "big5" => encoding_rs::BIG5.encode(text).0.into_owned(),
        other => panic!("no encoding {other}"),
    }
}

#[test]
fn texts_are_read_in_every_encoding() {
    let mut failures = Vec::new();
    for (seed, encoding) in (0..).zip([
        "utf-16le",
        "utf-16be",
        "utf-8 with its mark",
        "gb18030",
        "gb18030 with another mark",
        "big5",
    ]) {
        for (other, format) in (0..).zip(["html", "md", "txt", "csv"]) {
            let report = Report::random(Form::F2021, &mut Random::new(seed * 10 + other));
            let made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
            let text = String::from_utf8(written(format, &made, &|cell| vec![plain(&cell.text)])).unwrap();
            let text = if encoding == "big5" { traditional::converted(&text) } else { text };
            let text = text.replace("<meta charset=\"utf-8\">", "");
            assert!(encoding != "big5" || !encoding_rs::BIG5.encode(&text).2, "not all of it is in Big5");
            failures.extend(judged(encoding, format, &report, &encoded(&text, encoding)));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn reports_are_found_in_what_carries_them() {
    let mut failures = Vec::new();
    for (seed, format) in (0..).zip(ALL) {
        let report = Report::random(Form::F2021, &mut Random::new(seed + 40));
        let made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
        let bytes = written(format, &made, &|cell| vec![plain(&cell.text)]);
        let name = format!("report.{format}");
        let mut carriers = vec![("a mail", packed::mail(&name, &bytes))];
        if format != "zip" {
            carriers.push(("an archive", packed::zip(&[("报告/", Vec::new()), (&name, bytes.clone())])));
        }
        if ["docx", "odt", "ods", "xlsx", "zip", "doc", "xls", "pdf"].contains(&format) {
            carriers.push(("junk before", [&b"\r\n\r\n"[..], &bytes].concat()));
            carriers.push(("a mark before", [&[0xEF, 0xBB, 0xBF][..], &bytes].concat()));
            carriers.push(("junk behind", [&bytes, &b"\r\n<!-- end -->\r\n"[..]].concat()));
        }
        for (kind, carrier) in carriers {
            failures.extend(judged(kind, format, &report, &carrier));
        }
    }
    let report = Report::random(Form::F2021, &mut Random::new(7));
    let body = body_of(&report, 7);
    let page = |inner: &str| format!("<!DOCTYPE html><html><body><p>当前位置：首页</p>{inner}</body></html>");
    let text = crate::support::formats::escaped(&body);
    let string = body.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace("</", "<\\/");
    for (kind, carrier) in [
        ("a text field", page(&format!("<form><textarea name=content>{text}</textarea></form>"))),
        ("a frame", page(&format!("<iframe srcdoc=\"{text}\"></iframe>"))),
        (
            "a script",
            page(&format!("<div id=app></div><script>var data = {{\"content\":\"{string}\"}};</script>")),
        ),
        ("a layout", page(&format!("<table><tr><td>导航</td><td>{body}</td></tr></table>"))),
        ("a template", page(&format!("<template>{body}</template>"))),
        (
            "a document of XML",
            format!(
                "<?xml version='1.0'?><rss><channel><item><description>{text}</description></item></channel></rss>"
            ),
        ),
    ] {
        failures.extend(judged(kind, "html", &report, carrier.as_bytes()));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// A report as the body of a page, and its whole page.
fn body_of(report: &Report, seed: u64) -> String {
    let made = parts::parts(report, &parts::Manner::default(), &mut Random::new(seed));
    let html = pages::html(&made, &|cell| vec![plain(&cell.text)]);
    html.split("<body>").nth(1).and_then(|rest| rest.split("</body>").next()).unwrap().to_owned()
}

#[test]
fn what_a_program_would_show_is_read_where_the_page_shows_no_report() {
    let page = |inner: &str| format!("<!DOCTYPE html><html>{inner}</html>");
    let mut failures = Vec::new();
    for (seed, hidden) in (50..).zip([
        "<body><div id=js_content style='visibility: hidden; opacity: 0;'>{}</div></body>",
        "<body style='opacity:0'>{}</body>",
        "<body><p>当前位置：首页</p><div class='wow fadeIn' style='visibility: hidden; animation-name: none'>{}</div></body>",
        "<body><table><tr><td>2025</td><td>访问 12 次</td></tr></table><div id=zoom style='display:none'>{}</div></body>",
        "<body><section hidden>{}</section></body>",
        // An old copy beside it, left out, stays so.
        "<body><div style='opacity:0'>{}</div><div style='display:none'>OLD</div></body>",
        "<body><div style='visibility:hidden'>{}<div style='display:none'>OLD</div></div></body>",
        // So it does beside what is shown.
        "<body>{}<div style='opacity:0'>OLD</div><div hidden>OLD</div></body>",
    ]) {
        let report = Report::random(Form::F2021, &mut Random::new(seed));
        let old = Report::random(Form::F2021, &mut Random::new(seed + 100));
        let text = page(&hidden.replace("{}", &body_of(&report, seed)).replace("OLD", &body_of(&old, seed)));
        failures.extend(judged(hidden, "html", &report, text.as_bytes()));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn a_page_saved_as_one_file_is_read_with_its_frames() {
    let report = Report::random(Form::F2021, &mut Random::new(60));
    let body = body_of(&report, 60);
    let (title, rest) = body.split_once("</h1>").unwrap();
    // The last sheet holds table 4 and the text behind it.
    let sheets: Vec<&str> = rest.splitn(3, "</table>").collect();
    let frames = "<html><frameset><frame src='a.files/sheet001.htm'></frameset></html>";
    let advertisement = "<html><body>无障碍浏览</body></html>";
    let whole = format!("<html><body>{body}</body></html>");
    let inner = format!("<html><body>{rest}</body></html>");
    let outer = format!("<html><body>{title}</h1><iframe src='cid:frame-1'></iframe></body></html>");
    let sheets: Vec<String> =
        sheets.iter().map(|sheet| format!("<html><body>{sheet}</table></body></html>")).collect();
    let (first, others) = sheets.split_first().unwrap();
    let first = first.replacen("<body>", &format!("<body>{title}</h1>"), 1);
    let workbook: Vec<&str> = [frames, &first]
        .into_iter()
        .chain(others.iter().map(String::as_str))
        .chain(["<p>Sheet1</p>"])
        .collect();
    let mut failures = Vec::new();
    for (kind, pages) in [
        ("a frame", vec![outer.as_str(), advertisement, &inner]),
        ("a workbook", vec![frames, &whole, "<table><tr><td>Sheet1</td></tr></table>"]),
        ("sheets", workbook),
        ("a page with its own text", vec![&whole, &whole]),
    ] {
        failures.extend(judged(kind, "mht", &report, &packed::saved_pages(&pages)));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
