//! One slip costs little, wherever it happens: a token that is missing, a brace, parenthesis or quote
//! too many gives at most two errors and loses at most two items.

mod support;

use std::collections::HashMap;

use support::{models, named_items, tokens};
use tm_grammar::{Block, Document};

/// The models whose every position is tried.
fn tried() -> Vec<(String, String)> {
    models().into_iter().filter(|(name, _)| name != "conditions.tm").collect()
}

/// How often each item occurs, by its word and name.
type Items = HashMap<String, i32>;

fn count<'blocks>(blocks: impl Iterator<Item = &'blocks Block>, by: i32, items: &mut Items) {
    for item in blocks.flat_map(named_items) {
        *items.entry(item).or_default() += by;
    }
}

/// Edits a copy of the document and gives what is wrong with the result, if it is too much.
fn too_much(document: &Document, at: usize, gone: usize, typed: &str) -> Option<String> {
    let mut edited = document.clone();
    let change = edited.edit(at..at + gone, typed);
    let errors: usize = edited.blocks().map(|(_, _, block)| block.errors.len()).sum();

    let mut items = Items::new();
    let before = change.removed.iter().chain(&change.changed);
    count(before.filter_map(|id| document.block(*id)).map(|block| &**block), 1, &mut items);
    let after = change.added.iter().chain(&change.changed);
    count(after.filter_map(|id| edited.block(*id)).map(|block| &**block), -1, &mut items);
    let lost: i32 = items.values().filter(|count| **count > 0).sum();
    (errors > 2 || lost > 2).then(|| format!("{errors} errors, {lost} items lost"))
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

#[test]
fn a_token_that_is_missing() {
    for (name, text) in tried() {
        let document = Document::new(&text);
        for token in tokens(&text) {
            let wrong = too_much(&document, token.start, token.len(), "");
            let (line, token) = (line_of(&text, token.start), &text[token]);
            assert_eq!(wrong, None, "{name}:{line} without {token}");
        }
    }
}

fn one_too_many(typed: &str) {
    for (name, text) in tried() {
        let document = Document::new(&text);
        for (at, _) in text.char_indices() {
            let wrong = too_much(&document, at, 0, typed);
            let rest = text[at..].lines().next().unwrap_or_default();
            assert_eq!(wrong, None, "{name}:{} with {typed} before {rest}", line_of(&text, at));
        }
    }
}

#[test]
fn an_opening_brace_too_many() {
    one_too_many("{");
}

#[test]
fn a_closing_brace_too_many() {
    one_too_many("}");
}

#[test]
fn an_opening_parenthesis_or_bracket_too_many() {
    one_too_many("(");
    one_too_many("[");
}

#[test]
fn a_closing_parenthesis_or_bracket_too_many() {
    one_too_many(")");
    one_too_many("]");
}

#[test]
fn a_quote_too_many() {
    one_too_many("\"");
}

/// What a user meets, seen as a user sees it: the text with each error under its line.
mod seen {
    use expect_test::{Expect, expect};
    use tm_grammar::Document;

    use super::named_items;

    fn check(text: &str, expected: Expect) {
        let document = Document::new(text);
        let mut seen = String::new();
        for (_, start, block) in document.blocks() {
            for error in &block.errors {
                let from = start + error.span.start as usize;
                let line = super::line_of(text, from);
                seen.push_str(&format!("{line}: {error} [{}]", error.span.text(&block.text)));
                if let Some(fix) = &error.fix {
                    let range = fix.span.start as usize..fix.span.end as usize;
                    let (gone, put) = (&block.text[range], &fix.insert);
                    seen.push_str(&format!(" fix: {gone:?} becomes {put:?}"));
                }
                seen.push('\n');
            }
        }
        let items: Vec<String> =
            document.blocks().flat_map(|(_, _, block)| named_items(block)).collect();
        seen.push_str(&format!("items: {}\n", items.join(", ")));
        expected.assert_eq(&seen);
    }

    #[test]
    fn a_sentence_that_breaks_off() {
        check(
            "process\nflow f: p ->\nflow g: p -> q via\nstore d: sql-database holds a,\nuse x\n",
            expect![[r#"
                1: Expected a name after "process". [process]
                2: Expected an element after "->". [->]
                3: Expected a type of flow after "via". [via]
                4: Expected a value after ",". [,]
                items: process , flow f, flow g, store d, use 
            "#]],
        );
    }

    #[test]
    fn a_closing_brace_that_is_missing() {
        check(
            "zone a {\n  zone b {\n    process p\n  process q\n}\nzone c {\n  process r {\n    k: v\n\nuse x\n",
            expect![[r#"
                2: "{" is never closed. Write "}" where its body ends, or remove it. [{] fix: "" becomes "\n  }"
                6: "{" is never closed. Write "}" where its body ends, or remove it. [{] fix: "" becomes "\n}"
                7: "{" is never closed. Write "}" where its body ends, or remove it. [{] fix: "" becomes "\n  }"
                items: zone a, zone b, process p, process q, zone c, process r, use 
            "#]],
        );
    }

    #[test]
    fn an_opening_brace_that_is_missing() {
        check(
            "zone a\n  process p\n  process q: r\n    k: v\n  }\n}\nuse x\n",
            expect![[r#"
            1: Expected "{" after "a". [a] fix: "" becomes " {"
            3: Expected "{" after "r". [r] fix: "" becomes " {"
            items: zone a, process p, process q, use 
        "#]],
        );
    }

    #[test]
    fn an_unindented_body() {
        check(
            "zone a {\nprocess p {\nk: v\n}\nprocess q\n}\nuse x\n",
            expect![[r#"
            items: zone a, process p, process q, use 
        "#]],
        );
        check(
            "zone a {\nprocess p {\nk: v\nprocess q\n}\nuse x\n",
            expect![[r#"
                1: "{" is never closed. Write "}" where its body ends, or remove it. [{] fix: "" becomes " }"
                items: zone a, process p, process q, use 
            "#]],
        );
    }

    #[test]
    fn words_that_start_nothing() {
        check(
            "proces p: web-app\nzone z {\n  stor d: db\n  criticality high\n  owner @kim\n  audit-log\n}\nowner: @kim\nreviewed: 2026-01-01\n",
            expect![[r#"
                1: "proces" starts nothing I know. Did you mean "process"? [proces] fix: "proces" becomes "process"
                3: "stor" starts nothing I know. Did you mean "store"? [stor] fix: "stor" becomes "store"
                4: Expected ":" after "criticality". [high] fix: "" becomes ":"
                6: Expected ":" after "audit-log". [audit-log] fix: "" becomes ":"
                8: Expected an item such as process or flow here. [owner]
                items: process p, zone z, store d
            "#]],
        );
    }

    #[test]
    fn quotes_of_all_kinds() {
        check(
            "process p 'Web'\nprocess q “Web”\nprocess r \"Web {\n  k: \"v\n}\nprocess s \"a\\d\"\n",
            expect![[r#"
                1: Text stands between straight " quotes. ['Web'] fix: "'Web'" becomes "\"Web\""
                2: Text stands between straight " quotes. [“Web”] fix: "“Web”" becomes "\"Web\""
                3: Text must close with " on the same line. ["Web] fix: "" becomes "\""
                4: Text must close with " on the same line. ["v] fix: "" becomes "\""
                6: "\d" means nothing: write \\ for a backslash. [\d] fix: "" becomes "\\"
                items: process p, process q, process r, process s
            "#]],
        );
    }

    #[test]
    fn days_that_are_none() {
        check(
            "model m {\n  reviewed: 2026-02-30\n  a: 31-12-2026\n  b: 2026-13\n  c: 1-2-3\n}\naccept a until 2026- by @kim\n",
            expect![[r#"
                2: 2026-02-30 is not a date (write 2026-02-28). [2026-02-30] fix: "2026-02-30" becomes "2026-02-28"
                3: 31-12-2026 is not a date (write 2026-12-31). [31-12-2026] fix: "31-12-2026" becomes "2026-12-31"
                4: 2026-13 is not a date (write 2026-12-31). [2026-13] fix: "2026-13" becomes "2026-12-31"
                5: 1-2-3 is not a date (write 2026-12-31). [1-2-3]
                7: 2026- is not a date (write 2026-12-31). [2026-]
                items: model m, accept 
            "#]],
        );
    }

    #[test]
    fn predicates_that_break_off() {
        check(
            "threat t for flow f {\n  when f.a and\n  unless any(x in\n  severity: high\n}\nfact g for flow f {\n  when f.a = and (f.b\n    or f.c in [a, b\n  k: v\n}\n",
            expect![[r#"
                2: Expected a condition after "and". [and]
                3: Expected ")" after "in". [(] fix: "" becomes ")"
                7: Expected ")" after "b". [(] fix: "" becomes ")"
                items: threat t, fact g
            "#]],
        );
    }

    #[test]
    fn a_missing_colon() {
        check(
            "process p web-app \"Title\" in z { k: v }\nflow f a -> b\nscale s a < b\nzone z {\n  k v, w\n}\n",
            expect![[r#"
                1: Expected ":" after "p". [web-app] fix: "" becomes ":"
                2: Expected ":" after "f". [a] fix: "" becomes ":"
                3: Expected ":" after "s". [a] fix: "" becomes ":"
                5: Expected ":" after "k". [v] fix: "" becomes ":"
                items: process p, flow f, scale s, zone z
            "#]],
        );
    }

    #[test]
    fn a_clause_that_has_no_value() {
        check(
            "flow f: a -> b via carrying x, returns y\nprocess p: in z\n",
            expect![[r#"
                1: Expected a type of flow after "via". [carrying]
                2: Expected a type after ":". [in]
                items: flow f, process p
            "#]],
        );
    }

    #[test]
    fn merge_conflicts() {
        check(
            "zone z {\n<<<<<<< ours\n  process p\n=======\n  process q\n>>>>>>> theirs\n}\n",
            expect![[r#"
                2: Unresolved merge conflict. [<<<<<<< ours]
                4: Unresolved merge conflict. [=======]
                6: Unresolved merge conflict. [>>>>>>> theirs]
                items: zone z, process p, process q
            "#]],
        );
    }

    #[test]
    fn a_file_that_is_something_else() {
        check(
            "  # A script\nproc main {args} {\n    puts \"Hello\"\n    set x [expr 1 + 2]\n}\nmain $argv\n",
            expect![[r##"
                1: A comment starts with //. [# A script] fix: "#" becomes "//"
                2: "proc" starts nothing I know. [proc]
                3: Expected ":" after "puts". ["Hello"] fix: "" becomes ":"
                4: "+" means nothing here. [+]
                6: "$" means nothing here. [$]
                items: 
            "##]],
        );
    }
}
