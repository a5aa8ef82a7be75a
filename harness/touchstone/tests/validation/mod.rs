//! What is wrong with a declaration is said whole: every mistake, each in its own words, at the line where it was written.

mod expectations;
mod names;
mod several;
mod targets;
mod whole;

/// What is wrong with a declaration. In it, `Case` is the experiment.
macro_rules! problems {
    ($declaration:expr) => {{
        struct Case;
        impl touchstone::Experiment for Case {
            type Workload = ();
            type Input = ();
            type Output = u8;
            fn declare() -> touchstone::Declaration<Self> {
                $declaration
            }
            fn input(_: &(), _: &mut touchstone::Rng) {}
            fn check(_: touchstone::Outputs<'_, Self>) -> touchstone::Checks {
                touchstone::Checks::new()
            }
        }
        $crate::validation::with_marks(
            file!(),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../", file!())),
            touchstone::problems::<Case>(),
        )
    }};
}
pub(crate) use problems;

/// The smallest good declaration: `smoke` and `small`, a baseline `slow` and a candidate `fast`.
macro_rules! good {
    () => {
        touchstone::Declaration::<Case>::new("Is fast faster?")
            .workload("smoke", ())
            .workload("small", ())
            .baseline("slow", |(), _| touchstone::measured(|| 1))
            .candidate("fast", |(), _| touchstone::measured(|| 1))
    };
}
pub(crate) use good;

/// Turns `path:12:5` into `[mark]` where line 12 of the source ends in `// mark`. A place without a mark stays as it is,
/// and so fails the comparison.
pub(crate) fn with_marks(file: &str, source: &str, problems: Vec<String>) -> Vec<String> {
    let marks: Vec<(String, &str)> = source
        .lines()
        .enumerate()
        .filter_map(|(i, line)| Some((format!("{file}:{}:", i + 1), line.split_once(" // ")?.1)))
        .collect();
    let marked = |text: String| {
        marks.iter().fold(text, |text, (place, mark)| {
            let mut parts = text.split(place.as_str());
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |text, part| {
                format!("{text}[{mark}]{}", part.trim_start_matches(char::is_numeric))
            })
        })
    };
    problems.into_iter().map(marked).collect()
}
