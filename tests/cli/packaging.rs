//! `tm completions` and `tm man`, end to end.

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
