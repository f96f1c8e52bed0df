//! The same thing said twice with two numbers, of what no table counts: information published in one place, documents of
//! one class of openness.

use crate::text::fold::is_han;
use crate::text::numerals::Precision;

use super::held::{Held, counts_activities, held};
use super::labels::Window;
use super::lexicon::Word;
use super::mention::Mention;
use super::stream::item_mark;
use super::tokens::{Token, TokenKind};
use super::{Claim, Class, List, Openness, Published, Quantity, Repeated};

/// What a number counts, as far as two numbers of the same can be told apart from numbers of two things.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Thing {
    /// All information published in a place: its name without marks and the organ.
    Outlet(Vec<char>),
    /// All information published, by the verb that says so.
    Whole(Verb),
    /// Documents of a class of openness.
    Class(Openness),
    /// Activities of a kind.
    Held(String),
}

/// How publishing is said: what was 主动公开 need not be all that was 发布.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Open,
    Disclose,
    Publish,
}

/// A number with the thing that it counts.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    quantity: usize,
    thing: Thing,
    /// Only some kinds of it are named (政策文件、政策解读等信息).
    kinds: bool,
    /// Whether 主动公开政府信息 is said of it.
    open: bool,
    /// It may be all since the beginning: 截至年底，累计公开….
    cumulative: bool,
}

impl Counted {
    /// The same, with its number among those of the whole report.
    pub(super) fn moved(self, by: usize) -> Self {
        Self { quantity: self.quantity + by, ..self }
    }
}

/// The numbers of a section that count all of a thing, for the organ and its year as far as the text says.
pub(super) fn counted(
    mentions: &[Mention],
    quantities: &[Quantity],
    lists: &[List],
    own: &dyn Fn(&[char]) -> bool,
) -> Vec<Counted> {
    // The total of the list that a number is a part of; one without total is a total of nothing.
    let mut whole: Vec<Option<usize>> = vec![None; quantities.len()];
    for list in lists {
        for part in &list.parts {
            if let Some(whole) = whole.get_mut(*part) {
                *whole = Some(list.total.unwrap_or(*part));
            }
        }
    }
    let thing = |mention: &Mention| {
        let quantity = quantities.get(mention.quantity)?;
        let plain = quantity.claim == Claim::Number
            && quantity.numeral.precision == Precision::Exact
            && quantity.numeral.after_space.is_none()
            && (matches!(quantity.unit, "条" | "件" | "篇" | "份") || counts_activities(quantity.unit));
        let class = match quantity.class {
            Class::Openness(class) => Some(class),
            _ => None,
        };
        if !plain || mention.aside || mention.says(Word::Contains) {
            return None;
        }
        let (thing, kinds) = match class {
            Some(class @ (Openness::OnRequest | Openness::Closed)) => (Thing::Class(class), false),
            None if counts_activities(quantity.unit) => {
                let frame = |window: &Window| window.tokens.iter().all(is_frame) && window.residue(own) == 0;
                let says_all = |window: &Window| {
                    window.tokens.iter().any(is_of_year) || window.has(|word| word == Word::Total)
                };
                let Held { what, all } = held(mention, &frame, &says_all)?;
                (Thing::Held(what), !all)
            }
            None if names_another(&mention.left, quantity.unit) => return None,
            // 制发文件300条，其中主动公开政府信息120条: of those that were made, and so all that was.
            Some(class @ Openness::Open) => match published(&mention.left, own, true)? {
                (Thing::Whole(_), kinds) => (Thing::Class(class), kinds),
                outlet => outlet,
            },
            None => published(&mention.left, own, false)?,
        };
        // 设立规划专栏，本年度公开信息77条: in the place that was named before.
        let placed = mention.between.tokens.windows(2).any(|pair| {
            matches!(pair, [place, comma] if is_outlet(place) && comma.kind == TokenKind::Comma && place.end == comma.start)
        });
        if placed && matches!(thing, Thing::Whole(Verb::Disclose | Verb::Publish)) {
            return None;
        }
        let kinds = kinds || is_of_an_item(mention);
        let open = mention.left.stream.text(mention.left.from, mention.left.to).contains("主动公开");
        let part = whole.get(mention.quantity).copied().flatten();
        let cumulative = is_cumulative(mention);
        let counted = Counted { quantity: mention.quantity, thing, kinds, open, cumulative };
        Some((counted, part, mention.says(Word::Among)))
    };
    let found: Vec<(Counted, Option<usize>, bool)> = mentions.iter().filter_map(thing).collect();
    // 公开政府信息100条: what an outlet is a part of, whether its own words say that it is of the whole year or not.
    let wholes: Vec<usize> = mentions
        .iter()
        .filter(|mention| {
            let plain = |Object { first, kinds, .. }: Object| {
                !kinds && !mention.left.tokens.iter().take(first).any(is_outlet)
            };
            !mention.aside && object(&mention.left).is_some_and(plain)
        })
        .map(|mention| mention.quantity)
        .collect();
    let is_open_class = |own: &Counted| {
        quantities.get(own.quantity).is_some_and(|each| each.class == Class::Openness(Openness::Open))
    };
    // 公开信息100条，其中通过网站公开信息60条: a place of all that was published, as said elsewhere without it.
    let stands = |(counted, part, among): &(Counted, Option<usize>, bool)| match (&counted.thing, part) {
        (Thing::Class(Openness::OnRequest | Openness::Closed), _) => !among,
        (Thing::Outlet(_), Some(whole)) => wholes.contains(whole),
        (Thing::Outlet(_), None) if *among => {
            counted.quantity.checked_sub(1).is_some_and(|before| wholes.contains(&before))
        }
        _ if is_open_class(counted) => true,
        (_, part) => part.is_none() && !among,
    };
    found.into_iter().filter(stands).map(|(counted, ..)| counted).collect()
}

/// 3.群众工作信息。通过区政府网站公开19条: of what the item is about, whose words name a kind and neither a place nor all that
/// was published.
fn is_of_an_item(mention: &Mention) -> bool {
    const NEAR: usize = 60;
    const LONGEST: usize = 16;
    const OF_ALL: [&str; 12] =
        ["公开", "发布", "渠道", "平台", "网站", "途径", "方式", "形式", "媒体", "情况", "总", "数量"];
    let stream = mention.left.stream;
    let from = mention.left.from.saturating_sub(NEAR);
    let begins = |at: &usize| stream.glyphs.get(*at).is_some_and(|glyph| glyph.paragraph);
    let Some(start) = (from..=mention.left.from).rfind(begins) else { return false };
    let words: Vec<char> = stream.text(start, mention.left.from).chars().collect();
    let Some(mark) = item_mark(words.get(..words.len().min(8)).unwrap_or_default()) else { return false };
    let name: String = words.iter().skip(mark).take(LONGEST).take_while(|c| !among!("。:,;", **c)).collect();
    let length = name.chars().count();
    let ends = words.get(mark + length).is_some_and(|c| among!("。:", *c));
    length >= 2 && ends && !OF_ALL.iter().any(|word| name.contains(word))
}

/// 截至2024年底，累计公开信息5100条, 累计公开信息5100条: it may be all since the beginning, unless its year stands with it.
fn is_cumulative(mention: &Mention) -> bool {
    let between = &mention.between;
    let says = |word: &str| between.tokens.iter().any(|token| between.is(token, word));
    let summed = ["累计", "累计共", "总数", "总量"].into_iter().any(says);
    let until = ["截至", "截止", "至", "到"].into_iter().any(says);
    summed && (until || !between.tokens.iter().any(is_of_year))
}

/// 主动公开8条公示公告: what was published stands behind the number, and it is not information altogether.
fn names_another(left: &Window, unit: &str) -> bool {
    let stream = left.stream;
    let said = left.tokens.iter().rposition(|token| token.word() == Some(Word::Disclosure));
    let object = said.map(|at| left.part(at, left.tokens.len()));
    if object.is_none_or(|object| says_object(&object)) {
        return false;
    }
    let numeral = |c: char| c.is_ascii_digit() || among!(",一二三四五六七八九十百千万零两", c);
    let digits = (left.to..).take_while(|at| stream.character(*at).is_some_and(numeral)).count();
    let behind = left.to + digits + unit.chars().count();
    let words = stream.text(behind, behind + 12);
    words.starts_with(is_han) && !words.contains("信息")
}

/// Pairs of numbers that differ and count the same thing, the first with each later one that says otherwise.
pub(super) fn repeated(counted: &[Counted], quantities: &[Quantity]) -> Vec<Repeated> {
    let mut firsts: Vec<&Counted> = Vec::new();
    let mut repeated = Vec::new();
    let sites = sites(counted);
    for own in counted {
        let paragraph = |own: &Counted| quantities.get(own.quantity).map(|each| each.paragraph);
        let is_site = |own: &Counted| matches!(&own.thing, Thing::Outlet(name) if site(name).is_some());
        // 在政府网站公开118条。在县民政网站公开372条: names that differ side by side are those of two sites.
        let is_same = |first: &&&Counted| {
            same(&first.thing, &own.thing, sites)
                && (first.thing == own.thing || !is_site(own) || paragraph(first) != paragraph(own))
        };
        let Some(first) = firsts.iter().find(is_same) else {
            // More than a few places: whether two are the same cannot be told from their names.
            if firsts.len() < MOST {
                firsts.push(own);
            }
            continue;
        };
        let value = |own: &Counted| quantities.get(own.quantity).and_then(|each| each.numeral.integer());
        let unit = |own: &Counted| quantities.get(own.quantity).map(|each| each.unit);
        // Of some kinds there can be fewer than of all, never more.
        let agree = match (first.kinds, own.kinds) {
            (false, true) => value(own) <= value(first),
            (true, false) => value(first) <= value(own),
            (true, true) => true,
            (false, false) => value(first) == value(own),
        };
        let over_time = match (first.cumulative, own.cumulative) {
            (true, false) => value(first) >= value(own),
            (false, true) => value(own) >= value(first),
            _ => false,
        };
        if !agree && !over_time && unit(first) == unit(own) {
            repeated.push(Repeated { first: first.quantity, second: own.quantity });
        }
    }
    repeated.extend(exceeded(&firsts, quantities));
    repeated
}

/// 主动公开信息15条 beside 在门户网站主动公开信息22条: a part that is more than the whole.
fn exceeded(firsts: &[&Counted], quantities: &[Quantity]) -> Option<Repeated> {
    let value = |own: &Counted| quantities.get(own.quantity).and_then(|each| each.numeral.integer());
    let unit = |own: &Counted| quantities.get(own.quantity).map(|each| each.unit);
    let whole = firsts.iter().find(|each| each.open && each.thing == Thing::Whole(Verb::Open))?;
    let above = |each: &&&Counted| {
        let within =
            matches!(each.thing, Thing::Outlet(_)) && each.open && (!each.cumulative || whole.cumulative);
        // 网站主动公开信息17430条 beside 主动公开政府信息130条: not all that a site shows is government information.
        let named = quantities.get(each.quantity).is_some_and(|own| own.phrase.contains("政府信息"));
        let near = value(each) <= value(whole).map(|whole| whole.saturating_mul(2));
        within && (named || near) && unit(each) == unit(whole) && value(each) > value(whole)
    };
    let part = firsts.iter().find(above)?;
    let (first, second) = (whole.quantity.min(part.quantity), whole.quantity.max(part.quantity));
    Some(Repeated { first, second })
}

/// The numbers that count all that was published, altogether or on a web site.
pub(super) fn published_in_all(counted: &[Counted]) -> Vec<Published> {
    let whole = |own: &Counted| {
        let site = match &own.thing {
            Thing::Whole(Verb::Open) => false,
            Thing::Outlet(name) if site(name).is_some() => true,
            Thing::Outlet(_) | Thing::Class(_) | Thing::Whole(_) | Thing::Held(_) => return None,
        };
        (!own.kinds).then_some(Published { quantity: own.quantity, site })
    };
    counted.iter().filter_map(whole).collect()
}

/// How many things are told apart.
const MOST: usize = 32;

/// How many web sites the numbers are said of.
fn sites(counted: &[Counted]) -> usize {
    let mut names: Vec<&[char]> = Vec::new();
    for own in counted {
        if let Thing::Outlet(name) = &own.thing
            && site(name).is_some_and(|prefix| !prefix.is_empty())
            && !names.contains(&name.as_slice())
            && names.len() < MOST
        {
            names.push(name);
        }
    }
    names.len()
}

/// What stands before the general word for a web site that a name ends with.
fn site(name: &[char]) -> Option<&[char]> {
    const GENERAL: [&str; 8] =
        ["政府门户网站", "官方网站", "政府网站", "门户网站", "部门网站", "网站", "官网", "门户网"];
    GENERAL.iter().find_map(|general| {
        let general: Vec<char> = general.chars().collect();
        name.strip_suffix(general.as_slice())
    })
}

fn same(left: &Thing, right: &Thing, sites: usize) -> bool {
    let (left, right) = match (left, right) {
        (Thing::Outlet(left), Thing::Outlet(right)) => (left, right),
        // What was 公开 in the whole year is what was 主动公开.
        (Thing::Whole(Verb::Open), Thing::Whole(Verb::Disclose))
        | (Thing::Whole(Verb::Disclose), Thing::Whole(Verb::Open))
        // What was made and is open need not be all that was published, by whatever word; where that is 主动公开, it is.
        | (Thing::Class(Openness::Open), Thing::Whole(Verb::Open))
        | (Thing::Whole(Verb::Open), Thing::Class(Openness::Open)) => return true,
        _ => return left == right,
    };
    if left == right {
        return true;
    }
    let (longer, shorter) = if left.len() > right.len() { (left, right) } else { (right, left) };
    match (site(longer), site(shorter)) {
        // 通过政府网站: the only site that is named.
        (Some(_), Some([])) => sites <= 1,
        (None, None) => shorter.len() >= 4 && longer.ends_with(shorter),
        _ => false,
    }
}

/// Whether a clause says of all that was published, in a place or altogether, how much it is.
pub(super) fn counts_all(left: &Window) -> bool {
    matches!(published(left, &|_| false, false), Some((thing, false)) if !matches!(thing, Thing::Whole(Verb::Disclose | Verb::Publish)))
}

/// What a clause says was published: 通过…网站主动公开政府信息, and nothing that narrows it.
fn published(left: &Window, own: &dyn Fn(&[char]) -> bool, among: bool) -> Option<(Thing, bool)> {
    let Object { first, words: object, kinds } = object(left)?;
    let before = left.part(0, first);
    let opens = before
        .tokens
        .iter()
        .position(|token| ["通过", "在", "利用", "依托", "于"].iter().any(|words| before.is(token, words)));
    let name = outlet(&before, opens);
    let outlet = left.tokens.iter().take(first).any(is_outlet);
    match (outlet, name) {
        (true, Some(name)) => Some((Thing::Outlet(name), kinds)),
        (false, _)
            if !kinds
                && opens.is_none()
                && before
                    .tokens
                    .iter()
                    .all(|token| is_frame(token) || among && token.word() == Some(Word::Among))
                && before.residue(own) == 0 =>
        {
            let verb = match object.stream.character(object.from) {
                Some('主') => Verb::Open,
                // 2024年，全县共公开政府信息90条: of the whole year, and of what is counted as such.
                said if before.tokens.iter().any(is_of_year) && says_object(&object) => match said {
                    Some('公') => Verb::Disclose,
                    _ => Verb::Publish,
                },
                _ => return None,
            };
            Some((Thing::Whole(verb), kinds))
        }
        _ => None,
    }
}

/// What a clause says was published.
struct Object<'a> {
    /// The token of its verb.
    first: usize,
    /// From the verb up to the number.
    words: Window<'a>,
    /// Only some kinds of it are named.
    kinds: bool,
}

/// The verb of a clause and what it says was published, where that is information as such and nothing narrows it.
fn object<'a>(left: &Window<'a>) -> Option<Object<'a>> {
    const WHOLE: [&str; 17] = [
        "公开",
        "公开政务信息",
        "公开各类政务信息",
        "发布政务信息",
        "发布各类政务信息",
        "政务信息",
        "公开信息",
        "公开政府信息",
        "公开各类信息",
        "公开各类政府信息",
        "发布信息",
        "发布各类信息",
        "发布政府信息",
        "政府信息",
        "信息",
        "各类信息",
        "发布",
    ];
    let narrows = |word: Word| {
        matches!(
            word,
            Word::Qualifier
                | Word::Withdrawn
                | Word::Rest
                | Word::Change
                | Word::Negation
                | Word::Title
                | Word::Document(_)
                | Word::Decision(_)
                | Word::Narrow
                | Word::System
                | Word::Request
                | Word::Version(_)
        )
    };
    if left.has(narrows) {
        return None;
    }
    let is_object = |token: &Token| {
        let text = left.stream.text(token.start, token.end);
        token.word() == Some(Word::Disclosure) && (WHOLE.contains(&text.as_str()) || text == "主动公开")
    };
    // 审计信息专栏公开政府信息: the verb, not a part of the name.
    let is_verb = |token: &Token| {
        let text = left.stream.text(token.start, token.end);
        is_object(token) && ["公开", "主动公开", "发布"].iter().any(|verb| text.starts_with(verb))
    };
    let first = left.tokens.iter().position(is_verb)?;
    // Only the verb, its object and words that add nothing, up to the number.
    let object = left.part(first, left.tokens.len());
    let plain = |token: &Token| {
        is_object(token)
            || matches!(token.word(), Some(Word::Glue | Word::Total | Word::Etcetera))
            || token.kind == TokenKind::Pause
    };
    let kinds = object.tokens.iter().any(|token| object.is(token, "等"));
    let named = object.tokens.iter().filter(|token| is_object(token)).count();
    if !kinds && (!object.tokens.iter().all(plain) || object.residue(&|_| false) > 0) || named == 0 {
        return None;
    }
    Some(Object { first, words: object, kinds })
}

/// Whether a word names a place of publication.
fn is_outlet(token: &Token) -> bool {
    matches!(token.word(), Some(Word::Channel | Word::Alien))
}

/// Words for the whole year.
fn is_of_year(token: &Token) -> bool {
    matches!(token.word(), Some(Word::Current | Word::Year(_)))
}

/// Whether 信息 is named as what was published.
fn says_object(object: &Window) -> bool {
    object.stream.text(object.from, object.to).contains("信息")
}

/// Words that say when and by whom, and nothing else.
fn is_frame(token: &Token) -> bool {
    matches!(
        token.word(),
        Some(
            Word::Current
                | Word::Year(_)
                | Word::Own
                | Word::Name
                | Word::ThisOrgan
                | Word::Wide
                | Word::WideTown
                | Word::Glue
                | Word::Total
        )
    )
}

/// The name of a place of publication without marks, times and the organ; `None` where there are several.
fn outlet(before: &Window, opens: Option<usize>) -> Option<Vec<char>> {
    let from = match opens {
        Some(at) => before.tokens.get(at)?.end,
        None => before
            .tokens
            .iter()
            .take_while(|token| is_frame(token))
            .last()
            .map_or(before.from, |token| token.end),
    };
    if before.tokens.iter().any(|token| {
        token.start >= from
            && (matches!(token.kind, TokenKind::Pause | TokenKind::Comma)
                || matches!(token.word(), Some(Word::Etcetera | Word::Year(_))))
    }) {
        return None;
    }
    // 县政府门户网站全年: the time is no part of the name.
    let time =
        before.tokens.last().filter(|last| last.word() == Some(Word::Current) && last.end == before.to);
    let to = time.map_or(before.to, |time| time.start.max(from));
    let mut name: Vec<char> =
        before.characters(from, to).into_iter().filter(|c| !among!("“”\"‘’'《》<>「」", *c)).collect();
    for ending in ["共", "累计", "共计", "上", "对外", "及时", "公布"] {
        let ending: Vec<char> = ending.chars().collect();
        if name.ends_with(&ending) {
            name.truncate(name.len() - ending.len());
        }
    }
    // 专栏 and 栏目 are the same.
    if let Some(stem) = name.strip_suffix(&['专', '栏']) {
        name = stem.iter().copied().chain(['栏', '目']).collect();
    }
    const LONGEST: usize = 40;
    (2..=LONGEST).contains(&name.len()).then_some(name)
}
