//! More than one file: models in parts, files on the disk, and what is known of both.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tm_tests::{Client, frame, initialize_params};
use tower_lsp::ls_types::request::{Completion, HoverRequest, InlayHintRequest};
use tower_lsp::ls_types::{Diagnostic, NumberOrString, PublishDiagnosticsParams};

use crate::{TM, edit};

/// A folder for one test, emptied at its start, with these files in it.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workspace").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the folder of an earlier run goes");
        }
        fs::create_dir_all(&folder).expect("a folder for the test");
        let folder = Self(folder.canonicalize().expect("it is there"));
        folder.write("tm.toml", "");
        files.iter().for_each(|(path, text)| folder.write(path, text));
        folder
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        fs::rename(self.0.join(from), self.0.join(to)).expect("it is there");
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.0.join(path)).expect("it is there");
    }

    pub(crate) fn uri(&self, path: &str) -> String {
        format!("file://{}/{path}", self.0.display())
    }
}

/// Whether there is a finding of this code whose message contains the part.
fn has(findings: &[Diagnostic], code: &str, part: &str) -> bool {
    let code = NumberOrString::String(code.to_owned());
    findings.iter().any(|it| it.code.as_ref() == Some(&code) && it.message.contains(part))
}

/// Waits for a list of this file that answers the condition.
pub(crate) fn shown(
    client: &mut Client,
    uri: &str,
    wanted: impl Fn(&[Diagnostic]) -> bool,
) -> PublishDiagnosticsParams {
    client.findings(|it| it.uri.as_str() == uri && wanted(&it.diagnostics))
}

pub(crate) fn changed(kind: u32, uri: &str) -> Value {
    json!({ "changes": [{ "uri": uri, "type": kind }] })
}

const MAIN: &str = "model shop \"Shop\"\nprocess web \"Web\"\n";
const FLOWS: &str = "part of shop\nflow f: web -> archive \"Keep\"\n";

#[test]
fn a_part_on_the_disk_belongs_to_the_model() {
    let folder = Folder::new("part", &[("main.tm", MAIN), ("flows.tm", FLOWS)]);
    let (main, flows) = (folder.uri("main.tm"), folder.uri("flows.tm"));
    let mut client = Client::start(TM);
    client.open(&main, MAIN);
    // The first list knows the part, and the part is shown though nobody opened it.
    let first = shown(&mut client, &main, |_| true);
    assert_eq!(first.version, Some(1));
    assert!(!has(&first.diagnostics, "TM305", "web"), "{:?}", first.diagnostics);
    let part = shown(&mut client, &flows, |_| true);
    assert_eq!(part.version, None);
    assert!(has(&part.diagnostics, "TM304", "archive"), "{:?}", part.diagnostics);

    // An edit in one refreshes the other, without it being touched.
    client.change(&main, 2, &json!([edit(2, 0, 0, "store archive \"Archive\"\n")]));
    shown(&mut client, &flows, |found| !has(found, "TM304", "archive"));
    client.change(&main, 3, &json!([edit(2, 6, 13, "cellar")]));
    let part = shown(&mut client, &flows, |found| has(found, "TM304", "archive"));
    assert_eq!(part.version, None);

    // Once open, the client's text counts.
    client.open(&flows, "part of shop\n");
    let part = shown(&mut client, &flows, |found| !has(found, "TM304", "archive"));
    assert_eq!(part.version, Some(1));
    shown(&mut client, &main, |found| has(found, "TM305", "web"));
    // Closed without being saved, the disk's does.
    client.close(&flows);
    shown(&mut client, &flows, |found| has(found, "TM304", "archive"));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_file_that_was_never_saved_goes_with_its_document() {
    let folder = Folder::new("unsaved", &[("flows.tm", FLOWS)]);
    let (main, flows) = (folder.uri("main.tm"), folder.uri("flows.tm"));
    let mut client = Client::start(TM);
    client.open(&flows, FLOWS);
    shown(&mut client, &flows, |found| has(found, "TM108", "shop"));
    client.open(&main, MAIN);
    shown(&mut client, &flows, |found| !has(found, "TM108", "shop"));
    client.close(&main);
    shown(&mut client, &flows, |found| has(found, "TM108", "shop"));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn the_disk_is_read_again_when_it_changes() {
    let folder = Folder::new("disk", &[("main.tm", MAIN), ("flows.tm", FLOWS)]);
    let (main, flows) = (folder.uri("main.tm"), folder.uri("flows.tm"));
    let mut client = Client::start(TM);
    client.open(&main, MAIN);
    shown(&mut client, &flows, |found| has(found, "TM304", "archive"));

    folder.write("stores.tm", "part of shop\nstore archive \"Archive\"\n");
    client.notify("workspace/didChangeWatchedFiles", &changed(1, &folder.uri("stores.tm")));
    shown(&mut client, &flows, |found| !has(found, "TM304", "archive"));

    folder.write("stores.tm", "part of shop\nstore archives \"Archive\"\n");
    client.notify("workspace/didChangeWatchedFiles", &changed(2, &folder.uri("stores.tm")));
    shown(&mut client, &flows, |found| has(found, "TM304", "archive"));

    // A file that is gone leaves the screen, and the model.
    fs::remove_file(folder.0.join("flows.tm")).expect("it was there");
    client.notify("workspace/didChangeWatchedFiles", &changed(3, &flows));
    shown(&mut client, &flows, <[Diagnostic]>::is_empty);
    // The disk does not matter to what is open.
    fs::remove_file(folder.0.join("main.tm")).expect("it was there");
    client.notify("workspace/didChangeWatchedFiles", &changed(3, &main));
    client.change(&main, 2, &json!([edit(1, 0, 0, "\n")]));
    let still = shown(&mut client, &main, |_| true);
    assert!(has(&still.diagnostics, "TM305", "web"), "{:?}", still.diagnostics);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_client_that_watches_no_files_has_them_read_when_it_saves() {
    let folder = Folder::new("save", &[("main.tm", MAIN)]);
    let main = folder.uri("main.tm");
    let mut client = Client::start(TM);
    client.open(&main, MAIN);
    shown(&mut client, &main, |found| has(found, "TM305", "web"));
    folder.write("flows.tm", "part of shop\nflow f: web -> archive\nstore archive\n");
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": main } }));
    shown(&mut client, &main, |found| !has(found, "TM305", "web"));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn what_is_imported_is_read_wherever_it_lies_below_the_root() {
    let files = [
        (".gitignore", "hidden/\n"),
        ("main.tm", "model shop \"Shop\"\nimport \"hidden/bank.tm\" as bank\n"),
        ("hidden/bank.tm", "model bank \"Bank\"\nprocess ledger \"Ledger\"\n"),
    ];
    let folder = Folder::new("import", &files);
    let main = folder.uri("main.tm");
    let mut client = Client::start(TM);
    client.open(&main, files[1].1);
    shown(&mut client, &main, |found| !has(found, "TM102", "bank"));
    client.change(&main, 2, &json!([edit(1, 8, 22, "hidden/none.tm")]));
    shown(&mut client, &main, |found| has(found, "TM102", "none.tm"));
    client.change(&main, 3, &json!([edit(1, 8, 22, "hidden/bank.tm")]));
    shown(&mut client, &main, |found| !has(found, "TM102", ""));
    assert_eq!(client.finish(), Some(0));
}

/// A model that grows by one line with each edit: elements, flows, decisions and nonsense.
fn line(number: usize) -> String {
    match number % 5 {
        0 => format!("process p{number}: web-app \"P {number}\" {{ session: cookie }}\n"),
        1 => format!("store s{number}: sql-database \"S {number}\" holds card\n"),
        2 => format!("flow f{number}: p{} -> s{} \"F\" carrying card\n", number - 2, number - 1),
        3 => format!("zone z{number}: internal-zone \"Z\" {{\n}}\n"),
        _ => "asset card: personal-data \"Card\" classified confidential\n".to_owned(),
    }
}

#[test]
fn a_burst_of_edits_ends_in_what_a_fresh_server_finds() {
    let folder = Folder::new("burst", &[]);
    let uri = folder.uri("burst.tm");
    let mut params = initialize_params(&json!({}));
    params["initializationOptions"] = json!({ "diagnostics": { "maxPerFile": 0 } });
    let mut text = "model burst \"Burst\"\nuse stride 1.0\n".to_owned();
    let (mut client, _) = Client::start_with(TM, &params);
    client.open(&uri, &text);
    let mut burst = Vec::new();
    for number in 0..1_000 {
        let lines = text.split_inclusive('\n').count();
        let change = if number % 7 == 6 {
            // A line goes, or half of one.
            let at = 2 + (number * 31) % (lines - 2);
            let start: usize = text.split_inclusive('\n').take(at).map(str::len).sum();
            let length = text.split_inclusive('\n').nth(at).map_or(0, str::len);
            let length = if number % 2 == 0 { length } else { length / 2 };
            text.replace_range(start..start + length, "");
            let (end_line, end) = if number % 2 == 0 { (at + 1, 0) } else { (at, length) };
            json!({ "range": {
                "start": { "line": at, "character": 0 },
                "end": { "line": end_line, "character": end },
            }, "text": "" })
        } else {
            text.push_str(&line(number));
            let at = u32::try_from(lines).expect("a small number");
            edit(at, 0, 0, &line(number))
        };
        let params = json!({
            "textDocument": { "uri": uri, "version": number + 2 },
            "contentChanges": [change],
        });
        burst.extend(frame(
            &json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params }),
        ));
    }
    client.send_bytes(&burst);
    let last = client.findings(|it| it.version == Some(1_001)).diagnostics;
    let (mut fresh, _) = Client::start_with(TM, &params);
    fresh.open(&uri, &text);
    let expected = fresh.findings(|_| true).diagnostics;
    assert!(expected.len() > 100, "{}", expected.len());
    assert_eq!(last, expected);

    // Closed and opened again, it is the same; the text was never saved.
    client.close(&uri);
    shown(&mut client, &uri, <[Diagnostic]>::is_empty);
    client.open(&uri, &text);
    assert_eq!(shown(&mut client, &uri, |_| true).diagnostics, expected);
    assert_eq!(fresh.finish(), Some(0));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn broken_text_keeps_answering() {
    let folder = Folder::new("broken", &[]);
    let uri = folder.uri("broken.tm");
    let mut client = Client::start(TM);
    let model = "model m \"M\"\nuse stride 1.0\nzone z: internal-zone \"Z\" {\n  process p: web-app \"P\" {\n    session: cookie\n  }\n}\nflow f: p -> q \"F\" carrying x\nthreat t: spoofing \"T\" on p\n";
    client.open(&uri, model);
    let mut version = 1;
    // Each prefix as it is typed, then each suffix as it is deleted.
    let texts =
        (0..model.len()).map(|at| &model[..at]).chain((0..model.len()).map(|at| &model[at..]));
    for text in texts {
        version += 1;
        client.change(&uri, version, &json!([{ "text": text }]));
        let line = text.matches('\n').count();
        let place = json!({
            "textDocument": { "uri": uri },
            "position": { "line": line, "character": 3 },
        });
        client.ask::<HoverRequest>(&place);
        assert!(client.ask::<Completion>(&place).is_some());
        let whole = json!({
            "textDocument": { "uri": uri },
            "range": {
                "start": { "line": 0, "character": 0 },
                "end": { "line": line + 1, "character": 0 },
            },
        });
        assert!(client.ask::<InlayHintRequest>(&whole).is_some());
    }
    client.change(&uri, version + 1, &json!([{ "text": model }]));
    let last = client.findings(|it| it.version == Some(version + 1));
    let mut fresh = Client::start(TM);
    fresh.open(&uri, model);
    assert_eq!(last.diagnostics, fresh.findings(|_| true).diagnostics);
    assert_eq!(fresh.finish(), Some(0));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn the_day_can_be_set() {
    let folder = Folder::new("day", &[]);
    let uri = folder.uri("day.tm");
    let text = "model m \"M\"\nuse stride 1.0\nprocess web: web-app \"Web\"\n\
        threat t: spoofing \"T\" on web\n\
        accept t by @dana until 2026-02-01 because \"rare\"\n";
    let mut params = initialize_params(&json!({}));
    params["initializationOptions"] = json!({ "today": "2026-01-10" });
    let (mut client, _) = Client::start_with(TM, &params);
    client.open(&uri, text);
    let before = shown(&mut client, &uri, |_| true);
    assert!(!has(&before.diagnostics, "TM405", ""));
    let settings = json!({ "settings": { "tm": { "today": "2026-03-01" } } });
    client.notify("workspace/didChangeConfiguration", &settings);
    shown(&mut client, &uri, |found| has(found, "TM405", ""));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn other_places_of_a_finding_are_named_to_clients_that_show_them() {
    let files = [("a.tm", "model shop \"Shop\"\n"), ("b.tm", "model shop \"Shop\"\n")];
    let folder = Folder::new("related", &files);
    let able = json!({ "textDocument": {
        "publishDiagnostics": { "relatedInformation": true, "dataSupport": true },
    } });
    for (capabilities, shows) in [(json!({}), false), (able, true)] {
        let (mut client, _) = Client::start_with(TM, &initialize_params(&capabilities));
        client.open(&folder.uri("a.tm"), files[0].1);
        let found = shown(&mut client, &folder.uri("a.tm"), |found| has(found, "TM109", ""));
        let twice = found.diagnostics.iter().find(|it| it.message.contains("b.tm"));
        let twice = twice.expect("a finding about the other file");
        assert_eq!(twice.data.as_ref().is_some_and(Value::is_u64), shows, "{twice:?}");
        let related = twice.related_information.as_ref().map(|places| places[0].location.clone());
        assert_eq!(related.is_some(), shows);
        if let Some(place) = related {
            assert_eq!(place.uri.as_str(), folder.uri("b.tm"));
            assert_eq!(place.range.start.line, 0);
        }
        assert_eq!(client.finish(), Some(0));
    }
}
