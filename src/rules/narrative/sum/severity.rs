//! How serious it is that the parts of a list do not add up: by how the list ends, and by whether its parts can be all
//! there are.

use crate::form::{CellId, ColumnId, ColumnRole, Role};
use crate::report::narrative::{Class, Closure, List, Openness, Quantity};
use crate::rules::narrative::closed::{
    FEWEST, adds_up, are_outlets, divided_by_among, ends_in_rest, goes_through_all, is_contained, is_most,
    is_near_miss, is_of_site_form, says_withdrawn,
};
use crate::rules::{Context, Severity};

/// How serious a difference is; `None` where the wording allows it.
pub(super) fn of(
    context: &Context,
    list: &List,
    parts: &[&Quantity],
    values: &[i64],
    sum: i64,
    total: i64,
) -> Option<Severity> {
    let quantities = context.report.narrative.quantities.as_slice();
    let whole = list.total.and_then(|at| quantities.get(at));
    let of_requests = whole.is_some_and(|whole| whole.class == Class::Requests);
    let all = |class: Class| parts.iter().all(|part| part.class == class);
    let columns: Vec<ColumnId> =
        parts.iter().filter_map(|part| part.readings.first()?.first()).map(|cell| cell.column()).collect();
    let both = columns.first() == Some(&ColumnRole::Natural.column()) && columns.len() > 1;
    let classes = [Openness::Open, Openness::OnRequest, Openness::Closed].map(Class::Openness);
    // A document is of one class: two of them can be less than the total, never more.
    let all_classes = classes.iter().all(|class| parts.iter().any(|part| part.class == *class));
    let by_openness = parts.iter().all(|part| classes.contains(&part.class)) && (all_classes || sum > total);
    let complete =
        by_openness || (all(Class::Applicant) && both) || (list.total.is_none() && all(Class::Result));
    let complete = complete || divides_as_the_form_does(list, parts, quantities);
    // 收到56件，予以公开23件，无法提供30件，结转下年度3件: nothing else can have become of them, if none was withdrawn.
    let carried = of_requests && parts.last().is_some_and(|last| last.is_carried_out());
    if carried && (sum > total || says_withdrawn(context, whole, parts)) {
        return None;
    }
    // 受理121件（其中本年新收112件，上年结转9件）: there are no others.
    let roles: Vec<Role> = parts
        .iter()
        .filter_map(|part| match only_reading(part)? {
            [cell] => Some(cell.row().role()),
            _ => None,
        })
        .collect();
    let complete =
        complete || carried || of_requests && parts.len() == 2 && roles == [Role::New, Role::CarriedIn];
    // A request came in one way, and in no other than those that are named.
    let ways = all(Class::Channel) && of_requests;
    let complete = complete || ways && sum < total && divided_by_among(context, list, parts);
    // One part may be contained in another: without it the rest add up.
    // Of many that end in 其他, hardly: what is in one of them is not in another.
    let exclusive =
        list.closure == Closure::Closed && values.len() >= List::MOST_EXAMPLES && !are_outlets(parts);
    let contained = values.len() > 2
        && sum > total
        && is_contained(values, sum, total)
        && !exclusive
        && !excludes_each_other(parts);
    if sum > total && whole.is_some_and(is_consultation) && are_ways_of_asking(parts) {
        return Some(Severity::Warning);
    }
    match list.closure {
        Closure::Open => (sum > total).then_some(Severity::Notice),
        Closure::Including => {
            (sum > total || is_near_miss(list, parts, sum, total)).then_some(Severity::Notice)
        }
        _ if contained && !complete => Some(Severity::Notice),
        Closure::Closed => {
            // The same information may stand in several places, and is counted once.
            let several =
                are_outlets(parts) && sum > total && !adds_up(context, list) && !ends_in_rest(parts);
            Some(if several { Severity::Notice } else { Severity::Warning })
        }
        Closure::Unsaid if complete => Some(Severity::Warning),
        Closure::Unsaid if sum > total && (all(Class::Result) || all(Class::CaseResult) || ways) => {
            Some(Severity::Warning)
        }
        // Two of the six kinds of results, or examples of what was published.
        Closure::Unsaid if sum < total && parts.len() <= 2 && all(Class::Result) => None,
        Closure::Unsaid if parts.len() >= List::MOST_EXAMPLES || is_of_site_form(parts) => {
            Some(Severity::Notice)
        }
        Closure::Unsaid if goes_through_all(parts, values) => Some(Severity::Notice),
        Closure::Unsaid if !is_most(sum, total) || (parts.len() < FEWEST && sum * 4 < total * 3) => None,
        Closure::Unsaid => Some(Severity::Notice),
    }
}

/// Whether a number is one of people who asked for advice: 接待咨询30人次.
fn is_consultation(quantity: &Quantity) -> bool {
    quantity.phrase.contains("咨询")
}

/// Whoever asks for advice asks in one way: 咨询30人次，其中电话咨询20人次、现场咨询15人次 are too many.
fn are_ways_of_asking(parts: &[&Quantity]) -> bool {
    const WAYS: [&str; 10] = ["现场", "当面", "窗口", "来访", "电话", "来电", "热线", "网上", "网络", "信函"];
    parts.len() > 1
        && parts.iter().all(|part| {
            let of_the_one_before = ["含", "包括", "其中"].iter().any(|word| part.phrase.contains(word));
            !of_the_one_before && WAYS.iter().filter(|way| part.phrase.contains(**way)).count() == 1
        })
}

/// The cells that a number is meant to equal, where there is one reading.
fn only_reading(quantity: &Quantity) -> Option<&[CellId]> {
    match quantity.readings.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// Whether parts are of cells none of which belongs to two of them: no part is contained in another.
fn excludes_each_other(parts: &[&Quantity]) -> bool {
    let mut cells: Vec<CellId> = Vec::new();
    for part in parts {
        let Some(own) = only_reading(part) else { return false };
        if own.iter().any(|cell| cells.contains(cell)) {
            return false;
        }
        cells.extend(own);
    }
    true
}

/// Whether the cells of the parts together are those of the total: 未经复议直接起诉 and 复议后起诉 of the lawsuits.
fn divides_as_the_form_does(list: &List, parts: &[&Quantity], quantities: &[Quantity]) -> bool {
    let whole = list.total.and_then(|at| quantities.get(at)).and_then(only_reading);
    let Some(whole) = whole.filter(|_| excludes_each_other(parts)) else { return false };
    let cells: Vec<CellId> = parts.iter().filter_map(|part| only_reading(part)).flatten().copied().collect();
    cells.len() == whole.len() && cells.iter().all(|cell| whole.contains(cell))
}
