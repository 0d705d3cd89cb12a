//! A session of a real Neovim is played back, and every answer is what it was.
//!
//! `record` writes `neovim.jsonl`: a line for each message, with who sent it. Here the client's side
//! is sent once more, in order. Each request waits for its answer before the next message goes out,
//! since an answer depends only on what was sent before it.
//!
//! What may differ is put aside: folders, the version, the numbers of answers. What depends on
//! how fast either side was is not compared: requests that were cancelled, the news of work under
//! way, requests to fetch something again, and findings of a text that had changed meanwhile.
//!
//! `UPDATE_EXPECT=1 cargo test -p tm --test lsp recorded` accepts what the server says now.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tm_tests::{Client, cache};

use crate::TM;
use crate::workspace::Folder;

/// How long findings are waited for. Only those that are no longer the same need so long.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many differences are told.
const TOLD: usize = 30;

fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/lsp/recorded")
}

/// A message of a recording.
struct Line {
    is_client: bool,
    message: Value,
}

impl Line {
    fn method(&self) -> &str {
        self.message["method"].as_str().unwrap_or_default()
    }

    fn is_request(&self) -> bool {
        !self.method().is_empty() && !self.message["id"].is_null()
    }

    fn written(&self) -> String {
        let from = if self.is_client { "client" } else { "server" };
        json!({ from: self.message }).to_string()
    }
}

fn read(text: &str) -> Vec<Line> {
    let lines = text.lines().map(|line| {
        let mut line: Value = serde_json::from_str(line).expect("a recording has lines of JSON");
        let is_client = line.get("client").is_some();
        let message = line[if is_client { "client" } else { "server" }].take();
        Line { is_client, message }
    });
    lines.collect()
}

/// Texts that stand for others: in what is sent one way, and in what comes back the other.
struct Places(Vec<(&'static str, String)>);

impl Places {
    fn filled(&self, value: &Value) -> Value {
        let mut text = value.to_string();
        for (placeholder, place) in &self.0 {
            text = text.replace(placeholder, place);
        }
        serde_json::from_str(&text).expect("a path breaks no JSON")
    }

    fn emptied(&self, value: &Value) -> Value {
        let mut text = value.to_string();
        for (placeholder, place) in &self.0 {
            text = text.replace(place, placeholder);
        }
        let mut value = serde_json::from_str(&text).expect("a placeholder breaks no JSON");
        put_aside(&mut value);
        value
    }
}

/// Replaces what may be another with every version or session.
fn put_aside(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(put_aside),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if key == "resultId" => *text = "…".to_owned(),
                    Value::Object(server) if key == "serverInfo" => {
                        server.insert("version".to_owned(), json!("…"));
                    }
                    Value::String(text) => *text = without_digest(text),
                    _ => put_aside(value),
                }
            }
        }
        Value::String(text) => *text = without_digest(text),
        _ => {}
    }
}

/// A path without the version and digest of a folder in the cache: `packs-0.1.0-0123456789abcdef`.
fn without_digest(text: &str) -> String {
    let mut text = text.to_owned();
    for folder in ["/packs-", "/checks-"] {
        let Some(start) = text.find(&format!("$CACHE/tm{folder}")) else { continue };
        let start = start + "$CACHE/tm".len() + folder.len();
        let end = text[start..].find('/').map_or(text.len(), |length| start + length);
        text.replace_range(start..end, "…");
    }
    text
}

/// A session that is played back.
struct Player {
    client: Client,
    places: Places,
    replies: BTreeMap<i64, Value>,
    /// What the server asked and nobody has answered yet: method, and the number it gave.
    asked: Vec<(String, Value)>,
    /// The last findings of each document.
    shown: BTreeMap<String, Value>,
    /// What was told people.
    told: Vec<Value>,
    /// The numbers of answers that later ones follow, by what they are of: then and now.
    numbers: BTreeMap<(&'static str, String), String>,
    differences: Vec<String>,
}

impl Player {
    fn take(&mut self, message: Value) {
        let method = message["method"].as_str().unwrap_or_default().to_owned();
        match (method.as_str(), message.get("id")) {
            ("", Some(id)) => {
                let id = id.as_i64().expect("the number of a request");
                self.replies.insert(id, message);
            }
            ("textDocument/publishDiagnostics", None) => {
                let params = self.places.emptied(&message["params"]);
                let uri = params["uri"].as_str().unwrap_or_default().to_owned();
                self.shown.insert(uri, params);
            }
            ("window/showMessage", None) => self.told.push(self.places.emptied(&message["params"])),
            (method, Some(id)) if is_refresh(method) => self.client.answer(id, &Value::Null),
            (_, Some(id)) => self.asked.push((method, id.clone())),
            _ => {}
        }
    }

    fn reply(&mut self, id: i64) -> Value {
        while !self.replies.contains_key(&id) {
            let message = self.client.next_message();
            self.take(message);
        }
        self.replies.remove(&id).expect("it was just found")
    }

    /// Waits until the server asks something of that kind, and answers.
    fn answer(&mut self, method: &str, answer: &Value) {
        loop {
            if let Some(at) = self.asked.iter().position(|(asked, _)| asked == method) {
                let (_, id) = self.asked.remove(at);
                return self.client.answer(&id, &self.places.filled(answer));
            }
            let message = self.client.next_message();
            self.take(message);
        }
    }

    /// The findings of a document once they are as expected, or those that are there after a while.
    fn findings(&mut self, expected: &Value) -> Value {
        let uri = expected["uri"].as_str().unwrap_or_default();
        let deadline = Instant::now() + PATIENCE;
        loop {
            let shown = self.shown.get(uri);
            if shown.is_some_and(|shown| shown["diagnostics"] == expected["diagnostics"]) {
                return expected.clone();
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match self.client.next_message_within(left) {
                Some(message) => self.take(message),
                None => return self.shown.get(uri).cloned().unwrap_or_default(),
            }
        }
    }

    fn request(&mut self, line: &Line) -> Value {
        let mut message = self.places.filled(&line.message);
        if let Some(Value::String(number)) = message.pointer_mut("/params/previousResultId")
            && let Some(now) = self.numbers.get(&(numbered(line.method()), number.clone()))
        {
            *number = now.clone();
        }
        self.client.send(&message);
        self.reply(message["id"].as_i64().expect("a number"))
    }

    fn compare(&mut self, about: &str, then: &Value, now: &Value) {
        differences(then, now, "", &mut |place, then, now| {
            self.differences.push(format!("{about}\n  {place}\n  - {then}\n  + {now}"));
        });
    }
}

/// What the number of an answer is of.
fn numbered(method: &str) -> &'static str {
    if method.starts_with("textDocument/semanticTokens") { "tokens" } else { "findings" }
}

fn is_refresh(method: &str) -> bool {
    method.starts_with("workspace/") && method.ends_with("/refresh")
}

/// Tells where two values differ, each place once.
fn differences(then: &Value, now: &Value, at: &str, tell: &mut impl FnMut(&str, &Value, &Value)) {
    match (then, now) {
        _ if then == now => {}
        (Value::Object(old), Value::Object(new)) => {
            let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            for key in keys {
                let value = |of: &serde_json::Map<_, _>| of.get(key).cloned().unwrap_or_default();
                differences(&value(old), &value(new), &format!("{at}/{key}"), tell);
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (number, (old, new)) in old.iter().zip(new).enumerate() {
                differences(old, new, &format!("{at}/{number}"), tell);
            }
        }
        _ => tell(at, then, now),
    }
}

/// What of a request a reader wants to see: its method, and where it was asked.
fn about(number: usize, message: &Value) -> String {
    let mut text = format!("line {}: {}", number + 1, message["method"].as_str().unwrap_or("?"));
    let params = &message["params"];
    for part in ["position", "range", "query", "newName", "command"] {
        if !params[part].is_null() {
            let _ = write!(text, " {part} {}", params[part]);
        }
    }
    text
}

/// The lines with findings that are what they must be once all before them was sent: of the last
/// version, and the last of their document before the client tells something new.
fn settled_findings(lines: &[Line]) -> BTreeSet<usize> {
    let mut settled = BTreeSet::new();
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    let mut versions: BTreeMap<String, Value> = BTreeMap::new();
    for (number, line) in lines.iter().enumerate() {
        let document = &line.message["params"]["textDocument"];
        let uri = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        match line.method() {
            "textDocument/publishDiagnostics" => {
                let params = &line.message["params"];
                let version = versions.get(&uri(&params["uri"])).unwrap_or(&Value::Null);
                match *version == params["version"] {
                    true => last.insert(uri(&params["uri"]), number),
                    false => last.remove(&uri(&params["uri"])),
                };
            }
            "textDocument/didOpen"
            | "textDocument/didChange"
            | "textDocument/didClose"
            | "textDocument/didSave"
            | "workspace/didChangeConfiguration"
            | "shutdown" => {
                settled.extend(std::mem::take(&mut last).into_values());
                if line.method() == "textDocument/didClose" {
                    versions.remove(&uri(&document["uri"]));
                } else if let Some(version) = document.get("version") {
                    versions.insert(uri(&document["uri"]), version.clone());
                }
            }
            _ => {}
        }
    }
    settled
}

/// Plays the client's side, and gives the recording with the server's side of now.
fn play(lines: &mut [Line], player: &mut Player) {
    let settled = settled_findings(lines);
    let cancelled: BTreeSet<String> = lines
        .iter()
        .filter(|line| line.is_client && line.method() == "$/cancelRequest")
        .map(|line| line.message["params"]["id"].to_string())
        .collect();
    let asked: BTreeMap<String, String> = lines
        .iter()
        .filter(|line| !line.is_client && line.is_request())
        .map(|line| (line.message["id"].to_string(), line.method().to_owned()))
        .collect();
    let mut answers: BTreeMap<String, (usize, Value)> = BTreeMap::new();
    for number in 0..lines.len() {
        let line = &lines[number];
        let id = line.message["id"].to_string();
        match (line.is_client, line.method()) {
            (true, "") => {
                let method = asked.get(&id).expect("an answer follows its question");
                if !is_refresh(method) {
                    player.answer(method, &line.message["result"]);
                }
            }
            (true, "$/cancelRequest") => {}
            (true, "exit") => {
                // An editor may say more, to nobody.
                player.client.notify("exit", &Value::Null);
                return;
            }
            (true, _) if line.is_request() => {
                let reply = player.request(line);
                answers.insert(id, (number, reply));
            }
            (true, _) => player.client.send(&player.places.filled(&line.message)),
            (false, "") => {
                let (asked, reply) = answers.remove(&id).expect("a question before its answer");
                let question = &lines[asked];
                let number_of = |of: &Value| of["result"]["resultId"].as_str().map(str::to_owned);
                if let Some((then, now)) = number_of(&line.message).zip(number_of(&reply)) {
                    player.numbers.insert((numbered(question.method()), then), now);
                }
                let now = player.places.emptied(&reply);
                if cancelled.contains(&id) {
                    continue;
                }
                let mut then = line.message.clone();
                put_aside(&mut then);
                player.compare(&about(asked, &question.message), &then, &now);
                let mut kept = now;
                // The number that the client gives back stays the one it got.
                if let Some(then) = line.message["result"].get("resultId") {
                    kept["result"]["resultId"] = then.clone();
                }
                lines[number].message = kept;
            }
            (false, "textDocument/publishDiagnostics") if settled.contains(&number) => {
                let mut then = line.message["params"].clone();
                put_aside(&mut then);
                let now = player.findings(&then);
                player.compare(&format!("line {}: findings", number + 1), &then, &now);
                lines[number].message["params"] = now;
            }
            (false, "window/showMessage") => {
                while player.told.is_empty() {
                    let message = player.client.next_message();
                    player.take(message);
                }
                let (then, now) = (line.message["params"].clone(), player.told.remove(0));
                player.compare(&format!("line {}: a message", number + 1), &then, &now);
                lines[number].message["params"] = now;
            }
            _ => {}
        }
    }
}

#[test]
fn a_session_of_neovim_is_answered_as_it_was() {
    let path = files().join("neovim.jsonl");
    let text = fs::read_to_string(&path).expect("a recording");
    let mut lines = read(&text);
    assert!(lines.len() >= 300, "{} messages are too few to tell much", lines.len());
    let edits = lines.iter().filter(|line| line.method() == "textDocument/didChange").count();
    assert!(edits >= 50, "{edits} edits are too few to tell much");

    let folder = Folder::new("recorded", &[]);
    for file in ["tm.toml", "shop.tm", "house.tm"] {
        let from = files().join("workspace").join(file);
        fs::copy(from, folder.path().join(file)).expect("copied");
    }
    let root = folder.path().display().to_string();
    let kept = cache(TM).canonicalize().unwrap_or_else(|_| cache(TM)).display().to_string();
    let places = Places(vec![("$CACHE", kept), ("$ROOT", root)]);
    let mut player = Player {
        client: Client::spawn(TM),
        places,
        replies: BTreeMap::new(),
        asked: Vec::new(),
        shown: BTreeMap::new(),
        told: Vec::new(),
        numbers: BTreeMap::new(),
        differences: Vec::new(),
    };
    play(&mut lines, &mut player);
    assert_eq!(player.client.ended().code(), Some(0));

    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let lines = lines.iter().map(|line| line.written() + "\n");
        fs::write(&path, lines.collect::<String>()).expect("written");
        return;
    }
    let differences = player.differences;
    let told = differences[..differences.len().min(TOLD)].join("\n");
    assert!(
        differences.is_empty(),
        "the server says something else now, in {} places:\n{told}\n\n\
         If that is meant: UPDATE_EXPECT=1 cargo test -p tm --test lsp recorded",
        differences.len()
    );
}
