//! Sheets of made-up runs: every form of one says the same, for none, one and many runs.

use serde_json::Value;

use super::sites::{look, runs};
use crate::{Sheet, Style, sheet_csv, sheet_json, sheet_markdown, sheet_text};

const ALL: [Sheet; 3] = [Sheet::Overview, Sheet::Scaling, Sheet::Accuracy];

#[test]
fn a_sheet_says_the_same_in_every_form() {
    let runs = runs(&[1.0]);
    look(&runs, |view| {
        let csv = sheet_csv(&view, Sheet::Overview);
        assert_eq!(csv.lines().count(), 1 + runs[0].verdicts.len());
        assert!(csv.contains("106.42,104.9,108.1,x,confirmed"), "{csv}");
        let accuracy = sheet_csv(&view, Sheet::Accuracy);
        assert_eq!(accuracy.lines().count(), 1 + runs[0].checks.len(), "{accuracy}");
        for sheet in ALL {
            let (page, pictures) = sheet_markdown(&view, sheet);
            assert!(page.starts_with("# "), "{page}");
            assert!(pictures.iter().all(|picture| page.contains(&picture.path)));
            assert!(!sheet_text(&view, sheet, Style::PLAIN).is_empty());
        }
        assert!(sheet_markdown(&view, Sheet::Accuracy).0.contains("caught"));
    });
}

#[test]
fn json_has_the_rows_of_the_csv_under_the_names_of_its_columns() {
    look(&runs(&[1.0]), |view| {
        for sheet in ALL {
            let (csv, json) = (sheet_csv(&view, sheet), sheet_json(&view, sheet));
            let (rows, names) = (json.as_array().unwrap(), csv.lines().next().unwrap());
            assert_eq!(rows.len(), csv.lines().count() - 1, "{sheet:?}");
            for row in rows {
                let mut own: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
                let mut named: Vec<&str> = names.split(',').collect();
                own.sort_unstable();
                named.sort_unstable();
                assert_eq!(own, named, "{sheet:?}");
            }
        }
        let tree = &sheet_json(&view, Sheet::Overview)[0];
        assert_eq!((&tree["estimate"], &tree["predicted"]), (&106.42.into(), &"came true".into()), "{tree}");
        let checked = &sheet_json(&view, Sheet::Accuracy)[0];
        assert_eq!((&checked["passed"], &checked["seeds"]), (&true.into(), &1.into()), "{checked}");
    });
}

#[test]
fn what_is_no_finite_number_is_null_in_json_and_said_everywhere_else() {
    let mut runs = runs(&[1.0]);
    let row = &mut runs[0].verdicts[0];
    (row.estimate, row.lower, row.upper) = (Some(f64::NAN), Some(f64::NEG_INFINITY), Some(f64::INFINITY));
    look(&runs, |view| {
        let row = &sheet_json(&view, Sheet::Overview)[0];
        assert!([&row["estimate"], &row["lower"], &row["upper"]].into_iter().all(Value::is_null), "{row}");
        let csv = sheet_csv(&view, Sheet::Overview);
        assert!(csv.contains(",NaN,-inf,inf,x,confirmed"), "{csv}");
        for sheet in ALL {
            assert!(!sheet_text(&view, sheet, Style::PLAIN).contains("NaN"), "{sheet:?}");
        }
    });
}

#[test]
fn a_sheet_of_nothing_is_a_sheet() {
    look(&[], |view| {
        for sheet in ALL {
            assert_eq!(sheet_json(&view, sheet), Value::Array(Vec::new()));
            assert_eq!(sheet_csv(&view, sheet).lines().count(), 1, "the names of the columns");
            assert!(sheet_markdown(&view, sheet).0.lines().count() > 1, "{sheet:?}");
        }
    });
}

#[test]
fn classes_stand_beside_each_other_and_each_has_its_rows() {
    let mut runs = runs(&[1.0, 0.5, 0.7]);
    let other = "linux-aarch64.other.64c.256g.gpu";
    other.clone_into(&mut runs[1].machine.class);
    look(&runs, |view| {
        for sheet in [Sheet::Overview, Sheet::Accuracy] {
            let json = sheet_json(&view, sheet);
            let of =
                |class: &str| json.as_array().unwrap().iter().filter(|row| row["class"] == class).count();
            assert!(of(other) > 0 && of(other) == of(&runs[0].machine.class), "{sheet:?}");
            let page = sheet_markdown(&view, sheet).0;
            assert!(page.contains(other) && page.contains(&runs[0].machine.class), "{page}");
        }
    });
}
