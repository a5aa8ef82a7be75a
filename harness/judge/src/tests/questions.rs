//! The questions before the number, and that each of them comes before the next.

use model::{Condition, Doubt, Failure, FailureRow, GpuKind, Happened};

use super::{
    check,
    fixture::{Fixture, ON, accurate, name, speedup},
    row, sound,
};

#[test]
fn nothing_in_the_way_and_fast_enough_is_confirmed() {
    check(&sound(), "confirmed");
}

#[test]
fn the_first_obstacle_in_the_order_of_honesty_is_the_one_that_is_named() {
    let device = Condition::PerformanceCores(8);
    let gpu = || Fixture::new(speedup("gpu", "base", 2.0)).takes("base", 100.0, 10).takes("gpu", 10.0, 10);
    // From the last obstacle to the first: each one added hides those before it.
    let no_evidence = gpu();
    check(&no_evidence, "not judged: gpu brought no evidence that it ran on a wgpu device");
    let wrong = no_evidence.checked("gpu", 2.0);
    check(&wrong, "inaccurate: km: error 2.000e0, allowed 5.000e-1");
    let mut no_reference = wrong.checked("fast", 3.0);
    no_reference.declaration.workloads[1].reference = name("fast");
    check(
        &no_reference,
        "not judged: no reference: fast is itself wrong: km: error 3.000e0, allowed 5.000e-1",
    );
    let crashed = no_reference.crashes("gpu");
    check(&crashed, "crashed: ended by signal 11");
    let cannot_run = crashed.cannot_run("base", "no HiGHS here");
    check(&cannot_run, "not judged: base cannot run here: no HiGHS here");
    let left_out = cannot_run.left_out(None, Some("gpu"), "only when named");
    check(&left_out, "not judged: variant gpu on small (only when named) was not run");
    let missing = left_out.given(device.clone()).lacks(device, "8 performance cores: here are 4");
    check(&missing, "not judged: missing: 8 performance cores: here are 4");
}

#[test]
fn a_condition_that_holds_is_no_obstacle() {
    check(&sound().given(Condition::PerformanceCores(2)), "confirmed");
}

#[test]
fn a_workload_that_requires_a_file_is_not_judged_without_it_but_shows_what_was_measured() {
    let file = Condition::FileIn("STEEL_PLANTS".to_owned());
    let mut fixture = sound().lacks(file.clone(), "a file named by STEEL_PLANTS");
    check(&fixture, "confirmed");
    fixture.declaration.workloads[1].requires.push(file);
    check(&fixture, "not judged: missing: a file named by STEEL_PLANTS");
    assert!(row(&fixture).estimate.is_some());
}

#[test]
fn a_workload_that_was_left_out_is_not_judged_and_another_one_does_not_matter() {
    check(
        &sound().left_out(Some(ON), None, "not asked for"),
        "not judged: workload small (not asked for) was not run",
    );
    check(&sound().left_out(Some("smoke"), None, "not asked for"), "confirmed");
    check(&sound().left_out(None, Some("peer"), "only when named"), "confirmed");
}

#[test]
fn one_crash_hides_nine_good_rounds_on_either_side() {
    check(&sound().crashes("fast"), "crashed: ended by signal 11");
    check(&sound().crashes("base"), "crashed: ended by signal 11");
    check(&sound().crashes("peer"), "confirmed");
    assert_eq!(row(&sound().crashes("fast")).estimate, None, "what crashed has no speed");
}

#[test]
fn a_crate_that_does_not_build_crashes_every_expectation() {
    let mut fixture = sound();
    fixture.failures.push(FailureRow {
        side: model::Side::Head,
        experiment: name("demo"),
        workload: None,
        variant: None,
        round: None,
        what: Happened::Failed(Failure::DoesNotBuild("expected `;`".to_owned())),
        log_tail: String::new(),
    });
    check(&fixture, "crashed: does not build: expected `;`");
}

#[test]
fn the_failure_of_another_experiment_is_not_ours() {
    let mut fixture = sound().crashes("fast");
    fixture.failures[0].experiment = name("other");
    check(&fixture, "confirmed");
}

#[test]
fn a_reference_that_fails_leaves_nothing_that_counts_as_right() {
    let mut fixture = sound();
    fixture.declaration.workloads[1].reference = name("peer");
    check(&fixture, "confirmed");
    check(&fixture.crashes("peer"), "not judged: no reference: peer failed: ended by signal 11");
    let mut fixture = sound().cannot_run("peer", "scipy is missing");
    fixture.declaration.workloads[1].reference = name("peer");
    check(&fixture, "not judged: no reference: peer cannot run here: scipy is missing");
}

#[test]
fn a_wrong_answer_has_no_speed_whichever_side_gave_it() {
    let wrong = sound().checked("fast", 0.7);
    check(&wrong, "inaccurate: km: error 7.000e-1, allowed 5.000e-1");
    assert_eq!(row(&wrong).estimate, None);
    let peer = Fixture::new(speedup("fast", "peer", 2.0)).takes("peer", 100.0, 10).takes("fast", 40.0, 10);
    check(&peer, "confirmed");
    check(&peer.checked("peer", 0.7), "inaccurate: km of peer: error 7.000e-1, allowed 5.000e-1");
}

#[test]
fn what_was_never_checked_is_never_confirmed() {
    check(&sound().unchecked("fast"), "not judged: the answer of fast on small was never checked");
    check(
        &Fixture::new(accurate("fast")).unchecked("fast"),
        "not judged: the answer of fast on small was never checked",
    );
    check(&sound().unchecked("base"), "confirmed");
    let mut elsewhere = sound().unchecked("base");
    elsewhere.declaration.workloads[1].reference = name("peer");
    check(&elsewhere, "not judged: the answer of base on small was never checked");
}

#[test]
fn a_run_that_ended_before_the_checks_says_so() {
    let fixture =
        Fixture::new(speedup("fast", "base", 2.0)).unchecked("fast").ended_early(Doubt::BudgetSpent);
    check(&fixture, "inconclusive: the budget was spent first");
}

#[test]
fn an_answer_is_accurate_if_all_its_checks_passed() {
    check(&Fixture::new(accurate("fast")), "confirmed");
    check(&Fixture::new(accurate("fast")).checked("fast", 0.4), "confirmed");
    check(
        &Fixture::new(accurate("fast")).checked("fast", 0.6),
        "inaccurate: km: error 6.000e-1, allowed 5.000e-1",
    );
    check(&Fixture::new(accurate("planted")), "inaccurate: km: error 1.000e0, allowed 5.000e-1");
}

#[test]
fn a_device_counts_with_evidence_from_real_hardware_in_every_round() {
    let gpu = || Fixture::new(speedup("gpu", "base", 2.0)).takes("base", 100.0, 10).takes("gpu", 10.0, 10);
    check(&gpu().proves("gpu", GpuKind::Discrete, 2, 10), "confirmed");
    check(&gpu().proves("gpu", GpuKind::Virtual, 2, 10), "confirmed");
    check(
        &gpu().proves("gpu", GpuKind::Discrete, 0, 10),
        "not judged: gpu started nothing on llvmpipe: the work was done elsewhere",
    );
    check(
        &gpu().proves("gpu", GpuKind::Cpu, 2, 10),
        "not judged: gpu ran on llvmpipe, a software driver: it proves correctness, never speed",
    );
    check(
        &gpu().proves("gpu", GpuKind::Discrete, 2, 9),
        "not judged: gpu brought no evidence in round 9 that it ran on a wgpu device",
    );
    assert_eq!(row(&gpu()).estimate, None, "a number without evidence is not even shown");
}

#[test]
fn a_device_of_the_wrong_kind_is_no_evidence() {
    let cuda = || Fixture::new(speedup("cuda", "base", 2.0)).takes("base", 100.0, 10).takes("cuda", 10.0, 10);
    check(&cuda().proves("cuda", GpuKind::Discrete, 2, 10), "confirmed");
    let mut through_vulkan = cuda().proves("cuda", GpuKind::Discrete, 2, 10);
    for row in &mut through_vulkan.failures {
        if let Happened::Ran(proof) = &mut row.what {
            proof.backend = "Vulkan".to_owned();
        }
    }
    check(&through_vulkan, "not judged: cuda is declared for CUDA and ran on H200 through Vulkan");
}

#[test]
fn a_software_driver_proves_the_answer() {
    check(&Fixture::new(accurate("gpu")).proves("gpu", GpuKind::Cpu, 2, 1), "confirmed");
    check(&Fixture::new(accurate("gpu")), "not judged: gpu brought no evidence that it ran on a wgpu device");
}
