//! A digest of numbers, to say in one word whether two machines made the same program.

use linear_program::{Columns, LinearProgram};

use crate::draws::mix;

#[derive(Default)]
pub(crate) struct Digest(u64);

impl Digest {
    pub(crate) fn words(&mut self, words: impl IntoIterator<Item = u64>) {
        for word in words {
            self.0 = mix(self.0 ^ word);
        }
    }

    pub(crate) fn numbers(&mut self, numbers: &[f64]) {
        self.words([numbers.len() as u64]);
        self.words(numbers.iter().map(|number| number.to_bits()));
    }

    pub(crate) fn matrix(&mut self, matrix: &Columns) {
        self.words([matrix.height() as u64, matrix.width() as u64]);
        self.words(matrix.starts().iter().map(|start| u64::from(*start)));
        self.words(matrix.rows().iter().map(|row| u64::from(*row)));
        self.numbers(matrix.values());
    }

    pub(crate) fn value(&self) -> u64 {
        self.0
    }
}

/// A digest of all that a linear program says: equal digests are equal bits.
pub fn digest(program: &LinearProgram) -> u64 {
    let mut digest = Digest::default();
    digest.matrix(&program.matrix);
    digest.numbers(&program.costs);
    for bounds in [&program.columns, &program.rows] {
        digest.numbers(&bounds.lower);
        digest.numbers(&bounds.upper);
    }
    digest.words([program.offset.to_bits()]);
    digest.value()
}
