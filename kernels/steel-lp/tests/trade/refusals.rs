//! What no steel trade can be made from is refused by name and value; what looks odd and is none, is not.

use steel_lp::{Options, Refusal, Shape, SteelTrade};

fn refusal(shape: Shape, options: Options) -> String {
    SteelTrade::new(shape, options, 1).unwrap_err().to_string()
}

#[test]
fn a_trade_without_demand_is_refused() {
    let refusal = refusal(Shape { demands: 0, ..Shape::XS }, Options::default());
    assert!(refusal.starts_with("0 demands"), "{refusal}");
}

#[test]
fn any_other_kind_may_be_absent_and_one_of_each_is_enough() {
    let none =
        Shape { mines: 0, pools: 0, blast_furnaces: 0, reduction_plants: 0, arc_furnaces: 0, demands: 1 };
    let one =
        Shape { mines: 1, pools: 1, blast_furnaces: 1, reduction_plants: 1, arc_furnaces: 1, demands: 1 };
    let shapes = [
        none,
        one,
        Shape { blast_furnaces: 0, ..one },
        Shape { arc_furnaces: 0, ..one },
        Shape { mines: 0, ..one },
        Shape { pools: 0, reduction_plants: 0, ..one },
    ];
    for shape in shapes {
        let program = SteelTrade::new(shape, Options::default(), 1).unwrap().program(3);
        assert_eq!(program.check(), Ok(()), "{shape}");
    }
}

#[test]
fn numbers_outside_their_range_are_refused_by_name_and_value() {
    let plain = Options::default();
    let cases = [
        (Options { shock: -0.01, ..plain }, "shock = -0.01"),
        (Options { shock: f64::NAN, ..plain }, "shock = NaN"),
        (Options { shock: f64::INFINITY, ..plain }, "shock = inf"),
        (Options { growth: 0.5, ..plain }, "growth = 0.5"),
        (Options { quotas: Some(1.5), ..plain }, "quotas = 1.5"),
        (Options { soft_minimum: Some(f64::NAN), ..plain }, "soft_minimum = NaN"),
        (Options { openings: Some(-1.0), ..plain }, "openings = -1"),
        (Options { keep: Some(0), ..plain }, "keep = 0"),
    ];
    for (options, words) in cases {
        let refusal = refusal(Shape::XS, options);
        assert!(refusal.starts_with(words), "{refusal}");
    }
}

#[test]
fn more_than_solvers_can_count_is_refused_before_it_is_made() {
    let huge = Shape { blast_furnaces: u32::MAX, arc_furnaces: u32::MAX, ..Shape::XL };
    assert!(matches!(SteelTrade::new(huge, Options::default(), 1), Err(Refusal::TooLarge { .. })));
}

#[test]
fn an_empty_list_of_places_is_refused() {
    let refused = SteelTrade::with_places(Shape::XS, Options::default(), 1, &[]);
    assert_eq!(refused.unwrap_err(), Refusal::NoPlaces);
}

#[test]
fn shapes_are_known_by_name() {
    assert_eq!("xl".parse(), Ok(Shape::XL));
    assert_eq!(Shape::M.to_string(), "M");
    let refusal = "XXL".parse::<Shape>().unwrap_err().to_string();
    assert_eq!(refusal, r#"no shape is called "XXL": they are XS, S, M, L and XL"#);
}
