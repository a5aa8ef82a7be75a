//! Programs by the task that they are for: from their texts each time, or kept as bytecode.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use grid_language::{Listing, Program, Reason};

use crate::{
    ContentHash,
    kept::{self, Bytes, Keeps, NotUsed, put_counted},
};

/// Files of programs in the line format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listings {
    files: Vec<(String, Vec<u8>)>,
}

/// Programs by task.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Programs {
    runnable: BTreeMap<String, Program>,
    refused: Vec<Refused>,
}

/// A line that is wrong; its program is not among those that can run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The task of the program, if it has a header.
    pub task: Option<String>,
    /// File, line and reason.
    pub told: String,
    /// The name that nothing is known by, if that is what is wrong.
    pub unknown: Option<String>,
}

const ENDINGS: [&str; 3] = ["programs", "py", "txt"];

impl Listings {
    /// One text; `name` is what errors call it.
    #[must_use]
    pub fn of(name: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        Self { files: vec![(name.into(), text.into())] }
    }

    /// A file, or all files of a folder whose names end in `.programs`, `.py` or `.txt`, in the order of their names.
    ///
    /// # Errors
    /// Where something cannot be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut paths: Vec<PathBuf> = vec![path.to_owned()];
        if fs::metadata(path)?.is_dir() {
            paths =
                fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
            paths
                .retain(|path| path.extension().is_some_and(|end| ENDINGS.iter().any(|known| end == *known)));
            paths.sort();
        }
        let files = paths.into_iter().map(|path| Ok((path.display().to_string(), fs::read(path)?)));
        Ok(Self { files: files.collect::<io::Result<_>>()? })
    }

    /// Of the contents: where they lie makes no difference.
    #[must_use]
    pub fn hash(&self) -> ContentHash {
        ContentHash::of_named(self.files.iter().map(|(_, text)| ("", ContentHash::of(text))))
    }

    /// Every text to bytecode. Of several programs for a task the first counts.
    #[must_use]
    pub fn parse(&self) -> Programs {
        let mut programs = Programs::default();
        for (file, text) in &self.files {
            let listing = grid_language::read(file, text);
            if self.files.len() > 1 && is_no_listing(&listing) {
                let told = format!("{file}: no program starts in this file: nothing of it is used");
                programs.refused.push(Refused { task: None, told, unknown: None });
                continue;
            }
            for program in listing.programs {
                programs.runnable.entry(program.task().to_owned()).or_insert(program);
            }
            programs.refused.extend(listing.errors.iter().map(|error| Refused {
                task: error.program.as_ref().map(|name| task_of(name).to_owned()),
                told: error.to_string(),
                unknown: match &error.reason {
                    Reason::Unknown(name) => Some(name.clone()),
                    _ => None,
                },
            }));
        }
        programs
    }
}

/// In a folder the language itself may lie beside its programs; each of its lines would be wrong.
fn is_no_listing(listing: &Listing) -> bool {
    listing.programs.is_empty() && listing.errors.iter().all(|error| error.program.is_none())
}

fn task_of(name: &str) -> &str {
    name.rsplit('_').next().unwrap_or(name)
}

impl Programs {
    /// The program of a task, or why there is none.
    ///
    /// # Errors
    /// Where there is no program for it, or its program has a wrong line.
    pub fn of(&self, task: &str) -> Result<&Program, String> {
        self.runnable.get(task).ok_or_else(|| {
            let refused = self.refused.iter().find(|refused| refused.task.as_deref() == Some(task));
            refused.map_or_else(
                || format!("there is no program for task {task}"),
                |refused| refused.told.clone(),
            )
        })
    }

    /// Those that can run.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Program> {
        self.runnable.values()
    }

    /// Every wrong line.
    #[must_use]
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// Names that nothing is known by, with how often they are used.
    #[must_use]
    pub fn unknown(&self) -> BTreeMap<&str, usize> {
        let mut unknown = BTreeMap::new();
        for name in self.refused.iter().filter_map(|refused| refused.unknown.as_deref()) {
            *unknown.entry(name).or_insert(0) += 1;
        }
        unknown
    }

    /// What people should know before anything runs: the names that nothing is known by, and every wrong line; nothing where all is
    /// well.
    #[must_use]
    pub fn warning(&self) -> Option<String> {
        let lines: Vec<&str> = self.refused.iter().map(|refused| refused.told.as_str()).collect();
        let names: Vec<String> =
            self.unknown().iter().map(|(name, times)| format!("`{name}` {times}")).collect();
        let of_names = if names.is_empty() {
            String::new()
        } else {
            format!("names that nothing is known by, and how often they are used: {}\n", names.join(", "))
        };
        (!lines.is_empty()).then(|| {
            format!(
                "{of_names}{} lines of programs cannot be used, and their programs do not run:\n{}",
                lines.len(),
                lines.join("\n")
            )
        })
    }
}

/// Keeps the bytecode of these listings, and what was wrong with them.
///
/// # Errors
/// Where the file cannot be written.
pub fn keep_programs(path: &Path, listings: ContentHash, programs: &Programs) -> io::Result<()> {
    let mut bytes = Vec::new();
    bytes.extend((programs.runnable.len() as u32).to_le_bytes());
    for program in programs.iter() {
        put_counted(&mut bytes, &program.to_bytes());
    }
    bytes.extend((programs.refused.len() as u32).to_le_bytes());
    for Refused { task, told, unknown } in &programs.refused {
        for text in [task, unknown] {
            bytes.push(u8::from(text.is_some()));
            put_counted(&mut bytes, text.as_deref().unwrap_or_default().as_bytes());
        }
        put_counted(&mut bytes, told.as_bytes());
    }
    kept::keep(path, Keeps::Programs, listings, &bytes)
}

/// The programs that were kept, if they are of these listings.
///
/// # Errors
/// Where there are none, or other ones, or the file is not what was written, or was written for another language.
pub fn kept_programs(path: &Path, listings: ContentHash) -> Result<Programs, NotUsed> {
    let content = kept::kept(path, Keeps::Programs, listings)?;
    programs(content.bytes()).map_err(|what| NotUsed::Damaged { path: path.to_owned(), what })
}

fn programs(content: &[u8]) -> Result<Programs, String> {
    let ends = || "it ends too early".to_owned();
    let mut bytes = Bytes(content);
    let mut programs = Programs::default();
    for _ in 0..bytes.number().ok_or_else(ends)? {
        let program =
            Program::from_bytes(bytes.counted().ok_or_else(ends)?).map_err(|error| error.to_string())?;
        programs.runnable.insert(program.task().to_owned(), program);
    }
    for _ in 0..bytes.number().ok_or_else(ends)? {
        let mut known = || {
            let [known] = bytes.take()?;
            let text = bytes.text()?;
            Some((known == 1).then_some(text))
        };
        let (task, unknown) = (known().ok_or_else(ends)?, known().ok_or_else(ends)?);
        programs.refused.push(Refused { task, told: bytes.text().ok_or_else(ends)?, unknown });
    }
    Ok(programs)
}
