//! `touchstone report`: one page of all that was measured, for a terminal, a forge or another program.

use report::{File, Home, sheet_csv, sheet_json, sheet_markdown, sheet_text};
use results::With;
use serde_json::json;

use super::{
    kept::{Kept, Samples},
    write,
};
use crate::{
    arguments::{Arguments, Report, Sheet},
    commands::say_json,
    say,
};

pub(super) fn run(arguments: &Arguments, report: &Report) -> anyhow::Result<u8> {
    let (sheet, with, samples) = match report.page {
        Sheet::Overview => (report::Sheet::Overview, With::Verdicts, Samples::None),
        Sheet::Scaling => (report::Sheet::Scaling, With::Verdicts, Samples::OfTheNewest),
        Sheet::Accuracy => (report::Sheet::Accuracy, With::Checks, Samples::None),
    };
    let kept = Kept::read(arguments, with, samples)?;
    let mut written = Vec::new();
    if let Some(file) = &report.markdown {
        let (page, pictures) = kept.shown(Home::Disk, |view| sheet_markdown(view, sheet));
        write(file, &page)?;
        written.push(file.display().to_string());
        for File { path, text } in pictures {
            let picture = file.with_file_name(path);
            write(&picture, &text)?;
            written.push(picture.display().to_string());
        }
    }
    if let Some(file) = &report.csv {
        write(file, &kept.shown(Home::Disk, |view| sheet_csv(view, sheet)))?;
        written.push(file.display().to_string());
    }
    match (arguments.json, written.is_empty()) {
        (true, true) => {
            say_json(&json!({ "rows": kept.shown(Home::Disk, |view| sheet_json(view, sheet)) }))?;
        }
        (true, false) => say_json(&json!({ "written": written }))?,
        (false, true) => {
            say(&kept.shown(Home::Disk, |view| sheet_text(view, sheet, arguments.style())))?;
        }
        (false, false) => say(&(written.join("\n") + "\n"))?,
    }
    Ok(0)
}
