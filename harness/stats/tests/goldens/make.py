"""Writes scipy.json beside itself: what scipy, numpy and plain enumeration say about the statistics of this crate.

It takes a quarter of a minute, and the same versions write the same file. Any Python that has scipy will do:

    pip install scipy
    python harness/stats/tests/goldens/make.py

Nothing here is translated from the Rust code. Where scipy has no function of that name (Walsh intervals, critical
ranks), the definition is written down and scipy's Wilcoxon test is asked whether it agrees.
"""

import itertools
import json
import math
import pathlib
import platform
from fractions import Fraction

import numpy
import scipy
from scipy import stats

ERRORS = [0.0001, 0.001, 0.002, 0.003, 0.004, 0.006, 0.009, 0.01, 0.025]
LOOKS = {
    "quick": [(10, 0.001)],
    "standard": [(10, 0.001), (20, 0.003), (40, 0.006)],
    "patient": [(10, 0.001), (20, 0.002), (40, 0.003), (80, 0.004)],
}
SIMULATED = 400_000


def null_counts(n):
    """How many of the 2^n sign patterns give each W+, in exact integers."""
    counts = [1] + [0] * (n * (n + 1) // 2)
    for rank in range(1, n + 1):
        counts = [c + (counts[w - rank] if w >= rank else 0) for w, c in enumerate(counts)]
    return counts


def enumerated_counts(n):
    """The same by listing every pattern."""
    counts = [0] * (n * (n + 1) // 2 + 1)
    for signs in itertools.product((0, 1), repeat=n):
        counts[sum(rank for rank, sign in enumerate(signs, 1) if sign)] += 1
    return counts


def differences_with(n, w):
    """n differences of magnitudes 1 to n whose positive ranks add up to w."""
    values = []
    for rank in range(n, 0, -1):
        positive = w >= rank
        w -= rank if positive else 0
        values.append(rank if positive else -rank)
    return numpy.array(values, dtype=float)


def exact_tail(n, w):
    return Fraction(sum(null_counts(n)[w:]), 2**n)


def exact_rank(n, alpha):
    """The largest k with P(W < k) <= alpha; the error is taken as the double that it is."""
    below, k = 0, 0
    for count in null_counts(n):
        below += count
        if Fraction(below, 2**n) > Fraction(alpha):
            break
        k += 1
    return k


def upper_tails():
    rows = []
    for n in [1, 2, 3, 5, 8, 10, 12, 15, 20, 25]:
        if n <= 12:
            assert null_counts(n) == enumerated_counts(n)
        top = n * (n + 1) // 2
        for w in sorted({round(top * share / 12) for share in range(13)}):
            p = stats.wilcoxon(differences_with(n, w), alternative="greater", method="exact").pvalue
            assert math.isclose(p, exact_tail(n, w), rel_tol=1e-12)
            rows.append({"n": n, "w": w, "p": p})
    return rows


def approximated_tails():
    rows = []
    for n in [26, 30, 40, 54, 80]:
        top = n * (n + 1) // 2
        for w in sorted({round(top * share / 20) for share in range(21)}):
            test = stats.wilcoxon(
                differences_with(n, w), alternative="greater", method="asymptotic", correction=True
            )
            # scipy corrects towards the mean whatever the side; below the mean it leaves P(W+ >= w).
            rows.append({"n": n, "w": w, "exact": float(exact_tail(n, w)), "normal": normal_tail(n, w)})
            if w > n * (n + 1) / 4:
                assert math.isclose(test.pvalue, rows[-1]["normal"], rel_tol=1e-9)
    return rows


def normal_tail(n, w):
    mean, sd = n * (n + 1) / 4, math.sqrt(n * (n + 1) * (2 * n + 1) / 24)
    return stats.norm.sf((w - 0.5 - mean) / sd)


def critical_ranks():
    exact = [{"n": n, "alpha": a, "rank": exact_rank(n, a)} for n in range(1, 26) for a in ERRORS + [0.05, 0.25, 0.5]]
    beyond = [
        {"n": n, "alpha": a, "exact": exact_rank(n, a), "normal": normal_rank(n, a)} for n in range(26, 101) for a in ERRORS
    ]
    return exact, beyond


def normal_rank(n, alpha):
    """The largest k whose P(W < k), by the normal distribution with continuity correction, is no more than alpha."""
    of_one_more = normal_tail(n, n * (n + 1) // 2 - numpy.arange(n * n))
    return int((of_one_more <= alpha).argmin())


def walsh(values):
    return numpy.sort([(a + b) / 2 for i, a in enumerate(values) for b in values[i:]])


def intervals(rng):
    rows = []
    streams = [
        rng.normal(0.1, 0.02, 1),
        rng.normal(0.1, 0.02, 7),
        rng.normal(0.1, 0.02, 9),
        rng.normal(0.0, 0.02, 10),
        rng.normal(0.7, 0.3, 11),
        rng.standard_t(2, 15) * 0.05,
        rng.laplace(0.2, 0.05, 20),
        rng.normal(-0.4, 0.1, 25),
        rng.normal(0.3, 0.1, 40),
        rng.laplace(0.0, 0.1, 80),
    ]
    for values in streams:
        averages = walsh(values)
        # The crate is exact up to 25 rounds.
        rank_of, method = (exact_rank, "exact") if len(values) <= 25 else (normal_rank, "asymptotic")
        for alpha in [0.001, 0.003, 0.006, 0.01, 0.05]:
            rank = rank_of(len(values), alpha)
            lower, upper = (averages[rank - 1], averages[-rank]) if rank else (None, None)
            if rank:
                agree(values, alpha, lower, upper, method)
            rows.append(
                {
                    "values": values.tolist(),
                    "alpha": alpha,
                    "estimate": float(numpy.median(averages)),
                    "lower": lower,
                    "upper": upper,
                }
            )
    return rows


def agree(values, alpha, lower, upper, method):
    """scipy's test rejects a centre just outside the bounds and does not reject one just inside."""
    step = 1e-9

    def p(centre, side):
        return stats.wilcoxon(values - centre, alternative=side, method=method, correction=True).pvalue

    assert p(lower - step, "greater") <= alpha < p(lower + step, "greater")
    assert p(upper + step, "less") <= alpha < p(upper - step, "less")


def summaries(rng):
    rows = []
    for values in [
        rng.normal(3, 1, 1),
        rng.normal(3, 1, 2),
        rng.normal(3, 1, 9),
        rng.lognormal(0, 1, 10),
        rng.integers(0, 4, 25).astype(float),
        rng.standard_cauchy(40),
        numpy.linspace(0, 1, 30) + rng.normal(0, 0.05, 30),
        numpy.full(10, 0.1),
    ]:
        shares = [0.0, 0.05, 0.25, 1 / 3, 0.5, 0.9, 1.0]
        centred = values - values.mean()
        varies = len(set(values)) > 1
        lag1 = float((centred[1:] * centred[:-1]).sum() / (centred**2).sum()) if varies else None
        rows.append(
            {
                "values": values.tolist(),
                "median": float(numpy.median(values)),
                "mad": float(stats.median_abs_deviation(values, scale="normal")),
                "quantiles": [[s, float(numpy.quantile(values, s, method="linear"))] for s in shares],
                "lag1": lag1,
            }
        )
    return rows


def exponents(rng):
    rows = []
    for sizes, slope, noise in [
        ([100, 200, 400, 800], 1.0, 0.0),
        ([10, 100, 1000], 2.0, 0.1),
        ([1, 2, 4, 8, 16, 32, 64], 1.5, 0.3),
        ([5, 5, 7, 7, 11], 0.5, 0.2),
    ]:
        values = [3 * size**slope * math.exp(noise * rng.standard_normal()) for size in sizes]
        fit = stats.theilslopes(numpy.log(values), numpy.log(sizes), method="separate")
        rows.append({"sizes": sizes, "values": values, "slope": fit.slope, "intercept": fit.intercept})
    return rows


def ratios(rng):
    over, of = rng.lognormal(0, 0.1, 12), rng.lognormal(-0.5, 0.1, 12)
    return {"over": over.tolist(), "of": of.tolist(), "logarithms": (numpy.log(over) - numpy.log(of)).tolist()}


def rounds_needed():
    """All n must agree, and by chance they do with probability 2^-n."""
    return [{"alpha": a, "rounds": next(n for n in range(1, 64) if Fraction(1, 2**n) <= Fraction(a))} for a in ERRORS]


def false_bounds(plan, rng):
    """How often the lower bound of the centre 0 is above it at any look, with the exact ranks. Signs and the order of
    magnitudes are all that counts, so any symmetric distribution gives the same."""
    ranks = [(n, exact_rank(n, alpha)) for n, alpha in plan]
    wrong = 0
    for _ in range(SIMULATED // 10_000):
        values = rng.normal(size=(10_000, plan[-1][0]))
        ever = numpy.zeros(10_000, dtype=bool)
        for n, rank in ranks:
            order = numpy.argsort(numpy.argsort(numpy.abs(values[:, :n]), axis=1), axis=1) + 1
            ever |= (order * (values[:, :n] < 0)).sum(axis=1) < rank
        wrong += int(ever.sum())
    return wrong / SIMULATED


def looks(rng):
    return [
        {"name": name, "looks": plan, "spent": float(sum(Fraction(str(a)) for _, a in plan)), "wrong": false_bounds(plan, rng)}
        for name, plan in LOOKS.items()
    ]


def detectable():
    """ln of the smallest detectable ratio, over the longer half of the interval: 1 + z(0.8) / z(1 - alpha)."""
    return [{"alpha": a, "halves": 1 + stats.norm.ppf(0.8) / stats.norm.ppf(1 - a)} for a in ERRORS]


def false_alarms():
    """What METHOD.md begins with: so many rounds of A, then as many of identical code B, compared by Mann and Whitney's
    test at 0.05. The share of all such windows of the recorded streams in which they differ."""
    rows = []
    for path in sorted((pathlib.Path(__file__).parents[1] / "recorded").glob("*.json")):
        stream = json.loads(path.read_text(encoding="utf-8"))["nanoseconds_of_a_and_b_and_whether_loaded"]
        a, b, _ = numpy.array(stream, dtype=float).T
        for rounds in [10, 20, 40, 80]:
            starts = range(len(a) - 2 * rounds + 1)
            differ = [
                stats.mannwhitneyu(a[at : at + rounds], b[at + rounds : at + 2 * rounds]).pvalue < 0.05 for at in starts
            ]
            rows.append({"stream": path.stem, "rounds": rounds, "share": float(numpy.mean(differ))})
    return rows


def shares():
    rows = []
    for successes, of in [(0, 1), (1, 1), (0, 10), (1, 10), (5, 10), (10, 10), (3, 400), (399, 400), (81, 263)]:
        low, high = stats.binomtest(successes, of).proportion_ci(0.95, method="wilson")
        rows.append({"successes": successes, "of": of, "lower": float(low), "upper": float(high)})
    return rows


def unpaired(rng):
    """Mann and Whitney's test, and the interval that it gives when it is turned inside out."""
    rows = []
    for a, b in [
        (rng.normal(0.0, 1, 5), rng.normal(1.0, 1, 4)),
        (rng.normal(0.1, 0.02, 10), rng.normal(0.0, 0.02, 10)),
        (rng.laplace(0.0, 1, 20), rng.laplace(0.5, 1, 12)),
        (rng.normal(0.0, 1, 25), rng.normal(-0.5, 1, 25)),
        (rng.normal(0.0, 1, 40), rng.normal(0.4, 1, 30)),
        (rng.integers(0, 5, 12).astype(float), rng.integers(1, 6, 15).astype(float)),
    ]:
        ties = len(set(a) | set(b)) < len(a) + len(b)
        method = "exact" if max(len(a), len(b)) <= 25 and not ties else "asymptotic"
        row = {"a": a.tolist(), "b": b.tolist(), "ties": ties, "p": stats.mannwhitneyu(a, b, method=method).pvalue}
        differences = numpy.sort([x - y for x in a for y in b])
        row["estimate"] = float(numpy.median(differences))
        row["bounds"] = [] if ties else [shift(a, b, differences, alpha, method) for alpha in [0.001, 0.006, 0.025]]
        rows.append(row)
    return rows


def shift(a, b, differences, alpha, method):
    """Just outside of the bounds scipy's test rejects the shift, and just inside it does not."""

    def p(by, side):
        return stats.mannwhitneyu(a - by, b, alternative=side, method=method).pvalue

    step = 1e-9
    rejected = sum(p(d - step, "greater") <= alpha for d in differences)
    if rejected == 0:
        return {"alpha": alpha, "lower": None, "upper": None}
    lower, upper = differences[rejected - 1], differences[-rejected]
    assert p(upper + step, "less") <= alpha < p(upper - step, "less")
    return {"alpha": alpha, "lower": float(lower), "upper": float(upper)}


def above_zero(rng):
    """The one-sided signed rank test that rounds lie above a threshold."""
    rows = []
    for n in [1, 5, 10, 20, 25, 40]:
        for centre in [-0.01, 0.0, 0.02]:
            values, threshold = rng.normal(centre, 0.02, n), 0.005
            method = "exact" if n <= 25 else "asymptotic"
            test = stats.wilcoxon(values - threshold, alternative="greater", method=method, correction=True)
            # Below the mean scipy corrects towards it, and leaves another tail than P(W+ >= w).
            p = test.pvalue if n <= 25 else normal_tail(n, test.statistic)
            rows.append({"values": values.tolist(), "threshold": threshold, "p": float(p)})
    return rows


def main():
    rng = numpy.random.default_rng(20240607)
    exact, beyond = critical_ranks()
    goldens = {
        "made_with": {
            "python": platform.python_version(),
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
        },
        "upper_tails": upper_tails(),
        "approximated_tails": approximated_tails(),
        "critical_ranks": exact,
        "critical_ranks_beyond": beyond,
        "rounds_needed": rounds_needed(),
        "intervals": intervals(rng),
        "ratios": ratios(rng),
        "summaries": summaries(rng),
        "exponents": exponents(rng),
        "detectable": detectable(),
        "false_alarms": false_alarms(),
        "simulated": SIMULATED,
        "looks": looks(rng),
        "shares": shares(),
        "unpaired": unpaired(rng),
        "exceeds": above_zero(rng),
    }
    lines = ",\n".join(
        f"  {json.dumps(name)}: "
        + ("[\n" + ",\n".join("    " + json.dumps(row) for row in rows) + "\n  ]" if isinstance(rows, list) else json.dumps(rows))
        for name, rows in goldens.items()
    )
    pathlib.Path(__file__).with_name("scipy.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
