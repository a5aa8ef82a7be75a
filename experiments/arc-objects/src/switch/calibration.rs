//! Times of batches that are not judged, from which a rule foretells those that are.

use grid_batch::GridBatch;
use grid_generator::Band;
use grid_objects::TieRule;
use touchstone::Report;

use super::{
    PROCESSOR, Rule, Side,
    model::{FEWEST_POINTS, Point},
    timings::{timed, unread},
};
use crate::{
    labeller::Labeller,
    load::{BATCHES, Entry, Load, TFT, World},
};

/// Batches that a model is fitted to; a larger one tells no more, and takes longer. Three of them are enough.
const FITTED: [usize; 5] = [1, 10, 100, 1_000, 10_000];
const _: () = assert!(Band::ALL.len() * 3 >= FEWEST_POINTS);

/// Draws and times batches of one seed.
pub(crate) struct Calibration<'a, D> {
    pub(crate) seed: u64,
    /// Grids of the largest batch that a model is fitted to.
    pub(crate) largest: usize,
    pub(crate) device: &'a mut D,
}

/// The faster side of every entry of the table, on grids of another seed: nothing can be chosen better without trying it on the very
/// grids.
pub(crate) struct Calibrated(Vec<(Entry, Side)>);

impl<D: Labeller> Calibration<'_, D> {
    /// For a model.
    pub(crate) fn points(&mut self) -> Vec<Point> {
        let entries = Band::ALL.into_iter().flat_map(|band| FITTED.map(|grids| Entry { band, grids }));
        let largest = self.largest;
        entries.filter(|entry| entry.grids <= largest).map(|entry| self.point(entry)).collect()
    }

    /// For every entry that may be asked for.
    pub(crate) fn fastest(&mut self, entries: impl IntoIterator<Item = Entry>) -> Calibrated {
        let faster = |entry| {
            let Point { processor, device, .. } = self.point(entry);
            (entry, if device < processor { Side::Device } else { Side::Processor })
        };
        Calibrated(entries.into_iter().map(faster).collect())
    }

    fn point(&mut self, entry: Entry) -> Point {
        let batch = entry.draw(self.seed);
        let mut processor = || unread({ PROCESSOR }.label(&batch, TFT, TieRule::Lowest));
        let mut device = || unread(self.device.label(&batch, TFT, TieRule::Lowest));
        let [processor, device] = timed([&mut processor, &mut device]);
        Point { grids: batch.len(), cells: batch.cells().len(), processor, device }
    }
}

/// Those that a rule is asked for on a workload.
pub(crate) fn entries(world: &World) -> Vec<Entry> {
    match world.load {
        Load::Table => Entry::all().collect(),
        _ => world.batches.iter().map(Calibrated::nearest).collect(),
    }
}

impl Calibrated {
    /// The entry that is nearest to a batch: by its number of grids, in the band of their mean size.
    pub(crate) fn nearest(batch: &GridBatch) -> Entry {
        let mean = batch.cells().len() / batch.len().max(1);
        let band = Band::ALL.into_iter().find(|band| mean <= *band.cells().end()).unwrap_or(Band::Huge);
        let apart = |grids: usize| (grids as f64 / batch.len().max(1) as f64).ln().abs();
        let grids = BATCHES.into_iter().min_by(|&one, &other| apart(one).total_cmp(&apart(other)));
        Entry { band, grids: grids.unwrap_or(1) }
    }
}

impl Rule for Calibrated {
    fn choose(&self, batch: &GridBatch) -> Side {
        let nearest = Self::nearest(batch);
        let known = self.0.iter().find(|(entry, _)| *entry == nearest);
        known.unwrap_or_else(|| panic!("{nearest:?} was not calibrated")).1
    }

    fn tell(&self, _: &mut Report) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_table_is_nearest_to_itself() {
        for entry in Entry::all().filter(|entry| entry.grids <= 1_000) {
            assert_eq!(Calibrated::nearest(&entry.draw(3)), entry);
        }
    }

    #[test]
    fn a_batch_beside_the_table_has_a_nearest_entry() {
        let nearest = Calibrated::nearest(&grid_generator::mixed(40, 1));
        assert_eq!(nearest, Entry { band: Band::Middle, grids: 30 });
        assert_eq!(Calibrated::nearest(&GridBatch::default()), Entry { band: Band::Small, grids: 1 });
    }
}
