//! Large tables, built once and kept beside the binary: four million solutions of the equation of state take seconds, and every
//! invocation would pay them. What building took is kept with the values, so that it can always be told.

use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
    process,
    time::{Duration, Instant},
};

/// A folder of tables.
#[derive(Clone, Debug)]
pub(crate) struct Shelf(PathBuf);

/// The values of a table, and what it took to build them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shelved {
    pub(crate) values: Vec<f64>,
    pub(crate) built_in: Duration,
}

impl Shelf {
    /// In the folder of this binary, which is one of the build.
    pub(crate) fn of_build() -> Self {
        let binary = env::current_exe().unwrap_or_default();
        Self::at(&binary.with_file_name("prepared-tables"))
    }

    pub(crate) fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// The values that `build` would make. `made_of` is everything that they depend on: other content, another file. Where
    /// nothing can be written they are built again every time, which costs time and changes no answer.
    pub(crate) fn take(&self, made_of: &[f64], many: usize, build: impl FnOnce() -> Vec<f64>) -> Shelved {
        let path = self.0.join(format!("{:016x}.table", key(made_of, many)));
        if let Some(shelved) = read(&path, many) {
            return shelved;
        }
        let start = Instant::now();
        let values = build();
        let shelved = Shelved { values, built_in: start.elapsed() };
        // Whoever cannot keep it has it all the same.
        drop(self.write(&path, &shelved));
        shelved
    }

    /// Whole or not at all, whoever else is writing.
    fn write(&self, path: &Path, shelved: &Shelved) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        let bytes: Vec<u8> = (shelved.built_in.as_nanos() as u64)
            .to_le_bytes()
            .into_iter()
            .chain(shelved.values.iter().flat_map(|value| value.to_le_bytes()))
            .collect();
        let unfinished = path.with_extension(process::id().to_string());
        fs::write(&unfinished, bytes)?;
        fs::rename(&unfinished, path)
    }
}

fn key(made_of: &[f64], many: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    many.hash(&mut hasher);
    for number in made_of {
        number.to_bits().hash(&mut hasher);
    }
    hasher.finish()
}

/// Nothing where there is no file, or one of another length.
fn read(path: &Path, many: usize) -> Option<Shelved> {
    let bytes = fs::read(path).ok()?;
    let (built_in, values) = bytes.split_first_chunk::<8>()?;
    let (values, rest) = values.as_chunks::<8>();
    (values.len() == many && rest.is_empty()).then(|| Shelved {
        values: values.iter().map(|value| f64::from_le_bytes(*value)).collect(),
        built_in: Duration::from_nanos(u64::from_le_bytes(*built_in)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_built_once_and_keeps_what_that_took() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(&folder.path().join("deep"));
        let first = shelf.take(&[1.0, 2.0], 3, || vec![0.1, -0.0, 3e300]);
        let again = shelf.take(&[1.0, 2.0], 3, || panic!("it is there"));
        assert_eq!(first, again);
    }

    #[test]
    fn other_content_is_another_table() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(folder.path());
        shelf.take(&[1.0], 1, || vec![1.0]);
        assert_eq!(shelf.take(&[1.0_f64.next_up()], 1, || vec![2.0]).values, [2.0]);
        assert_eq!(shelf.take(&[1.0], 1, || panic!("it is there")).values, [1.0]);
    }

    #[test]
    fn half_a_file_is_built_anew() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(folder.path());
        shelf.take(&[1.0], 2, || vec![1.0, 2.0]);
        let file = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
        let whole = fs::read(&file).unwrap();
        fs::write(&file, &whole[..whole.len() - 3]).unwrap();
        assert_eq!(shelf.take(&[1.0], 2, || vec![1.0, 2.0]).values, [1.0, 2.0]);
        assert_eq!(fs::read(&file).unwrap().len(), whole.len());
    }

    #[test]
    fn where_nothing_can_be_written_a_table_is_built_again() {
        let folder = tempfile::tempdir().unwrap();
        let in_the_way = folder.path().join("file");
        fs::write(&in_the_way, "").unwrap();
        let shelf = Shelf::at(&in_the_way);
        assert_eq!(shelf.take(&[1.0], 1, || vec![1.0]).values, [1.0]);
        assert_eq!(shelf.take(&[1.0], 1, || vec![2.0]).values, [2.0]);
    }
}
