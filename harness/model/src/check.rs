//! The comparison of one output with the reference: what was compared, how far apart, how far is allowed.

use serde::{Deserialize, Serialize};

/// How two outputs are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// |got - reference| / |reference|.
    Relative,
    /// |got - reference|.
    Absolute,
    /// Equal, or not.
    Exact,
    /// The same members, whatever their order.
    SetEqual,
}

/// One comparison and its result. The error is kept when it fails, and when it passes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// What was compared.
    pub name: String,
    /// How.
    pub kind: CheckKind,
    /// The largest error; `None` where the outputs could not be compared (NaN on one side, another length).
    pub error: Option<f64>,
    /// The error that is allowed.
    pub tolerance: f64,
    /// Did it pass?
    pub passed: bool,
    /// Where the largest error is, or why nothing could be compared.
    pub note: Option<String>,
}

/// What was computed from what, as hashes: equal digests are equal bits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Digests {
    /// Of the input: what it is made from, and what chance made of it.
    pub input: String,
    /// Of the variant's output, as far as its checks look at it.
    pub output: String,
}
