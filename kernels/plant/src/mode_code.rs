//! Whether a group runs, in one word, as columns and devices keep it.

use plant_steps::Mode;

const OFF: u32 = 0;
const RUNNING: u32 = 1;

/// 0 is off, 1 running, and one more than the steps that are left is starting.
#[inline]
pub(crate) fn code_of(mode: Mode) -> u32 {
    match mode {
        Mode::Off => OFF,
        Mode::Running => RUNNING,
        Mode::Starting(steps) => RUNNING.saturating_add(steps),
    }
}

/// The mode of a word.
#[inline]
pub(crate) fn mode_of(code: u32) -> Mode {
    match code {
        OFF => Mode::Off,
        RUNNING => Mode::Running,
        steps => Mode::Starting(steps - RUNNING),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mode_is_a_word_and_back() {
        for mode in [Mode::Off, Mode::Running, Mode::Starting(1), Mode::Starting(10)] {
            assert_eq!(mode_of(code_of(mode)), mode);
        }
    }
}
