//! Findings for clients that fetch them.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};
use tower_lsp::ls_types::Diagnostic;
use tower_lsp::ls_types::notification::{Notification, PublishDiagnostics};

use crate::workspace::Folder;
use crate::{DOCUMENT, TM, edit};

const ISOLATED: &str = "model m \"M\"\nprocess app\nstore archive\n";

/// A client as those are that fetch findings.
fn start() -> Client {
    let params = initialize_params(&json!({
        "workspace": { "diagnostics": { "refreshSupport": true } },
        "textDocument": { "diagnostic": {} },
    }));
    let (client, offered) = Client::start_with(TM, &params);
    let offered = serde_json::to_value(offered.diagnostic_provider).expect("JSON");
    assert_eq!(offered["interFileDependencies"], json!(true));
    assert_eq!(offered["workspaceDiagnostics"], json!(true));
    client
}

fn fetch(client: &mut Client, uri: &str, known: Option<&str>) -> Value {
    let params = json!({ "textDocument": { "uri": uri }, "previousResultId": known });
    client.call("textDocument/diagnostic", &params)
}

fn isolated(report: &Value) -> usize {
    let findings: Vec<Diagnostic> =
        serde_json::from_value(report["items"].clone()).expect("findings");
    findings.iter().filter(|it| it.message.starts_with("Nothing flows")).count()
}

fn id(report: &Value) -> &str {
    report["resultId"].as_str().expect("a number of the list")
}

/// Nothing was sent that was not asked for.
fn finish(mut client: Client) {
    let sent = client.unseen();
    assert!(sent.iter().all(|it| it["method"] != PublishDiagnostics::METHOD), "{sent:?}");
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn who_fetches_findings_is_sent_none() {
    let mut client = start();
    client.open(DOCUMENT, ISOLATED);
    let first = fetch(&mut client, DOCUMENT, None);
    assert_eq!((&first["kind"], isolated(&first)), (&json!("full"), 2));
    let same = fetch(&mut client, DOCUMENT, Some(id(&first)));
    assert_eq!(same, json!({ "kind": "unchanged", "resultId": id(&first) }));

    client.change(DOCUMENT, 2, &json!([edit(3, 0, 0, "flow f: app -> archive\n")]));
    let joined = fetch(&mut client, DOCUMENT, Some(id(&first)));
    assert_eq!((&joined["kind"], isolated(&joined)), (&json!("full"), 0));
    assert_ne!(id(&joined), id(&first));
    // A number that was never given, or not by this server, is as good as none.
    for odd in ["0", "999999", "x", ""] {
        assert_eq!(fetch(&mut client, DOCUMENT, Some(odd))["kind"], json!("full"), "{odd}");
    }

    client.close(DOCUMENT);
    let closed = fetch(&mut client, DOCUMENT, Some(id(&joined)));
    assert_eq!(closed, json!({ "kind": "full", "items": [] }));
    let nowhere = fetch(&mut client, "file:///nowhere/at/all.tm", None);
    assert_eq!(nowhere, json!({ "kind": "full", "items": [] }));
    finish(client);
}

#[test]
fn what_an_edit_changes_in_another_document_is_told_to_be_fetched_again() {
    let folder = Folder::new("fetching-beside", &[]);
    let [shop, part] = ["shop.tm", "part.tm"].map(|name| folder.uri(name));
    let mut client = start();
    client.open(&shop, "model shop \"Shop\"\nprocess app\nstore archive\n");
    client.open(&part, "part of shop\n");
    let before = fetch(&mut client, &shop, None);
    assert_eq!(isolated(&before), 2);
    fetch(&mut client, &part, None);
    client.change(&part, 2, &json!([edit(1, 0, 0, "flow f: app -> archive\n")]));
    let (request, _) = client.asked("workspace/diagnostic/refresh");
    client.answer(&request, &Value::Null);
    assert_eq!(isolated(&fetch(&mut client, &shop, Some(id(&before)))), 0);
    finish(client);
}

#[test]
fn a_request_for_everything_waits_until_there_is_something_new() {
    let text = "part of shop\nstore archive\n";
    let folder = Folder::new("fetching-everything", &[("part.tm", text)]);
    let [shop, part] = ["shop.tm", "part.tm"].map(|name| folder.uri(name));
    let mut client = start();
    let all = client.request("workspace/diagnostic", &json!({ "previousResultIds": [] }));
    client.open(&shop, "model shop \"Shop\"\n");
    let reply = client.reply(all);
    let items = reply["result"]["items"].as_array().expect("a list").clone();
    let known = |items: &[Value]| -> Vec<Value> {
        let ids = items.iter().filter(|item| item["resultId"].is_string());
        ids.map(|item| json!({ "uri": item["uri"], "value": item["resultId"] })).collect()
    };
    let mut have = known(&items);
    // The document and the part that nobody opened may come one after the other.
    while !have.iter().any(|it| it["uri"] == json!(part)) {
        let next = client.call("workspace/diagnostic", &json!({ "previousResultIds": have }));
        have = known(next["items"].as_array().expect("a list"));
    }
    let waiting = client.request("workspace/diagnostic", &json!({ "previousResultIds": have }));
    client.notify("$/cancelRequest", &json!({ "id": waiting }));
    assert_eq!(client.reply(waiting)["error"]["code"], json!(-32800));

    let waiting = client.request("workspace/diagnostic", &json!({ "previousResultIds": have }));
    client.change(&shop, 2, &json!([edit(1, 0, 0, "process app\nflow f: app -> archive\n")]));
    let reply = client.reply(waiting);
    let items = reply["result"]["items"].as_array().expect("a list");
    assert!(items.iter().any(|item| item["kind"] == json!("full")), "{items:?}");
    // Of what the client does not see any more it is told once.
    client.close(&shop);
    let gone = loop {
        let params = json!({ "previousResultIds": known(items) });
        let next = client.call("workspace/diagnostic", &params);
        let of_part = |it: &&Value| it["uri"] == json!(part) && it["kind"] == json!("full");
        let list = next["items"].as_array().expect("a list").iter().find(of_part).cloned();
        match list {
            Some(list) if list["items"] == json!([]) => break list,
            _ => {}
        }
    };
    assert!(gone.get("resultId").is_none(), "{gone}");
    finish(client);
}

#[test]
fn who_cannot_be_asked_to_fetch_again_is_sent_findings() {
    let params = initialize_params(&json!({ "textDocument": { "diagnostic": {} } }));
    let (mut client, offered) = Client::start_with(TM, &params);
    assert_eq!(offered.diagnostic_provider, None);
    client.open(DOCUMENT, ISOLATED);
    assert!(!client.findings(|_| true).diagnostics.is_empty());
    assert_eq!(client.finish(), Some(0));
}
