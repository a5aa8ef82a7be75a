//! Results are the same table whether they are written as files or as columns.

use std::fs;

use grid_tasks::{Outcome, Row, Table, record_columns, record_files, recorded_columns, recorded_files};
use proptest::{collection::vec, prelude::*};

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![Just(Outcome::Correct), Just(Outcome::Wrong), ".*".prop_map(Outcome::Failed)]
}

fn tables() -> impl Strategy<Value = Table> {
    let row = (outcome(), any::<[u32; 2]>(), any::<u64>());
    (vec(vec(row, 1..4), 0..12), vec(".*", 0..3)).prop_map(|(tasks, refused)| Table {
        tasks: (0..tasks.len()).map(|task| format!("task{task}")).collect(),
        rows: (0..)
            .zip(tasks)
            .flat_map(|(task, rows)| {
                (0..).zip(rows).map(move |(pair, (outcome, [cells, instructions], nanoseconds))| Row {
                    task,
                    pair,
                    outcome,
                    cells,
                    instructions,
                    nanoseconds,
                })
            })
            .collect(),
        refused,
    })
}

proptest! {
    #[test]
    fn files_and_columns_give_back_the_table(table in tables()) {
        let folder = tempfile::tempdir().unwrap();
        let (files, columns) = (folder.path().join("files"), folder.path().join("columns"));
        record_files(&table, &files).unwrap();
        record_columns(&table, &columns).unwrap();
        prop_assert_eq!(&recorded_files(&files).unwrap(), &table);
        prop_assert_eq!(&recorded_columns(&columns).unwrap(), &table);
        // Half a file is none.
        let whole = fs::read(&columns).unwrap();
        fs::write(&columns, &whole[..whole.len() - 1]).unwrap();
        let told = recorded_columns(&columns).unwrap_err().to_string();
        prop_assert!(told.ends_with("columns: this is no file of result columns of version 1"), "{}", told);
    }
}
