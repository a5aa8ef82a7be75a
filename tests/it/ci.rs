//! The files for continuous integration are what others copy: every step of them is run here, as the forge would run it.

use std::{
    collections::BTreeMap,
    env, fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::world::{HONEST, World, project, touchstone};

const MARKER: &str = "<!-- touchstone-gate -->";
const GITHUB: &str = ".github/workflows/gate.yml";
const GITLAB: &str = ".gitlab-ci.yml";

/// A scratch repository that has copied what we offer, with a commit to be held against its main branch. Main has gone on
/// since, and has lost the experiment: the gate must not hold the change against that.
fn proposed(name: &str, change: impl FnOnce(&World)) -> World {
    let world = World::with(name, HONEST);
    copy_what_we_offer(world.path());
    world.commit("as it was");
    fs::copy(project().join(".gitignore"), world.path().join(".gitignore")).unwrap();
    world.commit("what is not kept");
    world.git(&["checkout", "--quiet", "-b", "change"]);
    change(&world);
    world.commit("a change");
    world.git(&["checkout", "--quiet", "-b", "merged", "main"]);
    world.git(&["merge", "--quiet", "--no-ff", "-m", "what the forge would merge", "change"]);
    world.git(&["update-ref", "refs/pull/7/merge", "HEAD"]);
    world.git(&["update-ref", "refs/pipelines/1", "change"]);
    world.git(&["checkout", "--quiet", "main"]);
    world.git(&["rm", "-r", "--quiet", &format!("experiments/{name}")]);
    world.commit("meanwhile on main");
    // The build folder is named after the experiments that lie here.
    world.git(&["checkout", "--quiet", "change"]);
    world
}

fn notes(world: &World) {
    fs::write(world.path().join("NOTES.md"), "A note.\n").unwrap();
}

/// Easier to reach than it was: red whatever the clock says.
fn loosened(name: &str) -> impl FnOnce(&World) {
    move |world| world.add(name, &HONEST.replacen("at_least(2.0)", "at_least(1.5)", 1))
}

fn copy_what_we_offer(into: &Path) {
    fs::create_dir(into.join("scripts")).unwrap();
    for file in ["Makefile", "scripts/gate-exit", "scripts/gate-page", "scripts/gate-comment"] {
        fs::copy(project().join(file), into.join(file)).unwrap();
    }
}

/// A machine of the forge: a checkout, what the forge's commands answer there, and what they were asked.
struct Runner {
    /// Where it fetches from.
    _origin: World,
    folder: TempDir,
    variables: BTreeMap<String, String>,
    /// What somebody wrote who started the workflow by hand.
    asked_base: &'static str,
}

impl Runner {
    /// With a checkout as the forge's own makes it: these references and no others.
    fn new(world: World, references: &[&str], head: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let checkout = folder.path().join("checkout").display().to_string();
        world.git(&["init", "--quiet", &checkout]);
        let origin = format!("file://{}", world.path().display());
        world.git(&["-C", &checkout, "remote", "add", "origin", &origin]);
        world.git(&[&["-C", &checkout, "fetch", "--quiet", "--no-tags", "origin"], references].concat());
        world.git(&["-C", &checkout, "checkout", "--quiet", "--detach", head]);
        let build_folder = world.build_folder().display().to_string();
        let mut runner = Self { _origin: world, folder, variables: BTreeMap::new(), asked_base: "" };
        runner.answers("gh", FAKE_GH);
        runner.answers("curl", FAKE_CURL);
        let path = format!("{}:{}", runner.at("bin").display(), env::var("PATH").unwrap());
        for (name, value) in [
            ("PATH", path.as_str()),
            ("FAKE", &runner.at("").display().to_string()),
            ("TOUCHSTONE", &touchstone().display().to_string()),
            ("SETUP", "true"),
            ("CARGO_TARGET_DIR", &build_folder),
            ("CARGO_NET_OFFLINE", "true"),
            ("CI", "true"),
        ] {
            runner.set(name, value);
        }
        runner
    }

    fn at(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    fn read(&self, inside: &str) -> String {
        fs::read_to_string(self.at(inside)).unwrap_or_default()
    }

    fn set(&mut self, name: &str, value: &str) {
        self.variables.insert(name.to_owned(), value.to_owned());
    }

    /// Puts a command first on the path.
    fn answers(&self, command: &str, script: &str) {
        fs::create_dir_all(self.at("bin")).unwrap();
        executable(&self.at("bin").join(command), script);
    }

    /// Runs lines as the forges do, and gives back the exit code and what was said.
    fn shell(&self, lines: &str) -> (i32, String) {
        let mut command = Command::new("bash");
        command.args(["-e", "-o", "pipefail", "-c", lines]).current_dir(self.at("checkout"));
        forget_the_forge(&mut command);
        let output = command.envs(&self.variables).output().unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        (output.status.code().unwrap_or(-1), said.concat())
    }

    /// The requests that changed something, and the text that was sent last.
    fn wrote(&self) -> (Vec<String>, String) {
        let is_change = |line: &&str| ["POST", "PATCH", "PUT"].iter().any(|word| line.contains(word));
        let asked = self.read("asked");
        (asked.lines().filter(is_change).map(str::to_owned).collect(), self.read("sent"))
    }
}

/// These tests may themselves run on a forge, or under `make test`: what that set is not for the steps.
fn forget_the_forge(command: &mut Command) {
    let of_forge = ["GITHUB_", "CI_", "GATE_", "MAKE", "TOUCHSTONE_"];
    for (name, _) in env::vars_os() {
        if of_forge.iter().any(|prefix| name.to_string_lossy().starts_with(prefix)) {
            command.env_remove(name);
        }
    }
}

fn executable(file: &Path, script: &str) {
    fs::write(file, script).unwrap();
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Answers with what others wrote; after a POST with our own comment besides. With a file `refuses` it may not write.
const FAKE_GH: &str = r#"#!/bin/sh
echo "gh $*" >>"$FAKE/asked"
case "$*" in
*--method*)
    if [ -e "$FAKE/refuses" ]; then echo 'gh: Resource not accessible by integration (HTTP 403)' >&2; exit 1; fi
    for word; do case $word in body=@*) cat "${word#body=@}" >"$FAKE/sent" ;; esac; done
    touch "$FAKE/added"
    printf '%s\n' '{"id":4711}'
    ;;
*)
    printf '%s\n' '[{"id":1,"user":{"login":"somebody"},"body":"<!-- touchstone-gate -->\nall is well, believe me"},'
    printf '%s\n' '{"id":2,"user":{"login":"github-actions[bot]"},"body":"another bot says \"<!-- touchstone-gate -->\""}]'
    if [ -e "$FAKE/added" ]; then
        printf '%s\n' '[{"id":4711,"user":{"login":"github-actions[bot]"},"body":"<!-- touchstone-gate -->\n## old"}]'
    fi
    ;;
esac
"#;

/// The same for a forge that is asked with curl, and that answers page by page with `<` escaped.
const FAKE_CURL: &str = r#"#!/bin/sh
echo "curl $*" >>"$FAKE/asked"
cat >>"$FAKE/configured"
case "$*" in
*--request*)
    for word; do case $word in body@*) cat "${word#body@}" >"$FAKE/sent" ;; esac; done
    touch "$FAKE/added"
    printf '%s\n' '{"id":4711}'
    ;;
*/user) printf '%s\n' '{"id":42,"username":"the gate"}' ;;
*page=1) printf '%s\n' '[{"id":1,"type":null,"body":"\u003c!-- touchstone-gate --\u003e\nbelieve me","author":{"id":9}}]' ;;
*page=2)
    if [ -e "$FAKE/added" ]; then
        printf '%s\n' '[{"id":4711,"type":null,"body":"\u003c!-- touchstone-gate --\u003e\n## old","author":{"id":42}}]'
    else
        printf '%s\n' '[]'
    fi
    ;;
*) printf '%s\n' '[]' ;;
esac
"#;

/// One step of a workflow of GitHub: its keys as they stand there, and its own variables.
#[derive(Debug, Default)]
struct Step {
    keys: BTreeMap<String, String>,
    variables: BTreeMap<String, String>,
}

/// The steps, from the few forms that our file keeps to.
fn steps(text: &str) -> Vec<Step> {
    let (_, listed) = text.split_once("\n    steps:\n").expect("one job with steps");
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = String::new();
    for line in listed.lines().filter(|line| !line.trim().is_empty()) {
        let indent = line.len() - line.trim_start().len();
        let (begins, entry) = match line.trim_start().strip_prefix("- ") {
            Some(entry) if indent == 6 => (true, entry),
            _ => (false, line.trim_start()),
        };
        if begins {
            steps.push(Step::default());
        }
        let step = steps.last_mut().expect("the list begins with a dash");
        let pair = entry.split_once(':').map(|(key, value)| (key.to_owned(), value.trim().to_owned()));
        if begins || indent == 8 {
            let (key, value) = pair.unwrap_or_else(|| panic!("no key in {line:?}"));
            inside.clone_from(&key);
            step.keys.insert(key, value);
        } else if inside == "env" {
            step.variables.extend(pair);
        } else {
            assert_eq!(inside, "with", "nobody knows what {line:?} means");
        }
    }
    steps
}

/// What GitHub puts where an expression stands.
fn filled(value: &str, runner: &Runner) -> &'static str {
    match value {
        "${{ inputs.base }}" => runner.asked_base,
        "${{ github.token }}" => "of the job",
        _ => panic!("nobody knows what {value} is"),
    }
}

/// A job as GitHub runs it: after a failure, only what is `always()` to be run. What was said, and whether it is green.
fn github(runner: &Runner) -> (bool, String) {
    let text = fs::read_to_string(project().join(GITHUB)).unwrap();
    let (mut green, mut said, mut shell_steps) = (true, String::new(), 0);
    for step in steps(&text) {
        let condition = step.keys.get("if").map_or("", String::as_str);
        assert!(condition.is_empty() || condition.starts_with("always()"), "{step:?}");
        if let Some(line) = step.keys.get("run") {
            shell_steps += 1;
            assert!(
                !line.starts_with(['|', '>']),
                "what takes more than a line belongs into scripts: {step:?}"
            );
            let mut lines: Vec<String> = Vec::new();
            for (name, value) in &step.variables {
                lines.push(format!("export {name}='{}'", filled(value, runner)));
            }
            lines.push(line.clone());
            if green || !condition.is_empty() {
                let (code, of_step) = runner.shell(&lines.join("\n"));
                said += &of_step;
                green &= code == 0;
            }
            continue;
        }
        match step.keys["uses"].as_str() {
            // The checkout is made by the test, with these settings.
            "actions/checkout@v6" => {
                assert!(text.contains("fetch-depth: 0\n          persist-credentials: false"));
            }
            "actions/cache@v5" => {}
            "github/codeql-action/upload-sarif@v4" => {
                assert_eq!(step.keys["continue-on-error"], "true", "code scanning may be off");
                assert!(condition.contains("hashFiles('.touchstone/gate/gate.sarif')"), "there may be none");
            }
            // The folder of the pages begins with a dot.
            "actions/upload-artifact@v6" => assert!(text.contains("include-hidden-files: true")),
            unknown => panic!("nobody knows how to run {unknown}"),
        }
    }
    assert_eq!(shell_steps, text.matches("run: ").count(), "every step is run");
    (green, said)
}

/// A job as GitLab runs it: `script` in one shell, and whatever it ended with, `after_script` in another.
fn gitlab(runner: &Runner) -> (bool, String) {
    let text = fs::read_to_string(project().join(GITLAB)).unwrap();
    let items = |list: &str| -> String {
        let (_, after) = text.split_once(&format!("\n  {list}:\n")).unwrap_or_else(|| panic!("no {list}"));
        let listed = after.lines().take_while(|line| line.starts_with("    "));
        listed.filter_map(|line| line.strip_prefix("    - ")).collect::<Vec<_>>().join("\n")
    };
    let scripts = text.lines().filter(|line| line.trim_start().contains("script:")).count();
    assert_eq!(scripts, 2, "script and after_script; nobody runs another");
    assert!(text.contains("GIT_DEPTH: \"0\"") && text.contains("when: always"));
    let (code, mut said) = runner.shell(&items("script"));
    said += &runner.shell(&items("after_script")).1;
    (code == 0, said)
}

/// As GitHub checks out a pull request: all branches, and what a merge would give.
fn on_github(world: World) -> Runner {
    let references = ["+refs/heads/*:refs/remotes/origin/*", "+refs/pull/7/merge:refs/remotes/pull/7/merge"];
    let mut runner = Runner::new(world, &references, "refs/remotes/pull/7/merge");
    from_repository(&runner, "us/ours");
    let (event, summary) = (runner.at("event.json"), runner.at("summary.md"));
    runner.set("GITHUB_EVENT_PATH", &event.display().to_string());
    runner.set("GITHUB_STEP_SUMMARY", &summary.display().to_string());
    runner.set("GITHUB_ACTIONS", "true");
    runner.set("GITHUB_BASE_REF", "main");
    runner.set("GITHUB_REPOSITORY", "us/ours");
    runner
}

fn from_repository(runner: &Runner, name: &str) {
    let event = format!(r#"{{"pull_request":{{"number":7,"head":{{"repo":{{"full_name":"{name}"}}}}}}}}"#);
    fs::write(runner.at("event.json"), event).unwrap();
}

/// As GitLab checks out a merge request: its own commits, and no other branch.
fn on_gitlab(world: World) -> Runner {
    let mut runner = Runner::new(world, &["+refs/pipelines/1:refs/pipelines/1"], "refs/pipelines/1");
    runner.set("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main");
    runner.set("CI_MERGE_REQUEST_IID", "7");
    runner.set("CI_MERGE_REQUEST_PROJECT_ID", "5");
    runner.set("CI_API_V4_URL", "https://forge.example/api/v4");
    runner
}

fn has_jq() -> bool {
    let found = Command::new("jq").arg("--version").output().is_ok();
    if !found {
        std::io::stderr().write_all(b"skipped: comments of the gate; jq is missing: make setup\n").unwrap();
    }
    found
}

#[test]
fn on_github_a_change_of_documents_is_green_and_has_one_comment() {
    if !has_jq() {
        return;
    }
    let mut runner = on_github(proposed("ci-notes", notes));
    let (green, said) = github(&runner);
    assert!(green, "{said}");
    let page = runner.read("checkout/.touchstone/gate/gate.md");
    assert!(
        page.starts_with(MARKER) && page.contains("identical") && !page.contains("no baseline"),
        "{page}"
    );
    assert_eq!(runner.read("summary.md"), page);
    let (changes, sent) = runner.wrote();
    assert!(
        changes.len() == 1 && changes[0].contains("POST repos/us/ours/issues/7/comments "),
        "{changes:?}"
    );
    assert_eq!(sent, page);

    assert!(github(&runner).0);
    let (changes, _) = runner.wrote();
    assert!(
        changes.len() == 2 && changes[1].contains("PATCH repos/us/ours/issues/comments/4711 "),
        "{changes:?}"
    );

    from_repository(&runner, "them/fork");
    let (green, said) = github(&runner);
    assert!(green && said.contains("skipped: it comes from them/fork"), "{said}");
    from_repository(&runner, "us/ours");
    fs::write(runner.at("refuses"), "").unwrap();
    let (green, said) = github(&runner);
    assert!(green && said.contains("skipped: the token may not write"), "{said}");
    assert_eq!(runner.wrote().0.len(), 3, "asked once more, in vain");
    // Started by hand there is no pull request.
    fs::write(runner.at("event.json"), "{}").unwrap();
    runner.set("GITHUB_BASE_REF", "");
    runner.asked_base = "HEAD~1";
    let (green, said) = github(&runner);
    assert!(green && said.contains("skipped: this is no pull request"), "{said}");
}

#[test]
fn on_github_a_red_gate_fails_the_job_after_its_pages_are_shown() {
    if !has_jq() {
        return;
    }
    let mut runner = on_github(proposed("ci-loosened", loosened("ci-loosened")));
    let (green, said) = github(&runner);
    assert!(!green && said.contains("::error ") && said.contains("something regressed"), "{said}");
    for page in [runner.read("summary.md"), runner.wrote().1] {
        assert!(page.starts_with(MARKER) && page.contains("regressed"), "{page}");
    }
    assert!(runner.read("checkout/.touchstone/gate/gate.xml").contains("<failure"));
    assert!(runner.read("checkout/.touchstone/gate/gate.sarif").contains("2.1.0"));

    // A gate that ends without an answer replaces the comment too, and shows no page of an earlier one.
    runner.set("GITHUB_BASE_REF", "mian");
    let (green, said) = github(&runner);
    assert!(!green && said.contains("mian"), "{said}");
    let (changes, sent) = runner.wrote();
    assert!(changes.len() == 2 && changes[1].contains("PATCH"), "{changes:?}");
    assert!(sent.starts_with(MARKER) && sent.contains("did not come to its end"), "{sent}");
    assert!(!runner.at("checkout/.touchstone/gate/gate.sarif").exists());
}

#[test]
fn on_gitlab_the_target_branch_is_fetched_and_one_note_is_kept() {
    if !has_jq() {
        return;
    }
    let mut runner = on_gitlab(proposed("ci-note", notes));
    let (green, said) = gitlab(&runner);
    assert!(green && said.contains("skipped: GATE_COMMENT_TOKEN is not set"), "{said}");
    assert_eq!(runner.read("asked"), "");
    let page = runner.read("checkout/.touchstone/gate/gate.md");
    assert!(page.contains("identical") && !page.contains("no baseline"), "{page}");

    runner.set("GATE_COMMENT_TOKEN", "secret");
    let notes = "https://forge.example/api/v4/projects/5/merge_requests/7/notes";
    for (count, request) in [(1, format!("POST {notes}")), (2, format!("PUT {notes}/4711"))] {
        let (green, said) = gitlab(&runner);
        assert!(green && said.contains(&request), "{said}");
        let (changes, sent) = runner.wrote();
        assert_eq!(changes.len(), count, "{changes:?}");
        assert_eq!(sent, page);
    }
    assert!(runner.read("configured").contains("PRIVATE-TOKEN: secret"));
    assert!(!runner.read("asked").contains("secret"), "the token is on no command line");

    runner.set("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "mian");
    let (green, said) = gitlab(&runner);
    assert!(!green && said.contains("mian"), "{said}");
    let (_, sent) = runner.wrote();
    assert!(sent.starts_with(MARKER) && sent.contains("did not come to its end"), "{sent}");
}

#[test]
fn only_what_a_repository_has_decided_to_live_with_is_let_through() {
    let folder = tempfile::tempdir().unwrap();
    copy_what_we_offer(folder.path());
    executable(&folder.path().join("fake"), "#!/bin/sh\nexit $CODE\n");
    let gate = |code: u8, switch: &str, value: &str| {
        let mut command = Command::new("make");
        command.args(["--silent", "gate"]).current_dir(folder.path());
        forget_the_forge(&mut command);
        command.env("TOUCHSTONE", "./fake").env("SETUP", "true");
        command.env("CODE", code.to_string()).env(switch, value);
        let output = command.output().unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    let (inconclusive, nothing) = ("GATE_ALLOW_INCONCLUSIVE", "GATE_ALLOW_NOTHING_COMPARED");
    assert!(gate(0, "NEITHER", "").0);
    for code in [1, 2, 3, 4, 5, 101, 130] {
        let (green, said) = gate(code, "NEITHER", "");
        assert!(!green && said.starts_with("gate: "), "{code}: {said}");
        for switch in [inconclusive, nothing] {
            let may_pass = (code, switch) == (3, inconclusive) || (code, switch) == (5, nothing);
            let (green, said) = gate(code, switch, "yes");
            assert_eq!(green, may_pass, "{code} with {switch}: {said}");
            assert_eq!(said.contains("let through"), may_pass, "{code} with {switch}: {said}");
            assert!(!gate(code, switch, "no").0);
        }
    }
    let (green, said) = gate(3, inconclusive, "true");
    assert!(!green && said.contains("write yes or no"), "{said}");
    assert!(gate(5, "NEITHER", "").1.contains(nothing), "it says what would let it through");
    let workflow = fs::read_to_string(project().join(GITHUB)).unwrap();
    for switch in [inconclusive, nothing] {
        assert!(
            workflow.contains(&format!("{switch}: ${{{{ vars.{switch} }}}}")),
            "{switch} reaches the job"
        );
    }
}
