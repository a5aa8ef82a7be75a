//! The source of a CUDA kernel as a program of the processor: what it computes is checked though there is no device. That says
//! nothing about its speed, nor about CUDA's memory.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::skipped;

/// A kernel between the words of CUDA that it uses beyond `words.hpp` and a `main` that launches it: words come in, words go out.
#[derive(Debug)]
pub struct OnThreads(PathBuf);

impl OnThreads {
    /// Compiled in this folder; `None` where there is no C++ compiler, or one without a header that is asked for.
    ///
    /// # Panics
    ///
    /// If it does not compile.
    pub fn compiled(folder: &Path, [before, kernel, after]: [&str; 3], options: &[&str]) -> Option<Self> {
        let (source, program) = (folder.join("kernel.cpp"), folder.join("kernel"));
        fs::write(&source, [include_str!("words.hpp"), before, kernel, after].concat())
            .expect("the folder can be written");
        let compiler = Command::new("c++").args(options).arg("-o").args([&program, &source]).output();
        let Ok(said) = compiler else {
            skipped("no C++ compiler: `c++` does not start; install one");
            return None;
        };
        let errors = String::from_utf8_lossy(&said.stderr);
        let no_header =
            errors.lines().find(|line| line.contains("No such file") || line.contains("file not found"));
        if let Some(line) = no_header {
            skipped(&format!("the C++ compiler lacks a header; install a newer one: {line}"));
            return None;
        }
        assert!(said.status.success(), "{errors}");
        Some(Self(program))
    }

    /// What comes out.
    ///
    /// # Panics
    ///
    /// If the program does not end well.
    pub fn run(&self, input: &[u32]) -> Vec<u32> {
        let mut program = Command::new(&self.0);
        let mut program = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
        // All is read before anything is written.
        let mut pipe = program.stdin.take().expect("it has a pipe");
        pipe.write_all(bytemuck::cast_slice(input)).expect("all is read");
        drop(pipe);
        let output = program.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{:?}", output.status);
        bytemuck::pod_collect_to_vec(&output.stdout)
    }
}
