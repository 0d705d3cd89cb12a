//! The command line, end to end.

mod backlog;
mod bad_input;
mod documents;
mod drawings;
mod examples;
mod explaining;
mod formatting;
mod init;
mod knowledge_bases;
mod locking;
mod mistakes;
mod pack_tests;
mod packaging;
mod questions;
mod reference;
mod report;
mod settings;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const TM: &str = env!("CARGO_BIN_EXE_tm");

const ISOLATED: &str = "model m \"M\"\nprocess app\nstore ärger\nflow f: app -> app\n";

/// A folder for one test, emptied at its start.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run goes");
    }
    fs::create_dir_all(&folder).expect("a folder for the test");
    // The root of a workspace, so that a test sees nothing of what lies around it.
    fs::write(folder.join("tm.toml"), "").expect("written");
    folder
}

fn tm(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(TM);
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.output().expect("the binary runs")
}

fn status(output: &Output) -> Option<i32> {
    output.status.code()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The findings of a report for people, each as `place: severity[code]: message`.
fn findings(report: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let mut lines = report.lines().peekable();
    while let Some(line) = lines.next() {
        let told = line.split_once("]: ").filter(|(head, _)| {
            let severity = head.split_once('[').map_or("", |(severity, _)| severity);
            ["error", "warning", "info", "hint"].contains(&severity)
        });
        if told.is_none() {
            continue;
        }
        let below = lines.peek().and_then(|next| next.trim_start().strip_prefix("--> "));
        let (said, place) = match below {
            Some(place) => (line, place),
            None => line.rsplit_once("  ").expect("a remark ends with its place"),
        };
        findings.push(format!("{place}: {said}"));
    }
    findings
}

#[test]
fn the_version_is_that_of_the_package() {
    let output = tm(&folder("version"), &["--version"]);
    assert_eq!(stdout(&output), format!("tm {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(status(&output), Some(0));
}

#[test]
fn wrong_arguments_are_status_2_and_no_panic() {
    let folder = folder("arguments");
    for arguments in [
        &["no-such-command"][..],
        &[],
        &["check", "--fail-on", "sometimes"],
        &["check", "--today", "2026-02-30"],
        &["check", "--format"],
        &["lsp", "--tcp"],
        &["check", "missing.tm"],
        &["check"],
        &["questions"],
        &["test"],
        &["kb"],
        &["kb", "show"],
        &["kb", "show", "no-such-name"],
        &["completions", "no-such-shell"],
        &["man", "no-such-command"],
    ] {
        let output = tm(&folder, arguments);
        assert_eq!(status(&output), Some(2), "{arguments:?}");
        assert!(!stderr(&output).is_empty() && !stderr(&output).contains("panicked"));
        assert_eq!(stdout(&output), "", "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_path_is_one_line() {
    let output = tm(&folder("unreadable"), &["check", "missing.tm"]);
    assert_eq!(stderr(&output), "tm: cannot read missing.tm: No such file or directory\n");
}

#[test]
fn findings_are_told_with_their_place_and_the_status_follows() {
    let folder = folder("findings");
    fs::write(folder.join("a.tm"), ISOLATED).expect("written");
    let output = tm(&folder, &["check", "a.tm"]);
    let told = findings(&stdout(&output));
    assert!(told.iter().any(|one| one.starts_with("a.tm:3:7: warning")), "{told:?}");
    assert_eq!(status(&output), Some(0));
    assert_eq!(status(&tm(&folder, &["check", "--strict"])), Some(1));

    let quiet = tm(&folder, &["check", "--strict", "-q"]);
    assert_eq!((status(&quiet), stdout(&quiet)), (Some(1), String::new()));

    fs::write(folder.join("b.tm"), "model other\n<<<<<<< mine\n").expect("written");
    assert_eq!(status(&tm(&folder, &["check"])), Some(2));
}

#[test]
fn a_folder_means_the_models_below_it_that_git_does_not_ignore() {
    let folder = folder("below");
    fs::create_dir_all(folder.join("sub")).expect("a folder");
    fs::create_dir_all(folder.join("out")).expect("a folder");
    for file in ["z.tm", "sub/a.tm", "sub/a.txt", "out/b.tm"] {
        fs::write(folder.join(file), ISOLATED).expect("written");
    }
    fs::write(folder.join(".gitignore"), "out/\n").expect("written");
    let output = stdout(&tm(&folder, &["check", ".", "z.tm", "--all"]));
    let told = findings(&output);
    let files: BTreeSet<_> = told.iter().filter_map(|one| Some(one.split_once(':')?.0)).collect();
    assert_eq!(files.into_iter().collect::<Vec<_>>(), ["sub/a.tm", "z.tm"]);
}

/// What a command says of a text that it is given on standard input.
fn from_input(folder: &Path, arguments: &[&str], text: &str) -> Output {
    let mut command = Command::new(TM);
    command.args(arguments).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process = command.spawn().expect("the binary runs");
    let mut input = process.stdin.take().expect("a pipe");
    input.write_all(text.as_bytes()).expect("it reads");
    drop(input);
    process.wait_with_output().expect("it ends")
}

#[test]
fn standard_input_stands_in_the_place_of_the_file_that_it_comes_from() {
    let folder = folder("stdin-model");
    let (model, part) = ("model m \"M\"\n", "part of m\nprocess app\n");
    fs::write(folder.join("m.tm"), model).expect("written");
    fs::write(folder.join("part.tm"), part).expect("written");
    for text in [model, "model m \"Changed and not saved\"\n", part] {
        let said = stdout(&from_input(&folder, &["check", "-", "--all"], text));
        assert!(!said.contains("error["), "{said}");
    }
    // The other parts are still read.
    let said = stdout(&from_input(&folder, &["check", "-", "--format", "json"], model));
    assert!(said.contains("part.tm"), "{said}");
}

#[test]
fn a_folder_with_a_root_of_its_own_is_another_workspace() {
    let folder = folder("roots");
    fs::create_dir_all(folder.join("inner")).expect("a folder");
    fs::write(folder.join("inner/tm.toml"), "").expect("written");
    fs::write(folder.join("inner/m.tm"), "model m \"Inner\"\n").expect("written");
    fs::write(folder.join("inner/part.tm"), "part of m\nscope out app\n").expect("written");
    fs::write(folder.join("inner/own.tm"), "kb own 1.0 \"Own\"\n").expect("written");
    fs::write(folder.join("m.tm"), "model m \"M\"\nprocess app \"App\"\n").expect("written");
    let said = stdout(&tm(&folder, &["check", "m.tm", "--all"]));
    assert!(said.contains("TM305") && !said.contains("error["), "{said}");
    let listed = stdout(&tm(&folder, &["kb", "list"]));
    assert!(!listed.contains("own.tm"), "{listed}");
}

#[test]
fn standard_input_is_a_file_without_a_name() {
    let arguments = ["check", "-", "--format", "json", "--today", "2027-01-02"];
    let output = from_input(&folder("stdin"), &arguments, ISOLATED);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["version"], 1);
    assert_eq!(json["today"], "2027-01-02");
    let diagnostics = json["diagnostics"].as_array().expect("a list");
    let isolated = diagnostics.iter().find(|it| it["code"] == "TM305").expect("it is isolated");
    assert_eq!(isolated["file"], "<stdin>");
    assert_eq!(isolated["range"]["end"], serde_json::json!({ "line": 3, "column": 12 }));
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_early_changes_nothing() {
    let folder = folder("pipe");
    let stores: String = (0..20_000).map(|number| format!("store archive-{number}\n")).collect();
    let stores = format!("model m \"M\"\n{stores}");
    fs::write(folder.join("a.tm"), stores).expect("written");
    let mut process = Command::new(TM)
        .args(["check", "--strict", "--all"])
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(process.stdout.take());
    let output = process.wait_with_output().expect("it ends");
    assert_eq!(stderr(&output), "");
    assert_eq!(status(&output), Some(1));
}
