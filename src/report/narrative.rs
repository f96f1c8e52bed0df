//! The numbers of the narrative: what each says, what it counts, and the cells that it must equal.

use crate::document::Place;
use crate::form::{CellId, Role};
use crate::text::numerals::Numeral;

/// What was understood of the narrative.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Narrative {
    /// All numbers, and words that stand for one, in reading order.
    pub quantities: Vec<Quantity>,
    /// Totals with the parts that are listed after them.
    pub lists: Vec<List>,
    /// Percentages that are said with 占.
    pub shares: Vec<Share>,
    /// Percentages of rows or columns of table 3 that are named without their numbers.
    pub named_shares: Vec<NamedShare>,
    /// Rates of what was closed, said after both numbers.
    pub rates: Vec<Rate>,
    /// Changes since last year that can be followed.
    pub growths: Vec<Growth>,
    /// Places that give two numbers for the same thing, of what no table counts.
    pub repeated: Vec<Repeated>,
    /// Numbers that count all that was published, altogether or on a web site.
    pub published: Vec<Published>,
    /// Places where a number should stand and none does.
    pub blanks: Vec<Blank>,
    /// Whether the text was too long to be looked at to its end.
    pub cut: bool,
}

/// A number of the narrative, or words that stand for one (没有, 全部办结).
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number; 0 for words that deny.
    pub numeral: Numeral,
    /// Its unit; empty where it has none.
    pub unit: &'static str,
    /// Where it stands, unit included.
    pub place: Place,
    /// The words around it, for messages.
    pub phrase: String,
    /// What it says.
    pub claim: Claim,
    /// What it counts, as far as that was understood.
    pub class: Class,
    /// The sums of cells that it may be meant to equal; empty where it is bound to nothing. One that holds is enough.
    pub readings: Vec<Vec<CellId>>,
    /// How much a difference from its cells says.
    pub strength: Strength,
    /// Why it is bound to nothing, where it is.
    pub reason: Reason,
    /// Number of the section that it stands in; 0 where the text could not be divided.
    pub section: u8,
    /// Number of its paragraph, counted through the report.
    pub paragraph: u32,
}

/// In what way a quantity says its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Claim {
    /// By a number.
    Number,
    /// By a percentage.
    Percentage,
    /// By denying (没有, 未, 无): 0.
    Nothing,
    /// By telling what became of a case: there was one at least.
    Told,
    /// By saying that all are closed: nothing is carried over.
    AllClosed,
    /// By saying that all were upheld: no other result.
    AllUpheld,
    /// By saying that all who asked are natural persons: no organisation.
    AllAlike,
}

/// Why a quantity is compared with nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No table counts what it counts.
    Class,
    /// What it counts is not understood, or something narrows it.
    Unclear,
    /// Its clause speaks of something else.
    OtherMatter,
    /// It is of another year, or of a part of this one.
    OtherTime,
    /// It is planned.
    Plan,
    /// It is of less than the organ, or of another.
    OtherScope,
    /// It says by how much something changed.
    Change,
    /// It is denied (没有超过3件).
    Denied,
    /// It is of those that were withdrawn.
    Withdrawn,
    /// Something narrows it (涉及, 补正, 延期).
    Narrowed,
    /// It is a part of what was counted before it (其余8件均已答复).
    Part,
    /// It is of one way of coming in only.
    OneWay,
    /// The text gives two numbers as received.
    TwoReceived,
    /// Cases of the organ's other work, of others, or not said to be about government information.
    OtherCases,
    /// The form has no cell for it.
    NoCell,
}

/// How much it says that a quantity differs from its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Agreement is worth telling, a difference says nothing: something else may be meant.
    Slight,
    /// Most likely meant; the sentence is not understood as a whole.
    Likely,
    /// Every word of the sentence up to the end of its clause is understood; whose numbers they are is not said: a
    /// government may speak of itself without its departments.
    Understood,
    /// Every word of the sentence up to the end of its clause is understood, and leaves one meaning.
    Certain,
}

/// What a quantity counts, as far as lists and shares need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Requests received, carried over or closed.
    Requests,
    /// Requests by result.
    Result,
    /// Requests by kind of applicant.
    Applicant,
    /// Requests by the way they came.
    Channel,
    /// Cases of review and litigation.
    Case,
    /// Cases by result.
    CaseResult,
    /// Documents, decisions, fees of table 2.
    Disclosure,
    /// Information published, by number.
    Information,
    /// Information published, by the place that it was published in.
    Outlet,
    /// Documents by class of openness (公开属性).
    Openness(Openness),
    /// Persons, households, organs.
    Persons,
    /// Visits, readings, followers.
    Visits,
    /// Lengths of time.
    Time,
    /// Amounts of money.
    Money,
    /// Anything else.
    Other,
}

/// A class of openness: what is decided about a document when it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Openness {
    /// 主动公开.
    Open,
    /// 依申请公开.
    OnRequest,
    /// 不予公开, 不公开.
    Closed,
}

/// A total with the parts listed after it, as indices into [`Narrative::quantities`].
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The total; `None` where the parts are all results of requests, whose total is the number of answers.
    pub total: Option<usize>,
    /// The parts.
    pub parts: Vec<usize>,
    /// Whether the parts are said to be all there is.
    pub closure: Closure,
}

impl List {
    /// Fewest parts that hardly are examples, however little of the total they come to.
    pub const MOST_EXAMPLES: usize = 6;
}

/// A percentage that is said with 占.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The percentage, as an index into [`Narrative::quantities`].
    pub percentage: usize,
    /// What it is the share of.
    pub of: ShareOf,
    /// Shares of one sentence that nothing comes between have the same number.
    pub group: usize,
}

/// A percentage that is said of a row or column of table 3 by its name: 自然人申请占新收总数的89.3%.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedShare {
    /// The percentage, as an index into [`Narrative::quantities`].
    pub percentage: usize,
    /// The cells of the part, and of the whole, in each way that it may be meant.
    pub ratios: Vec<(Vec<CellId>, Vec<CellId>)>,
    /// Those of one sentence have the same number.
    pub group: usize,
    /// Whether the words say what the whole is (新收总数).
    pub based: bool,
}

/// What a percentage is the share of, as indices into [`Narrative::quantities`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShareOf {
    /// The number that it stands beside.
    Number(usize),
    /// Documents by class of openness, named again.
    Openness(Vec<usize>),
    /// Something whose number is not known.
    Unsaid,
}

/// 受理34件，办结33件，办结率97.1%: how much of what came in was closed, as indices into [`Narrative::quantities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// The percentage.
    pub rate: usize,
    /// What came in.
    pub received: usize,
    /// What was closed of it.
    pub closed: usize,
}

/// What the text says of a number and last year's, as indices into [`Narrative::quantities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Growth {
    /// This year's number.
    pub now: usize,
    /// Last year's number.
    pub before: Option<usize>,
    /// By how many it changed.
    pub by: Option<(usize, Direction)>,
    /// By how much of last year's number it changed.
    pub rate: Option<(usize, Direction)>,
    /// That it changed, said in words alone (有所增加).
    pub told: Option<Direction>,
}

/// Two numbers of the same thing, as indices into [`Narrative::quantities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeated {
    /// Where it is said first.
    pub first: usize,
    /// Where it is said otherwise.
    pub second: usize,
}

/// A number that counts all that was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// As an index into [`Narrative::quantities`].
    pub quantity: usize,
    /// Whether on a web site only.
    pub site: bool,
}

/// In which direction a number changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// 增加.
    Up,
    /// 减少.
    Down,
}

/// Whether the parts of a list are all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closure {
    /// The last part is 其他, or the parts divide by one complete scheme.
    Closed,
    /// Nothing says that it is open, nothing that it is closed.
    Unsaid,
    /// 包括 or 涵盖 leads to the parts: all of them, or examples.
    Including,
    /// 等, 含 or 主要 says that there is more.
    Open,
}

/// A place where a number should stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// The words around it.
    pub phrase: String,
    /// Where it is.
    pub place: Place,
}

impl Narrative {
    /// This and what the next section says: its indices are moved behind those that are here.
    #[must_use]
    pub fn followed_by(mut self, next: Self) -> Self {
        let moved = self.quantities.len();
        let groups = self.shares.last().map_or(0, |last| last.group + 1);
        self.quantities.extend(next.quantities);
        self.lists.extend(next.lists.into_iter().map(|list| List {
            total: list.total.map(|total| total + moved),
            parts: list.parts.into_iter().map(|part| part + moved).collect(),
            ..list
        }));
        self.shares.extend(next.shares.into_iter().map(|share| Share {
            percentage: share.percentage + moved,
            of: match share.of {
                ShareOf::Number(at) => ShareOf::Number(at + moved),
                ShareOf::Openness(parts) => {
                    ShareOf::Openness(parts.into_iter().map(|part| part + moved).collect())
                }
                ShareOf::Unsaid => ShareOf::Unsaid,
            },
            group: share.group + groups,
        }));
        let named = self.named_shares.last().map_or(0, |last| last.group + 1);
        self.named_shares.extend(next.named_shares.into_iter().map(|share| NamedShare {
            percentage: share.percentage + moved,
            group: share.group + named,
            ..share
        }));
        self.rates.extend(next.rates.into_iter().map(|rate| Rate {
            rate: rate.rate + moved,
            received: rate.received + moved,
            closed: rate.closed + moved,
        }));
        self.growths.extend(next.growths.into_iter().map(|growth| Growth {
            now: growth.now + moved,
            before: growth.before.map(|before| before + moved),
            by: growth.by.map(|(at, direction)| (at + moved, direction)),
            rate: growth.rate.map(|(at, direction)| (at + moved, direction)),
            told: growth.told,
        }));
        self.blanks.extend(next.blanks);
        self
    }
}

impl Quantity {
    /// Whether, read as a share, it is that of a part in a base, to one unit of its last digit; `per` of its unit make a
    /// whole.
    pub(crate) fn is_share(&self, part: i64, base: i64, per: i64) -> bool {
        let power = 10_i128.pow(self.numeral.scale.min(9));
        // |part/base·per − digits/power| ≤ 1/power, without fractions.
        let left =
            i128::from(part) * i128::from(per) * power - i128::from(self.numeral.digits) * i128::from(base);
        left.abs() <= i128::from(base)
    }

    /// Whether it counts what is carried over into the next year, however it is read.
    #[must_use]
    pub fn is_carried_out(&self) -> bool {
        let out = |cells: &Vec<CellId>| cells.iter().all(|cell| cell.row().role() == Role::CarriedOut);
        self.is_bound() && self.readings.iter().all(out)
    }

    /// Whether it is bound to cells.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        !self.readings.is_empty()
    }
}
