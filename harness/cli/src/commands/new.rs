//! `touchstone new`: an experiment that builds, runs and is judged at once, to be changed into yours.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use model::Name;

use crate::{
    arguments::{Arguments, New},
    say,
};

const MANIFEST: &str = include_str!("template/Cargo.toml.in");
const MAIN: &str = include_str!("template/main.rs.in");

pub(crate) fn run(arguments: &Arguments, new: &New) -> anyhow::Result<u8> {
    let name: Name = new.name.parse()?;
    let workspace = arguments.checkout()?;
    let folder = workspace.root.join("experiments").join(name.as_str());
    if folder.exists() {
        bail!("{} exists already: choose another name, or remove it", folder.display());
    }
    if name.as_str().contains('.') {
        bail!("{name:?}: a crate has no dot in its name");
    }
    let plan = new.plan.as_deref().map_or_else(String::new, |plan| format!("plan = {plan:?}\n"));
    write(&folder.join("Cargo.toml"), &MANIFEST.replace("{name}", name.as_str()).replace("{plan}", &plan))?;
    write(&folder.join("src/main.rs"), MAIN)?;
    let shown: PathBuf = folder.strip_prefix(&workspace.root).unwrap_or(&folder).to_owned();
    say(&format!(
        "{} is an experiment now. Judge it with\n\n    cargo touchstone run {name}\n\nand make it yours in {}.\n",
        shown.display(),
        shown.join("src/main.rs").display()
    ))?;
    Ok(0)
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .with_context(|| format!("{} cannot be written", path.display()))
}
