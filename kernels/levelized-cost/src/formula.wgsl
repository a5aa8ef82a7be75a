// The costs of one point, as bits: a NaN may be moved by WGSL and not be computed with.

const LEAST_CAPACITY_FACTOR: f32 = 0.01;
const DOLLARS_PER_KG_KM: f32 = 0.0003;
const NOTHING: u32 = 0x7fc00000u;
// More than anything costs, and finite.
const UNUSABLE: f32 = 3e38;

// `full` is electricity by solar and by wind, then hydrogen by solar and by wind, at capacity factor 1.
fn costs_of(full: vec4<f32>, country: u32, solar: f32, wind: f32, km: f32) -> vec2<u32> {
    let sun = solar >= LEAST_CAPACITY_FACTOR;
    let air = wind >= LEAST_CAPACITY_FACTOR;
    if (country == 0u || !(sun || air)) {
        return vec2<u32>(NOTHING);
    }
    // A technology that is out is divided by something harmless, and not chosen.
    let by_solar = select(vec2<f32>(UNUSABLE), full.xz / max(solar, LEAST_CAPACITY_FACTOR), sun);
    let by_wind = select(vec2<f32>(UNUSABLE), full.yw / max(wind, LEAST_CAPACITY_FACTOR), air);
    let least = min(by_solar, by_wind);
    return bitcast<vec2<u32>>(vec2<f32>(least.x, least.y + DOLLARS_PER_KG_KM * km));
}

// Two u16 lie in each word.
fn half_of(word: u32, point: u32) -> u32 {
    return (word >> ((point & 1u) * 16u)) & 0xffffu;
}
