//! What a sentence takes.

use expect_test::{Expect, expect};
use tm_ide::signature_help;

use crate::fixture::{Fixture, shop};

/// The sentence with the part of the cursor in brackets, and what that part says.
fn check(fixture: &Fixture, expected: Expect) {
    let (file, offset) = fixture.cursor();
    let Some(signature) = signature_help(&fixture.snapshot, file, offset) else {
        expected.assert_eq("nothing\n");
        return;
    };
    let part = &signature.parts[signature.active];
    let label = &signature.label;
    let (before, after) = (&label[..part.range.start], &label[part.range.end..]);
    let shown = format!("{before}⟦{}⟧{after}\n{}\n", &label[part.range.clone()], part.about);
    expected.assert_eq(&shown);
}

#[test]
fn a_header_shows_its_clauses_and_marks_the_one_of_the_cursor() {
    check(
        &shop("flow 4 ask: customer -> checkout$0\n"),
        expect![[r#"
        ⟦flow NUMBER NAME: FROM -> TO⟧ via TYPE carrying DATA, … returns DATA, … owner @NAME
        data that moves one way
    "#]],
    );
    check(
        &shop("flow 4 ask: customer -> checkout via $0\n"),
        expect![[r#"
        flow NUMBER NAME: FROM -> TO ⟦via TYPE⟧ carrying DATA, … returns DATA, … owner @NAME
        how the data is carried
    "#]],
    );
    check(
        &shop("flow 4 ask: customer -> checkout via https carrying ord$0er returns ?\n"),
        expect![[r#"
        flow NUMBER NAME: FROM -> TO via TYPE ⟦carrying DATA, …⟧ returns DATA, … owner @NAME
        the data that moves; `nothing` for none
    "#]],
    );
    check(
        &shop("mitigation limiter: rate-limit on checkout status $0\n"),
        expect![[r#"
        mitigation NAME: CONTROL "Title" on THING, … ⟦status proposed|planned|in-progress|done|verified|rejected⟧ ticket TICKET, … raises EVENT, … owner @NAME counters RULE, … until DATE
        how far it is
        - `proposed` – an idea; settles nothing yet
        - `planned` – decided, not begun
        - `in-progress` – being built
        - `done` – in place
        - `verified` – in place, and somebody checked
        - `rejected` – will not be done: the control is a no
    "#]],
    );
}

#[test]
fn a_decision_tells_what_its_rules_are_about() {
    check(
        &shop("accept stride.flooding on $0\n"),
        expect![[r#"
        accept RULE ⟦on THING, …⟧ with MITIGATION, … to "…"|ACTOR by @NAME until DATE status proposed|planned|in-progress|done|verified|rejected ticket TICKET, … because "…"
        where: things, `zone z` or `*`
        - `stride.flooding` is found on: process
    "#]],
    );
    check(
        &shop("accept stride.flooding on checkout until $0\n"),
        expect![[r#"
        accept RULE on THING, … with MITIGATION, … to "…"|ACTOR by @NAME ⟦until DATE⟧ status proposed|planned|in-progress|done|verified|rejected ticket TICKET, … because "…"
        the last day on which it holds
    "#]],
    );
}

#[test]
fn what_a_pack_declares_has_a_sentence_of_its_own() {
    let text = "kb acme 1.0.0 \"Acme\"\nthreat x: tampering \"X\" for $0\n";
    check(
        &Fixture::new(text),
        expect![[r#"
        threat NAME: CATEGORY "Title" ⟦for KIND VARIABLE: TYPE⟧ severity low|medium|high|critical
        what it looks at
    "#]],
    );
}

#[test]
fn bodies_blanks_and_item_words_show_none() {
    check(
        &shop("process a { $0 }\n"),
        expect![[r#"
        nothing
    "#]],
    );
    check(
        &shop("\n$0\n"),
        expect![[r#"
        nothing
    "#]],
    );
    check(
        &shop("proc$0ess a\n"),
        expect![[r#"
        nothing
    "#]],
    );
    check(
        &Fixture::new("$0"),
        expect![[r#"
        nothing
    "#]],
    );
}
