//! Examples as people write them: `shift({(0, 0)}, DOWN)`. Numbers, tuples, sets, names and nested calls, evaluated in every form.

use grid_language::{
    Constant, Fault, Limits, Machine, MaskObjects, Masks, Primitive, Sets, Value, compare, form::Form,
};
use grid_objects::TieRule;

/// Both sides are evaluated, in every form, and are equal.
#[track_caller]
pub(crate) fn check(expression: &str, expected: &str) {
    let (sets, right) = (value::<Sets>(expression), value::<Sets>(expected));
    assert_eq!(sets, right, "{expression}: {sets} is not {right}");
    let masks = value::<Masks>(expression);
    assert!(compare(&sets, &masks).is_eq(), "{expression}: masks have {masks}, sets {sets}");
    let mask_objects = value::<MaskObjects>(expression);
    assert!(compare(&sets, &mask_objects).is_eq(), "{expression}: mask-objects have {mask_objects}");
}

/// The expression ends with a fault, in every form the same.
#[track_caller]
pub(crate) fn fails(expression: &str, reason: &str) {
    fn fault<F: Form>(expression: &str) -> String {
        match evaluate::<F>(expression) {
            Ok(value) => format!("{value}, no fault"),
            Err(fault) => fault.to_string(),
        }
    }
    assert_eq!(fault::<Sets>(expression), reason, "{expression}");
    assert_eq!(fault::<Masks>(expression), reason, "{expression}");
    assert_eq!(fault::<MaskObjects>(expression), reason, "{expression}");
}

#[track_caller]
pub(crate) fn value<F: Form>(expression: &str) -> Value<F> {
    evaluate(expression).unwrap_or_else(|fault| panic!("{expression}: {fault}"))
}

pub(crate) fn evaluate<F: Form>(expression: &str) -> Result<Value<F>, Fault> {
    let mut reader = Reader { rest: expression, machine: Machine::new(Limits::default(), TieRule::Lowest) };
    let value = reader.value()?;
    assert!(reader.next().is_none(), "{expression}: {} is too much", reader.rest);
    Ok(value)
}

struct Reader<'a, F: Form> {
    rest: &'a str,
    machine: Machine<'static, F>,
}

impl<'a, F: Form> Reader<'a, F> {
    fn next(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start_matches([' ', '\n', ',']);
        self.rest.chars().next()
    }

    fn word(&mut self) -> &'a str {
        let end = self.rest.find(|letter: char| !(letter.is_alphanumeric() || "_-".contains(letter)));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    fn value(&mut self) -> Result<Value<F>, Fault> {
        match self.next() {
            Some('(') => Value::tuple(self.until(')')?),
            Some('{') => Value::set(self.until('}')?),
            _ => {
                let word = self.word();
                assert!(!word.is_empty(), "no value at `{}`", self.rest);
                let mut value = if let Ok(number) = word.parse() {
                    Value::Int(number)
                } else if let Some(constant) = Constant::by_name(word) {
                    constant.value()
                } else if word == "None" {
                    Value::None
                } else {
                    Value::Primitive(Primitive::by_name(word).unwrap_or_else(|| panic!("no `{word}`")))
                };
                while self.rest.starts_with('(') {
                    let arguments = self.until(')')?;
                    value = self.machine.call(&value, &arguments)?;
                }
                Ok(value)
            }
        }
    }

    fn until(&mut self, close: char) -> Result<Vec<Value<F>>, Fault> {
        self.rest = &self.rest[1..];
        let mut values = Vec::new();
        while self.next() != Some(close) {
            values.push(self.value()?);
        }
        self.rest = &self.rest[1..];
        Ok(values)
    }
}
