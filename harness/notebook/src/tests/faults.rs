//! The kernel says `ok` to all of these.

use serde_json::{Value, json};

use super::{executed, right, whole};
use crate::faults;

/// What is wrong when this cell gave that instead.
fn wrong(place: usize, change: impl FnOnce(&mut Value)) -> String {
    let mut cells = right();
    change(&mut cells[place]);
    let found = faults(&whole(), &executed(&cells, None));
    found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn stderr(text: &str) -> impl FnOnce(&mut Value) {
    let output = json!({ "output_type": "stream", "name": "stderr", "text": text });
    move |cell| cell["outputs"].as_array_mut().unwrap().push(output)
}

#[test]
fn nothing_is_wrong_where_every_cell_gave_what_it_promises() {
    assert_eq!(faults(&whole(), &executed(&right(), None)), []);
}

#[test]
fn a_panic_is_found_though_the_cell_had_shown_its_table_before() {
    let said = wrong(3, stderr("\nthread 'main' panicked at src/lib.rs:9:1:\nno such thing\n"));
    assert_eq!(said, "whole:18: it panicked: thread 'main' panicked at src/lib.rs:9:1:");
}

#[test]
fn an_error_that_left_a_cell_early_is_found() {
    let said = wrong(2, stderr("there is no run of `a` here\n"));
    assert_eq!(
        said,
        "whole:15: it wrote to standard error, as an error does that leaves a cell early: there is no run of `a` here"
    );
}

#[test]
fn what_is_promised_and_not_shown_is_found() {
    let none = |cell: &mut Value| cell["outputs"] = json!([]);
    assert_eq!(wrong(1, none), "whole:11: it promises lines, and shows none");
    assert_eq!(wrong(2, none), "whole:15: it promises a table, and shows none");
    assert_eq!(wrong(3, none), "whole:18: it promises a picture, and shows none with anything in it");
    assert!(wrong(4, none).starts_with("whole:24: its end was not reached"));
}

#[test]
fn an_empty_frame_is_no_picture_and_an_empty_frame_is_no_table() {
    let data = |mime: &'static str, text: &'static str| {
        move |cell: &mut Value| cell["outputs"][0]["data"] = json!({ mime: text })
    };
    assert!(wrong(3, data("image/svg+xml", "<svg></svg>")).contains("promises a picture"));
    assert!(wrong(2, data("text/html", "<table></table>")).contains("promises a table"));
    assert!(wrong(2, data("text/plain", "1")).contains("promises a table"));
}

#[test]
fn a_cell_that_does_not_compile_is_an_error() {
    let error = json!([{ "output_type": "error", "ename": "Error", "evalue": "mismatched types\nmore" }]);
    let said = wrong(2, |cell| cell["outputs"] = error);
    assert_eq!(said, "whole:15: it ended in an error: Error: mismatched types");
}

#[test]
fn a_kernel_that_dies_leaves_no_cell_green() {
    let mut cells = right();
    cells.truncate(3);
    cells[2]["ran"] = false.into();
    let found = faults(&whole(), &executed(&cells, Some("DeadKernelError: Kernel died")));
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "whole:15: it was never executed",
            "whole:18: it was never executed",
            "whole:24: it was never executed",
            "whole:15: the kernel gave up: DeadKernelError: Kernel died",
        ]
    );
}

#[test]
fn opening_lasts_until_the_first_table_stands_there() {
    assert_eq!(executed(&right(), None).until_first_table_s(), Some(2.0 + 3.0));
    assert_eq!(executed(&right()[..1], None).until_first_table_s(), None);
}
