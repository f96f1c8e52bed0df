//! Who applied, by a full name with 女士 or 先生 (收到某律师事务所方慧敏女士的申请) or before others (方慧敏、李志远等4户村民申请公开…).

use std::ops::Range;

use crate::text::flow::Flow;

/// The hundred and some most frequent family names.
const FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕\
                        丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴\
                        莫孔汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕\
                        季裴霍涂苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄\
                        窦戚岑景党宫费卜冷晏席米柏宗瞿桂全佟应臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻\
                        苑迟邝";
const CALLED: [&str; 2] = ["女士", "先生"];
/// What stands right before a name.
const BEFORE: &str = "到为由向所司局人民名对给是与系者位,:、(户社厂校院会";
/// What somebody put: 某律师事务所方慧敏女士的（政府信息公开）申请.
const MATTERS: [&str; 2] = ["的申请", "公开申请"];
const RECEIVED: [&str; 3] = ["收到", "受理", "接到"];
const REACH: usize = 40;
const NEAR: usize = 14;

/// Where the name stands in a sentence of what was received from somebody. A family name alone, or one with 某, is hidden.
pub(super) fn find(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    called(flow, sentence).or_else(|| with_others(flow, sentence))
}

/// The first name of people who ask for something together: 方慧敏、李志远等4户村民申请公开…. Names of places end otherwise.
fn with_others(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    const PEOPLE: [&str; 6] = ["村民", "居民", "群众", "业主", "市民", "农户"];
    const PLACES: &str = "村庄屯寨湾沟坪镇乡街路社组营店里园苑城府区县市州省桥河山口湖岭岗塘坝";
    const LONGEST: usize = 3;
    if !flow.says(sentence.clone(), &["申请公开", "的申请", "提出申请", "提交申请", "公开申请"])
    {
        return None;
    }
    flow.find_all(sentence.clone(), "等").find_map(|at| {
        let counts = |c: &char| c.is_ascii_digit() || among!("一二两三四五六七八九十多余户名位个", *c);
        let behind = at + 1..sentence.end;
        let people = behind.start + flow.slice(behind).iter().take_while(|c| counts(c)).count();
        if !PEOPLE.iter().any(|word| flow.has(people, word)) {
            return None;
        }
        // From the last name back to the first, which something must lead up to.
        let mut end = at;
        loop {
            let from = end.saturating_sub(LONGEST).max(sentence.start);
            let before = flow.slice(sentence.start..end);
            let parted = flow.slice(from..end).iter().rposition(|c| *c == '、').map(|pause| from + pause);
            let pause = parted.or_else(|| {
                from.checked_sub(1).filter(|at| *at >= sentence.start && flow.chars.get(*at) == Some(&'、'))
            });
            let place = before.last().is_none_or(|c| among!(PLACES, *c));
            let Some(pause) = pause else {
                let length = full_name(before).filter(|_| !place)?;
                return Some(end - length..end);
            };
            let name = flow.slice(pause + 1..end);
            let whole = matches!(name.len(), 2 | 3) && is_name(name);
            if !whole || place {
                return None;
            }
            end = pause;
        }
    })
}

/// The name with 女士 or 先生 in a sentence of what was received from somebody.
fn called(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    CALLED.iter().find_map(|word| {
        flow.find_all(sentence.clone(), word).find_map(|at| {
            let before = at.saturating_sub(REACH).max(sentence.start)..at;
            let stops = |c: &char| among!(",。;、", *c);
            let from = flow
                .slice(before.clone())
                .iter()
                .rposition(stops)
                .map_or(before.start, |stop| before.start + stop + 1);
            let behind = at + word.chars().count()..(at + NEAR).min(sentence.end);
            let to = flow
                .slice(behind.clone())
                .iter()
                .position(stops)
                .map_or(behind.end, |stop| behind.start + stop);
            let put = flow.chars.get(behind.start) == Some(&'的') && flow.says(behind.start..to, &MATTERS);
            let received = flow.says(from..at, &RECEIVED);
            let length = (put && received).then(|| full_name(flow.slice(from..at)))??;
            Some(at - length..at)
        })
    })
}

/// The length of the name with which words end: a family name and two characters, behind something that a name can follow.
/// 江苏李女士, 车主王先生: what ends in a family name is a place or a role before one.
fn full_name(before: &[char]) -> Option<usize> {
    const TITLES: [&str; 5] = ["律师", "教授", "主任", "老师", "同志"];
    const LENGTH: usize = 3;
    let words: String = before.iter().rev().take(2).rev().collect();
    if TITLES.contains(&&*words) {
        return None;
    }
    Some(LENGTH).filter(|length| {
        let Some(from) = before.len().checked_sub(*length) else { return false };
        let name = before.get(from..).unwrap_or_default();
        let led = from == 0 || before.get(from - 1).is_some_and(|c| among!(BEFORE, *c));
        let hidden = name.last().is_some_and(|c| among!(FAMILIES, *c));
        led && is_name(name) && !hidden
    })
}

/// Whether characters are a family name and a given one that is not hidden.
fn is_name(name: &[char]) -> bool {
    // 张某, 各位, 女士、先生, 广大女士.
    const NOT_GIVEN: &str = "某位的士生大家些名各请×*xX甲乙丙于对由姓老";
    let given = |c: &char| crate::text::fold::is_han(*c) && !among!(NOT_GIVEN, *c);
    name.first().is_some_and(|c| among!(FAMILIES, *c)) && name.iter().all(given)
}

#[cfg(test)]
mod tests {
    use super::full_name;

    #[test]
    fn a_full_name_stands_behind_what_a_name_can_follow() {
        for (before, length) in [
            ("收到某律师事务所方慧敏", Some(3)),
            ("我局收到王建国", Some(3)),
            ("收到江苏李", None),
            ("收到车主王", None),
            ("收到关于李", None),
            ("收到李姓", None),
            ("市民李志远", Some(3)),
            ("收到李", None),
            ("收到张某", None),
            ("收到张某某", None),
            ("收到一位", None),
            ("收到刘律师", None),
            ("各位女士、", None),
            ("尊敬的", None),
            ("收到申请人", None),
            ("", None),
        ] {
            let characters: Vec<char> = before.chars().collect();
            assert_eq!(full_name(&characters), length, "{before}");
        }
    }
}
