//! Objects of sixteen grids at once: a vector has a cell of each, and all of them go from cell to cell in lock step. No lane knows of
//! another. That takes one size for all, so grids that go together are of sizes as near as there are, and the smaller ones end in
//! cells that belong to nothing.

#![expect(clippy::inline_always, reason = "the sweeps must be inlined to be compiled per instruction set")]

mod frame;
mod group;
mod order;
mod transpose;

use lanes::{Arithmetic, LaneWork, Lanes};

use self::{frame::Frame, group::Group, order::by_size};
use crate::{
    Mode, TieRule,
    labels::{Labeller, Share},
};

/// Grids that go together.
const LANES: usize = 16;

/// A number of each of them.
type Each = [i16; LANES];

/// The grids in work.
pub(crate) struct Lockstep {
    lanes: Lanes,
    frame: Frame,
}

impl Lockstep {
    pub(crate) fn with(lanes: Lanes) -> Self {
        Self { lanes, frame: Frame::default() }
    }
}

impl Default for Lockstep {
    fn default() -> Self {
        Self::with(Lanes::detect())
    }
}

impl Labeller for Lockstep {
    /// Enough of them that most find fifteen of nearly their size, and few enough that all stay in the cache.
    const AT_ONCE: usize = 1_024;

    fn share(&mut self, share: Share<'_>, mode: Mode, ties: TieRule) {
        let Share { batch, grids, label, counts } = share;
        for numbers in by_size(&batch.dims()[grids.clone()]).chunks(LANES) {
            let group = Group::of(batch, grids.start, numbers);
            let mut objects = [0; LANES];
            let frame = &mut self.frame;
            self.lanes.run(Work { frame, group: &group, mode, ties, label, objects: &mut objects });
            for (number, objects) in numbers.iter().zip(objects) {
                counts[usize::from(*number)] = objects as u16;
            }
        }
    }
}

/// What is compiled for each instruction set.
struct Work<'a> {
    frame: &'a mut Frame,
    group: &'a Group<'a>,
    mode: Mode,
    ties: TieRule,
    label: &'a mut [u16],
    objects: &'a mut Each,
}

impl LaneWork for Work<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        self.frame.fill(self.group);
        self.frame.begin(self.group, self.mode, self.ties);
        self.frame.spread(self.mode.neighbours);
        *self.objects = self.frame.write(self.group, self.label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Labels, Method, figures::figures, label, labels::one_share_after_the_other};

    /// Whoever has vectors asks for no others, so that only here every instruction set is compared with the reference.
    #[test]
    fn every_object_is_found_with_every_instruction_set() {
        let batch = figures();
        for (mode, ties) in Mode::ALL.into_iter().zip([TieRule::Lowest, TieRule::Cpython].into_iter().cycle())
        {
            let expected = label(&batch, mode, ties, Method::Bfs);
            for lanes in Lanes::available() {
                let mut found = Labels::room_for(&batch);
                one_share_after_the_other(&mut Lockstep::with(lanes), &mut found, &batch, mode, ties);
                assert!(found == expected, "{mode} with {}", lanes.name());
            }
        }
    }
}
