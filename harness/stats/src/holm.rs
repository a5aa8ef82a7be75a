//! Many questions at once: which of them may be answered with yes when all of them together may be wrong but rarely.

/// Which members of a family are rejected, by Holm's step-down rule (1979). `ratios` holds, for each member, its p value
/// divided by the error of the look at which it was last judged; the j-th smallest of m is rejected while it is at most
/// 1 / (m - j + 1). What is NaN is never rejected, and counts as a member.
///
/// Members may stop at different looks, each with an error of its own, and still all looks together are wrong in the
/// whole family at most as often as their errors add up to. Say m0 members are true nulls. Before the first of them is
/// rejected, at most m - m0 others were, so at that step j <= m - m0 + 1, and its ratio is at most 1 / m0: some true null
/// had p <= error of the look / m0 at the look where it ended. For one member and one look the chance of that is the
/// error / m0; over all looks, whichever of them the member ended at, the sum of the errors / m0; over the m0 members the
/// sum of the errors. Nothing was assumed about how the members depend on each other.
///
/// A member that stops at an earlier look because its p is at most the error / m has a ratio of at most 1 / m, which no
/// step refuses: stopping early never takes a rejection back.
pub fn holm(ratios: &[f64]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..ratios.len()).filter(|member| !ratios[*member].is_nan()).collect();
    order.sort_by(|one, other| ratios[*one].total_cmp(&ratios[*other]));
    let mut rejected = vec![false; ratios.len()];
    for (step, member) in order.into_iter().enumerate() {
        if ratios[member] > 1.0 / (ratios.len() - step) as f64 {
            break;
        }
        rejected[member] = true;
    }
    rejected
}
