//! The five aspects and the words that tell of each.

/// An aspect with the words that tell of it.
pub(super) struct Aspect {
    pub(super) name: (&'static str, &'static str),
    /// Words of its heading.
    pub(super) heading: &'static [&'static str],
    /// Words that tell of it in any text.
    pub(super) words: &'static [&'static str],
    /// Words that tell of it only where the section has no parts of its own: a wish in an opening sentence.
    pub(super) weak: &'static [&'static str],
}

pub(super) const ASPECTS: [Aspect; 5] = [
    Aspect {
        name: ("主动公开", "disclosure"),
        heading: &["公开"],
        words: &[
            "主动公开",
            "公开政府信息",
            "公开各类",
            "公开信息",
            "发布信息",
            "发布政府信息",
            "发布政务",
            "发布各类",
            "公开内容",
            "累计公开",
            "共公开",
            "条信息",
            "公开力度",
            "解读",
        ],
        weak: &[],
    },
    Aspect {
        name: ("依申请公开", "requests"),
        heading: &["依申请", "公开申请", "申请公开"],
        words: &[],
        weak: &[],
    },
    Aspect {
        name: ("政府信息管理", "information management"),
        heading: &["管理", "审核", "审查", "保密"],
        words: &[
            "信息管理",
            "属性",
            "保密",
            "审核",
            "审查",
            "核稿",
            "签发",
            "涉密",
            "先审后",
            "三审",
            "校对",
            "清理",
            "台账",
            "动态调整",
            "规范性文件",
            "归档",
            "目录",
            "指南",
            "把关",
            "发布流程",
            "发布程序",
        ],
        weak: &["制度", "管理"],
    },
    Aspect {
        name: ("平台建设", "platforms"),
        heading: &["平台", "网站", "渠道", "载体", "阵地", "媒体", "栏目", "专栏", "专区"],
        words: &[
            "平台",
            "网站",
            "门户",
            "微信",
            "公众号",
            "微博",
            "新媒体",
            "专栏",
            "栏目",
            "公报",
            "公开栏",
            "公示栏",
            "查阅点",
            "政府网",
            "载体",
            "渠道",
        ],
        weak: &[],
    },
    Aspect {
        name: ("监督保障", "supervision"),
        heading: &["监督", "保障", "考核", "督查", "培训", "领导", "队伍", "评议"],
        words: &[
            "监督保障",
            "考核",
            "评议",
            "责任追究",
            "追责",
            "问责",
            "培训",
            "督查",
            "督导",
            "检查",
            "自查",
            "抽查",
            "通报",
            "领导小组",
            "组织领导",
            "日常监督",
            "社会监督",
            "评估",
        ],
        weak: &["监督", "保障"],
    },
];

/// Index of 主动公开 in [`ASPECTS`].
pub(super) const DISCLOSURE: usize = 0;

/// Index of 依申请公开 in [`ASPECTS`].
pub(super) const REQUESTS: usize = 1;

/// Index of 监督保障 in [`ASPECTS`].
pub(super) const SUPERVISION: usize = 4;
