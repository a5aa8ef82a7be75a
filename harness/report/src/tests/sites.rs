//! A site of made-up runs: its pages hold what the rows hold, nothing from outside is markup, and every way leads somewhere.

use std::{collections::BTreeSet, path::Path};

use judge::plan::Ran;
use model::{Expectation, Level, Measure, Obstacle, RunRecord, Target, Verdict, plans::Plans};

use super::fixture::{name, run};
use crate::{
    Drawn, File, Home, Known, Sheet, Shown, SiteView, Unshown, alone, measured, sheet_markdown, site,
    standing,
};

const EVIL: &str = "<script>alert(1)</script> & \"more\"";

/// What is looked at, of runs of which none is accepted.
pub(super) fn look<T>(runs: &[RunRecord], at: impl FnOnce(SiteView<'_>) -> T) -> T {
    let ran: Vec<Ran<'_>> = runs.iter().map(|record| Ran { record, accepted: false }).collect();
    let whole: Vec<&RunRecord> = runs.iter().collect();
    let known = ["geo-nearest", "other"].map(|name| Known {
        experiment: name.parse().unwrap(),
        plan: Some("lp".to_owned()),
        phase: Some(5),
    });
    at(SiteView {
        runs: &ran,
        whole: &whole,
        unshown: &[],
        power: None,
        plans: &Plans::default(),
        known: &known,
        home: Home::Disk,
    })
}

fn of(runs: &[RunRecord]) -> Vec<File> {
    look(runs, |view| site(&view))
}

pub(super) fn is_page(file: &File) -> bool {
    Path::new(&file.path).extension().is_some_and(|ending| ending == "html")
}

pub(super) fn page<'a>(files: &'a [File], path: &str) -> &'a str {
    &files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}")).text
}

/// So many runs, the newest first, whose figures are that many times what the fixture holds.
pub(super) fn runs(times: &[f64]) -> Vec<RunRecord> {
    let of = |(place, times): (usize, &f64)| {
        let mut record = run();
        record.header.run = format!("2026010{}T000000.000Z-abcdef01-class-0000000{place}", 9 - place);
        record.header.started_utc = format!("2026-01-0{}T00:00:00Z", 9 - place);
        let speedup = |of: &str, over: &str, least: f64| Expectation::Reaches {
            measure: Measure::Speedup { of: name(of), over: name(over) },
            workload: name("small"),
            target: Target::AtLeast(Level::Number(least)),
        };
        record.header.experiments[0].declaration.hypotheses[0].expectations = vec![
            speedup("tree", "haversine", 50.0),
            speedup("row-table", "tree", 0.8),
            speedup("tree", "row-table", 1.5),
        ];
        for row in &mut record.verdicts {
            for value in [&mut row.estimate, &mut row.lower, &mut row.upper] {
                *value = value.map(|value| value * times);
            }
        }
        record
    };
    times.iter().enumerate().map(of).collect()
}

#[test]
fn every_figure_of_a_run_stands_on_the_page_of_its_experiment() {
    let runs = runs(&[1.0]);
    let files = of(&runs);
    for row in &runs[0].verdicts {
        let page = page(&files, &format!("experiment-{}.html", row.experiment));
        assert!(page.contains(row.verdict.word()), "{}", row.expectation);
        if let Some(figure) = measured(row) {
            assert!(page.contains(&figure), "{figure} of {}", row.expectation);
        }
    }
}

#[test]
fn every_link_leads_to_a_page() {
    let files = of(&runs(&[1.0, 1.0]));
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for file in files.iter().filter(|file| is_page(file)) {
        for link in file.text.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let place = link
                .strip_prefix('#')
                .map_or(paths.contains(link), |id| file.text.contains(&format!("id=\"{id}\"")));
            assert!(place, "{}: {link}", file.path);
        }
        let text = file.text.replace(" xmlns=\"http://www.w3.org/2000/svg\"", "");
        for outside in ["http:", "https:", "src=\"/", "url("] {
            assert!(!text.contains(outside), "{} asks for {outside}", file.path);
        }
    }
}

#[test]
fn words_from_outside_are_never_markup() {
    let mut runs = runs(&[1.0, 2.0]);
    for record in &mut runs {
        record.machine.class = EVIL.to_owned();
        record.machine.cpu_model = Some(EVIL.to_owned());
        let header = &mut record.header;
        header.run.push_str(EVIL);
        header.started_utc.push_str(EVIL);
        header.command = vec![EVIL.to_owned()];
        for text in [&mut header.rustc, &mut header.flags, &mut header.harness] {
            *text = EVIL.to_owned();
        }
        for text in
            [&mut header.pin.commit, &mut header.pin.branch, &mut header.pin.caution, &mut header.ended_early]
        {
            *text = Some(EVIL.to_owned());
        }
        for pin in &mut record.header.experiments {
            pin.declaration.title = EVIL.to_owned();
        }
        for row in &mut record.verdicts {
            row.hypothesis = EVIL.to_owned();
            row.expectation.push_str(EVIL);
            row.target = EVIL.to_owned();
            row.unit = EVIL.to_owned();
            row.claim = Some(EVIL.to_owned());
        }
        record.verdicts[0].verdict = Verdict::NotJudged(Obstacle::CannotRun(EVIL.to_owned()));
        for row in &mut record.failures {
            row.log_tail = EVIL.to_owned();
        }
        for row in &mut record.checks {
            (row.check.name, row.check.note) = (EVIL.to_owned(), Some(EVIL.to_owned()));
        }
    }
    for file in of(&runs).iter().filter(|file| is_page(file)) {
        assert!(!file.text.contains("<script>alert"), "{}", file.path);
        assert_eq!(file.text.matches("<script").count(), 1, "{}: the one of the page", file.path);
    }
    for sheet in [Sheet::Overview, Sheet::Scaling, Sheet::Accuracy] {
        let (page, pictures) = look(&runs, |view| sheet_markdown(&view, sheet));
        let texts = pictures.iter().map(|picture| &picture.text).chain([&page]);
        assert!(texts.into_iter().all(|text| !text.contains("<script")), "{sheet:?}");
    }
}

#[test]
fn without_runs_the_first_page_says_what_to_do() {
    let files = of(&[]);
    assert!(page(&files, "index.html").contains("touchstone run --quick"));
    assert_eq!(files.iter().filter(|file| is_page(file)).count(), 3);
}

#[test]
fn a_change_for_the_worse_needs_a_look_and_one_for_the_better_does_not() {
    let fell = of(&runs(&[0.5, 0.502, 0.498, 0.501, 1.0, 1.001, 0.999, 1.002]));
    let page_of_fall = page(&fell, "index.html");
    assert!(page_of_fall.contains("worse; by chance"), "{page_of_fall}");
    assert!(page(&fell, "experiment-geo-nearest.html").contains("it changed from"));
    let rose = of(&runs(&[1.0, 1.001, 0.999, 1.002, 0.5, 0.502, 0.498, 0.501]));
    assert!(!page(&rose, "index.html").contains("worse; by chance"));
}

#[test]
fn what_was_confirmed_where_it_was_accepted_and_is_refuted_now_needs_a_look() {
    let mut runs = runs(&[1.0, 1.0]);
    runs[0].verdicts[0].verdict = Verdict::Refuted(model::Refutation::ShortOfTarget);
    let ran = [Ran { record: &runs[0], accepted: false }, Ran { record: &runs[1], accepted: true }];
    let files = look(&runs, |view| site(&SiteView { runs: &ran, ..view }));
    assert!(page(&files, "index.html").contains("confirmed where it was accepted, refuted now"));
}

#[test]
fn what_is_not_finite_is_said_and_not_drawn() {
    let mut runs = runs(&[1.0, 1.0]);
    for (row, value) in
        runs[0].verdicts.iter_mut().zip([f64::NAN, f64::INFINITY, f64::NEG_INFINITY].iter().cycle())
    {
        row.estimate = row.estimate.map(|_| *value);
        (row.upper, row.target_value) = (row.upper.map(|_| f64::INFINITY), Some(*value));
    }
    for file in of(&runs).iter().filter(|file| is_page(file)) {
        assert!(file.text.ends_with("</html>\n"), "{}", file.path);
        for number in ["NaN", "inf ", "inf\""] {
            assert!(!file.text.contains(number), "{number} in {}", file.path);
        }
    }
    let files = of(&runs);
    let page = page(&files, "experiment-geo-nearest.html");
    assert!(page.contains("unknown") && page.contains("∞"), "{page}");
}

#[test]
fn machines_stand_beside_each_other_and_are_never_mixed() {
    let mut runs = runs(&[1.0, 0.5]);
    runs[1].machine.class = "linux-aarch64.other.64c.256g.gpu".to_owned();
    let files = of(&runs);
    let page = page(&files, "experiment-geo-nearest.html");
    assert!(page.contains("Machines beside each other"));
    assert!(page.contains("Measured once on this class"), "{page}");
}

#[test]
fn an_experiment_that_is_gone_is_shown_and_said_to_be_gone() {
    let runs = runs(&[1.0]);
    let known = [Known { experiment: "new".parse().unwrap(), plan: None, phase: None }];
    let files = look(&runs, |view| site(&SiteView { known: &known, ..view }));
    for path in ["experiment-geo-nearest.html", "index.html"] {
        assert!(page(&files, path).contains("no such experiment in the workspace any more"), "{path}");
    }
    // Where no workspace is known, nothing is said to be gone.
    for file in look(&runs, |view| site(&SiteView { known: &[], ..view })) {
        assert!(!file.text.contains("any more"), "{}", file.path);
    }
}

#[test]
fn samples_that_are_too_many_are_said_to_be_missing_with_a_question_that_sees_them() {
    let runs = runs(&[1.0]);
    let run = runs[0].header.run.clone();
    let unshown = [Unshown { run: run.clone(), samples: 10_000_000 }];
    let files = look(&runs, |view| site(&SiteView { unshown: &unshown, ..view }));
    let shown = page(&files, "experiment-geo-nearest.html");
    for words in ["10000000 samples", "touchstone query &quot;SELECT", &format!("run = &#39;{run}&#39;")] {
        assert!(shown.contains(words), "no {words} in {shown}");
    }
    // What failed in it is a small table, and is shown.
    assert!(shown.contains("What failed or could not run"), "{shown}");
    assert!(!page(&of(&runs), "experiment-geo-nearest.html").contains("are not shown"));
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    let runs = runs(&[1.0, 1.1]);
    assert_eq!(of(&runs), of(&runs));
}

#[test]
fn a_picture_by_itself_is_the_one_on_the_page() {
    let runs = runs(&[1.0, 1.1, 0.9]);
    let ran: Vec<Ran<'_>> = runs.iter().map(|record| Ran { record, accepted: false }).collect();
    let experiment = name("geo-nearest");
    let class = runs[0].machine.class.as_str();
    let drawn = Drawn { runs: &ran, whole: Some(&runs[0]), experiment: &experiment, class };
    let files = of(&runs);
    let page = page(&files, "experiment-geo-nearest.html");
    for shown in [Shown::Intervals, Shown::Histories] {
        let pictures = alone(&drawn, shown);
        assert!(!pictures.is_empty(), "{shown:?}");
        for picture in pictures {
            assert!(page.contains(&picture.svg), "{shown:?}: {}", picture.name);
        }
    }
    let of_another = Drawn { class: "another", ..drawn };
    assert!(alone(&of_another, Shown::Intervals).is_empty());
    // Rounds are of a whole run.
    assert!(alone(&Drawn { whole: None, ..drawn }, Shown::Rounds).is_empty());
}

#[test]
fn what_stands_is_what_the_newest_run_that_judged_it_found() {
    let runs = runs(&[1.0, 2.0]);
    let ran: Vec<Ran<'_>> = runs.iter().map(|record| Ran { record, accepted: false }).collect();
    let standing = standing(&ran);
    assert_eq!(standing.len(), runs[0].verdicts.len());
    assert!(standing.iter().all(|(ran, _)| ran.record.header.run == runs[0].header.run));
}
