//! Growth: a number of this year with what the text says of last year's.

use super::labels::Window;
use super::lexicon::Word;
use super::mention::Mention;
use super::tokens::{COUNTS, Token, TokenKind};
use super::{Claim, Direction, Growth, Quantity};

/// How far back the numbers that a change is said of may stand.
const BACK: usize = 4;

/// What the text says of changes since last year, where it gives numbers enough to follow them.
pub(super) fn growths(mentions: &[Mention], quantities: &[Quantity], year: Option<i32>) -> Vec<Growth> {
    let mut growths: Vec<Growth> = Vec::new();
    for at in 0..mentions.len() {
        let growth = moved(mentions, at, quantities, year)
            .or_else(|| growth(mentions, at, quantities, year))
            .or_else(|| points(mentions, at, quantities, year))
            .or_else(|| in_words(mentions, at, quantities, year));
        let Some(growth) = growth else { continue };
        // 增加14件，增长12.5%: the second says more than the first.
        if growths.last().is_some_and(|last| last.now == growth.now) && growth.by.is_some() {
            growths.pop();
        }
        growths.push(growth);
    }
    growths.retain(|growth| growth.before.is_some() || growth.rate.is_some());
    growths
}

/// The change that a number says.
fn growth(mentions: &[Mention], at: usize, quantities: &[Quantity], year: Option<i32>) -> Option<Growth> {
    let mention = mentions.get(at)?;
    let own = quantities.get(mention.quantity)?;
    let direction = change(mention, year)?;
    let is_rate = own.claim == Claim::Percentage;
    if !is_rate && !COUNTS.contains(&own.unit) {
        return None;
    }
    let mut back = (at.saturating_sub(BACK)..at)
        .rev()
        .filter_map(|at| mentions.get(at))
        .take_while(|each| each.sentence == mention.sentence)
        .filter_map(|each| Some((each, quantities.get(each.quantity)?)))
        .peekable();
    let mut by = None;
    if is_rate
        && let Some((each, _)) =
            back.next_if(|(each, quantity)| quantity.claim == Claim::Number && change(each, year).is_some())
    {
        by = Some((each.quantity, change(each, year)?));
    }
    let mut before = back.next_if(|(each, _)| is_past(each, year));
    let (now, now_quantity) = back.next()?;
    let counts = now_quantity.claim == Claim::Number && COUNTS.contains(&now_quantity.unit);
    // 申请量增加25件，增幅17.5%: what the first is a change of was not said, and the second is no change of it.
    if !counts || is_past(now, year) || ends_in_change(now) {
        return None;
    }
    if before.is_none() {
        before = back.next_if(|(each, _)| is_past(each, year) && is_like(each, now));
    }
    if before.is_none() {
        let behind = past_behind(mention, mentions.get(at + 1), year);
        before = behind.and_then(|each| Some((each, quantities.get(each.quantity)?)));
    }
    let same = |each: &Quantity| each.unit == now_quantity.unit;
    if before.is_some_and(|(_, each)| !same(each))
        || by.is_some_and(|(by, _)| !quantities.get(by).is_some_and(same))
        || (!is_rate && !same(own))
    {
        return None;
    }
    let (rate, by) = if is_rate {
        (Some((mention.quantity, direction)), by)
    } else {
        (None, Some((mention.quantity, direction)))
    };
    Some(Growth { now: now.quantity, before: before.map(|(each, _)| each.quantity), by, rate, told: None })
}

/// 同比下降24.4%（2023年为45件）: last year's number in brackets of its own, right behind what is said of the change.
fn past_behind<'a, 'b>(
    change: &Mention,
    next: Option<&'a Mention<'b>>,
    year: Option<i32>,
) -> Option<&'a Mention<'b>> {
    let next = next.filter(|next| next.sentence == change.sentence && next.opens() && is_past(next, year))?;
    let plain = |token: &Token| match token.kind {
        TokenKind::Open => true,
        TokenKind::Word(word) => matches!(
            word,
            Word::Year(_)
                | Word::Previous
                | Word::Glue
                | Word::Total
                | Word::Receive
                | Word::ReceiveNew
                | Word::Request
                | Word::Apply
        ),
        _ => false,
    };
    let closes = next
        .rest
        .tokens
        .first()
        .is_some_and(|token| token.kind == TokenKind::Close && token.start == next.rest.from);
    let alone = next.between.tokens.iter().all(plain) && next.between.residue(&|_| false) == 0;
    (closes && alone).then_some(next)
}

/// 由上年的20件增至31件，增加11件: from which number to which, and by how many, wherever the first is said to stand.
fn moved(mentions: &[Mention], at: usize, quantities: &[Quantity], year: Option<i32>) -> Option<Growth> {
    let (from, to) = (mentions.get(at.checked_sub(1)?)?, mentions.get(at)?);
    let counts = |mention: &Mention| {
        let own = quantities.get(mention.quantity)?;
        (own.claim == Claim::Number && COUNTS.contains(&own.unit)).then_some(own.unit)
    };
    let unit = counts(to)?;
    if from.sentence != to.sentence || counts(from) != Some(unit) || !departs(from) {
        return None;
    }
    let direction = arrives(to)?;
    let past = is_past(from, year);
    // Compared with another time (同比), it is no change between the two.
    let next = |at: usize| {
        let each = mentions.get(at).filter(|each| each.sentence == to.sentence)?;
        let compares = each.says(Word::Compare) || each.says(Word::Previous);
        let direction = change(each, year).filter(|_| past || !compares)?;
        Some((each.quantity, direction, quantities.get(each.quantity)?))
    };
    let by = next(at + 1).filter(|(_, _, each)| each.claim == Claim::Number && each.unit == unit);
    let rate = next(at + 1 + usize::from(by.is_some()));
    let rate = rate.filter(|(_, _, each)| each.claim == Claim::Percentage && each.unit == "%");
    Some(Growth {
        now: to.quantity,
        before: Some(from.quantity),
        by: by.map(|(at, direction, _)| (at, direction)),
        rate: rate.map(|(at, direction, _)| (at, direction)),
        told: past.then_some(direction),
    })
}

/// Whether 由 or 从 leads to a number: 由上年末的.
fn departs(from: &Mention) -> bool {
    let left = &from.left;
    let leads = |token: &Token| left.is(token, "由") || left.is(token, "从");
    let Some(begin) = left.tokens.iter().rposition(leads) else { return false };
    let after = left.part(begin + 1, left.tokens.len());
    let says_when = |token: &Token| {
        matches!(token.word(), Some(Word::Year(_) | Word::Previous | Word::Glue | Word::OtherTime))
    };
    after.tokens.iter().all(says_when) && after.residue(&|run| run == ['末'] || run == ['底']) == 0
}

/// In which direction a number was reached from the one before it: 增加至, 压减到, 降至2024年的.
fn arrives(to: &Mention) -> Option<Direction> {
    const LONGEST: usize = 3;
    let between = &to.between;
    let mut changes =
        between.tokens.iter().enumerate().filter(|(_, token)| token.word() == Some(Word::Change));
    let (at, word) = changes.next()?;
    let reached = between.tokens.get(at + 1)?;
    let adjoins = reached.start == word.end
        && ["至", "到", "为"].iter().any(|word| between.is(reached, word))
        && changes.next().is_none();
    let before = between.part(0, at);
    let after = between.part(at + 2, between.tokens.len());
    let plain = |token: &Token| matches!(token.kind, TokenKind::Comma | TokenKind::Word(Word::Glue));
    let says_when = |token: &Token| matches!(token.word(), Some(Word::Year(_) | Word::Current | Word::Glue));
    let near = before.tokens.iter().all(plain) && before.residue(&|_| false) <= LONGEST;
    let now = after.tokens.iter().all(says_when) && after.residue(&|_| false) == 0;
    direction(between, word).filter(|_| adjoins && near && now)
}

/// Two shares and by how much the second passes the first: 占89.5%，比上年的77.7%提高了11.8%.
fn points(mentions: &[Mention], at: usize, quantities: &[Quantity], year: Option<i32>) -> Option<Growth> {
    let rate = mentions.get(at)?;
    let direction = change(rate, year)?;
    let share = |at: usize| {
        let mention = mentions.get(at).filter(|each| each.sentence == rate.sentence)?;
        quantities.get(mention.quantity).filter(|own| own.claim == Claim::Percentage && own.unit == "%")?;
        Some(mention)
    };
    let (first, second) = (share(at.checked_sub(2)?)?, share(at.checked_sub(1)?)?);
    share(at)?;
    let (now, before) = if is_past(second, year) { (first, second) } else { (second, first) };
    is_past(before, year).then_some(Growth {
        now: now.quantity,
        before: Some(before.quantity),
        by: None,
        rate: Some((rate.quantity, direction)),
        told: None,
    })
}

/// Two years' numbers and in words alone how they compare: 120条，较上年的150条有所增加.
fn in_words(mentions: &[Mention], at: usize, quantities: &[Quantity], year: Option<i32>) -> Option<Growth> {
    let (first, last) = (mentions.get(at.checked_sub(1)?)?, mentions.get(at)?);
    let direction = told(last, year).filter(|_| first.sentence == last.sentence)?;
    let (now, before) = match (is_past(first, year), is_past(last, year)) {
        (false, true) => (first, last),
        (true, false) if is_like(first, last) => (last, first),
        _ => return None,
    };
    let counts = |mention: &Mention| {
        let own = quantities.get(mention.quantity)?;
        (own.claim == Claim::Number && COUNTS.contains(&own.unit)).then_some(own.unit)
    };
    let unit = counts(now)?;
    let comparable =
        counts(before) == Some(unit) && change(first, year).is_none() && change(last, year).is_none();
    comparable.then_some(Growth {
        now: now.quantity,
        before: Some(before.quantity),
        by: None,
        rate: None,
        told: Some(direction),
    })
}

/// The change that the words after a number say without another number: 有所增加, 同比下降明显.
fn told(mention: &Mention, year: Option<i32>) -> Option<Direction> {
    // 有 and 较 of 有所 and 较大 are words of their own.
    const DEGREES: [&str; 11] =
        ["所", "略", "明显", "大", "大幅", "大幅度", "显著", "小幅", "小幅度", "幅度", "稳步"];
    let degree = |run: &[char]| DEGREES.iter().any(|word| word.chars().eq(run.iter().copied()));
    let rest = &mention.rest;
    let at = rest.tokens.iter().position(|token| token.word() == Some(Word::Change))?;
    let end = rest.tokens.iter().skip(at + 1).position(|token| {
        matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Open | TokenKind::Close)
    });
    let end = end.map_or(rest.tokens.len(), |more| at + 1 + more);
    let (head, tail) = (rest.part(0, at), rest.part(at + 1, end));
    let leads = |token: &Token| match token.kind {
        TokenKind::Word(Word::Year(other)) => year.is_none_or(|year| other + 1 == year),
        TokenKind::Word(word) => matches!(word, Word::Previous | Word::Compare | Word::Glue | Word::Total),
        TokenKind::Comma | TokenKind::Close => true,
        _ => false,
    };
    let plain = head.tokens.iter().all(leads)
        && tail.tokens.iter().all(|token| matches!(token.word(), Some(Word::Glue | Word::Compare)))
        && head.residue(&degree) == 0
        && tail.residue(&degree) == 0;
    direction(rest, rest.tokens.get(at)?).filter(|_| plain)
}

/// The direction that a word of change says.
fn direction(window: &Window, word: &Token) -> Option<Direction> {
    const UP: [&str; 10] = ["增加", "增长", "上升", "提高", "增幅", "增多", "增", "升", "多", "多出"];
    const DOWN: [&str; 8] = ["减少", "下降", "回落", "降低", "降幅", "减", "降", "少"];
    let text = window.stream.text(word.start, word.end);
    // 增长率, 下降幅度.
    let text = ["率", "幅度"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(&text);
    if UP.contains(&text) {
        Some(Direction::Up)
    } else if DOWN.contains(&text) {
        Some(Direction::Down)
    } else {
        None
    }
}

/// The change that the words before a number say of it: 较上年增加, 同比下降, and nothing else.
fn change(mention: &Mention, year: Option<i32>) -> Option<Direction> {
    let between = &mention.between;
    let last = between.tokens.iter().rposition(|token| token.word() != Some(Word::Glue))?;
    let word = between.tokens.get(last)?;
    if word.word() != Some(Word::Change) || between.residue(&|_| false) > 0 {
        return None;
    }
    // 减至3件 and 降为3件 are no change by 3; 降幅为3% is one.
    let brief = word.end - word.start == 1;
    let reaches = |token: &Token| {
        between.is(token, "至") || between.is(token, "到") || brief && between.is(token, "为")
    };
    if between.tokens.iter().skip(last + 1).any(reaches) {
        return None;
    }
    let plain = |token: &Token| match token.kind {
        TokenKind::Word(Word::Year(other)) => year.is_none_or(|year| other + 1 == year),
        TokenKind::Word(Word::Previous | Word::Compare | Word::Glue | Word::Change) => true,
        TokenKind::Word(_) | TokenKind::Item { .. } | TokenKind::Number(_) => false,
        _ => true,
    };
    if !between.tokens.iter().all(plain) {
        return None;
    }
    let changes = between.tokens.iter().filter(|token| token.word() == Some(Word::Change)).count();
    direction(between, word).filter(|_| changes == 1)
}

/// Whether a word of change is the last before a number, whatever stands before it.
fn ends_in_change(mention: &Mention) -> bool {
    let words = mention.between.tokens.iter().rev().filter_map(|token| token.word());
    words.into_iter().find(|word| *word != Word::Glue) == Some(Word::Change)
}

/// Whether the words before a number say that it is last year's.
fn is_past(mention: &Mention, year: Option<i32>) -> bool {
    let between = &mention.between;
    let time = between.tokens.iter().enumerate().rev().find_map(|(at, token)| match token.word()? {
        Word::Previous => Some((at, true)),
        // 较上年的350条.
        Word::Compare if token.end > token.start + 2 => Some((at, true)),
        // 同比2016年的6418起: whichever year is said to be compared with.
        Word::Year(other) => Some((
            at,
            year.is_some_and(|year| {
                other + 1 == year
                    || other < year
                        && (between.has(|word| word == Word::Compare) || is_compared_with(&mention.rest))
            }),
        )),
        Word::Current => Some((at, false)),
        _ => None,
    });
    let other = |word: Word| {
        matches!(
            word,
            Word::Change | Word::Carry | Word::CarryIn | Word::CarryOut | Word::Plan | Word::OtherTime
        )
    };
    let Some((at, true)) = time else { return false };
    // 年末无转出,比2023年的257件: what a clause before says, it says of no number.
    let stop = between.tokens.iter().take(at).rposition(|token| matches!(token.kind, TokenKind::Comma));
    let clause = between.tokens.iter().skip(stop.map_or(0, |stop| stop + 1));
    !clause.filter_map(Token::word).any(other)
}

/// 与2022年38件相比: whether what follows a number right away says so.
fn is_compared_with(rest: &Window) -> bool {
    rest.tokens.first().is_some_and(|token| token.word() == Some(Word::Compare) && token.start == rest.from)
}

/// Whether two numbers are named by the same words, times and organ left out; one without words is like any.
fn is_like(past: &Mention, now: &Mention) -> bool {
    let names = |mention: &Mention| -> Vec<String> {
        let says = |token: &&Token| {
            !matches!(
                token.kind,
                TokenKind::Comma
                    | TokenKind::Semicolon
                    | TokenKind::Word(
                        Word::Glue
                            | Word::Year(_)
                            | Word::Previous
                            | Word::Current
                            | Word::Compare
                            | Word::Total
                            | Word::Wide
                            | Word::WideTown
                            | Word::Own
                            | Word::Name
                    )
            )
        };
        let between = &mention.between;
        between.tokens.iter().filter(says).map(|token| between.stream.text(token.start, token.end)).collect()
    };
    let (past_names, now_names) = (names(past), names(now));
    // 2021年受理申请12件，2022年受理18件; 公开信息200条，…公开125条: what is counted need not be said twice.
    let says_again = !now_names.is_empty()
        && now_names.iter().all(|name| past_names.iter().any(|past| past.contains(name.as_str())));
    let strange = |mention: &Mention| mention.between.residue(&|_| false);
    strange(past) == 0 && strange(now) == 0 && (past_names.is_empty() || says_again)
}
