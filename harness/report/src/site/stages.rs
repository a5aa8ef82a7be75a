//! Where the time of an iteration goes, for the variants that tell it.

use charts::{Bar, Part, Shares, shares};
use judge::profile::profile;
use model::{Name, RunRecord, SampleRow, Scope, SpanRow};

use crate::{block::Block, percent, seconds};

pub(super) fn write(record: &RunRecord, name: &Name, blocks: &mut Vec<Block>) {
    let mut pins = record.header.experiments.iter();
    let Some(declared) = pins.find(|pin| pin.experiment == *name).map(|pin| &pin.declaration) else { return };
    for workload in &declared.workloads {
        let here = |experiment: &Name, on: &Name| experiment == name && *on == workload.name;
        // A profile is of iterations with one call each.
        let samples: Vec<SampleRow> = record
            .samples
            .iter()
            .filter(|row| here(&row.experiment, &row.workload) && row.scope == Scope::Alone && row.loops == 1)
            .cloned()
            .collect();
        let spans: Vec<SpanRow> =
            record.spans.iter().filter(|row| here(&row.experiment, &row.workload)).cloned().collect();
        let bars: Vec<Bar> = declared
            .variants
            .iter()
            .filter_map(|variant| profile(&variant.name, &samples, &spans, &[]))
            .map(|profile| {
                let total = profile.iteration_s;
                let outside = ("outside every stage".to_owned(), profile.outside.whole);
                let stages = profile.stages.iter().map(|stage| (stage.name.to_string(), stage.share.whole));
                let parts = stages.chain([outside]).map(|(stage, share)| Part {
                    says: format!(
                        "{}: {stage} {}, {}",
                        profile.variant,
                        percent(share),
                        seconds(share * total)
                    ),
                    name: stage,
                    share,
                });
                Bar { label: profile.variant.to_string(), parts: parts.collect() }
            })
            .collect();
        if bars.is_empty() {
            continue;
        }
        let title = format!("Where the time of {name} goes on {}", workload.name);
        let drawn = shares(&Shares { title: &title, bars: &bars });
        let caption = format!("{title}: shares of an iteration, for the variants that report their stages.");
        blocks.push(Block::drawn(&format!("stages {name} {}", workload.name), &caption, drawn));
    }
}
