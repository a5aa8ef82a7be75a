//! The experiment as the harness starts it: every way gives the same answers, and every planted fault is seen.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::process::Command;

/// What a worker ends with.
const RIGHT: i32 = 0;
const WRONG: i32 = 2;
const CANNOT_RUN: i32 = 3;

/// Checks one variant on the smoke workload.
fn checked(variant: &str) -> (i32, String) {
    let arguments = ["check", "--workload", "smoke", "--threads", "2", "--variant", variant];
    let output = Command::new(env!("CARGO_BIN_EXE_lp-modes")).args(arguments).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_mode_answers_as_the_baseline_does() {
    for variant in [
        "baseline-ipx",
        "parallel",
        "gasplan",
        "parallel-gasplan",
        "pipeline-baseline",
        "pipeline",
        "pipeline-factors",
    ] {
        let (code, told) = checked(variant);
        assert_eq!(code, RIGHT, "{variant}: {told}");
        assert!(told.contains("by the file's tolerance"), "{variant}: {told}");
    }
}

#[test]
fn every_planted_fault_is_seen() {
    for variant in [
        "flow-2-percent-off",
        "price-2-percent-off",
        "year-missing",
        "pipeline-wrong-plant",
        "pipeline-wrong-cost",
        "pipeline-without-grid",
    ] {
        let (code, told) = checked(variant);
        assert_eq!(code, WRONG, "{variant}: {told}");
    }
}

/// Where the device is, the answer is right; where it is not, the file's refusal is the reason.
#[test]
fn a_device_that_is_not_there_is_no_quiet_fall_back() {
    for variant in ["pipeline-wgpu", "pipeline-cuda", "pipeline-wgpu-assembly", "pipeline-cuda-assembly"] {
        let (code, told) = checked(variant);
        if code == CANNOT_RUN {
            assert!(
                told.contains("lp-modes: optimization.") && told.contains(" is refused: "),
                "{variant}: {told}"
            );
        } else {
            assert_eq!(code, RIGHT, "{variant}: {told}");
        }
    }
}
