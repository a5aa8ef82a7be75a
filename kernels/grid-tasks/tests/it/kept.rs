//! What is kept is used as long as it is what was kept, and its sources are the same; else it is named, and not used.

use std::{fs, path::Path};

use grid_tasks::{
    ContentHash, Listings, NotUsed, Sources, Threads, keep_programs, keep_tasks, kept_programs, kept_tasks,
    make,
};
use proptest::prelude::*;

use crate::{read, tasks};

/// Why a file is not used.
fn told(path: &Path, sources: ContentHash) -> String {
    let told = kept_tasks(path, sources).unwrap_err().to_string();
    told.replace(&format!("{}/", path.parent().unwrap().display()), "")
}

#[test]
fn what_was_kept_comes_back_until_a_source_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("tasks.kept"));
    grid_tasks::write_folder(&tasks(), &data).unwrap();
    let hash = || Sources::open(&data, Threads::Pool).unwrap().hash(Threads::Pool);
    let before = hash();
    assert!(matches!(kept_tasks(&file, before), Err(NotUsed::Io { .. })));
    keep_tasks(&file, before, &read(&data).tasks).unwrap();
    assert_eq!(kept_tasks(&file, hash()).unwrap().to_tasks(), tasks());

    let source = data.join("training/b.json");
    fs::write(&source, fs::read_to_string(&source).unwrap().replace('7', "6")).unwrap();
    let now = hash();
    assert_eq!(told(&file, now), format!("tasks.kept: stale: made from {before}, the sources are {now} now"));
    keep_tasks(&file, now, &read(&data).tasks).unwrap();
    assert_eq!(kept_tasks(&file, now).unwrap().to_tasks(), read(&data).tasks);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing unfinished is left behind");
}

#[test]
fn a_file_that_is_not_what_was_kept_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tasks.kept");
    let hash = ContentHash::of(b"sources");
    keep_tasks(&file, hash, &tasks()).unwrap();
    let whole = fs::read(&file).unwrap();
    let told_of = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = whole.clone();
        change(&mut bytes);
        fs::write(&file, bytes).unwrap();
        told(&file, hash)
    };
    assert_eq!(told_of(&|bytes| bytes[0] = b'G'), "tasks.kept: this is no file of kept tasks");
    assert_eq!(told_of(&|bytes| bytes.clear()), "tasks.kept: this is no file of kept tasks");
    assert_eq!(told_of(&|bytes| bytes[12] = 2), "tasks.kept: this is no file of kept tasks");
    assert_eq!(told_of(&|bytes| bytes[8] = 9), "tasks.kept: version 9 of what is kept, this is version 2");
    assert_eq!(told_of(&|bytes| bytes.truncate(40)), "tasks.kept: damaged: it ends within its header");
    assert_eq!(
        told_of(&|bytes| bytes.truncate(bytes.len() - 1)),
        "tasks.kept: damaged: it is not as long as its header says"
    );
    assert_eq!(
        told_of(&|bytes| *bytes.last_mut().unwrap() ^= 1),
        "tasks.kept: damaged: its checksum does not hold"
    );
}

/// With a checksum that holds, as only somebody writes who means to.
#[test]
fn bytes_that_are_no_tasks_are_not_believed() {
    // Two numbers, three tasks of 16 bytes, and five letters come before them.
    const SIDES: usize = 8 + 3 * 16 + 5;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tasks.kept");
    let hash = ContentHash::of(b"sources");
    keep_tasks(&file, hash, &tasks()).unwrap();
    let whole = fs::read(&file).unwrap();
    let (header, content) = whole.split_at(56);
    let told_of = |change: &dyn Fn(&mut Vec<u8>)| {
        let (mut header, mut content) = (header.to_vec(), content.to_vec());
        change(&mut content);
        header[32..40].copy_from_slice(&(content.len() as u64).to_le_bytes());
        header[40..].copy_from_slice(&ContentHash::of(&content).0);
        fs::write(&file, [header, content].concat()).unwrap();
        kept_tasks(&file, hash).map(|kept| kept.to_tasks()).map_err(|error| error.to_string())
    };
    assert_eq!(told_of(&|_| ()).unwrap(), tasks());
    let wrong: [fn(&mut Vec<u8>); 10] = [
        |bytes| bytes.clear(),
        |bytes| bytes[..4].fill(0xFF),
        |bytes| bytes[0] = 2,
        |bytes| bytes[4] = 5,
        |bytes| bytes[8] = 0xFF,
        |bytes| bytes[12] = 2,
        |bytes| bytes[20] = 3,
        |bytes| bytes[SIDES + 1] = 31,
        |bytes| *bytes.last_mut().unwrap() = 10,
        |bytes| bytes.push(0),
    ];
    for (number, wrong) in wrong.into_iter().enumerate() {
        let told = told_of(&wrong).expect_err(&number.to_string());
        assert!(told.ends_with("tasks.kept: damaged: its tasks do not fit together"), "{number}: {told}");
    }
}

#[test]
fn tasks_that_are_in_use_stay_as_they_are_when_others_are_kept_in_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tasks.kept");
    let hash = ContentHash::of(b"sources");
    keep_tasks(&file, hash, &tasks()).unwrap();
    let kept = kept_tasks(&file, hash).unwrap();
    keep_tasks(&file, hash, &make(1, 40, 120).tasks).unwrap();
    assert_eq!(kept.to_tasks(), tasks());
    fs::remove_file(&file).unwrap();
    assert_eq!(kept.to_tasks(), tasks());
}

#[test]
fn where_nothing_can_be_written_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let hash = ContentHash::of(b"sources");
    assert!(keep_tasks(&folder.path().join("none/tasks.kept"), hash, &tasks()).is_err());
    fs::create_dir(folder.path().join("folder")).unwrap();
    fs::write(folder.path().join("folder/in-the-way"), "").unwrap();
    assert!(keep_tasks(&folder.path().join("folder"), hash, &tasks()).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

proptest! {
    #[test]
    fn no_change_of_a_byte_goes_unseen(at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tasks.kept");
        let hash = ContentHash::of(b"sources");
        keep_tasks(&file, hash, &tasks()).unwrap();
        let mut bytes = fs::read(&file).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        fs::write(&file, &bytes).unwrap();
        prop_assert!(kept_tasks(&file, hash).is_err());
    }

    #[test]
    fn a_part_of_a_file_is_none(length in any::<prop::sample::Index>()) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tasks.kept");
        let hash = ContentHash::of(b"sources");
        keep_tasks(&file, hash, &tasks()).unwrap();
        let bytes = fs::read(&file).unwrap();
        fs::write(&file, &bytes[..length.index(bytes.len())]).unwrap();
        prop_assert!(kept_tasks(&file, hash).is_err());
    }
}

#[test]
fn programs_come_back_with_what_was_wrong_until_a_text_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("programs.kept");
    let good = make(1, 8, 40).programs.join("\n");
    let listings =
        Listings::of("made.py", format!("{good}\ndef solve_bad(I):\n x1 = nothing(I)\n return x1\n"));
    let programs = listings.parse();
    assert_eq!((programs.iter().len(), programs.refused().len()), (8, 1));
    keep_programs(&file, listings.hash(), &programs).unwrap();
    let kept = kept_programs(&file, listings.hash()).unwrap();
    assert_eq!(kept, programs);
    let line = good.lines().count() + 3;
    let told = format!(
        "made.py:{line}: solve_bad: `nothing` is no primitive, no constant and no name of this program"
    );
    assert_eq!(kept.of("bad"), Err(told));
    let changed = Listings::of("made.py", format!("{good}\n"));
    assert!(matches!(kept_programs(&file, changed.hash()), Err(NotUsed::Stale { .. })));
    assert!(matches!(kept_tasks(&file, listings.hash()), Err(NotUsed::Foreign { .. })));
}
