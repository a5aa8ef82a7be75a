//! Controls must come out inaccurate.

use model::Name;

use super::fixture::{Fixture, accurate, name};
use crate::{Proof, controls};

fn proofs(fixture: &Fixture) -> Vec<(Name, Proof)> {
    controls(&name("demo"), &fixture.declaration, &fixture.checks)
        .into_iter()
        .map(|control| (control.workload, control.proof))
        .collect()
}

#[test]
fn a_control_is_caught_by_one_failed_check() {
    let fixture = Fixture::new(accurate("fast")).checked("planted", 0.0);
    let caught = proofs(&fixture);
    assert_eq!(caught[0], (name("smoke"), Proof::Unchecked));
    assert!(matches!(&caught[1].1, Proof::Caught(checks) if checks.len() == 1));
}

#[test]
fn a_control_that_passes_every_check_came_out_right() {
    let fixture = Fixture::new(accurate("fast")).unchecked("planted").checked("planted", 0.1);
    assert_eq!(proofs(&fixture)[1], (name("small"), Proof::CameOutRight));
    assert_eq!(proofs(&fixture.unchecked("planted"))[1].1, Proof::Unchecked);
}

#[test]
fn a_control_is_asked_for_only_where_it_runs() {
    let mut fixture = Fixture::new(accurate("fast"));
    fixture.variant("planted").only_on = vec![name("small")];
    assert_eq!(proofs(&fixture).len(), 1);
}
