//! Whether two names are those of one organ.

use super::{Organ, OrganKind};
use crate::text::fold::folded;

/// A name without what names of one organ may differ in: 人民政府 behind a place, the office of a township, 管委会.
#[must_use]
pub fn key(name: &str) -> String {
    let organ = Organ::named(name);
    let places = organ.places.concat();
    let without = |endings: &[&str]| {
        endings
            .iter()
            .find_map(|ending| organ.folded.strip_suffix(ending))
            .unwrap_or(&organ.folded)
            .to_owned()
    };
    match organ.kind {
        OrganKind::Township if !places.is_empty() => places,
        // The office of a county's government reports for itself, beside the county.
        OrganKind::Government if organ.office && !places.is_empty() => format!("{places}办公室"),
        OrganKind::Government if !organ.office && !places.is_empty() => places,
        OrganKind::Government if !organ.office => without(&["人民政府", "政府"]),
        OrganKind::Zone if !organ.office => without(&["管理委员会", "管委会"]),
        _ => organ.folded,
    }
}

/// Whether one name is the other with the places before it left out or shortened: 教育局, 县教育局 for 云岭县教育局.
#[must_use]
pub fn is_short_for(one: &str, other: &str) -> bool {
    let (one, other) = (key(one), key(other));
    let (short, long) =
        if one.chars().count() <= other.chars().count() { (one, other) } else { (other, one) };
    if short == long {
        return true;
    }
    let begins = |prefix: &str, level: Option<char>| {
        let places = Organ::parse(prefix).is_some_and(|organ| organ.places.concat() == prefix);
        places && level.is_none_or(|level| prefix.ends_with(level) || prefix.contains(level))
    };
    let rest = |core: &str| long.strip_suffix(core).map(str::to_owned);
    if short.chars().count() >= 2 && rest(&short).is_some_and(|prefix| begins(&prefix, None)) {
        return true;
    }
    let mut characters = short.chars();
    let level = characters.next().filter(|c| among!("省市州盟县旗区镇乡", *c));
    let core = characters.as_str();
    let behind = level.and_then(|level| Some((rest(core)?, level)));
    core.chars().count() >= 2 && behind.is_some_and(|(prefix, level)| begins(&prefix, Some(level)))
}

/// Whether one name holds the characters of the other in their order: a hint for a person, nothing more.
#[must_use]
pub fn is_like(one: &str, other: &str) -> bool {
    let characters = |name: &str| folded(name).chars().collect::<Vec<_>>();
    Organ::named(one).is_called(&characters(other)) || Organ::named(other).is_called(&characters(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_organ_has_one_key_and_an_office_of_a_county_is_another() {
        for (one, other) in [
            ("青禾镇", "青禾镇人民政府"),
            ("青禾镇党政办公室", "青禾镇人民政府"),
            ("松溪街道办事处", "松溪街道"),
            ("云岭县", "云岭县人民政府"),
            ("云岭县政府办公室", "云岭县人民政府办公室"),
            ("云岭县經開區管委会", "云岭县经开区管理委员会"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("云岭县人民政府"), key("云岭县人民政府办公室"));
        assert_ne!(key("云岭县水务局"), key("白石县水务局"));
    }

    #[test]
    fn short_names_leave_out_places_only() {
        for (one, other) in [
            ("教育局", "云岭县教育局"),
            ("县教育局", "云岭县教育局"),
            ("云岭县教育局", "平江市云岭县教育局"),
            ("青禾镇", "云岭县青禾镇人民政府"),
        ] {
            assert!(is_short_for(one, other) && is_short_for(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("市教育局", "云岭县教育局"),
            ("环境局", "云岭县生态环境局"),
            ("白石县教育局", "云岭县教育局"),
            ("育局", "云岭县教育局"),
            ("云岭县", "云岭县教育局"),
            ("云岭县人民政府", "云岭县人民政府办公室"),
        ] {
            assert!(!is_short_for(one, other), "{one} {other}");
        }
    }
}
