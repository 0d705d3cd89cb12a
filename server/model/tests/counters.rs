//! The cost of an edit follows the edit: what is looked up and evaluated again, counted.

use tm_model::{Counters, Workspace};

const MODEL: &str = "\
model shop \"Shop\"
use stride 1.0 only comprehensive
asset order: personal-data \"Order\" classified confidential { integrity: high }
zone internet: internet-zone \"Internet\" {
  entity buyer: end-user \"Buyer\"
}
zone site: dmz-zone \"Site\" {
  process web: web-app \"Web\" { criticality: high }
  process api: api \"Orders\"
  store orders: sql-database \"Orders\" holds order
}
flow buy: buyer -> web \"Buy\" via https carrying order { authn: session }
flow place: web -> api \"Place\" via https carrying order
flow keep: api -> orders \"Keep\" via sql-protocol carrying order
";

/// Makes an edit and tells what it cost.
fn cost(text: &mut String, workspace: &mut Workspace, from: &str, to: &str) -> Counters {
    let file = workspace.find_file("shop.tm").expect("the file is there");
    let at = text.find(from).expect("the model holds it");
    text.replace_range(at..at + from.len(), to);
    let before = workspace.counters();
    workspace.edit(file, at..at + from.len(), to);
    workspace.update();
    let after = workspace.counters();
    Counters {
        names_resolved: after.names_resolved - before.names_resolved,
        facts_derived: after.facts_derived - before.facts_derived,
        rules_evaluated: after.rules_evaluated - before.rules_evaluated,
        blocks_checked: after.blocks_checked - before.blocks_checked,
    }
}

fn shop() -> (String, Workspace) {
    shop_of(MODEL.to_owned())
}

fn shop_of(text: String) -> (String, Workspace) {
    let mut workspace = Workspace::new(20_778);
    workspace.set_file("shop.tm", &text);
    workspace.update();
    (text, workspace)
}

/// The findings of the block that was edited, and nothing else.
const ONE_BLOCK: Counters =
    Counters { names_resolved: 0, facts_derived: 0, rules_evaluated: 0, blocks_checked: 1 };

#[test]
fn a_comment_costs_nothing() {
    let (mut text, mut workspace) = shop();
    for (from, to) in [
        ("flow buy", "// somebody buys\nflow buy"),
        ("{ criticality: high }", "{ criticality: high } // very"),
        ("flow place", "/// From the front to the back.\nflow place"),
        ("process api: api", "process api:    api"),
    ] {
        assert_eq!(cost(&mut text, &mut workspace, from, to), ONE_BLOCK, "{to}");
    }
}

#[test]
fn a_title_costs_nothing() {
    let (mut text, mut workspace) = shop();
    assert_eq!(cost(&mut text, &mut workspace, "\"Web\"", "\"Web front\""), ONE_BLOCK);
}

/// What points at a flow's name need not look again when something behind the name changes.
#[test]
fn a_finding_that_points_into_a_block_is_made_anew_if_its_place_moves() {
    let (mut text, mut workspace) =
        shop_of(MODEL.replace("dmz-zone \"Site\"", "dmz-zone \"Site\" trust low"));
    let warns = |workspace: &Workspace| {
        let file = workspace.find_file("shop.tm").expect("the file is there");
        let findings = workspace.findings(file).into_iter().flat_map(|(_, list)| list.to_vec());
        findings
            .filter(|one| one.related.iter().any(|other| other.message.contains("brings")))
            .count()
    };
    assert!(warns(&workspace) > 0, "orders end up in a zone of low trust");
    // Both flows have it first, so that the model still has one afterwards.
    for (from, to) in [
        ("{ authn: session }", "{ authn: session; vpn: yes }"),
        (
            "Keep\" via sql-protocol carrying order",
            "Keep\" via sql-protocol carrying order { vpn: yes }",
        ),
    ] {
        cost(&mut text, &mut workspace, from, to);
    }
    let behind = cost(&mut text, &mut workspace, "session; vpn: yes", "session; vpn: no");
    assert_eq!(behind.blocks_checked, 1, "{behind:?}");
    let before = cost(&mut text, &mut workspace, "flow place", "flow  place");
    assert!(before.blocks_checked > 1, "{before:?}");
}

#[test]
fn an_attribute_evaluates_the_rules_that_read_it_and_no_other() {
    let (mut text, mut workspace) = shop();
    let schema = workspace.snapshot().models()[0].schema.clone();
    // `authn` decides the derived control `authenticated`; both are read by these rules alone.
    let cost = cost(&mut text, &mut workspace, "authn: session", "authn: none");
    assert_eq!(cost.names_resolved, 0);
    assert!((1..=8).contains(&cost.rules_evaluated), "{cost:?} of {}", schema.rules.len());
    assert!(cost.facts_derived <= 2, "{cost:?}");
}

#[test]
fn a_fact_that_no_rule_reads_evaluates_none() {
    let (mut text, mut workspace) = shop();
    let cost =
        cost(&mut text, &mut workspace, "{ authn: session }", "{ authn: session; vpn: yes }");
    assert_eq!((cost.names_resolved, cost.rules_evaluated), (0, 0));
}

#[test]
fn a_flow_that_is_drawn_elsewhere_leaves_the_rest_alone() {
    let (mut text, mut workspace) = shop();
    let rules = workspace.snapshot().models()[0].schema.rules.len() as u64;
    let things = workspace.snapshot().models()[0].things().count() as u64;
    let cost = cost(&mut text, &mut workspace, "keep: api ->", "keep: web ->");
    assert!(cost.names_resolved <= 8, "{cost:?}");
    assert!(cost.rules_evaluated < rules * things / 3, "{cost:?} of {}", rules * things);
}
