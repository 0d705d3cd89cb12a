//! Every request that is offered, with each of its parameters replaced by what it should not be.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tm_tests::offered;

use super::requests::{ABLE, Question, findings, questions};
use crate::DOCUMENT;
use crate::protocol::{Session, greeting};

/// A model with something of each kind, and with faults.
pub const DAMAGED: &str = "model m \"M — “ö” 😀\" { owner: @dana }\nuse stride 1.0\nuse nowhere 3\n\
    asset order: personal-data \"Order\" classified confidential\n\
    zone inside: internal-zone \"In\" {\n  process app: web-app \"App\" { audit-log: ? }\n\
    store data holds order\n\nentity user: end-user \"User\"\nflow 1 f: user -> app \"F\" via https\n\
    flow 2 g: app -> data carrying order { encrypted: yes assuming sealed }\r\n\
    flow 3 h: app ->\nprocess `日本 \u{1f511}`: web-app \"\"\n\
    mitigation limiter: rate-limit on app status planned ticket SHOP-7\n\
    assumption sealed: infrastructure \"Sealed\" { status: open }\n\
    story pay: user \"Pay\" on f { without \"x\": stride.flooding on app }\n\
    accept stride.flooding on app until 2026-01-01 by @kim \"because\"\n\
    mitigate stride.nothing on nobody with limiter\n}}} \"unclosed\n";

/// What may stand where something else is meant.
fn wrong() -> Vec<Value> {
    let mut deep = json!([]);
    for _ in 0..60 {
        deep = json!([deep]);
    }
    vec![
        Value::Null,
        json!([]),
        json!({}),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(u32::MAX),
        json!(u64::MAX),
        json!(""),
        json!("\u{0}\u{1f511}\r\n\"'`{}()$1"),
        json!("x".repeat(100_000)),
        deep,
    ]
}

/// Addresses that are odd, wrong, or of nothing.
const ADDRESSES: [&str; 20] = [
    "file:///nowhere/at/all.tm",
    "file:///models",
    "file:///",
    "file://",
    "file:",
    "file:relative.tm",
    "file:///c%3A/Users/me/shop.tm",
    "file:///C:/Users/me/shop.tm",
    "file://server/share/shop.tm",
    "file:///a%00b.tm",
    "file:///%ZZ%.tm",
    "file:///%FF%FE.tm",
    "file:///models/../../../../etc/passwd",
    "file:///models/shop.tm?query#fragment",
    "untitled:Untitled-1",
    "vscode-vfs://github/owner/repository/shop.tm",
    "git:/models/shop.tm?%7B%22ref%22%3A%22HEAD%22%7D",
    "http://[::1]:80:80/shop.tm",
    "not an address at all \u{1f511}",
    "::::",
];

/// All ways to spoil a value in one place.
fn spoilt(value: &Value) -> Vec<Value> {
    let mut all = wrong();
    if value.as_str().is_some_and(|text| text.contains("://")) {
        all.extend(ADDRESSES.map(Value::from));
    }
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                let mut less = fields.clone();
                less.remove(key);
                all.push(Value::Object(less));
                for bad in spoilt(field) {
                    let mut other = fields.clone();
                    other[key] = bad;
                    all.push(Value::Object(other));
                }
            }
            let mut more = fields.clone();
            more.insert("more".to_owned(), json!({ "than": ["is", "known"] }));
            all.push(Value::Object(more));
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                for bad in spoilt(item) {
                    let mut other = items.clone();
                    other[at] = bad;
                    all.push(Value::Array(other));
                }
            }
            all.push(Value::Array(items.iter().cycle().take(1_000).cloned().collect()));
        }
        _ => {}
    }
    all
}

fn everything(session: &Session, from: (usize, usize), to: (usize, usize)) -> Vec<Question> {
    let mut all = questions(DOCUMENT, from, to);
    if !session.offered["diagnosticProvider"].is_null() {
        all.extend(findings(DOCUMENT));
    }
    all
}

/// Asks, and calls off what waits until there is something new.
fn ask(session: &mut Session, method: &str, params: &Value) {
    let id = session.request(method, params);
    if method == "workspace/diagnostic" {
        session.client.notify("$/cancelRequest", &json!({ "id": id }));
    }
}

#[test]
fn every_request_that_is_offered_is_asked_here() {
    let session = Session::start(&greeting(ABLE, None));
    let asked = everything(&session, (0, 0), (0, 0));
    let asked: BTreeSet<String> = asked.iter().map(|it| it.method.to_owned()).collect();
    let told = |method: &String| {
        let name = method.rsplit('/').next().unwrap_or_default();
        name.starts_with("did") || name == "willSave"
    };
    let offered: BTreeSet<String> =
        offered(&session.offered).into_iter().filter(|method| !told(method)).collect();
    assert_eq!(asked, offered);
    session.finish();
}

#[test]
fn wrong_parameters_are_an_error_or_nothing_and_never_a_fault_of_the_server() {
    let mut session = Session::start(&greeting(ABLE, None));
    session.client.open(DOCUMENT, DAMAGED);
    for question in everything(&session, (5, 11), (9, 3)) {
        for params in spoilt(&question.params) {
            ask(&mut session, question.method, &params);
        }
        session.settle();
        let faults = session.take_faults();
        assert!(faults.is_empty(), "{}: {:#?}", question.method, &faults[..faults.len().min(3)]);
    }
    session.finish();
}

#[test]
fn wrong_parameters_of_notifications_are_passed_over() {
    const SPARED: &str = "file:///models/spared.tm";
    let mut session = Session::start(&greeting(ABLE, None));
    session.client.open(SPARED, DAMAGED);
    let document = json!({ "uri": "file:///models/other.tm", "version": 2 });
    let opened = json!({
        "uri": "file:///models/other.tm", "languageId": "tm", "version": 1, "text": "model o\n",
    });
    let change = json!({ "range": super::requests::range((0, 1), (0, 2)), "text": "x" });
    let files = json!({ "files": [{ "uri": "file:///models/other.tm" }] });
    for (method, params) in [
        ("textDocument/didOpen", json!({ "textDocument": opened })),
        (
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [change, { "text": "model p" }] }),
        ),
        ("textDocument/didSave", json!({ "textDocument": document, "text": "x" })),
        ("textDocument/didClose", json!({ "textDocument": document })),
        (
            "workspace/didChangeWatchedFiles",
            json!({ "changes": [{ "uri": "file:///models/other.tm", "type": 1 }] }),
        ),
        ("workspace/didChangeConfiguration", json!({ "settings": { "tm": { "today": 3 } } })),
        ("workspace/didCreateFiles", files.clone()),
        ("workspace/didDeleteFiles", files),
        (
            "workspace/didRenameFiles",
            json!({ "files": [{ "oldUri": DOCUMENT, "newUri": "file:///models/new.tm" }] }),
        ),
        (
            "workspace/didChangeWorkspaceFolders",
            json!({ "event": { "added": [{ "uri": "file:///models", "name": "m" }], "removed": [] } }),
        ),
        ("window/workDoneProgress/cancel", json!({ "token": "1" })),
        ("$/cancelRequest", json!({ "id": 1 })),
        ("$/setTrace", json!({ "value": "verbose" })),
        ("initialized", json!({})),
    ] {
        for params in spoilt(&params) {
            session.client.notify(method, &params);
        }
        // The document that nobody spoke of is as it was.
        let params = json!({ "textDocument": { "uri": SPARED }, "position": { "line": 5, "character": 11 } });
        assert_ne!(session.ask("textDocument/hover", &params), Value::Null, "{method}");
    }
    session.finish();
}

#[test]
fn documents_with_odd_names_are_served_or_left_alone() {
    let mut session = Session::start(&greeting(ABLE, None));
    for address in ADDRESSES {
        session.client.open(address, DAMAGED);
        for question in questions(address, (5, 11), (9, 3)) {
            session.request(question.method, &question.params);
        }
        session.settle();
        session.client.change(address, 2, &json!([{ "text": "model other\n" }]));
        session.client.close(address);
    }
    session.finish();
}

#[test]
fn a_place_anywhere_is_a_place() {
    let far = u32::MAX as usize;
    let mut session = Session::start(&greeting(ABLE, None));
    session.client.open(DOCUMENT, DAMAGED);
    for (from, to) in [
        ((far, far), (far, far)),
        ((0, far), (far, 0)),
        ((far, far), (0, 0)),
        ((9, 3), (5, 11)),
        // Between the halves of a character, and of a line break.
        ((0, 20), (0, 20)),
        ((0, 21), (10, 99)),
    ] {
        for question in everything(&session, from, to) {
            ask(&mut session, question.method, &question.params);
        }
        session.settle();
    }
    session.finish();
}
