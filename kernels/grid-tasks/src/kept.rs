//! A file that keeps what was made from something else. It says from what, by a hash, and is taken for that only: one that is
//! older, damaged or somebody else's is named, and never used.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

use crate::ContentHash;

/// What a file keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// Packed tasks.
    Tasks = 1,
    /// Programs as bytecode.
    Programs = 2,
}

/// Counts every change of what is kept, or how.
const VERSION: u32 = 2;
const MAGIC: [u8; 8] = *b"gridkept";
/// Magic, version, what is kept, what it was made from, how long it is, and its checksum.
const HEADER: usize = 8 + 4 + 4 + 32 + 8 + 32;

/// Why what is kept is not used.
#[derive(Debug, thiserror::Error)]
pub enum NotUsed {
    /// There is none yet, or it cannot be read.
    #[error("{}: {error}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Some other file, or something else that is kept.
    #[error("{}: this is no file of kept {what}", path.display())]
    Foreign {
        /// Which file.
        path: PathBuf,
        /// What it should keep.
        what: &'static str,
    },
    /// Of another version.
    #[error("{}: version {version} of what is kept, this is version {VERSION}", path.display())]
    Version {
        /// Which file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// Its sources have changed.
    #[error("{}: stale: made from {made_from}, the sources are {sources} now", path.display())]
    Stale {
        /// Which file.
        path: PathBuf,
        /// What it was made from.
        made_from: ContentHash,
        /// What there is.
        sources: ContentHash,
    },
    /// Not what was written.
    #[error("{}: damaged: {what}", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// In which way.
        what: String,
    },
}

impl Keeps {
    const fn name(self) -> &'static str {
        match self {
            Self::Tasks => "tasks",
            Self::Programs => "programs",
        }
    }
}

/// Writes the whole file or none of it, whoever else is writing.
pub(crate) fn keep(path: &Path, keeps: Keeps, made_from: ContentHash, content: &[u8]) -> io::Result<()> {
    static WRITES: AtomicU32 = AtomicU32::new(0);
    let mut bytes = Vec::with_capacity(HEADER + content.len());
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend((keeps as u32).to_le_bytes());
    bytes.extend(made_from.0);
    bytes.extend((content.len() as u64).to_le_bytes());
    bytes.extend(ContentHash::of(content).0);
    bytes.extend(content);
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(format!(".{}-{}", process::id(), WRITES.fetch_add(1, Ordering::Relaxed)));
    let written = fs::write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        // Nothing more can be done about it, and the first error says why.
        drop(fs::remove_file(&unfinished));
    }
    written
}

/// The content of a file, if it is what was kept and its sources are these.
pub(crate) fn kept(path: &Path, keeps: Keeps, sources: ContentHash) -> Result<Vec<u8>, NotUsed> {
    let file = path.to_owned();
    let mut bytes = fs::read(path).map_err(|error| NotUsed::Io { path: file.clone(), error })?;
    let mut header = Bytes(&bytes);
    let (Some(MAGIC), Some(version)) = (header.take(), header.number()) else {
        return Err(NotUsed::Foreign { path: file, what: keeps.name() });
    };
    if version != VERSION {
        return Err(NotUsed::Version { path: file, version });
    }
    if header.number() != Some(keeps as u32) {
        return Err(NotUsed::Foreign { path: file, what: keeps.name() });
    }
    let damaged = |what: &str| NotUsed::Damaged { path: file.clone(), what: what.to_owned() };
    let (Some(made_from), Some(length), Some(checksum)) = (header.take(), header.take(), header.take())
    else {
        return Err(damaged("it ends within its header"));
    };
    let made_from = ContentHash(made_from);
    if made_from != sources {
        return Err(NotUsed::Stale { path: file, made_from, sources });
    }
    if u64::from_le_bytes(length) != header.0.len() as u64 {
        return Err(damaged("it is not as long as its header says"));
    }
    if ContentHash::of(header.0) != ContentHash(checksum) {
        return Err(damaged("its checksum does not hold"));
    }
    Ok(bytes.split_off(HEADER))
}

/// Bytes that are taken one after the other; none where they end.
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(crate) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(crate) fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    pub(crate) fn many(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// As many as the number before them says.
    pub(crate) fn counted(&mut self) -> Option<&'a [u8]> {
        let count = self.number()? as usize;
        self.many(count)
    }

    pub(crate) fn text(&mut self) -> Option<String> {
        self.counted().and_then(|bytes| str::from_utf8(bytes).ok()).map(str::to_owned)
    }
}

/// With their number before them.
pub(crate) fn put_counted(bytes: &mut Vec<u8>, content: &[u8]) {
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes.extend(content);
}
