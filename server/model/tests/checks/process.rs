//! TM414 to TM525: what is protected and assumed, told and rated, planned and reviewed.

use crate::fixture::{check, clean, fix, step};

#[test]
fn a_threat_is_rated_by_the_method_of_its_model() {
    check(
        "TM414",
        r#"
//- shop.tm
model shop
process api
threat a: tampering on api
//     ^ TM414 How bad is "a"? Write "likelihood" and "impact". Until then it counts as medium.
threat b: tampering on api { impact: high }
threat c: tampering on api severity low
threat d: tampering on api { dread: 1, 2, 3, 4, 5 }
//- bank.tm
model bank { rating: dread }
process api
threat a: tampering on api { impact: high }
//     ^ TM414 How bad is "a"? Write "dread" and five numbers from 0 to 10, as the header asks. Until then "impact" counts.
threat b: tampering on api { dread: 1, 2, 3, 4, 5 }
threat c: tampering on api
//     ^ TM414 How bad is "c"? Write "dread" and five numbers from 0 to 10. Until then it counts as medium.
"#,
    );
    fix(
        "TM414",
        "Write \"likelihood: medium; impact: medium\"",
        "model shop\nprocess api\nthreat a: tampering on api\n",
        "model shop\nprocess api\nthreat a: tampering on api { likelihood: medium; impact: medium }\n",
    );
}

#[test]
fn a_rating_can_be_read() {
    check(
        "TM415",
        r#"
model shop
threat a: tampering { dread: 1, 2, 3, 4 }
//                    ^^^^^^^^^^^^^^^^^ TM415 "dread" takes five numbers from 0 to 10: damage, reproducibility, exploitability, affected users, discoverability. Here are 4 written.
threat b: tampering { dread: 1, 2, 11, 4, 5 }
//                                 ^^ TM415 A number of "dread" is from 0 to 10.
threat c: tampering { dread: 1, 2, 3.5, 4, 5 }
threat d: tampering { cvss: "7.5" }
//                          ^^^^^ TM415 A CVSS vector begins with its version: "CVSS:4.0/AV:N/…", or 3.1.
threat e: tampering { cvss: "CVSS:3.1/AV:Z/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }
//                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TM415 "AV" takes A, L, N, P; found "Z".
threat f: tampering { cvss: "CVSS:4.0/AV:N/AC:H/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N" }
"#,
    );
}

#[test]
fn somebody_would_do_it() {
    check(
        "TM518",
        r#"
model shop
actor thief: external
threat a: tampering
//     ^ TM518 Who would do "a"? Write "by" and an actor.
threat b: tampering by thief
"#,
    );
    clean("TM518", "model shop\nthreat a: tampering\n");
    fix(
        "TM518",
        "Write \"by thief\"",
        "model shop\nactor thief: external\nthreat a: tampering\n",
        "model shop\nactor thief: external\nthreat a: tampering by thief\n",
    );
}

#[test]
fn a_mitigation_is_tracked_and_verified() {
    check(
        "TM416 TM515",
        r#"
model shop
use mini 1.0
process api
mitigation a: checked on api
//         ^ TM515 No ticket tracks "a". Write "ticket" and its number, or "ticket ?" until there is one.
mitigation b: checked on api status planned ticket SHOP-1
mitigation c: checked on api status done
//         ^ TM416 How do you know that "c" works? Write "verify" and the test or check.
mitigation d: checked on api status done { verify: "tests/d.rs" }
mitigation e: checked on api status proposed
"#,
    );
    let model = |clause: &str| {
        format!("model shop\nuse mini 1.0\nprocess api\nmitigation a: checked on api{clause}\n")
    };
    fix("TM515", "Write \"ticket ?\"", &model(""), &model(" ticket ?"));
    fix(
        "TM416",
        "Write \"verify\"",
        &model(" status done"),
        &model(" status done { verify: \"\" }"),
    );
}

#[test]
fn a_mitigation_answers_something() {
    check(
        "TM514",
        r#"
model shop
use mini 1.0
zone net: internet { entity buyer }
zone own: inside { process api: web-app; process cron; process idle: web-app; store cards }
flow ask: buyer -> api
flow run: cron -> cards
flow wait: cron -> idle
threat theft: tampering on cron
mitigation a: checked on api
mitigation b: checked on cron
//         ^ TM514 "b" answers no threat. Name one with "mitigate … with b", or place it where one is.
mitigation c: checked on cron counters theft
mitigation d: checked on cron
mitigation e: checked on cron status rejected
mitigation f: walls on own
mitigation g: saved on api
//         ^ TM514 "g" answers no threat. Name one with "mitigate … with g", or place it where one is.
mitigate theft with d
"#,
    );
    check(
        "TM514",
        r#"
model shop
use mini 1.0
process api: web-app
process cron: wbe-app
threat theft: tampering on api
mitigation a on api counters theft
mitigation b on api
//         ^ TM514 "b" answers no threat. Name one with "mitigate … with b", or write the control that it is, behind a colon.
mitigation c counters theft
//         ^ TM514 "c" answers no threat. Name one with "mitigate … with c", or write "on" and where it is in place.
mitigation d on *
//         ^ TM514 …
mitigation e: chekced on api
mitigation f: checked on cron
mitigation g on api
mitigate theft with g
"#,
    );
    let model = "model shop\nuse mini 1.0\nprocess cron\nthreat theft: tampering on cron\nmitigation b: checked on cron\n";
    fix(
        "TM514",
        "Answer \"theft on cron\" with it",
        model,
        &format!("{model}mitigate theft on cron with b\n"),
    );
}

#[test]
fn a_model_is_reviewed_in_time() {
    check(
        "TM501",
        r#"
//- shop.tm
model shop { reviewed: 2026-08-01; review-every: 90d }
//                     ^^^^^^^^^^ TM501 Last reviewed 112 days ago; due every 90d. Go through the model and write the day.
//- bank.tm
model bank { reviewed: 2026-08-23; review-every: 90d }
//- mail.tm
model mail { reviewed: 2020-01-01 }
"#,
    );
    fix(
        "TM501",
        "Mark it as reviewed today",
        "model shop { reviewed: 2026-08-01; review-every: 90d }\n",
        "model shop { reviewed: 2026-11-21; review-every: 90d }\n",
    );
}

#[test]
fn somebody_owns_the_model_and_what_is_assumed() {
    check(
        "TM503",
        r#"
//- shop.tm
model shop
//    ^^^^ TM503 Who owns the model "shop"? Write "owner: @name" in its body.
assumption disks: infrastructure
//         ^^^^^ TM503 Who owns "disks", and will check whether it holds? Write "owner: @name".
assumption doors: infrastructure { status: validated }
assumption keys: infrastructure { owner: @ops }
//- bank.tm
model bank { owner: @kim }
"#,
    );
    fix(
        "TM503",
        "Write \"owner: @kim\"",
        "model shop { owner: @kim }\nassumption disks: infrastructure\n",
        "model shop { owner: @kim }\nassumption disks: infrastructure { owner: @kim }\n",
    );
}

#[test]
fn somebody_checks_what_is_assumed() {
    check(
        "TM504",
        r#"
model shop
assumption disks: infrastructure "Disks are encrypted"
//         ^^^^^ TM504 Nobody has checked: "Disks are encrypted". Once you have, set its status.
assumption doors: infrastructure { check-by: 2026-11-20 }
//         ^^^^^ TM504 Nobody has checked: "doors". That was due 1 day ago: check it and set its status.
assumption keys: infrastructure { status: validated }
"#,
    );
    fix(
        "TM504",
        "Mark it as validated",
        "model shop\nassumption disks: infrastructure { status: open }\n",
        "model shop\nassumption disks: infrastructure { status: validated }\n",
    );
}

#[test]
fn a_claim_holds() {
    check(
        "TM505",
        r#"
model shop
use mini 1.0
process api
process bank
zone own: inside { store cards }
flow pay: api -> bank
assumption a: infrastructure { claims pay.target = api }
//                                    ^^^^^^^^^^^^^^^^ TM505 The model says otherwise: pay.target is bank. Correct the model, or set the status to refuted.
assumption b: infrastructure { claims own.trust = low }
//                                    ^^^^^^^^^^^^^^^ TM505 The model says otherwise: own.trust is high. Correct the model, or set the status to refuted.
assumption c: infrastructure { claims count(p in model.processes) >= 3 }
//                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TM505 The model says otherwise: "count(p in model.processes) >= 3" does not hold. Correct the model, or set the status to refuted.
assumption d: infrastructure { claims pay.target = bank }
assumption e: infrastructure { claims pay.sealed }
assumption f: infrastructure { status: refuted; claims pay.target = api }
assumption g: infrastructure {
  claims pay.target = bank
  claims pay.source = bank
//       ^^^^^^^^^^^^^^^^^ TM505 The model says otherwise: pay.source is api. Correct the model, or set the status to refuted.
}
"#,
    );
    fix(
        "TM505",
        "Mark it as refuted",
        "model shop\nuse mini 1.0\nzone own: inside\nassumption b: infrastructure { claims own.trust = low }\n",
        "model shop\nuse mini 1.0\nzone own: inside\nassumption b: infrastructure { claims own.trust = low; status: refuted }\n",
    );
}

#[test]
fn nothing_rests_on_what_turned_out_wrong() {
    check(
        "TM506",
        r#"
model shop
use mini 1.0
process api { checked: yes assuming wrong }
//                                  ^^^^^ TM506 "checked" rests on "wrong", which turned out wrong, so it reads no. Find out what is true and write that.
store cards { region: "EU" assuming wrong }
//                                  ^^^^^ TM506 "region" rests on "wrong", which turned out wrong, so it reads unknown. Find out what is true and write that.
process web { checked: yes assuming right }
objective keep: integrity protects cards { assuming: wrong }
//                                                   ^^^^^ TM506 "keep" rests on "wrong", which turned out wrong. Think the objective over, then name what holds.
assumption wrong: infrastructure { status: refuted }
assumption right: infrastructure
"#,
    );
    fix(
        "TM506",
        "Write \"?\": it is to be found out",
        "model shop\nuse mini 1.0\nprocess api { checked: yes assuming wrong }\nassumption wrong: infrastructure { status: refuted }\n",
        "model shop\nuse mini 1.0\nprocess api { checked: ? }\nassumption wrong: infrastructure { status: refuted }\n",
    );
}

#[test]
fn something_depends_on_what_is_assumed() {
    check(
        "TM507",
        r#"
model shop
use mini 1.0
process api { checked: yes assuming b }
assumption a: infrastructure
//         ^ TM507 What depends on "a"? Write "about" and what it speaks of, or "assuming a" behind a value that rests on it.
assumption b: infrastructure
assumption c: infrastructure about api
assumption d: infrastructure { claims api.checked }
"#,
    );
}

#[test]
fn an_objective_is_put_to_the_test() {
    check(
        "TM508",
        r#"
model shop
use mini 1.0
asset card: secret
asset page
process api
process cron
store cards holds card
flow show: api -> cron carrying page
threat theft: tampering on api
objective a: integrity "Pages are true" protects page
objective b: integrity protects card
objective c: integrity "It runs" protects cron
objective d: integrity "None is lost" protects spare
//        ^ TM508 No threat was considered against "None is lost". Go through who could pass for another, change, deny, disclose, stop or take over what it protects, and write a "threat" for what you find.
objective e: integrity protects api
objective f: integrity
asset spare
threat slow: denial-of-service on show
"#,
    );
    clean(
        "TM508",
        "model shop\nasset card classified sercet\nobjective a: integrity protects card\n",
    );
}

#[test]
fn an_asset_is_classified_moved_and_protected() {
    check(
        "TM509 TM510 TM511",
        r#"
model shop
use mini 1.0
asset card: secret
//    ^^^^ TM511 No objective protects "card". Say what must never happen to it, or add it to an objective.
asset page
//    ^^^^ TM510 How sensitive is "page"? Write "classified" and one of public, internal, confidential, restricted.
asset spare classified internal
//    ^^^^^ TM509 "spare" is never moved or stored. Write it after "carrying", "returns" or "holds" where it goes.
asset fame: money
asset name classified confidential
store cards holds card, page, name
objective keep: integrity protects name
"#,
    );
    clean("TM511", "model shop\nuse mini 1.0\nasset card: secret\n");
    fix(
        "TM510",
        "Write \"classified internal\"",
        "model shop\nasset page\n",
        "model shop\nasset page classified internal\n",
    );
    fix(
        "TM509",
        "Say that \"pay\" carries it",
        "model shop\nasset page\nprocess a\nprocess b\nflow pay: a -> b\n",
        "model shop\nasset page\nprocess a\nprocess b\nflow pay: a -> b carrying page\n",
    );
    fix(
        "TM511",
        "Create an objective that protects it",
        "model shop\nuse mini 1.0\nasset card: secret\nobjective a: integrity\n",
        "model shop\nuse mini 1.0\nasset card: secret\nobjective keep-card: confidentiality \"Only those who need it see it\" protects card\nobjective a: integrity\n",
    );
}

#[test]
fn what_a_story_forbids_is_a_threat() {
    check(
        "TM512",
        r#"
model shop
process api
threat theft: tampering on api
story a: abuse "Somebody tries all links"
//    ^ TM512 Which threat does "a" describe? Write it as "without "what must not happen": threat".
story b: user "I want to pay" {
  without "losing my card"
//        ^^^^^^^^^^^^^^^^ TM512 Which threat does this describe? Name it after ":", or create one.
  without "paying twice": theft
}
story c: user "I want to look"
story d: negligence "Nobody looks" { without "it": theft }
"#,
    );
    fix(
        "TM512",
        "Create the threat \"b-threat\"",
        "model shop\nprocess api\nstory b: user on api {\n  without \"losing my card\"\n}\n",
        "model shop\nprocess api\nstory b: user on api {\n  without \"losing my card\": b-threat\n}\nthreat b-threat: tampering on api\n",
    );
    fix(
        "TM512",
        "Create the threat \"a-threat\"",
        "model shop\nstory a: agent-bypass\n",
        "model shop\nstory a: agent-bypass { without \"this happening\": a-threat }\nthreat a-threat: elevation-of-privilege\n",
    );
}

#[test]
fn a_high_threat_is_told_and_noticed() {
    check(
        "TM513 TM517",
        r#"
model shop
use mini 1.0
zone net: internet { entity buyer }
zone own: inside { process api: web-app; process web: web-app }
//                         ^^^ TM517 How would you notice an attempt at "mini.bad-input" on "api"? Write "raises" and an event in what answers it.
//                                               ^^^ TM513 No story forbids "mini.bad-input" on "web". Write a "without" line that names it.
flow ask: buyer -> api
flow get: buyer -> web
story pay: user { without "it": mini.bad-input on api }
mitigation a: checked on api
mitigation b: checked on web raises guessing
"#,
    );
}

#[test]
fn who_handles_credentials_leaves_a_record() {
    check(
        "TM519",
        r#"
model shop
use mini 1.0
asset password: credential
process login
//      ^^^^^ TM519 "login" handles "password" and leaves no record. Draw a flow to a store of records.
process gate
process writer
store records: log-store
flow ask: gate -> login carrying password
flow tell: gate -> writer
flow keep: writer -> records
"#,
    );
}

#[test]
fn a_requirement_is_realised() {
    check(
        "TM520",
        r#"
model shop
use mini 1.0
process api
requirement a: operations "Input is checked"
//          ^ TM520 Nothing realises "Input is checked". Write "with" and a mitigation, or "realises: a" in one.
requirement b: operations with checked
requirement c: operations
requirement d: operations
mitigation m: checked on api { realises: c }
story s: user { realises: d }
"#,
    );
    let model = |clause: &str| {
        format!(
            "model shop\nuse mini 1.0\nprocess api\nmitigation m: checked on api\nrequirement a: operations{clause}\n"
        )
    };
    fix("TM520", "Write \"with m\"", &model(""), &model(" with m"));
}

#[test]
fn a_model_says_what_it_protects_and_assumes() {
    check(
        "TM521 TM522 TM523 TM524",
        r#"
//- shop.tm
model shop
//    ^^^^ TM521 What needs protection? The model has flows and no "asset", so no threat about data can be found.
//    ^^^^ TM523 What do you take for granted? Write each as an "assumption", so that somebody can check it.
//    ^^^^ TM524 What is this model about, and what not? Write "scope in" or "scope out".
process a
process b
flow f: a -> b
//- bank.tm
model bank
//    ^^^^ TM522 What must never happen to "pin"? Write it as an "objective".
asset card classified confidential
asset pin classified restricted
asset sign classified restricted
//- mail.tm
model mail
scope out b
asset card
objective keep: integrity protects card
assumption disks: infrastructure
process a
process b
flow f: a -> b
//- new.tm
model new
process a
"#,
    );
    let flows = "process a\nprocess b\nflow f: a -> b\n";
    for (code, title, line) in [
        ("TM521", "Create an asset", "asset data \"What needs protection\""),
        (
            "TM523",
            "Create an assumption",
            "assumption platform: infrastructure \"What is taken for granted\"",
        ),
        ("TM524", "Write \"scope in zone own\"", "scope in zone own"),
    ] {
        let rest = format!("zone own\n{flows}");
        fix(code, title, &format!("model shop\n{rest}"), &format!("model shop\n{line}\n{rest}"));
    }
    fix(
        "TM522",
        "Create an objective",
        "model shop\nasset card\n",
        "model shop\nobjective keep-card: confidentiality \"What must never happen\" protects card\nasset card\n",
    );
}

#[test]
fn where_agents_are_somebody_goes_around_a_check() {
    check(
        "TM516",
        r#"
//- shop.tm
model shop
//    ^^^^ TM516 What if the agent skips the check? No story tells it: write one of the kind "agent-bypass" or "abuse".
use mini 1.0
process helper: agent
story a: user
//- bank.tm
model bank
use mini 1.0
process helper: agent
story a: user
story b: abuse
//- mail.tm
model mail
use mini 1.0
process helper: agent
"#,
    );
    step(
        "TM516",
        "Begin such a story",
        "model shop\nuse mini 1.0\nprocess helper: agent\nstory a: user\n",
        "model shop\nstory skip-the-check: agent-bypass \"The agent goes around the check\"\nuse mini 1.0\nprocess helper: agent\nstory a: user\n",
    );
}

#[test]
fn a_domain_with_open_threats_has_a_control() {
    check(
        "TM525",
        r#"
//- shop.tm
model shop
//    ^^^^ TM525 operations: 1 open threat and no control. Plan one, such as "checked".
use mini 1.0
zone net: internet { entity buyer }
zone own: inside { process api: web-app { checked: no } }
flow ask: buyer -> api
//- bank.tm
model bank
use mini 1.0
zone net: internet { entity buyer }
zone own: inside { process api: web-app { checked: no }; process web: web-app { checked: yes } }
flow ask: buyer -> api
"#,
    );
}

#[test]
fn a_finding_of_the_process_can_be_allowed() {
    clean("TM503 TM010 TM410", "// tm-allow TM503: a sketch\nmodel shop\n");
}
