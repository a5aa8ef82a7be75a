//! `touchstone pack`: built experiments in one folder, to run where there is no Rust.

use serde_json::json;

use crate::{
    arguments::{Arguments, Pack},
    commands::say_json,
    progress::Line,
    say,
};

pub(crate) fn run(arguments: &Arguments, pack: &Pack) -> anyhow::Result<u8> {
    let workspace = arguments.checkout()?;
    let store = arguments.store()?;
    let chosen = (pack.experiments.as_slice(), pack.plan.as_deref());
    let made = runner::pack(&workspace, &store, chosen, &pack.output, &mut Line::new())?;
    let unstripped = made.unstripped();
    if arguments.json {
        say_json(&json!({
            "folder": made.folder,
            "bytes": made.bytes(),
            "unstripped": unstripped,
            "manifest": made.manifest,
        }))?;
        return Ok(0);
    }
    let manifest = &made.manifest;
    let names: Vec<&str> = manifest.experiments.iter().map(|packed| packed.pin.experiment.as_str()).collect();
    let mut text = String::new();
    if let Some(caution) = &manifest.pin.caution {
        text += &format!("CAUTION: {caution}\n");
    }
    if !unstripped.is_empty() {
        text += &format!("not stripped, and so larger than need be: {}\n", unstripped.join(", "));
    }
    let glibc = manifest.needs.glibc.as_deref().unwrap_or("unknown");
    let folder = made.folder.display();
    text += &format!(
        "{}\n{:.1} MB in {} files, for {} with glibc {glibc} or newer\n\n    tar -czf pack.tar.gz {folder}     to send it\n    \
         ./touchstone run --packed .     in it, wherever it is unpacked\n    touchstone merge FOLDER         here, when it \
         is back\n",
        names.join(" "),
        made.bytes() as f64 / 1e6,
        manifest.files.len() + 1,
        manifest.system,
    );
    say(&text)?;
    Ok(0)
}
