//! An editor with the file open: edits, requests, and how long each takes.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::Editor;
use crate::subject::Subject;

/// An editor with the file of a subject open.
pub struct Session<'a> {
    subject: &'a Subject,
    pub editor: Editor,
    version: i32,
    edits: usize,
}

impl<'a> Session<'a> {
    /// Starts the server and opens the file. Gives how long it took until its findings were there.
    pub fn open(subject: &'a Subject) -> (Self, Duration) {
        let (mut editor, _) = Editor::start(subject.command(), &subject.folder);
        let document = json!({
            "uri": subject.uri(),
            "languageId": subject.language,
            "version": 1,
            "text": subject.text,
        });
        let start = editor.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        let screen = editor.published(1);
        assert!(!screen.findings.is_empty(), "the file has findings");
        let took = screen.at - start;
        (Self { subject, editor, version: 1, edits: 0 }, took)
    }

    /// Sends the next edit, and gives when.
    pub fn edit(&mut self) -> Instant {
        let change = self.subject.edit(self.edits);
        self.edits += 1;
        self.version += 1;
        let params = json!({
            "textDocument": { "uri": self.subject.uri(), "version": self.version },
            "contentChanges": [change],
        });
        self.editor.notify("textDocument/didChange", &params)
    }

    /// Waits until the findings of the last edit are there, and gives when they were. They must be
    /// others than those before.
    pub fn settle(&mut self) -> Instant {
        self.editor.published(self.version).at
    }

    /// How long it takes from an edit to its findings.
    pub fn edit_and_settle(&mut self) -> Duration {
        let before = self.editor.screen.take();
        let start = self.edit();
        let after = self.editor.published(self.version);
        let same = before.is_some_and(|before| before.findings == after.findings);
        assert!(!same, "every edit changes the findings");
        after.at - start
    }

    /// How long a request takes about its n-th place. Nothing, if the server does not answer it.
    pub fn question(&mut self, request: &str, number: usize) -> Option<Duration> {
        let place = self.subject.place(request, number)?;
        let (start, id) = self.editor.ask(&format!("textDocument/{request}"), &place);
        let (at, answer) = self.editor.answer(id);
        let answer: Value = serde_json::from_slice(&answer).expect("an answer is JSON");
        assert!(answer.get("result").is_some_and(|it| !it.is_null()), "{request}: {answer}");
        Some(at - start)
    }

    /// The same in the middle of so many edits, sent without waiting for anything.
    pub fn question_in_burst(
        &mut self,
        request: &str,
        number: usize,
        edits: usize,
    ) -> Option<Duration> {
        let place = self.subject.place(request, number)?;
        for _ in 0..edits / 2 {
            self.edit();
        }
        let (start, id) = self.editor.ask(&format!("textDocument/{request}"), &place);
        for _ in edits / 2..edits {
            self.edit();
        }
        let (at, _) = self.editor.answer(id);
        // The text may be what it was before them, of which nothing would be sent; after one more
        // it is not.
        self.edit();
        self.settle();
        Some(at - start)
    }

    /// What the editor has to know of the semantic tokens before it can ask what has changed.
    pub fn tokens(&mut self) -> String {
        let about = json!({ "textDocument": { "uri": self.subject.uri() } });
        let (_, id) = self.editor.ask("textDocument/semanticTokens/full", &about);
        result_id(&self.editor.answer(id).1)
    }

    /// How long it takes from an edit to what it changes of the semantic tokens.
    pub fn edit_and_tokens(&mut self, known: &mut String) -> Duration {
        let start = self.edit();
        let params = json!({
            "textDocument": { "uri": self.subject.uri() },
            "previousResultId": known,
        });
        let (_, id) = self.editor.ask("textDocument/semanticTokens/full/delta", &params);
        let (at, answer) = self.editor.answer(id);
        *known = result_id(&answer);
        self.settle();
        at - start
    }
}

fn result_id(answer: &[u8]) -> String {
    let answer: Value = serde_json::from_slice(answer).expect("an answer is JSON");
    let id = answer["result"]["resultId"].as_str();
    id.expect("semantic tokens of which changes can be told").to_owned()
}
