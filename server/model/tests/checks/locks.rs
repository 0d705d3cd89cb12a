//! TM111 and TM403: what was agreed on, and what is different now.

use tm_model::Workspace;
use tm_model::diagnostic::Code;
use tm_model::lock::{Lock, differences};

use super::fixture::{MINI, TODAY};

const SHOP: &str = r#"
model shop "Shop" { risk-level: high }
use mini 1.0
asset card: secret
zone net: internet "Net" { entity buyer "Buyer" }
zone own: inside "Own" { process web: web-app "Web" { criticality: high } }
flow 1 pay: buyer -> web "Pay" carrying card
threat replay: tampering "Twice" on pay { likelihood: low; impact: medium }
accept mini.bad-input on web by @kim until 2027-06-30 because "Only a pilot"
accept mini.rare, replay on web, pay by @kim until 2027-06-30 because "Rare"
"#;

fn workspace(shop: &str) -> Workspace {
    let mut workspace = Workspace::new(TODAY);
    workspace.set_file("mini.tm", MINI);
    workspace.set_file("shop.tm", shop);
    workspace.update();
    workspace
}

fn lock(shop: &str) -> Lock {
    workspace(shop).snapshot().lock()
}

fn found(workspace: &Workspace, code: Code) -> Vec<String> {
    let file = workspace.find_file("shop.tm").expect("it was put there");
    let findings = workspace.findings(file);
    let findings = findings.iter().flat_map(|(_, list)| list.iter());
    findings.filter(|it| it.code == code).map(|it| it.message.clone()).collect()
}

/// What is said of a model that was locked as it is and then changed in one place.
fn after(from: &str, to: &str) -> Vec<String> {
    assert!(SHOP.contains(from), "{from}");
    let mut workspace = workspace(SHOP);
    workspace.set_lock(lock(SHOP));
    workspace.update();
    assert_eq!(found(&workspace, Code::FactsChanged), [""; 0]);
    let file = workspace.find_file("shop.tm").expect("it was put there");
    let at = SHOP.find(from).expect("it is there");
    workspace.edit(file, at..at + from.len(), to);
    workspace.update();
    found(&workspace, Code::FactsChanged)
}

#[test]
fn a_lock_holds_the_packs_and_the_facts_under_each_acceptance() {
    let lock = lock(SHOP);
    let shop = &lock.models["shop"];
    let packs: Vec<_> =
        shop.packs.iter().map(|(name, version)| format!("{name} {version}")).collect();
    assert_eq!(packs, ["mini 1.4.0"]);
    let accepted: Vec<String> =
        shop.accepted.iter().map(|(key, facts)| format!("{key}: {}", facts.join(", "))).collect();
    assert_eq!(
        accepted,
        [
            "mini.bad-input on web: net.trust = none, own.trust = high, pay.crossing = up, risk = critical",
            "mini.rare on web: risk = low, web.criticality = high",
            "replay on pay: risk = low",
        ]
    );
}

#[test]
fn what_touches_no_fact_changes_no_lock() {
    let locked = lock(SHOP);
    for (from, to) in [
        (
            "flow 1 pay: buyer -> web \"Pay\" carrying card",
            "flow 7 pay:   buyer -> web \"Buy\"\n  carrying card",
        ),
        (
            "zone net: internet \"Net\" { entity buyer \"Buyer\" }",
            "zone net: internet \"World\" {\n  entity buyer // who?\n}",
        ),
        (
            "by @kim until 2027-06-30 because \"Only a pilot\"",
            "by @dana until 2026-12-01 because \"Later\"",
        ),
        ("asset card: secret", "asset card: secret\nprocess other \"Other\" in own"),
    ] {
        assert_eq!(lock(&SHOP.replace(from, to)), locked, "{to}");
    }
    let mut lines: Vec<&str> = SHOP.trim().lines().collect();
    lines[2..].reverse();
    assert_eq!(lock(&lines.join("\n")), locked);
}

#[test]
fn an_acceptance_says_which_fact_is_another() {
    assert_eq!(
        after("zone net: internet \"Net\"", "zone net: internet \"Net\" trust low"),
        [
            "\"mini.bad-input on web\" was accepted when net.trust was none; it is low now. Look at it again, then run \"tm lock\"."
        ]
    );
    assert_eq!(
        after("likelihood: low; impact", "likelihood: high; impact"),
        [
            "\"replay on pay\" was accepted when risk was low; it is high now. Look at it again, then run \"tm lock\"."
        ]
    );
    assert_eq!(
        after("threat replay", "flow 2 look: buyer -> web \"Look\"\nthreat replay"),
        [
            "\"mini.bad-input on web\" was accepted before look.crossing was up. Look at it again, then run \"tm lock\"."
        ]
    );
    assert_eq!(
        after(
            "\"Net\" { entity buyer \"Buyer\" }\nzone own: inside \"Own\"",
            "\"Net\" trust low { entity buyer \"Buyer\" }\nzone own: inside \"Own\" trust medium",
        ),
        [
            "\"mini.bad-input on web\" was accepted when net.trust was none; it is low now. One more fact is another. Look at it again, then run \"tm lock\"."
        ]
    );
}

#[test]
fn an_acceptance_that_counts_no_more_is_not_compared() {
    assert_eq!(after("net: internet \"Net\"", "net: inside \"Net\""), [""; 0]);
    let mut late = workspace(SHOP);
    late.set_lock(lock(&SHOP.replace("zone net: internet", "zone net: internet trust low")));
    late.set_today(TODAY + 400);
    late.update();
    assert_eq!(found(&late, Code::FactsChanged), [""; 0]);
}

#[test]
fn a_pack_of_another_version_is_told_where_it_is_used() {
    let mut workspace = workspace(SHOP);
    let mut lock = lock(SHOP);
    let shop = lock.models.get_mut("shop").expect("it is locked");
    shop.packs.insert("mini".into(), "1.3.0".into());
    shop.packs.insert("gone".into(), "1.0.0".into());
    workspace.set_lock(lock);
    workspace.update();
    assert_eq!(
        found(&workspace, Code::LockedVersion),
        [
            "\"tm.lock\" was written with \"mini\" 1.3.0, and here is 1.4.0. See what that changes, then run \"tm lock\"."
        ]
    );
    workspace.set_lock(Lock::default());
    workspace.update();
    assert_eq!(found(&workspace, Code::LockedVersion), [""; 0]);
}

#[test]
fn changed_facts_come_before_lost_and_new_ones() {
    let facts = |list: &[&str]| list.iter().map(|fact| (*fact).into()).collect::<Vec<_>>();
    let found =
        differences(&facts(&["a = 1", "b = 2", "c = 3"]), &facts(&["b = 2", "c = 4", "d = 5"]));
    let paths: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(paths, ["c", "a", "d"]);
}
