//! The form of the file: its tables and keys, all of which must be there, and no others. Values are parsed one by one in
//! `values.rs`, so that each refusal can name the key and the value.

use serde::Deserialize;
use toml::Value;

use crate::Refusal;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) optimization: Optimization,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Optimization {
    pub(super) lp_solver: LpSolver,
    pub(super) geospatial: Geospatial,
    pub(super) validation: Validation,
    pub(super) hardware: Hardware,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LpSolver {
    pub(super) mode: Value,
    pub(super) workers: Value,
    pub(super) gpu_preprocessing: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Geospatial {
    pub(super) device: Value,
    pub(super) precision: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Validation {
    pub(super) check_accuracy: Value,
    pub(super) tolerance: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hardware {
    pub(super) detect: Value,
    pub(super) performance_cores_only: Value,
}

pub(super) fn parse(file: &str, text: &str) -> Result<File, Refusal> {
    toml::from_str(text).map_err(|error| {
        let place = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.get(..place).map_or(0, |before| before.matches('\n').count());
        let stands = text.lines().nth(line).unwrap_or_default().trim().to_owned();
        let reason = error.message().replace('\n', ", ");
        Refusal::Form { file: file.to_owned(), line: line + 1, reason, text: stands }
    })
}
