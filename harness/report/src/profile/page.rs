//! The page: a table of stages for each variant, which add up with what lies outside them.

use judge::profile::{Caution, Profile, Share};

use super::ProfileView;
use crate::{Cell, Column, Style, Table, Tone, harmless, number, page::Page, percent, seconds};

/// Stages and shares, as text.
pub fn profile_text(view: &ProfileView<'_>, style: Style) -> String {
    let mut page = Page::new(style);
    page.line(0, &format!("{} on {}: {}; seed {}", view.experiment, view.workload, view.because, view.seed));
    let (rounds, of) = view.rounds;
    if rounds < of {
        page.toned(Tone::Unsure, 0, &format!("it was stopped after {rounds} of {of} rounds"));
    }
    for why in view.disturbed {
        page.toned(Tone::Unsure, 0, &format!("a round was disturbed: {why}"));
    }
    for profile in view.profiles {
        variant(&mut page, profile, style);
    }
    if !view.left_out.is_empty() {
        page.blank();
    }
    for left_out in view.left_out {
        page.toned(Tone::Faint, 0, &harmless(&format!("{} {}", left_out.variant, left_out.why)));
    }
    page.text()
}

fn variant(page: &mut Page, profile: &Profile, style: Style) {
    page.heading(profile.variant.as_str());
    let mut table = Table::new([
        Column::left("stage"),
        Column::right("share"),
        Column::left("from process to process"),
        Column::right("time"),
        Column::right("spans"),
    ])
    .indented(2);
    for stage in &profile.stages {
        let spans = number(stage.spans, "");
        table.row([
            stage.name.to_string(),
            percent(stage.share.whole),
            range(stage.share),
            seconds(stage.seconds),
            spans,
        ]);
    }
    let outside = profile.outside;
    let faint = |text: &str| Cell::new(text, Tone::Faint);
    table.row([
        faint("outside every stage"),
        faint(&percent(outside.whole)),
        faint(&range(outside)),
        faint(&seconds(outside.whole * profile.iteration_s)),
        faint(""),
    ]);
    page.rendered(&table.render(style));
    page.line(
        2,
        &format!(
            "of an iteration of {}: the mean of {} in {} processes",
            seconds(profile.iteration_s),
            profile.iterations,
            profile.invocations
        ),
    );
    if profile.lanes.len() > 1 {
        let at_once = number(profile.at_once, "");
        page.line(2, &format!("{} lanes, {at_once} of them at once where any runs", profile.lanes.len()));
    }
    page.line(2, &watching(profile));
    for caution in &profile.cautions {
        page.toned(Tone::Unsure, 2, &format!("CAUTION: {}", words(*caution)));
    }
}

fn range(share: Share) -> String {
    format!("{} to {}", percent(share.least), percent(share.most))
}

fn watching(profile: &Profile) -> String {
    let spans = number(profile.spans, "");
    match profile.watching {
        Some(watching) => format!(
            "watching: {spans} spans of {} each are {} of it",
            seconds(watching.span_cost_s),
            percent(watching.share)
        ),
        None => format!("watching: {spans} spans; the worker does not say what one costs"),
    }
}

fn words(caution: Caution) -> String {
    match caution {
        Caution::WithoutSpans(count) => {
            format!("{count} iterations have no span; they count as outside every stage")
        }
        Caution::Beyond(count) => {
            format!("{count} spans reach beyond their iteration; what lies beyond is left out")
        }
        Caution::Crossing(count) => format!(
            "{count} spans begin within another of their lane and end after it: the later one has what they share; \
             what runs side by side belongs on lanes of its own"
        ),
    }
}
