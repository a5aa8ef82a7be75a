//! `results/README.md` lists the declared columns, and this keeps it true.

use std::{env, fmt::Write, fs, path::Path};

use results::{SCHEMA, TableName};

const BEGIN: &str = "<!-- The tables below are written by tests/tables/readme.rs from src/columns.rs. -->\n";

fn tables() -> String {
    let mut text = format!("{BEGIN}\n## The tables, version {SCHEMA}\n");
    for table in TableName::ALL {
        let row = table.says();
        write!(text, "\n### `{}`\n\n{}{}.\n\n", table.as_str(), row[..1].to_uppercase(), &row[1..]).unwrap();
        text += "| column | kind | says |\n| --- | --- | --- |\n";
        for column in table.columns() {
            let says = column.says.replace('|', "\\|");
            writeln!(text, "| `{}` | {} | {says} |", column.name, column.kind.as_str()).unwrap();
        }
    }
    text
}

#[test]
fn the_readme_lists_the_declared_columns() {
    let path = Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, written) = text.split_at(text.find(BEGIN).expect("the mark where the tables begin"));
    let tables = tables();
    if env::var_os("TOUCHSTONE_RENEW").is_some() {
        fs::write(&path, format!("{before}{tables}")).unwrap();
        return;
    }
    assert!(
        written == tables,
        "{} does not list the declared columns: run this test once with TOUCHSTONE_RENEW=1",
        path.display()
    );
}
