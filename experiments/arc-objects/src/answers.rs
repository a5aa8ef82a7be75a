//! What variants return, and whether it is right: labels are equal bit by bit, and those of the reference are held against what an
//! object is by other means than any of our labellers has.

use grid_batch::{GridBatch, GridView};
use grid_objects::{BACKGROUND, Cells, Colours, Labels, Mode, Neighbours, TieRule, background};
use touchstone::{Checks, prelude::Outputs};

use crate::{ArcObjects, load::World, puzzles::Puzzles, switch::Timings};

/// What a variant returns.
pub(crate) struct Answer {
    labels: Vec<Labels>,
    /// Where choices were timed besides.
    pub(crate) timings: Option<Timings>,
}

impl Answer {
    pub(crate) fn of(labels: Vec<Labels>) -> Self {
        Self { labels, timings: None }
    }

    pub(crate) fn timed(labels: Vec<Labels>, timings: Timings) -> Self {
        Self { labels, timings: Some(timings) }
    }

    /// Of every case, in the order of [`World::cases`].
    pub(crate) fn labels(&self) -> &[Labels] {
        &self.labels
    }
}

/// Differences that are told; all are counted.
const TOLD: usize = 3;

pub(crate) fn against(outputs: &Outputs<'_, ArcObjects>) -> Checks {
    let (reference, got) = (outputs.reference.labels(), outputs.got.labels());
    let mut differences = Vec::new();
    let mut different = 0_usize;
    for (number, (batch, mode)) in outputs.input.cases().enumerate() {
        let (Some(reference), Some(got)) = (reference.get(number), got.get(number)) else { continue };
        if reference == got {
            continue;
        }
        different += reference.label.iter().zip(&got.label).filter(|(one, other)| one != other).count();
        differences.extend(first_difference(batch, mode, reference, got));
    }
    differences.truncate(TOLD);
    let lengths = |labels: &[Labels]| -> Vec<[usize; 2]> {
        labels.iter().map(|labels| [labels.label.len(), labels.counts.len()]).collect()
    };
    let objects = |labels: &[Labels]| -> Vec<u64> { labels.iter().map(objects).collect() };
    Checks::new()
        .exact("labels and counts of every case", lengths(reference), lengths(got))
        .exact("objects of every case", objects(reference), objects(got))
        .exact("grids that are labelled differently", Vec::new(), differences)
        .at_most("labels that differ", different as f64, 0.0)
        .output(got.iter().flat_map(bits))
}

/// All objects of a batch.
pub(crate) fn objects(labels: &Labels) -> u64 {
    labels.counts.iter().map(|&count| u64::from(count)).sum()
}

/// Four labels in one number: a hundred thousand grids have many.
fn bits(labels: &Labels) -> impl Iterator<Item = u64> {
    let all = labels.label.chunks(4).chain(labels.counts.chunks(4));
    all.map(|four| four.iter().fold(0, |bits, &label| bits << 16 | u64::from(label)))
}

fn first_difference(batch: &GridBatch, mode: Mode, reference: &Labels, got: &Labels) -> Option<String> {
    for (number, ends) in batch.offsets().windows(2).enumerate() {
        let [from, to] = [ends[0] as usize, ends[1] as usize];
        for cell in from..to {
            let (expected, got) = (reference.label.get(cell), got.label.get(cell));
            if expected != got {
                let cell = cell - from;
                return Some(format!(
                    "{mode}, grid {number}, cell {cell}: {got:?} where {expected:?} is right"
                ));
            }
        }
        let (expected, got) = (reference.counts.get(number), got.counts.get(number));
        if expected != got {
            return Some(format!("{mode}, grid {number}: {got:?} objects where {expected:?} is right"));
        }
    }
    None
}

/// Whether labels are those of objects: cells that join have one label, there are as many objects as a union of neighbours leaves, and
/// each is called after its smallest cell.
pub(crate) fn keep_the_laws(world: &World, answer: &Answer) -> Checks {
    let mut faults = faults(world, answer);
    faults.truncate(TOLD);
    let cells = world.cases().map(|(batch, _)| batch.cells().len());
    let checks = Checks::new()
        .exact("cells", cells, answer.labels().iter().map(|labels| labels.label.len()))
        .exact("grids whose labels are none of objects", Vec::new(), faults);
    match &world.puzzles {
        Some(Ok(_)) => Puzzles::known_totals(checks, answer),
        _ => checks,
    }
}

pub(crate) fn faults(world: &World, answer: &Answer) -> Vec<String> {
    let mut faults = Vec::new();
    for ((batch, mode), labels) in world.cases().zip(answer.labels()) {
        let mut rest = labels.label.as_slice();
        for (number, (grid, &count)) in batch.iter().zip(&labels.counts).enumerate() {
            let label;
            (label, rest) = rest.split_at(grid.cells.len().min(rest.len()));
            if let Some(fault) = fault(grid, mode, label, count) {
                faults.push(format!("{mode}, grid {number}: {fault}"));
            }
        }
    }
    faults
}

fn fault(grid: GridView<'_>, mode: Mode, label: &[u16], count: u16) -> Option<&'static str> {
    let removed = match mode.cells {
        Cells::WithoutBackground => background(grid, TieRule::Lowest),
        Cells::All => None,
    };
    if label.len() != grid.cells.len() {
        return Some("not a label for every cell");
    }
    let is_cell = |at: usize| Some(grid.cells[at]) != removed;
    let mut parent: Vec<usize> = (0..label.len()).collect();
    let mut objects = (0..label.len()).filter(|&at| is_cell(at)).count();
    for at in 0..label.len() {
        if is_cell(at) == (label[at] == BACKGROUND) {
            return Some("the background has a label, or a cell has none");
        }
        if !is_cell(at) {
            continue;
        }
        let smallest = usize::from(label[at]);
        if smallest > at || usize::from(label[smallest]) != smallest {
            return Some("an object is not called after its smallest cell");
        }
        for before in earlier_neighbours(at, grid.width, mode.neighbours).into_iter().flatten() {
            let joins = match mode.colours {
                Colours::One => grid.cells[at] == grid.cells[before],
                Colours::Any => true,
            };
            if joins && is_cell(before) {
                if label[at] != label[before] {
                    return Some("cells that join have two labels");
                }
                let [one, other] = [at, before].map(|cell| root(&mut parent, cell));
                if one != other {
                    parent[one.max(other)] = one.min(other);
                    objects -= 1;
                }
            }
        }
    }
    let names = (0..label.len()).filter(|&at| usize::from(label[at]) == at).count();
    if objects != usize::from(count) {
        Some("another number of objects than a union of neighbours leaves")
    } else if names != objects {
        Some("another number of labels than of objects")
    } else {
        None
    }
}

/// Left, above, and across the corners above.
fn earlier_neighbours(at: usize, width: usize, neighbours: Neighbours) -> [Option<usize>; 4] {
    let (column, top) = (at % width, at < width);
    let (first, last) = (column == 0, column == width - 1);
    let diagonal = neighbours == Neighbours::Eight && !top;
    [
        (!first).then(|| at - 1),
        (!top).then(|| at - width),
        (diagonal && !first).then(|| at - width - 1),
        (diagonal && !last).then(|| at - width + 1),
    ]
}

fn root(parent: &mut [usize], mut cell: usize) -> usize {
    while parent[cell] != cell {
        parent[cell] = parent[parent[cell]];
        cell = parent[cell];
    }
    cell
}
