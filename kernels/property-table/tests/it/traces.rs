//! Queries are the same on every machine, stay in their range, and move as they say.

use property_table::{PRESSURES, Queries, TEMPERATURES, Trace};

fn assert_inside(queries: &Queries) {
    for (p, t) in queries.pairs() {
        assert!((PRESSURES[0]..=PRESSURES[1]).contains(&p), "{p} Pa");
        assert!((TEMPERATURES[0]..=TEMPERATURES[1]).contains(&t), "{t} K");
    }
}

#[test]
fn a_walk_goes_by_small_steps_and_turns_at_the_edges() {
    // Long enough to reach an edge.
    let walk = Trace::Walk.queries(1, 3_000_000);
    assert_inside(&walk);
    let far = |pair: &[f64], most: f64| (pair[1] - pair[0]).abs() <= most * 1.000_000_1;
    assert!(walk.p.windows(2).all(|pair| far(pair, 1e-3 * pair[0])));
    assert!(walk.t.windows(2).all(|pair| far(pair, 0.05)));
    let reach = |values: &[f64]| values.iter().fold([f64::MAX, f64::MIN], |[a, b], &x| [a.min(x), b.max(x)]);
    let [coldest, hottest] = reach(&walk.t);
    assert!(coldest < 274.0 || hottest > 422.0, "{coldest} to {hottest} K: no edge was reached");
}

#[test]
fn uniform_queries_are_anywhere() {
    let queries = Trace::Uniform.queries(1, 100_000);
    assert_inside(&queries);
    let share = |below: f64| queries.p.iter().filter(|&&p| p < below).count() as f64 / 1e5;
    for (below, right) in [(1e6, 1.0 / 3.0), (1e7, 2.0 / 3.0)] {
        assert!((share(below) - right).abs() < 0.008, "{} below {below} Pa", share(below));
    }
    let mean = queries.t.iter().sum::<f64>() / 1e5;
    assert!((mean - 348.15).abs() < 0.7, "{mean} K");
}

#[test]
fn a_loop_repeats_three_states() {
    let queries = Trace::Loop.queries(5, 10);
    assert_inside(&queries);
    let pairs: Vec<(f64, f64)> = queries.pairs().collect();
    assert_eq!(pairs[..3], pairs[3..6]);
    assert!(pairs[0] != pairs[1] && pairs[1] != pairs[2] && pairs[0] != pairs[2]);
}

#[test]
fn seeds_make_the_queries_and_longer_is_the_same_for_longer() {
    for trace in [Trace::Uniform, Trace::Walk] {
        let [one, again, other] = [1, 1, 2].map(|seed| trace.queries(seed, 100));
        assert_eq!(one, again);
        assert!(one.pairs().zip(other.pairs()).all(|(one, other)| one != other), "{trace:?}");
        let longer = trace.queries(1, 200);
        assert_eq!((&longer.p[..100], &longer.t[..100]), (&one.p[..], &one.t[..]), "{trace:?}");
    }
}
