//! The shipped knowledge bases: they compile, their tests pass, and every rule is told apart.

use tm_grammar::Document;
use tm_grammar::tree::Expected;
use tm_grammar::words::ItemWord;
use tm_model::pack_tests::TestOutcome;
use tm_model::{SHIPPED, Workspace};

const TODAY: i64 = 20_778;

fn workspace() -> (Workspace, Vec<(&'static str, tm_model::source::FileId)>) {
    let mut workspace = Workspace::new(TODAY);
    let packs: Vec<_> = SHIPPED
        .iter()
        .map(|(name, text)| (*name, workspace.set_file(&format!("{name}.tm"), text)))
        .collect();
    workspace.update();
    (workspace, packs)
}

#[test]
fn shipped_packs_have_no_findings() {
    let (workspace, packs) = workspace();
    for (name, file) in packs {
        let findings: Vec<String> = workspace
            .findings(file)
            .iter()
            .flat_map(|(_, list)| list.iter().map(|one| format!("{} {}", one.code, one.message)))
            .collect();
        assert_eq!(findings, Vec::<String>::new(), "pack {name}");
    }
}

#[test]
fn a_test_of_a_shipped_pack_is_a_block_of_its_own() {
    for (name, text) in SHIPPED {
        let (whole, deferred) = (Document::new(text), Document::with_deferred_tests(text));
        for ((_, start, one), (_, _, other)) in whole.blocks().zip(deferred.blocks()) {
            let tests = one.items.iter().filter(|item| item.word == ItemWord::Test).count();
            assert_eq!(other.is_deferred_test(), tests > 0, "pack {name}, byte {start}");
            assert!(tests == 0 || one.items.len() == 1, "pack {name}, byte {start}");
            assert_eq!(one.items, other.items, "pack {name}, byte {start}");
        }
    }
}

#[test]
fn the_tests_of_shipped_packs_pass() {
    let (mut workspace, packs) = workspace();
    let mut failures = Vec::new();
    let mut run = 0;
    for (name, file) in packs {
        for outcome in workspace.run_tests(file) {
            run += 1;
            failures.extend(
                outcome
                    .failures
                    .iter()
                    .map(|failure| format!("{name}: \"{}\": {}", outcome.title, failure.problem)),
            );
        }
    }
    assert!(failures.is_empty(), "{} of {run}:\n{}", failures.len(), failures.join("\n"));
    assert!(run > 100);
}

/// How many lines of a small model differ from another's, at most, on either side.
fn difference(one: &TestOutcome, other: &TestOutcome) -> usize {
    let missing = |from: &TestOutcome, of: &TestOutcome| {
        from.lines.iter().filter(|line| !of.lines.contains(line)).count()
    };
    missing(one, other).max(missing(other, one))
}

#[test]
fn every_rule_has_tests_that_fire_are_answered_and_do_not_apply_and_differ_in_one_line() {
    let (mut workspace, packs) = workspace();
    let mut faults = Vec::new();
    for (_, file) in packs {
        let outcomes = workspace.run_tests(file);
        for outcome in &outcomes {
            assert!(outcome.lines.len() <= 8, "\"{}\" is longer than eight lines", outcome.title);
        }
        for rule in workspace.rules_of(file) {
            let tests = |expected: &[Expected]| -> Vec<&TestOutcome> {
                let says = |outcome: &&TestOutcome| {
                    let mut all = outcome.rules.iter().zip(&outcome.expects);
                    all.any(|(known, found)| *known == rule && expected.contains(found))
                };
                outcomes.iter().filter(says).collect()
            };
            let open = tests(&[Expected::Open]);
            let fires = tests(&[Expected::Open, Expected::Maybe, Expected::Mitigated]);
            let near = |one: &TestOutcome, others: &[&TestOutcome]| {
                others.iter().any(|other| difference(one, other) == 1)
            };
            if open.is_empty() {
                faults.push(format!("{rule}: no test expects it to be open"));
            }
            if !tests(&[Expected::Mitigated]).iter().any(|test| near(test, &open)) {
                faults.push(format!("{rule}: no answered test is one line from an open one"));
            }
            if !tests(&[Expected::No]).iter().any(|test| near(test, &fires)) {
                faults.push(format!("{rule}: no silent test is one line from one that fires"));
            }
        }
    }
    assert!(faults.is_empty(), "{} rules:\n{}", faults.len(), faults.join("\n"));
}
