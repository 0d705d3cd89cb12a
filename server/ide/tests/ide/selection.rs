//! How a selection grows.

use expect_test::{Expect, expect};
use tm_ide::selection_ranges;

use crate::fixture::{Fixture, shop_at};

fn check(fixture: &Fixture, expected: Expect) {
    let (file, offset) = fixture.cursor();
    let text = fixture.text(file);
    let ranges = selection_ranges(&fixture.snapshot, file, offset);
    assert_eq!(ranges.last(), Some(&(0..text.len())));
    let mut shown = String::new();
    for pair in ranges.windows(2) {
        assert!(pair[1].start <= pair[0].start && pair[0].end <= pair[1].end, "{pair:?}");
        shown.push_str(&text[pair[0].clone()].replace('\n', "⏎"));
        shown.push('\n');
    }
    expected.assert_eq(&shown);
}

#[test]
fn it_grows_from_the_name_over_value_property_item_and_zone() {
    check(
        &shop_at("criticality: hi$0gh; audit-log"),
        expect![[r#"
            high
            criticality: high
            criticality: high; audit-log: ?
            { criticality: high; audit-log: ? }
            process checkout: web-app "Checkout" { criticality: high; audit-log: ? }
            process checkout: web-app "Checkout" { criticality: high; audit-log: ? }⏎  store orders: sql-database "Order book" holds order
            {⏎  process checkout: web-app "Checkout" { criticality: high; audit-log: ? }⏎  store orders: sql-database "Order book" holds order⏎}
            zone inside: internal-zone "Our platform" {⏎  process checkout: web-app "Checkout" { criticality: high; audit-log: ? }⏎  store orders: sql-database "Order book" holds order⏎}
        "#]],
    );
}

#[test]
fn it_grows_along_a_flow() {
    check(
        &shop_at("customer -> check$0out \"Place"),
        expect![[r#"
            checkout
            customer -> checkout
            flow 1 buy: customer -> checkout "Place an order" via https carrying order, card
            flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }
        "#]],
    );
}

#[test]
fn a_text_is_selected_without_its_quotes_first() {
    check(
        &shop_at("\"Place an$0 order\""),
        expect![[r#"
            Place an order
            "Place an order"
            flow 1 buy: customer -> checkout "Place an order" via https carrying order, card
            flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }
        "#]],
    );
}

#[test]
fn it_grows_through_a_predicate() {
    check(
        &Fixture::new(
            "kb acme 1.0 \"Acme\"\n/// Docs.\nthreat t: tampering \"T\" for process p {\n  \
             when p.trust = none and not (p.zone.$0trust = low or p.exposed)\n}\n",
        ),
        expect![[r#"
            trust
            p.zone.trust
            p.zone.trust = low
            p.zone.trust = low or p.exposed
            (p.zone.trust = low or p.exposed)
            not (p.zone.trust = low or p.exposed)
            p.trust = none and not (p.zone.trust = low or p.exposed)
            when p.trust = none and not (p.zone.trust = low or p.exposed)
            {⏎  when p.trust = none and not (p.zone.trust = low or p.exposed)⏎}
            threat t: tampering "T" for process p {⏎  when p.trust = none and not (p.zone.trust = low or p.exposed)⏎}
            /// Docs.⏎threat t: tampering "T" for process p {⏎  when p.trust = none and not (p.zone.trust = low or p.exposed)⏎}
        "#]],
    );
}

#[test]
fn broken_text_has_steps_too() {
    check(
        &Fixture::new("model m \"M\"\nflow f: a$0 -> \nprocess\n"),
        expect![[r#"
        a
        flow f: a ->
    "#]],
    );
    check(
        &Fixture::new("no mod$0el at all\n"),
        expect![[r#"
        model
    "#]],
    );
}
