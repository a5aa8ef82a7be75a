//! The words of the command line, with their help.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    units::{bytes, duration, share},
    wanted::Wanted,
};

/// Tells a speedup from a claimed speedup.
#[derive(Debug, Parser)]
#[command(name = "touchstone", version, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// A folder of the workspace, instead of the one we are in
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(crate) directory: Option<PathBuf>,
    /// The results folder, instead of `results` in the workspace
    #[arg(long, global = true, value_name = "FOLDER", env = "TOUCHSTONE_RESULTS")]
    pub(crate) results: Option<PathBuf>,
    /// Print JSON for programs instead of text for people
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  fine (a refuted hypothesis is a result, not an error)
  1  a missed guard, a wrong answer, or a control that came out right
  2  the command line is wrong, or something it names is not there
  3  something that was measured could not be decided
  4  a measurement failed
  5  nothing was measured";

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What this machine is, what it can judge, what is missing and how to get it
    Doctor,
    /// Experiments and hypotheses, and whether they can be judged here
    List(List),
    /// Measure and judge
    Run(Run),
    /// The verdicts of a run, in words and numbers
    Show(Show),
    /// What was claimed and what was found: as a page, as the page of a plan, or as a site
    Report(Report),
    /// Explore results in Rust notebooks, or execute them all and see whether every cell works
    Notebook(Notebook),
    /// Time by stage of the variants that report spans, and a trace to look at
    Profile(Profile),
    /// Ask the tables in SQL: run, machine, samples, metrics, checks, spans, host, failures, verdicts
    Query(Query),
    /// Write a table as CSV, Markdown, JSON or Parquet
    Export(Export),
    /// Hold a commit against its base in the same rounds: no regression passes, no healthy change is stopped
    Gate(Gate),
    /// Make a run the reference of its hardware class, to be committed
    Accept(Accept),
    /// Build a run's commit again, run it again, and say whether it agrees
    Reproduce(Reproduce),
    /// Find the commit that made a hypothesis worse
    Bisect(Bisect),
    /// Targets that moved after a result was known, and claims that arithmetic forbids
    Audit(Audit),
    /// The gate's own false alarms and misses on this machine
    Selftest(Selftest),
    /// Built experiments with their pins in one folder, to run where there is no Rust and no checkout
    Pack(Pack),
    /// Take in the runs that a pack brought back
    Merge(Merge),
    /// Write a new experiment that builds, runs and is judged at once
    New(New),
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only these experiments
    pub(crate) experiments: Vec<String>,
    /// Only those of this plan
    #[arg(long)]
    pub(crate) plan: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) wanted: Wanted,
    /// Ten rounds of what hypotheses need, within two minutes for each experiment
    #[arg(long, conflicts_with = "patient")]
    pub(crate) quick: bool,
    /// Begin no round after so long: 90s, 10m, 2h; every workload has an equal share of what is left
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(crate) budget: Option<Duration>,
    /// Stop an invocation that takes longer
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(crate) timeout: Option<Duration>,
    /// Stop an invocation that takes more memory: 500MiB, 4GiB
    #[arg(long, value_name = "BYTES", value_parser = bytes)]
    pub(crate) memory_limit: Option<u64>,
    /// Run the pack in this folder, in which nothing is built
    #[arg(long, value_name = "FOLDER", conflicts_with = "directory")]
    pub(crate) packed: Option<PathBuf>,
    /// Go on with the run that was stopped last
    #[arg(long, conflicts_with_all = ["experiments", "plan", "workload", "variant", "quick", "patient", "rounds", "budget", "seed", "discard"])]
    pub(crate) resume: bool,
    /// Give a stopped run up
    #[arg(long, value_name = "RUN")]
    pub(crate) discard: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// A run, or the beginning of its name
    #[arg(default_value = "latest")]
    pub(crate) run: String,
    /// List the runs instead
    #[arg(long)]
    pub(crate) runs: bool,
}

#[derive(Debug, Args)]
#[command(after_help = REPORT_CODES)]
pub(crate) struct Report {
    /// Which page, of all plans and classes
    #[arg(value_enum, default_value_t = Sheet::Overview)]
    pub(crate) page: Sheet,
    /// The page of this plan instead
    #[arg(long, conflicts_with = "page")]
    pub(crate) plan: Option<String>,
    /// Write everything as a site into this folder: it opens from disk and asks no network
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["page", "plan", "class", "markdown", "csv"])]
    pub(crate) html: Option<PathBuf>,
    /// Show the same in a browser, live while a run is going on
    #[arg(long, conflicts_with_all = ["page", "plan", "html", "class", "markdown", "csv"])]
    pub(crate) serve: bool,
    /// Where to serve it; another address than this machine's own is seen by others
    #[arg(long, value_name = "ADDRESS:PORT", requires = "serve", default_value = "127.0.0.1:7878")]
    pub(crate) bind: SocketAddr,
    /// The plan by the runs of this hardware class, instead of this machine's
    #[arg(long, value_name = "CLASS", requires = "plan")]
    pub(crate) class: Option<String>,
    /// Write the page as Markdown, with its pictures beside it, instead of onto the terminal
    #[arg(long, value_name = "FILE")]
    pub(crate) markdown: Option<PathBuf>,
    /// Write its rows as comma-separated values
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
}

/// A page of all that was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Sheet {
    /// What needs a look, what was claimed and what holds
    Overview,
    /// What threads give, against what the machine can give at all
    Scaling,
    /// How far off every answer is
    Accuracy,
}

const REPORT_CODES: &str = "\
With --json the rows of the page are printed under `rows`, an object for each, with the names and values of --csv; what is no \
finite number is null. Where files are asked for, it is their names, under `written`.

Exit codes:
  0  fine (a refuted hypothesis is a result, not an error)
  2  the command line is wrong, there is no such plan, or a file cannot be written
  4  the tables cannot be read
  5  nothing of the plan was measured on this hardware class";

#[derive(Debug, Args)]
#[command(after_help = NOTEBOOK_CODES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Notebook {
    /// Only these, by name, or by the path of a Rust source; without any, all
    pub(crate) notebooks: Vec<String>,
    /// Execute them in the real kernel, without a window, and say which cells do not give what they promise
    #[arg(long)]
    pub(crate) check: bool,
    /// Write those in which nothing is wrong, with their outputs, beside their sources
    #[arg(long, requires = "check")]
    pub(crate) renew: bool,
    /// Say which are older than their source, the accepted runs or the versions in Cargo.lock; no kernel is needed
    #[arg(long, conflicts_with = "check")]
    pub(crate) stale: bool,
    /// Print the address instead of opening a browser
    #[arg(long, conflicts_with_all = ["check", "stale"])]
    pub(crate) no_browser: bool,
    /// Answer what the prelude of a notebook asks on standard input
    #[arg(long, hide = true, conflicts_with_all = ["check", "stale", "no_browser"])]
    pub(crate) answer: bool,
}

const NOTEBOOK_CODES: &str = "\
The Rust kernel and JupyterLab are installed into a folder of our own, in the user's cache, where they are
missing. Notebooks show the accepted runs of the repository, or with TOUCHSTONE_RESULTS those of another folder;
TOUCHSTONE_BASE and TOUCHSTONE_HEAD name two runs to be held against each other. Nothing is measured in them.

Exit codes:
  0  fine
  1  a cell does not give what it promises, or a notebook is older than what it shows
  2  the command line is wrong, or the kernel or Jupyter cannot be installed or started";

#[derive(Debug, Args)]
#[command(after_help = PROFILE_CODES)]
pub(crate) struct Profile {
    /// The experiment
    pub(crate) experiment: String,
    /// On this workload; without it, `full`, or the largest that needs no naming
    #[arg(long, value_name = "WORKLOAD")]
    pub(crate) workload: Option<String>,
    /// This variant only (may be repeated); without it, all of ours that report spans
    #[arg(long, value_name = "VARIANT")]
    pub(crate) variant: Vec<String>,
    /// Write the trace into this file, instead of one in .touchstone
    #[arg(long, value_name = "FILE")]
    pub(crate) trace: Option<PathBuf>,
    /// From which all chance comes; without it, a new one
    #[arg(long)]
    pub(crate) seed: Option<u64>,
}

const PROFILE_CODES: &str = "\
Exit codes:
  0  fine
  1  a variant gives a wrong answer
  2  the command line is wrong, or something it names is not there
  4  building or measuring failed
  5  no variant reports spans";

#[derive(Debug, Args)]
pub(crate) struct Query {
    /// For example: SELECT variant, MIN(wall_ns) FROM samples GROUP BY variant
    pub(crate) sql: String,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// At most so many rows
    #[arg(long, default_value_t = 1000)]
    pub(crate) limit: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The table
    pub(crate) table: String,
    /// Of this run only
    #[arg(long)]
    pub(crate) run: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = ExportFormat::Csv)]
    pub(crate) format: ExportFormat,
    /// Into this file instead of standard output
    #[arg(long, short)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = GATE_CODES)]
pub(crate) struct Gate {
    #[command(flatten)]
    pub(crate) wanted: Wanted,
    /// Hold the head against its merge base with this revision: origin/main, HEAD~1, a hash
    #[arg(long, value_name = "REV", required_unless_present = "against")]
    pub(crate) base: Option<String>,
    /// The head, instead of the commit that is checked out
    #[arg(long, value_name = "REV", conflicts_with = "against")]
    pub(crate) head: Option<String>,
    /// Hold it against the accepted runs of this hardware class instead: the weaker test, with three times the margin
    #[arg(long, value_enum, conflicts_with = "base")]
    pub(crate) against: Option<Against>,
    /// Only the experiments that the change touches: their sources, what these are built from, the flags
    #[arg(long, conflicts_with = "against")]
    pub(crate) affected: bool,
    /// From which slowdown on it is a regression: 5%, 1.5%; without it, what each experiment declares
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) margin: Option<f64>,
    /// One look after ten rounds
    #[arg(long, conflicts_with = "patient")]
    pub(crate) quick: bool,
    /// Begin no round after so long: 90s, 10m, 2h; without it, 4 minutes for each experiment that is measured
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(crate) budget: Option<Duration>,
    /// Write a pull-request comment
    #[arg(long, value_name = "FILE")]
    pub(crate) markdown: Option<PathBuf>,
    /// Write JUnit XML
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<PathBuf>,
    /// Write SARIF 2.1.0
    #[arg(long, value_name = "FILE")]
    pub(crate) sarif: Option<PathBuf>,
}

const GATE_CODES: &str = "\
Exit codes:
  0  nothing got worse by its margin
  1  a regression, a wrong answer, a verdict that flipped, a target that was made easier
  2  the command line is wrong, or a commit that it names cannot be compared
  3  the rounds did not decide
  4  building or measuring failed
  5  nothing was compared";

/// What a head can be held against besides a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Against {
    /// The accepted runs of this hardware class
    Accepted,
}

#[derive(Debug, Args)]
pub(crate) struct Reproduce {
    /// A run, the beginning of its name, or `latest`
    pub(crate) run: String,
    /// Ten rounds
    #[arg(long)]
    pub(crate) quick: bool,
    /// Begin no round after so long: 90s, 10m, 2h
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(crate) budget: Option<Duration>,
}

#[derive(Debug, Args)]
pub(crate) struct Bisect {
    /// The hypothesis, in its own words or the beginning of them
    pub(crate) hypothesis: String,
    /// A commit at which it was as it should be
    #[arg(long, value_name = "REV")]
    pub(crate) good: String,
    /// A later commit at which it is worse
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    pub(crate) bad: String,
    /// From which slowdown on a commit is bad: 5%; without it, what the experiment declares
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) margin: Option<f64>,
    /// From which all chance comes; without it, a new one
    #[arg(long)]
    pub(crate) seed: Option<u64>,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    /// Only these experiments, and the claims of their plans
    pub(crate) experiments: Vec<String>,
    /// Only this plan: its claims and its experiments
    #[arg(long)]
    pub(crate) plan: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Selftest {
    /// A tenth of the time, for a first impression
    #[arg(long)]
    pub(crate) quick: bool,
    /// From which all chance comes; without it, a new one
    #[arg(long)]
    pub(crate) seed: Option<u64>,
}

#[derive(Debug, Args)]
pub(crate) struct Accept {
    /// A run, the beginning of its name, or `latest`
    pub(crate) run: String,
    /// Why later runs are to be held against this one
    #[arg(long, value_name = "REASON")]
    pub(crate) because: String,
    /// Who accepts it, instead of what git is configured with
    #[arg(long, value_name = "NAME")]
    pub(crate) author: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Pack {
    /// The experiments; all of them when none is named
    pub(crate) experiments: Vec<String>,
    /// Only those of this plan
    #[arg(long)]
    pub(crate) plan: Option<String>,
    /// Into this folder, which must not be there yet
    #[arg(long, short, value_name = "FOLDER")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = MERGE_CODES)]
pub(crate) struct Merge {
    /// What came back: a pack, its folder of runs, or one run
    pub(crate) folder: PathBuf,
}

const MERGE_CODES: &str = "\
Exit codes:
  0  every whole run in it is among ours now
  1  a run was refused: it is not of a pack that was made here, or of sources that this repository has
  2  the command line is wrong
  4  the tables cannot be read or written
  5  there was no whole run";

/// How a table is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Comma-separated, for spreadsheets and other programs
    Csv,
    /// A Markdown table
    Markdown,
    /// One object per row
    Json,
    /// One file of all runs, as they are stored
    Parquet,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Aligned for people
    Text,
    /// Comma-separated
    Csv,
    /// A Markdown table
    Markdown,
    /// A list of objects
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The name: lower case, such as my-idea
    pub(crate) name: String,
    /// The plan it belongs to
    #[arg(long)]
    pub(crate) plan: Option<String>,
}
