//! `tm lock` and what follows from a `tm.lock`, end to end.

use std::fs;
use std::path::{Path, PathBuf};

use super::{findings, folder, status, stderr, stdout, tm};

const MODEL: &str = "model shop \"Shop\" { owner: @kim }\nuse house 1.0\nprocess web: till \"Web\"\n\
    threat replay: tampering \"Twice\" on web { likelihood: low; impact: medium }\n\
    accept replay on web by @kim until 2027-06-30 because \"Rare\"\n";

const HOUSE: &str = "kb house 1.0.0 \"House\" { license: \"MIT\" }\ntype till: process \"Till\"\n";

const LOCK: &str = "\
# What was agreed on: the versions of knowledge bases, and the facts under each acceptance.
# Written by \"tm lock\". Commit it, and do not edit it.
version = 1

[models.shop.packs]
house = \"1.0.0\"

[models.shop.accepted]
\"replay on web\" = [
  \"risk = low\",
]
";

const TODAY: [&str; 2] = ["--today", "2026-11-21"];

fn workspace(name: &str) -> PathBuf {
    let folder = folder(&format!("lock-{name}"));
    fs::write(folder.join("shop.tm"), MODEL).expect("written");
    fs::write(folder.join("house.tm"), HOUSE).expect("written");
    folder
}

fn lock(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = tm(folder, &[&["lock"], arguments, &TODAY].concat());
    (status(&output), stdout(&output) + &stderr(&output))
}

/// The findings of some codes.
fn told(folder: &Path, codes: &[&str]) -> Vec<String> {
    let output = tm(folder, &[&["check", "--all"], &TODAY[..]].concat());
    let found = findings(&stdout(&output)).into_iter();
    found.filter(|it| codes.iter().any(|code| it.contains(code))).collect()
}

#[test]
fn a_lock_is_written_once_and_read_by_every_check() {
    let folder = workspace("round");
    assert_eq!(told(&folder, &["TM403", "TM111"]), [""; 0]);
    let said = (Some(1), "tm.lock is not up to date: run \"tm lock\".\n".to_owned());
    assert_eq!(lock(&folder, &["--check"]), said);
    assert!(!folder.join("tm.lock").exists());

    let said = (Some(0), "wrote tm.lock: 1 model, 1 acceptance\n".to_owned());
    assert_eq!(lock(&folder, &[]), said);
    assert_eq!(fs::read_to_string(folder.join("tm.lock")).expect("written"), LOCK);
    let said = (Some(0), "tm.lock is up to date.\n".to_owned());
    assert_eq!(lock(&folder, &["--check"]), said);
    assert_eq!(lock(&folder, &["-q"]), (Some(0), String::new()));
    assert_eq!(told(&folder, &["TM403", "TM111"]), [""; 0]);

    // Reformatting, titles and comments touch no fact.
    let edited = MODEL.replace("\"Web\"", "\"The web\" // new").replace("{ like", "{\n  like");
    fs::write(folder.join("shop.tm"), edited).expect("written");
    assert_eq!(lock(&folder, &["--check"]).0, Some(0));

    fs::write(folder.join("shop.tm"), MODEL.replace("impact: medium", "impact: critical"))
        .expect("written");
    fs::write(folder.join("house.tm"), HOUSE.replace("1.0.0", "1.1.0")).expect("written");
    assert_eq!(
        told(&folder, &["TM403", "TM111"]),
        [
            "shop.tm:2:5: warning[TM111]: \"tm.lock\" was written with \"house\" 1.0.0, and here is 1.1.0. See what that changes, then run \"tm lock\".",
            "shop.tm:5:8: warning[TM403]: \"replay on web\" was accepted when risk was low; it is high now. Look at it again, then run \"tm lock\".",
        ]
    );
    assert_eq!(lock(&folder, &[]).0, Some(0));
    assert_eq!(told(&folder, &["TM403", "TM111"]), [""; 0]);
}

#[test]
fn a_lock_is_of_the_whole_workspace_whatever_folder_is_named() {
    let folder = workspace("whole");
    fs::create_dir(folder.join("inner")).expect("made");
    fs::write(folder.join("inner/other.tm"), "model other \"Other\"\n").expect("written");
    assert_eq!(lock(&folder, &["inner"]).1, "wrote tm.lock: 2 models, 1 acceptance\n");
    assert!(!folder.join("inner/tm.lock").exists());
}

#[test]
fn while_there_are_errors_no_lock_is_written() {
    let folder = workspace("errors");
    fs::write(folder.join("shop.tm"), MODEL.replace("process", "proces")).expect("written");
    let (status, said) = lock(&folder, &[]);
    assert_eq!(status, Some(2));
    assert!(said.contains("tm.lock: shop.tm has an error, so nothing is written."), "{said}");
    assert!(!folder.join("tm.lock").exists());
    let (status, said) = lock(&folder, &["missing"]);
    assert_eq!(status, Some(2));
    assert!(said.contains("cannot read missing"), "{said}");
}

#[test]
fn a_lock_that_cannot_be_read_is_one_message_and_the_model_is_analysed() {
    let folder = workspace("broken");
    for (text, place, message) in [
        ("version = 1\nmodels = 3\n", "2:1", "No lock holds \"models\""),
        ("version = 7\n", "1:11", "This lock is of version 7"),
        ("version = 1\n[models.shop\n", "2:1", "This is not TOML"),
    ] {
        fs::write(folder.join("tm.lock"), text).expect("written");
        let output = tm(&folder, &[&["check", "--all"], &TODAY[..]].concat());
        let said = stderr(&output);
        assert_eq!(status(&output), Some(2), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains("tm.lock:") && said.contains(message), "{said}");
        let line = place.split(':').next().expect("a line");
        assert!(said.contains(&format!("tm.lock:{line}:")), "{place}: {said}");
        assert!(stdout(&output).contains("TM305"), "the model is analysed");
    }
    assert_eq!(lock(&folder, &[]).0, Some(0));
    assert_eq!(fs::read_to_string(folder.join("tm.lock")).expect("written"), LOCK);
}
