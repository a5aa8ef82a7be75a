//! Plays every comparison, and keeps each in a file as it comes.

use std::{
    fs::{self, File},
    io::{self, Write},
    thread,
    time::{Duration, Instant},
};

use crate::{
    blocks,
    chance::Chance,
    competitor::Competitors,
    criterion::Criterion,
    hyperfine::Hyperfine,
    invocation::loops_of,
    ours,
    scene::{Case, Host, KERNELS, Method, SLOWDOWNS, Said, folder, name_of},
    table::{Played, page},
};

/// Any other would do; with the same one the orders are the same.
const SEED: u64 = 1;

/// The methods, and why some of them are not played.
struct Bench {
    criterion: Option<Criterion>,
    hyperfine: Option<Hyperfine>,
    chance: Chance,
    skipped: Vec<(Method, String)>,
}

/// So many comparisons of every case.
pub(crate) fn run(count: u32) -> io::Result<()> {
    fs::create_dir_all(folder())?;
    let before = host();
    let mut bench = Bench::new();
    let loops = KERNELS.map(|kernel| loops_of(kernel).map(|loops| (kernel, loops)));
    let kernels = loops.into_iter().collect::<io::Result<Vec<_>>>()?;
    let (path, table) = (folder().join("comparisons.csv"), folder().join("rivals.md"));
    let mut file = File::create(&path)?;
    writeln!(file, "comparison,host,kernel,slowdown,method,said,seconds")?;
    let (begun, mut all) = (Instant::now(), Vec::new());
    for number in 0..count {
        for host in Host::ALL {
            let competitors = (host == Host::Busy).then(Competitors::start).transpose()?;
            for (kernel, loops) in kernels.iter().copied() {
                for slowdown in SLOWDOWNS {
                    for played in bench.play(&Case { host, kernel, slowdown, loops }) {
                        let Played { method, said, seconds, .. } = &played;
                        let (host, kernel) = (host.name(), name_of(kernel));
                        let (method, said) = (method.name(), said.name());
                        writeln!(
                            file,
                            "{number},{host},{kernel},{slowdown},\"{method}\",{said},{seconds:.3}"
                        )?;
                        all.push(played);
                    }
                }
            }
            drop(competitors);
        }
        progress(begun.elapsed(), number + 1, count);
        // After every comparison, so that a run that is stopped leaves what it has.
        let minutes = begun.elapsed().as_secs_f64() / 60.0;
        let ended = format!(
            "{before} {} of {count} comparisons of every case in {minutes:.0} minutes, against {}.\n",
            number + 1,
            bench.versions()
        );
        fs::write(&table, format!("{}\n{ended}", page(&all, &bench.skipped)))?;
    }
    println!("{}", fs::read_to_string(&table)?);
    println!("This page: {}\nEvery single comparison: {}", table.display(), path.display());
    Ok(())
}

impl Bench {
    fn new() -> Self {
        let mut skipped = Vec::new();
        let mut or_skip = |method, why: io::Error| skipped.push((method, why.to_string()));
        let criterion = Criterion::build().map_err(|why| or_skip(Method::Criterion, why)).ok();
        let hyperfine = Hyperfine::find().map_err(|why| or_skip(Method::Hyperfine, why)).ok();
        for (method, why) in &skipped {
            eprintln!("{} is skipped: {why}", method.name());
        }
        Self { criterion, hyperfine, chance: Chance::new(SEED), skipped }
    }

    /// All methods, in random order.
    fn play(&mut self, case: &Case) -> Vec<Played> {
        let mut all = Vec::new();
        for method in self.chance.shuffled(Method::PLAYED) {
            if self.skipped.iter().any(|(skipped, _)| *skipped == method) {
                continue;
            }
            let start = Instant::now();
            match self.compare(method, case) {
                Ok(said) => {
                    let seconds = start.elapsed().as_secs_f64();
                    all.extend(said.into_iter().map(|(method, said)| Played {
                        method,
                        case: *case,
                        said,
                        seconds,
                    }));
                }
                Err(why) => {
                    eprintln!("{} is not played any more: {why}", method.name());
                    self.skipped.push((method, why.to_string()));
                }
            }
        }
        all
    }

    fn compare(&mut self, method: Method, case: &Case) -> io::Result<Vec<(Method, Said)>> {
        let said = match method {
            Method::Ours => ours::compare(case, &mut self.chance)?,
            Method::Blocks | Method::BlocksOnProcessorTime => {
                let [wall, processor] = blocks::compare(case)?;
                return Ok(vec![(Method::Blocks, wall), (Method::BlocksOnProcessorTime, processor)]);
            }
            Method::Criterion => match &self.criterion {
                Some(criterion) => criterion.compare(case)?,
                None => return Ok(Vec::new()),
            },
            Method::Hyperfine => match &self.hyperfine {
                Some(hyperfine) => hyperfine.compare(case)?,
                None => return Ok(Vec::new()),
            },
            Method::Threshold => blocks::threshold(case)?,
        };
        Ok(vec![(method, said)])
    }

    fn versions(&self) -> String {
        let hyperfine =
            self.hyperfine.as_ref().map_or("no hyperfine", |hyperfine| hyperfine.version.as_str());
        format!("{hyperfine} and the criterion of Cargo.lock")
    }
}

/// What the host was before anything was measured.
fn host() -> String {
    let cores = thread::available_parallelism().map_or(0, std::num::NonZeroUsize::get);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_owned();
    format!("{cores} cores, load {load} before it began.")
}

fn progress(elapsed: Duration, done: u32, of: u32) {
    let left = elapsed / done * (of - done);
    let minutes = |time: Duration| time.as_secs_f64() / 60.0;
    eprintln!(
        "{done} of {of} comparisons, {:.0} minutes, about {:.0} to go",
        minutes(elapsed),
        minutes(left)
    );
}
