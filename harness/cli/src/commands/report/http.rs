//! As much of HTTP as pages need: somebody asks for a path, and is given text. Nothing is read from disk by its name.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

/// A request longer than this is no request of a browser for one of our pages.
const LONGEST: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// Without its first slash and what follows a question mark.
    pub(super) path: String,
    /// The server that the browser believes to speak with.
    pub(super) host: Option<String>,
    is_head: bool,
}

/// What is answered.
pub(super) enum Answer {
    /// Text of this kind.
    Text(&'static str, String),
    /// There is no such page.
    Missing,
    /// It is not for them to ask: why.
    Refused(&'static str),
    /// It cannot be made: why.
    Broken(String),
}

/// Reads a request and writes what is answered.
pub(super) fn serve(mut stream: TcpStream, answer: impl FnOnce(&Asked) -> Answer) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let asked = read(&mut BufReader::new((&stream).take(LONGEST)))?;
    let (is_head, answer) = match asked {
        Ok(asked) => (asked.is_head, answer(&asked)),
        Err(why) => (false, Answer::Refused(why)),
    };
    let (status, kind, text) = match answer {
        Answer::Text(kind, text) => ("200 OK", kind, text),
        Answer::Missing => ("404 Not Found", "text/plain", "There is no such page.\n".to_owned()),
        Answer::Refused(why) => ("403 Forbidden", "text/plain", format!("{why}\n")),
        Answer::Broken(why) => ("500 Internal Server Error", "text/plain", format!("{why}\n")),
    };
    // What is measured changes, and nobody else may frame, sniff or embed these pages.
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nContent-Security-Policy: default-src 'self'; \
         style-src 'self' 'unsafe-inline'\r\nConnection: close\r\n\r\n",
        text.len()
    );
    stream.write_all(head.as_bytes())?;
    if !is_head {
        stream.write_all(text.as_bytes())?;
    }
    stream.flush()
}

/// The first line and the host; nothing else of a request matters here.
fn read(lines: &mut impl BufRead) -> io::Result<Result<Asked, &'static str>> {
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let mut words = first.split_whitespace();
    let is_head = match words.next() {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Ok(Err("Pages can be read here, and nothing else.")),
    };
    let path = words.next().unwrap_or("/");
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/').to_owned();
    let mut host = None;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok(Ok(Asked { path, host, is_head }));
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("host")
        {
            host = Some(value.trim().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, read};

    fn asked(text: &str) -> Result<Asked, &'static str> {
        read(&mut text.as_bytes()).unwrap()
    }

    #[test]
    fn a_path_is_a_name_and_never_a_way_up() {
        let of = |line: &str| asked(&format!("GET {line} HTTP/1.1\r\nHost: here:1\r\n\r\n")).unwrap();
        assert_eq!((of("/").path.as_str(), of("/").host.as_deref()), ("", Some("here:1")));
        assert_eq!(of("/gate.html?x=1#y").path, "gate.html");
        // It is looked up among the names of our pages, and is none of them.
        assert_eq!(of("/../../etc/passwd").path, "../../etc/passwd");
    }

    #[test]
    fn nothing_but_reading_is_allowed() {
        for line in ["POST / HTTP/1.1", "DELETE /x HTTP/1.1", "", "\u{0}"] {
            assert!(asked(line).is_err(), "{line}");
        }
        assert!(asked("HEAD /x HTTP/1.1").unwrap().is_head);
    }
}
