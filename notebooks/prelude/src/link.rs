//! The process of the command that answers, as long as something of it is kept.

use std::{
    io::BufReader,
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Arc, Mutex},
};

use wire::{OK, VERSION, receive, send};

use crate::{
    command::command,
    error::{Error, Result},
};

/// Tables and what was opened hold it together.
#[derive(Clone)]
pub(crate) struct Link(Arc<Mutex<Answering>>);

struct Answering {
    child: Child,
    /// None once it is closed, which ends the other side.
    asks: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    command: PathBuf,
}

impl Link {
    /// Begins the process; with what it says first.
    pub(crate) fn begin() -> Result<(Self, Vec<String>)> {
        let command = command()?;
        let child = Command::new(&command)
            .args(["notebook", "--answer"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let failed =
            |why: &dyn std::fmt::Display| Error::of(format!("{} does not start: {why}", command.display()));
        let mut child = child.map_err(|why| failed(&why))?;
        let (Some(asks), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed(&"it has no pipes"));
        };
        let mut answering = Answering { child, asks: Some(asks), answers: BufReader::new(answers), command };
        let greeting = answering.answer()?;
        match greeting.split_first() {
            Some((version, rest)) if version == VERSION => {
                Ok((Self(Arc::new(Mutex::new(answering))), rest.to_vec()))
            }
            _ => Err(Error::of(format!(
                "{} is of another version than this notebook's prelude: build it again",
                answering.command.display()
            ))),
        }
    }

    /// What it answers.
    pub(crate) fn ask(&self, question: &[&str]) -> Result<Vec<String>> {
        let mut answering = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        answering.ask(question)
    }
}

impl Answering {
    fn ask(&mut self, question: &[&str]) -> Result<Vec<String>> {
        let sent = self.asks.as_mut().map(|asks| send(asks, question));
        match sent {
            Some(Ok(())) => self.answer(),
            _ => Err(self.ended()),
        }
    }

    fn answer(&mut self) -> Result<Vec<String>> {
        let mut answer = match receive(&mut self.answers) {
            Ok(Some(answer)) if !answer.is_empty() => answer,
            Ok(_) => return Err(self.ended()),
            Err(why) => return Err(Error::of(format!("{}: {why}", self.command.display()))),
        };
        let rest = answer.split_off(1);
        if answer[0] == OK { Ok(rest) } else { Err(Error::of(rest.join("\n"))) }
    }

    fn ended(&self) -> Error {
        Error::of(format!(
            "{} does not answer any more; what it said last stands on standard error. `open()` begins anew",
            self.command.display()
        ))
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        // It ends when nobody can ask any more; whatever it ends with, there is nobody to tell.
        self.asks = None;
        let _ = self.child.wait();
    }
}
