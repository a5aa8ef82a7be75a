//! Files of programs: what is read, and what is refused with which words.

use grid_language::{Limits, Machine, Masks, Value, read};
use grid_objects::TieRule;

/// All errors of a file, one in a line.
fn errors(text: &str) -> String {
    read("file.py", text.as_bytes())
        .errors
        .iter()
        .fold(String::new(), |lines, error| lines + &format!("{error}\n"))
}

/// The error of the one line that is wrong, which is the first of its program.
#[track_caller]
fn refused(line: &str, reason: &str) {
    let text = format!("def solve_a(I):\n    {line}\n    return I\n");
    assert_eq!(errors(&text), format!("file.py:2: solve_a: {reason}\n"));
}

#[test]
fn programs_are_read_with_and_without_type_hints() {
    let text = "from dsl import *\nimport constants\n\n# by hand\n\
                def solve_first(I):\n    x1 = rbind(add, ONE)  # a function\n    O = x1(I)\n    return O\n\n\n\
                def verify_second(I: Grid) -> Grid:\r\n\tO = identity(I,)\r\n\treturn O\r\n";
    let listing = read("file.py", text.as_bytes());
    assert_eq!(listing.errors, []);
    let shown: Vec<_> = listing.programs.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "solve_first($0)\n$1 = rbind(add, ONE)\n$2 = $1($0)\nreturn $2\n",
            "verify_second($0)\n$1 = identity($0)\nreturn $1\n"
        ]
    );
    let tasks: Vec<_> = listing.programs.iter().map(grid_language::Program::task).collect();
    assert_eq!(tasks, ["first", "second"]);
    let mut machine = Machine::<Masks>::new(Limits::default(), TieRule::Lowest);
    assert_eq!(listing.programs[0].run(&mut machine, Value::Int(2)), Ok(Value::Int(3)));
}

#[test]
fn a_name_means_what_the_nearest_line_above_gave_it() {
    let text = "def solve_a(I):\n I = double(I)\n size = rbind(add, I)\n I = size(I)\n return I";
    let listing = read("file.py", text.as_bytes());
    assert_eq!(listing.errors, []);
    let mut machine = Machine::<Masks>::new(Limits::default(), TieRule::Lowest);
    assert_eq!(listing.programs[0].run(&mut machine, Value::Int(3)), Ok(Value::Int(12)));
}

#[test]
fn lines_that_are_no_lines_are_refused() {
    let literal = "is a literal: arguments are names, numbers have the names of constants, a tuple of two is `astuple(A, B)`";
    for text in ["3", "-1", "0.5", "'a'", "(1, 2)", "[1]", "{}", "True", "None", "(I, I)"] {
        refused(&format!("x1 = identity({text})"), &format!("`{text}` {literal}"));
    }
    for text in ["3", "-1", "(1, 2)", "\"a\""] {
        refused(&format!("x1 = {text}"), &format!("`{text}` {literal}"));
    }
    refused("x1 = add(I, b=I)", "`b=I` is a keyword argument: give arguments by their position");
    refused(
        "x1 = add(I, double(I))",
        "`double(I)` is a call inside of a call: give it a line and a name of its own",
    );
    let shape = "is no line of the language: write `name = fn(NAME, ...)` or `return NAME`";
    for text in
        ["x1 = I", "double(I)", "x1 = double(I", "x1 = double I", "1x = double(I)", "x1 = f.g(I)", "pass"]
    {
        refused(text, &format!("`{text}` {shape}"));
    }
}

#[test]
fn names_that_cannot_be_resolved_are_refused() {
    refused("x1 = foo(I)", "`foo` is no primitive, no constant and no name of this program");
    refused("x1 = double(bar)", "`bar` is no primitive, no constant and no name of this program");
    refused("x1 = double(x1)", "`x1` is made of itself: x1 needs x1");
    refused("x1 = ZERO(I)", "`ZERO` is no function");
    refused("x1 = add(I)", "`add` takes 2 arguments, not 1");
    refused("x1 = double()", "`double` takes 1 argument, not 0");
    refused("x1 = I(I, I, I, I, I)", "`I` is given 5 arguments: functions take 1 to 4");
}

#[test]
fn a_name_is_not_used_before_it_is_defined() {
    assert_eq!(
        errors("def solve_a(I):\n x1 = double(x2)\n x2 = double(I)\n return x1"),
        "file.py:2: solve_a: `x2` is used before line 3 defines it: move that line up\n"
    );
    assert_eq!(
        errors("def solve_a(I):\n x1 = double(x2)\n x2 = double(x3)\n x3 = x1(I)\n return x1"),
        "file.py:2: solve_a: `x1` is made of itself: x1 needs x2 needs x3 needs x1\n\
         file.py:3: solve_a: `x2` is made of itself: x2 needs x3 needs x1 needs x2\n"
    );
}

#[test]
fn programs_have_a_header_an_end_and_a_name_of_their_own() {
    assert_eq!(
        errors(" x1 = double(I)\n"),
        "file.py:1: this line is in no program: start one with `def NAME(I):`\n"
    );
    assert_eq!(
        errors("def solve_a(I):\n x1 = double(I)\n"),
        "file.py:1: solve_a: this program has no answer: end it with `return NAME`\n"
    );
    assert_eq!(
        errors("def solve_a(I):\n return I\n x1 = double(I)\n"),
        "file.py:3: solve_a: this line follows the `return` of its program: remove it\n"
    );
    assert_eq!(
        errors("def solve_a(I):\n return x\n"),
        "file.py:2: solve_a: `x` is no primitive, no constant and no name of this program\n"
    );
    assert_eq!(
        errors("def solve_a(I):\n return I\ndef solve_a(I):\n return I"),
        "file.py:3: solve_a: the program of line 1 has this name as well: rename one\n"
    );
    for header in
        ["def solve_a(X):", "def solve_a(I)", "def (I):", "def solve_a(I, J):", "def solve_a(I: 3+4):"]
    {
        let reason = "starts no program: write `def NAME(I):`, type hints are allowed";
        assert_eq!(errors(&format!("{header}\n return I")), format!("file.py:1: `{header}` {reason}\n"));
    }
}

#[test]
fn an_encoding_that_is_not_utf8_is_named_with_its_line() {
    let listing = read("file.py", b"def solve_a(I):\n # caf\xe9\n return I\n");
    let errors: Vec<_> = listing.errors.iter().map(ToString::to_string).collect();
    assert_eq!(errors, ["file.py:2: solve_a: byte 7 of this line is no UTF-8: save the file as UTF-8"]);
    assert_eq!(read("file.py", b"\xEF\xBB\xBFdef solve_a(I):\n return I\n").programs.len(), 1);
}

#[test]
fn what_is_wrong_costs_its_program_and_no_other() {
    let text = "def solve_a(I):\n x1 = foo(I)\n x2 = foo(bar)\n return x2\ndef solve_b(I):\n return I\n";
    let listing = read("file.py", text.as_bytes());
    assert_eq!(listing.programs.len(), 1);
    assert_eq!(listing.programs[0].name(), "solve_b");
    assert_eq!(listing.unknown().into_iter().collect::<Vec<_>>(), [("bar", 1), ("foo", 2)]);
}
