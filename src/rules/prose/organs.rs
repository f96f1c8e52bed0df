//! Another organ's name in the place of this one's.
//!
//! `domain` knows the work of which departments a sentence is about, `own` says what the organ can be called, `others` where in a text its name is to stand, `place_names` what is a name.

mod domain;
mod former;
mod guided;
mod others;
mod own;
mod place_names;

use std::collections::HashMap;
use std::ops::Range;

use self::others::Foreign;
use self::own::Own;
use super::{levels, places, pronoun, quote};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 正文没有把另一个同类机关当作本机关来写：本镇的报告里出现“某某镇政府信息公开栏目”，开头、落款写成别的镇、别的县，以别的局作主语报告主动公开、
    /// 依申请公开的情况；自称“我局”的文中没有“我委”，乡的报告里没有“全镇”，县的报告不对“全市”的工作负责，镇的报告不“推动全省政府信息公开工作”、不汇总全县各镇的情况，也不把别的部门的业务写成自己的工作；2020年度以后的报告不用机构改革以前的部门名称（县国土资源局）。上级、下级、共同工作的单位和文件名称中的机关不算。
    ///
    /// # 为什么
    ///
    /// 借用别的机关的报告修改，漏改名称是最常见、也最明显的痕迹。镜像网站会替换名称，这类文本只作提示。
    ///
    /// # What it checks
    ///
    /// No other organ of the same kind stands in this one's place: another town's column of the website, another name
    /// in the opening or the signature, another bureau as the subject of what is reported. Superiors, subordinates,
    /// partners and the titles of documents are none. No department goes by the name that it had before the reform of
    /// 2018 and 2019.
    ///
    /// # Why
    ///
    /// A forgotten name is the most common and most visible trace of a borrowed report. Mirrors replace names: on their
    /// text this is a notice.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 + 通过县政府门户网站大坝镇政府信息公开栏目公开了信息公开指南。
    /// → “大坝镇”
    /// ```
    ///
    /// ```breaks
    /// section 1 + 2024年，大坝镇认真贯彻落实条例，主动公开各类信息。
    /// ```
    ///
    /// ```breaks
    /// before = 现发布《大坝镇2024年政府信息公开工作年度报告》。统计期限为2024年1月1日至2024年12月31日。
    /// ```
    ///
    /// ```breaks
    /// section 1 + （一）组织推动全省政府信息公开工作。专人负责，逐项落实。
    /// → 全省
    /// ```
    ///
    /// ```breaks
    /// signature = 大坝镇人民政府 / 2025年1月16日
    /// → 落款
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// section 1 + 2024年，县水务局共收到政府信息公开申请3件。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 现将2024年我县政府信息公开工作情况报告如下。
    /// → 自称“我县”
    /// ```
    ///
    /// ```passes
    /// section 1 + 现将2024年我镇政府信息公开工作情况报告如下。我县政府信息公开工作会议召开后，我镇立即传达。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 2024年，我局加强公开栏目的日常维护。
    /// → 自称“我局”
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县财政局
    /// section 1 + 我委在答复申请时严格按照规定出具告知书。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// section 1 + 2024年，市教育局共收到政府信息公开申请31件。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// section 4 + 全年没有因政府信息公开针对市教育局提起行政诉讼的案件。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// section 1 + 全年编制了《青禾县水务局政府信息公开指南》，按季更新目录。
    /// → 青禾县水务局
    /// ```
    ///
    /// ```breaks
    /// section 1 + 大坝镇人民政府门户网站专栏由专人维护。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾乡人民政府
    /// section 1 + 我乡保证了全镇信息的及时发布。
    /// → 全镇
    /// ```
    ///
    /// ```breaks
    /// title = 2024年政府信息公开工作年度报告
    /// signature = 2025年1月16日
    /// section 1 = 2024年，我乡主动公开政府信息125条，我乡收到申请8件，发布前我乡逐条审核，专栏由我乡集中维护，我办按月检查。
    /// → 我办
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县人民政府
    /// section 1 + 全县收到申请8件，全县公开信息125条，持续加大对全市政府信息公开工作的协调力度。
    /// → 全市
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾镇
    /// section 1 + 全镇公开信息125条，全镇按月检查。2024年，全县共收到政府信息公开申请8件。
    /// → 全县
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县水利局
    /// section 1 + 2024年，青禾县审计局坚持按月公开各类信息，及时回应关切。
    /// → 青禾县审计局
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县人民政府
    /// section 1 + 2024年，柳河县坚持按月公开各类信息，及时回应关切。
    /// → 柳河县
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县水利局
    /// section 1 = 2024年，临江市水利局在市委、市政府领导下开展政府信息公开，逐项落实各项任务。
    /// → 临江市水利局
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// before = 对本报告有疑问的，请与青禾县水务局办公室联系（地址：青禾县人民路1号）。
    /// → 联系方式
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县大坝镇人民政府
    /// before = 按照有关要求，现公布青禾县水务局2024年政府信息公开工作年度报告。
    /// → 青禾县水务局
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县教育局
    /// before = 按照青禾县政务公开办2024年部署，现公布青禾县教育局2024年政府信息公开工作年度报告。对本报告有疑问的，请与县教育局办公室联系。认为违法的，请向青禾县监察委员会反映，地址：青禾县人民路1号。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县水利局
    /// section 1 = 2024年，青禾县水利局在县委、县政府领导下开展政府信息公开。临江市水利局在全市推广了这一做法。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县水利局
    /// section 1 + 青禾县人民政府办公室坚持按月通报，青禾县水利局坚持按月公开，青禾县水利局水库管理站严格审核。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾镇
    /// section 1 + 全镇公开信息125条，全镇按月检查。全县政务公开会议后，全市共收到的申请由市政府办通报。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县税务局
    /// section 1 + 全市税务系统坚持公开为常态，主动公开各类信息。
    /// → 全市
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县人力资源和社会保障局
    /// section 1 + 为方便群众，加大教育局机关信息公开力度，优化服务流程。
    /// → 教育局机关信息公开力度
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县交通运输局
    /// section 1 + 结合信访工作特点，按时发布动态。
    /// → 信访工作特点
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县交通运输局
    /// section 1 + 切实抓好政府统计信息的主动公开和依申请公开，满足公众需求。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 围绕中心任务，稳步推动发改信息公开落到实处。
    /// → 发改
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县人民政府
    /// section 1 + 加强教育局政府信息公开工作，为全县乡村振兴事业高质量发展提供支撑，推进住建信息公开工作。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县发展和改革局
    /// section 1 + 稳步推动发改信息公开落到实处，结合粮食工作特点按时发布动态。协助县教育局做好教育系统信息公开工作，推进生态环境、教育等重点领域信息公开工作。
    /// ```
    ///
    /// ```passes
    /// section 1 + 推进教育、民政等领域信息公开工作，配合县住建局做好住建信息公开工作，做好税收、教育政策的主动公开和依申请公开。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县统计局
    /// before = 本报告依照条例编制，反映青禾县人民政府办公室2024年政府信息公开工作情况。
    /// → 人民政府办公室
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县民政局
    /// before = 为完善政务公开制度，县交通局按照县委、县政府的统一安排，健全工作机制。
    /// → 县交通局
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县人民政府
    /// before = 根据条例要求，编制了青禾县人民政府办公室2024年政府信息公开年度报告。
    /// → 青禾县人民政府办公室
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县人民政府
    /// before = 根据条例要求，青禾县人民政府办公室编制了青禾县人民政府2024年政府信息公开年度报告。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县民政局
    /// before = 本报告反映青禾县民政局2024年政府信息公开工作情况。为完善政务公开制度，县民政局按照县委、县政府的统一安排，健全工作机制，本报告由县政府办公室按照县委要求审核。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县自然资源局
    /// section 1 + 深入推进生态环境工作决策、执行、管理、服务、结果公开。
    /// → 生态环境工作
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县交通运输局
    /// section 1 + 落实省级统一的发展改革部门政府信息主动公开基本目录，调整栏目设置。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县人民政府
    /// section 5 + 县国土资源局、县住房和城乡建设局等单位公开不够及时。
    /// → 机构改革
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县人民政府
    /// section 1 + 县自然资源局（原县国土资源局）公开征地信息，县环保局网站停止更新，修订《青禾县环境保护局公开指南》。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县生态环境局
    /// section 1 + 深入推进生态环境工作决策、执行、管理、服务、结果公开，认真落实全市政务公开工作会议精神。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县税务局
    /// section 1 + 在全市税务系统政务公开评比中名列前茅，全市税务系统会议作了部署。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾乡人民政府
    /// section 1 + 健全镇村信息员队伍，安全乡村建设信息及时公开，全乡公开栏统一设置。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县教育局
    /// section 1 + 按照《青禾县人民政府政府信息公开指南》的样式，编制了《青禾县教育局政府信息公开指南》。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县教育局
    /// section 1 + 在县委、县政府和青禾县教育局的正确指导下，公开工作取得新进展。
    /// → 像是下属单位的文字
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县教育局
    /// section 1 + 各学校在青禾县教育局的指导下公开收费。在青禾县教育局党组的领导下，公开工作有序开展。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县教育局
    /// section 4 + 全年没有针对县教育局提起行政诉讼的案件。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县卫生健康委员会
    /// section 1 = 2024年，我委主动公开政府信息125条，全县公开工作有序开展。
    /// ```
    ///
    /// ```passes
    /// section 1 + 我部分栏目更新慢，自我局限于传统方式，按委托事项办理，本部门公开目录齐全。
    /// ```
    ///
    /// ```passes
    /// section 1 + 通过县人民政府网站青禾镇政府信息公开栏目公开信息，县政府高度重视政府信息公开工作。
    /// ```
    ///
    /// ```passes
    /// section 1 + 与大坝镇联合开展政策宣传，赴大坝镇学习政务公开工作经验。
    /// ```
    ///
    /// ```passes
    /// section 1 + 转发《大坝镇政府信息公开工作经验》，各乡镇政府信息公开栏目统一设置。
    /// ```
    ///
    /// ```passes
    /// section 1 + 通过政府信息公开专栏、集镇政务公开栏和镇政府信息公开栏公开信息。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县科学技术局
    /// section 1 + 2024年，县科技局共收到政府信息公开申请3件，县政府办公室高度重视公开工作。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县教育局
    /// section 1 + 市教育局高度重视公开工作，县财政局、县水务局配合公开教育经费。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县人民政府
    /// section 1 + 2024年，大坝镇主动公开政府信息300条，县水务局收到申请3件。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县民政局
    /// section 1 + 2024年民政部政府信息公开工作，紧扣基本民生保障，完善制度机制。
    /// → 民政部
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县民政局
    /// section 1 + 按照2024年民政部政府信息公开工作要点，逐项落实。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县永明街道办事处
    /// section 1 + 2024年青禾县共受理申请8件，均已按期办结。
    /// → 青禾县
    /// ```
    ///
    /// ```breaks
    /// section 1 + 2024年，我镇在省政府办公厅政务公开处直接领导下，公开工作取得新进展。
    /// → 上级机关
    /// ```
    ///
    /// ```passes
    /// section 1 + 2024年，在省政府和县政府的领导下，在省政府办公厅指导下，公开工作取得新进展。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾市人力资源和社会保障局
    /// section 1 + 2024年度人力资源社会保障部共接到政府信息公开申请8件。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县人民政府
    /// section 1 = 2024年，灵川市认真学习贯彻条例，公开工作有序开展。主动公开信息125条，收到申请8件。
    /// → 灵川市
    /// ```
    ///
    /// ```breaks
    /// organ = 巴音旗青禾苏木
    /// before = 按照《中华人民共和国政府信息公开条例》要求，现发布《巴音旗2024年政府信息公开工作年度报告》。
    /// → 巴音旗
    /// ```
    ///
    /// ```passes
    /// organ = 巴音旗青禾苏木
    /// before = 按照巴音旗的要求，现发布《巴音旗青禾苏木2024年政府信息公开工作年度报告》。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾经济开发区管理委员会
    /// section 1 = （一）组织推动全省政府信息公开工作。成立了领导小组。（二）主动公开。发布信息26条。
    /// → 全省
    /// ```
    ///
    /// ```passes
    /// organ = 青禾经济开发区管理委员会
    /// section 1 = （一）组织领导。按照省政府推进全省政府信息公开工作的部署，成立了领导小组。（二）主动公开。发布信息26条。
    /// ```
    pub FOREIGN_ORGAN {
        name: "foreign-organ",
        kind: Names,
        title: ("写成了别的机关", "Another organ's name"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let mut findings = pronoun::find(context);
    findings.extend(levels::find(context));
    findings.extend(domain::find(context));
    findings.extend(former::find(context));
    findings.extend(guided::find(context));
    findings.extend(guided::from_far_above(context));
    let Some(own) = Own::of(report) else { return findings };
    let bearing = context.bearing;
    let found = others::find(context, &own);
    // By name, in the order of their first places.
    let mut names: Vec<(&str, Vec<&Foreign>)> = Vec::new();
    let mut index: HashMap<&str, usize> = HashMap::new();
    for foreign in &found {
        let at = *index.entry(&foreign.name).or_insert(names.len());
        match names.get_mut(at) {
            Some((_, of_name)) => of_name.push(foreign),
            None => names.push((&foreign.name, vec![foreign])),
        }
    }
    let organ = report.organ.as_ref().map_or("", |organ| &*organ.name);
    for (name, of_name) in names {
        let Some(first) = of_name.first() else { continue };
        let words = quote(context.document, report, around(&report.text, &first.range));
        let position = if first.position.is_empty() { "正文" } else { first.position };
        // A name that differs by one character may be this organ's own, typed or read wrongly.
        let near = own.place.as_ref().is_some_and(|place| differ_by_one(place, name));
        let (severity, hint) = if near {
            (Severity::Notice, "，与本机关名称只差一字")
        } else {
            (bearing.words(Severity::Warning), "")
        };
        let message = Message::new(
            format!("这是{organ}的报告，{position}却出现“{name}”{hint}：“{words}”"),
            format!("This is the report of {organ}; “{name}” stands in its place: “{words}”"),
        );
        let all = of_name.into_iter().flat_map(|foreign| places(report, foreign.range.clone()));
        findings
            .push(Finding::new(severity, message).at_places(all).caused_by(format!("foreign organ {name}")));
    }
    findings
}

/// Some words round a name.
fn around(flow: &Flow, range: &Range<usize>) -> Range<usize> {
    let piece =
        flow.pieces.get(flow.piece_at(range.start)).map_or(range.clone(), |piece| piece.range.clone());
    let from = range.start.saturating_sub(10).max(piece.start);
    let to = (range.end + 12).min(piece.end);
    // What is quoted begins with a word.
    let marks = flow.slice(from..range.start).iter().take_while(|c| among!("。,;、:.", **c)).count();
    from + marks..to
}

fn differ_by_one(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    left.len() == right.len()
        && left.len() > 2
        && left.iter().zip(&right).filter(|(a, b)| a != b).count() == 1
}
