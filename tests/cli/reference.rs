//! `docs/cli.md` shows the help of every command. That it is what is printed is tested with all other
//! pages of the manual.

use std::fs;
use std::path::Path;

use super::{folder, status, stdout, tm};

const BEGIN: &str = "```console\n$ tm ";

/// What a command line prints.
fn printed(folder: &Path, line: &str) -> String {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let output = tm(folder, &arguments);
    assert_eq!(status(&output), Some(0), "tm {line}");
    stdout(&output)
}

#[test]
fn the_reference_leaves_out_no_command() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    let document = fs::read_to_string(path).expect("read");
    let folder = folder("reference-all");
    let mut waiting = vec![String::new(), "man ".to_owned()];
    while let Some(command) = waiting.pop() {
        let line = format!("{BEGIN}{command}--help\n");
        assert!(document.contains(&line), "docs/cli.md lacks \"tm {command}--help\"");
        let help = printed(&folder, &format!("{command}--help"));
        let listed = help.split_once("Commands:\n").map_or("", |(_, rest)| rest);
        let listed = listed.lines().take_while(|line| !line.is_empty());
        let words = listed.filter_map(|line| line.split_whitespace().next());
        waiting
            .extend(words.filter(|word| *word != "help").map(|word| format!("{command}{word} ")));
    }
}
