//! The file that Jupyter opens.

use serde_json::Value;

use super::{executed, right, whole};
use crate::{Pins, built_from, document, hash, pins};

fn made_from() -> Pins {
    Pins { lock: hash("lock"), source: hash("source"), tables: hash("tables") }
}

#[test]
fn it_holds_cells_outputs_and_what_it_was_made_from() {
    let text = document(&whole(), Some((&executed(&right(), None), &made_from())));
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["cells"][0]["source"][0], "# A title\n");
    assert_eq!(file["cells"][2]["execution_count"], 2);
    // However the kernel's lines were cut on their way.
    assert_eq!(file["cells"][2]["outputs"][0]["text"], serde_json::json!(["results\n", "more\n"]));
    assert_eq!(file["cells"][3]["outputs"][0]["data"]["text/html"][1], "<td>1</td>");
    assert_eq!(file["metadata"]["kernelspec"]["name"], "rust");
    assert_eq!(pins(&text), Some(made_from()));
    assert!(text.starts_with("{\n \"cells\": ["), "as Jupyter indents it");
}

#[test]
fn how_long_it_took_is_not_in_it_so_that_the_same_tables_give_the_same_bytes() {
    let mut cells = right();
    let before = document(&whole(), Some((&executed(&cells, None), &made_from())));
    cells[2]["seconds"] = 9.0.into();
    assert_eq!(document(&whole(), Some((&executed(&cells, None), &made_from()))), before);
}

#[test]
fn without_outputs_it_is_what_a_kernel_is_given() {
    let text = document(&whole(), None);
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["cells"][3]["outputs"], serde_json::json!([]));
    assert_eq!(pins(&text), None);
}

#[test]
fn it_says_of_what_it_is_older() {
    let now = Pins { tables: hash("more"), lock: hash("other"), ..made_from() };
    assert_eq!(made_from().older_than(&now), ["the accepted runs", "Cargo.lock"]);
    assert!(made_from().older_than(&made_from()).is_empty());
    assert_eq!(hash("a\r\nb\r\n"), hash("a\nb\n"), "git may write other ends of lines");
}

const LOCK: &str = "\
version = 4

[[package]]
name = \"a\"
version = \"1.0.0\"
dependencies = [
 \"b 2.0.0\",
 \"c\",
]

[[package]]
name = \"b\"
version = \"1.0.0\"
checksum = \"old\"

[[package]]
name = \"b\"
version = \"2.0.0\"
checksum = \"new\"

[[package]]
name = \"c\"
version = \"1.0.0\"
checksum = \"see\"
dependencies = [
 \"a\",
]

[[package]]
name = \"d\"
version = \"1.0.0\"
";

#[test]
fn only_what_notebooks_are_built_from_makes_them_stale() {
    assert_eq!(built_from(LOCK, "a"), ["a 1.0.0 ", "b 2.0.0 new", "c 1.0.0 see"]);
    assert_eq!(built_from(&LOCK.replace("old", "other"), "a"), built_from(LOCK, "a"));
    assert_ne!(built_from(&LOCK.replace("see", "other"), "a"), built_from(LOCK, "a"));
    assert!(built_from(LOCK, "nothing").is_empty());
}
