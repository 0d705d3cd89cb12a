//! Texts that nobody writes: none may bring the parser down, keep it busy or flood the reader.

mod support;

use std::time::{Duration, Instant};

use proptest::prelude::*;
use support::invariants::assert_parse;
use tm_grammar::{Document, MAX_DEPTH, SyntaxErrorKind, parse_block};

/// Parses and asserts that few errors come of it, and soon: not more than what is nested.
fn assert_harmless(text: &str) -> Vec<SyntaxErrorKind> {
    let start = Instant::now();
    let document = Document::new(text);
    assert!(start.elapsed() < Duration::from_secs(20), "it takes too long");
    assert_eq!(document.text(), text);
    let errors: Vec<SyntaxErrorKind> = document
        .blocks()
        .flat_map(|(_, _, block)| block.errors.iter().map(|error| error.kind.clone()))
        .collect();
    assert!(errors.len() <= MAX_DEPTH, "{} errors: {:?}", errors.len(), &errors[..4]);
    errors
}

#[test]
fn braces_brackets_and_negations_without_end() {
    for (opener, count) in [
        ("{", 10_000),
        ("(", 100_000),
        ("[", 100_000),
        ("not ", 200_000),
        ("{(", 50_000),
        ("not (", 50_000),
        ("not not [(", 50_000),
        ("any(x in y where ", 50_000),
        ("zone z {", 10_000),
        (" zone z {\n", 10_000),
        ("a: b {", 10_000),
    ] {
        for before in ["", "threat t { when ", "zone z {\n  process p: q {\n    "] {
            let text = format!("{before}{}", opener.repeat(count));
            assert!(!assert_harmless(&text).is_empty(), "{before}{opener}");
        }
    }
}

#[test]
fn what_is_nested_and_closed_is_no_fault_up_to_the_cap() {
    let nested = |depth: usize| {
        format!("threat t {{ when {}a{} }}", "(".repeat(depth - 1), ")".repeat(depth - 1))
    };
    assert_eq!(parse_block(&nested(64)).errors, []);
    let block = parse_block(&nested(65));
    let errors = &block.errors;
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].kind, SyntaxErrorKind::TooDeep);

    let zones = |depth: usize| format!("{}{}", "zone z {\n".repeat(depth), "}\n".repeat(depth));
    assert_eq!(parse_block(&zones(64)).errors, []);
    assert_eq!(parse_block(&zones(65)).errors.len(), 1);

    let negated = |depth: usize| format!("threat t {{ when {}a }}", "not ".repeat(depth - 1));
    assert_eq!(parse_block(&negated(64)).errors, []);
    assert_eq!(parse_block(&negated(65)).errors.len(), 1);
}

#[test]
fn closers_without_end() {
    for closer in ["}", ")", "]"] {
        assert_harmless(&closer.repeat(100_000));
    }
}

#[test]
fn one_line_of_ten_megabytes() {
    assert_harmless(&"a".repeat(10_000_000));
    assert_harmless(&format!("model m \"{}\"", "x".repeat(10_000_000)));
    assert_harmless(&"process ".repeat(1_200_000));
}

#[test]
fn long_lists() {
    assert_harmless(&format!("asset a holds {}b", "b, ".repeat(200_000)));
    assert_harmless(&format!("threat t {{ when {}a }}", "a and ".repeat(200_000)));
    assert_harmless(&format!("flow f: a{}", " -> a".repeat(200_000)));
    assert_harmless(&format!("use a{}", ".a".repeat(200_000)));
}

#[test]
fn quotes_without_end() {
    for quotes in ["\"", "\" {", "' {", "„ {", "„", "‚ {", "` ", "\"; a: ", "\\\"", "\\\" {"]
    {
        assert_harmless(&quotes.repeat(100_000));
        assert_harmless(&format!("model m {}", quotes.repeat(99_999)));
    }
}

#[test]
fn bytes_that_are_no_text() {
    assert_harmless(&"\0".repeat(1_000_000));
    assert_harmless("model m\0\0\0 \"\0\"\n");
    assert_harmless("\u{feff}\u{feff}model m\n");
    assert_harmless("\u{2028}\u{85}\u{b}\u{c}");
}

#[test]
fn many_items_on_one_line_and_many_blank_lines() {
    assert_harmless(&format!("zone z {{ {} }}", "process p: q; ".repeat(100_000)));
    assert_harmless(&format!("model m{}use x\n", "\n".repeat(1_000_000)));
    assert_harmless(&"// c\n".repeat(200_000));
}

#[test]
fn conflict_markers_are_reported_and_both_sides_are_read() {
    let text = "\
<<<<<<< ours
process a: web-app
=======
process b: web-app
>>>>>>> theirs
";
    let document = Document::new(text);
    let markers = document.blocks().flat_map(|(_, _, block)| &block.errors).collect::<Vec<_>>();
    assert!(markers.iter().all(|error| error.kind == SyntaxErrorKind::ConflictMarker));
    assert_eq!(markers.len(), 3);
    assert_eq!(document.blocks().flat_map(|(_, _, block)| &block.items).count(), 2);
}

/// Twice the text takes about twice the time: the bound leaves room for a busy machine.
#[test]
fn time_grows_with_the_text() {
    let time = |text: &str| {
        let run = || {
            let start = Instant::now();
            parse_block(text);
            start.elapsed()
        };
        (0..5).map(|_| run()).min().unwrap_or_default()
    };
    for part in ["( ", "{ ", "} ", "\" { ", "a: b\n", "not ", "process p: q { a: ( b }\n", "„ { "]
    {
        let small = time(&part.repeat(2_000));
        let large = time(&part.repeat(16_000));
        assert!(large < small * 40 + Duration::from_millis(2), "{part:?}: {small:?}, {large:?}");
    }
}

const TOKENS: &[&str] = &[
    "model",
    "zone",
    "process",
    "flow",
    "threat",
    "mitigate",
    "scope",
    "answer",
    "moved",
    "scale",
    "choice",
    "test",
    "use",
    "import",
    "part",
    "of",
    "as",
    "when",
    "unless",
    "claims",
    "spreads",
    "without",
    "expect",
    "where",
    "any",
    "no",
    "count",
    "reaches",
    "age",
    "and",
    "or",
    "not",
    "is",
    "known",
    "in",
    "on",
    "for",
    "via",
    "with",
    "because",
    "until",
    "by",
    "counters",
    "assuming",
    "a",
    "b-c",
    "`quoted`",
    "\"text\"",
    "\"open",
    "'text'",
    "1",
    "1.0",
    "2026-12-31",
    "2026-13-01",
    "90d",
    "@kim",
    "->",
    "<=",
    "=",
    "!=",
    "<",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    ";",
    ",",
    ".",
    ".*",
    "/",
    "*",
    "?",
    "\n",
    "\n  ",
    "\r\n",
    "\r",
    "// c\n",
    "/// d\n",
    "§",
    "\u{feff}",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_bring_the_parser_down(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        assert_parse(&text);
    }

    #[test]
    fn no_characters_bring_the_parser_down(text in "\\PC{0,200}") {
        assert_parse(&text);
    }

    #[test]
    fn no_tokens_bring_the_parser_down(
        tokens in prop::collection::vec(prop::sample::select(TOKENS), 0..80),
        space in prop::sample::select(&["", " "][..]),
    ) {
        assert_parse(&tokens.join(space));
    }
}
