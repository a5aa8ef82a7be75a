use great_circle::*;
use std::time::Instant;
fn main() {
    let mut s = 1u64;
    let mut r = || {
        s ^= s << 13;
        s ^= s >> 7;
        s ^= s << 17;
        (s >> 11) as f64 / (1u64 << 53) as f64
    };
    let mut centres = vec![];
    for _ in 0..30 {
        centres.push((-40.0 + 105.0 * r(), -180.0 + 360.0 * r()));
    }
    let grid = Grid::new(1801, 1441).unwrap();
    for n in [200usize, 1000, 10000] {
        let v: Vec<(f64, f64)> = (0..n)
            .map(|_| {
                if r() < 0.2 {
                    return (-40.0 + 105.0 * r(), -180.0 + 360.0 * r());
                }
                let c = centres[(r() * 30.0) as usize];
                let mut g = || (0..12).map(|_| r()).sum::<f64>() - 6.0;
                ((c.0 + 2.0 * g()).clamp(-40.0, 65.0), (c.1 + 2.0 * g() + 540.0).rem_euclid(360.0) - 180.0)
            })
            .collect();
        let plants = Plants::from_degrees(&v).unwrap();
        let mut ms = vec![];
        for l in Lanes::available() {
            ms.push(Method::RowTable(l));
            ms.push(Method::Simd(l));
        }
        ms.push(Method::RowTableUnblocked(Lanes::detect()));
        ms.push(Method::Tree);
        let mut ms = vec![];
        for l in Lanes::available() {
            ms.push(Method::Tiles(l));
            ms.push(Method::RowSweep(l));
        }
        ms.push(Method::RowTableUnblocked(Lanes::detect()));
        ms.push(Method::RowTable(Lanes::detect()));
        for m in ms {
            let mut best = f64::MAX;
            for _ in 0..3 {
                let t = Instant::now();
                let out = nearest(&grid, &plants, m, &Threads::one());
                best = best.min(t.elapsed().as_secs_f64());
                if m == Method::RowTable(Lanes::detect()) {
                    let o2 = nearest(&grid, &plants, Method::Tiles(Lanes::detect()), &Threads::one());
                    let bad = out.nearest.iter().zip(&o2.nearest).filter(|(a, b)| a != b).count();
                    let worst = out.km.iter().zip(&o2.km).map(|(a, b)| (a - b).abs()).fold(0.0f32, f32::max);
                    eprintln!("bad {bad} worst {worst} {:?}", o2.counts);
                }
                std::hint::black_box(out);
            }
            eprintln!("{n} {m:?} {best:.3}s {:.2} Gpair/s", grid.points() as f64 * n as f64 / best / 1e9);
        }
    }
}
