//! Formatting through the protocol: the same as `tm fmt`, in the fewest lines.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tm_tests::synthetic::{Size, model};
use tm_tests::{Client, initialize_params};
use tower_lsp::ls_types::request::{Formatting, OnTypeFormatting, RangeFormatting};
use tower_lsp::ls_types::{OneOf, Position, TextEdit};

use crate::{DOCUMENT, TM};

const MODEL: &str = "model m\nuse   stride 1.0\nzone inside {\nprocess  web\n}\n\
                     flow f: web -> db \"😀  kept\"\nflow longer: db -> web\nstore   (\n";

fn about(more: Value) -> Value {
    let mut params = json!({
        "textDocument": { "uri": DOCUMENT },
        "options": { "tabSize": 8, "insertSpaces": false },
    });
    let Value::Object(more) = more else { panic!("an object") };
    params.as_object_mut().expect("an object").extend(more);
    params
}

fn range(from: u32, to: u32) -> Value {
    json!({ "start": { "line": from, "character": 0 }, "end": { "line": to, "character": 0 } })
}

/// What `tm fmt` makes of a text.
fn fmt(text: &str) -> String {
    let mut child = Command::new(TM)
        .args(["fmt", "--stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    let mut input = child.stdin.take().expect("a pipe");
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it writes").expect("written");
    String::from_utf8(output.stdout).expect("text")
}

/// A text after edits, with columns in UTF-16.
fn applied(text: &str, edits: &[TextEdit]) -> String {
    let starts: Vec<usize> =
        [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let offset = |place: Position| {
        let start = starts.get(place.line as usize).copied().unwrap_or(text.len());
        let mut units = 0;
        let line = text[start..].char_indices();
        let mut columns = line.take_while(|(_, character)| {
            let before = units < place.character as usize;
            units += character.len_utf16();
            before
        });
        start + columns.by_ref().last().map_or(0, |(at, character)| at + character.len_utf8())
    };
    let mut edits: Vec<&TextEdit> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    let mut result = text.to_owned();
    for edit in edits {
        result.replace_range(offset(edit.range.start)..offset(edit.range.end), &edit.new_text);
    }
    result
}

#[test]
fn a_document_is_formatted_as_on_the_command_line() {
    let mut client = Client::start(TM);
    let blog = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/blog/blog.tm");
    let blog = std::fs::read_to_string(blog).expect("the example is there");
    let ragged = blog.replace("  ", "\t ").replace(": ", " :  ").replace(" {", "\n{");
    for text in [MODEL.to_owned(), MODEL.replace('\n', "\r\n"), ragged, blog] {
        client.open(DOCUMENT, &text);
        let edits = client.ask::<Formatting>(&about(json!({}))).expect("a list");
        assert_eq!(applied(&text, &edits), fmt(&text));
        client.close(DOCUMENT);
    }
    client.open(DOCUMENT, MODEL);
    let edits = client.ask::<Formatting>(&about(json!({}))).expect("a list");
    assert_eq!(edits.len(), 3, "{edits:?}");
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn lines_of_a_selection_are_formatted_and_no_others() {
    let capabilities = json!({ "textDocument": { "rangeFormatting": { "rangesSupport": true } } });
    let (mut client, offered) = Client::start_with(TM, &initialize_params(&capabilities));
    assert!(matches!(offered.document_range_formatting_provider, Some(OneOf::Right(_))));
    client.open(DOCUMENT, MODEL);
    let edits = client.ask::<RangeFormatting>(&about(json!({ "range": range(3, 4) })));
    let edits = edits.expect("a list");
    let changed = applied(MODEL, &edits);
    assert_eq!(changed, MODEL.replace("process  web", "  process web"));

    let ranges = about(json!({ "ranges": [range(1, 2), range(5, 6)] }));
    let edits = client.call("textDocument/rangesFormatting", &ranges);
    let edits: Vec<TextEdit> = serde_json::from_value(edits).expect("edits");
    let changed = applied(MODEL, &edits);
    assert_eq!(changed, MODEL.replace("use   ", "use ").replace("f: web", "f:      web"));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn what_a_key_completes_is_formatted() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, "model m\nzone  a {\nprocess  p\n\n}\n");
    let typed = |line: u32, character: u32, key: &str| {
        about(json!({ "position": { "line": line, "character": character }, "ch": key }))
    };
    let edits = client.ask::<OnTypeFormatting>(&typed(3, 0, "\n")).expect("a list");
    let text = applied("model m\nzone  a {\nprocess  p\n\n}\n", &edits);
    assert_eq!(text, "model m\nzone  a {\n  process p\n  \n}\n");
    let edits = client.ask::<OnTypeFormatting>(&typed(4, 1, "}")).expect("a list");
    let text = applied("model m\nzone  a {\nprocess  p\n\n}\n", &edits);
    assert_eq!(text, "model m\nzone a {\n  process p\n}\n");
    assert_eq!(client.finish(), Some(0));
}

/// A hundred thousand lines; the limit is for a build without optimisations on a busy machine. The
/// benchmark has the figure that counts.
#[test]
fn a_large_file_is_formatted_soon() {
    let text = model(Size { elements: 10_000, flows: 15_000, zones: 500 }).replace("  ", " ");
    let mut client = Client::start(TM);
    client.open(DOCUMENT, &text);
    client.call("textDocument/hover", &crate::place(0, 0));
    let start = Instant::now();
    let edits = client.ask::<Formatting>(&about(json!({}))).expect("a list");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert!(!edits.is_empty());
    assert_eq!(client.finish(), Some(0));
}
