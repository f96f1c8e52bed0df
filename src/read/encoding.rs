//! The encoding of a text: byte order mark, strict UTF-8, then the candidates' own evidence.
//!
//! What a page declares is only one voice among others: pages of Chinese portals declare `gb2312` over UTF-8 bytes
//! and the other way round.

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// Name of the encoding in the WHATWG standard, in lower case.
    pub encoding: &'static str,
    /// Byte sequences that the encoding does not have; each stands in the text as U+FFFD.
    pub invalid: usize,
}

/// How much of a text is looked at to choose between encodings.
const SAMPLE: usize = 200_000;

/// Decodes a text; `declared` is the encoding that the file claims, from its own bytes or from a mail header.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let mut rest = bytes;
    while let Some(next) = rest.strip_prefix(b"\xef\xbb\xbf") {
        rest = next;
    }
    if rest.len() < bytes.len() {
        // Programs put the mark before a text of any encoding, for the sake of spreadsheets.
        let utf8 = decode_as(rest, "utf-8");
        return if reads_through(&utf8) { utf8 } else { decode(rest, declared) };
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return decode_as(rest, "utf-16le");
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return decode_as(rest, "utf-16be");
    }
    if let Some(rest) = bytes.strip_prefix(b"\x84\x31\x95\x33") {
        return decode_as(rest, "gb18030");
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    // A NUL byte is in no text but UTF-16: half of each Latin letter, digit and line end.
    if memchr::memchr(0, sample).is_some() {
        let best = ["utf-16le", "utf-16be"].into_iter().max_by_key(|name| score(&decode_as(sample, name)));
        let decoded = decode_as(bytes, best.unwrap_or("utf-16le"));
        if decoded.invalid * 50 <= decoded.text.len() && is_text(&decoded.text) {
            return decoded;
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: "utf-8", invalid: 0 };
    }
    let utf8 = decode_as(bytes, "utf-8");
    if reads_through(&utf8) {
        return utf8;
    }
    let declared = declared.or_else(|| declared_in(bytes)).and_then(known);
    let candidates = [Some("gb18030"), Some("big5"), declared];
    let best = candidates.into_iter().flatten().map(|name| (score(&decode_as(sample, name)), name));
    // The first of equals: GB18030 before Big5 before what was declared.
    let best =
        best.reduce(|best, next| if next.0 > best.0 { next } else { best }).map_or("gb18030", |best| best.1);
    decode_as(bytes, best)
}

/// Whether a text is UTF-8 with a few damaged places at most (a cut file, a pasted stray byte): other encodings break it
/// everywhere.
fn reads_through(utf8: &Decoded) -> bool {
    utf8.invalid * 20 <= utf8.text.chars().filter(|character| !character.is_ascii()).count()
}

/// As [`decode`], for bytes that nobody needs any more: UTF-8 is not copied.
#[cfg(feature = "documents")]
pub fn decode_owned(bytes: Vec<u8>) -> Decoded {
    // What [`decode`] looks for first begins with these, or holds a NUL byte.
    let is_marked = matches!(bytes.first(), Some(0xef | 0xff | 0xfe | 0x84));
    if is_marked || memchr::memchr(0, &bytes).is_some() {
        return decode(&bytes, None);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: "utf-8", invalid: 0 },
        Err(error) => decode(error.as_bytes(), None),
    }
}

/// Whether a decoded text reads as one: nearly all of it characters that texts are written in.
pub fn is_text(text: &str) -> bool {
    const SAMPLE: usize = 20_000;
    let (mut total, mut plain, mut broken) = (0_usize, 0_usize, 0_usize);
    let mut rest = text;
    while total < SAMPLE {
        // Nearly all are of the two kinds that come first; what pages are made of is one byte each.
        let sample = rest.as_bytes();
        let sample = sample.get(..sample.len().min(SAMPLE - total)).unwrap_or_default();
        let run = plain_run(sample);
        total += run;
        plain += run;
        let mut others = rest.get(run..).unwrap_or_default().chars();
        let Some(character) = others.next().filter(|_| total < SAMPLE) else { break };
        rest = others.as_str();
        total += 1;
        match character {
            '\u{4e00}'..='\u{9fff}' => plain += 1,
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => plain += 1,
            '\u{3000}'..='\u{30ff}' | '\u{f900}'..='\u{faff}' => plain += 1,
            // Latin letters, punctuation, signs; full-width forms; radicals; what fonts keep for themselves.
            '\u{a0}'..='\u{24f}' | '\u{2000}'..='\u{2fdf}' | '\u{fe30}'..='\u{ffef}' => plain += 1,
            '\u{e000}'..='\u{f8ff}' => plain += 1,
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffd}' | '\u{fff0}'..='\u{ffff}' => broken += 1,
            _ => {}
        }
    }
    broken * 10 <= total && plain * 10 >= total * 7
}

/// How many bytes at the beginning are ASCII characters that are printed, many at a time, without a way out among them.
fn plain_run(bytes: &[u8]) -> usize {
    const AT_ONCE: usize = 16;
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~');
    let (blocks, _) = bytes.as_chunks::<AT_ONCE>();
    let whole = blocks.iter().take_while(|block| block.iter().fold(true, |all, byte| all & is_plain(byte)));
    let from = whole.count() * AT_ONCE;
    from + bytes.iter().skip(from).take_while(|byte| is_plain(byte)).count()
}

/// How much like Chinese a decoded text reads: a share in thousandths, less what could not be decoded.
fn score(decoded: &Decoded) -> i64 {
    let (mut total, mut common, mut odd) = (0_i64, 0_i64, 0_i64);
    for character in decoded.text.chars().filter(|character| !character.is_ascii()) {
        total += 1;
        if among!(COMMON, character) {
            common += 1;
        } else if matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{80}'..='\u{9f}' | '\u{3400}'..='\u{4dbf}')
        {
            odd += 1;
        }
    }
    let invalid = i64::try_from(decoded.invalid).unwrap_or(i64::MAX / 10_000);
    (common * 1000 - odd * 2000 - invalid * 4000) / total.max(1)
}

/// Characters of which some are in every Chinese text, and those that reports are full of, in both scripts.
const COMMON: &str = "的一是不了在人有我他这中大来上国个到说们为和地出也时年得就那要下以生会自着去之过家学对可她里后\
    小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将\
    外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定问力机给等几很业最间新什打便位因重被走电四\
    第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市员息报告件条数量申请府机构据\
    這來國個說們為時會對過學沒還發開見經頭面動兩長樣現將與進實點種聲話問機給幾業間電門東氣關產員報條數請構據務總體\
    ，。、：；“”（）《》";

/// The name of the WHATWG encoding for a label, for the encodings that Chinese pages use or claim.
fn known(label: &str) -> Option<&'static str> {
    let label = label.trim().to_ascii_lowercase();
    Some(match label.as_str() {
        "gb2312" | "gbk" | "gb18030" | "gb_2312-80" | "gb_2312" | "x-gbk" | "chinese" | "cp936" | "936"
        | "windows-936" => "gb18030",
        "big5" | "big5-hkscs" | "x-x-big5" | "cn-big5" | "csbig5" | "cp950" | "950" => "big5",
        "utf-8" | "utf8" => "utf-8",
        "windows-1252" | "iso-8859-1" | "latin1" | "us-ascii" | "ascii" => "windows-1252",
        "shift_jis" | "sjis" | "x-sjis" | "windows-31j" => "shift_jis",
        "euc-jp" => "euc-jp",
        "euc-kr" | "ks_c_5601-1987" | "windows-949" => "euc-kr",
        _ => return None,
    })
}

/// The encoding that a page or an XML file declares in its first bytes.
fn declared_in(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let find = |needle: &[u8]| {
        head.windows(needle.len())
            .position(|window| window.eq_ignore_ascii_case(needle))
            .map(|at| at + needle.len())
    };
    let start = find(b"charset=").or_else(|| find(b"encoding="))?;
    let value = head.get(start..)?;
    let value = value.get(value.iter().take_while(|byte| matches!(byte, b'"' | b'\'' | b' ')).count()..)?;
    let length =
        value.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    std::str::from_utf8(value.get(..length)?).ok()
}

/// Decodes with the encoding of a WHATWG name; sequences it does not have become U+FFFD.
pub fn decode_as(bytes: &[u8], encoding: &'static str) -> Decoded {
    let text = whatwg(bytes, encoding);
    let invalid = text.matches('\u{fffd}').count();
    Decoded { text, encoding, invalid }
}

/// The decoders of the WHATWG standard: the browser's own in the page's module, which saves their tables there.
#[cfg(all(feature = "wasm", target_arch = "wasm32"))]
fn whatwg(bytes: &[u8], encoding: &'static str) -> String {
    web_sys::TextDecoder::new_with_label(encoding)
        .and_then(|decoder| decoder.decode_with_u8_array(bytes))
        .unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
}

/// The decoders of the WHATWG standard.
#[cfg(not(all(feature = "wasm", target_arch = "wasm32")))]
fn whatwg(bytes: &[u8], encoding: &'static str) -> String {
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIMPLIFIED: &str =
        "<title>清凉峰镇2021年政府信息公开工作年度报告</title>\n一、总体情况\n规章 | 0 | 0 |\n";
    const TRADITIONAL: &str =
        "舟曲縣2023年政府信息公開工作年度報告\n本報告由總體情況、主動公開政府信息情況等六部分組成。\n";

    fn encoded(text: &str, label: &str) -> Vec<u8> {
        encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
    }

    #[test]
    fn marks_without_number_before_what_is_no_utf8_are_passed_over_at_once() {
        let marks = b"\xef\xbb\xbf".repeat(200_000);
        let text = encoded(&SIMPLIFIED.repeat(2_000), "gb18030");
        assert_eq!(decode(&[marks.as_slice(), &text].concat(), None).encoding, "gb18030");
        let plain = [marks.as_slice(), SIMPLIFIED.as_bytes()].concat();
        assert_eq!(decode(&plain, None).text, SIMPLIFIED);
    }

    fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
        let bytes = |unit: u16| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes, None);
        assert_eq!((decoded.encoding, decoded.text.as_str(), decoded.invalid), (encoding, text, 0));
        #[cfg(feature = "documents")]
        assert_eq!(decode_owned(bytes.to_vec()), decoded);
    }

    #[test]
    fn byte_order_marks() {
        check(&[b"\xef\xbb\xbf", SIMPLIFIED.as_bytes()].concat(), SIMPLIFIED, "utf-8");
        check(&[b"\xff\xfe".as_slice(), &utf16(SIMPLIFIED, false)].concat(), SIMPLIFIED, "utf-16le");
        check(&[b"\xfe\xff".as_slice(), &utf16(SIMPLIFIED, true)].concat(), SIMPLIFIED, "utf-16be");
    }

    #[test]
    fn without_marks() {
        check(SIMPLIFIED.as_bytes(), SIMPLIFIED, "utf-8");
        check(&encoded(SIMPLIFIED, "gb18030"), SIMPLIFIED, "gb18030");
        check(&encoded(TRADITIONAL, "big5"), TRADITIONAL, "big5");
        check(&encoded(TRADITIONAL, "gb18030"), TRADITIONAL, "gb18030");
        check(&utf16(SIMPLIFIED, false), SIMPLIFIED, "utf-16le");
        check(&utf16(SIMPLIFIED, true), SIMPLIFIED, "utf-16be");
        check(b"", "", "utf-8");
        check(b"0 | 0", "0 | 0", "utf-8");
    }

    #[test]
    fn short_texts() {
        for text in ["规章", "本年新收", "（七）总计 4", "行政许可\t0"] {
            check(&encoded(text, "gbk"), text, "gb18030");
        }
    }

    #[test]
    fn wrong_declarations() {
        let page = format!("<meta charset=gb2312>{SIMPLIFIED}");
        check(page.as_bytes(), &page, "utf-8");
        for claim in ["utf-8", "iso-8859-1", "big5", "windows-1252", "nonsense"] {
            let page =
                format!("<meta http-equiv='Content-Type' content='text/html; charset={claim}'>{SIMPLIFIED}");
            check(&encoded(&page, "gb18030"), &page, "gb18030");
        }
        let page = format!("<meta charset=\"gb2312\">{TRADITIONAL}");
        check(&encoded(&page, "big5"), &page, "big5");
    }

    #[test]
    fn characters_outside_gbk_need_gb18030() {
        let text = "㐂镇人民政府：𠮷村2021年政府信息公开工作年度报告";
        check(&encoded(text, "gb18030"), text, "gb18030");
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = SIMPLIFIED.repeat(5).into_bytes();
        bytes.truncate(bytes.len() - SIMPLIFIED.len() + 21);
        bytes.insert(60, 0xff);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding, "utf-8");
        assert!(decoded.invalid >= 1);
        #[cfg(feature = "documents")]
        assert_eq!(decode_owned(bytes), decoded);
    }
}
