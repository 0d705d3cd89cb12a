//! What assumptions say of their model.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use smol_str::SmolStr;
use tm_grammar::tree::{Member, Span};
use tm_grammar::{BlockId, parse_block};

use super::support::{WORDS, packs};
use crate::kind::{KindSet, ThingKind};
use crate::schema::compile::{Claim, Compiled, Things, compile_claim};
use crate::schema::{Place, Root, Test};
use crate::source::{FileId, Origin};

struct Shop;

impl Things for Shop {
    fn kinds_of(&self, name: &str) -> Option<KindSet> {
        Some(KindSet::of(match name {
            "orders" => ThingKind::Store,
            "author" | "pay.gateway" => ThingKind::Entity,
            "charge" | "charge/reply" | "admin" => ThingKind::Flow,
            "platform" => ThingKind::Zone,
            _ => return None,
        }))
    }

    fn names(&self) -> Vec<SmolStr> {
        ["orders", "author", "charge", "admin", "platform"].map(SmolStr::new_static).to_vec()
    }
}

fn compile(expression: &str) -> (Option<Claim>, String) {
    let text = format!("assumption a: identity \"A\" {{\n  claims {expression}\n}}\n");
    let block = parse_block(&text);
    assert!(block.errors.is_empty(), "{:?}", block.errors);
    let Compiled { schema, left_out, .. } = packs().indirect("words", WORDS).compile();
    let Member::Predicate(predicate) = &block.items[0].members()[0] else { panic!("no claim") };
    let origin = Origin { file: FileId(0), block: BlockId(0), span: Span::default() };
    let (claim, findings) =
        compile_claim(&schema, &left_out, &Shop, origin, &text, &predicate.expression);
    let mut said = String::new();
    for finding in findings {
        let _ = writeln!(said, "{} {}", finding.code, finding.message);
    }
    (claim, said)
}

fn check(expression: &str, expected: &Expect) {
    let (claim, said) = compile(expression);
    assert!(claim.is_none());
    expected.assert_eq(&said);
}

fn things(expression: &str) -> Vec<String> {
    let (claim, said) = compile(expression);
    assert_eq!(said, "");
    claim.expect("sound").things.iter().map(ToString::to_string).collect()
}

#[test]
fn claims_name_things_of_the_model() {
    assert_eq!(things("orders.backup = yes"), ["orders"]);
    assert_eq!(things("charge.target = author"), ["charge", "author"]);
    assert_eq!(things("not charge/reply.encrypted"), ["charge/reply", "charge"]);
    assert_eq!(things("pay.gateway.trust = low"), ["pay.gateway"]);
    assert_eq!(things("any(e in platform.elements where e = orders)"), ["platform", "orders"]);
    assert_eq!(things("reaches(author -> orders avoiding x where x is web-app)").len(), 2);
    assert_eq!(things("any(f in model.flows where f.purpose = log)"), [""; 0]);
}

#[test]
fn a_thing_is_bound_to_the_slot_of_its_place() {
    let (claim, _) = compile("charge.purpose = log and author = charge.source");
    let claim = claim.expect("sound");
    assert_eq!(claim.slots, 2);
    let Test::And(parts) = &claim.test else { panic!("{:?}", claim.test) };
    let Test::Same { left, .. } = &parts[1] else { panic!("{:?}", parts[1]) };
    let author = claim.things.iter().position(|thing| thing == "author").expect("named");
    let slot = u8::try_from(author).expect("few things");
    assert_eq!(*left, Place { root: Root::Variable(slot), links: [].as_slice().into() });
}

#[test]
fn faults_in_claims_are_reported() {
    check(
        "charge.target = autor",
        &expect![[r#"
            TM102 Nothing here is called "autor". Did you mean "author"?
        "#]],
    );
    check(
        "charge.crosses > 3",
        &expect![[r#"
        TM208 The left side is yes or no, the right side is a number; only like can be compared with like.
    "#]],
    );
    check(
        "charge.purpose = admin",
        &expect![[r#"
        TM210 "admin" could be the thing of the model or a word of "purpose"; in backticks it is the thing of the model.
    "#]],
    );
    check(
        "pay.gate.trust = low",
        &expect![[r#"
        TM102 Nothing here is called "pay".
    "#]],
    );
}

#[test]
fn backticks_say_that_a_thing_is_meant() {
    check(
        "charge.purpose = `admin`",
        &expect![[r#"
        TM208 "charge.purpose" is a word of the choice "purpose", "`admin`" is a flow: they are never the same.
    "#]],
    );
}
