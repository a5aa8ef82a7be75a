//! Every method that must agree with the reference, on all lanes of this machine.

use great_circle::{Lanes, Method};

pub(crate) fn methods() -> Vec<Method> {
    let mut methods = vec![Method::Haversine, Method::Chord, Method::Tree];
    for lanes in Lanes::available() {
        methods.extend([
            Method::Simd(lanes),
            Method::RowTable(lanes),
            Method::RowTableUnblocked(lanes),
            Method::Tiles(lanes),
            Method::RowSweep(lanes),
        ]);
    }
    methods
}
