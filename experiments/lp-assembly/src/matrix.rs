//! The input: a seeded matrix as shuffled triples, and what else emits it in order.

use std::fs;

use csc_assembly::{Generator, Ordered, Triples};
use steel_lp::{Options, Shape as Trade, SteelTrade, Year};

/// What tells one workload from another.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Size {
    /// A matrix of this shape.
    Made(Shape),
    /// A year of the steel trade of 14,422 columns, as a modelling layer would say it: row after row.
    Year,
}

impl Size {
    pub(crate) fn triples(self) -> usize {
        match self {
            Self::Made(shape) => shape.triples,
            Self::Year => 49_638,
        }
    }
}

/// How many rows, columns and triples.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) height: u32,
    pub(crate) width: u32,
    pub(crate) triples: usize,
}

impl Shape {
    pub(crate) const SMOKE: Self = Self { height: 2_000, width: 1_000, triples: 10_000 };
    /// The shape that the plan names.
    pub(crate) const SMALL: Self = Self { height: 20_000, width: 10_000, triples: 100_000 };
    /// The steel trade, once large and once as large as it gets.
    pub(crate) const MID: Self = Self { height: 1_760, width: 140_710, triples: 520_000 };
    pub(crate) const FULL: Self = Self { height: 4_580, width: 963_280, triples: 3_500_000 };
    pub(crate) const HUGE: Self = Self { height: 200_000, width: 1_000_000, triples: 20_000_000 };

    /// What a variant on the CPU may take at its peak: four times its triples of 16 bytes, and what any process takes.
    pub(crate) const fn memory(self) -> f64 {
        16e6 + 4.0 * 16.0 * self.triples as f64
    }
}

/// The same matrix twice.
pub(crate) struct Matrix {
    pub(crate) triples: Triples,
    pub(crate) source: Source,
}

/// Who knows the matrix.
pub(crate) enum Source {
    Generator(Generator),
    /// A trade, and the costs and rows of its first year.
    Trade(Box<(SteelTrade, Year)>),
}

impl Matrix {
    pub(crate) fn new(size: Size, seed: u64) -> Self {
        match size {
            Size::Made(shape) => {
                let generator = Generator::new(shape.height, shape.width, shape.triples, seed)
                    .expect("no shape above has more triples in a column than rows");
                Self { triples: generator.triples(), source: Source::Generator(generator) }
            }
            Size::Year => {
                let trade =
                    SteelTrade::new(Trade::M, Options::default(), seed).expect("the shape has demands");
                let year = trade.year(0);
                let steel_lp::Triples { height, width, rows, columns, values } = trade.triples();
                let triples = Triples::new(height as u32, width as u32, rows, columns, values)
                    .expect("a trade's rows and columns are below its shape");
                Self { triples, source: Source::Trade(Box::new((trade, year))) }
            }
        }
    }

    /// The entries in order, where they are a generator's.
    pub(crate) fn ordered(&self) -> Option<Ordered> {
        match &self.source {
            Source::Generator(generator) => Some(generator.ordered()),
            Source::Trade(_) => None,
        }
    }

    /// The trade whose matrix it is, and its year.
    pub(crate) fn trade(&self) -> Option<&(SteelTrade, Year)> {
        match &self.source {
            Source::Generator(_) => None,
            Source::Trade(trade) => Some(trade),
        }
    }
}

/// A dense array may take 2 GiB and a quarter of what is free: more would be measured as swapping, or kill the host.
const MOST_DENSE: u64 = 2 << 30;

/// What a dense array may take here; an error says what it would take. Where the system does not tell what is free, the
/// first rule alone holds.
pub(crate) fn room_for_dense(matrix: &Matrix) -> Result<u64, String> {
    let free = fs::read_to_string("/proc/meminfo").ok().and_then(|told| available(&told));
    let limit = free.map_or(MOST_DENSE, |free| MOST_DENSE.min(free / 4));
    let bytes = u64::from(matrix.triples.height()) * u64::from(matrix.triples.width()) * 8;
    if bytes <= limit {
        return Ok(limit);
    }
    Err(format!(
        "a dense array takes {bytes} bytes and may take {limit}, a quarter of the free memory and 2 GiB at most"
    ))
}

fn available(told: &str) -> Option<u64> {
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_memory_is_read_in_bytes() {
        assert_eq!(available("MemTotal:  9 kB\nMemAvailable:   24000 kB\n"), Some(24_576_000));
        assert_eq!(available("MemTotal:  9 kB\n"), None);
    }
}
