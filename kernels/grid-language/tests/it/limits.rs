//! Programs without end come to one, and say where.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use grid_language::{Limits, Machine, Masks, Program, Sets, Value, form::Form, read};
use grid_objects::TieRule;

fn program(lines: &str) -> Program {
    let text = format!("def solve_endless(I):\n{lines}");
    let listing = read("endless.py", text.as_bytes());
    assert_eq!(listing.errors, []);
    listing.programs.into_iter().next().unwrap()
}

fn error<F: Form>(lines: &str, limits: Limits) -> String {
    let mut machine = Machine::<F>::new(limits, TieRule::Lowest);
    match program(lines).run(&mut machine, Value::Int(7)) {
        Ok(value) => format!("an answer: {value}"),
        Err(error) => error.to_string(),
    }
}

#[track_caller]
fn ends(lines: &str, expected: &str) {
    assert_eq!(error::<Sets>(lines, Limits::default()), expected);
    assert_eq!(error::<Masks>(lines, Limits::default()), expected);
}

#[test]
fn a_function_that_calls_itself() {
    // f(g) = apply(g, {g}), so that f(f) is {f(f)}.
    ends(
        " x1 = fork(apply, identity, initset)\n x2 = x1(x1)\n return x2",
        "solve_endless, line 3, a local function, inside of it apply: calls are nested more than 200 deep: \
         a function seems to call itself without end",
    );
}

#[test]
fn a_power_that_takes_for_ever() {
    let limits = Limits { steps: 100_000, ..Limits::default() };
    let lines = " x1 = power(double, TEN)\n x2 = x1(TEN)\n x3 = x1(x2)\n x4 = double(x3)\n x5 = power(sign, x4)\n \
                 x6 = x5(I)\n return x6";
    let expected = "solve_endless, line 7, a local function, inside of it sign: the program takes more than \
                    100000 steps";
    assert_eq!(error::<Sets>(lines, limits), expected);
    assert_eq!(error::<Masks>(lines, limits), expected);
}

#[test]
fn values_that_grow_without_end() {
    let grow = " x1 = fork(combine, identity, identity)\n x2 = multiply(TEN, TEN)\n x3 = power(x1, x2)\n";
    ends(
        &format!("{grow} x4 = repeat(ONE, TEN)\n x5 = x3(x4)\n return x5"),
        "solve_endless, line 6, a local function, inside of it combine: a value of 2621440 elements: the limit \
         is 2000000",
    );
    ends(
        " x1 = fork(astuple, identity, identity)\n x2 = multiply(TEN, TEN)\n x3 = power(x1, x2)\n x4 = x3(I)\n \
         return x4",
        "solve_endless, line 5, a local function, inside of it astuple: a value of 8388607 elements: the limit is \
         4194304",
    );
    ends(
        " x1 = power(initset, TEN)\n x2 = power(x1, TEN)\n x3 = x2(I)\n return x3",
        "solve_endless, line 4, a local function, inside of it initset: values are nested more than 64 deep",
    );
    ends(
        " x1 = lbind(compose, double)\n x2 = multiply(TEN, TEN)\n x3 = power(x1, x2)\n x4 = x3(double)\n return x4",
        "solve_endless, line 5, a local function, inside of it compose: values are nested more than 64 deep",
    );
}

#[test]
fn what_is_too_large_is_refused_before_there_is_memory_for_it() {
    let large = " x1 = power(double, TEN)\n x2 = x1(TEN)\n x3 = x1(x2)\n";
    ends(
        &format!("{large} x4 = repeat(I, x3)\n return x4"),
        "solve_endless, line 5, repeat: a value of 10485760 elements: the limit is 2000000",
    );
    ends(
        &format!("{large} x4 = interval(ZERO, x3, ONE)\n return x4"),
        "solve_endless, line 5, interval: a value of 10485760 elements: the limit is 2000000",
    );
    ends(
        &format!("{large} x4 = interval(ZERO, x2, ONE)\n x5 = product(x4, x4)\n return x5"),
        "solve_endless, line 6, product: a value of 104857600 elements: the limit is 2000000",
    );
}
