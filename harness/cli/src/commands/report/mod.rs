//! `touchstone report`: what the tables hold, as a page, as the page of a plan, or as a site. Nothing is measured.

mod http;
mod kept;
mod live;
mod plan;
mod serve;
mod sheet;
mod site;

use crate::{
    arguments::{Arguments, Report},
    commands::write,
};

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
