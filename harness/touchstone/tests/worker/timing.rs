//! What lies between the clocks: the work, and nothing else. No figure is compared with one that was expected; each is
//! compared with a clock that looked from further inside or from further outside.

use model::Event;

use super::{Ended, RIGHT, run};

/// The wall and CPU times of its samples.
fn samples(ended: &Ended) -> Vec<(u64, u64, u64)> {
    let times = ended.events.iter().filter_map(|event| match event {
        Event::Sample { wall_ns, thread_cpu_ns, process_cpu_ns, .. } => {
            Some((*wall_ns, thread_cpu_ns.unwrap(), process_cpu_ns.unwrap()))
        }
        _ => None,
    });
    times.collect()
}

fn spans(ended: &Ended, wanted: &str) -> Vec<u64> {
    let durations = ended.events.iter().filter_map(|event| match event {
        Event::Span { name, duration_ns, .. } if name.as_str() == wanted => Some(*duration_ns),
        _ => None,
    });
    durations.collect()
}

#[test]
fn neither_preparing_nor_reporting_nor_dropping_is_measured() {
    let ended = run("measure --workload smoke --variant watched --iterations 4 --warmup 1").ends(RIGHT);
    let (inside, around) = (spans(&ended, "inside"), spans(&ended, "around"));
    let samples = samples(&ended);
    assert_eq!((samples.len(), inside.len(), around.len()), (4, 4, 4));
    for (place, (wall, ..)) in samples.iter().enumerate() {
        let (inside, around) = (inside[place], around[place]);
        assert!(inside <= *wall && *wall <= around, "{place}: {inside} <= {wall} <= {around}");
    }
}

#[test]
fn preparing_has_a_time_of_its_own() {
    let ended = run("measure --workload smoke --variant watched --iterations 1 --warmup 0").ends(RIGHT);
    let Event::Ready { prepare_ns, .. } = ended.events[0] else { panic!("{:#?}", ended.events) };
    assert!(prepare_ns >= 20_000_000, "it sleeps 20 ms, and said {prepare_ns} ns");
}

#[test]
fn every_loop_of_every_iteration_and_warm_up_is_a_call_and_only_iterations_are_reported() {
    let ended =
        run("measure --workload smoke --variant watched --iterations 2 --warmup 1 --loops 3").ends(RIGHT);
    assert_eq!(ended.metric("calls"), 9.0);
    assert_eq!(ended.metric("reports"), 2.0);
}

/// One thread's CPU time says nothing of work that it only waits for.
#[test]
fn the_clock_of_the_process_counts_all_threads_and_that_of_the_thread_one() {
    let ended = run("measure --workload smoke --variant threads --threads 2 --iterations 6").ends(RIGHT);
    for (wall, thread, process) in samples(&ended) {
        assert!(thread < process / 2, "{thread} of {process}");
        // Two threads and the one that waits: more would be the work of an earlier iteration.
        assert!(process <= 3 * wall + thread, "{process} in {wall}");
    }
    let ended = run("measure --workload smoke --variant one-thread --iterations 2").ends(RIGHT);
    for (wall, thread, process) in samples(&ended) {
        assert!(thread > process / 2, "{thread} of {process}");
        assert!(wall > 0);
    }
}
