//! The words by which a number of the narrative is understood.

use std::sync::LazyLock;

use crate::extract::numerals::Glyph;

/// What a word says about the numbers near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A request for government information, in full (政府信息公开申请, 依申请公开).
    Request,
    /// 申请 by itself.
    Apply,
    /// 收到, 受理: requests that came in.
    Receive,
    /// 新收: came in this year, without those carried over.
    ReceiveNew,
    /// 办理: leaves open whether those received or those closed are meant.
    Handle,
    /// 答复, 办结: closed.
    Close,
    /// 全部办结 may be said with it: 办结, 办理完毕.
    CloseAll,
    /// 结转, 顺延: carried over, from last year or into the next.
    Carry,
    /// Carried over from last year, complete.
    CarryIn,
    /// Carried over into next year, complete.
    CarryOut,
    /// Not yet answered.
    Open,
    /// 上年, 去年.
    Previous,
    /// 下年, 次年.
    Next,
    /// 本年, 今年, 全年.
    Current,
    /// A year in digits.
    Year(i32),
    /// A result: a row or group of rows of table 3.
    Result(&'static str),
    /// A detail row of table 3.
    Detail(&'static str),
    /// A column of table 3.
    Applicant(&'static str),
    /// 公民、法人或其他组织: everybody.
    Everyone,
    /// The way a request came: 网络, 信函.
    Channel,
    /// 行政复议.
    Review,
    /// 行政诉讼.
    Suit,
    /// 未经复议直接起诉.
    SuitDirect,
    /// 复议后起诉.
    SuitAfter,
    /// A result of table 4.
    Case(&'static str),
    /// 审结: all results but 尚未审结.
    Concluded,
    /// A row of table 2: 规章, 规范性文件.
    Document(&'static str),
    /// 制发, 废止, 现行有效: a column of table 2 for documents.
    Version(&'static str),
    /// 行政许可, 行政处罚, 行政强制.
    Decision(&'static str),
    /// 作出, 实施: said of decisions.
    Decide,
    /// 行政事业性收费.
    Fee,
    /// Information that was published.
    Disclosure,
    /// 信息公开, as what a case or a document is about.
    Information,
    /// Something that no table of the form counts.
    Alien,
    /// Says that only part is meant, or something about it.
    Qualifier,
    /// 撤回, 撤诉: what was withdrawn may be counted or not.
    Withdrawn,
    /// 没有, 未, 无, 零.
    Negation,
    /// 均, 全部.
    All,
    /// Part of the organ, or an organ under it.
    Narrow,
    /// A whole territory (全县, 我市).
    Wide,
    /// A township or street as a whole (全镇, 我街道).
    WideTown,
    /// A whole system of organs (全系统).
    System,
    /// 本机关: the organ itself, or only its own offices.
    ThisOrgan,
    /// An office (办公室): part of a government, or the organ itself.
    Office,
    /// The organ itself (我局, its name).
    Own,
    /// The name of the organ that reports.
    Name,
    /// A title in 《》.
    Title,
    /// 各级行政机关, 各部门: as wide as what stands before it.
    Levels,
    /// A time that is not the report's year.
    OtherTime,
    /// 计划, 力争.
    Plan,
    /// 增加, 下降.
    Change,
    /// 较, 同比.
    Compare,
    /// 其中.
    Among,
    /// 包括, 涵盖: a list follows.
    Includes,
    /// 含: an open list, or a part.
    Contains,
    /// 分别.
    Respectively,
    /// 共, 合计.
    Total,
    /// 等.
    Etcetera,
    /// 其他, 其余.
    Rest,
    /// 占, 占比.
    Share,
    /// 办结率, 答复率.
    Rate,
    /// Says nothing by itself.
    Glue,
}

/// The words of the reports, with words of one report.
#[derive(Debug)]
pub(super) struct Lexicon {
    common: &'static Tree,
    own: Vec<(Vec<char>, Word)>,
}

/// A tree of words by their characters.
#[derive(Debug)]
struct Tree {
    nodes: Vec<Node>,
    /// The node of each first character below U+10000; 0: none begins with it.
    first: Vec<u32>,
}

#[derive(Debug, Default)]
struct Node {
    word: Option<Word>,
    /// The nodes of the characters that may follow, sorted.
    next: Vec<(char, u32)>,
}

/// The common words, put into their tree once.
static COMMON: LazyLock<Tree> = LazyLock::new(|| {
    let mut tree = Tree { nodes: vec![Node::default()], first: vec![0; 0x1_0000] };
    for (word, words) in WORDS {
        for text in words.split_whitespace() {
            tree.add(text, *word);
        }
    }
    tree
});

impl Lexicon {
    /// The common words, with words of one report.
    pub(super) fn new(own: &[(String, Word)]) -> Self {
        Self {
            common: &COMMON,
            own: own.iter().map(|(text, word)| (text.chars().collect(), *word)).collect(),
        }
    }

    /// The longest word that a text begins with: its length and meaning. A word of the report that is a common one
    /// keeps that one's meaning.
    pub(super) fn longest(&self, text: &[Glyph]) -> Option<(usize, Word)> {
        let mut found = self.common.longest(text);
        for (own, word) in &self.own {
            let longer = found.is_none_or(|(length, _)| own.len() > length);
            if longer && !own.is_empty() && starts_with(text, own) {
                found = Some((own.len(), *word));
            }
        }
        found
    }
}

fn starts_with(text: &[Glyph], word: &[char]) -> bool {
    text.len() >= word.len() && text.iter().zip(word).all(|(glyph, character)| glyph.character == *character)
}

impl Tree {
    /// Adds a word; one that is already there keeps its meaning.
    fn add(&mut self, text: &str, word: Word) {
        let mut characters = text.chars();
        let Some(first) = characters.next() else { return };
        let fresh = u32::try_from(self.nodes.len()).unwrap_or(0);
        let Some(root) = self.first.get_mut(first as usize) else { return };
        if *root == 0 {
            *root = fresh;
            self.nodes.push(Node::default());
        }
        let mut at = *root as usize;
        for character in characters {
            let fresh = u32::try_from(self.nodes.len()).unwrap_or(0);
            let Some(node) = self.nodes.get_mut(at) else { return };
            match node.next.binary_search_by_key(&character, |(each, _)| *each) {
                Ok(found) => at = node.next.get(found).map_or(0, |(_, index)| *index as usize),
                Err(place) => {
                    node.next.insert(place, (character, fresh));
                    self.nodes.push(Node::default());
                    at = fresh as usize;
                }
            }
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.word.get_or_insert(word);
        }
    }

    /// The longest word at the beginning of a text, with its length.
    fn longest(&self, text: &[Glyph]) -> Option<(usize, Word)> {
        let first = text.first()?.character;
        let root = *self.first.get(first as usize).filter(|root| **root != 0)?;
        let mut node = self.nodes.get(root as usize)?;
        let mut found = node.word.map(|word| (1, word));
        for (index, glyph) in text.iter().enumerate().skip(1) {
            let Ok(place) = node.next.binary_search_by_key(&glyph.character, |(each, _)| *each) else {
                break;
            };
            node = self.nodes.get(node.next.get(place)?.1 as usize)?;
            if let Some(word) = node.word {
                found = Some((index + 1, word));
            }
        }
        found
    }
}

/// The words. Longer words win, so that a word with another meaning inside it is listed beside it.
const WORDS: &[(Word, &str)] = &[
    (
        Word::Request,
        "政府信息公开申请 信息公开申请 政务公开申请 依申请公开申请 公开申请 依申请公开 依申请 申请公开 申请政府信息公开 政府信息申请 \
         政府信息公开的申请 公开政府信息的申请 获取政府信息的申请 申请政府信息 申请信息公开 信息依申请公开 政府资讯公开申请 资讯公开申请 \
         依申请公开件 依申请公开事项 申请公开政府信息 申请公开的政府信息 依申请公开信息 依申请信息公开 政府信息依申请公开 公开政府信息申请 要求公开政府信息 申请公开事项 信息公开申请件 政府信息公开申请件 依申请公开政府信息的申请 依申请公开政府信息",
    ),
    (Word::Apply, "申请 申请件 申请事项 申请数量 申请总量 申请量 申请数"),
    (
        Word::Receive,
        "收到 接到 接收 收悉 受理 接获 登记 共收 收取申请 收到并受理 接受 接收到 收到和处理 收悉并受理",
    ),
    (Word::ReceiveNew, "新收 新收到 新受理 新增申请 新接收"),
    (Word::Handle, "办理 处理 承办"),
    (Word::Close, "答复 回复 办复 作出答复 书面答复 予以答复 办理答复 当年办理答复"),
    (
        Word::CloseAll,
        "办结 办理完毕 办理完结 办理完成 处理完毕 答复完毕 答复办结 办结答复 已办结 审查办结 办毕 完成办理 回复完毕",
    ),
    (Word::Carry, "结转 转结 顺延 转入 转到 转至 延续 延至 跨年 跨年度 滚存"),
    (
        Word::CarryIn,
        "上年结转 上年度结转 去年结转 上一年度结转 上一年结转 上年转结 上年度转结 结转上年 结转上年度 上年度遗留 上年遗留",
    ),
    (
        Word::CarryOut,
        "结转下年 结转下年度 结转下一年 结转下一年度 转下年 转下年度 转下一年 转下一年度 转结下年度 结转次年 转次年 结转至次年 结转至下年 \
         结转至下一年 结转到下年 结转到下一年 转入下年 转入下一年 转入次年 结转明年 结转至明年 延至下年 结转下年度继续办理",
    ),
    (
        Word::Open,
        "正在办理 尚在办理 正在处理 仍在办理 办理中 在办 尚未办结 未办结 尚未答复 未到答复期限 尚未到期 尚在办理期限内",
    ),
    (Word::Previous, "上年 上年度 去年 上一年 上一年度 前一年 上年同期 去年同期 上年度同期 往年 同期"),
    (Word::Next, "下年 下年度 次年 下一年 下一年度 来年 明年 次年度"),
    (
        Word::Current,
        "本年 本年度 今年 今年来 今年以来 年初以来 一年来 一年以来 全年 全年度 当年 本年内 年内 年度内 年度 年来",
    ),
    (Word::Result("granted"), "予以公开 同意公开 全部公开 准予公开 给予公开 决定公开 予以全部公开"),
    (
        Word::Result("partial"),
        "部分公开 予以部分公开 部分予以公开 同意部分公开 区分处理后公开 区分处理 区分公开 作部分公开 部分同意公开",
    ),
    (
        Word::Result("granted+partial"),
        "予以公开及部分公开 予以公开和部分公开 予以公开或部分公开 予以公开与部分公开 予以公开、部分公开 公开和部分公开 公开及部分公开 \
         全部公开和部分公开 全部公开及部分公开 予以公开(含部分公开) 予以公开或者部分公开 予以公开和予以部分公开",
    ),
    (Word::Result("denied"), "不予公开 不同意公开 决定不予公开"),
    (Word::Result("unavailable"), "无法提供 不能提供 无法予以提供"),
    (Word::Result("refused"), "不予处理 不予办理"),
    (Word::Result("other"), "其他处理 其它处理 作其他处理 其他方式处理 其他情形处理"),
    (Word::Detail("denied.state_secret"), "国家秘密 属于国家秘密 涉及国家秘密 涉国家秘密"),
    (
        Word::Detail("denied.forbidden_by_law"),
        "法律行政法规禁止公开 法律、行政法规禁止公开 其他法律行政法规禁止公开 其他法律、行政法规禁止公开",
    ),
    (Word::Detail("denied.safety_stability"), "三安全一稳定 \"三安全一稳定\""),
    (
        Word::Detail("denied.third_party"),
        "第三方合法权益 第三方权益 保护第三方合法权益 损害第三方合法权益 涉及第三方合法权益",
    ),
    (Word::Detail("denied.internal_affairs"), "三类内部事务信息 内部事务信息 三类内部事务 内部事务"),
    (Word::Detail("denied.process"), "四类过程性信息 过程性信息 四类过程性"),
    (Word::Detail("denied.enforcement_file"), "行政执法案卷 行政执法案卷信息 执法案卷信息 执法案卷"),
    (Word::Detail("denied.administrative_query"), "行政查询事项 行政查询"),
    (
        Word::Detail("unavailable.not_held"),
        "本机关不掌握相关政府信息 不掌握相关政府信息 本机关不掌握相关信息 不掌握相关信息 本机关不掌握 不掌握 不掌握该信息 不掌握该政府信息",
    ),
    (
        Word::Detail("unavailable.needs_creation"),
        "没有现成信息需要另行制作 没有现成信息、需要另行制作 没有现成信息,需要另行制作 没有现成信息 需要另行制作 需另行制作",
    ),
    (
        Word::Detail("unavailable.unclear"),
        "补正后申请内容仍不明确 经补正后申请内容仍不明确 补正后仍不明确 申请内容仍不明确 内容仍不明确 补正后申请内容不明确",
    ),
    (
        Word::Detail("refused.petition"),
        "信访举报投诉类申请 信访、举报、投诉类申请 信访类申请 信访类 信访、投诉、举报类 信访、投诉、举报类申请 信访举报类 信访投诉类 信访、投诉类 信访举报投诉类 信访、举报、投诉类 信访投诉举报类申请 信访投诉举报类 信访举报投诉",
    ),
    (Word::Detail("refused.repeated"), "重复申请 重复提出申请"),
    (Word::Detail("refused.publication"), "公开出版物 要求提供公开出版物 提供公开出版物"),
    (Word::Detail("refused.excessive"), "无正当理由大量反复申请 大量反复申请 无正当理由反复申请"),
    (
        Word::Detail("refused.confirmation"),
        "要求行政机关确认或重新出具已获取信息 确认或重新出具已获取信息 重新出具已获取信息 确认或重新出具 要求重新出具已获取信息",
    ),
    (
        Word::Detail("other.not_corrected"),
        "逾期不补正 无正当理由逾期不补正 申请人无正当理由逾期不补正 申请人逾期不补正 逾期未补正 未按要求补正",
    ),
    (
        Word::Detail("other.fee_unpaid"),
        "未按收费通知要求缴纳费用 逾期未按收费通知要求缴纳费用 申请人逾期未按收费通知要求缴纳费用",
    ),
    (Word::Applicant("natural"), "自然人 公民 个人 公民个人 自然人申请 公民申请 个人申请"),
    (
        Word::Applicant("organisations"),
        "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人 组织机构 法人组织 法人单位 \
         法人或其他组织申请 法人申请 法人或其它组织",
    ),
    (Word::Applicant("commercial"), "商业企业 企业 企业法人"),
    (Word::Applicant("research"), "科研机构 科研院所"),
    (Word::Applicant("public_benefit"), "社会公益组织 公益组织 社会公益机构"),
    (Word::Applicant("legal_service"), "法律服务机构 律师事务所 法律服务组织"),
    (
        Word::Everyone,
        "公民、法人或其他组织 公民、法人和其他组织 公民、法人及其他组织 公民、法人或者其他组织 公民、法人 自然人、法人或其他组织 \
         自然人、法人和其他组织 自然人、法人及其他组织 公众、法人或其他组织 公民、法人、其他组织 公民、法人及组织 单位和个人 \
         个人和单位 单位或个人 公民法人或其他组织 公民和法人 群众 社会公众 公众 市民 居民 村民 申请人 当事人 企业和群众",
    ),
    (
        Word::Channel,
        "网络 网路 网上 在线 互联网 网络平台 门户网站 政府网站 网站 平台 电子邮件 邮件 邮箱 信函 信件 邮寄 邮政 书面 \
         当面 现场 窗口 传真 电话 纸质 在线平台 线上 线下 来函 挂号信",
    ),
    (
        Word::Review,
        "行政复议 复议 行政复议案件 行政复议申请 复议申请 复议案件 申请行政复议 被申请行政复议 提起行政复议",
    ),
    (
        Word::Suit,
        "行政诉讼 诉讼 行政诉讼案件 行政应诉 提起行政诉讼 被提起行政诉讼 诉讼案件 行政应诉案件 行政诉讼应诉 行政诉讼应诉案件 提起诉讼",
    ),
    (
        Word::SuitDirect,
        "未经复议直接起诉 未经行政复议直接起诉 直接起诉 直接提起诉讼 直接提起行政诉讼 未经复议直接提起行政诉讼",
    ),
    (
        Word::SuitAfter,
        "复议后起诉 行政复议后起诉 经复议后起诉 复议后提起诉讼 复议后提起行政诉讼 经行政复议后起诉",
    ),
    (
        Word::Case("upheld"),
        "维持 结果维持 维持原行政行为 维持原决定 被维持 予以维持 获维持 维持结果 复议维持 判决维持",
    ),
    (
        Word::Case("corrected"),
        "纠正 结果纠正 纠错 被纠错 败诉 被纠正 被依法纠错 被撤销 责令重作 责令重新答复 确认违法 被责令",
    ),
    (Word::Case("other"), "其他结果 其它结果 结果其他"),
    (Word::Case("pending"), "尚未审结 未审结 正在审理 尚在审理 审理中 未结 尚未结案 正在审理中 尚在审理中"),
    (Word::Concluded, "审结 已审结"),
    (Word::Document("regulation"), "规章 政府规章 部门规章"),
    (Word::Document("normative"), "行政规范性文件 规范性文件 规范性档案 行政规范性档案 行政机关规范性文件"),
    (
        Word::Version("issued"),
        "制发 新制发 制定 新制定 印发 出台 新出台 制作 新制作 制定出台 制定印发 制定发布 制定颁布 颁布 制作发布",
    ),
    (
        Word::Version("repealed"),
        "废止 宣布废止 失效或废止 废止和失效 废止、失效 废止及失效 失效、废止 失效和废止 废止或失效 废止失效 宣布失效和废止 已废止",
    ),
    (Word::Version("in_force"), "现行有效 继续有效 现有效"),
    (Word::Version("published"), "新公开 新对外公开"),
    (Word::Version("public_total"), "对外公开总数 对外公开总数量"),
    (Word::Disclosure, "对外公开"),
    (Word::Decision("licence"), "行政许可 行政许可决定 行政许可处理决定"),
    (Word::Decision("penalty"), "行政处罚 行政处罚决定 行政处罚处理决定"),
    (Word::Decision("coercion"), "行政强制 行政强制决定 行政强制措施 行政强制执行"),
    (Word::Decide, "作出 做出 实施 处理决定 作出处理决定 办理各类 作出各类"),
    (Word::Fee, "行政事业性收费 行政事业性收费金额 行政事业性收费收入"),
    (
        Word::Disclosure,
        "主动公开 公开政府信息 公开各类政府信息 公开各类信息 公开信息 发布信息 发布各类信息 发布政府信息 公布政府信息 政府信息 \
         公开 公布 公示 发布 推送 刊发 上传 推出 更新 各类信息 信息 资讯 动态 稿件 图文 原创 条目 公文 文件 档案 制发政府信息 产生政府信息",
    ),
    (
        Word::Information,
        "政府信息公开 信息公开 政务公开 政府信息公开工作 政府信息公开方面 信息公开类 政府信息公开类 政府信息公开有关 信息公开方面 \
         政府资讯公开 资讯公开 政府信息公开行为",
    ),
    (
        Word::Alien,
        "信访 信访件 来信 来访 来电 群众来信 群众来访 建议 提案 人大代表建议 政协提案 政协委员 人大代表 热线 12345 12345热线 \
         工单 诉求 留言 咨询 投诉 举报 举报投诉 投诉举报 信箱 县长信箱 市长信箱 舆情 行政许可申请 许可申请 登记申请 审批 \
         培训 会议 发布会 新闻发布会 政策解读 解读 微信 微博 公众号 视频 短视频 粉丝 关注 阅读 浏览 访问 点击 栏目 专栏 专题 网民 \
         办件 政务服务 许可事项 处罚事项 备案 合法性审查 合法性审核 审查 审核 修订 修改 清理 评查 抽查 检查 督查 考核 测评 评估 排名 \
         得分 问题 宣传 宣传资料 活动 开放日 档案馆 图书馆 查阅 查阅点 单位移交 目录 指南 任务 项目 工程 投资 人员 党员 法院 \
         人民法院 检察院 决定书 告知书 通知书 意见书 建议书 一审 二审 出庭 应诉人员 行政案件 刑事 规章制度 制度 流程 报名 职称 考试 \
         收费 收取 信息处理费 处理费 费用 减免 缴费 低保 救助 贷款 不动产 事件 纠纷 矛盾 调解 服务事项 便民 年度报告 报告 公报 \
         意见征集 征集意见 征求意见 意见 条例 收件箱 表扬 回应 听证 听证会 采购 招标 中标 合同 政策 许可证 案件线索 平均 时长 \
         作为复议机关 复议机构 泄密 失密 失泄密 事故 责任 追究 问责 举办 培训班 承诺 申请表 申请书 办学许可 满意率 满意度 好评率 合格率",
    ),
    (
        Word::Qualifier,
        "属于主动公开范围 属于已主动公开范围 已主动公开范围 主动公开范围 属于已主动公开 不属于本机关公开职责范围 不属于本机关公开 不属于本机关 非本机关 \
         信息不存在 政府信息不存在 申请信息不存在 涉及 关于 宣布失效 失效 主要 重点 牵头 协调 补正 延期 延长 征求 转办 交办 转来 超期 逾期 超时 超时限 领域 方面 集中 最多 最 首次 突破 居 位居 \
         列 针对 类 有误 重新 撤销 其余事项 不属于 权限 征地 拆迁 异议 减少量 现象 引发的 期限",
    ),
    (
        Word::Withdrawn,
        "撤回 撤件 撤回申请 主动撤回 自愿撤回 申请人撤回 自行撤回 申请撤回 主动撤件 撤诉 撤案 申请人主动撤回 自主撤回 主动撤销 撤销申请",
    ),
    (Word::Negation, "未 没有 无 没 并未 尚未 从未 均未 未曾 零 不存在 暂无 暂未 均无"),
    (Word::All, "均 全部 都 全都 均已 均为 全部已 皆 均获 均被 均予 一律"),
    (
        Word::Wide,
        "全市 全县 全区 全省 全州 全旗 全盟 我市 我县 我区 我省 我州 我旗 本市 本县 本区 本省 全辖区",
    ),
    (Word::WideTown, "全镇 全乡 我镇 我乡 本镇 本乡 全街道 我街道 本街道 街道办 我街办 我办事处"),
    (Word::System, "全系统 全行业 全关区 全战线"),
    (Word::ThisOrgan, "本机关"),
    (
        Word::Office,
        "办公室 办公厅 政府办 政府办公室 政府办公厅 党政办 党政办公室 政务公开办公室 政务公开办 管委会办公室",
    ),
    (
        Word::Own,
        "我局 本局 全局 我委 本委 全委 我办 本办 我厅 本厅 全厅 我部 本部 我署 我院 本院 我中心 我单位 本单位 我会 我们 我支队 我分局",
    ),
    (
        Word::Narrow,
        "市本级 县本级 区本级 省本级 州本级 政府本级 局本级 厅本级 委本级 本级 市政府机关 县政府机关 区政府机关 局机关 厅机关 委机关 机关 县机关 市机关 区机关 镇机关 机关本部 \
         市直 县直 区直 省直 州直 市直部门 县直部门 区直部门 市级部门 县级部门 各乡镇 各镇 各乡 各县区 各区县 各县 各街道 各部门 各单位 各科室 \
         各处室 下属单位 所属单位 直属单位 二级单位 下属 所属 局属 局属单位 厅属 派出所 派出机构 基层单位 事业单位 各市 各州 各县(市、区) \
         各区 各旗 部分单位 个别单位 部门 乡镇 街道 科室 处室 村级 社区 单位",
    ),
    (
        Word::Levels,
        "各级各部门 各级行政机关 各级政府 各地各部门 各级政府及部门 各级机关 各级政府及其部门 各级人民政府及部门 各乡镇各部门 各部门各乡镇 \
         各乡镇、各部门 各镇各部门 各级政府机关 各级人民政府 政府系统 行政机关 各行政机关 政府信息公开单位 信息公开单位 各信息公开单位 各公开主体",
    ),
    (
        Word::OtherTime,
        "上半年 下半年 一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度 前三季度 十三五 十四五 十二五 \"十三五\" \"十四五\" \
         历年 历年来 以来 近年来 近三年 近五年 五年来 三年来 施行以来 截至目前 累计至今",
    ),
    (Word::Plan, "计划 预计 力争 拟 将于 目标 不少于 不低于 不超过 争取 确保达到 下一步 拟于"),
    (Word::Change, "增加 增长 上升 减少 下降 回落 多 少 提高 降低 增幅 降幅 增 减 升 降 翻 增多"),
    (Word::Compare, "较 比 同比 环比 相比 对比 较上年 比上年 较去年 比去年 相较"),
    (Word::Among, "其中 其中包括 其中包含"),
    (Word::Includes, "包括 涵盖 包含 分类为 分为 主要类别有"),
    (Word::Contains, "含 含有 (含"),
    (Word::Respectively, "分别为 分别 分别是 分别有"),
    (Word::Total, "共 共计 合计 总计 总共 共有 一共 总数 总数量 总数为 总量 共为 累计 累计共 计"),
    (Word::Etcetera, "等"),
    (Word::Rest, "其他 其它 其余 另外 其他方式 其他类 剩余 其他渠道 余 余下 剩下"),
    (Word::Share, "占 占比 占比为 占比达 比例 约占 比重 占到 比例为"),
    (
        Word::Rate,
        "办结率 答复率 办复率 按时办结率 按期办结率 按时答复率 按期答复率 及时办结率 按时率 按期率 及时率 回复率 时效率",
    ),
    (
        Word::Glue,
        "各类 各种 经统计 统计 据统计 按时 按期 依法 依规 及时 已 有关 相关 提出 提交 要求 获取 通过 方式 渠道 形式 件数 数量 数据 情况 情形 案件 事项 工作 \
         产生 引起 引发 发生 出现 因 由 被 向 经 截至 年底 月底 止 中 内 上 的 了 为 是 有 另有 还有 及 和 与 并 或 或者 以及 在 对 后 于 至 到 \
         继续 继续办理 答复中 该 此 这 均按规定 任何 不服 不满 涉 申请类 法定期限 规定期限 法定时限 规定时限 期限内 时限内 之前 前 \
         办理结果 从 看 来看 结果看 申请人情况 结果 数 量 总 达 达到 约 近 逾 超过 全 共同 进行 作 以 按照 分 处 新 完成 依据 收 所有 全部办理",
    ),
];
