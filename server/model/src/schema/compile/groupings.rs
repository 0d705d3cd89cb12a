//! `and` and `or` at one level: which belongs together must be said with parentheses.

use tm_grammar::tree::{Expression, ExpressionKind, Span};

use super::expressions::ExpressionCompiler;
use crate::diagnostic::{Code, Diagnostic};

impl ExpressionCompiler<'_> {
    /// Reports `a and b or c`; both groupings are offered.
    pub(super) fn is_clear(&mut self, whole: &Expression, parts: &[Expression]) -> bool {
        if !parts.iter().any(|part| matches!(part.kind, ExpressionKind::And(_))) {
            return true;
        }
        let origin = self.at(whole.span);
        let (and_first, or_first) = groupings(whole, parts, self.text);
        let finding = Diagnostic::new(
            Code::MixedAndOr,
            whole.span,
            "Put parentheses to show what belongs together.",
        )
        .with_fix(format!("Group as {}", one_line(&and_first)), origin, and_first)
        .with_fix(format!("Group as {}", one_line(&or_first)), origin, or_first);
        self.findings.push(finding);
        false
    }
}

/// The text of `whole` with parentheses around each `and`, and around each `or`.
fn groupings(whole: &Expression, parts: &[Expression], text: &str) -> (String, String) {
    // The runs that an `or` joins, where an `and` separates them.
    let mut runs: Vec<(Span, usize)> = Vec::new();
    let mut ands: Vec<Span> = Vec::new();
    for part in parts {
        let atoms = match &part.kind {
            ExpressionKind::And(atoms) => {
                ands.push(part.span);
                atoms.as_slice()
            }
            _ => std::slice::from_ref(part),
        };
        for (index, atom) in atoms.iter().enumerate() {
            match runs.last_mut() {
                Some((run, count)) if index == 0 => {
                    *run = run.cover(atom.span);
                    *count += 1;
                }
                _ => runs.push((atom.span, 1)),
            }
        }
    }
    let ors = runs.into_iter().filter(|(_, count)| *count > 1).map(|(span, _)| span);
    (parenthesised(whole.span, ands, text), parenthesised(whole.span, ors, text))
}

fn parenthesised(whole: Span, spans: impl IntoIterator<Item = Span>, text: &str) -> String {
    let mut result = String::new();
    let mut from = whole.start;
    for span in spans {
        result.push_str(Span::new(from, span.start).text(text));
        result.push('(');
        result.push_str(span.text(text));
        result.push(')');
        from = span.end;
    }
    result.push_str(Span::new(from, whole.end).text(text));
    result
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
