//! The answers that the page of requests shows are those of the server: each block `json,answer` is
//! what the block `json,request=METHOD` above it is answered with, about the files of the page.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};

use crate::engine::TODAY_TEXT;
use crate::expect_page;
use crate::pages::{Page, book};

const TM: &str = env!("CARGO_BIN_EXE_tm");

/// The page with the true answers.
fn with_answers(page: &Page, client: &mut Client) -> String {
    let mut text = String::new();
    let mut written = 0;
    let mut answer = Value::Null;
    for block in page.blocks() {
        let named = |prefix: &str| block.mark.iter().find_map(|word| word.strip_prefix(prefix));
        if let Some(file) = named("file=") {
            client.open(&format!("file:///shop/{file}"), &block.text);
        } else if let Some(method) = named("request=") {
            let params = serde_json::from_str(&block.text).expect("parameters are JSON");
            answer = client.call(method, &params);
        } else if block.mark.iter().any(|word| word == "answer") {
            text.push_str(&page.text[written..block.range.start]);
            text.push_str(&serde_json::to_string_pretty(&answer).expect("an answer is JSON"));
            text.push('\n');
            written = block.range.end;
        }
    }
    text.push_str(&page.text[written..]);
    text
}

#[test]
fn requests_are_answered_as_their_page_shows() {
    let pages = book();
    let page = pages.iter().find(|page| page.path.ends_with("requests.md")).expect("the page");
    let mut params = initialize_params(&json!({}));
    params["initializationOptions"] = json!({ "tm": { "today": TODAY_TEXT } });
    let mut client = Client::spawn(TM);
    let offered = client.call("initialize", &params);
    client.notify("initialized", &json!({}));
    expect_page(&page.path, &with_answers(page, &mut client));
    let announced = offered["capabilities"]["experimental"].as_object().expect("requests");
    for (method, version) in announced {
        assert_eq!(*version, json!(1));
        assert!(page.text.contains(&format!("```json,request={method}\n")), "{method}");
    }
    let commands = &offered["capabilities"]["executeCommandProvider"]["commands"];
    for command in commands.as_array().expect("commands") {
        let command = command.as_str().expect("a name");
        assert!(page.text.contains(&format!("\n| `{command}` |")), "{command}");
    }
    assert_eq!(client.finish(), Some(0));
}
