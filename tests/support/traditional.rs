//! A mirror in traditional script (L15): converted characters, inserted pinyin, Taiwan vocabulary.

const PAIRS: &str = "为為书書业業东東个個义義习習乡鄉云雲产產众眾优優会會传傳体體侧側信信关關兴興养養内內决決况況准準减減划劃则則办辦务務动動劳勞单單卫衛厅廳历歷县縣发發变變号號员員响響国國图圖场場报報处處复復够夠头頭妇婦孙孫学學实實审審对對导導层層岁歲岭嶺币幣师師帮幫帐帳广廣库庫应應废廢开開张張当當录錄征徵总總愿願户戶执執扩擴护護拟擬择擇据據损損换換掌掌携攜数數断斷无無时時显顯术術机機权權条條来來构構标標样樣档檔检檢栏欄没沒测測济濟满滿灵靈点點热熱爱愛环環现現电電监監盖蓋确確种種称稱稳穩积積竞競纠糾约約级級纳納组組织織终終经經结結给給继繼续續维維统統网網罗羅职職联聯节節获獲规規视視认認讨討让讓议議记記讲講许許论論设設访訪证證评評诉訴词詞试試话話询詢该該详詳误誤说說请請诸諸课課调調谁誰贯貫负負财財责責败敗货貨质質购購费費资資践踐转轉轮輪载載较較辑輯输輸达達过過还還这這进進违違连連适適选選递遞释釋里裡针針错錯键鍵镇鎮长長门門问問间間闻聞队隊际際险險难難页頁项項须須预預领領题題风風馆館验驗务務罚罰属屬类類华華编編讼訟计計读讀严嚴专專训訓额額区區补補举舉缴繳围圍绕繞";

/// One text in traditional script.
pub fn converted(text: &str) -> String {
    let pairs: Vec<char> = PAIRS.chars().collect();
    text.chars()
        .map(|character| pairs.chunks(2).find(|pair| pair[0] == character).map_or(character, |pair| pair[1]))
        .collect()
}

/// As mirrors have it: script converted (some words too far), words exchanged, pinyin after some characters.
pub fn mirrored(text: &str) -> String {
    converted(text)
        .replace("規範性文件", "規範性檔案")
        .replace("规范性文件", "規範性檔案")
        .replace("制度", "製度")
        .replace("全面", "全麵")
        .replace("政府網站", "政府網路")
        .replace('鎮', "鎮(zhèn)")
        .replace("平臺", "平臺(tái)")
        .replace("公開屬性", "公(gong)(gong)開(kai)(kai)屬性")
}
