//! TM007 to TM009: what may stand where.

use crate::fixture::{check, clean, fix};

#[test]
fn knowledge_base_items_do_not_belong_in_a_model() {
    check(
        "TM007",
        r#"
model shop
type web: process
^^^^ TM007 "type" belongs in a knowledge base: a file that begins with "kb".
process api
"#,
    );
    clean("TM007", "kb own 1.0\ntype web: process\n");
}

#[test]
fn a_header_stands_first() {
    check(
        "TM007",
        r#"
model shop
process api
part of shop
^^^^ TM007 "part" says what a file is, so it must be the first item. Move it to a file of its own.
"#,
    );
}

#[test]
fn a_zone_holds_elements_flows_and_zones() {
    check(
        "TM007",
        r#"
model shop
zone inside {
  process api
  asset order {
//^^^^^ TM007 "asset" does not lie in a zone: move it out. …
    integrity: high
  }
}
"#,
    );
    fix(
        "TM007",
        "Move it out",
        r#"
model shop
zone inside {
  process api
  /// What we protect.
  asset order {
    integrity: high
  }
}
"#,
        r#"
model shop
zone inside {
  process api
}
/// What we protect.
asset order {
  integrity: high
}
"#,
    );
    check(
        "TM007",
        r#"
model shop
process api { store orders }
//            ^^^^^ TM007 "store" cannot stand inside a process: move it out. Only zones hold other items.
"#,
    );
}

#[test]
fn a_clause_applies_to_its_items_only() {
    check(
        "TM008",
        r#"
model shop
process api via https
//          ^^^ TM008 "via" does not apply to a process. It belongs to a flow.
process web {
  holds: order
//^^^^^ TM008 "holds" does not apply to a process. It belongs to a store.
  when yes
//^^^^ TM008 "when" does not apply to a process. It belongs in a knowledge base.
}
event ring: bell "Ring"
//          ^^^^ TM008 An event takes no kind after ":".
zone inside { trust: high assuming quiet }
//                                 ^^^^^ TM008 "assuming" goes with facts and controls; "trust" cannot rest on an assumption.
"#,
    );
    clean(
        "TM008",
        "model shop\nflow f: a -> b via https carrying order\nasset order classified public\n",
    );
    fix(
        "TM008",
        "Remove \"via\"",
        "model shop\nprocess api \"API\" via https { owner: @kim }\n",
        "model shop\nprocess api \"API\" { owner: @kim }\n",
    );
    fix(
        "TM008",
        "Remove \"holds\"",
        "model shop\nprocess web {\n  owner: @kim\n  holds: order\n}\n",
        "model shop\nprocess web {\n  owner: @kim\n}\n",
    );
    fix(
        "TM008",
        "Remove \"assuming\"",
        "model shop\nzone inside { trust: high assuming quiet }\n",
        "model shop\nzone inside { trust: high }\n",
    );
}

#[test]
fn each_property_is_given_once() {
    check(
        "TM009",
        r#"
model shop
flow f: a -> b via https {
  owner: @kim
  via: plain
//^^^ TM009 "via" is given twice; the first is used.
//  | shop.tm:2 via: the first one
}
"#,
    );
    clean("TM009", "model shop\nflow f: a -> b via https { owner: @kim }\n");
    fix(
        "TM009",
        "Remove this one",
        "model shop\nprocess a { owner: @kim; owner: @dana; checked: yes }\n",
        "model shop\nprocess a { owner: @kim; checked: yes }\n",
    );
}

#[test]
fn the_small_models_of_tests_are_checked_too() {
    check(
        "TM007 TM008 TM009 TM202 TM203",
        r#"
//- own.tm
kb own 1.0 "Own" { license: "MIT" }
use mini 1.0
test "small" {
  type x: process
//^^^^ TM007 "type" does not belong in a test, which holds a small model.
  process p holds x
//          ^^^^^ TM008 "holds" does not apply to a process. It belongs to a store.
  process q { chcked: yes }
//            ^^^^^^ TM202 A process has no attribute "chcked". Did you mean "checked"?
  process r { checked: maybe }
//                     ^^^^^ TM203 "checked" takes yes or no; found "maybe".
  zone z { asset a }
//         ^^^^^ TM007 "asset" does not lie in a zone: move it out.
}
"#,
    );
}

#[test]
fn knowledge_bases_have_each_finding_once() {
    check(
        "TM001 TM007 TM008 TM009 TM101 TM104 TM202 TM203",
        r#"
//- own.tm
kb own 1.0 "Own" { license: "MIT"; colour: "red" }
//                                 ^^^^^^ TM202 kb takes no property "colour".
process p
^^^^^^^ TM007 "process" belongs in a model.
mitigation m "M" for flow on x
//                        ^^ TM008 "on" does not apply to mitigation.
mitigation n "N" for flow { top: yes; top: no }
//                                    ^^^ TM009 "top" is given twice; the first is used.
mitigation n "N" for process { top: maybe }
//         ^ TM101 …
type t: process { kind: internet }
//                ^^^^ TM202 "kind" is for types of zone; this is a type of process.
"#,
    );
}

#[test]
fn a_title_comes_last_in_its_header() {
    check(
        "TM002",
        r#"
model shop
process api "Shop": web-app
//          ^^^^^^ TM002 The title comes last: api: web-app "Shop"
flow 3.1 pay "Pay": web -> api via https
//           ^^^^^ TM002 The title comes last: pay: web -> api "Pay"
process web "Web" : "Web"
//                ^ TM002 Expected a clause after "Web".
"#,
    );
    fix(
        "TM002",
        "Write it last",
        "model shop\nflow 1 pay \"Pay\": web -> api/desk via https {\n}\n",
        "model shop\nflow 1 pay: web -> api/desk \"Pay\" via https {\n}\n",
    );
    fix(
        "TM002",
        "Write it last",
        "model shop\nprocess `the api` \"Shop\" : base.web-app",
        "model shop\nprocess `the api`: base.web-app \"Shop\"",
    );
}

#[test]
fn a_property_in_the_header_moves_into_the_body() {
    check(
        "TM002",
        r#"
model shop
process api "Shop" isolated yes
//                 ^^^^^^^^ TM002 "isolated" is no clause. As a property it stands in the body: { isolated: yes }.
process web "Web" onn office
//                ^^^ TM002 Expected a clause after "Web".
zone office "Office"
"#,
    );
    for (header, body) in [
        (" tier A\n", " { tier: A }\n"),
        (" tier ? {\n  owner: @kim\n}\n", " { tier: ?\n  owner: @kim\n}\n"),
        (" tier \"A\" { owner: @kim }\n", " { tier: \"A\"; owner: @kim }\n"),
        (" tier 1 {}\n", " { tier: 1}\n"),
    ] {
        let model = |rest: &str| format!("model shop\nprocess api \"Shop\"{rest}");
        fix("TM002", "Write it in the body", &model(header), &model(body));
    }
}
