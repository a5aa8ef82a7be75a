//! Where a GPU would put the matrix of a year together. There is nothing here that does, and a run that was told to use it must
//! not look as if it had.

use crate::{Configuration, Preprocessing, Refusal, configuration::PREPROCESSING};

/// Refuses what is not there.
pub(crate) fn check(asked: &Configuration) -> Result<(), Refusal> {
    match asked.preprocessing {
        Preprocessing::Host => Ok(()),
        Preprocessing::Gpu => Err(asked.refuses(
            PREPROCESSING,
            "true",
            "this build has no assembly of matrices on a GPU, and will not assemble on the processor in its name; \
             false is allowed"
                .to_owned(),
        )),
    }
}
