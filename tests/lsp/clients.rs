//! Clients as they are: with settings, without answers, and slow.

use serde_json::{Value, json};
use tm_tests::{Client, frame, initialize_params};

use crate::{DOCUMENT, TM, edit, place};

/// Can do everything the server makes use of.
fn able() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-8", "utf-16"] },
        "workspace": {
            "configuration": true,
            "didChangeConfiguration": { "dynamicRegistration": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "inlayHint": { "refreshSupport": true },
        },
    })
}

fn many_stores() -> String {
    "model m \"M\"\n".to_owned() + &"store archive\n".repeat(20)
}

#[test]
fn settings_are_fetched_and_taken_into_use() {
    let (mut client, _) = Client::start_with(TM, &initialize_params(&able()));
    let (id, asked) = client.asked("workspace/configuration");
    assert_eq!(asked, json!({ "items": [{ "section": "tm" }] }));
    client.answer(&id, &json!([null]));
    client.open(DOCUMENT, &many_stores());
    let before = client.findings(|_| true).diagnostics.len();
    assert!(before >= 20);

    client.notify("workspace/didChangeConfiguration", &json!({ "settings": null }));
    let (id, _) = client.asked("workspace/configuration");
    client.answer(&id, &json!([{ "diagnostics": { "maxPerFile": 3 } }]));
    assert_eq!(client.findings(|_| true).diagnostics.len(), 3);
    let (id, _) = client.asked("workspace/inlayHint/refresh");
    client.answer(&id, &Value::Null);

    // What makes no sense falls back to the default.
    client.notify("workspace/didChangeConfiguration", &json!({ "settings": null }));
    let (id, _) = client.asked("workspace/configuration");
    client.answer(&id, &json!([{ "diagnostics": { "maxPerFile": "few" } }]));
    assert_eq!(client.findings(|_| true).diagnostics.len(), before);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn settings_may_be_pushed_by_clients_that_cannot_be_asked() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, &many_stores());
    client.findings(|_| true);
    let settings = json!({ "settings": { "tm": { "diagnostics": { "maxPerFile": 3 } } } });
    client.notify("workspace/didChangeConfiguration", &settings);
    assert_eq!(client.findings(|_| true).diagnostics.len(), 3);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn changes_on_disk_are_registered_for_with_narrow_patterns() {
    let (mut client, _) = Client::start_with(TM, &initialize_params(&able()));
    let (id, asked) = client.asked("client/registerCapability");
    client.answer(&id, &Value::Null);
    let registrations = asked["registrations"].as_array().expect("a list");
    let watchers = registrations
        .iter()
        .find(|it| it["method"] == "workspace/didChangeWatchedFiles")
        .expect("watchers");
    let patterns = &watchers["registerOptions"]["watchers"];
    let expected =
        ["**/*.tm", "**/tm.toml", "**/tm.lock"].map(|glob| json!({ "globPattern": glob }));
    assert_eq!(patterns, &json!(expected));
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_client_that_answers_nothing_is_served_all_the_same() {
    let (mut client, _) = Client::start_with(TM, &initialize_params(&able()));
    client.asked("workspace/configuration");
    client.asked("client/registerCapability");
    for version in 1..50 {
        client.open(DOCUMENT, &many_stores());
        client.notify("workspace/didChangeConfiguration", &json!({ "settings": null }));
        client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": DOCUMENT } }));
        client.change(DOCUMENT, version + 1, &json!([edit(0, 0, 0, "\n")]));
        assert_eq!(client.call("textDocument/hover", &place(0, 0)), Value::Null);
    }
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_client_that_writes_much_before_it_reads_blocks_nobody() {
    const REQUESTS: i64 = 1_000;
    let mut burst = Vec::new();
    let mut client = Client::start(TM);
    client.open(DOCUMENT, &many_stores());
    for id in 1_000..1_000 + REQUESTS {
        let change = json!({
            "textDocument": { "uri": DOCUMENT, "version": id },
            "contentChanges": [edit(0, 0, 0, "\n")],
        });
        burst.extend(frame(
            &json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": change }),
        ));
        burst.extend(frame(&json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/completion", "params": place(0, 0) })));
    }
    // All of it is written before the first answer is looked at, and far more than the pipes hold
    // comes back.
    client.hold_back();
    client.send_bytes(&burst);
    client.read_on();
    for id in 1_000..1_000 + REQUESTS {
        assert!(client.reply(id).get("result").is_some());
    }
    let last = i32::try_from(1_000 + REQUESTS - 1).expect("a small number");
    client.findings(|it| it.version == Some(last));
    assert_eq!(client.finish(), Some(0));
}
