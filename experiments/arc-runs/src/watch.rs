//! Which part of running programs is finding objects. Watching costs time, so it is done in a pass of its own, outside of the clocks.

use std::time::{Duration, Instant};

use grid_batch::GridBatch;
use grid_language::{Observer, Primitive, form::Form};
use grid_tasks::{Programs, Rules, Solved, Tasks, solve_watched};

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
///
/// # Panics
/// Where the language cannot find objects.
pub fn seconds_in_objects<F: Form>(tasks: &Tasks, programs: &Programs, order: &[usize]) -> [f64; 2] {
    let primitive = Primitive::by_name("objects").expect("the language can find objects");
    let mut watch = Watch { primitive, began: None, spent: Duration::ZERO };
    let solved: Solved<GridBatch> =
        solve_watched::<F, _>(tasks, programs, Rules::default(), order, &mut watch);
    let all: u64 = solved.runs.iter().map(|ran| ran.nanoseconds).sum();
    [watch.spent.as_secs_f64(), all as f64 / 1e9]
}

#[cfg(test)]
mod tests {
    use grid_language::{Masks, Sets};
    use grid_tasks::{Listings, make};

    use super::*;

    #[test]
    fn finding_objects_takes_some_of_the_time_and_not_all_of_it() {
        let made = make(1, 8, 16);
        let programs = Listings::of("made", made.programs.join("\n")).parse();
        let order: Vec<usize> = (0..8).collect();
        for [objects, all] in [
            seconds_in_objects::<Sets>(&made.tasks, &programs, &order),
            seconds_in_objects::<Masks>(&made.tasks, &programs, &order),
        ] {
            assert!(0.0 < objects && objects < all, "{objects} s of {all} s");
        }
    }
}
