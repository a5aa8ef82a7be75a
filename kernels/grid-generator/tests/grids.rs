//! Every grid is one, is the same whenever its seed is, and has what was asked for.

mod counting;

use counting::{counts, objects};
use grid_batch::{Grid, GridBatch, MAX_SIDE};
use grid_generator::{Band, Recipe};

fn are_grids(batch: &GridBatch) {
    for grid in batch.iter() {
        Grid::new(grid.height, grid.width, grid.cells.to_vec()).expect("a valid grid");
    }
}

#[test]
fn the_same_seed_gives_the_same_bits_and_another_one_does_not() {
    assert_eq!(grid_generator::mixed(100, 1), grid_generator::mixed(100, 1));
    assert_ne!(grid_generator::mixed(100, 1), grid_generator::mixed(100, 2));
    assert_eq!(grid_generator::noise(3, 1), grid_generator::noise(3, 1));
    assert_ne!(grid_generator::noise(3, 1), grid_generator::noise(3, 2));
}

/// Known by heart: a change of the generator changes what every experiment measures, and must be seen.
#[test]
fn the_bits_of_a_seed_stay_what_they_are() {
    let cells = grid_generator::mixed(1000, 42);
    let hash =
        cells.cells().iter().fold(0_u64, |hash, &cell| hash.wrapping_mul(31).wrapping_add(u64::from(cell)));
    assert_eq!((cells.cells().len(), hash), (154_514, 12_824_011_031_777_036_890));
}

#[test]
fn a_grid_is_the_same_in_a_batch_of_any_length() {
    let (few, many) = (grid_generator::mixed(10, 5), grid_generator::mixed(100, 5));
    assert!(few.iter().eq(many.iter().take(10)));
    let mut chance = grid_generator::chance(5, 9);
    assert_eq!(Recipe::mixed(&mut chance).paint(&mut chance).view(), few.get(9));
}

#[test]
fn every_grid_is_valid_and_inside_of_its_band() {
    are_grids(&grid_generator::mixed(5_000, 3));
    for band in Band::ALL {
        let batch = grid_generator::banded(band, 500, 3);
        are_grids(&batch);
        assert!(batch.iter().all(|grid| band.cells().contains(&grid.cells.len())), "{band:?}");
    }
}

#[test]
fn a_grid_has_the_colours_and_the_background_of_its_recipe() {
    for height in 1..=MAX_SIDE {
        for width in 1..=MAX_SIDE {
            let mut chance = grid_generator::chance(height as u64, width as u32);
            let recipe = Recipe::of_sides([height, width], &mut chance);
            let grid = recipe.paint(&mut chance);
            let counts = counts(grid.view());
            let colours = counts.iter().filter(|&&count| count > 0).count();
            assert_eq!((grid.height(), grid.width()), (height, width));
            let background = counts.into_iter().max();
            assert_eq!((colours, background), (recipe.colours, Some(recipe.background)), "{recipe:?}");
        }
    }
}

#[test]
#[should_panic(expected = "no grid is like this")]
fn a_recipe_that_cannot_be_is_refused() {
    let recipe = Recipe { height: 3, width: 3, colours: 2, background: 2, objects: 2 };
    let _ = recipe.paint(&mut grid_generator::chance(1, 1));
}

#[test]
fn noise_is_of_ten_colours_in_equal_parts_and_full_of_objects() {
    let noise = grid_generator::noise(20, 8);
    assert!(noise.dims().iter().all(|&sides| sides == [30, 30]));
    let mut all = [0; 10];
    for grid in noise.iter() {
        all.iter_mut().zip(counts(grid)).for_each(|(all, count)| *all += count);
    }
    assert!(all.iter().all(|&count| count.abs_diff(20 * 90) < 200), "{all:?}");
    assert!(noise.iter().all(|grid| objects(grid) > 600));
}

#[test]
fn the_objects_of_figures_are_known() {
    assert_eq!(objects(grid_generator::checkerboard(30, 30, [3, 5]).view()), 900);
    assert_eq!(objects(grid_generator::rows_of_all_colours(30, 30).view()), 30);
    assert_eq!(objects(grid_generator::one_coloured(30, 30, 7).view()), 1);
    for (height, width) in (2..=30).flat_map(|height| (1..=30).map(move |width| (height, width))) {
        assert_eq!(objects(grid_generator::comb(height, width).view()), 1 + width / 2, "{height} x {width}");
    }
    for (height, width) in (2..=30).flat_map(|height| (2..=30).map(move |width| (height, width))) {
        let spiral = grid_generator::spiral(height, width);
        assert_eq!(objects(spiral.view()), 2, "{height} x {width}: {spiral:?}");
    }
    assert_eq!(grid_generator::comb(2, 3), Grid::from_rows(&[[1, 1, 1], [1, 0, 1]]).unwrap());
    let spiral = [[1, 1, 1, 1, 1], [0, 0, 0, 0, 1], [1, 1, 1, 0, 1], [1, 0, 0, 0, 1], [1, 1, 1, 1, 1]];
    assert_eq!(grid_generator::spiral(5, 5), Grid::from_rows(&spiral).unwrap());
}
