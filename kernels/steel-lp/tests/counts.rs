//! The named shapes have exactly the rows, columns and entries that the experiments speak of.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use steel_lp::{Options, Shape, SteelTrade};

#[test]
fn the_named_shapes_have_their_rows_columns_and_entries() {
    let sizes = [
        ("XS", 59, 176, 574),
        ("S", 270, 3_372, 11_664),
        ("M", 565, 14_422, 49_638),
        ("L", 1_760, 140_710, 497_380),
        ("XL", 4_580, 963_280, 3_331_320),
    ];
    for (name, rows, columns, entries) in sizes {
        let shape: Shape = name.parse().unwrap();
        let matrix = SteelTrade::new(shape, Options::default(), 1).unwrap().matrix();
        assert_eq!((matrix.height(), matrix.width(), matrix.entries()), (rows, columns, entries), "{name}");
    }
}
