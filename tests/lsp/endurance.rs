//! A server that runs all day: it rests when there is nothing to do, it does not grow, and many changes
//! at once are one.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use tm_tests::Client;
use tower_lsp::ls_types::Diagnostic;
use tower_lsp::ls_types::notification::{Notification, PublishDiagnostics};

use crate::workspace::{Folder, shown};
use crate::{TM, edit};

/// What the system says of a process: the numbers in a file about it.
#[cfg(target_os = "linux")]
fn numbers(client: &Client, file: &str) -> Vec<u64> {
    let path = format!("/proc/{}/{file}", client.process_id());
    let text = std::fs::read_to_string(path).expect("the process lives");
    // The name of the process is in parentheses and may hold blanks.
    let rest = text.rsplit_once(") ").map_or(text.as_str(), |(_, rest)| rest);
    rest.split_whitespace().map(|field| field.parse().unwrap_or_default()).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_with_nothing_to_do_does_nothing() {
    let folder = Folder::new("rest", &[("part.tm", "part of m\nstore archive\n")]);
    let uri = folder.uri("shop.tm");
    let mut client = Client::start(TM);
    client.open(&uri, "model m \"M\"\nprocess web\n");
    shown(&mut client, &uri, |_| true);
    while client.next_message_within(Duration::from_millis(500)).is_some() {}
    // How long it worked, for itself and within the system.
    let worked = |client: &Client| numbers(client, "stat")[11..13].iter().sum::<u64>();
    let before = worked(&client);
    assert_eq!(client.next_message_within(Duration::from_secs(3)), None);
    assert_eq!(worked(&client), before);
    assert_eq!(client.finish(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_edits() {
    const ROUNDS: usize = 4;
    let folder = Folder::new("memory", &[]);
    let uri = folder.uri("shop.tm");
    let mut client = Client::start(TM);
    client.open(&uri, include_str!("../../examples/blog/blog.tm"));
    let whole = json!({ "textDocument": { "uri": uri } });
    let mut version = 1;
    let mut pages = Vec::new();
    for _ in 0..ROUNDS {
        for _ in 0..150 {
            // A line comes and goes.
            let gone = json!({
                "range": {
                    "start": { "line": 3, "character": 0 }, "end": { "line": 4, "character": 0 },
                },
                "text": "",
            });
            for change in [edit(3, 0, 0, "process more: web-app \"More\"\n"), gone] {
                version += 1;
                client.change(&uri, version, &json!([change]));
                client.call("textDocument/documentSymbol", &whole);
                client.call("textDocument/codeLens", &whole);
                client.call("tm/threats", &whole);
            }
        }
        client.unseen();
        pages.push(numbers(&client, "statm")[1]);
    }
    // Pages of 4 KB: 8 MB are what an allocator may keep for itself.
    let (first, last) = (pages[0], pages[ROUNDS - 1]);
    assert!(last < first + first / 4 + 2_000, "{pages:?}");
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn many_files_that_change_at_once_are_one_change() {
    const PARTS: usize = 60;
    let folder = Folder::new("checkout", &[]);
    let part = |number: usize| format!("parts/p-{number}.tm");
    let write = |name: &str| {
        for number in 0..PARTS {
            folder.write(&part(number), &format!("part of m\nstore {name}-{number} \"A\"\n"));
        }
    };
    write("old");
    let uri = folder.uri("main.tm");
    let mut client = Client::start(TM);
    client.open(&uri, "model m \"M\"\n");
    let last = folder.uri(&part(PARTS - 1));
    let of = |name: &'static str| {
        move |found: &[Diagnostic]| found.iter().any(|it| it.message.contains(name))
    };
    shown(&mut client, &last, of("\"old-59\""));
    // As if another branch was checked out.
    write("new");
    let changes = (0..PARTS).map(|it| json!({ "uri": folder.uri(&part(it)), "type": 2 }));
    let changes: Vec<Value> = changes.collect();
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    // Each file is told once with what is new in it.
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    while told.len() < PARTS {
        let params = client.notification(PublishDiagnostics::METHOD);
        if params["diagnostics"].to_string().contains("\\\"new-") {
            *told.entry(params["uri"].to_string()).or_default() += 1;
        }
    }
    assert!(told.values().all(|times| *times == 1), "{told:?}");
    assert_eq!(client.finish(), Some(0));
}

/// A folder outside of all others that could be the root of a workspace.
struct Outside(std::path::PathBuf);

impl Outside {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("tm-folders-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("a")).expect("a folder");
        std::fs::create_dir_all(folder.join("b")).expect("a folder");
        Self(folder.canonicalize().expect("it is there"))
    }

    fn uri(&self, path: &str) -> String {
        format!("file://{}{path}", self.0.display())
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        // What is left in a folder for such things does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_that_is_added_later_is_the_workspace_of_its_files() {
    let folder = Outside::new();
    let shop = "model shop\nprocess web \"Web\"\n";
    std::fs::write(folder.0.join("a/shop.tm"), shop).expect("written");
    let part = "part of shop\nstore archive\nflow f: web -> archive\n";
    std::fs::write(folder.0.join("b/part.tm"), part).expect("written");
    let uri = folder.uri("/a/shop.tm");
    let mut client = Client::start(TM);
    client.open(&uri, shop);
    let is_alone = |found: &[Diagnostic]| {
        found.iter().any(|it| it.message.starts_with("Nothing flows to or from \"web\""))
    };
    shown(&mut client, &uri, is_alone);
    let root = json!([{ "uri": folder.uri(""), "name": "added" }]);
    for (added, removed, alone) in [(&root, &json!([]), false), (&json!([]), &root, true)] {
        let event = json!({ "event": { "added": added, "removed": removed } });
        client.notify("workspace/didChangeWorkspaceFolders", &event);
        shown(&mut client, &uri, |found| is_alone(found) == alone);
    }
    assert_eq!(client.finish(), Some(0));
}
