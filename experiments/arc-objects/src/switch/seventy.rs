//! The rule of the plan: grids of 70 cells and more go to the device, each with a launch of its own or all with one.

use device::Evidence;
use grid_batch::{GridBatch, GridView};
use grid_objects::{Labels, Mode, TieRule};
use touchstone::Report;

use super::PROCESSOR;
use crate::labeller::Labeller;

/// From so many cells on.
const SWITCH: usize = 70;

fn goes(grid: GridView<'_>) -> bool {
    grid.cells.len() >= SWITCH
}

/// How the grids that go are launched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Launches {
    /// Each alone, as the plan has it.
    Each,
    /// All at once.
    Together,
}

/// The rule on a device.
pub(crate) struct Seventy<D> {
    pub(crate) device: D,
    pub(crate) launches: Launches,
}

impl<D: Labeller> Labeller for Seventy<D> {
    fn label(&mut self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Labels {
        let mut parts = [GridBatch::default(), GridBatch::default()];
        batch.iter().for_each(|grid| parts[usize::from(goes(grid))].push(grid));
        let [stay, go] = parts;
        let went = match self.launches {
            // Nothing is launched for nothing.
            _ if go.is_empty() => Labels::default(),
            Launches::Each => self.device.label_each(&go, mode, ties),
            Launches::Together => self.device.label(&go, mode, ties),
        };
        merged(batch, &{ PROCESSOR }.label(&stay, mode, ties), &went)
    }

    fn proof(&mut self) -> Option<Evidence> {
        self.device.proof()
    }

    fn tell(&self, report: &mut Report) {
        self.device.tell(report);
    }
}

/// One launch for each grid, whatever its size.
pub(crate) struct Each<D>(pub(crate) D);

impl<D: Labeller> Labeller for Each<D> {
    fn label(&mut self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Labels {
        self.0.label_each(batch, mode, ties)
    }

    fn proof(&mut self) -> Option<Evidence> {
        self.0.proof()
    }

    fn tell(&self, report: &mut Report) {
        self.0.tell(report);
    }
}

/// In the order of the batch again.
fn merged(batch: &GridBatch, stayed: &Labels, went: &Labels) -> Labels {
    let mut label = Vec::with_capacity(batch.cells().len());
    let mut counts = Vec::with_capacity(batch.len());
    let mut rest = [stayed, went].map(|labels| (labels.label.as_slice(), labels.counts.as_slice()));
    for grid in batch.iter() {
        let (labels, count) = &mut rest[usize::from(goes(grid))];
        let of_grid;
        (of_grid, *labels) = labels.split_at(grid.cells.len());
        label.extend_from_slice(of_grid);
        counts.push(count[0]);
        *count = &count[1..];
    }
    Labels { label, counts }
}

#[cfg(test)]
mod tests {
    use grid_objects::Method;

    use super::*;
    use crate::load::{TFF, TFT};

    /// Another method in the place of a device, which keeps how many grids each launch had.
    #[derive(Default)]
    struct Double(Vec<usize>);

    impl Labeller for Double {
        fn label(&mut self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Labels {
            self.0.push(batch.len());
            Method::Bfs.label(batch, mode, ties)
        }
    }

    fn seventy(launches: Launches) -> Seventy<Double> {
        Seventy { device: Double::default(), launches }
    }

    #[test]
    fn grids_come_back_in_their_order_however_they_are_shared_out() {
        for (batch, mode) in [(grid_generator::mixed(200, 1), TFT), (grid_generator::mixed(200, 2), TFF)] {
            let go = batch.iter().filter(|&grid| goes(grid)).count();
            let expected = Method::Runs.label(&batch, mode, TieRule::Lowest);
            let (mut together, mut each, mut all) =
                (seventy(Launches::Together), seventy(Launches::Each), Each(Double::default()));
            assert_eq!(together.label(&batch, mode, TieRule::Lowest), expected);
            assert_eq!(each.label(&batch, mode, TieRule::Lowest), expected);
            assert_eq!(all.label(&batch, mode, TieRule::Lowest), expected);
            assert_eq!((together.device.0, each.device.0, all.0.0), (vec![go], vec![1; go], vec![1; 200]));
        }
    }

    #[test]
    fn grids_of_70_cells_go_and_smaller_ones_stay() {
        let grids = [grid_generator::one_coloured(7, 10, 1), grid_generator::one_coloured(3, 23, 1)];
        let batch: GridBatch = grids.iter().collect();
        let mut rule = seventy(Launches::Together);
        assert_eq!(rule.label(&batch, TFF, TieRule::Lowest).counts, [1, 1]);
        assert_eq!(rule.device.0, [1]);
    }

    #[test]
    fn nothing_is_launched_for_nothing() {
        let mut rule = seventy(Launches::Together);
        assert_eq!(rule.label(&GridBatch::default(), TFT, TieRule::Lowest), Labels::default());
        assert!(rule.device.0.is_empty());
    }
}
