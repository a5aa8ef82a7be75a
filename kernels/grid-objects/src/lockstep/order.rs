//! Which grids go together.

use grid_batch::MAX_SIDE;

/// Heights, and widths.
const SIDES: usize = MAX_SIDE + 1;

/// The numbers of all grids in an order in which neighbours have nearly one size: by height, and by width, which ascends and descends
/// in turn, for else the widest of a height would stand beside the narrowest of the next.
pub(super) fn by_size(dims: &[[u8; 2]]) -> Vec<u16> {
    let place = |[height, width]: [u8; 2]| {
        let [height, width] = [height, width].map(usize::from);
        height * SIDES + if height % 2 == 0 { width } else { MAX_SIDE - width }
    };
    let mut next = [0_u16; SIDES * SIDES + 1];
    for &dims in dims {
        next[place(dims) + 1] += 1;
    }
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let mut order = vec![0; dims.len()];
    for (number, &dims) in (0..).zip(dims) {
        let next = &mut next[place(dims)];
        order[usize::from(*next)] = number;
        *next += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_have_nearly_one_size_and_nobody_is_lost() {
        let dims: Vec<[u8; 2]> =
            (0..=30).rev().flat_map(|width| (0..=30).map(move |height| [height, width])).collect();
        let order = by_size(&dims);
        for two in order.windows(2) {
            let [one, other] = [two[0], two[1]].map(|number| dims[usize::from(number)]);
            let apart = one[0].abs_diff(other[0]) + one[1].abs_diff(other[1]);
            assert_eq!(apart, 1, "{one:?} beside {other:?}");
        }
        let mut all = order;
        all.sort_unstable();
        assert!(all.into_iter().eq(0..961));
    }
}
