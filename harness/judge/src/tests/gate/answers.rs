//! Wrong answers, failures, controls and evidence, of either side.

use model::{DeviceKind, Failure, GpuKind, Happened, Prediction, Quantity, Side};

use super::{
    check, check_time,
    fixture::{Gate, SIDES},
    said,
};
use crate::{
    Exit,
    gate::{gate_exit, needs_second},
};

#[track_caller]
fn check_answer(gate: &Gate, variant: &str, expected: &str) {
    check(gate, variant, &Quantity::Answer, expected);
    let time = |row: &model::OutcomeRow| {
        row.quantity == Quantity::Time && row.variant.as_ref().is_some_and(|of| of.as_str() == variant)
    };
    assert!(!gate.rows().iter().any(time), "what fails has no speed");
}

const WRONG: &str = "km: error 9.000e0, allowed 5.000e-1";

#[test]
fn a_wrong_answer_is_red_unless_the_base_is_wrong_too() {
    let wrong = Gate::sound(40).checked(&[Side::Head], "fast", 9.0);
    check_answer(&wrong, "fast", &format!("regressed: wrong answer: {WRONG}"));
    assert!(!needs_second(&wrong.row("fast", &Quantity::Answer)), "it is wrong at once");
    check_answer(&wrong.wrong_on_base("fast"), "fast", &format!("no baseline: wrong on both sides: {WRONG}"));
    check_answer(
        &Gate::sound(40).wrong_on_base("fast"),
        "fast",
        &format!("no baseline: the base is wrong: {WRONG}"),
    );
}

#[test]
fn a_wrong_answer_of_a_new_variant_is_red_too() {
    let mut gate = Gate::sound(40).checked(&[Side::Head], "fast", 9.0);
    gate.base.variants.retain(|variant| variant.name.as_str() != "fast");
    gate.run.checks.retain(|row| row.side == Side::Head || row.variant.as_str() != "fast");
    check_answer(&gate, "fast", &format!("regressed: wrong answer: {WRONG}"));
}

#[test]
fn a_foretold_wrong_answer_is_not_red() {
    let mut gate = Gate::sound(40).checked(&[Side::Head], "fast", 9.0);
    gate.head.hypotheses[0].predicted = Some(Prediction::Inaccurate);
    check_answer(&gate, "fast", &format!("no baseline: wrong, as predicted: {WRONG}"));
}

#[test]
fn an_unchecked_answer_has_no_time() {
    let mut gate = Gate::sound(40);
    gate.run.checks.retain(|row| row.variant.as_str() != "fast");
    check_time(&gate, "inconclusive: not measured: its answer was never checked on both sides");
}

#[test]
fn a_control_that_comes_out_right_is_red() {
    let right = Gate::sound(40).checked(&[Side::Head], "planted", 0.0);
    check_answer(
        &right,
        "planted",
        "regressed: this control must come out wrong and came out right: the checks have lost their teeth",
    );
    let both = Gate::sound(40).checked(&SIDES, "planted", 0.0);
    check_answer(
        &both,
        "planted",
        "no baseline: this control comes out right on both sides: the checks cannot fail",
    );
}

#[test]
fn a_failure_of_the_head_alone_is_red() {
    let crash = || Happened::Failed(Failure::Signal(11));
    let gate = || Gate::sound(40);
    check_answer(
        &gate().happened(Side::Head, Some("fast"), crash()),
        "fast",
        "regressed: failed: ended by signal 11",
    );
    let both = gate().happened(Side::Head, Some("fast"), crash()).happened(Side::Twin, Some("fast"), crash());
    check_answer(&both, "fast", "no baseline: on both sides it failed: ended by signal 11");
    let base = gate().happened(Side::Base, Some("fast"), crash());
    check_answer(&base, "fast", "no baseline: on the base it failed: ended by signal 11");
    let cannot = gate().happened(Side::Head, Some("fast"), Happened::CannotRun("no file".to_owned()));
    check_answer(&cannot, "fast", "regressed: cannot run here any more: no file");
}

#[test]
fn a_new_variant_that_cannot_run_here_is_not_red() {
    let mut gate =
        Gate::sound(40).happened(Side::Head, Some("fast"), Happened::CannotRun("no file".to_owned()));
    gate.base.variants.retain(|variant| variant.name.as_str() != "fast");
    check_answer(&gate, "fast", "no baseline: it cannot run here: no file");
}

#[test]
fn a_failure_of_the_whole_workload_or_experiment_is_one_row() {
    let crash = || Happened::Failed(Failure::Signal(11));
    let workload = Gate::sound(40).happened(Side::Head, None, crash());
    check_answer(&workload, "", "regressed: failed: ended by signal 11");
    assert_eq!(workload.rows().len(), 1);
    let mut whole = Gate::sound(40).happened(Side::Head, None, crash());
    whole.run.failures[0].workload = None;
    assert_eq!(whole.rows().iter().map(said).collect::<Vec<_>>(), ["regressed: failed: ended by signal 11"]);
    assert_eq!(gate_exit(&whole.rows()), Exit::Wrong);
}

#[test]
fn a_wrong_reference_leaves_nothing_to_compare() {
    let mut gate = Gate::sound(40).checked(&[Side::Head], "base", 9.0);
    check_answer(&gate, "base", &format!("regressed: wrong answer: {WRONG}"));
    check_time(&gate, &format!("no baseline: no reference: base is itself wrong: {WRONG}"));
    gate.run.checks.clear();
    assert_ne!(gate_exit(&gate.rows()), Exit::Fine);
}

fn on_devices(base: Option<GpuKind>, head: Option<GpuKind>) -> Gate {
    let mut gate = Gate::of(&["base", "gpu"]).takes("base", 100.0, 1.0, 10).takes("gpu", 40.0, 1.0, 10);
    gate.head
        .variants
        .iter_mut()
        .chain(&mut gate.base.variants)
        .filter(|v| v.name.as_str() == "gpu")
        .for_each(|v| {
            v.device = Some(DeviceKind::Wgpu);
        });
    for (side, kind) in [(Side::Base, base), (Side::Twin, base), (Side::Head, head)] {
        if let Some(kind) = kind {
            gate = gate.proves(side, "gpu", kind);
        }
    }
    gate
}

#[test]
fn a_device_variant_must_still_prove_that_it_ran_there() {
    use GpuKind::{Cpu, Discrete};
    let gone = on_devices(Some(Discrete), None);
    check_answer(
        &gone,
        "gpu",
        "regressed: the base ran on the device, the head does not: gpu brought no evidence that it ran on a wgpu device",
    );
    let slid = on_devices(Some(Discrete), Some(Cpu));
    check_answer(
        &slid,
        "gpu",
        "regressed: the base ran on the device, the head does not: gpu ran on H200, a software driver; for the base that was H200, a discrete GPU",
    );
    let risen = on_devices(Some(Cpu), Some(Discrete));
    check_answer(
        &risen,
        "gpu",
        "no baseline: gpu ran on H200, a discrete GPU; for the base that was H200, a software driver",
    );
    let neither = on_devices(None, None);
    check_answer(&neither, "gpu", "no baseline: gpu brought no evidence that it ran on a wgpu device");
    check(
        &on_devices(Some(Cpu), Some(Cpu)),
        "gpu",
        &Quantity::Time,
        "no baseline: gpu ran on H200, a software driver: it proves correctness, never speed",
    );
    let both = on_devices(Some(Discrete), Some(Discrete)).row("gpu", &Quantity::Time);
    assert_eq!(said(&both), "ok");
}
