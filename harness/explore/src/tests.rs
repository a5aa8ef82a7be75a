//! What a notebook can ask, and what it is told where there is no answer.

use std::fs;

use results::{Cell, Kind};

use crate::{Table, chart::points, opened::Opened, place::Parameters, roofline};

/// The accepted runs of the repository.
fn accepted() -> Opened {
    Opened::by(Parameters::default()).unwrap()
}

fn made(rows: Vec<Vec<Cell>>) -> Table {
    Table::made(&["what", "wall_ns", "peak_bytes"], &[(1, Kind::Whole), (2, Kind::Whole)], rows)
}

fn row(what: &str, wall: i128, peak: i128) -> Vec<Cell> {
    vec![Cell::Text(what.to_owned()), Cell::Whole(wall), Cell::Whole(peak)]
}

#[test]
fn numbers_stand_right_with_their_unit_and_what_comes_from_outside_is_escaped() {
    let table = made(vec![row("<script>alert(1)</script>", 1_500_000, 2 << 20)]);
    let html = table.html(20);
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"), "{html}");
    assert!(html.contains("<td class=\"number\" style=\"text-align:right\">1.5"), "{html}");
    assert!(html.contains("ms") && html.contains("MiB"), "{html}");
    assert!(html.contains(">wall<") && html.contains(">peak<"), "the cells say the unit: {html}");
}

#[test]
fn a_long_table_says_how_many_rows_there_are() {
    let rows: Vec<_> = (0..30).map(|n| row("a", n, n)).collect();
    assert!(made(rows.clone()).html(20).contains("20 of 30 rows are shown"));
    assert!(!made(rows).html(30).contains("rows are shown"));
    assert!(made(Vec::new()).html(20).contains("no rows"));
}

#[test]
fn a_table_is_narrowed_by_name_and_a_wrong_name_is_told() {
    let table = || made(vec![row("a", 1, 2), row("b", 3, 4)]);
    assert_eq!(table().only("what", "b").unwrap().numbers("wall_ns").unwrap(), [3.0]);
    assert_eq!(table().columns(&["peak_bytes", "what"]).unwrap().texts("what").unwrap(), ["a", "b"]);
    let said = table().numbers("wall_n").unwrap_err().to_string();
    assert_eq!(
        said,
        "there is no column `wall_n`; did you mean `wall_ns`? there are what, wall_ns, peak_bytes"
    );
}

#[test]
fn what_is_computed_from_half_an_answer_is_refused() {
    let half = Table::of(results::Table {
        columns: vec!["n".to_owned()],
        kinds: vec![Kind::Whole],
        rows: vec![vec![Cell::Whole(1)]],
        total: 2,
    });
    let said = half.numbers("n").unwrap_err().to_string();
    assert!(said.starts_with("the answer has 2 rows, of which 1 are here"), "{said}");
    assert!(half.html(20).contains("1 of 2 rows are shown"));
}

#[test]
fn an_experiment_that_was_never_measured_is_told_with_those_that_were() {
    let said = accepted().intervals("lp-yeras").map(|_| ()).unwrap_err().to_string();
    assert!(
        said.starts_with("there is no run of `lp-yeras` here; did you mean `lp-years`? there are "),
        "{said}"
    );
    let said = accepted().rounds("lp-years", "larger").map(|_| ()).unwrap_err().to_string();
    assert!(said.contains("there is no such picture of `larger`"), "{said}");
}

#[test]
fn the_same_rows_in_another_order_are_the_same_picture() {
    let mut rows = vec![row("b", 2, 3), row("a", 1, 2), row("a", 3, 1), row("b", 1, 1)];
    let drawn =
        |rows: &Vec<Vec<Cell>>| points(&made(rows.clone()), "wall_ns", "peak_bytes", "what").unwrap().svg;
    let before = drawn(&rows);
    rows.reverse();
    assert_eq!(drawn(&rows), before);
}

/// A workload whose name begins like another's is not taken for it.
#[test]
fn rounds_are_of_the_workload_that_was_named() {
    let all = accepted();
    let found = all.rounds("geo-nearest", "full").unwrap();
    assert!(found.svg.contains("Every round of geo-nearest on full\""), "{}", &found.svg[..200]);
}

#[test]
fn a_folder_without_runs_says_what_to_do_and_one_that_is_not_there_is_named() {
    let folder = std::env::temp_dir().join(format!("touchstone-prelude-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let parameters = Parameters { results: Some(folder.clone()), ..Parameters::default() };
    let empty = Opened::by(parameters.clone()).unwrap();
    assert!(empty.to_string().contains("`touchstone run --quick` makes one"), "{empty}");
    assert!(empty.intervals("geo-nearest").is_err());
    assert!(empty.compared().is_err());
    assert!(!folder.join("runs").exists(), "looking makes nothing");
    fs::remove_dir_all(&folder).unwrap();
    let said = Opened::by(parameters).map(|_| ()).unwrap_err().to_string();
    assert!(said.contains(&folder.display().to_string()), "{said}");
}

#[test]
fn a_run_held_against_itself_differs_nowhere() {
    let compared = accepted().compared().unwrap();
    assert!(!compared.is_empty());
    assert!(
        compared
            .texts("the head is")
            .unwrap()
            .iter()
            .all(|said| said == "not shown to differ" || said.starts_with("undecided"))
    );
    assert!(compared.numbers("ratio").unwrap().iter().all(|ratio| (ratio - 1.0).abs() < 1e-12));
}

#[test]
fn a_picture_of_nothing_is_an_error_and_a_roof_needs_real_numbers() {
    let nothing = made(Vec::new());
    assert!(points(&nothing, "wall_ns", "peak_bytes", "what").is_err());
    let one = || made(vec![row("a", 10, 20)]);
    assert!(roofline(&one(), ("wall_ns", "peak_bytes", "what"), 0.0, 1.0).is_err());
    let drawn = roofline(&one(), ("wall_ns", "peak_bytes", "what"), 4.0, 100.0).unwrap();
    assert!(drawn.svg.contains("data-says=\"a: peak 20 B at wall 10.0 ns"), "{}", drawn.svg);
    assert!(drawn.svg.contains("the roof"), "{}", drawn.svg);
}
