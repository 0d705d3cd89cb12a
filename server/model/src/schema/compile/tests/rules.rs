//! Rules, their texts, and what other packs change of them.

use expect_test::expect;

use super::support::{WORDS, check, packs};
use crate::kind::{KindSet, ThingKind};
use crate::schema::{
    AttributeRole, Level, Link, Operand, Place, Root, Rule, Template, TemplatePart, Test, What,
};
use crate::value::Truth;

fn rule(text: &str) -> Rule {
    let packs = packs().indirect("words", WORDS).direct("web", &format!("kb web\n{text}\n"));
    packs.check_clean();
    packs.compile().schema.rules.remove(0)
}

fn place(root: Root, links: &[Link]) -> Place {
    Place { root, links: links.into() }
}

#[test]
fn a_rule_is_compiled_as_it_is_written() {
    let rule = rule(
        r#"/// Says more.
threat a: tampering "{f} may reach {f.target.zone} of {it}" for flow f: https {
  when any(a in f.data where a is key and any(g in a.flows where g = f)) and f.encrypted
  unless f.target.mfa or f.encrypted
  severity: critical; likelihood: low; top: yes; group: reach
  cwe: 79, 80; capec: 1; attack: "T1"; owasp: "A01:2025", "A02:2025"; detect: "Look"
  ask: "What of {f.source}?"
}"#,
    );
    assert_eq!(rule.name, "web.a");
    assert_eq!(rule.category, "tampering");
    assert_eq!(rule.docs, "Says more.");
    assert_eq!(rule.kinds, KindSet::of(ThingKind::Flow));
    assert!(rule.subject_type.is_some());
    assert_eq!(rule.variable, "f");
    assert_eq!(rule.slots, 3);
    assert_eq!((rule.severity, rule.likelihood, rule.top), (Level::Critical, Level::Low, true));
    assert_eq!((rule.cwe, rule.capec), (vec![79, 80], vec![1]));
    assert_eq!((rule.group.as_str(), rule.detect.as_str()), ("reach", "Look"));
    assert_eq!(rule.owasp, ["A01:2025", "A02:2025"]);
    assert_eq!(rule.answers.len(), 2);
    let subject = Root::Variable(0);
    let parts = vec![
        TemplatePart::Place(place(subject, &[])),
        TemplatePart::Text(" may reach ".into()),
        TemplatePart::Place(place(subject, &[Link::Target, Link::Zone])),
        TemplatePart::Text(" of ".into()),
        TemplatePart::Place(place(subject, &[])),
    ];
    assert_eq!(rule.title, Template { parts });
    let Test::And(parts) = &rule.when else { panic!("{:?}", rule.when) };
    let Test::Holds(read) = &parts[1] else { panic!("{:?}", parts[1]) };
    assert!(read.unknown_is_no, "a control in `when` that nobody knows counts as no");
    let Some(Test::Or(parts)) = &rule.unless else { panic!("{:?}", rule.unless) };
    let Test::Holds(read) = &parts[1] else { panic!("{:?}", parts[1]) };
    assert!(!read.unknown_is_no, "in `unless` it is a question");
    assert!(matches!(read.what, What::Attribute(_)));
}

#[test]
fn what_a_rule_leaves_out_has_a_default() {
    let rule = rule("threat a for model");
    assert_eq!(rule.when, Test::Constant(Truth::True));
    assert_eq!(rule.unless, None);
    assert_eq!((rule.severity, rule.likelihood, rule.top), (Level::Medium, Level::Medium, false));
    assert_eq!(rule.title, Template { parts: vec![TemplatePart::Text("a".into())] });
    assert_eq!((rule.category.as_str(), rule.slots), ("", 1));
}

#[test]
fn the_model_is_a_subject_and_carries_any_control() {
    let rule =
        rule("threat a: spoofing \"A\" for model m { when model.owner is known; unless m.mfa }");
    assert_eq!(rule.kinds, KindSet::of(ThingKind::Model));
    let Test::IsKnown { read, .. } = &rule.when else { panic!("{:?}", rule.when) };
    assert_eq!(read.place.root, Root::Model);
    let Some(Test::Holds(read)) = &rule.unless else { panic!("{:?}", rule.unless) };
    assert_eq!(read.place.root, Root::Variable(0));
}

#[test]
fn slots_are_shared_by_variables_that_never_live_together() {
    let rule = rule(
        "threat a: spoofing \"A\" for flow f {\n  when any(a in f.data where a is key) and any(z in \
         f.zones where any(e in z.elements where e.outside))\n}",
    );
    assert_eq!(rule.slots, 3);
}

#[test]
fn comparisons_keep_their_sides() {
    let rule =
        rule("threat a: spoofing \"A\" for flow f { when 2 < count(a in f.data where a is key) }");
    let Test::Compare { left, right, .. } = &rule.when else { panic!("{:?}", rule.when) };
    assert!(matches!(left, Operand::Constant(_)));
    assert!(matches!(right, Operand::Count(_)));
}

#[test]
fn titles_and_questions_name_things() {
    check(
        r#"kb web
threat a: spoofing "{g} is open" for flow f
threat b: spoofing "{f.purpose} is open" for flow f
threat c: spoofing "{f.target is open" for flow f
threat d: spoofing "{it} of {model} on {f.source.zone.parent}" for flow f { ask: "{it.sorce}?" }
mitigation e for flow { ask: "Is {it.target} sure?" }
attribute g: text for flow { ask: "Which {x}?" }
question h "How is {p} run?" for process p { ask: "{q}?" }
"#,
        &expect![[r#"
            web:2: TM208 Nothing here is called "g"; write "{f}" for the thing itself.
                at "{g} is open"
            web:3: TM208 "{f.purpose}" names no thing; only things can stand in braces, as in "{it}" or "{f.target}".
                at "{f.purpose} is open"
            web:4: TM208 A "{" is not closed: write "{it}".
                at "{f.target is open"
            web:5: TM208 "{it.sorce}" names no thing; only things can stand in braces, as in "{it}" or "{f.target}".
                at "{it.sorce}?"
            web:6: TM208 Only "{it}" can stand in this question.
                at "Is {it.target} sure?"
            web:7: TM208 Nothing here is called "x"; write "{it}" for the thing itself.
                at "Which {x}?"
            web:8: TM208 Nothing here is called "q"; write "{p}" for the thing itself.
                at "{q}?"
        "#]],
    );
}

#[test]
fn a_question_asks_what_it_says() {
    let packs = packs().indirect("words", WORDS).direct(
        "web",
        r#"kb web
question a "Who?" for process p: service { ask: "Who runs {p}?"; good: "a name"; because: "trust" }
question b "How is {it} run?" for store
"#,
    );
    packs.check_clean();
    let schema = packs.compile().schema;
    let (a, b) = (&schema.questions[0], &schema.questions[1]);
    assert_eq!(
        (a.name.as_str(), a.good.as_str(), a.because.as_str()),
        ("web.a", "a name", "trust")
    );
    assert_eq!(a.ask.parts.len(), 3);
    assert!(a.subject_type.is_some());
    assert_eq!((&b.ask, b.kinds), (&b.title, KindSet::of(ThingKind::Store)));
}

#[test]
fn subjects_have_a_type_of_their_kind() {
    check(
        r#"kb web
threat a: spoofing "A" for flow f: web-app
threat b: spoofing "B" for flow f: htps
threat c: spoofing "C" for element e: database
threat d: spoofing "D" for process p: web-app, process p: service
question g "G?" for store s: web-app
"#,
        &expect![[r#"
            web:2: TM201 "web-app" is a type of process; the rule looks at a flow.
                at web-app
            web:3: TM201 No type "htps". Did you mean "https"?
                at htps
                fix Change to "https": htps => https
            web:5: TM208 Only one type can be asked for; use "is" in "when".
                at service
            web:6: TM201 "web-app" is a type of process; the rule looks at a store.
                at web-app
        "#]],
    );
}

#[test]
fn changes_name_rules_that_exist() {
    let web = r#"kb web
threat open: spoofing "{f}" for flow f { severity: low; when f.crosses }
threat shut: spoofing "{f}" for flow f
"#;
    let acme = r#"kb acme
override web.opn severity high
override web.open severity grave { ask: "Who calls {f}, {g}?" }
override weeb.open severity high
override mfa severity high
override open severity high
override own severity high
disable web.shutt because "No"
disable wep.* because "No"
mitigation lock for flow counters web.opn, weeb.*, web.open, shut
profile a { include: top, web.opn, pci.*; exclude: pci.x, ow }
moved old -> owm, web.open
threat own: spoofing "{f}" for flow f
"#;
    packs().indirect("words", WORDS).direct("web", web).direct("acme", acme).check(&expect![[r#"
        acme:2: TM615 There is nothing to override: "web" has no threat "opn". Did you mean "web.open"?
            at web.opn
            fix Change to "web.open": web.opn => web.open
        acme:3: TM203 "severity" takes low, medium, high or critical; found "grave".
            at grave
        acme:3: TM208 Nothing here is called "g"; write "{f}" for the thing itself.
            at "Who calls {f}, {g}?"
        acme:4: TM615 There is nothing to override: no knowledge base "weeb" is used here. Did you mean "web.open"?
            at weeb.open
            fix Change to "web.open": weeb.open => web.open
        acme:5: TM103 "mfa" is a fact or control; the name of a threat is needed.
            at mfa
        acme:6: TM615 There is nothing to override: "acme" has no threat "open". Did you mean "web.open"?
            at open
            fix Change to "web.open": open => web.open
        acme:8: TM615 There is nothing to disable: "web" has no threat "shutt". Did you mean "web.shut"?
            at web.shutt
            fix Change to "web.shut": web.shutt => web.shut
        acme:9: TM615 There is nothing to disable: no knowledge base "wep" is used here. Did you mean "web"?
            at wep
            fix Change to "web": wep => web
        acme:10: TM105 "web" has no threat "opn". Did you mean "web.open"?
            at web.opn
            fix Change to "web.open": web.opn => web.open
        acme:10: TM105 No knowledge base "weeb" is used here. Did you mean "web"?
            at weeb
            fix Change to "web": weeb => web
        acme:10: TM105 "acme" has no threat "shut". Did you mean "web.shut"?
            at shut
            fix Change to "web.shut": shut => web.shut
        acme:11: TM105 "web" has no threat "opn". Did you mean "web.open"?
            at web.opn
            fix Change to "web.open": web.opn => web.open
        acme:11: TM105 No knowledge base "pci" is used here.
            at pci.x
        acme:11: TM105 "acme" has no threat "ow". Did you mean "own"?
            at ow
            fix Change to "own": ow => own
        acme:12: TM105 "acme" has no threat "owm". Did you mean "own"?
            at owm
            fix Change to "own": owm => own
    "#]]);
}

#[test]
fn overrides_apply_in_order_and_patterns_disable() {
    let web = r#"kb web
threat open: spoofing "{f}" for flow f { severity: low; cwe: 1; when f.crosses }
threat shut: spoofing "{f}" for flow f
"#;
    let acme = r#"kb acme
override web.open severity high because "Once" { cwe: 2; ask: "Who calls {f}?"; group: g }
override web.open severity critical because "Twice" { likelihood: high; detect: "d"; owner: @kim }
disable other.* because "Not ours"
moved a -> b
moved b -> web.open, own
threat own: spoofing "{f}" for flow f
"#;
    let other = "kb other\nthreat own: spoofing \"{f}\" for flow f\n";
    let packs = packs()
        .indirect("words", WORDS)
        .direct("web", web)
        .direct("other", other)
        .direct("acme", acme);
    packs.check_clean();
    let schema = packs.compile().schema;
    let open = schema.rule(schema.find_rule("web.open").expect("declared"));
    assert_eq!((open.severity, open.likelihood), (Level::Critical, Level::High));
    assert_eq!(
        (open.cwe.as_slice(), open.group.as_str(), open.detect.as_str()),
        (&[2][..], "g", "d")
    );
    assert_eq!(open.ask.parts.len(), 3);
    let reasons: Vec<&str> = open.overridden.iter().map(|(_, reason)| reason.as_str()).collect();
    assert_eq!(reasons, ["Once", "Twice"]);
    assert_eq!(schema.disabled["other.own"], "Not ours");
    assert_eq!(schema.rules.len(), 3);
    assert_eq!(schema.moved["acme.a"], ["web.open", "acme.own"]);
    assert_eq!(schema.moved["acme.b"], ["web.open", "acme.own"]);
}

#[test]
fn a_rule_with_a_fault_is_left_out_and_named() {
    let packs = packs().indirect("words", WORDS).direct(
        "web",
        r#"kb web
threat a: spoofing "A" for flow f { when f.crosses; unless f.nothing }
threat b: spoofing "B" for flow f { when f.crosses }
override web.a severity high
"#,
    );
    let compiled = packs.compile();
    assert_eq!(compiled.diagnostics.len(), 1, "the override is no further fault");
    assert!(!compiled.is_complete());
    assert_eq!(compiled.schema.rules.len(), 1);
    assert_eq!(compiled.schema.find_rule("web.b").map(|id| id.0), Some(0));
}

#[test]
fn one_fault_gives_one_finding() {
    check(
        r#"kb web
attribute colour: colr for flow
type paint: paynt
type thick-paint: paint { colour: red }
threat a: spoofing "A" for flow f { when f.colour = red or f.source is thick-paint }
mitigation b for flow f { when f.colour = red }
threat c: spoofing "C" for process p: paint { when yes }
"#,
        &expect![[r#"
            web:2: TM201 "colr" is neither a value type (yes-no, text, number, date, duration, person) nor a scale or choice.
                at colr
            web:3: TM201 No type "paynt" to inherit from.
                at paynt
        "#]],
    );
}

#[test]
fn the_header_says_what_the_unknown_means() {
    let packs = packs().direct("web", "kb web 1.2.0 \"Web\" { unknowns: threat; owner: @kim }\n");
    packs.check_clean();
    let schema = packs.compile().schema;
    let pack = &schema.packs[0];
    assert_eq!((pack.version.as_str(), pack.title.as_str()), ("1.2.0", "Web"));
    assert_eq!(pack.unknowns, Some(crate::schema::Unknowns::Threat));
    assert!(schema.attributes.iter().all(|it| it.role == AttributeRole::Fact));
}
