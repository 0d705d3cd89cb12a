//! Names, places of items, clauses and properties.

use expect_test::expect;

use super::support::{WORDS, check, packs};

#[test]
fn items_of_models_do_not_belong_in_a_knowledge_base() {
    check(
        r#"kb web
process p: web-app
accept x on y
model shop
kb other
type a: process { process q }
"#,
        &expect![[r#"
            web:2: TM007 "process" belongs in a model.
                at process
            web:3: TM007 "accept" belongs in a model.
                at accept
            web:4: TM007 This file holds a knowledge base; a model needs a file of its own.
                at model
            web:5: TM007 A file holds one knowledge base; this is the second.
                at kb
            web:6: TM007 "process" cannot stand inside type.
                at process
        "#]],
    );
}

#[test]
fn a_name_is_declared_once() {
    check(
        r#"kb web
type page: asset
type page: asset
attribute colour: text for asset
fact colour for asset a { when a is key }
scale tint: light < dark < light
choice tint: red, green
threat open: spoofing "Open" for flow f
threat open: tampering "Open" for flow f
question open "Open?" for flow f
event open
event open
profile starter { include: top }
profile starter { include: all }
category fraud "Fraud"
category fraud "Fraud again"
"#,
        &expect![[r#"
            web:3: TM101 "page" is declared twice in this knowledge base; the first one counts.
                at page
                see web:2: the first one
            web:5: TM101 "colour" is declared twice in this knowledge base; the first one counts.
                at colour
                see web:4: the first one
            web:6: TM101 "light" is in this list already.
                at light
            web:7: TM101 "tint" is declared twice in this knowledge base; the first one counts.
                at tint
                see web:6: the first one
            web:9: TM101 "open" is declared twice in this knowledge base; the first one counts.
                at open
                see web:8: the first one
            web:12: TM101 "open" is declared twice in this knowledge base; the first one counts.
                at open
                see web:11: the first one
            web:14: TM101 "starter" is declared twice in this knowledge base; the first one counts.
                at starter
                see web:13: the first one
            web:16: TM101 "fraud" is declared twice in this knowledge base; the first one counts.
                at fraud
                see web:15: the first one
        "#]],
    );
}

#[test]
fn packs_share_one_vocabulary() {
    let other = r#"kb other
mitigation mfa "A second factor" for flow
mitigation backup for store
category spoofing "Passing for another"
category fraud "Fraud"
threat open: spoofing "Open" for flow f
"#;
    let third = r#"kb third
category fraud "Deceit"
threat open: spoofing "Open" for flow f
"#;
    packs().indirect("words", WORDS).direct("other", other).direct("third", third).check(&expect![
        [r#"
            other:2: TM611 The knowledge base "words" declares "mfa" differently; rename this one.
                at mfa
                see words:15: the other one
            third:2: TM611 The knowledge base "other" declares "fraud" differently; rename this one.
                at fraud
                see other:5: the other one
        "#]
    ]);
}

#[test]
fn names_of_the_language_are_taken() {
    check(
        r#"kb web
type store: process
type element: process
attribute sensitivity: yes-no for flow
attribute isolated: yes-no for zone
attribute isolated: yes-no for flow
mitigation also for flow
fact carrying for flow f { when f.crosses }
scale trust: a < b
choice text: a, b
profile lite { include: top }
"#,
        &expect![[r#"
            web:2: TM101 "store" is a kind of thing of the language; choose another name.
                at store
                fix Rename it to "web-store": store => web-store
            web:3: TM101 "element" is a kind of thing of the language; choose another name.
                at element
                fix Rename it to "web-element": element => web-element
            web:4: TM613 "sensitivity" is a field that an element, flow or asset has without any knowledge base; choose another name.
                at sensitivity
                fix Rename it to "web-sensitivity": sensitivity => web-sensitivity
            web:5: TM613 "isolated" can be written on a zone already, where it means something else; choose another name.
                at isolated
            web:6: TM101 "isolated" is declared twice in this knowledge base; the first one counts.
                at isolated
                see web:5: the first one
            web:8: TM613 "carrying" can be written on a flow already, where it means something else; choose another name.
                at carrying
            web:9: TM101 "trust" belongs to the language; choose another name.
                at trust
                fix Rename it to "web-trust": trust => web-trust
            web:10: TM101 "text" belongs to the language; choose another name.
                at text
                fix Rename it to "web-text": text => web-text
            web:11: TM101 Every knowledge base has the profile "lite" already.
                at lite
                fix Rename it to "web-lite": lite => web-lite
        "#]],
    );
}

#[test]
fn clauses_and_properties_are_those_of_the_table() {
    check(
        r#"kb web { owner: @kim; licence: "MIT" }
threat a: spoofing "A" for flow f via https {
  severty: high
  severity: hihg
  likelihood: critical
  top: maybe
  cwe: 79, abc, 7.5
  capec: 12
  attack: T1190
  detect: "x", "y"
  spreads f
  claims f.crosses
  expect a on b
}
type t: service in words { when yes }
mitigation m: encrypted "M" for flow severity low { domain: access; control: preventive }
event e { alert-when: 20 }
use words only lite because "it is there"
"#,
        &expect![[r#"
            web:1: TM202 kb takes no property "licence". Did you mean "license"?
                at licence
                fix Change to "license": licence => license
            web:2: TM008 "via" does not apply to threat.
                at via
            web:3: TM202 threat takes no property "severty". Did you mean "severity"?
                at severty
                fix Change to "severity": severty => severity
            web:4: TM203 "severity" takes low, medium, high or critical; found "hihg". Did you mean "high"?
                at hihg
                fix Change to "high": hihg => high
            web:5: TM203 "likelihood" takes low, medium or high; found "critical".
                at critical
            web:6: TM203 "top" takes yes or no; found "maybe".
                at maybe
            web:7: TM203 "cwe" takes whole numbers; found "abc".
                at abc
            web:9: TM203 "attack" takes text in quotes; found "T1190".
                at T1190
            web:10: TM203 "detect" takes one value; found 2.
                at "y"
            web:11: TM008 "spreads" does not apply to threat.
                at spreads
            web:12: TM008 "claims" does not apply to threat.
                at claims
            web:13: TM008 "expect" does not apply to threat.
                at expect
            web:15: TM008 "in" does not apply to type.
                at in
            web:15: TM008 "when" does not apply to type.
                at when
            web:16: TM008 In a knowledge base, mitigation takes no kind after ":".
                at encrypted
            web:16: TM008 "severity" does not apply to mitigation.
                at severity
            web:16: TM203 "domain" takes access-control, secure-development, business-continuity, cryptography, asset-management, legal, incident-response, network, operations, physical-environmental, governance, security-architecture or supplier-risk; found "access".
                at access
            web:17: TM203 "alert-when" takes text in quotes; found "20".
                at 20
            web:18: TM008 "because" does not apply to use.
                at because
        "#]],
    );
}

#[test]
fn what_is_given_twice_counts_once() {
    check(
        r#"kb web
threat a: spoofing "A" for flow f severity low {
  severity: high
  when f.crosses
  when f.is-reply
  unless f.encrypted
  unless f.mfa
}
type t: service { custom: yes; custom: no }
fact g for element e { when e.outside; spreads f; spreads f }
"#,
        &expect![[r#"
            web:3: TM009 "severity" is given twice; the first is used.
                at severity
            web:5: TM009 "when" is given twice; the first is used.
                at when
            web:7: TM009 "unless" is given twice; the first is used.
                at unless
            web:9: TM009 "custom" is given twice; the first is used.
                at custom
            web:10: TM009 "spreads" is given twice; the first is used.
                at spreads
        "#]],
    );
}

#[test]
fn items_need_what_makes_them_one() {
    check(
        r#"kb web
threat a: spoofing "A" { when yes }
threat b "B" for flow f
threat c: spofing "C" for flow f
threat d: spoofing "D" for flow f, process p
threat e: spoofing "E" for process x, store x { when x.outside }
threat g: spoofing "G" for flow f, zone f
threat h: spoofing "H" for element f, zone f
attribute i: text
attribute j for flow
type k
fact l for flow f
mitigation n for proces
mitigation o for process: web-app
question p "P?" on q
requirement r: crypto "R" with encryptd, mfa
mitigation s for flow raises sirene
"#,
        &expect![[r#"
            web: syntax: SyntaxError { kind: Expected { what: "a subject such as flow f", after: "for" }, span: Span { start: 17, end: 23 }, fix: None } in block at 361
            web:2: TM002 Say what the rule looks at, as in "for flow f".
                at a
            web:4: TM102 No category of threats called "spofing". Did you mean "spoofing"?
                at spofing
                fix Change to "spoofing": spofing => spoofing
            web:5: TM208 One threat looks at one kind of thing, not at a process or flow; write one for each.
                at d
            web:7: TM208 One threat looks at one kind of thing, not at a flow or zone; write one for each.
                at g
            web:8: TM208 One threat looks at one kind of thing, not at an element or zone; write one for each.
                at h
            web:9: TM002 Say what "i" may be written on, as in "for process".
                at i
            web:10: TM002 Say what it takes, as in ": yes-no" or ": text".
                at j
            web:11: TM002 Say what it is a type of, as in ": process".
                at k
            web:12: TM002 Say when the fact holds: "when …".
                at l
            web:14: TM203 A control is declared for kinds of things, not for types; rules can ask for the type.
                at web-app
            web:15: TM002 Say what it is asked of, as in "for process p".
                at p
            web:15: TM008 "on" names things of a model; in a knowledge base write "for".
                at on
            web:16: TM203 "crypto" is none of the thirteen security domains.
                at crypto
            web:16: TM102 No control called "encryptd". Did you mean "encrypted"?
                at encryptd
                fix Change to "encrypted": encryptd => encrypted
            web:17: TM102 No event called "sirene".
                at sirene
        "#]],
    );
}

#[test]
fn assumptions_belong_to_models() {
    check(
        r#"kb web
type t: service { custom: yes assuming somebody }
threat a: spoofing "A" for flow f { top: yes assuming somebody }
"#,
        &expect![[r#"
            web:2: TM008 Assumptions belong to models; a type states what always holds.
                at somebody
            web:3: TM008 Assumptions belong to models; a knowledge base states what always holds.
                at somebody
        "#]],
    );
}

#[test]
fn requirements_name_their_domain_and_controls() {
    let compiled = packs()
        .indirect("words", WORDS)
        .direct(
            "web",
            r#"kb web
/// What the card brands demand.
requirement pci-4: cryptography "Encrypt card data" with encrypted, words.mfa {
  source: "PCI DSS 4.2.1"
}
"#,
        )
        .compile();
    assert!(compiled.diagnostics.is_empty());
    let requirement = &compiled.schema.requirements[0];
    assert_eq!(requirement.name, "pci-4");
    assert_eq!(requirement.domain, "cryptography");
    assert_eq!(requirement.docs, "What the card brands demand.");
    assert_eq!(requirement.source, "PCI DSS 4.2.1");
    let with: Vec<&str> =
        requirement.with.iter().map(|id| compiled.schema.attribute(*id).name.as_str()).collect();
    assert_eq!(with, ["encrypted", "mfa"]);
}
