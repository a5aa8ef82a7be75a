//! One step of every component of a hydrogen plant, as pure functions of state, time step and inputs: thermal masses, pumps and
//! valves, tanks, compressors, PEM cells and groups of them, solid-oxide modules, and what a kilogram costs.
//!
//! Each is a scalar function and a batch over columns with the same bits; masses, flows and cells have forms for GPUs too. What
//! is wrong with a number is said where it is made, so the steps themselves check nothing. Every clamp, vent and curtailment
//! has an account, and the balances close.

mod cell;
mod compressor;
mod cuda;
mod current;
mod efficiency;
mod flow;
mod gpu;
pub mod hydrogen;
mod lcoh;
mod objects;
mod pem;
mod quantity;
mod soec;
mod tank;
mod thermal;

pub use cell::{Cell, Polarisation, cell_voltage, cell_voltage_batch};
pub use compressor::{Caloric, Compression, Compressor, EqualRatios, Lift, MOST_RATIO, compress_batch};
pub use cuda::{
    CELL_CUH, CURRENT_CU, CURRENT_CU_ENTRY, CudaSteps, FLOW_CU, FLOW_CU_ENTRY, THERMAL_CU, THERMAL_CU_ENTRY,
};
pub use current::{
    Analytic, COLD_STEPS, Cold, NotSolved, Numeric, Slope, Solved, Solver, WARM_STEPS, Warm, solve_current,
    solve_current_batch, solve_current_from, solve_current_within,
};
pub use efficiency::planned_efficiency;
pub use flow::{FlowColumns, FlowStep, Lag, Pump, flow_batch, flow_euler, flow_exact};
pub use gpu::{
    CELL_WGSL, CURRENT_WGSL, CURRENT_WGSL_ENTRY, CellUniform, FLOW_WGSL, FLOW_WGSL_ENTRY, THERMAL_WGSL,
    THERMAL_WGSL_ENTRY, WgpuSteps,
};
pub use lcoh::{Costs, Replacement, capital_recovery, energy_cost, lcoh, lcoh_batch};
pub use objects::{CellObject, Component, Drive, FlowObject, MassObject, step_objects};
pub use pem::{Mode, PemDesign, PemGroup, PemState, PemStep, Wear, faraday_efficiency, pem_batch};
pub use quantity::{BadQuantity, Must, TimeStep};
pub use soec::{Soec, SoecDesign, SoecStep, soec_batch};
pub use tank::{Iterated, Tank, TankStep, tank_batch};
pub use thermal::{
    TemperatureLimits, ThermalColumns, ThermalMass, ThermalStep, Warmed, thermal_batch, thermal_euler,
    thermal_exact, thermal_rk4, thermal_rk4_batch,
};
