//! The tests of a knowledge base, run: each that fails is a finding where it expects something.

use tm_grammar::tree::Item;

use super::Pack;
use crate::diagnostic::{Code, Diagnostic};
use crate::pack_tests::{Problem, run};
use crate::source::Origin;

/// Findings about what a test expects and does not get.
pub(super) fn check(pack: &Pack<'_>, item: &Item, found: &mut Vec<Diagnostic>) {
    let schema = &pack.packs.schema;
    let name = schema.packs.iter().find(|known| known.origin.file == pack.file);
    let name = name.map(|known| known.name.as_str()).unwrap_or_default();
    let place = |span| Origin { file: pack.file, block: pack.block, span };
    let outcome = run(item, pack.text, schema, name, pack.workspace.today(), &place);
    for failure in outcome.failures {
        let (span, problem) = (failure.origin.span, &failure.problem);
        // What a rule that does not compile would say, nobody knows.
        let left_out = |rule| {
            let rules = crate::schema::compile::Namespace::Rule;
            pack.packs.left_out.contains(&(rules, rule))
        };
        if matches!(problem, Problem::NoRule(rule) if left_out(rule.clone())) {
            continue;
        }
        let mut finding = Diagnostic::new(Code::TestFailed, span, problem.to_string());
        let rule = expected_rule(item, span, name).and_then(|rule| schema.find_rule(&rule));
        if let Some(rule) = rule.map(|rule| schema.rule(rule)) {
            finding = finding.with_related(rule.origin, "the rule");
        }
        found.push(finding);
    }
}

/// The full name of the rule of which something is expected at a place.
fn expected_rule(test: &Item, span: tm_grammar::tree::Span, pack: &str) -> Option<String> {
    let rule = test.members().iter().find_map(|member| match member {
        tm_grammar::tree::Member::Expect(expect) if expect.span == span => expect.rule.as_ref(),
        _ => None,
    })?;
    let name = crate::engine::full_name(rule);
    Some(if name.contains('.') { name } else { format!("{pack}.{name}") })
}
