//! What could be done about a place, and what it changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};
use tm_ide::{Action, Findings, code_actions, fix_all};
use tm_model::Workspace;
use tm_model::diagnostic::{CATALOGUE, Code};
use tm_model::policy::Policy;
use tm_model::source::FileId;

use crate::fixture::{Fixture, SHOP, applied, shop};

/// The titles of what could be done at the cursor; `*` marks what is preferred, the code what is
/// linked to a finding.
fn titles(fixture: &Fixture, expected: Expect) {
    with_actions(fixture, |findings, actions| {
        let mut shown = String::new();
        for action in actions {
            let code = action.settles.map_or(String::new(), |index| {
                format!("{} ", findings.list[index].diagnostic.code.info().code)
            });
            let mark = if action.preferred { " *" } else { "" };
            shown.push_str(&format!("{:?} {code}{}{mark}\n", action.kind, action.title));
        }
        expected.assert_eq(&shown);
    });
}

/// The lines that an action at the cursor writes, each file under its path.
fn does(fixture: &Fixture, title: &str, expected: Expect) {
    with_actions(fixture, |_, actions| {
        let action = actions.iter().find(|action| action.title == title);
        let known = || actions.iter().map(|action| format!("{}\n", action.title));
        let action = action.unwrap_or_else(|| panic!("only\n{}", known().collect::<String>()));
        let edits = action.edits();
        let mut shown = String::new();
        for file in &fixture.files {
            let before = fixture.text(*file);
            let after = applied(&before, *file, &edits);
            assert_eq!(faults(&after), faults(&before), "{after}");
            if before != after {
                shown.push_str(&difference(&before, &after));
            }
        }
        expected.assert_eq(&shown);
    });
}

fn difference(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let same = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = same.take_while(|(old, new)| old == new).count();
    let mut shown = String::new();
    old[start..old.len() - end].iter().for_each(|line| shown.push_str(&format!("- {line}\n")));
    new[start..new.len() - end].iter().for_each(|line| shown.push_str(&format!("+ {line}\n")));
    shown
}

fn faults(text: &str) -> usize {
    tm_grammar::Document::new(text).blocks().map(|(_, _, block)| block.errors.len()).sum()
}

fn with_actions(fixture: &Fixture, show: impl FnOnce(&Findings, &[Action<'_>])) {
    let (file, offset) = fixture.cursor();
    let range = offset..offset;
    let findings = Findings::at(&fixture.workspace, file, &range);
    let actions = code_actions(&fixture.snapshot, file, range, &findings);
    show(&findings, &actions);
}

/// The shop with a cursor in its text and more items behind it.
fn shop_at(text: &str, more: &str) -> Fixture {
    let (before, _) = text.split_once("$0").expect("a cursor");
    let plain = text.replace("$0", "");
    let at = SHOP.find(&plain).expect("the shop says that") + before.len();
    let mut marked = SHOP.to_owned();
    marked.insert_str(at, "$0");
    Fixture::new(&format!("{marked}{more}"))
}

#[test]
fn a_threat_can_be_answered_or_decided() {
    titles(
        &shop_at("process check$0out", ""),
        expect![[r#"
              QuickFix TM206 Answer "patching: yes"
              QuickFix TM206 Answer "patching: no"
              QuickFix TM206 Answer "rate-limit: yes"
              QuickFix TM206 Answer "rate-limit: no"
              QuickFix TM206 Answer "input-validation: yes"
              QuickFix TM206 Answer "input-validation: no"
              QuickFix TM400 Accept stride.actions-leave-no-trace on checkout for 90 days
              QuickFix TM400 Accept stride.actions-leave-no-trace on checkout for 180 days
              QuickFix TM400 Transfer stride.actions-leave-no-trace on checkout
              QuickFix TM400 Avoid stride.actions-leave-no-trace on checkout
              QuickFix TM400 Dismiss stride.actions-leave-no-trace on checkout
              Rewrite TM400 Write a story about stride.actions-leave-no-trace on checkout
              QuickFix TM400 Plan "rate-limit" on checkout
              QuickFix TM400 Say that "rate-limit" is done on checkout
              QuickFix TM400 Accept stride.flooding on checkout for 90 days
              QuickFix TM400 Accept stride.flooding on checkout for 180 days
              QuickFix TM400 Transfer stride.flooding on checkout
              QuickFix TM400 Avoid stride.flooding on checkout
              QuickFix TM400 Dismiss stride.flooding on checkout
              Rewrite TM400 Write a story about stride.flooding on checkout
              QuickFix TM400 Plan "patching" on checkout
              QuickFix TM400 Say that "patching" is done on checkout
              QuickFix TM400 Accept stride.known-vulnerability on checkout for 90 days
              QuickFix TM400 Accept stride.known-vulnerability on checkout for 180 days
              QuickFix TM400 Transfer stride.known-vulnerability on checkout
              QuickFix TM400 Avoid stride.known-vulnerability on checkout
              QuickFix TM400 Dismiss stride.known-vulnerability on checkout
              Rewrite TM400 Write a story about stride.known-vulnerability on checkout
              QuickFix TM206 Assume "patching: yes" on checkout
              Rewrite TM206 Ask somebody: Are known weaknesses of checkout fixed within an agreed time?
              QuickFix TM206 Assume "rate-limit: yes" on checkout
              Rewrite TM206 Ask somebody: Does checkout limit requests per caller?
              QuickFix Assume "audit-log: yes" on checkout
              Rewrite Ask somebody: Does checkout record who did what, when and with which result?
              Rewrite Change the type to admin-console (Interface for operators)
              Rewrite Change the type to business-application (Bought application, such as for orders, staff or customers)
              Rewrite Change the type to ai-component (Process whose behaviour comes from a model)
              Rewrite Change the type to api (Server that answers programs)
              Rewrite Change the type to authentication-service (Component that checks who the caller is)
              Rewrite Change the type to backup-service (Takes and restores copies)
              Rewrite Change the type to batch-job (Work started by a schedule or a file)
              Rewrite Change the type to build-pipeline (Automation that builds, tests and releases)
              Move Move checkout to the zone internet
              Rewrite Leave checkout out of scope
              Rewrite TM206 Silence TM206 here: say why in a comment
              Rewrite TM400 Silence TM400 here: say why in a comment
        "#]],
    );
}

#[test]
fn a_question_can_be_answered_assumed_or_passed_on() {
    let fixture = shop_at("audit-log: $0?", "");
    titles(
        &fixture,
        expect![[r#"
              QuickFix TM206 Answer "audit-log: yes"
              QuickFix TM206 Answer "audit-log: no"
              QuickFix TM206 Assume "audit-log: yes" on checkout
              Rewrite TM206 Ask somebody: Does checkout record who did what, when and with which result?
              Rewrite TM206 Silence TM206 here: say why in a comment
        "#]],
    );
    does(
        &fixture,
        "Answer \"audit-log: yes\"",
        expect![[r#"
        -   process checkout: web-app "Checkout" { criticality: high; audit-log: ? }
        +   process checkout: web-app "Checkout" { criticality: high; audit-log: yes }
    "#]],
    );
    does(
        &fixture,
        "Assume \"audit-log: yes\" on checkout",
        expect![[r#"
        -   process checkout: web-app "Checkout" { criticality: high; audit-log: ? }
        -   store orders: sql-database "Order book" holds order
        - }
        - flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }
        - flow 2 book: checkout -> orders via sql-protocol carrying order
        - flow 3 receipt: checkout -> customer "Mail the receipt" via smtp carrying order
        +   process checkout: web-app "Checkout" { criticality: high; audit-log: yes assuming checkout-audit-log }
        +   store orders: sql-database "Order book" holds order
        + }
        + flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }
        + flow 2 book: checkout -> orders via sql-protocol carrying order
        + flow 3 receipt: checkout -> customer "Mail the receipt" via smtp carrying order
        + 
        + assumption checkout-audit-log: infrastructure "checkout: Record who did what" about checkout {
        +   status: open
        +   owner: @dana
        +   check-by: 2027-02-19
        + }
    "#]],
    );
    does(
        &fixture,
        "Ask somebody: Does checkout record who did what, when and with which result?",
        expect![[r#"
        + 
        + question checkout-audit-log "Does checkout record who did what, when and with which result?"
        +   on checkout owner @dana
    "#]],
    );
}

#[test]
fn a_mitigation_is_written_where_the_model_has_none() {
    let fixture = shop_at("process check$0out", "");
    does(
        &fixture,
        "Plan \"rate-limit\" on checkout",
        expect![[r#"
        + 
        + mitigation rate-limit: rate-limit on checkout status planned
    "#]],
    );
    does(
        &fixture,
        "Say that \"rate-limit\" is done on checkout",
        expect![[r#"
        + 
        + mitigation rate-limit: rate-limit on checkout status done
    "#]],
    );
}

#[test]
fn a_mitigation_that_is_there_is_named_behind_the_last_decision() {
    let more = "mitigation limiter: rate-limit \"At the edge\" on orders status done\n\
                dismiss stride.tampered-store on orders because \"x\" // so\n\
                event e \"E\"\n";
    let fixture = shop_at("process check$0out", more);
    does(
        &fixture,
        "Mitigate stride.flooding on checkout with \"limiter\"",
        expect![[r#"
        + mitigate stride.flooding on checkout with limiter
    "#]],
    );
    does(
        &fixture,
        "Accept stride.flooding on checkout for 180 days",
        expect![[r#"
        + accept stride.flooding on checkout until 2027-05-20
    "#]],
    );
    does(
        &fixture,
        "Transfer stride.flooding on checkout",
        expect![[r#"
        + transfer stride.flooding on checkout until 2027-05-20
    "#]],
    );
    does(
        &fixture,
        "Avoid stride.flooding on checkout",
        expect![[r#"
        + avoid stride.flooding on checkout
    "#]],
    );
    does(
        &fixture,
        "Dismiss stride.flooding on checkout",
        expect![[r#"
        + dismiss stride.flooding on checkout
    "#]],
    );
    does(
        &fixture,
        "Write a story about stride.flooding on checkout",
        expect![[r#"
        + 
        + story flooding-on-checkout: abuse "A flood from the internet stops checkout" on checkout {
        +   without "A flood from the internet stops checkout": stride.flooding on checkout
        + }
    "#]],
    );
}

#[test]
fn a_model_with_a_part_for_decisions_has_them_there() {
    let more = "//- shop-decisions.tm\npart of shop\n";
    let fixture = shop_at("process check$0out", more);
    does(
        &fixture,
        "Avoid stride.flooding on checkout",
        expect![[r#"
        + 
        + avoid stride.flooding on checkout
    "#]],
    );
}

#[test]
fn what_is_written_against_a_control_is_changed_where_it_stands() {
    let fixture = shop("flow $0leak: customer -> checkout carrying card { encrypted: no }\n");
    let title = "Write \"encrypted: yes\" against stride.clear-text-crossing on leak";
    does(
        &fixture,
        title,
        expect![[r#"
        - flow leak: customer -> checkout carrying card { encrypted: no }
        + flow leak: customer -> checkout carrying card { encrypted: yes }
    "#]],
    );
}

#[test]
fn a_threat_of_the_model_gets_a_mitigation_of_its_own() {
    let fixture = shop_at(
        "process check$0out",
        "threat double: tampering \"Paid twice\" on checkout { likelihood: high; impact: high }\n",
    );
    does(
        &fixture,
        "Plan a mitigation of double on checkout",
        expect![[r#"
        + 
        + mitigation against-double status planned
        + 
        + mitigate double on checkout with against-double
    "#]],
    );
}

#[test]
fn an_element_can_be_moved_retyped_and_left_out() {
    let fixture = shop("process $0worker \"Worker\" in inside\n");
    titles(
        &fixture,
        expect![[r#"
            QuickFix TM305 Leave it out of scope *
            Rewrite Change the type to client (Software that runs on the user's side)
            Rewrite Change the type to intermediary (Forwards traffic without owning the business logic)
            Rewrite Change the type to iot-device (Connected device outside the data centre)
            Rewrite Change the type to service (Process that answers requests)
            Move Move worker to the zone internet
            Rewrite TM305 Silence TM305 here: say why in a comment
        "#]],
    );
    does(
        &fixture,
        "Move worker to the zone internet",
        expect![[r#"
        - process worker "Worker" in inside
        + process worker "Worker" in internet
    "#]],
    );
    let fixture = shop_at("process check$0out", "");
    does(
        &fixture,
        "Leave checkout out of scope",
        expect![[r#"
        + 
        + scope out checkout because "say why"
    "#]],
    );
    does(
        &fixture,
        "Move checkout to the zone internet",
        expect![[r#"
        - }
        - zone inside: internal-zone "Our platform" {
        -   process checkout: web-app "Checkout" { criticality: high; audit-log: ? }
        +   process checkout: web-app "Checkout" { criticality: high; audit-log: ? }
        + }
        + zone inside: internal-zone "Our platform" {
    "#]],
    );
}

#[test]
fn a_flow_can_be_numbered_turned_and_answered() {
    let fixture = shop(
        "flow $0late: checkout -> customer via https\nflow 9 a: customer -> checkout\nflow 9.5 b: customer -> checkout\n",
    );
    titles(
        &fixture,
        expect![[r#"
            QuickFix TM206 Answer "carrying card"
            QuickFix TM206 Answer "carrying order"
            QuickFix TM206 Answer "carrying nothing"
            QuickFix TM310 Call it "Late" *
            Rewrite Number this flow
            Rewrite Renumber all flows of this file
            Rewrite Turn late around
            Rewrite Say that something comes back
            Rewrite TM206 Silence TM206 here: say why in a comment
            Rewrite TM310 Silence TM310 here: say why in a comment
            Rewrite TM311 Silence TM311 here: say why in a comment
        "#]],
    );
    does(
        &fixture,
        "Number this flow",
        expect![[r#"
        - flow late: checkout -> customer via https
        + flow 10 late: checkout -> customer via https
    "#]],
    );
    does(
        &fixture,
        "Renumber all flows of this file",
        expect![[r#"
        - flow late: checkout -> customer via https
        - flow 9 a: customer -> checkout
        - flow 9.5 b: customer -> checkout
        + flow 4 late: checkout -> customer via https
        + flow 5 a: customer -> checkout
        + flow 5.1 b: customer -> checkout
    "#]],
    );
    does(
        &fixture,
        "Turn late around",
        expect![[r#"
        - flow late: checkout -> customer via https
        + flow late: customer -> checkout via https
    "#]],
    );
    does(
        &fixture,
        "Say that something comes back",
        expect![[r#"
        - flow late: checkout -> customer via https
        + flow late: checkout -> customer via https returns ?
    "#]],
    );
}

#[test]
fn a_decision_can_be_extended() {
    let fixture =
        shop("acc$0ept stride.flooding on checkout by @dana until 2026-12-31 because \"x\"\n");
    titles(
        &fixture,
        expect![[r#"
              Rewrite Extend it by 90 days
        "#]],
    );
    does(
        &fixture,
        "Extend it by 90 days",
        expect![[r#"
        - accept stride.flooding on checkout by @dana until 2026-12-31 because "x"
        + accept stride.flooding on checkout by @dana until 2027-03-31 because "x"
    "#]],
    );
    let fixture =
        shop("acc$0ept stride.flooding on checkout by @dana until 2026-10-31 because \"x\"\n");
    does(
        &fixture,
        "Decide so again, for 90 days from today",
        expect![[r#"
        - accept stride.flooding on checkout by @dana until 2026-10-31 because "x"
        + accept stride.flooding on checkout by @dana until 2027-02-19 because "x"
    "#]],
    );
    let fixture = shop("acc$0ept stride.flooding on checkout by @dana because \"x\"\n");
    does(
        &fixture,
        "Let it end in 90 days",
        expect![[r#"
        - accept stride.flooding on checkout by @dana because "x"
        + accept stride.flooding on checkout by @dana until 2027-02-19 because "x"
    "#]],
    );
}

#[test]
fn a_mitigation_gets_another_status() {
    let fixture = shop("mitigation $0limiter: rate-limit \"At the edge\" on checkout\n");
    titles(
        &fixture,
        expect![[r#"
            QuickFix TM515 Write "ticket ?" *
            Rewrite Set the status to proposed (an idea; settles nothing yet)
            Rewrite Set the status to planned (decided, not begun)
            Rewrite Set the status to in-progress (being built)
            Rewrite Set the status to done (in place)
            Rewrite Set the status to verified (in place, and somebody checked)
            Rewrite Set the status to rejected (will not be done: the control is a no)
            Rewrite TM515 Silence TM515 here: say why in a comment
        "#]],
    );
    does(
        &fixture,
        "Set the status to done (in place)",
        expect![[r#"
        - mitigation limiter: rate-limit "At the edge" on checkout
        + mitigation limiter: rate-limit "At the edge" on checkout status done
    "#]],
    );
}

#[test]
fn what_is_silenced_is_not_found_again() {
    let fixture = shop("/// What runs at night.\nprocess $0worker \"Worker\" in inside\n");
    does(
        &fixture,
        "Silence TM305 here: say why in a comment",
        expect![[r#"
        + // tm-allow TM305: say why
    "#]],
    );
}

#[test]
fn a_sentence_with_a_fault_is_not_built_upon() {
    titles(&shop("process $0worker: { audit-log: ?\n"), expect![[""]]);
    titles(&Fixture::new("$0"), expect![[""]]);
}

#[test]
fn decisions_about_nothing_go_from_the_whole_file() {
    let text = "model m \"M\"\nuse stride 1.0\nentity a \"A\"\nzone z \"Z\" {\n  process p \"P\"\n}\n\
                flow f: a -> p \"F\"\n// tm-allow TM305: gone\nprocess q \"Q\"\nflow g: a -> q \"G\"\n\
                accept stride.false-server on p by @d until 2027-01-01 because \"x\"\n\
                dismiss stride.flooding on q because \"x\"\n";
    let fixture = Fixture::new(text);
    let file = fixture.files[0];
    let edits = fix_all(&fixture.snapshot, &Findings::safe(&fixture.workspace, file));
    expect![[r#"
        - // tm-allow TM305: gone
        - process q "Q"
        - flow g: a -> q "G"
        - accept stride.false-server on p by @d until 2027-01-01 because "x"
        - dismiss stride.flooding on q because "x"
        + process q "Q"
        + flow g: a -> q "G"
    "#]]
    .assert_eq(&difference(text, &applied(text, file, &edits)));
}

/// The files of an example of a check that raise its code.
fn wrong_files(code: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/src/diagnostic/examples");
    let text = fs::read_to_string(folder.join(format!("{code}.txt"))).expect("an example");
    let mut files = BTreeMap::new();
    let mut open: Option<String> = None;
    for line in text.split_inclusive('\n') {
        if let Some(mark) = line.strip_prefix("=== ") {
            let mut words = mark.split_whitespace();
            let part = words.next();
            let path = words.next().unwrap_or("shop.tm").to_owned();
            open = (part != Some("mended")).then_some(path.clone());
            if open.is_some() {
                files.insert(path, String::new());
            }
        } else if let Some(path) = &open {
            files.get_mut(path).expect("it was opened").push_str(line);
        }
    }
    files
}

fn checked(files: &BTreeMap<String, String>, code: Code) -> (Workspace, Vec<FileId>) {
    let mut workspace = Workspace::new(20_778);
    let mut policy = Policy::default();
    if code.info().off {
        policy.set_severity(code, Some(code.info().severity));
    }
    workspace.set_policy(policy);
    let ids = files.iter().map(|(path, text)| workspace.set_file(path, text)).collect();
    workspace.update();
    (workspace, ids)
}

/// How often each message of a code is found.
fn found(workspace: &Workspace, code: Code) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (id, _) in workspace.files() {
        for (_, list) in workspace.findings(id) {
            for finding in list.iter().filter(|finding| finding.code == code) {
                *found.entry(finding.message.clone()).or_default() += 1;
            }
        }
    }
    found
}

#[test]
fn every_remedy_of_every_check_settles_what_it_belongs_to() {
    let (mut tried, mut faulty) = (0, String::new());
    for info in CATALOGUE {
        let code = Code::parse(info.code).expect("the catalogue holds its codes");
        let files = wrong_files(info.code);
        let (workspace, ids) = checked(&files, code);
        let snapshot = workspace.snapshot();
        for id in ids {
            let text = snapshot.file(id).map(|file| file.document.text()).unwrap_or_default();
            let findings = Findings::at(&workspace, id, &(0..text.len()));
            let actions = code_actions(&snapshot, id, 0..text.len(), &findings);
            for action in &actions {
                let Some(of) = action.settles.map(|of| &findings.list[of].diagnostic) else {
                    continue;
                };
                let is_fix = of.fixes.iter().any(|fix| fix.title == action.title);
                let is_allow = action.title.starts_with("Silence ");
                if of.code != code || !(is_fix || is_allow) {
                    continue;
                }
                tried += 1;
                let edits = action.edits();
                let after = files.iter().map(|(path, text)| {
                    let id = workspace.find_file(path).expect("it was set");
                    (path.clone(), applied(text, id, &edits))
                });
                let after: BTreeMap<String, String> = after.collect();
                let (mended, _) = checked(&after, code);
                let (before, now) = (found(&workspace, code), found(&mended, code));
                let left = now.get(&of.message).copied().unwrap_or_default();
                let count = |files: &BTreeMap<String, String>| -> usize {
                    files.values().map(|text| faults(text)).sum()
                };
                if left >= before[&of.message] || count(&after) > count(&files) {
                    let after = after.values().cloned().collect::<String>();
                    faulty.push_str(&format!(
                        "{}: {} does not settle {:?}\n{after}\n",
                        info.code, action.title, of.message
                    ));
                }
            }
        }
    }
    assert!(faulty.is_empty(), "{faulty}");
    assert!(tried > 150, "only {tried} remedies were tried");
}

#[test]
fn every_action_leaves_text_that_parses() {
    for info in CATALOGUE {
        let code = Code::parse(info.code).expect("the catalogue holds its codes");
        let files = wrong_files(info.code);
        let (workspace, ids) = checked(&files, code);
        let snapshot = workspace.snapshot();
        for id in ids {
            let text = snapshot.file(id).map(|file| file.document.text()).unwrap_or_default();
            for (line, _) in text.match_indices('\n') {
                let at = text[..line].rfind('\n').map_or(0, |end| end + 1);
                let word = text[at..line].find(' ').map_or(at, |space| at + space + 1);
                let findings = Findings::at(&workspace, id, &(word..word));
                for action in code_actions(&snapshot, id, word..word, &findings) {
                    let edits = action.edits();
                    assert!(
                        edits.windows(2).all(|pair| {
                            pair[0].file != pair[1].file || pair[0].end <= pair[1].start
                        }),
                        "{}: {}",
                        info.code,
                        action.title
                    );
                    let after = applied(&text, id, &edits);
                    assert!(
                        faults(&after) <= faults(&text),
                        "{}: {}\n{after}",
                        info.code,
                        action.title
                    );
                }
            }
        }
    }
}
