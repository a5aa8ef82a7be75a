//! `touchstone report --serve`: the site, and what is going on now, for a browser on this machine.

use std::{
    collections::BTreeMap,
    fs, io,
    net::{IpAddr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, SystemTime},
};

use anyhow::Context;
use report::{Home, site};
use results::With;
use serde_json::json;

use super::{
    http::{self, Answer, Asked},
    kept::{Kept, Samples},
    live::Live,
};
use crate::{
    arguments::Arguments,
    commands::{say_json, stop_by_hand},
    say,
};

/// How long a stop by hand may take to be noticed.
const NAP: Duration = Duration::from_millis(50);

pub(super) fn run(arguments: &Arguments, bind: SocketAddr) -> anyhow::Result<u8> {
    let stop = stop_by_hand()?;
    let listener = TcpListener::bind(bind).with_context(|| {
        format!("{bind} cannot be served: name another place with --bind, where port 0 is any that is free")
    })?;
    let at = listener.local_addr().context("the address cannot be told")?;
    let desk = Desk::open(arguments)?;
    if arguments.json {
        say_json(&json!({ "address": format!("http://{at}/") }))?;
    } else {
        say(&format!("http://{at}/\nCtrl-C ends it\n"))?;
    }
    listener.set_nonblocking(true).context("the address cannot be listened to")?;
    serve(&listener, at, &desk, &stop)?;
    Ok(0)
}

fn serve(listener: &TcpListener, at: SocketAddr, desk: &Desk<'_>, stop: &AtomicBool) -> anyhow::Result<()> {
    thread::scope(|scope| {
        while !stop.load(Ordering::Relaxed) {
            match listener.accept() {
                Ok((stream, _)) => {
                    scope.spawn(move || {
                        // Somebody who goes away in the middle of an answer is no error of ours.
                        let _ = stream.set_nonblocking(false);
                        let _ = http::serve(stream, |asked| answer(desk, at, asked));
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => thread::sleep(NAP),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error).context("nobody can be listened to any more"),
            }
        }
        Ok(())
    })
}

fn answer(desk: &Desk<'_>, at: SocketAddr, asked: &Asked) -> Answer {
    // A page of somebody else that has our address under its own name may not read what is measured here.
    if at.ip().is_loopback() && !asked.host.as_deref().is_some_and(is_own) {
        return Answer::Refused("This is served to this machine alone, by its own address.");
    }
    desk.page(&asked.path).unwrap_or_else(|error| Answer::Broken(format!("{error:#}")))
}

/// Is this how a browser on this machine calls it?
fn is_own(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|digit| digit.is_ascii_digit()) { name } else { host }
    });
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What is asked for lies here. What is going on has a lock of its own: making the pages of a thousand runs takes seconds, in
/// which the rounds of a run that goes on must be seen.
struct Desk<'a> {
    pages: Mutex<Pages<'a>>,
    live: Mutex<Live>,
}

impl<'a> Desk<'a> {
    fn open(arguments: &'a Arguments) -> anyhow::Result<Self> {
        let live = Live::open(arguments)?;
        let mut pages = Pages { arguments, folders: Vec::new(), texts: BTreeMap::new() };
        pages.renew()?;
        Ok(Self { pages: Mutex::new(pages), live: Mutex::new(live) })
    }

    fn page(&self, path: &str) -> anyhow::Result<Answer> {
        if path == "live.json" {
            return Ok(Answer::Text("application/json", held(&self.live).say()?));
        }
        let mut pages = held(&self.pages);
        pages.renew()?;
        Ok(pages.answer(if path.is_empty() { "index.html" } else { path }))
    }
}

/// A thread that broke while it held something has left it whole: everything is replaced at once.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The pages, made anew when a run was added or removed.
struct Pages<'a> {
    arguments: &'a Arguments,
    folders: Vec<(PathBuf, Option<SystemTime>)>,
    texts: BTreeMap<String, String>,
}

impl Pages<'_> {
    fn renew(&mut self) -> anyhow::Result<()> {
        let folders = folders(self.arguments.store()?.root());
        if self.folders != folders || self.texts.is_empty() {
            let files =
                Kept::read(self.arguments, With::Checks, Samples::OfTheNewest)?.shown(Home::Server, site);
            self.texts = files.into_iter().map(|file| (file.path, file.text)).collect();
            self.folders = folders;
        }
        Ok(())
    }

    fn answer(&self, path: &str) -> Answer {
        let kind = match Path::new(path).extension().and_then(|ending| ending.to_str()) {
            Some("css") => "text/css",
            Some("js") => "text/javascript",
            _ => "text/html",
        };
        self.texts.get(path).map_or(Answer::Missing, |text| Answer::Text(kind, text.clone()))
    }
}

/// Where runs lie, each with when something was last put there.
fn folders(root: &Path) -> Vec<(PathBuf, Option<SystemTime>)> {
    let (runs, accepted) = (root.join("runs"), root.join("accepted"));
    let classes = fs::read_dir(&accepted).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut all: Vec<PathBuf> = classes.chain([runs, accepted.clone()]).collect();
    all.sort();
    let changed = |folder: &PathBuf| fs::metadata(folder).and_then(|about| about.modified()).ok();
    all.into_iter().map(|folder| (folder.clone(), changed(&folder))).collect()
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_names_of_this_machine_are_its_own() {
        for own in ["localhost:7878", "127.0.0.1:7878", "127.0.0.1", "[::1]:7878", "localhost"] {
            assert!(is_own(own), "{own}");
        }
        for other in
            ["example.org:7878", "127.0.0.1.example.org", "10.0.0.1:7878", "", "localhost.example.org:1"]
        {
            assert!(!is_own(other), "{other}");
        }
    }
}
