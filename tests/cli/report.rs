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

/// Rules whose answers take two controls, hold for replies, and share a group.
const HOUSE: &str = r#"kb house 1.0
mitigation lock "Lock it" for process { ask: "Is {it} locked?" }
mitigation alarm "Watch it" for process { ask: "Is {it} watched?" }
mitigation sealed "Seal it" for flow { ask: "Is {it} sealed?" }
mitigation signed "Sign it" for flow { ask: "Is {it} signed?" }
threat break-in: tampering "{p} is broken into" for process p {
  when any(f in p.inflows where f.crosses)
  unless p.lock and p.alarm
  severity: high
}
threat draught: tampering "{p} stands open" for process p {
  when any(f in p.inflows where f.crosses)
  unless p.lock
  severity: low
}
threat listener: information-disclosure "Somebody hears {f}" for flow f {
  when f.crosses
  unless f.sealed
  severity: high; group: on-the-way
}
threat reader: information-disclosure "Somebody reads {f}" for flow f {
  when f.crosses
  unless f.sealed or f.signed
  severity: low; group: on-the-way
}
threat forger: tampering "Somebody changes {f}" for flow f {
  when f.crosses and not f.is-reply
  unless f.signed
  severity: low; group: on-the-way
}
"#;

/// What is said of a guest who rings, with further lines in the model.
fn house(name: &str, lines: &str, arguments: &[&str]) -> String {
    let folder = folder(&format!("report-house-{name}"));
    fs::write(folder.join("house.tm"), HOUSE).expect("written");
    let text = format!(
        "model home \"Home\" {{ owner: @kim }}\nuse house 1.0 only comprehensive\nasset word: asset \"Word\" classified internal\n\
         zone street \"Street\" trust none {{ entity guest \"Guest\" }}\n\
         zone inside \"House\" trust high {{ process door \"Door\" }}\n\
         flow ring: guest -> door \"Rings\" carrying word returns word\n{lines}"
    );
    fs::write(folder.join("home.tm"), text).expect("written");
    stdout(&tm(&folder, &[&["check", "home.tm", "--today", TODAY, "--all"], arguments].concat()))
}

/// The lines of a report about the group under a heading that begins so.
fn group<'r>(report: &'r str, heading: &str) -> Vec<&'r str> {
    let mut groups = report.split("\n\n").filter(|group| group.trim_start().starts_with(heading));
    let group = groups.next().unwrap_or_else(|| panic!("no group \"{heading}\" in\n{report}"));
    group.trim().lines().collect()
}

#[test]
fn a_control_settles_alone_only_what_needs_no_second_one() {
    assert_eq!(
        group(&house("two", "", &[]), "lock"),
        [
            "lock  Lock it · would settle 1 possible, and with more 1 possible",
            "  high     house.break-in on door?  door is broken into; also needs alarm  home.tm:5:42",
            "  low      house.draught on door?  door stands open  home.tm:5:42",
            "  once done, write: mitigation lock: lock on door status done",
        ]
    );
    // What is planned or in place already is not what is missing.
    for (name, status) in [("done", "done"), ("planned", "planned ticket H-1")] {
        let line = format!("mitigation lock: lock on door status {status}\n");
        assert_eq!(
            group(&house(name, &line, &[]), "alarm"),
            [
                "alarm  Watch it · would settle 1 possible",
                "  high     house.break-in on door?  door is broken into  home.tm:5:42",
                "  once done, write: mitigation alarm: alarm on door status done",
            ]
        );
    }
}

#[test]
fn a_flow_and_its_reply_are_one_decision_and_what_is_folded_is_counted() {
    assert_eq!(
        group(&house("reply", "", &[]), "sealed"),
        [
            "sealed  Seal it · would settle 1 possible",
            "  high     house.listener on ring?  Somebody hears ring (its reply, too) (+1 folded)  home.tm:6:6",
            "           folded: house.forger on ring",
            "  once done, write: mitigation sealed: sealed on ring status done",
        ]
    );
    let by_subject = house("reply-subject", "", &["--group-by", "subject"]);
    assert_eq!(group(&by_subject, "ring")[0], "ring  Rings · 1 possible");
}

#[test]
fn nobody_is_asked_what_the_answer_above_settles_too() {
    let asked = |lines: &str| -> Vec<String> {
        let report = house("asked", lines, &["--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&report).expect("JSON");
        let questions = json["models"][0]["questions"].as_array().expect("a list");
        let of_flow = questions.iter().filter(|question| question["subject"] == "ring");
        of_flow
            .map(|question| format!("{} {}", question["attribute"], question["decides"]))
            .collect()
    };
    // Sealing answers the reader, too; only the forger needs a signature.
    assert_eq!(
        asked(""),
        [
            r#""sealed" ["house.listener on ring","house.listener on ring/reply"]"#,
            r#""signed" ["house.forger on ring"]"#,
        ]
    );
    // With the others out of the way the reader has to be answered by itself.
    let decided = "accept house.listener on ring by @kim until 2027-05-31 because \"Old\"\n\
        dismiss house.forger on ring because \"Who would?\"\n";
    assert_eq!(
        asked(decided),
        [
            r#""sealed" ["house.listener on ring/reply","house.reader on ring"]"#,
            r#""signed" ["house.reader on ring"]"#,
        ]
    );
}

#[test]
fn remarks_of_one_code_are_told_twice_and_counted() {
    let folder = folder("report-remarks");
    let mut text =
        "model m \"M\"\nobjective keep: integrity \"Keep\" protects asset-0\n".to_owned();
    for number in 0..6 {
        let _ = writeln!(text, "asset asset-{number}: asset \"A\" classified restricted");
    }
    fs::write(folder.join("m.tm"), text).expect("written");
    let lines = |arguments: &[&str]| -> Vec<String> {
        let said = stdout(&tm(&folder, &[&["check", "m.tm"], arguments].concat()));
        said.lines().filter(|line| line.contains("[TM511]")).map(str::to_owned).collect()
    };
    let short = lines(&[]);
    assert_eq!(short.len(), 2, "{short:?}");
    assert!(short[1].ends_with("  (and 3 more like it)"), "{short:?}");
    assert_eq!(lines(&["--all"]).len(), 5);
}
