//! Every request that the server takes, with sound parameters.

use serde_json::{Value, json};

/// A client that can do everything: what is offered to it is all there is to offer.
pub const ABLE: &str = include_str!("../profiles/vscode.json");

/// A request, and what to ask.
pub struct Question {
    pub method: &'static str,
    pub params: Value,
}

/// A range of two places.
pub fn range(from: (usize, usize), to: (usize, usize)) -> Value {
    json!({
        "start": { "line": from.0, "character": from.1 },
        "end": { "line": to.0, "character": to.1 },
    })
}

/// What the server can be asked about a place of a document, and about a range that begins there.
pub fn questions(uri: &str, from: (usize, usize), to: (usize, usize)) -> Vec<Question> {
    let document = json!({ "uri": uri });
    let position = json!({ "line": from.0, "character": from.1 });
    let range = range(from, to);
    let whole = json!({ "textDocument": document });
    let at = json!({ "textDocument": document, "position": position });
    let within = json!({ "textDocument": document, "range": range });
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let item = json!({
        "name": "app", "kind": 5, "uri": uri, "range": range, "selectionRange": range,
        "data": { "file": uri },
    });
    let carried = json!({ "uri": uri, "position": position, "range": range });
    let with = |base: &Value, more: Value| {
        let mut params = base.clone();
        let Value::Object(more) = more else { panic!("an object") };
        params.as_object_mut().expect("an object").extend(more);
        params
    };
    let mut all = vec![
        ("textDocument/hover", at.clone()),
        ("textDocument/completion", with(&at, json!({ "context": { "triggerKind": 1 } }))),
        (
            "completionItem/resolve",
            json!({ "label": "app", "kind": 5, "data": carried, "sortText": "1" }),
        ),
        ("textDocument/signatureHelp", at.clone()),
        ("textDocument/declaration", at.clone()),
        ("textDocument/definition", at.clone()),
        ("textDocument/typeDefinition", at.clone()),
        ("textDocument/implementation", at.clone()),
        (
            "textDocument/references",
            with(&at, json!({ "context": { "includeDeclaration": true } })),
        ),
        ("textDocument/documentHighlight", at.clone()),
        ("textDocument/documentSymbol", whole.clone()),
        ("textDocument/codeAction", with(&within, json!({ "context": { "diagnostics": [] } }))),
        (
            "codeAction/resolve",
            json!({ "title": "Accept for 90 days", "kind": "quickfix", "data": carried }),
        ),
        ("textDocument/codeLens", whole.clone()),
        ("codeLens/resolve", json!({ "range": range, "data": carried })),
        ("textDocument/documentLink", whole.clone()),
        ("documentLink/resolve", json!({ "range": range, "data": "stride" })),
        ("textDocument/formatting", with(&whole, json!({ "options": options }))),
        ("textDocument/rangeFormatting", with(&within, json!({ "options": options }))),
        (
            "textDocument/rangesFormatting",
            with(&whole, json!({ "ranges": [range], "options": options })),
        ),
        ("textDocument/onTypeFormatting", with(&at, json!({ "ch": "}", "options": options }))),
        ("textDocument/rename", with(&at, json!({ "newName": "renamed" }))),
        ("textDocument/prepareRename", at.clone()),
        ("textDocument/foldingRange", whole.clone()),
        ("textDocument/selectionRange", with(&whole, json!({ "positions": [position] }))),
        ("textDocument/prepareCallHierarchy", at.clone()),
        ("callHierarchy/incomingCalls", json!({ "item": item })),
        ("callHierarchy/outgoingCalls", json!({ "item": item })),
        ("textDocument/prepareTypeHierarchy", at.clone()),
        ("typeHierarchy/supertypes", json!({ "item": item })),
        ("typeHierarchy/subtypes", json!({ "item": item })),
        ("textDocument/semanticTokens/full", whole.clone()),
        (
            "textDocument/semanticTokens/full/delta",
            with(&whole, json!({ "previousResultId": "1" })),
        ),
        ("textDocument/semanticTokens/range", within.clone()),
        ("textDocument/inlayHint", within.clone()),
        (
            "inlayHint/resolve",
            json!({ "position": position, "label": [{ "value": "↑" }], "data": carried }),
        ),
        ("workspace/symbol", json!({ "query": "a" })),
        (
            "workspace/willRenameFiles",
            json!({ "files": [{ "oldUri": uri, "newUri": "file:///models/other.tm" }] }),
        ),
    ];
    for name in ["answer", "setStatus", "whatIf", "goToNext", "tellStory", "tellRule"] {
        let argument = json!({
            "uri": uri, "name": "app", "status": "done", "subject": "app", "key": "audit-log",
            "kind": "value", "value": "yes",
        });
        let params = json!({ "command": format!("tm.{name}"), "arguments": [argument] });
        all.push(("workspace/executeCommand", params));
    }
    for (method, more) in [
        ("tm/diagram", json!({ "filter": { "zone": "inside" } })),
        ("tm/questions", json!({})),
        ("tm/threats", json!({})),
        ("tm/mitigations", json!({})),
        ("tm/stories", json!({})),
        ("tm/assumptions", json!({})),
        ("tm/model", json!({})),
        ("tm/explain", json!({ "key": "stride.flooding on app" })),
        ("tm/whatIf", json!({ "assumption": "sealed" })),
    ] {
        all.push((method, with(&whole, more)));
    }
    all.into_iter().map(|(method, params)| Question { method, params }).collect()
}

/// What is offered and asked of a document only if a server has findings to fetch.
pub fn findings(uri: &str) -> Vec<Question> {
    vec![
        Question {
            method: "textDocument/diagnostic",
            params: json!({ "textDocument": { "uri": uri }, "previousResultId": "1" }),
        },
        Question { method: "workspace/diagnostic", params: json!({ "previousResultIds": [] }) },
    ]
}
