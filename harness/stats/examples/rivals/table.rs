//! The page: false alarms and what was seen, with how sure that is, and what each method took.

use stats::{median, wilson};

use crate::scene::{Case, Host, KERNELS, Method, SLOWDOWNS, Said, name_of};

/// What one method made of one comparison.
#[derive(Clone, Debug)]
pub(crate) struct Played {
    pub(crate) method: Method,
    pub(crate) case: Case,
    pub(crate) said: Said,
    pub(crate) seconds: f64,
}

const HEAD: &str = "| false alarms, at rest | false alarms, busy | seen 5 %, at rest | seen 5 %, busy \
                    | seen 10 %, at rest | seen 10 %, busy |";

const NOTES: &str = "\
A cell says how often the method called the head slower, of how many comparisons, and the 95 % interval of that share
(Wilson). Base and head are one binary; the head does that share of extra work. Busy: one competing process for each core.

- *method of the gate* is the method and not the whole command: nothing is built, no instructions are counted, no memory is
  compared. One series with two questions (time and memory); margin 3 %; red only when measured twice.
- *blocks*: 10 invocations of the base, then 10 of the head; the median wall time of each; p < 0.05 and slower. The row
  below reads the same invocations by processor time: what is left between it and ours is not the clock's.
- *criterion*: warm-up 0.3 s, measurement 1 s, otherwise as it comes; \"Performance has regressed.\"
- *hyperfine*: 3 warm-ups, no shell, otherwise as it comes; \"x ± y times faster\" with x - y above 1. It sees whole
  processes, in which starting and making the input (for memory, a large part) dilute a slowdown.
- *10 % threshold*: blocks again; a slowdown of 10 % lies on its edge.
";

/// All kernels together, then each, the seconds, and what was left out.
pub(crate) fn page(all: &[Played], skipped: &[(Method, String)]) -> String {
    let mut page = format!("## All kernels\n\n{}\n{NOTES}\n", table(all, skipped));
    for kernel in KERNELS {
        let of: Vec<Played> = all.iter().filter(|played| played.case.kernel == kernel).cloned().collect();
        page += &format!("## {}\n\n{}\n", name_of(kernel), table(&of, skipped));
    }
    page + "## Seconds that a comparison took\n\n" + &seconds(all)
}

fn table(all: &[Played], skipped: &[(Method, String)]) -> String {
    let mut table = format!("| method {HEAD}\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for method in Method::ALL {
        table += &row(all, method, method.name(), Said::Slower);
        if method == Method::Ours {
            table += &row(all, method, "… and said that it cannot tell", Said::CannotTell);
        }
    }
    for (method, why) in skipped {
        table += &format!("\n{}: skipped from some comparison on, or from the first. {why}\n", method.name());
    }
    table
}

fn row(all: &[Played], method: Method, name: &str, counted: Said) -> String {
    let mut row = format!("| {name} |");
    for slowdown in SLOWDOWNS {
        for host in Host::ALL {
            let of = all.iter().filter(|played| {
                played.method == method && played.case.slowdown == slowdown && played.case.host == host
            });
            let (mut count, mut tries) = (0, 0);
            for played in of {
                tries += 1;
                count += u32::from(played.said == counted);
            }
            row += &format!(" {} |", cell(count, tries));
        }
    }
    row + "\n"
}

fn cell(count: u32, of: u32) -> String {
    if of == 0 {
        return "not played".to_owned();
    }
    let (low, high) = wilson(count, of);
    format!("{count} of {of} ({:.0}–{:.0} %)", 100.0 * low, 100.0 * high)
}

fn seconds(all: &[Played]) -> String {
    let mut table = "| method | at rest: median | longest | busy: median | longest |\n".to_owned();
    table += "| --- | ---: | ---: | ---: | ---: |\n";
    for method in Method::ALL {
        table += &format!("| {} |", method.name());
        for host in Host::ALL {
            let of = all.iter().filter(|played| played.method == method && played.case.host == host);
            let times: Vec<f64> = of.map(|played| played.seconds).collect();
            let longest = times.iter().copied().fold(0.0, f64::max);
            table += &if times.is_empty() {
                " not played | not played |".to_owned()
            } else {
                format!(" {:.1} | {longest:.1} |", median(&times))
            };
        }
        table += "\n";
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_counts_what_was_said_of_this_case_alone() {
        let played = |slowdown, host, said| Played {
            method: Method::Ours,
            case: Case { host, kernel: yardstick::Kernel::Hash, slowdown, loops: 1 },
            said,
            seconds: 1.0,
        };
        let all = [
            played("0", Host::Rest, Said::Fine),
            played("0", Host::Rest, Said::Slower),
            played("0.05", Host::Busy, Said::CannotTell),
        ];
        let nothing = "not played";
        let slower = format!(
            "| x | 1 of 2 (9–91 %) | {nothing} | {nothing} | 0 of 1 (0–79 %) | {nothing} | {nothing} |\n"
        );
        assert_eq!(row(&all, Method::Ours, "x", Said::Slower), slower);
        let cannot = format!(
            "| x | 0 of 2 (0–66 %) | {nothing} | {nothing} | 1 of 1 (21–100 %) | {nothing} | {nothing} |\n"
        );
        assert_eq!(row(&all, Method::Ours, "x", Said::CannotTell), cannot);
    }

    #[test]
    fn a_method_that_was_skipped_says_why() {
        let page = page(&[], &[(Method::Hyperfine, "it does not start".to_owned())]);
        assert!(page.contains("hyperfine: skipped") && page.contains("it does not start"), "{page}");
    }
}
