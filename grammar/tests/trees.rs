//! What trees the sentences of the language have. The big ones are in `snapshots/`.

mod support;

use expect_test::{Expect, expect};
use support::models;
use support::outline::outline;
use tm_grammar::tree::{Item, Member, Span};
use tm_grammar::{Document, parse_block};

fn check(text: &str, expected: Expect) {
    let block = parse_block(text);
    let errors: Vec<String> = block.errors.iter().map(|error| format!("{error}\n")).collect();
    expected.assert_eq(&(outline(&block) + &errors.concat()));
}

/// The trees of a whole file.
fn whole(name: &str) -> String {
    let (_, text) = models().into_iter().find(|(own, _)| own == name).expect("the model is there");
    Document::new(&text).blocks().map(|(_, _, block)| outline(block)).collect()
}

#[test]
fn a_model() {
    insta::assert_snapshot!(whole("blog.tm"));
}

#[test]
fn a_model_with_an_agent() {
    insta::assert_snapshot!(whole("agent.tm"));
}

#[test]
fn a_vocabulary() {
    insta::assert_snapshot!(whole("kb-base.tm"));
}

#[test]
fn a_pack_of_rules() {
    insta::assert_snapshot!(whole("kb-web.tm"));
}

#[test]
fn the_examples_of_the_language_reference() {
    let text = include_str!("data/reference.txt");
    let mut shown = String::new();
    for example in text.split("//- ").skip(1) {
        let (name, text) = example.split_once('\n').expect("a name stands before each example");
        shown.push_str(&format!("{name}\n{}\n", outline(&parse_block(text))));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn headers() {
    check(
        "model shop \"Web shop\" owner @dana",
        expect![[r#"
        model shop "Web shop" (owner @dana)
    "#]],
    );
    check(
        "kb web 1.4.0 \"Web\"",
        expect![[r#"
        kb web version 1.4.0 "Web"
    "#]],
    );
    check(
        "part of shop",
        expect![[r#"
        part of shop
    "#]],
    );
}

#[test]
fn other_files() {
    check(
        "use web 1.0 only lite",
        expect![[r#"
        use web version 1.0 (only lite)
    "#]],
    );
    check(
        "use \"../security/acme.tm\"",
        expect![[r#"
        use "../security/acme.tm"
    "#]],
    );
    check(
        "import \"../pay.tm\" as pay",
        expect![[r#"
        import "../pay.tm" pay
    "#]],
    );
    check(
        "tracker SHOP \"https://x/{id}\"",
        expect![[r#"
        tracker SHOP "https://x/{id}"
    "#]],
    );
}

#[test]
fn flows() {
    check(
        "flow 3.1 f: a -> b/part -> c.d \"Title\" via https",
        expect![[r#"
        flow 3.1 f : a -> b/part -> c.d "Title" (via https)
    "#]],
    );
    check(
        "flow f: a ->\n",
        expect![[r#"
        flow - f : a -> -
        Expected an element after "->".
    "#]],
    );
    check(
        "flow f: -> b\n",
        expect![[r#"
        flow - f : - -> b
        Expected an element after ":".
    "#]],
    );
    check(
        "flow f:\n",
        expect![[r#"
        flow - f : 
        Expected an element after ":".
    "#]],
    );
    check(
        "flow f: a\n",
        expect![[r#"
            flow - f : a
            Expected "->" after "a".
        "#]],
    );
    check(
        "flow 1\n",
        expect![[r#"
        flow 1 - : 
        Expected a name after "1".
    "#]],
    );
    check(
        "flow f: a -> via https\n",
        expect![[r#"
        flow - f : a -> - (via https)
        Expected an element after "->".
    "#]],
    );
}

#[test]
fn decisions() {
    check(
        "mitigate web.* on zone cluster with tls, waf status done",
        expect![[r#"
        mitigate web.* (on zone cluster) (with tls, waf) (status done)
    "#]],
    );
    check(
        "accept * on *",
        expect![[r#"
        accept * (on *)
    "#]],
    );
    check(
        "transfer stride.flooding on api to \"CDN\" by @org/ops.team until 2027-12-31",
        expect![[r#"
            transfer stride.flooding (on api) (to "CDN") (by @org/ops.team) (until day 2027-12-31)
        "#]],
    );
    check(
        "avoid",
        expect![[r#"
        avoid 
        Expected a threat after "avoid".
    "#]],
    );
}

#[test]
fn scope_answers_and_renames() {
    check(
        "scope in zone platform, worker",
        expect![[r#"
        scope In zone platform, worker
    "#]],
    );
    check(
        "scope out worker because \"b\"",
        expect![[r#"
        scope Out worker (because "b")
    "#]],
    );
    check(
        "answer rotation on charge = \"Quarterly\" by @ops",
        expect![[r#"
        answer rotation on charge = "Quarterly" (by @ops)
    "#]],
    );
    check(
        "moved upload -> upload-size, upload-type",
        expect![[r#"
        moved upload -> upload-size, upload-type
    "#]],
    );
}

#[test]
fn vocabulary() {
    check(
        "scale trust: none < low < high",
        expect![[r#"
        scale trust : none, low, high
    "#]],
    );
    check(
        "choice residency: eu, us,\n  elsewhere",
        expect![[r#"
        choice residency : eu, us, elsewhere
    "#]],
    );
    check(
        "attribute reviewers: list of person for process, flow f: https",
        expect![[r#"
        attribute reviewers : list of person (for process - : -, flow f : https)
    "#]],
    );
    check(
        "override web.x severity critical { top: yes }",
        expect![[r#"
        override web.x (severity critical) {}
          top: yes
    "#]],
    );
    check(
        "disable web.* because \"n\"",
        expect![[r#"
        disable web.* (because "n")
    "#]],
    );
}

#[test]
fn values() {
    check(
        "process p {\n  a: ?; b: \"x \\\"y\\\" \\\\ \\n\"; c: 1.0, 2\n  d: 2026-01-31; e: 6mo; f: @a\n  g: yes assuming b\n  h: web.* on zone z, `in`\n  for: flow f: https\n}",
        expect![[r#"
            process p {}
              a: unknown
              b: "x \"y\" \\ \n"
              c: number 1.0, number 2
              d: day 2026-01-31
              e: 6 Months
              f: @a
              g: yes assuming b
              h: web.* on zone z, `in`
              for: flow f : https
        "#]],
    );
}

#[test]
fn predicates() {
    check(
        "threat t { when a or b and not c or (d and e) }",
        expect![[r#"
        threat t {}
          When (or a (and b (not c)) (group (and d e)))
    "#]],
    );
    check(
        "threat t { when not a = b and not not c }",
        expect![[r#"
        threat t {}
          When (and (not (Equal a b)) (not (not c)))
    "#]],
    );
    check(
        "threat t { when a is x.y and b is not [c, d] and e is not known }",
        expect![[r#"
        threat t {}
          When (and (is a [x.y]) (not-is b [c, d]) (not-known e))
    "#]],
    );
    check(
        "threat t { when a in [b, 1, \"c\"] and d not in [e] }",
        expect![[r#"
        threat t {}
          When (and (in a [b, 1, "c"]) (not-in d [e]))
    "#]],
    );
    check(
        "threat t { unless count(f in p.flows where f.a) >= 3 or no(g in h) }",
        expect![[r#"
        threat t {}
          Unless (or (GreaterOrEqual (Count f p.flows f.a) 3) (No g h -))
    "#]],
    );
    check(
        "threat t { when reaches(a -> b avoiding p where p is q) and age(a.d) > 90d }",
        expect![[r#"
            threat t {}
              When (and (reaches a b avoiding p (is p [q])) (Greater (age a.d) 90 Days))
        "#]],
    );
    check(
        "threat t { claims any = all and no != count and age < 2026-01-01 }",
        expect![[r#"
        threat t {}
          Claims (and (Equal any all) (NotEqual no count) (Less age 2026-01-01))
    "#]],
    );
    check(
        "fact f { when a\n    and b\n    or c\n  spreads f where not f.is-reply }",
        expect![[r#"
            fact f {}
              When (or (and a b) c)
              Spreads f where (not f.is-reply)
        "#]],
    );
}

#[test]
fn half_a_predicate() {
    check(
        "threat t { when }",
        expect![[r#"
        threat t {}
          When -
        Expected a condition after "when".
    "#]],
    );
    check(
        "threat t { when a and }",
        expect![[r#"
        threat t {}
          When (and a -)
        Expected a condition after "and".
    "#]],
    );
    check(
        "threat t { when a. }",
        expect![[r#"
        threat t {}
          When a.
        Expected a name after ".".
    "#]],
    );
    check(
        "threat t { when a = }",
        expect![[r#"
            threat t {}
              When (Equal a -)
            Expected a value after "=".
        "#]],
    );
    check(
        "threat t { when a is }",
        expect![[r#"
            threat t {}
              When (is a [])
            Expected a type, "known" or "[" after "is".
        "#]],
    );
    check(
        "threat t { when a is not }",
        expect![[r#"
            threat t {}
              When (not-is a [])
            Expected a type, "known" or "[" after "not".
        "#]],
    );
    check(
        "threat t { when a in }",
        expect![[r#"
        threat t {}
          When (in a [])
        Expected "[" after "in".
    "#]],
    );
    check(
        "threat t { when any(x in }",
        expect![[r#"
        threat t {}
          When (Any x - -)
        Expected ")" after "in".
    "#]],
    );
    check(
        "threat t { when any(x in y where ) and b }",
        expect![[r#"
        threat t {}
          When (and (Any x y -) b)
        Expected a condition after "where".
    "#]],
    );
    check(
        "threat t { when reaches(a -> ) }",
        expect![[r#"
        threat t {}
          When (reaches a -)
        Expected an element after "->".
    "#]],
    );
    check(
        "threat t { when a b c }",
        expect![[r#"
            threat t {}
              When a
            Expected an operator or the end of the line after "a".
        "#]],
    );
}

#[test]
fn stories_and_tests() {
    check(
        "story s: abuse \"As …\" on f {\n  without \"x\": a.b on c, d\n  without \"y\"\n}",
        expect![[r#"
            story s : abuse "As …" (on f) {}
              Without "x": a.b on c, d
              Without "y": 
        "#]],
    );
    check(
        "test \"t\" {\n  flow a: u -> p\n  expect maybe a.b on c\n  expect no on p\n  expect d on e\n}",
        expect![[r#"
            test "t" {}
              flow - a : u -> p
              Expect Maybe a.b on c
              Expect Open no on p
              Expect Open d on e
        "#]],
    );
}

#[test]
fn no_word_is_reserved() {
    check(
        "process process: process \"P\" in zone",
        expect![[r#"
        process process : process "P" (in zone)
    "#]],
    );
    check(
        "flow via: in -> on -> to via with carrying by returns holds",
        expect![[r#"
        flow - via : in -> on -> to (via with) (carrying by) (returns holds)
    "#]],
    );
    check(
        "asset when { zone: flow; when: x; on: y; and: z }",
        expect![[r#"
        asset when {}
          zone: flow
          when: x
          on: y
          and: z
    "#]],
    );
    check(
        "zone and { process or; store known; entity `a b` }",
        expect![[r#"
        zone and {}
          process or
          store known
          entity `a b`
    "#]],
    );
    check(
        "mitigate process.flow on zone, zone zone with use",
        expect![[r#"
        mitigate process.flow (on zone, zone zone) (with use)
    "#]],
    );
    check(
        "threat t { when zone.flow = process and in.on = via and x = where }",
        expect![[r#"
            threat t {}
              When (and (Equal zone.flow process) (Equal in.on via) (Equal x -))
            Expected a value after "=".
        "#]],
    );
}

#[test]
fn names_are_unicode_in_one_form() {
    check(
        "entity автор-2 \"Автор\"\nentity e\u{301}t\u{e9}",
        expect![[r#"
        entity автор-2 "Автор"
        entity été
    "#]],
    );
}

#[test]
fn a_sentence_goes_on_where_a_line_says_so() {
    check(
        "story s: user\n  \"Title\"\n\n  // why\n  on a,\n    b\n  status open\n",
        expect![[r#"
            story s : user "Title" (on a, b) (status open)
        "#]],
    );
    check(
        "flow f: a ->\n  b\n  -> c\n  via https\nflow g: a -> b\n",
        expect![[r#"
        flow - f : a -> b -> c (via https)
        flow - g : a -> b
    "#]],
    );
    check(
        "zone z\n{\n  process p\n  {\n    a: b\n  }\n}\n",
        expect![[r#"
        zone z {}
          process p {}
            a: b
    "#]],
    );
    check(
        "flow f: a ->\nflow g: b -> c\n",
        expect![[r#"
        flow - f : a -> -
        flow - g : b -> c
        Expected an element after "->".
    "#]],
    );
    check(
        "model m { owner: @a\n  on: x }",
        expect![[r#"
        model m {}
          owner: @a
          on: x
    "#]],
    );
}

#[test]
fn comments_and_documentation() {
    check(
        "/// One\n// not this\n/// Two\nzone z { // trailing\n  /// Inner\n  process p /// no doc\n  /// Lost\n\n  process q\n}\n",
        expect![[r#"
            /// One
            /// Two
            zone z {}
              /// Inner
              process p
              process q
        "#]],
    );
}

#[test]
fn allowing_a_finding() {
    let text = "\
// tm-allow TM305: drawn by hand
process p
// tm-allow TM310
/// Doc
zone z {
  // tm-allow TM305:
  process q
  // tm-allow TM400: no item below
  k: v
  // tm-allow TM1: a blank line below

  process r // tm-allow TM2: on the line
}
// tm-allowed TM3
process s
";
    let block = parse_block(text);
    let seen: Vec<String> = block
        .allows
        .iter()
        .map(|allow| {
            let item = allow.item.map(|span| span.text(text).lines().next().unwrap_or_default());
            format!("{} {:?} above {item:?}\n", allow.code, allow.reason)
        })
        .collect();
    expect![[r#"
        TM305 Some("drawn by hand") above Some("process p")
        TM310 None above Some("zone z {")
        TM305 None above Some("process q")
        TM400 Some("no item below") above None
        TM1 Some("a blank line below") above None
    "#]]
    .assert_eq(&seen.concat());
}

/// Spans nest, and each name and word stands where its span says.
#[test]
fn spans_say_where_things_stand() {
    fn visit(text: &str, item: &Item, around: Span) {
        let inside = |span: Span, around: Span| {
            assert!(around.start <= span.start && span.end <= around.end, "{span:?} in {around:?}");
        };
        inside(item.span, around);
        inside(item.word_span, item.span);
        assert_eq!(item.word_span.start, item.span.start);
        assert_eq!(item.word_span.text(text), item.word.text());
        if let Some(name) = item.name() {
            inside(name.span, item.span);
            assert_eq!(name.span.text(text), name.text);
        }
        if let Some(body) = &item.body {
            assert_eq!(body.open.text(text), "{");
            assert_eq!(body.close.map(|close| close.text(text)), Some("}"));
            assert_eq!(body.close.map(|close| close.end), Some(item.span.end));
        }
        for property in item.properties() {
            inside(property.span, item.span);
            assert_eq!(property.span.start, property.key.span.start);
            for value in &property.values {
                inside(value.span, property.span);
            }
            let last = property.values.last().map(|value| value.span.end);
            let last = property.assuming.as_ref().map(|name| name.span.end).or(last);
            assert_eq!(Some(property.span.end), last);
        }
        for member in item.members() {
            match member {
                Member::Item(inner) => visit(text, inner, item.span),
                Member::Predicate(line) => {
                    inside(line.span, item.span);
                    inside(line.expression.span, line.span);
                    assert_eq!(line.span.end, line.expression.span.end);
                }
                Member::Spreads(line) => inside(line.span, item.span),
                Member::Without(line) => inside(line.span, item.span),
                Member::Expect(line) => inside(line.span, item.span),
                Member::Property(_) => {}
            }
        }
    }
    for (_, text) in models() {
        for (_, _, block) in Document::new(&text).blocks() {
            for item in &block.items {
                visit(&block.text, item, Span::new(0, block.text.len() as u32));
            }
        }
    }
}
