//! The shipped knowledge bases: they compile, their tests pass, and every rule is told apart.

use std::collections::BTreeMap;

use tm_grammar::Document;
use tm_grammar::tree::Expected;
use tm_grammar::words::ItemWord;
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

#[test]
fn every_rule_has_tests_that_fire_are_answered_and_do_not_apply() {
    let (mut workspace, packs) = workspace();
    for (_, file) in packs {
        let mut seen: BTreeMap<String, [bool; 3]> = BTreeMap::new();
        for outcome in workspace.run_tests(file) {
            assert!(outcome.lines.len() <= 8, "\"{}\" is longer than eight lines", outcome.title);
            for (rule, expected) in outcome.rules.iter().zip(&outcome.expects) {
                let kinds = seen.entry(rule.to_string()).or_default();
                match expected {
                    Expected::Open | Expected::Maybe => kinds[0] = true,
                    Expected::Mitigated => kinds[1] = true,
                    Expected::No => kinds[2] = true,
                }
            }
        }
        for rule in workspace.rules_of(file) {
            assert_eq!(seen.get(rule.as_str()), Some(&[true; 3]), "{rule}: expect, mitigated, no");
        }
    }
}
