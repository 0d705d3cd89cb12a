//! Files that are made, renamed and removed in the editor.

use serde_json::{Value, json};
use tm_tests::{Client, initialize_params};

use crate::TM;
use crate::workspace::{Folder, shown};

const SHOP: &str = "model shop \"Shop\"\nimport \"pay/pay.tm\" as pay\nprocess web \"Web\"\nflow f: web -> pay.api \"Pay\"\n";
const PAY: &str = "model payments \"Payments\"\nprocess api \"API\"\n";

fn all() -> Value {
    json!({ "willRename": true, "didCreate": true, "didRename": true, "didDelete": true })
}

fn start(operations: &Value) -> (Client, tower_lsp::ls_types::ServerCapabilities) {
    let capabilities = json!({ "workspace": { "fileOperations": operations } });
    Client::start_with(TM, &initialize_params(&capabilities))
}

fn renamed(from: &str, to: &str) -> Value {
    json!({ "files": [{ "oldUri": from, "newUri": to }] })
}

#[test]
fn only_what_the_client_tells_of_is_registered() {
    let (client, offered) = start(&all());
    let operations = offered.workspace.and_then(|it| it.file_operations).expect("all of them");
    let filters = operations.will_rename.expect("it asks").filters;
    assert!(filters.iter().any(|filter| filter.pattern.glob == "**/*.tm"));
    assert!(operations.did_create.is_some() && operations.did_delete.is_some());
    assert!(operations.will_delete.is_none());
    assert_eq!(client.finish(), Some(0));
    let (client, offered) = start(&json!({ "didDelete": true }));
    let operations = offered.workspace.and_then(|it| it.file_operations).expect("one of them");
    assert!(operations.will_rename.is_none() && operations.did_delete.is_some());
    assert_eq!(client.finish(), Some(0));
    let (client, offered) = start(&json!({}));
    assert!(offered.workspace.and_then(|it| it.file_operations).is_none());
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn imports_follow_a_file_and_a_folder_that_are_renamed() {
    let folder = Folder::new("rename-files", &[("shop.tm", SHOP), ("pay/pay.tm", PAY)]);
    let uri = folder.uri("shop.tm");
    let (mut client, _) = start(&all());
    client.open(&uri, SHOP);
    shown(&mut client, &uri, |_| true);
    for (from, to, text) in [
        ("pay/pay.tm", "pay/cards.tm", "\"pay/cards.tm\""),
        ("pay", "money", "\"money/pay.tm\""),
        ("shop.tm", "web/shop.tm", "\"../pay/pay.tm\""),
    ] {
        let params = renamed(&folder.uri(from), &folder.uri(to));
        let edit = client.call("workspace/willRenameFiles", &params);
        assert_eq!(edit["changes"][&uri][0]["newText"], json!(text), "{from}");
        let place = &edit["changes"][&uri][0]["range"]["start"];
        assert_eq!(*place, json!({ "line": 1, "character": 7 }));
    }
    let params = renamed(&folder.uri("other.tm"), &folder.uri("another.tm"));
    assert_eq!(client.call("workspace/willRenameFiles", &params), Value::Null);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn files_that_are_made_and_removed_are_noticed() {
    let folder = Folder::new("file-operations", &[("shop.tm", SHOP)]);
    let uri = folder.uri("shop.tm");
    let (mut client, _) = start(&all());
    client.open(&uri, SHOP);
    let lacks = |found: &[tower_lsp::ls_types::Diagnostic]| {
        found.iter().any(|finding| finding.message.contains("pay"))
    };
    shown(&mut client, &uri, lacks);

    folder.write("pay/pay.tm", PAY);
    let made = json!({ "files": [{ "uri": folder.uri("pay/pay.tm") }] });
    client.notify("workspace/didCreateFiles", &made);
    shown(&mut client, &uri, |found| !lacks(found));

    folder.rename("pay", "money");
    client.notify("workspace/didRenameFiles", &renamed(&folder.uri("pay"), &folder.uri("money")));
    shown(&mut client, &uri, lacks);

    folder.rename("money", "pay");
    client.notify("workspace/didRenameFiles", &renamed(&folder.uri("money"), &folder.uri("pay")));
    shown(&mut client, &uri, |found| !lacks(found));

    folder.remove("pay/pay.tm");
    let gone = json!({ "files": [{ "uri": folder.uri("pay/pay.tm") }] });
    client.notify("workspace/didDeleteFiles", &gone);
    shown(&mut client, &uri, lacks);
    assert_eq!(client.finish(), Some(0));
}
