//! One batch over several workers, each on a thread of its own: cut once by cells, or in chunks that whoever is free takes next. Every
//! part is written where it belongs, so neither the order nor the bits depend on how many workers there are.

use std::{
    ops::Range,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use grid_batch::GridBatch;
use grid_objects::Labels;

/// What labels a part of a batch.
pub(crate) trait Worker: Send {
    /// # Errors
    /// Where a device fails: nobody else does its work.
    fn label(&mut self, part: &GridBatch) -> Result<Labels, String>;
}

/// How a batch is shared out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Split {
    /// To each worker one part, with as many cells as those of the others.
    Static,
    /// Chunks of so many grids from a queue.
    Queue(usize),
}

/// What a part gives: the labels of its cells and the counts of its grids, where they lie in those of the batch.
type Slot<'a> = (Range<usize>, &'a mut [u16], &'a mut [u16]);

/// All labels of a batch.
pub(crate) fn label<W: Worker>(workers: &mut [W], batch: &GridBatch, split: Split) -> Result<Labels, String> {
    let parts = match split {
        Split::Static => by_cells(batch, workers.len()),
        Split::Queue(grids) => chunks(batch.len(), grids),
    };
    let mut labels = Labels { label: vec![0; batch.cells().len()], counts: vec![0; batch.len()] };
    let slots = slots(&mut labels, batch, &parts);
    // Nobody waits for a slot: a number of the queue is given out once.
    let slots: Vec<Mutex<Slot<'_>>> = slots.into_iter().map(Mutex::new).collect();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let running: Vec<_> = workers
            .iter_mut()
            .enumerate()
            .map(|(number, worker)| {
                let (slots, next) = (&slots, &next);
                scope.spawn(move || match split {
                    Split::Static => slots.get(number).map_or(Ok(()), |slot| fill(worker, batch, slot)),
                    Split::Queue(_) => {
                        while let Some(slot) = slots.get(next.fetch_add(1, Ordering::Relaxed)) {
                            fill(worker, batch, slot)?;
                        }
                        Ok(())
                    }
                })
            })
            .collect();
        running
            .into_iter()
            .try_for_each(|worker| worker.join().map_err(|_| "a worker panicked".to_owned())?)
    })?;
    Ok(labels)
}

fn fill<W: Worker>(worker: &mut W, batch: &GridBatch, slot: &Mutex<Slot<'_>>) -> Result<(), String> {
    let mut slot = slot.lock().map_err(|_| "another worker panicked in this slot".to_owned())?;
    let (grids, label, counts) = &mut *slot;
    let mut part = GridBatch::default();
    grids.clone().for_each(|grid| part.push(batch.get(grid)));
    let found = worker.label(&part)?;
    label.copy_from_slice(&found.label);
    counts.copy_from_slice(&found.counts);
    Ok(())
}

/// The parts of the answer, one behind the other.
fn slots<'a>(labels: &'a mut Labels, batch: &GridBatch, parts: &[Range<usize>]) -> Vec<Slot<'a>> {
    let (mut label, mut counts) = (labels.label.as_mut_slice(), labels.counts.as_mut_slice());
    parts
        .iter()
        .map(|grids| {
            let cells = (batch.offsets()[grids.end] - batch.offsets()[grids.start]) as usize;
            let (of_label, of_counts);
            (of_label, label) = std::mem::take(&mut label).split_at_mut(cells);
            (of_counts, counts) = std::mem::take(&mut counts).split_at_mut(grids.len());
            (grids.clone(), of_label, of_counts)
        })
        .collect()
}

/// As many parts as asked for, with as many cells each as whole grids allow.
fn by_cells(batch: &GridBatch, parts: usize) -> Vec<Range<usize>> {
    let cells = batch.cells().len();
    let end = |part: usize| match part {
        part if part == parts => batch.len(),
        part => batch.offsets().partition_point(|&offset| (offset as usize) * parts < cells * part),
    };
    (0..parts).map(|part| end(part)..end(part + 1)).collect()
}

fn chunks(grids: usize, most: usize) -> Vec<Range<usize>> {
    (0..grids).step_by(most).map(|first| first..grids.min(first + most)).collect()
}

#[cfg(test)]
mod tests {
    use grid_objects::{Method, TieRule};

    use super::*;
    use crate::MODE;

    /// A test double: one core, which keeps how many grids it was given each time.
    #[derive(Default)]
    struct Core(Vec<usize>);

    impl Worker for Core {
        fn label(&mut self, part: &GridBatch) -> Result<Labels, String> {
            self.0.push(part.len());
            Ok(grid_objects::label(part, MODE, TieRule::Lowest, Method::Bitboard))
        }
    }

    fn whole(batch: &GridBatch) -> Labels {
        grid_objects::label(batch, MODE, TieRule::Lowest, Method::Bfs)
    }

    #[test]
    fn order_and_bits_are_the_same_however_many_workers_there_are() {
        for grids in [0, 1, 2, 250] {
            let batch = grid_generator::mixed(grids, 7);
            for workers in 1..=5 {
                for split in [Split::Static, Split::Queue(1), Split::Queue(64), Split::Queue(1_000)] {
                    let mut cores: Vec<Core> = (0..workers).map(|_| Core::default()).collect();
                    let labels = label(&mut cores, &batch, split);
                    assert_eq!(labels, Ok(whole(&batch)), "{grids} grids, {workers} workers, {split:?}");
                    let done: usize = cores.iter().flat_map(|core| &core.0).sum();
                    assert_eq!(done, grids, "every grid is labelled once");
                }
            }
        }
    }

    #[test]
    fn parts_have_as_many_cells_as_whole_grids_allow() {
        let batch = grid_generator::mixed(1_000, 2);
        let cells = |grids: &Range<usize>| batch.offsets()[grids.end] - batch.offsets()[grids.start];
        let parts: Vec<u32> = by_cells(&batch, 4).iter().map(cells).collect();
        assert_eq!(parts.iter().sum::<u32>() as usize, batch.cells().len());
        assert!(parts.iter().all(|&part| part.abs_diff(batch.cells().len() as u32 / 4) <= 900), "{parts:?}");
    }

    #[test]
    fn a_queue_gives_out_whole_chunks_and_the_rest() {
        assert_eq!(chunks(20_000, 8_192), [0..8_192, 8_192..16_384, 16_384..20_000]);
        assert_eq!(chunks(0, 8_192), []);
    }

    struct Broken;

    impl Worker for Broken {
        fn label(&mut self, _: &GridBatch) -> Result<Labels, String> {
            Err("the device is lost".to_owned())
        }
    }

    #[test]
    fn a_device_that_fails_fails_the_whole() {
        let batch = grid_generator::mixed(100, 2);
        for split in [Split::Static, Split::Queue(8)] {
            assert_eq!(label(&mut [Broken, Broken], &batch, split), Err("the device is lost".to_owned()));
        }
    }
}
