//! What part of the time of whole programs goes into finding objects: no gain on that part alone can give more than Amdahl allows.

use std::time::{Duration, Instant};

use grid_batch::GridBatch;
use grid_language::{Observer, Primitive, Sets};
use grid_tasks::{Rules, Solved, solve_watched};

use crate::load::Solvable;

/// The clock runs while `objects` works.
struct Watch {
    objects: Primitive,
    began: Option<Instant>,
    spent: Duration,
}

impl Observer for Watch {
    fn begin(&mut self, primitive: Primitive) {
        if primitive == self.objects {
            self.began = Some(Instant::now());
        }
    }

    fn end(&mut self, primitive: Primitive) {
        if primitive == self.objects
            && let Some(began) = self.began.take()
        {
            self.spent += began.elapsed();
        }
    }
}

/// Of the baseline, once.
pub(crate) fn of_objects(world: &Solvable) -> Option<f64> {
    let objects = Primitive::by_name("objects")?;
    let mut watch = Watch { objects, began: None, spent: Duration::ZERO };
    let start = Instant::now();
    let _: Solved<GridBatch> =
        solve_watched::<Sets, _>(&world.tasks, &world.programs, Rules::default(), &world.order, &mut watch);
    Some(watch.spent.as_secs_f64() / start.elapsed().as_secs_f64())
}

/// How many times as fast the whole can be at most, if this part takes no time any more.
pub(crate) fn bound(share: f64) -> f64 {
    1.0 / (1.0 - share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_fifths_that_vanish_leave_two_and_a_half_times() {
        assert!((bound(0.6) - 2.5).abs() < 1e-12);
        assert!((bound(0.0) - 1.0).abs() < 1e-12);
    }
}
