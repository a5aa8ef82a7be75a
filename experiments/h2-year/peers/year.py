"""The step of the plant as a user of Numba has it: one compiled function over arrays, with the same tables and the same Newton.

Fair in its favour: compiling is done before the clock starts, tables and weather are arrays, there are no objects, and nothing is
written but a row for every hour.
"""

import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import Failed, peer  # noqa: E402

DT = 60.0
R = 8.314472 / 2.01588e-3
FARADAY = 96485.33212
MOLAR_MASS = 2.01588e-3
GROUPS, MODULES, TRAINS, STAGES, TANKS = 4, 6, 2, 3, 4


def compiled(np):
    from numba import njit

    @njit
    def octave(value, first, bits):
        """The node below a value among 2**bits in each doubling, and how far it is to the next."""
        fraction, exponent = math.frexp(value)
        place = (2.0 * fraction - 1.0) * (1 << bits)
        row = int(place)
        return ((exponent - 1 - first) << bits) + row, place - row

    @njit
    def column_of(t):
        place = (t - 273.15) * 63.0 / 150.0
        column = min(int(place), 62)
        return column, place - column

    @njit
    def mix(table, row, column, across, along, lane, width):
        c = column * width + lane
        up = min(row + 1, table.shape[0] - 1)
        low = table[row, c] * (1.0 - along) + table[row, c + width] * along
        high = table[up, c] * (1.0 - along) + table[up, c + width] * along
        return low * (1.0 - across) + high * across

    @njit
    def inside(p, t, least, most):
        if not (least <= p <= most and 273.15 <= t <= 423.15):
            raise ValueError("a state is outside the tables")

    @njit
    def caloric(table, p, t):
        inside(p, t, 65536.0, 134217728.0)
        row, across = octave(p, 16, 4)
        column, along = column_of(t)
        s = mix(table, row, column, across, along, 2, 4) - R * math.log(p / 1e5)
        return mix(table, row, column, across, along, 1, 4), s, mix(table, row, column, across, along, 3, 4)

    @njit
    def enthalpy(table, p, t):
        inside(p, t, 65536.0, 134217728.0)
        row, across = octave(p, 16, 4)
        column, along = column_of(t)
        return mix(table, row, column, across, along, 1, 4)

    @njit
    def pressure_of(table, mass, volume, t):
        rho = mass / volume
        inside(rho, t, 1.0 / 32.0, 64.0)
        row, across = octave(rho, -5, 5)
        column, along = column_of(t)
        return mix(table, row, column, across, along, 0, 1) * rho * R * t

    @njit
    def mass_at(table, volume, t, limit, mass, pressure):
        before, off_before = mass, pressure - limit
        mass = mass * limit / pressure
        for _ in range(30):
            off = pressure_of(table, mass, volume, t) - limit
            if abs(off) <= 1e-14 * limit or off == off_before:
                break
            before, off_before, mass = mass, off, mass - off * (mass - before) / (off - off_before)
        return mass

    @njit
    def tank_step(table, limits, mass, t, inflow, demand):
        volume, least, most = limits
        available, asked, given, vented = mass + inflow * DT, demand * DT, 0.0, 0.0
        if asked > 0.0:
            full = pressure_of(table, available, volume, t)
            if full > least:
                given = asked
                if (available - asked) * full <= 2.0 * least * available:
                    given = min(asked, available - mass_at(table, volume, t, least, available, full))
        mass = available - given
        pressure = pressure_of(table, mass, volume, t)
        if pressure > most:
            kept = mass_at(table, volume, t, most, mass, pressure)
            vented, mass, pressure = mass - kept, kept, most
        return mass, pressure, given, vented

    @njit
    def warmed(constants, ambient, t, heat):
        capacity, conductance, least, most = constants
        share = -math.expm1(-conductance * DT / capacity) / conductance
        return min(max(t + (heat - conductance * (t - ambient)) * share, least), most)

    @njit
    def polarisation(t, worn):
        gas = 8.314462618 / FARADAY
        water = 10.0 ** (8.07131 - 1730.63 / (233.426 + t - 273.15)) * (133.322 / 101325.0)
        nernst = 0.5 * gas * t * math.log((29.607698 - water) * math.sqrt(1.0 - water))
        there = (t - 353.15) / (t * 353.15) / 8.314462618
        content = (0.016 * t - 2.89556 + 1.625) / 0.1875
        conductivity = (0.005139 * content - 0.00326) * math.exp(1268.0 * (t - 303.0) / (303.0 * t))
        return (
            1.229 - 0.000846 * (t - 298.15) + nernst + worn,
            0.0077 / conductivity,
            gas * t / 2.0,
            gas * t / 0.5,
            0.5 / (4e-7 * math.exp(53e3 * there)),
            0.5 / (4e-3 * math.exp(20e3 * there)),
        )

    @njit
    def voltage_and_slope(cell, current):
        open_circuit, resistance, va, vc, pa, pc = cell
        xa, xc = current * pa, current * pc
        ra, rc = math.sqrt(xa * xa + 1.0), math.sqrt(xc * xc + 1.0)
        voltage = open_circuit + va * math.log(xa + ra) + vc * math.log(xc + rc) + current * resistance
        return voltage, va * pa / ra + vc * pc / rc + resistance

    @njit
    def run(watts, mils, properties, tank, design, logged_p, logged_t, logged_stack):
        steps, limit, ambient = int(design[0]), int(design[1]), design[2]
        area, rated, turndown, startup, by_hour, by_stop = design[3:9]
        m_rated, m_first, m_ramp, lead = int(design[9]), int(design[10]), int(design[11]), int(design[12] / DT)
        kwh, steam_per_kg, steam_enthalpy, efficiency, delivered_at, demand, fill = design[13:20]
        lag, pump_efficiency, pump_pressure, most_flow, per_kelvin, above, effect = design[20:27]
        draw_most, draw_from, draw_to = design[27:30]
        stack, cooler, low_wall, high_wall = design[36:40], design[40:44], design[44:48], design[48:52]
        low_limits, high_limits = design[52:55], design[55:58]
        rated_watts, least_watts, wait = int(rated), int(math.ceil(rated * turndown)), int(startup / DT)
        for_modules = 1024 * m_rated * MODULES // (m_rated * MODULES + rated_watts * GROUPS)
        follows = -math.expm1(-DT / lag)

        mode, stops = np.zeros(GROUPS, np.int64), np.zeros(GROUPS)
        voltage, hours, flow = np.zeros(GROUPS), np.zeros(GROUPS), np.zeros(GROUPS)
        stack_t = np.full(GROUPS, ambient)
        powers = np.zeros(MODULES, np.int64)
        cooler_t, cooler_heat = np.full((TRAINS, STAGES), ambient), np.zeros((TRAINS, STAGES))
        low_t, low_heat = np.full(TRAINS, ambient), np.zeros(TRAINS)
        high_t, high_heat = np.full((TRAINS, TANKS), ambient), np.zeros((TRAINS, TANKS))
        wanted = low_limits[1] + fill * (low_limits[2] - low_limits[1])
        ideal = wanted / (R * ambient) * low_limits[0]
        first = mass_at(tank, low_limits[0], ambient, wanted, ideal, pressure_of(tank, ideal, low_limits[0], ambient))
        low_mass, low_p = np.full(TRAINS, first), np.full(TRAINS, wanted)
        wanted = high_limits[1] + fill * (high_limits[2] - high_limits[1])
        ideal = wanted / (R * ambient) * high_limits[0]
        first = mass_at(tank, high_limits[0], ambient, wanted, ideal, pressure_of(tank, ideal, high_limits[0], ambient))
        high_mass, high_p = np.full((TRAINS, TANKS), first), np.full((TRAINS, TANKS), wanted)
        made, vented, cost = 0.0, 0.0, 0.0

        for step in range(steps):
            hour, past = step // 60 % watts.size, step % 60
            after = (hour + 1) % watts.size
            power = (watts[hour] * (60 - past) + watts[after] * past) // 60
            price = (mils[hour] * (60 - past) + mils[after] * past) // 60
            sells = price > limit
            shared = power - power // 1024 * for_modules
            running = 0 if sells else min(GROUPS, shared // least_watts)
            taken, hydrogen, joules = 0, 0.0, 0.0
            for k in range(GROUPS):
                offered = shared // running + (1 if k < shared % running else 0) if k < running else 0
                before = mode[k]
                if offered < least_watts:
                    mode[k] = 0
                elif before == 0 and wait > 0:
                    mode[k] = 1 + wait
                elif before > 2:
                    mode[k] = before - 1
                else:
                    mode[k] = 1
                heat = 0.0
                if mode[k] == 1:
                    takes = min(offered, rated_watts)
                    cell = polarisation(stack_t[k], by_hour * hours[k] + by_stop * stops[k])
                    density = takes / area
                    current = density / (voltage[k] if voltage[k] > 0.0 else cell[0])
                    for _ in range(3 if voltage[k] > 0.0 else 5):
                        v, slope = voltage_and_slope(cell, current)
                        current -= (current * v - density) / (v + current * slope)
                    voltage[k] = voltage_and_slope(cell, current)[0]
                    hours[k] += DT / 3600.0
                    squared = 1e6 * current * current
                    arrives = squared / (250.0 + squared) * 0.9909
                    hydrogen += arrives * area * current / (2.0 * FARADAY) * MOLAR_MASS
                    heat = area * current * (voltage[k] - 1.481)
                    taken += takes
                else:
                    stops[k] += 1.0 if before == 1 else 0.0
                    voltage[k] = 0.0
                heat -= flow[k] * effect * (stack_t[k] - ambient)
                stack_t[k] = warmed(stack, ambient, stack_t[k], heat)
                wants = min(max(per_kelvin * (stack_t[k] - above), 0.0), most_flow)
                flow[k] += (wants - flow[k]) * follows
                joules += pump_pressure * flow[k] / pump_efficiency * DT

            left = 0 if sells else power - taken
            for place in range(MODULES):
                m = (step // lead + place) % MODULES
                reach = m_first if powers[m] == 0 else min(powers[m] + m_ramp, m_rated)
                takes = min(reach, left)
                powers[m] = 0 if takes < m_first else takes
                left -= powers[m]
            by_modules = powers.sum()
            from_modules = by_modules / (kwh * 3.6e6)
            joules += (taken + by_modules) * DT + from_modules * steam_per_kg * steam_enthalpy * DT
            made += (hydrogen + from_modules) * DT
            inflow = (hydrogen + from_modules) / TRAINS

            for train in range(TRAINS):
                for stage in range(STAGES):
                    cooler_t[train, stage] = warmed(cooler, ambient, cooler_t[train, stage], cooler_heat[train, stage])
                low_t[train] = warmed(low_wall, ambient, low_t[train], low_heat[train])
                for k in range(TANKS):
                    high_t[train, k] = warmed(high_wall, ambient, high_t[train, k], high_heat[train, k])
                draw = min(max(draw_most * ((low_p[train] - draw_from) / (draw_to - draw_from)), 0.0), draw_most)
                low_mass[train], low_p[train], drawn, out = tank_step(
                    tank, low_limits, low_mass[train], low_t[train], inflow, draw
                )
                vented += out
                brought = enthalpy(properties, low_p[train], delivered_at)
                low_heat[train] = inflow * (brought - enthalpy(properties, low_p[train], low_t[train]))

                p, t = low_p[train], low_t[train]
                highest = max(p, high_p[train].max())
                ratio = (highest / p) ** (1.0 / STAGES)
                warming = ratio**0.2885
                h, s, _ = caloric(properties, p, t)
                work = 0.0
                for stage in range(STAGES):
                    p = highest if stage + 1 == STAGES else p * ratio
                    ideal_t = t * warming
                    for _ in range(2):
                        _, s_there, cp = caloric(properties, p, ideal_t)
                        ideal_t += ideal_t * (s - s_there) / cp
                    done = (enthalpy(properties, p, ideal_t) - h) / efficiency
                    t = cooler_t[train, stage]
                    cooled, s_cooled, _ = caloric(properties, p, t)
                    cooler_heat[train, stage] = drawn * (h + done - cooled) / DT
                    work += done
                    h, s = cooled, s_cooled
                joules += drawn * work

                for k in range(TANKS):
                    flow_in = drawn / TANKS / DT
                    high_mass[train, k], high_p[train, k], _, out = tank_step(
                        tank, high_limits, high_mass[train, k], high_t[train, k], flow_in, demand / (TRAINS * TANKS)
                    )
                    vented += out
                    high_heat[train, k] = flow_in * (h - enthalpy(properties, highest, high_t[train, k]))
            cost += joules * (price / 3.6e12)

            if (step + 1) % 60 == 0:
                row = step // 60
                logged_p[row, :TRAINS], logged_p[row, TRAINS:] = low_p, high_p.ravel()
                logged_t[row, :TRAINS], logged_t[row, TRAINS:] = low_t, high_t.ravel()
                logged_stack[row, :] = stack_t
        mean_p = (low_p.sum() + high_p.sum()) / (TRAINS * (1 + TANKS))
        return made - vented, cost, mean_p, stack_t.mean()

    return run


def cost_of_a_kilogram(design, kilograms, energy_cost):
    steps, (capital, yearly, replacement, replaced_in, rate, years) = design[0], design[30:36]
    share = steps / 525600.0
    recovery = rate / -math.expm1(-years * math.log1p(rate))
    of_a_year = recovery * (capital + replacement * (1.0 + rate) ** -replaced_in) + yearly
    return (of_a_year * share + energy_cost) / kilograms


def prepare(asked):
    import numpy as np

    load = lambda name: np.load(asked.input / f"{name}.npy")  # noqa: E731
    watts, mils = load("watts").astype(np.int64), load("mils").astype(np.int64)
    properties, tank, design = load("properties"), load("tank"), load("design")
    hours = int(design[0]) // 60
    run = compiled(np)

    def work_on(design):
        logged = [np.empty((hours, each), np.float32) for each in (10, 10, 4)]
        return run(watts, mils, properties, tank, design, *logged), logged

    short = design.copy()
    short[0] = 60
    work_on(short)

    def work():
        return work_on(design)

    def finish(answer):
        (kilograms, energy_cost, pressure, stack_t), logged = answer
        figures = np.array([cost_of_a_kilogram(design, kilograms, energy_cost), kilograms, pressure, stack_t])
        if not np.isfinite(figures).all():
            raise Failed(f"the figures are {figures}")
        np.save(asked.output / "figures.npy", figures)
        for name, column in zip(("tank_pressure", "tank_t", "stack_t"), logged):
            np.save(asked.output / f"{name}.npy", column)

    return work, finish


if __name__ == "__main__":
    peer({"numba": ["numba", "numpy"]}, prepare)
