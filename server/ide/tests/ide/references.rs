//! All places of a name, in the workspace and in one file.

use expect_test::{Expect, expect};
use tm_ide::{highlights, references};

use crate::fixture::{Fixture, line_of, shop, shop_at};

/// Where the name at the cursor stands, with its declaration; each place on a line.
fn check(fixture: &Fixture, expected: Expect) {
    expected.assert_eq(&listed(fixture, true));
}

fn listed(fixture: &Fixture, with_declaration: bool) -> String {
    let (file, offset) = fixture.cursor();
    let found = references(&fixture.snapshot, file, offset, with_declaration);
    let lines = found.iter().map(|it| line_of(&fixture.snapshot, it.file, &it.range) + "\n");
    lines.collect()
}

fn check_highlights(fixture: &Fixture, expected: Expect) {
    let (file, offset) = fixture.cursor();
    let found = highlights(&fixture.snapshot, file, offset);
    let lines = found.iter().map(|it| {
        let access = if it.is_write { "write" } else { "read " };
        format!("{access} {}\n", line_of(&fixture.snapshot, file, &it.range))
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn a_thing_is_found_wherever_it_is_named() {
    let more = r#"
moved till -> checkout
scope in checkout
mitigation limiter: rate-limit "Limiter" on checkout, till
story pay: user "As a customer I pay" on buy {
  without "a queue": stride.flooding on checkout
}
accept stride.unvalidated-input on checkout because "checkout is ours" by @dana until 2027-01-01
assumption alone "Only customers call" about checkout { claims buy.target = checkout }
"#;
    let marked = more.replace("scope in checkout", "scope in check$0out");
    check(
        &shop(&marked),
        expect![[r#"
            test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
            test.tm:15 flow 1 buy: customer -> «checkout» "Place an order" via https carrying order, card { authn: session }
            test.tm:16 flow 2 book: «checkout» -> orders via sql-protocol carrying order
            test.tm:17 flow 3 receipt: «checkout» -> customer "Mail the receipt" via smtp carrying order
            test.tm:18 moved «till» -> checkout
            test.tm:18 moved till -> «checkout»
            test.tm:19 scope in «checkout»
            test.tm:20 mitigation limiter: rate-limit "Limiter" on «checkout», till
            test.tm:20 mitigation limiter: rate-limit "Limiter" on checkout, «till»
            test.tm:22   without "a queue": stride.flooding on «checkout»
            test.tm:24 accept stride.unvalidated-input on «checkout» because "checkout is ours" by @dana until 2027-01-01
            test.tm:25 assumption alone "Only customers call" about «checkout» { claims buy.target = checkout }
            test.tm:25 assumption alone "Only customers call" about checkout { claims buy.target = «checkout» }
        "#]],
    );
}

#[test]
fn the_declaration_is_left_out_if_it_is_not_wanted() {
    let fixture = shop_at("asset or$0der:");
    let (with, without) = (listed(&fixture, true), listed(&fixture, false));
    assert_eq!(with.lines().count(), without.lines().count() + 1);
    assert!(with.contains("asset «order»") && !without.contains("asset «order»"), "{without}");
}

#[test]
fn names_are_followed_through_files_and_into_models_that_import() {
    check(
        &Fixture::new(
            r#"
//- pay.tm
model pay "Pay"
process gate$0way "Gateway"
//- more.tm
part of pay
process ledger "Ledger"
flow 1 note: gateway -> ledger "Note"
//- shop.tm
model shop "Shop"
import "pay.tm" as bank
process gateway "Another of that name"
process web "Web"
flow 1 charge: web -> bank.gateway "Charge"
flow 2 guard: gateway -> web "Guard"
"#,
        ),
        expect![[r#"
            pay.tm:2 process «gateway» "Gateway"
            more.tm:3 flow 1 note: «gateway» -> ledger "Note"
            shop.tm:5 flow 1 charge: web -> bank.«gateway» "Charge"
        "#]],
    );
}

#[test]
fn what_a_pack_declares_is_found_in_models_packs_and_tests() {
    check(
        &Fixture::new(
            r#"
//- acme.tm
kb acme 1.0 "Acme"
use base 1.0
mitigation screening "Screening" for process
threat pranks: tampering "{p} is pranked" for process p { when p.zone.trust = low; unless p.screen$0ing }
test "screened" {
  process p { screening: yes }
  expect no pranks on p
}
//- shop.tm
model shop "Shop"
use acme 1.0
process web "Web" { screening: no }
mitigation sieve: screening "Sieve" on web
requirement tidy: operations "Tidy" with screening
"#,
        ),
        expect![[r#"
            acme.tm:3 mitigation «screening» "Screening" for process
            acme.tm:4 threat pranks: tampering "{p} is pranked" for process p { when p.zone.trust = low; unless p.«screening» }
            acme.tm:6   process p { «screening»: yes }
            shop.tm:3 process web "Web" { «screening»: no }
            shop.tm:4 mitigation sieve: «screening» "Sieve" on web
            shop.tm:5 requirement tidy: operations "Tidy" with «screening»
        "#]],
    );
}

#[test]
fn a_rule_is_found_under_its_former_name_too() {
    check(
        &Fixture::new(
            r#"
//- acme.tm
kb acme 1.0 "Acme"
use base 1.0
threat pranks: tampering "{p} is pranked" for process p { when p.trust = none }
moved jokes -> pranks
//- shop.tm
model shop "Shop"
use acme 1.0
process web "Web"
accept acme.pra$0nks on web because "x" by @dana until 2027-01-01
dismiss acme.jokes on web because "x"
"#,
        ),
        expect![[r#"
            shop.tm:4 accept acme.«pranks» on web because "x" by @dana until 2027-01-01
            shop.tm:5 dismiss acme.«jokes» on web because "x"
            acme.tm:3 threat «pranks»: tampering "{p} is pranked" for process p { when p.trust = none }
            acme.tm:4 moved «jokes» -> pranks
            acme.tm:4 moved jokes -> «pranks»
        "#]],
    );
}

#[test]
fn a_variable_is_found_in_its_predicate_alone() {
    check(
        &Fixture::new(
            "kb acme 1.0 \"Acme\"\nuse base 1.0\n\
             threat one: tampering \"{p} on {p.zone}\" for process p { when p.$0trust = none }\n\
             threat two: tampering \"{p}\" for process p { when p.trust = none }\n",
        ),
        expect![""],
    );
    check(
        &Fixture::new(
            "kb acme 1.0 \"Acme\"\nuse base 1.0\n\
             threat one: tampering \"{p} on {p.zone}\" for process p { when $0p.trust = none }\n\
             threat two: tampering \"{p}\" for process p { when p.trust = none }\n",
        ),
        expect![[r#"
            test.tm:3 threat one: tampering "{«p»} on {p.zone}" for process p { when p.trust = none }
            test.tm:3 threat one: tampering "{p} on {«p».zone}" for process p { when p.trust = none }
            test.tm:3 threat one: tampering "{p} on {p.zone}" for process «p» { when p.trust = none }
            test.tm:3 threat one: tampering "{p} on {p.zone}" for process p { when «p».trust = none }
        "#]],
    );
}

#[test]
fn people_and_tickets_are_names_too() {
    check(
        &shop(
            "mitigation a: rate-limit \"A\" on checkout ticket SHOP-$03\n\
             accept stride.flooding on checkout because \"x\" by @dana until 2027-01-01 ticket SHOP-3\n",
        ),
        expect![[r#"
            test.tm:18 mitigation a: rate-limit "A" on checkout ticket «SHOP-3»
            test.tm:19 accept stride.flooding on checkout because "x" by @dana until 2027-01-01 ticket «SHOP-3»
        "#]],
    );
    check(
        &shop("accept stride.flooding on checkout because \"x\" by @da$0na until 2027-01-01\n"),
        expect![[r#"
            test.tm:2   owner: «@dana»
            test.tm:18 accept stride.flooding on checkout because "x" by «@dana» until 2027-01-01
        "#]],
    );
    check(
        &shop("mitigation a: rate-limit \"A\" on checkout ticket SH$0OP-3\n"),
        expect![[r#"
            test.tm:5 tracker «SHOP» "https://tracker.example.org/{id}"
            test.tm:18 mitigation a: rate-limit "A" on checkout ticket «SHOP»-3
        "#]],
    );
}

#[test]
fn data_is_written_where_it_flows_to() {
    check_highlights(
        &shop_at("store or$0ders"),
        expect![[r#"
            write test.tm:13   store «orders»: sql-database "Order book" holds order
            write test.tm:16 flow 2 book: checkout -> «orders» via sql-protocol carrying order
        "#]],
    );
    check_highlights(
        &shop("process other \"Other\" { audit-lo$0g: yes }\n"),
        expect![[r#"
            write test.tm:12   process checkout: web-app "Checkout" { criticality: high; «audit-log»: ? }
            write test.tm:18 process other "Other" { «audit-log»: yes }
        "#]],
    );
}

#[test]
fn names_of_other_letters_are_found_however_they_are_composed() {
    check(
        &Fixture::new(
            "model m \"M\"\nprocess caf\u{e9} \"Café\"\nstore s \"S\"\nflow f: cafe\u{301}$0 -> s \"F\"\n",
        ),
        expect![[r#"
            test.tm:2 process «café» "Café"
            test.tm:4 flow f: «café» -> s "F"
        "#]],
    );
}
