//! `touchstone export`: a table as a file for other programs.

use std::fs;

use anyhow::{Context, bail};
use model::nearest;
use results::TableName;

use crate::{
    arguments::{Arguments, Export, Format},
    commands::query::written,
    say,
};

pub(crate) fn run(arguments: &Arguments, export: &Export) -> anyhow::Result<u8> {
    let Some(table) = TableName::parse(&export.table) else {
        let all = TableName::ALL.map(TableName::as_str);
        let hint =
            nearest(&export.table, all).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        bail!("there is no table `{}`; {hint}The tables are {}", export.table, all.join(", "));
    };
    let rows = arguments.store()?.table(table, export.run.as_deref())?;
    let text = written(&rows, if arguments.json { Format::Json } else { export.format });
    match &export.output {
        Some(path) => {
            fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        }
        None => say(&text)?,
    }
    Ok(0)
}
