//! From the handshake to the exit status, and what must not end a session.

use serde_json::{Value, json};
use tm_tests::{Client, frame, initialize_params};
use tower_lsp::ls_types::{
    HoverProviderCapability, OneOf, PositionEncodingKind, TextDocumentSyncCapability,
    TextDocumentSyncKind,
};

use crate::{DOCUMENT, TM, place};

#[test]
fn the_server_says_who_it_is_and_what_it_can_do() {
    let mut client = Client::spawn(TM);
    let result = client.call("initialize", &initialize_params(&json!({})));
    assert_eq!(result["serverInfo"]["name"], "tm");
    assert_eq!(result["serverInfo"]["version"], env!("CARGO_PKG_VERSION"));
    client.notify("initialized", &json!({}));
    assert_eq!(client.finish(), Some(0));

    let (client, offered) = Client::start_with(TM, &initialize_params(&json!({})));
    let Some(TextDocumentSyncCapability::Options(sync)) = offered.text_document_sync else {
        panic!("no synchronisation")
    };
    assert_eq!(sync.change, Some(TextDocumentSyncKind::INCREMENTAL));
    assert_eq!(offered.hover_provider, Some(HoverProviderCapability::Simple(true)));
    assert_eq!(offered.inlay_hint_provider, Some(OneOf::Left(true)));
    assert!(offered.completion_provider.is_some());
    assert_eq!(offered.position_encoding, Some(PositionEncodingKind::UTF16));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn everything_may_be_sent_without_waiting_for_the_handshake() {
    let mut client = Client::spawn(TM);
    let document = json!({ "uri": DOCUMENT, "languageId": "tm", "version": 1, "text": "x" });
    let messages = [
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": initialize_params(&json!({})) }),
        json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }),
        json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } }),
        json!({ "jsonrpc": "2.0", "id": 2, "method": "textDocument/hover", "params": place(0, 0) }),
    ];
    let burst: Vec<u8> = messages.iter().flat_map(frame).collect();
    client.send_bytes(&burst);
    assert!(client.reply(1).get("result").is_some());
    assert!(client.reply(2).get("result").is_some());
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn the_exit_status_tells_whether_shutdown_was_asked_for() {
    // `exit` alone, the input kept open.
    let mut client = Client::start(TM);
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended().code(), Some(1));

    // `exit` before anything else.
    let mut client = Client::spawn(TM);
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended().code(), Some(1));

    // The end of the input.
    let mut client = Client::start(TM);
    client.close_input();
    assert_eq!(client.ended().code(), Some(1));

    // The end of the input after `shutdown`.
    let mut client = Client::start(TM);
    client.call("shutdown", &Value::Null);
    client.close_input();
    assert_eq!(client.ended().code(), Some(0));

    // A `shutdown` that was refused does not count.
    let mut client = Client::spawn(TM);
    assert_eq!(client.call_in_vain("shutdown", &Value::Null), -32002);
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended().code(), Some(1));

    // As the protocol asks, the input kept open.
    assert_eq!(Client::start(TM).finish(), Some(0));
}

#[test]
fn what_comes_at_the_wrong_time_or_in_the_wrong_shape_is_an_error_reply() {
    let mut client = Client::spawn(TM);
    assert_eq!(client.call_in_vain("textDocument/hover", &place(0, 0)), -32002);
    client.call("initialize", &initialize_params(&json!({})));
    client.notify("initialized", &json!({}));
    client.open(DOCUMENT, "");

    assert_eq!(client.call_in_vain("initialize", &initialize_params(&json!({}))), -32600);
    assert_eq!(client.call_in_vain("textDocument/nothingOfTheKind", &json!({})), -32601);
    for bad in [json!(null), json!([]), json!({}), json!(3), json!({ "position": "here" })] {
        assert_eq!(client.call_in_vain("textDocument/hover", &bad), -32602, "{bad}");
    }
    client.notify("textDocument/didChange", &json!({ "nothing": "of use" }));
    client.notify("nobody/knowsThis", &json!({}));
    client.notify("$/setTrace", &json!({ "value": "verbose" }));
    client.answer(&json!(4711), &json!("to a question nobody asked"));
    assert_eq!(client.call("textDocument/hover", &place(0, 0)), Value::Null);

    client.call("shutdown", &Value::Null);
    assert_eq!(client.call_in_vain("textDocument/hover", &place(0, 0)), -32600);
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn a_cancelled_request_gets_exactly_one_reply() {
    const REQUESTS: i64 = 300;
    let mut client = Client::start(TM);
    client.open(DOCUMENT, &"store one\n".repeat(2_000));
    let mut burst = Vec::new();
    for id in 1_000..1_000 + REQUESTS {
        let hover = json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": place(0, 0) });
        let cancel =
            json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": id } });
        burst.extend(frame(&hover));
        burst.extend(frame(&cancel));
    }
    client.send_bytes(&burst);
    for id in 1_000..1_000 + REQUESTS {
        let reply = client.reply(id);
        let cancelled = reply["error"]["code"] == -32800;
        assert!(cancelled || reply.get("result").is_some(), "{reply}");
    }
    // Cancelling what is over, or never was, is nothing.
    client.notify("$/cancelRequest", &json!({ "id": 1_000 }));
    client.notify("$/cancelRequest", &json!({ "id": "never" }));
    client.call("shutdown", &Value::Null);
    let more = client.unseen().into_iter().filter(|message| message.get("method").is_none());
    assert_eq!(more.collect::<Vec<_>>(), Vec::<Value>::new());
}

#[cfg(unix)]
#[test]
fn the_server_ends_with_the_process_that_it_was_told_to_watch() {
    let mut editor =
        std::process::Command::new("sleep").arg("600").spawn().expect("something to watch");
    let mut params = initialize_params(&json!({}));
    params["processId"] = json!(editor.id());
    let (mut client, _) = Client::start_with(TM, &params);
    assert_eq!(client.call("textDocument/hover", &place(0, 0)), Value::Null);
    editor.kill().expect("it lives");
    editor.wait().expect("it ended");
    assert_eq!(client.ended().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn a_process_that_cannot_be_seen_does_not_end_the_session() {
    let mut gone = std::process::Command::new("true").spawn().expect("true runs");
    gone.wait().expect("it ended");
    let mut params = initialize_params(&json!({}));
    params["processId"] = json!(gone.id());
    let (mut client, _) = Client::start_with(TM, &params);
    assert_eq!(client.call("textDocument/hover", &place(0, 0)), Value::Null);
    assert_eq!(client.finish(), Some(0));
}
