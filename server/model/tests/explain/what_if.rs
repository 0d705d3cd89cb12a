//! What if an assumption is wrong: the engine is asked, nothing is guessed.

use std::fmt::Write as _;

use expect_test::expect;
use tm_model::Workspace;
use tm_model::model::Threat;
use tm_model::what_if::{Change, what_if};

use super::fixture::workspace;

const SHOP: &str = r#"model shop "Shop"
use house 1.0
asset order "Order" classified confidential
zone street: outside { entity buyer }
zone yard: inside {
  process web: app { weight: light assuming small }
  store orders holds order { saved: yes assuming tape; region: "here" assuming small }
}
flow ask: buyer -> web carrying order
flow keep: web -> orders carrying order
assumption tape: infrastructure "Tapes are kept" about orders
assumption small: infrastructure "It is small" { status: validated }
objective kept: availability "Orders are kept" protects order { assuming: tape }
"#;

fn outline(model: &str, assumption: &str) -> String {
    let Some(found) = what_if(&mut workspace(model), "shop", assumption) else {
        return "no such assumption".into();
    };
    let stands = |threat: &Option<Threat>| match threat {
        Some(threat) => format!("{} {}", threat.state.word(), threat.risk.level),
        None => "-".into(),
    };
    let mut out = String::new();
    if found.refuted {
        out.push_str("refuted already\n");
    }
    let wrong = found.model_in(&found.wrong).expect("the model is there");
    for change in &found.changes {
        let because: Vec<String> = change
            .because
            .iter()
            .map(|(on, attribute)| {
                format!("{} of {}", wrong.schema.attribute(*attribute).name, wrong.label(*on))
            })
            .collect();
        let opens = if change.opens() { "opens" } else { "changes" };
        let (holds, wrong) = (stands(&change.holds), stands(&change.wrong));
        let because = because.join(", ");
        let _ = writeln!(out, "{opens} {}: {holds} -> {wrong}; {because}", change.key);
    }
    for question in &found.questions {
        let _ = writeln!(out, "asks {}", question.text);
    }
    for rest in &found.rests {
        let _ = writeln!(out, "rests {} | {} | about: {}", rest.item, rest.text, rest.about);
    }
    out
}

#[test]
fn a_control_that_rests_on_it_reads_no_and_its_threat_opens() {
    expect![[r#"
        opens house.soiled on orders: mitigated critical -> open critical; saved of orders
        rests store orders | saved: yes | about: false
        rests objective kept |  | about: false
    "#]]
    .assert_eq(&outline(SHOP, "tape"));
}

#[test]
fn a_fact_that_rests_on_it_reads_unknown_and_is_asked_for() {
    expect![[r#"
        asks Where is orders?
        asks What is "weight" of web?
        rests process web | weight: light | about: false
        rests store orders | region: "here" | about: false
    "#]]
    .assert_eq(&outline(SHOP, "small"));
}

#[test]
fn one_that_is_refuted_already_is_compared_with_its_opposite() {
    let refuted = SHOP.replace("about orders", "about orders { status: refuted }");
    expect![[r#"
        refuted already
        opens house.soiled on orders: mitigated critical -> open critical; saved of orders
        rests store orders | saved: yes | about: false
        rests objective kept |  | about: false
    "#]]
    .assert_eq(&outline(&refuted, "tape"));
}

#[test]
fn an_assumption_without_weight_changes_nothing() {
    let idle = format!("{SHOP}assumption idle: identity \"Nobody lies\" about buyer\n");
    expect![[r#"
        rests entity buyer |  | about: true
    "#]]
    .assert_eq(&outline(&idle, "idle"));
    assert_eq!(outline(SHOP, "taep"), "no such assumption");
}

#[test]
fn a_workspace_of_a_snapshot_is_like_the_first_and_takes_one_assumption_after_the_other() {
    let threats = |workspace: &Workspace| {
        let snapshot = workspace.snapshot();
        let model = snapshot.models().iter().find(|model| model.name == "shop");
        let model = model.expect("the model is there");
        let all: Vec<Threat> = model.things().flat_map(|(id, _)| model.all_threats(id)).collect();
        (all, model.all_questions())
    };
    let first = workspace(SHOP);
    let mut trial = Workspace::of(&first.snapshot());
    trial.update_models();
    assert_eq!(threats(&trial), threats(&first));
    let text = |workspace: &Workspace| {
        let file = workspace.find_file("shop.tm").and_then(|id| workspace.file(id).cloned());
        file.map(|file| file.document.text())
    };
    for assumption in ["tape", "small", "tape"] {
        let found = what_if(&mut trial, "shop", assumption).expect("there is such an assumption");
        assert_ne!(text(&trial), text(&first));
        let fresh = what_if(&mut workspace(SHOP), "shop", assumption).expect("there is, too");
        let keys = |changes: &[Change]| changes.iter().map(|it| it.key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(&found.changes), keys(&fresh.changes));
        found.take_back(&mut trial);
        assert_eq!(text(&trial), text(&first));
        assert_eq!(threats(&trial), threats(&first));
    }
    // Nothing of this is seen where the snapshot came from.
    assert_eq!(text(&first).as_deref(), Some(SHOP));
}
