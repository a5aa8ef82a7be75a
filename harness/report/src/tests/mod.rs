//! Pages of made-up runs.
