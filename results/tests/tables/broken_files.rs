//! A broken file is an error that names it and the way out; it is never skipped and never guessed at.

use std::fs;

use results::{Error, TableName};

use crate::{chance::Chance, results, rich, says, stored};

const WAY_OUT: &str = "move its run folder out of the results";

#[test]
fn a_torn_or_foreign_file_is_named_by_whoever_reads_it() {
    let (_folder, store) = results();
    let (good, bad) = (rich::plain("20260101T000000Z-good", 40), rich::plain("20260102T000000Z-bad", 40));
    stored(&store, &good);
    let folder = stored(&store, &bad);
    for table in TableName::ALL {
        let file = folder.join(format!("{}.parquet", table.as_str()));
        let whole = fs::read(&file).unwrap();
        let contents: [(&str, Vec<u8>); 5] = [
            ("empty", Vec::new()),
            ("garbage", b"this is no table at all, whatever its name says".to_vec()),
            ("half", whole[..whole.len() / 2].to_vec()),
            ("all but the last byte", whole[..whole.len() - 1].to_vec()),
            ("without its beginning", whole[whole.len() / 3..].to_vec()),
        ];
        for (what, bytes) in contents {
            fs::write(&file, bytes).unwrap();
            let sql = format!("SELECT * FROM {}", table.as_str());
            for (by, error) in [
                ("read", store.read("20260102").unwrap_err()),
                ("query", store.query(&sql, 10).unwrap_err()),
                ("table", store.table(table, None).unwrap_err()),
            ] {
                assert!(matches!(error, Error::Unreadable { .. }), "{what} {by}: {error}");
                says(&error, &file, &[WAY_OUT]);
            }
            // Who does not need it is not stopped by it.
            assert_eq!(store.read("20260101").unwrap(), good);
        }
        fs::remove_file(&file).unwrap();
        says(
            &store.query(&format!("SELECT * FROM {}", table.as_str()), 10).unwrap_err(),
            &file,
            &["missing", WAY_OUT],
        );
        fs::write(&file, whole).unwrap();
    }
    assert_eq!(store.read("latest").unwrap(), bad);
}

#[test]
fn questions_that_do_not_need_a_broken_file_are_answered() {
    let (_folder, store) = results();
    let folder = stored(&store, &rich::plain("20260101T000000Z-a", 40));
    fs::write(folder.join("spans.parquet"), "garbage").unwrap();
    let answer = store.query("SELECT count(*) AS n FROM samples", 10).unwrap();
    assert_eq!(answer.to_json()[0]["n"], 40);
}

#[test]
fn a_parquet_file_of_somebody_else_is_no_table() {
    use polars::prelude::{DataFrame, NamedFrom, Series};
    let (_folder, store) = results();
    let file = stored(&store, &rich::run(0)).join("metrics.parquet");
    let mut frame = DataFrame::new(1, vec![Series::new("experiment".into(), ["x"]).into()]).unwrap();
    let out = fs::File::create(&file).unwrap();
    polars_io::parquet::write::ParquetWriter::new(out).finish(&mut frame).unwrap();
    says(&store.read("latest").unwrap_err(), &file, &["touchstone.schema", "no table of Touchstone"]);
}

#[test]
fn a_flipped_bit_never_ends_the_program() {
    let (_folder, store) = results();
    let record = rich::run(0);
    let folder = stored(&store, &record);
    let mut chance = Chance::new(7);
    for table in [TableName::Samples, TableName::Run, TableName::Verdicts] {
        let file = folder.join(format!("{}.parquet", table.as_str()));
        let whole = fs::read(&file).unwrap();
        for _ in 0..150 {
            let mut bytes = whole.clone();
            let at = chance.below(bytes.len() as u64) as usize;
            bytes[at] ^= 1 << chance.below(8);
            fs::write(&file, bytes).unwrap();
            if let Err(error) = store.read("latest") {
                assert!(error.to_string().contains("results"), "byte {at}: {error}");
            }
        }
        fs::write(&file, whole).unwrap();
    }
    assert_eq!(store.read("latest").unwrap(), record);
}
