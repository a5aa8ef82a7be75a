//! A stored gate, read back: the same pages as on the day it was measured.

use judge::gate::gate_exit;
use model::RunRecord;

use super::{GateKind, GateView, gate_markdown, gate_text, power_markdown, power_table};
use crate::{Style, machine_line, markdown, provenance::commit};

/// The outcomes of a gate, for a terminal.
pub fn gate_explained(run: &RunRecord, style: Style) -> String {
    viewed(run, |view| gate_text(view, style)) + &format!("{}\n", machine_line(&run.machine))
}

/// `summary.md` of a gate.
pub fn gate_summary(run: &RunRecord) -> String {
    viewed(run, gate_markdown)
}

/// The table of a selftest, for a terminal.
pub fn selftest_explained(run: &RunRecord, style: Style) -> String {
    format!("{}\n{}\n", power_table(&run.power, style), machine_line(&run.machine))
}

/// `summary.md` of a selftest.
pub fn selftest_summary(run: &RunRecord) -> String {
    let (machine, commit) = (markdown(&machine_line(&run.machine)), markdown(&commit(run)));
    format!("# What the gate sees\n\n{machine}, at {commit}\n\n{}", power_markdown(&run.power))
}

fn viewed<T>(run: &RunRecord, show: impl FnOnce(&GateView<'_>) -> T) -> T {
    let short = |commit: &Option<String>| commit.as_ref().map(|id| id.chars().take(8).collect::<String>());
    let base = run.header.base.as_ref().and_then(|pin| short(&pin.commit));
    let kind = if run.header.base.is_some() { GateKind::SameRounds } else { GateKind::AgainstAccepted };
    let cautions: Vec<String> =
        run.header.pin.caution.iter().chain(&run.header.ended_early).cloned().collect();
    show(&GateView {
        base: base.as_deref().unwrap_or("what is accepted"),
        head: short(&run.header.pin.commit).as_deref().unwrap_or("no commit"),
        kind,
        rows: &run.outcomes,
        cautions: &cautions,
        run: Some(&run.header.run),
        exit: gate_exit(&run.outcomes).code(),
        places: &|_| None,
    })
}
