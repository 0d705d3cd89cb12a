//! `tm explain` and `tm what-if` over the examples.
//!
//! `UPDATE_EXPECT=1 cargo test -p tm --test cli` writes the expectations anew; read the difference.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::{ExpectFile, expect_file};

use super::{folder, status, stderr, stdout, tm};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// What several calls print, each below its command.
fn session(folder: &Path, calls: &[&[&str]], expected: &ExpectFile) {
    let mut out = String::new();
    for call in calls {
        let mut arguments = call.to_vec();
        arguments.extend(["--today", "2026-11-21"]);
        let output = tm(folder, &arguments);
        let shown: Vec<String> = call
            .iter()
            .map(|word| if word.contains(' ') { format!("\"{word}\"") } else { (*word).to_owned() })
            .collect();
        writeln!(out, "$ tm {}", shown.join(" ")).expect("text");
        out.push_str(&stdout(&output));
        out.push_str(&stderr(&output));
        writeln!(out, "[{}]\n", status(&output).expect("it ends")).expect("text");
    }
    expected.assert_eq(&out);
}

#[test]
fn threats_of_the_examples_are_explained() {
    session(
        &examples(),
        &[
            &["explain", "stride.credentials-in-clear on store-hash", "blog"],
            &["explain", "stride.flooding", "on", "accounts", "blog"],
            &["explain", "stride.admin-path-from-outside on create-author", "blog"],
            &["explain", "stride.clear-text-crossing on send-token", "blog"],
            &["explain", "token-theft on set-passphrase", "blog"],
            &["explain", "flooding on publishing", "blog"],
            &["explain", "stride.flooding on reader", "blog"],
            &["explain", "stride.anonymous-caller on posts", "blog"],
        ],
        &expect_file!["./expected/explain-threats.txt"],
    );
}

#[test]
fn names_are_explained() {
    session(
        &examples(),
        &[
            &["explain", "TM301"],
            &["explain", "isolated"],
            &["explain", "repudiation", "claims-portal"],
            &["explain", "flooding", "blog"],
            &["explain", "web-app", "blog"],
            &["explain", "encrypted", "blog"],
            &["explain", "criticality", "blog"],
            &["explain", "publishing", "blog"],
            &["explain", "read-post/reply", "blog"],
            &["explain", "internet", "blog"],
            &["explain", "passphrase", "blog"],
            &["explain", "mail-private", "blog"],
            &["explain", "limiter", "blog"],
            &["explain", "too-many-attempts", "blog"],
            &["explain", "stride", "blog"],
        ],
        &expect_file!["./expected/explain-names.txt"],
    );
}

#[test]
fn what_is_not_there_has_neighbours_and_status_2() {
    session(
        &examples(),
        &[
            &["explain", "stride.floodng on accounts", "blog"],
            &["explain", "stride.flooding on acounts", "blog"],
            &["explain", "stride.flooding on nothing-at-all", "blog"],
            &["explain", "nonsense on nowhere", "blog"],
            &["explain", "spofing", "blog"],
            &["explain", "TM999", "blog"],
            &["explain", "stride.flooding on"],
            &["explain", "one two three four"],
            &["explain", "flooding on accounts", "missing.tm"],
            &["what-if", "mail-privat", "blog"],
            &["what-if", "publishing", "blog"],
            &["what-if", "anything", "claims-portal"],
        ],
        &expect_file!["./expected/explain-unknown.txt"],
    );
}

#[test]
fn assumptions_of_the_examples_are_taken_as_wrong() {
    session(
        &examples(),
        &[
            &["what-if", "mail-private", "blog"],
            &["what-if", "no-training", "support-agent"],
            &["what-if", "apart-on-one-host", "claims-portal"],
        ],
        &expect_file!["./expected/what-if.txt"],
    );
}

#[test]
fn names_of_the_vocabulary_need_no_model() {
    let empty = folder("explain-nothing");
    for name in ["TM206", "to-nowhere", "spoofing", "web-app", "encrypted", "stride.flooding"] {
        let output = tm(&empty, &["explain", name]);
        let known = name != "to-nowhere";
        assert_eq!(status(&output), Some(if known { 0 } else { 2 }), "{name}");
        assert_eq!(stdout(&output).is_empty(), !known, "{name}");
    }
    let key = tm(&empty, &["explain", "stride.flooding on web"]);
    assert_eq!(stderr(&key), "tm: no .tm file in .\n");
    assert_eq!(status(&key), Some(2));
}

#[test]
fn a_rule_that_is_switched_off_says_by_whom_and_why() {
    let folder = folder("explain-disabled");
    let pack =
        "kb acme 1.0\nuse stride 1.0\ndisable stride.flooding because \"The provider does\"\n";
    fs::write(folder.join("acme.tm"), pack).expect("written");
    let model = "model shop\nuse stride 1.0\nuse acme 1.0\nprocess web: web-app\n";
    fs::write(folder.join("shop.tm"), model).expect("written");
    let output = tm(&folder, &["explain", "stride.flooding on web", "shop.tm"]);
    assert_eq!(
        stdout(&output),
        "stride.flooding fires nowhere in shop: a knowledge base switches it off at acme.tm:3:1: \"The\n\
         provider does\".\n"
    );
    assert_eq!(status(&output), Some(0));
}

#[test]
fn a_broken_item_is_told_and_the_rest_is_explained() {
    let folder = folder("explain-broken");
    let model = "model shop\nuse stride 1.0\nprocess web: web-app\nflow f: web ->\nprocess \"\n";
    fs::write(folder.join("shop.tm"), model).expect("written");
    let output = tm(&folder, &["explain", "stride.flooding on web"]);
    assert_eq!(status(&output), Some(2));
    assert!(stdout(&output).starts_with("stride.flooding on web\n"), "{}", stdout(&output));
    assert!(stderr(&output).starts_with("tm: shop.tm:"), "{}", stderr(&output));
}

#[test]
fn an_assumption_taken_as_wrong_leaves_the_file_alone() {
    let folder = folder("what-if-file");
    let model = "model shop\nuse stride 1.0\nasset order: personal-data classified confidential\n\
        zone out: internet-zone { entity buyer: end-user }\nzone in-house: internal-zone { process web: web-app }\n\
        flow f: buyer -> web via http carrying order { encrypted: yes assuming tunnel }\n\
        assumption tunnel: infrastructure \"There is a tunnel\"\n";
    fs::write(folder.join("shop.tm"), model).expect("written");
    let output = tm(&folder, &["what-if", "tunnel", "--format", "json"]);
    assert_eq!(status(&output), Some(0));
    assert_eq!(fs::read_to_string(folder.join("shop.tm")).expect("read"), model);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let first = &json["models"][0]["threats"][0];
    assert_eq!(first["key"], "stride.clear-text-crossing on f");
    assert_eq!(first["opens"], true);
    assert_eq!(first["holds"]["state"], "mitigated");
    assert_eq!(first["wrong"]["state"], "open");
    assert_eq!(first["because"][0]["attribute"], "encrypted");
}

#[test]
fn the_json_of_a_threat_holds_every_part_and_place() {
    let key = "stride.credentials-in-clear on store-hash";
    let output = tm(&examples(), &["explain", key, "blog", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let threat = &json["threats"][0];
    assert_eq!(threat["verdict"], "fires");
    assert_eq!(threat["state"], "possible");
    assert_eq!(threat["when"]["holds"], "yes");
    assert_eq!(threat["when"]["joined"], "and");
    assert_eq!(threat["unless"]["text"], "f.encrypted");
    assert_eq!(threat["unless"]["notes"][0]["place"]["file"], "blog/blog.tm");
    assert_eq!(threat["remedies"][0]["needs"][0]["attribute"], "encrypted");
    let named = tm(&examples(), &["explain", "TM301", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&named)).expect("JSON");
    assert_eq!(json["meanings"][0]["kind"], "finding");
}

#[test]
fn colour_paints_and_changes_no_word() {
    let key = ["explain", "stride.flooding on accounts", "blog", "--color"];
    let of = |choice: &str| stdout(&tm(&examples(), &[&key[..], &[choice]].concat()));
    let mut painted = of("always");
    assert!(painted.contains("\x1b[32m✓"));
    while let Some(start) = painted.find('\x1b') {
        let end = painted[start..].find('m').expect("a sequence ends") + start;
        painted.replace_range(start..=end, "");
    }
    assert_eq!(painted, of("never"));
}

#[test]
fn a_threat_that_is_rated_by_a_number_says_the_number() {
    let folder = folder("explain-scores");
    let vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    let text = format!(
        "model shop \"Shop\"\nprocess web \"Web\"\n\
         threat skim: tampering \"Script on the card form\" on web {{ cvss: \"{vector}\" }}\n"
    );
    fs::write(folder.join("shop.tm"), text).expect("written");
    let explained = stdout(&tm(&folder, &["explain", "skim on web"]));
    assert!(
        explained.starts_with("skim on web · open · critical risk (CVSS 9.8)\n"),
        "{explained}"
    );
    assert!(explained.contains("Risk: critical, from CVSS 9.8."), "{explained}");
    let json = stdout(&tm(&folder, &["check", "--format", "json"]));
    assert!(
        json.contains(r#""severity":"critical","score":{"method":"cvss","value":9.8}"#),
        "{json}"
    );
    let json = stdout(&tm(&folder, &["explain", "skim on web", "--format", "json"]));
    assert!(json.contains(r#""score":{"method":"cvss","value":9.8}"#), "{json}");
}

#[test]
fn an_assumption_is_told_with_its_claims_and_what_rests_on_it() {
    let folder = folder("explain-assumptions");
    let text = "model shop \"Shop\"\nuse base 1.0\nprocess web \"Web\"\nstore cards \"Cards\" {\n\
        encryption-at-rest: yes assuming disk\n}\nflow keep: web -> cards \"Keep\"\n\
        assumption disk: infrastructure \"Disks are encrypted\" about cards {\n\
        claims cards.encryption-at-rest = yes\n  claims keep.target = web\n  claims keep.encrypted\n}\n";
    fs::write(folder.join("shop.tm"), text).expect("written");
    let explained = stdout(&tm(&folder, &["explain", "disk"]));
    for said in [
        "Claims cards.encryption-at-rest = yes: the model says so too.",
        "Claims keep.target = web: the model says otherwise.",
        "Claims keep.encrypted: the model does not say enough to tell.",
        "What rests on it: cards",
        "What opens if it is wrong? tm what-if disk",
    ] {
        assert!(explained.contains(said), "{said}: {explained}");
    }
}

#[test]
fn of_a_name_in_several_models_the_named_file_is_meant() {
    let folder = folder("explain-which");
    for model in ["a", "b"] {
        let text = format!("model {model} \"Model\"\nprocess p \"Of {model}\"\n");
        fs::write(folder.join(format!("{model}.tm")), text).expect("written");
    }
    fs::write(folder.join("c.tm"), "part of b\nprocess r \"In a part\"\n").expect("written");
    let said = stdout(&tm(&folder, &["explain", "p"]));
    assert!(said.contains("means 2 things here: a process of a, a process of b."), "{said}");
    let said = stdout(&tm(&folder, &["explain", "p", "a.tm"]));
    assert!(said.contains("Of a") && !said.contains("Of b"), "{said}");
    // A part of the named model still belongs to it.
    let said = stdout(&tm(&folder, &["explain", "r", "b.tm"]));
    assert!(said.contains("In a part"), "{said}");
}

#[test]
fn a_risk_that_cannot_rise_is_as_the_rule_says() {
    let folder = folder("explain-risk");
    let rules = "kb house 1.0\n\
        threat fire: tampering \"{p} burns\" for process p {\n  \
        when any(f in p.inflows where f.crosses)\n  severity: critical; likelihood: medium\n}\n\
        threat frost: tampering \"{p} freezes\" for process p {\n  \
        when any(f in p.inflows where f.crosses)\n  severity: high; likelihood: medium\n}\n";
    let model = "model m \"M\"\nuse house 1.0\nasset a: asset \"A\" classified restricted\n\
        zone out trust none { entity e }\nzone own trust high { process p }\n\
        flow f: e -> p carrying a\n";
    fs::write(folder.join("house.tm"), rules).expect("written");
    fs::write(folder.join("m.tm"), model).expect("written");
    let fire = stdout(&tm(&folder, &["explain", "house.fire on p", "m.tm"]));
    assert!(
        fire.contains("from severity critical and likelihood medium, as the rule says."),
        "{fire}"
    );
    let frost = stdout(&tm(&folder, &["explain", "house.frost on p", "m.tm"]));
    assert!(frost.contains("The rule says high and medium; here it"), "{frost}");
}

#[test]
fn what_an_assumption_is_about_is_counted_beside_what_rests_on_it() {
    let folder = folder("what-if-about");
    let model =
        "model m \"M\"\nprocess p \"P\"\nassumption dry: infrastructure \"It is dry\" about p\n";
    fs::write(folder.join("m.tm"), model).expect("written");
    let said = stdout(&tm(&folder, &["what-if", "dry", "m.tm"]));
    assert!(said.ends_with("0 things rest on dry, which is about 1 thing\n"), "{said}");
}
