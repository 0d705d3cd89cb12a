//! Things at the wrong time, in the wrong order, and about what is not there.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Value, json};
use tm_tests::{Client, Mirror, Random, Units, frame, initialize_params};

use super::requests::{ABLE, questions};
use crate::protocol::{Session, greeting};
use crate::{DOCUMENT, TM, edit, place};

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The text of a model of stores, each on a line of its own, as the outline of the server tells it.
fn read_back(session: &mut Session) -> String {
    let params = json!({ "textDocument": { "uri": DOCUMENT } });
    let outline = session.ask("textDocument/documentSymbol", &params);
    let mut stores: Vec<(u64, String)> = Vec::new();
    let mut left: Vec<Value> = outline.as_array().expect("an outline").clone();
    while let Some(symbol) = left.pop() {
        left.extend(symbol["children"].as_array().into_iter().flatten().cloned());
        let name = symbol["name"].as_str().expect("a name");
        if name.starts_with("s-") {
            let line = symbol["range"]["start"]["line"].as_u64().expect("a line");
            stores.push((line, name.to_owned()));
        }
    }
    stores.sort_unstable();
    stores.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join("\n")
}

/// The same, of the text that the client has.
fn written(mirror: &Mirror) -> String {
    let names = mirror.text.lines().filter_map(|line| line.strip_prefix("store "));
    names.collect::<Vec<_>>().join("\n")
}

#[test]
fn after_a_burst_of_1000_edits_the_text_is_the_one_that_the_client_has() {
    const EDITS: i32 = 1_000;
    for profile in [ABLE, include_str!("../profiles/neovim.json")] {
        let mut session = Session::start(&greeting(profile, None));
        let mut mirror = Mirror::new("model m \"Ä😀\"\n", session.units);
        let mut random = Random::new(7);
        session.client.open(DOCUMENT, &mirror.text);
        let mut burst = Vec::new();
        for version in 2..2 + EDITS {
            let line = 1 + random.below(mirror.count_of_lines() - 1);
            let inner = mirror.width(line) > 8;
            let (from, to, text) = match random.below(4) {
                // A new line, letters into a name, letters out of it, a line that goes.
                0 | 1 if inner && random.one_in(2) => {
                    let at = 8 + random.below(mirror.width(line) - 7);
                    let byte = mirror.byte_of((line, at));
                    let at = mirror.place_of(byte);
                    (at, at, ["ß", "日本", "x"][random.below(3)].to_owned())
                }
                2 if inner => {
                    let end = mirror.width(line);
                    let byte = mirror.byte_of((line, 8 + random.below(end - 7)));
                    (mirror.place_of(byte), (line, end), "z".to_owned())
                }
                3 if mirror.count_of_lines() > 40 => ((line, 0), (line + 1, 0), String::new()),
                _ => ((line, 0), (line, 0), format!("store s-{version}\n")),
            };
            mirror.replace(from, to, &text);
            let params = json!({
                "textDocument": { "uri": DOCUMENT, "version": version },
                "contentChanges": [{ "range": super::requests::range(from, to), "text": text }],
            });
            let change =
                json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params });
            burst.extend(frame(&change));
        }
        session.client.send_bytes(&burst);
        let (server, client) = (read_back(&mut session), written(&mirror));
        assert!(client.lines().count() > 30, "{client}");
        assert_eq!(
            hash(&server),
            hash(&client),
            "the server has\n{server}\nand the client\n{client}"
        );
        session.finish();
    }
}

#[test]
fn versions_out_of_order_are_edits_in_the_order_of_the_wire() {
    let mut session = Session::start(&greeting(ABLE, None));
    let mut mirror = Mirror::new("model m\n", Units::Utf16);
    session.client.open(DOCUMENT, &mirror.text);
    for (number, version) in [7, 3, 3, -5, i32::MAX, i32::MIN, 0, 2].into_iter().enumerate() {
        let line = format!("store s-{number}\n");
        session.client.change(DOCUMENT, version, &json!([edit(1, 0, 0, &line)]));
        mirror.replace((1, 0), (1, 0), &line);
        assert_eq!(read_back(&mut session), written(&mirror));
    }
    session.finish();
}

#[test]
fn what_is_opened_twice_has_the_last_text_and_what_was_closed_is_gone() {
    let mut session = Session::start(&greeting(ABLE, None));
    session.client.close(DOCUMENT);
    session.client.open(DOCUMENT, "model m\nstore s-1\n");
    session.client.open(DOCUMENT, "model m\nstore s-2\n");
    assert_eq!(read_back(&mut session), "s-2");
    session.client.close(DOCUMENT);
    session.client.close(DOCUMENT);
    session.client.change(DOCUMENT, 9, &json!([{ "text": "model m\nstore s-3\n" }]));
    for question in questions(DOCUMENT, (1, 7), (1, 8)) {
        session.request(question.method, &question.params);
    }
    session.settle();
    session.client.open(DOCUMENT, "model m\nstore s-4\n");
    assert_eq!(read_back(&mut session), "s-4");
    session.finish();
}

#[test]
fn nothing_is_done_before_the_handshake_and_after_the_goodbye() {
    let mut client = Client::spawn(TM);
    client.open(DOCUMENT, "model m\n");
    client.change(DOCUMENT, 2, &json!([edit(0, 0, 0, "x")]));
    for question in questions(DOCUMENT, (0, 0), (0, 0)) {
        assert_eq!(client.call_in_vain(question.method, &question.params), -32002);
    }
    assert_eq!(client.call_in_vain("shutdown", &Value::Null), -32002);
    // What was refused leaves nothing behind.
    client.call("initialize", &initialize_params(&json!({})));
    client.notify("initialized", &json!({}));
    assert_eq!(client.call("textDocument/hover", &place(0, 0)), Value::Null);
    assert_eq!(client.call_in_vain("initialize", &initialize_params(&json!({}))), -32600);
    client.call("shutdown", &Value::Null);
    assert_eq!(client.call_in_vain("shutdown", &Value::Null), -32600);
    assert_eq!(client.call_in_vain("initialize", &initialize_params(&json!({}))), -32600);
    for question in questions(DOCUMENT, (0, 0), (0, 0)) {
        assert_eq!(client.call_in_vain(question.method, &question.params), -32600);
    }
    client.open(DOCUMENT, "model m\n");
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn a_handshake_of_any_shape_is_answered() {
    for params in [json!(null), json!([]), json!({}), json!({ "capabilities": [] }), json!(7)] {
        let mut client = Client::spawn(TM);
        assert_eq!(client.call_in_vain("initialize", &params), -32602, "{params}");
        // It may be tried again.
        client.call("initialize", &initialize_params(&json!({})));
        assert_eq!(client.finish(), Some(0));
    }
    for options in [json!(3), json!([1]), json!({ "tm": { "today": [] } }), json!("x")] {
        let mut params = initialize_params(&json!({}));
        params["initializationOptions"] = options;
        params["rootUri"] = json!("file:///nowhere/at all");
        params["workspaceFolders"] = json!([{ "uri": "untitled:x", "name": "" }]);
        let (client, _) = Client::start_with(TM, &params);
        assert_eq!(client.finish(), Some(0));
    }
}

#[test]
fn unknown_methods_are_refused_and_unknown_news_is_passed_over() {
    let mut client = Client::start(TM);
    for method in ["textDocument", "textDocument/", "tm/", "tm/threat", "$/ask", "rpc.x", "🔑"] {
        client.notify(method, &json!({ "any": 1 }));
        assert_eq!(client.call_in_vain(method, &json!({ "any": 1 })), -32601, "{method:?}");
    }
    // A request without a sound method is understood as far as its number.
    for method in [json!(""), json!(7), Value::Null, json!(["textDocument/hover"])] {
        client.send(&json!({ "jsonrpc": "2.0", "id": 400, "method": method }));
        assert_eq!(client.reply(400)["error"]["code"], -32600, "{method}");
    }
    for id in [json!("text"), json!(-7), json!(0), json!(1e15), Value::Null, json!([1])] {
        client.notify("$/cancelRequest", &json!({ "id": id }));
        client.notify("window/workDoneProgress/cancel", &json!({ "token": id }));
        client.answer(&id, &Value::Null);
    }
    // Numbers of requests may be text.
    client.send(&json!({ "jsonrpc": "2.0", "id": "first", "method": "shutdown" }));
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended().code(), Some(0));
    assert!(client.unseen().iter().any(|message| message["id"] == "first"));
}

#[test]
fn the_end_comes_though_nobody_reads() {
    let client = {
        let mut client = Client::start(TM);
        client.hold_back();
        client.open(DOCUMENT, &("model m \"M\"\n".to_owned() + &"store archive\n".repeat(200)));
        // Far more is answered than the pipe holds.
        for id in 0..1_000 {
            client.send(&json!({
                "jsonrpc": "2.0", "id": 10_000 + id, "method": "textDocument/documentSymbol",
                "params": { "textDocument": { "uri": DOCUMENT } },
            }));
        }
        client
    };
    assert_eq!(client.ended_unread().code(), Some(1));
}

#[test]
fn huge_headers_are_passed_over() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, "");
    let long = format!("X-Padding: {}\r\n", "x".repeat(1 << 20));
    let many = "X-Padding: x\r\n".repeat(100_000);
    let body = json!({ "jsonrpc": "2.0", "method": "$/nothing" }).to_string();
    let length = format!("Content-Length: {}\r\n", body.len());
    for headers in [format!("{many}{length}\r\n{body}"), format!("{long}{length}\r\n{body}")] {
        client.send_bytes(headers.as_bytes());
        assert_eq!(client.call("textDocument/hover", &place(0, 0)), Value::Null);
    }
    assert_eq!(client.finish(), Some(0));
}
