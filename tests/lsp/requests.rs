//! The requests of our own: what views show, through the protocol.

use std::process::Command;

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};

use crate::workspace::{Folder, shown};
use crate::{DOCUMENT, TM, edit};

/// A model with something of each kind.
const SHOP: &str = r#"model shop "Web shop" {
  owner: @dana; reviewed: 2026-11-01; review-every: 90d
}
use stride 1.0
tracker SHOP "https://tracker.example.org/{id}"
asset order: personal-data "Order" classified confidential
zone internet: internet-zone "Internet" {
  entity customer: end-user "Customer"
}
zone inside: internal-zone "Our platform" {
  process checkout: web-app "Checkout — “ö”" { criticality: high; audit-log: ? }
  store orders: sql-database "Order book" holds order
}
flow 1 buy: customer -> checkout "Buy" via https carrying order { authn: session }
flow 2 book: checkout -> orders "Book" via sql-protocol carrying order
flow 3 receipt: checkout -> customer "Mail" via smtp carrying order { encrypted: yes assuming sealed }
mitigation limiter: rate-limit "At the edge" on checkout status planned ticket SHOP-7
assumption sealed: infrastructure "The mail is sealed" { status: open; owner: @kim; check-by: 2026-12-01 }
story pay: user "As a customer I pay" on buy { without "a queue": stride.flooding on checkout }
"#;

/// The methods, each with parameters besides the document.
fn all() -> [(&'static str, Value); 9] {
    [
        ("tm/diagram", json!({})),
        ("tm/questions", json!({})),
        ("tm/threats", json!({})),
        ("tm/mitigations", json!({})),
        ("tm/stories", json!({})),
        ("tm/assumptions", json!({})),
        ("tm/model", json!({})),
        ("tm/explain", json!({ "key": "stride.flooding on checkout" })),
        ("tm/whatIf", json!({ "assumption": "sealed" })),
    ]
}

pub(crate) fn start(capabilities: &Value) -> Client {
    let mut params = initialize_params(capabilities);
    params["initializationOptions"] = json!({ "tm": { "today": "2026-11-21" } });
    Client::start_with(TM, &params).0
}

fn about(uri: &str, more: &Value) -> Value {
    let mut params = more.clone();
    params["textDocument"] = json!({ "uri": uri });
    params
}

fn list<'a>(answer: &'a Value, name: &str) -> &'a [Value] {
    answer[name].as_array().unwrap_or_else(|| panic!("{name} of {answer}"))
}

fn texts(rows: &[Value], field: &str) -> Vec<String> {
    rows.iter().map(|row| row[field].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_request_is_announced_and_answers_with_its_version() {
    let mut client = Client::spawn(TM);
    let offered = client.call("initialize", &initialize_params(&json!({})));
    client.notify("initialized", &json!({}));
    client.open(DOCUMENT, SHOP);
    let announced = &offered["capabilities"]["experimental"];
    assert_eq!(announced.as_object().map(serde_json::Map::len), Some(all().len()));
    for (method, more) in all() {
        let answer = client.call(method, &about(DOCUMENT, &more));
        assert_eq!(answer["version"], announced[method], "{method}");
        assert_eq!(answer["documentVersion"], json!(1), "{method}");
        assert_eq!(answer["model"], json!("shop"), "{method}");
        assert_eq!(answer["broken"], json!([]), "{method}");
    }
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn what_is_asked_in_vain_is_an_error_that_says_why() {
    let mut client = start(&json!({}));
    client.open(DOCUMENT, SHOP);
    client.open("file:///models/house.tm", "kb house 1.0.0 \"House\"\n");
    for (method, more) in all() {
        assert_eq!(client.call_in_vain(method, &about("file:///nowhere/x.tm", &more)), -32602);
        assert_eq!(client.call_in_vain(method, &json!({})), -32602, "{method}");
        assert_eq!(client.call_in_vain(method, &json!({ "textDocument": 7 })), -32602);
        assert_eq!(client.call_in_vain(method, &about("file:///models/house.tm", &more)), -32803);
    }
    for (method, more, says) in [
        ("tm/explain", json!({}), "key"),
        ("tm/explain", json!({ "key": "flooding" }), "RULE on THING"),
        (
            "tm/explain",
            json!({ "key": "stride.floding on checkout" }),
            "stride.flooding on checkout",
        ),
        ("tm/whatIf", json!({ "assumption": "seeled" }), "Did you mean \"sealed\"?"),
        ("tm/diagram", json!({ "filter": { "zone": "insid" } }), "Did you mean \"inside\"?"),
        ("tm/diagram", json!({ "filter": { "zones": "inside" } }), "zones"),
        ("tm/diagram", json!({ "filter": { "whatIf": "x" } }), "assumption"),
    ] {
        let id = client.request(method, &about(DOCUMENT, &more));
        let error = client.reply(id)["error"].clone();
        assert_eq!(error["code"], json!(-32602), "{method} {more}");
        assert!(error["message"].as_str().is_some_and(|it| it.contains(says)), "{error}");
    }
    assert_eq!(client.finish(), Some(0));
}

/// What the command line says of the same text.
fn command_line(folder: &Folder, words: &[&str]) -> Value {
    let mut arguments: Vec<&str> = words.to_vec();
    arguments.extend(["--format", "json", "--today", "2026-11-21"]);
    let output = Command::new(TM).args(&arguments).current_dir(folder.path()).output();
    let output = output.expect("the binary runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{words:?}: {error}"))
}

#[test]
fn the_command_line_and_the_server_say_the_same() {
    let folder = Folder::new("requests-same", &[("shop.tm", SHOP)]);
    let uri = folder.uri("shop.tm");
    let mut client = start(&json!({}));
    client.open(&uri, SHOP);
    shown(&mut client, &uri, |_| true);

    let checked = command_line(&folder, &["check", "shop.tm"]);
    let threats = client.call("tm/threats", &about(&uri, &json!({})));
    let told = list(&checked["models"][0], "threats");
    let rows = list(&threats, "threats");
    assert!(rows.len() > 5);
    for field in ["key", "state", "title", "category", "rule", "subject"] {
        assert_eq!(texts(rows, field), texts(told, field), "{field}");
    }
    assert_eq!(texts(rows, "risk"), texts(told, "severity"));
    assert_eq!(threats["counts"], checked["models"][0]["counts"]);

    let questions = command_line(&folder, &["questions", "shop.tm"]);
    let asked = client.call("tm/questions", &about(&uri, &json!({})));
    let (rows, told) = (list(&asked, "questions"), list(&questions, "questions"));
    assert!(rows.len() > 3);
    for field in ["subject", "attribute", "ask", "good", "risk"] {
        assert_eq!(texts(rows, field), texts(told, field), "{field}");
    }
    for (row, told) in rows.iter().zip(told) {
        assert_eq!(texts(list(row, "decides"), "key"), texts(list(told, "decides"), "key"));
    }
    let (rows, told) = (list(&asked, "interview"), list(&questions, "interview"));
    for field in ["subject", "question", "ask", "because", "good", "answer"] {
        assert_eq!(texts(rows, field), texts(told, field), "{field}");
    }
    // How many a status bar shows is how many there are.
    let model = client.call("tm/model", &about(&uri, &json!({})));
    assert_eq!(model["questions"], json!(list(&asked, "questions").len()));
    assert_eq!(model["counts"], threats["counts"]);
    assert_eq!(model["review"], json!({ "due": "2027-01-30", "daysLeft": 70 }));

    let backlog = command_line(&folder, &["backlog", "shop.tm"]);
    let stories = client.call("tm/stories", &about(&uri, &json!({})));
    let (rows, told) = (list(&stories, "stories"), list(&backlog["models"][0], "stories"));
    assert_eq!(texts(rows, "name"), texts(told, "name"));
    let (rows, told) = (&rows[0]["without"][0]["threats"], &told[0]["without"][0]["threats"]);
    assert_eq!(rows[0]["needs"][0]["control"], told[0]["needs"][0]["control"]);
    assert_eq!(rows[0]["needs"][0]["status"], told[0]["needs"][0]["status"]);
    let gaps = texts(list(&backlog, "diagnostics"), "message");
    let mut same = texts(list(&stories, "gaps"), "message");
    same.sort_by_key(|gap| gaps.iter().position(|known| known == gap));
    assert_eq!(same, gaps);

    let explained = command_line(&folder, &["explain", "stride.flooding on checkout", "shop.tm"]);
    let key = json!({ "key": "stride.flooding on checkout" });
    let answer = client.call("tm/explain", &about(&uri, &key));
    let (row, told) = (&answer["threats"][0], &explained["threats"][0]);
    for field in ["key", "title", "verdict", "state", "risk", "questions"] {
        assert_eq!(row[field], told[field], "{field}");
    }
    assert_eq!(row["when"]["holds"], told["when"]["holds"]);
    assert_eq!(row["when"]["text"], told["when"]["text"]);

    let compared = command_line(&folder, &["what-if", "sealed", "shop.tm"]);
    let answer = client.call("tm/whatIf", &about(&uri, &json!({ "assumption": "sealed" })));
    let told = &compared["models"][0];
    assert_eq!(texts(list(&answer, "threats"), "key"), texts(list(told, "threats"), "key"));
    assert_eq!(texts(list(&answer, "rests"), "text"), texts(list(told, "rests"), "text"));
    let assumptions = client.call("tm/assumptions", &about(&uri, &json!({})));
    let row = &assumptions["assumptions"][0];
    assert_eq!(row["ifWrong"]["changes"], json!(list(told, "threats").len()));
    assert_eq!(row["daysLeft"], json!(10));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_graph_leads_back_to_the_text_in_the_columns_of_the_client() {
    for (encoding, column) in [("utf-8", 10), ("utf-16", 10)] {
        let mut client = start(&json!({ "general": { "positionEncodings": [encoding] } }));
        client.open(DOCUMENT, SHOP);
        let graph = client.call("tm/diagram", &about(DOCUMENT, &json!({})));
        let nodes = list(&graph, "nodes");
        assert_eq!(texts(nodes, "id"), ["customer", "checkout", "orders"]);
        let checkout = &nodes[1];
        assert_eq!(checkout["zone"], json!("inside"));
        assert_eq!(checkout["uri"], json!(DOCUMENT));
        assert_eq!(checkout["range"]["start"], json!({ "line": 10, "character": column }));
        let line = SHOP.lines().nth(10).expect("a line");
        let end = match encoding {
            "utf-8" => line.len(),
            _ => line.encode_utf16().count(),
        };
        assert_eq!(checkout["sentence"]["end"], json!({ "line": 10, "character": end }));
        let flows = list(&graph, "flows");
        assert_eq!(texts(flows, "number"), ["1", "2", "3"]);
        assert_eq!(flows[0]["crossing"]["way"], json!("up"));
        assert_eq!(flows[0]["encrypted"], json!("yes"));
        assert_eq!(client.finish(), Some(0));
    }
}

#[test]
fn a_filter_leaves_what_is_asked_for_and_what_it_touches() {
    let mut client = start(&json!({}));
    client.open(DOCUMENT, SHOP);
    let mut ids = |filter: Value| {
        let graph = client.call("tm/diagram", &about(DOCUMENT, &json!({ "filter": filter })));
        let flows = texts(list(&graph, "flows"), "id");
        let context: Vec<&Value> =
            list(&graph, "nodes").iter().filter(|it| it["context"] == true).collect();
        (
            flows,
            context
                .iter()
                .map(|it| it["id"].as_str().unwrap_or_default().to_owned())
                .collect::<Vec<_>>(),
        )
    };
    let all = ["buy", "book", "receipt"].map(str::to_owned).to_vec();
    assert_eq!(ids(json!({})), (all.clone(), vec![]));
    assert_eq!(ids(json!({ "zone": "inside" })), (all, vec!["customer".to_owned()]));
    assert_eq!(ids(json!({ "story": "pay" })).0, ["buy"]);
    let graph =
        client.call("tm/diagram", &about(DOCUMENT, &json!({ "filter": { "whatIf": "sealed" } })));
    let receipt = list(&graph, "flows").iter().find(|flow| flow["id"] == "receipt");
    let receipt = receipt.expect("the flow that rests on the assumption");
    assert_eq!(receipt["encrypted"], json!("no"));
    assert!(receipt["threats"]["opened"].as_u64().is_some_and(|opened| opened > 0), "{receipt}");
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_sentence_that_is_being_written_is_told_and_the_rest_stands() {
    let mut client = start(&json!({}));
    client.open(DOCUMENT, SHOP);
    client.change(DOCUMENT, 2, &json!([edit(14, 0, 0, "flow 4 more: checkout ->\n")]));
    let graph = client.call("tm/diagram", &about(DOCUMENT, &json!({})));
    assert_eq!(graph["documentVersion"], json!(2));
    assert_eq!(texts(list(&graph, "flows"), "id"), ["buy", "book", "receipt"]);
    let broken = list(&graph, "broken");
    assert_eq!(broken.len(), 1);
    assert_eq!(broken[0]["range"]["start"]["line"], json!(14));
    assert!(broken[0]["message"].as_str().is_some_and(|message| !message.is_empty()));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_file_that_nobody_opened_is_known_by_its_workspace() {
    let part = "part of shop\nprocess stock \"Stock\" in inside\n";
    let folder = Folder::new("requests-part", &[("shop.tm", SHOP), ("part.tm", part)]);
    let uri = folder.uri("shop.tm");
    let mut client = start(&json!({}));
    client.open(&uri, SHOP);
    shown(&mut client, &uri, |_| true);
    let graph = client.call("tm/diagram", &about(&folder.uri("part.tm"), &json!({})));
    assert_eq!(graph["documentVersion"], Value::Null);
    assert_eq!(graph["loading"], json!(false));
    let stock = list(&graph, "nodes").iter().find(|node| node["id"] == "stock");
    assert_eq!(stock.map(|stock| &stock["uri"]), Some(&json!(folder.uri("part.tm"))));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn requests_of_our_own_see_every_edit_that_was_sent_before_them() {
    let mut client = start(&json!({}));
    client.open(DOCUMENT, "model m \"M\"\n");
    let mut asked = Vec::new();
    for version in 2..40 {
        let line = format!("process p-{version} \"P\"\n");
        client.change(DOCUMENT, version, &json!([edit(1, 0, 0, &line)]));
        asked.push((version, client.request("tm/diagram", &about(DOCUMENT, &json!({})))));
    }
    for (version, id) in asked {
        let answer = client.reply(id)["result"].clone();
        assert_eq!(answer["documentVersion"], json!(version));
        assert_eq!(list(&answer, "nodes").len(), version as usize - 1);
    }
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_request_that_is_called_off_is_answered_as_such() {
    let mut client = start(&json!({}));
    client.open(DOCUMENT, SHOP);
    // In one piece, so that the second message is there before the first is worked on.
    let params = about(DOCUMENT, &json!({}));
    let mut burst = Vec::new();
    let ids: Vec<i64> = (1000..1040).collect();
    for id in &ids {
        let request =
            json!({ "jsonrpc": "2.0", "id": id, "method": "tm/assumptions", "params": params });
        let cancel =
            json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": id } });
        burst.extend(tm_tests::frame(&request));
        burst.extend(tm_tests::frame(&cancel));
    }
    client.send_bytes(&burst);
    let called_off = ids.iter().filter(|id| client.reply(**id)["error"]["code"] == json!(-32800));
    assert!(called_off.count() > 0);
    assert_eq!(client.finish(), Some(0));
}
