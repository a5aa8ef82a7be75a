//! Primitives called with naive values, in any form.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::rc::Rc;

use grid_language::{
    Board, Container, Fault, Limits, Machine, MaskObjects, Masks, Primitive, Sets, Value, form::Form,
};
use grid_objects::TieRule;

use crate::plain::Plain;

/// What is called: a primitive by its name, with arguments, in one form.
pub(crate) type Call = fn(&str, &[Plain]) -> Result<Plain, Fault>;

/// Every form with its name.
pub(crate) const ALL: [(&str, Call); 3] =
    [(Sets::NAME, call::<Sets>), (MaskObjects::NAME, call::<MaskObjects>), (Masks::NAME, call::<Masks>)];

fn call<F: Form>(primitive: &str, arguments: &[Plain]) -> Result<Plain, Fault> {
    let function = Primitive::by_name(primitive).unwrap_or_else(|| panic!("there is no `{primitive}`"));
    let arguments: Vec<Value<F>> = arguments.iter().map(value).collect();
    let mut machine = Machine::new(Limits::default(), TieRule::Lowest);
    machine.call(&Value::Primitive(function), &arguments).map(|answer| plain(&answer))
}

fn value<F: Form>(plain: &Plain) -> Value<F> {
    match plain {
        Plain::None => Value::None,
        Plain::Int(int) => Value::Int(*int as i32),
        Plain::Bool(bool) => Value::truth(*bool),
        Plain::Tuple(items) => Value::tuple(items.iter().map(value).collect()).unwrap(),
        Plain::Set(items) => Value::set(items.iter().map(value).collect()).unwrap(),
        Plain::Grid(rows) => {
            let width = rows.first().map_or(0, Vec::len);
            let cells = rows.iter().flatten().map(|&colour| colour as i8).collect();
            Value::Grid(Rc::new(Board::new(rows.len(), width, cells)))
        }
    }
}

fn plain<F: Form>(value: &Value<F>) -> Plain {
    let elements = || value.elements().unwrap().map(|element| plain(&element));
    match value {
        Value::None => Plain::None,
        Value::Int(int) => Plain::Int(i64::from(*int)),
        _ => match value.container_kind() {
            Some(Container::Tuple) => Plain::Tuple(elements().collect()),
            Some(Container::Set) => {
                let ascending: Vec<Plain> = elements().collect();
                assert!(ascending.is_sorted_by(|element, next| element < next), "{value} is not ascending");
                Plain::Set(ascending.into_iter().collect())
            }
            None => panic!("{value} is a function"),
        },
    }
}
