//! One line, taken apart. Names are not looked up here.

use super::Reason;
use crate::Program;

pub(super) enum Line {
    /// Blank, a comment or an import.
    Nothing,
    Header(String),
    Call(CallLine),
    Return(String),
}

pub(super) struct CallLine {
    pub(super) name: String,
    pub(super) function: String,
    pub(super) arguments: Vec<String>,
}

/// What has become of the lines of a program.
pub(super) struct Stop {
    pub(super) program: Option<Program>,
    pub(super) errors: Vec<(u32, Reason)>,
}

pub(super) fn parse(text: &str) -> Result<Line, Reason> {
    let code = text.split('#').next().unwrap_or_default().trim();
    let mut words = code.split_whitespace();
    match words.next() {
        None | Some("import" | "from") => Ok(Line::Nothing),
        Some("def") => header(code).map(Line::Header).ok_or_else(|| Reason::Header(code.to_owned())),
        Some("return") => match (words.next(), words.next()) {
            (Some(name), None) => Ok(Line::Return(argument(name)?)),
            _ => Err(nested_or_shape(code, code.trim_start_matches("return").trim())),
        },
        Some(_) => call(code).map(Line::Call),
    }
}

/// `def NAME(I):` or `def NAME(I: Hint) -> Hint:`.
fn header(code: &str) -> Option<String> {
    let (name, rest) = code.strip_prefix("def")?.split_once('(')?;
    let (parameter, rest) = rest.split_once(')')?;
    let parameter = match parameter.split_once(':') {
        Some((parameter, hint)) if is_hint(hint) => parameter,
        Some(_) => return None,
        None => parameter,
    };
    let rest = rest.trim().strip_suffix(':')?.trim();
    let is_end = rest.is_empty() || rest.strip_prefix("->").is_some_and(is_hint);
    let name = name.trim();
    (parameter.trim() == "I" && is_end && is_name(name)).then(|| name.to_owned())
}

fn is_hint(hint: &str) -> bool {
    let hint = hint.trim();
    !hint.is_empty() && hint.chars().all(|letter| letter.is_alphanumeric() || "_.[], ".contains(letter))
}

fn is_name(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphabetic() || letter == '_';
    text.starts_with(is_letter) && text.chars().all(|letter| is_letter(letter) || letter.is_numeric())
}

/// `name = fn(NAME, ...)`.
fn call(code: &str) -> Result<CallLine, Reason> {
    let shape = || Reason::Shape(code.to_owned());
    let (name, value) = code.split_once('=').ok_or_else(shape)?;
    let (name, value) = (name.trim(), value.trim());
    if !is_name(name) || value.is_empty() {
        return Err(shape());
    }
    let Some((function, rest)) = value.split_once('(') else {
        return Err(nested_or_shape(code, value));
    };
    let function = function.trim();
    if !is_name(function) {
        return Err(nested_or_shape(code, value));
    }
    let inner = rest.strip_suffix(')').ok_or_else(shape)?;
    let mut arguments = split(inner);
    // A comma may follow the last argument, as in Python.
    if arguments.last().is_some_and(|last| last.trim().is_empty()) {
        arguments.pop();
    }
    let arguments = arguments.into_iter().map(|text| argument(text.trim())).collect::<Result<_, _>>()?;
    Ok(CallLine { name: name.to_owned(), function: function.to_owned(), arguments })
}

/// At commas that are in no brackets.
fn split(inner: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let at_comma = |letter: char| {
        depth += match letter {
            '(' | '[' | '{' => 1,
            ')' | ']' | '}' => -1,
            _ => 0,
        };
        letter == ',' && depth == 0
    };
    inner.split(at_comma).collect()
}

fn argument(text: &str) -> Result<String, Reason> {
    match text {
        "True" | "False" | "None" => Err(Reason::Literal(text.to_owned())),
        _ if is_name(text) => Ok(text.to_owned()),
        _ => Err(nested_or_shape(text, text)),
    }
}

/// What stands where a name should be.
fn nested_or_shape(code: &str, text: &str) -> Reason {
    let before = |mark: char| text.split_once(mark).map(|(before, _)| before.trim());
    if before('(').is_some_and(is_name) {
        Reason::Nested(text.to_owned())
    } else if before('=').is_some_and(is_name) {
        Reason::Keyword(text.to_owned())
    } else if text.starts_with(|letter: char| letter.is_ascii_digit() || "-+.'\"([{".contains(letter)) {
        Reason::Literal(text.to_owned())
    } else {
        Reason::Shape(code.to_owned())
    }
}
