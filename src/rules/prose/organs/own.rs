//! What the organ whose report it is can be called, and which names are those of others.

use crate::report::Report;
use crate::report::organ::{Organ, OrganKind, town_suffix};
use crate::text::fold::folded;

/// The organ whose report it is, in what names can be compared by.
pub(super) struct Own {
    /// All names that the report gives it, folded.
    names: Vec<String>,
    /// What kind it is.
    pub(super) kind: OrganKind,
    /// The last place in its name (果耶镇), where its kind is told by one.
    pub(super) place: Option<String>,
    /// The narrowest place and the name behind it, where it is a department.
    department: Option<(String, String)>,
}

impl Own {
    pub(super) fn of(report: &Report) -> Option<Self> {
        let organ = report.organ.as_ref()?;
        // What belongs to another organ, or has superiors of its own, names others in its own place rightly.
        let named =
            organ.is_government() || matches!(organ.kind, OrganKind::Township | OrganKind::Department);
        let mut names = vec![organ.folded.clone()];
        names.extend(report.title.as_ref().map(|title| folded(&title.text)));
        let place = organ.own_place().map(str::to_owned);
        let department = organ.place().filter(|_| organ.kind == OrganKind::Department).and_then(|place| {
            let at = organ.folded.rfind(place)? + place.len();
            Some((place.to_owned(), organ.folded.get(at..)?.to_owned()))
        });
        named.then_some(Self { place, names, kind: organ.kind, department })
    }

    /// Whether a name can be one of this organ's: contained in one of its names, or a short form of it (科技局).
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.names
            .iter()
            .any(|own| own.contains(name) || is_subsequence(name, own) || is_subsequence(own, name))
    }

    /// Whether a name of it is that of a government's office.
    pub(super) fn is_office(&self) -> bool {
        self.names.iter().any(|own| own.contains("办公室") || own.contains("办公厅"))
    }

    /// Whether a place is one that this organ belongs to: its name begins with it and goes on.
    pub(super) fn is_of(&self, place: &str) -> bool {
        let behind = |name: &String| name.split_once(place).map(|(_, rest)| rest.chars().count());
        let own = self.place.as_deref() == Some(place) && self.kind == OrganKind::Township;
        !own && self.names.first().and_then(behind).is_some_and(|rest| rest > 2)
    }

    /// Whether a full name is that of the same department of another place: 临江市教育局 for 松岭县教育局.
    pub(super) fn is_namesake(&self, name: &str) -> bool {
        let Some((place, department)) = &self.department else { return false };
        let elsewhere = !name.contains(place.as_str()) && !self.is_called(name);
        elsewhere && name.ends_with(department.as_str()) && department.chars().count() >= 3
    }

    /// Whether a name stands in the same place as this department's.
    pub(super) fn is_neighbour(&self, name: &str) -> bool {
        self.department.as_ref().is_none_or(|(place, _)| name.contains(place))
    }

    /// Whether a name is that of a department of the place to which this department is known to belong.
    pub(super) fn is_in_its_place(&self, name: &str) -> bool {
        self.department.as_ref().is_some_and(|(place, _)| name.contains(place.as_str()))
    }

    /// Whether a name is that of a city, and this organ governs a county that no name of it puts into that city.
    pub(super) fn is_other_city(&self, name: &str) -> bool {
        const LENGTH: std::ops::RangeInclusive<usize> = 3..=4;
        let county = self.place.as_ref().is_some_and(|place| place.ends_with(['县', '区', '旗']));
        let city = name.ends_with('市') && LENGTH.contains(&name.chars().count()) && !name.starts_with('全');
        county && city && !self.names.iter().any(|own| own.contains(name))
    }

    /// Whether a place is of the same kind as this organ's own and another one.
    pub(super) fn is_other_place(&self, place: &str) -> bool {
        let Some(own) = &self.place else { return false };
        let suffix = |name: &str| PLACES.iter().find(|suffix| name.ends_with(**suffix)).copied();
        let township = |suffix: Option<&str>| suffix.is_some_and(|suffix| town_suffix(suffix).is_some());
        let same = match (suffix(own), suffix(place)) {
            (Some(own), Some(other)) => own == other || (township(Some(own)) && township(Some(other))),
            _ => false,
        };
        same && !self.is_called(place) && !self.names.iter().any(|name| name.contains(place))
    }
}

/// With what the short name of a department begins: 县水务局.
pub(super) const PLACE_SUFFIXES: [char; 7] = ['省', '市', '县', '区', '州', '旗', '盟'];

/// Kinds of places that have an organ of their own. 市 and 省 are left out: cities of two levels are called so.
pub(super) const PLACES: [&str; 7] = ["街道", "苏木", "镇", "乡", "县", "区", "旗"];

/// The place that a name governs: 果耶镇 of 舟曲县果耶镇人民政府; nothing for a department.
pub(super) fn own_place(name: &str) -> Option<String> {
    Organ::parse(name)?.own_place().map(str::to_owned)
}

/// Whether a name is that of the same department of another level: 市教育局 for 云溪县教育局.
pub(super) fn is_superior(name: &str, own: &Own) -> bool {
    let Some(level) = name.chars().next().filter(|first| PLACE_SUFFIXES.contains(first)) else {
        return false;
    };
    let rest = name.get(level.len_utf8()..).unwrap_or("");
    let Some((place, department)) = &own.department else { return false };
    let other = place.chars().last().is_some_and(|suffix| among!("县区旗", suffix) && suffix != level);
    // 综合实验区 and the like: what stands above it is not told by the suffix alone.
    let same = is_subsequence(rest, department) && rest.chars().count() >= 3;
    other && same && among!("市省", level)
}

/// Whether a name is that of a department that has nothing to do with this one.
pub(super) fn department(name: &str, own: &Own) -> bool {
    const SUPERIORS: [&str; 12] =
        ["政府", "党委", "县委", "市委", "区委", "省委", "政务", "数据", "小组", "国务院", "各", "总局"];
    const OWN_WORDS: [&str; 8] = ["我", "本", "全", "该", "市局", "县局", "区局", "省局"];
    // 市水务局 and 云溪县水务局 name an organ; what only ends in 局 may be any part of a sentence (今年我局).
    let organ = Organ::parse(name).filter(|organ| {
        organ.kind == OrganKind::Department && (!organ.places.is_empty() || name.starts_with(PLACE_SUFFIXES))
    });
    let Some(organ) = organ else { return false };
    if name.contains('我') || own.is_called(name) {
        return false;
    }
    // 区文旅局 of a 文化和旅游局 whose name says no level (a mirror may have taken its place).
    if own.department.is_none() && own.is_called(name.trim_start_matches(PLACE_SUFFIXES)) {
        return false;
    }
    if SUPERIORS.iter().any(|word| name.contains(word)) || OWN_WORDS.iter().any(|word| name.starts_with(word))
    {
        return false;
    }
    // A superior or subordinate of the same branch shares its words (教育局, 教育厅).
    // The place that both belong to tells nothing: 青禾县水务局 for 青禾县教育局.
    let name = name.split_once(organ.place().unwrap_or("")).map_or(name, |(_, rest)| rest);
    let characters: Vec<char> = name.chars().filter(|c| !among!("省市县区州旗局委厅", *c)).collect();
    !characters.windows(2).any(|pair| {
        let pair: String = pair.iter().collect();
        own.names.iter().any(|own| own.contains(&pair))
    })
}

fn is_subsequence(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}
