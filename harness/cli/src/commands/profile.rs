//! `touchstone profile`: where the time of a variant goes, and a trace to look at.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use judge::profile::{Profile as OfVariant, Share, WhyNot};
use report::{ProfileView, profile_text, profile_trace};
use runner::{ProfileRequest, Profiled, fresh_seed, profile_stages};
use serde_json::json;

use crate::{
    arguments::{Arguments, Profile},
    commands::{say_json, stop_by_hand},
    progress::Line,
    say,
};

/// A wrong answer.
const WRONG: u8 = 1;
/// Something that was measured failed.
const FAILED: u8 = 4;
/// No variant reports spans.
const NOTHING: u8 = 5;

pub(crate) fn run(arguments: &Arguments, profile: &Profile) -> anyhow::Result<u8> {
    let workspace = arguments.workspace()?;
    let store = arguments.store()?;
    let request = ProfileRequest {
        workspace: &workspace,
        store: &store,
        experiment: &profile.experiment,
        workload: profile.workload.as_deref(),
        variants: &profile.variant,
        seed: profile.seed.unwrap_or_else(fresh_seed),
        variable: &|name| env::var_os(name),
        stop: stop_by_hand()?,
    };
    let profiled = profile_stages(&request, &mut Line::new())?;
    let view = ProfileView {
        experiment: &profiled.experiment,
        workload: &profiled.workload,
        because: profiled.because,
        seed: profiled.seed,
        rounds: (profiled.rounds, profiled.of),
        disturbed: &profiled.disturbed,
        profiles: &profiled.profiles,
        left_out: &profiled.left_out,
        samples: &profiled.samples,
        spans: &profiled.spans,
    };
    // Without a span there is nothing to look at.
    let trace = if profiled.profiles.is_empty() {
        None
    } else {
        let file = profile.trace.clone().unwrap_or_else(|| usual_place(&workspace.root, &profiled));
        write(&file, &profile_trace(&view))?;
        Some(file)
    };
    let exit = exit(&profiled);
    if arguments.json {
        say_json(&as_json(&profiled, trace.as_deref(), exit))?;
        return Ok(exit);
    }
    let mut text = profile_text(&view, arguments.style());
    if let Some(file) = trace {
        text += &format!(
            "\nThe trace is {}: open it on https://ui.perfetto.dev (it stays on this machine), or on chrome://tracing.\n",
            file.display()
        );
    }
    say(&text)?;
    Ok(exit)
}

/// Beside what else is not kept; git ignores the folder.
fn usual_place(root: &Path, profiled: &Profiled) -> PathBuf {
    let name = format!("profile-{}-{}.json", profiled.experiment, profiled.workload);
    root.join(".touchstone").join(name)
}

fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, text))
        .with_context(|| format!("{} cannot be written", file.display()))
}

fn exit(profiled: &Profiled) -> u8 {
    let any = |is: fn(&WhyNot) -> bool| profiled.left_out.iter().any(|left_out| is(&left_out.why));
    if any(|why| matches!(why, WhyNot::Failed(_))) {
        FAILED
    } else if any(|why| matches!(why, WhyNot::Wrong(_) | WhyNot::NoReference(_))) {
        WRONG
    } else if profiled.profiles.is_empty() {
        NOTHING
    } else {
        0
    }
}

fn as_json(profiled: &Profiled, trace: Option<&Path>, exit: u8) -> serde_json::Value {
    let left_out: Vec<_> = profiled
        .left_out
        .iter()
        .map(|left_out| json!({ "variant": left_out.variant, "why": left_out.why.to_string() }))
        .collect();
    json!({
        "experiment": profiled.experiment,
        "workload": profiled.workload,
        "because": profiled.because.to_string(),
        "seed": profiled.seed,
        "rounds": profiled.rounds,
        "disturbed": profiled.disturbed,
        "profiles": profiled.profiles.iter().map(of_variant).collect::<Vec<_>>(),
        "left_out": left_out,
        "trace": trace,
        "exit": exit,
    })
}

fn of_variant(profile: &OfVariant) -> serde_json::Value {
    let share = |share: Share| json!({ "share": share.whole, "least": share.least, "most": share.most });
    let stages: Vec<_> = profile
        .stages
        .iter()
        .map(|stage| {
            json!({
                "stage": stage.name,
                "share": stage.share.whole,
                "least": stage.share.least,
                "most": stage.share.most,
                "seconds": stage.seconds,
                "spans": stage.spans,
            })
        })
        .collect();
    json!({
        "variant": profile.variant,
        "invocations": profile.invocations,
        "iterations": profile.iterations,
        "iteration_s": profile.iteration_s,
        "stages": stages,
        "outside": share(profile.outside),
        "lanes": profile.lanes,
        "at_once": profile.at_once,
        "spans": profile.spans,
        "span_cost_s": profile.watching.map(|watching| watching.span_cost_s),
        "watching_share": profile.watching.map(|watching| watching.share),
        "cautions": profile.cautions.iter().map(|caution| format!("{caution:?}")).collect::<Vec<_>>(),
    })
}
