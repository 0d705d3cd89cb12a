//! Why a threat does not fire: what is false, what nobody says, and what keeps the rule away.

use expect_test::{Expect, expect};
use tm_model::explain::nearest_keys;

use super::fixture::{explained, workspace};

fn check(model: &str, key: &str, expected: &Expect) {
    expected.assert_eq(&explained(model, key));
}

const SHOP: &str = r#"model shop "Shop"
use house 1.0
asset order "Order" classified internal
zone street: outside { entity buyer }
zone yard: inside {
  process web: door { weight: light }
  process far: app
  store orders
}
flow ask: buyer -> web carrying order
flow keep: web -> orders
flow pass: buyer -> far carrying nothing
"#;

#[test]
fn the_part_that_is_false_says_what_is_written_instead() {
    check(
        SHOP,
        "readable on ask",
        &expect![[r#"
        Absent
        when
          - f.crosses and any(a in f.data where a.classified >= confidential)
            + f.crosses
              ask goes up, from street (trust none) into yard (trust high) [shop.tm:10 ask]
            - any(a in f.data where a.classified >= confidential)
              - order
                - a.classified >= confidential
                  classified: internal on order [shop.tm:3 classified internal]
        unless
          ? f.sealed or f.line = glass
            ? f.sealed
              nobody says whether there is sealed on ask [shop.tm:10 ask]
            - f.line = glass
              line: copper on ask, by default
    "#]],
    );
    check(
        SHOP,
        "called on web",
        &expect![[r#"
        Absent
        when
          - p.called and not (p.weight = light)
            + p.called
              called: yes on web, which follows from other facts
                + any(f in e.inflows where f.crossing = up)
                  + ask
                    + f.crossing = up
                      ask goes up, from street (trust none) into yard (trust high) [shop.tm:10 ask]
            - not (p.weight = light)
              weight: light on web, written [shop.tm:6 weight: light]
        unless
          ? p.guarded and all(f in p.inflows where f.sealed)
            + p.guarded
              guarded: yes on web, as of every door [house.tm:18 door]
            ? all(f in p.inflows where f.sealed)
              ? ask
                ? f.sealed
                  nobody says whether there is sealed on ask [shop.tm:10 ask]
    "#]],
    );
}

#[test]
fn what_nobody_says_is_a_question() {
    check(
        SHOP,
        "elsewhere on orders",
        &expect![[r#"
        Undecided
        when
          ? s.region != "here"
            nobody says what region of orders is [shop.tm:8 orders]
        asks Where is orders?
    "#]],
    );
}

#[test]
fn data_that_nobody_declared_is_unknown() {
    let open = SHOP.replace("ask: buyer -> web carrying order", "ask: buyer -> web");
    check(
        &open,
        "readable on ask",
        &expect![[r#"
        Undecided
        when
          ? f.crosses and any(a in f.data where a.classified >= confidential)
            + f.crosses
              ask goes up, from street (trust none) into yard (trust high) [shop.tm:10 ask]
            ? any(a in f.data where a.classified >= confidential)
              nobody says what data ask carries [shop.tm:10 ask]
        unless
          ? f.sealed or f.line = glass
            ? f.sealed
              nobody says whether there is sealed on ask [shop.tm:10 ask]
            - f.line = glass
              line: copper on ask, by default
        asks What does ask carry?
    "#]],
    );
}

#[test]
fn a_thing_out_of_scope_names_the_scope() {
    let out = format!("{SHOP}scope out web because \"Elsewhere\"\n");
    check(
        &out,
        "busy on web",
        &expect![[r#"
        OutOfScope(Some(…
        when
          - count(f in p.inflows) >= 2 or no(f in p.outflows)
            - count(f in p.inflows) >= 2
              + ask
                ask is a flow [shop.tm:10 ask]
            - no(f in p.outflows)
              + keep
                keep is a flow [shop.tm:11 keep]
    "#]],
    );
}

#[test]
fn a_rule_that_the_profile_leaves_out_is_off() {
    check(
        SHOP,
        "small on web",
        &expect![[r#"
        Off(Profile { name: "standard", origin: Some(…
        when
          + p.weight = light
            weight: light on web, written [shop.tm:6 weight: light]
    "#]],
    );
    let lite = SHOP.replace("use house 1.0", "use house 1.0 only lite");
    check(
        &lite,
        "busy on web",
        &expect![[r#"
        Off(Profile { name: "lite", origin: Some(…
        when
          - count(f in p.inflows) >= 2 or no(f in p.outflows)
            - count(f in p.inflows) >= 2
              + ask
                ask is a flow [shop.tm:10 ask]
            - no(f in p.outflows)
              + keep
                keep is a flow [shop.tm:11 keep]
    "#]],
    );
}

#[test]
fn a_methodology_leaves_out_categories() {
    let method = SHOP.replace("\"Shop\"", "\"Shop\" { methodology: tampering }");
    check(
        &method,
        "called on far",
        &expect![[r#"
            Off(Methodology(Some(…
            when
              + p.called and not (p.weight = light)
                + p.called
                  called: yes on far, which follows from other facts
                    + any(f in e.inflows where f.crossing = up)
                      + pass
                        + f.crossing = up
                          pass goes up, from street (trust none) into yard (trust high) [shop.tm:12 pass]
                + not (p.weight = light)
                  weight of far is not written, so no comparison with it holds [shop.tm:7 far]
            unless
              ? p.guarded and all(f in p.inflows where f.sealed)
                ? p.guarded
                  nobody says whether there is guarded on far [shop.tm:7 far]
                ? all(f in p.inflows where f.sealed)
                  ? pass
                    ? f.sealed
                      nobody says whether there is sealed on pass [shop.tm:12 pass]
            remedy guarded: yes on far and sealed: yes on pass
            remedy watched: yes on far
        "#]],
    );
}

#[test]
fn a_thing_of_another_kind_or_type_is_told_what_the_rule_looks_at() {
    check(
        SHOP,
        "readable on orders",
        &expect![[r#"
        OtherKind { looks_at: "every flow", is: "a store" }
    "#]],
    );
}

#[test]
fn a_threat_folded_by_its_group_names_the_one_that_is_shown() {
    check(
        SHOP,
        "called on far",
        &expect![[r#"
            Folded("house.seen on far")
            possible critical
            when
              + p.called and not (p.weight = light)
                + p.called
                  called: yes on far, which follows from other facts
                    + any(f in e.inflows where f.crossing = up)
                      + pass
                        + f.crossing = up
                          pass goes up, from street (trust none) into yard (trust high) [shop.tm:12 pass]
                + not (p.weight = light)
                  weight of far is not written, so no comparison with it holds [shop.tm:7 far]
            unless
              ? p.guarded and all(f in p.inflows where f.sealed)
                ? p.guarded
                  nobody says whether there is guarded on far [shop.tm:7 far]
                ? all(f in p.inflows where f.sealed)
                  ? pass
                    ? f.sealed
                      nobody says whether there is sealed on pass [shop.tm:12 pass]
            remedy guarded: yes on far and sealed: yes on pass
            remedy watched: yes on far
            asks Is far guarded?
            asks Is pass sealed?
        "#]],
    );
}

#[test]
fn unknowns_that_are_ignored_raise_no_threat() {
    let ignored = SHOP
        .replace("\"Shop\"", "\"Shop\" { unknowns: ignore }")
        .replace("internal", "confidential");
    check(
        &ignored,
        "readable on ask",
        &expect![[r#"
            Ignored
            when
              + f.crosses and any(a in f.data where a.classified >= confidential)
                + f.crosses
                  ask goes up, from street (trust none) into yard (trust high) [shop.tm:10 ask]
                + any(a in f.data where a.classified >= confidential)
                  + order
                    + a.classified >= confidential
                      classified: confidential on order [shop.tm:3 classified confidential]
            unless
              ? f.sealed or f.line = glass
                ? f.sealed
                  nobody says whether there is sealed on ask [shop.tm:10 ask]
                - f.line = glass
                  line: copper on ask, by default
            remedy sealed: yes on ask
            remedy line: glass on ask
        "#]],
    );
}

#[test]
fn no_way_is_told_as_none() {
    check(
        SHOP,
        "around on orders",
        &expect![[r#"
            Absent
            when
              - any(e in model.entities where reaches(e -> s avoiding x where x is door))
                - buyer
                  - reaches(e -> s avoiding x where x is door)
                    no way leads from buyer to orders, or each is barred
        "#]],
    );
}

#[test]
fn a_key_that_is_not_there_has_neighbours() {
    let snapshot = workspace(SHOP).snapshot();
    let model = &snapshot.models()[0];
    let keys = |rule: &str, subject: &str| nearest_keys(model, rule, subject).join(", ");
    expect!["house.called on far"].assert_eq(&keys("house.called", "fra"));
    expect!["house.called on far"].assert_eq(&keys("calld", "far"));
    expect!["house.called on far"].assert_eq(&keys("house.called", "nothing-like-it"));
}
