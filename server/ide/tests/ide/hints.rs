//! The notes at the ends of lines.

use expect_test::{Expect, expect};
use tm_ide::{HintLevel, ascii, inlay_hints};

use crate::fixture::{Fixture, line_of, shop};

/// The lines that have a note, each with it.
fn check(fixture: &Fixture, level: HintLevel, expected: Expect) {
    let file = fixture.files[0];
    let text = fixture.text(file);
    let mut shown = String::new();
    for hint in inlay_hints(&fixture.snapshot, file, 0..text.len(), level) {
        assert!(text[hint.offset..].is_empty() || text[hint.offset..].starts_with('\n'));
        let start = text[..hint.offset].rfind('\n').map_or(0, |at| at + 1);
        shown.push_str(&format!("{}   ⟦{}⟧\n", &text[start..hint.offset], hint.label()));
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
            flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }   ⟦↑ none→high · ✓⟧
            flow 3 receipt: checkout -> customer "Mail the receipt" via smtp carrying order   ⟦↓ high→none · 1 possible⟧
        "#]],
    );
}

#[test]
fn a_mitigation_ends_with_what_it_settles() {
    check(
        &shop(
            "mitigation limiter: rate-limit \"At the edge\" on checkout status done\n\
             mitigation paper: code-signing on checkout\n\
             mitigation mail-tls: encrypted \"TLS to the mail server\"\n  on receipt {\n  status: planned\n  until: 2026-11-01\n}",
        ),
        HintLevel::Summary,
        expect![[r#"
              process checkout: web-app "Checkout" { criticality: high; audit-log: ? }   ⟦3 possible⟧
              store orders: sql-database "Order book" holds order   ⟦confidential · 1 possible⟧
            flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }   ⟦↑ none→high · ✓⟧
            flow 3 receipt: checkout -> customer "Mail the receipt" via smtp carrying order   ⟦↓ high→none · 1 planned⟧
            mitigation limiter: rate-limit "At the edge" on checkout status done   ⟦settles 1⟧
            mitigation paper: code-signing on checkout   ⟦settles nothing⟧
              on receipt {   ⟦settles 1 · was due 20 days ago⟧
        "#]],
    );
}

#[test]
fn a_decision_ends_with_the_days_that_are_left() {
    check(
        &shop(
            "accept stride.flooding on checkout because \"Internal\" by @dana until 2027-05-31\n\
             accept stride.unvalidated-input on checkout because \"Later\" by @dana until 2026-11-18\n\
             transfer stride.known-vulnerability on checkout to \"Host\" by @dana until 2026-11-21",
        ),
        HintLevel::Summary,
        expect![[r#"
              process checkout: web-app "Checkout" { criticality: high; audit-log: ? }   ⟦1 open · 1 possible⟧
              store orders: sql-database "Order book" holds order   ⟦confidential · 1 possible⟧
            flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }   ⟦↑ none→high · ✓⟧
            flow 3 receipt: checkout -> customer "Mail the receipt" via smtp carrying order   ⟦↓ high→none · 1 possible⟧
            accept stride.flooding on checkout because "Internal" by @dana until 2027-05-31   ⟦191 days left⟧
            accept stride.unvalidated-input on checkout because "Later" by @dana until 2026-11-18   ⟦ended 3 days ago⟧
            transfer stride.known-vulnerability on checkout to "Host" by @dana until 2026-11-21   ⟦last day⟧
        "#]],
    );
}

#[test]
fn a_threat_ends_with_its_risk() {
    check(
        &shop(
            "threat skim: tampering \"A script reads the form\" on checkout, buy {\n  \
               likelihood: medium\n  impact: high\n}",
        ),
        HintLevel::Summary,
        expect![[r#"
              process checkout: web-app "Checkout" { criticality: high; audit-log: ? }   ⟦1 open · 4 possible⟧
              store orders: sql-database "Order book" holds order   ⟦confidential · 1 possible⟧
            flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }   ⟦↑ none→high · 1 open⟧
            flow 3 receipt: checkout -> customer "Mail the receipt" via smtp carrying order   ⟦↓ high→none · 1 possible⟧
            threat skim: tampering "A script reads the form" on checkout, buy {   ⟦high · 2 open⟧
        "#]],
    );
}

#[test]
fn items_on_one_line_share_its_end() {
    check(
        &shop(
            "zone office: office-zone { process wiki: web-app { criticality: high }; store pages: sql-database }\n\
               flow 4 read: customer -> wiki via https carrying card",
        ),
        HintLevel::Summary,
        expect![[r#"
              process checkout: web-app "Checkout" { criticality: high; audit-log: ? }   ⟦4 possible⟧
              store orders: sql-database "Order book" holds order   ⟦confidential · 1 possible⟧
            flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }   ⟦↑ none→high · ✓⟧
            flow 3 receipt: checkout -> customer "Mail the receipt" via smtp carrying order   ⟦↓ high→none · 1 possible⟧
            zone office: office-zone { process wiki: web-app { criticality: high }; store pages: sql-database }   ⟦wiki: 4 possible · pages: holds ?⟧
            flow 4 read: customer -> wiki via https carrying card   ⟦↑ none→medium · 1 possible⟧
        "#]],
    );
}

#[test]
fn the_full_level_tells_what_is_inherited_and_how_much_is_used() {
    check(
        &shop(""),
        HintLevel::Full,
        expect![[r#"
            asset order: personal-data "Order" classified confidential   ⟦4 uses⟧
            asset card: payment "Card number" classified restricted   ⟦1 use⟧
            zone internet: internet-zone "Internet" {   ⟦trust none⟧
              entity customer: end-user "Customer"   ⟦privilege: user⟧
            zone inside: internal-zone "Our platform" {   ⟦trust high⟧
              process checkout: web-app "Checkout" { criticality: high; audit-log: ? }   ⟦custom-code: yes, parses: html · 4 possible (T R D E)⟧
              store orders: sql-database "Order book" holds order   ⟦confidential · query-language: sql · 1 possible (I)⟧
            flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }   ⟦↑ none→high · ✓⟧
            flow 3 receipt: checkout -> customer "Mail the receipt" via smtp carrying order   ⟦↓ high→none · 1 possible (I)⟧
        "#]],
    );
}

#[test]
fn hints_can_be_switched_off() {
    check(&shop(""), HintLevel::Off, expect![[""]]);
}

#[test]
fn a_line_without_anything_left_to_do_has_a_tick() {
    check(
        &Fixture::new(
            "model m\nuse stride 1.0\nasset order: personal-data classified confidential\n\
             zone internet: internet-zone { entity customer: end-user }\n\
             zone inside: internal-zone {\n  process relay: reverse-proxy { rate-limit: yes; patching: yes }\n}\n\
             flow buy: customer -> relay -> customer via http carrying order { encrypted: yes; peer-verified: yes }\n",
        ),
        HintLevel::Summary,
        expect![[r#"
              process relay: reverse-proxy { rate-limit: yes; patching: yes }   ⟦✓⟧
            flow buy: customer -> relay -> customer via http carrying order { encrypted: yes; peer-verified: yes }   ⟦↑ none→high · ↓ high→none · ✓⟧
        "#]],
    );
}

#[test]
fn a_sentence_that_is_not_complete_keeps_its_notes() {
    check(
        &shop("flow 4 read: customer -> checkout via\nstore pages holds"),
        HintLevel::Summary,
        expect![[r#"
              process checkout: web-app "Checkout" { criticality: high; audit-log: ? }   ⟦4 possible⟧
              store orders: sql-database "Order book" holds order   ⟦confidential · 1 possible⟧
            flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }   ⟦↑ none→high · ✓⟧
            flow 3 receipt: checkout -> customer "Mail the receipt" via smtp carrying order   ⟦↓ high→none · 1 possible⟧
            flow 4 read: customer -> checkout via   ⟦↑ none→high · 1 possible⟧
        "#]],
    );
}

#[test]
fn a_piece_of_a_note_leads_to_where_it_comes_from() {
    let fixture = shop(
        "threat skim: tampering \"A script reads the form\" on checkout {\n  severity: critical\n}\n\
         mitigation limiter: rate-limit on checkout status done\n",
    );
    let file = fixture.files[0];
    let length = fixture.text(file).len();
    let mut shown = String::new();
    for hint in inlay_hints(&fixture.snapshot, file, 0..length, HintLevel::Full) {
        for part in hint.parts {
            let target = part.target.map(|(file, range)| line_of(&fixture.snapshot, file, &range));
            let target = target.map(|line| line.lines().next().unwrap_or_default().to_owned());
            shown.push_str(&format!("{:?} {}\n", part.text, target.unwrap_or_default().trim_end()));
        }
    }
    expect![[r#"
        "4 uses" test.tm:15 flow 1 «buy»: customer -> checkout "Place an order" via https carrying order, card { authn: session }
        "1 use" test.tm:15 flow 1 «buy»: customer -> checkout "Place an order" via https carrying order, card { authn: session }
        "trust none" <shipped>/base.tm type «internet-zone»
        "privilege: user" <shipped>/base.tm type «end-user»
        "trust high" <shipped>/base.tm type «internal-zone»
        "custom-code: yes, parses: html" <shipped>/base.tm type «web-app»
        " · " 
        "1 open · 3 possible (T R E)" test.tm:18 threat «skim»: tampering "A script reads the form" on checkout {
        "confidential" test.tm:6 asset «order»: personal-data "Order" classified confidential
        " · " 
        "query-language: sql" <shipped>/base.tm type «sql-database»
        " · " 
        "1 possible (I)" <shipped>/stride.tm threat «store-unencrypted»
        "↑ none→high" test.tm:11 zone «inside»: internal-zone "Our platform" {
        " · " 
        "✓" 
        "↓ high→none" test.tm:8 zone «internet»: internet-zone "Internet" {
        " · " 
        "1 possible (I)" <shipped>/stride.tm threat «clear-text-crossing»
        "critical" 
        " · " 
        "1 open (T)" test.tm:18 threat «skim»: tampering "A script reads the form" on checkout {
        "settles 1" test.tm:12   process «checkout»: web-app "Checkout" { criticality: high; audit-log: ? }
    "#]].assert_eq(&shown);
}

#[test]
fn a_note_can_do_without_signs() {
    assert_eq!(ascii("↑ none→high, ↓ high→none · ✓"), "up none->high, down high->none | ok");
    assert_eq!(ascii("größe: 2 open"), "größe: 2 open");
}
