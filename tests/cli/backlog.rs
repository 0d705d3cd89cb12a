//! `tm backlog`, end to end.
//!
//! `UPDATE_EXPECT=1 cargo test -p tm --test cli` writes the expectations anew; read the difference.

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use serde_json::{Value, json};

use super::{folder, status, stderr, stdout, tm};

const SHOP: &str = r#"model shop "Shop" { owner: @kim }
use stride 1.0
asset card: payment "Card" classified restricted
zone net: internet-zone "Net" { entity buyer: end-user "Buyer" }
zone own: internal-zone "Own" { process web: web-app "Web" }
flow pay: buyer -> web "Pay" via http carrying card
threat twice: tampering "Charged twice" on pay { likelihood: high; impact: high }
threat skim: tampering "A script reads the form" on web { likelihood: low; impact: high }
mitigation once: replay-protection "Each request is taken once" on pay counters twice status planned
mitigation policy "Only our scripts run" on web counters skim status done ticket SHOP-9
requirement pci-4: cryptography "Card data is encrypted in transit" protects card
story pay-by-card: user "As a buyer I want to pay by card" on pay {
  status: done
  ticket: SHOP-7
  without "anyone reading my card number": stride.clear-text-crossing on pay
  without "being charged twice": twice
  without "my card being copied": skim on web, stride.memory-corruption on web
}
story rush: abuse "A bot empties the shelves"
"#;

const TODAY: [&str; 2] = ["--today", "2026-11-21"];

fn backlog(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = tm(folder, &[&["backlog"], arguments, &TODAY].concat());
    assert_eq!(stderr(&output), "");
    (status(&output), stdout(&output))
}

#[test]
fn a_story_is_told_with_its_threats_what_they_need_and_who_tracks_that() {
    let folder = folder("backlog");
    fs::write(folder.join("shop.tm"), SHOP).expect("written");
    let (status, text) = backlog(&folder, &[]);
    assert_eq!(status, Some(0));
    expect_file!["./expected/backlog.txt"].assert_eq(&text);
}

#[test]
fn the_same_is_data() {
    let folder = folder("backlog-data");
    fs::write(folder.join("shop.tm"), SHOP).expect("written");
    let (_, text) = backlog(&folder, &["--format", "json"]);
    let report: Value = serde_json::from_str(&text).expect("JSON");
    let stories = &report["models"][0]["stories"];
    assert_eq!(stories[0]["name"], "pay-by-card");
    assert_eq!(stories[0]["ahead"], true);
    assert_eq!(
        stories[0]["without"][1]["threats"],
        json!([{
            "key": "twice on pay", "state": "planned", "severity": "critical",
            "needs": [{ "control": "replay-protection", "mitigation": "once", "status": "planned", "tickets": [] }],
        }])
    );
    let skim = &stories[0]["without"][2]["threats"];
    assert_eq!(
        (&skim[0]["state"], &skim[0]["needs"][0]["tickets"]),
        (&json!("mitigated"), &json!(["SHOP-9"]))
    );
    assert_eq!(
        (&skim[1]["key"], &skim[1]["state"]),
        (&json!("stride.memory-corruption on web"), &json!(null))
    );
    assert_eq!(report["models"][0]["requirements"][0]["realised-by"], json!([]));
    let codes: Vec<&str> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|gap| gap["code"].as_str().expect("a code"))
        .collect();
    for code in ["TM512", "TM515", "TM520"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
}

#[test]
fn a_model_without_stories_is_no_fault_and_one_with_errors_is() {
    let folder = folder("backlog-none");
    fs::write(folder.join("shop.tm"), "model shop \"Shop\"\nprocess web \"Web\"\n")
        .expect("written");
    assert_eq!(backlog(&folder, &[]), (Some(0), "shop: no stories\n".to_owned()));
    fs::write(folder.join("shop.tm"), "model shop \"Shop\"\nnonsense\n").expect("written");
    let (status, text) = backlog(&folder, &[]);
    assert_eq!(status, Some(2));
    assert!(text.contains("shop.tm:2:1") && text.contains("TM003"), "{text}");
}
