//! `tm fmt`, end to end.

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use super::{TM, folder, status, stderr, stdout, tm};

const LOOSE: &str = "model  m\nprocess   app:web-app\n";
const TIDY: &str = "model m\nprocess app: web-app\n";
const BROKEN: &str = "model  m\nprocess  a :\nprocess   b:  c\n";

fn from_input(arguments: &[&str], text: &str) -> Output {
    let mut process = Command::new(TM)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut input = process.stdin.take().expect("a pipe");
    input.write_all(text.as_bytes()).expect("it reads");
    drop(input);
    process.wait_with_output().expect("it ends")
}

#[test]
fn files_are_formatted_in_place_and_one_line_tells() {
    let folder = folder("fmt-place");
    fs::write(folder.join("a.tm"), LOOSE).expect("written");
    fs::write(folder.join("b.tm"), TIDY).expect("written");
    let output = tm(&folder, &["fmt"]);
    assert_eq!((status(&output), stdout(&output)), (Some(0), "formatted a.tm\n".to_owned()));
    assert_eq!(fs::read_to_string(folder.join("a.tm")).expect("text"), TIDY);

    let again = tm(&folder, &["fmt", "a.tm", "b.tm"]);
    assert_eq!(
        (status(&again), stdout(&again), stderr(&again)),
        (Some(0), String::new(), String::new())
    );

    fs::write(folder.join("a.tm"), LOOSE).expect("written");
    fs::write(folder.join("b.tm"), LOOSE).expect("written");
    fs::write(folder.join("c.tm"), TIDY).expect("written");
    assert_eq!(stdout(&tm(&folder, &["fmt", "."])), "formatted 2 of 3 files\n");
    let names: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().collect();
    assert_eq!(names.len(), 4, "no other file is left: {names:?}");

    fs::write(folder.join("a.tm"), LOOSE).expect("written");
    assert_eq!(stdout(&tm(&folder, &["fmt", "-q"])), "");
}

#[test]
fn check_changes_nothing_and_lists_what_would_change() {
    let folder = folder("fmt-check");
    fs::create_dir_all(folder.join("sub")).expect("a folder");
    for file in ["a.tm", "sub/b.tm"] {
        fs::write(folder.join(file), LOOSE).expect("written");
    }
    fs::write(folder.join("c.tm"), TIDY).expect("written");
    let output = tm(&folder, &["fmt", "--check"]);
    assert_eq!((status(&output), stdout(&output)), (Some(1), "a.tm\nsub/b.tm\n".to_owned()));
    assert_eq!(fs::read_to_string(folder.join("a.tm")).expect("text"), LOOSE);
    assert_eq!(status(&tm(&folder, &["fmt", "--check", "c.tm"])), Some(0));
}

#[test]
fn an_editor_formats_through_standard_input() {
    for arguments in [&["fmt", "--stdin"][..], &["fmt", "-"]] {
        let output = from_input(arguments, LOOSE);
        assert_eq!((status(&output), stdout(&output)), (Some(0), TIDY.to_owned()));
    }
    let output = from_input(&["fmt", "--stdin"], BROKEN);
    assert_eq!(stdout(&output), "model m\nprocess  a :\nprocess b: c\n");
    assert!(stderr(&output).starts_with("tm: <stdin>:2:"), "{}", stderr(&output));
    assert_eq!(status(&output), Some(2));
}

#[test]
fn a_file_with_errors_is_formatted_where_it_has_none() {
    let folder = folder("fmt-errors");
    fs::write(folder.join("a.tm"), BROKEN).expect("written");
    let output = tm(&folder, &["fmt"]);
    assert_eq!(status(&output), Some(2));
    assert_eq!(stdout(&output), "formatted a.tm\n");
    assert!(stderr(&output).starts_with("tm: a.tm:2:"), "{}", stderr(&output));
    let text = fs::read_to_string(folder.join("a.tm")).expect("text");
    assert_eq!(text, "model m\nprocess  a :\nprocess b: c\n");
}

#[test]
fn a_file_of_another_language_is_left_alone_unless_it_is_named() {
    let folder = folder("fmt-foreign");
    let module = "package require Tcl\n\n\nprocess  p\nset x {\n}\n";
    fs::write(folder.join("module.tm"), module).expect("written");
    let output = tm(&folder, &["fmt"]);
    assert_eq!((status(&output), stderr(&output)), (Some(0), String::new()));
    assert_eq!(fs::read_to_string(folder.join("module.tm")).expect("text"), module);
    assert_eq!(status(&tm(&folder, &["fmt", "--check", "module.tm"])), Some(2));
}

#[test]
fn what_cannot_be_formatted_is_one_message_and_status_2() {
    let folder = folder("fmt-wrong");
    fs::write(folder.join("a.tm"), LOOSE).expect("written");
    fs::write(folder.join("bytes.tm"), b"model m\n// \xFF\n").expect("written");
    for arguments in [
        &["fmt", "missing.tm"][..],
        &["fmt", "bytes.tm"],
        &["fmt", "-", "a.tm"],
        &["fmt", "--stdin", "a.tm"],
        &["fmt", "--stdin", "--check"],
    ] {
        let output = tm(&folder, arguments);
        assert_eq!(status(&output), Some(2), "{arguments:?}");
        assert!(!stderr(&output).is_empty() && !stderr(&output).contains("panicked"));
        assert_eq!(stdout(&output), "", "{arguments:?}");
    }
    let mixed = tm(&folder, &["fmt", "missing.tm", "a.tm"]);
    assert_eq!((status(&mixed), stdout(&mixed)), (Some(2), "formatted a.tm\n".to_owned()));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = folder("fmt-unix");
    fs::create_dir_all(folder.join("real")).expect("a folder");
    let real = folder.join("real/a.tm");
    fs::write(&real, LOOSE).expect("written");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("set");
    symlink("real/a.tm", folder.join("link.tm")).expect("linked");
    assert_eq!(status(&tm(&folder, &["fmt", "link.tm"])), Some(0));
    assert_eq!(fs::read_to_string(&real).expect("text"), TIDY);
    assert!(fs::symlink_metadata(folder.join("link.tm")).expect("it is there").is_symlink());
    let mode = fs::metadata(&real).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);

    fs::write(&real, LOOSE).expect("written");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).expect("set");
    let output = tm(&folder, &["fmt", "real/a.tm"]);
    assert_eq!(status(&output), Some(2));
    assert_eq!(stderr(&output), "tm: cannot write real/a.tm: permission denied\n");
    assert_eq!(fs::read_to_string(&real).expect("text"), LOOSE);
}
