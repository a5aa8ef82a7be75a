//! The few words that the program understands.

use std::{num::NonZeroUsize, path::PathBuf};

use steel_lp::Shape;

pub(crate) const USAGE: &str = "\
steel-simulation FILE [--shape XS|S|M|L|XL] [--years N] [--seed S] [--grid ROWSxCOLUMNS|none] [--cores W] [--compare]

  FILE       the configuration, in TOML: one with comments is kernels/steel-simulation/config.toml
  --shape    how large the trade is (M)
  --years    how many years from 2020 on (31)
  --seed     of the trade (1)
  --grid     the grid of sites (181x361)
  --cores    the performance cores for us, which `workers = \"auto\"` takes; unless said, what the system tells
  --compare  run all four modes and say what each is worth, and whether they agree

It ends with 0 if all is well, 2 if an answer is wrong, 1 if a run failed, 64 if the file or a word here is refused.
";

/// The years that a simulation may have: 2020 and those after it.
const MOST_YEARS: u32 = steel_lp::LAST_YEAR + 1;

/// One command line, parsed.
#[derive(Debug)]
#[cfg_attr(test, derive(PartialEq))]
pub(crate) struct Request {
    pub(crate) file: PathBuf,
    pub(crate) shape: Shape,
    pub(crate) years: u32,
    pub(crate) seed: u64,
    pub(crate) grid: Option<(usize, usize)>,
    pub(crate) cores: Option<NonZeroUsize>,
    pub(crate) modes: Modes,
}

/// Which modes are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modes {
    /// The one in the file.
    OfFile,
    /// All of them, held against each other.
    All,
}

impl Request {
    /// Nothing where help is asked for.
    pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Option<Self>, String> {
        let mut arguments = arguments.into_iter();
        let mut request = Self {
            file: PathBuf::new(),
            shape: Shape::M,
            years: 31,
            seed: 1,
            grid: Some((181, 361)),
            cores: None,
            modes: Modes::OfFile,
        };
        let mut file = None;
        while let Some(word) = arguments.next() {
            let mut value = |allowed: &str| {
                let value = arguments.next().ok_or_else(|| format!("{word} needs a value: {allowed}"))?;
                let refused = format!("{word} {value} is refused: {allowed}");
                Ok::<_, String>((value, refused))
            };
            match word.as_str() {
                "-h" | "--help" | "help" => return Ok(None),
                "--compare" => request.modes = Modes::All,
                "--shape" => {
                    let (name, refused) = value("XS, S, M, L or XL")?;
                    let found = Shape::NAMED.into_iter().find(|(known, _)| *known == name);
                    request.shape = found.ok_or(refused)?.1;
                }
                "--years" => {
                    let (number, refused) = value(&format!("a number from 1 to {MOST_YEARS}"))?;
                    let years = number.parse().ok().filter(|years| (1..=MOST_YEARS).contains(years));
                    request.years = years.ok_or(refused)?;
                }
                "--seed" => {
                    let (number, refused) = value("a whole number")?;
                    request.seed = number.parse().map_err(|_| refused)?;
                }
                "--cores" => {
                    let (number, refused) = value("a number of 1 or more")?;
                    request.cores = Some(number.parse().map_err(|_| refused)?);
                }
                "--grid" => {
                    let (size, refused) = value("ROWSxCOLUMNS, as in 181x361, or none")?;
                    request.grid = if size == "none" { None } else { Some(grid(&size).ok_or(refused)?) };
                }
                _ if word.starts_with('-') => return Err(format!("there is no {word}")),
                _ if file.is_some() => return Err(format!("{word} is a second file: one is run")),
                _ => file = Some(PathBuf::from(word)),
            }
        }
        request.file = file.ok_or("which configuration file?")?;
        Ok(Some(request))
    }
}

fn grid(size: &str) -> Option<(usize, usize)> {
    let (rows, columns) = size.split_once('x')?;
    Some((rows.parse().ok()?, columns.parse().ok()?))
}
