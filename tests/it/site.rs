//! The report as its readers meet it: pages, a folder that opens in a browser, and a server that shows what is going on.

use std::{
    fs,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use model::{HostReading, HostRow, SampleRow};
use results::{Row, Store};
use runner::Settings;

use crate::{
    made_up::{Extent, right, sample},
    server::Server,
    world::{HONEST, World},
};

fn measured(name: &str) -> World {
    let world = World::with(name, HONEST);
    world.run(&["run", "--workload", "smoke", "--rounds", "7"]);
    world
}

#[test]
fn without_a_run_every_page_says_what_to_do() {
    let world = World::with("site-empty", HONEST);
    world.run(&["report"]).ends(0).says("touchstone run --quick");
    world.run(&["report", "scaling"]).ends(0).says("No speedup was measured yet");
    world.run(&["report", "accuracy"]).ends(0).says("there is no run");
    world.run(&["report", "--html", "out"]).ends(0).says("index.html");
    assert!(
        fs::read_to_string(world.path().join("out/index.html")).unwrap().contains("touchstone run --quick")
    );
}

#[test]
fn the_site_holds_what_the_tables_hold_and_is_written_over() {
    let world = measured("site-written");
    let said = world.run(&["report", "--html", "out", "--json"]).ends(0).json();
    assert!(said["files"].as_u64().unwrap() >= 5 && said["bytes"].as_u64().unwrap() > 10_000, "{said}");
    let page = fs::read_to_string(world.path().join("out/experiment-site-written.html")).unwrap();
    let rows = world.run(&["query", "SELECT expectation, verdict FROM verdicts", "--json"]).ends(0).json();
    for row in rows.as_array().unwrap() {
        for column in ["expectation", "verdict"] {
            let words = row[column].as_str().unwrap().replace('_', " ");
            assert!(page.contains(&words), "no {words}");
        }
    }
    fs::write(world.path().join("out/experiment-gone.html"), "of a run that was removed").unwrap();
    world.run(&["report", "--html", "out"]).ends(0);
    assert!(!world.path().join("out/experiment-gone.html").exists(), "an old page would be believed");
    let foreign = world.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("thesis.tex"), "precious").unwrap();
    world.run(&["report", "--html", "foreign"]).ends(2).says("no site of ours").says("empty folder");
    assert_eq!(fs::read_to_string(foreign.join("thesis.tex")).unwrap(), "precious");
}

#[test]
fn a_page_for_a_forge_and_for_other_programs_gives_the_same_bytes_every_time() {
    let world = measured("site-pages");
    for page in ["overview", "scaling", "accuracy"] {
        let write = || {
            world.run(&["report", page, "--markdown", "a/page.md", "--csv", "a/page.csv"]).ends(0);
            ["md", "csv"]
                .map(|ending| fs::read_to_string(world.path().join(format!("a/page.{ending}"))).unwrap())
        };
        let first = write();
        assert_eq!(first, write());
        assert!(first[0].starts_with("# "), "{}", first[0]);
    }
    let said = world.run(&["report", "accuracy", "--json"]).ends(0).json();
    let csv = fs::read_to_string(world.path().join("a/page.csv")).unwrap();
    assert_eq!(said["rows"].as_array().unwrap().len(), csv.lines().count() - 1);
    assert!(csv.lines().any(|line| line.contains(",wrong,control,sum,") && line.contains(",no,")), "{csv}");
    let said = world.run(&["report", "--csv", "v.csv", "--json"]).ends(0).json();
    assert_eq!(said, serde_json::json!({ "written": ["v.csv"] }));
    let rows = world.run(&["query", "SELECT count(*) AS n FROM verdicts", "--json"]).json();
    let lines = fs::read_to_string(world.path().join("v.csv")).unwrap().lines().count() as u64;
    assert_eq!(lines - 1, rows[0]["n"].as_u64().unwrap());
    let said = world.run(&["report", "--json"]).ends(0).json();
    let faster = said["rows"].as_array().unwrap().iter().find(|row| row["estimate"].is_number()).unwrap();
    let asked = format!(
        "SELECT estimate FROM verdicts WHERE expectation = '{}' AND hypothesis = '{}'",
        faster["expectation"].as_str().unwrap(),
        faster["hypothesis"].as_str().unwrap()
    );
    assert_eq!(world.run(&["query", &asked, "--json"]).json()[0]["estimate"], faster["estimate"]);
}

#[test]
fn the_server_gives_its_pages_and_nothing_else() {
    let world = measured("site-served");
    let server = Server::start(&world);
    let (status, page) = server.get("/");
    assert_eq!(status, 200);
    assert!(page.contains("Going on now") && page.contains("experiment-site-served.html"));
    for path in ["/live.html", "/live.js", "/style.css", "/experiment-site-served.html?x=1"] {
        assert_eq!(server.get(path).0, 200, "{path}");
    }
    for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml", "/Cargo.toml", "//etc/passwd"] {
        assert_eq!(server.get(path).0, 404, "{path}");
    }
    assert_eq!(server.answers("POST", "/", &server.address).0, 403);
    assert_eq!(server.answers("GET", "/", "example.org").0, 403, "a page of somebody else has our address");
    assert_eq!(server.answers("HEAD", "/", &server.address), (200, String::new()));
    let taken = ["report", "--serve", "--bind", &server.address];
    world.run(&taken).ends(2).says("cannot be served").says("--bind");
}

#[test]
fn what_is_going_on_is_seen_while_it_goes_on() {
    let world = measured("site-live");
    let server = Server::start(&world);
    assert!(server.live()["going"].is_null());
    let before = server.live()["newest"].clone();
    let words = ["run", "--workload", "smoke", "--patient"];
    let mut run = world.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    let mut seen = std::collections::BTreeSet::new();
    // Rounds are seen to grow before the run has ended. That verdicts fall with them is proven below, where no run can end
    // between two looks.
    while run.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_mins(3), "it never ended");
        let live = server.live();
        // It may have ended while it was looked at.
        if let (Some(row), None) = (live["going"]["rounds"].get(0), run.try_wait().unwrap()) {
            assert_eq!(live["going"]["alive"], true, "{live}");
            seen.insert(row["done"].as_u64().unwrap());
        }
        thread::sleep(Duration::from_millis(20));
    }
    assert!(seen.len() >= 2, "the rounds that were seen: {seen:?}");
    let live = server.live();
    assert!(live["going"].is_null() && live["newest"] != before, "{live}");
    assert!(server.get("/").1.contains("2 runs"), "the pages know of it");
}

#[test]
fn a_round_is_on_the_live_page_as_soon_as_it_is_on_disk() {
    let world = World::new();
    let store = Store::open(&world.path().join("results")).unwrap();
    let of = Extent { experiments: 1, workloads: 1, variants: 2 };
    let server = Server::start(&world);
    assert!(server.live()["going"].is_null());
    let (record, settings) = (of.run(1), serde_json::to_value(Settings::new(1)).unwrap());
    let settings = Row::Note { key: "settings".to_owned(), value: settings };
    let (experiment, workload) = (&of.experiments()[0], &of.workloads()[0]);
    let checks = of.variants().into_iter().map(|variant| Row::Check(right(experiment, workload, &variant)));
    let first: Vec<Row> = checks.chain([settings]).collect();
    let mut journal = store.begin(&record.header, &record.machine, &first).unwrap();
    let live = server.live();
    assert_eq!((&live["going"]["run"], &live["going"]["alive"]), (&record.header.run.into(), &false.into()));
    // Verdicts fall at looks, and the first is after ten rounds.
    for round in 0..12 {
        let times = of.variants().into_iter().zip([4_000_000, 1_000_000]);
        let samples = times.map(|(variant, wall)| {
            Row::Sample(SampleRow { round, ..sample(experiment, workload, &variant, wall) })
        });
        let host = Row::Host(Box::new(HostRow {
            experiment: experiment.clone(),
            workload: workload.clone(),
            round,
            before: HostReading::default(),
            after: HostReading::default(),
            wall_ns: 5_000_000,
            disturbance: None,
        }));
        journal.append(&samples.chain([host]).collect::<Vec<_>>()).unwrap();
        let going = server.live()["going"].take();
        assert_eq!(going["rounds"][0]["done"], round + 1, "{going}");
        let verdict = &going["verdicts"][0];
        assert_eq!(verdict["measured"] != "", round >= 9, "{verdict}");
    }
    drop(journal);
    store.discard(&of.run(1).header.run).unwrap();
    assert!(server.live()["going"].is_null());
}
