//! A command that a document shows is run here, in the order in which a newcomer meets it.

use std::{fs, process::Command};

use crate::world::{HONEST, World, project};

/// The lines of every `sh` block of a document, without their comments.
fn commands(document: &str) -> Vec<String> {
    let text = fs::read_to_string(project().join(document)).unwrap();
    let mut shown = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside {
            shown.push(line.split(" # ").next().unwrap_or_default().trim().to_owned());
        }
    }
    shown
}

/// As a shell splits them; the documents need nothing but double quotes.
fn words(line: &str) -> Vec<String> {
    line.split('"')
        .enumerate()
        .flat_map(|(part, text)| match part % 2 {
            0 => text.split_whitespace().map(str::to_owned).collect(),
            _ => vec![text.to_owned()],
        })
        .collect()
}

#[test]
fn every_command_in_a_document_works() {
    let world = World::with("sums-docs", HONEST);
    world.commit("as it was");
    world.run(&["run", "--rounds", "1"]);
    // Cargo has rewritten the lock file by now.
    world.commit("a lock file");
    let mut tried = 0;
    for document in ["README.md", "CONTRIBUTING.md", "METHOD.md", "ARCHITECTURE.md", "results/README.md"] {
        for line in commands(document) {
            let words = words(&line);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            match words.as_slice() {
                // This very test is part of `make test`; that a target exists and what it calls is what can be tried.
                ["make", target] => {
                    let made =
                        Command::new("make").args(["-n", target]).current_dir(project()).output().unwrap();
                    assert!(made.status.success(), "{document}: {line}: {made:?}");
                }
                ["cargo", "touchstone", rest @ ..] => {
                    let said = world.run(rest);
                    assert!(said.code == 0 || said.code == 3, "{document}: {line}: {said:?}");
                }
                _ => panic!("{document}: nobody tries `{line}`"),
            }
            tried += 1;
        }
    }
    assert!(tried >= 9, "only {tried} commands were found");
}

#[test]
fn every_command_named_in_a_document_exists() {
    let help = World::new().run(&["help"]).ends(0).out;
    for document in ["README.md", "CONTRIBUTING.md", "METHOD.md", "ARCHITECTURE.md", "results/README.md"] {
        let text = fs::read_to_string(project().join(document)).unwrap();
        for (_, after) in
            text.match_indices("`touchstone ").map(|(at, found)| text.split_at(at + found.len()))
        {
            let command = after.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            assert!(help.contains(&format!("\n  {command} ")), "{document}: `touchstone {command}`");
        }
        for (_, after) in text.match_indices("`make ").map(|(at, found)| text.split_at(at + found.len())) {
            let target = after.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            let makefile = fs::read_to_string(project().join("Makefile")).unwrap();
            assert!(makefile.contains(&format!("\n{target}:")), "{document}: `make {target}`");
        }
    }
}

#[test]
fn every_place_that_architecture_names_is_there() {
    let text = fs::read_to_string(project().join("ARCHITECTURE.md")).unwrap();
    let rooms = ["experiments/", "kernels/", "harness/", "results/", "scripts/", "tests/"];
    let named: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
    let places: Vec<&&str> =
        named.iter().filter(|name| rooms.iter().any(|room| name.starts_with(room))).collect();
    assert!(places.len() > 20, "{named:?}");
    for place in places {
        // `machines/*.tree` is its folder.
        let place = place.split('*').next().unwrap_or_default();
        assert!(place == "results/runs" || project().join(place).exists(), "ARCHITECTURE.md names {place}");
    }
}
