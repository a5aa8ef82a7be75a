//! What a file may say, and how it is refused: by file, key, value, and what is allowed.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::{num::NonZeroUsize, path::Path};

use device::{DeviceKind, Gpu, cuda};
use proptest::prelude::*;
use steel_simulation::{
    Accuracy, Configuration, Detection, Device, Machine, Mode, Precision, Preprocessing, Simulator, Workers,
};

const SAMPLE: &str = include_str!("../config.toml");

/// The sample with one setting replaced. It must have been there.
fn with(old: &str, new: &str) -> String {
    assert!(
        SAMPLE.lines().any(|line| !line.starts_with('#') && line.contains(old)),
        "{old} is not in the sample"
    );
    let lines = SAMPLE
        .lines()
        .map(|line| if line.starts_with('#') { line.to_owned() } else { line.replace(old, new) });
    lines.collect::<Vec<_>>().join("\n")
}

fn parsed(text: &str) -> Configuration {
    Configuration::parse("run.toml", text).unwrap()
}

fn refused(text: &str) -> String {
    Configuration::parse("run.toml", text).unwrap_err().to_string()
}

fn count(number: usize) -> NonZeroUsize {
    NonZeroUsize::new(number).unwrap()
}

#[test]
fn the_sample_says_what_the_plan_says() {
    let configuration = Configuration {
        file: "run.toml".to_owned(),
        mode: Mode::ParallelGasplan,
        workers: Workers::Auto,
        preprocessing: Preprocessing::Host,
        device: Device::Auto,
        precision: Precision::Float32,
        accuracy: Accuracy::Checked,
        tolerance: 0.01,
        detection: Detection::PerformanceCores,
    };
    assert_eq!(parsed(SAMPLE), configuration);
}

#[test]
fn every_mode_is_read_by_its_name_and_changes_nothing_else() {
    for mode in Mode::ALL {
        let text = with("\"parallel_gasplan\"", &format!("\"{}\"", mode.name()));
        assert_eq!(parsed(&text), parsed(SAMPLE).in_mode(mode));
    }
}

#[test]
fn a_value_that_is_not_allowed_is_refused_with_file_key_value_and_what_is() {
    let auto = "workers = \"auto\"";
    for (old, new, words) in [
        (
            "\"parallel_gasplan\"",
            "\"fast\"",
            "lp_solver.mode = \"fast\" is refused: one of \"baseline\", \"parallel\", \"gasplan\", \"parallel_gasplan\" is allowed",
        ),
        ("\"parallel_gasplan\"", "3", "lp_solver.mode = 3 is refused"),
        (
            auto,
            "workers = 0",
            "lp_solver.workers = 0 is refused: \"auto\" or a whole number of 1 or more is allowed",
        ),
        (auto, "workers = -1", "lp_solver.workers = -1 is refused"),
        (auto, "workers = 2.5", "lp_solver.workers = 2.5 is refused"),
        (auto, "workers = \"all\"", "lp_solver.workers = \"all\" is refused"),
        ("0.01", "0", "validation.tolerance = 0 is refused: a number above 0 and below 1 is allowed"),
        ("0.01", "0.0", "validation.tolerance = 0.0 is refused"),
        ("0.01", "-0.01", "validation.tolerance = -0.01 is refused"),
        ("0.01", "1", "validation.tolerance = 1 is refused"),
        ("0.01", "nan", "validation.tolerance = nan is refused"),
        ("0.01", "inf", "validation.tolerance = inf is refused"),
        ("0.01", "\"1 %\"", "validation.tolerance = \"1 %\" is refused"),
        (
            "gpu_preprocessing = false",
            "gpu_preprocessing = \"no\"",
            "lp_solver.gpu_preprocessing = \"no\" is refused: true or false",
        ),
        (
            "device = \"auto\"",
            "device = \"metal\"",
            "geospatial.device = \"metal\" is refused: one of \"cpu\", \"wgpu\", \"cuda\", \"auto\"",
        ),
        (
            "\"float32\"",
            "\"float16\"",
            "geospatial.precision = \"float16\" is refused: one of \"float32\", \"float64\"",
        ),
        ("check_accuracy = true", "check_accuracy = 1", "validation.check_accuracy = 1 is refused"),
    ] {
        let told = refused(&with(old, new));
        assert!(told.starts_with(&format!("run.toml: optimization.{words}")), "{new}: {told}");
    }
}

#[test]
fn a_key_too_many_or_too_few_is_refused_with_its_line() {
    for (old, new, words) in [
        (
            "workers",
            "wrokers",
            "unknown field `wrokers`, expected one of `mode`, `workers`, `gpu_preprocessing`",
        ),
        ("precision = \"float32\"", "precision = \"float32\", exact = true", "unknown field `exact`"),
        (", precision = \"float32\"", "", "missing field `precision`"),
        ("[optimization]", "[optimisation]", "unknown field `optimisation`, expected `optimization`"),
        ("hardware =", "cores = 3\nhardware =", "unknown field `cores`"),
        ("mode = \"parallel_gasplan\"", "mode = parallel", "run.toml, line"),
        ("mode = \"parallel_gasplan\"", "mode = \"gasplan\", mode = \"parallel\"", "duplicate key"),
    ] {
        let told = refused(&with(old, new));
        assert!(told.starts_with("run.toml, line ") && told.contains(words), "{new}: {told}");
    }
    let line = SAMPLE.lines().position(|line| line.starts_with("lp_solver")).unwrap() + 1;
    let told = refused(&with("workers", "wrokers"));
    assert!(told.starts_with(&format!("run.toml, line {line}: ")), "{told}");
    assert!(
        told.ends_with(
            "in `lp_solver = { mode = \"parallel_gasplan\", wrokers = \"auto\", gpu_preprocessing = false }`"
        ),
        "{told}"
    );
}

#[test]
fn float64_is_refused_where_the_kernel_has_it_not() {
    for (device, reason) in [("wgpu", "WGSL, has no 64-bit numbers"), ("cuda", "chooses in 32 bits")] {
        let text = with(
            "device = \"auto\", precision = \"float32\"",
            &format!("device = \"{device}\", precision = \"float64\""),
        );
        let told = refused(&text);
        assert!(
            told.starts_with("run.toml: optimization.geospatial.precision = \"float64\" is refused: "),
            "{told}"
        );
        assert!(told.contains(reason) && told.contains("\"cpu\""), "{told}");
    }
}

#[test]
fn without_detection_there_is_nothing_for_auto_to_choose_by() {
    let blind = with("detect = true", "detect = false");
    let told = refused(&blind);
    assert!(
        told.contains("workers = \"auto\" is refused") && told.contains("hardware.detect is false"),
        "{told}"
    );
    let told = refused(&blind.replace("workers = \"auto\"", "workers = 2"));
    assert!(
        told.contains("device = \"auto\" is refused") && told.contains("hardware.detect is false"),
        "{told}"
    );
    let told =
        blind.replace("workers = \"auto\"", "workers = 2").replace("device = \"auto\"", "device = \"cpu\"");
    assert_eq!(parsed(&told).detection, Detection::Off);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let told = Configuration::read(Path::new("nowhere/run.toml")).unwrap_err().to_string();
    assert!(told.starts_with("nowhere/run.toml cannot be read: "), "{told}");
}

/// On a machine that has the device the other branch is proved: it is there, and is not refused.
#[test]
fn a_device_that_is_not_there_is_refused_by_name_and_one_that_is_there_is_not() {
    for (name, there) in [("wgpu", Gpu::open().is_ok()), ("cuda", cuda::probe().ready().is_ok())] {
        let asked = parsed(&with("device = \"auto\"", &format!("device = \"{name}\"")));
        match Simulator::new(&asked, Machine::of(count(1))) {
            Ok(_) => assert!(there, "{name} is not there, and was not refused"),
            Err(refusal) => {
                let told = refusal.to_string();
                assert!(!there, "{told}");
                let start = format!("run.toml: optimization.geospatial.device = \"{name}\" is refused: no ");
                assert!(told.starts_with(&start) && told.contains("\"cpu\""), "{told}");
            }
        }
    }
}

#[test]
fn assembly_on_a_gpu_that_is_not_there_is_refused_and_never_ignored() {
    let on = with("gpu_preprocessing = false", "gpu_preprocessing = true");
    let hardware = Gpu::open().is_ok_and(|gpu| gpu.kind() != DeviceKind::Cpu);
    let there = cuda::probe().ready().is_ok();
    for (device, there) in [("auto", hardware || there), ("cpu", hardware || there), ("cuda", there)] {
        let asked = parsed(&on.replace("device = \"auto\"", &format!("device = \"{device}\"")));
        match Simulator::new(&asked, Machine::of(count(1))) {
            Ok(_) => assert!(there, "with the device {device} it was ignored"),
            Err(refusal) => {
                let told = refusal.to_string();
                let start = "run.toml: optimization.lp_solver.gpu_preprocessing = true is refused: ";
                assert!(!there && told.starts_with(start), "{device}: {told}");
                assert!(told.ends_with("false is allowed"), "{told}");
            }
        }
    }
}

#[test]
fn without_detection_no_gpu_is_looked_for() {
    let text = with("gpu_preprocessing = false", "gpu_preprocessing = true")
        .replace("detect = true", "detect = false")
        .replace("workers = \"auto\"", "workers = 1")
        .replace("device = \"auto\"", "device = \"cpu\"");
    let told = Simulator::new(&parsed(&text), Machine::of(count(1))).unwrap_err().to_string();
    assert!(
        told.contains("gpu_preprocessing = true is refused: optimization.hardware.detect is false"),
        "{told}"
    );
}

proptest! {
    #[test]
    fn auto_equals_the_cores_that_were_detected(fast in 1..64_usize, more in 0..64_usize) {
        let machine = Machine { performance_cores: Some(count(fast)), cores: count(fast + more) };
        let on_host = with("device = \"auto\"", "device = \"cpu\"");
        let workers = |text: &str, machine| Simulator::new(&parsed(text), machine).unwrap().workers().clone();
        let chosen = workers(&on_host, machine);
        prop_assert_eq!(chosen.count, count(fast));
        prop_assert!(chosen.why.contains("performance cores"), "{}", chosen.why);
        let any = on_host.replace("performance_cores_only = true", "performance_cores_only = false");
        prop_assert_eq!(workers(&any, machine).count, count(fast + more));
        // Who cannot tell performance cores from others says so.
        let blind = Machine { performance_cores: None, ..machine };
        let chosen = workers(&on_host, blind);
        prop_assert_eq!(chosen.count, count(fast + more));
        prop_assert!(chosen.why.contains("does not tell which"), "{}", chosen.why);
        let said = on_host.replace("workers = \"auto\"", "workers = 3");
        prop_assert_eq!(workers(&said, machine).count, count(3));
        let alone = on_host.replace("\"parallel_gasplan\"", "\"gasplan\"");
        prop_assert_eq!(workers(&alone, machine).count, count(1));
    }

    #[test]
    fn a_tolerance_is_accepted_exactly_between_0_and_1(tolerance in -2.0..2.0_f64) {
        let text = with("0.01", &format!("{tolerance:?}"));
        let accepted = Configuration::parse("run.toml", &text).ok().map(|asked| asked.tolerance);
        prop_assert_eq!(accepted, (tolerance > 0.0 && tolerance < 1.0).then_some(tolerance));
    }
}
