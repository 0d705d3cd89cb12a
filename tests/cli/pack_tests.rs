//! `tm test`, end to end.

use std::fs;
use std::path::Path;

use expect_test::expect;

use super::{folder, status, stderr, stdout, tm};

/// A knowledge base with tests that pass, fail, and name what is not there.
const ACME: &str = r#"kb acme 1.0.0 "ACME"
use base 1.0
mitigation badge "Wear a badge" for process { domain: physical-environmental; control: preventive }
threat stranger: spoofing "A stranger uses {p}" for process p {
  when p is service
  unless p.badge
  severity: high; likelihood: low
}
test "a stranger comes in" {
  process p: web-app { badge: no }
  expect stranger on p
}
test "a badge helps" {
  process p: web-app
  expect mitigated stranger on p
}
test "no badge is asked for" {
  process p: web-app { badge: yes }
  expect no stranger on p
}
test "names that are not there" {
  process p: web-app
  expect no strange on p
  expect no stranger on q
}
"#;

#[test]
fn tests_that_fail_are_told_with_what_was_expected_and_found() {
    let folder = folder("test-fails");
    fs::write(folder.join("acme.tm"), ACME).expect("written");
    fs::write(folder.join("words.tm"), "kb words 1.0 \"Words\"\n").expect("written");
    fs::write(folder.join("shop.tm"), "model shop \"Shop\"\n").expect("written");
    let output = tm(&folder, &["test"]);
    expect![[r#"
        acme.tm:15:3: failed: "a badge helps"
            acme.stranger on p: expected mitigated, found possible, because badge of p is not said
        acme.tm:19:3: failed: "no badge is asked for"
            acme.stranger on p: expected nothing, found mitigated, because badge of p is yes
        acme.tm:23:3: failed: "names that are not there"
            There is no rule "acme.strange" in this pack.
        acme.tm:24:3: failed: "names that are not there"
            The model of this test has nothing called "q".
        words.tm has no tests: it has no rules either
        4 tests in 2 knowledge bases: 1 passed, 3 failed
    "#]]
    .assert_eq(&stdout(&output));
    assert_eq!(stderr(&output), "");
    assert_eq!(status(&output), Some(1));
}

#[test]
fn a_pack_with_errors_shows_them_and_nothing_that_follows_from_them() {
    let folder = folder("test-errors");
    let wrong = ACME.replace("p is service", "p is servize");
    fs::write(folder.join("acme.tm"), wrong).expect("written");
    let output = tm(&folder, &["test", "acme.tm"]);
    expect![[r#"
        error[TM201]: No type "servize". Did you mean "service"?
         --> acme.tm:5:13
          |
        5 |   when p is servize
          |             ^^^^^^^
          |
        help: Change to "service"
          |
        5 -   when p is servize
        5 +   when p is service
          |

        acme.tm: 4 tests fail until the errors above are mended
        4 tests in 1 knowledge base: 0 passed, 4 failed
    "#]]
    .assert_eq(&stdout(&output));
    assert_eq!(status(&output), Some(2));
}

#[test]
fn packs_that_are_used_by_name_are_sought() {
    let folder = folder("test-uses");
    fs::create_dir_all(folder.join("packs")).expect("a folder");
    let (words, rules) = ACME.split_once("threat ").expect("both");
    let words = words.replace("kb acme", "kb words");
    fs::write(folder.join("packs/words.tm"), words).expect("written");
    let one = rules.split_once("test \"a badge helps\"").expect("more than one test").0;
    let rules = format!("kb acme 1.0.0 \"ACME\"\nuse base 1.0\nuse words 1.0\nthreat {one}");
    fs::write(folder.join("acme.tm"), rules).expect("written");
    let output = tm(&folder, &["test", "acme.tm"]);
    assert_eq!(stdout(&output), "1 test in 1 knowledge base: 1 passed, 0 failed\n");
    assert_eq!(status(&output), Some(0));
}

#[test]
fn what_holds_no_knowledge_base_is_told() {
    let folder = folder("test-none");
    fs::write(folder.join("shop.tm"), "model shop \"Shop\"\n").expect("written");
    let named = tm(&folder, &["test", "shop.tm"]);
    assert!(stderr(&named).contains("shop.tm is no knowledge base"), "{}", stderr(&named));
    assert_eq!((status(&named), stdout(&named)), (Some(2), String::new()));
    let below = tm(&folder, &["test"]);
    assert_eq!(stderr(&below), "tm: no knowledge base in .\n");
    assert_eq!(status(&below), Some(2));
}

#[test]
fn the_shipped_packs_can_be_tested() {
    let knowledge = Path::new(env!("CARGO_MANIFEST_DIR")).join("../knowledge");
    let output = tm(&knowledge, &["test"]);
    let said = stdout(&output);
    assert!(said.starts_with("base.tm has no tests: it has no rules either\n"), "{said}");
    assert!(said.ends_with(" passed, 0 failed\n"), "{said}");
    assert_eq!(status(&output), Some(0));
    let quiet = tm(&knowledge, &["test", "-q"]);
    assert_eq!((status(&quiet), stdout(&quiet)), (Some(0), String::new()));
}

#[test]
fn other_programs_get_the_same() {
    let folder = folder("test-json");
    fs::write(folder.join("acme.tm"), ACME).expect("written");
    let output = tm(&folder, &["test", "--format", "json", "--today", "2026-11-21"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(
        (&json["version"], &json["passed"], &json["failed"]),
        (&1.into(), &1.into(), &3.into())
    );
    let pack = &json["packs"][0];
    assert_eq!(pack["tests"].as_array().map(Vec::len), Some(4));
    expect![[r#"
        {
          "failures": [
            {
              "because": "badge of p is not said",
              "expected": "mitigated",
              "file": "acme.tm",
              "found": "possible",
              "message": "Expected mitigated; got possible: badge of p is not said.",
              "range": {
                "end": {
                  "column": 33,
                  "line": 15
                },
                "start": {
                  "column": 3,
                  "line": 15
                }
              },
              "rule": "acme.stranger",
              "subject": "p"
            }
          ],
          "file": "acme.tm",
          "passed": false,
          "range": {
            "end": {
              "column": 5,
              "line": 13
            },
            "start": {
              "column": 1,
              "line": 13
            }
          },
          "rules": [
            "acme.stranger"
          ],
          "title": "a badge helps"
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&pack["tests"][1]).expect("text"));
    assert_eq!(status(&output), Some(1));
}
