//! One line on the terminal that says what is going on; where nobody is looking, in a log, a line now and then.

use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use runner::{Progress, Step};

/// How long a log may say nothing.
const SILENCE: Duration = Duration::from_secs(10);

/// What is said on standard error.
pub(crate) enum Line {
    /// Drawn over, on a terminal.
    Drawn(ProgressBar),
    /// Line by line, and when the last one was: in a file, and in the pipe of another program.
    Said(Instant),
}

impl Line {
    pub(crate) fn new() -> Self {
        if !io::stderr().is_terminal() {
            return Self::Said(Instant::now());
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4));
        bar.set_style(
            ProgressStyle::with_template("{spinner} {msg}")
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        Self::Drawn(bar)
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
        // Said by us and not by a thread of its own: nothing may run while something is measured.
        match self {
            Self::Drawn(bar) => {
                bar.set_message(message);
                bar.tick();
            }
            Self::Said(last) if last.elapsed() >= SILENCE => {
                // Whoever has closed standard error does not want to know.
                let _ = writeln!(io::stderr(), "{message}");
                *last = Instant::now();
            }
            Self::Said(_) => {}
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Self::Drawn(bar) = self {
            bar.finish_and_clear();
        }
    }
}
