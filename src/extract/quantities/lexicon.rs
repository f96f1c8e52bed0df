//! The words by which a number of the narrative is understood.

use std::sync::LazyLock;

use crate::form::{self, ColumnId, ColumnRole, Role, RowId, TableId};
use crate::text::numerals::Glyph;

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
    /// A result: a row or group of rows of table 3, or several of them.
    Result(&'static [RowId]),
    /// A detail row of table 3.
    Detail(RowId),
    /// A column of table 3.
    Applicant(ColumnId),
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
    Case(ColumnId),
    /// 审结: all results but 尚未审结.
    Concluded,
    /// A row of table 2: 规章, 规范性文件.
    Document(RowId),
    /// 制发, 废止, 现行有效: a column of table 2 for documents.
    Version(ColumnId),
    /// 行政许可, 行政处罚, 行政强制.
    Decision(RowId),
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
    own: Vec<(Vec<char>, Word)>,
}

/// Words, found by their first two characters. A tree by all of them takes three times the work to make, which is as
/// much as a whole short report, and finds no faster: few words begin with the same two.
#[derive(Debug)]
struct Words {
    /// The first is no word.
    entries: Vec<Entry>,
    /// For the first two characters of a word, or its only one, the word added last; 0: none.
    last: Vec<u16>,
    /// What words mean.
    meanings: Vec<Word>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    word: &'static str,
    /// The place of its meaning.
    meaning: u16,
    /// The word before it in the same place; 0: none.
    before: u16,
}

/// The common words, made findable when the first is looked for.
static COMMON: LazyLock<Words> = LazyLock::new(|| {
    let mut common = Words::new();
    for (word, words) in WORDS {
        common.add(words, *word);
    }
    let vocabulary = form::vocabulary();
    let rows = vocabulary.rows.iter().filter_map(|(row, words)| Some((of_row(*row)?, words)));
    let columns = vocabulary.columns.iter().filter_map(|(column, words)| Some((of_column(*column)?, words)));
    let phrases = vocabulary.phrases.iter().map(|(rows, words)| (Word::Result(rows), words));
    for (word, words) in rows.chain(columns).chain(phrases) {
        common.add(words, word);
    }
    common
});

/// What the words for a row of a form say.
fn of_row(row: RowId) -> Option<Word> {
    Some(match (row.table(), row.role()) {
        (TableId::Table3, Role::Detail) => Word::Detail(row),
        (TableId::Table3, _) => Word::Result(vec![row].leak()),
        (TableId::Table4, Role::Review) => Word::Review,
        (TableId::Table4, Role::Suits) => Word::Suit,
        (TableId::Table4, Role::SuitDirect) => Word::SuitDirect,
        (TableId::Table4, Role::SuitAfter) => Word::SuitAfter,
        (TableId::Table2, Role::Regulation | Role::Normative) => Word::Document(row),
        (TableId::Table2, Role::Fee) => Word::Fee,
        (TableId::Table2, _) => Word::Decision(row),
        _ => return None,
    })
}

/// What the words for a column of a form say.
fn of_column(column: ColumnId) -> Option<Word> {
    use ColumnRole::{
        Corrected, InForce, Issued, Made, Natural, Organisation, Organisations, OtherOrganisation,
        OtherResult, Pending, PublicTotal, Published, Repealed, Upheld,
    };
    Some(match column.role() {
        Natural | Organisation | OtherOrganisation | Organisations => Word::Applicant(column),
        Upheld | Corrected | OtherResult | Pending => Word::Case(column),
        Issued | Repealed | InForce | Made | Published | PublicTotal => Word::Version(column),
        _ => return None,
    })
}

impl Lexicon {
    /// The common words, with words of one report.
    pub(super) fn new(own: &[(String, Word)]) -> Self {
        Self { own: own.iter().map(|(text, word)| (text.chars().collect(), *word)).collect() }
    }

    /// The longest word that a text begins with: its length and meaning. A word of the report that is a common one
    /// keeps that one's meaning.
    pub(super) fn longest(&self, text: &[Glyph]) -> Option<(usize, Word)> {
        let mut found = COMMON.longest(text);
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

impl Words {
    /// How many places there are for beginnings of words, of which there are some thousand.
    const PLACES: usize = 1 << 12;

    fn new() -> Self {
        // As many as there are words, nearly.
        let mut entries = Vec::with_capacity(3_000);
        entries.push(Entry { word: "", meaning: 0, before: 0 });
        Self { entries, last: vec![0; Self::PLACES], meanings: Vec::new() }
    }

    /// Where words with these first characters are.
    fn place(first: char, second: Option<char>) -> usize {
        let second = second.map_or(0, |second| second as usize);
        (first as usize).wrapping_mul(61).wrapping_add(second) % Self::PLACES
    }

    /// Adds words with white space between them; one that is already there keeps its meaning.
    fn add(&mut self, words: &'static str, meaning: Word) {
        let Ok(number) = u16::try_from(self.meanings.len()) else { return };
        self.meanings.push(meaning);
        for word in split(words) {
            let mut characters = word.chars();
            let Some(first) = characters.next() else { continue };
            let Ok(fresh) = u16::try_from(self.entries.len()) else { return };
            let Some(last) = self.last.get_mut(Self::place(first, characters.next())) else { continue };
            let before = std::mem::replace(last, fresh);
            self.entries.push(Entry { word, meaning: number, before });
        }
    }

    /// The longest word at the beginning of a text, with its length.
    fn longest(&self, text: &[Glyph]) -> Option<(usize, Word)> {
        let first = text.first()?.character;
        let second = text.get(1).map(|glyph| glyph.character);
        let found = second.and_then(|second| self.longest_at(Self::place(first, Some(second)), text));
        let (length, meaning) = found.or_else(|| self.longest_at(Self::place(first, None), text))?;
        Some((length, *self.meanings.get(usize::from(meaning))?))
    }

    /// The longest of the words of a place that a text begins with; of the same word the one that was added first.
    fn longest_at(&self, place: usize, text: &[Glyph]) -> Option<(usize, u16)> {
        let mut found = None;
        let mut at = *self.last.get(place)?;
        while let Some(entry) = self.entries.get(usize::from(at)).filter(|_| at != 0) {
            if let Some(length) = length_at(text, entry.word)
                && found.is_none_or(|(longest, _)| length >= longest)
            {
                found = Some((length, entry.meaning));
            }
            at = entry.before;
        }
        found
    }
}

/// Words with a space between each two. Their characters have one byte or three, which a test holds: where the next one
/// begins is all that has to be known of each.
fn split(words: &'static str) -> impl Iterator<Item = &'static str> {
    let mut rest = words;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let mut end = 0;
        while let Some(byte) = bytes.get(end).filter(|byte| **byte != b' ') {
            end += if byte.is_ascii() { 1 } else { 3 };
        }
        let word = rest.get(..end).filter(|_| !rest.is_empty())?;
        rest = rest.get(end + 1..).unwrap_or_default();
        Some(word)
    })
}

/// The length of a word that a text begins with.
fn length_at(text: &[Glyph], word: &str) -> Option<usize> {
    let mut length = 0;
    for character in word.chars() {
        if text.get(length)?.character != character {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// The words beside those of the forms. Longer words win, so that a word with another meaning inside it is listed
/// beside it.
const WORDS: &[(Word, &str)] = &[
    (
        Word::Request,
        "政府信息公开申请 信息公开申请 政务公开申请 依申请公开申请 公开申请 依申请公开 依申请 申请公开 申请政府信息公开 政府信息申请 \
         政府信息公开的申请 公开政府信息的申请 获取政府信息的申请 申请政府信息 申请信息公开 信息依申请公开 政府资讯公开申请 资讯公开申请 \
         依申请公开件 依申请公开事项 申请公开政府信息 申请公开的政府信息 依申请公开信息 依申请信息公开 政府信息依申请公开 公开政府信息申请 要求公开政府信息 申请公开事项 信息公开申请件 政府信息公开申请件 依申请公开政府信息的申请 依申请公开政府信息 依申请公开请求 信息公开请求 公开请求 政务信息公开申请 信息公开的申请 政务信息公开的申请 申请公开政务信息 公开政务信息申请 公开政务信息的申请",
    ),
    (Word::Apply, "申请 申请件 申请事项 申请数量 申请总量 申请量 申请数"),
    (
        Word::Receive,
        "收到 接到 接收 收悉 受理 接获 登记 共收 收取申请 收到并受理 接受 接收到 收到和处理 收悉并受理 \
         应办 应办理 应办结 应处理 应答复 需办理 需处理 需办结 需答复 需要办理",
    ),
    (Word::ReceiveNew, "新收 新收到 新受理 新增申请 新接收"),
    (Word::Handle, "办理 处理 承办"),
    (Word::Close, "答复 回复 办复 作出答复 书面答复 予以答复 办理答复 当年办理答复 已办理 已处理"),
    (
        Word::CloseAll,
        "办结 在办结 办理完毕 办理完结 办理完成 处理完毕 答复完毕 答复办结 办结答复 已办结 审查办结 办毕 完成办理 回复完毕 已办理完毕 已办理完结 已办理完成 已处理完毕 已处理完结 已处理完成",
    ),
    (Word::Carry, "已结转 结转 留待 转结 顺延 转入 转到 转至 延续 延至 跨年 跨年度 滚存"),
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
        "正在办理 尚在办理 正在处理 仍在办理 办理中 办理之中 进度办理 在办 尚未办结 未办结 尚未答复 未到答复期 未到答复期限 未到办理期限 未到法定期限 尚未到答复期 尚未到答复期限 答复期未满 未答复 未届满 待答复 尚未到期 尚在办理期限内 仍在 尚在 还在",
    ),
    (Word::Previous, "上年 上年度 去年 上一年 上一年度 前一年 上年同期 去年同期 上年度同期 往年 同期"),
    (Word::Next, "下年 下年度 次年 下一年 下一年度 来年 明年 次年度"),
    (
        Word::Current,
        "本年 本年度 今年 今年来 今年以来 年初以来 一年来 一年以来 全年 全年度 当年 本年内 年内 年度内 年度 年来",
    ),
    (
        Word::Everyone,
        "公民、法人或其他组织 公民、法人和其他组织 公民、法人及其他组织 公民、法人或者其他组织 公民、法人 自然人、法人或其他组织 \
         自然人、法人和其他组织 自然人、法人及其他组织 公众、法人或其他组织 公民、法人、其他组织 公民、法人及组织 单位和个人 组织和个人 组织或个人 组织及个人 \
         个人和单位 单位或个人 公民法人或其他组织 公民和法人 群众 社会公众 公众 市民 居民 村民 申请人 当事人 企业和群众",
    ),
    (
        Word::Channel,
        "网络 网路 网上 在线 互联网 网络平台 门户网站 政府网站 网站 平台 电子邮件 邮件 邮箱 信函 信件 邮寄 邮政 书面 \
         当面 现场 窗口 传真 电话 纸质 在线平台 线上 线下 来函 挂号信",
    ),
    (Word::Concluded, "审结 已审结 已结 已结案"),
    (Word::Disclosure, "对外公开"),
    (Word::Decide, "作出 做出 实施 处理决定 作出处理决定 办理各类 作出各类"),
    (
        Word::Disclosure,
        "主动公开 集中公开 公开政府信息 公开各类政府信息 公开各类信息 公开政务信息 公开各类政务信息 发布政务信息 发布各类政务信息 政务信息 公开信息 全部公开信息 全部公开政府信息 全部公开的政府信息 全部公开的信息 发布信息 发布各类信息 发布政府信息 公布政府信息 政府信息 \
         规划计划 计划规划 工作计划 审计计划 年度计划 计划总结 规划信息 计划信息 发展规划 规划计划类 公开 公布 公示 发布 推送 刊发 上传 推出 更新 各类信息 信息 资讯 动态 稿件 图文 原创 条目 公文 文件 档案 制发政府信息 产生政府信息",
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
         意见征集 征集意见 征求意见 意见 条例 收件箱 表扬 回应 听证 听证会 采购 招标 中标 合同 政策 许可证 案件线索 时长 \
         作为复议机关 复议机构 泄密 失密 失泄密 事故 责任 追究 问责 举办 培训班 承诺 申请表 申请书 办学许可 满意率 满意度 好评率 合格率",
    ),
    (
        Word::Qualifier,
        "至少 不作为政府信息公开申请处理 不作为政府信息公开申请 不按政府信息公开申请处理 公开后 公开会 公开可能 公开将 属于主动公开范围 属于已主动公开范围 已主动公开范围 主动公开范围 属于已主动公开 不属于本机关公开职责范围 不属于本机关公开 不属于本机关 不属于本行政机关公开 不属于本行政机关 不属于本单位公开 不属于本单位 不属于我局公开 不属于我局 非本机关 \
         信息不存在 政府信息不存在 申请信息不存在 涉及 关于 宣布失效 失效 主要 重点 牵头 协调 补正 延期 延长 征求 转办 交办 转来 协查 协助答复 协助办理 配合办理 配合答复 超期 逾期 超时 超时限 领域 方面 集中 最多 最 首次 突破 居 位居 \
         列 针对 类 有误 重新 撤销 其余事项 不属于 权限 征地 拆迁 异议 减少量 现象 引发的 期限 \
         平均 人均 年均 月均 日均 户均 合并 并案 转送 移送 转交 内容以 内容主要 内容集中 内容多为 内容涉及 内容包括",
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
    (
        Word::WideTown,
        "全镇 全乡 我镇 我乡 本镇 本乡 全街道 我街道 本街道 全街 我街 本街 街道办 我街办 我办事处",
    ),
    (Word::System, "全系统 全行业 全关区 全战线 全局系统 全委系统 全厅系统 全院系统 全署系统"),
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
    (
        Word::Change,
        "增加 增长 上升 减少 下降 回落 多 多出 少 提高 降低 增幅 降幅 增 减 升 降 翻 增多 增长率 增加率 上升率 增长幅度 下降率 减少率 降低率 下降幅度",
    ),
    (Word::Compare, "较 比 同比 环比 相比 对比 较上年 比上年 较去年 比去年 相较"),
    (Word::Among, "其中 其中包括 其中包含"),
    (Word::Includes, "包括 涵盖 包含 分类为 分为 主要类别有"),
    (Word::Contains, "含 含有 (含"),
    (Word::Respectively, "分别为 分别 分别是 分别有 依次为 依次是 依次"),
    (
        Word::Total,
        "两者合计 二者合计 三者合计 两项合计 三项合计 两者相加 二者相加 两项相加 三项相加 两者共 两项共 两者之和 两项之和 以上合计 共 共计 合计 总计 总共 共有 一共 总数 总数量 总数为 总量 共为 累计 累计共 计",
    ),
    (Word::Etcetera, "等"),
    (
        Word::Rest,
        "其他 其它 其余 另外 其他方式 其他类 剩余 其他渠道 余 余下 剩下 余者 其余者 其余各件 其余的 余下的 剩下的",
    ),
    (Word::Share, "占 占比 占比为 占比达 比例 约占 比重 占到 比例为"),
    (
        Word::Rate,
        "办结率 答复率 办复率 按时办结率 按期办结率 按时答复率 按期答复率 及时办结率 按时率 按期率 及时率 回复率 时效率",
    ),
    (
        Word::Glue,
        "各类 各种 经统计 统计 据统计 按时 按期 依法 依规 及时 已 有关 相关 提出 提交 要求 获取 通过 方式 渠道 形式 件数 数量 数据 情况 情形 案件 事项 工作 \
         产生 引起 引发 发生 出现 因 由 被 向 经 截至 年底 年末 年终 月底 止 中 内 上 的 了 为 是 有 另有 还有 及 和 与 并 或 或者 以及 在 对 后 于 至 到 \
         继续 继续办理 答复中 该 此 这 均按规定 任何 不服 不满 涉 申请类 法定期限 规定期限 法定时限 规定时限 期限内 时限内 之前 前 \
         办理结果 从 看 来看 结果看 申请人情况 结果 数 量 总 达 达到 约 近 逾 超过 全 共同 进行 作 以 按照 分 处 新 完成 依据 收 所有 全部办理 实际 截止 规范 妥善 认真 严格 高效 顺利 如期 稳妥",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_where_their_spaces_are() {
        let vocabulary = form::vocabulary();
        let of_forms = vocabulary.rows.iter().map(|(_, words)| *words);
        let of_forms = of_forms.chain(vocabulary.columns.iter().map(|(_, words)| *words));
        let of_forms = of_forms.chain(vocabulary.phrases.iter().map(|(_, words)| *words));
        for words in WORDS.iter().map(|(_, words)| *words).chain(of_forms) {
            assert!(split(words).eq(words.split_ascii_whitespace()), "{words}");
        }
    }
}
