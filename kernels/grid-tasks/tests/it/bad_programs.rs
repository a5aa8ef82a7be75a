//! A program that cannot be read, or never ends, is a row with file, line and reason; the other tasks go on.

use grid_batch::GridBatch;
use grid_language::{Limits, Masks, Sets, form::Form};
use grid_tasks::{Listings, Outcome, Programs, Rules, Solved, Table, Threads, make, solve, validate};

/// The row of the first task when this is its program, while the others keep theirs.
fn row<F: Form>(lines: &[u8]) -> (Outcome, Vec<String>) {
    let made = make(1, 8, 40);
    let task = &made.tasks.tasks()[0].id;
    let mut text = format!("def solve_{task}(I):\n").into_bytes();
    text.extend(lines);
    text.extend(b"\n");
    text.extend(made.programs[1..].join("\n").bytes());
    let programs: Programs = Listings::of("bad.py", text).parse();
    let rules = Rules { limits: Limits { steps: 100_000, ..Limits::default() }, ..Rules::default() };
    let order: Vec<usize> = (0..8).collect();
    let solved: Solved<GridBatch> = solve::<F, _>(&made.tasks, &programs, rules, &order, Threads::Pool);
    let table = Table::of(&made.tasks, &solved, &validate(&made.tasks, &solved), &[], &programs);
    assert_eq!(table.tasks_correct(), 7, "the other tasks go on");
    assert_eq!(table.rows.len(), 40);
    (table.rows[0].outcome.clone(), table.refused)
}

/// Why there is no answer; lines that are wrong are told of beside the table too.
fn told(lines: &str) -> String {
    let (sets, masks) = (row::<Sets>(lines.as_bytes()), row::<Masks>(lines.as_bytes()));
    assert_eq!(sets, masks);
    let (Outcome::Failed(told), refused) = sets else { panic!("{lines} gives an answer") };
    assert!(refused.is_empty() || refused.contains(&told), "{refused:?}");
    told.replace(&make(1, 8, 40).tasks.tasks()[0].id, "TASK")
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    assert_eq!(
        told(" x1 = rotate(I)\n return x1"),
        "bad.py:2: solve_TASK: `rotate` is no primitive, no constant and no name of this program"
    );
    assert_eq!(
        told(" x1 = rot90(I, I)\n return x1"),
        "bad.py:2: solve_TASK: `rot90` takes 1 argument, not 2"
    );
    assert_eq!(
        told(" x1 = hconcat(I, x2)\n x2 = hconcat(I, x1)\n return x2"),
        "bad.py:2: solve_TASK: `x1` is made of itself: x1 needs x2 needs x1"
    );
    assert_eq!(
        told(" x1 = rot90(I)"),
        "bad.py:1: solve_TASK: this program has no answer: end it with `return NAME`"
    );
}

#[test]
fn another_encoding_is_told_with_its_line() {
    let (outcome, refused) = row::<Masks>(b" x1 = rot90(I) # \xfc\n return x1");
    let Outcome::Failed(told) = outcome else { panic!("it was read") };
    assert!(
        told.starts_with("bad.py:2: ") && told.ends_with("is no UTF-8: save the file as UTF-8"),
        "{told}"
    );
    assert_eq!(refused[0], told, "and then the name that is missing");
}

#[test]
fn what_has_no_answer_is_told_with_its_line() {
    assert_eq!(told(" x1 = divide(ONE, ZERO)\n return x1"), "solve_TASK, line 2, divide: division by zero");
    assert_eq!(
        told(" x1 = fork(apply, identity, initset)\n x2 = x1(x1)\n return x2"),
        "solve_TASK, line 3, a local function, inside of it apply: calls are nested more than 200 deep: a function seems to \
         call itself without end"
    );
    assert_eq!(
        told(
            " x1 = power(double, TEN)\n x2 = x1(TEN)\n x3 = x1(x2)\n x4 = double(x3)\n x5 = power(sign, x4)\n x6 = x5(ONE)\n \
             return x6"
        ),
        "solve_TASK, line 7, a local function, inside of it sign: the program takes more than 100000 steps"
    );
    assert_eq!(
        told(" x1 = height(I)\n return x1"),
        "solve_TASK: the answer is no grid: a grid is needed here, not a number"
    );
    assert_eq!(
        told(
            " x1 = astuple(TEN, TEN)\n x2 = double(x1)\n x3 = double(x2)\n x4 = canvas(ONE, x3)\n return x4"
        ),
        "solve_TASK: the answer is no grid: a grid of 40 x 40: each side has 1 to 30 cells (or both have none)"
    );
}

#[test]
fn a_task_without_a_program_is_told() {
    let made = make(1, 8, 40);
    let programs = Listings::of("few.py", made.programs[1..].join("\n")).parse();
    let solved: Solved<GridBatch> =
        solve::<Masks, _>(&made.tasks, &programs, Rules::default(), &[0], Threads::One);
    let id = &made.tasks.tasks()[0].id;
    assert_eq!(solved.runs[0].failed, Some(format!("there is no program for task {id}")));
    assert_eq!(validate(&made.tasks, &solved), vec![false; solved.runs.len()]);
}

#[test]
fn names_that_nothing_is_known_by_are_counted_before_anything_runs() {
    let made = make(1, 8, 40).programs.join("\n");
    assert_eq!(Listings::of("made.py", made.clone()).parse().warning(), None);
    let text = "def solve_a(I):\n x1 = turn(I)\n x2 = turn(x1)\n x3 = glow(x2, turn)\n return x3\n\
                def solve_b(I):\n x1 = rot90(I, I)\n return x1\n";
    let programs = Listings::of("bad.py", format!("{text}{made}")).parse();
    assert_eq!(programs.iter().len(), 8, "the others run");
    assert_eq!(programs.unknown().into_iter().collect::<Vec<_>>(), [("glow", 1), ("turn", 3)]);
    let unknown = |line: u32, name: &str| {
        format!("bad.py:{line}: solve_a: `{name}` is no primitive, no constant and no name of this program\n")
    };
    let lines = [unknown(2, "turn"), unknown(3, "turn"), unknown(4, "glow"), unknown(4, "turn")].concat();
    assert_eq!(
        programs.warning().unwrap(),
        format!(
            "names that nothing is known by, and how often they are used: `glow` 1, `turn` 3\n\
             5 lines of programs cannot be used, and their programs do not run:\n\
             {lines}bad.py:7: solve_b: `rot90` takes 1 argument, not 2"
        )
    );
}

#[test]
fn a_file_beside_programs_that_has_none_is_told_of_once() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "language.py",
        "def double(n: int) -> int:\n    return n * 2\n\ndef half(n):\n    m = n // 2\n    return m\n",
    );
    write("own.py", "from language import *\n\ndef solve_a(I):\n x1 = rot90(I)\n return x1\n");
    let programs = Listings::open(folder.path()).unwrap().parse();
    assert_eq!(programs.iter().map(grid_language::Program::task).collect::<Vec<_>>(), ["a"]);
    let told: Vec<&str> = programs.refused().iter().map(|refused| refused.told.as_str()).collect();
    let file = folder.path().join("language.py").display().to_string();
    assert_eq!(told, [format!("{file}: no program starts in this file: nothing of it is used")]);
    let alone = Listings::open(&folder.path().join("language.py")).unwrap().parse();
    assert_eq!(alone.refused().len(), 5, "who names the file is told of each of its lines");
}
