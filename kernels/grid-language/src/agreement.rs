//! Whether all forms make the same of a program, value by value: an answer can be right by chance where what led to it is not.

use grid_objects::TieRule;

use crate::{Board, Limits, Machine, MaskObjects, Masks, Program, Run, Sets, Value, compare, form::Form};

/// Where two forms part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{program}, line {line}: {form} has {got}, where sets have {expected}")]
pub struct Disagreement {
    /// The program.
    pub program: String,
    /// The line with the first difference.
    pub line: u32,
    /// The form that differs.
    pub form: &'static str,
    /// Its value or error.
    pub got: String,
    /// That of the sets.
    pub expected: String,
}

/// Runs a program in every form, and compares the values of all calls, or the errors.
///
/// # Errors
/// Where a form has another value than the sets, or another error.
pub fn agree(program: &Program, input: &Board, limits: Limits, ties: TieRule) -> Result<(), Disagreement> {
    agree_in::<MaskObjects>(program, input, limits, ties)?;
    agree_in::<Masks>(program, input, limits, ties)
}

fn agree_in<F: Form>(
    program: &Program,
    input: &Board,
    limits: Limits,
    ties: TieRule,
) -> Result<(), Disagreement> {
    let mut sets = (Run::new(program, Value::grid(input.clone())), Machine::<Sets>::new(limits, ties));
    let mut others = (Run::new(program, Value::grid(input.clone())), Machine::<F>::new(limits, ties));
    for call in &program.calls {
        let expected = sets.0.step(&mut sets.1);
        let got = others.0.step(&mut others.1);
        let (expected_value, value) = (sets.0.values().last(), others.0.values().last());
        let is_same = match (&expected, &got, expected_value, value) {
            (Ok(()), Ok(()), Some(expected), Some(value)) => compare(expected, value).is_eq(),
            (Err(expected), Err(error), ..) => expected == error,
            _ => false,
        };
        if !is_same {
            return Err(Disagreement {
                program: program.name.clone(),
                line: call.line,
                form: F::NAME,
                got: shown(got, value),
                expected: shown(expected, expected_value),
            });
        }
        if expected.is_err() {
            break;
        }
    }
    Ok(())
}

fn shown<F: Form>(step: Result<(), crate::RunError>, value: Option<&Value<F>>) -> String {
    match (step, value) {
        (Ok(()), Some(value)) => value.to_string(),
        (Ok(()), None) => "no value".to_owned(),
        (Err(error), _) => format!("the error `{error}`"),
    }
}

#[cfg(test)]
mod tests {
    use grid_objects::Mode;

    use super::*;
    use crate::{Fault, read};

    /// A control: it loses an object.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    struct OneLost;

    impl Form for OneLost {
        const NAME: &'static str = "one-lost";
        type Indices = <Masks as Form>::Indices;
        type Object = <Masks as Form>::Object;

        fn objects(board: &Board, mode: Mode, ties: TieRule) -> Result<Vec<Self::Object>, Fault> {
            let mut objects = Masks::objects(board, mode, ties)?;
            objects.pop();
            Ok(objects)
        }
    }

    #[test]
    fn a_value_that_differs_is_found_though_the_answer_is_the_same() {
        let lines =
            b"def solve_a(I):\n x1 = rot90(I)\n x2 = objects(x1, T, F, F)\n x3 = sign(ONE)\n return x3";
        let program = &read("file.py", lines).programs[0];
        let board = Board::new(1, 1, vec![7]);
        let agree = |agree: fn(&Program, &Board, Limits, TieRule) -> Result<(), Disagreement>| {
            agree(program, &board, Limits::default(), TieRule::Lowest).map_err(|error| error.to_string())
        };
        assert_eq!(agree(super::agree), Ok(()));
        let found = "solve_a, line 3: one-lost has {}, where sets have {{(7, (0, 0))}}";
        assert_eq!(agree(agree_in::<OneLost>), Err(found.to_owned()));
    }
}
