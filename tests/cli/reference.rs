//! `docs/cli.md` shows the help of every command as it is printed.
//!
//! `UPDATE_EXPECT=1 cargo test -p tm --test cli` writes the blocks anew; the text around them is
//! written by hand.

use std::fs;
use std::path::Path;

use expect_test::expect_file;

use super::{folder, status, stdout, tm};

const BEGIN: &str = "```console\n$ tm ";
const END: &str = "```\n";

/// What a command line prints, without blanks at line ends.
fn printed(folder: &Path, line: &str) -> String {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let output = tm(folder, &arguments);
    assert_eq!(status(&output), Some(0), "tm {line}");
    stdout(&output).lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The document with every block as it should be.
fn renewed(document: &str, folder: &Path) -> String {
    let mut parts = document.split(BEGIN);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (line, rest) = part.split_once('\n').expect("a command");
        let (_, after) = rest.split_once(END).expect("the end of a block");
        text.push_str(&format!("{BEGIN}{line}\n{}{END}{after}", printed(folder, line)));
    }
    text
}

#[test]
fn the_reference_shows_the_help_that_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    let document = fs::read_to_string(&path).expect("read");
    expect_file![path].assert_eq(&renewed(&document, &folder("reference")));
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
