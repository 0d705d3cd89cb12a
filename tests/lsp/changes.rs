//! What the server offers to change: names, and what could be done about a place.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};
use tower_lsp::ls_types::request::{
    CodeActionRequest, CodeActionResolveRequest, CodeLensRequest, CodeLensResolve,
    PrepareRenameRequest, Rename, SignatureHelpRequest,
};
use tower_lsp::ls_types::{
    CodeAction, CodeActionOrCommand, DocumentChanges, PrepareRenameResponse, WorkspaceEdit,
};

use crate::{DOCUMENT, TM, place};

const MODEL: &str = "model m \"M\"\nprocess app \"App\"\nstore archive \"Archive\"\n\
                     flow f: app -> archive \"F\" returns ?\nprocess lone \"Lone\"\n\
                     // tm-allow TM301: gone\n";

/// A client that asks for the edits of an action when somebody chooses it, and takes versions.
fn modern() -> Value {
    json!({
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "textDocument": {
            "rename": { "prepareSupport": true },
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
                "dataSupport": true,
                "isPreferredSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
        },
    })
}

/// One that can do nothing of that.
fn simple() -> Value {
    json!({
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
            },
        },
    })
}

fn start(capabilities: &Value) -> Client {
    let (client, _) = Client::start_with(TM, &initialize_params(capabilities));
    client
}

/// The edits of the document, each as its line, first column, last column and text.
fn told(edit: &WorkspaceEdit) -> Vec<(u32, u32, u32, String)> {
    let edits = match (&edit.document_changes, &edit.changes) {
        (Some(DocumentChanges::Edits(files)), None) => {
            assert_eq!(files[0].text_document.version, Some(1));
            serde_json::to_value(&files[0].edits).expect("edits")
        }
        (None, Some(files)) => {
            serde_json::to_value(files.values().next().expect("a file")).expect("edits")
        }
        other => panic!("{other:?}"),
    };
    let edits: Vec<tower_lsp::ls_types::TextEdit> = serde_json::from_value(edits).expect("edits");
    let told = edits.into_iter().map(|it| {
        (it.range.start.line, it.range.start.character, it.range.end.character, it.new_text)
    });
    told.collect()
}

fn renaming(line: u32, character: u32, name: &str) -> Value {
    let mut params = place(line, character);
    params["newName"] = json!(name);
    params
}

#[test]
fn a_name_is_changed_wherever_it_stands() {
    for capabilities in [modern(), simple()] {
        let mut client = start(&capabilities);
        client.open(DOCUMENT, MODEL);
        let found = client.ask::<PrepareRenameRequest>(&place(1, 9)).expect("a name");
        let PrepareRenameResponse::RangeWithPlaceholder { range, placeholder } = found else {
            panic!("{found:?}")
        };
        assert_eq!((range.start.character, range.end.character), (8, 11));
        assert_eq!(placeholder, "app");
        let edit = client.ask::<Rename>(&renaming(3, 9, "shop front")).expect("edits");
        let written = "`shop front`".to_owned();
        assert_eq!(told(&edit), [(1, 8, 11, written.clone()), (3, 8, 11, written)]);
        assert_eq!(client.finish(), Some(0));
    }
}

#[test]
fn a_rename_that_is_refused_says_why() {
    let mut client = start(&modern());
    client.open(DOCUMENT, MODEL);
    for (method, params, why) in [
        ("textDocument/prepareRename", place(1, 2), "is a word of the language"),
        ("textDocument/rename", renaming(1, 9, "archive"), "is taken"),
        ("textDocument/rename", renaming(1, 9, "a.b"), "cannot be a name"),
    ] {
        let id = client.request(method, &params);
        let error = client.reply(id)["error"].clone();
        assert_eq!(error["code"], -32803);
        assert!(error["message"].as_str().is_some_and(|it| it.contains(why)), "{error}");
    }
    assert_eq!(client.finish(), Some(0));
}

fn actions(client: &mut Client, line: u32, only: &Value, known: &Value) -> Vec<CodeAction> {
    let mut context = json!({ "diagnostics": known });
    if !only.is_null() {
        context["only"] = only.clone();
    }
    let here = json!({ "line": line, "character": 9 });
    let params = json!({
        "textDocument": { "uri": DOCUMENT },
        "range": { "start": here, "end": here },
        "context": context,
    });
    let found = client.ask::<CodeActionRequest>(&params).expect("a list");
    let found = found.into_iter().map(|it| match it {
        CodeActionOrCommand::CodeAction(action) => action,
        CodeActionOrCommand::Command(command) => panic!("{command:?}"),
    });
    found.collect()
}

#[test]
fn a_remedy_is_linked_to_its_finding_and_worked_out_when_it_is_chosen() {
    let mut client = start(&modern());
    client.open(DOCUMENT, MODEL);
    let shown = client.findings(|it| it.version == Some(1));
    let known = serde_json::to_value(&shown.diagnostics).expect("findings");
    let list = actions(&mut client, 4, &Value::Null, &known);
    let action = list.iter().find(|it| it.title == "Leave it out of scope").expect("a remedy");
    assert_eq!(action.is_preferred, Some(true));
    assert!(action.edit.is_none());
    let linked = action.diagnostics.as_ref().expect("a finding");
    assert!(linked[0].message.contains("lone"), "{linked:?}");
    let resolved =
        client.ask::<CodeActionResolveRequest>(&serde_json::to_value(action).expect("an action"));
    let edit = resolved.edit.expect("edits");
    assert!(told(&edit).iter().any(|(.., text)| text.contains("scope out lone")), "{edit:?}");
    // The whole file is mended when that is what was asked for.
    assert!(!list.iter().any(|it| it.title.starts_with("Remove what")));
    let only = json!(["source.fixAll"]);
    let list = actions(&mut client, 0, &only, &json!([]));
    let [mend] = list.as_slice() else { panic!("{list:?}") };
    let resolved =
        client.ask::<CodeActionResolveRequest>(&serde_json::to_value(mend).expect("an action"));
    assert_eq!(told(&resolved.edit.expect("edits")), [(5, 0, 0, String::new())]);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_client_that_chooses_from_finished_edits_gets_them() {
    let mut client = start(&simple());
    client.open(DOCUMENT, MODEL);
    let list = actions(&mut client, 4, &json!(["quickfix"]), &json!([]));
    assert!(!list.is_empty());
    for action in &list {
        assert_eq!(action.kind.as_ref().map(|kind| kind.as_str()), Some("quickfix"));
        assert!(!told(action.edit.as_ref().expect("edits")).is_empty());
    }
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn lines_above_items_are_worked_out_one_by_one() {
    let mut client = start(&modern());
    client.open(DOCUMENT, MODEL);
    let params = json!({ "textDocument": { "uri": DOCUMENT } });
    let lenses = client.ask::<CodeLensRequest>(&params).expect("lenses");
    let [lens] = lenses.as_slice() else { panic!("{lenses:?}") };
    assert_eq!(lens.command, None);
    let resolved = client.ask::<CodeLensResolve>(&serde_json::to_value(lens).expect("a lens"));
    assert_eq!(resolved.command.expect("a text").title, "no threats");
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_sentence_shows_what_it_takes() {
    let mut client = start(&modern());
    client.open(DOCUMENT, MODEL);
    let help = client.ask::<SignatureHelpRequest>(&place(3, 35)).expect("a sentence");
    let signature = &help.signatures[0];
    assert!(signature.label.starts_with("flow NUMBER NAME: FROM -> TO via TYPE"), "{signature:?}");
    let part = &signature.parameters.as_ref().expect("parts")
        [help.active_parameter.expect("one") as usize];
    assert_eq!(serde_json::to_value(&part.label).expect("a label"), "returns DATA, …");
    assert_eq!(client.finish(), Some(0));
}
