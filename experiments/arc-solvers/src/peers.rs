//! The language that the names of the primitives come from, where a user has a copy of it: nothing of it is ours, and nothing here holds any
//! of it.

use std::{fs, io, path::Path};

use arc_runs::PUZZLES;
use grid_batch::{Grid, GridBatch};
use grid_tasks::{Ran, Solved, one_file};
use touchstone::{npy, prelude::*};

use crate::{
    ArcSolvers,
    answers::Answer,
    load::{Solvable, World},
};

const SCRIPT: &str = "peers/reference.py";

/// A row of answers: height, width, cells, and what no answer fills.
const ROW: usize = 2 + 900;
/// The height of what is no answer.
const NONE: u16 = u16::MAX;

pub(crate) fn add(declaration: Declaration<ArcSolvers>) -> Declaration<ArcSolvers> {
    declaration
        .peer("reference-language", command("python3", [SCRIPT, "reference-language"]))
        .only_on([PUZZLES])
}

/// The tasks, and which of them are solved.
pub(crate) fn export(world: &World, folder: &Path) -> io::Result<()> {
    let world = tasks(world)?;
    fs::write(folder.join("tasks.json"), one_file(&world.tasks))?;
    let ids: Vec<&str> = world.order.iter().map(|&task| world.tasks.tasks()[task].id.as_str()).collect();
    fs::write(folder.join("order.txt"), ids.join("\n"))
}

/// An answer for each pair, in the order of the tasks; where a program of the peer failed there is none.
pub(crate) fn import(world: &World, folder: &Path) -> io::Result<Answer> {
    let world = tasks(world)?;
    let each = world.order.iter().flat_map(|&task| {
        let pairs = world.tasks.tasks()[task].pairs.len();
        (0..pairs).map(move |pair| (task, pair))
    });
    let pairs: Vec<(usize, usize)> = each.collect();
    let rows = npy::read::<u16>(&folder.join("answers.npy"), &[pairs.len(), ROW])?;
    let mut solved = Solved { runs: Vec::new(), answers: GridBatch::default() };
    for ((task, pair), row) in pairs.into_iter().zip(rows.chunks(ROW)) {
        let (answer, failed) = match answer(row)? {
            Some(answer) => (answer, None),
            None => (Grid::default(), Some("the reference language has no answer".to_owned())),
        };
        solved.answers.push(answer.view());
        solved.runs.push(Ran { task, pair, instructions: 0, nanoseconds: 0, failed });
    }
    Ok(Answer::OfPeer(solved))
}

fn tasks(world: &World) -> io::Result<&Solvable> {
    match world {
        World::Tasks(world) => Ok(&**world),
        World::Missing(reason) => Err(io::Error::other(reason.clone())),
        World::Patterns(_) => Err(io::Error::other("the peer solves tasks, and these are patterns")),
    }
}

fn answer(row: &[u16]) -> io::Result<Option<Grid>> {
    let [height, width] = [usize::from(row[0]), usize::from(row[1])];
    if row[0] == NONE {
        return Ok(None);
    }
    let cells = row[2..].iter().take(height * width).map(|&cell| cell as u8).collect();
    Grid::new(height, width, cells).map(Some).map_err(|error| io::Error::other(error.to_string()))
}
