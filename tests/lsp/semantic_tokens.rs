//! Semantic tokens through the protocol: whole, as changes, and for a part of the text.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};
use tower_lsp::ls_types::request::{
    SemanticTokensFullDeltaRequest, SemanticTokensFullRequest, SemanticTokensRangeRequest,
};
use tower_lsp::ls_types::{
    SemanticToken, SemanticTokens, SemanticTokensFullDeltaResult, SemanticTokensRangeResult,
    SemanticTokensResult,
};

use crate::{DOCUMENT, TM, edit};

const MODEL: &str = "model m \"M\"\nzone inside {\n  process web \"Ä😀\" in inside\n}\n\
                     entity user\nflow f: user -> web\n";

fn capabilities(refresh: bool) -> Value {
    json!({
        "workspace": { "semanticTokens": { "refreshSupport": refresh } },
        "textDocument": { "semanticTokens": {
            "requests": { "range": true, "full": { "delta": true } },
            "tokenTypes": ["keyword", "class", "interface", "process"],
            "tokenModifiers": ["declaration"],
            "formats": ["relative"],
        } },
    })
}

fn about(more: Value) -> Value {
    let mut params = json!({ "textDocument": { "uri": DOCUMENT } });
    let Value::Object(more) = more else { panic!("an object") };
    params.as_object_mut().expect("an object").extend(more);
    params
}

fn full(client: &mut Client) -> SemanticTokens {
    match client.ask::<SemanticTokensFullRequest>(&about(json!({}))) {
        Some(SemanticTokensResult::Tokens(tokens)) => tokens,
        other => panic!("{other:?}"),
    }
}

/// The tokens after an answer, and its number.
fn since(client: &mut Client, before: &SemanticTokens) -> (SemanticTokens, bool) {
    let params = about(json!({ "previousResultId": before.result_id }));
    match client.ask::<SemanticTokensFullDeltaRequest>(&params).expect("tokens") {
        SemanticTokensFullDeltaResult::Tokens(tokens) => (tokens, true),
        SemanticTokensFullDeltaResult::TokensDelta(delta) => {
            let mut data = before.data.clone();
            for edit in &delta.edits {
                let (start, end) = (edit.start / 5, (edit.start + edit.delete_count) / 5);
                let new = edit.data.clone().unwrap_or_default();
                data.splice(start as usize..end as usize, new);
            }
            (SemanticTokens { result_id: delta.result_id, data }, false)
        }
        other => panic!("{other:?}"),
    }
}

/// The line, column, length and kind of each token.
fn placed(tokens: &[SemanticToken]) -> Vec<(u32, u32, u32, u32)> {
    let (mut line, mut column) = (0, 0);
    let placed = tokens.iter().map(|token| {
        column = if token.delta_line == 0 { column } else { 0 } + token.delta_start;
        line += token.delta_line;
        (line, column, token.length, token.token_type)
    });
    placed.collect()
}

#[test]
fn tokens_have_places_and_the_names_that_the_client_knows() {
    let (mut client, _) = Client::start_with(TM, &initialize_params(&capabilities(false)));
    client.open(DOCUMENT, MODEL);
    let params = initialize_params(&capabilities(false));
    let mut other = Client::spawn(TM);
    let offered = other.call("initialize", &params);
    let offered = &offered["capabilities"]["semanticTokensProvider"];
    assert_eq!(offered["full"], json!({ "delta": true }));
    let names: Vec<&str> = offered["legend"]["tokenTypes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|name| name.as_str().expect("text"))
        .collect();
    assert!(names.contains(&"process") && names.contains(&"interface") && !names.contains(&"zone"));
    let tokens = full(&mut client).data;
    let found: Vec<(u32, u32, u32, &str)> = placed(&tokens)
        .into_iter()
        .map(|(line, column, length, kind)| (line, column, length, names[kind as usize]))
        .collect();
    assert_eq!(
        found,
        [
            (0, 0, 5, "keyword"),
            (0, 6, 1, "namespace"),
            (0, 8, 3, "string"),
            (1, 0, 4, "keyword"),
            (1, 5, 6, "namespace"),
            (2, 2, 7, "keyword"),
            (2, 10, 3, "process"),
            (2, 14, 5, "string"),
            (2, 20, 2, "keyword"),
            (2, 23, 6, "namespace"),
            (4, 0, 6, "keyword"),
            (4, 7, 4, "interface"),
            (5, 0, 4, "keyword"),
            (5, 5, 1, "method"),
            (5, 8, 4, "interface"),
            (5, 13, 2, "operator"),
            (5, 16, 3, "process"),
        ]
    );
    let range =
        json!({ "start": { "line": 4, "character": 7 }, "end": { "line": 4, "character": 9 } });
    let params = about(json!({ "range": range }));
    let Some(SemanticTokensRangeResult::Tokens(some)) =
        client.ask::<SemanticTokensRangeRequest>(&params)
    else {
        panic!("tokens");
    };
    let some = placed(&some.data);
    assert_eq!(some, placed(&tokens)[11..12]);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn after_an_edit_the_changes_make_what_a_whole_answer_would() {
    let (mut client, _) = Client::start_with(TM, &initialize_params(&capabilities(false)));
    client.open(DOCUMENT, MODEL);
    let mut known = full(&mut client);
    let edits = [
        edit(4, 0, 6, "process"),
        edit(2, 2, 2, "// a comment\n  "),
        edit(0, 0, 11, "model m \"N\"\nuse stride 1.0\n"),
        edit(2, 0, 0, "\n\n"),
        edit(5, 0, 0, "}\nzone more {"),
    ];
    for (version, change) in edits.iter().enumerate() {
        client.change(DOCUMENT, 2 + version as i32, &json!([change]));
        let (next, is_whole) = since(&mut client, &known);
        assert!(!is_whole);
        let whole = full(&mut client);
        assert_eq!(next.data, whole.data, "edit {version}");
        // The whole answer is the last one now.
        let (again, is_whole) = since(&mut client, &next);
        assert!(is_whole);
        known = again;
    }
    let unknown = SemanticTokens { result_id: Some("none of ours".into()), data: Vec::new() };
    assert!(since(&mut client, &unknown).1);
    // Numbers of a document that was closed are not known when it is opened again.
    let known = full(&mut client);
    client.close(DOCUMENT);
    client.open(DOCUMENT, MODEL);
    assert!(since(&mut client, &known).1);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_client_is_asked_to_fetch_tokens_again_when_another_document_changes() {
    let (mut client, _) = Client::start_with(TM, &initialize_params(&capabilities(true)));
    let folder = std::env::temp_dir().join(format!("tm-tokens-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("tm.toml"), "").expect("a file");
    let uri = |name: &str| format!("file://{}/{name}", folder.display());
    client.open(&uri("shop.tm"), "model shop\nentity user\n");
    client.open(&uri("part.tm"), "part of shop\nflow f: user -> user\n");
    let colours = |client: &mut Client| {
        let params = json!({ "textDocument": { "uri": uri("part.tm") } });
        client.call("textDocument/semanticTokens/full", &params)["data"].clone()
    };
    let before = colours(&mut client);
    while client.unseen().iter().any(|it| it["method"] == json!("workspace/semanticTokens/refresh"))
    {
        let (id, _) = client.asked("workspace/semanticTokens/refresh");
        client.answer(&id, &Value::Null);
    }
    client.change(&uri("shop.tm"), 2, &json!([edit(1, 0, 6, "process")]));
    let (id, _) = client.asked("workspace/semanticTokens/refresh");
    client.answer(&id, &Value::Null);
    assert_ne!(before, colours(&mut client));
    std::fs::remove_dir_all(&folder).expect("it goes");
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_client_that_takes_no_tokens_is_offered_none() {
    let (client, offered) = Client::start_with(TM, &initialize_params(&json!({})));
    assert!(offered.semantic_tokens_provider.is_none());
    assert_eq!(client.finish(), Some(0));
}
