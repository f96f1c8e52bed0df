//! The explanations of one connected part of a report, split into groups that have nothing to do with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::candidate::Candidate;
use super::compound::{self, Changes, Hypothesis, Shape};
use super::core::{self, Limits, Located, Part};
use super::model::{Model, Trial};
use super::rank::{self, Scale};
use crate::order::Order;

/// A group of broken rules with its explanations, best first.
#[derive(Debug, Clone)]
pub(super) struct Solved {
    pub broken: Vec<usize>,
    pub candidates: Vec<Candidate>,
    pub located: Located,
}

/// Steps for the hypotheses and for what is left beside them.
const STEPS_BESIDE: u64 = 150_000;
/// Hypotheses that leave something broken and are tried together with single cells.
const MOST_PARTIAL: usize = 4;

/// Explains the broken rules of one part.
pub(super) fn solve(model: &Model, part: &Part, scale: &Scale) -> Vec<Solved> {
    let broken: Vec<usize> = part.rules.iter().copied().filter(|&rule| model.residual(rule) != 0).collect();
    let (weight, mut found): (Option<u32>, Vec<Candidate>) = match &part.located {
        Located::Sets { weight, sets, .. } => {
            let candidates = sets
                .iter()
                .map(|set| {
                    let cells = set.variables.iter().copied().zip(set.values.iter().copied()).collect();
                    Candidate::new(model, None, cells)
                })
                .collect();
            (Some(*weight), candidates)
        }
        Located::TooMany { .. } | Located::Impossible => (None, Vec::new()),
    };
    let mut hypotheses = Vec::new();
    if weight != Some(1) && !broken.is_empty() {
        let mut steps = STEPS_BESIDE;
        hypotheses = compound::hypotheses(model, &broken, &mut steps);
        add_compounds(model, &broken, &hypotheses, steps, &mut found);
    } else if let [_] = *broken {
        // One sum alone does not tell a wrong number from a row that stands one column too far.
        let shifted = compound::shifted_rows(model, &broken, &mut { STEPS_BESIDE });
        let explains = |each: &Hypothesis| Trial::new(model).explains(&broken, &each.changes);
        let shifted = shifted.into_iter().filter(explains);
        found.extend(shifted.map(|each| Candidate::new(model, Some(each), Vec::new())));
    }
    if found.is_empty() {
        return split_by_cells(model, &broken)
            .into_iter()
            .map(|broken| Solved { broken, candidates: Vec::new(), located: part.located.clone() })
            .collect();
    }
    group(model, &broken, &found)
        .into_iter()
        .map(|(broken, mut candidates)| {
            name(model, &broken, &hypotheses, &mut candidates);
            for candidate in &mut candidates {
                candidate.score = scale.points(candidate);
            }
            candidates.order_by(|a, b| (a.score, &a.changes).cmp(&(b.score, &b.changes)));
            if let Some(best) = candidates.first().filter(|_| weight == Some(1)).map(|best| best.score) {
                candidates.retain(|each| each.compound.is_none() || each.score <= best + rank::BESIDE);
            }
            Solved { broken, candidates, located: part.located.clone() }
        })
        .collect()
}

/// Adds the errors that move several cells, where they explain more with less.
fn add_compounds(
    model: &Model,
    broken: &[usize],
    hypotheses: &[Hypothesis],
    mut steps: u64,
    found: &mut Vec<Candidate>,
) {
    let outside = model.broken().len().saturating_sub(broken.len());
    let mut single: BTreeSet<Changes> = BTreeSet::new();
    single.extend(found.iter().map(|candidate| candidate.changes.clone()));
    let least = found.iter().map(|candidate| candidate.cost).min();
    let smallest = single.clone();
    let mut best = least.unwrap_or(u32::MAX);
    let mut partial: Vec<&Hypothesis> = Vec::new();
    for hypothesis in hypotheses {
        if hypothesis.broken_after > outside {
            if hypothesis.kind.is_one() && partial.len() < MOST_PARTIAL {
                partial.push(hypothesis);
            }
            continue;
        }
        let candidate = Candidate::new(model, Some(hypothesis.clone()), Vec::new());
        // Lines as wholes are measured by how much of them is wrong: the number of cells says little.
        let alternative = !hypothesis.kind.is_one();
        if single.contains(&hypothesis.changes) {
            // The same cells under a name that says more.
            found.retain(|each| each.compound.is_some() || each.changes != hypothesis.changes);
        } else if candidate.cost > best && !alternative {
            continue;
        }
        if !matches!(hypothesis.kind, Shape::Together { .. }) {
            best = best.min(candidate.cost);
        }
        single.insert(hypothesis.changes.clone());
        found.push(candidate);
    }
    if best > 5 {
        for hypothesis in partial {
            let changed = model.with(&hypothesis.changes);
            let limits = Limits { steps: steps / 2, sets: 50, determined: false };
            steps -= steps / 4;
            let Ok(parts) = core::locate(&changed.problem(), limits) else { continue };
            let mut beside: Vec<Changes> = vec![Vec::new()];
            let mut possible = true;
            for part in parts {
                if !part.rules.iter().any(|rule| broken.contains(rule)) {
                    continue;
                }
                let Located::Sets { sets, .. } = part.located else {
                    possible = false;
                    break;
                };
                beside = beside
                    .iter()
                    .flat_map(|chosen| {
                        sets.iter().map(move |set| {
                            let mut cells = chosen.clone();
                            cells.extend(set.variables.iter().copied().zip(set.values.iter().copied()));
                            cells
                        })
                    })
                    .take(50)
                    .collect();
            }
            if !possible {
                continue;
            }
            for cells in beside {
                let overlaps =
                    cells.iter().any(|cell| hypothesis.changes.iter().any(|each| each.0 == cell.0));
                let candidate = Candidate::new(model, Some(hypothesis.clone()), cells);
                if overlaps || candidate.cost > best {
                    continue;
                }
                if !single.insert(candidate.changes.clone()) {
                    // The same cells under a name that says more; under two such names, the first stays.
                    let before = found.len();
                    found.retain(|each| each.compound.is_some() || each.changes != candidate.changes);
                    if found.len() == before {
                        continue;
                    }
                }
                best = candidate.cost;
                found.push(candidate);
            }
        }
    }
    // Where one error explains more, larger ones of its kind go; smallest sets of cells stay, under whatever name.
    found.retain(|candidate| {
        candidate.cost <= best
            || candidate.compound.as_ref().is_none_or(|each| !each.kind.is_one())
            || smallest.contains(&candidate.changes)
    });
}

/// Adds the errors that move several cells and explain a group by itself; a change that is listed as single cells
/// gets the name that says more.
fn name(model: &Model, broken: &[usize], hypotheses: &[Hypothesis], candidates: &mut Vec<Candidate>) {
    let single = |candidate: &Candidate| candidate.compound.is_none() && candidate.cells.len() == 1;
    if broken.is_empty() || candidates.iter().any(single) {
        return;
    }
    let mut least = candidates.iter().map(|each| each.cost).min().unwrap_or(u32::MAX);
    let mut place: BTreeMap<Changes, usize> = BTreeMap::new();
    place.extend(candidates.iter().enumerate().map(|(at, each)| (each.changes.clone(), at)));
    let mut trial = Trial::new(model);
    for hypothesis in hypotheses {
        if !trial.explains(broken, &hypothesis.changes) {
            continue;
        }
        let candidate = Candidate::new(model, Some(hypothesis.clone()), Vec::new());
        match place.get(&hypothesis.changes).and_then(|&at| candidates.get_mut(at)) {
            Some(listed) if listed.compound.is_some() => {}
            Some(listed) => {
                least = least.min(candidate.cost);
                *listed = candidate;
            }
            None if candidate.cost <= least && hypothesis.kind.is_one() => {
                least = candidate.cost;
                place.insert(hypothesis.changes.clone(), candidates.len());
                candidates.push(candidate);
            }
            None => {}
        }
    }
}

/// Splits the broken rules into groups that no explanation connects, and each explanation with them.
fn group(model: &Model, broken: &[usize], found: &[Candidate]) -> Vec<(Vec<usize>, Vec<Candidate>)> {
    let mut parent: Vec<usize> = (0..model.rules.len()).collect();
    let mut trial = Trial::new(model);
    let clusters: Vec<Vec<Cluster>> =
        found.iter().map(|candidate| clusters(model, &mut trial, candidate)).collect();
    for cluster in clusters.iter().flatten() {
        let mut concerned = cluster.rules.iter().copied().filter(|rule| broken.contains(rule));
        if let Some(first) = concerned.next() {
            for rule in concerned {
                unite(&mut parent, first, rule);
            }
        }
    }
    let mut roots: Vec<usize> = Vec::new();
    for &rule in broken {
        let root = root(&parent, rule);
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    let mut groups: Vec<(Vec<usize>, Vec<Candidate>)> = Vec::new();
    for &own in &roots {
        let rules: Vec<usize> = broken.iter().copied().filter(|&rule| root(&parent, rule) == own).collect();
        let mut seen: BTreeSet<Changes> = BTreeSet::new();
        let mut candidates = Vec::new();
        for list in &clusters {
            let mut part = Candidate::new(model, None, Vec::new());
            for cluster in list.iter().filter(|cluster| cluster.rules.iter().any(|rule| rules.contains(rule)))
            {
                if cluster.compound.is_some() {
                    part.compound.clone_from(&cluster.compound);
                }
                part.cells.extend(cluster.cells.iter().copied());
            }
            part.cells.order();
            let part = Candidate::new(model, part.compound, part.cells);
            // Guaranteed for whole explanations, checked for their parts.
            if !part.changes.is_empty()
                && trial.explains(&rules, &part.changes)
                && seen.insert(part.changes.clone())
            {
                candidates.push(part);
            }
        }
        groups.push((rules, candidates));
    }
    if broken.is_empty() {
        // Values that cannot be, in sums that hold: negative numbers.
        groups.push((Vec::new(), found.to_vec()));
    }
    // A group of several sums whose least explanation is one cell needs no larger one beside it.
    for (broken, candidates) in &mut groups {
        if candidates.iter().any(|each| each.compound.is_none() && each.cells.len() == 1) {
            let shifted = |each: &Candidate| {
                broken.len() == 1
                    && each.cells.is_empty()
                    && each.compound.as_ref().is_some_and(|each| matches!(each.kind, Shape::RowShift { .. }))
            };
            candidates.retain(|each| shifted(each) || (each.cells.len() == 1 && each.compound.is_none()));
        }
    }
    groups
}

struct Cluster {
    compound: Option<Hypothesis>,
    cells: Changes,
    rules: Vec<usize>,
}

/// The independent parts of one explanation: cells that share no rule do not belong together.
fn clusters(model: &Model, trial: &mut Trial, candidate: &Candidate) -> Vec<Cluster> {
    let mut rules_of = |changes: &[(usize, i64)]| -> Vec<usize> {
        let mut rules: Vec<usize> = changes
            .iter()
            .flat_map(|&(variable, _)| model.rules_of(variable).iter().map(|each| each.0))
            .collect();
        // Those of the blank totals that follow too.
        rules.extend(trial.concerned(changes).iter().map(|each| each.0));
        rules.order();
        rules.dedup();
        rules
    };
    let mut list: Vec<Cluster> = Vec::new();
    if let Some(hypothesis) = &candidate.compound {
        let rules = rules_of(&hypothesis.changes);
        list.push(Cluster { compound: Some(hypothesis.clone()), cells: Vec::new(), rules });
    }
    for &cell in &candidate.cells {
        let mut merged = Cluster { compound: None, cells: vec![cell], rules: rules_of(&[cell]) };
        let (with, without): (Vec<Cluster>, Vec<Cluster>) = list
            .into_iter()
            .partition(|cluster| cluster.rules.iter().any(|rule| merged.rules.contains(rule)));
        list = without;
        for cluster in with {
            merged.compound = merged.compound.or(cluster.compound);
            merged.cells.extend(cluster.cells);
            merged.rules.extend(cluster.rules);
        }
        list.push(merged);
    }
    list
}

/// Broken rules that share a cell belong together: all there is to go by when nothing explains them.
fn split_by_cells(model: &Model, broken: &[usize]) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..model.rules.len()).collect();
    for (at, &rule) in broken.iter().enumerate() {
        for &other in broken.iter().skip(at + 1) {
            let shares =
                model.terms(rule).iter().any(|term| model.terms(other).iter().any(|each| each.0 == term.0));
            if shares {
                unite(&mut parent, rule, other);
            }
        }
    }
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for &rule in broken {
        let own = root(&parent, rule);
        match groups.iter_mut().find(|group| group.0 == own) {
            Some((_, rules)) => rules.push(rule),
            None => groups.push((own, vec![rule])),
        }
    }
    groups.into_iter().map(|(_, rules)| rules).collect()
}

fn root(parent: &[usize], mut rule: usize) -> usize {
    while let Some(&up) = parent.get(rule) {
        if up == rule {
            break;
        }
        rule = up;
    }
    rule
}

fn unite(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    if let Some(place) = parent.get_mut(a.max(b)) {
        *place = a.min(b);
    }
}
