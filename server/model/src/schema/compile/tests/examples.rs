//! Whole packs: those that ship with the tool and those of the language reference.

use super::support::{BASE, Packs, STRIDE, packs};
use crate::kind::ThingKind;
use crate::schema::compile::rules_of_profile;
use crate::schema::{AttributeRole, Level, PackId, RuleId, Schema};

const SAMPLES: &str = include_str!("packs/samples.tm");
const WEB: &str = include_str!("packs/web.tm");
const ACME: &str = include_str!("packs/acme.tm");

fn all() -> Packs {
    packs()
        .indirect("base", BASE)
        .direct("stride", STRIDE)
        .direct("samples", SAMPLES)
        .direct("web", WEB)
        .direct("acme", ACME)
}

fn names(schema: &Schema, rules: &[RuleId]) -> Vec<String> {
    rules.iter().map(|id| schema.rule(*id).name.to_string()).collect()
}

#[test]
fn they_compile_without_a_finding() {
    all().check_clean();
    assert!(all().compile().is_complete());
}

#[test]
fn nothing_of_the_shipped_packs_is_lost() {
    let schema = packs().indirect("base", BASE).direct("stride", STRIDE).compile().schema;
    let lines = |text: &str, word: &str| text.lines().filter(|it| it.starts_with(word)).count();
    assert_eq!(schema.types.len(), 7 + lines(BASE, "type "));
    assert_eq!(schema.rules.len(), lines(STRIDE, "threat "));
    assert_eq!(schema.questions.len(), lines(STRIDE, "question "));
    assert_eq!(schema.events.len(), lines(BASE, "event "));
    assert_eq!(schema.categories.len(), lines(BASE, "category "));
    let controls = schema.attributes.iter().filter(|it| it.role == AttributeRole::Control);
    assert_eq!(controls.count(), lines(BASE, "mitigation "));
    let derived = schema.attributes.iter().filter(|it| it.derivation.is_some());
    let facts = derived.clone().filter(|it| it.role == AttributeRole::Fact);
    assert_eq!(facts.count(), lines(BASE, "fact "));
    assert_eq!(schema.derivation_order.len(), derived.count());
}

#[test]
fn types_inherit_and_keep_what_is_their_own() {
    let schema = packs().indirect("base", BASE).compile().schema;
    let find = |name: &str| schema.find_type(name).expect("declared in base");
    let attribute = |name: &str| schema.find_attribute(name).expect("declared in base");
    assert!(schema.is_a(find("identity-provider"), find("service")));
    assert!(schema.is_a(find("web-app"), find("process")));
    assert!(!schema.is_a(find("service"), find("web-app")));
    assert!(!schema.is_a(find("database"), find("service")));

    let coding_agent = schema.type_info(find("coding-agent"));
    let (_, says) = coding_agent.attribute(attribute("tool-access")).expect("its own");
    assert_eq!(schema.type_info(says).name, "coding-agent");
    let (_, says) = coding_agent.attribute(attribute("custom-code")).expect("inherited");
    assert_eq!(schema.type_info(says).name, "llm-app");

    let hsm = schema.type_info(find("base.hsm"));
    assert_eq!(hsm.root, ThingKind::Store);
    let holds: Vec<&str> = hsm.holds.iter().map(|id| schema.type_info(*id).name.as_str()).collect();
    assert_eq!(holds, ["credential", "key"], "a key store is a vault and holds keys besides");
    assert!(schema.type_info(find("mtls")).fixed.contains(&attribute("mutual-auth")));
}

#[test]
fn derived_facts_come_after_what_they_read() {
    let schema = packs().indirect("base", BASE).compile().schema;
    let place = |name: &str| {
        let id = schema.find_attribute(name).expect("declared in base");
        schema.derivation_order.iter().position(|other| *other == id).expect("derived")
    };
    assert!(place("on-internet") < place("from-internet"));
    assert!(place("pulled") < place("from-internet"));
    assert!(place("from-internet") < place("internet-exposed"));
    assert!(place("internet-exposed") < place("internet-reachable"));
}

#[test]
fn overrides_disable_and_moved_reach_other_packs() {
    let schema = all().compile().schema;
    let rule = schema.rule(schema.find_rule("web.sql-injection").expect("declared in web"));
    assert_eq!((rule.severity, rule.top), (Level::Critical, true));
    assert_eq!(schema.packs[usize::from(rule.overridden[0].0.0)].name, "acme");
    assert_eq!(schema.find_rule("web.clickjacking"), None);
    assert_eq!(schema.disabled["web.clickjacking"], "Native clients only");
    assert_eq!(schema.moved["web.sqli"], ["web.sql-injection"]);
    assert_eq!(schema.moved["acme.upload"], ["acme.upload-size", "acme.upload-type"]);
    for (index, rule) in schema.rules.iter().enumerate() {
        assert_eq!(schema.find_rule(&rule.name).map(|id| id.0 as usize), Some(index));
    }
    let page_policy = schema.find_control("page-policy").expect("declared in acme");
    let scripting = schema.rule(schema.find_rule("web.cross-site-scripting").expect("in web"));
    let encoding = schema.find_control("output-encoding").expect("declared in base");
    assert_eq!(scripting.answers, [encoding, page_policy]);
    assert_eq!(schema.attribute(page_policy).counters, ["web.cross-site-scripting"]);
    assert!(schema.attribute(page_policy).partial);
}

#[test]
fn the_last_pack_words_a_category_of_the_language() {
    let schema = all().compile().schema;
    let category = schema.category("repudiation").expect("one of the six");
    assert_eq!((category.title.as_str(), category.stride.as_str()), ("Hiding what one did", "R"));
    assert_eq!(category.pack, None);
}

#[test]
fn profiles_choose_rules() {
    let schema = all().compile().schema;
    let number = |name: &str| {
        let index = schema.packs.iter().position(|pack| pack.name == name).expect("used");
        PackId(u16::try_from(index).expect("few packs"))
    };
    let (web, acme) = (number("web"), number("acme"));
    let chosen = |pack, profile| names(&schema, &rules_of_profile(&schema, pack, profile));
    assert_eq!(
        chosen(web, "lite"),
        [
            "web.sql-injection",
            "web.cross-site-scripting",
            "web.credential-stuffing",
            "web.session-theft",
        ]
    );
    assert_eq!(chosen(web, "standard"), chosen(web, "lite"));
    assert_eq!(chosen(web, "tutorial"), ["web.sql-injection", "web.cross-site-scripting"]);
    assert_eq!(chosen(acme, "comprehensive"), ["acme.upload-size", "acme.upload-type"]);
    assert_eq!(chosen(acme, "payments"), ["web.sql-injection"]);
    assert_eq!(chosen(acme, "starter"), [""; 0]);
    assert_eq!(chosen(acme, "tutorial"), [""; 0], "that profile belongs to web");
}

#[test]
fn only_packs_that_the_model_uses_bring_rules() {
    let schema = packs().indirect("base", BASE).indirect("stride", STRIDE).compile().schema;
    assert!(schema.rules.is_empty() && schema.questions.is_empty());
    let schema =
        packs().indirect("base", BASE).direct("web", WEB).indirect("acme", ACME).compile().schema;
    assert!(schema.find_rule("web.clickjacking").is_some(), "acme disables it, and is not used");
    assert!(schema.find_type("acme-app").is_some());
}
