//! What holds of every grid, whichever form works on it.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::num::NonZeroUsize;

use grid_batch::{
    COLOURS, Change, Grid, GridBatch, PackedBatch, Recolouring, Symmetry, Workers, boxed, ragged,
};
use lanes::Lanes;
use proptest::{collection::vec, prelude::*};

fn grid() -> impl Strategy<Value = Grid> {
    (1_usize..=30, 1_usize..=30).prop_flat_map(|(height, width)| {
        vec(0..COLOURS as u8, height * width).prop_map(move |cells| Grid::new(height, width, cells).unwrap())
    })
}

fn batch() -> impl Strategy<Value = GridBatch> {
    vec(prop_oneof![9 => grid(), 1 => Just(Grid::default())], 0..12).prop_map(|grids| grids.iter().collect())
}

fn symmetry() -> impl Strategy<Value = Symmetry> {
    (0..Symmetry::ALL.len()).prop_map(|place| Symmetry::ALL[place])
}

/// One after the other.
fn after(batch: &GridBatch, symmetries: &[Symmetry]) -> GridBatch {
    let workers = Workers::one(Lanes::detect());
    symmetries
        .iter()
        .fold(batch.clone(), |batch, &symmetry| ragged::changed(&batch, Change::Symmetry(symmetry), &workers))
}

proptest! {
    #[test]
    fn four_quarters_and_two_mirrors_change_nothing(batch in batch()) {
        prop_assert_eq!(&after(&batch, &[Symmetry::Rot90; 4]), &batch);
        for mirror in [Symmetry::HMirror, Symmetry::VMirror, Symmetry::DMirror, Symmetry::CMirror] {
            prop_assert_eq!(&after(&batch, &[mirror; 2]), &batch);
        }
    }

    #[test]
    fn turns_are_made_of_mirrors(batch in batch()) {
        use Symmetry::{CMirror, DMirror, HMirror, Rot180, Rot270, Rot90, VMirror};
        for (turn, mirrors) in [
            (Rot90, vec![DMirror, VMirror]),
            (Rot180, vec![HMirror, VMirror]),
            (Rot270, vec![DMirror, HMirror]),
            (CMirror, vec![VMirror, DMirror, VMirror]),
            (Rot270, vec![Rot90, Rot180]),
        ] {
            prop_assert_eq!(after(&batch, &[turn]), after(&batch, &mirrors), "{:?}", turn);
        }
    }

    #[test]
    fn a_symmetry_moves_colours_and_a_recolouring_renames_them(
        batch in batch(), symmetry in symmetry(), table in Just([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).prop_shuffle())
    {
        let workers = Workers::one(Lanes::detect());
        let before = ragged::histograms(&batch, &workers);
        prop_assert_eq!(&ragged::histograms(&after(&batch, &[symmetry]), &workers), &before);
        let recolour = Change::Recolour(Recolouring::new(table).unwrap());
        let renamed = ragged::histograms(&ragged::changed(&batch, recolour, &workers), &workers);
        for (before, renamed) in before.iter().zip(&renamed) {
            for colour in 0..COLOURS {
                prop_assert_eq!(before[colour], renamed[usize::from(table[colour])]);
            }
        }
    }

    #[test]
    fn a_grid_is_equal_to_itself_and_to_no_other(batch in batch(), place in any::<prop::sample::Index>()) {
        let workers = Workers::one(Lanes::detect());
        prop_assert!(ragged::equal(&batch, &batch, &workers).into_iter().all(|equal| equal));
        let mut grids = boxed::from_batch(&batch);
        let changeable: Vec<usize> = (0..grids.len()).filter(|&number| !grids[number].is_empty()).collect();
        prop_assume!(!changeable.is_empty());
        let changed = changeable[place.index(changeable.len())];
        let row = place.index(grids[changed].len());
        grids[changed][row][0] = (grids[changed][row][0] + 1) % COLOURS as u8;
        let equal = ragged::equal(&batch, &boxed::to_batch(&grids), &workers);
        prop_assert!(equal.iter().enumerate().all(|(number, &equal)| equal == (number != changed)));
    }

    #[test]
    fn a_batch_gives_what_its_grids_give_alone(batch in batch(), symmetry in symmetry()) {
        let threads = Workers::new(NonZeroUsize::new(2).unwrap(), Lanes::detect()).unwrap();
        let together = ragged::changed(&batch, Change::Symmetry(symmetry), &threads);
        for (place, grid) in batch.iter().enumerate() {
            let mut alone = GridBatch::default();
            alone.push(grid);
            let alone = after(&alone, &[symmetry]);
            prop_assert_eq!(alone.get(0), together.get(place));
        }
    }

    #[test]
    fn packing_loses_nothing_whatever_stands_behind_the_last_cell(batch in batch(), poison in 0_u8..16) {
        prop_assert_eq!(&PackedBatch::pack(&batch).padded_with(poison).unpack(), &batch);
    }
}
