//! The most common colour of anything that has colours; a tie goes where the rule says.

use std::collections::BTreeMap;

use grid_objects::TieRule;

use crate::Fault;

/// The most common of colours in their order of appearance; none of none.
///
/// # Errors
/// Where colours other than 0 to 9 tie under `cpython`.
pub fn of(colours: impl Iterator<Item = i32> + Clone, ties: TieRule) -> Result<Option<i32>, Fault> {
    by_count(colours, ties, |most, count| count > most)
}

/// The least common of colours in their order of appearance; none of none.
///
/// # Errors
/// Where colours other than 0 to 9 tie under `cpython`.
pub fn least_common(colours: impl Iterator<Item = i32> + Clone, ties: TieRule) -> Result<Option<i32>, Fault> {
    by_count(colours, ties, |least, count| count < least)
}

fn by_count(
    colours: impl Iterator<Item = i32> + Clone,
    ties: TieRule,
    is_better: fn(usize, usize) -> bool,
) -> Result<Option<i32>, Fault> {
    let counts = count(colours.clone());
    let Some(&(first, mut best)) = counts.first() else { return Ok(None) };
    let mut tied = vec![first];
    for &(colour, count) in &counts[1..] {
        if is_better(best, count) {
            best = count;
            tied.clear();
        }
        if count == best {
            tied.push(colour);
        }
    }
    match (ties, tied.as_slice()) {
        (TieRule::Lowest, _) | (TieRule::Cpython, [_]) => Ok(tied.first().copied()),
        (TieRule::Cpython, _) => first_in_cpython(colours, counts.len(), &tied).map(Some),
    }
}

/// Colours, ascending, with how often they appear.
pub(crate) fn count(colours: impl Iterator<Item = i32>) -> Vec<(i32, usize)> {
    let mut small = [0_u32; 256];
    let (mut least, mut greatest) = (small.len(), 0);
    let mut others = BTreeMap::new();
    for colour in colours {
        match usize::try_from(colour.saturating_add(128)) {
            Ok(at) if at < small.len() => {
                small[at] += 1;
                least = least.min(at);
                greatest = greatest.max(at);
            }
            _ => *others.entry(colour).or_insert(0) += 1,
        }
    }
    let present = (least..=greatest).filter(|&at| small[at] > 0);
    let present = present.map(|at| (at as i32 - 128, small[at] as usize));
    let mut counts: Vec<_> = present.chain(others.iter().map(|(&colour, &count)| (colour, count))).collect();
    if !others.is_empty() {
        counts.sort_unstable();
    }
    counts
}

/// Up to four colours leave the set at its eight slots; more of them leave it as their numbers do.
fn first_in_cpython(
    colours: impl Iterator<Item = i32>,
    different: usize,
    tied: &[i32],
) -> Result<i32, Fault> {
    let mut slots: [Option<i32>; 8] = [None; 8];
    for colour in colours {
        if !(0..10).contains(&colour) {
            return Err(Fault::Tie(colour));
        }
        if different > 4 || slots.contains(&Some(colour)) {
            continue;
        }
        let mut slot = colour as usize % 8;
        while slots[slot].is_some() {
            slot = (5 * slot + 1) % 8;
        }
        slots[slot] = Some(colour);
    }
    let in_slots = slots.into_iter().flatten().find(|colour| tied.contains(colour));
    Ok(in_slots.unwrap_or(tied[0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_to_the_lowest_or_as_cpython_has_them() {
        for (colours, cpython, lowest) in [
            ([1, 8, 8, 1], 8, 1),
            ([0, 8, 8, 0], 0, 0),
            ([8, 0, 0, 8], 8, 0),
            ([1, 9, 9, 1], 1, 1),
            ([9, 1, 1, 9], 9, 1),
        ] {
            assert_eq!(of(colours.into_iter(), TieRule::Cpython), Ok(Some(cpython)));
            assert_eq!(least_common(colours.into_iter(), TieRule::Cpython), Ok(Some(cpython)));
            assert_eq!(of(colours.into_iter(), TieRule::Lowest), Ok(Some(lowest)));
        }
    }

    #[test]
    fn a_tie_of_colours_without_a_known_order_is_a_fault_under_cpython_only() {
        assert_eq!(of([-1, 3].into_iter(), TieRule::Cpython), Err(Fault::Tie(-1)));
        assert_eq!(of([-1, 3].into_iter(), TieRule::Lowest), Ok(Some(-1)));
        assert_eq!(of([-1, -1, 3].into_iter(), TieRule::Cpython), Ok(Some(-1)));
        assert_eq!(of([].into_iter(), TieRule::Cpython), Ok(None));
        assert_eq!(of([1000, -1000].into_iter(), TieRule::Lowest), Ok(Some(-1000)));
    }
}
