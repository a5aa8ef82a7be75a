//! The site in a real browser: no errors, the numbers of the tables on it, and pictures that somebody has looked at.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::world::{HONEST, World, project};

/// A Chromium without a window, under any of its names.
fn browser() -> Option<&'static str> {
    let names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome"];
    names
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|said| said.status.success()))
}

struct Opened {
    dom: String,
    console: String,
}

/// Opens a page, lets its script run, and says what became of it.
fn open(browser: &str, page: &Path, more: &[&str]) -> Opened {
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"])
        .args(["--enable-logging=stderr", "--v=0", "--virtual-time-budget=2000"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(more)
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Opened {
        dom: String::from_utf8_lossy(&output.stdout).into_owned(),
        console: said.lines().filter(|line| line.contains("CONSOLE")).collect::<Vec<_>>().join("\n"),
    }
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    pages.sort();
    pages
}

#[test]
fn every_page_opens_without_an_error_and_shows_the_numbers_of_the_tables() {
    let Some(browser) = browser() else {
        eprintln!("skipped: no Chromium is installed (scripts/setup installs one)");
        return;
    };
    let world = World::with("site-browser", HONEST);
    for _ in 0..2 {
        world.run(&["run", "--workload", "smoke", "--rounds", "7"]);
    }
    world.run(&["report", "--html", "out"]).ends(0);
    let folder = world.path().join("out");
    for page in pages(&folder) {
        let opened = open(browser, &page, &["--dump-dom"]);
        assert_eq!(opened.console, "", "{}", page.display());
        // The script has run: without it the button stays hidden.
        assert!(opened.dom.contains("<button id=\"theme\" type=\"button\">"), "{}", page.display());
    }
    let opened = open(browser, &folder.join("experiment-site-browser.html"), &["--dump-dom"]);
    let question = "SELECT variant, count(*) AS n FROM samples WHERE run IN (SELECT max(run) FROM samples) AND scope = 'alone' \
                    GROUP BY variant";
    let rows = world.run(&["query", question, "--json"]).ends(0).json();
    for row in rows.as_array().unwrap() {
        let of_variant = format!("data-says=\"{}: ", row["variant"].as_str().unwrap());
        let dots = opened.dom.matches(&of_variant).count() as u64;
        assert_eq!(dots, 7, "one dot for each round of {row}");
    }
}

/// Looked at by people: three widths, light and dark. The test proves that each can be made and is no empty page.
#[test]
fn the_accepted_runs_look_like_something_at_three_widths_in_light_and_dark() {
    let Some(browser) = browser() else {
        eprintln!("skipped: no Chromium is installed (scripts/setup installs one)");
        return;
    };
    let world = World::with("site-looks", HONEST);
    let site = world.path().join("out");
    let results = project().join("results");
    world.run(&["--results", &results.display().to_string(), "report", "--html", "out"]).ends(0);
    let shots =
        std::env::var_os("TOUCHSTONE_SCREENSHOTS").map_or_else(|| world.path().join("shots"), PathBuf::from);
    fs::create_dir_all(&shots).unwrap();
    for (theme, setting) in [("light", "1"), ("dark", "0")] {
        for (width, height) in [(390, 2400), (820, 2400), (1280, 2400)] {
            for page in ["index", "experiment-geo-nearest"] {
                let shot = shots.join(format!("{page}-{width}-{theme}.png"));
                let more = [
                    format!("--screenshot={}", shot.display()),
                    format!("--window-size={width},{height}"),
                    format!("--blink-settings=preferredColorScheme={setting}"),
                ];
                let more: Vec<&str> = more.iter().map(String::as_str).collect();
                open(browser, &site.join(format!("{page}.html")), &more);
                let bytes = fs::read(&shot).unwrap();
                assert!(bytes.len() > 20_000, "{} is all but empty", shot.display());
                let across = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
                assert_eq!(across, width, "{}", shot.display());
            }
        }
    }
}
