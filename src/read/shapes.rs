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

/// The compatibility ideographs from U+F900 as the characters that they are the same as (their canonical decomposition);
/// some fonts of Chinese offices and copies out of PDF hold them.
const COMPATIBILITY: &str = "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧\
老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不\
泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊\
列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐\
類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖\
宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郞隷侮僧免勉勤卑喝嘆\
器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵\
𤋮舘﩮﩯並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯\
猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘\
䀹𥉉𥳐𧻓齃龎";

/// The vertical forms from U+FE10 and from U+FE30.
const VERTICAL: &str = "，、。：；！？〖〗…";
const VERTICAL_BRACKETS: &str = "‥—–＿﹏（）｛｝〔〕【】《》〈〉「」『』";

/// The ordinary character of a shape.
pub fn ordinary(character: char) -> char {
    let from = |table: &str, first: u32| {
        let index = usize::try_from(u32::from(character).checked_sub(first)?).ok()?;
        table.chars().nth(index)
    };
    match character {
        '\u{2E80}'..='\u{2EF3}' => from(SUPPLEMENT, 0x2E80),
        '\u{2F00}'..='\u{2FD5}' => from(KANGXI, 0x2F00),
        '\u{F900}'..='\u{FAD9}' => from(COMPATIBILITY, 0xF900),
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
        let text: String = "\u{f9e4}\u{fa08}\u{f90a}\u{f9d0}\u{fa0e}".chars().map(ordinary).collect();
        assert_eq!(text, "理行金類\u{fa0e}");
    }
}
