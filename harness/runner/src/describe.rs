//! What an experiment says about itself, asked of its binary.

use std::{
    env, fs,
    fs::{File, OpenOptions},
    io::{Read, Seek, SeekFrom},
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use model::{Declaration, Failure};

use crate::{
    events,
    process::{self, End, Limits},
};

/// A worker that describes itself does nothing else.
const DESCRIBING: Duration = Duration::from_secs(20);

/// Asks a binary for its declaration. What it prints besides is a failure: the description is the whole output.
pub fn describe(binary: &Path, folder: &Path) -> Result<Declaration, (Failure, String)> {
    let plain = |failure| (failure, String::new());
    let mut log = tempfile().map_err(|error| plain(Failure::NotStarted(error.to_string())))?;
    let mut out = tempfile().map_err(|error| plain(Failure::NotStarted(error.to_string())))?;
    let mut command = Command::new(binary);
    command.arg("describe").current_dir(folder);
    let spawned = log
        .try_clone()
        .and_then(|log| process::spawn_into(&mut command, out.try_clone()?, log))
        .map_err(|error| plain(Failure::NotStarted(format!("{}: {error}", binary.display()))))?;
    let limits = Limits { time: DESCRIBING, memory: u64::MAX };
    let end = process::wait(vec![spawned], limits, &|| false)[0];
    let (printed, words) = (whole(&mut out), whole(&mut log));
    let failed = |failure| Err((failure, words.clone()));
    match end {
        End::Code(0) => {}
        End::TimedOut => return failed(Failure::TimedOut(DESCRIBING.as_secs())),
        End::Signal(signal) => return failed(Failure::Signal(signal)),
        End::Code(64) => return failed(Failure::Said(words.trim().to_owned())),
        End::Code(code) => return failed(Failure::ExitCode(code)),
        End::OutOfMemory | End::Interrupted => {
            return failed(Failure::NotStarted("it was stopped".to_owned()));
        }
    }
    if let Err(newer) = events::newer(&printed) {
        return failed(newer);
    }
    serde_json::from_str(&printed).or_else(|error| {
        let first = printed.lines().next().unwrap_or_default();
        failed(Failure::BrokeProtocol(format!(
            "`describe` must print its declaration and nothing else on standard output ({error}); it printed {first:?}"
        )))
    })
}

pub(crate) fn tempfile() -> std::io::Result<File> {
    // Unlinked at once: it lives as long as its handles.
    let path = env::temp_dir().join(format!(
        "touchstone-describe-{}-{:?}-{:?}",
        std::process::id(),
        thread::current().id(),
        Instant::now()
    ));
    let file = OpenOptions::new().create_new(true).read(true).write(true).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

pub(crate) fn whole(file: &mut File) -> String {
    let mut bytes = Vec::new();
    if file.seek(SeekFrom::Start(0)).is_ok() {
        // What cannot be read back is as good as not printed.
        let _ = file.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
