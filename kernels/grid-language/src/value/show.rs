//! Values as people read them; equal values have equal texts.

use std::fmt::{self, Display, Formatter};

use super::{Container, Kind, Value};
use crate::{Closure, Primitive, form::Form};

impl<F: Form> Display for Value<F> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => write!(formatter, "None"),
            Self::Int(number) => write!(formatter, "{number}"),
            Self::Primitive(primitive) => write!(formatter, "{primitive}"),
            Self::Closure(closure) => write!(formatter, "{closure}"),
            _ => {
                let (open, close) =
                    if self.container_kind() == Some(Container::Tuple) { ('(', ')') } else { ('{', '}') };
                write!(formatter, "{open}")?;
                for (at, element) in self.elements().into_iter().flatten().enumerate() {
                    let between = if at > 0 { ", " } else { "" };
                    write!(formatter, "{between}{element}")?;
                }
                write!(formatter, "{close}")
            }
        }
    }
}

impl<F: Form> Display for Closure<F> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}(", self.how)?;
        for (at, part) in self.parts.values().iter().enumerate() {
            let between = if at > 0 { ", " } else { "" };
            write!(formatter, "{between}{part}")?;
        }
        write!(formatter, ")")
    }
}

impl Display for Primitive {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Display for Kind {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "nothing",
            Self::Int => "a number",
            Self::Pair => "a pair",
            Self::Cell => "a cell",
            Self::Tuple => "a tuple",
            Self::Grid => "a grid",
            Self::Set => "a set",
            Self::Function => "a function",
        })
    }
}
