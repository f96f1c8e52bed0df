//! What stands beside a mistake and is none: each rule with the sentences that differ from a wrong one in one thing.

use crate::rules::example::Example;
use crate::rules::{self, Finding};

fn told(rule: &str, text: &str) -> Vec<Finding> {
    Example::new(text).findings(rules::find(rule).unwrap())
}

#[test]
fn late_answers_contradict_that_all_were_in_time_and_nothing_else_does() {
    let found = |text: &str| told("text-percentage", &format!("section 1 +{text}")).len();
    for wrong in [
        "全年逾期答复2件，按时答复率100%。",
        "申请逾期办结1宗，按期办结率为100%。",
        "其中超期答复的2件，答复及时率100%。",
    ] {
        assert_eq!(found(wrong), 1, "{wrong}");
    }
    for right in [
        "全年逾期答复0件，按时答复率100%。",
        "全年没有逾期答复2件以上的情形，按时答复率100%。",
        "未逾期答复1件，按时答复率100%。",
        "上年逾期答复1件，今年按时答复率100%。",
        "全年逾期答复2件，按时答复率98%。",
        "全年逾期答复2件，群众满意率100%。",
        "全年逾期答复2件。培训后按时答复率100%。",
        "全年按时答复2件，按时答复率100%。",
        "因申请人逾期2件，按时答复率100%。",
        "按时答复率100%，另有逾期答复的登记表2份。",
        "逾期答复的登记表2份，按时答复率100%。",
    ] {
        assert_eq!(found(right), 0, "{right}");
    }
}
