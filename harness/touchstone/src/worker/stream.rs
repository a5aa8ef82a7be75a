//! The worker's end of the protocol: events as lines into the file that the harness named, or onto the terminal.

use std::{
    env,
    fs::OpenOptions,
    io::{self, Write},
};

use model::Event;

/// Where events go. Every event is a whole line as soon as it is written.
pub(super) struct Stream {
    to: Box<dyn Write>,
}

impl Stream {
    /// The file named by `TOUCHSTONE_OUT`; without one the terminal, so that an author can look at what happens.
    pub(super) fn open() -> io::Result<Self> {
        let to: Box<dyn Write> = match env::var_os("TOUCHSTONE_OUT") {
            Some(path) => {
                Box::new(OpenOptions::new().create(true).append(true).open(&path).map_err(|error| {
                    io::Error::new(error.kind(), format!("TOUCHSTONE_OUT is {}: {error}", path.display()))
                })?)
            }
            None => Box::new(io::stdout()),
        };
        Ok(Self { to })
    }

    /// Writes one event, whole.
    pub(super) fn write(&mut self, event: &Event) -> io::Result<()> {
        let mut line = serde_json::to_vec(event).map_err(io::Error::other)?;
        line.push(b'\n');
        self.to.write_all(&line)?;
        self.to.flush()
    }
}
