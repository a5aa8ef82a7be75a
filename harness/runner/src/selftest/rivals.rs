//! What other tools would say of the same rounds: they measure all of one side, then all of the other.

use model::{RunRecord, Side};
use stats::{mann_whitney, median};

use super::replay::Said;

/// A way of others to compare two builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rival {
    /// Blocks compared by Mann and Whitney's test at 5 %, as benchstat does.
    Blocks,
    /// A median that is 10 % higher, as many scripts do.
    TenPercent,
}

impl Rival {
    pub(super) const ALL: [Self; 2] = [Self::Blocks, Self::TenPercent];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Blocks => "mann-whitney",
            Self::TenPercent => "ten-percent",
        }
    }
}

/// The first half of the rounds is the block of the base, the second that of the head. They read the wall clock.
pub(super) fn verdict(rival: Rival, gate: &RunRecord, kernel: &str) -> Said {
    let rounds = gate.host.len() as u32;
    let block = |side: Side, of: std::ops::Range<u32>| -> Vec<f64> {
        gate.samples
            .iter()
            .filter(|row| row.side == side && row.variant.as_str() == kernel && of.contains(&row.round))
            .map(|row| row.wall_ns as f64 / f64::from(row.loops.max(1)))
            .collect()
    };
    let (base, head) = (block(Side::Base, 0..rounds / 2), block(Side::Head, rounds / 2..rounds));
    let slower = median(&head) / median(&base);
    let red = match rival {
        Rival::Blocks => slower > 1.0 && mann_whitney(&base, &head) < 0.05,
        Rival::TenPercent => slower > 1.1,
    };
    if red { Said::Red } else { Said::Fine }
}
