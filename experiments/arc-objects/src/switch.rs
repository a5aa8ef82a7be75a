//! When is a batch given to the device, and when does it stay? Rules that say so, and how far each is from the best choice.

mod calibration;
mod fit;
mod model;
mod seventy;
mod table;
mod timings;

pub(crate) use calibration::{Calibration, entries};
pub(crate) use model::Model;
pub(crate) use seventy::{Each, Launches, Seventy};
pub(crate) use table::{Judged, on_table};
pub(crate) use timings::Timings;

use device::Evidence;
use grid_batch::GridBatch;
use grid_objects::{Labels, Method, Mode, TieRule};
use touchstone::Report;

use crate::labeller::Labeller;

/// Who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Masks on one core.
    Processor,
    /// The device, with the whole batch.
    Device,
}

/// A rule that gives a whole batch to one side.
pub(crate) trait Rule {
    fn choose(&self, batch: &GridBatch) -> Side;

    /// What it rests on.
    fn tell(&self, report: &mut Report);
}

/// Where the processor is: what a rule has besides the device.
pub(crate) const PROCESSOR: Method = Method::Bitboard;

/// A labeller that does as a rule says.
pub(crate) struct Choosing<R, D> {
    pub(crate) rule: R,
    pub(crate) device: D,
}

impl<R: Rule, D: Labeller> Labeller for Choosing<R, D> {
    fn label(&mut self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Labels {
        match self.rule.choose(batch) {
            Side::Processor => { PROCESSOR }.label(batch, mode, ties),
            Side::Device => self.device.label(batch, mode, ties),
        }
    }

    fn proof(&mut self) -> Option<Evidence> {
        self.device.proof()
    }

    fn tell(&self, report: &mut Report) {
        self.device.tell(report);
        self.rule.tell(report);
    }
}
