//! `tm.toml` and the settings of the client, as a server follows them.

use serde_json::json;
use tm_tests::{Client, initialize_params};
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity};

use crate::TM;
use crate::workspace::{Folder, changed, shown};

const MODEL: &str = "model m \"M\" { owner: @kim }\nprocess app \"App\"\nprocess untitled\n";

/// How severe the finding about an element without flows is, if there is one.
fn isolated(findings: &[Diagnostic]) -> Option<DiagnosticSeverity> {
    let code = tower_lsp::ls_types::NumberOrString::String("TM305".to_owned());
    findings.iter().find(|it| it.code.as_ref() == Some(&code))?.severity
}

#[test]
fn a_change_of_the_file_reaches_open_models() {
    let folder = Folder::new("settings", &[("a.tm", MODEL)]);
    let (model, settings) = (folder.uri("a.tm"), folder.uri("tm.toml"));
    folder.write("tm.toml", "[severity]\nTM305 = \"hint\"\n");
    let mut client = Client::start(TM);
    client.open(&model, MODEL);
    let first = shown(&mut client, &model, |_| true);
    assert_eq!(isolated(&first.diagnostics), Some(DiagnosticSeverity::HINT));

    folder.write("tm.toml", "[severity]\nTM305 = \"off\"\n");
    client.notify("workspace/didChangeWatchedFiles", &changed(2, &settings));
    shown(&mut client, &model, |found| isolated(found).is_none());

    // A broken file is told where it is broken, and what can be read of it counts.
    folder.write("tm.toml", "[severity]\nTM305 = \"error\"\nTM310 = off\n");
    client.notify("workspace/didChangeWatchedFiles", &changed(2, &settings));
    // Lists of open documents come first.
    shown(&mut client, &model, |found| isolated(found) == Some(DiagnosticSeverity::ERROR));
    let told = shown(&mut client, &settings, |found| !found.is_empty());
    assert_eq!((told.diagnostics.len(), told.version), (1, None), "{told:?}");
    assert_eq!(told.diagnostics[0].range.start.line, 2);
    assert_eq!(told.diagnostics[0].severity, Some(DiagnosticSeverity::ERROR));

    // Mended, and there is nothing to tell any more.
    folder.write("tm.toml", "[severity]\nTM305 = \"error\"\n");
    client.notify("workspace/didChangeWatchedFiles", &changed(2, &settings));
    shown(&mut client, &settings, <[_]>::is_empty);

    folder.remove("tm.toml");
    client.notify("workspace/didChangeWatchedFiles", &changed(3, &settings));
    shown(&mut client, &model, |found| isolated(found) == Some(DiagnosticSeverity::WARNING));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_key_that_is_not_known_is_a_warning_at_its_place() {
    let folder = Folder::new("settings-unknown", &[("a.tm", MODEL)]);
    folder.write("tm.toml", "chek = 1\n");
    let mut client = Client::start(TM);
    client.open(&folder.uri("a.tm"), MODEL);
    let told = shown(&mut client, &folder.uri("tm.toml"), |found| !found.is_empty());
    let finding = &told.diagnostics[0];
    assert_eq!(finding.severity, Some(DiagnosticSeverity::WARNING));
    assert!(finding.message.ends_with("Did you mean \"check\"?"), "{finding:?}");
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn the_client_goes_before_the_file() {
    let folder = Folder::new("settings-client", &[("a.tm", MODEL)]);
    folder.write("tm.toml", "[severity]\nTM305 = \"hint\"\n");
    let model = folder.uri("a.tm");
    let mut params = initialize_params(&json!({}));
    params["initializationOptions"] = json!({ "severity": { "isolated": "info" } });
    let (mut client, _) = Client::start_with(TM, &params);
    client.open(&model, MODEL);
    let first = shown(&mut client, &model, |_| true);
    assert_eq!(isolated(&first.diagnostics), Some(DiagnosticSeverity::INFORMATION));

    let settings = json!({ "settings": { "tm": { "severity": { "TM305": "error" } } } });
    client.notify("workspace/didChangeConfiguration", &settings);
    shown(&mut client, &model, |found| isolated(found) == Some(DiagnosticSeverity::ERROR));

    let settings = json!({ "settings": { "tm": { "diagnostics": { "maxPerFile": 1 } } } });
    client.notify("workspace/didChangeConfiguration", &settings);
    shown(&mut client, &model, |found| {
        found.len() == 1 && found[0].message.contains("tm.diagnostics.maxPerFile")
    });
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn hints_follow_the_file() {
    use tower_lsp::ls_types::request::InlayHintRequest;
    let text = "model m \"M\"\nzone z: internal-zone \"Z\" {\n  process app \"App\"\n}\n\
        process out \"Out\"\nflow f: out -> app \"F\"\n";
    let folder = Folder::new("settings-hints", &[("a.tm", text)]);
    let (model, settings) = (folder.uri("a.tm"), folder.uri("tm.toml"));
    let mut client = Client::start(TM);
    client.open(&model, text);
    shown(&mut client, &model, |_| true);
    let range = json!({
        "textDocument": { "uri": model },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } },
    });
    let hints = client.ask::<InlayHintRequest>(&range).unwrap_or_default();
    assert!(!hints.is_empty());
    folder.write("tm.toml", "inlay-hints.level = \"off\"\nloud = 1\n");
    client.notify("workspace/didChangeWatchedFiles", &changed(2, &settings));
    // What is wrong is told once the file has been read.
    shown(&mut client, &settings, |found| has_message(found, "loud"));
    assert!(client.ask::<InlayHintRequest>(&range).unwrap_or_default().is_empty());
    assert_eq!(client.finish(), Some(0));
}

fn has_message(findings: &[Diagnostic], part: &str) -> bool {
    findings.iter().any(|it| it.message.contains(part))
}

#[test]
fn a_lock_is_followed_as_it_changes() {
    let model = "model m \"M\" { owner: @kim }\nprocess app \"App\"\n\
        threat t: tampering \"T\" on app { likelihood: low; impact: low }\n\
        accept t on app by @kim until 2999-12-31 because \"Rare\"\n";
    let folder = Folder::new("lock", &[("a.tm", model)]);
    let (file, lock) = (folder.uri("a.tm"), folder.uri("tm.lock"));
    let text = "version = 1\n[models.m.accepted]\n\"t on app\" = [\"risk = high\"]\n";
    let differs = |found: &[Diagnostic]| {
        let code = tower_lsp::ls_types::NumberOrString::String("TM403".to_owned());
        found.iter().any(|it| it.code.as_ref() == Some(&code))
    };
    folder.write("tm.lock", text);
    let mut client = Client::start(TM);
    client.open(&file, model);
    shown(&mut client, &file, differs);

    folder.write("tm.lock", "version = 1\nmodels = 3\n");
    client.notify("workspace/didChangeWatchedFiles", &changed(2, &lock));
    shown(&mut client, &file, |found| !differs(found));
    let told = shown(&mut client, &lock, |found| !found.is_empty());
    assert_eq!(told.diagnostics[0].range.start.line, 1);

    folder.write("tm.lock", &text.replace("high", "low"));
    client.notify("workspace/didChangeWatchedFiles", &changed(2, &lock));
    shown(&mut client, &lock, <[_]>::is_empty);
    folder.write("tm.lock", text);
    client.notify("workspace/didChangeWatchedFiles", &changed(2, &lock));
    shown(&mut client, &file, differs);
    folder.remove("tm.lock");
    client.notify("workspace/didChangeWatchedFiles", &changed(3, &lock));
    shown(&mut client, &file, |found| !differs(found));
    assert_eq!(client.finish(), Some(0));
}
