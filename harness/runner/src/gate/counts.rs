//! Counts that no clock and no neighbour can disturb: instructions and allocations of one call, by running the worker under
//! valgrind twice with different numbers of calls and taking the difference.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use model::{Loops, MetricRow, Name, Side};
use results::Row;

use crate::{
    describe::{self, tempfile},
    invocation::{Invocation, Place},
    process::{self, End, Limits},
};

/// Calls in the longer of the two runs; the shorter one has 1.
const CALLS: u32 = 3;
/// Counting is some 40 times slower than running: longer calls than this are not counted.
pub(crate) const LONGEST_CALL_S: f64 = 0.02;
/// Nor calls for which preparing takes longer.
pub(crate) const LONGEST_PREPARE_S: f64 = 0.1;
/// Some instructions are emulated thousands of times slower than they run; a process that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(8);
/// Two counts of one binary that differ by more say that the work is not the same every time.
const SAME: f64 = 0.001;

/// What is counted, with the words by which valgrind's tools tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    Instructions,
    Allocations,
}

impl Count {
    const ALL: [Self; 2] = [Self::Instructions, Self::Allocations];

    fn metric(self) -> &'static str {
        match self {
            Self::Instructions => "instructions",
            Self::Allocations => "allocations",
        }
    }

    fn tool(self) -> &'static [&'static str] {
        match self {
            Self::Instructions => &["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"],
            Self::Allocations => &["--tool=memcheck", "--leak-check=no", "--undef-value-errors=no"],
        }
    }

    /// `==1== I   refs:      1,234` and `==1==   total heap usage: 56 allocs, 55 frees, 7 bytes allocated`.
    fn read(self, said: &str) -> Option<f64> {
        let number = |words: &str| words.replace(',', "").parse().ok();
        said.lines().find_map(|line| match self {
            Self::Instructions => {
                let (what, count) = line.split_once("refs:")?;
                what.trim_end().ends_with('I').then(|| number(count.trim()))?
            }
            Self::Allocations => {
                let (_, usage) = line.split_once("total heap usage:")?;
                number(usage.trim().split(" allocs").next()?)
            }
        })
    }
}

/// Is there a valgrind? Otherwise why nothing is counted.
pub(crate) fn valgrind() -> Result<(), String> {
    let asked = Command::new("valgrind").arg("--version").stdin(Stdio::null()).output();
    match asked {
        Ok(output) if output.status.success() => Ok(()),
        _ => Err("instructions are not counted: there is no valgrind (Debian: apt-get install valgrind)"
            .to_owned()),
    }
}

/// Counts one variant of both sides. Where the two differ the base is counted again with another seed for what is no work of
/// the variant: a count that differs from itself tells nothing and is left out.
pub(crate) fn count(
    order: &Invocation,
    variant: &Name,
    loops: Loops,
    (base, head): (&Place, &Place),
) -> Vec<Row> {
    let mut rows = Vec::new();
    for count in Count::ALL {
        let of = |place: &Place| of_a_call(count, place, order, variant, loops);
        let (of_base, of_head) = thread::scope(|scope| {
            let other = scope.spawn(|| of(base));
            let own = of(head);
            (other.join().ok().flatten(), own)
        });
        // What one tool cannot run in time the other cannot either.
        let (Some(of_base), Some(of_head)) = (of_base, of_head) else { break };
        if of_base != of_head {
            let again = of(base);
            if again.is_none_or(|again| (again - of_base).abs() > SAME * of_base.abs().max(1.0)) {
                continue;
            }
        }
        for (side, value) in [(Side::Base, of_base), (Side::Head, of_head)] {
            let Ok(metric) = count.metric().parse() else { continue };
            rows.push(Row::Metric(MetricRow {
                experiment: order.experiment.clone(),
                side,
                workload: order.workload.clone(),
                variant: variant.clone(),
                round: 0,
                metric,
                value,
                unit: String::new(),
                projected: false,
                seed: None,
            }));
        }
    }
    rows
}

/// The instructions of a call of one build; `None` where they cannot be counted.
pub(crate) fn instructions(place: &Place, order: &Invocation, variant: &Name, loops: Loops) -> Option<f64> {
    of_a_call(Count::Instructions, place, order, variant, loops)
}

fn of_a_call(count: Count, place: &Place, order: &Invocation, variant: &Name, loops: Loops) -> Option<f64> {
    let once = whole(count, place, order, variant, loops, 1)?;
    let often = whole(count, place, order, variant, loops, CALLS)?;
    let call = (often - once) / f64::from(CALLS - 1);
    (call >= 0.0).then_some(call)
}

/// The whole process with so many calls.
fn whole(
    count: Count,
    place: &Place,
    order: &Invocation,
    variant: &Name,
    loops: Loops,
    calls: u32,
) -> Option<f64> {
    let (iterations, loops) = match loops {
        Loops::Calibrated => (1, calls),
        Loops::Never => (calls, 1),
    };
    let mut command = under_valgrind(count, &place.binary, &place.folder);
    command
        .args(["measure", "--workload", order.workload.as_str(), "--variant", variant.as_str()])
        .args(["--iterations", &iterations.to_string(), "--warmup", "0", "--loops", &loops.to_string()])
        .args(["--seed", &order.seed.to_string(), "--threads", "1"]);
    let mut log = tempfile().ok()?;
    let child = process::spawn_into(&mut command, tempfile().ok()?, log.try_clone().ok()?).ok()?;
    let limits = Limits { time: PATIENCE, memory: u64::MAX };
    let end = process::wait(vec![child], limits, &|| false)[0];
    (end == End::Code(0)).then(|| count.read(&describe::whole(&mut log))).flatten()
}

fn under_valgrind(count: Count, binary: &Path, folder: &Path) -> Command {
    let mut command = Command::new("valgrind");
    // The events are not wanted: only what valgrind says.
    command.args(count.tool()).arg(binary).env("TOUCHSTONE_OUT", "/dev/null");
    command.current_dir(fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()));
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_valgrind_says_is_read() {
        let said = "==7== \n==7== I   refs:      12,345,678\n==7== other\n";
        assert_eq!(Count::Instructions.read(said), Some(12_345_678.0));
        let said = "==8==   total heap usage: 1,056 allocs, 55 frees, 73,001 bytes allocated\n";
        assert_eq!(Count::Allocations.read(said), Some(1056.0));
        assert_eq!(Count::Instructions.read("valgrind: cannot execute"), None);
        assert_eq!(Count::Allocations.read(""), None);
    }
}
