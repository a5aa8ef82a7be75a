//! What was seen, without any judgement.

use super::{
    fixture::{figure, name, peak, ratio},
    sound,
};
use crate::{Observed, observed};

#[test]
fn a_range_over_invocations() {
    let run = sound().reports("fast", "peak-memory", "B", &[3.0, 1.0, 8.0]).run();
    let seen = |measure| observed(&run, &name("demo"), &name("small"), &measure);
    assert_eq!(
        seen(peak("fast", None)),
        Some(Observed { least: 1.0, median: 3.0, most: 8.0, count: 3, unit: "B".to_owned() })
    );
    assert_eq!(seen(peak("base", None)), None);
    let speedup = seen(ratio("fast", "base")).unwrap();
    assert_eq!((speedup.count, speedup.unit.as_str()), (10, "x"));
    assert!(speedup.least < speedup.median && speedup.median < speedup.most);
    assert!((speedup.median - 2.5).abs() < 0.05);
    let time = seen(model::Measure::Time { of: name("fast") }).unwrap();
    assert!((time.median - 0.04).abs() < 0.001, "{time:?}");
    assert_eq!(observed(&run, &name("other"), &name("small"), &peak("fast", None)), None);
}

#[test]
fn a_multiple_of_the_usual_of_another() {
    let run = sound()
        .reports("fast", "nodes", "", &[30.0, 50.0])
        .reports("base", "nodes", "", &[10.0, 10.0, 90.0])
        .reports("peer", "nodes", "", &[0.0])
        .run();
    let seen = |other| observed(&run, &name("demo"), &name("small"), &figure("fast", "nodes", Some(other)));
    let multiple = seen("base").unwrap();
    assert_eq!((multiple.least, multiple.most, multiple.unit.as_str()), (3.0, 5.0, "x"));
    assert_eq!(seen("peer"), None);
}
