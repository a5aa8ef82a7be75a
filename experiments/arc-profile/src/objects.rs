//! Which share of solving is spent on finding objects. Watching costs time, so it is done in a pass of its own, outside of the clocks.

use std::time::{Duration, Instant};

use arc_runs::Files;
use grid_language::{Observer, Primitive, form::Form};
use grid_tasks::{Rows, Rules, Solved, solve_watched};

/// Reads the clock around one primitive, which calls no other.
struct Watch {
    primitive: Primitive,
    began: Option<Instant>,
    spent: Duration,
}

impl Observer for Watch {
    fn begin(&mut self, primitive: Primitive) {
        if primitive == self.primitive {
            self.began = Some(Instant::now());
        }
    }

    fn end(&mut self, primitive: Primitive) {
        if primitive == self.primitive
            && let Some(began) = self.began.take()
        {
            self.spent += began.elapsed();
        }
    }
}

/// Seconds in `objects`, and of all programs.
pub(crate) fn watched<F: Form>(files: &Files) -> [f64; 2] {
    let tasks = files.read_tasks().tasks;
    let programs = files.read_programs();
    let primitive = Primitive::by_name("objects").expect("the language can find objects");
    let mut watch = Watch { primitive, began: None, spent: Duration::ZERO };
    let solved: Solved<Vec<Rows>> =
        solve_watched::<F, _>(&tasks, &programs, Rules::default(), &files.order, &mut watch);
    let all: u64 = solved.runs.iter().map(|ran| ran.nanoseconds).sum();
    [watch.spent.as_secs_f64(), all as f64 / 1e9]
}

#[cfg(test)]
mod tests {
    use arc_runs::Case;
    use grid_language::{Masks, Sets};

    use super::*;

    #[test]
    fn finding_objects_takes_some_of_the_time_and_not_all_of_it() {
        let files = Case::made(8, 16).files(&mut touchstone::Rng::new(1, 0));
        for [objects, all] in [watched::<Sets>(&files), watched::<Masks>(&files)] {
            assert!(0.0 < objects && objects < all, "{objects} s of {all} s");
        }
    }
}
