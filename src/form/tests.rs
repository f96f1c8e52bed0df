use super::*;

fn form(name: &str) -> &'static Form {
    FormId::parse(name).unwrap().form()
}

#[test]
fn counts_of_cells_and_identities_are_those_of_the_forms() {
    let count = |name: &str, table| form(name).table(table).map_or(0, |t| t.cells().count());
    assert_eq!(count("2021", TableId::Table2), 10);
    assert_eq!(count("2021", TableId::Table3), 175);
    assert_eq!(count("2021", TableId::Table4), 15);
    assert_eq!(count("2019", TableId::Table2), 22);
    assert_eq!(count("2019", TableId::Table3), 161);
    assert_eq!(count("hybrid", TableId::Table3), 161);
    assert_eq!(count("hybrid", TableId::Table2), 10);
    assert_eq!(form("2021").identities().count(), 42);
    assert_eq!(form("2019").identities().count(), 40);
    assert_eq!(form("hybrid").identities().count(), 40);
    assert_eq!(form("2014").identities().count(), 7);
}

#[test]
fn names_are_those_of_the_contract() {
    for name in [
        "t3.new.natural",
        "t3.denied.safety_stability.public_benefit",
        "t3.other.fee_unpaid.total",
        "t3.other.legal_service",
        "t3.denied.natural",
        "t3.granted.organisations",
        "t4.suit_after_review.pending",
        "t2.regulation.issued",
        "t2.fee.amount",
        "t2.other_service.change",
        "t2.procurement.projects",
        "s14.received",
        "s14.received.in_person",
    ] {
        assert_eq!(CellId::parse(name).map(|cell| cell.to_string()).as_deref(), Some(name));
    }
    for name in ["t3.new", "t3.new.", "t4.review.organisations", "s14.received.", "t2.fee.issued", "t5.new"] {
        assert_eq!(CellId::parse(name), None, "{name}");
    }
    let names: Vec<&str> = form("2021").identities().map(|identity| identity.name.as_str()).collect();
    for name in
        ["t3.balance.natural", "t3.handled_sum.total", "t3.row_total.denied.process", "t4.case_total.review"]
    {
        assert!(names.contains(&name), "{name}");
    }
    assert_eq!(CellId::parse("t3.handled.natural").unwrap().label(form("2021")), "（七）总计·自然人");
    assert_eq!(CellId::parse("t3.denied.natural").unwrap().label(form("2021")), "（三）不予公开小计·自然人");
}

#[test]
fn cells_are_numbers_that_say_their_row_and_column() {
    let mut seen = std::collections::BTreeSet::new();
    for form in FormId::all().map(FormId::form) {
        for (at, cell) in form.cells().enumerate() {
            assert_eq!(CellId::new(cell.row(), cell.column()), cell);
            assert_eq!(form.position(cell), u16::try_from(at).ok());
            assert_eq!(CellId::parse(&cell.to_string()), Some(cell));
            seen.insert(cell.index());
        }
        for table in form.tables {
            let roles = table.rows().map(|row| (row.id.role(), row.role));
            assert!(roles.into_iter().all(|(first, own)| first == own), "a row has one role in all forms");
            let columns = table.blocks.iter().flat_map(|block| block.columns);
            assert!(columns.into_iter().all(|column| column.id.role() == column.role), "so has a column");
        }
    }
    assert!(seen.len() > 240 && size_of::<CellId>() == 2);
}

#[test]
fn forms_are_those_of_the_years() {
    let of = |year| FormId::of_year(year).map(FormId::name);
    assert_eq!((of(2013), of(2014), of(2018)), (None, Some("2014"), Some("2014")));
    assert_eq!((of(2019), of(2020), of(2021)), (Some("2019"), Some("2019"), Some("2021")));
    assert_eq!(FormId::CURRENT.name(), "2021");
}

#[test]
fn cells_are_found_by_what_they_are_in_every_form() {
    let cell = |name: &str, role, column| form(name).cell(role, column).map(|cell| cell.to_string());
    let total = ColumnRole::Total;
    assert_eq!(cell("2021", Role::Handled, total).as_deref(), Some("t3.handled.total"));
    assert_eq!(cell("2014", Role::Handled, total).as_deref(), Some("s14.answered"));
    assert_eq!(cell("2014", Role::Review, ColumnRole::Corrected).as_deref(), Some("s14.review.corrected"));
    assert_eq!(cell("2014", Role::CarriedIn, total), None);
}

#[test]
fn every_row_column_and_group_has_an_english_name() {
    for form in FormId::all().map(FormId::form) {
        for table in form.tables {
            for block in table.blocks {
                for row in block.rows {
                    assert!(!row.english.is_empty(), "{}: {}", form.name, row.name);
                }
                for column in block.columns.iter().filter(|column| !column.name.is_empty()) {
                    assert!(!column.english.is_empty(), "{}: {}", form.name, column.name);
                }
            }
            for group in table.groups().filter(|group| group.name != "suits") {
                assert!(!group.english.is_empty(), "{}: {}", form.name, group.name);
            }
        }
    }
}
