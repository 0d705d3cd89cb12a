//! Bad input gets one clear message with a place, a status, and never a panic or a hang.

use std::fs;

use super::{findings, folder, status, stderr, stdout, tm};

/// Checks a text and gives the status, what was told with a place, and all that was printed.
fn check(name: &str, bytes: &[u8]) -> (Option<i32>, Vec<String>, String) {
    let folder = folder(&format!("bad-{name}"));
    fs::write(folder.join("bad.tm"), bytes).expect("written");
    let output = tm(&folder, &["check", "bad.tm", "--all"]);
    let all = stdout(&output) + &stderr(&output);
    assert!(!all.contains("panicked") && !all.contains("overflow"), "{name}: {all}");
    let mut places = findings(&stdout(&output));
    let complaints = stderr(&output);
    places.extend(complaints.lines().filter(|line| line.contains("bad.tm:")).map(str::to_owned));
    (status(&output), places, all)
}

const MODEL: &str = "model m \"M\"\n";

#[test]
fn a_file_that_is_no_text_is_told_with_the_place() {
    for (name, bytes, place) in [
        ("utf-8", &b"model m\n// \xE4\n"[..], "bad.tm:2:4: this is not UTF-8"),
        ("utf-16-le", b"\xFF\xFEm\0o\0d\0", "bad.tm:1:1: the file is UTF-16"),
        ("utf-16-be", b"\xFE\xFF\0m\0o\0d", "bad.tm:1:1: the file is UTF-16"),
    ] {
        let (status, places, all) = check(name, bytes);
        assert_eq!(status, Some(2), "{name}");
        assert_eq!(places.len(), 1, "{all}");
        assert!(places[0].contains(place), "{all}");
    }
}

#[test]
fn marks_and_line_ends_of_other_systems_are_no_fault() {
    let text = "model m \"M\"\nzone z: internal-zone \"Z\" {\n  process p \"P\"\n  store s \"S\"\n}\nuse base 1.0\nflow f: p -> s \"F\" carrying nothing\n";
    let (_, plain, _) = check("plain", text.as_bytes());
    for (name, text) in [
        ("byte-order-mark", format!("\u{feff}{text}")),
        ("crlf", text.replace('\n', "\r\n")),
        ("cr", text.replace('\n', "\r")),
    ] {
        let (status, places, all) = check(name, text.as_bytes());
        assert_eq!((status, places.len()), (Some(0), plain.len()), "{name}: {all}");
        assert!(!all.contains("error") && !all.contains("warning["), "{name}: {all}");
    }
}

#[test]
fn damage_inside_a_text_is_one_finding() {
    for (name, text, code) in [
        ("nul", format!("{MODEL}process p \0 \"P\"\n"), "TM002"),
        ("conflict", format!("{MODEL}<<<<<<< mine\nprocess p \"P\"\n"), "TM011"),
        ("braces", format!("{MODEL}zone z {}\n", "{".repeat(10_000)), "TM00"),
        (
            "parentheses",
            format!(
                "kb k 1.0\nfact a for flow f {{\n  when {}f.crosses\n}}\n",
                "(".repeat(100_000)
            ),
            "TM002",
        ),
        (
            "not",
            format!(
                "kb k 1.0\nfact a for flow f {{\n  when {}f.crosses\n}}\n",
                "not ".repeat(200_000)
            ),
            "TM002",
        ),
    ] {
        let (status, places, all) = check(name, text.as_bytes());
        assert_eq!(status, Some(2), "{name}");
        let errors: Vec<_> = places.iter().filter(|line| line.contains("error[")).collect();
        assert!((1..=2).contains(&errors.len()), "{name}: {} {}", errors.len(), errors[0]);
        assert!(errors[0].contains(code), "{name}: {}", errors[0]);
        assert!(all.len() < 20_000, "{name} prints {} bytes", all.len());
    }
}

#[test]
fn a_line_of_a_hundred_megabytes_is_refused_in_one_line() {
    let (status, places, all) = check("long-line", &vec![b'x'; 100 << 20]);
    assert_eq!((status, places.len()), (Some(2), 1), "{}", &all[..all.len().min(500)]);
    assert!(places[0].contains("bad.tm:1:1: the file is larger than 64 MiB"), "{}", places[0]);
}

#[test]
fn a_folder_may_be_called_like_a_file() {
    let folder = folder("bad-folder");
    fs::create_dir_all(folder.join("x.tm")).expect("a folder");
    let output = tm(&folder, &["check", "x.tm"]);
    assert_eq!((status(&output), stderr(&output).as_str()), (Some(2), "tm: no .tm file in x.tm\n"));
    fs::write(folder.join("x.tm/a.tm"), MODEL).expect("written");
    assert_eq!(status(&tm(&folder, &["check", "x.tm"])), Some(0));
}

#[test]
fn imports_that_cannot_be_had_are_told_at_the_import() {
    for (name, path, says) in [
        ("missing", "there.tm", "there.tm"),
        ("outside", "../../there.tm", "outside"),
        ("absolute", "/there.tm", "absolute"),
        ("ending", "there.txt", ".tm"),
    ] {
        let text = format!("{MODEL}import \"{path}\" as there\n");
        let (status, places, all) = check(&format!("import-{name}"), text.as_bytes());
        assert_eq!(status, Some(2), "{name}: {all}");
        let told: Vec<_> = places.iter().filter(|line| line.contains("TM102")).collect();
        assert_eq!(told.len(), 1, "{name}: {all}");
        assert!(told[0].contains("bad.tm:2:8:") && told[0].contains(says), "{name}: {all}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_workspace_is_not_opened() {
    let outside = folder("bad-link-outside");
    fs::write(outside.join("secret.tm"), "model secret\nprocess treasure\n").expect("written");
    let folder = folder("bad-link");
    std::os::unix::fs::symlink(outside.join("secret.tm"), folder.join("link.tm")).expect("a link");
    let text = format!(
        "{MODEL}import \"link.tm\" as far\nprocess p \"P\"\nflow f: p -> far.treasure \"F\"\n"
    );
    fs::write(folder.join("bad.tm"), text).expect("written");
    let output = tm(&folder, &["check", "bad.tm", "--all"]);
    assert_eq!(status(&output), Some(2));
    assert!(stdout(&output).contains("TM102"), "{}", stdout(&output));
}

#[test]
fn models_that_import_each_other_are_told_once_each() {
    let folder = folder("bad-cycle");
    fs::write(folder.join("a.tm"), "model a \"A\"\nimport \"b.tm\" as b\n").expect("written");
    fs::write(folder.join("b.tm"), "model b \"B\"\nimport \"a.tm\" as a\n").expect("written");
    let output = tm(&folder, &["check", "--all"]);
    let cycles = stdout(&output).lines().filter(|line| line.contains("TM107")).count();
    assert_eq!((status(&output), cycles), (Some(2), 2), "{}", stdout(&output));
}

#[test]
fn two_models_of_one_name_are_told_in_both() {
    let folder = folder("bad-two-models");
    fs::write(folder.join("a.tm"), MODEL).expect("written");
    fs::write(folder.join("b.tm"), MODEL).expect("written");
    let output = tm(&folder, &["check", "--all"]);
    let told = stdout(&output).lines().filter(|line| line.contains("TM109")).count();
    assert_eq!((status(&output), told), (Some(2), 2), "{}", stdout(&output));
}

#[test]
fn a_pack_with_a_type_error_is_told_and_the_rest_goes_on() {
    let folder = folder("bad-pack");
    fs::write(
        folder.join("acme.tm"),
        "kb acme 1.0\nuse base 1.0\nthreat wrong: spoofing \"W\" for flow f { when f.criticality >= 3; severity: low }\nthreat right: spoofing \"R\" for process p { when p is service }\n",
    )
    .expect("written");
    fs::write(
        folder.join("m.tm"),
        "model m \"M\" { risk-level: high }\nuse \"acme.tm\"\nprocess p: web-app \"P\"\n",
    )
    .expect("written");
    let output = tm(&folder, &["check", "--all"]);
    let said = stdout(&output);
    assert_eq!(status(&output), Some(2), "{said}");
    assert_eq!(
        findings(&said).iter().filter(|one| one.starts_with("acme.tm:3:")).count(),
        1,
        "{said}"
    );
    assert!(said.contains("acme.right on p"), "{said}");
}

#[test]
fn files_of_other_languages_get_one_note() {
    for (name, text) in [
        ("tcl", "package require Tcl 8.5\nnamespace eval ::x {\n  proc f {a} { return $a }\n}\n"),
        ("terramate", "terramate {\n  config {\n  }\n}\nstack {\n  name = \"x\"\n}\n"),
    ] {
        let (status, places, all) = check(name, text.as_bytes());
        assert_eq!((status, places.len()), (Some(0), 1), "{name}: {all}");
        assert!(places[0].contains("info[TM001]"), "{all}");
    }
}
