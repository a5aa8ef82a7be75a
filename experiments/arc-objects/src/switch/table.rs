//! Regret, measured: within one invocation every entry of the table is done by both sides and as a rule has it, in turns. A rule that
//! gives whole batches away takes as long as the side that it chose; one that divides them is timed itself.

use std::{cell::RefCell, fmt::Display, rc::Rc};

use grid_batch::GridBatch;
use grid_objects::{Labels, TieRule};
use touchstone::{Measured, cannot_run, measured};

use super::{
    Choosing, PROCESSOR, Rule, Seventy, Side,
    timings::{Timing, Timings, timed, unread},
};
use crate::{
    answers::Answer,
    labeller::{Labeller, report_of},
    load::{Entry, TFT, World},
};

/// A labeller whose choices can be held against both sides.
pub(crate) trait Judged: Labeller {
    /// What a batch gave, and how long it took: as chosen, on the processor, on the device.
    fn judge(&mut self, batch: &GridBatch) -> (Labels, [f64; 3]);
}

impl<R: Rule, D: Labeller> Judged for Choosing<R, D> {
    fn judge(&mut self, batch: &GridBatch) -> (Labels, [f64; 3]) {
        let labels = self.label(batch, TFT, TieRule::Lowest);
        let mut processor = || unread({ PROCESSOR }.label(batch, TFT, TieRule::Lowest));
        let mut device = || unread(self.device.label(batch, TFT, TieRule::Lowest));
        let [processor, device] = timed([&mut processor, &mut device]);
        let chosen = match self.rule.choose(batch) {
            Side::Processor => processor,
            Side::Device => device,
        };
        (labels, [chosen, processor, device])
    }
}

impl<D: Labeller> Judged for Seventy<D> {
    fn judge(&mut self, batch: &GridBatch) -> (Labels, [f64; 3]) {
        let labels = self.label(batch, TFT, TieRule::Lowest);
        // One device for two kinds of work, which never run at once.
        let rule = RefCell::new(self);
        let mut chosen = || unread(rule.borrow_mut().label(batch, TFT, TieRule::Lowest));
        let mut processor = || unread({ PROCESSOR }.label(batch, TFT, TieRule::Lowest));
        let mut device = || unread(rule.borrow_mut().device.label(batch, TFT, TieRule::Lowest));
        let times = timed([&mut chosen, &mut processor, &mut device]);
        (labels, times)
    }
}

/// Measures a rule on the whole table.
pub(crate) fn on_table<'a>(
    world: &'a World,
    rule: Result<impl Judged + 'a, impl Display>,
) -> Measured<'a, Answer> {
    let rule = match rule {
        Ok(rule) => Rc::new(RefCell::new(rule)),
        Err(reason) => return cannot_run(&reason),
    };
    let told = Rc::clone(&rule);
    measured(move || {
        let mut rule = rule.borrow_mut();
        let (mut labels, mut timings) = (Vec::new(), Vec::new());
        for (entry, batch) in Entry::all().zip(&world.batches) {
            let (of_entry, [chosen, processor, device]) = rule.judge(batch);
            labels.push(of_entry);
            timings.push(Timing { entry, chosen, processor, device });
        }
        Answer::timed(labels, Timings(timings))
    })
    .reporting(move |answer, report| {
        report_of(&mut *told.borrow_mut(), report);
        if let Some(timings) = &answer.timings {
            timings.tell(report);
        }
    })
}

#[cfg(test)]
mod tests {
    use grid_objects::{Method, Mode};
    use touchstone::Report;

    use super::{super::Launches, *};

    /// Sets in the place of a device: right, and much slower than masks.
    struct Slow;

    impl Labeller for Slow {
        fn label(&mut self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Labels {
            Method::Set.label(batch, mode, ties)
        }
    }

    struct Always(Side);

    impl Rule for Always {
        fn choose(&self, _: &GridBatch) -> Side {
            self.0
        }

        fn tell(&self, _: &mut Report) {}
    }

    fn batch() -> (GridBatch, Labels) {
        let batch = grid_generator::mixed(20, 3);
        let labels = Method::Bfs.label(&batch, TFT, TieRule::Lowest);
        (batch, labels)
    }

    #[test]
    fn a_choice_takes_as_long_as_the_side_that_was_chosen() {
        let (batch, expected) = batch();
        for side in [Side::Processor, Side::Device] {
            let (labels, [chosen, processor, device]) =
                Choosing { rule: Always(side), device: Slow }.judge(&batch);
            assert_eq!(labels, expected);
            assert_eq!(chosen, if side == Side::Processor { processor } else { device });
        }
    }

    #[test]
    fn a_rule_that_divides_batches_gives_the_labels_of_both_parts() {
        let (batch, expected) = batch();
        for launches in [Launches::Each, Launches::Together] {
            assert_eq!(Seventy { device: Slow, launches }.judge(&batch).0, expected, "{launches:?}");
        }
    }
}
