//! A line of source in which only a number changed, in the direction that lets more pass.
//!
//! Declarations tell more (`moved`), but not the tolerances of checks: those are only in the source. What a line alone does
//! not tell is no finding: a number computed from others, one that stands on a line of its own.

use super::{About, Finding, Weight};

/// One line before and after a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChange {
    /// The commit.
    pub commit: String,
    /// Who made it.
    pub author: String,
    /// When, RFC 3339.
    pub time: String,
    /// The file.
    pub path: String,
    /// The line, as it is numbered after the commit.
    pub line: u32,
    /// What it was.
    pub removed: String,
    /// What it is.
    pub added: String,
}

/// Which way is easier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Easier {
    Lower,
    Higher,
}

/// The finding, where the line holds a target, a margin or a tolerance and nothing but its number moved, and it became
/// easier.
pub fn number_moved(change: &LineChange) -> Option<Finding> {
    let (before, after) = (scan(&change.removed), scan(&change.added));
    if before.text != after.text || before.numbers.len() != after.numbers.len() {
        return None;
    }
    let pairs = before.numbers.iter().zip(&after.numbers);
    let (word, from, to) =
        pairs.filter(|(one, other)| one.value != other.value).find_map(|(one, other)| {
            let (word, easier) = one.governed.clone()?;
            let is_easier = match easier {
                Easier::Lower => other.value < one.value,
                Easier::Higher => other.value > one.value,
            };
            is_easier.then_some((word, one, other))
        })?;
    Some(Finding {
        about: About::Source { path: change.path.clone(), line: change.line, commit: change.commit.clone() },
        what: format!(
            "`{word}` was {}, is {}, and nothing else changed on the line (by {}, {})",
            from.written, to.written, change.author, change.time
        ),
        number: Some(to.value),
        weight: Weight::Notable,
    })
}

/// A tolerance that is given a value, and how many brackets were open there.
struct Constant {
    word: String,
    depth: usize,
}

/// A line without its numbers, and its numbers.
struct Scanned {
    text: String,
    numbers: Vec<Number>,
}

struct Number {
    written: String,
    value: f64,
    /// The word that says what the number is for, and which way is easier.
    governed: Option<(String, Easier)>,
}

/// An open bracket: the word before it, and the commas since.
struct Open {
    word: String,
    commas: usize,
    /// A number that is subtracted or divided by moves the other way: then nothing is known.
    is_computed: bool,
}

fn scan(line: &str) -> Scanned {
    let mut scanned = Scanned { text: String::new(), numbers: Vec::new() };
    let mut open: Vec<Open> = Vec::new();
    // The word that ends here, and the one that ended before blanks.
    let (mut word, mut last) = (String::new(), String::new());
    let mut constant: Option<Constant> = None;
    let mut rest = line.trim();
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("//") {
            scanned.text.push_str(rest);
            break;
        }
        let length = if next == '"' {
            quoted(rest)
        } else if next.is_ascii_digit() {
            number_length(rest)
        } else if next.is_alphabetic() || next == '_' {
            rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
        } else {
            next.len_utf8()
        };
        let (token, left) = rest.split_at(length);
        rest = left;
        if next.is_ascii_digit()
            && let Some(value) = value_of(token)
        {
            let governed = governor(&open, constant.as_ref());
            scanned.numbers.push(Number { written: token.to_owned(), value, governed });
            scanned.text.push('#');
            continue;
        }
        scanned.text.push_str(token);
        match next {
            '(' | '[' | '{' => {
                open.push(Open { word: std::mem::take(&mut word), commas: 0, is_computed: false });
            }
            ')' | ']' | '}' => drop(open.pop()),
            ',' => {
                constant = None;
                if let Some(open) = open.last_mut() {
                    (open.commas, open.is_computed) = (open.commas + 1, false);
                }
            }
            // `-> f64` is no subtraction.
            '-' | '/' if !rest.starts_with('>') => {
                constant = None;
                if let Some(open) = open.last_mut() {
                    open.is_computed = true;
                }
            }
            ':' | '=' if is_tolerance(&last) => {
                constant = Some(Constant { word: std::mem::take(&mut last), depth: open.len() });
            }
            ';' => constant = None,
            _ if next.is_alphabetic() || next == '_' => token.clone_into(&mut word),
            _ => {}
        }
        if !next.is_whitespace() {
            word.clone_into(&mut last);
        }
        if !(next.is_alphabetic() || next == '_') {
            word.clear();
        }
    }
    scanned
}

/// The innermost word that says what a number is for; units in between only scale it.
fn governor(open: &[Open], constant: Option<&Constant>) -> Option<(String, Easier)> {
    let depth = constant.map_or(0, |constant| constant.depth);
    for bracket in open[depth.min(open.len())..].iter().rev() {
        if bracket.is_computed {
            return None;
        }
        let easier = match (bracket.word.as_str(), bracket.commas) {
            ("at_least" | "between", 0) => Easier::Lower,
            // Of a target, or of a check: `at_most(name, error, tolerance)`, `relative(name, got, want, tolerance)`.
            ("at_most", 0 | 2) | ("between", 1) | ("regresses_beyond", 0) | ("relative" | "absolute", 3) => {
                Easier::Higher
            }
            // A unit, or a bracket that only groups.
            ("percent" | "ceiling" | "times_baseline" | "bytes", _) | ("", 0) => continue,
            _ => return None,
        };
        return Some((bracket.word.clone(), easier));
    }
    constant.map(|constant| (constant.word.clone(), Easier::Higher))
}

fn is_tolerance(word: &str) -> bool {
    word.split('_').any(|part| part.eq_ignore_ascii_case("tolerance"))
}

/// The length of a string literal at the start, its quotes included.
fn quoted(text: &str) -> usize {
    let mut is_escaped = false;
    for (place, next) in text.char_indices().skip(1) {
        match next {
            '\\' if !is_escaped => is_escaped = true,
            '"' if !is_escaped => return place + 1,
            _ => is_escaped = false,
        }
    }
    text.len()
}

/// The length of a numeric literal at the start, its type included: `1e-6`, `10_000`, `0.5_f64`. In `0..3` it is 1.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let is_exponent = matches!(bytes[at], b'-' | b'+') && matches!(bytes[at - 1], b'e' | b'E');
        let is_point = bytes[at] == b'.' && bytes.get(at + 1).is_none_or(u8::is_ascii_digit);
        if !(bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_' || is_exponent || is_point) {
            break;
        }
        at += 1;
    }
    at
}

fn value_of(literal: &str) -> Option<f64> {
    let plain: String = literal.chars().filter(|c| *c != '_').collect();
    let types = ["f64", "f32", "usize", "u64", "u32", "i64", "i32"];
    let bare = types.into_iter().find_map(|kind| plain.strip_suffix(kind)).unwrap_or(&plain);
    bare.parse().ok()
}
