//! Numbers in the formats of office programs: 一、 of a heading that exists only as list numbering.

#[cfg(feature = "documents")]
use super::meter::{Limit, Meter};

/// The longest label of a list item, in characters; longer ones are nobody's.
#[cfg(feature = "documents")]
const LONGEST_LABEL: usize = 200;

/// The label of a list item as it is written: number, what stands round it. Each is paid for in steps.
#[cfg(feature = "documents")]
pub(super) struct Label<'m> {
    text: String,
    room: usize,
    meter: &'m Meter,
}

#[cfg(feature = "documents")]
impl<'m> Label<'m> {
    /// A label without text.
    pub(super) fn new(meter: &'m Meter) -> Self {
        Self { text: String::new(), room: LONGEST_LABEL, meter }
    }

    /// Adds a character, where there is room.
    pub(super) fn push(&mut self, character: char) {
        if self.room > 0 {
            self.room -= 1;
            self.text.push(character);
        }
    }

    /// Adds a text, as far as there is room.
    pub(super) fn push_str(&mut self, text: &str) {
        text.chars().take(self.room).for_each(|character| self.push(character));
    }

    /// Whether nothing more can be added.
    pub(super) fn is_full(&self) -> bool {
        self.room == 0
    }

    /// The label, ready to stand before its text; `None` where it shows nothing.
    pub(super) fn finish(mut self) -> Option<String> {
        if !self.meter.pay(Limit::Steps, 1 + self.text.len() / 8) {
            return None;
        }
        // Chinese numbering brings its own mark (一、 （一） 1．); Latin numbering is set off by its tab.
        if self.text.ends_with(|last: char| last.is_ascii() && last != ' ') {
            self.text.push(' ');
        }
        (!self.text.trim().is_empty()).then_some(self.text)
    }
}

/// A number in one of Word's number formats ([MS-OSHARED] 2.2.1.3); unknown formats are written as digits.
pub(super) fn number_text(number: u32, format: u8) -> String {
    let pick = |from: &str, index: u32| -> Option<String> {
        from.chars().nth(usize::try_from(index.checked_sub(1)?).ok()?).map(String::from)
    };
    let made = match format {
        1 | 2 => {
            let roman = roman(number);
            Some(if format == 1 { roman } else { roman.to_lowercase() })
        }
        3 | 4 if number > 0 => {
            let letter = pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (number - 1) % 26 + 1).unwrap_or_default();
            let repeated = letter.repeat(usize::try_from((number - 1) / 26 + 1).unwrap_or(1).min(9));
            Some(if format == 3 { repeated } else { repeated.to_lowercase() })
        }
        10 | 17 | 36 => Some(number.to_string().chars().map(|digit| chinese_digit(digit, '〇')).collect()),
        11 | 33 | 35 | 37 | 39 => Some(chinese(number)),
        38 => pick("壹贰叁肆伍陆柒捌玖拾", number),
        16 | 34 => pick("壹貳參肆伍陸柒捌玖拾", number),
        14 | 19 => Some(number.to_string().chars().map(full_width).collect()),
        18 | 28 => pick("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", number),
        22 => Some(format!("{number:02}")),
        29 => pick("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", number),
        26 => pick("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", number),
        27 => pick("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", number),
        30 => pick("甲乙丙丁戊己庚辛壬癸", number),
        31 => pick("子丑寅卯辰巳午未申酉戌亥", number),
        255 => Some(String::new()),
        _ => None,
    };
    made.unwrap_or_else(|| number.to_string())
}

/// The code of [MS-OSHARED] 2.2.1.3 for a number format's name in WordprocessingML (ST_NumberFormat); digits for what
/// is unknown.
#[cfg(feature = "documents")]
pub(super) fn format_code(name: &str) -> u8 {
    match name {
        "upperRoman" => 1,
        "lowerRoman" => 2,
        "upperLetter" => 3,
        "lowerLetter" => 4,
        "ideographDigital" => 10,
        "japaneseCounting" => 11,
        "decimalFullWidth" | "decimalFullWidth2" => 14,
        "japaneseLegal" | "ideographLegalTraditional" => 34,
        "japaneseDigitalTenThousand" => 17,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => 18,
        "decimalZero" => 22,
        "bullet" => 23,
        "decimalEnclosedFullstop" => 26,
        "decimalEnclosedParen" => 27,
        "ideographEnclosedCircle" => 29,
        "ideographTraditional" => 30,
        "ideographZodiac" | "ideographZodiacTraditional" => 31,
        "taiwaneseCounting" => 33,
        "taiwaneseCountingThousand" => 35,
        "taiwaneseDigital" => 36,
        "chineseCounting" => 37,
        "chineseLegalSimplified" => 38,
        "chineseCountingThousand" => 39,
        "none" => 255,
        _ => 0,
    }
}

fn full_width(digit: char) -> char {
    char::from_u32(u32::from(digit) + 0xFEE0).unwrap_or(digit)
}

fn chinese_digit(digit: char, zero: char) -> char {
    let index = digit.to_digit(10).and_then(|index| usize::try_from(index).ok()).unwrap_or(0);
    "一二三四五六七八九".chars().nth(index.wrapping_sub(1)).unwrap_or(zero)
}

/// A counting number in Chinese: 十一, 二十, 一百零三.
fn chinese(number: u32) -> String {
    if number == 0 || number >= 10_000 {
        return number.to_string();
    }
    let mut text = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
            gap = false;
        }
        if !(unit == 10 && digit == 1 && text.is_empty()) {
            text.push(char::from_digit(digit, 10).map_or('一', |digit| chinese_digit(digit, '零')));
        }
        text.push_str(name);
    }
    text
}

fn roman(mut number: u32) -> String {
    let mut text = String::new();
    if number >= 4000 {
        return number.to_string();
    }
    for (value, letters) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

/// Whether a text begins with a number of its own: （一）, 一、, 1., ①, 第二十条.
pub(super) fn enumerated(text: &str) -> bool {
    let text = text.trim_start();
    let counting = |character: char| among!("一二三四五六七八九十", character) || character.is_ascii_digit();
    let mut rest = text.chars();
    match rest.next() {
        Some('（' | '(') => {
            let inside: String = rest.clone().take_while(|character| counting(*character)).collect();
            !inside.is_empty()
                && rest.nth(inside.chars().count()).is_some_and(|close| matches!(close, '）' | ')'))
        }
        Some('①'..='⒛' | '㈠'..='㈩') => true,
        // Not 第三方.
        Some('第') if rest.next().is_some_and(counting) => {
            rest.find(|character| !counting(*character)).is_none_or(|unit| among!("条款项章节部", unit))
        }
        Some(first) if counting(first) => {
            let after = text.trim_start_matches(counting);
            after.starts_with(['、', '.', '．', '）', ')', '，'])
                && !after.trim_start_matches(['.', '．']).starts_with(|next: char| next.is_ascii_digit())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_chinese() {
        let counted: Vec<String> = [1, 10, 11, 20, 21, 103, 110, 1005].into_iter().map(chinese).collect();
        assert_eq!(counted, ["一", "十", "十一", "二十", "二十一", "一百零三", "一百一十", "一千零五"]);
    }

    #[test]
    fn counts_in_other_formats() {
        assert_eq!(roman(1994), "MCMXCIV");
        assert_eq!(number_text(28, 4), "bb");
        assert_eq!(number_text(3, 18), "③");
        assert_eq!(number_text(12, 14), "１２");
        assert_eq!(number_text(25, 18), "25");
    }

    #[cfg(feature = "documents")]
    #[test]
    fn formats_have_names() {
        assert_eq!(number_text(3, format_code("decimalEnclosedCircleChinese")), "③");
        assert_eq!(number_text(2, format_code("chineseLegalSimplified")), "贰");
        assert_eq!(number_text(11, format_code("chineseCountingThousand")), "十一");
    }

    #[test]
    fn knows_enumerated_labels() {
        for text in [
            "（一）予以公开",
            "(六)其他",
            "一、本年新收",
            "1.属于国家秘密",
            "3、其他",
            "①甲",
            "第二十条",
            "12．乙",
        ] {
            assert!(enumerated(text), "{text}");
        }
        for text in
            ["法提供", "第三方合法权益", "正、行政机关", "12.5", "103", "（本列数据", "", "息公开申请"]
        {
            assert!(!enumerated(text), "{text}");
        }
    }
}
