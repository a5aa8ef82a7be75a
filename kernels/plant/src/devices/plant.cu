// So many steps of one scenario in each thread: the step of the CPU in its order. What depends on nothing but the plant is declared
// before this, for one plant; every decision compares integers. Slot by slot the scenarios lie side by side. What a `real` and an
// `amount` are, and who knows the gas, is said before this too.

constexpr unsigned int NO_PROPERTIES = 1;
constexpr unsigned int NO_PRESSURE = 2;
constexpr unsigned int NO_VOLTAGE = 3;
constexpr unsigned int TOO_MUCH = 4;
constexpr unsigned int NOT_SETTLED = 5;

struct Mass {
    real gain;
    real mean_gain;
    real conductance;
    real watts_per_kelvin;
    real least;
    real most;
};

struct Limits {
    real volume;
    real least;
    real most;
};

struct TankStep {
    amount mass;
    real pressure;
    amount vented;
    amount withdrawn;
    amount asked;
};

__device__ __forceinline__ real kept_within(real value, real least, real most)
{
    // Not fmin and fmax: they would turn a NaN into a number.
    return value < least ? least : (value > most ? most : value);
}

struct Scenario {
    unsigned long long scenarios;
    unsigned long long scenario;
    unsigned int* words;
    real* numbers;
    amount* held;
    Gases gas;

    unsigned int step;
    // The component whose turn it is.
    unsigned int kind;
    unsigned int component;
    unsigned int trouble;
    unsigned int decisions;
    amount sums[ACCOUNTS];
    unsigned long long joules[SUMS - ACCOUNTS];
    // Of one line in this step.
    real amounts[ACCOUNTS];

    __device__ unsigned int& word(unsigned int slot) { return words[slot * scenarios + scenario]; }
    __device__ real& number(unsigned int slot) { return numbers[slot * scenarios + scenario]; }
    __device__ amount& wide(unsigned int slot) { return held[slot * scenarios + scenario]; }

    // The first trouble is the one that is told.
    __device__ void fail(unsigned int cause, real a, real b)
    {
        if (trouble != 0) {
            return;
        }
        trouble = cause;
        word(TROUBLE) = 16 * cause + kind;
        word(TROUBLE + 1) = component;
        word(TROUBLE + 2) = step;
        number(0) = a;
        number(1) = b;
    }

    __device__ void decided(unsigned int value) { decisions = (decisions ^ value) * 16777619u; }

    // Once there is trouble nothing more is looked up.
    __device__ Caloric look_up(real p, real t)
    {
        if (trouble != 0 || !knows_properties(gas, p, t)) {
            fail(NO_PROPERTIES, p, t);
            return Caloric{real(1), real(1), real(1)};
        }
        return caloric(gas, p, t);
    }

    __device__ real pressure_of(real mass, real volume, real t)
    {
        const real rho = mass / volume;
        if (trouble != 0 || !knows_pressure(gas, rho, t)) {
            fail(NO_PRESSURE, rho, t);
            return 1;
        }
        return pressure(gas, rho, t);
    }

    // The mass at a pressure below that of `above`, as on the CPU.
    __device__ real mass_at(real wanted, real volume, real t, real above, real at_above)
    {
        real low = 0;
        real under = -wanted;
        real high = above;
        real over = at_above - wanted;
        int side = 0;
        for (unsigned int k = 0; k < DENSITY_STEPS; ++k) {
            const real mass = low - under * (high - low) / (over - under);
            const real off = pressure_of(mass, volume, t) - wanted;
            if (trouble != 0 || fabs(off) <= 16 * EPSILON * wanted || mass <= low || mass >= high) {
                return mass;
            }
            if (off < 0) {
                low = mass;
                under = off;
                over *= side < 0 ? real(0.5) : real(1);
                side = -1;
            } else {
                high = mass;
                over = off;
                under *= side > 0 ? real(0.5) : real(1);
                side = 1;
            }
        }
        fail(NOT_SETTLED, low, t);
        return low;
    }

    // How much of what is asked for can be given.
    __device__ amount given(amount available, amount asked, const Limits& tank, real t)
    {
        const real kg = amount_to_kg(available);
        const real full = pressure_of(kg, tank.volume, t);
        if (full <= tank.least) {
            return 0;
        }
        if ((kg - amount_to_kg(asked)) * full > 2 * tank.least * kg) {
            return asked;
        }
        const amount room = available - kg_to_amount(mass_at(tank.least, tank.volume, t, kg, full));
        return room < 0 ? 0 : (room < asked ? room : asked);
    }

    // First comes in what comes, then is given what can be, then is vented what is too much.
    __device__ TankStep fill(amount before, amount inflow, amount asked, const Limits& tank, real t)
    {
        const amount available = before + inflow;
        const amount withdrawn = asked > 0 ? given(available, asked, tank, t) : 0;
        amount left = available - withdrawn;
        const real kg = amount_to_kg(left);
        real p = pressure_of(kg, tank.volume, t);
        amount vented = 0;
        if (p > tank.most) {
            vented = kg_to_amount(kg - mass_at(tank.most, tank.volume, t, kg, p));
            left -= vented;
            p = tank.most;
        }
        return TankStep{left, p, vented, withdrawn, asked};
    }

    // A mass that keeps its temperature in this slot and the heat for it in `heat`; books what is lost and clamped.
    __device__ real warm(const Mass& mass, unsigned int slot, real heat)
    {
        const real t = number(slot);
        const real flow = heat - mass.conductance * (t - AMBIENT);
        const real free = t + flow * mass.gain;
        const real kept = kept_within(free, mass.least, mass.most);
        amounts[LOST] += mass.conductance * (t + flow * mass.mean_gain - AMBIENT) * DT;
        amounts[CLAMPED] += (free - kept) * mass.watts_per_kelvin * DT;
        number(slot) = kept;
        return kept;
    }

    // Power that a group takes, W; the hydrogen is booked.
    __device__ unsigned int group(unsigned int slot, unsigned int own, unsigned int offered)
    {
        const unsigned int before = word(slot);
        const unsigned int started = before == OFF ? RUNNING + STARTUP_STEPS : (before > RUNNING ? before - 1 : before);
        const unsigned int mode = offered < LEAST_OF_GROUP ? OFF : started;
        word(slot) = mode;
        if (before == RUNNING && mode != RUNNING) {
            word(slot + 1) += 1;
        }
        const unsigned int power = mode == RUNNING ? min(offered, MOST_OF_GROUP) : 0u;
        decided(mode);
        decided(power);

        const real t = number(own + 1);
        real voltage = 0;
        real heat = 0;
        if (power > 0) {
            const real worn = WORN_PER_STEP * real(word(slot + 2)) + WORN_PER_STOP * real(word(slot + 1));
            const Polarisation cell = polarisation(CELL, t, worn);
            const real current = solve_current(cell, real(power) / AREA, number(own));
            voltage = voltage_and_slope(cell, current).x;
            if (!is_finite(voltage)) {
                fail(NO_VOLTAGE, voltage, t);
            }
            word(slot + 2) += 1;
            const real amperes = AREA * current;
            const real squared = real(1e6) * current * current;
            const real arrives = squared / (real(250) + squared) * real(0.9909);
            heat = amperes * (voltage - THERMONEUTRAL);
            amounts[PEM_HYDROGEN] += arrives * amperes * KG_PER_COULOMB * DT;
            amounts[CELL_HEAT] += heat * DT;
            amounts[CROSSOVER] += (real(1) - arrives) * amperes * THERMONEUTRAL * DT;
        }
        number(own) = voltage;

        real flow = number(own + 2);
        const real cooled = flow * (COOLING_EFFECT * (t - AMBIENT));
        amounts[COOLED] += cooled * DT;
        const real after = warm(STACK, own + 1, heat - cooled);
        const real wanted = kept_within(COOLING_PER_KELVIN * (after - COOLING_ABOVE), 0, COOLING_MOST);
        flow += (wanted - flow) * PUMP_SHARE;
        number(own + 2) = flow;
        amounts[PUMPING] += COOLING_PRESSURE * flow / PUMP_EFFICIENCY * DT;
        return power;
    }

    // Power that the modules take, W.
    __device__ unsigned int modules(unsigned int slot, unsigned int offered)
    {
        unsigned int left = offered;
        const unsigned int of = MODULES > 0 ? MODULES : 1;
        const unsigned int leading = (step / LEAD_STEPS) % of;
        for (unsigned int k = 0; k < MODULES; ++k) {
            unsigned int& power = word(slot + (leading + k) % of);
            const unsigned int reach = power == 0 ? MODULE_FIRST : power + min(MODULE_RAMP, MODULE_RATED - power);
            const unsigned int takes = min(reach, left);
            power = takes < MODULE_FIRST ? 0 : takes;
            decided(power);
            left -= power;
        }
        return offered - left;
    }

    // A train with its tanks; `inflow` in kg/s.
    __device__ void train(unsigned int line, unsigned int of_line, real inflow)
    {
        const unsigned int train = line * TRAINS + of_line;
        const unsigned int coolers = NUMBERS_AT + line * LINE_NUMBERS + 3 * GROUPS + of_line * TRAIN_NUMBERS;
        const unsigned int low = coolers + 2 * STAGES;
        const unsigned int masses = MASSES_AT + train * (1 + HIGHS);
        for (unsigned int k = 0; k < STAGES; ++k) {
            warm(COOLER, coolers + 2 * k, number(coolers + 2 * k + 1));
        }
        real t = warm(LOW_WALL, low + 1, number(low + 2));
        real to = 0;
        for (unsigned int k = 0; k < HIGHS; ++k) {
            const unsigned int high = low + 3 + 3 * k;
            warm(HIGH_WALL, high + 1, number(high + 2));
            to = number(high) > to ? number(high) : to;
        }

        kind = LOW_TANK;
        component = train;
        const real wish = DRAW_MOST * ((number(low) - DRAW_FROM) / (DRAW_TO - DRAW_FROM));
        const amount asked = kg_to_amount(kept_within(wish, 0, DRAW_MOST) * DT);
        const Limits low_tank = {LOW_VOLUME, LOW_LEAST, LOW_MOST};
        const TankStep drawing = fill(wide(masses), kg_to_amount(inflow * DT), asked, low_tank, t);
        const real from = drawing.pressure;
        const real brought = inflow * (look_up(from, DELIVERED_AT).h - look_up(from, t).h);
        wide(masses) = drawing.mass;
        number(low) = from;
        number(low + 2) = brought;
        const real drawn = amount_to_kg(drawing.withdrawn);
        amounts[VENTED_LOW] += amount_to_kg(drawing.vented);
        amounts[DRAWN] += drawn;
        amounts[WALL_HEAT] += brought * DT;

        to = to > from ? to : from;
        const real ratio = exp(log(to / from) / real(STAGES));
        const real warming = exp(real(0.2885) * log(ratio));
        kind = STAGE;
        component = train * STAGES;
        Caloric inlet = look_up(from, t);
        const real first = inlet.h;
        real p = from;
        real work = 0;
        for (unsigned int k = 0; k < STAGES; ++k) {
            component = train * STAGES + k;
            p = k + 1 == STAGES ? to : p * ratio;
            real ideal = t * warming;
            for (unsigned int newton = 0; newton < STAGE_STEPS; ++newton) {
                const Caloric there = look_up(p, ideal);
                ideal += ideal * (inlet.s - there.s) / there.cp;
            }
            const real done = (look_up(p, ideal).h - inlet.h) / EFFICIENCY;
            const real outlet = inlet.h + done;
            t = number(coolers + 2 * k);
            inlet = look_up(p, t);
            const real taken = drawn * (outlet - inlet.h);
            number(coolers + 2 * k + 1) = taken / DT;
            amounts[STAGE_HEAT] += taken;
            work += done;
        }
        amounts[WORK] += drawn * work;
        amounts[GAS_HEAT] += drawn * (inlet.h - first);

        kind = HIGH_TANK;
        const amount demand = kg_to_amount(DEMAND_OF_TANK * DT);
        const Limits high_tank = {HIGH_VOLUME, HIGH_LEAST, HIGH_MOST};
        for (unsigned int k = 0; k < HIGHS; ++k) {
            component = train * HIGHS + k;
            const unsigned int high = low + 3 + 3 * k;
            const real wall = number(high + 1);
            const amount gets = part_of(drawing.withdrawn, k, HIGHS);
            const TankStep filled = fill(wide(masses + 1 + k), gets, demand, high_tank, wall);
            const real heat = amount_to_kg(gets) / DT * (inlet.h - look_up(to, wall).h);
            wide(masses + 1 + k) = filled.mass;
            number(high) = filled.pressure;
            number(high + 2) = heat;
            amounts[VENTED_HIGH] += amount_to_kg(filled.vented);
            amounts[DELIVERED] += amount_to_kg(filled.withdrawn);
            amounts[SHORT] += amount_to_kg(filled.asked - filled.withdrawn);
            amounts[WALL_HEAT] += heat * DT;
        }
    }

    __device__ void book(unsigned int watts, int mils, unsigned int pem, unsigned int module_power)
    {
        const unsigned long long seconds = (unsigned long long)DT;
        joules[AVAILABLE - ACCOUNTS] += watts * seconds;
        joules[CURTAILED - ACCOUNTS] += (watts - pem - module_power) * seconds;
        joules[PEM - ACCOUNTS] += pem * seconds;
        joules[MODULE_POWER - ACCOUNTS] += module_power * seconds;
        const real made = amounts[PEM_HYDROGEN];
        const real steam = STEAM_PER_KG * amounts[MODULE_HYDROGEN];
        const real split = amounts[MODULE_HYDROGEN] * OXYGEN_PER_KG;
        amounts[CHEMICAL] = made / KG_PER_COULOMB * THERMONEUTRAL;
        amounts[STEAM_HEAT] = steam * STEAM_ENTHALPY;
        amounts[OXYGEN] = made * OXYGEN_PER_KG + split;
        amounts[WATER] = made * WATER_PER_KG + steam;
        amounts[WATER_BACK] = steam - amounts[MODULE_HYDROGEN] - split;
        const real energy
            = real(pem + module_power) * DT + amounts[WORK] + amounts[PUMPING] + amounts[STEAM_HEAT];
        amounts[COST] = energy * (real(mils) / real(3.6e12));
        for (unsigned int account = 0; account < ACCOUNTS; ++account) {
            const bool by_millionth = account >= FIRST_OF_MASS;
            if (!has_room(amounts[account], by_millionth)) {
                fail(TOO_MUCH, amounts[account], 0);
                return;
            }
            sums[account] += to_book(amounts[account], by_millionth);
        }
    }

    __device__ void run_line(unsigned int line, unsigned int watts, int mils)
    {
        for (unsigned int account = 0; account < ACCOUNTS; ++account) {
            amounts[account] = 0;
        }
        const bool sells = mils > PRICE_LIMIT;
        const unsigned int power = watts - watts / 1024 * MODULES_OF_PARTS;
        const unsigned int able = power / LEAST_OF_GROUP;
        const unsigned int running = sells ? 0 : (able < GROUPS ? able : GROUPS);
        const unsigned int each = running > 0 ? power / running : 0;
        const unsigned int more = running > 0 ? power % running : 0;
        const unsigned int slot = line * LINE_WORDS;
        kind = GROUP;
        unsigned int pem = 0;
        for (unsigned int k = 0; k < GROUPS; ++k) {
            component = line * GROUPS + k;
            const unsigned int offered = k < running ? each + (k < more ? 1 : 0) : 0;
            pem += group(slot + 3 * k, NUMBERS_AT + line * LINE_NUMBERS + 3 * k, offered);
        }
        const unsigned int module_power = modules(slot + 3 * GROUPS, sells ? 0 : watts - pem);
        amounts[MODULE_HYDROGEN] = real(module_power) / JOULES_PER_KG * DT;
        const real inflow = (amounts[PEM_HYDROGEN] + amounts[MODULE_HYDROGEN]) / DT / real(TRAINS);
        for (unsigned int k = 0; k < TRAINS; ++k) {
            train(line, k, inflow);
        }
        book(watts, mils, pem, module_power);
    }

    __device__ void minute(const uint2* supply, unsigned int hours)
    {
        const unsigned int hour = (step / 60) % hours;
        const unsigned int next = hour + 1 == hours ? 0 : hour + 1;
        const unsigned int past = step % 60;
        const uint2 here = supply[hour * scenarios + scenario];
        const uint2 there = supply[next * scenarios + scenario];
        const unsigned int watts = (here.x * (60 - past) + there.x * past) / 60;
        const int priced = (int)here.y * (int)(60 - past) + (int)there.y * (int)past;
        // Towards the lower.
        const int mils = priced / 60 - (priced % 60 < 0 ? 1 : 0);
        for (unsigned int line = 0; line < LINES && trouble == 0; ++line) {
            run_line(line, watts, mils);
        }
    }
};

extern "C" __global__ void plant_steps(
    unsigned int scenarios,
    unsigned int first_step,
    unsigned int steps,
    unsigned int hours,
    const uint2* __restrict__ supply,
    const real* __restrict__ nodes,
    const real* __restrict__ rows,
    const real* __restrict__ tank_nodes,
    const real* __restrict__ columns,
    const real* __restrict__ initial_numbers,
    const amount* __restrict__ initial_amounts,
    unsigned int* words,
    real* numbers,
    amount* amounts,
    unsigned long long* exact)
{
    Scenario all;
    all.scenarios = scenarios;
    all.scenario = (unsigned long long)blockIdx.x * blockDim.x + threadIdx.x;
    if (all.scenario >= scenarios) {
        return;
    }
    all.words = words;
    all.numbers = numbers;
    all.held = amounts;
    all.gas = gases(nodes, rows, tank_nodes, columns);
    all.kind = GROUP;
    all.component = 0;
    if (first_step == 0) {
        // Words, sums and joules begin as zeros.
        for (unsigned int slot = 0; slot < NUMBERS; ++slot) {
            all.number(slot) = initial_numbers[slot];
        }
        for (unsigned int slot = 0; slot < SUMS_AT; ++slot) {
            all.wide(slot) = initial_amounts[slot];
        }
    }
    all.trouble = all.word(TROUBLE);
    all.decisions = all.word(DECISIONS);
    for (unsigned int k = 0; k < ACCOUNTS; ++k) {
        all.sums[k] = all.wide(SUMS_AT + k);
    }
    for (unsigned int k = 0; k < SUMS - ACCOUNTS; ++k) {
        all.joules[k] = exact[k * all.scenarios + all.scenario];
    }
    for (unsigned int k = 0; k < steps && all.trouble == 0; ++k) {
        all.step = first_step + k;
        all.minute(supply, hours);
        all.word(DONE) += 1;
    }
    all.word(DECISIONS) = all.decisions;
    for (unsigned int k = 0; k < ACCOUNTS; ++k) {
        all.wide(SUMS_AT + k) = all.sums[k];
    }
    for (unsigned int k = 0; k < SUMS - ACCOUNTS; ++k) {
        exact[k * all.scenarios + all.scenario] = all.joules[k];
    }
}
