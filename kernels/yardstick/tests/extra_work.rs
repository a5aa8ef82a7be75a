//! The extra work is really done, and changes no answer.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::num::NonZeroUsize;

use yardstick::{Done, Extra, Kernel, Memory, compute, hash, threads};

const ALL: [Kernel; 4] = [Kernel::Compute, Kernel::Memory, Kernel::Hash, Kernel::Threads];

fn run(kernel: Kernel, scale: usize, extra: Extra) -> Done {
    match kernel {
        Kernel::Compute => compute(scale, extra),
        Kernel::Memory => Memory::new(scale).sum(extra),
        Kernel::Hash => hash(scale, extra),
        Kernel::Threads => threads(scale, extra, NonZeroUsize::new(2).unwrap()),
    }
}

fn share(share: f64) -> Extra {
    Extra::new(share).unwrap()
}

#[test]
fn every_answer_is_the_one_that_arithmetic_knows() {
    for kernel in ALL {
        for scale in [1, 2] {
            assert_eq!(run(kernel, scale, Extra::NONE).answer, kernel.answer(scale), "{kernel:?} {scale}");
        }
        assert_ne!(kernel.answer(1), kernel.answer(2), "{kernel:?}: what is left out must be missed");
    }
}

#[test]
fn a_share_of_extra_work_is_that_share_more_units() {
    for kernel in ALL {
        let units = kernel.units(1);
        assert!(units >= 1_000, "{kernel:?}: 2 % of {units} units are too few to be a slowdown");
        assert_eq!(run(kernel, 1, Extra::NONE).units, units, "{kernel:?}");
        for percent in [2, 5, 10, 50, 100] {
            let extra = share(percent as f64 / 100.0);
            assert_eq!(run(kernel, 1, extra).units, units + units * percent / 100, "{kernel:?} {percent} %");
        }
    }
}

#[test]
fn extra_work_changes_no_answer() {
    for kernel in ALL {
        for extra in [0.02, 0.333, 1.0] {
            assert_eq!(run(kernel, 1, share(extra)).answer, kernel.answer(1), "{kernel:?} {extra}");
        }
    }
}

#[test]
fn any_number_of_threads_does_the_same_work() {
    for count in [1, 2, 3, 7, 64] {
        let count = NonZeroUsize::new(count).unwrap();
        let done = threads(1, share(0.05), count);
        assert_eq!((done.answer, done.units), (Kernel::Threads.answer(1), 4_200), "{count}");
    }
}

#[test]
fn numbers_may_be_added_up_again_and_again() {
    let memory = Memory::new(1);
    assert_eq!(memory.sum(Extra::NONE), memory.sum(Extra::NONE));
}
