//! Tables of several versions side by side.

use std::{fs, path::Path};

use polars::prelude::{Column, DataFrame, DataType, NamedFrom, SerReader, Series};
use polars_io::parquet::{
    read::ParquetReader,
    write::{KeyValueMetadata, ParquetWriter},
};
use results::{Cell, Error, With};

use crate::{results, rich, says, stored};

/// Writes a table anew, as another version would have.
fn rewrite(path: &Path, version: &str, change: impl FnOnce(&mut DataFrame)) {
    let mut frame = ParquetReader::new(fs::File::open(path).unwrap()).finish().unwrap();
    change(&mut frame);
    let footer = KeyValueMetadata::from_static(vec![("touchstone.schema".to_owned(), version.to_owned())]);
    ParquetWriter::new(fs::File::create(path).unwrap())
        .with_key_value_metadata(Some(footer))
        .finish(&mut frame)
        .unwrap();
}

#[test]
fn an_older_table_reads_as_the_declared_one() {
    let (_folder, store) = results();
    let (older, newer) = (rich::plain("20260101T000000Z-older", 8), rich::plain("20260102T000000Z-newer", 8));
    let path = stored(&store, &older).join("samples.parquet");
    rewrite(&path.with_file_name("metrics.parquet"), "2", |frame| drop(frame.drop_in_place("seed").unwrap()));
    stored(&store, &newer);
    rewrite(&path, "0", |frame| {
        // Without a column that came later, with one that is gone, in another order, and with narrower numbers.
        frame.drop_in_place("thread_cpu_ns").unwrap();
        let round = frame.drop_in_place("round").unwrap().cast(&DataType::Int32).unwrap();
        frame.insert_column(0, round).unwrap();
        let gone = Column::from(Series::new("cycles".into(), vec![1.5_f64; 8]));
        frame.insert_column(3, gone).unwrap();
    });
    let mut expected = older.clone();
    expected.samples.iter_mut().for_each(|row| row.thread_cpu_ns = None);
    assert_eq!(store.read("20260101").unwrap(), expected);
    assert_eq!(store.read("20260102").unwrap(), newer);

    let answer = store
        .query("SELECT run, round, thread_cpu_ns, wall_ns FROM samples ORDER BY run, wall_ns", 100)
        .unwrap();
    assert_eq!(answer.rows.len(), 16);
    for (i, row) in answer.rows.iter().enumerate() {
        let cpu = if i < 8 { Cell::Empty } else { Cell::Whole(2000) };
        let run = if i < 8 { &older } else { &newer };
        let expected = [
            Cell::Text(run.header.run.clone()),
            Cell::Whole(i as i128 % 8 / 4),
            cpu,
            Cell::Whole(1000 + i as i128 % 8),
        ];
        assert_eq!(*row, expected);
    }
    let error = store.query("SELECT cycles FROM samples", 1).unwrap_err().to_string();
    assert!(error.contains("no column `cycles`"), "{error}");
}

#[test]
fn pages_have_runs_of_every_version_side_by_side() {
    let (_folder, store) = results();
    let (older, newer) = (rich::plain("20260101T000000Z-older", 8), rich::plain("20260102T000000Z-newer", 8));
    let folder = stored(&store, &older);
    stored(&store, &newer);
    rewrite(&folder.join("run.parquet"), "1", |frame| {
        for column in ["side", "kind", "base_commit", "declaration_hash"] {
            frame.drop_in_place(column).unwrap();
        }
    });
    rewrite(&folder.join("verdicts.parquet"), "1", |frame| drop(frame.drop_in_place("clock").unwrap()));
    rewrite(&folder.join("checks.parquet"), "1", |frame| drop(frame.drop_in_place("seed").unwrap()));
    let mut expected = older.clone();
    expected.verdicts.iter_mut().for_each(|row| row.clock = None);
    expected.checks.iter_mut().for_each(|row| row.seed = None);
    for (read, written) in store.judged(With::Checks).unwrap().iter().zip([&newer, &expected]) {
        assert_eq!(read.0.header, written.header);
        assert_eq!(read.0.verdicts, written.verdicts);
        assert_eq!(read.0.checks, written.checks);
    }
}

#[test]
fn a_newer_table_is_refused_by_whoever_needs_it() {
    let (_folder, store) = results();
    let path = stored(&store, &rich::run(0)).join("verdicts.parquet");
    rewrite(&path, "99", |_| ());
    for error in [store.read("latest").unwrap_err(), store.query("SELECT * FROM verdicts", 1).unwrap_err()] {
        assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
        says(&error, &path, &["version 99", "update it"]);
    }
    store.query("SELECT * FROM run", 1).unwrap();
}

#[test]
fn a_column_that_does_not_fit_its_declared_type_is_an_error() {
    let (_folder, store) = results();
    let path = stored(&store, &rich::plain("20260101T000000Z-a", 4)).join("samples.parquet");
    rewrite(&path, "1", |frame| {
        frame.drop_in_place("wall_ns").unwrap();
        let words = Column::from(Series::new("wall_ns".into(), ["long", "1", "2", "3"]));
        frame.insert_column(1, words).unwrap();
    });
    says(&store.read("latest").unwrap_err(), &path, &["cannot be read"]);
    says(&store.query("SELECT wall_ns FROM samples", 1).unwrap_err(), &path, &["cannot be read"]);
}

#[test]
fn a_cell_that_must_not_be_empty_is_an_error() {
    let (_folder, store) = results();
    let path = stored(&store, &rich::plain("20260101T000000Z-a", 4)).join("samples.parquet");
    rewrite(&path, "1", |frame| _ = frame.drop_in_place("wall_ns").unwrap());
    says(&store.read("latest").unwrap_err(), &path, &["wall_ns is empty where it must not be"]);
}

#[test]
fn a_run_from_before_there_were_gates_has_no_outcomes_and_no_power() {
    let (_folder, store) = results();
    let mut record = rich::plain("20260101T000000Z-a", 4);
    let folder = stored(&store, &record);
    rewrite(&folder.join("run.parquet"), "1", |_| ());
    for table in ["outcomes", "power"] {
        fs::remove_file(folder.join(format!("{table}.parquet"))).unwrap();
    }
    record.outcomes.clear();
    record.power.clear();
    assert_eq!(store.read("latest").unwrap(), record);
    for table in ["outcomes", "power"] {
        assert_eq!(store.query(&format!("SELECT * FROM {table}"), 10).unwrap().rows, Vec::<Vec<Cell>>::new());
    }
    // A run of today beside it is not hidden by it.
    let newer = rich::plain("20260102T000000Z-b", 4);
    stored(&store, &newer);
    let asked = store.query("SELECT count(*) AS n FROM outcomes", 1).unwrap().to_json();
    assert_eq!(asked[0]["n"], newer.outcomes.len());
}

#[test]
fn a_run_of_today_without_its_outcomes_is_broken() {
    let (_folder, store) = results();
    for table in ["outcomes", "power"] {
        let name = format!("20260101T000000Z-{table}");
        let path = stored(&store, &rich::plain(&name, 4)).join(format!("{table}.parquet"));
        fs::remove_file(&path).unwrap();
        says(&store.read(&name).unwrap_err(), &path, &["missing"]);
        let question = format!("SELECT * FROM {table} WHERE run = '{name}'");
        says(&store.query(&question, 1).unwrap_err(), &path, &["missing"]);
    }
}
