//! What each stage takes, plain and fast, roughly and on this machine: `cargo run --release -p grid-tasks --example stages`.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "an example for a terminal")]

use std::{hint::black_box, time::Instant};

use grid_batch::GridBatch;
use grid_language::{MaskObjects, Masks, Sets, form::Form};
use grid_tasks::{
    Listings, Programs, Rows, Rules, Solved, Sources, Table, TaskPairs, Threads, keep_programs, keep_tasks,
    kept_programs, kept_tasks, make, one_file, read, read_plain, record_columns, record_files, solve,
    validate, validate_plain, write_folder,
};

/// The best of what fits into half a second, and of five.
fn best<T>(name: &str, mut work: impl FnMut() -> T) {
    let (begun, mut fastest) = (Instant::now(), f64::INFINITY);
    for number in 0.. {
        if number >= 5 && begun.elapsed().as_secs_f64() > 0.5 {
            break;
        }
        let start = Instant::now();
        black_box(work());
        fastest = fastest.min(start.elapsed().as_secs_f64());
    }
    println!("{name:28} {:9.3} ms", fastest * 1e3);
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let made = make(1, 400, 3000);
    write_folder(&made.tasks, &at("tasks")).unwrap();
    std::fs::write(at("all.json"), one_file(&made.tasks)).unwrap();
    for data in ["tasks", "all.json"] {
        println!("{data}");
        let open = |threads| Sources::open(&at(data), threads).unwrap();
        best("open", || open(Threads::One));
        best("load plain", || read_plain(&open(Threads::One)));
        best("load typed", || read(&open(Threads::One), Threads::One));
        best("load typed, pool", || read(&open(Threads::Pool), Threads::Pool));
        keep_tasks(&at("tasks.kept"), open(Threads::Pool).hash(Threads::Pool), &made.tasks).unwrap();
        best("load kept", || {
            let sources = Sources::hash_at(&at(data), Threads::Pool).unwrap();
            kept_tasks(&at("tasks.kept"), sources).unwrap()
        });
        best("of which hashing", || Sources::hash_at(&at(data), Threads::Pool).unwrap());
        best("hashing on one thread", || Sources::hash_at(&at(data), Threads::One).unwrap());
    }
    let listings = Listings::of("made", made.programs.join("\n"));
    let programs = listings.parse();
    keep_programs(&at("programs.kept"), listings.hash(), &programs).unwrap();
    best("parse", || listings.parse());
    best("parse kept", || kept_programs(&at("programs.kept"), listings.hash()).unwrap());

    let plain = read_plain(&Sources::open(&at("all.json"), Threads::One).unwrap()).tasks;
    let nested = solved::<Sets>("solve sets", &plain, &programs);
    solved::<MaskObjects>("solve mask-objects", &plain, &programs);
    solved::<Masks>("solve masks", &plain, &programs);
    let order: Vec<usize> = (0..400).collect();
    best("solve masks, pool", || {
        solve::<Masks, GridBatch>(&made.tasks, &programs, Rules::default(), &order, Threads::Pool)
    });
    let packed: Solved<GridBatch> =
        solve::<Masks, _>(&made.tasks, &programs, Rules::default(), &order, Threads::One);
    best("validate plain", || validate_plain(&plain, &nested));
    best("validate", || validate(&made.tasks, &packed));
    let table = Table::of(&made.tasks, &packed, &validate(&made.tasks, &packed), &[], &programs);
    println!("{} tasks, {} pairs correct", table.tasks_correct(), table.pairs_correct());
    best("record files", || record_files(&table, &at("results")).unwrap());
    best("record columns", || record_columns(&table, &at("results.columns")).unwrap());
}

fn solved<F: Form>(name: &str, tasks: &impl TaskPairs, programs: &Programs) -> Solved<Vec<Rows>> {
    let order: Vec<usize> = (0..tasks.count()).collect();
    let solve = || solve::<F, Vec<Rows>>(tasks, programs, Rules::default(), &order, Threads::One);
    best(name, solve);
    solve()
}
