//! The CUDA kernel on a thread of the processor, where there is a C++ compiler: where its scenarios end is checked though there is no
//! device. That says nothing about its speed, nor about CUDA's memory and logarithms.

use device::testing::OnThreads;
use plant::{
    CudaWords, Ending, Plant, PlantDesign, Precision, Profile, RunError, Stopped, Weather, ending, plant_cu,
};

use crate::{
    devices::{EXACT, ROUNDED, assert_ends_alike, profiles, too_hot},
    tables,
};

/// What a precision may differ by.
const PRECISIONS: [(Precision, f64); 2] = [(Precision::F64, EXACT), (Precision::F32, ROUNDED)];

#[test]
fn the_cuda_source_switches_with_the_cpu_and_ends_where_it_ends() {
    let without_modules =
        PlantDesign { soec: plant_steps::SoecDesign::reference(0, 1.0), ..PlantDesign::reference(1) };
    let [one, three, without_modules] =
        [Plant::reference(1), Plant::reference(3), Plant::new(without_modules)].map(Result::unwrap);
    // In f32 the heat of gas is a difference of works 4,000 times as great: without modules it is known to three digits.
    let [f64, f32] = PRECISIONS;
    for (plant, (precision, allowed)) in
        [(&one, f64), (&one, f32), (&three, f64), (&three, f32), (&without_modules, f64)]
    {
        // More than a block, and a day and a half.
        let (profiles, steps) = (profiles(70, 40), 2000);
        let Some(got) = endings(plant, &profiles, steps, precision) else { return };
        for (scenario, (profile, got)) in profiles.iter().zip(got).enumerate() {
            let right = ending(plant, tables(), profile, steps).unwrap();
            assert_ends_alike(&right, &got.unwrap(), allowed, &format!("scenario {scenario}, {precision:?}"));
        }
    }
}

#[test]
fn a_scenario_of_the_cuda_source_that_leaves_the_tables_stops_with_its_place_and_its_step() {
    let (plant, profiles, steps) = (too_hot(), profiles(3, 10), 500);
    for (precision, _) in PRECISIONS {
        let Some(got) = endings(&plant, &profiles, steps, precision) else { return };
        for (profile, got) in profiles.iter().zip(got) {
            let Err(RunError::Stopped(right)) = ending(&plant, tables(), profile, steps) else {
                panic!("the plant is not too hot");
            };
            let got = got.unwrap_err();
            assert_eq!((got.step, got.place), (right.step, right.place), "{got} for {right}");
            assert!(got.to_string().contains("the table goes from"), "{got}");
        }
    }
}

/// What becomes of every scenario; nothing where there is no compiler.
fn endings(
    plant: &Plant,
    profiles: &[Profile],
    steps: u32,
    precision: Precision,
) -> Option<Vec<Result<Ending, Stopped>>> {
    let folder = tempfile::tempdir().unwrap();
    let source = plant_cu(plant, tables(), precision);
    let parts = [include_str!("cuda_on_threads.hpp"), &source, include_str!("cuda_on_threads.cpp")];
    // No fused multiply-adds where the CPU has none, and lists of words that are read as numbers.
    let options = ["-std=c++17", "-O1", "-ffp-contract=off", "-fno-strict-aliasing"];
    let program = OnThreads::compiled(folder.path(), parts, &options)?;
    let (words, weather) =
        (CudaWords::new(plant, tables(), precision).unwrap(), Weather::of(plant, profiles).unwrap());
    let state = words.state(profiles.len());
    let given: Vec<&[u32]> = [weather.columns().as_flattened()]
        .into_iter()
        .chain(words.tables.iter().chain(&words.initial).map(Vec::as_slice))
        .collect();
    let head = [profiles.len() as u32, steps, weather.hours() as u32];
    let lengths = given.iter().map(|list| list.len()).chain(state).map(|length| length as u32);
    let input: Vec<u32> =
        head.into_iter().chain(lengths).chain(given.iter().flat_map(|list| list.iter().copied())).collect();
    let output = program.run(&input);
    let mut rest = output.as_slice();
    let lists = state.map(|length| rest.split_off(..length).unwrap());
    assert!(rest.is_empty());
    Some(words.endings(profiles.len(), steps, lists).unwrap())
}
