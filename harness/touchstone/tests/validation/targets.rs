//! Targets that cannot be meant: no number, no range, no share, the wrong unit.

use touchstone::prelude::*;

use super::{good, problems};

const NONE: [&str; 0] = [];

/// Three numbers that are no time and no ratio, and the two that are no number.
#[test]
fn a_time_or_a_ratio_is_finite_and_above_zero() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("numbers")
                .expect(speedup("fast").over("slow").on("small").at_least(0.0)) // zero
                .expect(speedup("fast").over("slow").on("small").at_least(-0.0)) // negative zero
                .expect(time("fast").on("small").at_most(-1.5)) // negative
                .expect(peak_memory("fast").on("small").at_most(f64::NAN)) // nan
                .expect(speedup("fast").over("slow").on("small").at_least(f64::INFINITY)) // infinite
                .expect(speedup("fast").over("slow").on("small").at_least(f64::NEG_INFINITY)) // below all
                .guard(peak_memory("fast").at_most(times_baseline(0.0))) // no multiple
        )
    );
    let numbers = [
        ("zero", "0"),
        ("negative zero", "-0"),
        ("negative", "-1.5"),
        ("nan", "NaN"),
        ("infinite", "inf"),
        ("below all", "-inf"),
        ("no multiple", "0"),
    ];
    let expected = numbers
        .map(|(place, number)| format!("[{place}]: {number} is no target: give a finite number above 0"));
    assert_eq!(told, expected);
}

#[test]
fn a_metric_may_be_any_finite_number() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("an exponent of -1, an error of 0")
                .expect(metric("fast", "exponent").on("small").at_most(-0.9))
                .expect(metric("fast", "misses").on("small").at_most(0.0))
                .expect(metric("fast", "slope").on("small").between(-1.1, -0.9))
                .expect(metric("fast", "hits").on("small").at_least(f64::NAN)) // nan
                .expect(metric("fast", "hits").on("small").at_most(f64::INFINITY)) // infinite
        )
    );
    assert_eq!(
        told,
        [
            "[nan]: NaN is no target: give a finite number",
            "[infinite]: inf is no target: give a finite number",
        ]
    );
}

#[test]
fn a_range_goes_up_between_two_numbers() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("ranges")
                .expect(time("fast").on("small").between(2.0, 1.0)) // backwards
                .expect(time("fast").on("smoke").between(1.0, 1.0)) // empty
                .expect(metric("fast", "a").on("small").between(f64::NAN, 1.0)) // nan
                .expect(metric("fast", "b").on("small").between(0.0, f64::INFINITY)) // infinite
                .expect(speedup("fast").over("slow").on("small").between(0.0, 2.0)) // from zero
        )
    );
    assert_eq!(
        told,
        [
            "[backwards]: 2 to 1 is no range: give two finite numbers, the lower first",
            "[empty]: 1 to 1 is no range: give two finite numbers, the lower first",
            "[nan]: NaN to 1 is no range: give two finite numbers, the lower first",
            "[infinite]: 0 to inf is no range: give two finite numbers, the lower first",
            "[from zero]: 0 is no target: give a finite number above 0",
        ]
    );
}

#[test]
fn a_share_of_the_ceiling_is_above_zero_and_at_most_one() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("more than there is")
                .expect(speedup("fast").over("slow").on("small").at_least(ceiling(0.0))) // zero
                .expect(speedup("fast").over("slow").on("small").at_least(ceiling(-0.5))) // negative
                .expect(speedup("fast").over("slow").on("small").at_least(ceiling(1.01))) // more than all
                .expect(speedup("fast").over("slow").on("small").at_least(ceiling(f64::NAN))) // nan
                .expect(speedup("fast").over("slow").on("small").at_least(ceiling(f64::INFINITY))) // infinite
                .expect(speedup("fast").over("slow").on("small").at_least(ceiling(1.0)))
                .expect(speedup("fast").over("slow").on("small").at_least(ceiling(0.8)))
        )
    );
    let expected =
        [("zero", "0"), ("negative", "-0.5"), ("more than all", "1.01"), ("nan", "NaN"), ("infinite", "inf")]
            .map(|(place, share)| {
                format!("[{place}]: {share} is no share of a ceiling: give more than 0 and at most 1")
            });
    assert_eq!(told, expected);
}

fn bound(share: f64, serial: &str, parallel: &str) -> touchstone::Amount {
    ceiling(share).serial(serial).parallel(parallel)
}

#[test]
fn the_parts_of_a_bound_are_two_metrics_of_the_variants_own() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("parts")
                .expect(speedup("fast").over("slow").on("small").at_least(bound(0.8, "a", "b")))
                .expect(speedup("fast").over("slow").on("small").at_least(bound(1.5, "a", "b"))) // share
                .expect(speedup("fast").over("slow").on("small").at_least(bound(0.8, "a", "a"))) // same
                .expect(speedup("fast").over("slow").on("small").at_least(bound(0.8, "A", "b"))) // name
                .expect(speedup("fast").over("slow").on("small").at_least(bound(0.8, "prepare", "b"))) // ours
                .expect(time("fast").on("small").at_most(bound(0.8, "a", "b"))) // time
        )
    );
    assert_eq!(
        told,
        [
            "[share]: 1.5 is no share of a ceiling: give more than 0 and at most 1",
            "[same]: `a` is the serial and the parallel part at once: name two metrics",
            "[name]: \"A\" is not a name: up to 64 of a-z, 0-9, '-', '_' and '.', starting with a letter or a digit",
            "[ours]: `prepare` is recorded of every worker, and no share of its time",
            "[time]: only a speedup can be a share of the scaling ceiling: give a number, or say speedup(…).over(…)",
        ]
    );
}

/// Copies of what already works on all cores would make a ceiling of 1, which everything reaches.
#[test]
fn a_ceiling_is_made_of_copies_of_a_single_thread() {
    let told = problems!(
        good!()
            .candidate("threads", |(), _| measured(|| 1))
            .threads(Cores::Performance)
            .candidate("gpu", |(), _| measured(|| 1))
            .on_device(DeviceKind::Wgpu)
            .peer("scipy", command("python3", ["peer.py"]))
            .hypothesis(
                Hypothesis::new("low ceilings")
                    .expect(speedup("fast").over("threads").on("small").at_least(ceiling(0.8))) // threads
                    .expect(speedup("fast").over("gpu").on("small").at_least(ceiling(0.8))) // gpu
                    .expect(speedup("fast").over("scipy").on("small").at_least(ceiling(0.8))) // peer
                    .expect(speedup("fast").over("gpu").on("small").at_least(bound(0.8, "a", "b"))) // bound
                    .expect(speedup("threads").over("slow").on("small").at_least(ceiling(0.8)))
            )
    );
    let expected = [("threads", "threads"), ("gpu", "gpu"), ("peer", "scipy"), ("bound", "gpu")].map(|(place, over)| {
        format!(
            "[{place}]: a ceiling is made of copies of `{over}`, which does not work on one thread of this machine: \
                 compare with a variant that does"
        )
    });
    assert_eq!(told, expected);
}

#[test]
fn a_count_has_seeds_and_is_no_figure_of_the_process() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("counts")
                .expect(count("fast", "visits").every_seed(6).on("small").at_most(8.0))
                .expect(count("fast", "visits").on("small").between(-1.0, 0.0))
                .expect(count("fast", "hits").relative_to("slow").every_seed(2).on("small").at_most(0.5))
                .expect(count("fast", "visits").every_seed(0).on("small").at_most(8.0)) // none
                .expect(count("fast", "visits").every_seed(101).on("small").at_most(8.0)) // many
                .expect(count("fast", "visits").every_seed(2).every_seed(3).on("small").at_most(8.0)) // twice
                .expect(count("fast", "peak-memory").on("small").at_most(8.0)) // memory
                .expect(metric("fast", "visits").every_seed(6).on("small").at_most(8.0)) // metric
                .expect(count("fast", "visits").on("small").at_least(ceiling(0.8))) // ceiling
        )
    );
    assert_eq!(
        told,
        [
            "[none]: every seed up to 0 is not counted: give 1 to 100",
            "[many]: every seed up to 101 is not counted: give 1 to 100",
            "[twice]: every seed is said to be up to 2 and up to 3: name one",
            "[memory]: `peak-memory` is another one in every invocation, so it is no count: say metric(…)",
            "[metric]: only a count is taken with other seeds than the run's: say count(…), or drop .every_seed(…)",
            "[ceiling]: only a speedup can be a share of the scaling ceiling: give a number, or say speedup(…).over(…)",
        ]
    );
}

#[test]
fn an_amount_fits_what_it_is_an_amount_of() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("units")
                .expect(time("fast").on("small").at_most(times_baseline(0.5))) // time
                .expect(speedup("fast").over("slow").on("small").at_least(times_baseline(2.0))) // speedup
                .expect(time("fast").on("small").at_most(bytes(1e6, 0.0))) // bytes
                .expect(peak_memory("fast").relative_to("slow").on("small").at_most(bytes(1e6, 0.0))) // ratio
                .expect(metric("fast", "hits").on("small").at_least(ceiling(0.5))) // ceiling
        )
    );
    assert_eq!(
        told,
        [
            "[time]: times_baseline speaks of memory and metrics; a speedup says .over(…)",
            "[speedup]: times_baseline speaks of memory and metrics; a speedup says .over(…)",
            "[bytes]: bytes speaks of memory and metrics; a time is a number of seconds",
            "[ratio]: bytes are no ratio: give a plain number, or leave the other variant out",
            "[ceiling]: only a speedup can be a share of the scaling ceiling: give a number, or say speedup(…).over(…)",
        ]
    );
}

#[test]
fn bytes_have_a_base_and_may_have_nothing_for_each_thread() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("memory")
                .expect(peak_memory("fast").on("small").at_most(bytes(1e6, 0.0)))
                .expect(peak_memory("fast").on("small").at_most(bytes(1e6, 4e6)))
                .expect(peak_memory("fast").on("small").at_most(bytes(0.0, 4e6))) // base
                .expect(peak_memory("fast").on("small").at_most(bytes(1e6, -1.0))) // each
                .expect(peak_memory("fast").on("small").at_most(bytes(1e6, f64::NAN))) // nan
        )
    );
    assert_eq!(
        told,
        [
            "[base]: 0 is no target: give a finite number above 0",
            "[each]: -1 bytes for each thread are none: give 0 or more",
            "[nan]: NaN bytes for each thread are none: give 0 or more",
        ]
    );
}

#[test]
fn all_good_kinds_of_targets_together_are_good() {
    let told = problems!(
        good!()
            .candidate("threads", |(), _| measured(|| 1))
            .threads(Cores::Performance)
            .peer("scipy", command("python3", ["peer.py"]))
            .hypothesis(
                Hypothesis::new("everything")
                    .expect(speedup("threads").over("fast").on("small").at_least(ceiling(0.8)))
                    .expect(speedup("fast").over("scipy").on("small").between(1.5, 15.0))
                    .expect(time("fast").on("small").at_most(0.1))
                    .expect(accurate("fast").on("smoke"))
                    .guard(peak_memory("fast").at_most(times_baseline(1.5)))
                    .guard(metric("fast", "visits").relative_to("slow").on("small").at_most(0.5))
                    .given(performance_cores(2))
                    .given(discrete_gpu())
                    .given(quiet_host())
                    .given(memory(1 << 30))
                    .given(device(DeviceKind::Cuda))
                    .given(file_in("PLANTS"))
                    .claimed("10x", "Apple M4 Pro, 10 performance cores")
                    .predicted(Confirmed)
                    .because("it is known")
            )
    );
    assert_eq!(told, NONE);
}
