//! Outside a table, and NaN, is an error in every variant; nothing that was asked before changes that.

use property_table::{
    Ascending, ExactCache, Hinted, OutOfRange, QuantisedCache, Quantity, RoundedTable, RoundedTank, Snap,
    SnapRule, Table, hydrogen,
};

use crate::{plain, table, tank};

type Asked<'a> = Box<dyn FnMut(f64, f64) -> Result<(), OutOfRange> + 'a>;

const ENDS: [[f64; 2]; 2] = [[65536.0, 134_217_728.0], [273.15, 423.15]];

fn searched() -> property_table::Surface<Ascending, Ascending, 4> {
    let [[lowest, highest], [coldest, hottest]] = ENDS;
    plain(
        Ascending::logarithmic(lowest, highest, 130).unwrap(),
        Ascending::even(coldest, hottest, 20).unwrap(),
    )
}

/// All variants over the same range.
fn variants() -> Vec<(&'static str, Asked<'static>)> {
    let [[lowest, highest], [coldest, hottest]] = ENDS;
    let of_search = Table::build(
        Ascending::logarithmic(lowest, highest, 130).unwrap(),
        Ascending::even(coldest, hottest, 20).unwrap(),
        hydrogen_eos::SPECIFIC_GAS_CONSTANT,
        hydrogen(),
    )
    .unwrap();
    let (surface, up, nearest) =
        (searched(), Snap::new(searched(), SnapRule::Up), Snap::new(searched(), SnapRule::Nearest));
    let (mut exact, mut quantised) = (ExactCache::new(table(), 1000), QuantisedCache::new(table(), 1000));
    let mut hinted = Hinted::new(std::rc::Rc::new(searched()));
    vec![
        ("octave-4", Box::new(|p, t| table().get(p, t).map(drop))),
        ("octave", Box::new(|p, t| table().density(p, t).map(drop))),
        ("enthalpy", Box::new(|p, t| table().enthalpy(p, t).map(drop))),
        ("entropy", Box::new(|p, t| table().entropy(p, t).map(drop))),
        ("heat capacity", Box::new(|p, t| table().heat_capacity(p, t).map(drop))),
        ("searched, smooth", Box::new(move |p, t| of_search.get(p, t).map(drop))),
        ("searched", Box::new(move |p, t| surface.get(p, t).map(drop))),
        ("cache-exact", Box::new(move |p, t| exact.get(p, t).map(drop))),
        ("cache-quantised", Box::new(move |p, t| quantised.get(p, t).map(drop))),
        ("snap-up", Box::new(move |p, t| up.get(p, t).map(drop))),
        ("snap-nearest", Box::new(move |p, t| nearest.get(p, t).map(drop))),
        ("hint", Box::new(move |p, t| hinted.get(p, t).map(drop))),
        (
            "octave-batch",
            Box::new(|p, t| {
                table()
                    .batch(&[p], &[t], &mut property_table::PropsColumns::default())
                    .map_err(|error| error.reason)
            }),
        ),
    ]
}

#[test]
fn outside_is_an_error_in_every_variant() {
    let [[lowest, highest], [coldest, hottest]] = ENDS;
    let (p, t) = (1e6, 300.0);
    for (name, mut ask) in variants() {
        // A hint or a cache at every edge, where a clamp would come from.
        for (p, t) in [(lowest, coldest), (highest, hottest), (lowest, hottest), (highest, coldest), (p, t)] {
            ask(p, t).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        let edges = [lowest.next_down(), highest.next_up(), 0.0, -0.0, -1e6, 1e-300, 1e300];
        for outside in edges.into_iter().chain([f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY]) {
            let OutOfRange { quantity, value, from, to } = ask(outside, t).unwrap_err();
            assert_eq!((quantity, value.to_bits()), (Quantity::Pressure, outside.to_bits()), "{name}");
            assert_eq!([from, to], ENDS[0], "{name}");
        }
        let edges = [coldest.next_down(), hottest.next_up(), 0.0, -0.0, -300.0, 1e-300, 1e300];
        for outside in edges.into_iter().chain([f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY]) {
            for p in [lowest, p, highest] {
                let OutOfRange { quantity, value, from, to } = ask(p, outside).unwrap_err();
                assert_eq!((quantity, value.to_bits()), (Quantity::Temperature, outside.to_bits()), "{name}");
                assert_eq!([from, to], ENDS[1], "{name}");
            }
        }
        let error = ask(f64::NAN, f64::NAN).unwrap_err();
        assert_eq!(error.quantity, Quantity::Pressure, "{name}");
        ask(p, t).unwrap_or_else(|error| panic!("{name}, afterwards: {error}"));
    }
}

#[test]
fn the_rounded_table_and_the_tank_refuse_too() {
    let rounded = RoundedTable::of(table());
    let ([first, last], [coldest, hottest]) = ([65536.0_f32, 134_217_728.0], [273.150_02_f32, 423.15]);
    rounded.get(first, coldest).unwrap();
    rounded.get(last, hottest).unwrap();
    for p in [first.next_down(), last.next_up(), 0.0, -1.0, f32::NAN, -f32::NAN, f32::INFINITY, 1e-40] {
        assert!(rounded.get(p, 300.0).is_err() && rounded.cell(p, 300.0).is_err(), "{p} Pa");
    }
    for t in [coldest.next_down(), hottest.next_up(), 0.0, -1.0, f32::NAN, -f32::NAN, f32::INFINITY, 1e-40] {
        assert!(rounded.get(1e6, t).is_err() && rounded.cell(1e6, t).is_err(), "{t} K");
    }
    let rounded = RoundedTank::of(tank());
    rounded.pressure(64.0, coldest).unwrap();
    for rho in [0.031, 64.000_01, f32::NAN, -1.0, 0.0, f32::INFINITY] {
        assert_eq!(rounded.pressure(rho, 300.0).unwrap_err().quantity, Quantity::Density, "{rho} kg/m3");
    }
    for t in [coldest.next_down(), hottest.next_up(), f32::NAN] {
        assert_eq!(rounded.pressure(1.0, t).unwrap_err().quantity, Quantity::Temperature, "{t} K");
    }
    let tank = tank();
    tank.pressure(64.0, 423.15).unwrap();
    for rho in [0.03, 64.000_001, f64::NAN, -1.0, 0.0, f64::INFINITY] {
        let error = tank.pressure(rho, 300.0).unwrap_err();
        assert_eq!(error.quantity, Quantity::Density);
        assert!(error.to_string().contains("kg/m3"), "{error}");
    }
    for t in [273.0, 424.0, f64::NAN] {
        assert_eq!(tank.pressure(1.0, t).unwrap_err().quantity, Quantity::Temperature, "{t} K");
    }
}

#[test]
fn the_error_names_the_value_and_the_way_out() {
    let told = table().get(3e8, 300.0).unwrap_err().to_string();
    assert_eq!(
        told,
        "pressure 300000000 Pa: the table goes from 65536 to 134217728 Pa; keep the state inside, or build a wider table"
    );
}
