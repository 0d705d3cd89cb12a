//! The backlog of a model as data: a line for each threat of each `without`.

use tm_model::Workspace;
use tm_model::backlog::{Need, backlog};

/// 2026-11-21
const TODAY: i64 = 20_778;

/// Each threat of the stories, with what it needs.
fn lines(model: &str) -> Vec<String> {
    let mut workspace = Workspace::new(TODAY);
    workspace.set_file("mini.tm", include_str!("checks/mini.tm"));
    workspace.set_file("shop.tm", model);
    workspace.update_models();
    let snapshot = workspace.snapshot();
    let backlog = backlog(&snapshot, &snapshot.models()[0]);
    let need = |need: &Need| {
        let name = need.mitigation.as_ref().or(need.control.as_ref());
        format!("{} {} {:?}", name.expect("it has a name"), need.status, need.tickets)
    };
    let lines = backlog.stories.iter().flat_map(|story| &story.without);
    lines
        .flat_map(|line| &line.threats)
        .map(|described| {
            let state = described.threat.as_ref().map_or("not there", |threat| threat.state.word());
            let needs: Vec<String> = described.needs.iter().map(need).collect();
            format!("{}: {state}: {}", described.key, needs.join(", "))
        })
        .collect()
}

const SHOP: &str = r#"
model shop "Shop"
use mini 1.0
asset card: secret
zone net: internet "Net" { entity buyer "Buyer" }
zone own: inside "Own" { process web: web-app "Web"; process side "Side" }
flow pay: buyer -> web "Pay" carrying card
threat replay: tampering "Twice" on pay, web
"#;

fn told(rest: &str) -> Vec<String> {
    lines(&format!("{SHOP}{rest}\n"))
}

#[test]
fn while_nothing_answers_a_threat_it_needs_what_could() {
    assert_eq!(
        told(r#"story s: user { without "reading": mini.clear-text on pay }"#),
        ["mini.clear-text on pay: possible: sealed missing []"]
    );
}

#[test]
fn what_is_planned_or_done_is_told_with_its_tickets() {
    let planned = told(
        "mitigation tls: sealed on pay status planned ticket SHOP-1, \"#2\"\n\
         story s: user { without \"reading\": mini.clear-text on pay }",
    );
    assert_eq!(planned, ["mini.clear-text on pay: planned: tls planned [\"SHOP-1\", \"#2\"]"]);
    let decided = told(
        "mitigation once: checked status in-progress\nmitigate replay on pay with once\n\
         mitigate mini.bad-input on web with checked status done ticket SHOP-3\n\
         story s: user { without \"a\": replay on pay, mini.bad-input on web }",
    );
    assert_eq!(
        decided,
        [
            "replay on pay: planned: once in-progress []",
            "mini.bad-input on web: mitigated: checked done [\"SHOP-3\"]",
        ]
    );
}

#[test]
fn a_threat_without_a_place_is_meant_in_all_its_places() {
    assert_eq!(
        told("story s: user {\n  without \"a\": replay\n  without \"b\": mini.bad-input on web\n}")
            [..2],
        ["replay on pay: open: ", "replay on web: open: "]
    );
}

#[test]
fn a_threat_that_is_not_there_is_told_as_it_is_written() {
    assert_eq!(
        told("story s: user { without \"a\": mini.bad-input on side }"),
        ["mini.bad-input on side: not there: "]
    );
}

#[test]
fn a_requirement_is_realised_by_what_it_names_and_what_names_it() {
    let mut workspace = Workspace::new(TODAY);
    workspace.set_file("mini.tm", include_str!("checks/mini.tm"));
    let text = "mitigation tls: sealed on pay { realises: pci-4 }\n\
        mitigation box: sealed on pay\n\
        requirement pci-4: cryptography \"Card data is encrypted\" with box { ticket: SHOP-4 }\n\
        story s: user { realises: pci-4 }\nrequirement iso: legal \"Nobody does it\"\n";
    workspace.set_file("shop.tm", &format!("{SHOP}{text}"));
    workspace.update_models();
    let snapshot = workspace.snapshot();
    let backlog = backlog(&snapshot, &snapshot.models()[0]);
    let told: Vec<String> = backlog
        .requirements
        .iter()
        .map(|it| format!("{} {} {:?} {:?}", it.name, it.domain, it.tickets, it.realised_by))
        .collect();
    assert_eq!(
        told,
        ["pci-4 cryptography [\"SHOP-4\"] [\"box\", \"s\", \"tls\"]", "iso legal [] []",]
    );
}
