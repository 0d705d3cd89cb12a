//! Why a threat fires, each form of a predicate once.

use expect_test::{Expect, expect};

use super::fixture::explained;

fn check(model: &str, key: &str, expected: &Expect) {
    expected.assert_eq(&explained(model, key));
}

/// A caller outside, an app and a store inside.
const SHOP: &str = r#"model shop "Shop"
use house 1.0
asset order "Order" classified confidential
zone street: outside { entity buyer }
zone yard: inside {
  process web: app
  store orders holds order
}
flow ask: buyer -> web via cable carrying order { line: copper }
flow keep: web -> orders carrying order
"#;

#[test]
fn each_part_of_when_names_the_fact_and_where_it_is_written() {
    check(
        SHOP,
        "readable on ask",
        &expect![[r#"
        Fires
        possible high
        when
          + f.crosses and any(a in f.data where a.classified >= confidential)
            + f.crosses
              ask goes up, from street (trust none) into yard (trust high) [shop.tm:9 ask]
            + any(a in f.data where a.classified >= confidential)
              + order
                + a.classified >= confidential
                  classified: confidential on order [shop.tm:3 classified confidential]
        unless
          ? f.sealed or f.line = glass
            ? f.sealed
              nobody says whether there is sealed on ask [shop.tm:9 ask]
            - f.line = glass
              line: copper on ask, written [shop.tm:9 line: copper]
        remedy sealed: yes on ask
        remedy line: glass on ask
        asks Is ask sealed?
    "#]],
    );
}

#[test]
fn what_a_type_says_answers_and_names_the_type() {
    let glass = SHOP.replace(" { line: copper }", "");
    check(
        &glass,
        "house.readable on ask",
        &expect![[r#"
        Fires
        mitigated high
        when
          + f.crosses and any(a in f.data where a.classified >= confidential)
            + f.crosses
              ask goes up, from street (trust none) into yard (trust high) [shop.tm:9 ask]
            + any(a in f.data where a.classified >= confidential)
              + order
                + a.classified >= confidential
                  classified: confidential on order [shop.tm:3 classified confidential]
        unless
          + f.sealed or f.line = glass
            ? f.sealed
              nobody says whether there is sealed on ask [shop.tm:9 ask]
            + f.line = glass
              line: glass on ask, as of every cable [house.tm:19 cable]
    "#]],
    );
}

#[test]
fn a_derived_fact_is_told_with_what_it_follows_from() {
    check(
        SHOP,
        "called on web",
        &expect![[r#"
            Folded("house.seen on web")
            possible critical
            when
              + p.called and not (p.weight = light)
                + p.called
                  called: yes on web, which follows from other facts
                    + any(f in e.inflows where f.crossing = up)
                      + ask
                        + f.crossing = up
                          ask goes up, from street (trust none) into yard (trust high) [shop.tm:9 ask]
                + not (p.weight = light)
                  weight of web is not written, so no comparison with it holds [shop.tm:6 web]
            unless
              ? p.guarded and all(f in p.inflows where f.sealed)
                ? p.guarded
                  nobody says whether there is guarded on web [shop.tm:6 web]
                ? all(f in p.inflows where f.sealed)
                  ? ask
                    ? f.sealed
                      nobody says whether there is sealed on ask [shop.tm:9 ask]
            remedy guarded: yes on web and sealed: yes on ask
            remedy watched: yes on web
            asks Is web guarded?
            asks Is ask sealed?
        "#]],
    );
}

#[test]
fn a_fact_that_spreads_is_followed_back_to_where_it_begins() {
    check(
        SHOP,
        "soiled on orders",
        &expect![[r#"
        Fires
        possible critical
        when
          + s.dirty
            dirty: yes on orders, which follows from other facts
              + spreads over keep
                it spreads from web to orders [shop.tm:10 keep]
              + dirty on web
                + e.called
                  called: yes on web, which follows from other facts
                    + any(f in e.inflows where f.crossing = up)
                      + ask
                        + f.crossing = up
                          ask goes up, from street (trust none) into yard (trust high) [shop.tm:9 ask]
        unless
          ? s.saved
            nobody says whether there is saved on orders [shop.tm:7 orders]
        remedy saved: yes on orders
        asks Is orders saved?
    "#]],
    );
}

#[test]
fn a_count_names_its_members() {
    let twice = format!("{SHOP}flow again: buyer -> web carrying nothing\n");
    check(
        &twice,
        "busy on web",
        &expect![[r#"
        Fires
        open medium
        when
          + count(f in p.inflows) >= 2 or no(f in p.outflows)
            + count(f in p.inflows) >= 2
              + again
                again is a flow [shop.tm:11 again]
              + ask
                ask is a flow of type cable [shop.tm:9 ask]
            - no(f in p.outflows)
              + keep
                keep is a flow [shop.tm:10 keep]
    "#]],
    );
}

#[test]
fn a_way_is_told_from_end_to_end() {
    check(
        SHOP,
        "around on orders",
        &expect![[r#"
        Fires
        open medium
        when
          + any(e in model.entities where reaches(e -> s avoiding x where x is door))
            + buyer
              + reaches(e -> s avoiding x where x is door)
                a way leads over buyer → web → orders [shop.tm:9 ask]
    "#]],
    );
}

#[test]
fn a_mitigation_that_is_done_answers_and_is_named() {
    let done = format!("{SHOP}mitigation wax: sealed \"Wax\" on ask status done\n");
    check(
        &done,
        "readable on ask",
        &expect![[r#"
        Fires
        mitigated high
        when
          + f.crosses and any(a in f.data where a.classified >= confidential)
            + f.crosses
              ask goes up, from street (trust none) into yard (trust high) [shop.tm:9 ask]
            + any(a in f.data where a.classified >= confidential)
              + order
                + a.classified >= confidential
                  classified: confidential on order [shop.tm:3 classified confidential]
        unless
          + f.sealed or f.line = glass
            + f.sealed
              sealed: yes on ask, by the mitigation wax (done) [shop.tm:11 wax]
            - f.line = glass
              line: copper on ask, written [shop.tm:9 line: copper]
    "#]],
    );
}

#[test]
fn a_mitigation_that_is_planned_will_answer() {
    let planned = format!("{SHOP}mitigation wax: sealed \"Wax\" on ask until 2027-01-31\n");
    check(
        &planned,
        "readable on ask",
        &expect![[r#"
            Fires
            planned high
            when
              + f.crosses and any(a in f.data where a.classified >= confidential)
                + f.crosses
                  ask goes up, from street (trust none) into yard (trust high) [shop.tm:9 ask]
                + any(a in f.data where a.classified >= confidential)
                  + order
                    + a.classified >= confidential
                      classified: confidential on order [shop.tm:3 classified confidential]
            unless
              ? f.sealed or f.line = glass
                ? f.sealed
                  nobody says whether there is sealed on ask [shop.tm:9 ask]
                - f.line = glass
                  line: copper on ask, written [shop.tm:9 line: copper]
            answered by
              sealed: yes on ask, once the mitigation wax is done (planned, until 2027-01-31) [shop.tm:11 wax]
            remedy sealed: yes on ask
            remedy line: glass on ask
        "#]],
    );
}

#[test]
fn a_control_that_counters_the_rule_answers_it_too() {
    let watched = SHOP.replace("process web: app", "process web: app { watched: yes }");
    check(
        &watched,
        "called on web",
        &expect![[r#"
            Folded("house.seen on web")
            mitigated critical
            when
              + p.called and not (p.weight = light)
                + p.called
                  called: yes on web, which follows from other facts
                    + any(f in e.inflows where f.crossing = up)
                      + ask
                        + f.crossing = up
                          ask goes up, from street (trust none) into yard (trust high) [shop.tm:9 ask]
                + not (p.weight = light)
                  weight of web is not written, so no comparison with it holds [shop.tm:6 web]
            unless
              ? p.guarded and all(f in p.inflows where f.sealed)
                ? p.guarded
                  nobody says whether there is guarded on web [shop.tm:6 web]
                ? all(f in p.inflows where f.sealed)
                  ? ask
                    ? f.sealed
                      nobody says whether there is sealed on ask [shop.tm:9 ask]
            answered by
              watched: yes on web, written [shop.tm:6 watched: yes]
        "#]],
    );
}

#[test]
fn a_mitigation_that_counters_the_threat_is_named_without_a_control() {
    for status in ["done", "planned"] {
        let line = format!("mitigation gate on web status {status} counters house.called\n");
        let said = explained(&format!("{SHOP}{line}"), "called on web");
        let answer = said.split_once("answered by\n").expect("it is answered").1;
        let place = "[shop.tm:11 gate]";
        assert_eq!(
            answer.lines().next().expect("a line").trim(),
            match status {
                "done" => format!("countered on web, by the mitigation gate (done) {place}"),
                _ =>
                    format!("countered on web, once the mitigation gate is done (planned) {place}"),
            }
        );
    }
}

#[test]
fn a_control_of_a_zone_around_names_the_zone() {
    let zone = SHOP.replace("zone yard: inside {", "zone yard: inside {\n  saved: yes");
    check(
        &zone,
        "soiled on orders",
        &expect![[r#"
        Fires
        mitigated critical
        when
          + s.dirty
            dirty: yes on orders, which follows from other facts
              + spreads over keep
                it spreads from web to orders [shop.tm:11 keep]
              + dirty on web
                + e.called
                  called: yes on web, which follows from other facts
                    + any(f in e.inflows where f.crossing = up)
                      + ask
                        + f.crossing = up
                          ask goes up, from street (trust none) into yard (trust high) [shop.tm:10 ask]
        unless
          + s.saved
            saved: yes on orders, written on the zone yard [shop.tm:6 saved: yes]
    "#]],
    );
}

#[test]
fn what_rests_on_a_refuted_assumption_says_so() {
    let refuted = SHOP.replace("{ line: copper }", "{ line: copper; sealed: yes assuming wax }")
        + "assumption wax: infrastructure \"Wax holds\" { status: refuted }\n";
    check(
        &refuted,
        "readable on ask",
        &expect![[r#"
            Fires
            open high
            when
              + f.crosses and any(a in f.data where a.classified >= confidential)
                + f.crosses
                  ask goes up, from street (trust none) into yard (trust high) [shop.tm:9 ask]
                + any(a in f.data where a.classified >= confidential)
                  + order
                    + a.classified >= confidential
                      classified: confidential on order [shop.tm:3 classified confidential]
            unless
              - f.sealed or f.line = glass
                - f.sealed
                  sealed: no on ask, because the assumption wax is refuted [shop.tm:9 sealed: yes assuming wax]
                - f.line = glass
                  line: copper on ask, written [shop.tm:9 line: copper]
            remedy sealed: yes on ask
            remedy line: glass on ask
        "#]],
    );
}
