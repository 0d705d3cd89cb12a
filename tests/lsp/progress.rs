//! How far long work is.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};

use crate::workspace::{Folder, shown};
use crate::{DOCUMENT, TM};

/// The kinds of what was told of a token, in order, up to its end.
fn told(client: &mut Client, token: &Value) -> Vec<String> {
    let mut kinds = Vec::new();
    while kinds.last().is_none_or(|kind| kind != "end") {
        let told = client.notification("$/progress");
        assert_eq!(told["token"], *token);
        kinds.push(told["value"]["kind"].as_str().unwrap_or_default().to_owned());
    }
    kinds
}

fn large(name: &str) -> (Folder, String) {
    let folder = Folder::new(name, &[("main.tm", "model m \"M\"\n")]);
    for number in 0..120 {
        let part = format!("part of m\nprocess p-{number} \"P\"\n");
        folder.write(&format!("parts/p-{number}.tm"), &part);
    }
    let uri = folder.uri("main.tm");
    (folder, uri)
}

#[test]
fn reading_a_large_workspace_is_shown() {
    let (_folder, uri) = large("progress");
    let capabilities = json!({ "window": { "workDoneProgress": true } });
    let (mut client, _) = Client::start_with(TM, &initialize_params(&capabilities));
    client.open(&uri, "model m \"M\"\n");
    let (id, asked) = client.asked("window/workDoneProgress/create");
    client.answer(&id, &Value::Null);
    let kinds = told(&mut client, &asked["token"]);
    assert_eq!(kinds.first().map(String::as_str), Some("begin"));
    assert!(kinds.iter().any(|kind| kind == "report"), "{kinds:?}");
    shown(&mut client, &uri, |_| true);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn nothing_waits_for_a_client_that_does_not_answer() {
    let (_folder, uri) = large("progress-silence");
    let capabilities = json!({ "window": { "workDoneProgress": true } });
    let (mut client, _) = Client::start_with(TM, &initialize_params(&capabilities));
    client.open(&uri, "model m \"M\"\n");
    client.asked("window/workDoneProgress/create");
    shown(&mut client, &uri, |_| true);
    let graph = client.call("tm/diagram", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(graph["nodes"].as_array().map(Vec::len), Some(120));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_small_workspace_and_a_client_that_cannot_show_it_are_left_in_peace() {
    let (_folder, uri) = large("progress-unable");
    let mut client = Client::start(TM);
    client.open(&uri, "model m \"M\"\n");
    shown(&mut client, &uri, |_| true);
    let unasked = |client: &mut Client| {
        client.unseen().iter().all(|message| message["method"] != "window/workDoneProgress/create")
    };
    assert!(unasked(&mut client));
    assert_eq!(client.finish(), Some(0));

    let small = Folder::new("progress-small", &[("main.tm", "model m \"M\"\n")]);
    let capabilities = json!({ "window": { "workDoneProgress": true } });
    let (mut client, _) = Client::start_with(TM, &initialize_params(&capabilities));
    client.open(&small.uri("main.tm"), "model m \"M\"\n");
    shown(&mut client, &small.uri("main.tm"), |_| true);
    assert!(unasked(&mut client));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn what_is_called_off_where_it_is_shown_ends_and_is_answered_as_such() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, "model m \"M\"\nuse stride 1.0\nassumption a: infrastructure \"A\"\n");
    let tokens: Vec<i64> = (1000..1040).collect();
    let mut burst = Vec::new();
    for token in &tokens {
        let params = json!({ "textDocument": { "uri": DOCUMENT }, "workDoneToken": token });
        let request =
            json!({ "jsonrpc": "2.0", "id": token, "method": "tm/assumptions", "params": params });
        let cancel = json!({
            "jsonrpc": "2.0",
            "method": "window/workDoneProgress/cancel",
            "params": { "token": token },
        });
        burst.extend(tm_tests::frame(&request));
        burst.extend(tm_tests::frame(&cancel));
    }
    client.send_bytes(&burst);
    let replies: Vec<Value> = tokens.iter().map(|token| client.reply(*token)).collect();
    assert!(replies.iter().any(|reply| reply["error"]["code"] == json!(-32800)), "{replies:?}");
    // One that is over can be called off in vain.
    client.notify("window/workDoneProgress/cancel", &json!({ "token": 1000 }));
    assert!(client.call("workspace/symbol", &json!({ "query": "m" })).is_array());
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_request_with_a_token_tells_when_it_begins_and_ends() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, "model m \"M\"\nprocess web \"Web\"\n");
    for (method, params) in [
        ("tm/threats", json!({ "textDocument": { "uri": DOCUMENT } })),
        ("workspace/symbol", json!({ "query": "web" })),
    ] {
        let mut params = params;
        params["workDoneToken"] = json!(method);
        let id = client.request(method, &params);
        assert_eq!(told(&mut client, &json!(method)), ["begin", "end"]);
        assert!(client.reply(id).get("result").is_some());
    }
    assert_eq!(client.finish(), Some(0));
}
