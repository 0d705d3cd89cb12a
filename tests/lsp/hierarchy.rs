//! Data flow as calls, and types as classes, through the protocol.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};

use crate::workspace::{Folder, shown};
use crate::{DOCUMENT, TM, place};

const MODEL: &str = "model m \"M\"\nuse base 1.0\nprocess web: web-app \"Web\"\n\
                     store book \"Book\"\nflow f: web -> book \"Keep\"\n";

fn names<'a>(items: &'a Value, of: &str) -> Vec<&'a str> {
    let items = items.as_array().expect("a list").iter();
    items
        .map(|item| if of.is_empty() { item } else { &item[of] }["name"].as_str().expect("a name"))
        .collect()
}

#[test]
fn data_flow_is_walked_step_by_step_through_files_that_nobody_opened() {
    let folder = Folder::new(
        "data-flow",
        &[
            ("a.tm", MODEL),
            ("part.tm", "part of m\nprocess job \"Job\"\nflow g: book -> job \"Read\"\n"),
        ],
    );
    let uri = folder.uri("a.tm");
    let mut client = Client::start(TM);
    client.open(&uri, MODEL);
    shown(&mut client, &uri, |_| true);
    let at = json!({ "textDocument": { "uri": uri }, "position": { "line": 3, "character": 7 } });
    let prepared = client.call("textDocument/prepareCallHierarchy", &at);
    assert_eq!(names(&prepared, ""), ["book"]);

    let book = json!({ "item": prepared[0] });
    let incoming = client.call("callHierarchy/incomingCalls", &book);
    assert_eq!(names(&incoming, "from"), ["web"]);
    assert_eq!(incoming[0]["fromRanges"][0]["start"], json!({ "line": 4, "character": 5 }));
    let outgoing = client.call("callHierarchy/outgoingCalls", &book);
    assert_eq!(names(&outgoing, "to"), ["job"]);

    // The next step starts in the part, which is not open.
    let job = json!({ "item": outgoing[0]["to"] });
    let back = client.call("callHierarchy/incomingCalls", &job);
    assert_eq!(names(&back, "from"), ["book"]);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn types_are_walked_from_a_thing_up_and_down() {
    let mut client = Client::spawn(TM);
    let offered = client.call("initialize", &initialize_params(&json!({})));
    assert_eq!(offered["capabilities"]["typeHierarchyProvider"], json!(true));
    client.notify("initialized", &json!({}));
    client.open(DOCUMENT, MODEL);
    let prepared = client.call("textDocument/prepareTypeHierarchy", &place(4, 9));
    assert_eq!(names(&prepared, ""), ["web-app"]);
    let parents = client.call("typeHierarchy/supertypes", &json!({ "item": prepared[0] }));
    assert_eq!(names(&parents, ""), ["service"]);
    let children = client.call("typeHierarchy/subtypes", &json!({ "item": parents[0] }));
    assert!(names(&children, "").contains(&"web-app"), "{children}");
    // An element that says no type is of none that could be shown.
    assert_eq!(client.call("textDocument/prepareTypeHierarchy", &place(3, 7)), Value::Null);
    assert_eq!(client.finish(), Some(0));
}
