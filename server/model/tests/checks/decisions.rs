//! TM401 to TM413: decisions about something, said completely, and once.

use crate::fixture::{check, clean, fix, step};

/// A model in which `mini.clear-text` applies to `pay` and `mini.bad-input` to `api`.
const SHOP: &str = r#"
model shop
use mini 1.0
asset card: secret
zone net: internet { entity buyer }
zone own: inside { process api: web-app; store cards holds card }
flow pay: buyer -> api carrying card
flow keep: api -> cards carrying card
"#;

fn with(lines: &str) -> String {
    format!("{SHOP}{}", lines.strip_prefix('\n').unwrap_or(lines))
}

#[test]
fn a_decision_is_about_something() {
    check(
        "TM401 TM102 TM105 TM411",
        &with(
            r#"
accept mini.clear-txt on pay
//     ^^^^^^^^^^^^^^ TM401 Nothing to accept: "mini" has no threat "clear-txt". Did you mean "mini.clear-text"?
accept mimi.clear-text on pay
//     ^^^^ TM401 Nothing to accept: no knowledge base "mimi" is used here. Did you mean "mini"?
avoid mimi.* on pay
//    ^^^^ TM401 Nothing to avoid: no knowledge base "mimi" is used here. Did you mean "mini"?
dismiss theft on pay
//      ^^^^^ TM401 Nothing to dismiss: no threat called "theft".
mitigate mini.upload on api with checked
//       ^^^^^^^^^^^ TM411 Nothing to mitigate: "mini.upload" is now mini.upload-size and mini.upload-type. Decide each.
accept mini.clear-text on payy
//                        ^^^^ TM401 Nothing to accept: nothing is called "payy" (any more). Did you mean "pay"?
accept mini.clear-text on pay/reply
//                        ^^^^^^^^^ TM401 Nothing to accept: nothing is called "pay/reply" (any more).
accept mini.clear-text on zone ow
//                             ^^ TM401 Nothing to accept: no zone is called "ow" (any more). Did you mean "own"?
accept mini.cleartext on pay
//     ^^^^^^^^^^^^^^ TM411 "mini.cleartext" is now "mini.clear-text". Write the new name.
"#,
        ),
    );
    let before = with("accept mini.clear-text on payy\n");
    fix("TM401", "Change to \"pay\"", &before, &with("accept mini.clear-text on pay\n"));
    fix(
        "TM401",
        "Say that it moved: \"moved payy -> pay\"",
        &before,
        &with("moved payy -> pay\naccept mini.clear-text on payy\n"),
    );
    fix("TM401", "Remove the \"accept\"", &before, SHOP);
    fix(
        "TM411",
        "Change to \"mini.clear-text\"",
        &with("accept mini.cleartext on pay\n"),
        &with("accept mini.clear-text on pay\n"),
    );
    fix(
        "TM411",
        "Decide all of them",
        &with("mitigate mini.upload on api with checked\n"),
        &with("mitigate mini.upload-size, mini.upload-type on api with checked\n"),
    );
}

#[test]
fn a_rule_that_does_not_run_needs_no_decision() {
    check(
        "TM401 TM402",
        r#"
//- shop.tm
model shop
use mini 1.0 only starter
use own 1.0
process api: web-app { criticality: high }
accept mini.bad-input on api
//     ^^^^^^^^^^^^^^ TM401 "mini.bad-input" does not run here: the profile "starter" of "mini" leaves it out. Remove the decision, or write "use mini only comprehensive".
accept mini.rare on api
//     ^^^^^^^^^ TM401 Nothing to accept: "mini.rare" is switched off: Nobody cares.
//- own.tm
kb own 1.0
use mini 1.0
disable mini.rare because "Nobody cares"
"#,
    );
    check(
        "TM401 TM402",
        r#"
model shop { methodology: linddun }
use mini 1.0
process api: web-app
accept mini.bad-input on api
//     ^^^^^^^^^^^^^^ TM401 "mini.bad-input" does not run here: it is not of the methodology that the model follows. …
"#,
    );
}

#[test]
fn a_decision_whose_situation_is_gone_is_stale() {
    check(
        "TM402",
        &with(
            r#"
accept mini.clear-text on keep
//     ^^^^^^^^^^^^^^^ TM402 "mini.clear-text" does not apply to "keep" (any more). Remove the decision.
accept mini.bad-input, mini.lost-data on api
//                     ^^^^^^^^^^^^^^ TM402 "mini.lost-data" does not apply here (any more).
accept mini.clear-text on pay, keep
//                             ^^^^ TM402 Nothing that is decided applies to "keep" (any more).
accept mini.* on zone net
mitigate mini.upload-size on * with checked
//       ^^^^^^^^^^^^^^^^ TM402 "mini.upload-size" does not apply to anything (any more). Remove the decision.
mitigate mini.clear-text on zone own with sealed
mitigate mini.lost-data on zone net with saved
//       ^^^^^^^^^^^^^^ TM402 "mini.lost-data" does not apply to anything in zone net (any more). Remove the decision.
threat theft: tampering on pay
accept theft on keep
//     ^^^^^ TM402 "theft" does not apply to "keep" (any more). Remove the decision.
accept theft
threat lost: tampering on nothing-there
accept lost on pay
"#,
        ),
    );
    fix(
        "TM402",
        "Remove it",
        &with("accept mini.bad-input, mini.lost-data on api\n"),
        &with("accept mini.bad-input on api\n"),
    );
    fix(
        "TM402",
        "Remove it",
        &with("accept mini.clear-text on keep, pay\n"),
        &with("accept mini.clear-text on pay\n"),
    );
}

#[test]
fn what_is_mitigated_or_undecided_is_not_stale() {
    clean(
        "TM402",
        r#"
model shop
use mini 1.0
zone net: internet { entity buyer }
zone own: inside { process api: web-app { checked: yes } }
flow pay: buyer -> api
accept mini.bad-input on api
accept mini.clear-text on pay
"#,
    );
}

#[test]
fn a_decision_says_why_who_and_until_when() {
    check(
        "TM404",
        &with(
            r#"
accept mini.bad-input on api
^^^^^^ TM404 "accept" needs "because", "by" and "until": say why, who decides and until when.
accept mini.clear-text on pay because "" by @kim until 2027-01-01
^^^^^^ TM404 "accept" needs "because": say why.
avoid mini.lost-data on cards
^^^^^ TM404 "avoid" needs "because": say why.
transfer mini.lost-data on cards by @kim until ?
^^^^^^^^ TM404 "transfer" needs "to" and "until": say who carries the risk and until when.
mitigate mini.lost-data on cards with saved
accept mini.* on cards { because: "x"; by: @kim; until: 2027-01-01 }
"#,
        ),
    );
    step(
        "TM404",
        "Write \"until 2027-05-20\"",
        &with("accept mini.bad-input on api {\n  because: \"x\"\n}\n"),
        &with("accept mini.bad-input on api until 2027-05-20 {\n  because: \"x\"\n}\n"),
    );
}

#[test]
fn the_time_of_a_decision_ends() {
    check(
        "TM405",
        &with(
            r#"
accept mini.bad-input on api until 2026-11-20
//                                 ^^^^^^^^^^ TM405 The acceptance ended 1 day ago, so the threat counts as open again. Decide anew, or extend it.
transfer mini.lost-data on cards until 2026-10-21
//                                     ^^^^^^^^^^ TM405 The transfer ended 31 days ago, …
accept mini.clear-text on pay until 2026-11-21
"#,
        ),
    );
    fix(
        "TM405",
        "Extend to 2027-05-20",
        &with("accept mini.bad-input on api until 2026-11-20\n"),
        &with("accept mini.bad-input on api until 2027-05-20\n"),
    );
}

#[test]
fn a_threat_is_decided_once() {
    check(
        "TM407",
        &with(
            r#"
accept mini.bad-input on api
dismiss mini.lost-data, mini.bad-input on api
^^^^^^^ TM407 "mini.bad-input on api" is decided twice (accept, dismiss). Keep one.
//  | shop.tm:8 accept: the first decision
mitigate mini.* on zone own with checked
mitigate mini.* on zone own with saved
dismiss mini.* on zone own
^^^^^^^ TM407 "mini.* on zone own" is decided twice (mitigate, dismiss). Keep one.
accept mini.clear-text
dismiss mini.clear-text on *
^^^^^^^ TM407 "mini.clear-text on *" is decided twice (accept, dismiss). Keep one.
avoid mini.clear-text on pay
threat theft: tampering on pay
accept theft
accept theft on pay
dismiss theft
^^^^^^^ TM407 "theft" is decided twice (accept, dismiss). Keep one.
"#,
        ),
    );
    fix(
        "TM407",
        "Remove the \"dismiss\"",
        &with("accept mini.bad-input on api\ndismiss mini.bad-input on api\n"),
        &with("accept mini.bad-input on api\n"),
    );
}

#[test]
fn segments_of_a_chain_are_decided_alone_or_together() {
    check(
        "TM407",
        r#"
model shop
use mini 1.0
process a
process b
process c
flow mail: a -> b -> c
accept mini.clear-text on mail
dismiss mini.clear-text on mail/b
dismiss mini.clear-text on mail
^^^^^^^ TM407 "mini.clear-text on mail" is decided twice (accept, dismiss). Keep one.
"#,
    );
}

#[test]
fn to_mitigate_something_must_be_planned() {
    check(
        "TM408",
        &with(
            r#"
mitigate mini.bad-input on api
^^^^^^^^ TM408 No mitigation is named, so "mini.bad-input on api" counts as open. Write "with" and what answers it.
mitigation idea: checked status proposed
mitigation never: saved status rejected
mitigate mini.lost-data on cards with never, idea
^^^^^^^^ TM408 "mini.lost-data on cards" counts as open until a mitigation is planned: "never" is rejected.
//  | shop.tm:10 never: "never" is declared here
//  | shop.tm:9 idea: "idea" is declared here
mitigate mini.clear-text on pay with sealed status proposed
^^^^^^^^ TM408 "mini.clear-text on pay" counts as open until a mitigation is planned: its status is proposed.
mitigate mini.clear-text on keep with sealed
mitigate mini.clear-text on keep with missing
"#,
        ),
    );
    fix(
        "TM408",
        "Set its status to planned",
        &with(
            "mitigation idea: checked status proposed\nmitigate mini.bad-input on api with idea\n",
        ),
        &with(
            "mitigation idea: checked status planned\nmitigate mini.bad-input on api with idea\n",
        ),
    );
}

#[test]
fn a_control_is_said_once_or_alike() {
    check(
        "TM209",
        r#"
model shop
use mini 1.0
process a { checked: no }
//          ^^^^^^^^^^^ TM209 "a" says checked: no, but "validation" is done. What is written here counts: keep one.
//  | shop.tm:10 validation: "validation" says otherwise
process b { checked: ? }
//          ^^^^^^^^^^ TM209 "b" says checked: ?, but "validation" is done. …
process c { checked: yes }
process d { checked: yes }
//          ^^^^^^^^^^^^ TM209 "d" says checked: yes, but "never" is rejected. …
process e { checked: no }
flow f: a -> b via https
flow g: a -> b -> c { sealed: no }
//                    ^^^^^^^^^^ TM209 "g" says sealed: no, but "tls" is verified. …
mitigation validation: checked on a, b, c status done
mitigation never: checked on d status rejected
mitigation maybe: checked on e status planned
mitigation tls: sealed on g status verified
mitigation off: sealed on f status planned
"#,
    );
    let before = "model shop\nuse mini 1.0\nprocess a { checked: no }\nmitigation m: checked on a status done\n";
    fix(
        "TM209",
        "Change to \"checked: yes\"",
        before,
        "model shop\nuse mini 1.0\nprocess a { checked: yes }\nmitigation m: checked on a status done\n",
    );
    fix(
        "TM209",
        "Remove \"checked\"",
        before,
        "model shop\nuse mini 1.0\nprocess a { }\nmitigation m: checked on a status done\n",
    );
}

#[test]
fn a_decision_that_ends_soon_is_brought_to_mind() {
    check(
        "TM406",
        &with(
            r#"
accept mini.clear-text on pay because "Small" by @kim until 2026-12-21
//                                                          ^^^^^^^^^^ TM406 The acceptance ends in 30 days. Look at it again, then extend it or let it go.
transfer mini.bad-input on api to "Them" until 2026-11-21
//                                             ^^^^^^^^^^ TM406 The transfer ends today. Look at it again, then extend it or let it go.
accept mini.lost-data on cards because "Small" by @kim until 2026-12-22
"#,
        ),
    );
    fix(
        "TM406",
        "Extend to 2027-05-20",
        &with("accept mini.clear-text on pay because \"Small\" by @kim until 2026-12-01\n"),
        &with("accept mini.clear-text on pay because \"Small\" by @kim until 2027-05-20\n"),
    );
}

#[test]
fn what_nobody_has_seen_is_not_accepted() {
    check(
        "TM409",
        &with(
            r#"
accept mini.* on pay because "Small" by @kim until 2027-05-20
//     ^^^^^^ TM409 "mini.*" also accepts threats that nobody has seen yet. Name the ones that were looked at.
dismiss mini.bad-input on * because "No"
//                        ^ TM409 "*" also dismisses threats that nobody has seen yet. Name the ones that were looked at.
mitigate mini.* on cards with saved
"#,
        ),
    );
    fix(
        "TM409",
        "Name each threat",
        &with("accept mini.* on pay because \"Small\" by @kim until 2027-05-20\n"),
        &with("accept mini.clear-text on pay because \"Small\" by @kim until 2027-05-20\n"),
    );
}

#[test]
fn what_answers_a_threat_is_known_to() {
    check(
        "TM410",
        &with(
            r#"
mitigation boxes: walls on own
mitigation works: walls on own counters mini.clear-text
mitigate mini.bad-input on api with saved
//                                  ^^^^^ TM410 "saved" is not known to answer "mini.bad-input". Say why it does with "because", or name what does.
mitigate mini.clear-text on pay with boxes, works, sealed
//                                   ^^^^^ TM410 "boxes" is not known to answer "mini.clear-text". Say why it does with "because", or name what does.
mitigate mini.lost-data on cards with checked because "It reads a copy"
"#,
        ),
    );
}

#[test]
fn a_part_of_an_answer_is_not_all_of_it() {
    check(
        "TM413",
        &with(
            r#"
process app: web-app in own { patched: yes }
//      ^^^ TM413 "mini.bad-input" on "app" is only partly mitigated, by "patched". What answers it fully: checked.
process web: web-app in own { patched: yes; checked: yes }
flow ask: buyer -> app
flow get: buyer -> web
"#,
        ),
    );
}

#[test]
fn a_mitigation_without_a_kind_settles_what_it_counters() {
    for (status, left) in [("done", 0), ("planned", 0), ("proposed", 1), ("rejected", 1)] {
        let model = format!(
            "model shop {{ owner: @kim }}\nuse mini 1.0\nprocess api\nthreat replay: tampering on api {{ impact: high }}\nmitigation once on api status {status} counters replay\n"
        );
        let finding = |mark: &str| model.replace("process api", &format!("process api\n{mark}"));
        match left {
            0 => clean("TM400", &model),
            _ => check("TM400", &finding("//      ^^^ TM400 …")),
        }
    }
}

#[test]
fn while_a_slip_hides_a_situation_no_decision_is_out_of_date() {
    let accept = "accept mini.bad-input on api by @kim until 2027-05-20 because \"Small\"\n";
    let known = "zone net: internet { entity buyer }\nzone own: inside { process api: web-app }\n";
    let model = format!("model shop\nuse mini 1.0\n{known}flow ask: buyer -> api\n{accept}");
    for (right, wrong) in [("buyer -> api", "buyer -> apy"), ("web-app", "wep-app")] {
        clean("TM402", &model.replace(right, wrong));
    }
}
