//! The program as its user starts it: a process with a file, a text on its standard output, and an exit code.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Output},
};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/config.toml");

fn started(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_steel-simulation")).args(arguments).output().unwrap()
}

fn small(file: &str, more: &[&str]) -> Output {
    let arguments = [&[file, "--shape", "XS", "--years", "3", "--grid", "19x37"], more].concat();
    started(&arguments)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A file of its own for a test, with one setting of the sample replaced.
fn file(test: &str, old: &str, new: &str) -> PathBuf {
    let sample = fs::read_to_string(SAMPLE).unwrap();
    assert!(sample.contains(old));
    let path = env::temp_dir().join(format!("steel-simulation-{}-{test}.toml", std::process::id()));
    fs::write(&path, sample.replace(old, new)).unwrap();
    path
}

#[test]
fn the_sample_runs_and_certifies_every_year() {
    let output = small(SAMPLE, &["--cores", "2"]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{told}{}", text(&output.stderr));
    for words in ["mode parallel_gasplan", "workers: 2 (auto", "2020 ", "2022 ", "by ours: right to 1e-6"] {
        assert!(told.contains(words), "{words} is not in\n{told}");
    }
    assert!(!told.contains("2023 "), "{told}");
}

#[test]
fn without_cores_it_says_what_it_took_and_that_it_does_not_know_better() {
    let told = text(&small(SAMPLE, &[]).stdout);
    assert!(told.contains("does not tell which of them are performance cores"), "{told}");
}

#[test]
fn all_modes_are_compared_and_every_factor_names_its_baseline() {
    let output = small(SAMPLE, &["--cores", "2", "--compare"]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{told}{}", text(&output.stderr));
    for words in [
        "mode baseline",
        "mode parallel\n",
        "mode gasplan",
        "mode parallel_gasplan",
        "parallel_gasplan over baseline: algorithm and cores combined",
        "they agree to 1e-6",
    ] {
        assert!(told.contains(words), "{words} is not in\n{told}");
    }
}

#[test]
fn two_runs_say_the_same_of_every_year() {
    let years = || -> Vec<String> {
        let told = text(&small(SAMPLE, &["--cores", "2"]).stdout);
        told.lines().filter(|line| line.starts_with("20")).map(str::to_owned).collect()
    };
    let first = years();
    assert_eq!(first.len(), 3);
    assert_eq!(first, years());
}

#[test]
fn a_file_that_is_refused_says_why_and_ends_with_64() {
    let path = file("workers", "workers = \"auto\", g", "workers = 0, g");
    let output = small(path.to_str().unwrap(), &[]);
    fs::remove_file(&path).unwrap();
    assert_eq!(output.status.code(), Some(64));
    let told = text(&output.stderr);
    assert!(told.contains(".toml: optimization.lp_solver.workers = 0 is refused"), "{told}");
    assert!(output.stdout.is_empty());
    let absent = small("nowhere.toml", &[]);
    assert_eq!(absent.status.code(), Some(64));
    assert!(text(&absent.stderr).starts_with("nowhere.toml cannot be read"));
}

/// The loader of Vulkan finds no driver, whatever is installed.
#[cfg(target_os = "linux")]
fn without_drivers(file: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_steel-simulation"))
        .args([file, "--shape", "XS", "--years", "3", "--grid", "19x37"])
        .env("VK_DRIVER_FILES", "/nowhere")
        .env("VK_ICD_FILENAMES", "/nowhere")
        .env("CUDA_VISIBLE_DEVICES", "")
        .output()
        .unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_that_is_absent_is_refused_and_only_auto_goes_on_and_says_why() {
    for (test, old, new, key) in [
        (
            "wgpu",
            "device = \"auto\"",
            "device = \"wgpu\"",
            "geospatial.device = \"wgpu\" is refused: no Vulkan adapter",
        ),
        (
            "cuda",
            "device = \"auto\"",
            "device = \"cuda\"",
            "geospatial.device = \"cuda\" is refused: no CUDA",
        ),
        (
            "assembly",
            "gpu_preprocessing = false }",
            "gpu_preprocessing = true }",
            "gpu_preprocessing = true is refused: there is no GPU to assemble on (no CUDA",
        ),
    ] {
        let path = file(test, old, new);
        let output = without_drivers(path.to_str().unwrap());
        fs::remove_file(&path).unwrap();
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(64), "{test}: {told}");
        assert!(told.contains(key), "{test}: {told}");
    }
    let output = without_drivers(SAMPLE);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(
        told.contains("on host processor (auto: there is no GPU (no CUDA")
            && told.contains("no Vulkan adapter"),
        "{told}"
    );
}

#[test]
fn a_command_line_that_is_refused_names_the_word() {
    for (arguments, words) in [
        (vec![], "which configuration file?"),
        (vec![SAMPLE, "--shape", "XXL"], "--shape XXL is refused: XS, S, M, L or XL"),
        (vec![SAMPLE, "--years", "0"], "--years 0 is refused"),
        (vec![SAMPLE, "--years"], "--years needs a value"),
        (vec![SAMPLE, "--cores", "0"], "--cores 0 is refused"),
        (vec![SAMPLE, "--grid", "19"], "--grid 19 is refused"),
        (vec![SAMPLE, "--grid", "1x1"], "a grid of 1 rows and 1 columns"),
        (vec![SAMPLE, "--fast"], "there is no --fast"),
        (vec![SAMPLE, SAMPLE], "is a second file"),
    ] {
        let output = started(&arguments);
        assert_eq!(output.status.code(), Some(64), "{arguments:?}");
        assert!(text(&output.stderr).contains(words), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn help_is_help() {
    let output = started(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).starts_with("steel-simulation FILE"));
}
