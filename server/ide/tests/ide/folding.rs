//! What can be folded.

use expect_test::{Expect, expect};
use tm_ide::folds;

use crate::fixture::Fixture;

/// Each fold as its first and last line.
fn check(text: &str, expected: Expect) {
    let fixture = Fixture::new(text);
    let file = fixture.files[0];
    let text = fixture.text(file);
    let line = |offset: usize| {
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
        format!("{} {}", text[..start].matches('\n').count() + 1, &text[start..end])
    };
    let shown = folds(&fixture.snapshot, file).into_iter().map(|fold| {
        let (from, to) = (line(fold.range.start), line(fold.range.end));
        format!("{:?}\n    {from}\n    {to}\n", fold.kind)
    });
    expected.assert_eq(&shown.collect::<String>());
}

#[test]
fn bodies_banners_comments_and_imports_fold() {
    check(
        r#"
/// What it is about,
/// in two lines.
model shop "Shop" {
  owner: @dana
}
use base 1.0
import "pay.tm" as pay

// ---- the system ----------------
// Two lines
// of comment.
zone inside {
  process web "Web" {
    mfa: yes
  }
  store book "Book"
}
// ---- flows ---------------------

flow 1 keep: web -> book "Keep"
  via https
  carrying nothing
// ------
"#,
        expect![[r#"
            Comment
                1 /// What it is about,
                2 /// in two lines.
            Body
                3 model shop "Shop" {
                5 }
            Imports
                6 use base 1.0
                7 import "pay.tm" as pay
            Section
                9 // ---- the system ----------------
                17 }
            Comment
                10 // Two lines
                11 // of comment.
            Body
                12 zone inside {
                17 }
            Body
                13   process web "Web" {
                15   }
            Section
                18 // ---- flows ---------------------
                23 // ------
            Sentence
                20 flow 1 keep: web -> book "Keep"
                22   carrying nothing
        "#]],
    );
}

#[test]
fn what_stands_on_one_line_does_not_fold() {
    check("model m \"M\" { owner: @dana }\n// one\nprocess p \"P\" { mfa: yes }\n", expect![[""]]);
}

#[test]
fn a_body_that_is_not_closed_folds_to_its_end() {
    check(
        "model m \"M\"\nzone z {\n  process p\n  process q\n",
        expect![[r#"
        Body
            2 zone z {
            4   process q
    "#]],
    );
}
