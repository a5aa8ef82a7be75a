//! What is written is read again, to the last bit, and no text whatever brings the reader down.

use linear_program::{Fault, LinearProgram, MpsWriteError, Named, Names, Sense, read_mps, write_mps};
use proptest::{prelude::*, sample::Index};

use crate::programs::{INFINITY, any_program, bits, program, small};

fn written(program: &LinearProgram, names: &Names, sense: Sense) -> String {
    let mut text = Vec::new();
    write_mps(program, names, sense, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn again(named: &Named) -> Named {
    read_mps(&written(&named.program, &named.names, named.sense), "again").unwrap()
}

fn sense() -> impl Strategy<Value = Sense> {
    prop::sample::select(vec![Sense::Minimise, Sense::Maximise])
}

/// A text that reads well, with every section.
fn text() -> impl Strategy<Value = String> {
    (any_program(), sense()).prop_map(|(program, sense)| written(&program, &Names::numbered(&program), sense))
}

#[derive(Clone, Debug)]
enum Edit {
    Put(Index, String),
    Cut(Index, Index),
    Double(Index),
    Swap(Index, Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    let pieces = [
        " ",
        "\n",
        "*",
        "$",
        "-",
        "e",
        "nan",
        "inf",
        "1e999",
        "-0",
        "1D3",
        "C0",
        "R0",
        "COST",
        "'MARKER'",
        "'INTORG'",
        "RHS",
        "RANGES\n",
        "BOUNDS\n",
        "ENDATA\n",
        "ROWS\n",
        "OBJSENSE\n",
        "QUADOBJ\n",
        " MAX\n",
        " UP",
        " FR",
        " MI",
        "é",
        "\u{a0}",
        "\0",
        "9999999999999999999",
        ".",
    ];
    let put = prop_oneof![prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), ".{0,8}"];
    prop_oneof![
        4 => (any::<Index>(), put).prop_map(|(place, text)| Edit::Put(place, text)),
        2 => any::<(Index, Index)>().prop_map(|(from, length)| Edit::Cut(from, length)),
        2 => any::<Index>().prop_map(Edit::Double),
        2 => any::<(Index, Index)>().prop_map(|(a, b)| Edit::Swap(a, b)),
    ]
}

fn edited(text: &str, edit: &Edit) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    let mut lines: Vec<&str> = text.split('\n').collect();
    match edit {
        Edit::Put(place, text) => {
            let place = place.index(signs.len() + 1);
            signs.splice(place..place, text.chars());
            signs.into_iter().collect()
        }
        Edit::Cut(from, length) => {
            let from = from.index(signs.len() + 1);
            let to = (from + length.index(12)).min(signs.len());
            signs.drain(from..to);
            signs.into_iter().collect()
        }
        Edit::Double(line) => {
            let line = line.index(lines.len());
            lines.insert(line, lines[line]);
            lines.join("\n")
        }
        Edit::Swap(a, b) => {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
            lines.join("\n")
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn writing_and_reading_changes_no_bit(program in any_program(), sense in sense()) {
        let names = Names::numbered(&program);
        let read = read_mps(&written(&program, &names, sense), "again").unwrap();
        prop_assert_eq!(&read.program, &program);
        prop_assert_eq!(bits(&read.program), bits(&program));
        prop_assert_eq!(read.names, names);
        prop_assert_eq!((read.sense, read.notes), (sense, vec![]));
    }

    #[test]
    fn a_changed_text_is_read_or_refused(text in text(), edits in prop::collection::vec(edit(), 1..6)) {
        let text = edits.iter().fold(text, |text, edit| edited(&text, edit));
        match read_mps(&text, "edited") {
            Ok(named) => {
                named.program.check().unwrap();
                prop_assert_eq!(bits(&again(&named).program), bits(&named.program));
            }
            Err(error) => prop_assert!(error.to_string().starts_with("edited, line "), "{}", error),
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(ROWS|COLUMNS|RHS|[ A-Z0-9.$*'\\-\n]|\\PC){0,80}") {
        let _ = read_mps(&text, "any");
    }
}

#[test]
fn names_and_sense_survive() {
    let text = "NAME two\u{b}words\nOBJSENSE\n MAX\nROWS\n N *OBJ*\n L r(1)\nCOLUMNS\n x[1] *OBJ* 2 r(1) 3\nENDATA\n";
    let named = read_mps(text, "names").unwrap();
    assert_eq!(again(&named), named);
    assert_eq!(named.names.program, "two\u{b}words");
}

#[test]
fn a_program_without_rows_or_columns_survives() {
    for empty in [program(&[], &[]), program(&[(1.0, 1.0)], &[]), program(&[], &[(0.0, (0.0, 1.0), &[])])] {
        let read = read_mps(&written(&empty, &Names::numbered(&empty), Sense::Minimise), "empty").unwrap();
        assert_eq!(read.program, empty);
    }
}

#[test]
fn the_small_program_looks_like_this() {
    let mut small = small();
    small.offset = 0.5;
    (small.rows.lower[0], small.columns.upper[1]) = (0.1, 1e21);
    let text = "NAME \nOBJSENSE\n    MAX\nROWS\n N COST\n G R0\n L R1\n L R2\nCOLUMNS\n C0 COST 3.0\n C0 R0 1.0\n C0 R2 3.0\n \
                C1 COST 5.0\n C1 R1 2.0\n C1 R2 2.0\nRHS\n RHS COST 0.5\n RHS R0 0.1\n RHS R1 12.0\n RHS R2 18.0\nRANGES\n \
                RANGES R0 3.9\nBOUNDS\n UP BOUNDS C1 1e21\nENDATA\n";
    assert_eq!(written(&small, &Names::numbered(&small), Sense::Maximise), text);
}

#[test]
fn what_would_be_read_otherwise_is_not_written() {
    let refused = |program: &LinearProgram, names: &Names| {
        write_mps(program, names, Sense::Minimise, &mut Vec::new()).unwrap_err()
    };
    let program = small();
    let names = Names::numbered(&program);
    for name in ["", "a b", "a\tb", "$a", "R1", "COST"] {
        let mut wrong = names.clone();
        wrong.rows[0] = name.into();
        let error = refused(&program, &wrong);
        assert!(matches!(error, MpsWriteError::Name { what: "row", .. }), "{error}");
    }
    let wrong = Names { columns: vec!["a".into(), "a".into()], ..names.clone() };
    assert!(matches!(refused(&program, &wrong), MpsWriteError::Name { what: "column", .. }));
    let wrong = Names { program: "a\nROWS".into(), ..names.clone() };
    assert!(matches!(refused(&program, &wrong), MpsWriteError::Name { what: "program", .. }));
    let wrong = Names { columns: vec![], ..names.clone() };
    assert!(matches!(
        refused(&program, &wrong),
        MpsWriteError::Fault(Fault::Lengths { want: 2, got: 0, .. })
    ));
    let mut free = program.clone();
    free.rows.upper[1] = INFINITY;
    assert!(refused(&free, &names).to_string().starts_with("row 1 (R1) has no bounds"));
    let nan = LinearProgram { costs: vec![f64::NAN, 0.0], ..program };
    assert!(matches!(refused(&nan, &names), MpsWriteError::Fault(Fault::NotFinite { .. })));
}
