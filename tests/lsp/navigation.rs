//! Going from names to places, through the protocol.

use std::fs;

use serde_json::{Value, json};
use tm_tests::{Client, cache, initialize_params};
use tower_lsp::ls_types::request::{
    DocumentHighlightRequest, GotoDeclaration, GotoDefinition, GotoImplementation,
    GotoTypeDefinition, References,
};
use tower_lsp::ls_types::{DocumentHighlightKind, GotoDefinitionResponse, Location, LocationLink};

use crate::workspace::{Folder, shown};
use crate::{DOCUMENT, TM, edit, place};

const MODEL: &str = "model m \"M\"\nuse stride 1.0\nprocess app: web-app \"🔑 App\"\n\
                     store archive \"Archive\"\nflow f: app -> archive \"Keep\"\n";

fn locations(response: Option<GotoDefinitionResponse>) -> Vec<Location> {
    match response {
        Some(GotoDefinitionResponse::Array(places)) => places,
        other => panic!("{other:?}"),
    }
}

fn links(response: Option<GotoDefinitionResponse>) -> Vec<LocationLink> {
    match response {
        Some(GotoDefinitionResponse::Link(links)) => links,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_name_leads_to_its_item_in_the_words_the_client_knows() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, MODEL);
    let [found] = &locations(client.ask::<GotoDefinition>(&place(4, 16)))[..] else { panic!() };
    assert_eq!(found.uri.as_str(), DOCUMENT);
    assert_eq!((found.range.start.line, found.range.start.character), (3, 6));
    assert_eq!(client.finish(), Some(0));

    let capabilities = json!({ "textDocument": { "definition": { "linkSupport": true } } });
    let (mut client, _) = Client::start_with(TM, &initialize_params(&capabilities));
    client.open(DOCUMENT, MODEL);
    let [link] = &links(client.ask::<GotoDefinition>(&place(4, 16)))[..] else { panic!() };
    assert_eq!(link.target_selection_range, found.range);
    assert_eq!((link.target_range.start.line, link.target_range.start.character), (3, 0));
    let origin = link.origin_selection_range.expect("where the name stands");
    assert_eq!((origin.start.character, origin.end.character), (15, 22));
    // The client said nothing of links to other places.
    let declared = locations(client.ask::<GotoDeclaration>(&place(4, 16)));
    assert_eq!(declared.first(), Some(found));
    assert_eq!(client.call("textDocument/definition", &place(0, 0)), Value::Null);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn names_are_found_in_all_files_and_where_they_are_written_and_read() {
    let folder = Folder::new(
        "references",
        &[("a.tm", MODEL), ("part.tm", "part of m\nflow g: archive -> app \"Read\"\n")],
    );
    let uri = folder.uri("a.tm");
    let mut client = Client::start(TM);
    client.open(&uri, MODEL);
    shown(&mut client, &uri, |_| true);
    let mut params = json!({
        "textDocument": { "uri": uri }, "position": { "line": 3, "character": 8 },
        "context": { "includeDeclaration": true },
    });
    let found = client.ask::<References>(&params).expect("a list");
    let lines: Vec<(bool, u32)> =
        found.iter().map(|it| (it.uri.as_str() == uri, it.range.start.line)).collect();
    assert_eq!(lines, [(true, 3), (true, 4), (false, 1)]);
    params["context"]["includeDeclaration"] = json!(false);
    assert_eq!(client.ask::<References>(&params).expect("a list").len(), 2);

    let marks = client.ask::<DocumentHighlightRequest>(&params).expect("a list");
    let kinds: Vec<_> = marks.iter().map(|mark| mark.kind.expect("a kind")).collect();
    assert_eq!(kinds, [DocumentHighlightKind::WRITE, DocumentHighlightKind::WRITE]);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_pack_that_ships_opens_as_a_file_that_cannot_be_written() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, MODEL);
    let found = locations(client.ask::<GotoTypeDefinition>(&place(2, 9)));
    let [base] = &found[..] else { panic!("{found:?}") };
    let file = base.uri.as_str().strip_prefix("file://").expect("a file").to_owned();
    assert!(file.starts_with(cache(TM).to_str().expect("text")), "{file}");
    assert!(file.ends_with("/base.tm"), "{file}");
    let text = fs::read_to_string(&file).expect("it can be read");
    let line = text.lines().nth(base.range.start.line as usize).expect("a line");
    assert!(line.starts_with("type web-app:"), "{line}");
    assert!(fs::metadata(&file).expect("it is there").permissions().readonly());

    // Once open it is looked at as the model uses it, whatever is typed there.
    client.open(base.uri.as_str(), &text);
    client.change(base.uri.as_str(), 2, &json!([edit(0, 0, 0, "no pack\n")]));
    let there = json!({ "textDocument": { "uri": base.uri }, "position": base.range.start });
    let things = locations(client.ask::<GotoImplementation>(&there));
    assert_eq!(things.len(), 1);
    assert_eq!((things[0].uri.as_str(), things[0].range.start.line), (DOCUMENT, 2));
    client.close(base.uri.as_str());
    assert_eq!(client.call("textDocument/definition", &there), Value::Null);
    let again = locations(client.ask::<GotoTypeDefinition>(&place(2, 9)));
    assert_eq!(again, found);
    // Nothing was ever wrong with it.
    let told = client.unseen();
    assert!(told.iter().all(|message| message["params"]["uri"] != json!(base.uri)), "{told:?}");
    assert_eq!(client.finish(), Some(0));
}
