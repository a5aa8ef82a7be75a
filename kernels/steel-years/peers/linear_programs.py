"""What Python users have for a sequence of linear programs: highspy, scipy, ortools, Pyomo. One year is a sequence, too.

Input: the matrix as compressed columns (starts.npy, rows.npy as u4, values.npy as f8), column_lower.npy and
column_upper.npy, and a row for every year in costs.npy, row_lower.npy and row_upper.npy; all of them f8, infinities allowed.
Output: objective.npy (f8, years), x.npy (f8, years x columns), y.npy (f8, years x rows) and iterations.npy (i8, years; -1
where the solver does not tell). Minimised; y_i is the change of the objective for one more unit of the bound of row i, so
that c - A'y are the reduced costs.

Fair in their favour: what users bring into their solver's form once for all years (rows out of columns, inequalities out of
ranges, lists out of arrays) is prepared; what they do every year is measured: passing data, solving, reading x and y. Every
solver has one thread. An answer that its solver does not call optimal is no answer.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import Failed, peer  # noqa: E402

# Each with the packages that it needs. highspy and ortools bring libraries of one name: never both in one process.
PACKAGES = {
    "highspy-chain": ["numpy", "highspy"],
    "highspy": ["numpy", "highspy"],
    "highspy-ipm": ["numpy", "highspy"],
    "scipy-ds": ["numpy", "scipy"],
    "scipy-ipm": ["numpy", "scipy"],
    "glop": ["numpy", "scipy", "ortools"],
    "pdlp": ["numpy", "scipy", "ortools"],
    "appsi": ["numpy", "scipy", "highspy", "pyomo"],
}
# What a first-order method is asked for, relative to the sizes of costs and bounds.
TOLERANCE = 1e-4
UNKNOWN = -1


class Years:
    """The input, and the shape of the answer."""

    def __init__(self, np, folder):
        def load(name, dtype):
            return np.ascontiguousarray(np.load(folder / f"{name}.npy"), dtype=dtype)

        self.np = np
        self.starts, self.rows = load("starts", np.int32), load("rows", np.int32)
        self.values = load("values", np.float64)
        self.column_lower, self.column_upper = load("column_lower", np.float64), load("column_upper", np.float64)
        self.costs = load("costs", np.float64)
        self.row_lower, self.row_upper = load("row_lower", np.float64), load("row_upper", np.float64)
        (self.count, self.width), self.height = self.costs.shape, self.row_lower.shape[1]
        if len(self.starts) != self.width + 1 or self.row_upper.shape != (self.count, self.height):
            raise Failed(f"the arrays in {folder} do not fit together")

    def columns(self):
        from scipy.sparse import csc_array

        return csc_array((self.values, self.rows, self.starts), shape=(self.height, self.width))

    def solve(self, year_by_year):
        """The answers of all years; `year_by_year` gives (objective, x, y, iterations) of one."""
        np = self.np
        objective, iterations = np.empty(self.count), np.empty(self.count, np.int64)
        x, y = np.empty((self.count, self.width)), np.empty((self.count, self.height))
        for year in range(self.count):
            objective[year], x[year], y[year], iterations[year] = year_by_year(year)
        return {"objective": objective, "x": x, "y": y, "iterations": iterations}


def highspy_options(highs, **options):
    for name, value in {"output_flag": False, "threads": 1, "parallel": "off", **options}.items():
        # HiGHS only warns of an option that it does not have.
        if highs.setOptionValue(name, value).name != "kOk":
            raise Failed(f"HiGHS has no option {name} = {value}")


def highspy_load(highs, years, year, continuous):
    # The constants say: compressed columns, minimise, no offset. Arrays are taken ten times faster than a HighsLp.
    status = highs.passModel(
        years.width,
        years.height,
        len(years.values),
        1,
        1,
        0.0,
        years.costs[year],
        years.column_lower,
        years.column_upper,
        years.row_lower[year],
        years.row_upper[year],
        years.starts,
        years.rows,
        years.values,
        continuous,
    )
    if status.name == "kError":
        raise Failed(f"year {year}: HiGHS refused the model")


def highspy_answer(highs, status, year):
    if status.name == "kError" or highs.getModelStatus().name != "kOptimal":
        raise Failed(f"year {year}: HiGHS ended with {highs.modelStatusToString(highs.getModelStatus())}")
    info, solution = highs.getInfo(), highs.getSolution()
    iterations = max(info.simplex_iteration_count, 0) + max(info.ipm_iteration_count, 0)
    return info.objective_function_value, solution.col_value, solution.row_dual, iterations


def with_highspy(years, **options):
    """A new instance every year."""
    import highspy

    continuous = years.np.zeros(years.width, years.np.int32)

    def one(year):
        highs = highspy.Highs()
        highspy_options(highs, **options)
        highspy_load(highs, years, year, continuous)
        return highspy_answer(highs, highs.run(), year)

    return lambda: years.solve(one)


def with_highspy_chain(years):
    """One instance for all years: only costs and bounds change, and the last basis is where the next year starts."""
    import highspy

    np = years.np
    columns, rows = np.arange(years.width, dtype=np.int32), np.arange(years.height, dtype=np.int32)
    continuous = np.zeros_like(columns)

    def all_years():
        highs = highspy.Highs()
        highspy_options(highs, solver="simplex", simplex_strategy=1)

        def one(year):
            if year == 0:
                highspy_load(highs, years, year, continuous)
            else:
                highs.changeColsCost(years.width, columns, years.costs[year])
                highs.changeRowsBounds(years.height, rows, years.row_lower[year], years.row_upper[year])
            return highspy_answer(highs, highs.run(), year)

        return years.solve(one)

    return all_years


def with_scipy(years, method):
    """`linprog` knows A_ub x <= b_ub and A_eq x = b_eq only; a range is two inequalities."""
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    np, by_rows, matrices, programs = years.np, years.columns().tocsr(), {}, []
    box = np.column_stack([years.column_lower, years.column_upper])
    for lower, upper in zip(years.row_lower, years.row_upper):
        equal = lower == upper
        above, below = np.isfinite(lower) & ~equal, np.isfinite(upper) & ~equal
        key = (equal.tobytes(), above.tobytes(), below.tobytes())
        if key not in matrices:
            at_most, same = vstack([by_rows[below], -by_rows[above]]).tocsc(), by_rows[equal].tocsc()
            matrices[key] = at_most if at_most.shape[0] else None, same if same.shape[0] else None
        at_most, same = matrices[key]
        b_ub = None if at_most is None else np.concatenate([upper[below], -lower[above]])
        programs.append((at_most, b_ub, same, None if same is None else lower[equal], below, above, equal))

    def one(year):
        at_most, b_ub, same, b_eq, below, above, equal = programs[year]
        found = linprog(years.costs[year], at_most, b_ub, same, b_eq, box, method=method)
        if found.status != 0:
            raise Failed(f"year {year}: linprog ended with status {found.status}: {found.message}")
        y, count = np.zeros(years.height), int(below.sum())
        y[below] += found.ineqlin.marginals[:count]
        y[above] -= found.ineqlin.marginals[count:]
        y[equal] = found.eqlin.marginals
        return found.fun, found.x, y, found.nit

    return lambda: years.solve(one)


def with_ortools(years, solver_type):
    """MathOpt's model as a message: its arrays are filled at once, and only costs and bounds every year.

    Measured on 14,580 columns: passing and reading cost 2 ms a year. ModelBuilder, filled from a sparse matrix, is as fast,
    but does not tell its iterations; pywraplp needs 20 ms for the same.
    """
    from ortools.math_opt import callback_pb2, model_parameters_pb2, model_pb2, result_pb2
    from ortools.math_opt.core.python import solver
    from ortools.math_opt.python import mathopt

    np, model, entries = years.np, model_pb2.ModelProto(), years.columns().tocsr().tocoo()
    model.variables.ids.extend(range(years.width))
    model.variables.integers.extend([False] * years.width)
    model.variables.lower_bounds.extend(years.column_lower.tolist())
    model.variables.upper_bounds.extend(years.column_upper.tolist())
    model.linear_constraints.ids.extend(range(years.height))
    model.linear_constraint_matrix.row_ids.extend(entries.row.tolist())
    model.linear_constraint_matrix.column_ids.extend(entries.col.tolist())
    model.linear_constraint_matrix.coefficients.extend(entries.data.tolist())
    model.objective.linear_coefficients.ids.extend(range(years.width))
    parameters = mathopt.SolveParameters(threads=1)
    if solver_type == "PDLP":
        optimality = parameters.pdlp.termination_criteria.simple_optimality_criteria
        optimality.eps_optimal_absolute = optimality.eps_optimal_relative = TOLERANCE
    fixed = (
        mathopt.SolverType[solver_type].value,
        mathopt.StreamableSolverInitArguments().to_proto(),
        parameters.to_proto(),
        model_parameters_pb2.ModelSolveParametersProto(),
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        None,
    )

    def one(year):
        model.objective.linear_coefficients.values[:] = years.costs[year]
        model.linear_constraints.lower_bounds[:] = years.row_lower[year]
        model.linear_constraints.upper_bounds[:] = years.row_upper[year]
        found = solver.solve(model, *fixed)
        if found.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
            reason = result_pb2.TerminationReasonProto.Name(found.termination.reason)
            raise Failed(f"year {year}: {solver_type} ended with {reason} {found.termination.detail}".rstrip())
        solution, counts = found.solutions[0], found.solve_stats
        primal = solution.primal_solution
        # Zeros may be left out of a sparse vector, so the ids are read and not guessed.
        x, y = np.zeros(years.width), np.zeros(years.height)
        x[primal.variable_values.ids] = primal.variable_values.values
        y[solution.dual_solution.dual_values.ids] = solution.dual_solution.dual_values.values
        return primal.objective_value, x, y, counts.simplex_iterations + counts.first_order_iterations

    return lambda: years.solve(one)


def with_appsi(years, seconds):
    """A model of Pyomo that is written down again every year, as its users do."""
    import pyomo.environ as pyo
    from pyomo.contrib.appsi.base import TerminationCondition
    from pyomo.contrib.appsi.solvers.highs import Highs

    np, by_rows = years.np, years.columns().tocsr()

    def bounds(lower, upper):
        ends = zip(lower.tolist(), upper.tolist())
        return [(None if low == -np.inf else low, None if high == np.inf else high) for low, high in ends]

    indices, values, ends = by_rows.indices.tolist(), by_rows.data.tolist(), by_rows.indptr.tolist()
    entries = [list(zip(indices[a:b], values[a:b])) for a, b in zip(ends, ends[1:])]
    costs, box = years.costs.tolist(), bounds(years.column_lower, years.column_upper)
    limits = [bounds(lower, upper) for lower, upper in zip(years.row_lower, years.row_upper)]

    def build(year):
        model = pyo.ConcreteModel()
        model.x = pyo.Var(range(years.width), bounds=lambda _, j: box[j])
        model.cost = pyo.Objective(expr=pyo.quicksum(c * model.x[j] for j, c in enumerate(costs[year])))

        def rule(model, i):
            low, high = limits[year][i]
            if low is None and high is None:
                return pyo.Constraint.Skip
            body = pyo.quicksum(value * model.x[j] for j, value in entries[i])
            return body == low if low == high else (low, body, high)

        model.rows = pyo.Constraint(range(years.height), rule=rule)
        return model

    def one(year):
        start = time.perf_counter()
        model = build(year)
        built = time.perf_counter()
        opt = Highs()
        opt.config.load_solution = False
        opt.highs_options = {"threads": 1, "parallel": "off"}
        found = opt.solve(model)
        solved = time.perf_counter()
        if found.termination_condition != TerminationCondition.optimal:
            raise Failed(f"year {year}: appsi_highs ended with {found.termination_condition.name}")
        found.solution_loader.load_vars()
        x, duals = [model.x[j].value for j in range(years.width)], found.solution_loader.get_duals()
        y = np.zeros(years.height)
        for i, row in model.rows.items():
            y[i] = duals[row]
        # Pyomo itself does not tell them, the instance that it keeps does.
        highs = getattr(opt, "_solver_model", None)
        iterations = highs.getInfo().simplex_iteration_count if highs is not None else UNKNOWN
        seconds["build"] += built - start
        seconds["solve"] += solved - built
        seconds["extract"] += time.perf_counter() - solved
        return found.best_feasible_objective, x, y, iterations

    def all_years():
        seconds.update(build=0.0, solve=0.0, extract=0.0)
        return years.solve(one)

    return all_years


def prepare(asked):
    import numpy as np

    years, seconds = Years(np, asked.input), {}
    work = {
        "highspy-chain": lambda: with_highspy_chain(years),
        "highspy": lambda: with_highspy(years),
        "highspy-ipm": lambda: with_highspy(years, solver="ipx"),
        "scipy-ds": lambda: with_scipy(years, "highs-ds"),
        "scipy-ipm": lambda: with_scipy(years, "highs-ipm"),
        "glop": lambda: with_ortools(years, "GLOP"),
        "pdlp": lambda: with_ortools(years, "PDLP"),
        "appsi": lambda: with_appsi(years, seconds),
    }[asked.kind]()

    def finish(answer):
        for name, array in answer.items():
            np.save(asked.output / f"{name}.npy", array)
        metrics = {name: (value, "s") for name, value in seconds.items()}
        if (answer["iterations"] != UNKNOWN).all():
            metrics["iterations"] = answer["iterations"].sum()
        return metrics

    return work, finish


if __name__ == "__main__":
    peer(PACKAGES, prepare)
