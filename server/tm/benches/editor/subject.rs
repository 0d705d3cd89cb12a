//! What is measured: a server with a file on the disk, edits of it, and places to ask about.
//!
//! Invariant: every edit changes the findings of the file. It writes one wrong letter, or puts the
//! right one back; so the first edit adds a finding, the second takes it away, and so on.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tm_tests::synthetic::{Size, model};

/// A server and the file that is edited.
pub struct Subject {
    /// The program and what it is called with.
    command: (PathBuf, &'static [&'static str]),
    /// The folder of the file, which is the whole workspace.
    pub folder: PathBuf,
    /// What the protocol calls the language.
    pub language: &'static str,
    /// The file's name.
    file: &'static str,
    /// Its text.
    pub text: String,
    /// Where a letter may be wrong.
    slips: Slips,
    /// The requests that it answers, with the places to ask about.
    questions: Vec<(&'static str, Vec<(usize, usize)>)>,
    /// It tells what has changed of the semantic tokens.
    pub tells_tokens: bool,
}

/// Lines with the same letter in the same column, and the letter that is wrong there.
struct Slips {
    lines: Vec<usize>,
    column: usize,
    letters: [&'static str; 2],
}

impl Subject {
    /// Our server with a model in a folder.
    pub fn tm(folder: &Path, size: Size) -> Self {
        let text = model(size);
        let places = |what: &str, letters: usize| -> Vec<(usize, usize)> {
            let flows = text.lines().enumerate().filter(|(_, line)| line.starts_with("flow "));
            flows.filter_map(|(at, line)| Some((at, line.find(what)? + letters))).collect()
        };
        let names = places(": element-", 5);
        let questions = vec![
            ("hover", names.clone()),
            ("definition", names),
            ("completion", places("-> element-", 8)),
        ];
        let slips = Slips { lines: lines(&text, "  mfa: no"), column: 8, letters: ["o", "x"] };
        Self {
            command: (env!("CARGO_BIN_EXE_tm").into(), &["lsp"]),
            folder: folder.to_owned(),
            language: "tm",
            file: "big.tm",
            text,
            slips,
            questions,
            tells_tokens: true,
        }
        .laid("tm.toml")
    }

    /// The peer with a Python file of so many lines.
    pub fn peer(program: &Path, folder: &Path, count: usize) -> Self {
        let text = python(count);
        let slips =
            Slips { lines: lines(&text, "    return total"), column: 15, letters: ["l", "x"] };
        Self {
            command: (program.to_owned(), &["server"]),
            folder: folder.to_owned(),
            language: "python",
            file: "big.py",
            text,
            slips,
            // It tells what is switched off by a comment, and nothing else.
            questions: vec![("hover", vec![(0, 20)])],
            tells_tokens: false,
        }
        .laid("ruff.toml")
    }

    /// Puts the file into its folder, with settings that say nothing: those of the folders above
    /// do not count then.
    fn laid(self, settings: &str) -> Self {
        std::fs::create_dir_all(&self.folder).expect("a folder for the file");
        std::fs::write(self.folder.join(settings), "").expect("written");
        std::fs::write(self.folder.join(self.file), &self.text).expect("written");
        self
    }

    /// What starts the server.
    pub fn command(&self) -> Command {
        let (program, arguments) = &self.command;
        let mut command = Command::new(program);
        command.args(*arguments);
        command
    }

    /// The file as the protocol names it.
    pub fn uri(&self) -> String {
        format!("file://{}", self.folder.join(self.file).display())
    }

    /// The n-th edit.
    pub fn edit(&self, number: usize) -> Value {
        let lines = &self.slips.lines;
        // Far from the place before it, and each place once before the first comes again.
        let line = lines[number / 2 * 9973 % lines.len()];
        let column = self.slips.column;
        let [right, wrong] = self.slips.letters;
        json!({
            "range": {
                "start": { "line": line, "character": column },
                "end": { "line": line, "character": column + 1 },
            },
            "text": if number.is_multiple_of(2) { wrong } else { right },
        })
    }

    /// The n-th place to ask a request about; none if the server does not answer it.
    pub fn place(&self, request: &str, number: usize) -> Option<Value> {
        let (_, places) = self.questions.iter().find(|(name, _)| *name == request)?;
        let (line, character) = places[number * 7919 % places.len()];
        Some(json!({
            "textDocument": { "uri": self.uri() },
            "position": { "line": line, "character": character },
        }))
    }
}

/// The numbers of the lines that read so.
fn lines(text: &str, wanted: &str) -> Vec<usize> {
    let lines = text.lines().enumerate().filter(|(_, line)| *line == wanted);
    lines.map(|(at, _)| at).collect()
}

/// Python of so many lines, with as many findings as are shown of a model.
fn python(count: usize) -> String {
    let functions = (count - 1) / 5;
    let mut text = "import os  # noqa: F401\n".to_owned();
    for number in 0..functions {
        let faulty = number % (functions / 200).max(1) == 0;
        let body = if faulty { "unused = one" } else { "\"\"\"Adds.\"\"\"" };
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "def function_{number}(one: int, two: int) -> int:\n    {body}\n    \
             total = one + two\n    return total\n\n"
        );
    }
    text
}
