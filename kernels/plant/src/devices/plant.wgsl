// So many steps of one scenario in each invocation: the step of the CPU in its order. What depends on nothing but the plant is
// declared before this, for one plant; every decision compares integers. Slot by slot the scenarios lie side by side.

struct Now {
    scenarios: u32,
    first_step: u32,
    steps: u32,
    hours: u32,
}

@group(0) @binding(0) var<uniform> now: Now;
// Watts and thousandths of a price, hour by hour.
@group(0) @binding(1) var<storage, read> supply: array<vec2<u32>>;
@group(0) @binding(2) var<storage, read> columns: array<f32>;
@group(0) @binding(3) var<storage, read> nodes: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read> row_logs: array<f32>;
@group(0) @binding(5) var<storage, read> tank_nodes: array<f32>;
@group(0) @binding(6) var<storage, read> initial: array<u32>;
@group(0) @binding(7) var<storage, read_write> state: array<u32>;

const NO_PROPERTIES: u32 = 1u;
const NO_PRESSURE: u32 = 2u;
const NO_VOLTAGE: u32 = 3u;
const TOO_MUCH: u32 = 4u;
const NOT_SETTLED: u32 = 5u;

var<private> scenario: u32;
var<private> step_now: u32;
// The component whose turn it is.
var<private> kind: u32;
var<private> component: u32;
var<private> trouble: u32;
var<private> decisions: u32;
var<private> sums: array<vec2<u32>, SUMS>;
// Of one line in this step.
var<private> amounts: array<f32, ACCOUNTS>;

fn word(slot: u32) -> u32 {
    return state[slot * now.scenarios + scenario];
}

fn keep_word(slot: u32, value: u32) {
    state[slot * now.scenarios + scenario] = value;
}

fn number(slot: u32) -> f32 {
    return bitcast<f32>(word(slot));
}

fn keep_number(slot: u32, value: f32) {
    keep_word(slot, bitcast<u32>(value));
}

fn wide(slot: u32) -> vec2<u32> {
    return vec2<u32>(word(slot), word(slot + 1u));
}

fn keep_wide(slot: u32, value: vec2<u32>) {
    keep_word(slot, value.x);
    keep_word(slot + 1u, value.y);
}

// The first trouble is the one that is told.
fn fail(cause: u32, a: f32, b: f32) {
    if (trouble != 0u) {
        return;
    }
    trouble = cause;
    keep_word(TROUBLE, 16u * cause + kind);
    keep_word(TROUBLE + 1u, component);
    keep_word(TROUBLE + 2u, step_now);
    keep_number(TROUBLE + 3u, a);
    keep_number(TROUBLE + 4u, b);
}

fn decided(value: u32) {
    decisions = (decisions ^ value) * 16777619u;
}

fn exact(slot: u32, joules: u32) {
    sums[slot] = added(sums[slot], vec2<u32>(joules, 0u));
}

fn between(value: f32, most: f32) -> f32 {
    return select(select(value, most, value > most), 0.0, value < 0.0);
}

struct Mass {
    gain: f32,
    mean_gain: f32,
    conductance: f32,
    watts_per_kelvin: f32,
    least: f32,
    most: f32,
}

// The temperature after a step; books what is lost and clamped.
fn warmed(mass: Mass, t: f32, heat: f32) -> f32 {
    let flow = heat - mass.conductance * (t - AMBIENT);
    let free = t + flow * mass.gain;
    let kept = select(select(free, mass.most, free > mass.most), mass.least, free < mass.least);
    amounts[LOST] += mass.conductance * (t + flow * mass.mean_gain - AMBIENT) * DT;
    amounts[CLAMPED] += (free - kept) * mass.watts_per_kelvin * DT;
    return kept;
}

// Power that a group takes, W; the hydrogen is booked.
fn group(slot: u32, numbers: u32, offered: u32) -> u32 {
    let before = word(slot);
    var mode = before;
    if (offered < LEAST_OF_GROUP) {
        mode = OFF;
    } else if (before == OFF) {
        mode = RUNNING + STARTUP_STEPS;
    } else if (before > RUNNING) {
        mode = before - 1u;
    }
    keep_word(slot, mode);
    var stops = word(slot + 1u);
    if (before == RUNNING && mode != RUNNING) {
        stops += 1u;
        keep_word(slot + 1u, stops);
    }
    let power = select(0u, min(offered, MOST_OF_GROUP), mode == RUNNING);
    decided(mode);
    decided(power);

    let t = number(numbers + 1u);
    var voltage = 0.0;
    var made_heat = 0.0;
    if (power > 0u) {
        let hours = word(slot + 2u);
        let worn = WORN_PER_STEP * f32(hours) + WORN_PER_STOP * f32(stops);
        let cell = polarisation(CELL, t, worn);
        let current = solve_current(cell, f32(power) / AREA, number(numbers));
        voltage = voltage_and_slope(cell, current).x;
        if (bitcast<u32>(t) >= bitcast<u32>(BOILS_AT) || (bitcast<u32>(voltage) & SIZE) >= INFINITE) {
            fail(NO_VOLTAGE, voltage, t);
        }
        keep_word(slot + 2u, hours + 1u);
        let amperes = AREA * current;
        let squared = 1e6 * current * current;
        let arrives = squared / (250.0 + squared) * 0.9909;
        made_heat = amperes * (voltage - THERMONEUTRAL);
        amounts[PEM_HYDROGEN] += arrives * amperes * KG_PER_COULOMB * DT;
        amounts[CELL_HEAT] += made_heat * DT;
        amounts[CROSSOVER] += (1.0 - arrives) * amperes * THERMONEUTRAL * DT;
    }
    keep_number(numbers, voltage);

    var flow = number(numbers + 2u);
    let cooled = flow * (COOLING_EFFECT * (t - AMBIENT));
    amounts[COOLED] += cooled * DT;
    let after = warmed(STACK, t, made_heat - cooled);
    keep_number(numbers + 1u, after);
    let wanted = between(COOLING_PER_KELVIN * (after - COOLING_ABOVE), COOLING_MOST);
    flow += (wanted - flow) * PUMP_SHARE;
    keep_number(numbers + 2u, flow);
    amounts[PUMPING] += COOLING_PRESSURE * flow / PUMP_EFFICIENCY * DT;
    return power;
}

// Power that the modules take, W.
fn modules(slot: u32, offered: u32) -> u32 {
    var left = offered;
    let leading = (step_now / LEAD_STEPS) % max(MODULES, 1u);
    for (var k = 0u; k < MODULES; k += 1u) {
        let place = slot + (leading + k) % max(MODULES, 1u);
        let before = word(place);
        let reach = select(before + min(MODULE_RAMP, MODULE_RATED - before), MODULE_FIRST, before == 0u);
        let takes = min(reach, left);
        let power = select(takes, 0u, takes < MODULE_FIRST);
        keep_word(place, power);
        decided(power);
        left -= power;
    }
    return offered - left;
}

// A train with its tanks; `inflow` in kg/s.
fn train(line: u32, of_line: u32, inflow: f32) {
    let train = line * TRAINS + of_line;
    let coolers = line * LINE_NUMBERS + NUMBERS_AT + 3u * GROUPS + of_line * TRAIN_NUMBERS;
    let low = coolers + 2u * STAGES;
    let masses = MASSES_AT + 2u * (train * (1u + HIGHS));
    for (var k = 0u; k < STAGES; k += 1u) {
        let slot = coolers + 2u * k;
        keep_number(slot, warmed(COOLER, number(slot), number(slot + 1u)));
    }
    keep_number(low + 1u, warmed(LOW_WALL, number(low + 1u), number(low + 2u)));
    var to = 0.0;
    for (var k = 0u; k < HIGHS; k += 1u) {
        let high = low + 3u + 3u * k;
        keep_number(high + 1u, warmed(HIGH_WALL, number(high + 1u), number(high + 2u)));
        to = max(to, number(high));
    }

    kind = LOW_TANK;
    component = train;
    var t = number(low + 1u);
    let wish = DRAW_MOST * ((number(low) - DRAW_FROM) / (DRAW_TO - DRAW_FROM));
    let asked = units(between(wish, DRAW_MOST) * DT / KG);
    let came = units(inflow * DT / KG);
    let step = tank(wide(masses), came, asked, LOW_VOLUME, vec2<f32>(LOW_LEAST, LOW_MOST), t);
    let from_p = step.pressure;
    let brought = inflow * (enthalpy(from_p, DELIVERED_AT) - enthalpy(from_p, t));
    keep_wide(masses, step.mass);
    keep_number(low, from_p);
    keep_number(low + 2u, brought);
    let drawn = f32(step.withdrawn) * KG;
    amounts[VENTED_LOW] += f32(step.vented) * KG;
    amounts[DRAWN] += drawn;
    amounts[WALL_HEAT] += brought * DT;

    to = max(to, from_p);
    let logarithm = log(to / from_p) / f32(STAGES);
    let ratio = exp(logarithm);
    let warming = exp(0.2885 * logarithm);
    kind = STAGE;
    component = train * STAGES;
    var inlet = gas(from_p, t);
    let first = inlet.y;
    var p = from_p;
    var work = 0.0;
    for (var k = 0u; k < STAGES; k += 1u) {
        component = train * STAGES + k;
        p = select(p * ratio, to, k + 1u == STAGES);
        var ideal = t * warming;
        for (var newton = 0u; newton < STAGE_STEPS; newton += 1u) {
            let there = gas(p, ideal);
            ideal += ideal * (inlet.z - there.z) / there.w;
        }
        let done = (gas(p, ideal).y - inlet.y) / EFFICIENCY;
        let outlet = inlet.y + done;
        t = number(coolers + 2u * k);
        inlet = gas(p, t);
        let taken = drawn * (outlet - inlet.y);
        keep_number(coolers + 2u * k + 1u, taken / DT);
        amounts[STAGE_HEAT] += taken;
        work += done;
    }
    amounts[WORK] += drawn * work;
    amounts[GAS_HEAT] += drawn * (inlet.y - first);

    kind = HIGH_TANK;
    let share = step.withdrawn / i32(HIGHS);
    let more = step.withdrawn % i32(HIGHS);
    let demand = units(DEMAND_OF_TANK * DT / KG);
    for (var k = 0u; k < HIGHS; k += 1u) {
        component = train * HIGHS + k;
        let high = low + 3u + 3u * k;
        let mass = masses + 2u + 2u * k;
        let wall = number(high + 1u);
        let gets = share + select(0, 1, i32(k) < more);
        let limits = vec2<f32>(HIGH_LEAST, HIGH_MOST);
        let filled = tank(wide(mass), gets, demand, HIGH_VOLUME, limits, wall);
        let heat = f32(gets) * KG / DT * (inlet.y - enthalpy(to, wall));
        keep_wide(mass, filled.mass);
        keep_number(high, filled.pressure);
        keep_number(high + 2u, heat);
        amounts[VENTED_HIGH] += f32(filled.vented) * KG;
        amounts[DELIVERED] += f32(filled.withdrawn) * KG;
        amounts[SHORT] += f32(filled.short) * KG;
        amounts[WALL_HEAT] += heat * DT;
    }
}

fn book(watts: u32, mils: i32, pem: u32, module_power: u32) {
    let seconds = u32(DT);
    exact(AVAILABLE, watts * seconds);
    exact(CURTAILED, (watts - pem - module_power) * seconds);
    exact(PEM, pem * seconds);
    exact(MODULE_POWER, module_power * seconds);
    let made = amounts[PEM_HYDROGEN];
    let steam = STEAM_PER_KG * amounts[MODULE_HYDROGEN];
    let split = amounts[MODULE_HYDROGEN] * OXYGEN_PER_KG;
    amounts[CHEMICAL] = made / KG_PER_COULOMB * THERMONEUTRAL;
    amounts[STEAM_HEAT] = steam * STEAM_ENTHALPY;
    amounts[OXYGEN] = made * OXYGEN_PER_KG + split;
    amounts[WATER] = made * WATER_PER_KG + steam;
    amounts[WATER_BACK] = steam - amounts[MODULE_HYDROGEN] - split;
    let joules = f32(pem + module_power) * DT + amounts[WORK] + amounts[PUMPING] + amounts[STEAM_HEAT];
    amounts[COST] = joules * (f32(mils) / 3.6e12);
    for (var account = 0u; account < ACCOUNTS; account += 1u) {
        // Energy is counted by the joule, kilograms and cost by their millionth.
        let scale = select(1e6, 1.0, account < FIRST_OF_MASS);
        sums[account] = added(sums[account], extended(units(amounts[account] * scale)));
    }
}

fn line(line: u32, watts: u32, mils: i32) {
    for (var account = 0u; account < ACCOUNTS; account += 1u) {
        amounts[account] = 0.0;
    }
    let sells = mils > PRICE_LIMIT;
    let power = watts - watts / 1024u * MODULES_OF_PARTS;
    let running = select(min(GROUPS, power / LEAST_OF_GROUP), 0u, sells);
    let each = power / max(running, 1u);
    let more = power % max(running, 1u);
    let slot = line * LINE_WORDS;
    kind = GROUP;
    var pem = 0u;
    for (var k = 0u; k < GROUPS; k += 1u) {
        component = line * GROUPS + k;
        let offered = select(0u, each + select(0u, 1u, k < more), k < running);
        pem += group(slot + 3u * k, NUMBERS_AT + line * LINE_NUMBERS + 3u * k, offered);
    }
    let left = select(watts - pem, 0u, sells);
    let module_power = modules(slot + 3u * GROUPS, left);
    amounts[MODULE_HYDROGEN] = f32(module_power) / JOULES_PER_KG * DT;
    let inflow = (amounts[PEM_HYDROGEN] + amounts[MODULE_HYDROGEN]) / DT / f32(TRAINS);
    for (var k = 0u; k < TRAINS; k += 1u) {
        train(line, k, inflow);
    }
    book(watts, mils, pem, module_power);
}

fn minute() {
    let hour = (step_now / 60u) % now.hours;
    let next = select(hour + 1u, 0u, hour + 1u == now.hours);
    let past = step_now % 60u;
    let here = supply[hour * now.scenarios + scenario];
    let there = supply[next * now.scenarios + scenario];
    let watts = (here.x * (60u - past) + there.x * past) / 60u;
    let priced = bitcast<i32>(here.y) * i32(60u - past) + bitcast<i32>(there.y) * i32(past);
    // Towards the lower.
    let mils = priced / 60 - select(0, 1, priced % 60 < 0);
    for (var k = 0u; k < LINES && trouble == 0u; k += 1u) {
        line(k, watts, mils);
    }
}

@compute @workgroup_size(LANES)
fn plant_steps(
    @builtin(workgroup_id) workgroup: vec3<u32>,
    @builtin(num_workgroups) workgroups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    scenario = (workgroup.y * workgroups.x + workgroup.x) * LANES + lane;
    if (scenario >= now.scenarios) {
        return;
    }
    if (now.first_step == 0u) {
        for (var slot = 0u; slot < SLOTS; slot += 1u) {
            keep_word(slot, initial[slot]);
        }
    }
    trouble = word(TROUBLE);
    decisions = word(DECISIONS);
    for (var k = 0u; k < SUMS; k += 1u) {
        sums[k] = wide(SUMS_AT + 2u * k);
    }
    // Counted, and not inferred: a driver may end a loop that it finds too long.
    var done = word(DONE);
    for (var k = 0u; k < now.steps && trouble == 0u; k += 1u) {
        step_now = now.first_step + k;
        minute();
        done += 1u;
    }
    keep_word(DONE, done);
    keep_word(DECISIONS, decisions);
    for (var k = 0u; k < SUMS; k += 1u) {
        keep_wide(SUMS_AT + 2u * k, sums[k]);
    }
}
