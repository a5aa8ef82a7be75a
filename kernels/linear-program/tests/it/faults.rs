//! What is no linear program is said to be none, and the smallest one there is works.

use linear_program::{Bounds, Certificate, Columns, Fault, LinearProgram, TOLERANCE};

use crate::programs::{INFINITY, program, small};

fn said(fault: &Fault) -> String {
    fault.to_string()
}

#[test]
fn bounds_with_nothing_between_are_refused() {
    for (lower, upper) in
        [(2.0, 1.0), (f64::NAN, 1.0), (0.0, f64::NAN), (INFINITY, INFINITY), (-INFINITY, -INFINITY)]
    {
        let mut wrong = small();
        (wrong.columns.lower[1], wrong.columns.upper[1]) = (lower, upper);
        let fault = wrong.check().unwrap_err();
        assert_eq!(
            said(&fault),
            format!("column 1 has the bounds {lower} and {upper}: nothing lies between them")
        );
        let mut wrong = small();
        (wrong.rows.lower[2], wrong.rows.upper[2]) = (lower, upper);
        assert!(said(&wrong.check().unwrap_err()).starts_with("row 2 has the bounds"));
    }
}

#[test]
fn costs_and_offsets_are_finite() {
    for value in [f64::NAN, INFINITY, -INFINITY] {
        let wrong = LinearProgram { costs: vec![1.0, value], ..small() };
        assert_eq!(
            said(&wrong.check().unwrap_err()),
            format!("cost 1 is {value}: a finite number is needed")
        );
        let wrong = LinearProgram { offset: value, ..small() };
        assert!(matches!(wrong.check(), Err(Fault::NotFinite { what: "offset", .. })));
    }
}

#[test]
fn lists_have_their_lengths() {
    let wrong = LinearProgram { costs: vec![1.0], ..small() };
    assert_eq!(said(&wrong.check().unwrap_err()), "costs: 1 where 2 are needed");
    let wrong = LinearProgram { rows: Bounds::all(4, 0.0, 1.0), ..small() };
    assert_eq!(said(&wrong.check().unwrap_err()), "row: 4 where 3 are needed");
    let mut wrong = small();
    wrong.columns.upper.pop();
    assert_eq!(said(&wrong.check().unwrap_err()), "column: 1 where 2 are needed");
}

#[test]
fn a_matrix_has_one_finite_entry_a_place() {
    let mut matrix = Columns::new(3);
    matrix.push([(0, 1.0), (2, 1.0)]).unwrap();
    let before = matrix.clone();
    for (entries, fault) in [
        (vec![(1, 1.0), (1, 2.0)], "column 1 has two entries in row 1: add them up first"),
        (vec![(2, 1.0), (1, 2.0)], "the rows of column 1 do not rise at row 1: sort them first"),
        (vec![(3, 1.0)], "column 1 has an entry in row 3, and there are 3 rows (they count from 0)"),
        (vec![(0, f64::NAN)], "matrix entry of column 1 is NaN: a finite number is needed"),
    ] {
        assert_eq!(said(&matrix.push(entries).unwrap_err()), fault);
        assert_eq!(matrix, before, "a column that is refused leaves nothing behind");
    }
    for starts in [vec![], vec![0], vec![1, 2], vec![0, 2, 1, 2], vec![0, 3]] {
        assert!(Columns::from_parts(3, starts, vec![0, 2], vec![1.0, 1.0]).is_err());
    }
    assert_eq!(Columns::from_parts(3, vec![0, 2], vec![0, 2], vec![1.0, 1.0]).unwrap(), before);
}

#[test]
fn the_empty_program_costs_its_offset() {
    let empty = LinearProgram { offset: 7.0, ..program(&[], &[]) };
    empty.check().unwrap();
    let certificate = Certificate::of(&empty, &[], &[]).unwrap();
    assert!(certificate.holds(0.0));
    assert_eq!((certificate.objective, certificate.bound, empty.objective(&[])), (7.0, 7.0, 7.0));
}

#[test]
fn rows_without_columns_ask_for_what_nothing_gives() {
    let rows = program(&[(-1.0, 1.0), (0.0, 0.0)], &[]);
    assert!(Certificate::of(&rows, &[], &[0.0, 0.0]).unwrap().holds(0.0));
    let wanting = program(&[(1.0, 2.0)], &[]);
    let refusal = Certificate::of(&wanting, &[], &[0.0]).unwrap().refusal(TOLERANCE).unwrap();
    assert!(refusal.starts_with("row 0 is 0.0 and must be at least 1.0"), "{refusal}");
}

#[test]
fn what_is_no_program_has_no_certificate() {
    let wrong = LinearProgram { costs: vec![f64::NAN, 1.0], ..small() };
    assert!(Certificate::of(&wrong, &[0.0, 0.0], &[0.0; 3]).is_err());
}
