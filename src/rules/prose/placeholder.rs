//! Words of a template that were never replaced.

use std::ops::Range;

use super::points::{Style, mark_at};
use super::{heading_range, places, quote, ranges};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 正文中没有模板留下的空位：“XX件”“×年×月×日”“____”“（此处填写）”“待补充”；也没有格式的填写说明：“（文字描述）”“监督保障（含……结果）”“包括已答复件数……”“该部分以表格形式报告”“（黑体三号）”。打了码的人名、单位名（张某某、××公司）和网址不算。
    ///
    /// # 为什么
    ///
    /// 空位没有填上就发布，说明没有人通读过全文。
    ///
    /// # What it checks
    ///
    /// No placeholder of a template is left: XX件, ×年×月×日, ____, 此处填写, 待补充, nor an
    /// instruction of the form: （文字描述）, 监督保障（含…结果）, 该部分以表格形式报告, the type of a heading. Names that were made unreadable and
    /// addresses are none.
    ///
    /// # Why
    ///
    /// A placeholder in a published report shows that nobody read it through.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 + 全年召开新闻发布会XX场。
    /// → “XX场”
    /// ```
    ///
    /// ```breaks
    /// section 1 + 主动公开政府信息 × 条。
    /// ```
    ///
    /// ```breaks
    /// section 6 + （此处填写其他需要报告的事项）
    /// ```
    ///
    /// ```breaks
    /// section 1 + 共举办培训____次。
    /// ```
    ///
    /// ```breaks
    /// signature = XX镇人民政府 / 2025年1月16日
    /// section 1 + XX镇认真贯彻落实条例。
    /// ```
    ///
    /// ```breaks
    /// section 1 + （文字描述）
    /// ```
    ///
    /// ```breaks
    /// section 1 + （五）监督保障情况（含工作考核、社会评议和责任追究结果）。明确专人负责。
    /// → 填写说明
    /// ```
    ///
    /// ```breaks
    /// section 1 + 收到申请8件，包括已答复件数、结转件数和征求意见件数。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 应写明本单位推进政府信息公开的措施和成效，内容要具体，数据要准确。
    /// ```
    ///
    /// ```passes
    /// section 1 + 规定答复书应写明理由和救济途径。
    /// ```
    ///
    /// ```breaks
    /// section 2 = 该部分以表格形式报告。
    /// ```
    ///
    /// ```breaks
    /// heading 5 = 五、存在的主要问题及改进情况（黑体三号）
    /// ```
    ///
    /// ```breaks
    /// section 1 + 分为主动公开、监督保障（含《条例》第五十条规定的工作考核、社会评议和责任追究结果情况）等方面。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 我镇认真落实条例和上级要求，主要包括主动公开、依申请公开、政府信息管理、平台建设、监督保障，稳步提高公开质量。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告由青禾镇人民政府（乡镇、部门名称）编制。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 2024年，本行政机关（或全县各级行政机关）新收申请8件。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 本地本单位2024年没有发生行政诉讼。
    /// ```
    ///
    /// ```breaks
    /// before = 全文包括总体情况、主动公开政府信息情况、存在的主要问题及改进情况、其他需要报告的事项个部分。
    /// ```
    ///
    /// ```passes
    /// section 1 + 申请人应当写明姓名（单位名称）；本机关（或者受委托的单位）核对后答复；结合本地区本部门实际抓好落实。
    /// ```
    ///
    /// ```passes
    /// section 1 + 统筹推进各项工作，主要包括主动公开、依申请公开、政府信息管理、平台建设、监督保障等五个方面。
    /// ```
    ///
    /// ```passes
    /// section 1 + 本部分报告五个方面，主要包括主动公开、依申请公开、政府信息管理、平台建设、监督保障。
    /// ```
    ///
    /// ```passes
    /// section 2 = 该部分数据以表格形式报告如下。
    /// ```
    ///
    /// ```passes
    /// section 2 = 该部分以表格形式报告。表格如下：
    /// ```
    ///
    /// ```passes
    /// section 1 + 公文统一用仿宋体三号字排版，附件（黑体标题）同步公开。
    /// ```
    ///
    /// ```passes
    /// section 1 + （五）监督保障情况（含培训2次、检查4次）。明确专人负责。
    /// ```
    ///
    /// ```passes
    /// section 1 + 按季统计各部门公开的条数和申请办理的件数，在全镇通报。
    /// ```
    ///
    /// ```passes
    /// section 1 + 处理××公司虚假宣传一案，张某某申请公开的信息已经答复。
    /// ```
    ///
    /// ```passes
    /// section 1 + 网址为www.example.gov.cn/xxgk/XXGK/index.html，邮箱xx@example.com。
    /// ```
    ///
    /// ```passes
    /// section 1 + 开展“X光检查”知识普及，推广XXL号防护服。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 全年主动公开信息**条，收到申请0件。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 2024年，○○镇认真落实条例。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 全年主动公开信息（　）条，收到申请0件。
    /// ```
    ///
    /// ```passes
    /// section 1 + 某次会议上，某件申请的申请人李某某提出意见，二○○二年以来的文件（）一并清理。
    /// ```
    ///
    /// ```passes
    /// section 1 + 推进数字化2.0×平台建设，实行3×24小时值守。
    /// ```
    ///
    /// ```passes
    /// section 1 + 热线号码139****1234已经停用。
    /// ```
    ///
    /// ```passes
    /// section 1 + 依申请公开信息填写指南和样表已经更新，对待补充材料的申请一次性告知。
    /// ```
    ///
    /// ```breaks
    /// before = 报告电子版可在县政府门户网站（具体网址）查阅。统计期限为2024年1月1日至2024年12月31日。
    /// → 具体网址
    /// ```
    ///
    /// ```breaks
    /// section 1 + 各单位将本要点落实情况写入政府信息公开工作年度报告对外公布。
    /// → 本要点
    /// ```
    ///
    /// ```passes
    /// section 1 + 按基本方案推进，样本通知随附（具体数据见附表），具体时间另行公布。
    /// ```
    pub TEXT_PLACEHOLDER {
        name: "text-placeholder",
        kind: Text,
        title: ("留有没有填写的空位", "A placeholder was left"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    let flow = &report.text;
    // The empty form is nobody's report: its instructions belong there.
    if report.year.is_none() && report.organ.is_none() {
        return findings;
    }
    let severity = context.bearing.words(Severity::Warning);
    let mut found: Vec<Range<usize>> = Vec::new();
    let repeated = flow.find_all(0..flow.len(), "部分以表格形式报告").nth(1).is_some();
    let headings = report.sections.iter().map(|section| heading_range(report, section));
    for range in ranges(report).into_iter().map(|(_, range)| range).chain(headings) {
        let mut index = range.start;
        while index < range.end {
            let end = placeholder_at(flow, index, range.end)
                .or_else(|| instruction_at(flow, index, range.end, repeated));
            if let Some(end) = end {
                found.push(index..end);
            }
            index = end.unwrap_or(index + 1);
        }
    }
    let Some(first) = found.first() else { return findings };
    // 该部分以表格形式报告 stands in front of a table that is there: nothing is left to fill in, and many keep it.
    let of_tables = found.iter().all(|range| flow.find(range.clone(), "表格形式").is_some());
    let severity = if of_tables { severity.max(Severity::Notice) } else { severity };
    let words = quote(context.document, report, first.clone());
    let (zh_more, en_more) = match found.len() {
        1 => (String::new(), String::new()),
        count => (format!("等 {count} 处"), format!(" and {} more", count - 1)),
    };
    let message = Message::new(
        format!("留有没有填写的空位或格式的填写说明：“{words}”{zh_more}"),
        format!("A placeholder or an instruction of the form was left: “{words}”{en_more}"),
    );
    findings.push(
        Finding::new(severity, message).at_places(found.into_iter().flat_map(|range| places(report, range))),
    );
    findings
}

/// Where a placeholder that begins at an index ends.
fn placeholder_at(flow: &Flow, index: usize, limit: usize) -> Option<usize> {
    const UNITS: &str = "件条次个份场期人名项篇宗起万元年月日号镇乡县市区局类家";
    const PHRASES: [&str; 15] = [
        "应写明本",
        "应当写明本",
        "须写明本",
        "此处填写",
        "此处插入",
        "请填写",
        "请在此",
        "(填写",
        "(待补充)",
        "[待补充]",
        "待填写",
        "(文字描述",
        "(字数控制",
        "(字数不超过",
        "(不超过1000字",
    ];
    let first = flow.chars.get(index)?;
    match first {
        'X' | 'x' | '×' | 'Ⅹ' | '✕' => {
            let run = flow.slice(index..limit).iter().take(9).take_while(|c| *c == first).count();
            let before = index.checked_sub(1).and_then(|before| flow.chars.get(before));
            let joined =
                before.is_some_and(|c| c.is_ascii_alphanumeric() || among!("./@-_", *c) || c == first);
            let unit = flow.chars.get(index + run).is_some_and(|c| among!(UNITS, *c));
            // ×光 and 3×24 are words and sums; × stands alone only before a unit.
            (!joined && unit && run <= 8).then_some(index + run + 1)
        }
        // 公开信息**条。 and ○○镇, where what is counted or named was to be filled in.
        '*' | '○' | '某' => {
            const COUNTS: &str = "件条次个份场期篇";
            const TOWNS: &str = "镇乡县市区局街";
            const NUMERALS: &str = "一二三四五六七八九十两百千";
            let run = flow.slice(index..limit).iter().take(5).take_while(|c| *c == first).count();
            let before = index.checked_sub(1).and_then(|before| flow.chars.get(before));
            let words = before.is_some_and(|c| is_han(*c) && !among!(NUMERALS, *c) && c != first);
            let has = |at: usize, set: &str| flow.chars.get(at).is_some_and(|c| set.contains(*c));
            let counted =
                *first != '某' && run <= 4 && has(index + run, COUNTS) && has(index + run + 1, "。,;、)");
            let named = *first != '*' && run == 2 && has(index + 2, TOWNS);
            (words && counted || named && before.is_none_or(|c| !among!(NUMERALS, *c) && c != first))
                .then_some(index + run + 1)
        }
        '(' if flow.has(index, "()") => {
            let word =
                index.checked_sub(1).and_then(|before| flow.chars.get(before)).is_some_and(|c| is_han(*c));
            let unit = flow.chars.get(index + 2).is_some_and(|c| among!("件条次个份场期篇", *c));
            let ends = flow.chars.get(index + 3).is_some_and(|c| among!("。,;、", *c));
            (word && unit && ends).then_some(index + 3)
        }
        '_' => {
            let run = flow.slice(index..limit).iter().take_while(|c| **c == '_').count();
            (run >= 3).then_some(index + run)
        }
        '本' => both_offered(flow, index).or_else(|| itself(flow, index)),
        // …、其他需要报告的事项个部分: how many they are was left out.
        '个' if flow.has(index, "个部分") => {
            let ends = |words: &&str| flow.has(index.saturating_sub(words.chars().count()), words);
            ["事项", "情况", "措施", "等"].iter().any(ends).then_some(index + 3)
        }
        '此' | '请' | '(' | '[' | '待' | '应' | '须' => {
            if *first == '('
                && let Some(end) = choice_ends(flow, index, limit)
            {
                return Some(end);
            }
            let end = index + PHRASES.iter().find(|phrase| flow.has(index, phrase))?.chars().count();
            let close = flow.find(end..limit.min(end + 30), ")").filter(|_| *first == '(');
            Some(close.map_or(end, |close| close + 1))
        }
        _ => None,
    }
}

/// Where brackets end that say what is to be filled in, (乡镇、部门名称), or offer another word for the organ before them:
/// 本行政机关(或全州各级行政机关).
fn choice_ends(flow: &Flow, index: usize, limit: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    const KINDS: [&str; 16] = [
        "街道办事处",
        "行政机关",
        "街道办",
        "单位",
        "部门",
        "机关",
        "机构",
        "乡镇",
        "镇街",
        "街道",
        "政府",
        "镇街道",
        "镇",
        "乡",
        "县",
        "市",
    ];
    const OWN: [&str; 5] = ["本行政机关", "本机关", "本单位", "本部门", "本级政府"];
    // Whose name is asked for on a form that somebody else fills in.
    const ASKED: [&str; 8] = ["姓名", "申请人", "法人", "组织", "企业", "公司", "信息", "填写"];
    let close = flow.find(index..(index + LONGEST).min(limit), ")")?;
    let inside = flow.text(index + 1..close);
    let before = flow.text(index.saturating_sub(6)..index);
    // One kind alone may be what somebody else's form asks for.
    let kinds = |words: &str| {
        let mut parts = words.split(['、', '或', '/']);
        words == "单位" || words.contains(['、', '或', '/']) && parts.all(|word| KINDS.contains(&word))
    };
    let named =
        inside.strip_suffix("名称").is_some_and(kinds) && !ASKED.iter().any(|word| before.contains(word));
    let other = inside.strip_prefix('或').filter(|other| other.starts_with(['本', '全', '各']));
    let offered = other.is_some_and(|other| KINDS.iter().any(|kind| other.ends_with(kind)))
        && OWN.iter().any(|own| before.ends_with(own));
    // (具体网址): what was to stand here, and no number of it.
    const WHAT: [&str; 9] = ["网址", "地址", "名称", "电话", "时间", "日期", "单位", "栏目", "数字"];
    let told_what = inside
        .strip_prefix("具体")
        .or_else(|| inside.strip_prefix("填写"))
        .is_some_and(|what| WHAT.contains(&what));
    (named || offered || told_what).then_some(close + 1)
}

/// Where another document ends that speaks of itself: 将本要点落实情况写入年度报告, 按照本通知要求. The report is 本报告.
fn itself(flow: &Flow, index: usize) -> Option<usize> {
    const DOCUMENTS: [&str; 5] = ["本要点", "本通知", "本方案", "本实施意见", "本工作要点"];
    // 基本方案, 样本方案 are words; what is quoted speaks of itself rightly.
    const BEFORE: &str = ",。;:将对按照据把在以于";
    let end = index + DOCUMENTS.iter().find(|words| flow.has(index, words))?.chars().count();
    let begins = flow.starts_piece(index)
        || index.checked_sub(1).and_then(|at| flow.chars.get(at)).is_some_and(|c| among!(BEFORE, *c));
    let quoted = flow.slice(index.saturating_sub(80)..index).iter().rev().find(|c| among!("“”\"", **c));
    (begins && quoted.is_none()).then_some(end)
}

/// Where two words for the organ end of which one was to be struck out, before what it did: 本地本单位2017年度没有收到…
fn both_offered(flow: &Flow, index: usize) -> Option<usize> {
    const BOTH: [&str; 6] =
        ["本地本单位", "本地本部门", "本地区本单位", "本地区本部门", "本镇本单位", "本单位本部门"];
    const DOES: [&str; 8] = ["20", "到20", "没有", "未", "共", "累计", "全年", "收到"];
    let begins = index == 0
        || flow.gap_before(index)
        || flow.slice(index - 1..index).iter().any(|c| among!(",。;", *c));
    let end = index + BOTH.iter().find(|words| flow.has(index, words))?.chars().count();
    (begins && DOES.iter().any(|word| flow.has(end, word))).then_some(end)
}

/// Where an instruction of the form that begins at an index ends: what an aspect is to hold in brackets after its name,
/// and a list of what is to be counted without any count.
/// `repeated`: the sentence on how a part is to be reported stands in the text more than once.
fn instruction_at(flow: &Flow, index: usize, limit: usize, repeated: bool) -> Option<usize> {
    const LONGEST: usize = 80;
    const ASPECTS: [&str; 9] = [
        "总体情况",
        "监督保障",
        "保障情况",
        "主动公开",
        "依申请公开",
        "信息管理",
        "平台建设",
        "公开情况",
        "管理情况",
    ];
    // What any of them begins with.
    if !matches!(flow.chars.get(index)?, '(' | '该' | '本' | '此' | '这' | '的' | '包' | '含') {
        return None;
    }
    let reach = index..(index + LONGEST).min(limit);
    if flow.has(index, "(含") || flow.has(index, "(包括") {
        let close = flow.find(reach, ")")?;
        let inside = index..close;
        let named = ASPECTS.iter().any(|aspect| {
            index.checked_sub(aspect.chars().count()).is_some_and(|start| flow.has(start, aspect))
        });
        let listed = flow.find(inside.clone(), "、").is_some();
        let told = flow.slice(inside).iter().any(|c| c.is_ascii_digit() || among!(",。", *c));
        // 全文包括主动公开、依申请公开(含收费及减免)、…: what the report holds, in the organ's own words.
        let before = index.saturating_sub(90)..index;
        let holds = ["全文包括", "报告包括", "年报包括", "内容包括"].iter().any(|words| {
            flow.find(before.clone(), words).is_some_and(|at| flow.find(at..index, "。").is_none())
        });
        // 工作考核、社会评议和责任追究结果: the form's words, wherever they stand.
        let of_form = flow.find(index..close, "责任追究").is_some();
        return (named && listed && !told && (of_form || !holds)).then_some(close + 1);
    }
    // How something is to be printed, in brackets: (宋体加粗,小四号字).
    if flow.has(index, "(") {
        const FACES: [&str; 5] = ["宋体", "黑体", "楷体", "仿宋", "小标宋"];
        const SIZES: [&str; 7] = ["号字", "字号", "加粗", "小四", "三号", "四号", "磅"];
        let close = flow.find(index..(index + 24).min(limit), ")")?;
        let says = |words: &[&str]| flow.says(index..close, words);
        return (says(&FACES) && says(&SIZES)).then_some(close + 1);
    }
    // How a part is to be reported, as a sentence of its own.
    if ["该部分", "本部分", "此部分", "这一部分", "(以表格形式"].iter().any(|part| flow.has(index, part))
    {
        let stop = flow.slice(index..(index + 18).min(limit)).iter().position(|c| among!(",。;:)", *c))?;
        let asks = ["以表格形式报告", "以表格形式填报", "以表格形式填写", "以文字形式报告", "用文字表述"];
        let clause = index..index + stop;
        let asks = asks.iter().any(|words| {
            flow.find(clause.clone(), words).is_some_and(|at| at + words.chars().count() == clause.end)
        });
        // 该部分以表格形式报告。表格如下：: the organ's own words before its table.
        // Before each table, they are the form's.
        let leads = flow.find(clause.end..clause.end + 6, "如下").is_some() && !repeated;
        return (asks && !leads).then_some(clause.end);
    }
    if flow.has(index, "的数量") {
        return counted_in_words(flow, index, limit);
    }
    if flow.has(index, "包括") || flow.has(index, "含已") {
        if let Some(end) = all_aspects(flow, index, limit) {
            return Some(end);
        }
        let reach = index..(index + 45).min(limit);
        let stop = flow.slice(reach.clone()).iter().position(|c| among!("。;", *c))?;
        let clause = index..index + stop;
        let counts = flow.find_all(clause.clone(), "件数").count();
        let told = flow.slice(clause.clone()).iter().any(char::is_ascii_digit);
        return (counts >= 2 && !told).then_some(clause.end);
    }
    None
}

/// Where the form's list of the five aspects ends that stands in a sentence which it does not belong to:
/// 贯彻落实条例及上级要求，主要包括主动公开、依申请公开、政府信息管理、平台建设、监督保障，提高公开质量.
fn all_aspects(flow: &Flow, index: usize, limit: usize) -> Option<usize> {
    const NAMES: [&[&str]; 5] = [
        &["主动公开"],
        &["依申请公开"],
        &["政府信息管理", "信息管理"],
        &["政府信息公开平台建设", "平台建设"],
        &["监督保障"],
    ];
    const BEFORE: usize = 60;
    const OF_REPORT: [&str; 7] = ["报告", "全文", "情况", "方面", "内容", "部分", "年报"];
    if !flow.has(index, "包括") {
        return None;
    }
    let mut end = index + 2;
    for (number, names) in NAMES.iter().enumerate() {
        end += usize::from(number > 0 && flow.has(end, "、"));
        end += names.iter().find(|name| flow.has(end, name))?.chars().count();
    }
    let from = index.saturating_sub(BEFORE);
    let begins = |at: &usize| {
        flow.starts_piece(*at) || flow.chars.get(at.wrapping_sub(1)).is_some_and(|c| among!("。;", *c))
    };
    let sentence = (from..index).rfind(begins).unwrap_or(from)..index;
    let about = flow.says(sentence.clone(), &OF_REPORT);
    let before = flow.slice(sentence);
    let subject =
        before.iter().rposition(|c| *c == ',').map(|at| before.iter().skip(at + 1).collect::<String>());
    let bare =
        before.last() == Some(&'》') || subject.is_some_and(|words| words.is_empty() || words == "主要");
    // What follows says what the five are: 等五个方面.
    let named = !flow.has(end, "等") && !flow.has(end, "五") && !flow.has(end, "情况");
    (end <= limit && bare && !about && named).then_some(end)
}

/// Where a point ends that names what is to be counted and counts nothing:
/// （一）受理申请的数量、主要受理方式、数量居前的申请事项等；. What stands in brackets explains it.
fn counted_in_words(flow: &Flow, index: usize, limit: usize) -> Option<usize> {
    const LONGEST_HEAD: usize = 14;
    const REACH: usize = 60;
    let from = index.saturating_sub(LONGEST_HEAD);
    let begins = (from..index).rev().find_map(|start| {
        let mark = mark_at(flow, start)?;
        (mark.style == Style::Bracketed && mark.range.end < index).then_some(mark.range.end)
    })?;
    let stop = flow.slice(index..(index + REACH).min(limit)).iter().position(|c| among!("。;", *c))?;
    let clause = index..index + stop;
    let mut depth = 0;
    let told = flow.slice(begins..clause.end).iter().any(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0 && (c.is_ascii_digit() || *c == ',' || *c == ':')
    });
    let lists = flow.find(clause.clone(), "方式").is_some() && flow.find(clause.clone(), "、").is_some();
    let open = flow.slice(clause.clone()).last() == Some(&'等');
    (lists && open && !told).then_some(clause.end)
}
