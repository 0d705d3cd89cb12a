//! Stories: that what must not happen in them is a threat of the model.

use tm_grammar::tree::{Member, Span, Without};

use super::super::Context;
use super::super::change::{Change, add_property, join, line_below};
use super::super::wording::written_name;
use super::kind_of;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Namespace;
use crate::model::ModelItem;

/// Kinds of stories that describe what must not happen, and the category that fits each best.
const HOSTILE: [(&str, &str); 4] = [
    ("abuse", "tampering"),
    ("misuse", "tampering"),
    ("negligence", "information-disclosure"),
    ("agent-bypass", "elevation-of-privilege"),
];

/// Findings about `without` lines and hostile stories that lead to no threat.
pub(super) fn check(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    let kind = kind_of(item);
    let hostile = HOSTILE.iter().find(|(word, _)| Some(*word) == kind.as_deref());
    let category = hostile.map_or("tampering", |(_, category)| *category);
    let lines: Vec<&Without> = item
        .node()
        .members()
        .iter()
        .filter_map(|member| match member {
            Member::Without(without) => Some(&**without),
            _ => None,
        })
        .collect();
    for without in lines.iter().filter(|without| without.threats.is_empty()) {
        let Some(text) = &without.text else { continue };
        let message = "Which threat does this describe? Name it after \":\", or create one.";
        let finding = Diagnostic::new(Code::StoryUnlinked, text.span, message);
        found.push(with_threat(context, item, finding, category, |name| {
            Some(Change::new(Span::new(text.span.end, text.span.end), format!(": {name}")))
        }));
    }
    if hostile.is_some() && lines.is_empty() {
        let message = format!(
            "Which threat does \"{0}\" describe? Write it as \"without \\\"what must not happen\\\": threat\".",
            item.name
        );
        let finding =
            Diagnostic::new(Code::StoryUnlinked, item.name_span(), message.replace('\\', ""));
        found.push(with_threat(context, item, finding, category, |name| {
            add_property(item.node(), item.text(), &format!("without \"this happening\": {name}"))
        }));
    }
}

/// The finding with a new threat, where the story is told, and a link to it.
fn with_threat(
    context: &Context<'_>,
    item: &ModelItem,
    finding: Diagnostic,
    category: &str,
    link: impl FnOnce(&str) -> Option<Change>,
) -> Diagnostic {
    if !context.fixes {
        return finding;
    }
    let names = &context.engine.names;
    let free = |name: &String| names.definition(Namespace::Threats, name).is_none();
    let candidates = std::iter::once(format!("{}-threat", item.name))
        .chain((2..).map(|number| format!("{}-threat-{number}", item.name)));
    let Some(name) = candidates.into_iter().find(free) else { return finding };
    let name = written_name(&name).into_owned();
    let text = item.text();
    let on = item.property("on").map_or_else(String::new, |on| match on.values.as_slice() {
        [] => String::new(),
        values => {
            let span = values[0].span.cover(values[values.len() - 1].span);
            format!(" on {}", span.text(text))
        }
    });
    let line = format!("threat {name}: {category}{on}");
    let changes: Vec<Change> =
        link(&name).into_iter().chain([line_below(item.node(), text, &line)]).collect();
    finding.with_changes(format!("Create the threat \"{name}\""), item, |item| {
        join(item.text(), changes)
    })
}
