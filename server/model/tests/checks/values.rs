//! TM202 and TM203: what is written for properties.

use crate::fixture::{check, clean, fix};

#[test]
fn attributes_are_declared_for_kinds_of_things() {
    check(
        "TM202",
        r#"
model shop
use mini 1.0
process api {
  chekced: yes
//^^^^^^^ TM202 A process has no attribute "chekced". Did you mean "checked"?
  region: "EU"
//^^^^^^ TM202 "region" says nothing about a process; it is for stores.
  goal: "Money"
//^^^^ TM202 A process has no attribute "goal". It belongs to an objective or an actor.
  colour: "red"
//^^^^^^ TM202 A process has no attribute "colour". Declare it in a knowledge base, or remove it.
}
event ring { colour: "red" }
//           ^^^^^^ TM202 An event takes no property "colour".
zone inside { checked: yes; region: "EU" }
//                          ^^^^^^ TM202 "region" says nothing about a zone; it is for stores.
"#,
    );
    clean(
        "TM202",
        "model shop { checked: yes }\nuse mini 1.0\nprocess a { criticality: high; checked: ? }\n",
    );
    fix(
        "TM202",
        "Change to \"checked\"",
        "model shop\nuse mini 1.0\nprocess api { chekced: yes }\n",
        "model shop\nuse mini 1.0\nprocess api { checked: yes }\n",
    );
}

#[test]
fn values_are_of_their_kind() {
    check(
        "TM203",
        r#"
model shop { review-every: 2026-01-01; reviewed: "today" }
//                         ^^^^^^^^^^ TM203 "review-every" takes a time span (90d); found "2026-01-01".
//                                               ^^^^^^^ TM203 "reviewed" takes a date (2026-12-31); found "today".
use mini 1.0
zone inside trust hihg
//                ^^^^ TM203 "trust" takes none, low, medium, high or full; found "hihg". Did you mean "high"?
process api {
  checked: maybe
//         ^^^^^ TM203 "checked" takes yes or no; found "maybe".
  criticality: hgih
//             ^^^^ TM203 "criticality" takes low, medium, high or critical; found "hgih". Did you mean "high"?
  owner: kim
//       ^^^ TM203 "owner" takes a person (@name); found "kim".
}
store db holds zone inside
//             ^^^^^^^^^^^ TM203 "holds" takes plain names; found "zone inside".
mitigation m: saved status ?
//                         ^ TM203 "status" takes proposed, planned, in-progress, done, verified or rejected; found "?".
actor thief: extrenal
//           ^^^^^^^^ TM203 "actor" takes external, insider, partner, automated, accidental or environmental; found "extrenal". Did you mean "external"?
"#,
    );
    clean(
        "TM203",
        r#"
model shop { owner: @kim; review-every: 90d; unknowns: ask }
use mini 1.0
zone inside { trust: ?; isolated: yes }
process api { checked: ?; criticality: high; tags: none, token; audited: 2026-01-01 }
store db holds ? { region: "EU" }
threat t: tampering by @kim { likelihood: low; dread: 1, 2, 3, 4, 5; cwe: 89, 20 }
accept t on * ticket SHOP-1, "other 2"
transfer t on zone inside to "them"
transfer mini.* on api to api
"#,
    );
    fix(
        "TM203",
        "Change to \"external\"",
        "model shop\nactor thief: extrenal\n",
        "model shop\nactor thief: external\n",
    );
}

#[test]
fn a_claim_makes_sense() {
    check(
        "TM102 TM202 TM203 TM207 TM208",
        r#"
model shop
use mini 1.0
process api
store cards
flow keep: api -> cards returns nothing-yet
assumption one: infrastructure { claims card.saved }
//                                      ^^^^ TM102 Nothing here is called "card". Did you mean "cards"?
assumption two: infrastructure { claims cards.savd = yes }
//                                            ^^^^ TM202 "cards" has no "savd". Did you mean "saved"?
assumption three: infrastructure { claims api.criticality >= hgh }
//                                                           ^^^ TM203 …
assumption four: infrastructure { claims cards.saved and api.checked or keep.sealed }
//                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TM207 …
assumption five: infrastructure { claims cards.saved and keep.sealed and keep.target = cards }
asset nothing-yet
"#,
    );
}

#[test]
fn a_type_says_what_always_holds() {
    check(
        "TM204 TM205",
        r#"
model shop
use mini 1.0
process api
process bank
flow a: api -> bank via tls { encrypted: yes }
//                            ^^^^^^^^^^^^^^ TM204 Every "tls" is so already: remove "encrypted: yes".
flow b: api -> bank via tls { encrypted: no }
//                            ^^^^^^^^^^^^^ TM205 "tls" always has encrypted: yes. Remove the property, or choose another type.
//  | mini.tm:30 tls: "tls" says it
flow c: api -> bank via plain { encrypted: no }
flow d: api -> bank via tls { sealed: no }
"#,
    );
    let model = |via: &str, rest: &str| {
        format!(
            "model shop\nuse mini 1.0\nprocess api\nprocess bank\nflow a: api -> bank via {via}{rest}\n"
        )
    };
    fix(
        "TM204",
        "Remove \"encrypted\"",
        &model("tls", " { encrypted: yes }"),
        &model("tls", " { }"),
    );
    fix(
        "TM205",
        "Change the type to \"http\"",
        &model("tls", " { encrypted: no }"),
        &model("http", " { encrypted: no }"),
    );
}
