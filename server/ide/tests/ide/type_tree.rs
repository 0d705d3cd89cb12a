//! Types, what they inherit from and what inherits from them.

use expect_test::{Expect, expect};
use tm_ide::{subtypes, supertypes, types_at};

use crate::fixture::{Fixture, line_of, shop_at};

fn check(fixture: &Fixture, expected: Expect) {
    let (file, offset) = fixture.cursor();
    let snapshot = &fixture.snapshot;
    let mut shown = String::new();
    for found in types_at(snapshot, file, offset) {
        let line = line_of(snapshot, found.file, &found.selection);
        shown.push_str(&format!("{} ({})\n  {line}\n", found.name, found.detail));
        for parent in supertypes(snapshot, file, &found.name) {
            shown.push_str(&format!("  < {}\n", parent.name));
        }
        for child in subtypes(snapshot, file, &found.name) {
            shown.push_str(&format!("  > {}\n", child.name));
        }
    }
    expected.assert_eq(&shown);
}

const PACK: &str = r#"
//- acme.tm
kb acme 1.0 "Acme"
use base 1.0
type shop-app: web-app "Shop application"
type till: shop-app "Till"
type basket: shop-app "Basket"
threat pranks: tampering "{p} is pranked" for process p: shop-app { when p.trust = none }
//- shop.tm
model shop "Shop"
use acme 1.0
process web: shop-app "Web"
process plain "Plain"
flow 1 f: web -> plain "F"
"#;

fn pack(piece: &str) -> Fixture {
    let plain = piece.replace("$0", "");
    assert_eq!(PACK.matches(&plain).count(), 1, "{plain} stands once");
    Fixture::new(&PACK.replace(&plain, piece))
}

#[test]
fn a_type_has_a_parent_and_children() {
    check(
        &pack("process web: shop-$0app"),
        expect![[r#"
        shop-app (Shop application · acme)
          acme.tm:3 type «shop-app»: web-app "Shop application"
          < web-app
          > basket
          > till
    "#]],
    );
    check(
        &pack("type ti$0ll"),
        expect![[r#"
        till (Till · acme)
          acme.tm:4 type «till»: shop-app "Till"
          < shop-app
    "#]],
    );
}

#[test]
fn of_a_thing_its_type_is_meant() {
    check(
        &pack("f: w$0eb ->"),
        expect![[r#"
        shop-app (Shop application · acme)
          acme.tm:3 type «shop-app»: web-app "Shop application"
          < web-app
          > basket
          > till
    "#]],
    );
    check(
        &pack("when $0p.trust"),
        expect![[r#"
        shop-app (Shop application · acme)
          acme.tm:3 type «shop-app»: web-app "Shop application"
          < web-app
          > basket
          > till
    "#]],
    );
    check(
        &shop_at("flow 2 bo$0ok"),
        expect![[r#"
        sql-protocol (Database driver connection · base)
          <shipped>/base.tm type «sql-protocol»
    "#]],
    );
}

#[test]
fn the_roots_belong_to_the_language_and_stand_nowhere() {
    check(&pack("process pla$0in"), expect![[""]]);
}
