//! Times foretold from how many grids and cells there are: what a launch costs, and what each grid and each cell costs on both sides.

use grid_batch::GridBatch;
use touchstone::Report;

use super::{Rule, Side, fit::fit};

/// What a batch took on both sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) grids: usize,
    pub(crate) cells: usize,
    /// Seconds on the processor.
    pub(crate) processor: f64,
    /// Seconds on the device.
    pub(crate) device: f64,
}

/// The fewest points that the plan allows.
pub(crate) const FEWEST_POINTS: usize = 12;

/// Of a grid as the puzzles have them.
const MEAN_CELLS: f64 = 145.0;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Model {
    /// For each grid, and for each cell.
    processor: [f64; 2],
    /// For each batch, each grid and each cell.
    device: [f64; 3],
}

impl Model {
    pub(crate) fn of(points: &[Point]) -> Self {
        assert!(points.len() >= FEWEST_POINTS, "{} points of {FEWEST_POINTS}", points.len());
        let sizes = || points.iter().map(|point| [point.grids as f64, point.cells as f64]);
        let two: Vec<[f64; 2]> = sizes().collect();
        let three: Vec<[f64; 3]> = sizes().map(|[grids, cells]| [1.0, grids, cells]).collect();
        let seconds = |side: fn(&Point) -> f64| -> Vec<f64> { points.iter().map(side).collect() };
        Self {
            processor: fit(&two, &seconds(|point| point.processor)),
            device: fit(&three, &seconds(|point| point.device)),
        }
    }

    pub(crate) fn choice(&self, grids: usize, cells: usize) -> Side {
        let [grids, cells] = [grids as f64, cells as f64];
        let processor = self.processor[0] * grids + self.processor[1] * cells;
        let device = self.device[0] + self.device[1] * grids + self.device[2] * cells;
        if device < processor { Side::Device } else { Side::Processor }
    }

    /// From how many grids on the device is faster, where each has so many cells; none where it never is.
    pub(crate) fn crossover(&self, cells: f64) -> Option<f64> {
        let saved = self.processor[0] - self.device[1] + cells * (self.processor[1] - self.device[2]);
        (saved > 0.0).then(|| self.device[0] / saved)
    }
}

impl Rule for Model {
    fn choose(&self, batch: &GridBatch) -> Side {
        self.choice(batch.len(), batch.cells().len())
    }

    fn tell(&self, report: &mut Report) {
        report.metric("t0", self.device[0], "s");
        // Where the device is never faster there is none to tell.
        if let Some(grids) = self.crossover(MEAN_CELLS) {
            report.metric("crossover", grids, "grids");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A microsecond and a half for a mean grid; 50 microseconds and a tenth of that.
    fn points() -> Vec<Point> {
        let sizes =
            [1, 10, 100, 1_000].into_iter().flat_map(|grids| [35, 135, 350].map(|cells| (grids, cells)));
        sizes
            .map(|(grids, cells)| {
                let [b, c] = [grids as f64, (grids * cells) as f64];
                let (processor, device) = (0.35e-6 * b + 8e-9 * c, 50e-6 + 0.035e-6 * b + 0.8e-9 * c);
                Point { grids, cells: grids * cells, processor, device }
            })
            .collect()
    }

    #[test]
    fn a_few_grids_stay_and_many_go_whatever_their_size() {
        let model = Model::of(&points());
        assert_eq!(model.choice(1, 900), Side::Processor);
        assert_eq!(model.choice(1_000, 35_000), Side::Device);
        let crossover = model.crossover(145.0).unwrap();
        assert!((crossover - 50e-6 / (0.9 * 1.51e-6)).abs() < 0.1, "{crossover}");
        assert_eq!(model.choice(crossover as usize, crossover as usize * 145), Side::Processor);
        assert_eq!(model.choice(crossover as usize + 1, (crossover as usize + 1) * 145), Side::Device);
    }

    #[test]
    fn a_device_that_is_slower_for_every_grid_has_no_crossover() {
        let mut points = points();
        for point in &mut points {
            point.device += point.processor;
        }
        assert_eq!(Model::of(&points).crossover(145.0), None);
    }
}
