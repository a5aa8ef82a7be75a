//! Families of tasks: each makes pairs from chance, with an answer that is worked out without the language, and has a program for
//! them that is written in it. All programs are our own.

#![expect(
    clippy::unnecessary_wraps,
    reason = "families have one signature, whether or not they can draw in vain"
)]

mod board;
mod colours;
mod objects;
mod panels;
mod pieces;
mod relations;
mod whole;

use grid_batch::Grid;
use grid_generator::Chance;

use self::board::Board;
use crate::{Collection, Tasks};

/// A kind of task.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    /// One word, with which the names of its tasks and its program begin.
    pub name: &'static str,
    group: &'static str,
    /// None where chance has drawn something that has no single answer: then it is drawn again.
    pair: fn(&mut Chance) -> Option<[Board; 2]>,
}

/// Tasks, and the program of each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Made {
    /// In the order of their names.
    pub tasks: Tasks,
    /// As many, in the same order: texts in the line format, each with a header that names its task.
    pub programs: Vec<String>,
}

const WHOLE: &str = include_str!("../programs/whole.programs");
const PANELS: &str = include_str!("../programs/panels.programs");
const COLOURS: &str = include_str!("../programs/colours.programs");
const OBJECTS: &str = include_str!("../programs/objects.programs");
const RELATIONS: &str = include_str!("../programs/relations.programs");

/// The first eight and the first thirty-two are of every kind too: smaller sets of tasks take those.
#[rustfmt::skip]
pub const FAMILIES: [Family; 40] = [
    Family { name: "largest", group: OBJECTS, pair: objects::largest },
    Family { name: "pinwheel", group: WHOLE, pair: whole::pinwheel },
    Family { name: "nearest", group: RELATIONS, pair: relations::nearest },
    Family { name: "halves", group: PANELS, pair: panels::halves },
    Family { name: "stamp", group: COLOURS, pair: colours::stamp },
    Family { name: "holes", group: OBJECTS, pair: objects::holes },
    Family { name: "ranking", group: COLOURS, pair: colours::ranking },
    Family { name: "sizes", group: OBJECTS, pair: objects::sizes },
    Family { name: "smallest", group: OBJECTS, pair: objects::smallest },
    Family { name: "quartet", group: WHOLE, pair: whole::quartet },
    Family { name: "outlined", group: OBJECTS, pair: objects::outlined },
    Family { name: "swap", group: WHOLE, pair: whole::swap },
    Family { name: "edges", group: OBJECTS, pair: objects::edges },
    Family { name: "rays", group: COLOURS, pair: colours::rays },
    Family { name: "window", group: OBJECTS, pair: objects::window },
    Family { name: "panels", group: PANELS, pair: panels::panels },
    Family { name: "slim", group: OBJECTS, pair: objects::slim },
    Family { name: "lattice", group: COLOURS, pair: colours::lattice },
    Family { name: "drop", group: RELATIONS, pair: relations::drop },
    Family { name: "squeeze", group: PANELS, pair: panels::squeeze },
    Family { name: "standing", group: OBJECTS, pair: objects::standing },
    Family { name: "around", group: COLOURS, pair: colours::around },
    Family { name: "aligned", group: RELATIONS, pair: relations::aligned },
    Family { name: "repeats", group: WHOLE, pair: whole::repeats },
    Family { name: "survey", group: RELATIONS, pair: relations::survey },
    Family { name: "period", group: WHOLE, pair: whole::period },
    Family { name: "rare", group: OBJECTS, pair: objects::rare },
    Family { name: "boxes", group: COLOURS, pair: colours::boxes },
    Family { name: "touching", group: RELATIONS, pair: relations::touching },
    Family { name: "stacked", group: PANELS, pair: panels::stacked },
    Family { name: "relay", group: RELATIONS, pair: relations::relay },
    Family { name: "stretch", group: WHOLE, pair: whole::stretch },
    Family { name: "tallest", group: OBJECTS, pair: objects::tallest },
    Family { name: "joined", group: COLOURS, pair: colours::joined },
    Family { name: "kinds", group: OBJECTS, pair: objects::kinds },
    Family { name: "quarter", group: WHOLE, pair: whole::quarter },
    Family { name: "pointer", group: RELATIONS, pair: relations::pointer },
    Family { name: "rails", group: PANELS, pair: panels::rails },
    Family { name: "agreement", group: WHOLE, pair: whole::agreement },
    Family { name: "ends", group: WHOLE, pair: whole::ends },
];

/// How many pairs tasks show, one after the other: at least one less than they have.
const SHOWN: [usize; 3] = [3, 4, 5];

/// Chance is numbered so that tasks never share any.
const PAIRS_OF_A_TASK: u32 = 4096;

impl Family {
    /// An input and its answer. The same chance gives the same pair, on any machine.
    pub fn pair(&self, chance: &mut Chance) -> [Grid; 2] {
        loop {
            let drawn = (self.pair)(chance).map(|pair| pair.map(Board::grid));
            if let Some([Some(input), Some(answer)]) = drawn {
                return [input, answer];
            }
        }
    }

    /// Its program, with a header that names a task.
    ///
    /// # Panics
    /// Where the file of its group has no program of its name; a test looks at all of them.
    #[must_use]
    pub fn program(&self, task: &str) -> String {
        let header = format!("def solve_{}(I):\n", self.name);
        let (_, rest) = self.group.split_once(&header).expect("every family has a program");
        let body = rest.split("\n\n").next().unwrap_or(rest).trim_end();
        format!("def solve_{task}(I):\n{body}\n")
    }
}

/// So many tasks with so many pairs in all, one family after the other, each time from another seed. A task has the same pairs
/// whatever the others are, as far as it has them.
///
/// # Panics
/// Where a task would have fewer than two pairs.
#[must_use]
pub fn make(seed: u64, tasks: usize, pairs: usize) -> Made {
    assert!(
        pairs >= 2 * tasks,
        "{tasks} tasks need {} pairs at least, one shown and one asked for",
        2 * tasks
    );
    let mut all: Vec<(String, Family, usize, Vec<[Grid; 2]>)> = (0..tasks)
        .map(|number| {
            let (round, family) = (number / FAMILIES.len(), FAMILIES[number % FAMILIES.len()]);
            let count = (number + 1) * pairs / tasks - number * pairs / tasks;
            let pairs = (0..count).map(|pair| {
                let pair = number as u32 * PAIRS_OF_A_TASK + pair as u32;
                family.pair(&mut grid_generator::chance(seed, pair))
            });
            let shown = SHOWN[number % SHOWN.len()].min(count - 1);
            (format!("{}{round:02}", family.name), family, shown, pairs.collect())
        })
        .collect();
    all.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let mut made = Made::default();
    for (id, family, shown, pairs) in &all {
        let views = pairs.iter().map(|[input, answer]| [input.view(), answer.view()]);
        made.tasks.push(id, Collection::Training, *shown, views);
        made.programs.push(family.program(id));
    }
    made
}
