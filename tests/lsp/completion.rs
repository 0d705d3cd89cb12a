//! Completion through the protocol: what a list holds, and what is asked for later.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};
use tower_lsp::ls_types::request::{Completion, ResolveCompletionItem};
use tower_lsp::ls_types::{CompletionItem, CompletionList, CompletionResponse};

use crate::{DOCUMENT, TM, place};

const MODEL: &str = "model shop\nuse stride 1.0\nzone internet: internet-zone { entity user: end-user }\n\
                     zone inside: internal-zone { process web: web-app { criticality: high } }\n\
                     flow ask: user -> web via https\nmitigate stride.flooding on web with \n\
                     flow more: web -> depot\n";

fn start(later: &[&str]) -> Client {
    let capabilities = json!({
        "textDocument": { "completion": { "completionItem": {
            "resolveSupport": { "properties": later },
        } } },
    });
    let (client, offered) = Client::start_with(TM, &initialize_params(&capabilities));
    let resolves = offered.completion_provider.and_then(|it| it.resolve_provider);
    assert_eq!(resolves, Some(!later.is_empty()));
    client
}

fn list(client: &mut Client, line: u32, character: u32) -> CompletionList {
    match client.ask::<Completion>(&place(line, character)) {
        Some(CompletionResponse::List(list)) => list,
        other => panic!("{other:?}"),
    }
}

fn entry(list: &CompletionList, label: &str) -> CompletionItem {
    list.items.iter().find(|item| item.label == label).expect("it is offered").clone()
}

fn resolved(client: &mut Client, item: &CompletionItem) -> CompletionItem {
    client.ask::<ResolveCompletionItem>(&serde_json::to_value(item).expect("JSON"))
}

#[test]
fn a_client_that_asks_later_gets_the_rest_of_one_entry_then() {
    let mut at_once = start(&[]);
    at_once.open(DOCUMENT, MODEL);
    let whole = entry(&list(&mut at_once, 5, 37), "rate-limit");
    assert_eq!(whole.data, None);
    let edits = whole.additional_text_edits.as_ref().expect("the mitigation");
    assert_eq!(edits[0].new_text.trim(), "mitigation rate-limit: rate-limit on web status planned");
    assert!(whole.documentation.is_some());

    for later in [&["documentation"][..], &["documentation", "additionalTextEdits"]] {
        let mut client = start(later);
        client.open(DOCUMENT, MODEL);
        let less = entry(&list(&mut client, 5, 37), "rate-limit");
        assert_eq!(less.documentation, None);
        assert_eq!(less.additional_text_edits.is_none(), later.len() == 2);
        let more = resolved(&mut client, &less);
        assert_eq!(more.documentation, whole.documentation);
        assert_eq!(more.additional_text_edits, whole.additional_text_edits);
        assert_eq!(client.finish(), Some(0));
    }
    assert_eq!(at_once.finish(), Some(0));
}

#[test]
fn an_entry_that_is_gone_stays_as_it_is() {
    let mut client = start(&["documentation"]);
    client.open(DOCUMENT, MODEL);
    let less = entry(&list(&mut client, 5, 37), "rate-limit");
    client.change(DOCUMENT, 2, &json!([{ "text": "model shop\n" }]));
    assert_eq!(resolved(&mut client, &less), less);
    client.close(DOCUMENT);
    assert_eq!(resolved(&mut client, &less), less);
    let foreign = json!({ "label": "of another server", "data": 7 });
    assert_eq!(client.call("completionItem/resolve", &foreign), foreign);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_list_that_follows_what_is_typed_is_asked_for_again() {
    let mut client = start(&[]);
    client.open(DOCUMENT, MODEL);
    let found = list(&mut client, 6, 23);
    assert!(found.is_incomplete);
    entry(&found, "depot (new process)");
    assert!(!list(&mut client, 5, 37).is_incomplete);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn owners_of_code_are_offered_as_people() {
    let folder = std::env::temp_dir().join(format!("tm-owners-{}", std::process::id()));
    std::fs::create_dir_all(folder.join(".github")).expect("a folder");
    std::fs::write(folder.join("tm.toml"), "").expect("a file");
    std::fs::write(folder.join(".github/CODEOWNERS"), "* @dana @org/security\n").expect("a file");
    let uri = format!("file://{}/shop.tm", folder.display());
    let mut client = start(&[]);
    client.open(&uri, "model shop\naccept x on y by \n");
    // Findings come when the disk has been read.
    client.findings(|_| true);
    let at = json!({
        "textDocument": { "uri": uri },
        "position": { "line": 1, "character": 17 },
    });
    let Value::Object(found) = client.call("textDocument/completion", &at) else {
        panic!("a list")
    };
    let labels: Vec<&str> = found["items"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["label"].as_str())
        .collect();
    assert_eq!(labels, ["@dana", "@org/security"]);
    std::fs::remove_dir_all(&folder).expect("it goes");
    assert_eq!(client.finish(), Some(0));
}
