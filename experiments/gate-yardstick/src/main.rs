//! Can the gate see a slowdown of 2, 5 or 10 %? This belongs to no plan: `touchstone selftest` plays gates between the
//! kernels here and their slowed forms, and counts how often the gate says so. As an experiment of its own it proves that
//! the slowdowns are what they say.

use std::num::NonZeroUsize;

use touchstone::prelude::*;
use touchstone::{Measured, Setting};
use yardstick::{Done, Extra, Kernel, Memory, compute, hash, threads};

struct GateYardstick;

/// How many times the work of the smallest workload.
#[derive(Clone, Copy, Debug)]
struct Scale(usize);

/// What a kernel gave, and which one it was: each has a right answer of its own.
struct Answer {
    kernel: Kernel,
    value: u64,
}

const KERNELS: [(&str, Kernel); 4] = [
    ("compute", Kernel::Compute),
    ("memory", Kernel::Memory),
    ("hash", Kernel::Hash),
    ("threads", Kernel::Threads),
];

/// The slowed forms, in percent: `compute-5` does 5 % more of the same work.
const SLOWDOWNS: [u32; 4] = [2, 5, 10, 25];

impl Experiment for GateYardstick {
    type Workload = Scale;
    type Input = Scale;
    type Output = Answer;

    fn declare() -> Declaration<Self> {
        let mut declaration =
            Declaration::<Self>::new("Four kernels that can be slowed down by a known share")
                .workload("smoke", Scale(1))
                .sized(|scale| scale.0 as f64)
                // The baseline would be right by definition; so all are held against what arithmetic says.
                .reference("smoke", "hash")
                .baseline("compute", |scale, setting| run(Kernel::Compute, 0, *scale, setting));
        for (name, kernel) in KERNELS {
            for slowdown in [0].into_iter().chain(SLOWDOWNS) {
                let name = match slowdown {
                    0 if kernel == Kernel::Compute => continue,
                    0 => name.to_owned(),
                    _ => format!("{name}-{slowdown}"),
                };
                declaration = declaration
                    .candidate(&name, move |scale, setting| run(kernel, slowdown, *scale, setting))
                    .threads(if kernel == Kernel::Threads { Cores::Performance } else { Cores::Exactly(1) });
            }
        }
        declaration
            .control("off-by-one", |scale, _| {
                measured(move || {
                    let Done { answer, .. } = compute(scale.0, Extra::NONE);
                    Answer { kernel: Kernel::Compute, value: answer + 1 }
                })
            })
            .hypothesis(
                Hypothesis::new("a quarter more work takes a quarter more time, on one thread")
                    .expect(speedup("compute").over("compute-25").on("smoke").between(1.15, 1.35))
                    .expect(speedup("memory").over("memory-25").on("smoke").between(1.15, 1.35))
                    .expect(speedup("hash").over("hash-25").on("smoke").between(1.15, 1.35))
                    .predicted(Confirmed)
                    .because("the extra units are of the same kind and come last"),
            )
            .hypothesis(
                Hypothesis::new(
                    "a twentieth more work is a twentieth more time, where nothing but the processor matters",
                )
                .expect(speedup("compute").over("compute-5").on("smoke").between(1.03, 1.07))
                .predicted(Confirmed),
            )
    }

    fn input(scale: &Scale, _: &mut Rng) -> Scale {
        *scale
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        let kernel = KERNELS.iter().find(|(name, _)| outputs.variant.starts_with(name));
        right(kernel.map_or(Kernel::Compute, |(_, kernel)| *kernel), *outputs.input, outputs.got)
    }

    fn verify(scale: &Scale, reference: &Answer) -> Checks {
        right(Kernel::Hash, *scale, reference)
    }
}

fn right(kernel: Kernel, scale: Scale, got: &Answer) -> Checks {
    Checks::new().exact("kernel", [kernel], [got.kernel]).exact(
        "answer",
        [kernel.answer(scale.0)],
        [got.value],
    )
}

/// A kernel with so many percent of extra work.
fn run<'a>(kernel: Kernel, percent: u32, Scale(scale): Scale, setting: Setting) -> Measured<'a, Answer> {
    let extra = match Extra::new(f64::from(percent) / 100.0) {
        Ok(extra) => extra,
        Err(error) => return cannot_run(&error),
    };
    let answer = move |done: Done| Answer { kernel, value: done.answer };
    match kernel {
        Kernel::Compute => measured(move || answer(compute(scale, extra))),
        Kernel::Hash => measured(move || answer(hash(scale, extra))),
        Kernel::Memory => {
            let memory = Memory::new(scale);
            measured(move || answer(memory.sum(extra)))
        }
        Kernel::Threads => {
            let count = NonZeroUsize::new(setting.threads).unwrap_or(NonZeroUsize::MIN);
            measured(move || answer(threads(scale, extra, count)))
        }
    }
}

fn main() -> ExitCode {
    touchstone::main::<GateYardstick>()
}
