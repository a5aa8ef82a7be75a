//! Files that others wrote: the check instances inside the HiGHS source, where cargo has it. None of them is shipped.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::Command,
};

use linear_program::{
    Certificate, MpsError, MpsProblem, Named, Sense, TOLERANCE, read_mps, read_mps_file, write_mps,
};

use crate::programs::bits;

const VERSION: &str = "highs-sys-1.15.0";

/// The instances in the crate's source, or why there are none.
fn folder() -> Result<PathBuf, String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let manifest = format!("{VERSION}/Cargo.toml\"");
    let end = text.find(&manifest).ok_or_else(|| format!("cargo metadata knows no source of {VERSION}"))?;
    let start = text[..end].rfind('"').map_or(0, |quote| quote + 1);
    let folder = Path::new(&text[start..end]).join(VERSION).join("HiGHS/check/instances");
    if folder.is_dir() { Ok(folder) } else { Err(format!("{} is no folder", folder.display())) }
}

/// The folder, or nothing, with the reason on stderr.
fn instances(test: &str) -> Option<PathBuf> {
    folder().inspect_err(|reason| skip(test, reason)).ok()
}

/// Past the test's capture, which would swallow it.
fn skip(test: &str, reason: &str) {
    io::stderr().write_all(format!("skipped: {test}: {reason}\n").as_bytes()).unwrap();
}

fn read(folder: &Path, name: &str) -> Named {
    read_mps_file(folder.join(name)).unwrap_or_else(|error| panic!("{error}"))
}

fn problem(error: MpsError) -> (usize, MpsProblem) {
    match error {
        MpsError::Line { line, problem, .. } => (line, problem),
        MpsError::Unreadable { .. } => panic!("{error}"),
    }
}

#[test]
fn known_programs_have_their_known_shapes() {
    let Some(folder) = instances("known_programs_have_their_known_shapes") else { return };
    for (name, rows, columns, entries) in [
        ("afiro.mps", 27, 32, 83),
        ("adlittle.mps", 56, 97, 383),
        ("25fv47.mps", 821, 1571, 10_400),
        ("80bau3b.mps", 2262, 9799, 21_002),
        ("blending.mps", 2, 2, 4),
        ("chip.mps", 2, 2, 4),
    ] {
        let named = read(&folder, name);
        let matrix = &named.program.matrix;
        assert_eq!((matrix.height(), matrix.width(), matrix.entries()), (rows, columns, entries), "{name}");
        assert_eq!((named.names.rows.len(), named.names.columns.len()), (rows, columns), "{name}");
    }
    let afiro = read(&folder, "afiro.mps");
    assert_eq!((afiro.names.rows[0].as_str(), afiro.names.columns[31].as_str()), ("R09", "X39"));
    let blending = read(&folder, "blending.mps");
    assert_eq!(blending.program.costs, [-8.0, -10.0]);
    assert_eq!(blending.program.rows.upper, [120.0, 210.0]);
}

#[test]
fn what_their_authors_made_special_is_read_as_they_meant() {
    let Some(folder) = instances("what_their_authors_made_special_is_read_as_they_meant") else { return };
    assert_eq!(read(&folder, "dD2e.mps").program.columns.upper, [1000.0, 1000.0]);
    let comment = read(&folder, "comment.mps");
    assert_eq!((comment.program.rows.lower[0], comment.program.rows.upper[0]), (1.0, 2.0));
    let silly = read(&folder, "silly-names.mps");
    assert_eq!(silly.names.columns, ["C0", "OBJSENSE", "RANGES", "RHS", "C1"]);
    assert_eq!(silly.sense, Sense::Minimise);
    let test = read(&folder, "test.mps");
    assert_eq!(test.names.objective, "*OBJ*");
    assert_eq!((test.program.rows.lower[2], test.program.rows.upper[2]), (4.0, 10.0));
}

#[test]
fn what_is_no_linear_program_is_refused_for_its_reason() {
    let Some(folder) = instances("what_is_no_linear_program_is_refused_for_its_reason") else { return };
    for (name, line, sentence) in [
        ("garbage.mps", 2, "is no section of an MPS file"),
        ("nan0.mps", 8, "nan is no finite number"),
        ("nan1.mps", 9, "nan is no finite number"),
        ("nan2.mps", 12, "nan is no finite number"),
        ("2821-duplicate.mps", 21, "section QUADOBJ holds quadratic terms"),
        ("qjh.mps", 13, "section QSECTION holds quadratic terms"),
        ("warnings.mps", 12, "row R11 is not declared"),
        ("small_mip.mps", 61, "integer columns; this reader takes linear programs only"),
        ("semi-continuous.mps", 15, "integer columns"),
        ("egout.mps", 117, "integer columns"),
    ] {
        let (at, problem) = problem(read_mps_file(folder.join(name)).unwrap_err());
        assert!(problem.to_string().contains(sentence), "{name}, line {at}: {problem}");
        assert_eq!(at, line, "{name}: {problem}");
    }
}

/// Reads all of a folder, writes what can be read and reads it again; says what became of each, and counts both.
#[expect(clippy::print_stdout, reason = "the summary is for `--nocapture`")]
fn swept(folder: &Path) -> (usize, usize) {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "mps"));
    files.sort();
    let (mut taken, mut refused) = (0, 0);
    for file in &files {
        let name = file.file_name().unwrap().display();
        match read_mps_file(file) {
            Ok(named) => {
                taken += 1;
                let Named { program, names, sense, notes } = &named;
                let (rows, columns) = (program.matrix.height(), program.matrix.width());
                println!("{name}: {rows} x {columns}, {} entries, {sense:?}", program.matrix.entries());
                for note in notes {
                    println!("    {note}");
                }
                let mut text = Vec::new();
                write_mps(program, names, *sense, &mut text).unwrap();
                let again = read_mps(str::from_utf8(&text).unwrap(), "again").unwrap();
                assert_eq!(bits(&again.program), bits(program), "{name}");
                assert_eq!((&again.program, &again.names, again.sense), (program, names, *sense), "{name}");
            }
            Err(error) => {
                refused += 1;
                let (line, problem) = problem(error);
                println!("{name}: refused at line {line}: {problem}");
            }
        }
    }
    println!("{taken} read, {refused} refused");
    (taken, refused)
}

#[test]
fn every_file_is_read_again_as_it_was_or_refused_for_one_reason() {
    let Some(folder) = instances("every_file_is_read_again_as_it_was_or_refused_for_one_reason") else {
        return;
    };
    assert_eq!(swept(&folder), (38, 44));
}

#[test]
fn so_is_every_file_of_a_folder_of_ones_own() {
    let Some(folder) = std::env::var_os("TOUCHSTONE_MPS_DIR") else {
        skip("so_is_every_file_of_a_folder_of_ones_own", "TOUCHSTONE_MPS_DIR names no folder of MPS files");
        return;
    };
    assert!(swept(Path::new(&folder)).0 > 0, "none of the files in {} is read", folder.display());
}

/// An optimal pair of afiro as a solver gave it: a line of x, a line of y.
const AFIRO: &str = include_str!("afiro.txt");

#[test]
fn the_optimum_of_a_real_program_is_taken_and_its_neighbours_are_not() {
    let Some(folder) = instances("the_optimum_of_a_real_program_is_taken_and_its_neighbours_are_not") else {
        return;
    };
    let afiro = read(&folder, "afiro.mps").program;
    let lists: Vec<Vec<f64>> = AFIRO
        .lines()
        .map(|line| line.split_whitespace().map(|number| number.parse().unwrap()).collect())
        .collect();
    let (x, y) = (&lists[0], &lists[1]);
    let certificate = Certificate::of(&afiro, x, y).unwrap();
    assert!(certificate.holds(1e-12), "{:?}", certificate.refusal(1e-12));
    assert!((certificate.objective + 464.753_142_86).abs() < 1e-8);
    for place in (0..x.len()).filter(|place| x[*place] != 0.0) {
        let mut x = x.clone();
        x[place] *= 1.02;
        let moved = Certificate::of(&afiro, &x, y).unwrap();
        assert!(!moved.holds(TOLERANCE), "flow {place}");
    }
    // A price off by a fiftieth shows in another sign, or in the bound.
    for place in (0..y.len()).filter(|place| y[*place] != 0.0) {
        let mut y = y.clone();
        y[place] *= 1.02;
        assert!(!Certificate::of(&afiro, x, &y).unwrap().holds(TOLERANCE), "price {place}");
    }
}

#[test]
fn a_file_that_is_not_there_or_no_text_is_named() {
    let missing = read_mps_file("no/such.mps").unwrap_err().to_string();
    assert!(missing.starts_with("no/such.mps cannot be read: "), "{missing}");
    let file = std::env::temp_dir().join(format!("no-text-{}.mps", std::process::id()));
    fs::write(&file, b"NAME x\nROWS\n N \xff\n").unwrap();
    let (line, problem) = problem(read_mps_file(&file).unwrap_err());
    fs::remove_file(&file).unwrap();
    assert_eq!((line, problem), (3, MpsProblem::NoText));
}
