//! The outline of a file.

use expect_test::{Expect, expect};
use tm_ide::{Symbol, outline};

use crate::fixture::{Fixture, shop};

fn check(fixture: &Fixture, expected: Expect) {
    let file = fixture.files[0];
    let text = fixture.text(file);
    let mut shown = String::new();
    show(&outline(&fixture.snapshot, file), &text, 0, &mut shown);
    expected.assert_eq(&shown);
}

fn show(symbols: &[Symbol], text: &str, depth: usize, shown: &mut String) {
    for symbol in symbols {
        let (whole, selection) = (&symbol.whole, &symbol.selection);
        assert!(whole.start <= selection.start && selection.end <= whole.end, "{symbol:?}");
        assert!(!symbol.name.is_empty() && text.get(whole.clone()).is_some(), "{symbol:?}");
        let detail = match symbol.detail.as_str() {
            "" => String::new(),
            detail => format!("  ({detail})"),
        };
        shown.push_str(&format!("{:depth$}{} – {}{detail}\n", "", symbol.word, symbol.name));
        show(&symbol.children, text, depth + 2, shown);
    }
}

#[test]
fn zones_hold_elements_then_come_flows_by_number_and_decisions_by_verb() {
    check(
        &shop(
            r#"
accept stride.flooding on checkout because "x" by @dana until 2027-01-01
flow 10 late: checkout -> orders "Late"
flow 2.1 between: checkout -> orders "Between"
flow odd: checkout -> orders "Without a number"
mitigate stride.unvalidated-input on checkout with limiter
mitigation limiter: rate-limit "Limiter" on checkout
zone cellar "Cellar" { zone vault "Vault" { store gold "Gold" } }
scope out customer
moved till -> checkout
story pay: user "As a customer I pay" on buy
"#,
        ),
        expect![[r#"
            model – shop  (Web shop)
            use – use stride  (1.0)
            tracker – SHOP  (https://tracker.example.org/{id})
            scope – scope out customer
            zone – internet  (Internet)
              entity – customer  (Customer)
            zone – inside  (Our platform)
              process – checkout  (Checkout)
              store – orders  (Order book)
            zone – cellar  (Cellar)
              zone – vault  (Vault)
                store – gold  (Gold)
            flow – buy  (1 Place an order)
            flow – book  (2)
            flow – between  (2.1 Between)
            flow – receipt  (3 Mail the receipt)
            flow – late  (10 Late)
            flow – odd  (Without a number)
            asset – order  (Order)
            asset – card  (Card number)
            story – pay  (As a customer I pay)
            mitigation – limiter  (Limiter)
            mitigate – mitigate stride.unvalidated-input  (on checkout)
            accept – accept stride.flooding  (on checkout)
            moved – moved till  (-> checkout)
        "#]],
    );
}

#[test]
fn a_knowledge_base_keeps_the_order_of_its_text() {
    check(
        &Fixture::new(
            r#"
kb acme 1.0 "Acme"
use base 1.0
threat pranks: tampering "{p} is pranked" for process p { when p.trust = none }
test "nobody is pranked here" {
  zone z: internal-zone { process p }
  expect no pranks on p
}
scale mood: good < bad
disable stride.flooding because "x"
"#,
        ),
        expect![[r#"
            kb – acme  (Acme)
            use – use base  (1.0)
            threat – pranks  ({p} is pranked)
            test – nobody is pranked here  (test)
              zone – z
                process – p
            scale – mood  (good, bad)
            disable – disable stride.flooding
        "#]],
    );
}

#[test]
fn what_is_half_written_stands_there_as_far_as_it_goes() {
    check(
        &Fixture::new(
            "model m \"M\"\nzone z {\n  process\n  store s\nflow 3\nflow f: z ->\naccept\n",
        ),
        expect![[r#"
            model – m  (M)
            zone – z
              store – s
            flow – f
        "#]],
    );
}
