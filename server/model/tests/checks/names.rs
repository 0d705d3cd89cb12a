//! TM101 to TM109 and TM201: names that stand twice, name nothing, or name something else.

use crate::fixture::{check, clean, fix, step};

#[test]
fn things_share_one_set_of_names() {
    check(
        "TM101",
        r#"
//- one.tm
model shop
process api
store api
//    ^^^ TM101 "api" is already the process above. Choose another name.
//  | one.tm:2 api: the first one
mitigation api: sealed
//- two.tm
part of shop
zone api
//   ^^^ TM101 "api" is already the process in one.tm. Choose another name.
//  | one.tm:2 api: the first one
mitigation api: checked
//         ^^^ TM101 "api" is already the mitigation in one.tm. Choose another name.
"#,
    );
    clean("TM101", "model shop\nprocess shop\nthreat shop: tampering\nstory shop: user\n");
    fix(
        "TM101",
        "Rename this one to \"api-3\"",
        "model shop\nprocess api\nprocess api-2\nstore api\n",
        "model shop\nprocess api\nprocess api-2\nstore api-3\n",
    );
}

#[test]
fn a_used_knowledge_base_may_be_called_like_a_thing_but_not_like_an_imported_model() {
    clean("TM101", "model shop\nuse mini 1.0\nprocess mini\n");
    check(
        "TM101",
        r#"
//- shop.tm
model shop
use mini 1.0
//  ^^^^ TM101 The knowledge base "mini" has the name of the imported model in this file. Rename that.
//  | shop.tm:3 mini: the other one
import "pay.tm" as mini
//- pay.tm
model pay
"#,
    );
}

#[test]
fn unknown_names_come_with_the_nearest() {
    check(
        "TM102",
        r#"
model shop
use mini 1.0
zone internet
entity buyer in internat
//              ^^^^^^^^ TM102 No zone called "internat". Did you mean "internet"?
asset card
store cards holds crad, money
//                ^^^^ TM102 No asset called "crad". Did you mean "card"?
//                      ^^^^^ TM102 No asset called "money".
mitigation tls: sealde on cards, lost
//              ^^^^^^ TM102 No control called "sealde". Did you mean "sealed"?
//                               ^^^^ TM102 Nothing is called "lost".
objective safe: integrity protects card against thieves { assuming: calm }
//                                              ^^^^^^^ TM102 No actor or entity called "thieves".
//                                                                  ^^^^ TM102 No assumption called "calm".
process api
answer api.why = "So"
//     ^^^^^^^ TM102 No question called "api.why".
answer mini.recover on api = "So"
//     ^^^^^^^^^^^^ TM102 No question called "mini.recover". Did you mean "mini.recovery"?
"#,
    );
    clean(
        "TM102",
        r#"
model shop
use mini 1.0
asset card
store cards holds card
process api in inside { checked: yes assuming calm }
zone inside
flow read: api -> cards returns card
assumption calm: infrastructure about read/reply, shop
mitigate mini.lost-data on cards with saved
story s: user { without "W": mini.lost-data on cards, own }
threat own: tampering
mitigation m: saved on cards raises guessing
question why "Why?"
answer why = "So"
answer mini.recovery on api = "So"
"#,
    );
    fix(
        "TM102",
        "Change to \"internet\"",
        "model shop\nzone internet\nentity buyer in internat\n",
        "model shop\nzone internet\nentity buyer in internet\n",
    );
    fix(
        "TM102",
        "Create the asset \"money\"",
        "model shop\nzone inside {\n  store cards holds money\n}\n",
        "model shop\nasset money\nzone inside {\n  store cards holds money\n}\n",
    );
}

#[test]
fn who_takes_a_risk_is_somebody_or_plain_text() {
    check(
        "TM102",
        r#"
model shop
entity bank
process api
threat t: tampering on api
transfer t on api to bank until 2027-01-01
transfer t on api to insurer until 2027-01-01
//                   ^^^^^^^ TM102 Nobody is called "insurer". Put it in quotes if it is plain text.
"#,
    );
    fix(
        "TM102",
        "Put it in quotes",
        "model shop\nthreat t: tampering\ntransfer t to insurer until 2027-01-01\n",
        "model shop\nthreat t: tampering\ntransfer t to \"insurer\" until 2027-01-01\n",
    );
}

#[test]
fn parts_of_flows_and_imports_are_known() {
    check(
        "TM102",
        r#"
//- shop.tm
model shop
process a
process b
flow pay: a -> b returns nothing
flow ask: a -> b -> a
threat t: tampering on pay/reply, ask/c, a/b
//                     ^^^^^^^^^ TM102 "pay" has no part "reply": it has neither reply nor segments.
//                                ^^^^^ TM102 "ask" has no part "c". There is ask/b and ask/a. Did you mean "ask/a"?
//                                       ^^^ TM102 "a" is a process, which has no parts.
threat u: tampering on bank.gate
//                     ^^^^^^^^^ TM102 No imported model called "bank".
"#,
    );
}

#[test]
fn the_kind_of_what_is_named_must_fit() {
    check(
        "TM103",
        r#"
model shop
use mini 1.0
zone inside
process api in order
//             ^^^^^ TM103 "order" is an asset; "in" needs a zone.
asset order
flow f: api -> inside carrying api
//             ^^^^^^ TM103 "inside" is a zone; a flow joins entities, processes and stores.
//                             ^^^ TM103 "api" is a process; "carrying" needs an asset.
mitigation m: region on zone api
//            ^^^^^^ TM103 "region" is a fact; a mitigation is of a control.
//                           ^^^ TM103 "api" is a process; "zone" needs a zone.
"#,
    );
}

#[test]
fn a_knowledge_base_must_be_there() {
    check(
        "TM104",
        r#"
//- shop.tm
model shop
use mni 1.0
//  ^^^ TM104 Knowledge base "mni" is not available. Did you mean "mini"?
use mini 1.5
//       ^^^ TM104 Knowledge base "mini" 1.5 is not available; version 1.4.0 is.
use "other/gone.tm"
//  ^^^^^^^^^^^^^^^ TM104 Knowledge base "other/gone.tm" is not available: there is no such file.
use "../up.tm"
//  ^^^^^^^^^^ TM104 "../up.tm" lies outside the workspace; only files below its root are read.
use "part.tm"
//  ^^^^^^^^^ TM104 "part.tm" is no knowledge base: it does not begin with "kb".
//- part.tm
part of shop
//- own.tm
kb own 1.0
use nothing-like-it 1.0
//  ^^^^^^^^^^^^^^^ TM104 Knowledge base "nothing-like-it" is not available. There is …
"#,
    );
    clean("TM104", "model shop\nuse mini 1.4\nuse base 1.0\n");
    fix("TM104", "Change to 1.4.0", "model shop\nuse mini 2.0\n", "model shop\nuse mini 1.4.0\n");
}

#[test]
fn what_is_left_out_of_a_faulty_knowledge_base_is_told_where_it_is_used() {
    check(
        "TM112",
        r#"
//- shop.tm
model shop
use base 1.0
use house 1.0
//  ^^^^^ TM112 Knowledge base "house" has 2 errors, and what they are in is left out: threats may be missing here. Mend "house.tm".
//  | house.tm:4 =: the first
use "words.tm"
use above 1.0
//  ^^^^^ TM112 Knowledge base "above" has 2 errors, and what they are in is left out: threats may be missing here. Mend "house.tm".
//  | house.tm:4 =: the first
process api: web-app
//- house.tm
kb house 1.0 { license: "MIT" }
use base 1.0
threat a: tampering "A" for process p {
  when p.custom-code = = yes
}
threat b: tampering "B" for process p { when p.custom-code > 3 }
test "What is wrong in a test leaves nothing out" {
  flow f: a ->
}
//- words.tm
kb words 1.0 { license: "MIT" }
choice taste: sweet, sour
//- above.tm
kb above 1.0 { license: "MIT" }
use house 1.0
//  ^^^^^ TM112 Knowledge base "house" has an error, and what it is in is left out: threats may be missing here. Mend "house.tm".
//  | house.tm:4 =: the error
"#,
    );
}

#[test]
fn a_profile_must_be_one_of_the_pack() {
    check(
        "TM102",
        r#"
model shop
use mini 1.0 only startr
//                ^^^^^^ TM102 "mini" has no profile "startr". There is lite, standard, comprehensive and starter.
"#,
    );
}

#[test]
fn what_a_missing_knowledge_base_may_declare_is_not_reported() {
    clean(
        "TM201 TM202 TM105 TM401",
        r#"
model shop
use gone 1.0
process api: web-app { mfa: yes }
accept gone.rule on api
story s: user { without "x": gone.rule on api }
"#,
    );
}

#[test]
fn a_rule_must_be_in_its_knowledge_base() {
    check(
        "TM105",
        r#"
//- shop.tm
model shop
use mini 1.0
use own 1.0
process api
story s: user {
  without "a": mini.clear-txt
//             ^^^^^^^^^^^^^^ TM105 "mini" has no threat "clear-txt". Did you mean "mini.clear-text"?
  without "b": mimi.clear-text
//             ^^^^ TM105 No knowledge base "mimi" is used here. Did you mean "mini"?
  without "c": mini.upload
//             ^^^^^^^^^^^ TM105 "mini.upload" was split into mini.upload-size and mini.upload-type. Name the one that is meant.
  without "d": mini.cleartext
  without "e": mini.rare
//             ^^^^^^^^^ TM105 "mini.rare" is switched off: Nobody cares.
  without "f": base.spoofing
//             ^^^^^^^^^^^^^ TM105 The threats of "base" do not run here: write "use base" in the model.
}
//- own.tm
kb own 1.0
use mini 1.0
use base 1.0
disable mini.rare because "Nobody cares"
"#,
    );
    check(
        "TM102",
        r#"
model shop
use mini 1.0
story s: user {
  without "a": clear-text
//             ^^^^^^^^^^ TM102 No threat called "clear-text". Did you mean "mini.clear-text"?
}
"#,
    );
    step(
        "TM105",
        "Change to \"mini.upload-type\"",
        "model shop\nuse mini 1.0\nstory s: user { without \"c\": mini.upload }\n",
        "model shop\nuse mini 1.0\nstory s: user { without \"c\": mini.upload-type }\n",
    );
}

#[test]
fn imports_are_files_of_models_below_the_root() {
    check(
        "TM102",
        r#"
//- shop.tm
model shop
import "pay/payment.tm" as pay
//     ^^^^^^^^^^^^^^^^ TM102 There is no file "pay/payment.tm" in the workspace. Did you mean "pay/payments.tm"?
import "/etc/pay.tm" as absolute
//     ^^^^^^^^^^^^^ TM102 "/etc/pay.tm" is absolute; write it relative to this file.
import "pay.txt" as text
//     ^^^^^^^^^ TM102 "pay.txt" does not end in .tm.
import "../pay.tm" as outside
//     ^^^^^^^^^^^ TM102 "../pay.tm" lies outside the workspace; only files below its root are read.
import "mini.tm" as mini
//     ^^^^^^^^^ TM102 "mini.tm" is a knowledge base: write "use" instead of "import".
import "loose.tm" as loose
//     ^^^^^^^^^^ TM102 "loose.tm" belongs to no model, so there is nothing to import.
//- pay/payments.tm
model payments
process gateway
//- loose.tm
process lost
"#,
    );
    fix(
        "TM102",
        "Change to \"../pay/payments.tm\"",
        "//- shop/shop.tm\nmodel shop\nimport \"../pay/payment.tm\" as pay\n//- pay/payments.tm\nmodel payments\n",
        "//- shop/shop.tm\nmodel shop\nimport \"../pay/payments.tm\" as pay\n",
    );
}

#[test]
fn models_do_not_import_each_other() {
    check(
        "TM107",
        r#"
//- a.tm
model a
import "b.tm" as b
//     ^^^^^^ TM107 a imports b imports a. Name the other side as an entity in one of them.
//  | b.tm:2 "a.tm": "b" imports "a"
//- b.tm
model b
import "a.tm" as a
//     ^^^^^^ TM107 b imports a imports b. Name the other side as an entity in one of them.
//- c.tm
model c
import "a.tm" as a
import "c.tm" as self
//     ^^^^^^ TM107 "c" imports itself. Name the elements without an import.
"#,
    );
}

#[test]
fn a_type_must_be_declared_for_its_kind() {
    check(
        "TM201",
        r#"
model shop
use mini 1.0
process api: web-ap
//           ^^^^^^ TM201 No process type "web-ap". Did you mean "web-app"?
store api2: web-app
//          ^^^^^^^ TM201 No store type "web-app": it is a process type, and a store takes a store type.
flow f: api -> api2 via database
//                      ^^^^^^^^ TM201 No flow type "database": it is a store type, and "via" takes a flow type.
process plain: mini.web-app
"#,
    );
    check(
        "TM201",
        r#"
model shop
process api: web-app
//           ^^^^^^^ TM201 No process type "web-app". Types come from knowledge bases: begin with "use base 1.0".
"#,
    );
    fix(
        "TM201",
        "Change to \"web-app\"",
        "model shop\nuse mini 1.0\nprocess api: web-ap\n",
        "model shop\nuse mini 1.0\nprocess api: web-app\n",
    );
}

#[test]
fn names_are_spelt_in_one_way() {
    check(
        "TM110",
        r#"
model shop
process myApp
//      ^^^^^ TM110 Names read best as lower-case-with-hyphens; "myApp" does not. Rename it.
process order_book
//      ^^^^^^^^^^ TM110 Names read best as lower-case-with-hyphens; "order_book" does not. Rename it.
process api-2
"#,
    );
    fix(
        "TM110",
        "Rename it to \"my-app\"",
        "model shop\nprocess myApp\n",
        "model shop\nprocess my-app\n",
    );
}

#[test]
fn no_name_is_taken_for_another() {
    check(
        "TM115",
        r#"
model shop
process api
process арі
//      ^^^ TM115 "арі" looks like "api" and is another name. Choose one that nobody can mistake.
//  | shop.tm:2 api: the name it looks like
process pаy
//      ^^^ TM115 "pаy" mixes letters of several scripts, so it is not the name that it seems to be. Write it in one.
process заказы
process сервис-api
process größe
"#,
    );
    fix("TM115", "Rename it to \"pay\"", "model shop\nprocess pаy\n", "model shop\nprocess pay\n");
}

#[test]
fn a_knowledge_base_is_there_for_something() {
    check(
        "TM106",
        r#"
//- shop.tm
model shop
use mini 1.0
use idle 1.0
//  ^^^^ TM106 "idle" contributes nothing: no type, fact or control of it is used, and none of its threats applies. Remove it.
process api: web-app
store cards
flow keep: api -> cards
//- idle.tm
kb idle 1.0
use mini 1.0
threat never: tampering "{p} never" for process p: agent {
  when p.criticality = low
  severity: low
}
//- new.tm
model new
use idle 1.0
"#,
    );
    clean(
        "TM106",
        "//- shop.tm\nmodel shop\nuse calm 1.0\nuse mini 1.0\nprocess api\nstore cards\nflow keep: api -> cards\nzone own: inside { store s holds x }\n//- calm.tm\nkb calm 1.0\nuse mini 1.0\ndisable mini.rare because \"No\"\n",
    );
    fix(
        "TM106",
        "Remove the \"use\"",
        "//- shop.tm\nmodel shop\nuse idle 1.0\nprocess api\nstore cards\nflow keep: api -> cards\n//- idle.tm\nkb idle 1.0\n",
        "//- shop.tm\nmodel shop\nprocess api\nstore cards\nflow keep: api -> cards\n//- idle.tm\nkb idle 1.0\n",
    );
}

#[test]
fn two_knowledge_bases_mean_the_same_by_a_name() {
    check(
        "TM611",
        r#"
//- shop.tm
model shop
use mini 1.0
use other 1.0
//  ^^^^^ TM611 "mini" and "other" both declare "authn", and not alike. Use one of them, or rename it in one.
//- other.tm
kb other 1.0
attribute authn: yes-no for flow
"#,
    );
}

#[test]
fn a_use_in_a_zone_is_misplaced_and_nothing_else() {
    clean("TM104", "model shop\nzone z {\n  use mini 1.0\n  use stride 0.5\n}\n");
    clean("TM101", "model shop\nimport \"pay.tm\" as mini\nzone z {\n  use mini 1.0\n}\n");
}
