//! A gate as JUnit XML, for viewers that know tests only: a suite for every experiment, a case for every row.
//!
//! The format has four words for seven outcomes. `skipped` is green or grey in most viewers, so only what nobody could
//! compare (`no baseline`) is skipped, with its reason. `inconclusive` and `suspect` are an `error`: the test could not
//! be carried out as meant, which is what JUnit means by the word, and no viewer shows it as a pass. Where the gate as a
//! whole says more than its rows do, a case of its own fails: a file without any case is green everywhere.

use std::collections::BTreeMap;

use model::{Outcome, OutcomeRow, Regression};

use super::{
    GateKind, GateView,
    answer::{Answer, headline},
    group::{Group, groups},
    kind::Kind,
    words::{WEAKER, comparison, sentence, subject},
};
use crate::harmless;

/// What the cases of a suite came to.
#[derive(Clone, Copy, Default)]
struct Tally {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

/// What a case says besides that it exists.
struct Fault<'a> {
    element: &'static str,
    kind: &'a str,
    message: String,
}

/// Cases of one name would be taken for one case.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    fn next(&mut self, name: &str) -> String {
        let seen = self.0.entry(name.to_owned()).or_default();
        *seen += 1;
        if *seen == 1 { name.to_owned() } else { format!("{name} ({seen})") }
    }
}

/// The whole file.
pub fn gate_junit(view: &GateView<'_>) -> String {
    let mut all = Tally::default();
    let mut suites = String::new();
    let mut add = |name: &str, cases: &[(String, Option<Fault<'_>>)]| {
        let tally = tally(cases);
        all.tests += tally.tests;
        all.failures += tally.failures;
        all.errors += tally.errors;
        all.skipped += tally.skipped;
        suites.push_str(&suite(view, name, tally, cases));
    };
    let answer = Answer::of(view);
    if !answer.is_in_the_rows(view) {
        let message = headline(view);
        let kind = if answer == Answer::Inconclusive { "inconclusive" } else { "nothing compared" };
        let kind = if answer == Answer::Failed { "failed" } else { kind };
        add("gate", &[("the comparison".to_owned(), Some(Fault { element: "error", kind, message }))]);
    }
    for group in groups(view.rows) {
        let Group { experiment, rows, identical } = &group;
        let mut names = Names::default();
        let cases: Vec<_> =
            rows.iter().chain(identical).map(|row| (names.next(&subject(row)), fault(view, row))).collect();
        add(experiment.as_str(), &cases);
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"touchstone gate: {}\"{}>\n{suites}</testsuites>\n",
        xml(&headline(view)),
        counts(all)
    )
}

fn fault<'a>(view: &GateView<'_>, row: &'a OutcomeRow) -> Option<Fault<'a>> {
    let kind = Kind::of(&row.outcome);
    let element = match kind {
        Kind::Regressed => "failure",
        Kind::Suspect | Kind::Inconclusive => "error",
        Kind::NoBaseline => "skipped",
        Kind::Improved | Kind::Ok | Kind::Identical => return None,
    };
    let kind = match &row.outcome {
        Outcome::Regressed(why) => in_which_way(why),
        _ => kind.word(),
    };
    Some(Fault { element, kind, message: sentence(view, row) })
}

/// The type of a failure: viewers group by it.
fn in_which_way(why: &Regression) -> &'static str {
    match why {
        Regression::BeyondMargin => "beyond the margin",
        Regression::MoreInstructions => "more instructions",
        Regression::WrongAnswer(_) => "wrong answer",
        Regression::ControlCameOutRight => "control came out right",
        Regression::Failed(_) => "failed",
        Regression::CannotRun(_) => "cannot run",
        Regression::MetricGone => "metric gone",
        Regression::EvidenceGone(_) => "evidence gone",
        Regression::NowRefuted(_) => "now refuted",
        Regression::Loosened(_) => "loosened",
    }
}

fn tally(cases: &[(String, Option<Fault<'_>>)]) -> Tally {
    let of = |element| {
        cases.iter().filter(|(_, fault)| fault.as_ref().is_some_and(|fault| fault.element == element)).count()
    };
    Tally { tests: cases.len(), failures: of("failure"), errors: of("error"), skipped: of("skipped") }
}

fn counts(tally: Tally) -> String {
    let Tally { tests, failures, errors, skipped } = tally;
    format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"")
}

fn suite(view: &GateView<'_>, name: &str, tally: Tally, cases: &[(String, Option<Fault<'_>>)]) -> String {
    let mut out = format!("  <testsuite name=\"{}\"{}>\n", xml(name), counts(tally));
    out.push_str("    <properties>\n");
    let mut property = |name: &str, value: &str| {
        out.push_str(&format!("      <property name=\"{name}\" value=\"{}\"/>\n", xml(value)));
    };
    property("base", view.base);
    property("head", view.head);
    property("comparison", comparison(view));
    if view.kind == GateKind::AgainstAccepted {
        property("label", WEAKER);
    }
    if let Some(run) = view.run {
        property("run", run);
    }
    for caution in view.cautions {
        property("caution", caution);
    }
    out.push_str("    </properties>\n");
    for (case, fault) in cases {
        let opening = format!("    <testcase classname=\"{}\" name=\"{}\"", xml(name), xml(case));
        match fault {
            None => out.push_str(&format!("{opening}/>\n")),
            // `skipped` knows a message only.
            Some(Fault { element: "skipped", message, .. }) => out.push_str(&format!(
                "{opening}>\n      <skipped message=\"{}\"/>\n    </testcase>\n",
                xml(message)
            )),
            Some(Fault { element, kind, message }) => out.push_str(&format!(
                "{opening}>\n      <{element} type=\"{}\" message=\"{}\"/>\n    </testcase>\n",
                xml(kind),
                xml(message)
            )),
        }
    }
    out.push_str("  </testsuite>\n");
    out
}

/// Text for XML 1.0: control characters are shown as codes, and the two that are left and not allowed are replaced.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
