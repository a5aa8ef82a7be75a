//! Programs and the answers that families work out without them: the same, in every form of the language.

use std::collections::BTreeSet;

use grid_batch::GridBatch;
use grid_language::{MaskObjects, Masks, Primitive, Program, Sets, form::Form};
use grid_tasks::{
    ContentHash, FAMILIES, Listings, Made, Outcome, Programs, Reading, Rows, Rules, Solved, Table, Threads,
    keep_tasks, kept_tasks, make, solve, validate, validate_plain,
};

use crate::read_plainly;

fn parse(made: &Made) -> Programs {
    let programs = Listings::of("made", made.programs.join("\n")).parse();
    assert_eq!(programs.refused(), []);
    programs
}

/// Solves all, and says what is not right.
fn wrong<F: Form>(made: &Made) -> Vec<String> {
    let programs = parse(made);
    let order: Vec<usize> = (0..made.tasks.tasks().len()).collect();
    let solved: Solved<GridBatch> =
        solve::<F, _>(&made.tasks, &programs, Rules::default(), &order, Threads::Pool);
    let table = Table::of(&made.tasks, &solved, &validate(&made.tasks, &solved), &[], &programs);
    let named = table.rows.iter().filter(|row| row.outcome != Outcome::Correct);
    named
        .map(|row| format!("{} {}: {:?} {}", table.tasks[row.task as usize], row.pair, row.outcome, F::NAME))
        .collect()
}

#[test]
fn programs_give_the_answers_that_are_worked_out_without_the_language() {
    let made = make(1, 400, 3000);
    assert_eq!(wrong::<Sets>(&made), Vec::<String>::new());
    assert_eq!(wrong::<MaskObjects>(&made), Vec::<String>::new());
    assert_eq!(wrong::<Masks>(&made), Vec::<String>::new());
}

#[test]
fn all_programs_together_use_every_primitive() {
    let text: Vec<String> = FAMILIES.iter().map(|family| family.program(family.name)).collect();
    let programs = Listings::of("families", text.join("\n")).parse();
    assert_eq!(programs.iter().len(), FAMILIES.len());
    let used: BTreeSet<Primitive> = programs.iter().flat_map(Program::primitives).collect();
    let unused: Vec<Primitive> = Primitive::all().filter(|primitive| !used.contains(primitive)).collect();
    assert_eq!(unused, []);
    assert_eq!(used.len(), 160);
}

#[test]
fn every_mixture_of_forms_gives_the_same_table() {
    let made = make(2, 40, 200);
    let Reading { tasks: plain, .. } = read_plainly(&made);
    let programs = parse(&made);
    let order: Vec<usize> = (0..40).rev().collect();
    let rules = Rules::default();
    let untimed = |mut table: Table| {
        table.rows.iter_mut().for_each(|row| row.nanoseconds = 0);
        table
    };
    let nested: Solved<Vec<Rows>> = solve::<Sets, _>(&plain, &programs, rules, &order, Threads::One);
    let one = untimed(Table::of(&plain, &nested, &validate_plain(&plain, &nested), &[], &programs));
    assert_eq!((one.tasks_correct(), one.pairs_correct()), (40, 200));
    let packed: Solved<GridBatch> = solve::<Masks, _>(&made.tasks, &programs, rules, &order, Threads::Pool);
    assert_eq!(
        one,
        untimed(Table::of(&made.tasks, &packed, &validate(&made.tasks, &packed), &[], &programs))
    );
    assert_eq!(one, untimed(Table::of(&plain, &packed, &validate(&plain, &packed), &[], &programs)));
    let folder = tempfile::tempdir().unwrap();
    let (file, sources) = (folder.path().join("tasks.kept"), ContentHash::of(b"sources"));
    keep_tasks(&file, sources, &made.tasks).unwrap();
    let kept = kept_tasks(&file, sources).unwrap();
    let of_kept: Solved<GridBatch> = solve::<Masks, _>(&kept, &programs, rules, &order, Threads::Pool);
    assert_eq!(of_kept.answers, packed.answers);
    assert_eq!(one, untimed(Table::of(&kept, &packed, &validate(&kept, &packed), &[], &programs)));
    assert_eq!(one, untimed(Table::of(&kept, &nested, &validate_plain(&kept, &nested), &[], &programs)));
    assert_eq!(
        one,
        untimed(Table::of(&made.tasks, &nested, &validate_plain(&made.tasks, &nested), &[], &programs))
    );
}

#[test]
fn an_answer_with_one_cell_off_is_wrong_in_both_validations() {
    let made = make(4, 40, 120);
    let programs = parse(&made);
    let order: Vec<usize> = (0..40).collect();
    let nested: Solved<Vec<Rows>> =
        solve::<Masks, _>(&made.tasks, &programs, Rules::default(), &order, Threads::One);
    for at in 0..nested.runs.len() {
        let mut off = nested.clone();
        let last = off.answers[at].last_mut().unwrap().last_mut().unwrap();
        *last = (*last + 1) % 10;
        let mut packed = GridBatch::default();
        for rows in &off.answers {
            packed.push(grid_batch::Grid::from_rows(rows).unwrap().view());
        }
        let expected: Vec<bool> = (0..nested.runs.len()).map(|pair| pair != at).collect();
        assert_eq!(validate_plain(&made.tasks, &off), expected);
        assert_eq!(validate(&made.tasks, &Solved { runs: off.runs, answers: packed }), expected);
    }
}
