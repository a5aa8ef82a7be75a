//! The tall program is as tall as the plan's, and has an optimum.

use steel_lp::tall;

#[test]
fn it_has_20_000_rows_10_000_columns_and_100_000_entries() {
    let program = tall(1);
    assert_eq!(program.check(), Ok(()));
    let matrix = &program.matrix;
    assert_eq!((matrix.height(), matrix.width(), matrix.entries()), (20_000, 10_000, 100_000));
}

#[test]
fn no_flow_is_feasible_and_no_flow_is_endless() {
    let program = tall(2);
    let (lower, upper) = (&program.rows.lower, &program.rows.upper);
    assert!(lower.iter().zip(upper).all(|(lower, upper)| *lower <= 0.0 && 0.0 <= *upper));
    for column in 0..program.matrix.width() {
        // Rows of weight and volume have no negative entry, and end.
        let weighs = program.matrix.column(column).filter(|(row, _)| row % 4 < 2);
        assert!(weighs.clone().all(|(row, value)| value > 0.0 && upper[row as usize].is_finite()));
        assert_eq!(weighs.count(), 8);
    }
    assert!(program.costs.iter().any(|cost| *cost < -90.0) && program.costs.iter().any(|cost| *cost > 10.0));
}

#[test]
fn every_arc_allows_some_mixture_of_heavy_and_light_goods() {
    let program = tall(3);
    for arc in 0..5_000 {
        let entry = |goods: usize, row: usize| {
            let mut column = program.matrix.column(2 * arc + goods);
            column.find(|(other, _)| *other as usize == 4 * arc + row).unwrap().1
        };
        // One load of each is half heavy, between the least and the greatest share.
        assert!(entry(0, 2) + entry(1, 2) > 0.0 && entry(0, 3) + entry(1, 3) < 0.0, "arc {arc}");
    }
}
