//! Commands: what a click on a lens does, and what answers in a view write.

use serde_json::{Value, json};
use tm_tests::Client;

use crate::requests::start;
use crate::{DOCUMENT, edit};

const MODEL: &str = r#"model m "M"
use stride 1.0
zone internet: internet-zone "Internet" {
  entity visitor: end-user "Visitor"
}
zone inside: internal-zone "Inside" {
  process web: web-app "Web" { audit-log: ?; criticality: high }
}
flow 1 ask: visitor -> web "Ask" via https carrying nothing
mitigation limiter: rate-limit "At the edge" on web status planned
assumption quiet: infrastructure "Nobody floods us" about web
story look: user "I look" on ask { without "a queue": stride.flooding on web }
"#;

/// The command of the line above the item on a line of the document.
fn lens(client: &mut Client, line: u64) -> Value {
    let params = json!({ "textDocument": { "uri": DOCUMENT } });
    let lenses = client.call("textDocument/codeLens", &params);
    let lenses = lenses.as_array().expect("a list").clone();
    let lens = lenses.iter().find(|lens| lens["range"]["start"]["line"] == json!(line));
    client.call("codeLens/resolve", lens.expect("a lens on that line"))["command"].clone()
}

fn run(client: &mut Client, command: &Value) -> Value {
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    client.call("workspace/executeCommand", &params)
}

fn edits(params: &Value) -> &Value {
    &params["edit"]["changes"][DOCUMENT]
}

#[test]
fn every_lens_does_something_in_a_client_without_a_plugin() {
    let mut client = start(&json!({
        "workspace": { "applyEdit": true },
        "window": { "showDocument": { "support": true } },
    }));
    client.open(DOCUMENT, MODEL);

    // The model: to what is most urgent.
    let command = lens(&mut client, 0);
    assert_eq!(command["command"], json!("tm.goToNext"));
    let place = run(&mut client, &command);
    let (id, shown) = client.asked("window/showDocument");
    assert_eq!(shown["uri"], place["uri"]);
    assert_eq!(shown["selection"], place["range"]);
    client.answer(&id, &json!({ "success": true }));

    // A mitigation: how far it is, chosen from all words but the one it has.
    let command = lens(&mut client, 9);
    assert_eq!(command["command"], json!("tm.setStatus"));
    assert_eq!(run(&mut client, &command), Value::Null);
    let (id, asked) = client.asked("window/showMessageRequest");
    assert!(asked["actions"].as_array().is_some_and(|it| it.len() > 3));
    client.answer(&id, &json!({ "title": "done" }));
    let (id, applied) = client.asked("workspace/applyEdit");
    assert_eq!(edits(&applied)[0]["newText"], json!("done"));
    client.answer(&id, &json!({ "applied": true }));

    // An assumption: what follows if it is wrong.
    let command = lens(&mut client, 10);
    assert_eq!(command["command"], json!("tm.whatIf"));
    let value = run(&mut client, &command);
    assert_eq!((&value["assumption"], &value["version"]), (&json!("quiet"), &json!(1)));
    let message = client.notification("window/showMessage");
    assert!(message["message"].as_str().is_some_and(|it| it.contains("quiet")), "{message}");

    // A story: how its threats stand.
    let command = lens(&mut client, 11);
    assert_eq!(run(&mut client, &command), json!(["stride.flooding on web"]));
    let message = client.notification("window/showMessage");
    assert!(message["message"].as_str().is_some_and(|it| it.contains("planned")), "{message}");
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_rule_tells_where_it_fires() {
    let mut client = start(&json!({}));
    let pack = "kb acme 1.0.0\nuse base 1.0\nthreat crowd: spoofing \"{p}\" for process p { when p is web-app; severity: high }\n";
    client.open("file:///models/acme.tm", pack);
    client.open(DOCUMENT, "model m \"M\"\nuse acme 1.0\nprocess web: web-app \"Web\"\n");
    let params = json!({ "textDocument": { "uri": "file:///models/acme.tm" } });
    let lenses = client.call("textDocument/codeLens", &params);
    let command = client.call("codeLens/resolve", &lenses[0])["command"].clone();
    assert_eq!(command["command"], json!("tm.tellRule"));
    let places = run(&mut client, &command);
    assert_eq!(places[0]["uri"], json!(DOCUMENT));
    // This client opens no documents, so it is told.
    let message = client.notification("window/showMessage");
    assert!(message["message"].as_str().is_some_and(|it| it.contains("web, in m")), "{message}");
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_client_with_views_runs_its_own_commands() {
    let mut client = start(&json!({
        "experimental": { "tm": { "commands": ["tm.showMitigations", "tm.showStories"] } },
    }));
    client.open(DOCUMENT, MODEL);
    let command = lens(&mut client, 9);
    assert_eq!(command["command"], json!("tm.showMitigations"));
    assert_eq!(command["arguments"], json!([{ "uri": DOCUMENT, "name": "limiter" }]));
    assert_eq!(lens(&mut client, 11)["command"], json!("tm.showStories"));
    assert_eq!(lens(&mut client, 10)["command"], json!("tm.whatIf"));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn an_answer_of_the_questionnaire_writes_itself() {
    let mut client = start(&json!({ "workspace": { "applyEdit": true } }));
    client.open(DOCUMENT, MODEL);
    let params = json!({ "textDocument": { "uri": DOCUMENT } });
    let asked = client.call("tm/questions", &params);
    let asked = asked["questions"].as_array().expect("questions").clone();
    let log = asked.iter().find(|row| row["attribute"] == "audit-log").expect("it is asked");
    assert_eq!(log["promised"], json!(true));
    let answers = log["answers"].as_array().expect("answers");
    let yes = answers.iter().find(|it| it["label"] == "yes").expect("an answer");
    assert_eq!(yes["writes"], json!("audit-log: yes"));
    let argument = json!({
        "uri": log["uri"],
        "subject": log["subject"],
        "key": log["key"],
        "kind": yes["kind"],
        "value": yes["value"],
    });
    let command = json!({ "command": "tm.answer", "arguments": [argument] });

    // The text has moved on since the list was made.
    client.change(DOCUMENT, 2, &json!([edit(2, 0, 0, "// a remark\n")]));
    assert_eq!(run(&mut client, &command), Value::Null);
    let (id, applied) = client.asked("workspace/applyEdit");
    let change = &edits(&applied)[0];
    assert_eq!(change["newText"], json!("yes"));
    assert_eq!(change["range"]["start"]["line"], json!(7));
    client.answer(&id, &json!({ "applied": false, "failureReason": "it is read only" }));
    let message = client.notification("window/showMessage");
    assert!(message["message"].as_str().is_some_and(|it| it.contains("read only")), "{message}");

    // A question that was answered meanwhile is not answered twice.
    client.change(DOCUMENT, 3, &json!([edit(7, 42, 43, "yes")]));
    assert_eq!(client.call_in_vain("workspace/executeCommand", &command), -32803);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_command_that_cannot_be_run_says_why() {
    let mut client = start(&json!({}));
    client.open(DOCUMENT, MODEL);
    let about = |name: &str| json!([{ "uri": DOCUMENT, "name": name }]);
    for (command, arguments, code) in [
        ("tm.fly", json!([]), -32602),
        ("tm.setStatus", json!([]), -32602),
        ("tm.setStatus", about("nobody"), -32602),
        ("tm.whatIf", about("nobody"), -32602),
        ("tm.tellStory", about("nobody"), -32602),
        ("tm.goToNext", json!([{ "uri": "file:///nowhere.tm" }]), -32602),
        // This client takes no edits.
        ("tm.setStatus", json!([{ "uri": DOCUMENT, "name": "limiter", "status": "done" }]), -32803),
        ("tm.setStatus", json!([{ "uri": DOCUMENT, "name": "limiter", "status": "gone" }]), -32803),
    ] {
        let params = json!({ "command": command, "arguments": arguments });
        assert_eq!(client.call_in_vain("workspace/executeCommand", &params), code, "{params}");
    }
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_client_that_never_answers_holds_nobody_up() {
    let mut client = start(&json!({ "workspace": { "applyEdit": true } }));
    client.open(DOCUMENT, MODEL);
    let command = lens(&mut client, 9);
    for _ in 0..20 {
        run(&mut client, &command);
        client.asked("window/showMessageRequest");
    }
    let hover = json!({
        "textDocument": { "uri": DOCUMENT }, "position": { "line": 6, "character": 10 },
    });
    assert!(client.call("textDocument/hover", &hover).is_object());
    assert_eq!(client.finish(), Some(0));
}
