//! Titles and numbers, for people.

use tm_grammar::tree::{Head, Span};
use tm_grammar::words::ItemWord;

use super::super::Context;
use super::super::change::Change;
use super::super::wording::title_of;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ItemId, ModelItem};

/// Findings about the title and number of an element, flow or zone.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    if item.word == ItemWord::Model {
        return;
    }
    if item.node().title().is_none() {
        found.extend(untitled(item));
    }
    if let Head::Flow(flow) = &item.node().head {
        match &flow.number {
            None if context.model.totals.numbered > 0 => {
                let message = format!(
                    "Other flows have a number and \"{}\" has none. Write one after \"flow\".",
                    item.name
                );
                found.push(Diagnostic::new(Code::Unnumbered, item.name_span(), message));
            }
            Some(number) => found.extend(clash(context, id, item, &number.text, number.span)),
            None => {}
        }
    }
}

/// The finding about an element, flow or zone without a title.
fn untitled(item: &ModelItem) -> Option<Diagnostic> {
    let node = item.node();
    let name = node.name()?;
    let after = match &node.head {
        Head::Declaration(declaration) => {
            declaration.kind.as_ref().map_or(name.span.end, |kind| kind.span().end)
        }
        Head::Flow(flow) => flow.path.last()?.as_ref()?.span().end,
        _ => return None,
    };
    let message = format!("Give \"{}\" a name that people use.", name.text);
    let title = title_of(&name.text);
    Some(Diagnostic::new(Code::Unlabelled, name.span, message).with_change(
        format!("Call it \"{title}\""),
        |span| item.origin(span),
        Change::new(Span::new(after, after), format!(" \"{title}\"")),
    ))
}

/// The finding about a flow whose number another one has, too.
fn clash(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    number: &str,
    span: Span,
) -> Option<Diagnostic> {
    let mut others: Vec<&ModelItem> = context
        .engine
        .flows_numbered(number)
        .iter()
        .filter(|other| **other != id)
        .filter_map(|other| context.model.item(*other))
        .collect();
    others.sort_by(|left, right| left.name.cmp(&right.name));
    let first = others.first()?;
    let message = format!("{number} is also the number of \"{}\".", first.name);
    let mut finding = Diagnostic::new(Code::NumberClash, span, message);
    for other in &others {
        let text = format!("\"{}\" is number {number}, too", other.name);
        finding = finding.with_related(other.origin(other.name_span()), text);
    }
    Some(finding.with_change(
        "Remove the number",
        |span| item.origin(span),
        Change::new(Span::new(span.start, item.name_span().start), ""),
    ))
}
