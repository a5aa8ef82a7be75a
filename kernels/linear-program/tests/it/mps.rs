//! What a file means, section by section, and what it is told where it means nothing.

use linear_program::{MpsError, Named, Note, Sense, read_mps};

use crate::programs::INFINITY;

fn read(text: &str) -> Named {
    read_mps(text, "test.mps").unwrap_or_else(|error| panic!("{error}"))
}

/// The sentence of an error, and where it is.
fn refused(text: &str) -> String {
    match read_mps(text, "test.mps") {
        Ok(named) => panic!("{text}\nwas read as {named:?}"),
        Err(error @ MpsError::Line { line, .. }) => {
            assert!((1..=text.lines().count().max(1)).contains(&line), "{error}");
            error.to_string()
        }
        Err(error) => panic!("{error}"),
    }
}

/// A file of two rows of every kind and two columns, with more sections.
fn file(more: &str) -> String {
    format!(
        "NAME test\nROWS\n N COST\n E E1\n L L1\n G G1\nCOLUMNS\n X COST 1 E1 1\n X L1 1 G1 1\n Y COST 2 L1 3\n{more}ENDATA\n"
    )
}

#[test]
fn a_small_file_is_a_small_program() {
    let named = read(&file("RHS\n B E1 4 L1 5\n B G1 6\n"));
    assert_eq!(named.names.program, "test");
    assert_eq!(named.names.objective, "COST");
    assert_eq!(named.names.rows, ["E1", "L1", "G1"]);
    assert_eq!(named.names.columns, ["X", "Y"]);
    assert_eq!(named.sense, Sense::Minimise);
    assert_eq!(named.notes, []);
    let program = named.program;
    assert_eq!(program.costs, [1.0, 2.0]);
    assert_eq!(program.matrix.starts(), [0, 3, 4]);
    assert_eq!(program.matrix.rows(), [0, 1, 2, 1]);
    assert_eq!(program.matrix.values(), [1.0, 1.0, 1.0, 3.0]);
    assert_eq!(program.rows.lower, [4.0, -INFINITY, 6.0]);
    assert_eq!(program.rows.upper, [4.0, 5.0, INFINITY]);
    assert_eq!(program.columns.lower, [0.0, 0.0]);
    assert_eq!(program.columns.upper, [INFINITY, INFINITY]);
    assert_eq!(program.offset, 0.0);
}

#[test]
fn entries_come_in_any_order_of_rows() {
    let named = read("ROWS\n N C\n L A\n L B\nCOLUMNS\n X B 2\n X A 1 C 3\nENDATA\n");
    assert_eq!(named.program.matrix.rows(), [0, 1]);
    assert_eq!(named.program.matrix.values(), [1.0, 2.0]);
}

#[test]
fn sets_need_no_name() {
    let with = read(&file("RHS\n B E1 4 L1 5\nRANGES\n B L1 2\nBOUNDS\n UP B X 7\n FR B Y\n"));
    let without = read(&file("RHS\n E1 4 L1 5\nRANGES\n L1 2\nBOUNDS\n UP X 7\n FR Y\n"));
    assert_eq!(with, without);
}

#[test]
fn the_right_hand_side_of_the_objective_is_its_offset_with_the_other_sign() {
    assert_eq!(read(&file("RHS\n B COST -2.5\n")).program.offset, 2.5);
}

#[test]
fn a_maximised_objective_is_turned_and_shown_in_its_own_sense() {
    for section in ["OBJSENSE MAX", "OBJSENSE\n MAX", "OBJSENSE\n    MAXIMIZE", "OBJSENSE max"] {
        let named = read(&format!("{section}\n{}", file("RHS\n B COST -2.5\n")));
        assert_eq!(named.sense, Sense::Maximise);
        assert_eq!(named.program.costs, [-1.0, -2.0]);
        assert_eq!(named.program.offset, -2.5);
        // x = 3, y = 0: 3 + 2.5 in the file's sense.
        assert_eq!(named.shown(named.program.objective(&[3.0, 0.0])), 5.5);
    }
    for section in ["OBJSENSE MIN", "OBJSENSE\n MINIMISE"] {
        let named = read(&format!("{section}\n{}", file("")));
        assert_eq!((named.sense, named.shown(5.5)), (Sense::Minimise, 5.5));
    }
    assert!(refused(&format!("OBJSENSE\n{}", file(""))).contains("MIN or MAX"));
    assert!(refused(&format!("OBJSENSE MAX\n MIN\n{}", file(""))).contains("or twice"));
    assert!(refused(&format!("OBJSENSE UP\n{}", file(""))).contains("the sense \"UP\""));
}

#[test]
fn ranges_widen_by_the_kind_of_row_and_by_sign() {
    for (row, range, lower, upper) in [
        ("E1", "3", 10.0, 13.0),
        ("E1", "-3", 7.0, 10.0),
        ("E1", "0", 10.0, 10.0),
        ("L1", "3", 7.0, 10.0),
        ("L1", "-3", 7.0, 10.0),
        ("G1", "3", 10.0, 13.0),
        ("G1", "-3", 10.0, 13.0),
    ] {
        let (rhs, ranges) = (format!("RHS\n B {row} 10\n"), format!("RANGES\n R {row} {range}\n"));
        for sections in [format!("{rhs}{ranges}"), format!("{ranges}{rhs}")] {
            let named = read(&file(&sections));
            let place = named.names.rows.iter().position(|name| name == row).unwrap();
            let rows = named.program.rows;
            assert_eq!((rows.lower[place], rows.upper[place]), (lower, upper), "{row} {range}");
        }
    }
    assert!(refused(&file("RANGES\n R COST 1\n")).contains("a range of the objective COST"));
    assert!(refused(&file("RANGES\n R E1 1\n R E1 1\n")).contains("row E1 has two entries in RANGES"));
    assert!(refused(&file("RHS\n B E1 1.7e308\nRANGES\n R E1 1.7e308\n")).contains("no finite number"));
}

#[test]
fn a_range_ends_where_decimals_add_up_to() {
    // 0.8 + 1.1 is 1.9000000000000001 in f64.
    let named = read(&file("RHS\n B G1 .8\nRANGES\n R G1 1.1\n"));
    assert_eq!(named.program.rows.upper[2], 1.9);
    assert_ne!(0.8 + 1.1, 1.9);
}

#[test]
fn bounds_are_those_of_their_kind() {
    for (bounds, lower, upper) in [
        ("", 0.0, INFINITY),
        (" UP B X 4\n", 0.0, 4.0),
        (" UP B X 0\n", 0.0, 0.0),
        (" LO B X -1\n", -1.0, INFINITY),
        (" LO B X 1\n UP B X 4\n", 1.0, 4.0),
        (" UP B X 4\n LO B X 1\n", 1.0, 4.0),
        (" FX B X 3\n", 3.0, 3.0),
        (" FR B X\n", -INFINITY, INFINITY),
        (" MI B X\n", -INFINITY, INFINITY),
        (" MI B X\n UP B X -4\n", -INFINITY, -4.0),
        (" PL B X\n", 0.0, INFINITY),
        (" LO B X -9\n UP B X -4\n", -9.0, -4.0),
        (" UP B X -4\n LO B X -9\n", -9.0, -4.0),
        (" UP B X 1e30\n", 0.0, 1e30),
    ] {
        let named = read(&file(&format!("BOUNDS\n{bounds}")));
        let columns = named.program.columns;
        assert_eq!((columns.lower[0], columns.upper[0]), (lower, upper), "{bounds}");
        assert_eq!(named.notes, [], "{bounds}");
    }
}

#[test]
fn an_upper_bound_below_zero_takes_the_lower_bound_away_and_says_so() {
    let named = read(&file("BOUNDS\n UP B X -4\n"));
    assert_eq!((named.program.columns.lower[0], named.program.columns.upper[0]), (-INFINITY, -4.0));
    assert_eq!(named.notes, [Note::LowerBoundTaken { column: "X".into(), line: 12 }]);
    assert!(named.notes[0].to_string().starts_with("line 12: column X"));
    let crossed = refused(&file("BOUNDS\n LO B X 0\n UP B X -4\n"));
    assert_eq!(
        crossed,
        "test.mps, line 13: column X has the bounds 0.0 and -4.0, with nothing between: mend one of them"
    );
}

#[test]
fn bounds_are_set_once() {
    for (bounds, side) in [
        (" UP B X 4\n UP B X 5\n", "upper"),
        (" FX B X 4\n LO B X 5\n", "lower"),
        (" FR B X\n UP B X 5\n", "upper"),
        (" MI B X\n LO B X 5\n", "lower"),
    ] {
        let refused = refused(&file(&format!("BOUNDS\n{bounds}")));
        assert!(refused.contains(&format!("column X has its {side} bound already")), "{refused}");
    }
}

#[test]
fn integers_are_refused_by_name() {
    for (bound, kind) in [(" BV B X\n", "BV"), (" LI B X 1\n", "LI"), (" UI B X 1\n", "UI")] {
        let refused = refused(&file(&format!("BOUNDS\n{bound}")));
        assert_eq!(
            refused,
            format!(
                "test.mps, line 12: bound of kind {kind}: integer columns; this reader takes linear programs only"
            )
        );
    }
    assert!(refused(&file("BOUNDS\n SC B X 1\n")).contains("semi-continuous"));
    let marked = refused("ROWS\n N C\nCOLUMNS\n M1 'MARKER' 'INTORG'\n X C 1\nENDATA\n");
    assert_eq!(
        marked,
        "test.mps, line 4: marker 'INTORG': integer columns; this reader takes linear programs only"
    );
    assert!(refused("ROWS\n N C\nCOLUMNS\n M1 'MARKER' 'SOSORG'\nENDATA\n").contains("no marker"));
}

#[test]
fn other_kinds_of_programs_are_refused_by_their_sections() {
    for section in
        ["QUADOBJ", "QMATRIX", "QSECTION COST", "QCMATRIX C1", "SOS", "INDICATORS", "CSECTION K 0 QUAD"]
    {
        let refused = refused(&file(&format!("{section}\n X X 1\n")));
        assert!(refused.contains("this reader takes linear programs only"), "{refused}");
    }
}

#[test]
fn further_objectives_are_dropped_and_told() {
    let named = read(
        "ROWS\n N C\n N OTHER\n L A\nCOLUMNS\n X C 1 OTHER 5\n X A 2\nRHS\n B OTHER 3\nRANGES\n B OTHER 3\nENDATA\n",
    );
    assert_eq!(named.names.rows, ["A"]);
    assert_eq!(named.program.matrix.values(), [2.0]);
    assert_eq!(named.program.offset, 0.0);
    assert_eq!(named.notes, [Note::RowDropped { row: "OTHER".into(), line: 3 }]);
}

#[test]
fn what_is_declared_twice_is_refused() {
    let after = "test.mps, line ";
    for (text, problem) in [
        ("ROWS\n N C\n L A\n G A\n", "4: row A is declared twice"),
        ("ROWS\n N C\n L C\n", "3: row C is declared twice"),
        ("ROWS\n N C\n L A\nCOLUMNS\n X A 1\n X A 2\n", "6: column X has two entries in row A"),
        ("ROWS\n N C\n L A\nCOLUMNS\n X A 1 A 2\n", "5: column X has two entries in row A"),
        ("ROWS\n N C\n L A\nCOLUMNS\n X C 1\n X C 1\n", "6: column X has two entries in row C"),
        ("ROWS\n N C\n L A\nCOLUMNS\n X A 1\n Y A 1\n X C 2\n", "7: column X was already ended"),
        ("ROWS\n N C\n L A\nCOLUMNS\n X A 1\nRHS\n B A 1\n B A 1\n", "8: row A has two entries in RHS"),
        (
            "ROWS\n N C\n L A\nCOLUMNS\n X A 1\nRHS\n B A 1\n D C 1\n",
            "8: a second set of RHS, \"D\" after \"B\"",
        ),
        ("ROWS\n N C\nROWS\n", "3: a second section ROWS"),
        ("NAME a\nNAME b\n", "2: a second section NAME"),
    ] {
        let refused = refused(text);
        assert!(refused.starts_with(&format!("{after}{problem}")), "{refused}");
    }
}

#[test]
fn what_is_not_declared_is_refused() {
    assert!(refused(&file("RHS\n B E2 1\n")).contains("line 12: row E2 is not declared in ROWS"));
    assert!(refused(&file("BOUNDS\n UP B Z 1\n")).contains("line 12: column Z is not declared in COLUMNS"));
    assert!(refused("ROWS\n N C\nCOLUMNS\n X A 1\n").contains("line 4: row A is not declared in ROWS"));
}

#[test]
fn numbers_are_numbers() {
    for value in ["nan", "inf", "-Infinity", "1e999"] {
        for section in ["RHS\n B E1", "RANGES\n B E1", "BOUNDS\n UP B X"] {
            let refused = refused(&file(&format!("{section} {value}\n")));
            assert!(refused.contains(&format!("line 12: {value} is no finite number")), "{refused}");
        }
    }
    assert!(refused(&file("RHS\n B E1 1,5\n")).contains("line 12: \"1,5\" is no number"));
    assert!(refused("ROWS\n N C\nCOLUMNS\n X C nan\n").contains("line 4: nan is no finite number"));
    assert!(refused("ROWS\n N C\nCOLUMNS\n X C one\n").contains("line 4: \"one\" is no number"));
}

#[test]
fn sections_are_all_there_and_in_order() {
    for (text, problem) in [
        ("", "line 1: the file ends without section ROWS"),
        ("\n\n", "line 2: the file ends without section ROWS"),
        ("NAME x\nENDATA\n", "line 2: section ENDATA before section COLUMNS"),
        ("ROWS\n N C\n", "line 2: the file ends without section COLUMNS"),
        ("ROWS\n N C\nCOLUMNS\n X C 1\n", "line 4: the file ends without section ENDATA"),
        ("COLUMNS\n", "line 1: section COLUMNS before section ROWS"),
        ("ROWS\n N C\nBOUNDS\n", "line 3: section BOUNDS before section COLUMNS"),
        ("ROWS\n E A\nCOLUMNS\n", "line 3: no N row"),
        (" N C\n", "line 1: \"N C\" is in no section"),
        ("NAME x\n N C\n", "line 2: \"N C\" is in no section"),
        ("ROWS N C\n", "line 1: \"N C\" after the word ROWS"),
        ("rows\n", "line 1: \"rows\" is no section"),
        ("GARBAGE\n", "line 1: \"GARBAGE\" is no section"),
        ("ROWS\n X C\n", "line 2: \"X\" is no kind of row"),
        ("ROWS\n N C\nCOLUMNS\n X C 1\nBOUNDS\n XX B X 1\n", "line 6: \"XX\" is no kind of bound"),
    ] {
        let refused = refused(text);
        assert!(refused.starts_with(&format!("test.mps, {problem}")), "{refused}");
    }
}

#[test]
fn lines_have_their_fields_and_names_no_spaces() {
    for (text, got) in [
        ("ROWS\n N\n", 1),
        ("ROWS\n N MY ROW\n", 3),
        ("ROWS\n N C\nCOLUMNS\n X C\n", 2),
        ("ROWS\n N C\nCOLUMNS\n MY X C 1\n", 4),
        ("ROWS\n N C\nCOLUMNS\n X C 1 C 2 3\n", 6),
        ("ROWS\n N C\nCOLUMNS\n X C 1\nRHS\n B\n", 1),
        ("ROWS\n N C\nCOLUMNS\n X C 1\nBOUNDS\n UP B MY X 1\n", 5),
        ("ROWS\n N C\nCOLUMNS\n X C 1\nBOUNDS\n FR B MY X\n", 4),
        ("ROWS\n N C\nCOLUMNS\n X C 1\nBOUNDS\n UP X\n", 2),
    ] {
        let refused = refused(text);
        assert!(
            refused.contains(&format!("has {got} fields")) && refused.contains("(fixed form)"),
            "{refused}"
        );
    }
    let long = refused(&format!("ROWS\n N {}\n", "long ".repeat(100)));
    assert!(long.chars().count() < 300, "{long}");
}

#[test]
fn comments_and_empty_lines_mean_nothing() {
    let plain = read(&file("RHS\n B E1 4\n"));
    let commented =
        file("* a comment\n\nRHS $ the limits\n   \n B E1 4 $ four\n").replace(" X L1", "*\n X L1");
    assert_eq!(read(&commented), plain);
    assert_eq!(read(&file("RHS\n B E1 4\n").replace("L1 3\n", "L1 3 *three\n")), plain);
    // Here it might be the row of another pair, and then the first is one too: refused, never guessed.
    assert!(refused(&file("RHS\n B E1 4 *four\n")).contains("row B is not declared"));
    assert_eq!(read(&file("RHS\n B E1 4\n").replace('\n', "\r\n").replace(' ', "\t")), plain);
    assert!(refused("ROWS\n N $C\n").contains("the name \"$C\" begins with $"));
}

#[test]
fn what_follows_the_end_is_told() {
    let named = read(&format!("{}IMPORTANCES\n X 1\n", file("")));
    assert_eq!(named.notes, [Note::AfterEnd { line: 12 }]);
}

#[test]
fn a_column_may_be_called_like_a_section() {
    let named = read("ROWS\n N C\n L 'MARKER'\nCOLUMNS\n RHS C 1\n BOUNDS 'MARKER' 1\nRHS\nENDATA\n");
    assert_eq!(named.names.columns, ["RHS", "BOUNDS"]);
}
