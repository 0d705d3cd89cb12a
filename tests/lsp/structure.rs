//! Outline, symbols, folds, selections and links, through the protocol.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};
use tower_lsp::ls_types::request::{
    DocumentLinkRequest, DocumentLinkResolve, DocumentSymbolRequest, FoldingRangeRequest,
    SelectionRangeRequest, WorkspaceSymbolRequest,
};
use tower_lsp::ls_types::{DocumentSymbolResponse, FoldingRange, WorkspaceSymbolResponse};

use crate::{DOCUMENT, TM};

const MODEL: &str = "model m \"M\"\nuse stride 1.0\ntracker T \"https://tracker.example.org/{id}\"\n\
                     flow f: app -> archive \"Keep\"\nzone z \"Z\" {\n  process app \"App\"\n  \
                     store archive \"Archive\"\n}\nstory s: user \"S\" on f ticket T-1\n";

fn document() -> Value {
    json!({ "textDocument": { "uri": DOCUMENT } })
}

#[test]
fn an_outline_has_levels_for_clients_that_show_them() {
    let capabilities = json!({
        "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } },
    });
    let (mut client, _) = Client::start_with(TM, &initialize_params(&capabilities));
    client.open(DOCUMENT, MODEL);
    let outline = client.ask::<DocumentSymbolRequest>(&document());
    let Some(DocumentSymbolResponse::Nested(symbols)) = outline else { panic!("{outline:?}") };
    let names: Vec<&str> = symbols.iter().map(|symbol| symbol.name.as_str()).collect();
    assert_eq!(names, ["m", "use stride", "T", "z", "f", "s"]);
    let zone = symbols[3].children.as_ref().expect("elements");
    assert_eq!((zone[0].name.as_str(), zone[0].detail.as_deref()), ("app", Some("App")));
    assert_eq!(client.finish(), Some(0));

    let mut client = Client::start(TM);
    client.open(DOCUMENT, MODEL);
    let outline = client.ask::<DocumentSymbolRequest>(&document());
    let Some(DocumentSymbolResponse::Flat(symbols)) = outline else { panic!("{outline:?}") };
    let app = symbols.iter().find(|symbol| symbol.name == "app").expect("it is there");
    assert_eq!(app.container_name.as_deref(), Some("z"));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn symbols_of_the_workspace_are_found_by_parts_of_their_names() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, MODEL);
    let mut names =
        |query: &str| match client.ask::<WorkspaceSymbolRequest>(&json!({ "query": query })) {
            Some(WorkspaceSymbolResponse::Flat(found)) => {
                found.into_iter().map(|symbol| symbol.name).collect::<Vec<_>>()
            }
            Some(WorkspaceSymbolResponse::Nested(found)) => {
                found.into_iter().map(|symbol| symbol.name).collect()
            }
            None => Vec::new(),
        };
    assert_eq!(names("archive")[0], "archive");
    assert_eq!(names("T-1"), ["T-1"]);
    assert_eq!(names("stride.flooding"), ["stride.flooding"]);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn links_are_followed_to_trackers_and_packs() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, MODEL);
    let links = client.ask::<DocumentLinkRequest>(&document()).expect("a list");
    let [pack, ticket] = &links[..] else { panic!("{links:?}") };
    let target = ticket.target.as_ref().expect("an address");
    assert_eq!(target.as_str(), "https://tracker.example.org/T-1");
    assert_eq!(pack.target, None);
    let pack = serde_json::to_value(pack).expect("JSON");
    let followed = client.ask::<DocumentLinkResolve>(&pack).target.expect("a file");
    assert!(followed.as_str().ends_with("/stride.tm"), "{}", followed.as_str());
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_fold_leaves_the_closing_brace_where_lines_are_folded() {
    let lines = |folds: Vec<FoldingRange>| -> Vec<(u32, u32)> {
        folds.iter().map(|fold| (fold.start_line, fold.end_line)).collect()
    };
    let capabilities = json!({ "textDocument": { "foldingRange": { "lineFoldingOnly": true } } });
    let (mut client, _) = Client::start_with(TM, &initialize_params(&capabilities));
    client.open(DOCUMENT, MODEL);
    let folds = client.ask::<FoldingRangeRequest>(&document()).expect("a list");
    assert!(folds.iter().all(|fold| fold.start_character.is_none()), "{folds:?}");
    assert_eq!(lines(folds), [(1, 2), (4, 6)]);
    assert_eq!(client.finish(), Some(0));

    let mut client = Client::start(TM);
    client.open(DOCUMENT, MODEL);
    let folds = client.ask::<FoldingRangeRequest>(&document()).expect("a list");
    assert_eq!(lines(folds), [(1, 2), (4, 7)]);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_selection_grows_at_each_of_several_places() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, MODEL);
    let mut params = document();
    params["positions"] = json!([{ "line": 5, "character": 11 }, { "line": 99, "character": 0 }]);
    let found = client.ask::<SelectionRangeRequest>(&params).expect("a list");
    let [app, end] = &found[..] else { panic!("{found:?}") };
    let range = app.range;
    assert_eq!((range.start.character, range.end.character), (10, 13));
    let item = app.parent.as_ref().expect("the item").range;
    assert_eq!((item.start.character, item.end.character), (2, 19));
    assert_eq!(end.range.end.line, 9);
    assert_eq!(client.finish(), Some(0));
}
