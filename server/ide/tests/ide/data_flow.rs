//! What flows into and out of elements.

use expect_test::{Expect, expect};
use tm_ide::{Way, elements_at, transfers};

use crate::fixture::{Fixture, line_of, shop_at};

/// The elements at the cursor, each with what flows in and out.
fn check(fixture: &Fixture, expected: Expect) {
    let (file, offset) = fixture.cursor();
    let snapshot = &fixture.snapshot;
    let mut shown = String::new();
    for element in elements_at(snapshot, file, offset) {
        let line = line_of(snapshot, element.file, &element.name);
        shown.push_str(&format!("{} ({})\n  {line}\n", element.key.name, element.detail));
        for way in [Way::In, Way::Out] {
            let seen = (element.file, element.name.clone());
            for transfer in transfers(snapshot, &element.key, way, seen) {
                let other = &transfer.element;
                let arrow = if way == Way::In { "<-" } else { "->" };
                shown.push_str(&format!(
                    "  {arrow} {} ({})\n       {}\n",
                    other.key.name,
                    other.detail,
                    line_of(snapshot, other.file, &other.name)
                ));
                let caller = if way == Way::In { other.file } else { element.file };
                for flow in &transfer.flows {
                    shown.push_str(&format!("     by {}\n", line_of(snapshot, caller, flow)));
                }
            }
        }
    }
    expected.assert_eq(&shown);
}

#[test]
fn data_flows_into_an_element_and_out_of_it() {
    check(
        &shop_at("process check$0out"),
        expect![[r#"
        checkout (Checkout · web-app → service)
          test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
          <- customer (1 buy)
               test.tm:9   entity «customer»: end-user "Customer"
             by test.tm:15 flow 1 «buy»: customer -> checkout "Place an order" via https carrying order, card { authn: session }
          -> orders (2 book)
               test.tm:13   store «orders»: sql-database "Order book" holds order
             by test.tm:16 flow 2 «book»: checkout -> orders via sql-protocol carrying order
          -> customer (3 receipt)
               test.tm:9   entity «customer»: end-user "Customer"
             by test.tm:17 flow 3 «receipt»: checkout -> customer "Mail the receipt" via smtp carrying order
    "#]],
    );
}

#[test]
fn on_a_flow_its_ends_are_meant() {
    check(
        &shop_at("flow 2 bo$0ok"),
        expect![[r#"
        checkout (Checkout · web-app → service)
          test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
          <- customer (1 buy)
               test.tm:9   entity «customer»: end-user "Customer"
             by test.tm:15 flow 1 «buy»: customer -> checkout "Place an order" via https carrying order, card { authn: session }
          -> orders (2 book)
               test.tm:13   store «orders»: sql-database "Order book" holds order
             by test.tm:16 flow 2 «book»: checkout -> orders via sql-protocol carrying order
          -> customer (3 receipt)
               test.tm:9   entity «customer»: end-user "Customer"
             by test.tm:17 flow 3 «receipt»: checkout -> customer "Mail the receipt" via smtp carrying order
        orders (Order book · sql-database → database)
          test.tm:13   store «orders»: sql-database "Order book" holds order
          <- checkout (2 book)
               test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
             by test.tm:16 flow 2 «book»: checkout -> orders via sql-protocol carrying order
    "#]],
    );
}

#[test]
fn replies_and_segments_flow_too() {
    check(
        &Fixture::new(
            "model m \"M\"\nasset d \"D\"\nprocess a \"A\"\nprocess b$0 \"B\"\nstore c \"C\"\n\
             flow 1 f: a -> b -> c \"F\" carrying d\nflow 2 g: b -> c \"G\" returns d\n",
        ),
        expect![[r#"
            b (B)
              test.tm:4 process «b» "B"
              <- a (1 f/b)
                   test.tm:3 process «a» "A"
                 by test.tm:6 flow 1 f: a -> «b» -> c "F" carrying d
              <- c (2 g/reply)
                   test.tm:5 store «c» "C"
                 by test.tm:7 flow 2 g: b -> c "G" «returns d»
              -> c (1 f/c, 2 g)
                   test.tm:5 store «c» "C"
                 by test.tm:6 flow 1 f: a -> b -> «c» "F" carrying d
                 by test.tm:7 flow 2 «g»: b -> c "G" returns d
        "#]],
    );
}

#[test]
fn flows_of_other_files_and_models_are_told_where_they_stand() {
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
process web "Web"
flow 1 charge: web -> bank.gateway "Charge"
"#,
        ),
        expect![[r#"
            gateway (Gateway)
              pay.tm:2 process «gateway» "Gateway"
              <- web (1 charge)
                   shop.tm:3 process «web» "Web"
                 by shop.tm:4 flow 1 «charge»: web -> bank.gateway "Charge"
              -> ledger (1 note)
                   more.tm:3 flow 1 note: gateway -> «ledger» "Note"
                 by pay.tm:2 process «gateway» "Gateway"
        "#]],
    );
}

#[test]
fn what_is_no_element_has_no_data_flow() {
    check(&shop_at("asset or$0der"), expect![[""]]);
    check(&shop_at("zone ins$0ide"), expect![[""]]);
}
