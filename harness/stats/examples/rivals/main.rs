//! Our gate's method beside what people use instead, on the same kernels in one run: `make rivals`.
//!
//! Every comparison plays every method on measurements of its own, one after the other in random order. Base and head are
//! one binary; the head is told to do a known share of extra work, so it is known which answer is right.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints what it measured")]

mod benchmark;
mod blocks;
mod chance;
mod competitor;
mod criterion;
mod hyperfine;
mod invocation;
mod ours;
mod scene;
mod table;
mod worker;

use std::{env, io, process::ExitCode};

use crate::scene::{kernel_named, slowdown_of};

const USAGE: &str = "say --comparisons N (20 where it is not said), or worker KERNEL SLOWDOWN [LOOPS] for one \
                     invocation; the kernels are compute, hash and memory";

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("rivals: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> io::Result<()> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [] => benchmark::run(20),
        ["--comparisons", count] => match count.parse() {
            Ok(count) if count > 0 => benchmark::run(count),
            _ => {
                Err(io::Error::other(format!("{count} comparisons cannot be made: give a number from 1 on")))
            }
        },
        ["worker", kernel, slowdown] => {
            worker::run(kernel_named(kernel)?, slowdown_of(slowdown)?, None);
            Ok(())
        }
        ["worker", kernel, slowdown, loops] => {
            let loops = loops.parse().map_err(|error| io::Error::other(format!("loops {loops}: {error}")))?;
            worker::run(kernel_named(kernel)?, slowdown_of(slowdown)?, Some(loops));
            Ok(())
        }
        [competitor::WORD] => {
            competitor::compete();
            Ok(())
        }
        _ => Err(io::Error::other(format!("{} is not understood: {USAGE}", words.join(" ")))),
    }
}
