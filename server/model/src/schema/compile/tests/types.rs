//! Types, facts, controls and how they follow from others.

use expect_test::expect;

use super::support::{WORDS, check, packs};
use crate::kind::{KindSet, ThingKind};
use crate::schema::{AttributeDefault, AttributeRole, ValueType};
use crate::value::Value;

#[test]
fn parents_are_known_and_lead_to_a_root() {
    check(
        r#"kb web
type a: web-ap
type b: words.web-app
type c: other.web-app
type d: e
type e: f
type f: e
type g: g
type h: a
threat i: spoofing "I" for process p: a { when p is h or p is g }
type j: model
"#,
        &expect![[r#"
            web:2: TM201 No type "web-ap" to inherit from. Did you mean "web-app"?
                at web-ap
                fix Change to "web-app": web-ap => web-app
            web:4: TM201 No type "other.web-app" to inherit from.
                at other.web-app
            web:6: TM614 e is a f is a e: a type cannot inherit from itself.
                at e
            web:7: TM614 f is a e is a f: a type cannot inherit from itself.
                at f
            web:8: TM614 g is a g: a type cannot inherit from itself.
                at g
        "#]],
    );
}

#[test]
fn types_say_what_their_kind_can() {
    check(
        r#"kb web
type a: service { cutom: yes; encrypted: yes; mfa: yes; backup: yes; care: hgih; parses: html, png }
type b: database { holds: key, secrt, service; trust: low; backup: ?; size: "big"; keeps-for: 90d }
type c: zone { kind: internl; trust: high; mfa: yes; sensitivity: internal }
type d: asset { classified: restricted; rotated: 2026-01-02; availability-need: high }
type e: flow { sensitivity: restricted; purpose: busines; integrity-need: low; availability-need: low }
type g: service { custom: yes, no; parses: ?, html; team: @kim }
type h: flow { fixed: encrypted }
type i: flow { encrypted: no; fixed: encrypted, encripted }
"#,
        &expect![[r#"
            web:2: TM202 No fact or control "cutom" for process. Did you mean "custom"?
                at cutom
                fix Change to "custom": cutom => custom
            web:2: TM202 "encrypted" is for flow; this is a type of process.
                at encrypted
            web:2: TM202 "backup" is for store; this is a type of process.
                at backup
            web:2: TM203 "care" takes low, medium or high; found "hgih". Did you mean "high"?
                at hgih
                fix Change to "high": hgih => high
            web:2: TM203 "parses" takes html or xml; found "png".
                at png
            web:3: TM201 No kind of data "secrt". Did you mean "secret"?
                at secrt
                fix Change to "secret": secrt => secret
            web:3: TM201 No kind of data "service".
                at service
            web:3: TM202 "trust" is for types of zone; this is a type of store.
                at trust
            web:3: TM203 "size" takes a number; found "big".
                at "big"
            web:4: TM203 "kind" takes internet, client, third-party, device, dmz, office, build, cloud-account, network, cluster, namespace, internal, sandbox, ot, restricted, management or datacenter; found "internl". Did you mean "internal"?
                at internl
                fix Change to "internal": internl => internal
            web:4: TM202 "sensitivity" is for types of entity, process, store or flow; this is a type of zone.
                at sensitivity
            web:5: TM202 "availability-need" is for types of entity, process or store; this is a type of asset.
                at availability-need
            web:6: TM203 "purpose" takes business, admin, log or f; found "busines". Did you mean "business"?
                at busines
                fix Change to "business": busines => business
            web:6: TM202 "availability-need" is for types of entity, process or store; this is a type of flow.
                at availability-need
            web:7: TM203 "custom" takes one value, yes or no; found 2.
                at no
            web:7: TM203 "parses" takes either "?" alone or the values that are known; found "?".
                at ?
            web:8: TM203 Say what it is fixed to: "encrypted: …".
                at encrypted
            web:9: TM202 No fact or control "encripted". Did you mean "encrypted"?
                at encripted
                fix Change to "encrypted": encripted => encrypted
        "#]],
    );
}

#[test]
fn a_type_keeps_what_it_inherits_and_says_itself() {
    let compiled = packs()
        .indirect("words", WORDS)
        .direct(
            "web",
            r#"kb web
/// First line.
///
/// Third line.
type shop: web-app "Shop" { parses: html, xml; mfa: ? }
type hall: inner { trust: low; mfa: yes }
type vault: database { holds: key }
type hsm: vault { holds: key, secret; sensitivity: restricted; availability-need: high }
type pin: key { classified: restricted; integrity: high; also-not: 1 }
"#,
        )
        .compile();
    assert_eq!(compiled.diagnostics.len(), 1, "only `also-not`");
    let schema = &compiled.schema;
    let info = |name: &str| schema.type_info(schema.find_type(name).expect("declared"));
    let id = |name: &str| schema.find_attribute(name).expect("declared");
    let shop = info("shop");
    assert_eq!(shop.docs, "First line.\n\nThird line.");
    assert_eq!(shop.title, "Shop");
    assert_eq!(shop.attribute(id("custom")).map(|it| it.0), Some(&Value::YesNo(true)));
    assert_eq!(shop.attribute(id("mfa")).map(|it| it.0), Some(&Value::Unknown));
    let both = Value::List([Value::Word(0), Value::Word(1)].into());
    assert_eq!(shop.attribute(id("parses")).map(|it| it.0), Some(&both));
    let hall = info("hall");
    assert_eq!((hall.zone_kind, hall.trust), (info("inner").zone_kind, Some(1)));
    assert_eq!(info("vault").holds.len(), 1);
    assert_eq!(info("hsm").holds.len(), 2);
    assert_eq!((info("hsm").sensitivity, info("hsm").availability_need), (Some(3), Some(2)));
    assert_eq!((info("pin").classified, info("pin").integrity), (Some(3), Some(2)));
    for info in &schema.types {
        let parent = info.parent.map(|parent| schema.type_info(parent));
        assert!(parent.is_none_or(|parent| parent.enter < info.enter && info.exit <= parent.exit));
    }
    let (web_app, vault) = (schema.find_type("web-app"), schema.find_type("vault"));
    assert!(!schema.is_a(web_app.expect("declared"), vault.expect("declared")));
}

#[test]
fn facts_have_a_type() {
    check(
        r#"kb web
attribute a: yesno for flow
attribute b: list of formt for flow
attribute c: list for flow
attribute d: text of format for flow
attribute e: words.format for flow { default: xml }
attribute g: list of format for flow { default: html, xml }
attribute h: number for flow { default: many }
attribute i: trust for zone { default: full }
attribute j: duration for flow { default: ? }
"#,
        &expect![[r#"
            web:2: TM201 "yesno" is neither a value type (yes-no, text, number, date, duration, person) nor a scale or choice. Did you mean "yes-no"?
                at yesno
                fix Change to "yes-no": yesno => yes-no
            web:3: TM201 "formt" is neither a value type (yes-no, text, number, date, duration, person) nor a scale or choice. Did you mean "format"?
                at formt
                fix Change to "format": formt => format
            web:4: TM201 Say what the list holds: "list of text".
                at list
            web:5: TM201 Only "list" is of something; write "list of text".
                at format
            web:8: TM203 "default" takes a number; found "many".
                at many
        "#]],
    );
}

#[test]
fn the_default_says_what_holds_where_nothing_is_written() {
    let compiled = packs()
        .direct(
            "web",
            r#"kb web
choice colour: red, green
attribute a: colour for flow
attribute b: colour for flow { default: unset }
attribute c: colour for flow { default: green }
attribute d: list of colour for element { default: green }
mitigation e for flow, store { ask: "{it}?"; top: yes; domain: network; iso: "A.8.1", "A.8.2" }
fact g for asset a { when a.classified = restricted }
"#,
        )
        .compile();
    assert!(compiled.diagnostics.is_empty());
    let attributes = &compiled.schema.attributes;
    assert_eq!(attributes[0].default, AttributeDefault::Unknown);
    assert_eq!(attributes[1].default, AttributeDefault::Unset);
    assert_eq!(attributes[2].default, AttributeDefault::Value(Value::Word(1)));
    let list = Value::List([Value::Word(1)].into());
    assert_eq!(attributes[3].default, AttributeDefault::Value(list));
    assert_eq!(attributes[3].kinds, KindSet::ELEMENTS);
    let control = &attributes[4];
    assert_eq!((control.role, control.top), (AttributeRole::Control, true));
    assert_eq!(control.default, AttributeDefault::Unknown);
    assert_eq!(control.value_type, ValueType::YesNo);
    assert!(control.kinds.contains(ThingKind::Store) && control.kinds.contains(ThingKind::Flow));
    assert_eq!(control.iso, ["A.8.1", "A.8.2"]);
    assert_eq!(attributes[5].default, AttributeDefault::Unset);
    assert!(attributes[5].derivation.is_some());
}

#[test]
fn facts_and_derived_controls_do_not_read_themselves() {
    let circle = "kb web\nfact a for element e { when e.b }\nfact b for element e { when e.a }\n\
                  fact c for element e { when e.b }\n";
    let compiled = packs().direct("web", circle).compile();
    let schema = &compiled.schema;
    let derived: Vec<bool> = schema.attributes.iter().map(|it| it.derivation.is_some()).collect();
    assert_eq!(derived, [false, false, true]);
    assert_eq!(schema.derivation_order, [schema.find_attribute("c").expect("declared")]);
    assert!(!compiled.is_complete());
    check(
        r#"kb web
fact a for element e { when e.b }
fact b for element e { when any(f in e.inflows where f.source.c) }
fact c for element e { when e.a }
fact d for element e { when e.outside; spreads f where not f.source.d }
fact g for element e { when e.a or e.outside }
mitigation h for flow f { when f.i }
mitigation i for flow f { when f.crosses; unless f.h }
mitigation j for flow f { when f.i }
"#,
        &expect![[r#"
            web:2: TM211 a reads b reads c reads a.
                at a
                see web:3: read here on the way
                see web:4: read here on the way
            web:3: TM211 b reads c reads a reads b.
                at b
                see web:4: read here on the way
                see web:2: read here on the way
            web:4: TM211 c reads a reads b reads c.
                at c
                see web:2: read here on the way
                see web:3: read here on the way
            web:5: TM211 d reads d.
                at d
            web:7: TM211 h reads i reads h.
                at h
                see web:8: read here on the way
            web:8: TM211 i reads h reads i.
                at i
                see web:7: read here on the way
        "#]],
    );
}

#[test]
fn facts_read_no_controls() {
    check(
        r#"kb web
fact a for flow f { when f.encrypted }
fact b for element e { when e.outside; spreads f where f.mfa }
fact c for flow f { when f.crosses; spreads g where g.crosses }
fact d for flow f { when f.crosses; unless f.is-reply }
mitigation e for flow f { when f.encrypted and f.crosses; ask: "Is {f} and {f.target} sure?" }
mitigation g for flow, process p { when p.custom; unless not p.mfa; ask: "Is {p} sure?" }
"#,
        &expect![[r#"
            web:2: TM208 "encrypted" is a control, and a fact reads only facts: it must be the same whatever is done about it.
                at encrypted
            web:3: TM208 "mfa" is a control, and a fact reads only facts: it must be the same whatever is done about it.
                at mfa
            web:4: TM208 Only facts about elements spread along flows.
                at spreads
            web:5: TM008 "unless" does not apply to fact.
                at unless
            web:6: TM208 Only "{it}" can stand in this question.
                at "Is {f} and {f.target} sure?"
        "#]],
    );
    let compiled = packs()
        .indirect("words", WORDS)
        .direct(
            "web",
            "kb web\nmitigation g for flow, process p { when p.custom; ask: \"{p}?\" }\n",
        )
        .compile();
    let schema = &compiled.schema;
    let control = schema.attribute(schema.find_control("g").expect("declared"));
    let derivation = control.derivation.as_ref().expect("derived");
    assert_eq!(derivation.kinds, KindSet::of(ThingKind::Process));
    assert!(control.kinds.contains(ThingKind::Flow));
    assert_eq!(control.ask, "{it}?");
}
