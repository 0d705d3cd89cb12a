//! What is told about the place under the pointer.

use expect_test::{Expect, expect};

use crate::fixture::{Fixture, shop, shop_at};

fn check(fixture: &Fixture, expected: Expect) {
    let (file, offset) = fixture.cursor();
    let told = match tm_ide::hover(&fixture.snapshot, file, offset) {
        Some(hover) => {
            format!("[{}]\n{}\n", &fixture.text(file)[hover.range.clone()], hover.markdown)
        }
        None => "nothing\n".to_owned(),
    };
    expected.assert_eq(&told);
}

#[test]
fn an_element_tells_how_it_stands_and_what_it_is_joined_with() {
    check(
        &shop_at("process check$0out:"),
        expect![[r#"
        [checkout]
        **checkout** "Checkout" · process: web-app → service · zone inside (trust high)

        4 possible

        Handles *order* (confidential), *card* (restricted)

        In: 1 buy (↑ none→high) · Out: 2 book, 3 receipt (↓ high→none)

        Possible: `stride.actions-leave-no-trace` (critical), `stride.flooding` (critical), `stride.known-vulnerability` (critical), `stride.unvalidated-input` (critical)

        Waiting for: *Are known weaknesses of checkout fixed within an agreed time?* (decides 1 threat), *Does checkout limit requests per caller?* (decides 1 threat), *Does checkout record who did what, when and with which result?* (decides 1 threat) and 1 more

        criticality: high (written here) · audit-log: **?** (written here) · custom-code: yes (from type web-app) · parses: html (from type web-app)
    "#]],
    );
}

#[test]
fn a_store_tells_what_it_holds() {
    check(
        &shop_at("store ord$0ers:"),
        expect![[r#"
        [orders]
        **orders** "Order book" · store: sql-database → database · zone inside (trust high)

        1 possible

        Holds *order* (confidential)

        In: 2 book

        Possible: `stride.store-unencrypted` (medium)

        Waiting for: *Is orders encrypted at rest?* (decides 1 threat)

        query-language: sql (from type sql-database)
    "#]],
    );
}

#[test]
fn a_flow_tells_what_it_carries_and_which_zones_it_leaves_and_enters() {
    check(
        &shop_at("flow 3 rec$0eipt:"),
        expect![[r#"
        [receipt]
        **3 receipt** "Mail the receipt" · flow via smtp · checkout → customer · ↓ high→none

        1 possible

        Carries *order* (confidential)

        Leaves inside (high) · enters internet (none)

        Possible: `stride.clear-text-crossing` (high)

        Waiting for: *Is receipt encrypted?* (decides 1 threat)
    "#]],
    );
}

#[test]
fn the_end_of_a_flow_is_the_element_there() {
    check(
        &shop_at("flow 2 book: check$0out"),
        expect![[r#"
        [checkout]
        **checkout** "Checkout" · process: web-app → service · zone inside (trust high)

        4 possible

        Handles *order* (confidential), *card* (restricted)

        In: 1 buy (↑ none→high) · Out: 2 book, 3 receipt (↓ high→none)

        Possible: `stride.actions-leave-no-trace` (critical), `stride.flooding` (critical), `stride.known-vulnerability` (critical), `stride.unvalidated-input` (critical)

        Waiting for: *Are known weaknesses of checkout fixed within an agreed time?* (decides 1 threat), *Does checkout limit requests per caller?* (decides 1 threat), *Does checkout record who did what, when and with which result?* (decides 1 threat) and 1 more

        criticality: high (written here) · audit-log: **?** (written here) · custom-code: yes (from type web-app) · parses: html (from type web-app)
    "#]],
    );
}

#[test]
fn a_zone_tells_its_trust_and_its_members() {
    check(
        &shop_at("zone ins$0ide:"),
        expect![[r#"
        [inside]
        **inside** "Our platform" · zone: internal-zone · trust high

        kind internal

        Members: checkout, orders

        In it and over its boundary: 8 possible, 2 mitigated
    "#]],
    );
}

#[test]
fn an_asset_tells_where_it_goes() {
    check(
        &shop_at("carrying ord$0er, card"),
        expect![[r#"
        [order]
        **order** "Order" · asset: personal-data · classified confidential

        Carried by 1 buy, 2 book, 3 receipt · kept in orders
    "#]],
    );
}

#[test]
fn a_category_tells_what_it_breaks_and_how_many_are_seen_here() {
    check(
        &shop("threat fake: spoof$0ing \"A fake shop\" on buy"),
        expect![[r#"
        [spoofing]
        **Spoofing** – pretending to be someone or something else. *Breaks: authenticity.*

        Ask: *How does it prove who it is to the services it uses, and how does it know its callers?*

        Typical answers: authenticate every caller · a second factor that cannot be phished · mutual certificates · complete checks of tokens · one identity per service · credentials that soon expire.

        For example: a stolen or shared password · a forged token · a callback from a stranger · a look-alike site · a cloned device · an agent that poses as another.

        Ask of what is below: *As whom could I appear here, and what would I need for that?*

        Applies to **entity**, **process** (STRIDE, S). On a flow it is the question of its two ends: who sent this, and who receives it?

        Seen here: 1 open, 2 possible, 1 mitigated.
    "#]],
    );
}
