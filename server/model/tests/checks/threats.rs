//! TM206 and TM400: questions and open threats.

use crate::fixture::{check, clean, fix};

#[test]
fn what_decides_a_threat_is_a_question() {
    check(
        "TM206",
        r#"
model shop
use mini 1.0
asset card: secret
zone net: internet { entity buyer }
zone own: inside {
  process api: web-app { checked: ? }
//                                ^ TM206 Does api check its input? (1 threat depends on it.)
  process relay
  store cards
//      ^^^^^ TM206 What does cards keep? (1 threat depends on it.)
  store log { saved: ? }
//      ^^^ TM206 What does log keep? (1 threat depends on it.)
//                   ^ TM206 Is log backed up?
}
flow pay: buyer -> api -> relay carrying card
flow look: buyer -> api carrying ?
//                               ^ TM206 What does look carry? (1 threat depends on it.)
"#
        .replace("flow pay: buyer -> api -> relay", "flow pay: buyer -> api")
        .replace(
            "carrying card\n",
            "carrying card\n//   ^^^ TM206 Is pay sealed? (1 threat depends on it.)\n",
        )
        .as_str(),
    );
}

#[test]
fn one_answer_for_all_parts_of_a_flow_is_one_question() {
    check(
        "TM206",
        r#"
model shop
use mini 1.0
asset card: secret
zone net: internet { entity buyer }
zone own: inside { process relay { checked: yes }; process api { checked: yes } }
zone bank trust low { process gate }
flow pay: buyer -> relay -> gate carrying card returns card
//   ^^^ TM206 Is pay sealed? (3 threats depend on it.)
"#,
    );
}

const QUESTION: &str = r#"
model shop
use mini 1.0
asset card: secret
zone net: internet { entity buyer }
zone own: inside { process relay }
"#;

#[test]
fn the_answer_is_written_where_it_belongs() {
    let with = |flow: &str| format!("{QUESTION}{flow}\n");
    fix(
        "TM206",
        "Answer \"sealed: yes\"",
        &with("flow pay: buyer -> relay carrying card"),
        &with("flow pay: buyer -> relay carrying card { sealed: yes }"),
    );
    fix(
        "TM206",
        "Answer \"sealed: no\"",
        &with("flow pay: buyer -> relay carrying card { authn: none }"),
        &with("flow pay: buyer -> relay carrying card { authn: none; sealed: no }"),
    );
    fix(
        "TM206",
        "Answer \"sealed: yes\"",
        &with("flow pay: buyer -> relay carrying card {\n  authn: none // so far\n}"),
        &with(
            "flow pay: buyer -> relay carrying card {\n  authn: none // so far\n  sealed: yes\n}",
        ),
    );
    fix(
        "TM206",
        "Answer \"sealed: yes\"",
        &with("flow pay: buyer -> relay carrying card { sealed: ?; authn: none }"),
        &with("flow pay: buyer -> relay carrying card { sealed: yes; authn: none }"),
    );
    fix(
        "TM206",
        "Answer \"carrying nothing\"",
        &with("flow pay: buyer -> relay // later"),
        &with("flow pay: buyer -> relay carrying nothing // later"),
    );
    fix(
        "TM206",
        "Answer \"returns nothing\"",
        &with("flow pay: buyer -> relay carrying nothing returns ?"),
        &with("flow pay: buyer -> relay carrying nothing returns nothing"),
    );
}

#[test]
fn open_threats_on_a_thing_are_one_finding() {
    check(
        "TM400",
        r#"
model shop
use mini 1.0
asset card: secret
zone net: internet { entity buyer }
zone own: inside {
  process api: web-app { checked: no }
//        ^^^ TM400 2 open threats on api: mini.bad-input (critical), theft (low).
//  | shop.tm:6 api: api takes anything (mini.bad-input (critical))
//  | shop.tm:6 api: Somebody takes it (theft (low))
}
flow pay: buyer -> api carrying card { sealed: ? }
//   ^^^ TM400 Possibly mini.clear-text (critical): pay can be read on the way. Answer the question to know.
threat theft: tampering "Somebody takes it" on api { likelihood: low; impact: low }
"#,
    );
    clean(
        "TM400",
        r#"
model shop
use mini 1.0
zone net: internet { entity buyer }
zone own: inside { process api: web-app { checked: yes } }
flow pay: buyer -> api carrying nothing
"#,
    );
}

#[test]
fn a_threat_without_a_place_is_one_of_the_model() {
    check(
        "TM400",
        r#"
model shop
//    ^^^^ TM400 theft (medium): Somebody takes it. Mitigate it or decide it.
threat theft: tampering "Somebody takes it" { likelihood: medium; impact: medium }
"#,
    );
}

#[test]
fn the_worst_threat_can_be_decided_at_once() {
    let model = |rest: &str| {
        format!(
            "model shop\nuse mini 1.0\nzone net: internet {{ entity buyer }}\nzone own: inside {{\n  process api: web-app {{ checked: no }}\n}}\n{rest}flow pay: buyer -> api carrying nothing\n"
        )
    };
    fix(
        "TM400",
        "Plan \"checked\" against mini.bad-input",
        &model(""),
        &model("mitigate mini.bad-input on api with checked\n"),
    );
    fix(
        "TM400",
        "Accept mini.bad-input until 2027-05-20",
        &model(""),
        &model("accept mini.bad-input on api until 2027-05-20\n"),
    );
    fix(
        "TM400",
        "Dismiss mini.bad-input: it is no threat here",
        &model(""),
        &model("dismiss mini.bad-input on api\n"),
    );
}

/// What is written is today's state, and a plan is about another day.
#[test]
fn a_plan_counts_although_the_control_is_said_to_be_missing() {
    let text = |status: &str, finding: &str| {
        format!(
            r#"
model shop
use mini 1.0
asset card: secret
store cards holds card {{ saved: no }}
{finding}mitigation copies: saved on cards status {status}
"#
        )
    };
    let open = "//    ^^^^^ TM400 mini.lost-data (critical): cards can be lost. Mitigate it or decide it.\n";
    check("TM400", &text("proposed", open));
    clean("TM400", &text("planned", ""));
}

#[test]
fn the_risk_of_a_threat_of_the_model_follows_its_rating() {
    check(
        "TM400",
        r#"
//- any.tm
model any
process a
//      ^ TM400 t (critical): t. Mitigate it or decide it.
process b
//      ^ TM400 u (high): u. Mitigate it or decide it.
process c
//      ^ TM400 v (low): v. Mitigate it or decide it.
process d
//      ^ TM400 w (medium): w. Mitigate it or decide it.
threat t: tampering on a { cvss: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"; impact: low; likelihood: low }
threat u: tampering on b { dread: 8, 9, 8, 9, 8 }
threat v: tampering on c { cvss: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N" }
threat w: tampering on d { cvss: "no vector" }
//- words.tm
model words { rating: likelihood-impact }
process e
//      ^ TM400 t (low): t. Mitigate it or decide it.
process f
//      ^ TM400 u (critical): u. Mitigate it or decide it.
threat t: tampering on e { cvss: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"; impact: low; likelihood: low }
threat u: tampering on f { cvss: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }
"#,
    );
}

#[test]
fn a_control_of_zones_on_all_in_a_zone_holds_for_the_zone() {
    let model = |on: &str| {
        format!(
            "//- shop.tm\nmodel shop\nuse moats 1.0\n{on}\n\
             zone own trust high {{\n  process api\n  zone inner trust high {{ process core }}\n}}\n\
             //- moats.tm\nkb moats 1.0\nmitigation moat \"Moat\" for zone\n\
             threat siege: tampering \"{{z}} is besieged\" for zone z {{\n  \
             when any(p in z.processes where p is process)\n  unless z.moat\n  severity: high\n}}\n"
        )
    };
    clean("TM400", &model("mitigation water: moat on zone own status done"));
    check(
        "TM400",
        &model("mitigation water: moat on zone inner status done").replace(
            "  process api",
            "//   ^^^ TM400 Possibly moats.siege (high): own is besieged. Answer the question to know.\n  process api",
        ),
    );
}
