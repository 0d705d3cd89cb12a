//! The graph of a model.

use expect_test::{Expect, expect};
use tm_ide::views::assumptions::analysed;
use tm_ide::views::diagram::{Data, Filter, Graph, Standing, diagram};
use tm_model::what_if::what_if;

use crate::fixture::{Fixture, shop};

/// A graph as a reviewer reads it.
fn told(graph: &Graph) -> String {
    let mut text = String::new();
    for zone in &graph.zones {
        let parent = zone.parent.as_ref().map(|parent| format!(" in {parent}"));
        text.push_str(&format!(
            "zone {}{} trust {}{}\n",
            zone.shape.id,
            parent.unwrap_or_default(),
            zone.trust.as_deref().unwrap_or("?"),
            marks(zone.shape.in_scope, zone.shape.context, &zone.shape.threats),
        ));
    }
    for node in &graph.nodes {
        let zone = node.zone.as_ref().map(|zone| format!(" in {zone}"));
        let imported = if node.imported { " imported" } else { "" };
        text.push_str(&format!(
            "{} {}{}{imported}{}{}\n",
            node.kind.word(),
            node.shape.id,
            zone.unwrap_or_default(),
            data(" holds", &node.holds),
            marks(node.shape.in_scope, node.shape.context, &node.shape.threats),
        ));
    }
    for flow in &graph.flows {
        let number = flow.number.as_ref().map(|number| format!("{number} "));
        let crossing = flow.crossing.as_ref().map(|crossing| {
            let boundaries = crossing.boundaries.join(", ");
            format!(" {} {}→{} over {boundaries}", crossing.way, crossing.from, crossing.to)
        });
        let encrypted = flow.encrypted.map(|truth| format!(" encrypted {}", truth.word()));
        let reply = flow.reply.as_ref().map(|reply| format!(" back{}", data("", &reply.carries)));
        text.push_str(&format!(
            "flow {}{}: {} -> {}{}{}{}{}{}\n",
            number.unwrap_or_default(),
            flow.shape.id,
            flow.source,
            flow.target,
            data(" carries", &flow.carries),
            crossing.unwrap_or_default(),
            encrypted.unwrap_or_default(),
            reply.unwrap_or_default(),
            marks(flow.shape.in_scope, flow.shape.context, &flow.shape.threats),
        ));
    }
    text
}

fn data(word: &str, data: &Data) -> String {
    match (data.unknown, data.assets.is_empty()) {
        (true, _) => format!("{word} ?"),
        (false, true) => String::new(),
        (false, false) => format!("{word} {}", data.assets.join(", ")),
    }
}

fn marks(in_scope: bool, context: bool, threats: &Standing) -> String {
    let mut marks = String::new();
    for (count, word) in [
        (threats.open, "open"),
        (threats.possible, "possible"),
        (threats.planned, "planned"),
        (threats.opened, "opened"),
    ] {
        if count > 0 {
            marks.push_str(&format!(" · {count} {word}"));
        }
    }
    if !in_scope {
        marks.push_str(" · out of scope");
    }
    if context {
        marks.push_str(" · context");
    }
    marks
}

fn check(fixture: &Fixture, filter: &Filter, expected: Expect) {
    let model = &fixture.snapshot.models()[0];
    let graph = diagram(&fixture.snapshot, model, filter, None).expect("all names are there");
    expected.assert_eq(&told(&graph));
}

#[test]
fn a_graph_has_all_that_is_drawn_in_the_order_of_the_text() {
    check(
        &shop(""),
        &Filter::default(),
        expect![[r#"
        zone internet trust none
        zone inside trust high
        entity customer in internet
        process checkout in inside · 4 possible
        store orders in inside holds order · 1 possible
        flow 1 buy: customer -> checkout carries order, card up none→high over inside, internet encrypted yes
        flow 2 book: checkout -> orders carries order encrypted unknown
        flow 3 receipt: checkout -> customer carries order down high→none over inside, internet encrypted unknown · 1 possible
    "#]],
    );
}

#[test]
fn a_zone_is_shown_with_what_it_talks_to() {
    let filter = Filter { zone: Some("internet".into()), ..Filter::default() };
    check(
        &shop(""),
        &filter,
        expect![[r#"
        zone internet trust none
        zone inside trust high · context
        entity customer in internet
        process checkout in inside · 4 possible · context
        flow 1 buy: customer -> checkout carries order, card up none→high over inside, internet encrypted yes
        flow 3 receipt: checkout -> customer carries order down high→none over inside, internet encrypted unknown · 1 possible
    "#]],
    );
}

#[test]
fn an_asset_is_followed_on_its_way() {
    let filter = Filter { asset: Some("card".into()), ..Filter::default() };
    check(
        &shop(""),
        &filter,
        expect![[r#"
        zone internet trust none · context
        zone inside trust high · context
        entity customer in internet · context
        process checkout in inside · 4 possible · context
        flow 1 buy: customer -> checkout carries order, card up none→high over inside, internet encrypted yes
    "#]],
    );
}

#[test]
fn of_a_category_only_its_own_threats_are_counted() {
    let filter = Filter { category: Some("repudiation".into()), ..Filter::default() };
    check(
        &shop(""),
        &filter,
        expect![[r#"
        zone inside trust high · context
        process checkout in inside · 1 possible
    "#]],
    );
}

#[test]
fn a_story_is_shown_with_what_its_threats_are_on() {
    let more =
        "story pay: user \"I pay\" on buy { without \"a loss\": stride.flooding on checkout }\n";
    let filter = Filter { story: Some("pay".into()), ..Filter::default() };
    check(
        &shop(more),
        &filter,
        expect![[r#"
        zone internet trust none · context
        zone inside trust high · context
        entity customer in internet · context
        process checkout in inside · 4 possible
        flow 1 buy: customer -> checkout carries order, card up none→high over inside, internet encrypted yes
    "#]],
    );
}

#[test]
fn what_is_out_of_scope_is_there_only_where_something_in_scope_touches_it() {
    let more = "scope out customer because \"given\"\nprocess far \"Far\" in internet\nscope out far because \"given\"\n";
    let filter = Filter { in_scope: true, ..Filter::default() };
    check(
        &shop(more),
        &filter,
        expect![[r#"
        zone internet trust none
        zone inside trust high
        entity customer in internet · out of scope · context
        process checkout in inside · 4 possible
        store orders in inside holds order · 1 possible
        flow 1 buy: customer -> checkout carries order, card up none→high over inside, internet encrypted yes
        flow 2 book: checkout -> orders carries order encrypted unknown
        flow 3 receipt: checkout -> customer carries order down high→none over inside, internet encrypted unknown · 1 possible
    "#]],
    );
}

#[test]
fn zones_in_zones_replies_chains_and_imports_are_in_the_graph() {
    let text = r#"
model m "M"
use base 1.0
import "pay.tm" as pay
zone outer: internal-zone "Outer" {
  zone inner: internal-zone "Inner" {
    process a: web-app "A"
  }
  process relay "Relay"
  store s "S" holds nothing
}
flow 1 get: a -> s returns ?
flow 2 mail: a -> relay -> pay.api
//- pay.tm
model payments "Payments"
process api "API"
"#;
    check(
        &Fixture::new(text),
        &Filter::default(),
        expect![[r#"
            zone outer trust high
            zone inner in outer trust high
            process a in inner
            process relay in outer
            store s in outer
            process pay.api imported
            flow 1 get: a -> s sideways high→high over inner encrypted unknown back ?
            flow 2 mail/relay: a -> relay carries ? sideways high→high over inner encrypted unknown
            flow 2 mail/api: relay -> pay.api carries ? down high→medium over outer encrypted unknown
        "#]],
    );
}

#[test]
fn a_wrong_assumption_shows_what_opens() {
    let more = "assumption sealed: infrastructure \"The mail is sealed\"\nflow 4 notice: checkout -> customer \"Notice\" via smtp carrying card { encrypted: yes assuming sealed }\n";
    let fixture = shop(more);
    let mut trial = analysed(&fixture.snapshot);
    let tried = what_if(&mut trial, "shop", "sealed").expect("there is such an assumption");
    let wrong = tried.model_in(&tried.wrong).expect("the model is still there");
    let filter = Filter { asset: Some("card".into()), ..Filter::default() };
    let graph = diagram(&fixture.snapshot, wrong, &filter, Some(&tried)).expect("a graph");
    expect![[r#"
        zone internet trust none · context
        zone inside trust high · context
        entity customer in internet · context
        process checkout in inside · 4 possible · context
        flow 1 buy: customer -> checkout carries order, card up none→high over inside, internet encrypted yes
        flow 4 notice: checkout -> customer carries card down high→none over inside, internet encrypted no · 1 open · 1 opened
    "#]].assert_eq(&told(&graph));
    // Places are those of the text as it is written.
    let notice = graph.flows.iter().find(|flow| flow.shape.id == "notice").expect("the flow");
    let origin = notice.shape.origin;
    let start =
        fixture.snapshot.file(origin.file).and_then(|it| it.document.start_of(origin.block));
    let at = start.expect("the block is there") + origin.span.start as usize;
    assert!(fixture.text(origin.file)[at..].starts_with("notice"));
}

#[test]
fn a_filter_that_names_nothing_says_what_was_probably_meant() {
    let fixture = shop("");
    let model = &fixture.snapshot.models()[0];
    for (filter, said) in [
        (
            Filter { zone: Some("insid".into()), ..Filter::default() },
            "There is no zone \"insid\" in this model. Did you mean \"inside\"?",
        ),
        (
            Filter { asset: Some("checkout".into()), ..Filter::default() },
            "There is no asset \"checkout\" in this model.",
        ),
        (
            Filter { category: Some("spofing".into()), ..Filter::default() },
            "There is no category \"spofing\" in this model. Did you mean \"spoofing\"?",
        ),
        (
            Filter { story: Some("x".into()), ..Filter::default() },
            "There is no story \"x\" in this model.",
        ),
    ] {
        let refused =
            diagram(&fixture.snapshot, model, &filter, None).expect_err("it is not there");
        assert_eq!(refused.to_string(), said);
    }
}
