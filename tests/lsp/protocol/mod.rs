//! A session in which every message of the server is looked at.
//!
//! - It is in the protocol's types, and nothing of it is lost when it is written again from them
//!   (`types`), so a field that the protocol does not know is found.
//! - It needs nothing of the client that the client did not announce (`announced`).
//! - Every request gets exactly one answer: a result, or one of the protocol's errors, and never that
//!   of a fault of the server.
//!
//! The client answers what the server asks as a friendly one would. What is wrong is collected, and
//! told when the session is finished.

mod announced;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tm_tests::{Client, Units};

use announced::Announced;

/// The errors of the protocol that a request may be answered with. Not −32603, which is a fault of
/// the server; nor −32801, after which clients drop what they show, though every answer here is right
/// for the text that it was asked about.
const ERRORS: [i64; 5] = [-32803, -32800, -32602, -32601, -32600];

/// A client that looks at everything it is sent.
pub struct Session {
    /// The client. What is sent with it is not accounted for.
    pub client: Client,
    /// What the server offers.
    pub offered: Value,
    /// The units of columns that were agreed on.
    pub units: Units,
    /// The requests of the server, by method, in order.
    pub served: Vec<(String, Value)>,
    announced: Announced,
    waiting: BTreeMap<i64, String>,
    replies: BTreeMap<i64, Value>,
    told: Vec<Value>,
    tokens: BTreeSet<String>,
    settings: Value,
    faults: Vec<String>,
    /// The server was told to end, and reads no more.
    is_over: bool,
}

/// What a client says first: a profile, with a folder if there is one.
pub fn greeting(profile: &str, folder: Option<&str>) -> Value {
    let mut params: Value = serde_json::from_str(profile).expect("a profile is JSON");
    params["processId"] = Value::Null;
    params["rootUri"] = json!(folder);
    if let Some(folder) = folder {
        params["workspaceFolders"] = json!([{ "uri": folder, "name": "workspace" }]);
    }
    params["initializationOptions"] = json!({ "tm": { "today": "2026-11-21" } });
    params
}

impl Session {
    /// Shakes hands.
    pub fn start(params: &Value) -> Self {
        let mut session = Self {
            client: Client::spawn(crate::TM),
            offered: Value::Null,
            units: Units::Utf16,
            served: Vec::new(),
            announced: Announced::new(&params["capabilities"]),
            waiting: BTreeMap::new(),
            replies: BTreeMap::new(),
            told: Vec::new(),
            tokens: BTreeSet::new(),
            settings: json!({ "today": "2026-11-21" }),
            faults: Vec::new(),
            is_over: false,
        };
        let answer = session.ask("initialize", params);
        session.offered = answer["capabilities"].clone();
        session.units = Units::named(session.offered["positionEncoding"].as_str());
        session.client.notify("initialized", &json!({}));
        session
    }

    /// Sends a request and gives its number.
    pub fn request(&mut self, method: &str, params: &Value) -> i64 {
        for key in ["workDoneToken", "partialResultToken"] {
            if let Some(token) = params.get(key) {
                self.tokens.insert(token.to_string());
            }
        }
        let id = self.client.request(method, params);
        self.waiting.insert(id, method.to_owned());
        id
    }

    /// Waits for the answer to a request: the whole message.
    pub fn reply(&mut self, id: i64) -> Value {
        loop {
            if let Some(reply) = self.replies.remove(&id) {
                return reply;
            }
            let message = self.client.next_message();
            self.look_at(message);
        }
    }

    /// Waits for the answers to all requests, and forgets those that nobody waited for.
    pub fn settle(&mut self) {
        while !self.waiting.is_empty() {
            let message = self.client.next_message();
            self.look_at(message);
        }
        self.replies.clear();
    }

    /// Asks, and waits for the result. An error is a fault.
    pub fn ask(&mut self, method: &str, params: &Value) -> Value {
        let id = self.request(method, params);
        let reply = self.reply(id);
        if reply.get("error").is_some() {
            self.faults.push(format!("{method} of {params} is answered {}", reply["error"]));
        }
        reply["result"].clone()
    }

    /// Waits for a notification that answers the condition, passing over others.
    pub fn wait_for(&mut self, method: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let found = self
                .told
                .iter()
                .position(|message| message["method"] == method && wanted(&message["params"]));
            if let Some(at) = found {
                return self.told.remove(at)["params"].clone();
            }
            let message = self.client.next_message();
            self.look_at(message);
        }
    }

    /// Waits until the server has asked for something.
    pub fn serve(&mut self, method: &str) -> Value {
        loop {
            if let Some(at) = self.served.iter().position(|(served, _)| served == method) {
                return self.served.remove(at).1;
            }
            let message = self.client.next_message();
            self.look_at(message);
        }
    }

    /// The findings of a document once it has some that answer the condition: asked for where the
    /// server offers that, else waited for.
    pub fn findings(&mut self, uri: &str, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        if self.offered["diagnosticProvider"].is_object() {
            let params = json!({ "textDocument": { "uri": uri } });
            loop {
                let found = list(&self.ask("textDocument/diagnostic", &params)["items"]);
                if wanted(&found) {
                    return found;
                }
                // There was not all to know yet.
                self.serve("workspace/diagnostic/refresh");
            }
        }
        let params = self.wait_for("textDocument/publishDiagnostics", |params| {
            params["uri"] == uri && wanted(&list(&params["diagnostics"]))
        });
        list(&params["diagnostics"])
    }

    /// Looks at what has arrived, without waiting.
    pub fn look(&mut self) {
        while let Some(message) = self.client.next_unseen() {
            self.look_at(message);
        }
    }

    /// What is wrong so far, and no longer counts as such.
    pub fn take_faults(&mut self) -> Vec<String> {
        std::mem::take(&mut self.faults)
    }

    /// Ends the session as the protocol asks, and panics if anything was wrong in it.
    pub fn finish(mut self) {
        self.settle();
        self.ask("shutdown", &Value::Null);
        self.is_over = true;
        self.client.notify("exit", &Value::Null);
        let status = self.client.ended();
        self.look();
        assert_eq!(self.faults, Vec::<String>::new());
        assert_eq!(status.code(), Some(0));
    }

    fn look_at(&mut self, message: Value) {
        let method = message["method"].as_str().map(str::to_owned);
        let found = match (&method, message.get("id")) {
            (Some(method), Some(id)) => {
                let params = &message["params"];
                let found = types::request(method, params)
                    .and_then(|()| self.announced.request(method, params));
                let answer = self.friendly_answer(method, params);
                if !self.is_over {
                    self.client.answer(id, &answer);
                }
                self.served.push((method.clone(), params.clone()));
                found
            }
            (Some(method), None) => {
                let params = &message["params"];
                let found = types::notification(method, params)
                    .and_then(|()| self.is_not_told_twice(method))
                    .and_then(|()| self.announced.notification(method, params))
                    .and_then(|()| self.token_is_known(method, params));
                self.told.push(message.clone());
                found
            }
            (None, _) => self.take_reply(&message),
        };
        if let Err(fault) = found {
            self.faults.push(format!("{}: {fault}", method.unwrap_or_default()));
        }
    }

    fn take_reply(&mut self, message: &Value) -> Result<(), String> {
        let id = message["id"].as_i64().ok_or_else(|| format!("an answer to nobody: {message}"))?;
        let method =
            self.waiting.remove(&id).ok_or_else(|| format!("answered once more: {message}"))?;
        self.replies.insert(id, message.clone());
        let found = match (message.get("result"), message.get("error")) {
            (Some(result), None) => {
                types::result(&method, result).and_then(|()| self.announced.result(&method, result))
            }
            (None, Some(error)) => {
                let code = error["code"].as_i64();
                let is_known = code.is_some_and(|code| ERRORS.contains(&code));
                let says = error["message"].as_str().is_some_and(|message| !message.is_empty());
                if is_known && says { Ok(()) } else { Err(format!("is answered {error}")) }
            }
            _ => Err("is answered with neither or both of result and error".to_owned()),
        };
        found.map_err(|fault| format!("{method}: {fault}"))
    }

    fn token_is_known(&self, method: &str, params: &Value) -> Result<(), String> {
        match method == "$/progress" && !self.tokens.contains(&params["token"].to_string()) {
            true => Err(format!("{} is a token of nobody", params["token"])),
            false => Ok(()),
        }
    }

    /// A client that fetches findings is not sent them as well.
    fn is_not_told_twice(&self, method: &str) -> Result<(), String> {
        let fetches = !self.offered["diagnosticProvider"].is_null();
        match fetches && method == "textDocument/publishDiagnostics" {
            true => Err("the client fetches findings".to_owned()),
            false => Ok(()),
        }
    }

    fn friendly_answer(&mut self, method: &str, params: &Value) -> Value {
        match method {
            "workspace/configuration" => {
                let items = params["items"].as_array().map_or(0, Vec::len);
                json!(vec![self.settings.clone(); items])
            }
            "workspace/applyEdit" => json!({ "applied": true }),
            "window/showDocument" => json!({ "success": true }),
            "window/showMessageRequest" => params["actions"][0].clone(),
            "window/workDoneProgress/create" => {
                self.tokens.insert(params["token"].to_string());
                Value::Null
            }
            _ => Value::Null,
        }
    }
}
