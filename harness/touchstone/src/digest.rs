//! A short name for many values, so that two builds can be asked whether they worked on the same input and gave the same
//! answer, bit for bit. It is no checksum of its own: it comes beside the checks and proves nothing about a right answer.

use std::{
    fmt::{self, Debug, Write},
    hash::{Hash, Hasher},
};

use model::Name;

/// Where FNV-1a with 128 bits starts, and what it multiplies by (Fowler, Noll and Vo; draft-eastlake-fnv).
const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// No byte of any text: with it between them, two texts are not the same as one.
const END_OF_TEXT: u8 = 0xff;

/// The digest of what was fed to it so far. One change of one value always changes it: for a given byte a step is one to
/// one. Several changes cancel each other once in 2^128, as chance goes; who wants them to can make them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Digest(u128);

impl Default for Digest {
    fn default() -> Self {
        Self(BASIS)
    }
}

impl Digest {
    /// Of what an input is made from, and of where its chance had come to when it was made. What a change of code makes of
    /// the same numbers of chance is not seen.
    pub(crate) fn of_input(made_from: &str, workload: &Name, seed: u64, drawn_next: u64) -> Self {
        let mut digest = Self::default();
        digest.text(&made_from);
        digest.text(&workload.as_str());
        digest.bits(seed);
        digest.bits(drawn_next);
        digest
    }

    /// Feeds 64 bits.
    pub(crate) fn bits(&mut self, bits: u64) {
        self.write(&bits.to_le_bytes());
    }

    /// Feeds a number. The checks hold every NaN for the same, and which of them arithmetic gives is not even fixed.
    pub(crate) fn number(&mut self, number: f64) {
        self.bits(if number.is_nan() { f64::NAN.to_bits() } else { number.to_bits() });
    }

    /// Feeds what a value shows of itself.
    pub(crate) fn text(&mut self, value: &dyn Debug) {
        // We never refuse to write; a type that fails to show itself has shown what it has.
        let _ = write!(self, "{value:?}");
        self.write(&[END_OF_TEXT]);
    }

    /// Feeds members of a set: in any order, equally often.
    pub(crate) fn members(&mut self, mut members: Vec<Self>) {
        members.sort_unstable();
        for member in members {
            self.part(member);
        }
    }

    /// Feeds the digest of a part, so that where one part ends and the next begins counts too.
    pub(crate) fn part(&mut self, part: Self) {
        self.write(&part.0.to_le_bytes());
    }

    /// Of one value that can be a member of a set: what is equal has the same digest.
    pub(crate) fn of_member(value: &impl Hash) -> Self {
        let mut digest = Self::default();
        value.hash(&mut digest);
        digest
    }
}

impl Hasher for Digest {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME));
    }

    fn finish(&self) -> u64 {
        self.0 as u64
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.write(text.as_bytes());
        Ok(())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(feed: impl FnOnce(&mut Digest)) -> Digest {
        let mut digest = Digest::default();
        feed(&mut digest);
        digest
    }

    /// If these change, no gate can compare with a run that was accepted before.
    #[test]
    fn the_digest_is_the_published_one() {
        for (text, digest) in [
            ("", "6c62272e07bb014262b821756295c58d"),
            ("a", "d228cb696f1a8caf78912b704e4a8964"),
            ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
        ] {
            assert_eq!(of(|it| it.write(text.as_bytes())).to_string(), digest, "{text:?}");
        }
    }

    #[test]
    fn whatever_an_input_depends_on_is_in_its_digest() {
        let name = |text: &str| text.parse::<Name>().unwrap();
        let smoke = Digest::of_input("Size { count: 3 }", &name("smoke"), 1, 2);
        assert_eq!(smoke, Digest::of_input("Size { count: 3 }", &name("smoke"), 1, 2));
        for other in [
            Digest::of_input("Size { count: 4 }", &name("smoke"), 1, 2),
            Digest::of_input("Size { count: 3 }", &name("smoky"), 1, 2),
            Digest::of_input("Size { count: 3 }", &name("smoke"), 3, 2),
            Digest::of_input("Size { count: 3 }", &name("smoke"), 1, 3),
            Digest::of_input("Size { count: 3 }", &name("smoke"), 2, 1),
        ] {
            assert_ne!(smoke, other);
        }
    }

    #[test]
    fn where_one_text_or_part_ends_counts() {
        let texts = |texts: [&str; 2]| of(|it| texts.iter().for_each(|text| it.text(text)));
        assert_ne!(texts(["ab", "c"]), texts(["a", "bc"]));
        let (one, two) = (of(|it| it.bits(1)), of(|it| it.bits(2)));
        let both = of(|it| {
            it.bits(1);
            it.bits(2);
        });
        let parts = of(|it| {
            it.part(one);
            it.part(two);
        });
        assert_ne!(parts, of(|it| it.part(both)));
    }

    #[test]
    fn every_nan_is_the_same_and_the_two_zeros_are_not() {
        let number = |number: f64| of(|it| it.number(number));
        assert_eq!(number(f64::NAN), number(-f64::NAN));
        assert_eq!(number(f64::NAN), number(f64::from_bits(f64::NAN.to_bits() | 1)));
        assert_ne!(number(0.0), number(-0.0));
    }
}
