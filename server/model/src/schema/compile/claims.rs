//! What an assumption says of its model: predicates that name things.

use smol_str::SmolStr;
use tm_grammar::tree::{Expression, ExpressionKind, Path};

use super::expressions::{ExpressionCompiler, Purpose};
use super::paths::{Things, thing_names};
use super::report::LeftOut;
use super::scope::{Bound, Scope};
use crate::diagnostic::Diagnostic;
use crate::schema::{Schema, Slot, Test};
use crate::source::Origin;

/// A claim, ready to be evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What is claimed.
    pub test: Test,
    /// How many slots the test needs.
    pub slots: Slot,
    /// The things that it names; the first is in slot 0, and so on.
    pub things: Vec<SmolStr>,
}

/// Compiles what stands after `claims`.
///
/// `origin` says where the block of the claim is, `text` is its text. Without a claim there is at
/// least one finding, unless the expression has a syntax fault that the parser has reported.
pub fn compile_claim(
    schema: &Schema,
    left_out: &LeftOut,
    things: &dyn Things,
    origin: Origin,
    text: &str,
    expression: &Expression,
) -> (Option<Claim>, Vec<Diagnostic>) {
    let mut scope = Scope::default();
    let mut named = Vec::new();
    collect(expression, &mut |path| {
        for name in thing_names(path) {
            let Some(kinds) = things.kinds_of(&name) else { continue };
            // A thing takes a slot and no name, so no variable can be taken for it.
            if !named.contains(&name)
                && scope.bind(SmolStr::default(), Bound::Thing(kinds)).is_some()
            {
                named.push(name);
            }
        }
    });
    let mut compiler =
        ExpressionCompiler::new(schema, left_out, origin, text, scope, Purpose::Claim);
    compiler.things = Some(things);
    compiler.named_things = named;
    let test = compiler.condition(expression);
    let claim = test.filter(|_| compiler.findings.is_empty()).map(|test| Claim {
        test,
        slots: compiler.scope.slots(),
        things: std::mem::take(&mut compiler.named_things),
    });
    (claim, compiler.findings)
}

/// Calls `found` with each path of an expression that may start with a thing.
fn collect(expression: &Expression, found: &mut impl FnMut(&Path)) {
    match &expression.kind {
        ExpressionKind::Or(parts) | ExpressionKind::And(parts) => {
            for part in parts {
                collect(part, found);
            }
        }
        ExpressionKind::Not(inner) | ExpressionKind::Group(inner) => collect(inner, found),
        ExpressionKind::Compare { left, right, .. } => {
            collect(left, found);
            collect(right, found);
        }
        ExpressionKind::IsKnown { operand, .. } | ExpressionKind::IsType { operand, .. } => {
            collect(operand, found);
        }
        ExpressionKind::In { operand, values, .. } => {
            collect(operand, found);
            for value in values {
                collect(value, found);
            }
        }
        ExpressionKind::Path(path) => found(path),
        ExpressionKind::Quantified { collection, condition, .. } => {
            if let Some(path) = collection {
                found(path);
            }
            if let Some(condition) = condition {
                collect(condition, found);
            }
        }
        ExpressionKind::Reaches { from, to, avoiding } => {
            for path in [from, to].into_iter().flatten() {
                found(path);
            }
            if let Some((_, condition)) = avoiding {
                collect(condition, found);
            }
        }
        ExpressionKind::Age(path) => {
            if let Some(path) = path {
                found(path);
            }
        }
        ExpressionKind::Number(_)
        | ExpressionKind::Text(_)
        | ExpressionKind::Date(_)
        | ExpressionKind::Duration(_)
        | ExpressionKind::Missing => {}
    }
}
