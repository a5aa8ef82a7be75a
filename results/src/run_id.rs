//! The name of a run: when, from which commit, on which class of machine, and something nobody else has.

use jiff::Timestamp;

/// `<utc>-<commit8>-<class>-<random>`: sorts by time, and is safe as a folder name.
pub fn new_run_id(now: Timestamp, commit: Option<&str>, class: &str, random: u32) -> String {
    // To the millisecond, for `latest` is the last by name and short runs follow each other within a second.
    let time = now.strftime("%Y%m%dT%H%M%S%.3fZ");
    let commit: String = commit.unwrap_or("nocommit").chars().take(8).collect();
    format!("{time}-{}-{}-{random:08x}", safe(&commit), safe(class))
}

/// As a part of a folder's name.
pub(crate) fn safe(word: &str) -> String {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let word: String = word.chars().map(|c| if legal(c) { c } else { '_' }).collect();
    // A name that begins with a dot is not listed.
    if word.is_empty() || word.starts_with('.') { format!("_{word}") } else { word }
}
