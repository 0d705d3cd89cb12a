//! Commands that pages show are run, and print what the page says.
//!
//! The commands of a page share a folder. It holds what the page called a file before, as the
//! reader has it by then. A block `console,in=examples/blog` runs in that folder of the project. A day
//! that matters is fixed: the commands that take `--today` run with it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tm_grammar::words::ItemWord;

use crate::engine::TODAY_TEXT;
use crate::expect_page;
use crate::pages::{Page, all, root};

const TM: &str = env!("CARGO_BIN_EXE_tm");

/// The folder of a page, emptied.
fn folder(page: &Page) -> PathBuf {
    let name = page.name().replace(['/', '.'], "-");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("manual").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run goes");
    }
    fs::create_dir_all(&folder).expect("a folder for the page");
    fs::write(folder.join("tm.toml"), "").expect("written");
    folder
}

/// What the item that begins on a line is told by: its word and name. `None` for other lines.
fn item_of(line: &str) -> Option<String> {
    let head = line.split([':', '"', '{']).next()?;
    let words: Vec<&str> = head.split_whitespace().collect();
    ItemWord::parse(words.first()?)?;
    Some(words.join(" "))
}

/// The text with the lines put in: in the place of the line of the same item, else at the end.
fn put_into(text: &str, lines: &str) -> String {
    let mut known: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut rest = Vec::new();
    for line in lines.lines() {
        let item = item_of(line);
        match known.iter_mut().find(|known| item.is_some() && item_of(known) == item) {
            Some(known) => *known = line.to_owned(),
            None => rest.push(line.to_owned()),
        }
    }
    known.extend(rest);
    known.join("\n") + "\n"
}

/// Runs a command and gives what it prints, and its status.
fn run(folder: &Path, command: &str, last: i32) -> (String, i32) {
    let words: Vec<&str> = command.split_whitespace().collect();
    match words[0] {
        "tm" => {}
        "echo" => return (format!("{last}\n"), 0),
        // What makes the folder or changes into it prints nothing, and the test is there already.
        _ => return (String::new(), 0),
    }
    let mut process = Command::new(TM);
    process.args(&words[1..]).env("NO_COLOR", "1").current_dir(folder).stdin(Stdio::null());
    let takes_day = |word: &&str| ["check", "questions", "explain", "what-if"].contains(word);
    if words.get(1).is_some_and(takes_day) && !words.contains(&"--today") {
        process.args(["--today", TODAY_TEXT]);
    }
    let output = process.output().expect("the binary runs");
    let printed = [output.stdout, output.stderr].concat();
    let status = output.status.code().expect("it ends by itself");
    let printed = String::from_utf8(printed).expect("UTF-8");
    // Blanks at the end of a line are seen by nobody and taken off by editors.
    (printed.lines().map(|line| format!("{}\n", line.trim_end())).collect(), status)
}

/// The page with the true output of each command.
fn with_output(page: &Page) -> String {
    let folder = folder(page);
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut text = String::new();
    let mut written = 0;
    let mut status = 0;
    let mut before_once: Option<BTreeMap<String, String>> = None;
    for block in page.blocks() {
        let named = |prefix: &str| block.mark.iter().find_map(|word| word.strip_prefix(prefix));
        if let Some(file) = named("file=") {
            files.insert(file.to_owned(), block.text.clone());
        } else if let Some(file) =
            named("into=").or_else(|| named("add=")).or_else(|| named("once="))
        {
            if named("once=").is_some() {
                before_once = Some(files.clone());
            }
            let old = files.get(file).unwrap_or_else(|| panic!("{}: no {file} yet", page.name()));
            let add = named("add=").is_some();
            let new = if add { old.clone() + &block.text } else { put_into(old, &block.text) };
            files.insert(file.to_owned(), new);
        }
        for (file, text) in &files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().expect("in the folder")).expect("a folder");
            fs::write(path, text).expect("written");
        }
        if block.mark[0] != "console" {
            continue;
        }
        let folder = named("in=").map_or_else(|| folder.clone(), |path| root().join(path));
        text.push_str(&page.text[written..block.range.start]);
        for command in block.text.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let (printed, now) = run(&folder, command, status);
            status = now;
            text.push_str(&format!("$ {command}\n{printed}"));
        }
        written = block.range.end;
        files = before_once.take().unwrap_or(files);
    }
    text.push_str(&page.text[written..]);
    text
}

#[test]
fn commands_print_what_the_pages_show() {
    for page in all() {
        if page.blocks().iter().any(|block| block.mark[0] == "console") {
            expect_page(&page.path, &with_output(&page));
        }
    }
}

#[test]
fn lines_go_where_their_item_is() {
    let text = "model m\nzone z {\n  store s \"S\"\n}\n";
    assert_eq!(
        put_into(text, "  store s \"S\" { backup: yes }\nprocess p\n"),
        "model m\nzone z {\n  store s \"S\" { backup: yes }\n}\nprocess p\n"
    );
}
