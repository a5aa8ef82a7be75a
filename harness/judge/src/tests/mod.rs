//! Verdicts of made-up cases.
