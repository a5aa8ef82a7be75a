//! Declarations that were read, by their hashes. Most runs declare what the run before them declared, and a declaration is
//! nearly all that stands in the row of an experiment.

use std::collections::HashMap;

use model::{Declaration, ExperimentPin};

use super::put::json;
use crate::hash::text_hash;

/// `None` for a hash that is not that of its declaration: what stands under it is read every time.
#[derive(Default)]
pub(super) struct Declarations(HashMap<String, Option<Declaration>>);

impl Declarations {
    /// Keeps those of a run that was read whole.
    pub(super) fn keep(&mut self, pins: &[ExperimentPin]) {
        for pin in pins {
            if !self.0.contains_key(&pin.declaration_hash) {
                let is_of_it = text_hash(&json(&pin.declaration)) == pin.declaration_hash;
                self.0.insert(pin.declaration_hash.clone(), is_of_it.then(|| pin.declaration.clone()));
            }
        }
    }

    /// The one with this hash, if it was read.
    pub(super) fn get(&self, hash: &str) -> Option<&Declaration> {
        self.0.get(hash)?.as_ref()
    }
}
