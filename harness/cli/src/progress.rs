//! One line on the terminal that says what is going on; nothing when nobody is looking.

use std::{
    io::{self, IsTerminal},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use runner::{Progress, Step};

/// A line that is drawn over, on standard error.
pub(crate) struct Line {
    bar: ProgressBar,
}

impl Line {
    pub(crate) fn new() -> Self {
        let target = if io::stderr().is_terminal() {
            ProgressDrawTarget::stderr_with_hz(4)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(
            ProgressStyle::with_template("{spinner} {msg}")
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        Self { bar }
    }
}

impl Progress for Line {
    fn step(&mut self, step: &Step<'_>) {
        let message = match step {
            Step::Building { side, commit } => format!("building the {} at {commit}", side.as_str()),
            Step::Counting { experiment, variant } => {
                format!("{experiment}: counting instructions of {variant}")
            }
            Step::Again { series } => format!("{series} red: building afresh and measuring again"),
            Step::Replaying => "replaying gates from the recorded rounds".to_owned(),
            Step::Trying { commit } => format!("trying {commit}"),
            Step::Compiled(name) => format!("built {name}"),
            Step::Checking { experiment, workload } => {
                format!("{experiment} on {workload}: comparing with the reference")
            }
            Step::Seed { experiment, workload, seed, of } => {
                format!("{experiment} on {workload}: counting with seed {seed} of {of}")
            }
            Step::Calibrating { experiment, workload, variant } => {
                format!("{experiment} on {workload}: calibrating {variant}")
            }
            Step::Round { experiment, workload, round, of, remaining } => {
                let left = if *remaining == Duration::ZERO {
                    String::new()
                } else {
                    format!(", at most {} s left", remaining.as_secs() + 1)
                };
                format!("{experiment} on {workload}: round {} of at most {of}{left}", round + 1)
            }
            Step::Storing => "judging and storing".to_owned(),
        };
        // Drawn by us and not by a thread of its own: nothing may run while something is measured.
        self.bar.set_message(message);
        self.bar.tick();
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
