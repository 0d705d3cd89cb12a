//! Symbols of the whole workspace, found by parts of their names.

use expect_test::{Expect, expect};
use tm_ide::{SYMBOL_LIMIT, SymbolKind, workspace_symbols};

use crate::fixture::{Fixture, line_of, shop};

fn check(fixture: &Fixture, query: &str, limit: usize, expected: Expect) {
    let found = workspace_symbols(&fixture.snapshot, query, &|| false).unwrap_or_default();
    let lines = found.iter().take(limit).map(|symbol| {
        let kind = match symbol.kind {
            SymbolKind::Item(word) => word.text(),
            SymbolKind::Ticket => "ticket",
        };
        let line = line_of(&fixture.snapshot, symbol.file, &symbol.range);
        format!("{kind} {} in {} – {line}\n", symbol.name, symbol.container)
    });
    expected.assert_eq(&lines.collect::<String>());
}

const MORE: &str = "mitigation limiter: rate-limit \"Limiter\" on checkout ticket SHOP-12\n\
                    story pay: user \"As a customer I pay\" on buy ticket SHOP-12\n";

#[test]
fn things_are_found_by_their_names() {
    check(
        &shop(MORE),
        "checkout",
        9,
        expect![[r#"
        process checkout in inside – test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
    "#]],
    );
    check(
        &shop(MORE),
        "ORD",
        2,
        expect![[r#"
        asset order in shop – test.tm:6 asset «order»: personal-data "Order" classified confidential
        store orders in inside – test.tm:13   store «orders»: sql-database "Order book" holds order
    "#]],
    );
}

#[test]
fn letters_in_their_order_are_enough() {
    check(
        &shop(MORE),
        "lmtr",
        1,
        expect![[r#"
        mitigation limiter in shop – test.tm:18 mitigation «limiter»: rate-limit "Limiter" on checkout ticket SHOP-12
    "#]],
    );
}

#[test]
fn rules_and_tickets_are_found() {
    check(
        &shop(MORE),
        "stride.flood",
        1,
        expect![[r#"
        threat stride.flooding in stride – <shipped>/stride.tm threat «flooding»
    "#]],
    );
    check(
        &shop(MORE),
        "shop-12",
        9,
        expect![[r#"
        ticket SHOP-12 in limiter – test.tm:18 mitigation limiter: rate-limit "Limiter" on checkout ticket «SHOP-12»
        ticket SHOP-12 in pay – test.tm:19 story pay: user "As a customer I pay" on buy ticket «SHOP-12»
    "#]],
    );
}

#[test]
fn without_a_query_the_workspace_comes_before_packs_that_ship() {
    let found = workspace_symbols(&shop(MORE).snapshot, "", &|| false).unwrap_or_default();
    assert_eq!(workspace_symbols(&shop(MORE).snapshot, "", &|| true), None);
    assert_eq!(found.len(), SYMBOL_LIMIT);
    let own = found.iter().take_while(|symbol| symbol.file == found[0].file).count();
    assert!(own > 12, "{own}");
    assert_eq!(found[0].name, "SHOP");
}

#[test]
fn what_nothing_is_called_is_not_found() {
    check(&shop(MORE), "nothing-of-the-sort", 9, expect![[""]]);
}
