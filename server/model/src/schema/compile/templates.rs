//! Titles and questions with places in braces: `{f} can be read on the way to {f.target}`.

use smallvec::SmallVec;
use smol_str::SmolStr;
use tm_grammar::tree::Span;

use super::fields::{Meaning, built_in};
use super::scope::{Bound, Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::{KindSet, ThingKind};
use crate::schema::{Place, Root, Template, TemplatePart};

/// The parts of a text. Faults in braces are reported at `span` and stay in the text as they are.
pub(super) fn template(
    text: &str,
    span: Span,
    scope: &Scope,
    findings: &mut Vec<Diagnostic>,
) -> Template {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inside, behind)) = after.split_once('}') else {
            findings.push(Diagnostic::new(
                Code::TypeError,
                span,
                "A \"{\" is not closed: write \"{it}\".",
            ));
            break;
        };
        match place(inside.trim(), scope) {
            Ok(place) => {
                if !before.is_empty() {
                    parts.push(TemplatePart::Text(before.into()));
                }
                parts.push(TemplatePart::Place(place));
            }
            Err(message) => {
                findings.push(Diagnostic::new(Code::TypeError, span, message));
                let kept = &rest[..rest.len() - behind.len()];
                parts.push(TemplatePart::Text(kept.into()));
            }
        }
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(TemplatePart::Text(rest.into()));
    }
    Template { parts }
}

/// A text in which only `{it}` (or the variable of the subject) may stand, brought to `{it}`.
pub(super) fn text_about_it(
    text: &str,
    span: Span,
    scope: &Scope,
    findings: &mut Vec<Diagnostic>,
) -> SmolStr {
    if !text.contains('{') {
        return text.into();
    }
    let mut result = String::with_capacity(text.len());
    for part in template(text, span, scope, findings).parts {
        match part {
            TemplatePart::Text(text) => result.push_str(&text),
            TemplatePart::Place(place) => {
                if place.root != Root::Variable(0) || !place.links.is_empty() {
                    let message = "Only \"{it}\" can stand in this question.";
                    findings.push(Diagnostic::new(Code::TypeError, span, message));
                }
                result.push_str("{it}");
            }
        }
    }
    result.into()
}

fn place(path: &str, scope: &Scope) -> Result<Place, String> {
    let mut names = path.split('.').map(str::trim);
    let first = names.next().unwrap_or_default();
    let subject = scope.find(first);
    let (root, mut kinds) = match (first, subject) {
        (_, Some(variable)) => match variable.bound {
            Bound::Thing(kinds) => (Root::Variable(variable.slot), kinds),
            Bound::Value(_) => return Err(format!("\"{first}\" is no thing with a name.")),
        },
        ("it", None) => (Root::Variable(0), scope.subject_kinds()),
        ("model", None) => (Root::Model, KindSet::of(ThingKind::Model)),
        _ => {
            let known = scope.names().next().unwrap_or("it");
            return Err(format!(
                "Nothing here is called \"{first}\"; write \"{{{known}}}\" for the thing itself."
            ));
        }
    };
    let mut links = SmallVec::new();
    for name in names {
        match built_in(name, kinds).map(|field| &field.meaning) {
            Some(Meaning::Link(link, to)) => {
                links.push(*link);
                kinds = *to;
            }
            _ => {
                return Err(format!(
                    "\"{{{path}}}\" names no thing; only things can stand in braces, as in \
                     \"{{it}}\" or \"{{f.target}}\"."
                ));
            }
        }
    }
    Ok(Place { root, links })
}
