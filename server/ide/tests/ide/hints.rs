//! The notes at the ends of lines.

use expect_test::{Expect, expect};
use tm_ide::{HintLevel, inlay_hints};

use crate::fixture::{Fixture, shop};

/// The lines that have a note, each with it.
fn check(fixture: &Fixture, level: HintLevel, expected: Expect) {
    let file = fixture.files[0];
    let text = fixture.text(file);
    let mut shown = String::new();
    for hint in inlay_hints(&fixture.snapshot, file, 0..text.len(), level) {
        assert!(text[hint.offset..].is_empty() || text[hint.offset..].starts_with('\n'));
        let start = text[..hint.offset].rfind('\n').map_or(0, |at| at + 1);
        shown.push_str(&format!("{}   ⟦{}⟧\n", &text[start..hint.offset], hint.label));
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_line_ends_with_how_its_item_stands() {
    check(
        &shop(""),
        HintLevel::Summary,
        expect![[r#"
          process checkout: web-app "Checkout" { criticality: high; audit-log: ? }   ⟦4 possible⟧
          store orders: sql-database "Order book" holds order   ⟦confidential · 1 possible⟧
        flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }   ⟦↑ none→high · 2 possible⟧
        flow 3 receipt: checkout -> customer "Mail the receipt" via smtp carrying order   ⟦↓ high→none · 1 possible⟧
    "#]],
    );
}
