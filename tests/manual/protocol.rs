//! The pages about the protocol: what is offered, and what keeps known pitfalls away.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tm_tests::{Client, offered};

use crate::pages::root;

/// What the client says that announces most.
const ABLE: &str = include_str!("../lsp/profiles/vscode.json");

/// How many pitfalls there are.
const PITFALLS: usize = 46;

/// The cells of the rows of all tables of a page, without their heads.
fn rows(page: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("docs").join(page)).expect("a page");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let rows = rows.map(|row| row.split(" | ").map(str::to_owned).collect::<Vec<_>>());
    rows.filter(|row| row[0].starts_with('`') || row[0].parse::<usize>().is_ok()).collect()
}

/// The words in backticks.
fn marked(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_pitfall_has_a_test_that_exists_or_a_reason() {
    let rows = rows("pitfalls.md");
    let numbers: Vec<usize> = rows.iter().map(|row| row[0].parse().expect("a number")).collect();
    assert_eq!(numbers, (1..=PITFALLS).collect::<Vec<_>>());
    for row in &rows {
        let [_, _, cell] = row.as_slice() else { panic!("{row:?} has not three cells") };
        let is_reason = cell.starts_with("Cannot ");
        let mut file = None;
        let mut tests = 0;
        for word in marked(cell) {
            if word.ends_with(".rs") {
                let text = fs::read_to_string(root().join(word));
                file = Some(text.unwrap_or_else(|error| panic!("{word}: {error}")));
            } else if let Some(text) = &file {
                assert!(text.contains(&format!("fn {word}(")), "{row:?}: there is no {word}");
                tests += 1;
            }
        }
        assert!(tests > 0 || is_reason, "{row:?} names no test and gives no reason");
    }
}

/// The methods of the page, and whether each is offered.
fn told() -> BTreeMap<String, bool> {
    let rows = rows("capabilities.md").into_iter().map(|row| {
        let method = marked(&row[0])[0].to_owned();
        let is_yes = row[2].starts_with("yes");
        assert!(is_yes || row[2].starts_with("no: ") || row[2].starts_with("passed over: "));
        (method, is_yes)
    });
    rows.collect()
}

#[test]
fn the_page_of_capabilities_says_what_the_server_says() {
    let mut params: serde_json::Value = serde_json::from_str(ABLE).expect("a profile is JSON");
    params["processId"] = serde_json::Value::Null;
    let mut client = Client::spawn(env!("CARGO_BIN_EXE_tm"));
    let answer = client.call("initialize", &params);
    assert_eq!(client.finish(), Some(0));

    let offered: BTreeSet<String> = offered(&answer["capabilities"]);
    let told = told();
    let mut faults = Vec::new();
    for method in offered.iter().filter(|method| !method.starts_with("tm/")) {
        match told.get(method) {
            Some(true) => {}
            Some(false) => faults.push(format!("{method} is offered, and the page says no")),
            None => faults.push(format!("{method} is offered and not on the page")),
        }
    }
    for method in tm_tests::offerable() {
        let is_offered = offered.contains(method);
        match told.get(method) {
            Some(true) if !is_offered => {
                faults.push(format!("{method} is on the page and not offered"));
            }
            None => faults.push(format!("{method} is not on the page")),
            Some(_) => {}
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
