//! The JSON output is what its schema says. The pages of the manual are held to the tool by
//! `tests/manual`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{folder, stdout, tm};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A model of which the output has something of everything.
const OF_EVERYTHING: &str = r#"model all "All"
use stride 1.0
asset order: personal-data "Order"
entity buyer: end-user "Buyer"
process web: web-app "Shop"
store orders: sql-database "Orders" holds order
flow place: buyer -> web via http carrying order { authn: session }
flow keep: web -> orders via sql-protocol
threat own "Of the model": spoofing on web { severity: high; cwe: 287; attack: "T1078" }
mitigation forms: input-validation "Forms are checked" on web status planned
transfer stride.known-vulnerability on web to "Host" by @kim until 2027-06-30 because "Contract"
accept stride.clear-text-crossing on place by @kim until 2026-01-01 because "For a while"
process lonely
"#;

#[test]
fn the_json_output_is_what_the_schema_says() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let path = root().join("docs/check.schema.json");
    let schema = compiler.compile(path.to_str().expect("UTF-8"), &mut schemas);
    let schema = schema.expect("the schema is one");
    let everything = folder("schema");
    fs::write(everything.join("all.tm"), OF_EVERYTHING).expect("written");
    fs::write(everything.join("broken.tm"), "model broken \"\nflow f: a ->\n").expect("written");
    fs::write(everything.join("pack.tm"), "kb pack 1.0\nrule r for flow f { when f.no }\n")
        .expect("written");
    for (folder, path) in [(root().join("examples"), "."), (everything, ".")] {
        let output = tm(&folder, &["check", path, "--format", "json", "--today", "2026-11-21"]);
        let json: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
        if let Err(error) = schemas.validate(&json, schema) {
            panic!("{error:#}");
        }
        assert!(json["diagnostics"].as_array().is_some_and(|list| !list.is_empty()));
    }
}

#[test]
fn the_example_of_the_json_output_is_a_part_of_what_comes_out() {
    let page = fs::read_to_string(root().join("docs/json.md")).expect("read");
    let (_, rest) = page.split_once("```json\n").expect("an example begins");
    let (example, _) = rest.split_once("```").expect("it ends");
    let example: Value = serde_json::from_str(example).expect("JSON");
    let arguments = ["check", "examples/blog", "--format", "json", "--today", "2026-11-21"];
    let all: Value = serde_json::from_str(&stdout(&tm(&root(), &arguments))).expect("JSON");
    for list in ["/models/0/threats", "/models/0/questions", "/diagnostics"] {
        let entries = |json: &Value| json.pointer(list).and_then(Value::as_array).cloned();
        let all = entries(&all).expect("a list");
        for entry in entries(&example).expect("a list") {
            assert!(all.contains(&entry), "{list} has no {entry:#}");
        }
    }
    assert_eq!(example["models"][0]["counts"], all["models"][0]["counts"]);
}
