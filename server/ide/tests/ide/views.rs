//! The rows of views: threats, questions and their answers, mitigations, assumptions, the summary.

use expect_test::{Expect, expect};
use tm_ide::views::answers::{Answer, answer, choices};
use tm_ide::views::assumptions::assumptions;
use tm_ide::views::mitigations::mitigations;
use tm_ide::views::questions::{find, questions};
use tm_ide::views::status;
use tm_ide::views::summary::Summary;
use tm_ide::views::threats::threats;
use tm_model::model::Model;

use crate::fixture::{Fixture, applied, shop};

fn model(fixture: &Fixture) -> &Model {
    &fixture.snapshot.models()[0]
}

#[test]
fn threats_come_worst_first_with_who_decided_and_what_answers() {
    let fixture = shop(
        r#"
mitigation limiter: rate-limit "At the edge" on checkout status planned until 2027-01-31 ticket SHOP-7
accept stride.clear-text-crossing on receipt by @dana until 2026-12-01 ticket SHOP-8 because "Short"
"#,
    );
    let mut told = String::new();
    for row in threats(&fixture.snapshot, model(&fixture)) {
        let tickets: Vec<&str> = row.tickets.iter().map(|ticket| ticket.id.as_str()).collect();
        told.push_str(&format!(
            "{} {} {} {:?} {:?} {} {:?}\n",
            row.threat.state.word(),
            row.threat.risk.level,
            row.threat.key,
            row.decision.map(|(decided, _)| decided.verb),
            row.mitigations,
            tickets.join(" "),
            row.days_left,
        ));
    }
    expect![[r#"
        possible critical stride.actions-leave-no-trace on checkout None []  None
        possible critical stride.known-vulnerability on checkout None []  None
        possible critical stride.unvalidated-input on checkout None []  None
        possible medium stride.store-unencrypted on orders None []  None
        planned critical stride.flooding on checkout None ["limiter"] SHOP-7 Some(71)
        accepted high stride.clear-text-crossing on receipt Some("accept") [] SHOP-8 Some(10)
        mitigated critical stride.anonymous-caller on buy None []  None
        mitigated critical stride.clear-text-crossing on buy None []  None
    "#]]
    .assert_eq(&told);
}

#[test]
fn a_question_has_its_choices_and_each_writes_one_sentence() {
    let fixture = shop("");
    let mut told = String::new();
    for asked in questions(&fixture.snapshot, model(&fixture)) {
        let risk = asked.risk.map_or("", |risk| risk.word());
        told.push_str(&format!("{} {}: {risk} {}\n", asked.subject, asked.key, asked.text));
        for choice in choices(model(&fixture), &asked) {
            told.push_str(&format!("  {} | {}\n", choice.label, choice.writes));
        }
    }
    expect![[r#"
        checkout patching: critical Are known weaknesses of checkout fixed within an agreed time?
          yes | patching: yes
          no | patching: no
          don't know yet | patching: ?
          assume it | patching: yes assuming …
          ask somebody | 
        checkout rate-limit: critical Does checkout limit requests per caller?
          yes | rate-limit: yes
          no | rate-limit: no
          don't know yet | rate-limit: ?
          assume it | rate-limit: yes assuming …
          ask somebody | 
        checkout audit-log: critical Does checkout record who did what, when and with which result?
          yes | audit-log: yes
          no | audit-log: no
          assume it | audit-log: yes assuming …
          ask somebody | 
        checkout input-validation: critical Does checkout refuse input that is not strictly as expected?
          yes | input-validation: yes
          no | input-validation: no
          don't know yet | input-validation: ?
          assume it | input-validation: yes assuming …
          ask somebody | 
        receipt encrypted: high Is receipt encrypted?
          yes | encrypted: yes
          no | encrypted: no
          don't know yet | encrypted: ?
          assume it | encrypted: yes assuming …
          ask somebody | 
        orders encryption-at-rest: medium Is orders encrypted at rest?
          yes | encryption-at-rest: yes
          no | encryption-at-rest: no
          don't know yet | encryption-at-rest: ?
          assume it | encryption-at-rest: yes assuming …
          ask somebody | 
    "#]].assert_eq(&told);
}

/// What the text is after an answer, as the lines that are new.
fn answered(fixture: &Fixture, subject: &str, key: &str, said: &Answer, expected: Expect) {
    let model = model(fixture);
    let asked = find(model, subject, key).expect("it is asked");
    let told = match answer(&fixture.snapshot, model, &asked, said) {
        Ok(edits) => {
            let (file, before) = (fixture.files[0], fixture.text(fixture.files[0]));
            let after = applied(&before, file, &edits);
            let known: Vec<&str> = before.lines().collect();
            let new = after.lines().filter(|line| !known.contains(line));
            new.map(|line| format!("+ {line}").trim_end().to_owned() + "\n").collect()
        }
        Err(refused) => format!("{refused}\n"),
    };
    expected.assert_eq(&told);
}

#[test]
fn an_answer_is_written_where_its_question_stands() {
    let fixture = shop("flow 5 ask: customer -> checkout \"Ask\" via https carrying ?\n");
    let value = |text: &str| Answer::Value(text.to_owned());
    answered(
        &fixture,
        "checkout",
        "audit-log",
        &value("yes"),
        expect![[r#"
            +   process checkout: web-app "Checkout" { criticality: high; audit-log: yes }
        "#]],
    );
    answered(
        &fixture,
        "checkout",
        "audit-log",
        &value("perhaps"),
        expect![[r#"
        "audit-log" takes one of yes, no, and not "perhaps".
    "#]],
    );
    answered(
        &fixture,
        "checkout",
        "audit-log",
        &Answer::Assume,
        expect![[r#"
            +   process checkout: web-app "Checkout" { criticality: high; audit-log: yes assuming checkout-audit-log }
            +
            + assumption checkout-audit-log: infrastructure "checkout: Record who did what" about checkout {
            +   status: open
            +   check-by: 2027-02-19
        "#]],
    );
    answered(
        &fixture,
        "checkout",
        "audit-log",
        &Answer::Ask,
        expect![[r#"
            +
            + question checkout-audit-log "Does checkout record who did what, when and with which result?"
            +   on checkout owner @dana
        "#]],
    );
    answered(
        &fixture,
        "ask",
        "carrying",
        &value("order, card"),
        expect![[r#"
            + flow 5 ask: customer -> checkout "Ask" via https carrying order, card
        "#]],
    );
    answered(
        &fixture,
        "ask",
        "carrying",
        &value("nothing"),
        expect![[r#"
            + flow 5 ask: customer -> checkout "Ask" via https carrying nothing
        "#]],
    );
    answered(
        &fixture,
        "ask",
        "carrying",
        &value("order }"),
        expect![[r#"
        "order }" cannot stand behind "carrying".
    "#]],
    );
}

#[test]
fn one_row_for_each_kind_of_mitigation_and_most_is_gained_first() {
    let fixture = shop(
        "mitigation limiter: rate-limit \"At the edge\" on checkout status planned effort small\n\
         mitigation habit \"We look twice\" on orders status done\n",
    );
    let mut told = String::new();
    let rows = mitigations(&fixture.snapshot, model(&fixture), &|| false).expect("it is wanted");
    for row in &rows {
        let keys = |list: &[tm_ide::views::mitigations::Would]| {
            list.iter().map(|would| would.key.to_string()).collect::<Vec<_>>().join(", ")
        };
        told.push_str(&format!(
            "{} [{}] settles {} helps {} | order {:?} gain {} | {}\n",
            row.control.as_deref().unwrap_or("-"),
            row.effort,
            keys(&row.settles),
            keys(&row.helps),
            row.order,
            row.gain,
            row.sentence,
        ));
        for placed in &row.mitigations {
            told.push_str(&format!("  {} {} {:?}\n", placed.name, placed.status, placed.settles));
        }
    }
    expect![[r#"
        audit-log [medium] settles stride.actions-leave-no-trace on checkout helps  | order Some(3) gain 1 | 
        encrypted [small] settles stride.clear-text-crossing on receipt helps  | order Some(1) gain 1 | mitigation encrypted: encrypted on receipt status planned
        encryption-at-rest [small] settles stride.store-unencrypted on orders helps  | order Some(2) gain 1 | mitigation encryption-at-rest: encryption-at-rest on orders status planned
        input-validation [medium] settles stride.unvalidated-input on checkout helps  | order Some(4) gain 1 | mitigation input-validation: input-validation on checkout status planned
        patching [medium] settles stride.known-vulnerability on checkout helps  | order Some(5) gain 1 | mitigation patching: patching on checkout status planned
        rate-limit [small] settles  helps  | order None gain 0 | 
          limiter planned [("stride.flooding on checkout", Planned)]
        - [] settles  helps  | order None gain 0 | 
          habit done []
    "#]].assert_eq(&told);
    let gained: usize = rows.iter().map(|row| row.gain).sum();
    let orders: Vec<usize> = rows.iter().filter_map(|row| row.order).collect();
    assert!(gained >= orders.len() && orders.iter().all(|order| *order <= orders.len()));
    assert!(mitigations(&fixture.snapshot, model(&fixture), &|| true).is_none());
}

#[test]
fn an_assumption_tells_what_rests_on_it_and_what_would_follow() {
    let fixture = shop(
        r#"
assumption sealed: infrastructure "The mail is sealed" { status: open; owner: @kim; check-by: 2026-12-01 }
assumption idle: infrastructure "Nothing rests on this" about orders
assumption gone: infrastructure "The log is kept" { status: refuted }
flow 4 notice: checkout -> customer "Notice" via smtp carrying card { encrypted: yes assuming sealed }
process worker: batch-job "Worker" in inside { audit-log: yes assuming gone }
"#,
    );
    let mut told = String::new();
    let rows = assumptions(&fixture.snapshot, model(&fixture), &|| false).expect("it is wanted");
    for row in rows {
        let rests: Vec<String> =
            row.rests.iter().map(|rest| format!("{} {}", rest.item, rest.text)).collect();
        told.push_str(&format!(
            "{} {} {:?} {:?} | {} | {:?}\n",
            row.name,
            row.status,
            row.owner,
            row.check_by,
            rests.join(", "),
            row.if_wrong,
        ));
    }
    expect![[r#"
        sealed open Some("@kim") Some(("2026-12-01", 10)) | flow notice encrypted: yes | Some(IfWrong { refuted: false, opens: 1, worst: Some(Critical), changes: 2, questions: 0 })
        idle open None None | store orders  | Some(IfWrong { refuted: false, opens: 0, worst: None, changes: 0, questions: 0 })
        gone refuted None None | process worker audit-log: yes | Some(IfWrong { refuted: true, opens: 0, worst: None, changes: 0, questions: 0 })
    "#]].assert_eq(&told);
    assert!(assumptions(&fixture.snapshot, model(&fixture), &|| true).is_none());
}

#[test]
fn a_summary_counts_what_waits() {
    let fixture = shop(
        "accept stride.flooding on checkout by @dana until 2026-01-01 because \"Until then\"\n",
    );
    let Summary { counts, worst, questions, promised, expired, overdue, owner, review, .. } =
        Summary::of(&fixture.snapshot, model(&fixture));
    expect![[r#"[1, 5, 0, 0, 0, 0, 0, 2] Some(Critical) 5 1 1 0 Some("@dana") None"#]].assert_eq(
        &format!(
            "{counts:?} {worst:?} {questions} {promised} {expired} {overdue} {owner:?} {review:?}"
        ),
    );
}

#[test]
fn a_status_is_one_word_of_one_line() {
    let fixture = shop(
        "mitigation limiter: rate-limit \"At the edge\" on checkout\n\
         assumption sealed: infrastructure \"Sealed\" { status: open }\n",
    );
    let set = |name: &str, word: &str| {
        let edit = status::set(&fixture.snapshot, model(&fixture), name, word);
        edit.map(|edit| (edit.text.clone(), edit.range().len()))
    };
    assert_eq!(set("limiter", "done"), Ok((" status done".to_owned(), 0)));
    assert_eq!(set("sealed", "validated"), Ok(("validated".to_owned(), 4)));
    let refused = set("limiter", "validated").expect_err("that is no status of a mitigation");
    assert!(refused.contains("one of") && refused.contains("in-progress"), "{refused}");
    assert!(set("orders", "done").is_err());
}

#[test]
fn views_of_half_written_models_show_what_is_there() {
    for text in ["model m", "model m\nflow", "model m\nuse stride 1.0\nprocess p: \nflow f: p ->\n"]
    {
        let fixture = Fixture::new(text);
        let (snapshot, model) = (&fixture.snapshot, model(&fixture));
        threats(snapshot, model);
        questions(snapshot, model).iter().for_each(|asked| drop(choices(model, asked)));
        assert!(mitigations(snapshot, model, &|| false).is_some());
        assert!(assumptions(snapshot, model, &|| false).is_some());
        Summary::of(snapshot, model);
    }
}
