//! The text the server works on is the text the client has, whatever was sent and how fast.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};
use tower_lsp::ls_types::request::{Completion, HoverRequest, InlayHintRequest};
use tower_lsp::ls_types::{
    CompletionList, CompletionResponse, HoverContents, Position, PositionEncodingKind, Range,
};

use crate::{DOCUMENT, TM, edit, place};

/// A model whose third line names a category of threats, after names that every encoding counts
/// differently.
fn model(category: &str) -> String {
    format!("model m \"M\"\nprocess p\nthreat `ß→\u{1f511}`: {category} \"T\" on p\n")
}

/// What the hover at a place of the third line begins with, and its range there.
fn hover(client: &mut Client, character: u32) -> Option<(String, Range)> {
    let hover = client.ask::<HoverRequest>(&place(2, character))?;
    let HoverContents::Markup(markup) = hover.contents else { panic!("not Markdown") };
    Some((markup.value, hover.range.expect("a range")))
}

fn third_line(start: u32, end: u32) -> Range {
    Range::new(Position::new(2, start), Position::new(2, end))
}

#[test]
fn columns_are_counted_as_agreed() {
    for (offered, agreed, column) in [
        (json!(null), PositionEncodingKind::UTF16, 15),
        (json!(["utf-16"]), PositionEncodingKind::UTF16, 15),
        (json!(["utf-16", "utf-8", "utf-32"]), PositionEncodingKind::UTF8, 20),
        (json!(["utf-32"]), PositionEncodingKind::UTF32, 14),
    ] {
        let capabilities = json!({ "general": { "positionEncodings": offered } });
        let (mut client, server) = Client::start_with(TM, &initialize_params(&capabilities));
        assert_eq!(server.position_encoding, Some(agreed.clone()));
        client.open(DOCUMENT, &model("spoofing"));
        let (text, range) = hover(&mut client, column + 3).expect("a hover");
        assert!(text.contains("Spoofing"), "{text}");
        assert_eq!(range, third_line(column, column + 8), "{agreed:?}");

        // An edit behind the same names, and one that puts a wide character before them.
        client.change(DOCUMENT, 2, &json!([edit(2, column, column + 8, "tampering")]));
        client.change(DOCUMENT, 3, &json!([edit(2, 8, 8, "\u{1f512}")]));
        let wide = match agreed.as_str() {
            "utf-8" => 4,
            "utf-16" => 2,
            _ => 1,
        };
        let (text, range) = hover(&mut client, column + wide).expect("a hover");
        assert!(text.contains("Tampering"), "{text}");
        assert_eq!(range, third_line(column + wide, column + wide + 9), "{agreed:?}");
        assert_eq!(client.finish(), Some(0));
    }
}

#[test]
fn a_request_sees_every_edit_that_was_sent_before_it() {
    const WORDS: [&str; 4] = ["tampering", "repudiation", "denial-of-service", "spoofing"];
    let mut client = Client::start(TM);
    client.open(DOCUMENT, &model(WORDS[3]));
    let mut version = 1;
    for _ in 0..3 {
        let mut burst = Vec::new();
        for number in 0..1_000_usize {
            version += 1;
            let (old, new) = (WORDS[(number + 3) % 4], WORDS[number % 4]);
            let end = 15 + u32::try_from(old.len()).expect("a short word");
            let params = json!({
                "textDocument": { "uri": DOCUMENT, "version": version },
                "contentChanges": [edit(2, 15, end, new)],
            });
            let message =
                json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params });
            burst.extend(tm_tests::frame(&message));
        }
        client.send_bytes(&burst);
        let (text, range) = hover(&mut client, 16).expect("a hover");
        assert!(text.contains("Spoofing"), "{text}");
        assert_eq!(range, third_line(15, 23));
    }
    // What is shown belongs to the last version, or to none that was replaced since.
    client.change(DOCUMENT, version + 1, &json!([edit(1, 0, 0, "store archive\n")]));
    let shown = client.findings(|it| it.version == Some(version + 1));
    assert!(shown.diagnostics.iter().any(|it| it.message.contains("archive")));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn edits_are_applied_in_the_order_of_the_wire() {
    const EDITS: usize = 1_000;
    let mut params = initialize_params(&json!({}));
    params["initializationOptions"] = json!({ "diagnostics": { "maxPerFile": 0 } });
    let (mut client, _) = Client::start_with(TM, &params);

    client.open(DOCUMENT, "model m \"M\"\n");
    let mut lines = vec!["model m \"M\"".to_owned()];
    let mut burst = Vec::new();
    for number in 0..EDITS {
        // A place that depends on all that came before, and is never the header.
        let at = 1 + (number * 7_919) % lines.len();
        lines.insert(at, format!("store store-{number}"));
        let line = u32::try_from(at).expect("a small number");
        let params = json!({
            "textDocument": { "uri": DOCUMENT, "version": number + 2 },
            "contentChanges": [edit(line, 0, 0, &format!("store store-{number}\n"))],
        });
        let message =
            json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params });
        burst.extend(tm_tests::frame(&message));
    }
    client.send_bytes(&burst);
    let last = i32::try_from(EDITS + 1).expect("a small number");
    let shown = client.findings(|it| it.version == Some(last));
    let mut isolated: Vec<_> = shown
        .diagnostics
        .iter()
        .filter(|it| it.message.starts_with("Nothing flows to or from"))
        .collect();
    isolated.sort_by_key(|it| it.range.start.line);
    assert_eq!(isolated.len(), EDITS);
    for (finding, line) in isolated.iter().zip(&lines[1..]) {
        let name = line.strip_prefix("store ").expect("a store");
        assert!(finding.message.contains(&format!("\"{name}\"")), "{} at {line}", finding.message);
    }
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn positions_past_an_end_are_taken_to_it() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, "mod");
    let far = u32::MAX;
    for (line, character) in [(0, far), (7, 0), (far, far)] {
        assert!(client.ask::<HoverRequest>(&place(line, character)).is_none());
        let Some(CompletionResponse::List(CompletionList { items, .. })) =
            client.ask::<Completion>(&place(line, character))
        else {
            panic!("no completion")
        };
        assert!(items.iter().any(|item| item.label == "model"));
    }
    let everything = json!({
        "textDocument": { "uri": DOCUMENT },
        "range": { "start": { "line": 5, "character": 9 }, "end": { "line": far, "character": far } },
    });
    assert!(client.ask::<InlayHintRequest>(&everything).is_some());
    // An edit past the end adds to it.
    client.change(DOCUMENT, 2, &json!([edit(90, 5, 9, "\nmodel m\nthreat t: spoofing on p")]));
    assert!(hover(&mut client, 12).is_some());
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn every_line_break_of_the_protocol_counts() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, "model m\r\nprocess p\rthreat t: spoofing on p\n");
    let (_, range) = hover(&mut client, 12).expect("a hover");
    assert_eq!(range, third_line(10, 18));
    // Between the two characters of a break there is no position.
    client.change(DOCUMENT, 2, &json!([edit(0, 99, 99, " \"M\"")]));
    let (_, range) = hover(&mut client, 12).expect("a hover");
    assert_eq!(range, third_line(10, 18));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn edits_to_a_document_that_is_not_open_are_nothing() {
    let mut client = Client::start(TM);
    client.change(DOCUMENT, 2, &json!([edit(0, 0, 0, "text")]));
    client.close(DOCUMENT);
    assert_eq!(client.call("textDocument/hover", &place(0, 0)), Value::Null);
    client.open(DOCUMENT, &model("spoofing"));
    client.close(DOCUMENT);
    client.change(DOCUMENT, 2, &json!([{ "text": model("tampering") }]));
    assert_eq!(client.call("textDocument/hover", &place(2, 16)), Value::Null);
    client.open(DOCUMENT, &model("spoofing"));
    assert!(hover(&mut client, 16).is_some());
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn documents_are_served_whatever_their_names_look_like() {
    let mut client = Client::start(TM);
    for (uri, answered) in [
        ("untitled:Untitled-1", "untitled:Untitled-1"),
        ("git:/models/shop.tm?HEAD", "git:/models/shop.tm?HEAD"),
        ("file:///a%20b/%C3%9F.tm", "file:///a%20b/%C3%9F.tm"),
        // As some clients write them, though they should not.
        ("file:///routes/[id]/ß.tm", "file:///routes/%5Bid%5D/%C3%9F.tm"),
    ] {
        client.open(uri, &model("spoofing"));
        let params =
            json!({ "textDocument": { "uri": uri }, "position": { "line": 2, "character": 16 } });
        assert_ne!(client.call("textDocument/hover", &params), Value::Null, "{uri}");
        let shown = client.findings(|it| it.uri.as_str() == answered);
        assert_eq!(shown.version, Some(1));
    }
    assert_eq!(client.finish(), Some(0));
}
