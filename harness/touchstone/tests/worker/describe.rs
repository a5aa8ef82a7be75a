//! `describe` prints the declaration, and nothing else.

use model::{Declaration, DeviceKind, Loops, Name, PROTOCOL, Role, Threads};

use super::{REFUSED, RIGHT, Worker, run};

#[test]
fn the_declaration_is_printed_and_nothing_else() {
    let ended = run("describe").ends(RIGHT);
    assert_eq!((ended.events.as_slice(), ended.stderr.as_str()), (&[][..], ""));
    let declared: Declaration = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(declared.protocol, PROTOCOL);
    assert_eq!(declared.title, "How a worker ends");
    assert_eq!(declared.margin, Some(0.075));

    let workload = |name: &str| declared.workload(&name.parse().unwrap()).unwrap();
    assert!(!workload("smoke").only_when_named);
    assert_eq!(workload("smoke").made_from.as_deref(), Some("Size { count: 1000, verifiable: true }"));
    assert_eq!((workload("smoke").size, workload("verified").size), (Some(1_000.0), Some(2_000.0)));
    assert_eq!(workload("smoke").reference.as_str(), "sum", "the baseline, where no other is named");
    assert!(workload("unverified").only_when_named);
    assert_eq!(workload("unverified").reference.as_str(), "sum-backwards");
    assert_eq!(workload("unverified").requires.len(), 1);

    let variant = |name: &str| declared.variant(&name.parse().unwrap()).unwrap();
    assert_eq!((variant("sum").role, variant("sum").threads), (Role::Baseline, Threads::One));
    assert_eq!(variant("off-by-one").role, Role::Control);
    assert_eq!(variant("threads").threads, Threads::PerformanceCores);
    assert_eq!(
        (variant("two-threads").threads, variant("two-threads").loops),
        (Threads::Exactly(2), Loops::Never)
    );
    assert_eq!(variant("on-device").device, Some(DeviceKind::Wgpu));
    assert_eq!(variant("limited").only_on.iter().map(Name::as_str).collect::<Vec<_>>(), ["verified"]);
    let peer = variant("outside");
    assert_eq!((peer.role, &peer.command.as_ref().unwrap().program[..]), (Role::Peer, "python3"));

    assert_eq!(declared.hypotheses.len(), 1);
    assert_eq!(declared.hypotheses[0].claimed.as_ref().unwrap().at_least, Some(5.0));
}

/// Its hash is stored with every run, and two runs of one experiment must agree on it.
#[test]
fn the_declaration_is_the_same_every_time() {
    assert_eq!(run("describe").stdout, run("describe").stdout);
}

#[test]
fn a_broken_declaration_is_refused_with_every_mistake_and_its_place() {
    let ended = Worker::new(["describe"]).with(|command| command.env("SPECIMEN_BROKEN", "1")).run();
    let ended = ended.ends(REFUSED);
    assert_eq!(ended.stdout, "");
    let lines: Vec<&str> = ended.stderr.lines().collect();
    let [margin, hypothesis] = lines[..] else { panic!("{lines:#?}") };
    for line in [margin, hypothesis] {
        let place = line.split(": ").next().unwrap();
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next().unwrap().parse::<u32>();
        let row = parts.next().unwrap().parse::<u32>();
        assert!(row.is_ok() && column.is_ok(), "{line}");
        assert!(parts.next().unwrap().ends_with("specimen.rs"), "{line}");
    }
    assert!(margin.contains("a regression margin of 0 is none: give more than 0"), "{margin}");
    assert!(hypothesis.contains("there is no variant `som`; did you mean `sum`?"), "{hypothesis}");
}

#[test]
fn a_broken_declaration_measures_nothing() {
    let line = ["measure", "--workload", "smoke", "--variant", "sum"];
    let ended = Worker::new(line).with(|command| command.env("SPECIMEN_BROKEN", "1")).run();
    let ended = ended.ends(REFUSED);
    assert!(ended.events.is_empty(), "{:#?}", ended.events);
    assert!(!ended.folder.path().join("events").exists());
}

#[test]
fn who_asks_for_help_gets_it_even_where_the_declaration_is_broken() {
    let good = run("help").ends(RIGHT);
    let broken = Worker::new(["--help"]).with(|command| command.env("SPECIMEN_BROKEN", "1")).run();
    let broken = broken.ends(RIGHT);
    for word in ["describe", "measure", "check", "export", "TOUCHSTONE_OUT"] {
        assert!(good.stdout.contains(word), "{}", good.stdout);
    }
    assert_eq!(good.stdout, broken.stdout);
}
