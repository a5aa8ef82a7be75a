//! What a notebook and the command that answers it say to each other: messages of texts, each with its length before it.
//!
//! The standard library and nothing else, since a notebook's kernel builds this and loads it before it shows anything.

use std::io::{self, BufRead, Read, Write};

/// Both sides speak this, or neither goes on: what is asked and answered changed with the number.
pub const VERSION: &str = "1";

/// The last line of a notebook that was executed to its end.
pub const SENTINEL: &str = "touchstone: every cell of this notebook was executed";

/// The first text of an answer to what could be answered; what follows is the answer.
pub const OK: &str = "ok";
/// The first text of an answer to what could not; what follows says why.
pub const ERROR: &str = "error";

/// More texts than a message can have: whoever sends this does not speak to us.
const MOST_TEXTS: usize = 10_000_000;

/// Sends a message.
pub fn send<T: AsRef<str>>(to: &mut impl Write, texts: &[T]) -> io::Result<()> {
    writeln!(to, "{}", texts.len())?;
    for text in texts.iter().map(AsRef::as_ref) {
        writeln!(to, "{}\n{text}", text.len())?;
    }
    to.flush()
}

/// The next message; none where the other side has ended.
pub fn receive(from: &mut impl BufRead) -> io::Result<Option<Vec<String>>> {
    let Some(count) = length(from)? else { return Ok(None) };
    if count > MOST_TEXTS {
        return Err(no_message(&format!("it has {count} texts")));
    }
    let mut texts = Vec::new();
    for _ in 0..count {
        let length = length(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let mut text = Vec::new();
        from.by_ref().take(length as u64).read_to_end(&mut text)?;
        let mut end = [0];
        from.read_exact(&mut end)?;
        if end != *b"\n" {
            return Err(no_message("a text is longer than was said"));
        }
        texts.push(String::from_utf8(text).map_err(|_| no_message("a text is not of letters"))?);
    }
    Ok(Some(texts))
}

fn length(from: &mut impl BufRead) -> io::Result<Option<usize>> {
    let mut line = String::new();
    // No number is longer; an endless line is none.
    from.by_ref().take(24).read_line(&mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    let number = line.trim_end().parse();
    number.map(Some).map_err(|_| no_message(&format!("`{}` stands where a length should", line.trim_end())))
}

fn no_message(why: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("this is no message between a notebook and its command: {why}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(bytes: &[u8]) -> io::Result<Option<Vec<String>>> {
        receive(&mut &*bytes)
    }

    #[test]
    fn a_message_comes_back_whole_whatever_its_texts_hold() {
        let texts = ["", "two\nlines\n", "3\nno message inside", "größer ✓"];
        let mut sent = Vec::new();
        send(&mut sent, &texts).unwrap();
        send(&mut sent, &["next"]).unwrap();
        let mut from = &*sent;
        assert_eq!(receive(&mut from).unwrap().unwrap(), texts);
        assert_eq!(receive(&mut from).unwrap().unwrap(), ["next"]);
        assert_eq!(receive(&mut from).unwrap(), None);
    }

    #[test]
    fn what_is_no_message_is_an_error_and_not_a_wait_for_more() {
        assert!(back(b"hello\n").unwrap_err().to_string().contains("`hello` stands where a length should"));
        assert!(back(b"99999999999\n").unwrap_err().to_string().contains("it has 99999999999 texts"));
        assert!(back(b"1\n3\nlonger\n").unwrap_err().to_string().contains("longer than was said"));
        assert!(back(b"1\n3\nab").is_err(), "it ends too early");
        assert!(back(b"2\n1\na\n").is_err(), "a text is missing");
        assert!(back(b"1\n2\n\xff\xfe\n").unwrap_err().to_string().contains("not of letters"));
    }
}
