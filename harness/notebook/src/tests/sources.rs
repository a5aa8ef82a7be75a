//! From a program to cells, and what is no notebook.

use super::{WHOLE, whole};
use crate::{Kind, Shows, Source};

#[test]
fn a_program_becomes_cells_without_what_makes_it_a_program() {
    let cells = whole().cells;
    let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "# A title\n\nA word.",
            ":dep prelude = { path = \"prelude\" }\nuse prelude::*;",
            "let all: Opened = open()?;\nprintln!(\"{all}\");",
            "show(&all.runs()?);",
            "// Not chart(this): a comment.\nchart(&all.intervals(\n    \"a\",\n)?);",
            "finish();",
        ]
    );
    assert_eq!(cells.iter().filter(|cell| cell.kind == Kind::Text).count(), 1);
    assert_eq!(cells[3].line, 15);
}

#[test]
fn a_cell_promises_what_it_calls() {
    let shows: Vec<Shows> = whole().cells.iter().map(crate::Cell::shows).collect();
    let all = [Shows::Nothing, Shows::Nothing, Shows::Lines, Shows::Table, Shows::Picture, Shows::TheEnd];
    assert_eq!(shows, all);
}

#[test]
fn what_is_no_notebook_says_where_and_why() {
    let refused = |from: &str, to: &str| {
        assert!(WHOLE.contains(from), "{from}");
        Source::read("whole", &WHOLE.replacen(from, to, 1)).unwrap_err().to_string()
    };
    let said = refused("    // %%\n    show", "    // %% a cell\n    show");
    assert_eq!(said, "whole:15: a cell begins with `// %%` or `// %% [markdown]`");
    let said = refused("// A word.", "let word = 1;");
    assert_eq!(said, "whole:4: a cell of text holds comments; `// %%` begins the next of code");
    let said = refused("# A title", "A title");
    assert_eq!(said, "whole:1: the first cell is of text and begins with a title, `// # …`");
    let said = refused("show(&all.runs()?);", "show(&all.runs()?);\n    chart(&all.threads(\"a\")?);");
    assert!(said.starts_with("whole:15: this cell shows more than one thing"), "{said}");
    let said = refused("let all: Opened", "let all");
    assert!(said.contains("`let all = open()?;` needs its type written down"), "{said}");
    let said = refused("    finish();\n", "    ended();\n");
    assert_eq!(said, "whole:24: the last cell of code calls `finish();`");
    assert_eq!(
        Source::read("empty", "fn main() {}\n").unwrap_err().to_string(),
        "empty:1: there is no cell; one begins with `// %%`"
    );
}
