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
    assert_eq!(kept_tasks(&file, hash()).unwrap(), tasks());

    let source = data.join("training/b.json");
    fs::write(&source, fs::read_to_string(&source).unwrap().replace('7', "6")).unwrap();
    let now = hash();
    assert_eq!(told(&file, now), format!("tasks.kept: stale: made from {before}, the sources are {now} now"));
    keep_tasks(&file, now, &read(&data).tasks).unwrap();
    assert_eq!(kept_tasks(&file, now).unwrap(), read(&data).tasks);
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
