//! The answers that the page of requests shows are those of the server: each block `json,answer` is
//! what the block `json,request=METHOD` above it is answered with, about the files of the page.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};

use crate::engine::TODAY_TEXT;
use crate::expect_page;
use crate::pages::{Page, book};

/// How many characters a line of an answer has at most, as long as that can be.
const WIDTH: usize = 96;

const TM: &str = env!("CARGO_BIN_EXE_tm");

/// The page with the true answers.
fn with_answers(page: &Page, client: &mut Client) -> String {
    let mut text = String::new();
    let mut written = 0;
    let mut answer = Value::Null;
    for block in page.blocks() {
        let named = |prefix: &str| block.mark.iter().find_map(|word| word.strip_prefix(prefix));
        if let Some(file) = named("file=") {
            let uri = format!("file:///shop/{file}");
            client.open(&uri, &block.text);
            // By then the folder has been read.
            client.findings(|it| it.uri.as_str() == uri);
        } else if let Some(method) = named("request=") {
            let params = serde_json::from_str(&block.text).expect("parameters are JSON");
            answer = client.call(method, &params);
        } else if block.mark.iter().any(|word| word == "answer") {
            text.push_str(&page.text[written..block.range.start]);
            text.push_str(&told(&answer, 0));
            text.push('\n');
            written = block.range.end;
        }
    }
    text.push_str(&page.text[written..]);
    text
}

/// JSON with all on one line that fits there.
fn told(value: &Value, indent: usize) -> String {
    let one_line = on_one_line(value);
    let inner = " ".repeat(indent + 2);
    let (open, lines, close): (char, Vec<String>, char) = match value {
        _ if indent + one_line.chars().count() <= WIDTH => return one_line,
        Value::Array(list) => {
            let lines = list.iter().map(|one| told(one, indent + 2));
            ('[', lines.collect(), ']')
        }
        Value::Object(fields) => {
            let lines = fields.iter().map(|(key, one)| {
                format!("{}: {}", Value::from(key.as_str()), told(one, indent + 2))
            });
            ('{', lines.collect(), '}')
        }
        _ => return one_line,
    };
    let lines: Vec<String> = lines.into_iter().map(|line| format!("{inner}{line}")).collect();
    format!("{open}\n{}\n{}{close}", lines.join(",\n"), " ".repeat(indent))
}

fn on_one_line(value: &Value) -> String {
    match value {
        Value::Array(list) => {
            format!("[{}]", list.iter().map(on_one_line).collect::<Vec<_>>().join(", "))
        }
        Value::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(key, one)| format!("{}: {}", Value::from(key.as_str()), on_one_line(one)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        plain => plain.to_string(),
    }
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
