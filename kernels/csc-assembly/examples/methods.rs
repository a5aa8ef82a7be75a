//! How long each method takes, by hand, at so many entries, rows and columns; all methods, or one:
//! `cargo run --release -p csc-assembly --example methods -- 20000000 200000 1000000 radix`.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "an example talks, and may fail")]

use std::{num::NonZeroUsize, time::Instant};

use csc_assembly::{Compressed, Generator, Method, Threads, assemble};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let next = |place: usize, default| arguments.get(place).map_or(default, |given| given.parse().unwrap());
    let (entries, height, width) = (next(0, 100_000), next(1, 20_000), next(2, 10_000));
    let generator = Generator::new(height, width, entries as usize, 1).unwrap();
    let (triples, ordered) = (generator.triples(), generator.ordered());
    let two = Threads::new(NonZeroUsize::new(2).unwrap()).unwrap();
    let methods: [(&str, &dyn Fn() -> Option<Compressed>); 5] = [
        ("count-sort", &|| assemble(&triples, Method::CountSort, &Threads::one()).ok()),
        ("radix", &|| assemble(&triples, Method::Radix, &Threads::one()).ok()),
        ("radix-threads", &|| assemble(&triples, Method::Radix, &two).ok()),
        ("direct", &|| Some(ordered.emit())),
        ("dense", &|| assemble(&triples, Method::Dense { limit: 2 << 30 }, &Threads::one()).ok()),
    ];
    let mut reference = None;
    let wanted = |name: &str| arguments.get(3).is_none_or(|only| only == name);
    for (name, method) in methods.into_iter().filter(|(name, _)| wanted(name)) {
        let mut best = f64::INFINITY;
        for _ in 0..5 {
            let start = Instant::now();
            let answer = method();
            best = best.min(start.elapsed().as_secs_f64());
            let Some(answer) = answer else { continue };
            assert!(*reference.get_or_insert_with(|| answer.clone()) == answer, "{name} differs");
        }
        println!("{name:>18}: {:10.3} ms, {:6.2} ns each", best * 1e3, best * 1e9 / f64::from(entries));
    }
}
