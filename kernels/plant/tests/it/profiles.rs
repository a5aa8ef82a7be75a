//! Files that are no profiles are told apart, by line.

use std::{fmt::Write, fs};

use plant::{HOURS, Profile};

const HEADING: &str = "hour,wind [m/s],sun [W/m2],price [EUR/MWh]";

fn rows(hours: usize) -> Vec<String> {
    (0..hours).map(|hour| format!("{hour},{},{},{}", hour % 20, hour % 1000, 40)).collect()
}

fn read(heading: &str, rows: &[String]) -> Result<Profile, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("site.csv");
    let mut text = format!("{heading}\n");
    for row in rows {
        writeln!(text, "{row}").unwrap();
    }
    fs::write(&file, text).unwrap();
    let read = Profile::read(&file);
    read.map_err(|error| error.to_string().replace(&file.display().to_string(), "site.csv"))
}

#[test]
fn a_year_of_hours_is_a_profile() {
    let profile = read(HEADING, &rows(HOURS)).unwrap();
    assert_eq!(profile.sun()[500], 0.5);
    assert_eq!((profile.wind()[0], profile.wind()[12], profile.price()[7]), (0.0, 1.0, 40.0));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let with = |line: usize, row: &str| {
        let mut rows = rows(HOURS);
        row.clone_into(&mut rows[line - 2]);
        read(HEADING, &rows).unwrap_err()
    };
    for (told, known) in [
        (
            read("hour,wind [km/h],sun [W/m2],price [EUR/MWh]", &rows(HOURS)).unwrap_err(),
            "line 1: the heading",
        ),
        (read(HEADING, &rows(HOURS - 1)).unwrap_err(), "site.csv: 8759 hours; a profile has the 8760"),
        (read(HEADING, &rows(HOURS + 3)).unwrap_err(), "site.csv: 8763 hours; a profile has the 8760"),
        (with(102, "101,1,1,1"), "line 102: the hour is \"101\"; hour 100 comes here: fill the gap"),
        (with(5, "3,-1,1,1"), "line 5: the wind in m/s is \"-1\"; give zero or more"),
        (with(5, "3,1,-0.5,1"), "line 5: the sun in W/m2 is \"-0.5\""),
        (with(6, "4,NaN,1,1"), "line 6: the wind in m/s is \"NaN\"; give a finite number"),
        (with(6, "4,1,1,inf"), "line 6: the price in EUR/MWh is \"inf\""),
        (with(7, "5,1,1"), "line 7: the number of columns is \"3\"; give four"),
        (with(7, "5,1,,1"), "line 7: the sun in W/m2 is \"\""),
    ] {
        assert!(told.starts_with("site.csv") && told.contains(known), "{told:?} and not {known:?}");
    }
    let missing = Profile::read("no/such.csv".as_ref()).unwrap_err().to_string();
    assert!(missing.starts_with("no/such.csv: "), "{missing}");
}
