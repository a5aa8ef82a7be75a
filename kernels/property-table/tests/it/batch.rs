//! A batch has the bits of single look-ups on every vector unit, whatever its length, and so have single properties.

use lanes::Lanes;
use property_table::{Property, PropsColumns, Quantity, Trace};

use crate::table;

#[test]
fn a_batch_has_the_bits_of_single_look_ups() {
    let queries = Trace::Uniform.queries(7, 10_003);
    for lanes in Lanes::available() {
        let mut columns = PropsColumns::default();
        for count in [0, 1, 7, 8, 9, 16, 10_003] {
            let (p, t) = (&queries.p[..count], &queries.t[..count]);
            table().batch_on(lanes, p, t, &mut columns).unwrap();
            assert_eq!(columns.len(), count);
            for (query, (&p, &t)) in p.iter().zip(t).enumerate() {
                let single = table().get(p, t).unwrap().values();
                let of_batch = [columns.rho[query], columns.h[query], columns.s[query], columns.cp[query]];
                assert_eq!(
                    of_batch.map(f64::to_bits),
                    single.map(f64::to_bits),
                    "{}, {p}, {t}",
                    lanes.name()
                );
            }
        }
    }
}

#[test]
fn one_property_has_the_bits_of_all_four() {
    for (p, t) in Trace::Uniform.queries(8, 10_000).pairs() {
        let all = table().get(p, t).unwrap();
        for property in Property::ALL {
            let one = table().one(property, p, t).unwrap();
            assert_eq!(one.to_bits(), all.value(property).to_bits(), "{property:?} at {p} Pa, {t} K");
        }
    }
}

#[test]
fn the_first_query_outside_is_named_wherever_it_is() {
    let good = Trace::Walk.queries(1, 29);
    for lanes in Lanes::available() {
        for bad in 0..good.p.len() {
            for (p, t, quantity) in [
                (f64::NAN, 300.0, Quantity::Pressure),
                (2e8, 300.0, Quantity::Pressure),
                (1e6, f64::NAN, Quantity::Temperature),
                (1e6, 273.0, Quantity::Temperature),
            ] {
                let mut queries = good.clone();
                (queries.p[bad], queries.t[bad]) = (p, t);
                // A later one that is bad too.
                queries.p[28] = if bad < 28 { -1.0 } else { queries.p[28] };
                let mut columns = PropsColumns::default();
                let error = table().batch_on(lanes, &queries.p, &queries.t, &mut columns).unwrap_err();
                assert_eq!((error.query, error.reason.quantity), (bad, quantity), "{error}");
                assert!(columns.is_empty());
                let mut column = vec![1.0; 3];
                let again =
                    table().batch_of_on(lanes, Property::Density, &queries.p, &queries.t, &mut column);
                assert_eq!((again.unwrap_err().query, column.len()), (bad, 0));
            }
        }
    }
}

#[test]
fn columns_that_are_used_again_are_not_allocated_again() {
    let queries = Trace::Walk.queries(1, 100);
    let mut columns = PropsColumns::default();
    table().batch(&queries.p, &queries.t, &mut columns).unwrap();
    let before = columns.rho.as_ptr();
    table().batch(&queries.p, &[0.0; 100], &mut columns).unwrap_err();
    table().batch(&queries.p, &queries.t, &mut columns).unwrap();
    assert_eq!((columns.rho.as_ptr(), columns.len()), (before, 100));
}
