// Hydrogen as tables tell it, and tanks. What is outside a table stops the scenario; until the step is over nothing more is
// looked up for it.

fn gas(p: f32, t: f32) -> vec4<f32> {
    let bits = bitcast<u32>(p);
    if (trouble != 0u || !is_inside(PROPERTIES, bits, bitcast<u32>(t))) {
        fail(NO_PROPERTIES, p, t);
        return vec4<f32>(1.0);
    }
    return properties(PROPERTIES, bits, t);
}

fn enthalpy(p: f32, t: f32) -> f32 {
    return gas(p, t).y;
}

fn pressure_of(mass: f32, volume: f32, t: f32) -> f32 {
    let rho = mass / volume;
    let bits = bitcast<u32>(rho);
    if (trouble != 0u || !is_inside(TANK_TABLE, bits, bitcast<u32>(t))) {
        fail(NO_PRESSURE, rho, t);
        return 1.0;
    }
    return tank_pressure(TANK_TABLE, bits, t);
}

// The mass at a pressure below that of `above`, as on the CPU.
fn mass_at(pressure: f32, volume: f32, t: f32, above: f32, at_above: f32) -> f32 {
    var low = 0.0;
    var under = -pressure;
    var high = above;
    var over = at_above - pressure;
    var side = 0;
    for (var step = 0u; step < DENSITY_STEPS; step += 1u) {
        let mass = low - under * (high - low) / (over - under);
        let off = pressure_of(mass, volume, t) - pressure;
        if (trouble != 0u || abs(off) <= 16.0 * EPSILON * pressure || mass <= low || mass >= high) {
            return mass;
        }
        if (off < 0.0) {
            low = mass;
            under = off;
            over *= select(1.0, 0.5, side < 0);
            side = -1;
        } else {
            high = mass;
            over = off;
            under *= select(1.0, 0.5, side > 0);
            side = 1;
        }
    }
    fail(NOT_SETTLED, low, t);
    return low;
}

struct TankStep {
    mass: vec2<u32>,
    pressure: f32,
    // mg.
    vented: i32,
    withdrawn: i32,
    short: i32,
}

// How much of what is asked for can be given, mg.
fn given(available: vec2<u32>, asked: i32, volume: f32, least: f32, t: f32) -> i32 {
    let kg = kilograms(available);
    let full = pressure_of(kg, volume, t);
    if (full <= least) {
        return 0;
    }
    if ((kg - f32(asked) * KG) * full > 2.0 * least * kg) {
        return asked;
    }
    let room = less(available, mass_of(mass_at(least, volume, t, kg, full)));
    if (is_negative(room)) {
        return 0;
    }
    return select(asked, min(asked, bitcast<i32>(room.x & SIZE)), room.y == 0u && room.x <= SIZE);
}

// First comes in what comes, then is given what can be, then is vented what is too much.
fn tank(before: vec2<u32>, inflow: i32, asked: i32, volume: f32, limits: vec2<f32>, t: f32) -> TankStep {
    let available = added(before, extended(inflow));
    var withdrawn = 0;
    if (asked > 0) {
        withdrawn = given(available, asked, volume, limits.x, t);
    }
    let left = less(available, extended(withdrawn));
    let kg = kilograms(left);
    let pressure = pressure_of(kg, volume, t);
    if (pressure <= limits.y) {
        return TankStep(left, pressure, 0, withdrawn, asked - withdrawn);
    }
    let vented = units((kg - mass_at(limits.y, volume, t, kg, pressure)) / KG);
    return TankStep(less(left, extended(vented)), limits.y, vented, withdrawn, asked - withdrawn);
}
