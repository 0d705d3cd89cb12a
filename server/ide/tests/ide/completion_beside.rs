//! Completions that write more than a word: the item that a name stands for, the parts of a title; and
//! those that come from elsewhere than the model.

use expect_test::{Expect, expect};
use tm_ide::Completion;

use crate::fixture::{Fixture, applied, shop};

fn list(fixture: &Fixture, owners: &[&str]) -> Vec<Completion> {
    let (file, offset) = fixture.cursor();
    let owners: Vec<_> = owners.iter().map(|owner| (*owner).into()).collect();
    tm_ide::completion(&fixture.snapshot, file, offset, &owners)
}

/// Takes the completion of that label, and gives the lines that are new or have changed.
fn take(fixture: &Fixture, label: &str, expected: Expect) {
    let (file, _) = fixture.cursor();
    let list = list(fixture, &[]);
    let labels: Vec<&str> = list.iter().map(|entry| entry.label.as_str()).collect();
    let found = list.iter().find(|entry| entry.label == label);
    let entry = found.unwrap_or_else(|| panic!("{label} is not among {labels:?}"));
    let mut edits: Vec<_> =
        entry.additional.iter().map(|it| (it.range(), it.text.clone())).collect();
    assert!(entry.additional.iter().all(|edit| edit.file == file));
    edits.push((entry.replace.clone(), format!("{}$0", entry.insert)));
    edits.sort_by_key(|(range, _)| range.start);
    let before = fixture.text(file);
    let after = tm_grammar::apply_edits(&before, edits);
    let mut known = before.lines();
    let mut changed = String::new();
    for line in after.lines() {
        if !known.clone().any(|other| other == line) {
            changed.push_str(line);
            changed.push('\n');
        } else {
            known.by_ref().find(|other| *other == line);
        }
    }
    expected.assert_eq(&changed);
    assert_eq!(applied(&before, file, &[]), before);
}

fn labels(fixture: &Fixture, owners: &[&str]) -> Vec<String> {
    list(fixture, owners).into_iter().map(|entry| entry.label).collect()
}

#[test]
fn a_control_that_answers_becomes_a_mitigation_where_the_threat_is() {
    let fixture = shop(
        "mitigation tls: encrypted on receipt status done\n\
         flow 4 ask: checkout -> orders\n\
         mitigate stride.flooding on checkout with $0\nuse web 1.0\n",
    );
    take(
        &fixture,
        "rate-limit",
        expect![[r#"
            mitigation rate-limit: rate-limit on checkout status planned
            mitigate stride.flooding on checkout with rate-limit$0
        "#]],
    );
    assert_eq!(labels(&fixture, &[])[..2], ["rate-limit", "tls"]);
}

#[test]
fn a_name_that_is_taken_is_not_given_again() {
    take(
        &shop(
            "mitigation rate-limit: mfa on buy\n\
             mitigate stride.flooding on checkout with $0\n",
        ),
        "rate-limit",
        expect![[r#"
            mitigation rate-limit-2: rate-limit on checkout status planned
            mitigate stride.flooding on checkout with rate-limit-2$0
        "#]],
    );
}

#[test]
fn without_a_place_a_control_stands_on_all_that_it_answers() {
    take(
        &shop("mitigate stride.clear-text-crossing with $0"),
        "encrypted",
        expect![[r#"
            mitigation encrypted: encrypted on receipt status planned
            mitigate stride.clear-text-crossing with encrypted$0
        "#]],
    );
}

#[test]
fn an_element_that_is_not_there_yet_is_declared() {
    let fixture = shop("flow 4 read: customer -> cata$0\n");
    take(
        &fixture,
        "cata (new process)",
        expect![[r#"
            flow 4 read: customer -> cata$0

            process cata
        "#]],
    );
    let labels = labels(&fixture, &[]);
    assert_eq!(labels.iter().filter(|label| label.contains("(new")).count(), 1, "{labels:?}");
    assert!(list(&fixture, &[]).iter().any(|entry| entry.follows_typing));
    take(
        &shop("flow 4 read: partner$0"),
        "partner (new entity)",
        expect![[r#"
            entity partner
            flow 4 read: partner$0
        "#]],
    );
}

#[test]
fn nothing_is_declared_twice_or_without_a_name() {
    for text in ["flow 4 read: $0", "flow 4 read: checkout$0", "flow 4 read: a -> x/y$0"] {
        assert!(labels(&shop(text), &[]).iter().all(|label| !label.contains("(new")), "{text}");
    }
}

#[test]
fn the_title_of_a_threat_tells_who_does_what() {
    let parts = "who, with what, does what, leading to";
    let statement = |text: &str| {
        list(&shop(text), &[]).into_iter().find(|it| it.label.contains(parts)).map(|it| it.insert)
    };
    assert_eq!(
        statement("threat skim: tampering $0").as_deref(),
        Some("\"${1:Who} ${2:with what} ${3:does what}, ${4:leading to what}\"")
    );
    assert_eq!(
        statement("threat skim: tampering \"$0\"").as_deref(),
        Some("${1:Who} ${2:with what} ${3:does what}, ${4:leading to what}")
    );
    for text in [
        "threat skim: tampering \"A $0\"",
        "threat skim: tampering \"A\" $0",
        "threat skim: tampering on checkout $0",
        "process p \"$0\"",
    ] {
        assert_eq!(statement(text), None, "{text}");
    }
}

#[test]
fn a_new_mitigation_is_called_after_a_control_that_is_waited_for() {
    take(
        &shop("mitigation $0"),
        "rate-limit",
        expect![[r#"
            mitigation rate-limit: rate-limit $0
        "#]],
    );
}

#[test]
fn people_come_from_the_model_then_other_models_then_the_owners_of_code() {
    let fixture = Fixture::new(
        "model shop\nprocess a { owner: @kim }\naccept x on a by $0\n\
         //- other.tm\nmodel other\nprocess b { owner: @lee }\n",
    );
    let labels = labels(&fixture, &["@org/security", "@kim"]);
    assert_eq!(labels, ["@kim", "@lee", "@org/security"]);
}

#[test]
fn the_latest_ticket_comes_first() {
    let fixture = shop(
        "mitigation a: rate-limit on checkout ticket SHOP-9, SHOP-10\n\
         mitigation b: mfa on buy ticket $0",
    );
    assert_eq!(labels(&fixture, &[]), ["SHOP-", "SHOP-10", "SHOP-9"]);
}
