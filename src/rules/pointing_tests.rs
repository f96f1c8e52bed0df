//! What findings point at and how many there are: the words that are wrong, neither more nor fewer, and each once.

use crate::rules::example::Example;
use crate::rules::{self, Finding, Severity};

/// The findings of a rule, each with the texts of its places.
fn found(rule: &str, text: &str) -> Vec<(Finding, Vec<String>)> {
    let example = Example::new(text);
    let texts = |finding: &Finding| {
        finding.places.iter().filter_map(|place| example.document.text_at(*place)).collect::<Vec<_>>()
    };
    let findings = example.findings(rules::find(rule).unwrap()).into_iter();
    findings.map(|finding| (finding.clone(), texts(&finding))).collect()
}

fn words(rule: &str, text: &str) -> Vec<Vec<String>> {
    found(rule, text).into_iter().map(|(_, words)| words).collect()
}

fn severities(rule: &str, text: &str) -> Vec<Severity> {
    found(rule, text).into_iter().map(|(finding, _)| finding.severity).collect()
}

#[test]
fn what_is_wrong_is_marked_alone() {
    for (rule, text, marked) in [
        ("contact-wrong", "section 6 + 联系电话：1380013800。请在工作时间拨打。", "1380013800"),
        (
            "text-number-blank",
            "section 1 + 制定规范性文件2件，废止规范性文件0件，现行有效的规范性文件。",
            "现行有效的规范性文件",
        ),
        ("law-misquoted", "section 1 + 认真贯彻《政府信息公开条例》（2020年修订）。", "2020年修订"),
        (
            "foreign-organ",
            "organ = 云溪县税务局\nsection 1 + 全市税务系统本着公开为常态的原则，做好各项工作。",
            "全市",
        ),
    ] {
        assert_eq!(words(rule, text), [[marked]], "{text}");
    }
}

#[test]
fn a_passage_that_stands_twice_is_one_finding_and_two_sentences_apart_are_two() {
    let (one, two) = (
        "我镇坚持以公开为常态、不公开为例外的原则，进一步完善政府信息公开的工作机制和流程。",
        "对拟公开的信息严格履行审核程序，做到先审查后公开，一事一审，全面审查，确保信息安全。",
    );
    let between = "针对群众反映集中的问题，组织各办公室逐条研究并在规定时间内予以回应，回应情况按月通报。";
    let passage = words("text-duplicated", &format!("section 1 + {one}{two}\nsection 5 + {one}{two}"));
    assert_eq!(passage, [[one, one, two, two]]);
    let apart = words("text-duplicated", &format!("section 1 + {one}{two}\nsection 5 + {one}{between}{two}"));
    assert_eq!(apart, [[one, one], [two, two]]);
}

#[test]
fn a_balance_of_the_text_shows_both_sides_and_looks_at_its_sentence_alone() {
    let told = |behind: &str| {
        let text = format!(
            "without table t3\nsection 1 = 全年新收政府信息公开申请9件，上年结转1件，办结7件，结转下年度2件{behind}"
        );
        found("text-contradiction", &text).pop().map(|(finding, _)| finding.message.zh)
    };
    let message = told("。").unwrap();
    assert!(message.contains("新收 9 + 上年结转 1 = 10"), "{message}");
    assert!(message.contains("办结 7 + 结转下年度 2 = 9"), "{message}");
    // Another fate in the sentence explains the difference; one in the next sentence is of other requests.
    assert_eq!(told("，另有1件撤回。"), None);
    assert_eq!(told("，办理过程均有记录。").as_ref(), Some(&message));
    assert_eq!(told("。本年度另有1件补正。"), Some(message));
}

#[test]
fn nothing_grows_by_a_share_of_nothing() {
    for text in [
        "公开信息20件，比上年增加20件，增长100%。",
        "公开信息20件，上年0件，增长50%。",
        "网站公开占11.8%，比上年的0%提高了11.8%。",
    ] {
        assert_eq!(words("text-growth", &format!("section 1 = {text}")).len(), 0, "{text}");
    }
    let points = "section 1 = 网站公开占89.5%，比上年的77.7%提高了11.8%。";
    assert_eq!(words("text-growth", points), [["89.5%", "77.7%", "11.8%"]]);
}

#[test]
fn results_are_compared_with_what_they_divide() {
    let sum = |text: &str| severities("text-sum", &format!("without table t3\nsection 1 = {text}"));
    // What was answered ended in one of the results; of what was received some may be open.
    let results = "其中予以公开10件，部分公开5件，不予公开3件，无法提供1件。";
    assert_eq!(sum(&format!("收到政府信息公开申请20件，{results}")), [Severity::Notice]);
    assert_eq!(sum(&format!("答复政府信息公开申请20件，{results}")), [Severity::Warning]);
    // 15 are divided, not the 17 that came in.
    let divided = |denied: u8| {
        let parts = format!("予以公开7件、部分公开3件、不予公开{denied}件");
        sum(&format!("收到申请17件，2件逾期不补正，其余15件作出答复：{parts}。"))
    };
    assert_eq!(divided(5), []);
    assert_eq!(divided(6), [Severity::Notice]);
}

#[test]
fn aspects_are_looked_for_where_the_report_tells_of_its_work() {
    let told = |text: &str| words("aspect-missing", &format!("section 1 = {text}")).len();
    let others = "2024年，我镇公开信息125条，先审后发，网站专栏及时更新，定期自查和考核";
    assert_eq!(told(&format!("{others}。")), 1);
    assert_eq!(told(&format!("{others}，申请均按期办结。")), 0);
    // Applying for a permit is no request for information.
    assert_eq!(told(&format!("{others}，申请户外广告许可83条。")), 1);
    // A part on requests that slipped into section 2 tells of them; one on what is to be improved does not.
    assert_eq!(told(&format!("{others}。\nsection 2 + （二）依申请公开")), 0);
    assert_eq!(told(&format!("{others}。\nsection 5 + （二）依申请公开办理不够规范。")), 1);
    // The name of a channel has the sign of an address, and is none.
    let without_site = "2024年，我镇公开信息125条，收到申请8件，先审后发，定期自查和考核。";
    assert_eq!(told(without_site), 1);
    assert_eq!(told(&format!("{without_site}由“@青禾发布”微博同步推送。")), 0);
    assert_eq!(told(&format!("{without_site}网站专栏邮寄至zwgk@qinghe.gov.cn。")), 1);
}

#[test]
fn a_part_on_requests_without_a_number_is_complete_where_another_place_counts_them() {
    let told = |section_3: &str| {
        let text = format!(
            "without table t3\nsection 1 = （一）主动公开情况。公开信息125条。 / （二）依申请公开情况。认真做好依申请公开工作，\
             规范受理、登记、审核、答复等各个环节，依法依规办理。 / （三）政府信息管理情况。先审后发。 / \
             （四）平台建设情况。办好网站。 / （五）监督保障情况。纳入年度考核。\n{section_3}"
        );
        words("aspect-missing", &text).len()
    };
    assert_eq!(told(""), 1);
    assert_eq!(told("section 3 = 本年度共收到申请3件。"), 0);
}

#[test]
fn organs_of_two_places_are_two_organs_whatever_stands_before_them() {
    let signed = |organ: &str, signature: &str| {
        words("organ-altered", &format!("organ = {organ}\nsignature = {signature} / 2025年1月20日"))
    };
    assert_eq!(signed("云溪县农业农村局", "云溪县农业农材局"), [["云溪县农业农材局"]]);
    for other in ["云溪市农业农村局", "临江省云溪市农业农村局"] {
        let own = other.replace("云溪市", "云溪县");
        assert_eq!(signed(&own, other).len(), 0, "{other}");
    }
}

#[test]
fn a_report_that_lost_the_name_of_its_organ_still_has_its_year() {
    assert_eq!(words("text-placeholder", "organ = \nsection 1 + 本年度公开信息XX条。"), [["XX条"]]);
}

#[test]
fn how_far_a_list_says_that_it_is_whole_decides_how_serious_its_sum_is() {
    let sum = |text: &str| {
        let found = found("text-sum", &format!("without table t3\nsection 1 = {text}"));
        found.into_iter().map(|(finding, _)| (finding.severity, finding.message.zh)).collect::<Vec<_>>()
    };
    let severity = |text: &str| sum(text).into_iter().map(|(severity, _)| severity).collect::<Vec<_>>();
    // The same information stands in several places; what is added up to a sum is counted there each time.
    let places = "公开信息400条，其中网站200条、微信150条、公开栏100条。";
    assert_eq!(severity(places), [Severity::Notice]);
    assert_eq!(severity(&format!("共计{places}")), [Severity::Warning]);
    // Applicants are natural persons or organisations, and nobody is both.
    let applicants =
        |company: u8| severity(&format!("收到政府信息公开申请17件，其中自然人9件，商业企业{company}件。"));
    assert_eq!(applicants(8), []);
    assert_eq!(applicants(9), [Severity::Warning]);
    assert_eq!(applicants(6), [Severity::Warning]);
    // 解读 may be counted among 政策: without it the rest add up.
    assert_eq!(severity("公开信息20条，其中政策12条，解读5条，其他8条。"), [Severity::Notice]);
    assert_eq!(severity("公开信息20条，其中政策13条，解读6条，其他8条。"), [Severity::Warning]);
    // Two parts beyond the whole are no second division of it, nor is one part that is the whole.
    assert_eq!(severity("公开信息138条，其中甲类100条、乙类18条、丙类97条、丁类41条。").len(), 1);
    assert_eq!(severity("公开信息138条，其中甲类97条、乙类41条；丙类38条、丁类100条。").len(), 0);
    assert_eq!(severity("公开信息7条，其中甲类7条，解读2条。"), [Severity::Notice]);
    assert_eq!(severity("公开信息7条，其中甲类3条、乙类4条，解读2条。").len(), 0);
    // Where the shares follow from the sum of the parts, the total is what is wrong; not where they follow from neither.
    let shares = |shares: [&str; 3]| {
        let [one, two, three] = shares;
        let parts = format!("甲类45条，占{one}；乙类35条，占{two}；丙类20条，占{three}");
        sum(&format!("公开信息120条，其中{parts}。")).pop().map(|(_, message)| message)
    };
    assert!(shares(["45%", "35%", "20%"]).is_none_or(|message| message.contains("比例也是按 100 算的")));
    assert!(shares(["50%", "39%", "11%"]).is_some_and(|message| !message.contains("比例也是")));
    // The results of one paragraph are those of its own answers.
    let results = "从结果看，予以公开4件，部分公开1件，不予公开1件，无法提供1件，不予处理1件，其他处理1件。";
    let (_, message) = sum(&format!("全年答复政府信息公开申请7件。{results}")).pop().unwrap();
    assert!(message.contains("= 9") && message.contains("相差 2"), "{message}");
}

#[test]
fn a_share_that_is_wrong_is_told_once_and_not_again_with_those_beside_it() {
    let found = words("text-percentage", "section 1 = 公开125条，其中网站80条，占74%，公众号45条，占36%。");
    assert_eq!(found, [["80条", "74%"]]);
}

#[test]
fn only_numbers_of_years_rise_or_fall_from_year_to_year() {
    let told = |text: &str| words("text-growth", &format!("section 1 = {text}")).len();
    let numbers = "分别为38件、45件、56件，呈逐年下降趋势。";
    assert_eq!(told(&format!("近三年收到申请{numbers}")), 1);
    assert_eq!(told(&format!("2024年、2023年、2022年收到申请{numbers}")), 0);
    assert_eq!(told(&format!("网站、微信、微博公开信息{numbers}")), 0);
}

#[test]
fn the_requests_of_a_district_are_those_of_its_parts_where_these_come_to_the_number() {
    let told = |parts: &str| {
        let text = format!("organ = 青禾区人民政府\nsection 1 = 新收政府信息公开申请14件，{parts}。");
        words("text-table-mismatch", &text).len()
    };
    // The table has the 8 of the government itself; what is counted behind the parts is none of them.
    assert_eq!(told("区政府8件，部门6件，共有咨询5件"), 0);
    assert_eq!(told("均已答复"), 1);
}

#[test]
fn who_received_nothing_has_little_to_tell_but_a_part_of_the_format_stays_a_part() {
    let nothing =
        "t3.new.natural = 0\nt3.new.commercial = 0\nt3.new.legal_service = 0\nt3.new.total = 0\nsection 1 = ";
    let told = |text: &str| severities("aspect-missing", &format!("{nothing}{text}"));
    assert_eq!(told("2024年，我镇先审后发，定期自查和考核，没有收到申请。"), [Severity::Notice]);
    let parts = "（一）主动公开情况 / 公开信息125条。 / （二）依申请公开情况 / 没有收到申请。 / （三）政府信息管理情况 / \
                 先审后发。 / （四）监督保障情况 / 定期自查和考核。";
    assert_eq!(told(parts), [Severity::Warning]);
}

#[test]
fn names_of_other_organs_are_others_only_where_they_can_be_meant() {
    let told = |text: &str| words("foreign-organ", text);
    // The reform of 2018 and 2019 was over when the report of 2020 was written.
    let former = |year: i32| {
        told(&format!("organ = 云溪县教育局\nyear = {year}\nsection 1 + 县国土资源局配合我局做好公开工作。"))
    };
    assert_eq!(former(2020), [["县国土资源局"]]);
    assert_eq!(former(2019).len(), 0);
    // Who is to be asked about the report is the organ itself, not another one of its county; that another county's organ
    // is named has another reason.
    let asked =
        |organ: &str| told(&format!("organ = 云溪县教育局\nsection 1 + 对本报告有疑问的，请与{organ}联系。"));
    assert_eq!(asked("云溪县水务局"), [["云溪县水务局"]]);
    assert_eq!(asked("白石县水务局").len(), 0);
    assert_eq!(asked("云溪县教育局").len(), 0);
    // 领导下 far behind the government above is of somebody else.
    let led = |text: &str| told(&format!("organ = 青禾区柳河镇人民政府\nsection 1 + {text}"));
    assert_eq!(led("我镇在省政府办公厅的直接领导下，扎实推进公开工作。"), [["在省政府办公厅的直接领导下"]]);
    assert_eq!(led("在省政府门户网站开设的政务公开专题栏目的更新由我镇分管同志领导下的专班负责。").len(), 0);
}

#[test]
fn a_year_that_the_period_states_is_as_firm_as_one_of_the_title() {
    let text = "section 1 + 2026年，我镇健全各项公开制度。";
    assert_eq!(words("year-mismatch", text).len(), 1);
    assert_eq!(words("year-mismatch", &format!("title = 青禾镇政府信息公开工作年度报告\n{text}")).len(), 1);
}

#[test]
fn numbers_are_compared_with_the_row_of_an_appended_table_that_counts_the_same() {
    let told = |text: &str| {
        let annex = "附表：指标名称 单位 2020年度 历年累计 受理申请总数 件 4 9 其中：1.网上申请数 件 3 5 2.信函申请数 件 1 4 \
                     对申请的答复总数 件 4 9 其中：1.同意公开答复数 件 3 6 2.不同意公开答复数 件 1 3";
        let report =
            format!("form 2019\nyear = 2020\nwithout table t3\nsection 1 = {text}\nsection 6 + {annex}");
        let found = found("text-table-mismatch", &report).pop();
        found.map(|(finding, _)| finding.message.zh)
    };
    let row = |text: &str, label: &str| told(text).is_some_and(|message| message.contains(label));
    // 公民 are all who may ask, where nobody did; the requests of businesses are a part of them.
    assert!(row("2020年，我镇未收到公民提出的政府信息公开申请。", "“受理申请总数”为 4"));
    assert_eq!(told("2020年，我镇未收到企业提出的政府信息公开申请。"), None);
    assert!(row("2020年，我镇共答复申请4件，其中予以公开2件。", "“同意公开答复数”为 3"));
    assert_eq!(told("2020年，我镇共答复申请4件，其中予以公开3件。"), None);
    // By the very words of a label, with nothing before them but when and by whom.
    assert!(row("2020年本镇网上申请数2件。", "“网上申请数”为 3"));
    assert_eq!(told("2020年派出所网上申请数2件。"), None);
}

#[test]
fn labels_with_one_character_wrong_are_told_and_other_wordings_of_the_same_are_not() {
    assert_eq!(words("label-altered", "row t2.issued = 本年制友件数"), [["本年制友件数"]]);
    assert_eq!(words("label-altered", "row t2.issued = 本年度发件数").len(), 0);
    // A row that was not found stands in the text of its section, with a slip.
    let row = "without row t3.denied.enforcement_file\nsection 3 = 7.属于行政执法案件";
    assert_eq!(words("label-altered", row), [["属于行政执法案件"]]);
}

#[test]
fn a_place_whose_kind_is_written_twice_is_told_where_nothing_names_the_organ() {
    let text = "organ = \ntitle = 政府信息公开工作年度报告\nsignature = 2025年1月20日\nsection 1 = \
                青禾县县人民政府高度重视，青禾县按时公开，青禾县各单位配合。";
    assert_eq!(words("organ-altered", text), [["县县人民政府"]]);
    // Named once only, it may be a name that ends so: 津市市.
    let once = text.replace("，青禾县按时公开，青禾县各单位配合", "");
    assert_eq!(words("organ-altered", &once).len(), 0);
}

#[test]
fn an_amount_agrees_as_far_as_it_is_written() {
    let told = |said: &str| {
        let text = format!("t2.fee.amount = 25.1\nsection 1 + 行政事业性收费金额{said}万元。");
        words("text-table-mismatch", &text).len()
    };
    for right in ["25.1", "25.10", "25"] {
        assert_eq!(told(right), 0, "{right}");
    }
    for wrong in ["25.3", "24", "2.51", "251"] {
        assert_eq!(told(wrong), 1, "{wrong}");
    }
}

#[test]
fn a_text_that_calls_its_organ_by_any_pronoun_is_some_organs() {
    let general = "title =\nbefore =\nsignature =\nsection 1 = 6 × 各级政府部门通过政府网站、政务新媒体等多渠道积极主动公开信息，\
                   部分地区还开发了相关应用，多数部门能在法定时限内进行答复。\nsection 5 = 部分地区公开内容不够丰富。\n\
                   section 6 = 无。\nwithout table t2\nwithout table t3\nwithout table t4";
    assert_eq!(words("not-specific", general).len(), 1);
    for own in ["我镇", "我单位", "本机关"] {
        assert_eq!(
            words("not-specific", &format!("{general}\nsection 5 + {own}今后要进一步加强。")).len(),
            0,
            "{own}"
        );
    }
}

#[test]
fn shares_of_a_number_before_them_may_overlap() {
    let told = |second: &str| {
        let text = format!("section 1 = 全年公开信息200件，其中许可57件，甲类45件，占78.9%，乙类{second}。");
        words("text-percentage", &text).len()
    };
    // 45 and 57 of 57: what is of both kinds is counted in both, up to all of them.
    assert_eq!(told("41件，占71.9%"), 0);
    assert_eq!(told("57件，占100.0%"), 0);
}

#[test]
fn what_was_closed_of_those_new_is_told_beside_what_was_carried_in() {
    let told = |behind: &str| {
        let text = format!("section 1 = 新收政府信息公开申请8件，共办结7件，结转下年度1件{behind}。");
        words("text-table-mismatch", &text)
    };
    // The table has 8 closed: 7 of this year and the one of the year before.
    assert_eq!(told("；上年结转的1件全部办结").len(), 0);
    assert_eq!(told("；办结上年结转1件").len(), 0);
    assert_eq!(told(""), [["7件"]]);
}

#[test]
fn the_name_of_the_report_is_looked_at_where_a_sentence_ends_with_it() {
    for before in ["", "现予公布。 / "] {
        let text = format!("before = {before}青禾镇2024年政府信息公开工作工作年度报告。 / 特此公告。");
        assert_eq!(words("title-wrong", &text), [["政府信息公开工作工作年度报告"]], "{before}");
    }
}
