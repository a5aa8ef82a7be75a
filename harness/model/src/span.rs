//! The lane of a span, and the names of what a worker says about its own watching.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Name;

/// The metric with what making one span costs, in seconds.
pub const SPAN_COST: &str = "span-cost";
/// The metric with the spans of a call.
pub const SPANS: &str = "spans";
/// The metric with the share of a call that making its spans took.
pub const WATCHING_SHARE: &str = "watching-share";

/// The lane of everything that names none.
const MAIN: &str = "main";

/// The thread, the worker or the device whose time a span is. What lies on one lane happens one after the other, or inside
/// each other; what lies on two happens side by side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Lane(Name);

impl Lane {
    /// A lane of this name.
    pub fn new(name: Name) -> Self {
        Self(name)
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Is it the one that needs no name?
    pub fn is_main(&self) -> bool {
        self.as_str() == MAIN
    }
}

impl Default for Lane {
    fn default() -> Self {
        Self(MAIN.parse().expect("`main` is a name"))
    }
}

impl fmt::Display for Lane {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_no_lane_is_on_main() {
        assert!(Lane::default().is_main());
        assert!(!Lane::new("worker-1".parse().unwrap()).is_main());
    }
}
