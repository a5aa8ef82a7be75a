//! Tables that leave parse back to what was stored.

use std::{fs, path::Path};

use polars::prelude::SerReader;
use polars_io::parquet::read::ParquetReader;
use results::{Cell, Format, Store, TableName};

use crate::{results, rich, stored};

fn exported(store: &Store, table: TableName, run: Option<&str>, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    store.export(table, run, format, Path::new("memory"), &mut out).unwrap();
    out
}

/// RFC 4180, read strictly: a quoted cell is `Some` even when it is empty.
fn csv(text: &str) -> Vec<Vec<Option<String>>> {
    let mut rows = Vec::new();
    let (mut row, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let cell;
        if let Some(mut inner) = rest.strip_prefix('"') {
            let mut content = String::new();
            loop {
                let (before, after) = inner.split_once('"').expect("a closing quote");
                content += before;
                inner = after;
                match inner.strip_prefix('"') {
                    Some(after) => {
                        content.push('"');
                        inner = after;
                    }
                    None => break,
                }
            }
            (cell, rest) = (Some(content), inner);
        } else {
            let end = rest.find([',', '\n']).expect("an end of line");
            let content = &rest[..end];
            assert!(!content.contains('"'), "a bare quote in {content:?}");
            (cell, rest) = ((!content.is_empty()).then(|| content.to_owned()), &rest[end..]);
        }
        row.push(cell);
        let ended = rest.starts_with('\n');
        rest = &rest[1..];
        if ended {
            rows.push(std::mem::take(&mut row));
        }
    }
    assert!(row.is_empty(), "the last line is not ended");
    rows
}

/// The cell that was written so, seen through the eyes of a reader who knows the stored one.
fn same(cell: &Cell, text: Option<&str>) -> bool {
    match (cell, text) {
        (Cell::Empty, None) => true,
        (Cell::YesNo(yes), Some(text)) => text.parse() == Ok(*yes),
        (Cell::Whole(number), Some(text)) => text.parse() == Ok(*number),
        (Cell::Number(number), Some(text)) => text.parse::<f64>().unwrap().to_bits() == number.to_bits(),
        (Cell::Text(stored), Some(text)) => stored == text,
        _ => false,
    }
}

#[test]
fn csv_parses_back_to_the_stored_values() {
    let (_folder, store) = results();
    for seed in 0..6 {
        stored(&store, &modest(rich::run(seed)));
    }
    for table in TableName::ALL {
        let cells = store.table(table, None).unwrap();
        let text = cells.to_csv();
        assert_eq!(exported(&store, table, None, Format::Csv), text.as_bytes());
        let mut rows = csv(&text);
        let head: Vec<_> = rows.remove(0).into_iter().flatten().collect();
        assert_eq!(head, cells.columns);
        assert_eq!(rows.len(), cells.rows.len());
        for (row, stored) in rows.iter().zip(&cells.rows) {
            assert_eq!(row.len(), stored.len());
            for (text, cell) in row.iter().zip(stored) {
                assert!(same(cell, text.as_deref()), "{}: {cell:?} became {text:?}", table.as_str());
            }
        }
    }
}

#[test]
fn the_exported_values_are_those_of_the_rows() {
    let (_folder, store) = results();
    let record = modest(rich::run(0));
    stored(&store, &record);
    let rows =
        csv(&String::from_utf8(exported(&store, TableName::Metrics, Some("latest"), Format::Csv)).unwrap());
    for (row, metric) in rows[1..].iter().zip(&record.metrics) {
        let text: Vec<&str> = row.iter().map(|cell| cell.as_deref().unwrap_or("nothing")).collect();
        assert_eq!(text[0], record.header.run);
        assert_eq!(
            text[1..5],
            [
                metric.experiment.as_str(),
                metric.side.as_str(),
                metric.workload.as_str(),
                metric.variant.as_str()
            ]
        );
        assert_eq!(text[7].parse::<f64>().unwrap().to_bits(), metric.value.to_bits());
        assert_eq!(text[8], metric.unit);
    }
}

#[test]
fn markdown_is_one_line_per_row_with_as_many_cells_as_columns() {
    let (_folder, store) = results();
    stored(&store, &modest(rich::run(0)));
    for table in TableName::ALL {
        let cells = store.table(table, None).unwrap();
        let text = cells.to_markdown();
        assert_eq!(exported(&store, table, None, Format::Markdown), text.as_bytes());
        let lines: Vec<Vec<String>> = text.lines().map(markdown).collect();
        assert_eq!(lines.len(), cells.rows.len() + 2);
        assert_eq!(lines[0], cells.columns);
        for (line, row) in lines[2..].iter().zip(&cells.rows) {
            let shown: Vec<String> = row.iter().map(|cell| cell.to_string().trim().to_owned()).collect();
            assert_eq!(*line, shown, "{}", table.as_str());
        }
    }
}

/// The cells of a line, unescaped.
fn markdown(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut chars = line.strip_prefix("| ").unwrap().strip_suffix(" |").unwrap().chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => cells.last_mut().unwrap().push(chars.next().unwrap()),
            '|' => cells.push(String::new()),
            c => cells.last_mut().unwrap().push(c),
        }
    }
    cells.iter().map(|cell| cell.trim().replace("<br>", "\n")).collect()
}

#[test]
fn parquet_holds_every_run_with_its_name_in_front() {
    let (folder, store) = results();
    stored(&store, &rich::plain("20260101T000000Z-a", 8));
    stored(&store, &rich::plain("20260102T000000Z-b", 4));
    let path = folder.path().join("out.parquet");
    for (run, height) in [(None, 12), (Some("20260102"), 4)] {
        fs::write(&path, exported(&store, TableName::Samples, run, Format::Parquet)).unwrap();
        let frame = ParquetReader::new(fs::File::open(&path).unwrap()).finish().unwrap();
        assert_eq!(frame.height(), height);
        let names: Vec<&str> =
            frame.get_column_names().into_iter().map(polars::prelude::PlSmallStr::as_str).collect();
        assert_eq!(names, TableName::Samples.columns().map(|column| column.name).collect::<Vec<_>>());
    }
}

#[test]
fn numbers_are_written_short_and_whole() {
    for (number, text) in [
        (0.1 + 0.2, "0.30000000000000004"),
        (1e300, "1e300"),
        (1e-300, "1e-300"),
        (1234.5, "1234.5"),
        (-0.0, "-0"),
        (1e15, "1000000000000000"),
        (f64::NEG_INFINITY, "-inf"),
    ] {
        assert_eq!(Cell::Number(number).to_string(), text);
        assert_eq!(text.parse::<f64>().unwrap().to_bits(), number.to_bits());
    }
}

/// The same run with numbers that fit into a question.
fn modest(mut record: model::RunRecord) -> model::RunRecord {
    let cap = |number: &mut u64| *number %= 1 << 60;
    for row in &mut record.samples {
        cap(&mut row.wall_ns);
        row.thread_cpu_ns.as_mut().map(cap);
        row.process_cpu_ns.as_mut().map(cap);
        row.device_ns.as_mut().map(cap);
    }
    for row in &mut record.spans {
        cap(&mut row.start_ns);
        cap(&mut row.duration_ns);
    }
    for row in &mut record.host {
        cap(&mut row.wall_ns);
        for reading in [&mut row.before, &mut row.after] {
            reading.steal_ms.as_mut().map(cap);
            reading.busy_ms.as_mut().map(cap);
            reading.cpu_pressure_us.as_mut().map(cap);
            reading.memory_pressure_us.as_mut().map(cap);
            reading.throttled.as_mut().map(cap);
        }
    }
    cap(&mut record.machine.memory.total_bytes);
    record.machine.memory.limit_bytes.as_mut().map(cap);
    record
}
