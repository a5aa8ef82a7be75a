//! `touchstone report`: what the tables hold, as a page, as the page of a plan, or as a site. Nothing is measured.

mod http;
mod kept;
mod live;
mod plan;
mod serve;
mod sheet;
mod site;

use std::{fs, path::Path};

use anyhow::Context;

use crate::arguments::{Arguments, Report};

pub(crate) fn run(arguments: &Arguments, report: &Report) -> anyhow::Result<u8> {
    if report.serve {
        return serve::run(arguments, report.bind);
    }
    match (&report.plan, &report.html) {
        (Some(plan), _) => plan::run(arguments, report, plan),
        (None, Some(folder)) => site::run(arguments, folder),
        (None, None) => sheet::run(arguments, report),
    }
}

/// A file, and the folders that it lies in.
fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, text))
        .with_context(|| format!("{} cannot be written", file.display()))
}
