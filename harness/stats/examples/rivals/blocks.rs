//! All of the base, then all of the head, by the wall clock: what benchmark scripts do.

use std::io;

use stats::{mann_whitney, median};

use crate::{
    invocation::{Invocation, invoke},
    scene::{Case, Said},
};

/// Invocations of a block; benchstat's documentation asks for at least ten.
const BLOCK: usize = 10;

/// benchstat's error.
const ERROR: f64 = 0.05;

/// Ten percent, as a factor.
const THRESHOLD: f64 = 1.1;

/// The test of Mann and Whitney on one number for each invocation: by the wall clock, and by processor time.
pub(crate) fn compare(case: &Case) -> io::Result<[Said; 2]> {
    let (base, head) = (block(case, "0")?, block(case, case.slowdown)?);
    let clocks: [fn(&Invocation) -> &[f64]; 2] = [|of| &of.wall, |of| &of.processor];
    Ok(clocks.map(|clock| differ(&medians(&base, clock), &medians(&head, clock))))
}

/// A fixed share of the medians.
pub(crate) fn threshold(case: &Case) -> io::Result<Said> {
    let (base, head) = (block(case, "0")?, block(case, case.slowdown)?);
    let middle = |block: &[Invocation]| median(&medians(block, |of| &of.wall));
    Ok(if middle(&head) > THRESHOLD * middle(&base) { Said::Slower } else { Said::Fine })
}

fn block(case: &Case, slowdown: &str) -> io::Result<Vec<Invocation>> {
    (0..BLOCK).map(|_| invoke(case, slowdown, 0)).collect()
}

fn medians(block: &[Invocation], clock: fn(&Invocation) -> &[f64]) -> Vec<f64> {
    block.iter().map(|invocation| median(clock(invocation))).collect()
}

fn differ(base: &[f64], head: &[f64]) -> Said {
    if median(head) > median(base) && mann_whitney(base, head) < ERROR { Said::Slower } else { Said::Fine }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_that_lie_apart_are_an_alarm_only_upwards() {
        let block = |first: u32| (first..first + 10).map(f64::from).collect::<Vec<_>>();
        assert_eq!(differ(&block(0), &block(20)), Said::Slower);
        assert_eq!(differ(&block(20), &block(0)), Said::Fine);
        assert_eq!(differ(&block(0), &block(1)), Said::Fine);
    }
}
