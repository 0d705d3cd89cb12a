//! A client of the language server: one process, two pipes, and a list of what has not been looked
//! at yet.

use std::collections::VecDeque;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tower_lsp::ls_types::notification::{Notification, PublishDiagnostics};
use tower_lsp::ls_types::request::Request;
use tower_lsp::ls_types::{PublishDiagnosticsParams, ServerCapabilities};

use crate::frames;

/// After so long a test that waits has failed. Far beyond anything a sound server needs.
const DEADLINE: Duration = Duration::from_secs(60);

/// A running server, seen from its client. It is killed when this is dropped.
pub struct Client {
    /// None once somebody else waits for its end.
    process: Option<Child>,
    input: Option<Input>,
    messages: Receiver<Result<Value, String>>,
    unseen: VecDeque<Value>,
    last_id: i64,
    gate: Arc<Gate>,
}

/// The server's input, written by a thread so that a server that stops reading is noticed.
struct Input {
    bytes: Sender<Vec<u8>>,
    written: Receiver<std::io::Result<()>>,
}

impl Input {
    fn new(mut pipe: ChildStdin) -> Self {
        let (bytes, waiting) = mpsc::channel::<Vec<u8>>();
        let (done, written) = mpsc::channel();
        std::thread::spawn(move || {
            for bytes in waiting {
                if done.send(pipe.write_all(&bytes).and_then(|()| pipe.flush())).is_err() {
                    return;
                }
            }
        });
        Self { bytes, written }
    }

    fn write(&self, bytes: &[u8]) {
        self.bytes.send(bytes.to_vec()).expect("the thread that writes lives");
        let written = self.written.recv_timeout(DEADLINE).expect("the server stopped reading");
        written.expect("the server's input is open");
    }
}

/// Whether the client reads what the server writes.
#[derive(Default)]
struct Gate {
    held_back: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    fn set(&self, held_back: bool) {
        *self.held_back.lock().expect("no thread panics while it holds this") = held_back;
        self.opened.notify_all();
    }

    fn pass(&self) {
        let held_back = self.held_back.lock().expect("no thread panics while it holds this");
        let passed = self.opened.wait_while(held_back, |held_back| *held_back);
        drop(passed.expect("no thread panics while it holds this"));
    }
}

/// What a client says first, with these capabilities.
pub fn initialize_params(capabilities: &Value) -> Value {
    json!({ "processId": null, "rootUri": null, "capabilities": capabilities })
}

/// The folder of the tests for what a server keeps for its user: beside the folder of the binary.
pub fn cache(binary: &str) -> PathBuf {
    let target =
        Path::new(binary).ancestors().nth(2).expect("the binary lies in a folder of cargo");
    target.join("tmp").join("cache")
}

impl Client {
    /// Starts the server and says nothing.
    pub fn spawn(binary: &str) -> Self {
        let mut process = Command::new(binary)
            .arg("lsp")
            .env("XDG_CACHE_HOME", cache(binary))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the binary runs");
        let output = process.stdout.take().expect("it is a pipe");
        let (sender, messages) = mpsc::channel();
        let gate = Arc::new(Gate::default());
        let passed = Arc::clone(&gate);
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = frames::read_frame(&mut output).transpose() {
                let failed = message.is_err();
                if sender.send(message).is_err() || failed {
                    return;
                }
                passed.pass();
            }
        });
        let input = process.stdin.take().map(Input::new);
        Self { process: Some(process), input, messages, unseen: VecDeque::new(), last_id: 0, gate }
    }

    /// Starts the server and shakes hands, as a client that can do nothing special.
    pub fn start(binary: &str) -> Self {
        Self::start_with(binary, &initialize_params(&json!({}))).0
    }

    /// Starts the server and shakes hands in these words.
    pub fn start_with(binary: &str, params: &Value) -> (Self, ServerCapabilities) {
        let mut client = Self::spawn(binary);
        let result = client.call("initialize", params);
        client.notify("initialized", &json!({}));
        let offered = serde_json::from_value(result["capabilities"].clone());
        (client, offered.expect("capabilities"))
    }

    /// The number of the server's process.
    pub fn process_id(&self) -> u32 {
        self.process.as_ref().expect("nobody else waits for it").id()
    }

    /// Writes bytes as they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        self.input.as_ref().expect("the client has not closed it").write(bytes);
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        self.send_bytes(&frames::frame(message));
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and gives its number.
    pub fn request(&mut self, method: &str, params: &Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for the reply to a request: the whole message.
    pub fn reply(&mut self, id: i64) -> Value {
        self.wait_for(&format!("the reply to {id}"), |message| {
            message.get("method").is_none() && message["id"] == json!(id)
        })
    }

    /// Waits for a reply to nobody in particular: the whole message.
    pub fn reply_to_nobody(&mut self) -> Value {
        self.wait_for("a reply with the id null", |message| {
            message.get("method").is_none() && message.get("id") == Some(&Value::Null)
        })
    }

    /// Asks and waits for the result. Panics if it is an error.
    pub fn call(&mut self, method: &str, params: &Value) -> Value {
        let id = self.request(method, params);
        let reply = self.reply(id);
        reply.get("result").unwrap_or_else(|| panic!("{method}: {reply}")).clone()
    }

    /// Asks and waits for the code of the error. Panics if it is none.
    pub fn call_in_vain(&mut self, method: &str, params: &Value) -> i64 {
        let id = self.request(method, params);
        let reply = self.reply(id);
        reply["error"]["code"].as_i64().unwrap_or_else(|| panic!("{method}: {reply}"))
    }

    /// Asks in the protocol's own types. Panics if the result is not of them.
    pub fn ask<R: Request>(&mut self, params: &Value) -> R::Result {
        let params: R::Params = serde_json::from_value(params.clone()).expect("sound parameters");
        let params = serde_json::to_value(params).expect("parameters are JSON");
        let result = self.call(R::METHOD, &params);
        serde_json::from_value(result.clone())
            .unwrap_or_else(|error| panic!("{}: {error}: {result}", R::METHOD))
    }

    /// Opens a document at version 1.
    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "tm", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Changes a document.
    pub fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", &params);
    }

    /// Closes a document.
    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    }

    /// Waits for the next list of findings that answers the condition, passing over others.
    pub fn findings(
        &mut self,
        wanted: impl Fn(&PublishDiagnosticsParams) -> bool,
    ) -> PublishDiagnosticsParams {
        loop {
            let params = self.notification(PublishDiagnostics::METHOD);
            let params: PublishDiagnosticsParams =
                serde_json::from_value(params).expect("findings of the protocol");
            if wanted(&params) {
                return params;
            }
        }
    }

    /// Waits for the next notification of the method and gives its parameters.
    pub fn notification(&mut self, method: &str) -> Value {
        let message = self.wait_for(method, |message| {
            message["method"] == json!(method) && message.get("id").is_none()
        });
        message["params"].clone()
    }

    /// Waits for the next request of the server and gives its id and parameters.
    pub fn asked(&mut self, method: &str) -> (Value, Value) {
        let message = self.wait_for(method, |message| {
            message["method"] == json!(method) && message.get("id").is_some()
        });
        (message["id"].clone(), message["params"].clone())
    }

    /// Answers a request of the server.
    pub fn answer(&mut self, id: &Value, result: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
    }

    /// Messages that have arrived and that no wait has taken; does not wait for more.
    pub fn unseen(&mut self) -> Vec<Value> {
        while let Ok(message) = self.messages.try_recv() {
            self.unseen.push_back(message.expect("the server writes sound messages"));
        }
        self.unseen.iter().cloned().collect()
    }

    /// The next message of the server, whatever it is; waits for it.
    pub fn next_message(&mut self) -> Value {
        self.wait_for("a message", |_| true)
    }

    /// The next message of the server, if one arrives so soon.
    pub fn next_message_within(&mut self, time: Duration) -> Option<Value> {
        if let Some(message) = self.unseen.pop_front() {
            return Some(message);
        }
        match self.messages.recv_timeout(time) {
            Ok(message) => Some(message.expect("the server writes sound messages")),
            Err(_) => None,
        }
    }

    /// A message of the server that has arrived, whatever it is; does not wait.
    pub fn next_unseen(&mut self) -> Option<Value> {
        self.unseen();
        self.unseen.pop_front()
    }

    /// Stops reading, after at most one more message.
    pub fn hold_back(&self) {
        self.gate.set(true);
    }

    /// Reads on.
    pub fn read_on(&self) {
        self.gate.set(false);
    }

    /// Closes the server's input.
    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// Waits until the server has ended by itself.
    pub fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + DEADLINE;
        loop {
            match self.messages.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(message) => {
                    self.unseen.push_back(message.expect("the server writes sound messages"));
                }
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
                Err(mpsc::RecvTimeoutError::Timeout) => panic!("the server does not end"),
            }
        }
        let process = self.process.as_mut().expect("nobody else waits for it");
        process.wait().expect("the process can be waited for")
    }

    /// Closes the server's input and waits until it has ended, without reading what it writes.
    pub fn ended_unread(mut self) -> ExitStatus {
        let mut process = self.process.take().expect("nobody else waits for it");
        self.input = None;
        let (sender, ended) = mpsc::channel();
        std::thread::spawn(move || sender.send(process.wait()));
        let ended = ended.recv_timeout(DEADLINE).expect("the server does not end");
        ended.expect("the process can be waited for")
    }

    /// Ends the session as the protocol asks, and gives the exit status.
    pub fn finish(mut self) -> Option<i32> {
        self.call("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        self.ended().code()
    }

    fn wait_for(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unseen.iter().position(&wanted) {
            return self.unseen.remove(at).expect("it was just found");
        }
        let deadline = Instant::now() + DEADLINE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.messages.recv_timeout(left) {
                Ok(Ok(message)) if wanted(&message) => return message,
                Ok(Ok(message)) => self.unseen.push_back(message),
                Ok(Err(error)) => panic!("waiting for {what}: the server wrote {error}"),
                Err(error) => panic!("waiting for {what}: {error}; unseen: {:?}", self.unseen),
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            // It may have ended already.
            let _ = process.kill();
            let _ = process.wait();
        }
        // Threads that read or write go on to their end.
        self.gate.set(false);
    }
}
