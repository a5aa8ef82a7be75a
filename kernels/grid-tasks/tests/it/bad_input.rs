//! Whatever is wrong with a file is told with the file, the task, the pair and the row; the other tasks go on.

use std::fs;

use grid_tasks::{SourceError, Sources, Threads};
use proptest::prelude::*;

use crate::{read, tasks};

const GOOD: &str = r#"{"train": [{"input": [[1]], "output": [[2]]}], "test": []}"#;

/// What is told of a task with this text, beside a task that is right.
fn told(text: impl AsRef<[u8]>) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.json"), GOOD).unwrap();
    fs::write(folder.path().join("bad.json"), text).unwrap();
    let reading = read(folder.path());
    assert_eq!(reading.tasks.tasks().len(), 1, "the other task goes on");
    assert_eq!(reading.tasks.tasks()[0].id, "good");
    let [fault] = &reading.faults[..] else { panic!("one fault: {:?}", reading.faults) };
    let told = fault.to_string();
    told.strip_prefix(&format!("{}/", folder.path().display())).unwrap().to_owned()
}

/// What is told of a grid.
fn told_of(grid: &str) -> String {
    let told = told(format!(
        r#"{{"train": [{{"input": [[1]], "output": [[2]]}}, {{"input": [[1]], "output": {grid}}}], "test": []}}"#
    ));
    told.strip_prefix("bad.json: training task bad, train pair 1, output: ").unwrap().to_owned()
}

#[test]
fn a_grid_that_is_none_is_told_with_its_row() {
    assert_eq!(
        told_of("[[1, 2], [3]]"),
        "row 1 has 1 cells where row 0 has 2: the rows of a grid are equally long"
    );
    assert_eq!(told_of("[[1, 2], [3, 10]]"), "row 1, column 1 is 10: colours are 0 to 9");
    assert_eq!(told_of("[[1, -1]]"), "row 0, column 1 is -1: colours are 0 to 9");
    assert_eq!(told_of("[[1, 300]]"), "row 0, column 1 is 300: colours are 0 to 9");
    assert_eq!(told_of("[[1.5]]"), "row 0, column 0 is 1.5: colours are 0 to 9");
    assert_eq!(told_of(r#"[["red"]]"#), r#"row 0, column 0 is "red": colours are 0 to 9"#);
    assert_eq!(told_of("[[[1]]]"), "row 0, column 0 is a list of 1: colours are 0 to 9");
    assert_eq!(told_of("[]"), "the grid has no cells: each side has 1 to 30");
    assert_eq!(told_of("[[], []]"), "a grid of 2 x 0: each side has 1 to 30 cells (or both have none)");
    assert_eq!(told_of("[[1], 2]"), "row 1 is 2: a row is a list of numbers");
    assert_eq!(told_of("null"), "the grid is null: a grid is a list of rows");
    let square = |side: usize| serde_json::to_string(&vec![vec![0; side]; side]).unwrap();
    assert_eq!(told_of(&square(31)), "a grid of 31 x 31: each side has 1 to 30 cells (or both have none)");
    assert_eq!(
        told_of(r#"{"b": 1, "a": 2}"#),
        "the grid is an object with `a`, `b`: a grid is a list of rows"
    );
}

#[test]
fn a_task_that_is_none_is_told() {
    assert_eq!(told(r#"{"train": []}"#), "bad.json: training task bad: there is no `test`");
    assert_eq!(
        told(r#"{"train": [], "test": []}"#),
        "bad.json: training task bad: there is no pair to learn from: `train` is empty"
    );
    assert_eq!(
        told(r#"{"train": 3, "test": []}"#),
        "bad.json: training task bad: `train` is 3: a task has the lists `train` and `test`"
    );
    assert_eq!(
        told(r#"{"train": [{"input": [[1]]}], "test": []}"#),
        "bad.json: training task bad, train pair 0: there is no `output`"
    );
    assert_eq!(
        told(r#"{"train": [[]], "test": []}"#),
        "bad.json: training task bad, train pair 0: the pair is a list of 0: a pair has an `input` and an `output`"
    );
    assert_eq!(
        told("[]"),
        "bad.json: training task bad: the task is a list of 0: a task has the lists `train` and `test`"
    );
}

#[test]
fn wrong_json_and_another_encoding_are_told_with_the_line() {
    assert_eq!(
        told("{\"train\": [\n{\"input\": [[1, 2]\n"),
        "bad.json: training task bad: EOF while parsing a list at line 3 column 0"
    );
    assert_eq!(
        told(format!("{GOOD} x")),
        "bad.json: training task bad: trailing characters at line 1 column 60"
    );
    assert_eq!(
        told(GOOD.encode_utf16().flat_map(u16::to_le_bytes).chain([0xd8, 0xff]).collect::<Vec<u8>>()),
        "bad.json: training task bad: line 1 is not UTF-8 (byte 0xd8): save the file as UTF-8"
    );
    assert_eq!(
        told(b"{\n\"tr\xe4in\": 1}"),
        "bad.json: training task bad: line 2 is not UTF-8 (byte 0xe4): save the file as UTF-8"
    );
}

#[test]
fn in_one_file_a_bad_task_leaves_the_others_and_bad_json_leaves_none() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.json");
    let told = |text: &str| {
        fs::write(&file, text).unwrap();
        let reading = read(&file);
        let told: Vec<String> = reading.faults.iter().map(ToString::to_string).collect();
        let told = told.join("\n").replace(&format!("{}/", folder.path().display()), "");
        (reading.tasks.tasks().len(), told)
    };
    assert_eq!(
        told(&format!(
            r#"{{"train": {{"a": {GOOD}, "b": {{"train": 1, "test": []}}}}, "eval": {{"c": [], "d": {GOOD}}}}}"#
        )),
        (
            2,
            "all.json: training task b: `train` is 1: a task has the lists `train` and `test`\n\
             all.json: evaluation task c: the task is a list of 0: a task has the lists `train` and `test`"
                .to_owned()
        )
    );
    assert_eq!(
        told(&format!(r#"{{"train": {{"a": {GOOD}, "b": "#)),
        (0, "all.json: EOF while parsing a value at line 1 column 81".to_owned())
    );
    assert_eq!(told(GOOD), (0, "all.json: `train` is a list of 1: a file of all tasks has `train` and `eval`, and in them a task \
        for each name".to_owned()));
    assert_eq!(told("{}"), (0, "all.json: there is no `train`".to_owned()));
    assert_eq!(
        told(&format!("{{\"train\n\": {{\"a\": {GOOD}}}}}")),
        (
            0,
            "all.json: control character (\\u0000-\\u001F) found while parsing a string at line 2 column 0"
                .to_owned()
        )
    );
}

#[test]
fn a_key_that_stands_twice_is_told_and_neither_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.json");
    fs::write(&file, format!(r#"{{"train": {{"a": {GOOD}, "a": {GOOD}}}}}"#)).unwrap();
    let sources = Sources::open(&file, Threads::One).unwrap();
    let reading = grid_tasks::read(&sources, Threads::One);
    assert_eq!(reading.tasks.tasks(), []);
    assert_eq!(
        reading.faults[0].to_string(),
        format!("{}: training task a stands twice: it is not known which of them is meant", file.display())
    );
}

#[test]
fn a_path_without_tasks_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let empty = Sources::open(folder.path(), Threads::One).unwrap_err();
    assert!(matches!(empty, SourceError::Empty(_)), "{empty}");
    let none = Sources::open(&folder.path().join("none"), Threads::One).unwrap_err();
    assert!(none.to_string().contains("none: No such file"), "{none}");
}

proptest! {
    /// [`read`] holds both forms beside each other.
    #[test]
    fn both_forms_say_the_same_of_any_damage(at in any::<prop::sample::Index>(), with in prop::sample::select(&b" 0:9,[]{}\"\\x\n.e-"[..])) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("all.json");
        let mut text = grid_tasks::one_file(&tasks()).into_bytes();
        let at = at.index(text.len());
        text[at] = with;
        fs::write(&file, &text).unwrap();
        read(&file);
        text.remove(at);
        fs::write(&file, &text).unwrap();
        read(&file);
    }
}
