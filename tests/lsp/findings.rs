//! What the server shows of its own accord.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};
use tower_lsp::ls_types::request::{InlayHintRequest, InlayHintResolveRequest};
use tower_lsp::ls_types::{Diagnostic, InlayHint, InlayHintLabel, NumberOrString};

use crate::{DOCUMENT, TM, edit, place};

const ISOLATED: &str = "model m \"M\"\nprocess app\nstore archive\n";

fn is(finding: &Diagnostic, code: &str) -> bool {
    finding.code == Some(NumberOrString::String(code.to_owned()))
}

fn isolated(findings: &[Diagnostic]) -> usize {
    findings.iter().filter(|finding| is(finding, "TM305")).count()
}

#[test]
fn findings_follow_the_text() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, ISOLATED);
    let shown = client.findings(|_| true);
    assert_eq!((shown.uri.as_str(), shown.version), (DOCUMENT, Some(1)));
    assert_eq!(isolated(&shown.diagnostics), 2);
    let archive = shown.diagnostics.iter().find(|it| it.message.contains("archive"));
    let archive = archive.expect("the store is isolated");
    assert_eq!((archive.range.start.line, archive.range.start.character), (2, 6));
    assert_eq!(archive.source.as_deref(), Some("tm"));

    client.change(DOCUMENT, 2, &json!([edit(3, 0, 0, "flow f: app -> archive\n")]));
    let shown = client.findings(|it| it.version == Some(2));
    assert_eq!(isolated(&shown.diagnostics), 0);

    client.change(DOCUMENT, 3, &json!([edit(3, 0, 4, "//")]));
    let shown = client.findings(|it| it.version == Some(3));
    assert_eq!(isolated(&shown.diagnostics), 2);

    client.close(DOCUMENT);
    let shown = client.findings(|it| it.version.is_none());
    assert_eq!(shown.diagnostics, []);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_finding_links_to_the_page_about_its_check() {
    let explains =
        json!({ "textDocument": { "publishDiagnostics": { "codeDescriptionSupport": true } } });
    let (mut client, _) = Client::start_with(TM, &initialize_params(&explains));
    client.open(DOCUMENT, ISOLATED);
    for finding in client.findings(|_| true).diagnostics {
        let Some(NumberOrString::String(code)) = &finding.code else { panic!("{finding:?}") };
        let page = finding.code_description.expect("a page").href;
        let path = page.path().decode().to_string_lossy().into_owned();
        let page = std::fs::read_to_string(path).expect("the page is there");
        assert!(page.starts_with(&format!("# {code} ")), "{page}");
    }
    assert_eq!(client.finish(), Some(0));

    let mut client = Client::start(TM);
    client.open(DOCUMENT, ISOLATED);
    let shown = client.findings(|_| true).diagnostics;
    assert!(shown.iter().all(|finding| finding.code_description.is_none()));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn what_is_on_the_screen_is_not_sent_again() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, ISOLATED);
    client.findings(|_| true);
    // The same findings in the same places, then others.
    client.change(DOCUMENT, 2, &json!([edit(3, 0, 0, "// a remark\n")]));
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": DOCUMENT } }));
    client.change(DOCUMENT, 3, &json!([edit(0, 0, 0, "// a remark\n")]));
    let next = client.findings(|_| true);
    assert_eq!(next.version, Some(3));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_long_list_is_cut_and_says_so() {
    let text = "model m \"M\"\n".to_owned() + &"store archive\n".repeat(300);
    let mut client = Client::start(TM);
    client.open(DOCUMENT, &text);
    let shown = client.findings(|_| true).diagnostics;
    assert_eq!(shown.len(), 200);
    let last = shown.last().expect("200 findings");
    assert!(last.message.contains("more findings"), "{}", last.message);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn the_level_of_hints_can_be_set() {
    let text = "model m \"M\"\nprocess app\nstore archive\nflow f: app -> archive\n";
    let whole = json!({
        "textDocument": { "uri": DOCUMENT },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 4, "character": 0 } },
    });
    for (level, expected) in [("off", false), ("summary", true), ("full", true)] {
        let mut params = initialize_params(&json!({}));
        params["initializationOptions"] = json!({ "tm": { "inlayHints": { "level": level } } });
        let (mut client, _) = Client::start_with(TM, &params);
        client.open(DOCUMENT, text);
        let hints = client.ask::<InlayHintRequest>(&whole).expect("a list");
        assert_eq!(!hints.is_empty(), expected, "{level}");
        for hint in &hints {
            let line = text.lines().nth(hint.position.line as usize).expect("a line of the text");
            assert_eq!(hint.position.character as usize, line.len(), "at the end of a line");
            let InlayHintLabel::LabelParts(parts) = &hint.label else { panic!("{hint:?}") };
            assert!(!parts.is_empty() && parts.iter().all(|part| !part.value.is_empty()));
        }
        assert_eq!(client.finish(), Some(0));
    }
}

#[test]
fn a_note_tells_what_it_means_and_where_it_comes_from_at_once_or_later() {
    let text = "model m \"M\"\nuse stride 1.0\nasset a: personal-data classified restricted\n\
                store s: sql-database holds a\n";
    let whole = json!({
        "textDocument": { "uri": DOCUMENT },
        "range": { "start": { "line": 3, "character": 0 }, "end": { "line": 4, "character": 0 } },
    });
    let parts = |hint: &InlayHint| match &hint.label {
        InlayHintLabel::LabelParts(parts) => parts.clone(),
        InlayHintLabel::String(_) => panic!("{hint:?}"),
    };
    let mut client = Client::start(TM);
    client.open(DOCUMENT, text);
    let hints = client.ask::<InlayHintRequest>(&whole).expect("a list");
    let at_once = parts(&hints[0]);
    assert_eq!(at_once[0].value, "restricted");
    assert!(at_once[0].tooltip.is_some());
    let place = at_once[0].location.as_ref().expect("the asset");
    assert_eq!((place.uri.as_str(), place.range.start.line), (DOCUMENT, 2));
    assert_eq!(client.finish(), Some(0));

    let later = json!({ "textDocument": { "inlayHint": { "resolveSupport": {
        "properties": ["label.tooltip", "label.location"],
    } } } });
    let (mut client, _) = Client::start_with(TM, &initialize_params(&later));
    client.open(DOCUMENT, text);
    let hints = client.ask::<InlayHintRequest>(&whole).expect("a list");
    assert!(parts(&hints[0]).iter().all(|it| it.tooltip.is_none() && it.location.is_none()));
    let params = serde_json::to_value(&hints[0]).expect("JSON");
    let resolved = client.ask::<InlayHintResolveRequest>(&params);
    let json = |parts: &[_]| serde_json::to_value(parts).expect("JSON");
    assert_eq!(json(&parts(&resolved)), json(&at_once));
    // What the note says has changed: it keeps what it said.
    client.change(DOCUMENT, 2, &json!([edit(2, 36, 46, "public")]));
    let stale = client.ask::<InlayHintResolveRequest>(&params);
    assert_eq!(json(&parts(&stale)), json(&parts(&hints[0])));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn notes_can_do_without_signs() {
    let text = "model m \"M\"\nuse stride 1.0\nzone a: internet-zone { process p: web-app }\n\
                zone b: internal-zone { process q: web-app }\nflow f: p -> q via https\n";
    let whole = json!({
        "textDocument": { "uri": DOCUMENT },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 5, "character": 0 } },
    });
    let mut params = initialize_params(&json!({}));
    params["initializationOptions"] = json!({ "tm": { "inlayHints": { "ascii": true } } });
    let (mut client, _) = Client::start_with(TM, &params);
    client.open(DOCUMENT, text);
    let hints = client.ask::<InlayHintRequest>(&whole).expect("a list");
    let label = |hint: &InlayHint| match &hint.label {
        InlayHintLabel::LabelParts(parts) => parts.iter().map(|it| it.value.as_str()).collect(),
        InlayHintLabel::String(label) => label.clone(),
    };
    let labels: Vec<String> = hints.iter().map(label).collect();
    assert!(labels.iter().any(|label| label.starts_with("up none->high")), "{labels:?}");
    assert!(labels.iter().all(|label| label.is_ascii()), "{labels:?}");
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_document_nobody_opened_has_nothing_to_show() {
    let mut client = Client::start(TM);
    assert_eq!(client.call("textDocument/hover", &place(0, 0)), Value::Null);
    assert_eq!(client.call("textDocument/completion", &place(0, 0)), Value::Null);
    assert_eq!(client.finish(), Some(0));
}
