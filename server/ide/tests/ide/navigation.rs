//! Going from a name to what it stands for, its type, and what makes it real.

use expect_test::{Expect, expect};
use tm_ide::{Targets, declaration, definition, implementation, type_definition};
use tm_model::Snapshot;
use tm_model::source::FileId;

use crate::fixture::{Fixture, line_of, shop, shop_at};

type Feature = fn(&Snapshot, FileId, usize) -> Option<Targets>;

/// The places to go to from the cursor, one on a line.
fn check(feature: Feature, fixture: &Fixture, expected: Expect) {
    let (file, offset) = fixture.cursor();
    let mut shown = String::new();
    if let Some(found) = feature(&fixture.snapshot, file, offset) {
        assert!(found.origin.start <= offset && offset <= found.origin.end, "{found:?}");
        for target in &found.targets {
            let (name, whole) = (&target.name, &target.whole);
            assert!(whole.start <= name.start && name.end <= whole.end, "{target:?}");
            shown.push_str(&line_of(&fixture.snapshot, target.file, name));
            shown.push('\n');
        }
    }
    expected.assert_eq(&shown);
}

/// A model in two files that imports another, and a pack of its own.
const PARTS: &str = r#"
//- shop.tm
model shop "Shop"
use base 1.0
use acme 1.0
use "packs/local.tm"
import "pay/pay.tm" as pay
asset order: invoice-data "Order"
zone inside: internal-zone "Inside" { process web: shop-app "Web" { coverage: partial } }
process worker: web-app "Worker"
store book: sql-database "Book" holds order
//- flows.tm
part of shop
flow 1 charge: web -> pay.gateway "Charge" via https carrying order returns order
flow 2 keep: web -> worker -> book "Keep" via https carrying order
//- pay/pay.tm
model pay "Pay"
use base 1.0
process gateway: web-app "Gateway"
//- packs/acme.tm
kb acme 1.0 "Acme"
use base 1.0
category mischief "Mischief"
choice coverage: none, partial, full
attribute coverage: coverage "Coverage" for process { default: none }
mitigation screening "Screening" for process
type shop-app: web-app "Shop application" { coverage: full }
type invoice-data: personal-data "Invoice"
threat pranks: mischief "{p} is pranked" for process p: shop-app {
  when p.coverage = none and any(f in p.inflows where f.source is shop-app)
  unless p.screening
}
moved jokes -> pranks
test "a shop is pranked" {
  zone z: internal-zone { process p: shop-app }
  expect pranks on p
}
profile calm { include: pranks }
//- packs/local.tm
kb local 1.0 "Local"
use base 1.0
"#;

/// [`PARTS`] with a piece of its text replaced by one with a cursor.
fn parts(piece: &str) -> Fixture {
    let plain = piece.replace("$0", "");
    assert_eq!(PARTS.matches(&plain).count(), 1, "{plain} stands once");
    Fixture::new(&PARTS.replace(&plain, piece))
}

#[test]
fn a_name_leads_to_the_item_that_declares_it() {
    check(
        definition,
        &shop_at("flow 2 book: check$0out -> orders"),
        expect![[r#"
            test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
        "#]],
    );
    check(
        definition,
        &shop_at("via https carrying order, ca$0rd"),
        expect![[r#"
            test.tm:7 asset «card»: payment "Card number" classified restricted
        "#]],
    );
}

#[test]
fn a_declaration_leads_to_itself() {
    check(
        definition,
        &shop_at("store or$0ders: sql-database"),
        expect![[r#"
            test.tm:13   store «orders»: sql-database "Order book" holds order
        "#]],
    );
}

#[test]
fn names_in_decisions_lead_to_the_rule_and_to_the_thing() {
    let decision = "mitigation limiter: rate-limit \"Limiter\" on checkout\n";
    for (line, expected) in [
        (
            "mitigate stride.floo$0ding on checkout with limiter",
            expect![[r#"
                <shipped>/stride.tm threat «flooding»
            "#]],
        ),
        (
            "mitigate str$0ide.flooding on checkout with limiter",
            expect![[r#"
                <shipped>/stride.tm threat «flooding»
            "#]],
        ),
        (
            "mitigate stride.flooding on check$0out with limiter",
            expect![[r#"
                test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
            "#]],
        ),
        (
            "mitigate stride.flooding on checkout with limi$0ter",
            expect![[r#"
                test.tm:18 mitigation «limiter»: rate-limit "Limiter" on checkout
            "#]],
        ),
        (
            "accept stride.flooding on zone in$0side because \"x\" by @dana until 2027-01-01",
            expect![[r#"
                test.tm:11 zone «inside»: internal-zone "Our platform" {
            "#]],
        ),
    ] {
        check(definition, &shop(&format!("{decision}{line}\n")), expected);
    }
}

#[test]
fn types_and_controls_of_packs_lead_into_the_pack() {
    check(
        definition,
        &shop_at("process checkout: web-a$0pp"),
        expect![[r#"
            <shipped>/base.tm type «web-app»
        "#]],
    );
    check(
        definition,
        &shop_at("audit-$0log: ?"),
        expect![[r#"
            <shipped>/base.tm mitigation «audit-log»
        "#]],
    );
    check(
        definition,
        &shop_at("criticality: hi$0gh"),
        expect![[r#"
            <shipped>/base.tm scale criticality: low < medium < «high»
        "#]],
    );
}

#[test]
fn names_lead_into_other_files_and_models() {
    for (piece, expected) in [
        (
            "flow 1 charge: we$0b ->",
            expect![[r#"
                shop.tm:7 zone inside: internal-zone "Inside" { process «web»: shop-app "Web" { coverage: partial } }
            "#]],
        ),
        (
            "-> pay.gate$0way \"Charge\"",
            expect![[r#"
                pay/pay.tm:3 process «gateway»: web-app "Gateway"
            "#]],
        ),
        (
            "-> p$0ay.gateway",
            expect![[r#"
                pay/pay.tm:1 model «pay» "Pay"
            "#]],
        ),
        (
            "\"pay/pa$0y.tm\" as pay",
            expect![[r#"
                pay/pay.tm:1 model «pay» "Pay"
            "#]],
        ),
        (
            "use ac$0me 1.0",
            expect![[r#"
                packs/acme.tm:1 kb «acme» 1.0 "Acme"
            "#]],
        ),
        (
            "use \"packs/$0local.tm\"",
            expect![[r#"
                packs/local.tm:1 kb «local» 1.0 "Local"
            "#]],
        ),
        (
            "part of sh$0op",
            expect![[r#"
                shop.tm:1 model «shop» "Shop"
            "#]],
        ),
        (
            "coverage: par$0tial",
            expect![[r#"
                packs/acme.tm:4 choice coverage: none, «partial», full
            "#]],
        ),
    ] {
        check(definition, &parts(piece), expected);
    }
}

#[test]
fn parts_of_flows_lead_to_what_stands_for_them() {
    let fixture = |line: &str| {
        Fixture::new(&PARTS.replace("part of shop\n", &format!("part of shop\n{line}\n")))
    };
    check(
        definition,
        &fixture("scope out charge/rep$0ly"),
        expect![[r#"
            flows.tm:3 flow 1 charge: web -> pay.gateway "Charge" via https carrying order «returns order»
        "#]],
    );
    check(
        definition,
        &fixture("scope out keep/work$0er"),
        expect![[r#"
            flows.tm:4 flow 2 keep: web -> «worker» -> book "Keep" via https carrying order
        "#]],
    );
    check(
        definition,
        &fixture("scope out ke$0ep/worker"),
        expect![[r#"
            flows.tm:4 flow 2 «keep»: web -> worker -> book "Keep" via https carrying order
        "#]],
    );
}

#[test]
fn names_inside_packs_lead_to_their_declarations() {
    for (piece, expected) in [
        (
            "pranks: misc$0hief",
            expect![[r#"
                packs/acme.tm:3 category «mischief» "Mischief"
            "#]],
        ),
        (
            "when $0p.coverage",
            expect![[r#"
                packs/acme.tm:9 threat pranks: mischief "{p} is pranked" for process «p»: shop-app {
            "#]],
        ),
        (
            "where $0f.source",
            expect![[r#"
                packs/acme.tm:10   when p.coverage = none and any(«f» in p.inflows where f.source is shop-app)
            "#]],
        ),
        (
            "\"{$0p} is pranked\"",
            expect![[r#"
                packs/acme.tm:9 threat pranks: mischief "{p} is pranked" for process «p»: shop-app {
            "#]],
        ),
        (
            "unless p.scree$0ning",
            expect![[r#"
                packs/acme.tm:6 mitigation «screening» "Screening" for process
            "#]],
        ),
        (
            "expect pr$0anks on p",
            expect![[r#"
                packs/acme.tm:9 threat «pranks»: mischief "{p} is pranked" for process p: shop-app {
            "#]],
        ),
        (
            "expect pranks on $0p",
            expect![[r#"
                packs/acme.tm:15   zone z: internal-zone { process «p»: shop-app }
            "#]],
        ),
        (
            "include: pra$0nks",
            expect![[r#"
                packs/acme.tm:9 threat «pranks»: mischief "{p} is pranked" for process p: shop-app {
            "#]],
        ),
        (
            "attribute coverage: cover$0age",
            expect![[r#"
                packs/acme.tm:4 choice «coverage»: none, partial, full
            "#]],
        ),
        (
            "default: no$0ne",
            expect![[r#"
                packs/acme.tm:4 choice coverage: «none», partial, full
            "#]],
        ),
    ] {
        check(definition, &parts(piece), expected);
    }
}

#[test]
fn a_claim_names_things_and_their_facts() {
    let text = "assumption sealed \"Nobody else calls\" {\n  claims buy.tar$0get = checkout\n}\n";
    check(definition, &shop(text), expect![""]);
    check(
        definition,
        &shop(&text.replace("tar$0get = checkout", "target = check$0out")),
        expect![[r#"
            test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
        "#]],
    );
}

#[test]
fn an_alias_is_brought_in_by_its_import() {
    check(
        declaration,
        &parts("-> p$0ay.gateway"),
        expect![[r#"
            shop.tm:5 import "pay/pay.tm" as «pay»
        "#]],
    );
}

#[test]
fn a_name_that_moved_is_told_by_moved_and_means_the_new_one() {
    let text = "accept stride.flooding on check$0er because \"x\" by @dana until 2027-01-01\n\
                moved checker -> checkout\n";
    check(
        definition,
        &shop(text),
        expect![[r#"
            test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
        "#]],
    );
    check(
        declaration,
        &shop(text),
        expect![[r#"
            test.tm:19 moved «checker» -> checkout
        "#]],
    );
}

#[test]
fn the_type_of_a_thing_is_in_its_pack() {
    check(
        type_definition,
        &shop_at("flow 2 book: check$0out -> orders"),
        expect![[r#"
            <shipped>/base.tm type «web-app»
        "#]],
    );
    check(
        type_definition,
        &shop_at("flow 1 b$0uy:"),
        expect![[r#"
            <shipped>/base.tm type «https»
        "#]],
    );
    check(
        type_definition,
        &shop("mitigation lim$0iter: rate-limit \"Limiter\" on checkout\n"),
        expect![[r#"
            <shipped>/base.tm mitigation «rate-limit»
        "#]],
    );
    check(
        type_definition,
        &parts("unless $0p.screening"),
        expect![[r#"
            packs/acme.tm:7 type «shop-app»: web-app "Shop application" { coverage: full }
        "#]],
    );
    check(
        type_definition,
        &parts("threat pra$0nks"),
        expect![[r#"
            packs/acme.tm:3 category «mischief» "Mischief"
        "#]],
    );
}

#[test]
fn a_type_is_made_real_by_its_things_also_of_narrower_types() {
    check(
        implementation,
        &parts("worker: web-a$0pp"),
        expect![[r#"
            pay/pay.tm:3 process «gateway»: web-app "Gateway"
            shop.tm:7 zone inside: internal-zone "Inside" { process «web»: shop-app "Web" { coverage: partial } }
            shop.tm:8 process «worker»: web-app "Worker"
        "#]],
    );
}

#[test]
fn a_rule_is_made_real_where_it_fires_or_may() {
    check(
        implementation,
        &shop("accept stride.floo$0ding on checkout because \"x\" by @dana until 2027-01-01\n"),
        expect![[r#"
            test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
        "#]],
    );
}

#[test]
fn what_is_not_a_thing_is_made_real_by_what_it_speaks_of() {
    let more = "mitigation limiter: rate-limit \"Limiter\" on checkout\n\
                requirement steady: operations \"Stays up\" with limiter\n\
                story pay \"As a customer I pay\" on buy { realises: steady }\n\
                assumption quiet \"Few come\"\n\
                threat rush: denial-of-service \"A rush\" on checkout by @dana\n\
                objective up: availability \"Up\" protects checkout { assuming: quiet }\n";
    for (name, expected) in [
        (
            "limiter: ",
            expect![[r#"
                test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
            "#]],
        ),
        (
            "steady: ",
            expect![[r#"
                test.tm:18 mitigation «limiter»: rate-limit "Limiter" on checkout
                test.tm:20 story «pay» "As a customer I pay" on buy { realises: steady }
            "#]],
        ),
        (
            "quiet \"",
            expect![[r#"
                test.tm:23 objective «up»: availability "Up" protects checkout { assuming: quiet }
            "#]],
        ),
        (
            "up: avail",
            expect![[r#"
                test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
            "#]],
        ),
    ] {
        let (head, tail) = name.split_at(2);
        check(implementation, &shop(&more.replacen(name, &format!("{head}$0{tail}"), 1)), expected);
    }
    check(
        implementation,
        &shop_at("asset or$0der"),
        expect![[r#"
            test.tm:15 flow 1 «buy»: customer -> checkout "Place an order" via https carrying order, card { authn: session }
            test.tm:16 flow 2 «book»: checkout -> orders via sql-protocol carrying order
            test.tm:17 flow 3 «receipt»: checkout -> customer "Mail the receipt" via smtp carrying order
            test.tm:13   store «orders»: sql-database "Order book" holds order
        "#]],
    );
    check(
        implementation,
        &shop_at("zone ins$0ide"),
        expect![[r#"
            test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
            test.tm:13   store «orders»: sql-database "Order book" holds order
        "#]],
    );
}

#[test]
fn half_written_text_leads_where_whole_text_does() {
    for text in [
        "flow 4 again: check$0out ->",
        "flow 4 again: check$0out -> orders carrying \n{",
        "accept stride.flooding on check$0out because \"",
    ] {
        check(
            definition,
            &shop(text),
            expect![[r#"
                test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
            "#]],
        );
    }
}

#[test]
fn what_means_nothing_leads_nowhere() {
    for text in ["flow 4 again: nob$0ody -> orders", "// check$0out", "asset x \"check$0out\""] {
        for feature in [definition, declaration, type_definition, implementation] {
            check(feature, &shop(text), expect![""]);
        }
    }
}
