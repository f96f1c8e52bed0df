//! What the base reports of the examples say where an example changes nothing.

use crate::form::{CellId, FormId};

pub(super) const fn base_heading(section: u8) -> &'static str {
    match section {
        1 => "一、总体情况",
        2 => "二、主动公开政府信息情况",
        3 => "三、收到和处理政府信息公开申请情况",
        4 => "四、政府信息公开行政复议、行政诉讼情况",
        5 => "五、存在的主要问题及改进情况",
        _ => "六、其他需要报告的事项",
    }
}

/// A text, or the text after `30 ×` thirty times.
pub(super) fn repeated(text: &str) -> String {
    let times = text.split_once(" × ").and_then(|(times, rest)| Some((times.parse::<usize>().ok()?, rest)));
    times.map_or_else(|| text.to_owned(), |(times, rest)| rest.repeat(times))
}

pub(super) fn base_text(section: u8, form: FormId) -> &'static [&'static str] {
    match (section, form.name()) {
        (0, _) => &[
            "本报告根据《中华人民共和国政府信息公开条例》要求编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
        ],
        (1, "2021" | "hybrid") => &[
            "（一）主动公开情况。{year}年，{we}主动公开政府信息125条，其中政府网站公开80条、政务新媒体公开45条。全年制发行政规范性文件2件，废止1件，现行有效12件。",
            "（二）依申请公开情况。{year}年，{we}新收政府信息公开申请8件，上年结转1件；办结8件，其中予以公开4件、部分公开1件、不予公开1件、无法提供2件；结转下年度继续办理1件。因政府信息公开引发行政复议1件，结果维持；没有行政诉讼。",
            "（三）政府信息管理情况。严格落实公开属性源头认定和保密审查制度。",
            "（四）政府信息公开平台建设情况。规范政府网站公开专栏的设置，做好政务新媒体的日常维护。",
            "（五）监督保障情况。明确专人负责，定期自查并组织业务培训。",
        ],
        (1, "2014") => &[
            "（一）主动公开情况。{year}年，{we}主动公开政府信息125条，其中政府网站公开80条、政务新媒体公开45条。",
            "（二）依申请公开情况。{year}年，{we}收到政府信息公开申请9件，答复9件。",
            "（三）政府信息管理情况。严格落实公开属性源头认定和保密审查制度。",
            "（四）政府信息公开平台建设情况。规范政府网站公开专栏的设置，做好政务新媒体的日常维护。",
            "（五）监督保障情况。明确专人负责，定期自查并组织业务培训。",
        ],
        (1, _) => &[
            "（一）主动公开情况。{year}年，{we}主动公开政府信息125条，其中政府网站公开80条、政务新媒体公开45条。",
            "（二）依申请公开情况。{year}年，{we}新收政府信息公开申请8件，上年结转1件；办结8件；结转下年度继续办理1件。",
            "（三）政府信息管理情况。严格落实公开属性源头认定和保密审查制度。",
            "（四）政府信息公开平台建设情况。规范政府网站公开专栏的设置，做好政务新媒体的日常维护。",
            "（五）监督保障情况。明确专人负责，定期自查并组织业务培训。",
        ],
        (5, _) => &[
            "存在的主要问题：一是公开的内容还不够丰富；二是工作人员的业务能力有待提高。",
            "改进情况：一是围绕群众关心的事项充实公开内容；二是加强业务培训。",
        ],
        (6, _) => &["{year}年，本机关没有收取政府信息公开信息处理费。", "没有其他需要报告的事项。"],
        _ => &[],
    }
}

/// The value of a cell in the consistent report.
pub(super) fn base_value(cell: CellId) -> &'static str {
    let name = cell.to_string();
    VALUES.iter().find(|(each, _)| *each == name).map_or("0", |(_, value)| value)
}

/// What is not 0 in the consistent report, of all forms.
const VALUES: &[(&str, &str)] = &[
    ("t2.normative.issued", "2"),
    ("t2.normative.repealed", "1"),
    ("t2.normative.in_force", "12"),
    ("t2.normative.made", "2"),
    ("t2.normative.published", "2"),
    ("t2.normative.public_total", "12"),
    ("t2.licence.previous", "5"),
    ("t2.licence.change", "-1"),
    ("t2.licence.decisions", "36"),
    ("t2.other_service.previous", "10"),
    ("t2.other_service.change", "2"),
    ("t2.other_service.decisions", "120"),
    ("t2.penalty.previous", "8"),
    ("t2.penalty.decisions", "4"),
    ("t2.coercion.previous", "2"),
    ("t2.procurement.projects", "3"),
    ("t2.procurement.amount", "12.5"),
    ("t3.new.natural", "5"),
    ("t3.new.commercial", "2"),
    ("t3.new.legal_service", "1"),
    ("t3.new.total", "8"),
    ("t3.carried_in.natural", "1"),
    ("t3.carried_in.total", "1"),
    ("t3.granted.natural", "3"),
    ("t3.granted.commercial", "1"),
    ("t3.granted.total", "4"),
    ("t3.partial.natural", "1"),
    ("t3.partial.total", "1"),
    ("t3.denied.internal_affairs.commercial", "1"),
    ("t3.denied.internal_affairs.total", "1"),
    ("t3.unavailable.not_held.natural", "1"),
    ("t3.unavailable.not_held.legal_service", "1"),
    ("t3.unavailable.not_held.total", "2"),
    ("t3.handled.natural", "5"),
    ("t3.handled.commercial", "2"),
    ("t3.handled.legal_service", "1"),
    ("t3.handled.total", "8"),
    ("t3.carried_out.natural", "1"),
    ("t3.carried_out.total", "1"),
    ("t4.review.upheld", "1"),
    ("t4.review.total", "1"),
    ("s14.disclosed", "125"),
    ("s14.disclosed.normative", "2"),
    ("s14.normative_made", "2"),
    ("s14.channel.website", "80"),
    ("s14.channel.wechat", "45"),
    ("s14.received", "9"),
    ("s14.received.online", "6"),
    ("s14.received.letter", "3"),
    ("s14.closed", "9"),
    ("s14.closed.on_time", "8"),
    ("s14.closed.extended", "1"),
    ("s14.answered", "9"),
    ("s14.answered.granted", "5"),
    ("s14.answered.denied", "1"),
    ("s14.denied.privacy", "1"),
    ("s14.answered.not_existing", "3"),
    ("s14.review", "1"),
    ("s14.review.upheld", "1"),
    ("s14.staff", "3"),
    ("s14.staff.full_time", "1"),
    ("s14.staff.part_time", "2"),
    ("s14.meetings", "2"),
];

/// What differs in last year's report, so that it is consistent in itself and with this year's.
pub(super) const PREVIOUS: &[(&str, &str)] = &[
    ("t2.normative.issued", "3"),
    ("t2.normative.repealed", "0"),
    ("t2.normative.in_force", "11"),
    ("t2.normative.public_total", "10"),
    ("t2.licence.previous", "4"),
    ("t2.licence.change", "1"),
    ("t2.licence.decisions", "30"),
    ("t2.other_service.previous", "10"),
    ("t2.other_service.change", "0"),
    ("t2.penalty.decisions", "7"),
    ("t3.new.natural", "6"),
    ("t3.new.total", "9"),
    ("t3.granted.natural", "4"),
    ("t3.granted.total", "5"),
    ("t3.handled.natural", "6"),
    ("t3.handled.total", "9"),
];
