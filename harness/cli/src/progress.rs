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
            Step::Compiled(name) => format!("built {name}"),
            Step::Checking { experiment, workload } => {
                format!("{experiment} on {workload}: comparing with the reference")
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
