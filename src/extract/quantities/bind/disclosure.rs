//! Numbers of table 2: documents and decisions.

use crate::extract::quantities::Reason;
use crate::extract::quantities::cells::disclosure_cell;
use crate::extract::quantities::context::State;
use crate::extract::quantities::labels::{Label, Window};
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::tokens::{Token, TokenKind};
use crate::extract::quantities::whose::Reporter;
use crate::form::{ColumnId, ColumnRole, Role, RowId};

use super::Reader;

impl<'a> Reader<'a> {
    /// What documents a number counts, with the row and the column that the next number may leave unsaid.
    pub(super) fn document(
        &self,
        state: &State,
        left: &Window<'a>,
        wide: &Window<'a>,
        after: &Window<'a>,
    ) -> (Option<RowId>, Option<ColumnId>, Result<Label, Reason>) {
        let named = |window: &Window| {
            window.words().rev().find_map(|word| match word {
                Word::Document(row) => Some(row),
                _ => None,
            })
        };
        // 制发3份规范性文件: what is counted follows the number.
        let row = named(left).or_else(|| named(after));
        let published = left.has(|word| word == Word::Disclosure);
        let version = left
            .words()
            .rev()
            .find_map(|word| match word {
                Word::Version(column) => Some(column),
                _ => None,
            })
            .or_else(|| {
                // 现行有效43件，2件当年废止: what follows the number right away says what it counts.
                let silent =
                    |token: &&Token| matches!(token.word(), Some(Word::Glue | Word::Current | Word::Year(_)));
                let next = after.tokens.iter().find(|token| !silent(token)).and_then(Token::word);
                match next {
                    Some(Word::Version(column)) if after.residue(&|_| false) == 0 => Some(column),
                    _ => None,
                }
            })
            .or_else(|| {
                // 现行有效规章11件，行政规范性文件366件. 年末仍在用的38件 counts what nobody knows.
                let bare = left.residue(&|_| false) == 0
                    && left.tokens.iter().all(|token| {
                        matches!(
                            token.kind,
                            TokenKind::Pause | TokenKind::Word(Word::Document(_) | Word::Glue | Word::Total)
                        )
                    });
                (bare && !published).then_some(state.version).flatten()
            });
        let in_all = left.tokens.iter().any(|token| left.is(token, "对外公开"))
            && left
                .tokens
                .iter()
                .any(|token| left.is(token, "总数") || left.is(token, "总量") || left.is(token, "总数量"));
        // 废止2件，年底为27件: what is in force then.
        let said = self.stream.text(left.from, left.to);
        let at_end = ["年底为", "年末为", "年底有", "年末有"].iter().any(|word| said.ends_with(word));
        let version = if at_end && !left.has(|word| matches!(word, Word::Version(_))) {
            Some(ColumnRole::InForce.column())
        } else {
            version
        };
        let version = if in_all { Some(ColumnRole::PublicTotal.column()) } else { version };
        let row =
            row.or(if wide.has(|word| matches!(word, Word::Document(_))) { None } else { state.document });
        let row = row.or_else(|| {
            wide.words().rev().find_map(|word| match word {
                Word::Document(row) => Some(row),
                _ => None,
            })
        });
        let label = self.document_label(state, left, wide, row, version, published);
        (row, version, label)
    }

    fn document_label(
        &self,
        state: &State,
        left: &Window<'a>,
        wide: &Window<'a>,
        row: Option<RowId>,
        version: Option<ColumnId>,
        published: bool,
    ) -> Result<Label, Reason> {
        // 废止4件，另有2件期满自动失效: more of the same, and not all of it.
        let aside = |word| matches!(word, Word::Qualifier | Word::Withdrawn | Word::Among | Word::Rest);
        let more =
            self.stream.text(left.from, left.to).trim_start_matches([',', '、', ';']).starts_with("另有");
        if left.has(aside) || more || self.tail(left) {
            return Err(Reason::Unclear);
        }
        let (Some(row), Some(version)) = (row, version) else { return Err(Reason::Unclear) };
        // 新制定5件，修改4件: whether what was changed counts as issued is left open.
        const NEXT: usize = 14;
        let next = self.stream.text(left.to, left.to + NEXT);
        if version.role() == ColumnRole::Issued && ["修改", "修订"].iter().any(|word| next.contains(word))
        {
            return Err(Reason::Unclear);
        }
        // 市政府制发: without its departments, which the table of a whole government covers too.
        let itself = self.setting.organ.kind == Reporter::Government
            && row.role() == Role::Normative
            && !state.named_scope
            && wide.residues().iter().any(|(start, end)| self.stream.text(*start, *end).contains("政府"));
        if itself {
            return Err(Reason::Unclear);
        }
        // Both a verb and 公开: which column is meant is left open.
        if published
            && !matches!(version.role(), ColumnRole::Published | ColumnRole::PublicTotal)
            && !left.has(|word| matches!(word, Word::Version(_)))
        {
            return Err(Reason::Unclear);
        }
        let form = self.setting.form;
        let lacking = disclosure_cell(form, row, version).is_none();
        let column = match version.role() {
            ColumnRole::Issued if lacking => ColumnRole::Made.column(),
            ColumnRole::InForce if lacking => ColumnRole::PublicTotal.column(),
            _ => version,
        };
        Ok(Label::Document { row, column })
    }

    /// Something that no word explains stands right before the number.
    pub(super) fn tail(&self, left: &Window<'a>) -> bool {
        left.residues().last().is_some_and(|(start, end)| *end == left.to && end - start >= 2)
    }

    /// What decisions a number counts, and whether decisions are being listed; `before`: its sentence up to it.
    pub(super) fn decision(
        &self,
        state: &State,
        before: &Window<'a>,
        left: &Window<'a>,
        wide: &Window<'a>,
        unit: &str,
    ) -> (bool, Result<Label, Reason>) {
        if left.has(|word| word == Word::Fee) {
            let label = if unit == "万元" { Ok(Label::Fee) } else { Err(Reason::Unclear) };
            return (state.decisions, label);
        }
        let row = left.words().rev().find_map(|word| match word {
            Word::Decision(row) => Some(row),
            _ => None,
        });
        let Some(row) = row else { return (state.decisions, Err(Reason::Unclear)) };
        // 行政许可处理决定46件; 全年行政许可46件, and nothing else.
        let is_decision = |token: &Token| matches!(token.word(), Some(Word::Decision(_)));
        let bare = unit == "件"
            && left.residue(&|_| false) == 0
            && left.tokens.iter().all(|token| {
                is_decision(token)
                    || matches!(token.kind, TokenKind::Pause | TokenKind::Comma)
                    || matches!(
                        token.word(),
                        Some(
                            Word::Current | Word::Year(_) | Word::Total | Word::Glue | Word::Own | Word::Name
                        )
                    )
            });
        let called = left
            .tokens
            .iter()
            .any(|token| is_decision(token) && self.stream.text(token.start, token.end).ends_with("决定"));
        let of_others =
            |word: Word| matches!(word, Word::Disclosure | Word::Apply | Word::Receive | Word::Alien);
        let published = wide.has(of_others);
        let decides = left.has(|word| matches!(word, Word::Decide | Word::Handle))
            || (called || bare) && !before.has(of_others);
        let goes_on = state.decisions && !published;
        let decisions = decides && !published || goes_on;
        let strange = left.has(|word| matches!(word, Word::Qualifier | Word::Withdrawn))
            || self.tail(left)
            || unit == "条";
        // 行政处罚和行政强制合计37件: of both together.
        let several = left.words().filter(|word| matches!(word, Word::Decision(_))).count() > 1
            && left.has(|word| word == Word::Total);
        let label = if decisions && !published && !strange && !several {
            Ok(Label::Decision(row))
        } else {
            Err(if published { Reason::OtherMatter } else { Reason::Unclear })
        };
        (decisions, label)
    }
}
