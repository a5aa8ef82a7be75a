//! One process, watched: its group is killed at its time limit, at its memory limit, or when somebody says stop.

use std::{
    fs::File,
    io,
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Code(i32),
    Signal(i32),
    TimedOut,
    OutOfMemory,
    Interrupted,
}

/// What a process may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) time: Duration,
    pub(crate) memory: u64,
}

/// How often the watch looks. It must not disturb what is measured: one look reads one small file.
const WATCH: Duration = Duration::from_millis(50);

/// Started in a group of its own, with the log as its standard output and error.
pub(crate) fn spawn(command: &mut Command, log: File, stdin: Stdio) -> io::Result<Child> {
    let out = log.try_clone()?;
    grouped(command.stdin(stdin).stdout(out).stderr(log))
}

/// The same with standard output apart from the log.
pub(crate) fn spawn_into(command: &mut Command, out: File, log: File) -> io::Result<Child> {
    grouped(command.stdin(Stdio::null()).stdout(out).stderr(log))
}

fn grouped(command: &mut Command) -> io::Result<Child> {
    command.process_group(0);
    #[cfg(target_os = "linux")]
    // SAFETY: prctl is safe between fork and exec; it makes the child die with the harness, however that ends.
    unsafe {
        command.pre_exec(|| {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            Ok(())
        });
    }
    command.spawn()
}

/// Waits for all of them; the first limit that one exceeds ends that one.
pub(crate) fn wait(children: Vec<Child>, limits: Limits, stop: &dyn Fn() -> bool) -> Vec<End> {
    let start = Instant::now();
    let groups: Vec<u32> = children.iter().map(Child::id).collect();
    let mut ends: Vec<Option<End>> = vec![None; children.len()];
    let (sender, ended) = mpsc::channel();
    for (which, mut child) in children.into_iter().enumerate() {
        let sender = sender.clone();
        thread::spawn(move || sender.send((which, child.wait())));
    }
    let mut left = groups.len();
    // What we ended ourselves is remembered before its signal comes back.
    let mut ours: Vec<Option<End>> = vec![None; groups.len()];
    while left > 0 {
        match ended.recv_timeout(WATCH) {
            Ok((which, status)) => {
                ends[which] = Some(ours[which].unwrap_or_else(|| from_status(&status)));
                // Whatever it left running in its group must not disturb the next measurement.
                kill_group(groups[which]);
                left -= 1;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        for (which, group) in groups.iter().enumerate() {
            if ends[which].is_some() || ours[which].is_some() {
                continue;
            }
            let reason = if stop() {
                Some(End::Interrupted)
            } else if start.elapsed() > limits.time {
                Some(End::TimedOut)
            } else if resident(*group).is_some_and(|bytes| bytes > limits.memory) {
                Some(End::OutOfMemory)
            } else {
                None
            };
            if let Some(reason) = reason {
                ours[which] = Some(reason);
                kill_group(*group);
            }
        }
    }
    ends.into_iter().map(|end| end.unwrap_or(End::Code(-1))).collect()
}

fn from_status(status: &io::Result<ExitStatus>) -> End {
    match status {
        Ok(status) => match (status.code(), status.signal()) {
            (Some(code), _) => End::Code(code),
            (None, Some(signal)) => End::Signal(signal),
            (None, None) => End::Code(-1),
        },
        Err(_) => End::Code(-1),
    }
}

fn kill_group(leader: u32) {
    // SAFETY: kill takes no memory; a group that is gone already is no harm.
    unsafe {
        libc::kill(-(leader as libc::pid_t), libc::SIGKILL);
    }
}

fn resident(process: u32) -> Option<u64> {
    let statm = std::fs::read_to_string(format!("/proc/{process}/statm")).ok()?;
    let pages: u64 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * rustix::param::page_size() as u64)
}
