use super::*;

/// The lines of the table of names.
fn table() -> impl Iterator<Item = Vec<&'static str>> {
    include_str!("names.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('|').map(str::trim).collect())
}

fn level(word: &str) -> Level {
    match word {
        "central" => Level::Central,
        "province" => Level::Province,
        "city" => Level::City,
        "county" => Level::County,
        "zone" => Level::Zone,
        "township" => Level::Township,
        "unknown" => Level::Unknown,
        other => panic!("no such level: {other}"),
    }
}

fn kind(word: &str) -> OrganKind {
    match word {
        "government" => OrganKind::Government,
        "zone" => OrganKind::Zone,
        "township" => OrganKind::Township,
        "department" => OrganKind::Department,
        "vertical" => OrganKind::Vertical,
        "branch" => OrganKind::Branch,
        "institution" => OrganKind::Institution,
        "company" => OrganKind::Company,
        other => panic!("no such kind: {other}"),
    }
}

#[test]
fn names_of_all_levels_and_kinds() {
    let mut wrong = Vec::new();
    let mut names = 0;
    for line in table() {
        let [name, places, level_word, kind_word, office] = line.as_slice() else { panic!("{line:?}") };
        names += 1;
        let expected = Organ {
            name: (*name).to_owned(),
            folded: folded(name),
            places: places.split_whitespace().map(str::to_owned).collect(),
            level: level(level_word),
            kind: kind(kind_word),
            office: *office == "office",
        };
        let found = Organ::parse(name);
        if found.as_ref() != Some(&expected) {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(names >= 250, "{names}");
}

#[test]
fn words_that_name_none() {
    for name in [
        "我镇",
        "本街道",
        "本级",
        "该县",
        "各乡镇",
        "全区",
        "本县",
        "我县教育局",
        "本局",
        "区政府办公室",
        "县政府",
        "人民政府",
        "政府",
        "市政府办公厅",
        "政府办",
        "街道办",
        "街道办事处",
        "镇党政办公室",
        "镇政府",
        "县人民政府",
        "分局",
        "支队",
        "办公室",
        "园区",
        "开发区",
        "开发区管委会",
        "管委会",
        "区管委会",
        "局",
        "县",
        "乡镇",
        "单位",
        "信息",
        "主动公开",
        "规范性文件",
        "本级政府",
    ] {
        assert_eq!(Organ::parse(name), None, "{name}");
    }
}

#[test]
fn short_names_are_its_own() {
    let organ = |name: &str| Organ::parse(name).unwrap();
    let called = |name: &str, short: &str| organ(name).is_called(&short.chars().collect::<Vec<_>>());
    for (name, short) in [
        ("临江市教育局", "市教育局"),
        ("云溪县科学技术局", "县科技局"),
        ("柳河镇人民政府", "柳河镇"),
        ("柳河镇人民政府", "镇政府"),
        ("平潭综合实验区行政审批局", "区行政审批局"),
        ("云溪县政府办公室", "县政府办公室"),
    ] {
        assert!(called(name, short), "{name}: {short}");
    }
    for (name, short) in [
        ("临江市教育局", "市水务局"),
        ("云溪县人民政府", "县政府办公室"),
        ("柳河镇人民政府", "大坝镇"),
        ("临江市教育局", "局"),
    ] {
        assert!(!called(name, short), "{name}: {short}");
    }
}

#[test]
fn an_organ_speaks_of_itself_by_the_last_characters_of_its_names() {
    let units = |name: &str| Organ::parse(name).unwrap().own_units().into_iter().collect::<String>();
    assert_eq!(units("临江市教育局"), "局");
    assert_eq!(units("临江市卫生健康委员会"), "委");
    assert_eq!(units("柳河镇人民政府党政办公室"), "办府");
    assert_eq!(units("云溪县发展和改革局(云溪县人民防空办公室)"), "局办空");
}
