//! A variant on a device brings the proof, or there is none in its events; the judge knows what that means.

use model::{Event, Evidence, GpuKind};

use super::{CANNOT_RUN, Ended, RIGHT, run};

fn evidence(ended: &Ended) -> Vec<&Evidence> {
    let proofs = ended.events.iter().filter_map(|event| match event {
        Event::Evidence(evidence) => Some(evidence),
        _ => None,
    });
    proofs.collect()
}

fn device_times(ended: &Ended) -> Vec<Option<u64>> {
    let times = ended.events.iter().filter_map(|event| match event {
        Event::Sample { device_ns, .. } => Some(*device_ns),
        _ => None,
    });
    times.collect()
}

#[test]
fn a_device_that_worked_is_named_with_what_it_did() {
    let ended = run("measure --workload smoke --variant on-device --iterations 2").ends(RIGHT);
    assert_eq!(ended.kinds(), ["ready", "sample", "sample", "evidence", "peak memory", "done"]);
    let proof = evidence(&ended)[0];
    assert_eq!((proof.device.as_str(), proof.kind), ("Specimen 9000", GpuKind::Discrete));
    assert_eq!((proof.dispatches, proof.bytes_up, proof.bytes_down), (7, 4_000, 8));
    assert_eq!(device_times(&ended), [Some(1_234), Some(1_234)]);
}

#[test]
fn a_device_variant_that_proves_nothing_has_no_evidence_and_no_device_time() {
    let ended = run("measure --workload smoke --variant device-in-silence --iterations 2").ends(RIGHT);
    assert_eq!(ended.kinds(), ["ready", "sample", "sample", "peak memory", "done"]);
    assert_eq!(device_times(&ended), [None, None]);
}

/// The least of all iterations is what counts, and it may be the one that ran elsewhere.
#[test]
fn evidence_from_some_iterations_only_is_none() {
    let ended =
        run("measure --workload smoke --variant on-device-at-last --iterations 3 --warmup 0").ends(RIGHT);
    assert_eq!(device_times(&ended), [None, Some(1_234), Some(1_234)]);
    assert_eq!(evidence(&ended), [] as [&Evidence; 0]);
}

#[test]
fn a_missing_device_is_said_with_the_way_out_and_nothing_is_measured() {
    let ended = run("measure --workload smoke --variant absent").ends(CANNOT_RUN);
    let expected = Event::CannotRun { reason: "no driver here: install one".to_owned(), variant: None };
    assert_eq!(ended.events, [expected]);
}
