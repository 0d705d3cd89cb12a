//! `tm questions`, end to end.

use std::fs;
use std::path::Path;

use expect_test::{expect, expect_file};

use super::{folder, status, stdout, tm};

fn examples() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

#[test]
fn the_worst_question_comes_first_with_why_and_what_to_write() {
    let output = tm(&examples(), &["questions", "blog", "--today", "2026-11-21"]);
    expect_file!["./expected/questions.txt"].assert_eq(&stdout(&output));
    assert_eq!(status(&output), Some(0));
    assert!(stdout(&output).lines().count() <= 42, "a screenful");
    let all = tm(&examples(), &["questions", "blog", "--all", "--today", "2026-11-21"]);
    assert!(!stdout(&all).contains("more; see them with --all"));
}

#[test]
fn promised_questions_are_those_written_as_a_question_mark() {
    let output = tm(&examples(), &["questions", "blog", "--promised"]);
    expect![[r#"
        critical Is recovering access through accounts as hard as signing in? (promised)  blog/blog.tm:45:11
            write "recovery-hardened: yes" or "recovery-hardened: no" on accounts
            good: Use short single-use links, tell the owner, and never ask questions others can answer.
            for web.recovery-takeover on accounts: The recovery of accounts in accounts is easier than the sign-in

        blog: 1 promised question
    "#]].assert_eq(&stdout(&output));
    assert_eq!(status(&output), Some(0));
}

#[test]
fn a_question_about_data_and_one_with_many_answers_say_what_may_be_written() {
    let folder = folder("questions-answers");
    fs::write(
        folder.join("shop.tm"),
        r#"model shop "Shop"
use stride 1.0
asset order: personal-data "Order" classified confidential
zone outside: internet-zone "Outside" {
  entity buyer: end-user "Buyer"
}
zone inside: internal-zone "Inside" {
  process web: web-app "Web" { login: ? }
  store orders: sql-database "Orders"
}
flow place: buyer -> web "Place" via https carrying order { authn: ? }
flow keep: web -> orders "Keep" via sql-protocol carrying ?
"#,
    )
    .expect("written");
    let output = tm(&folder, &["questions", "--promised"]);
    expect![[r#"
        critical What does keep carry? (promised)  shop.tm:12:6
            write "carrying nothing" on keep, or "carrying" and the assets
            for stride.flat-zone on inside: In inside a broken front stands beside secrets
            for stride.credentials-in-clear on keep (high): Secrets on keep can be read on the way
            for stride.data-lost on orders (high): What orders keeps is lost and cannot be restored
            … and 1 more threats

                 Where do users of web sign in? (promised)  shop.tm:8:11
            write "login: …" on web, with one of none, local, own, federated
            no threat depends on it at present

                 How does the caller on place prove who it is? (promised)  shop.tm:11:6
            write "authn: …" on place, with one of none, anonymous, password, api-key, shared-key, session, token, certificate, federated, kerberos, role, signature, signed-url
            no threat depends on it at present

        shop: 3 promised questions
    "#]].assert_eq(&stdout(&output));
}

#[test]
fn a_model_with_errors_is_asked_about_all_the_same_with_status_2() {
    let folder = folder("questions-errors");
    fs::write(
        folder.join("a.tm"),
        "model a \"A\"\nuse stride 1.0\nflow f: x ->\nprocess p: web-app \"P\" { audit-log: ? }\n",
    )
    .expect("written");
    let output = tm(&folder, &["questions"]);
    assert!(stdout(&output).contains("a.tm:3:"), "{}", stdout(&output));
    assert!(stdout(&output).contains("\"audit-log: yes\""), "{}", stdout(&output));
    assert_eq!(status(&output), Some(2));
}

#[test]
fn other_programs_get_the_same() {
    let output =
        tm(&examples(), &["questions", "blog", "--format", "json", "--today", "2026-11-21"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(json["version"], 1);
    expect![[r#"
        {
          "answers": [
            "segmentation: yes",
            "segmentation: no"
          ],
          "ask": "Are connections around web-server refused unless listed?",
          "attribute": "segmentation",
          "decides": [
            {
              "key": "stride.flat-zone on web-server",
              "risk": "critical",
              "title": "In web-server a broken front stands beside secrets"
            }
          ],
          "file": "blog/blog.tm",
          "good": "Refuse connections between zones and workloads unless a listed need exists.",
          "model": "blog",
          "promised": false,
          "range": {
            "end": {
              "column": 16,
              "line": 44
            },
            "start": {
              "column": 6,
              "line": 44
            }
          },
          "risk": "critical",
          "subject": "web-server"
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&json["questions"][0]).expect("text"));
    let promised = json["questions"].as_array().expect("a list").iter();
    assert_eq!(promised.filter(|one| one["promised"] == true).count(), 1);
    assert_eq!(status(&output), Some(0));
}

#[test]
fn a_model_may_be_called_like_a_thing_in_it() {
    let folder = folder("questions-names");
    assert_eq!(status(&tm(&folder, &["init", "shop", "-q"])), Some(0));
    let said = stdout(&tm(&folder, &["questions"]));
    assert!(said.contains("for stride.actions-leave-no-trace on shop: Nobody can show"), "{said}");
}

const INTERVIEW: &str = r#"model shop "Shop"
use acme 1.0
question on-call "Who is called at night?"
question rotation "How are the keys of the bank renewed?" on pay { good: "by a machine, monthly" }
zone inside: internal-zone "Inside" {
  process web: web-app "Web shop"
  process pay: web-app "Payment"
}
flow charge: web -> pay "Charge" via https carrying nothing returns nothing
answer acme.guests on pay = "Nobody; it has no pages" by @kim
answer acme.delay on charge = ?
"#;

const ACME: &str = r#"kb acme 1.0 "Acme"
use base 1.0
question guests "Who may come in?" for process p: web-app {
  ask: "Who may open {p} without an account?"
  good: "a list of pages"
  because: "Spoofing: what anybody may open is read by everybody"
}
question delay "What if it is slow?" for flow f { ask: "What does {f.source} do when {f} is slow?" }
"#;

#[test]
fn the_interview_asks_what_nobody_has_answered_thing_by_thing() {
    let folder = folder("questions-interview");
    fs::write(folder.join("shop.tm"), INTERVIEW).expect("written");
    fs::write(folder.join("acme.tm"), ACME).expect("written");
    let output = tm(&folder, &["questions", "shop.tm", "--interview"]);
    expect![[r#"
        shop  Shop  shop.tm:1:7
          Who is called at night?
              write answer on-call on shop = "…"

        web  Web shop  shop.tm:6:11
          Who may open web without an account?
              why   Spoofing: what anybody may open is read by everybody
              good  a list of pages
              write answer acme.guests on web = "…"

        pay  Payment  shop.tm:7:11
          How are the keys of the bank renewed?
              good  by a machine, monthly
              write answer rotation on pay = "…"

        charge  Charge  shop.tm:9:6
          What does web do when charge is slow?
              write answer acme.delay on charge = "…"

        shop: 4 questions to talk about
    "#]]
    .assert_eq(&stdout(&output));
    let output = tm(&folder, &["questions", "shop.tm"]);
    let said = stdout(&output);
    assert!(said.ends_with("; 4 to talk about: tm questions --interview\n"), "{said}");

    let output = tm(&folder, &["questions", "shop.tm", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let rows = json["interview"].as_array().expect("a list");
    let guests = rows.iter().find(|row| row["question"] == "acme.guests").expect("it is asked");
    assert_eq!(guests["ask"], "Who may open web without an account?");
    assert_eq!(guests["answer"], "answer acme.guests on web = \"…\"");
}
