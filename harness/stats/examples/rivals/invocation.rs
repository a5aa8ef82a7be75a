//! Starts a worker and reads what it measured.

use std::{env, io, process::Command};

use crate::scene::{Case, name_of};

/// What a worker printed, in nanoseconds.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Invocation {
    pub(crate) loops: u32,
    /// The least processor time of an iteration.
    pub(crate) minimum: f64,
    pub(crate) wall: Vec<f64>,
    pub(crate) processor: Vec<f64>,
}

/// The words after the program's name.
pub(crate) fn words(case: &Case, slowdown: &str) -> [String; 4] {
    ["worker".to_owned(), name_of(case.kernel).to_owned(), slowdown.to_owned(), case.loops.to_string()]
}

/// The worker of one side, in an environment with so much padding.
pub(crate) fn invoke(case: &Case, slowdown: &str, padding: usize) -> io::Result<Invocation> {
    let mut worker = Command::new(env::current_exe()?);
    worker.args(words(case, slowdown));
    if padding > 0 {
        worker.env("TOUCHSTONE_PADDING", "x".repeat(padding));
    }
    heard(&mut worker)
}

/// How many calls of this kernel an iteration needs on this machine.
pub(crate) fn loops_of(kernel: yardstick::Kernel) -> io::Result<u32> {
    let mut worker = Command::new(env::current_exe()?);
    Ok(heard(worker.args(["worker", name_of(kernel), "0"]))?.loops)
}

fn heard(worker: &mut Command) -> io::Result<Invocation> {
    let output = worker.output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let why = || io::Error::other(format!("a worker ended with {} and said {text:?}", output.status));
    if !output.status.success() {
        return Err(why());
    }
    parsed(&text).ok_or_else(why)
}

fn parsed(text: &str) -> Option<Invocation> {
    let mut invocation = Invocation::default();
    for line in text.lines() {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["loops", loops] => invocation.loops = loops.parse().ok()?,
            ["minimum", _, processor] => invocation.minimum = processor.parse().ok()?,
            ["iteration", wall, processor] => {
                invocation.wall.push(wall.parse().ok()?);
                invocation.processor.push(processor.parse().ok()?);
            }
            _ => return None,
        }
    }
    (invocation.minimum > 0.0 && !invocation.wall.is_empty()).then_some(invocation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_worker_prints_is_read_and_nothing_else() {
        let text = "loops 2\nminimum 9 8\niteration 9 8\niteration 12 11\n";
        let read = Invocation { loops: 2, minimum: 8.0, wall: vec![9.0, 12.0], processor: vec![8.0, 11.0] };
        assert_eq!(parsed(text), Some(read));
        for broken in
            ["", "loops 2\n", "loops 2\nminimum 9 8\n", "iteration 9\n", "minimum 9 x\niteration 9 8\n"]
        {
            assert_eq!(parsed(broken), None, "{broken:?}");
        }
    }
}
