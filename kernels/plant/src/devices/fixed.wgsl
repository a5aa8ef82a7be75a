// Sums in 64 bits of fixed point, low word first: f32 would lose what a year adds, and WGSL has nothing wider. Mass counts in mg,
// energy in J, cost in millionths.

// All floats up to 2147483520 in size; NaN and infinity lie above.
const MOST_UNITS: u32 = 0x4effffffu;
const SIZE: u32 = 0x7fffffffu;
const KG: f32 = 1e-6;
const KG_OF_HIGH: f32 = 4294.967296;

fn added(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
    let low = a.x + b.x;
    return vec2<u32>(low, a.y + b.y + select(0u, 1u, low < a.x));
}

fn less(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
    return vec2<u32>(a.x - b.x, a.y - b.y - select(0u, 1u, a.x < b.x));
}

fn is_negative(a: vec2<u32>) -> bool {
    return (a.y >> 31u) != 0u;
}

fn extended(units: i32) -> vec2<u32> {
    return vec2<u32>(bitcast<u32>(units), bitcast<u32>(units >> 31u));
}

// Whole units; what has no room stops the scenario.
fn units(amount: f32) -> i32 {
    if ((bitcast<u32>(amount) & SIZE) > MOST_UNITS) {
        fail(TOO_MUCH, amount, 0.0);
        return 0;
    }
    return i32(round(amount));
}

fn kilograms(mass: vec2<u32>) -> f32 {
    return f32(mass.y) * KG_OF_HIGH + f32(mass.x) * KG;
}

fn mass_of(kg: f32) -> vec2<u32> {
    let high = floor(kg / KG_OF_HIGH);
    return vec2<u32>(u32((kg - high * KG_OF_HIGH) / KG), u32(high));
}
