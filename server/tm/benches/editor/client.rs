//! An editor that measures: a server's process, two pipes, and the moment at which each message was
//! there.
//!
//! Invariants:
//! - A thread does nothing but read: it notes the time when the last byte of a message has arrived,
//!   and no JSON is looked at before that.
//! - What is sent is put into bytes before the time is taken.
//! - Whatever the server asks is answered with `null`.
//!
//! Not for: tests. The client of `tests/support` looks at every message and keeps it.

use std::borrow::Cow;
use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};
use tm_tests::{body, cache, frame};

use crate::process;

/// After so long a server has failed. A peer may take its time.
const DEADLINE: Duration = Duration::from_secs(120);

/// A running server, seen from its editor. It is killed when this is dropped.
pub struct Editor {
    process: Child,
    input: ChildStdin,
    messages: Receiver<(Instant, Vec<u8>)>,
    last_id: i64,
    /// The findings that are on the screen, with the version of the document they belong to.
    pub screen: Option<Published>,
}

/// A list of findings that the server sent.
pub struct Published {
    /// When it was there.
    pub at: Instant,
    /// The version of the document.
    pub version: i32,
    /// The findings.
    pub findings: Vec<Finding>,
}

/// As much of a finding as tells it from others.
#[derive(PartialEq, Deserialize)]
pub struct Finding {
    range: tower_lsp::ls_types::Range,
    message: String,
}

/// What of a message tells what it is.
#[derive(Deserialize)]
struct Head<'a> {
    id: Option<Value>,
    #[serde(borrow)]
    method: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Publication {
    params: PublicationParams,
}

#[derive(Deserialize)]
struct PublicationParams {
    version: Option<i32>,
    diagnostics: Vec<Finding>,
}

impl Editor {
    /// Starts a server in a folder and shakes hands. Gives how long that took, from before the
    /// start of the process to the answer.
    pub fn start(mut command: Command, folder: &std::path::Path) -> (Self, Duration) {
        command
            .current_dir(folder)
            .env("XDG_CACHE_HOME", cache(env!("CARGO_BIN_EXE_tm")))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let params = initialize(folder);
        let request =
            json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params });
        let request = frame(&request);
        let start = Instant::now();
        let mut process = command.spawn().expect("the server starts");
        let mut input = process.stdin.take().expect("it is a pipe");
        let output = process.stdout.take().expect("it is a pipe");
        let (sender, messages) = mpsc::channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Ok(Some(message)) = body(&mut output) {
                if sender.send((Instant::now(), message)).is_err() {
                    return;
                }
            }
        });
        input.write_all(&request).expect("the server reads");
        let mut editor = Self { process, input, messages, last_id: 0, screen: None };
        let (at, _) = editor.answer(0);
        editor.notify("initialized", &json!({}));
        (editor, at - start)
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: &Value) -> Instant {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    /// Asks, and gives when, and the number of the request.
    pub fn ask(&mut self, method: &str, params: &Value) -> (Instant, i64) {
        self.last_id += 1;
        let id = self.last_id;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        (self.send(&message), id)
    }

    /// Sends a message and gives when its first byte was written.
    fn send(&mut self, message: &Value) -> Instant {
        let bytes = frame(message);
        let start = Instant::now();
        self.input.write_all(&bytes).expect("the server reads");
        start
    }

    /// Waits for the answer to a request: when it was there, and all of it.
    pub fn answer(&mut self, id: i64) -> (Instant, Vec<u8>) {
        let id = json!(id);
        loop {
            let (at, message, answers) = self.next();
            if answers.as_ref() == Some(&id) {
                return (at, message);
            }
        }
    }

    /// Waits for the findings of a version of the document, or of a later one.
    pub fn published(&mut self, version: i32) -> &Published {
        while self.screen.as_ref().is_none_or(|screen| screen.version < version) {
            self.next();
        }
        self.screen.as_ref().expect("the loop has seen it")
    }

    /// The next message, and which request it answers.
    fn next(&mut self) -> (Instant, Vec<u8>, Option<Value>) {
        let (at, message) =
            self.messages.recv_timeout(DEADLINE).expect("the server says what is waited for");
        let head: Head = serde_json::from_slice(&message).expect("a message is JSON");
        let (asks, id) = (head.method, head.id);
        if asks.as_deref() == Some("textDocument/publishDiagnostics") {
            let it: Publication = serde_json::from_slice(&message).expect("a list of findings");
            let (version, findings) = (it.params.version, it.params.diagnostics);
            // Lists without a version are those of other files.
            if let Some(version) = version {
                self.screen = Some(Published { at, version, findings });
            }
            return (at, message, None);
        }
        if asks.is_none() {
            return (at, message, id);
        }
        if let Some(id) = id {
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
        }
        (at, message, None)
    }

    /// The memory of the server, if the system tells.
    pub fn memory(&self) -> Option<process::Memory> {
        process::memory(self.process.id())
    }

    /// The processor time that the server has used, if the system tells.
    pub fn processor_time(&self) -> Option<Duration> {
        process::processor_time(self.process.id())
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What an editor says first: that it can do what the common ones can, and that it is sent findings.
fn initialize(folder: &std::path::Path) -> Value {
    let uri = format!("file://{}", folder.display());
    json!({
        "processId": std::process::id(),
        "rootUri": uri,
        "workspaceFolders": [{ "uri": uri, "name": "bench" }],
        "capabilities": {
            "workspace": { "workspaceEdit": { "documentChanges": true } },
            "textDocument": {
                "publishDiagnostics": {
                    "relatedInformation": true,
                    "codeDescriptionSupport": true,
                    "versionSupport": true,
                    "tagSupport": { "valueSet": [1, 2] },
                },
                "hover": { "contentFormat": ["markdown", "plaintext"] },
                "definition": { "linkSupport": true },
                "completion": { "completionItem": {
                    "snippetSupport": true,
                    "documentationFormat": ["markdown", "plaintext"],
                    "resolveSupport": { "properties": ["documentation", "additionalTextEdits"] },
                } },
                "semanticTokens": {
                    "requests": { "full": { "delta": true } },
                    "tokenTypes": [
                        "namespace", "type", "class", "enum", "interface", "struct",
                        "typeParameter", "parameter", "variable", "property", "enumMember",
                        "event", "function", "method", "macro", "keyword", "modifier", "comment",
                        "string", "number", "regexp", "operator", "decorator",
                    ],
                    "tokenModifiers": ["declaration", "definition", "readonly", "deprecated"],
                    "formats": ["relative"],
                },
            },
        },
    })
}
