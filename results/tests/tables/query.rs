//! SQL over all runs, and what it says when it cannot answer.

use results::{Cell, Error, Kind};
use serde_json::json;

use crate::{results, rich, stored};

#[test]
fn all_runs_answer_together_oldest_first() {
    let (_folder, store) = results();
    stored(&store, &rich::plain("20260102T000000Z-b", 8));
    stored(&store, &rich::plain("20260101T000000Z-a", 12));
    let rows = store.query("SELECT run, wall_ns FROM samples", 100).unwrap();
    assert_eq!((rows.total, rows.columns.as_slice()), (20, &["run".to_owned(), "wall_ns".to_owned()][..]));
    assert_eq!(rows.kinds, [Kind::Text, Kind::Whole]);
    assert_eq!(rows.rows[0], [Cell::Text("20260101T000000Z-a".to_owned()), Cell::Whole(1000)]);
    assert_eq!(rows.rows[12], [Cell::Text("20260102T000000Z-b".to_owned()), Cell::Whole(1000)]);
    let answer = store
        .query(
            "SELECT s.run, s.variant, count(*) AS n, min(s.wall_ns) AS least, r.seed
             FROM samples s JOIN (SELECT DISTINCT run, seed FROM run) r ON s.run = r.run
             WHERE NOT s.disturbed AND s.round < 2
             GROUP BY s.run, s.variant, r.seed ORDER BY s.run, s.variant",
            100,
        )
        .unwrap();
    let seed = rich::plain("x", 1).header.seed;
    assert_eq!(
        answer.to_json(),
        json!([
            { "run": "20260101T000000Z-a", "variant": "baseline", "n": 4, "least": 1000, "seed": seed },
            { "run": "20260101T000000Z-a", "variant": "tree", "n": 2, "least": 1001, "seed": seed },
            { "run": "20260102T000000Z-b", "variant": "baseline", "n": 4, "least": 1000, "seed": seed },
            { "run": "20260102T000000Z-b", "variant": "tree", "n": 2, "least": 1001, "seed": seed },
        ])
    );
}

#[test]
fn every_table_answers_with_every_declared_column() {
    let (_folder, store) = results();
    let mut record = rich::run(0);
    // Numbers past 292 years of nanoseconds do not fit into a question; the next test is theirs.
    record.samples.iter_mut().for_each(|row| {
        row.wall_ns %= 1 << 40;
        (row.thread_cpu_ns, row.process_cpu_ns, row.device_ns) = (None, None, None);
    });
    record.spans.clear();
    record.host.clear();
    record.machine.memory.total_bytes = 1 << 34;
    record.machine.memory.limit_bytes = None;
    stored(&store, &record);
    for table in results::TableName::ALL {
        let answer = store.query(&format!("SELECT * FROM {}", table.as_str()), 1000).unwrap();
        let declared: Vec<_> = table.columns().map(|column| (column.name, column.kind)).collect();
        let got: Vec<_> =
            answer.columns.iter().map(String::as_str).zip(answer.kinds.iter().copied()).collect();
        assert_eq!(got, declared, "{}", table.as_str());
        assert_eq!(answer, store.table(table, None).unwrap(), "{}", table.as_str());
    }
    let words = store.query("SELECT verdict, reason FROM verdicts", 1000).unwrap();
    for (row, verdict) in words.rows.iter().zip(&record.verdicts) {
        let expected = [verdict.verdict.word().to_owned(), verdict.verdict.reason()].map(Cell::Text);
        assert_eq!(*row, expected);
    }
}

#[test]
fn a_number_that_does_not_fit_into_a_question_is_an_error_and_not_another_number() {
    let (_folder, store) = results();
    let mut record = rich::plain("20260101T000000Z-a", 4);
    record.samples[2].wall_ns = u64::MAX;
    let path = stored(&store, &record).join("samples.parquet");
    assert_eq!(store.read("latest").unwrap(), record);
    crate::says(&store.query("SELECT wall_ns FROM samples", 1).unwrap_err(), &path, &["cannot be read"]);
    store.query("SELECT round FROM samples", 1).unwrap();
}

#[test]
fn a_seed_keeps_all_its_bits() {
    let (_folder, store) = results();
    let mut record = rich::run(0);
    record.header.seed = u64::MAX;
    stored(&store, &record);
    assert_eq!(store.query("SELECT seed FROM run", 1).unwrap().to_json()[0]["seed"], u64::MAX);
}

#[test]
fn a_difference_below_zero_is_below_zero() {
    let (_folder, store) = results();
    stored(&store, &rich::plain("20260101T000000Z-a", 4));
    let answer = store
        .query("SELECT min(wall_ns - thread_cpu_ns) AS a, min(round - 5) AS b FROM samples", 10)
        .unwrap();
    assert_eq!(answer.rows, [[Cell::Whole(-1000), Cell::Whole(-5)]]);
}

#[test]
fn a_long_answer_is_cut_and_says_how_long_it_is() {
    let (_folder, store) = results();
    stored(&store, &rich::plain("20260101T000000Z-a", 40));
    let all = store.query("SELECT wall_ns FROM samples", 100).unwrap();
    assert!(all.is_whole() && all.rows.len() == 40);
    let some = store.query("SELECT wall_ns FROM samples", 7).unwrap();
    assert!(!some.is_whole() && some.rows.len() == 7 && some.total == 40);
    assert_eq!(some.rows, all.rows[..7]);
    let limited = store.query("SELECT wall_ns FROM samples LIMIT 5", 7).unwrap();
    assert!(limited.is_whole() && limited.rows == all.rows[..5]);
    let offset = store.query("SELECT wall_ns FROM samples LIMIT 5 OFFSET 30", 7).unwrap();
    assert_eq!(offset.rows, all.rows[30..35]);
}

#[test]
fn before_the_first_run_every_table_is_empty_and_no_question_fails() {
    let (_folder, store) = results();
    for table in results::TableName::ALL {
        let answer = store.query(&format!("SELECT * FROM {}", table.as_str()), 10).unwrap();
        assert_eq!((answer.total, answer.columns.len()), (0, table.columns().count()));
    }
    let answer =
        store.query("SELECT variant, min(wall_ns) AS least FROM samples GROUP BY variant", 10).unwrap();
    assert_eq!(answer.rows, Vec::<Vec<Cell>>::new());
}

#[test]
fn a_wrong_name_is_answered_with_the_nearest() {
    let (_folder, store) = results();
    stored(&store, &rich::plain("20260101T000000Z-a", 4));
    for (sql, words) in [
        ("SELECT * FROM sampels", &["no table `sampels`", "did you mean `samples`?", "verdicts"][..]),
        ("SELECT walns FROM samples", &["no column `walns` in samples", "did you mean `wall_ns`?"]),
        ("SELECT variant FROM samples WHERE wal_ns > 3", &["no column `wal_ns`", "did you mean `wall_ns`?"]),
        (
            "SELECT s.variant, r.commt FROM samples s JOIN run r ON s.run = r.run",
            &["no column `commt` in samples and run", "did you mean `commit`?"],
        ),
        ("SELECT qqqqqqqq FROM machine", &["no column `qqqqqqqq` in machine; there are run, class"]),
        ("SELEKT 1", &["SELECT"]),
        ("SELECT nonsense(", &["parser"]),
        ("", &["SELECT"]),
        ("SELECT 1; SELECT 2", &["one"]),
    ] {
        let error = store.query(sql, 10).unwrap_err();
        assert!(matches!(error, Error::Query(_)), "{sql}: {error}");
        for word in words {
            assert!(error.to_string().contains(word), "{sql}: {word:?} is not in: {error}");
        }
    }
}

#[test]
fn nothing_is_changed_by_a_question() {
    let (_folder, store) = results();
    stored(&store, &rich::plain("20260101T000000Z-a", 4));
    for sql in
        ["DELETE FROM samples", "drop table samples", "TRUNCATE TABLE samples", "CREATE TABLE t AS SELECT 1"]
    {
        let error = store.query(sql, 10).unwrap_err().to_string();
        assert!(error.contains("only ever added to"), "{sql}: {error}");
    }
    let counted = store.query("WITH s AS (SELECT * FROM samples) SELECT count(*) AS n FROM s", 10).unwrap();
    assert_eq!(counted.to_json()[0]["n"], 4);
}

#[test]
fn a_condition_that_is_tried_run_by_run_finds_what_it_finds_in_all_rows() {
    let (_folder, store) = results();
    stored(&store, &rich::plain("20260101T000000Z-a", 40));
    stored(&store, &rich::plain("20260102T000000Z-b", 24));
    let count = |sql: &str| store.query(sql, 1000).unwrap_or_else(|error| panic!("{sql}: {error}"));
    let all = count("SELECT * FROM samples").total;
    for condition in [
        "wall_ns > 1000",
        "wall_ns > 1000 AND round = 2",
        "NOT disturbed OR variant = 'tree'",
        "run = '20260102T000000Z-b' AND iteration >= 0",
        "device_ns IS NULL",
        "device_ns IS NOT NULL",
        "wall_ns - thread_cpu_ns < 0",
        "round BETWEEN 1 AND 2",
        "1 = 1",
        "1 = 2",
        // These look at several rows, and must not be tried run by run.
        "wall_ns IN (SELECT max(wall_ns) FROM samples)",
        "wall_ns > 1000 AND wall_ns IN (SELECT max(wall_ns) FROM samples)",
        "variant IN ('tree', 'baseline')",
        "variant IN (SELECT variant FROM samples WHERE wall_ns > 1000)",
    ] {
        for shown in ["*", "workload", "run, wall_ns"] {
            // Nothing is pushed where a condition looks at the letters of a word.
            let pushed = count(&format!("SELECT {shown} FROM samples WHERE {condition}"));
            let whole =
                count(&format!("SELECT {shown} FROM samples WHERE ({condition}) AND variant LIKE '%'"));
            assert_eq!(pushed, whole, "{shown} where {condition}");
            assert!(pushed.total <= all, "{condition}: {} of {all}", pushed.total);
        }
        let limited = count(&format!("SELECT * FROM samples WHERE {condition} LIMIT 3"));
        let whole = count(&format!("SELECT * FROM samples WHERE {condition}"));
        assert_eq!(limited.rows[..], whole.rows[..whole.rows.len().min(3)], "{condition}");
        let first = count(&format!("SELECT * FROM (SELECT * FROM samples LIMIT 7) WHERE {condition}"));
        assert!(first.total <= 7, "{condition} of the first seven: {}", first.total);
        let joined = "SELECT s.wall_ns, r.seed FROM samples s JOIN run r ON s.run = r.run WHERE ";
        let plain = condition.replace("run =", "s.run =");
        if !condition.contains("SELECT") {
            let letters = format!("{joined}({plain}) AND s.variant LIKE '%'");
            assert_eq!(count(&format!("{joined}{plain}")).total, count(&letters).total, "{condition}");
        }
    }
    let window =
        "SELECT * FROM (SELECT run, wall_ns, max(wall_ns) OVER (PARTITION BY run) AS most FROM samples)
                  WHERE wall_ns = most AND run = '20260102T000000Z-b'";
    let grouped = "SELECT max(wall_ns) AS most FROM samples WHERE run = '20260102T000000Z-b'";
    let most = count(grouped).rows[0][0].clone();
    assert!(count(window).rows.iter().all(|row| row[1] == most && row[2] == most));
    assert!(count(window).total > 0);
}
