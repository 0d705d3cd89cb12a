//! TM301 to TM323: the data-flow diagram.

use crate::fixture::{check, clean, fix, step};

#[test]
fn a_process_stands_between_store_and_entity() {
    check(
        "TM301 TM303",
        r#"
model shop
entity buyer
store cards
process api
flow ask: buyer -> cards
//        ^^^^^^^^^^^^^^ TM301 "cards" talks to "buyer" directly; a process must stand between.
flow show: api -> cards -> buyer
//                ^^^^^^^^^^^^^^ TM301 "cards" talks to "buyer" directly; a process must stand between.
"#,
    );
    clean(
        "TM301",
        "model shop\nentity buyer\nprocess api\nstore cards\nflow ask: buyer -> api -> cards returns nothing\n",
    );
    fix(
        "TM301",
        "Put a process \"cards-service-2\" between",
        "model shop\nentity buyer\nstore cards\nprocess cards-service\nflow ask: buyer -> cards carrying nothing\n",
        "model shop\nentity buyer\nstore cards\nprocess cards-service\nprocess cards-service-2\nflow ask: buyer -> cards-service-2 -> cards carrying nothing\n",
    );
}

#[test]
fn the_process_between_lies_in_the_zone_of_the_store() {
    fix(
        "TM301",
        "Put a process \"cards-service\" between",
        "model shop\nentity buyer\nzone own { store cards }\nflow show: cards -> buyer\n",
        "model shop\nentity buyer\nzone own { store cards }\nprocess cards-service in own\nflow show: cards -> cards-service -> buyer\n",
    );
}

#[test]
fn while_a_flow_leads_nowhere_none_is_missed() {
    for end in ["bnak", "", "own"] {
        clean(
            "TM305 TM306 TM307",
            &format!(
                "model shop\nentity buyer\nprocess api\nprocess bank\nstore cards\nzone own\nflow ask: buyer -> api\nflow keep: buyer -> cards carrying card\nasset card\nflow pay: api -> {end}\n"
            ),
        );
    }
}

#[test]
fn errors_are_reported_out_of_scope_and_nothing_else() {
    check(
        "TM301 TM305 TM310",
        r#"
model shop
entity buyer
store cards
flow ask: buyer -> cards
//        ^^^^^^^^^^^^^^ TM301 …
scope out buyer, cards
"#,
    );
}

#[test]
fn data_does_not_move_itself() {
    check(
        "TM302 TM303",
        r#"
model shop
store hot
store cold
flow copy: hot -> cold
//         ^^^^^^^^^^^ TM302 Data cannot move itself from "hot" to "cold". Draw the process that moves it.
"#,
    );
    fix(
        "TM302",
        "Put a process \"hot-service\" between",
        "model shop\nzone inside {\n  store hot\n  store cold\n  flow copy: hot -> cold\n}\n",
        "model shop\nzone inside {\n  store hot\n  store cold\n  process hot-service\n  flow copy: hot -> hot-service -> cold\n}\n",
    );
}

#[test]
fn a_read_is_drawn_from_the_reader() {
    check(
        "TM303",
        r#"
model shop
store cards
process api
flow read: cards -> api carrying card
//         ^^^^^^^^^^^^ TM303 Flows begin at an entity or a process. Write a read as "api -> cards … returns" what is read.
"#,
    );
    clean("TM303", "model shop\nstore cards\nprocess api\nflow read: api -> cards returns ?\n");
    fix(
        "TM303",
        "Turn it around",
        "model shop\nasset card\nstore cards\nprocess api\nflow read: cards -> api \"Read\" via x carrying card\n",
        "model shop\nasset card\nstore cards\nprocess api\nflow read: api -> cards \"Read\" via x returns card\n",
    );
}

#[test]
fn every_end_of_a_flow_is_an_element() {
    check(
        "TM304 TM102",
        r#"
//- shop.tm
model shop
process api
import "pay.tm" as pay
flow f: api -> bnak
//             ^^^^ TM304 Flow "f" goes nowhere: there is no element "bnak". If it leaves your project, name the other side as an entity.
flow g: apy -> api
//      ^^^ TM304 Flow "g" comes from nowhere: there is no element "apy". Did you mean "api"?
flow h: api -> pay.gatway
//             ^^^^^^^^^^ TM304 Flow "h" goes nowhere: there is no element "pay.gatway". Did you mean "gateway"?
flow i: api -> pay.gateway
//- pay.tm
model pay
process gateway
"#,
    );
    fix(
        "TM304",
        "Create the entity \"bank\"",
        "model shop\nprocess api\nflow f: api -> bank\n",
        "model shop\nprocess api\nentity bank\nflow f: api -> bank\n",
    );
    fix(
        "TM304",
        "Change to \"gateway\"",
        "//- shop.tm\nmodel shop\nprocess api\nimport \"pay.tm\" as pay\nflow h: api -> pay.gatway\n//- pay.tm\nmodel pay\nprocess gateway\n",
        "//- shop.tm\nmodel shop\nprocess api\nimport \"pay.tm\" as pay\nflow h: api -> pay.gateway\n",
    );
}

#[test]
fn an_element_without_flows_is_isolated() {
    check(
        "TM305",
        r#"
model shop
process api
store cards
process cron
//      ^^^^ TM305 Nothing flows to or from "cron". Draw a flow, or leave it out with "scope out cron".
process worker
flow f: api -> cards
scope out worker
"#,
    );
    fix(
        "TM305",
        "Leave it out of scope",
        "model shop\nzone inside {\n  process cron\n}\n",
        "model shop\nzone inside {\n  process cron\n}\nscope out cron\n",
    );
}

#[test]
fn a_flow_leads_to_a_store_or_an_entity() {
    check(
        "TM306",
        r#"
model shop
entity buyer
process api
process worker
process sink
store cards
flow order: buyer -> api
flow keep: api -> worker -> cards
flow drop: api -> sink
//         ^^^^^^^^^^^ TM306 "drop" leads nowhere: "sink" passes nothing on. Draw where the data goes, or what "drop" returns.
"#,
    );
    // What comes back leads on, records may stay where they are kept, and what begins at a store is
    // to be turned around.
    for flow in [
        "flow drop: api -> sink returns nothing-much",
        "flow drop: api -> sink { purpose: log }",
        "flow drop: cards -> sink",
    ] {
        clean(
            "TM306",
            &format!(
                "model shop\nasset nothing-much\nprocess api\nprocess sink\nstore cards\n{flow}\n"
            ),
        );
    }
    clean(
        "TM306",
        r#"
//- shop.tm
model shop
entity buyer
process api
import "pay.tm" as pay
flow ask: buyer -> api returns nothing-much
flow buy: buyer -> api
flow pay-it: api -> pay.gateway
asset nothing-much
//- pay.tm
model pay
process gateway
"#,
    );
    fix(
        "TM306",
        "Say that something comes back",
        "model shop\nentity buyer\nprocess api\nflow ask: buyer -> api \"Ask\" {\n  owner: @kim\n}\n",
        "model shop\nentity buyer\nprocess api\nflow ask: buyer -> api \"Ask\" returns ? {\n  owner: @kim\n}\n",
    );
}

#[test]
fn a_flow_touches_the_system_and_moves() {
    check(
        "TM308 TM309",
        r#"
model shop
entity buyer
entity bank
process api
flow talk: buyer -> bank
//         ^^^^^^^^^^^^^ TM308 "talk" never touches the system: it joins two entities. …
flow loop: api -> api
//         ^^^^^^^^^^ TM309 "api" talks to itself: no data moves. …
flow self: buyer -> buyer
//         ^^^^^^^^^^^^^^ TM309 "buyer" talks to itself: no data moves. …
"#,
    );
    fix(
        "TM308",
        "Remove the flow",
        "model shop\nentity a\nentity b\n/// They talk.\nflow talk: a -> b\nprocess c\n",
        "model shop\nentity a\nentity b\nprocess c\n",
    );
}

#[test]
fn what_people_see_has_a_title() {
    check(
        "TM310",
        r#"
model shop
zone inside
//   ^^^^^^ TM310 Give "inside" a name that people use.
process card-reader in inside
//      ^^^^^^^^^^^ TM310 Give "card-reader" a name that people use.
process api "API"
asset card
flow f: api -> card-reader
//   ^ TM310 Give "f" a name that people use.
"#,
    );
    fix(
        "TM310",
        "Call it \"Card reader\"",
        "model shop\nprocess card-reader: web-app in inside\n",
        "model shop\nprocess card-reader: web-app \"Card reader\" in inside\n",
    );
    fix(
        "TM310",
        "Call it \"Ask\"",
        "model shop\nprocess a \"A\"\nprocess b \"B\"\nflow ask: a -> b via https\n",
        "model shop\nprocess a \"A\"\nprocess b \"B\"\nflow ask: a -> b \"Ask\" via https\n",
    );
}

#[test]
fn numbers_are_for_all_and_each_is_one() {
    check(
        "TM311 TM312",
        r#"
//- shop.tm
model shop
process a
process b
flow 1 x: a -> b
//   ^ TM312 1 is also the number of "z".
//  | other.tm:2 z: "z" is number 1, too
flow y: b -> a
//   ^ TM311 Other flows have a number and "y" has none. Write one after "flow".
//- other.tm
part of shop
flow 1 z: a -> a
//   ^ TM312 1 is also the number of "x".
"#,
    );
    clean("TM311 TM312", "model shop\nprocess a\nprocess b\nflow x: a -> b\nflow y: b -> a\n");
    step(
        "TM312",
        "Remove the number",
        "model shop\nprocess a\nprocess b\nflow 1 x: a -> b\nflow 1 y: b -> a\n",
        "model shop\nprocess a\nprocess b\nflow x: a -> b\nflow 1 y: b -> a\n",
    );
}

#[test]
fn elements_lie_in_zones_once_there_are_some() {
    check(
        "TM313",
        r#"
model shop
zone inside { process api }
entity buyer
//     ^^^^^ TM313 Which trust zone is "buyer" in? Until then it counts as outside, trusted by nobody.
process cron
//      ^^^^ TM313 Which trust zone is "cron" in? Until then it counts as inside, trusted medium.
process worker in inside
process lost in nowhere
"#,
    );
    clean("TM313", "model shop\nprocess api\n");
    fix(
        "TM313",
        "Put it in \"inside\"",
        "model shop\nzone inside\nzone outside\nstore cards: database \"Cards\" holds card\n",
        "model shop\nzone inside\nzone outside\nstore cards: database \"Cards\" in inside holds card\n",
    );
}

#[test]
fn a_model_with_flows_has_a_boundary() {
    check(
        "TM314",
        r#"
model shop
//    ^^^^ TM314 No trust boundary yet: where does trust change? …
process a
process b
flow f: a -> b
"#,
    );
    clean("TM314", "model shop\nprocess a\n");
    clean("TM314", "model shop\nzone z { process a }\nflow f: a -> a\n");
}

#[test]
fn somebody_says_how_far_a_zone_is_trusted() {
    check(
        "TM315",
        r#"
model shop
use mini 1.0
zone unknown {
//   ^^^^^^^ TM315 How far do you trust what is in "unknown"? Until you say it counts as medium.
  zone inner
//     ^^^^^ TM315 How far do you trust what is in "inner"? …
}
zone said trust low { zone inherits }
zone typed: internet
zone asked { trust: ? }
"#,
    );
    fix(
        "TM315",
        "Write \"trust high\"",
        "model shop\nzone inside \"Inside\" {\n  process api\n}\n",
        "model shop\nzone inside \"Inside\" trust high {\n  process api\n}\n",
    );
}

#[test]
fn trust_grows_inwards_unless_something_is_isolated() {
    check(
        "TM316",
        r#"
model shop
zone inside trust high {
  zone guest trust low
//     ^^^^^ TM316 "guest" is trusted less (low) than "inside" around it (high). If that is meant, write "isolated: yes".
//  | shop.tm:2 inside: "inside" lies around it
  zone sandbox trust none { isolated: yes }
  zone vault trust full
}
"#,
    );
    fix(
        "TM316",
        "Mark it as isolated",
        "model shop\nzone inside trust high {\n  zone guest trust low {\n    process a\n  }\n}\n",
        "model shop\nzone inside trust high {\n  zone guest trust low {\n    isolated: yes\n    process a\n  }\n}\n",
    );
    fix(
        "TM316",
        "Change its trust to high",
        "model shop\nzone inside trust high {\n  zone guest trust low\n}\n",
        "model shop\nzone inside trust high {\n  zone guest trust high\n}\n",
    );
}

#[test]
fn a_store_is_written_and_read() {
    check(
        "TM307",
        r#"
model shop
use mini 1.0
asset card: secret
process api
store logs
//    ^^^^ TM307 Nobody ever reads "logs". Draw who does: "reader -> logs … returns" what is read.
store rates
//    ^^^^^ TM307 Nobody ever writes "rates". Draw where its data comes from.
store cards
store unsaid
flow log: api -> logs carrying card
flow rate: api -> rates returns card
flow both: api -> cards carrying card returns card
flow whatever: api -> unsaid
"#,
    );
    clean(
        "TM307",
        "model shop\nuse mini 1.0\nasset card: secret\nprocess api\nstore logs: log-store\nflow log: api -> logs carrying card\n",
    );
    fix(
        "TM307",
        "Draw a flow by which \"api\" reads it",
        "model shop\nasset card\nprocess api\nstore logs\nflow log: api -> logs carrying card\n",
        "model shop\nasset card\nprocess api\nstore logs\nflow read-logs: api -> logs returns ?\nflow log: api -> logs carrying card\n",
    );
}

#[test]
fn a_zone_holds_something() {
    check(
        "TM317",
        r#"
model shop
zone net "Net" { zone dmz { process api } }
zone spare "Spare"
//   ^^^^^ TM317 "spare" is empty. Put an element in it, or remove it.
zone office
process desk in office
"#,
    );
    fix("TM317", "Remove the zone", "model shop\nzone spare {\n}\n", "model shop\n");
}

#[test]
fn who_enters_a_trusted_zone_says_who_it_is() {
    let model = r#"
model shop
use mini 1.0
asset card: secret
asset page classified public
zone net: internet { entity buyer }
zone own: inside { process api }
flow ask: buyer -> api carrying card { authn: none }
//   ^^^ TM318 "ask" enters "own" without authentication. Say how the caller proves who it is, or plan it.
flow pay: buyer -> api carrying card { authn: token }
flow any: buyer -> api carrying card
flow tell: api -> buyer carrying card { authn: none }
flow read: buyer -> api carrying nothing returns page { authn: none }
"#;
    check("TM318", model);
    let head = "model shop\nuse mini 1.0\nzone net: internet { entity buyer }\nzone own: inside { process api }\n";
    // What is written already is changed, not contradicted.
    let ask = |rest: &str| format!("{head}flow ask: buyer -> api{rest}\n");
    fix("TM318", "Write \"authn: token\"", &ask(" { authn: none }"), &ask(" { authn: token }"));
    fix(
        "TM318",
        "Write \"authenticated: yes\"",
        &ask(" { authenticated: no }"),
        &ask(" { authenticated: yes }"),
    );
    let plan = "mitigation authenticated-ask: authenticated on ask status planned\n";
    fix(
        "TM318",
        "Plan a mitigation \"authenticated-ask\"",
        &ask(" { authn: none }"),
        &format!("{}{plan}", ask(" { authn: none }")),
    );
    // Where anybody may call, nobody is missing.
    let anybody = "kb open 1.0\nchoice authn: none, anonymous, token\n\
        attribute authn: authn for flow { default: unset }\n\
        mitigation authenticated \"Know every caller\" for flow f {\n  when f.authn = token\n  \
        unless f.authn in [none, anonymous]\n}\n";
    let open = |authn: &str| {
        format!(
            "//- shop.tm\nmodel shop\nuse open 1.0\nzone net trust none {{ entity buyer }}\n\
             zone own trust high {{ process api }}\nflow ask: buyer -> api {{ authn: {authn} }}\n\
             //- open.tm\n{anybody}"
        )
    };
    clean("TM318", &open("anonymous"));
    clean("TM318", &open("token"));
}

#[test]
fn what_crosses_in_the_clear_is_reported_unless_a_rule_does() {
    check(
        "TM319",
        r#"
//- shop.tm
model shop
use mini 1.0
asset card: secret
asset page classified public
zone net: internet { entity buyer }
zone own: inside { process api }
flow ask: buyer -> api via http carrying page, card
//   ^^^ TM319 "ask" crosses from "net" to "own" in the clear with "card". Encrypt it.
flow read: buyer -> api via http carrying page
flow safe: buyer -> api via tls carrying card
flow any: buyer -> api carrying card
//- strict.tm
model strict
use mini 1.0
use strictly 1.0
asset card: secret
zone net: internet { entity buyer }
zone own: inside { process api }
flow ask: buyer -> api via http carrying card
//- strictly.tm
kb strictly 1.0
use mini 1.0
threat readable: information-disclosure "{f} is read" for flow f {
  when f.crosses
  unless f.encrypted
  severity: high
}
"#,
    );
    let model = |via: &str| {
        format!(
            "model shop\nuse mini 1.0\nasset card: secret\nzone net: internet {{ entity buyer }}\nzone own: inside {{ process api }}\nflow ask: buyer -> api via {via} carrying card\n"
        )
    };
    fix("TM319", "Write \"via tls\"", &model("http"), &model("tls"));
    let inside = "kb wires 1.0\nchoice network: local, public\n\
        attribute network: network for flow { default: unset }\nmitigation encrypted \"Hide\" for flow\n";
    clean(
        "TM319",
        &format!(
            "//- shop.tm\nmodel shop\nuse wires 1.0\nasset card classified restricted\n\
             zone net trust none {{ process box }}\nzone own trust high {{ process api }}\n\
             flow ask: box -> api carrying card {{ encrypted: no; network: local }}\n//- wires.tm\n{inside}"
        ),
    );
}

#[test]
fn a_flow_says_what_it_carries() {
    check(
        "TM320",
        r#"
model shop
asset card
entity buyer
process api
flow ask: buyer -> api
//   ^^^ TM320 What does "ask" carry? Write "carrying" and the assets, or "carrying nothing".
flow none: buyer -> api carrying nothing
flow back: buyer -> api returns card
"#,
    );
    clean("TM320", "model shop\nentity buyer\nprocess api\nflow ask: buyer -> api\n");
    let model = |clause: &str| {
        format!(
            "model shop\nasset card\nentity buyer\nprocess api\nflow ask: buyer -> api{clause}\n"
        )
    };
    fix("TM320", "Write \"carrying card\"", &model(""), &model(" carrying card"));
    fix("TM320", "Write \"carrying nothing\"", &model(""), &model(" carrying nothing"));
}

#[test]
fn what_is_precious_stays_where_trust_is() {
    check(
        "TM321",
        r#"
model shop
use mini 1.0
asset card: secret
asset page classified public
zone net: internet {
  entity buyer
  process widget
//        ^^^^^^ TM321 "card" ends up in "net", where trust is none. Send or keep less there, or write "trust" and a higher level on that zone. If it is meant, say why above "widget": // tm-allow TM321: …
//  | shop.tm:12 show: "show" brings it
  store cache holds card, page
//      ^^^^^ TM321 "card" ends up in "net", where trust is none. Send or keep less there, or write "trust" and a higher level on that zone. If it is meant, say why above "cache": // tm-allow TM321: …
  process banner
}
zone own: inside { process api }
flow show: api -> widget carrying card
flow draw: api -> banner carrying page
flow tell: api -> buyer carrying card
"#,
    );
    // A person's own device shows that person's own data.
    clean(
        "TM321",
        "//- shop.tm\nmodel shop\nuse own 1.0\nasset card classified restricted\n\
         zone home trust low { process screen: screen-app }\nzone own trust high { process api }\n\
         flow show: api -> screen carrying card\n\
         //- own.tm\nkb own 1.0\ntype client: process \"Client\"\ntype screen-app: client \"Screen\"\n",
    );
}

#[test]
fn agents_have_a_zone_of_their_own() {
    check(
        "TM322",
        r#"
model shop
use mini 1.0
zone own: inside {
  process helper: agent
//        ^^^^^^ TM322 "helper" is an agent and shares "own" with "api". Give agents a zone of their own: it limits what one that was misled can reach.
//  | shop.tm:5 api: "api" lies in the same zone
  process api
}
zone apart: inside { process other: agent; process third: agent }
zone box: inside { kind: sandbox; process boxed: agent; process tool }
"#,
    );
    fix(
        "TM322",
        "Put it in a zone of its own",
        "model shop\nuse mini 1.0\nzone own: inside {\n  process helper: agent\n  process api\n}\n",
        "model shop\nuse mini 1.0\nzone own: inside {\n  zone helper-zone {\n    process helper: agent\n  }\n  process api\n}\n",
    );
}

#[test]
fn a_threat_on_what_is_out_of_scope_is_hidden() {
    check(
        "TM323",
        r#"
model shop
process api
process worker
//      ^^^^^^ TM323 "worker" is out of scope, so the threat "theft" on it is hidden. Take it into scope, or place the threat elsewhere.
//  | shop.tm:5 theft: "theft" is declared here
scope out worker
threat theft: tampering on worker, api
"#,
    );
}
