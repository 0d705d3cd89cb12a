//! The report for people: what it shows, in which order, and how much of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use expect_test::expect_file;

use super::{folder, status, stdout, tm};

const TODAY: &str = "2026-11-21";

const NEWCOMER: &str = r#"model shop "Web shop"
use stride 1.0 only lite

asset order: personal-data "Order and address" classified confidentail
zone internet: internet-zone "Internet" {
  entity buyer: end-user "Buyer"
}
zone cloud: internal-zone "Our cloud" {
  process web: web-app "Shop" { audit-log: yes }
  store orders: sql-database "Orders" holds order
  store archive: sql-database "Old orders" holds order
}
flow 1 place-order: buyer -> wbe "Place an order" via http carrying order
flow 2 keep-order:  web -> orders "Keep the order" via sql-protocol carrying order
flow 3 peek: buyer -> orders "Look" carrying order
accept stride.known-vulnerability on web by @kim until 2025-06-30 because "Old"
"#;

fn newcomer() -> String {
    let folder = folder("report-newcomer");
    fs::write(folder.join("shop.tm"), NEWCOMER).expect("written");
    stdout(&tm(&folder, &["check", "shop.tm", "--all", "--today", TODAY]))
}

#[test]
fn a_finding_shows_its_line_and_the_change_that_settles_it() {
    expect_file!["./expected/newcomer.txt"].assert_eq(&newcomer());
}

#[test]
fn colour_changes_nothing_of_what_is_said() {
    let folder = folder("report-colour");
    fs::write(folder.join("shop.tm"), NEWCOMER).expect("written");
    let arguments = ["check", "shop.tm", "--all", "--today", TODAY, "--color"];
    let with = |choice| stdout(&tm(&folder, &[&arguments[..], &[choice]].concat()));
    let colored = with("always");
    assert!(colored.contains("\x1b["));
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((before, escape)) = rest.split_once("\x1b[") {
        plain.push_str(before);
        rest = escape.split_once('m').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(&plain), trimmed(&with("never")));
}

#[test]
fn a_large_report_is_a_screenful_and_says_what_it_left_out() {
    let folder = folder("report-large");
    let mut text = String::from("model big \"Big\"\nuse stride 1.0\n");
    for number in 0..300 {
        writeln!(text, "process app-{number}: web-app \"App\" holds nothing").expect("text");
        writeln!(text, "flow f-{number}: app-{number} -> nowhere-{number}").expect("text");
    }
    fs::write(folder.join("big.tm"), &text).expect("written");
    let short = stdout(&tm(&folder, &["check", "big.tm", "--today", TODAY]));
    assert!(short.lines().count() <= 44, "{short}");
    assert!(short.contains(" errors, ") && short.contains(" more; see them with --all"), "{short}");
    let all = stdout(&tm(&folder, &["check", "big.tm", "--today", TODAY, "--all"]));
    assert!(all.contains("nowhere-299") && !all.contains("--all"));
    assert_eq!(short.lines().last(), all.lines().last(), "the totals are those of everything");
}

#[test]
fn a_report_is_grouped_as_it_is_asked_for() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let headings = |by: &str| -> Vec<String> {
        let arguments = ["check", "blog", "--all", "--today", TODAY, "--group-by", by];
        let report = stdout(&tm(&examples, &arguments));
        let headings = report.lines().filter(|line| line.contains(" · "));
        headings.take(3).map(str::to_owned).collect()
    };
    assert_eq!(
        headings("mitigation"),
        [
            "patching  Fix known weaknesses in time · would settle 2 possible",
            "brute-force-protection  Slow down guessing · would settle 1 possible",
            "segmentation  Divide the network and allow by need · would settle 1 possible",
        ]
    );
    assert_eq!(
        headings("subject"),
        [
            "set-passphrase  Set passphrase · 2 possible",
            "sign-in  Sign in · 2 possible",
            "accounts  Accounts · 1 possible",
        ]
    );
    assert_eq!(
        headings("severity"),
        ["critical · 6 possible", "high · 6 possible", "medium · 2 possible"]
    );
}

/// Every threat that is listed under a control is mitigated once the sentence that the report gives
/// is in the model.
#[test]
fn what_the_report_says_to_write_settles_what_it_lists() {
    for example in ["blog", "support-agent", "claims-portal"] {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(example);
        let folder = folder(&format!("report-{example}"));
        for entry in fs::read_dir(&source).expect("an example").flatten() {
            fs::copy(entry.path(), folder.join(entry.file_name())).expect("copied");
        }
        let report = stdout(&tm(&folder, &["check", ".", "--all", "--today", TODAY]));
        let told = |word: &str| -> Vec<String> {
            let lines = report.lines().map(str::trim);
            let told =
                lines.filter_map(|line| line.strip_prefix("once done, ")?.strip_prefix(word));
            told.map(str::to_owned).collect()
        };
        let sentences = told("write: ");
        assert!(!sentences.is_empty(), "{report}");
        let listed: BTreeSet<String> = report
            .split("\n\n")
            .filter(|group| group.contains("once done, "))
            .flat_map(str::lines)
            .filter_map(|line| {
                let (_, key) = line.trim().split_once(' ')?;
                let (key, _) = key.trim().split_once("  ")?;
                key.contains(" on ").then(|| key.trim_end_matches('?').to_owned())
            })
            .collect();
        assert!(listed.len() >= sentences.len(), "{report}");
        let changes = told("change in ");
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let mut text = fs::read_to_string(entry.path()).expect("read");
            if text.starts_with("model ") || text.contains("\nmodel ") {
                write!(text, "\n{}\n", sentences.join("\n")).expect("text");
            }
            for change in &changes {
                let (_, said) = change.split_once(": ").expect("places and what to say");
                text = text.replace(&said.replace("yes", "?"), said);
            }
            fs::write(entry.path(), text).expect("written");
        }
        let output = tm(&folder, &["check", ".", "--format", "json", "--today", TODAY]);
        assert_ne!(status(&output), Some(2), "{}", stdout(&output));
        let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
        let threats = json["models"].as_array().into_iter().flatten();
        let threats = threats.flat_map(|model| model["threats"].as_array().into_iter().flatten());
        let unsettled: Vec<&str> = threats
            .filter(|threat| threat["state"] == "open" || threat["state"] == "possible")
            .filter_map(|threat| threat["key"].as_str())
            .filter(|key| listed.contains(*key))
            .collect();
        assert!(unsettled.is_empty(), "{example}: {unsettled:?}");
    }
}
