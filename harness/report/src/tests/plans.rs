//! The page of a made-up plan: everything judged, a phase missing, nothing at all, another class, and somebody who means harm.

use insta::assert_snapshot;
use judge::plan::{Question, Ran, became};
use model::{
    ActsOn, Clock, Gain, GainFrom, Name, Obstacle, Prediction, Refutation, RunRecord, Verdict, VerdictRow,
    plans::{
        Amdahl, Arithmetic, Batch, Card, Figure, FilledBy, Part, Phase, Plan, PlanClaim, Product, Range,
        Share,
    },
};

use super::fixture::{came, measured, name, row, run};
use crate::{Colour, PlanView, Style, plan_csv, plan_markdown, plan_text, width};

const CLASS: &str = "linux-x86_64.xeon.2c.8g.nogpu.vm";
const EVIL: &str =
    "\u{1b}[2J | <script>alert(1)</script> [click](http://x) `rm`\r\n# not a heading \u{202e}desrever";

fn just(number: f64) -> Range {
    Range::new(number, number).unwrap()
}

fn gain(experiment: &str, of: &str, over: &str, from: GainFrom) -> Gain {
    Gain { experiment: name(experiment), of: name(of), over: name(over), on: name("full"), from }
}

fn plan() -> Plan {
    let claim = |about: &str, arithmetic| PlanClaim { about: about.to_owned(), arithmetic };
    let count = |count: u64| count.try_into().unwrap();
    let share = Share::new(0.6, 0.7).unwrap();
    let product = Product {
        factors: vec![just(10.0), Range::new(2.0, 3.0).unwrap()],
        acting_on: model::plans::ActingOn::DifferentShares,
        claimed: Range::new(20.0, 30.0).unwrap(),
    };
    let batch = Batch { items: count(31), workers: count(10), claimed: just(10.0) };
    let total = Amdahl {
        parts: vec![Part { share, speedups: vec![just(10.0)] }],
        rest: None,
        claimed: Range::new(2.0, 2.5).unwrap(),
    };
    let phase = |number, title: &str, claims, gains| Phase {
        number,
        title: title.to_owned(),
        experiments: Vec::new(),
        claims,
        gains,
    };
    Plan {
        title: "Years and columns".to_owned(),
        machine: "Apple M4 Pro, 10 performance cores".to_owned(),
        phases: vec![
            phase(1, "Profile", Vec::new(), Vec::new()),
            phase(
                2,
                "Years",
                vec![
                    claim("31 years on 10 cores", Arithmetic::Batch(batch)),
                    claim("the whole with the LP 10x", Arithmetic::Amdahl(total)),
                ],
                vec![
                    gain("lp-years", "chain", "rebuild", GainFrom::Algorithm),
                    gain("lp-years", "chunks", "chain", GainFrom::Cores),
                ],
            ),
            phase(4, "Columns", Vec::new(), vec![gain("lp-columns", "sift", "whole", GainFrom::Algorithm)]),
            Phase {
                experiments: vec![name("lp-years")],
                ..phase(5, "Years, with other columns", Vec::new(), Vec::new())
            },
        ],
        claims: vec![claim("all factors multiplied", Arithmetic::Product(product))],
        together: vec![
            gain("lp-modes", "sifted", "plain", GainFrom::Algorithm),
            gain("lp-modes", "both", "sifted", GainFrom::Cores),
            gain("lp-modes", "both", "plain", GainFrom::All),
        ],
        acts_on: Some(ActsOn { part: "the linear program".to_owned(), share }),
        cards: vec![Card {
            title: "Week 1".to_owned(),
            figures: vec![
                filled("Speedup of a chain", "2x", "lp-years", "chain over rebuild on full"),
                filled("Speedup of columns", "5x", "lp-columns", "sift over whole on full"),
                Figure {
                    about: "Tests passing".to_owned(),
                    asked: "all".to_owned(),
                    by: FilledBy::Nothing("make test says it".to_owned()),
                },
            ],
        }],
    }
}

fn filled(about: &str, asked: &str, experiment: &str, words: &str) -> Figure {
    let by = FilledBy::Expectation { experiment: name(experiment), words: words.to_owned() };
    Figure { about: about.to_owned(), asked: asked.to_owned(), by }
}

fn found(experiment: &str, compared: &str, [lower, estimate, upper]: [f64; 3]) -> VerdictRow {
    let row = row(&format!("{compared} is faster"), &format!("{compared} on full"), Verdict::Confirmed);
    let mut row = measured(row, estimate, lower, upper, 20);
    row.experiment = name(experiment);
    row.workload = name("full");
    row.target = "at least 2x".to_owned();
    came(row, Prediction::Confirmed, Some(true))
}

/// Of one experiment, at a commit.
fn ran(day: u32, experiment: &str, verdicts: Vec<VerdictRow>) -> RunRecord {
    let mut run = run();
    run.header.run = format!("202603{day:02}T092653Z-1a2b3c4d-{CLASS}-x7q");
    run.header.experiments[0].experiment = name(experiment);
    run.header.experiments[0].declaration.title = format!("What {experiment} asks");
    run.verdicts = verdicts;
    run
}

fn years() -> RunRecord {
    let mut cores = found("lp-years", "chunks over chain", [1.2, 1.3, 1.4]);
    cores.verdict = Verdict::Refuted(Refutation::ShortOfTarget);
    cores.clock = Some(Clock::Wall);
    cores.claim =
        Some("claimed 10x for Apple M4 Pro, 10 performance cores: not judged here (this is Xeon)".to_owned());
    let mut large = came(
        row(
            "it holds for large years",
            "chain over rebuild on large",
            Verdict::NotJudged(Obstacle::WorkloadNotRun("large".to_owned())),
        ),
        Prediction::Confirmed,
        None,
    );
    large.experiment = name("lp-years");
    large.workload = name("large");
    let mut gpu = large.clone();
    gpu.expectation = "gpu over rebuild on full".to_owned();
    gpu.workload = name("full");
    gpu.verdict = Verdict::NotJudged(Obstacle::Missing("a CUDA device: install NVIDIA's driver".to_owned()));
    let rows = vec![
        found("lp-years", "chain over rebuild", [3.6, 3.8, 4.1]),
        came(cores, Prediction::Confirmed, Some(false)),
        large,
        gpu,
    ];
    ran(14, "lp-years", rows)
}

fn columns() -> RunRecord {
    let mut run = ran(12, "lp-columns", vec![found("lp-columns", "sift over whole", [8.6, 9.1, 9.6])]);
    run.header.pin.commit = Some("77777777c3d4e5f60718293a4b5c6d7e8f9a0b1c".to_owned());
    run.header.pin.dirty = true;
    run.header.pin.patch_hash = Some("abcdef0123456789".to_owned());
    run
}

fn modes() -> RunRecord {
    let rows = vec![
        found("lp-modes", "sifted over plain", [13.0, 14.9, 16.0]),
        found("lp-modes", "both over sifted", [1.5, 1.6, 1.7]),
        found("lp-modes", "both over plain", [21.0, 23.0, 25.0]),
    ];
    ran(13, "lp-modes", rows)
}

fn with<T>(
    (name, plan, runs): (&str, &Plan, &[RunRecord]),
    elsewhere: &[(String, usize)],
    look: impl FnOnce(&PlanView<'_>) -> T,
) -> T {
    let runs: Vec<Ran<'_>> =
        runs.iter().map(|record| Ran { record, accepted: record.header.run.contains("20260312") }).collect();
    let known: Vec<(Name, Option<u32>)> = [("lp-columns", 4), ("lp-modes", 6), ("lp-years", 2)]
        .map(|(text, phase)| (self::name(text), Some(phase)))
        .into();
    let question = Question { name, plan, known: &known, runs: &runs };
    let became = became(&question);
    look(&PlanView { question: &question, became: &became, class: CLASS, elsewhere })
}

fn page<T>(runs: &[RunRecord], look: impl FnOnce(&PlanView<'_>) -> T) -> T {
    with(("lp", &plan(), runs), &[], look)
}

fn on_a_terminal(view: &PlanView<'_>) -> String {
    plan_text(view, Style::PLAIN)
}

#[test]
fn a_plan_of_which_everything_was_judged() {
    let runs = [years(), modes(), columns()];
    assert_snapshot!("plan_on_a_terminal", page(&runs, on_a_terminal));
    assert_snapshot!("plan_in_markdown", page(&runs, plan_markdown));
    assert_snapshot!("plan_in_csv", page(&runs, plan_csv));
}

#[test]
fn a_phase_that_was_not_measured_is_named_and_leaves_no_product() {
    let page = page(&[years(), modes()], plan_markdown);
    assert_snapshot!("plan_without_a_phase", page);
    assert!(page.contains("not computed, not measured here: lp-columns sift over whole on full"), "{page}");
    assert!(page.contains("there is no product to hold against it"), "{page}");
    let all = page.lines().filter(|line| line.contains("All gains") && line.contains("overstates"));
    assert_eq!(all.count(), 0, "nothing is held against a part of the factors");
}

#[test]
fn a_plan_of_which_nothing_was_measured_says_what_to_do() {
    let page = page(&[], on_a_terminal);
    assert_snapshot!("plan_of_which_nothing_was_measured", page);
    assert!(page.contains("touchstone run lp-years --workload full"), "{page}");
}

#[test]
fn other_classes_are_named_and_none_of_their_numbers_is_shown() {
    let elsewhere = [("mac-aarch64.apple-m4-pro.10c".to_owned(), 2), ("linux-x86_64.epyc.64c".to_owned(), 1)];
    let page = with(("lp", &plan(), &[years()]), &elsewhere, plan_markdown);
    assert!(
        page.contains("2 runs on mac-aarch64.apple-m4-pro.10c, 1 run on linux-x86_64.epyc.64c"),
        "{page}"
    );
}

#[test]
fn nobody_who_means_harm_gets_anything_onto_the_page() {
    let mut plan = plan();
    plan.title = EVIL.to_owned();
    plan.machine = EVIL.to_owned();
    plan.phases[1].title = EVIL.to_owned();
    plan.phases[1].claims[0].about = EVIL.to_owned();
    plan.acts_on.as_mut().unwrap().part = EVIL.to_owned();
    let mut run = years();
    run.header.run = EVIL.to_owned();
    run.header.pin.caution = Some(EVIL.to_owned());
    run.header.pin.branch = Some(EVIL.to_owned());
    run.header.ended_early = Some(EVIL.to_owned());
    run.header.experiments[0].declaration.title = EVIL.to_owned();
    for row in &mut run.verdicts {
        row.hypothesis = EVIL.to_owned();
        row.unit = EVIL.to_owned();
        row.target = EVIL.to_owned();
        row.claim = Some(EVIL.to_owned());
    }
    run.verdicts[2].verdict = Verdict::NotJudged(Obstacle::CannotRun(EVIL.to_owned()));
    let runs = [run];
    let elsewhere = [(EVIL.to_owned(), 1)];
    let page = |look: fn(&PlanView<'_>) -> String| with((EVIL, &plan, &runs), &elsewhere, look);
    let markdown = page(plan_markdown);
    assert_snapshot!("hostile_plan_in_markdown", markdown);
    for text in [&markdown, &page(on_a_terminal)] {
        assert!(!text.chars().any(|c| c != '\n' && c.is_control()), "{text:?}");
        assert!(!text.contains('\u{202e}'), "{text:?}");
    }
    assert!(!markdown.contains("<script"), "{markdown}");
    assert!(!markdown.contains("\n# not a heading"), "{markdown}");
    let csv = page(plan_csv);
    assert_eq!(records(&csv)[1][3], EVIL, "in quotes nothing is lost and nothing breaks out");
}

#[test]
fn what_is_no_number_is_never_a_factor() {
    let mut run = years();
    (run.verdicts[0].estimate, run.verdicts[0].lower) = (Some(f64::NAN), Some(f64::NAN));
    run.verdicts[1].upper = Some(f64::INFINITY);
    let text = page(&[run.clone(), modes(), columns()], on_a_terminal);
    for line in ["no factor without an interval", "All gains: not computed"] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    let runs = [years(), modes(), columns()];
    for look in [on_a_terminal, plan_markdown, plan_csv] {
        assert_eq!(page(&runs, look), page(&runs, look));
    }
}

#[test]
fn no_line_is_wider_than_the_page_and_colours_change_nothing_else() {
    let runs = [years(), modes(), columns()];
    for wide in [80, 100, 140] {
        let style = Style { width: wide, ..Style::PLAIN };
        let plain = page(&runs, |view| plan_text(view, style));
        for line in plain.lines() {
            assert!(width(line) <= wide, "{} columns of {wide}: {line}", width(line));
            assert_eq!(line, line.trim_end(), "no blanks at the end of a line");
        }
        let coloured = page(&runs, |view| plan_text(view, Style { colour: Colour::On, ..style }));
        assert!(coloured.contains('\u{1b}'));
        let mut bare = String::new();
        for part in coloured.split('\u{1b}') {
            bare.push_str(part.strip_prefix('[').map_or(part, |part| part.split_once('m').unwrap().1));
        }
        assert_eq!(bare, plain);
    }
}

#[test]
fn markdown_says_what_the_terminal_says() {
    let runs = [years(), modes(), columns()];
    let words = |text: String| -> Vec<String> {
        let plain = text.replace('\\', "").replace(['|', '#', '>', '*', '`', ';'], " ").replace("&gt;", " ");
        plain.split_whitespace().map(str::to_lowercase).collect()
    };
    let wide = page(&runs, |view| plan_text(view, Style { width: 400, ..Style::PLAIN }));
    let (terminal, markdown) = (words(wide), words(page(&runs, plan_markdown)));
    for word in &terminal {
        assert!(markdown.contains(word), "only the terminal says {word}");
    }
}

/// Rows of cells, as RFC 4180 has them.
fn records(csv: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = csv.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            c => cell.push(c),
        }
    }
    records
}

#[test]
fn the_table_for_other_programs_reads_back_as_what_is_stored() {
    let mut runs = [years(), modes(), columns()];
    runs[0].verdicts[0].hypothesis = "a \"quoted\" claim, with\na second line".to_owned();
    (runs[0].verdicts[0].estimate, runs[0].verdicts[0].lower) = (Some(0.1 + 0.2), Some(1e-300));
    runs[1].verdicts[0].estimate = Some(1e300);
    let read = records(&page(&runs, plan_csv));
    let heading = |text: &str| read[0].iter().position(|cell| cell == text).expect(text);
    let stored: Vec<&VerdictRow> = runs.iter().flat_map(|run| &run.verdicts).collect();
    assert_eq!(read.len(), stored.len() + 1);
    for row in stored {
        let same = |cells: &&Vec<String>| {
            cells[heading("hypothesis")] == row.hypothesis && cells[heading("expectation")] == row.expectation
        };
        let cells = read.iter().find(same).unwrap_or_else(|| panic!("{row:?}"));
        let number = |text: &str| cells[heading(text)].parse::<f64>().ok();
        assert_eq!(
            [number("estimate"), number("lower"), number("upper")],
            [row.estimate, row.lower, row.upper]
        );
        assert_eq!(cells[heading("verdict")], row.verdict.word());
        assert_eq!(cells[heading("reason")], row.verdict.reason());
        assert_eq!(cells[heading("target")], row.target);
        assert_eq!(cells[heading("unit")], row.unit);
        assert_eq!(cells[heading("class")], CLASS);
        assert_eq!(cells.len(), read[0].len());
    }
}
