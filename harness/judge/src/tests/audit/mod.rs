//! What a sceptic finds, and what gives no cause: every kind both ways.

mod cores;
mod grown;
mod known;
mod lines;
mod room;
mod shapes;
mod sums;

use crate::audit::Finding;

/// Findings as `damning: where: what`.
fn said(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{}: {finding}", finding.weight)).collect()
}
