use expect_test::{Expect, expect};

use super::*;
use crate::token::lex;

/// Shows the tokens that come out: `;` for the end of a sentence, `‹}›` for what was put in, `key:` for
/// the name of a property; and the errors, each with the text it points at.
fn check(text: &str, expected: Expect) {
    let layout = layout(text, &lex(text));
    let tokens: Vec<String> = layout
        .tokens
        .iter()
        .map(|token| match token.kind {
            Kind::Newline => ";".to_owned(),
            Kind::OpenBrace if token.span.start == token.span.end => "‹{›".to_owned(),
            Kind::CloseBrace if token.span.start == token.span.end => "‹}›".to_owned(),
            Kind::CloseParenthesis if token.span.start == token.span.end => "‹)›".to_owned(),
            Kind::CloseBracket if token.span.start == token.span.end => "‹]›".to_owned(),
            Kind::Key => format!("key.{}", token.span.text(text)),
            _ if token.leads_clause() => format!("clause.{}", token.span.text(text)),
            _ => token.span.text(text).to_owned(),
        })
        .collect();
    let mut shown = tokens.join(" ") + "\n";
    for error in &layout.errors {
        shown.push_str(&format!("{error} [{}]\n", error.span.text(text)));
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_line_ends_a_sentence() {
    check(
        "use a\n\n// c\nuse b\r\nuse c\ruse d",
        expect![[r#"
        use a ; use b ; use c ; use d
    "#]],
    );
}

#[test]
fn a_line_goes_on() {
    check(
        "holds a,\n  b\n  , c",
        expect![[r#"
        clause.holds a , b ; , c
    "#]],
    );
    check(
        "flow f: a ->\n  b\n  -> c",
        expect![[r#"
        flow f : a -> b -> c
    "#]],
    );
    check(
        "when a and\n  b\n  or not\n  c",
        expect![[r#"
        when a and b or not c
    "#]],
    );
    check(
        "zone z {\n\n  a: b\n}",
        expect![[r#"
        zone z { key.a : b ; }
    "#]],
    );
    check(
        "process p\n  in z\n  with m",
        expect![[r#"
        process p clause.in z clause.with m
    "#]],
    );
    check(
        "process p {\n  a: b\n  in: z\n}",
        expect![[r#"
        process p { key.a : b ; key.in : z ; }
    "#]],
    );
    check(
        "when any(f in g\n  where h) and a in [b\n  c]",
        expect![[r#"
        when any ( f clause.in g where h ) and a in [ b c ]
    "#]],
    );
}

#[test]
fn an_item_word_in_column_0_ends_what_is_open() {
    check(
        "flow f: a ->\nflow g: b",
        expect![[r#"
        flow f : a -> ; flow g : b
    "#]],
    );
    check(
        "asset a holds b,\nasset c",
        expect![[r#"
        asset a clause.holds b , ; asset c
    "#]],
    );
    check(
        "threat t { when any(f in\nthreat u",
        expect![[r#"
            threat t { when any ( f in ‹)› ‹}› ; threat u
            Expected ")" after "in". [(]
            "{" is never closed. Write "}" where its body ends, or remove it. [{]
        "#]],
    );
    check(
        "asset a holds b,\nflow: x",
        expect![[r#"
        asset a clause.holds b , flow : x
    "#]],
    );
}

#[test]
fn an_item_that_is_indented_ends_what_cannot_go_on_with_it() {
    check(
        "zone z {\n  flow f: a ->\n  process p: x\n}",
        expect![[r#"
        zone z { flow f : a -> ; process p : x ; }
    "#]],
    );
    check(
        "zone z {\n  process p in y,\n  zone z2\n}",
        expect![[r#"
        zone z { process p clause.in y , zone z2 ; }
    "#]],
    );
    check(
        "test \"t\" {\n  flow f: a -> b on (c\n  scope in d\n}",
        expect![[r#"
        test "t" { flow f : a -> b on c ; scope clause.in d ; }
        "(" means nothing here. [(]
    "#]],
    );
}

#[test]
fn an_open_bracket_ends_at_a_brace_a_key_or_an_item() {
    check(
        "process p: (web { a: b }",
        expect![[r#"
        process p : web { key.a : b }
        "(" means nothing here. [(]
    "#]],
    );
    check(
        "threat t {\n  when any(a in b\n  severity: high\n}",
        expect![[r#"
        threat t { when any ( a clause.in b ‹)› ; key.severity : high ; }
        Expected ")" after "b". [(]
    "#]],
    );
    check(
        "threat t {\n  when a in [b\n  unless c\n}",
        expect![[r#"
        threat t { when a in [ b ‹]› ; unless c ; }
        Expected "]" after "b". [[]
    "#]],
    );
    check(
        "threat t { when (a and [b) or c }",
        expect![[r#"
        threat t { when ( a and [ b ‹]› ) or c }
        Expected "]" after "b". [[]
    "#]],
    );
    check(
        "threat t { when a) and b] }",
        expect![[r#"
        threat t { when a and b }
        ")" closes nothing. [)]
        "]" closes nothing. []]
    "#]],
    );
    check(
        "a: (b; c: d",
        expect![[r#"
        key.a : b ; key.c : d
        "(" means nothing here. [(]
    "#]],
    );
}

#[test]
fn braces_that_balance_mean_what_they_say() {
    check(
        "zone z {\nprocess p {\na: b\n}\n}",
        expect![[r#"
        zone z { process p { key.a : b ; } ; }
    "#]],
    );
    check(
        "  zone z {\nprocess p\n}",
        expect![[r#"
        zone z { process p ; }
    "#]],
    );
}

#[test]
fn a_brace_that_is_missing_is_put_where_the_lines_say() {
    check(
        "zone a {\n  zone b {\n    process p\n  process q\n}",
        expect![[r#"
            zone a { zone b { process p ‹}› ; process q ; }
            "{" is never closed. Write "}" where its body ends, or remove it. [{]
        "#]],
    );
    check(
        "zone a {\n  process p\n",
        expect![[r#"
            zone a { process p ‹}›
            "{" is never closed. Write "}" where its body ends, or remove it. [{]
        "#]],
    );
    check(
        "zone a\n  process p {\n    a: b\n  }\n}",
        expect![[r#"
        zone a ‹{› process p { key.a : b ; } ; }
        Expected "{" after "a". [a]
    "#]],
    );
    check(
        "zone a {\n  process p\n    a: b\n  }\n}",
        expect![[r#"
        zone a { process p ‹{› key.a : b ; } ; }
        Expected "{" after "p". [p]
    "#]],
    );
    check(
        "zone a {\n  process p {\n    a: b\n    c: d\n",
        expect![[r#"
            zone a { process p { key.a : b ; key.c : d ‹}› ‹}›
            "{" is never closed. Write "}" where its body ends, or remove it. [{]
            "{" is never closed. Write "}" where its body ends, or remove it. [{]
        "#]],
    );
}

#[test]
fn a_brace_too_many_is_left_out() {
    check(
        "zone a {\n  process p\n  }\n  process q\n}",
        expect![[r#"
        zone a { process p ; process q ; }
        "}" closes nothing. [}]
    "#]],
    );
    check(
        "zone a { }\n  process p\n}",
        expect![[r#"
        zone a { process p ; }
        "}" closes nothing. [}]
    "#]],
    );
    check(
        "zone a {\n  k: { v\n}",
        expect![[r#"
            zone a { key.k : v ; }
            "{" is never closed. Write "}" where its body ends, or remove it. [{]
        "#]],
    );
    check(
        "threat t {\n  when a and {\n    b\n}",
        expect![[r#"
            threat t { when a and b ; }
            "{" is never closed. Write "}" where its body ends, or remove it. [{]
        "#]],
    );
    check(
        "}",
        expect![[r#"

        "}" closes nothing. [}]
    "#]],
    );
}

#[test]
fn a_clause_word_before_a_value_starts_a_clause() {
    check(
        "flow f: a -> b via carrying x returns y",
        expect![[r#"
        flow f : a -> b via clause.carrying x clause.returns y
    "#]],
    );
    check(
        "flow f: a -> b via with carrying by",
        expect![[r#"
        flow f : a -> b via with carrying by
    "#]],
    );
    check(
        "accept a on because \"b\" until 2026-01-01",
        expect![[r#"
        accept a on clause.because "b" clause.until 2026-01-01
    "#]],
    );
}

#[test]
fn nesting_is_capped() {
    let text = format!("when {}a{} and b", "(".repeat(70), ")".repeat(70));
    let layout = layout(&text, &lex(&text));
    let parentheses = layout.tokens.iter().filter(|t| t.kind == Kind::OpenParenthesis).count();
    assert_eq!(parentheses, MAX_DEPTH);
    assert_eq!(layout.errors.len(), 1);
    assert_eq!(
        layout.tokens.iter().filter(|t| t.kind == Kind::CloseParenthesis).count(),
        MAX_DEPTH
    );
    assert!(layout.tokens.last().is_some_and(|last| last.span.text(&text) == "b"));
}

#[test]
fn documentation_stands_directly_above() {
    let text = "/// a\n// b\n/// c\nzone z { /// d\n  /// e\n\n  /// f\n  process p\n}";
    let layout = layout(text, &lex(text));
    let docs: Vec<(&str, Vec<&str>)> = layout
        .docs
        .iter()
        .map(|(below, docs)| {
            let below = text[*below as usize..].split(' ').next().unwrap_or_default();
            (below, docs.iter().map(|doc| doc.text(text)).collect())
        })
        .collect();
    assert_eq!(docs, [("zone", vec!["/// a", "/// c"]), ("process", vec!["/// f"])]);
}
