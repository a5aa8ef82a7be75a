//! The words of a mask. Most objects are a few rows high, so a few words lie in the mask itself and need no memory of their own.

use std::ops::{Deref, DerefMut};

/// As many as are worth to be moved about.
const FEW: usize = 6;

/// A list of words. Few of them are always kept as [`Words::Few`].
#[derive(Debug, Clone)]
pub(crate) enum Words {
    /// The first `len`; the others are 0.
    Few { len: u8, words: [u64; FEW] },
    /// More than that.
    Many(Vec<u64>),
}

impl Words {
    /// So many times the same word.
    pub(super) fn repeated(word: u64, len: usize) -> Self {
        if len > FEW {
            return Self::Many(vec![word; len]);
        }
        let mut words = [0; FEW];
        words[..len].fill(word);
        Self::Few { len: len as u8, words }
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::repeated(0, 0)
    }
}

impl Deref for Words {
    type Target = [u64];

    fn deref(&self) -> &[u64] {
        match self {
            Self::Few { len, words } => &words[..usize::from(*len)],
            Self::Many(words) => words,
        }
    }
}

impl DerefMut for Words {
    fn deref_mut(&mut self) -> &mut [u64] {
        match self {
            Self::Few { len, words } => &mut words[..usize::from(*len)],
            Self::Many(words) => words,
        }
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Words {}

impl From<Vec<u64>> for Words {
    fn from(words: Vec<u64>) -> Self {
        if words.len() > FEW { Self::Many(words) } else { words.into_iter().collect() }
    }
}

impl FromIterator<u64> for Words {
    fn from_iter<I: IntoIterator<Item = u64>>(words: I) -> Self {
        let mut rest = words.into_iter();
        if rest.size_hint().0 > FEW {
            return Self::Many(rest.collect());
        }
        let mut words = [0; FEW];
        let mut len = 0;
        for word in rest.by_ref() {
            if len == FEW {
                return Self::Many(words.into_iter().chain([word]).chain(rest).collect());
            }
            words[len] = word;
            len += 1;
        }
        Self::Few { len: len as u8, words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_however_they_came_together() {
        for len in 0..12 {
            let list: Vec<u64> = (0..len).collect();
            let unsized_list: Words = list.iter().copied().filter(|_| true).collect();
            assert_eq!(&*unsized_list, list);
            assert_eq!(unsized_list, list.iter().copied().collect());
            assert_eq!(unsized_list, list.into());
            assert_eq!(&*Words::repeated(7, len as usize), vec![7; len as usize]);
        }
    }
}
