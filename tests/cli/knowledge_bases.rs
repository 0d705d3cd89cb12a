//! `tm kb`, end to end.

use std::fs;

use expect_test::expect;

use super::{folder, status, stderr, stdout, tm};

const ACME: &str = r#"/// What **ACME** asks of every service.
kb acme 2.1 "ACME additions"
use base 1.0
/// A badge that a person can see.
mitigation badge "Wear a badge" for process {
  domain: physical-environmental
  control: preventive
  ask: "Does {it} wear a badge?"
}
attribute floor: number for process
type kiosk: web-app "Kiosk" { floor: 2 }
threat stranger: spoofing "A stranger uses {p}" for process p: kiosk {
  when p.custom-code
    and p.floor >= 1
  unless p.badge
  severity: high; likelihood: low
  cwe: 287; capec: 115
  detect: "Nobody knows the face"
}
"#;

#[test]
fn the_list_has_what_ships_and_what_lies_below_the_root() {
    let folder = folder("kb-list");
    fs::create_dir_all(folder.join("packs")).expect("a folder");
    fs::create_dir_all(folder.join("models")).expect("a folder");
    fs::write(folder.join("packs/acme.tm"), ACME).expect("written");
    fs::write(folder.join("packs/own.tm"), "kb base 9.0 \"Ours\"\n").expect("written");
    let output = tm(&folder.join("models"), &["kb", "list"]);
    let said = stdout(&output);
    assert!(said.starts_with("base 1.0.0  Vocabulary  shipped\n    "), "{said}");
    assert!(said.contains("acme 2.1  ACME additions  "), "{said}");
    assert!(said.contains("\n    1 types, 1 facts, 1 controls, 1 rules\n"), "{said}");
    assert!(said.contains("hidden: \"use base\" means the one above\n"), "{said}");
    assert_eq!(status(&output), Some(0));

    let output = tm(&folder, &["kb", "list", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let packs = json["packs"].as_array().expect("a list");
    let acme = packs.iter().find(|pack| pack["name"] == "acme").expect("it is listed");
    assert_eq!((&acme["file"], &acme["rules"]), (&"packs/acme.tm".into(), &1.into()));
}

#[test]
fn a_pack_a_rule_a_type_and_a_control_are_shown_by_name() {
    let folder = folder("kb-show");
    fs::write(folder.join("acme.tm"), ACME).expect("written");
    let show = |name: &str| {
        let output = tm(&folder, &["kb", "show", name]);
        assert_eq!(status(&output), Some(0), "{name}: {}", stderr(&output));
        stdout(&output)
    };
    expect![[r#"
        acme  2.1  ACME additions  acme.tm

        What ACME asks of every service.

        spoofing
          stranger  high          A stranger uses a process

        Types of process
          kiosk

        Controls
          badge

        Facts
          floor
    "#]]
    .assert_eq(&show("acme"));
    expect![[r#"
        acme.stranger  A stranger uses a process
        spoofing · severity high · likelihood low · in acme.tm

        Looks at every process p: kiosk
          when   p.custom-code
                 and p.floor >= 1
          unless p.badge

        Answered by
          badge  Wear a badge

        To be seen as
          Nobody knows the face

        CWE-287 · CAPEC-115
    "#]]
    .assert_eq(&show("acme.stranger"));
    assert_eq!(show("stranger"), show("acme.stranger"));
    expect![[r#"
        kiosk  Kiosk
        a type of process: web-app → service · from acme

        Brings
          custom-code: yes (from web-app)
          parses: html (from web-app)
          floor: 2

        Rules that ask for it
          acme.stranger
    "#]]
    .assert_eq(&show("kiosk"));
    expect![[r#"
        badge  Wear a badge
        a control of process · physical-environmental · from acme

        A badge that a person can see.

        Asks
          Does it wear a badge?


        Write
          badge: yes or no

        Answers
          acme.stranger
    "#]]
    .assert_eq(&show("badge"));
    assert!(show("base.mfa").contains("stride.privileged-login-single-factor"));
}

#[test]
fn a_rule_for_other_programs_has_its_condition_as_written() {
    let folder = folder("kb-json");
    fs::write(folder.join("acme.tm"), ACME).expect("written");
    let output = tm(&folder, &["kb", "show", "acme.stranger", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    expect![[r#"
        {
          "entries": [
            {
              "attack": [],
              "capec": [
                115
              ],
              "category": "spoofing",
              "changes": [],
              "cwe": [
                287
              ],
              "detect": "Nobody knows the face",
              "docs": "",
              "file": "acme.tm",
              "for": "process p: kiosk",
              "kind": "rule",
              "likelihood": "low",
              "mitigations": [
                {
                  "name": "badge",
                  "title": "Wear a badge"
                }
              ],
              "name": "acme.stranger",
              "owasp": [],
              "severity": "high",
              "tests": [],
              "title": "A stranger uses a process",
              "top": false,
              "unless": "p.badge",
              "when": "p.custom-code\nand p.floor >= 1"
            }
          ],
          "version": 1
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&json).expect("text"));
}

#[test]
fn an_unknown_name_gets_the_nearest_one() {
    let folder = folder("kb-unknown");
    for (name, says) in [
        ("strid", "did you mean \"stride\"?"),
        ("stride.anonymus-caller", "did you mean \"stride.anonymous-caller\"?"),
        ("web-ap", "did you mean \"web-app\"?"),
        ("something-quite-different", "see \"tm kb list\""),
    ] {
        let output = tm(&folder, &["kb", "show", name]);
        assert_eq!((status(&output), stdout(&output)), (Some(2), String::new()), "{name}");
        assert!(stderr(&output).contains(says), "{}", stderr(&output));
    }
}

#[test]
fn a_zone_says_how_far_it_is_trusted_and_a_rule_where_it_runs() {
    let folder = folder("kb-profiles");
    let text = "kb acme 1.0\ntype yard: zone \"Yard\" { kind: internal; trust: low }\n\
        threat top: spoofing \"A\" for process p { severity: low; top: yes }\n\
        threat rare: spoofing \"B\" for process p { severity: low }\n\
        profile night { include: rare }\n";
    fs::write(folder.join("acme.tm"), text).expect("written");
    let show = |name: &str| stdout(&tm(&folder, &["kb", "show", name]));
    assert!(show("yard").contains("Brings\n  kind: internal\n  trust: low\n"), "{}", show("yard"));
    assert!(show("acme.top").contains("Runs in lite, standard, comprehensive\n"));
    assert!(show("acme.rare").contains("Runs in comprehensive, night\n"));
}

#[test]
fn a_rule_comes_with_its_tests_and_with_what_other_knowledge_bases_make_of_it() {
    let folder = folder("kb-changes");
    fs::write(
        folder.join("house.tm"),
        r#"kb house 1.0 "House"
use stride 1.0
override stride.flooding severity critical {
  because: "An hour costs a day"
}
disable stride.flat-zone because "One host"
"#,
    )
    .expect("written");
    let flooding = stdout(&tm(&folder, &["kb", "show", "stride.flooding"]));
    let change = "override stride.flooding severity critical { because: \"An hour costs a day\" }";
    assert!(flooding.contains(&format!("\nChanged by\n  house\n    {change}\n")), "{flooding}");
    assert!(flooding.contains("\n    expect mitigated flooding on p\n"), "{flooding}");
    let json = stdout(&tm(&folder, &["kb", "show", "stride.flat-zone", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["entries"][0]["changes"][0]["disabled"], true);
}
