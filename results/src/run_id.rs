//! The name of a run: when, from which commit, on which class of machine, and something nobody else has.

use jiff::Timestamp;

/// `<utc>-<commit8>-<class>-<random>`: sorts by time, and is safe as a folder name.
pub fn new_run_id(now: Timestamp, commit: Option<&str>, class: &str, random: u32) -> String {
    let time = now.strftime("%Y%m%dT%H%M%SZ");
    let commit = commit.map_or("nocommit", |commit| &commit[..commit.len().min(8)]);
    let class: String = class
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '_' })
        .collect();
    format!("{time}-{commit}-{class}-{random:08x}")
}
