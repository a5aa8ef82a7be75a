//! One harness at a time.

use results::{Error, Store};

use crate::{results, says};

#[test]
fn a_second_lock_is_refused_until_the_first_is_dropped() {
    let (_folder, store) = results();
    let lock = store.lock().unwrap();
    let error = Store::open(store.root()).unwrap().lock().unwrap_err();
    assert!(matches!(error, Error::Locked { .. }), "{error}");
    says(&error, &store.root().join("runs/.lock"), &[&format!("process {}", std::process::id())]);
    drop(lock);
    drop(store.lock().unwrap());
    store.lock().unwrap();
}

#[test]
fn two_results_folders_do_not_know_each_other() {
    let ((_one, first), (_two, second)) = (results(), results());
    let _lock = first.lock().unwrap();
    second.lock().unwrap();
}

#[test]
fn the_lock_is_no_run_and_lies_where_git_does_not_look() {
    let (_folder, store) = results();
    let _lock = store.lock().unwrap();
    assert_eq!(store.runs().unwrap(), []);
    assert_eq!(store.partial().unwrap(), []);
    let beside: Vec<_> =
        std::fs::read_dir(store.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["runs"]);
}
