//! `touchstone doctor`: what this machine is, what it can judge, what is missing and how to get it.

use std::{env, path::PathBuf};

use hardware::{Finding, Gpus, Root, State};
use model::Machine;
use report::{Column, Style, Table};
use serde_json::json;

use crate::{arguments::Arguments, commands::say_json, say};

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let machine = hardware::detect(Gpus::Ask);
    let host = hardware::host_reading(&Root::real());
    let path: Vec<PathBuf> =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    let root =
        arguments.workspace().map_or_else(|_| arguments.folder().unwrap_or_default(), |found| found.root);
    let busy = hardware::busy(machine.cores.usable);
    let peers = runner::peers_folder(&root);
    let findings = hardware::doctor(&machine, &host, busy.as_deref(), &Root::real(), &path, &peers);
    if arguments.json {
        let findings: Vec<_> = findings
            .iter()
            .map(|f| {
                let present = match &f.state {
                    State::Present(what) => Some(what),
                    State::Missing => None,
                };
                json!({ "what": f.what, "present": present, "enables": f.enables, "remedy": f.remedy })
            })
            .collect();
        say_json(&json!({ "machine": machine, "host": host, "findings": findings }))?;
        return Ok(0);
    }
    let style = arguments.style();
    say(&(describe(&machine) + "\n" + &table(&findings, style) + &unknown(&machine, style)))?;
    Ok(0)
}

fn describe(machine: &Machine) -> String {
    let gib = |bytes: u64| format!("{:.1} GiB", bytes as f64 / f64::from(1 << 30));
    let cores = &machine.cores;
    let kinds = match (cores.performance, cores.efficiency) {
        (Some(performance), Some(efficiency)) if efficiency > 0 => {
            format!("{performance} performance and {efficiency} efficiency cores, ")
        }
        (Some(performance), _) => format!("{performance} cores, "),
        _ => String::new(),
    };
    let quota = cores
        .quota_millicores
        .map_or_else(String::new, |quota| format!(", quota {:.1} cores", f64::from(quota) / 1000.0));
    let caches: Vec<String> =
        machine.caches.iter().map(|cache| format!("L{} {} KiB", cache.level, cache.bytes >> 10)).collect();
    let mut lines = vec![
        format!("class        {}", machine.class),
        format!("fingerprint  {}", machine.fingerprint),
        format!("processor    {}", machine.cpu_model.as_deref().unwrap_or("unknown")),
        format!(
            "cores        {kinds}{} threads, {} allowed{quota}: {} for us",
            cores.logical, cores.allowed, cores.usable
        ),
        format!("caches       {}", caches.join(", ")),
        format!("SIMD         {}", machine.simd.join(" ")),
        format!(
            "memory       {}{}",
            gib(machine.memory.total_bytes),
            machine
                .memory
                .limit_bytes
                .map_or_else(String::new, |limit| format!(", limited to {}", gib(limit)))
        ),
        format!(
            "inside       {}",
            [&machine.virtualisation.hypervisor, &machine.virtualisation.container]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", ")
        ),
    ];
    for gpu in &machine.gpus {
        lines.push(format!("GPU          {} ({}, {:?}, {})", gpu.name, gpu.backend, gpu.kind, gpu.driver));
    }
    lines.into_iter().map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn table(findings: &[Finding], style: Style) -> String {
    let mut here = Table::new([Column::left("here"), Column::left("thing"), Column::wrap("found")]);
    let columns = [Column::left("missing"), Column::wrap("would enable"), Column::wrap("how to get it")];
    let mut missing = Table::new(columns);
    for finding in findings {
        match &finding.state {
            State::Present(what) => here.row(["yes", finding.what, what]),
            State::Missing => {
                here.row(["no", finding.what, ""]);
                missing.row([finding.what, finding.enables, finding.remedy]);
            }
        }
    }
    [here, missing].iter().filter(|table| !table.is_empty()).map(|table| table.render(style) + "\n").collect()
}

fn unknown(machine: &Machine, style: Style) -> String {
    let mut table = Table::new([Column::left("unknown"), Column::wrap("why")]);
    for what in &machine.unknown {
        let (what, why) = what.split_once(": ").unwrap_or((what, ""));
        table.row([what, why]);
    }
    if table.is_empty() { String::new() } else { table.render(style) }
}
