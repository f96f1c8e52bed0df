//! Characters that share their shape with another: of the two that one glyph draws, some writers (browsers among them)
//! note the radical or the vertical form in `ToUnicode`, where the text has the ordinary character.

/// The Kangxi radicals from U+2F00 as ordinary characters (their compatibility decomposition).
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾\
干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生\
用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷\
豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The radicals of the supplement from U+2E80 (Unicode's `EquivalentUnifiedIdeograph`); those without stay as they are.
const SUPPLEMENT: &str = "⺀厂⺂⺃乙亻⺆⺇刀刂卜⺋小小兀⺏⺐⺑巳幺彑⺕忄⺗扌攵⺚⺛日月歺母民氵⺢灬爫爫丬牛犭王⺪⺫示礻竹糹纟⺱\
⺲⺳⺴⺵羊⺷⺸耂⺺⺻肉⺽艹艹艹虎衤覀西见角⻇讠贝足车辶辶辶阝钅長⻒长门阜阝雨青韦页风飞食⻞⻟饣⻡马骨\
鬼鱼鸟鹵麦黄黾⻫齐⻭齿⻯龙龜⻲龟";

/// The vertical forms from U+FE10 and from U+FE30.
const VERTICAL: &str = "，、。：；！？〖〗…";
const VERTICAL_BRACKETS: &str = "‥—–＿﹏（）｛｝〔〕【】《》〈〉「」『』";

/// The ordinary character of a shape.
pub(super) fn ordinary(character: char) -> char {
    let from = |table: &str, first: u32| {
        let index = usize::try_from(u32::from(character).checked_sub(first)?).ok()?;
        table.chars().nth(index)
    };
    match character {
        '\u{2E80}'..='\u{2EF3}' => from(SUPPLEMENT, 0x2E80),
        '\u{2F00}'..='\u{2FD5}' => from(KANGXI, 0x2F00),
        '\u{FE10}'..='\u{FE19}' => from(VERTICAL, 0xFE10),
        '\u{FE30}'..='\u{FE44}' => from(VERTICAL_BRACKETS, 0xFE30),
        _ => None,
    }
    .unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::ordinary;

    #[test]
    fn knows_radicals_and_vertical_forms() {
        let text: String = "⼈⺠⾏⾃⻘⼀⿕︵︶︑⻳民".chars().map(ordinary).collect();
        assert_eq!(text, "人民行自青一龠（）、龟民");
    }
}
