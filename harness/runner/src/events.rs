//! The harness's end of the protocol: what stands in the file of events, and what is wrong with it.

use model::{Event, Failure, PROTOCOL};
use serde::Deserialize;

use crate::{
    invocation::How,
    process::{End, Limits},
};

/// The events of an invocation up to the first line that is none, and what is wrong with that line.
pub(crate) fn parse(text: &str) -> (Vec<Event>, Option<Failure>) {
    let mut events = Vec::new();
    for (number, line) in text.split_inclusive('\n').enumerate() {
        match parse_line(number + 1, line) {
            Ok(event) => events.push(event),
            Err(failure) => return (events, Some(failure)),
        }
    }
    (events, None)
}

fn parse_line(number: usize, line: &str) -> Result<Event, Failure> {
    if !line.ends_with('\n') {
        return Err(Failure::BrokeProtocol(format!("line {number} is only half a line: {}", cut(line))));
    }
    newer(line)?;
    serde_json::from_str(line).map_err(|error| {
        let why =
            if line.contains("NaN") { "NaN is no number in JSON".to_owned() } else { error.to_string() };
        Failure::BrokeProtocol(format!("line {number}: {why}: {}", cut(line.trim_end())))
    })
}

/// Reads the version before the rest, which a newer worker may word as it likes.
pub(crate) fn newer(json: &str) -> Result<(), Failure> {
    #[derive(Deserialize)]
    struct Version {
        protocol: Option<u32>,
    }
    match serde_json::from_str::<Version>(json) {
        Ok(Version { protocol: Some(version) }) if version > PROTOCOL => Err(Failure::NewerProtocol(version)),
        _ => Ok(()),
    }
}

fn cut(line: &str) -> String {
    const SHOWN: usize = 120;
    if line.chars().count() <= SHOWN {
        return line.to_owned();
    }
    line.chars().take(SHOWN).chain("…".chars()).collect()
}

/// From a file and an exit to what happened. What the harness did comes first, then what the worker said.
pub(crate) fn interpret(text: &str, end: End, limits: Limits, is_check: bool) -> (Vec<Event>, How) {
    let (events, broken) = parse(text);
    let failed = |failure| How::Failed(failure);
    // What was told before it ended is kept: it says which variant it was about.
    let how = match (end, broken) {
        (End::Interrupted, _) => Some(How::Interrupted),
        (End::TimedOut, _) => Some(failed(Failure::TimedOut(limits.time.as_secs()))),
        (End::OutOfMemory, _) => Some(failed(Failure::OutOfMemory(limits.memory))),
        // It died while it wrote: the signal is the news.
        (End::Signal(signal), Some(_)) => Some(failed(Failure::Signal(signal))),
        (End::Code(_), Some(broken)) => Some(failed(broken)),
        (End::Code(_) | End::Signal(_), None) => None,
    };
    if let Some(how) = how {
        return (events, how);
    }
    let said = events.iter().find_map(|event| match event {
        Event::Error { message, variant: None } => Some(Failure::Said(message.clone())),
        _ => None,
    });
    let how = match (end, events.last()) {
        (_, Some(Event::CannotRun { reason, variant: None })) => How::CannotRun(reason.clone()),
        (End::Signal(signal), _) => How::Failed(said.unwrap_or(Failure::Signal(signal))),
        (End::Code(0), Some(Event::Done {})) => How::Well,
        (End::Code(2), Some(Event::Done {})) if is_check => How::Well,
        (End::Code(0), _) => {
            How::Failed(said.unwrap_or_else(|| Failure::BrokeProtocol("it ended without `done`".to_owned())))
        }
        (End::Code(code), _) => How::Failed(said.unwrap_or(Failure::ExitCode(code))),
        (End::TimedOut | End::OutOfMemory | End::Interrupted, _) => unreachable!("returned above"),
    };
    (events, how)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str) -> String {
        parse(text).1.unwrap().to_string()
    }

    #[test]
    fn whole_lines_are_events() {
        let text =
            "{\"event\":\"ready\",\"protocol\":1,\"prepare_ns\":5,\"threads\":1}\n{\"event\":\"done\"}\n";
        let events = vec![Event::Ready { protocol: 1, prepare_ns: 5, threads: 1 }, Event::Done {}];
        assert_eq!(parse(text), (events, None));
    }

    #[test]
    fn what_breaks_the_protocol_is_named_with_its_line() {
        assert!(broken("{\"event\":\"done\"}\n{\"event\":\"sam").contains("line 2 is only half a line"));
        assert!(broken("hello\n").contains("line 1"));
        assert!(
            broken("{\"event\":\"metric\",\"name\":\"x\",\"value\":NaN,\"unit\":\"\"}\n")
                .contains("NaN is no number")
        );
        assert!(broken("{\"event\":\"done\",\"colour\":1}\n").contains("colour"));
        assert!(
            broken("{\"event\":\"ready\",\"protocol\":99,\"news\":true}\n").contains("speaks protocol 99")
        );
    }
}
