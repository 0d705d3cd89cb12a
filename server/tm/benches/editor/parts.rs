//! A model in a hundred files, of which one name that all of them use is changed.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tm_tests::synthetic::{Size, model};

use crate::client::Editor;
use crate::statistics::Times;

/// About 50,000 lines.
const SIZE: Size = Size { elements: 5_000, flows: 7_500, zones: 250 };
const FILES: usize = 100;
/// Every zone has a store that holds it, and every twentieth flow carries it.
const NAME: &str = "data-9";

/// How long the rename takes.
pub fn rename(folder: &Path) -> Option<String> {
    let texts = parts();
    std::fs::create_dir_all(folder).expect("a folder for the files");
    std::fs::write(folder.join("tm.toml"), "").expect("written");
    for (number, text) in texts.iter().enumerate() {
        std::fs::write(folder.join(format!("part-{number}.tm")), text).expect("written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_tm"));
    command.arg("lsp");
    let (mut editor, _) = Editor::start(command, folder);
    let uri = format!("file://{}", folder.join("part-0.tm").display());
    let document = json!({ "uri": uri, "languageId": "tm", "version": 1, "text": texts[0] });
    editor.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    editor.published(1);
    let line = texts[0].lines().position(|line| line.contains(NAME)).expect("it is declared");
    let params = json!({
        "textDocument": { "uri": uri },
        "position": { "line": line, "character": "asset d".len() },
        "newName": "data-of-customers",
    });
    let times = Times::of(50, |_| {
        let (start, id) = editor.ask("textDocument/rename", &params);
        let (at, answer) = editor.answer(id);
        let answer: Value = serde_json::from_slice(&answer).expect("an answer is JSON");
        let changed = answer["result"]["documentChanges"].as_array().map_or(0, Vec::len);
        assert_eq!(changed, FILES, "each file uses the name: {}", answer["error"]);
        Some(at - start)
    })?;
    Some(times.percentiles())
}

/// The items of a large model, in their order, in so many files of about the same length.
fn parts() -> Vec<String> {
    let whole = model(SIZE);
    let lines: Vec<&str> = whole.lines().collect();
    let mut texts = vec![String::new()];
    for (count, line) in lines.iter().enumerate() {
        let begins = line.starts_with("zone ") || line.starts_with("flow ");
        if begins && count >= texts.len() * lines.len() / FILES && texts.len() < FILES {
            texts.push("model big\n".to_owned());
        }
        let text = texts.last_mut().expect("there is one from the start");
        text.push_str(line);
        text.push('\n');
    }
    texts
}
