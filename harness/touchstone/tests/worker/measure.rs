//! `measure` says that it is ready, gives every iteration, then figures and memory, and the end.

use model::{Event, PROTOCOL};

use super::{CRASHED, RIGHT, Worker, events, run};

#[test]
fn an_invocation_is_ready_then_samples_then_memory_then_done() {
    let ended = run("measure --workload smoke --variant sum --iterations 3 --warmup 2 --loops 4").ends(RIGHT);
    assert_eq!(ended.kinds(), ["ready", "sample", "sample", "sample", "peak memory", "done"]);
    assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("", ""), "they are free for libraries");
    let Event::Ready { protocol, threads, .. } = ended.events[0] else { unreachable!() };
    assert_eq!((protocol, threads), (PROTOCOL, 1));
    for (place, event) in ended.events[1..4].iter().enumerate() {
        let Event::Sample { iteration, loops, wall_ns, thread_cpu_ns, process_cpu_ns, device_ns } = *event
        else {
            unreachable!()
        };
        assert_eq!((iteration as usize, loops, device_ns), (place, 4, None));
        assert!(wall_ns > 0);
        // The clock of the process lies around that of the thread, which lies around the work.
        assert!(thread_cpu_ns.unwrap() > 0);
        assert!(process_cpu_ns.unwrap() >= thread_cpu_ns.unwrap(), "{event:?}");
    }
}

#[test]
fn without_a_file_the_events_go_to_the_terminal() {
    let line = "measure --workload smoke --variant sum --iterations 1";
    let worker = Worker::new(line.split_whitespace());
    let ended = worker.with(|command| command.env_remove("TOUCHSTONE_OUT")).run().ends(RIGHT);
    assert!(ended.events.is_empty());
    assert_eq!(events(&ended.stdout).len(), 4, "{}", ended.stdout);
}

#[test]
fn a_variant_is_told_its_threads_and_says_them() {
    for (variant, threads) in [("sum", 1), ("two-threads", 2), ("threads", 3)] {
        let line =
            format!("measure --workload smoke --variant {variant} --threads 3 --iterations 1 --warmup 0");
        let ended = run(&line).ends(RIGHT);
        let Event::Ready { threads: said, .. } = ended.events[0] else { panic!("{:#?}", ended.events) };
        assert_eq!(said, threads, "{variant}");
    }
}

#[test]
fn a_variant_on_one_thread_is_told_how_many_cores_could_share_its_work() {
    for (cores, longest) in [("", 1.0), ("--threads 7", 1.001)] {
        let ended =
            run(&format!("measure --workload smoke --variant parts --iterations 1 {cores}")).ends(RIGHT);
        let Event::Ready { threads, .. } = ended.events[0] else { panic!("{:#?}", ended.events) };
        assert_eq!((threads, ended.metric("longest")), (1, longest), "1,000 numbers on {cores:?}");
    }
}

#[test]
fn figures_are_of_the_last_iteration_and_spans_of_each() {
    let ended = run("measure --workload smoke --variant figures --iterations 3 --warmup 2").ends(RIGHT);
    let metrics: Vec<_> = ended
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Metric { name, value, unit, projected } => {
                Some((name.as_str(), *value, unit.as_str(), *projected))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        metrics[..4],
        [
            ("visits", 43.0, "", false),
            ("hit-rate", 0.75, "", false),
            ("bandwidth", 12.5, "GB/s", false),
            ("on-a-cluster", 99.0, "x", true),
        ]
    );
    let of_the_worker: Vec<&str> = metrics[4..].iter().map(|(name, ..)| *name).collect();
    assert_eq!(of_the_worker, ["spans", "span-cost", "watching-share"]);
    let spans: Vec<_> = ended
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Span { name, start_ns, duration_ns, iteration, .. } => {
                Some((*iteration, name.as_str(), *start_ns, *duration_ns))
            }
            _ => None,
        })
        .collect();
    let expected = (0..3_u32).flat_map(|iteration| {
        let end = 10 * (u64::from(iteration) + 1);
        [(iteration, "first-half", 0, end), (iteration, "second-half", end, 5)]
    });
    assert_eq!(spans, expected.collect::<Vec<_>>());
}

/// The worker's own peak: a block that was freed long before the end is in it.
#[test]
fn the_peak_of_memory_holds_what_was_freed_again() {
    let peak = |variant: &str| {
        let ended = run(&format!("measure --workload smoke --variant {variant}")).ends(RIGHT);
        let peaks: Vec<_> = ended
            .events
            .iter()
            .filter_map(|event| match event {
                Event::PeakMemory { bytes, anonymous_bytes } => Some((*bytes, *anonymous_bytes)),
                _ => None,
            })
            .collect();
        let [peak] = peaks[..] else { panic!("one peak, not {peaks:?}") };
        peak
    };
    let block = 64 << 20;
    let (lean, _) = peak("sum");
    let (fat, anonymous) = peak("eats");
    assert!(lean < block && fat >= block, "{lean} and {fat}");
    assert!(anonymous.is_none_or(|bytes| bytes <= fat), "{anonymous:?} of {fat}");
}

#[test]
fn an_outside_command_is_not_measured_by_this_worker() {
    let ended = run("measure --workload smoke --variant outside").ends(CRASHED);
    assert_eq!(ended.error(), "outside is an outside command: start that");
}
