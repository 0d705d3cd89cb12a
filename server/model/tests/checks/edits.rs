//! Findings follow edits: after one, they are those of the new text, wherever they stand.

use tm_model::Workspace;
use tm_model::source::FileId;

use crate::fixture::{MINI, TODAY, files};

fn workspace(text: &str) -> Workspace {
    let mut workspace = Workspace::new(TODAY);
    workspace.set_file("mini.tm", MINI);
    for (path, text) in files(text) {
        workspace.set_file(&path, &text);
    }
    workspace.update();
    workspace
}

/// The findings of all files, each with its places.
fn findings(workspace: &Workspace) -> Vec<String> {
    let place = |origin: tm_model::source::Origin| {
        let file = workspace.file(origin.file).expect("places are in files");
        let start = file.document.start_of(origin.block);
        format!("{}:{:?}+{:?}", file.path, start, origin.span)
    };
    let mut files: Vec<(FileId, String)> =
        workspace.files().map(|(id, file)| (id, file.path.to_string())).collect();
    files.sort_by(|left, right| left.1.cmp(&right.1));
    let mut found = Vec::new();
    for (id, path) in files {
        for (start, list) in workspace.findings(id) {
            for one in list.iter() {
                let related: Vec<String> = one
                    .related
                    .iter()
                    .map(|related| format!("{} {}", place(related.origin), related.message))
                    .collect();
                found.push(format!(
                    "{path}:{start}+{:?} {} {:?} {} {related:?}",
                    one.span, one.code, one.severity, one.message
                ));
            }
        }
    }
    found
}

/// Edits one text to become the other and back, and compares with a new workspace each time.
fn follow(before: &str, after: &str) {
    let mut edited = workspace(before);
    for target in [after, before] {
        for (path, text) in files(target) {
            let id = edited.find_file(&path).expect("both have the same files");
            let old = edited.file(id).expect("found by path").document.text();
            let head = old.bytes().zip(text.bytes()).take_while(|(old, new)| old == new).count();
            let rest = old.len().min(text.len()) - head;
            let tail = old
                .bytes()
                .rev()
                .zip(text.bytes().rev())
                .take(rest)
                .take_while(|(old, new)| old == new)
                .count();
            edited.edit(id, head..old.len() - tail, &text[head..text.len() - tail]);
        }
        edited.update();
        assert_eq!(findings(&edited), findings(&workspace(target)), "{target}");
    }
}

/// The text with one part in the place of another.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is in the text");
    text.replacen(from, to, 1)
}

const SHOP: &str = r#"
//- shop.tm
model shop { owner: @kim }
use mini 1.0
asset card: secret
zone net: internet { entity buyer }
zone own: inside {
  // The front.
  process api: web-app { checked: no }
  store cards: database holds card
}
flow 1 pay: buyer -> api via plain carrying card
flow keep: api -> cards carrying card
//- rest.tm
part of shop
mitigation tls: sealed on pay status proposed
mitigate mini.clear-text on pay with tls
accept mini.bad-input on zone own
dismiss mini.lost-data on cards
threat theft: tampering on pay
zone outer { zone inner { process cron in own } }
process api
flow 1 twice: cron -> buyre
"#;

fn edit(from: &str, to: &str) {
    follow(SHOP, &replaced(SHOP, from, to));
}

#[test]
fn the_header_changes() {
    edit("owner: @kim", "owner: @dana; checked: yes");
    edit("model shop {", "model shop \"Shop\" {");
}

#[test]
fn what_a_finding_points_to_moves() {
    edit("// The front.", "// The front door, and what is behind it.");
    edit("sealed on pay", "sealed \"Encryption\" on pay");
}

#[test]
fn names_come_and_go() {
    edit("entity buyer", "entity buyre");
    edit("zone outer", "zone inner2");
    edit("process api: web-app", "process api2: web-app");
    edit("dismiss mini.lost-data on cards", "dismiss mini.lost-data on crads");
    edit("threat theft", "threat loss");
    edit("asset card: secret", "asset card: secret\nasset cart");
}

#[test]
fn numbers_come_and_go() {
    edit("flow 1 pay", "flow 2 pay");
    edit("flow 1 twice", "flow twice");
    edit("flow 1 pay", "flow pay");
}

#[test]
fn trust_is_said_elsewhere() {
    edit("zone outer {", "zone outer trust medium {");
    edit("zone own: inside {", "zone own: inside trust none {");
}

#[test]
fn what_was_decided_applies_no_more() {
    edit("flow 1 pay: buyer -> api", "flow 1 pay: api -> buyer");
    edit("checked: no", "checked: yes");
    edit("process api: web-app { checked: no }", "process front { checked: no }");
    edit("status proposed", "status done");
    edit("status proposed", "status rejected");
    edit("carrying card\nflow keep", "\nflow keep");
    edit("threat theft: tampering on pay", "threat theft: tampering on pay\naccept theft on keep");
}

#[test]
fn decisions_contradict_each_other() {
    edit("dismiss mini.lost-data on cards", "dismiss mini.clear-text on pay");
    edit("dismiss mini.lost-data on cards", "dismiss mini.bad-input on zone own");
}

#[test]
fn flows_lead_elsewhere() {
    edit("flow keep: api -> cards", "flow keep: cards -> api");
    edit("flow keep: api -> cards", "flow keep: api -> api");
    edit("store cards: database", "entity cards");
}

#[test]
fn scopes_and_zones_come_and_go() {
    edit("threat theft", "scope out api\nthreat theft");
    edit("zone net: internet { entity buyer }", "entity buyer");
    edit("process cron in own", "process cron");
}

#[test]
fn files_begin_otherwise() {
    edit("part of shop", "part of shopp");
    edit("part of shop", "process lost");
    edit("part of shop", "model shop");
    edit("use mini 1.0", "use mini 2.0");
    edit("use mini 1.0", "use mini 1.0 only starter");
}
