//! `tm completions` and `tm man`, end to end; and that `cargo run` means `tm`.

use std::process::Command;

use super::{folder, status, stdout, tm};

#[test]
fn every_shell_gets_completions_of_every_command() {
    let folder = folder("completions");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = tm(&folder, &["completions", shell]);
        assert_eq!(status(&output), Some(0), "{shell}");
        for word in ["check", "questions", "fail-on", "promised"] {
            assert!(stdout(&output).contains(word), "{shell} lacks {word}");
        }
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = folder("man");
    for (command, name) in
        [(&[][..], "tm"), (&["check"], "tm-check"), (&["kb", "show"], "tm-kb-show")]
    {
        let output = tm(&folder, &[&["man"], command].concat());
        let page = stdout(&output);
        assert_eq!(status(&output), Some(0), "{name}");
        let title = format!(".TH {name} 1  \"tm {}\"", env!("CARGO_PKG_VERSION"));
        assert!(page.contains(&title), "{page}");
        assert!(page.contains("Examples:"), "{page}");
    }
}

#[test]
fn the_workspace_has_one_binary_so_that_cargo_run_needs_no_name() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("a list").iter();
    let targets = packages.flat_map(|package| package["targets"].as_array().expect("a list"));
    let binaries = targets.filter(|target| target["kind"][0] == "bin");
    let names: Vec<&str> = binaries.map(|one| one["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["tm"]);
}
