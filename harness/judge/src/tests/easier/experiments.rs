//! Margins, controls, devices and workloads.

use model::{Condition, Role};

use super::{changed, check};
use crate::tests::fixture::{Fixture, name, speedup};

fn fixture() -> Fixture {
    Fixture::new(speedup("fast", "base", 2.0))
}

#[test]
fn a_larger_margin_is_easier() {
    let with = |margin| changed(&fixture(), |d| d.margin = margin);
    let said = |words| format!("the regression margin was {words}");
    check(&with(Some(0.05)), &with(Some(0.1)), &[&said("5 %, is 10 %")]);
    check(&with(Some(0.1)), &with(Some(0.05)), &[]);
    check(&with(None), &with(Some(0.1)), &[&said("that of the gate, is 10 %")]);
    check(&with(None), &with(Some(0.03)), &[]);
    check(&with(Some(0.02)), &with(None), &[&said("2 %, is that of the gate")]);
    check(&with(Some(0.05)), &with(None), &[]);
}

#[test]
fn a_control_that_is_gone_proves_nothing_any_more() {
    let whole = fixture();
    let gone = changed(&whole, |d| d.variants.retain(|variant| variant.role != Role::Control));
    check(&whole.declaration, &gone, &["the control planted was declared, is gone"]);
    check(&gone, &whole.declaration, &[]);
    let tamed = changed(&whole, |d| d.variants[6].role = Role::Candidate);
    check(
        &whole.declaration,
        &tamed,
        &["the control planted was declared, is a variant whose answer need not be wrong"],
    );
    let limited = changed(&whole, |d| d.variants[6].only_on = vec![name("smoke")]);
    check(&whole.declaration, &limited, &["the control planted on small was checked, is not checked"]);
    check(&limited, &whole.declaration, &[]);
}

#[test]
fn a_variant_that_need_not_prove_its_device_is_named() {
    let whole = fixture();
    let unproven = changed(&whole, |d| d.variants[3].device = None);
    check(&whole.declaration, &unproven, &["the proof that gpu ran on a device was wgpu, is not asked for"]);
    check(&unproven, &whole.declaration, &[]);
}

#[test]
fn a_workload_that_is_measured_less_often_is_named() {
    let whole = fixture();
    let hidden = changed(&whole, |d| d.workloads[1].only_when_named = true);
    check(
        &whole.declaration,
        &hidden,
        &["the workload small was measured always, is measured only when asked for"],
    );
    check(&hidden, &whole.declaration, &[]);
    let needy = changed(&whole, |d| d.workloads[1].requires = vec![Condition::FileIn("PLANTS".to_owned())]);
    check(
        &whole.declaration,
        &needy,
        &["what the workload small requires was not asked for, is a file named by PLANTS"],
    );
    check(&needy, &whole.declaration, &[]);
}

#[test]
fn another_reference_cannot_be_compared() {
    let whole = fixture();
    let other = changed(&whole, |d| d.workloads[1].reference = name("fast"));
    check(&whole.declaration, &other, &["what counts as right on small was base, is fast"]);
}
