//! What is to be measured, and how patiently: the same words for every command that measures.

use clap::Args;
use runner::{Patience, Settings, fresh_seed};

#[derive(Debug, Args)]
pub(crate) struct Wanted {
    /// The experiments; all of them when none is named
    pub(crate) experiments: Vec<String>,
    /// Only those of this plan
    #[arg(long)]
    pub(crate) plan: Option<String>,
    /// Measure this workload (may be repeated); without it, those that hypotheses speak of
    #[arg(long, value_name = "WORKLOAD")]
    workload: Vec<String>,
    /// Measure this variant only (may be repeated)
    #[arg(long, value_name = "VARIANT")]
    variant: Vec<String>,
    /// Up to 80 rounds instead of 40
    #[arg(long)]
    patient: bool,
    /// At most so many rounds; 7 are the fewest that decide anything
    #[arg(long, value_name = "N")]
    rounds: Option<u32>,
    /// From which all chance comes; without it, a new one
    #[arg(long)]
    seed: Option<u64>,
}

impl Wanted {
    pub(crate) fn settings(&self) -> Settings {
        let patience = if self.patient { Patience::Patient } else { Patience::Standard };
        Settings {
            workloads: self.workload.clone(),
            variants: self.variant.clone(),
            patience,
            rounds: self.rounds,
            ..Settings::new(self.seed.unwrap_or_else(fresh_seed))
        }
    }
}
