//! What the generator gives is what the plan found in the puzzles: quantile by quantile, share by share.

mod counting;

use grid_batch::GridView;

use counting::{counts, objects};

const GRIDS: usize = 20_000;
const SEED: u64 = 7;
/// 20,000 draws are off a share by 0.0035 (one standard deviation) at worst. The rest is that cells and objects are whole: a grid of
/// nine has no background of 43 %.
const ALLOWED: f64 = 0.02;

/// A quantile is met where no more than its share lies below it, and no less than its share up to it.
fn has_quantiles(what: &str, found: &[f64], quantiles: &[(f64, f64)]) {
    for &(share, value) in quantiles {
        let part = |keep: &dyn Fn(f64) -> bool| {
            found.iter().filter(|&&it| keep(it)).count() as f64 / found.len() as f64
        };
        let (below, up_to) = (part(&|it| it < value), part(&|it| it <= value));
        // A rare quantile is off by no more than half of what lies above it.
        let allowed = ALLOWED.min((1.0 - share) / 2.0);
        assert!(
            below <= share + allowed && up_to >= share - allowed,
            "{what}: {value} is the quantile {share}, but {below:.3} lie below it and {up_to:.3} up to it"
        );
    }
}

fn of_all(figure: impl Fn(GridView<'_>) -> f64) -> Vec<f64> {
    grid_generator::mixed(GRIDS, SEED).iter().map(figure).collect()
}

const SHARES: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 0.9];

#[test]
fn grids_are_as_large_and_as_square_as_those_of_the_puzzles() {
    let cells = of_all(|grid| grid.cells.len() as f64);
    let quantiles: Vec<_> = SHARES.into_iter().zip([9.0, 36.0, 100.0, 192.0, 342.0]).collect();
    has_quantiles("cells", &cells, &quantiles);
    let square = of_all(|grid| f64::from(u8::from(grid.height == grid.width))).iter().sum::<f64>();
    assert!((square / GRIDS as f64 - 0.64).abs() < ALLOWED, "{square} of {GRIDS} are square");
}

#[test]
fn grids_are_as_colourful_as_those_of_the_puzzles() {
    let colours = of_all(|grid| counts(grid).iter().filter(|&&count| count > 0).count() as f64);
    for (range, share) in [
        (1..=1, 0.01),
        (2..=2, 0.32),
        (3..=3, 0.30),
        (4..=4, 0.15),
        (5..=5, 0.09),
        (6..=6, 0.06),
        (7..=10, 0.07),
    ] {
        let part = colours.iter().filter(|&&it| range.contains(&(it as u32))).count() as f64 / GRIDS as f64;
        assert!((part - share).abs() < ALLOWED, "{part} have {range:?} colours where {share} should");
    }
}

#[test]
fn the_background_is_as_large_as_in_the_puzzles() {
    let shares = of_all(|grid| counts(grid).into_iter().max().unwrap_or(0) as f64 / grid.cells.len() as f64);
    let quantiles: Vec<_> = SHARES.into_iter().zip([0.43, 0.56, 0.73, 0.89, 0.95]).collect();
    has_quantiles("background", &shares, &quantiles);
}

#[test]
fn objects_are_as_many_as_in_the_puzzles() {
    let found = of_all(|grid| objects(grid) as f64);
    let quantiles: Vec<_> =
        SHARES.into_iter().chain([0.99]).zip([3.0, 4.0, 7.0, 13.0, 27.0, 220.0]).collect();
    has_quantiles("objects", &found, &quantiles);
}
