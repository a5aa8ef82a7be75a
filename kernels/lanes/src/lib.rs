//! Which vector instructions a method uses: chosen at run time, and forcible, so that a test reaches every one and a count
//! under valgrind can stay off AVX-512.

#![expect(
    clippy::inline_always,
    reason = "the vector loops must be inlined to be compiled per instruction set"
)]

/// The instruction sets that the vector kernels are compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InstructionSet {
    /// What every processor of the target has; no fused multiply-add, which would be a slow library call there.
    Portable,
    /// x86-64 with AVX2 and FMA: 8 lanes of f32.
    Avx2,
    /// x86-64 with AVX-512 F, VL and DQ: 16 lanes of f32.
    Avx512,
    /// 64-bit Arm: 4 lanes of f32.
    Neon,
}

/// An instruction set that this processor was seen to have. There is no other way to make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lanes(InstructionSet);

impl Lanes {
    /// The widest that this processor has.
    pub fn detect() -> Self {
        [InstructionSet::Avx512, InstructionSet::Avx2, InstructionSet::Neon]
            .into_iter()
            .find_map(Self::forced)
            .unwrap_or(Self::portable())
    }

    /// All that this processor has, the portable one first.
    pub fn available() -> Vec<Self> {
        [InstructionSet::Portable, InstructionSet::Neon, InstructionSet::Avx2, InstructionSet::Avx512]
            .into_iter()
            .filter_map(Self::forced)
            .collect()
    }

    /// The one that is always there.
    pub const fn portable() -> Self {
        Self(InstructionSet::Portable)
    }

    /// Exactly this one, if the processor has it.
    pub fn forced(set: InstructionSet) -> Option<Self> {
        has(set).then_some(Self(set))
    }

    /// Which one it is.
    pub const fn instruction_set(self) -> InstructionSet {
        self.0
    }

    /// As it stands in the names of variants.
    pub const fn name(self) -> &'static str {
        match self.0 {
            InstructionSet::Portable => "portable",
            InstructionSet::Avx2 => "avx2",
            InstructionSet::Avx512 => "avx512",
            InstructionSet::Neon => "neon",
        }
    }

    /// Compiles `work` for this instruction set and runs it.
    pub fn run<W: LaneWork>(self, work: W) {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: a `Lanes` is only made by `forced`, which asked the processor.
            InstructionSet::Avx512 => unsafe { run_avx512(work) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            InstructionSet::Avx2 => unsafe { run_avx2(work) },
            #[cfg(target_arch = "aarch64")]
            // SAFETY: as above.
            InstructionSet::Neon => unsafe { run_neon(work) },
            _ => work.run::<Separate>(),
        }
    }
}

fn has(set: InstructionSet) -> bool {
    match set {
        InstructionSet::Portable => true,
        #[cfg(target_arch = "x86_64")]
        InstructionSet::Avx2 => is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma"),
        #[cfg(target_arch = "x86_64")]
        InstructionSet::Avx512 => {
            is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("fma")
        }
        #[cfg(target_arch = "aarch64")]
        InstructionSet::Neon => std::arch::is_aarch64_feature_detected!("neon"),
        _ => false,
    }
}

/// Work over arrays of [`LANES`] numbers. `run` must be `#[inline(always)]` down to its last loop: that is what lets the
/// compiler build it once per instruction set.
pub trait LaneWork {
    /// Does the work, with this arithmetic.
    fn run<A: Arithmetic>(self);
}

/// f32 lanes of one array: two AVX-512 registers, four AVX2, eight NEON. Two or more registers hide the latency of one.
pub const LANES: usize = 16;

/// How `a·b + c` is computed.
pub trait Arithmetic {
    /// With one rounding or with two.
    fn mul_add(a: f32, b: f32, c: f32) -> f32;
}

/// One rounding, one instruction.
struct Fused;

/// Two roundings: where there is no instruction for one, `f32::mul_add` calls the C library.
struct Separate;

impl Arithmetic for Fused {
    #[inline(always)]
    fn mul_add(a: f32, b: f32, c: f32) -> f32 {
        a.mul_add(b, c)
    }
}

impl Arithmetic for Separate {
    #[inline(always)]
    fn mul_add(a: f32, b: f32, c: f32) -> f32 {
        a * b + c
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vl,avx512dq,avx2,fma")]
fn run_avx512<W: LaneWork>(work: W) {
    work.run::<Fused>();
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn run_avx2<W: LaneWork>(work: W) {
    work.run::<Fused>();
}

#[cfg(target_arch = "aarch64")]
#[target_feature(enable = "neon")]
fn run_neon<W: LaneWork>(work: W) {
    work.run::<Fused>();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_detected_lanes_are_the_widest_available() {
        let available = Lanes::available();
        assert_eq!(available[0], Lanes::portable());
        assert_eq!(available.last(), Some(&Lanes::detect()));
    }

    #[test]
    fn lanes_of_another_processor_cannot_be_made() {
        let foreign = if cfg!(target_arch = "x86_64") { InstructionSet::Neon } else { InstructionSet::Avx2 };
        assert_eq!(Lanes::forced(foreign), None);
    }
}
