//! A way that is wrong and looks right, kept to prove that the checks can fail.

use crate::{BACKGROUND, Labels};

/// The last label of the batch is one too large; everything else is right.
pub(crate) fn one_label_off(labels: &mut Labels) {
    if let Some(label) = labels.label.iter_mut().rev().find(|label| **label != BACKGROUND) {
        *label += 1;
    }
}
