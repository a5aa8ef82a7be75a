//! What the harness asks of a peer.

use std::{
    io::{self, Read},
    path::PathBuf,
    str::FromStr,
};

pub(crate) const USAGE: &str = "usage: imageproc-labels {imageproc-each,imageproc-packed} measure --workload W --variant V \
                                --input FOLDER --output FOLDER [--iterations N] [--warmup K] [--loops L] [--seed S] [--threads T] [--gate]";

/// As which images the grids are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Images {
    /// Each as one of its own.
    Each,
    /// All as one.
    Packed,
}

/// Does it wait for a line on its standard input before it measures?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    Open,
    WaitForLine,
}

#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) images: Images,
    pub(crate) input: PathBuf,
    pub(crate) output: PathBuf,
    pub(crate) iterations: u32,
    pub(crate) warmup: u32,
    pub(crate) loops: u32,
    pub(crate) gate: Gate,
}

impl Asked {
    pub(crate) fn parse(words: Vec<String>) -> Result<Self, String> {
        let mut words = words.into_iter();
        let images = match words.next().as_deref() {
            Some("imageproc-each") => Images::Each,
            Some("imageproc-packed") => Images::Packed,
            other => return Err(format!("there is no kind {other:?}")),
        };
        let command = words.next();
        if command.as_deref() != Some("measure") {
            return Err(format!("there is no command {command:?}"));
        }
        let [mut input, mut output] = [None, None];
        let (mut iterations, mut warmup, mut loops, mut gate) = (1, 0, 1, Gate::Open);
        while let Some(flag) = words.next() {
            if flag == "--gate" {
                gate = Gate::WaitForLine;
                continue;
            }
            let value = words.next().ok_or_else(|| format!("{flag} needs a value"))?;
            match flag.as_str() {
                "--input" => input = Some(value.into()),
                "--output" => output = Some(value.into()),
                "--iterations" => iterations = whole(&flag, &value)?,
                "--warmup" => warmup = whole(&flag, &value)?,
                "--loops" => loops = whole(&flag, &value)?,
                // The input has them already, and there is one thread.
                "--workload" | "--variant" | "--seed" | "--threads" => {}
                _ => return Err(format!("there is no {flag}")),
            }
        }
        Ok(Self {
            images,
            input: input.ok_or("say --input")?,
            output: output.ok_or("say --output")?,
            iterations,
            warmup,
            loops,
            gate,
        })
    }
}

impl Gate {
    pub(crate) fn wait(self) -> io::Result<()> {
        let mut byte = [0];
        while self == Self::WaitForLine && io::stdin().read(&mut byte)? == 1 && byte != *b"\n" {}
        Ok(())
    }
}

fn whole<N: FromStr>(flag: &str, value: &str) -> Result<N, String> {
    value.parse().map_err(|_| format!("{flag} takes a whole number, not {value:?}"))
}
