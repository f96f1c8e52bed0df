//! Finished sentences for people, in both languages.

use serde::{Deserialize, Serialize};

/// The language of the messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// A finished sentence in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Message {
    /// A sentence in both languages.
    #[must_use]
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// Writes quotation marks within quotation marks as single ones, as both languages want it: words of the report are
    /// quoted as they stand, and often hold a name in marks of its own. A quotation that was cut inside such a name is
    /// left as it is.
    pub fn nest_quotation_marks(&mut self) {
        for sentence in [&mut self.zh, &mut self.en] {
            if let Some(nested) = nested(sentence) {
                *sentence = nested;
            }
        }
    }
}

/// The sentence with inner quotation marks as single ones; nothing where none is inside another or they do not match.
fn nested(sentence: &str) -> Option<String> {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut written = String::new();
    for character in sentence.chars() {
        written.push(match character {
            '“' => {
                depth += 1;
                deepest = deepest.max(depth);
                if depth % 2 == 0 { '‘' } else { '“' }
            }
            '”' => {
                depth = depth.checked_sub(1)?;
                if depth % 2 == 1 { '’' } else { '”' }
            }
            other => other,
        });
    }
    (deepest > 1 && depth == 0).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_within_quotation_marks_are_single() {
        for (given, wanted) in [
            ("正文““上海科技”网站发布 5 条”，相差 1", "正文“‘上海科技’网站发布 5 条”，相差 1"),
            ("“甲“乙“丙”乙”甲”", "“甲‘乙“丙”乙’甲”"),
            ("标题“一”与“二”都没有", "标题“一”与“二”都没有"),
            // Cut inside the inner name, or after its beginning: which mark closes what cannot be told.
            ("正文“在“上海科技网站发布”，相差 1", "正文“在“上海科技网站发布”，相差 1"),
            ("正文“科技”网站“发布””，相差 1”", "正文“科技”网站“发布””，相差 1”"),
        ] {
            let mut message = Message::new(given, given);
            message.nest_quotation_marks();
            assert_eq!((message.zh.as_str(), message.en.as_str()), (wanted, wanted));
        }
    }
}
