//! Sessions of chance: documents are opened, edited, damaged and closed, and everything is asked at
//! any place of them, with what earlier answers were. The same seed is the same session.
//!
//! In the end each document is what a server that was only told its last text would have.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::{Value, json};
use tm_tests::{Mirror, Random};

use super::parameters::DAMAGED;
use super::requests::{ABLE, findings, questions, range};
use crate::protocol::{Session, greeting};
use crate::workspace::Folder;

/// The sessions that the suite plays; more with `TM_SESSIONS`, only one with `TM_SESSION`.
fn sessions() -> Range<u64> {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    match number("TM_SESSION") {
        Some(only) => only..only + 1,
        None => 0..number("TM_SESSIONS").unwrap_or(6),
    }
}

/// How many things happen in each.
const STEPS: usize = 300;

const TEXTS: [&str; 6] = [
    include_str!("../../../examples/blog/blog.tm"),
    include_str!("../../../examples/claims-portal/claims-portal.tm"),
    include_str!("../../../examples/claims-portal/flows.tm"),
    DAMAGED,
    "kb acme 1.0.0\nuse base 1.0\nthreat crowd: spoofing \"{p}\" for process p {\n  when p is web-app\n  severity: high\n}\n",
    "",
];

/// What a hand on the keys may leave behind.
const BITS: [&str; 24] = [
    "",
    " ",
    "\n",
    "\r\n",
    "\r",
    "{",
    "}",
    "\"",
    "`",
    "//",
    ":",
    "->",
    "?",
    "😀",
    "\u{feff}",
    "\u{0}",
    "e\u{301}",
    "model x\n",
    "use stride 1.0\n",
    "process app: web-app \"A\"\n",
    "flow 9 z: app -> data via https\n",
    "zone z {\n",
    "accept top on * \"x\"\n",
    "is not and (",
];

const PROFILES: [&str; 3] =
    [ABLE, include_str!("../profiles/neovim.json"), include_str!("../profiles/eglot.json")];

struct Play {
    random: Random,
    session: Session,
    documents: BTreeMap<String, Mirror>,
    names: Vec<String>,
    version: i32,
    /// What earlier answers were, to be given back.
    answers: Vec<Value>,
}

impl Play {
    fn step(&mut self) {
        match self.random.below(20) {
            0 => self.open(),
            1 if self.documents.len() > 1 => self.close(),
            2 => self.tell(),
            3..=8 => self.edit(),
            9 => self.give_back(),
            _ => self.ask(),
        }
    }

    fn name(&mut self) -> String {
        self.random.one_of(&self.names).clone()
    }

    /// A place that is most often one of the text.
    fn place(&mut self, name: &str) -> (usize, usize) {
        let (lines, width) = match self.documents.get(name) {
            Some(text) => {
                let lines = text.count_of_lines();
                (lines, text.width(self.random.below(lines)))
            }
            None => (10, 10),
        };
        let far = if self.random.one_in(30) { 1_000_000 } else { 0 };
        (self.random.below(lines + 2) + far, self.random.below(width + 3))
    }

    /// A place on the border of a character.
    fn border(&mut self, text: &Mirror) -> (usize, usize) {
        let line = self.random.below(text.count_of_lines() + 1);
        let column = self.random.below(text.width(line) + 2);
        if column > text.width(line) {
            return (line, column);
        }
        text.place_of(text.byte_of((line, column)))
    }

    fn open(&mut self) {
        let (name, text) = (self.name(), *self.random.one_of(&TEXTS));
        self.session.client.open(&name, text);
        self.documents.insert(name, Mirror::new(text, self.session.units));
    }

    fn close(&mut self) {
        let name = self.name();
        self.session.client.close(&name);
        self.documents.remove(&name);
    }

    fn edit(&mut self) {
        let name = self.name();
        // An edit of what is not open is nothing.
        let mut text = match self.documents.get(&name) {
            Some(text) => text.clone(),
            None => Mirror::new("", self.session.units),
        };
        let mut changes = Vec::new();
        for _ in 0..=self.random.below(3) {
            let new = *self.random.one_of(&BITS);
            if self.random.one_in(60) {
                let whole = *self.random.one_of(&TEXTS);
                text = Mirror::new(whole, self.session.units);
                changes.push(json!({ "text": whole }));
                continue;
            }
            let from = self.border(&text);
            let mut to = if self.random.one_in(8) { self.border(&text) } else { from };
            if self.random.one_in(2) {
                to = (to.0, to.1 + 2);
                to = text.place_of(text.byte_of(to));
            }
            let (from, to) = (from.min(to), from.max(to));
            text.replace(from, to, new);
            changes.push(json!({ "range": range(from, to), "text": new }));
        }
        self.version += 1;
        self.session.client.change(&name, self.version, &json!(changes));
        if let Some(known) = self.documents.get_mut(&name) {
            *known = text;
        }
    }

    fn tell(&mut self) {
        let name = self.name();
        let level = *self.random.one_of(&["off", "summary", "full", "odd"]);
        let settings = json!({ "settings": { "tm": { "inlayHints": { "level": level } } } });
        let files = json!({ "files": [{ "uri": name, "oldUri": name, "newUri": name }] });
        let news = [
            ("textDocument/didSave", json!({ "textDocument": { "uri": name } })),
            ("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": name, "type": 2 }] })),
            ("workspace/didChangeConfiguration", settings),
            ("workspace/didCreateFiles", files.clone()),
            ("workspace/didRenameFiles", files),
            ("$/cancelRequest", json!({ "id": self.random.below(100) })),
            ("nobody/knowsThis", json!([])),
        ];
        let (method, params) = self.random.one_of(&news);
        self.session.client.notify(method, params);
    }

    fn ask(&mut self) {
        let name = self.name();
        let (from, to) = (self.place(&name), self.place(&name));
        let mut all = questions(&name, from, to);
        if !self.session.offered["diagnosticProvider"].is_null() {
            all.extend(findings(&name));
        }
        let question = self.random.one_of(&all);
        let mut params = question.params.clone();
        if self.random.one_in(10) {
            params["workDoneToken"] = json!(format!("token-{}", self.random.below(5)));
        }
        let id = self.session.request(question.method, &params);
        // Some requests wait until there is something new.
        let waits = question.method == "workspace/diagnostic";
        match if waits { 0 } else { self.random.below(6) } {
            0 => self.session.client.notify("$/cancelRequest", &json!({ "id": id })),
            1..=3 => {
                let answer = self.session.reply(id)["result"].clone();
                self.remember(&answer);
            }
            // Its answer comes while other things happen.
            _ => {}
        }
    }

    /// Keeps what can be asked about, of an answer: its members, or those of its list.
    fn remember(&mut self, answer: &Value) {
        let list = if answer["items"].is_array() { &answer["items"] } else { answer };
        if let Some(list) = list.as_array().filter(|list| !list.is_empty()) {
            self.answers.push(self.random.one_of(list).clone());
        }
    }

    /// Asks about a part of an earlier answer, which may be about what is not there any more.
    fn give_back(&mut self) {
        if self.answers.is_empty() {
            return;
        }
        let item = self.random.one_of(&self.answers).clone();
        let method = if item.get("selectionRange").is_some() {
            let methods = [
                "callHierarchy/incomingCalls",
                "callHierarchy/outgoingCalls",
                "typeHierarchy/supertypes",
                "typeHierarchy/subtypes",
            ];
            let method = *self.random.one_of(&methods);
            self.session.request(method, &json!({ "item": item }));
            return;
        } else if item.get("paddingLeft").is_some() {
            "inlayHint/resolve"
        } else if item.get("sortText").is_some() {
            "completionItem/resolve"
        } else if item.get("title").is_some() {
            "codeAction/resolve"
        } else if item.get("target").is_some() || item["data"].is_string() {
            "documentLink/resolve"
        } else {
            "codeLens/resolve"
        };
        self.session.request(method, &item);
    }
}

/// What a server says of a text from which all else follows.
fn said(session: &mut Session, name: &str) -> Vec<Value> {
    let whole = json!({ "textDocument": { "uri": name } });
    let mut formatting = whole.clone();
    formatting["options"] = json!({ "tabSize": 2, "insertSpaces": true });
    let mut tokens = session.ask("textDocument/semanticTokens/full", &whole);
    tokens["resultId"] = Value::Null;
    vec![
        tokens,
        session.ask("textDocument/documentSymbol", &whole),
        session.ask("textDocument/foldingRange", &whole),
        session.ask("textDocument/formatting", &formatting),
    ]
}

#[test]
fn any_session_is_answered_and_ends_with_the_text_of_the_client() {
    for seed in sessions() {
        let mut random = Random::new(seed);
        let folder = Folder::new(&format!("random-{seed}"), &[("part.tm", TEXTS[2])]);
        let profile = *random.one_of(&PROFILES);
        let root = folder.uri("");
        let greeting = greeting(profile, Some(root.trim_end_matches('/')));
        let names = vec![
            folder.uri("shop.tm"),
            folder.uri("part.tm"),
            folder.uri("odd name ß.tm"),
            "untitled:Untitled-1".to_owned(),
            "file:///models/loose.tm".to_owned(),
        ];
        let session = Session::start(&greeting);
        let (documents, answers) = (BTreeMap::new(), Vec::new());
        let mut play = Play { random, session, documents, names, version: 1, answers };
        play.open();
        for _ in 0..STEPS {
            play.step();
        }
        let Play { mut session, documents, .. } = play;
        session.settle();
        let mut fresh = Session::start(&greeting);
        for (name, mirror) in &documents {
            fresh.client.open(name, &mirror.text);
        }
        let takes_tokens = !session.offered["semanticTokensProvider"].is_null();
        for name in documents.keys().filter(|_| takes_tokens) {
            assert_eq!(said(&mut session, name), said(&mut fresh, name), "seed {seed}: {name}");
        }
        let faults = session.take_faults();
        assert!(faults.is_empty(), "seed {seed}: {:#?}", &faults[..faults.len().min(3)]);
        fresh.finish();
        session.finish();
    }
}
