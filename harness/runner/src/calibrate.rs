//! How often a variant must be called so that the clock can tell: once per series, and stored.

use std::time::Duration;

use model::{Event, Loops, Name};

use crate::invocation::{Ended, How, Invocation, Pace, Task, World};

/// An iteration shorter than this is lost in the noise of the clock and of interrupts.
const SHORTEST: Duration = Duration::from_millis(5);
/// How much one invocation is to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Depth {
    /// Iterations, at least, unless they are long.
    pub(crate) fewest: u32,
    /// What they should take together, at least.
    pub(crate) worthwhile: Duration,
    /// An iteration longer than this is measured once, and its own start is its warm-up.
    pub(crate) long: Duration,
}

/// More iterations than this hardly lower the minimum.
const MOST: u32 = 10;
/// A loop that is still too short after so many tries is as long as it gets.
const TRIES: u32 = 4;

/// The pace of a series, or how it ended instead.
pub(crate) fn calibrate(
    world: &mut dyn World,
    order: &Invocation,
    variant: &Name,
    loops: Loops,
    depth: Depth,
) -> Result<Pace, Ended> {
    let mut try_pace = |pace: Pace| -> Result<Duration, Ended> {
        let task = Task::Measure { variant: variant.clone(), pace };
        let ended = world.launch(&Invocation { task, ..order.clone() });
        match (&ended.how, shortest(&ended.events)) {
            (How::Well, Some(iteration)) => Ok(iteration),
            _ => Err(ended),
        }
    };
    let first = try_pace(Pace { iterations: 1, warmup: 0, loops: 1 })?;
    if first >= depth.long {
        return Ok(Pace { iterations: 1, warmup: 0, loops: 1 });
    }
    let mut pace = Pace { iterations: 2, warmup: 1, loops: 1 };
    let mut iteration = try_pace(pace)?;
    if loops == Loops::Calibrated {
        for _ in 0..TRIES {
            if iteration >= SHORTEST {
                break;
            }
            // A fifth more than needed, so that a lucky iteration is still long enough.
            let call = iteration.as_secs_f64().max(1e-9) / f64::from(pace.loops);
            pace.loops = (1.2 * SHORTEST.as_secs_f64() / call).ceil().min(f64::from(1_u32 << 30)) as u32;
            iteration = try_pace(pace)?;
        }
    }
    let worthwhile = depth.worthwhile.as_secs_f64() / iteration.as_secs_f64().max(1e-9);
    Ok(Pace { iterations: (worthwhile.ceil() as u32).clamp(depth.fewest, MOST), ..pace })
}

fn shortest(events: &[Event]) -> Option<Duration> {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Sample { wall_ns, .. } => Some(Duration::from_nanos(*wall_ns)),
            _ => None,
        })
        .min()
}
