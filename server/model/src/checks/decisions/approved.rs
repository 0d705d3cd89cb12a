//! Risks that somebody accepts who may not, by what the workspace says of it.

use tm_grammar::tree::ValueKind;
use tm_grammar::words::ItemWord;

use super::super::Context;
use super::Decision;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::State;
use crate::schema::compile::listed;

/// The finding about an `accept` by somebody who is not among those who may accept such a risk.
pub(super) fn check(context: &Context<'_>, decision: &Decision<'_>) -> Option<Diagnostic> {
    let approvers = &context.workspace.policy().approvers;
    if decision.item.word != ItemWord::Accept || approvers.is_empty() {
        return None;
    }
    let by = decision.item.property("by")?.values.first()?;
    let ValueKind::Handle(person) = &by.kind else { return None };
    // What a risk follows from may stand far away.
    context.read_everything();
    let decided = decision.decides(context.model).into_iter();
    let worst = decided
        .filter(|threat| threat.state == State::Accepted)
        .min_by(|left, right| (right.risk.level, &left.key).cmp(&(left.risk.level, &right.key)))?;
    let people = approvers.of(worst.risk.level)?;
    if people.contains(&person) {
        return None;
    }
    let message = format!(
        "\"{}\" is a {} risk. Such a risk is accepted by {}: ask, and write who decided.",
        worst.key,
        worst.risk.level,
        listed(people.iter().map(|person| person.as_str()), "or")
    );
    Some(Diagnostic::new(Code::AcceptAboveLimit, by.span, message))
}
