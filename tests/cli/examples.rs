//! The examples, each checked against what it is expected to say.
//!
//! `UPDATE_EXPECT=1 cargo test -p tm --test cli` writes the expectations anew; read the difference.

use std::fmt::Write as _;
use std::path::Path;

use expect_test::expect_file;

use super::{status, stdout, tm};

/// One line for each threat, question and finding.
fn summary(example: &str) -> (String, Option<i32>) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let output = tm(&examples, &["check", example, "--format", "json", "--today", "2026-11-21"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let mut out = String::new();
    for model in json["models"].as_array().expect("a list") {
        writeln!(out, "{} {}", text(&model["name"]), model["counts"]).expect("text");
        for threat in model["threats"].as_array().expect("a list") {
            let decision = text(&threat["decision"]["verb"]);
            writeln!(
                out,
                "{} {} {} {decision}",
                text(&threat["state"]),
                text(&threat["severity"]),
                text(&threat["key"]),
            )
            .expect("text");
        }
        for question in model["questions"].as_array().expect("a list") {
            writeln!(out, "? {} {}", text(&question["ask"]), question["decides"]).expect("text");
        }
    }
    for finding in json["diagnostics"].as_array().expect("a list") {
        let line = &finding["range"]["start"]["line"];
        writeln!(
            out,
            "{}:{line} {} {} {}",
            text(&finding["file"]),
            text(&finding["severity"]),
            text(&finding["code"]),
            text(&finding["message"]),
        )
        .expect("text");
    }
    (out, status(&output))
}

#[test]
fn the_blog_says_what_it_should() {
    let (said, status) = summary("blog");
    expect_file!["./expected/blog.txt"].assert_eq(&said);
    assert_eq!(status, Some(0));
}

#[test]
fn the_support_agent_says_what_it_should() {
    let (said, status) = summary("support-agent");
    expect_file!["./expected/support-agent.txt"].assert_eq(&said);
    assert_eq!(status, Some(0));
}

#[test]
fn the_claims_portal_says_what_it_should() {
    let (said, status) = summary("claims-portal");
    expect_file!["./expected/claims-portal.txt"].assert_eq(&said);
    assert_eq!(status, Some(0));
}
