//! `tm.toml`, end to end on the command line.

use std::fs;
use std::path::PathBuf;

use super::{findings, folder, status, stderr, stdout, tm};

/// A model with one warning (TM305), whose only threat is open and of high risk.
const MODEL: &str = "model m \"M\"\nprocess app \"App\"\n\
    threat forged: spoofing \"Forged\" on app { likelihood: high; impact: medium }\n";

fn workspace(name: &str, settings: &str) -> PathBuf {
    let folder = folder(&format!("settings-{name}"));
    fs::write(folder.join("tm.toml"), settings).expect("written");
    fs::write(folder.join("a.tm"), MODEL).expect("written");
    folder
}

/// The findings of a code, as `tm check` writes them.
fn found(folder: &std::path::Path, code: &str) -> Vec<String> {
    let output = tm(folder, &["check", "--format", "json", "--fail-on", "never"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = json["diagnostics"].as_array().expect("a list");
    let findings = findings.iter().filter(|it| it["code"] == code);
    findings.map(|it| it["severity"].as_str().expect("a word").to_owned()).collect()
}

#[test]
fn a_code_is_lowered_raised_switched_off_and_on() {
    assert_eq!(found(&workspace("plain", ""), "TM305"), ["warning"]);
    assert_eq!(found(&workspace("lower", "[severity]\nTM305 = \"hint\"\n"), "TM305"), ["hint"]);
    assert_eq!(found(&workspace("off", "[severity]\nisolated = \"off\"\n"), "TM305").len(), 0);

    let raised = workspace("raise", "[severity]\nTM305 = \"error\"\n");
    assert_eq!(found(&raised, "TM305"), ["error"]);
    let output = tm(&raised, &["check", "--fail-on", "never"]);
    assert_eq!(status(&output), Some(2));
    let told = findings(&stdout(&output));
    assert!(told[0].starts_with("a.tm:2:9: error[TM305]"), "{told:?}");

    let style = workspace("style", "[severity]\nname-style = \"warning\"\n");
    fs::write(style.join("a.tm"), MODEL.replace("app", "App")).expect("written");
    assert_eq!(found(&style, "TM110"), ["warning"]);
}

#[test]
fn the_status_follows_the_severity() {
    let plain = workspace("status-plain", "");
    assert_eq!(status(&tm(&plain, &["check", "--strict", "--fail-on", "never"])), Some(1));
    let off = workspace("status-off", "severity.TM305 = \"off\"\n");
    let output = tm(&off, &["check", "--strict", "--fail-on", "never"]);
    assert_eq!(status(&output), Some(0), "{}", stdout(&output));
}

#[test]
fn what_fails_is_said_by_the_file_and_arguments_go_before_it() {
    for (name, settings, arguments, expected) in [
        ("usual", "", &[][..], 1),
        ("never", "[check]\nfail-on = \"never\"\n", &[], 0),
        ("critical", "[check]\nfail-on = \"critical\"\n", &[], 0),
        ("flag", "[check]\nfail-on = \"never\"\n", &["--fail-on", "high"], 1),
        ("strict", "[check]\nfail-on = \"never\"\nstrict = true\n", &[], 1),
        ("not-strict", "check = { fail-on = \"never\", strict = true }\n", &["--strict=false"], 0),
    ] {
        let folder = workspace(&format!("fail-{name}"), settings);
        let arguments: Vec<&str> = ["check"].iter().chain(arguments).copied().collect();
        assert_eq!(status(&tm(&folder, &arguments)), Some(expected), "{name}");
    }
}

#[test]
fn the_table_of_risks_can_be_another() {
    let folder = workspace("risk", "[risk]\nmedium = [\"low\", \"low\", \"low\"]\n");
    let output = tm(&folder, &["check", "--fail-on", "medium"]);
    assert_eq!(status(&output), Some(0), "{}", stdout(&output));
    assert!(stdout(&output).contains("low"), "{}", stdout(&output));
}

#[test]
fn each_workspace_has_its_own_settings() {
    let folder = workspace("nested", "check.fail-on = \"never\"\n");
    fs::create_dir_all(folder.join("inner")).expect("a folder");
    fs::write(folder.join("inner/tm.toml"), "check.fail-on = \"high\"\n").expect("written");
    assert_eq!(status(&tm(&folder, &["check"])), Some(0));
    fs::write(folder.join("inner/b.tm"), MODEL.replace(" m ", " other ")).expect("written");
    assert_eq!(status(&tm(&folder, &["check"])), Some(1));
    assert_eq!(status(&tm(&folder, &["check", "a.tm"])), Some(0));
}

#[test]
fn a_broken_file_is_one_message_with_a_place_and_the_rest_counts() {
    let folder = workspace("broken", "[severity]\nTM305 = \"off\"\nTM310 = off\nTM311 = off\n");
    let output = tm(&folder, &["check", "--fail-on", "never"]);
    let said = stderr(&output);
    assert!(said.starts_with("tm: tm.toml:3:9: error: This is not TOML: "), "{said}");
    assert_eq!((status(&output), said.lines().count()), (Some(2), 1), "{said}");
    assert!(!stdout(&output).contains("TM305"), "{}", stdout(&output));
    assert!(stdout(&output).contains("m: 1 open"), "{}", stdout(&output));
}

#[test]
fn a_key_that_is_not_known_is_a_warning_with_the_nearest() {
    let folder = workspace("unknown", "[check]\nfail_on = \"never\"\n");
    let output = tm(&folder, &["check", "--fail-on", "never"]);
    assert_eq!(
        stderr(&output),
        "tm: tm.toml:2:1: warning: There is no setting \"check.fail_on\". \
         Did you mean \"check.fail-on\"?\n"
    );
    assert_eq!(status(&output), Some(0));
    assert_eq!(status(&tm(&folder, &["check", "--fail-on", "never", "--strict"])), Some(1));
}

#[test]
fn a_wrong_value_is_told_with_what_is_taken() {
    let folder = workspace("wrong", "[check]\n\nfail-on = \"mostly\"\n");
    let output = tm(&folder, &["check"]);
    assert_eq!(
        stderr(&output),
        "tm: tm.toml:3:11: error: \"check.fail-on\" takes \"critical\", \"high\", \"medium\", \
         \"low\" or \"never\", not \"mostly\".\n"
    );
    assert_eq!(status(&output), Some(2));
}

#[test]
fn a_file_that_is_no_text_is_told_with_its_place() {
    let folder = workspace("bytes", "");
    fs::write(folder.join("tm.toml"), b"# \xE4\n").expect("written");
    fs::create_dir_all(folder.join("sub")).expect("a folder");
    fs::copy(folder.join("a.tm"), folder.join("sub/a.tm")).expect("copied");
    let output = tm(&folder, &["check", "sub"]);
    assert!(
        stderr(&output).starts_with("tm: tm.toml:1:3: this is not UTF-8"),
        "{}",
        stderr(&output)
    );
    assert_eq!((status(&output), stderr(&output).lines().count()), (Some(2), 1));
}

#[test]
fn nothing_is_aligned_where_that_is_switched_off() {
    let loose = "model m\nflow 1 a:  x -> y\nflow 10 longer: x -> y\n";
    let plain = "model m\nflow 1 a: x -> y\nflow 10 longer: x -> y\n";
    let folder = workspace("align", "[format]\nalign = false\n");
    fs::write(folder.join("a.tm"), loose).expect("written");
    assert_eq!(status(&tm(&folder, &["fmt"])), Some(0));
    assert_eq!(fs::read_to_string(folder.join("a.tm")).expect("text"), plain);
    assert_eq!(status(&tm(&folder, &["fmt", "--check"])), Some(0));

    fs::write(folder.join("tm.toml"), "").expect("written");
    assert_eq!(status(&tm(&folder, &["fmt", "--check"])), Some(1));
    fs::write(folder.join("tm.toml"), "[format]\nalign = 0\n").expect("written");
    let output = tm(&folder, &["fmt", "--check"]);
    assert_eq!(status(&output), Some(2));
    assert!(stderr(&output).starts_with("tm: tm.toml:2:9: error: \"format.align\" takes true"));
}

#[test]
fn a_risk_is_accepted_by_those_whom_the_file_names() {
    let accept = "accept forged on app by @dana until 2999-12-31 because \"Rare\"\n";
    for (settings, expected) in [
        ("", &[][..]),
        ("[approvers]\nhigh = [\"@ciso\"]\n", &["warning"]),
        ("[approvers]\nhigh = [\"@ciso\", \"@dana\"]\n", &[]),
        ("[approvers]\ncritical = [\"@ciso\"]\n", &[]),
    ] {
        let folder = workspace("approvers", settings);
        fs::write(folder.join("a.tm"), format!("{MODEL}{accept}")).expect("written");
        assert_eq!(found(&folder, "TM412"), expected, "{settings}");
    }
    let folder = workspace("no-approvers", "[approvers]\nhigh = [\"ciso\"]\n");
    let output = tm(&folder, &["check"]);
    assert_eq!(status(&output), Some(2));
    assert!(
        stderr(&output)
            .contains("\"approvers.high\" takes people, such as [\"@dana\", \"@org/security\"]"),
        "{}",
        stderr(&output)
    );
}
