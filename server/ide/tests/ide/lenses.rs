//! Lines above items.

use expect_test::{Expect, expect};
use tm_grammar::words::ItemWord;
use tm_ide::{lens_subject, lens_title, lenses};

use crate::fixture::{Fixture, shop};

/// What has a line above it in a file, and what that says.
fn check(fixture: &Fixture, file: usize, expected: Expect) {
    let file = fixture.files[file];
    let text = fixture.text(file);
    let shown = lenses(&fixture.snapshot, file).into_iter().map(|lens| {
        let title = lens_title(&fixture.snapshot, file, lens.range.start);
        format!("{}: {}\n", &text[lens.range], title.unwrap_or_default())
    });
    expected.assert_eq(&shown.collect::<String>());
}

#[test]
fn a_model_tells_how_it_stands_and_what_settles_or_breaks_something_too() {
    let fixture = shop(
        r#"
mitigation limiter: rate-limit "At the edge" on checkout status done
mitigation idle: code-signing on orders
assumption disk: infrastructure "Disks are encrypted" about orders
story pay: user "As a customer I pay" on buy {
  without "a queue": stride.flooding on checkout
  without "a loss": lost
}
story look: user "As a customer I look" on buy
threat lost: tampering "An order is lost" on book { likelihood: high; impact: high }
process worker: batch-job "Worker" in inside { audit-log: yes assuming disk }
"#,
    );
    check(
        &fixture,
        0,
        expect![[r#"
            shop: 1 open · 5 possible · 5 questions
            limiter: done · settles 1 threat
            idle: planned · settles nothing
            disk: 1 item rests on it
            pay: 2 threats, 1 open
        "#]],
    );
}

#[test]
fn a_model_tells_when_it_is_to_be_reviewed() {
    let text = "model m \"M\" { reviewed: 2026-11-01; review-every: 90d }\nuse stride 1.0\n";
    check(
        &Fixture::new(text),
        0,
        expect![[r#"
        m: no threats · review in 70 days
    "#]],
    );
}

#[test]
fn a_rule_tells_where_it_fires_and_how_it_is_tested() {
    let text = r#"kb acme 1.0.0 "Acme" { license: "x" }
use base 1.0
threat crowd: denial-of-service "{p} is overrun" for process p { when p is web-app; severity: high }
threat never: tampering "{p}" for process p { when p is batch-job; severity: high }
test "a crowd" { process p: web-app; expect acme.crowd on p }
test "no crowd" { process p: batch-job; expect no acme.crowd on p }
//- shop.tm
model shop "Shop"
use acme 1.0
process a: web-app "A"
process b: web-app "B"
"#;
    check(
        &Fixture::new(text),
        0,
        expect![[r#"
            crowd: fires 2 times in the workspace · 2 tests
            never: fires nowhere in the workspace · no test
        "#]],
    );
}

#[test]
fn half_written_items_have_a_line_as_soon_as_they_have_a_name() {
    check(
        &Fixture::new("model m\nmitigation \nmitigation x:\nstory s { without\n"),
        0,
        expect![[r#"
        m: no threats
        x: planned · settles nothing
        s: 0 threats
    "#]],
    );
}

#[test]
fn a_line_knows_what_it_stands_above() {
    let of = |fixture: &Fixture, file: usize| {
        let file = fixture.files[file];
        let lenses = lenses(&fixture.snapshot, file).into_iter();
        let subjects =
            lenses.filter_map(|it| lens_subject(&fixture.snapshot, file, it.range.start));
        subjects.map(|(word, name)| (word, name.to_string())).collect::<Vec<_>>()
    };
    let model = Fixture::new("model m\nmitigation x: rate-limit\n");
    let expected = [(ItemWord::Model, "m".to_owned()), (ItemWord::Mitigation, "x".to_owned())];
    assert_eq!(of(&model, 0), expected);
    let pack = Fixture::new("kb acme 1.0.0\nthreat crowd: spoofing \"x\" for process p {}\n");
    assert_eq!(of(&pack, 0), [(ItemWord::Threat, "acme.crowd".to_owned())]);
}
