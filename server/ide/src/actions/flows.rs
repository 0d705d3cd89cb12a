//! Changes of flows: their numbers, their direction, what comes back.

use tm_grammar::tree::{Flow, Head, Span};
use tm_model::change::{Change, add_clause};
use tm_model::model::ModelItem;

use super::{Action, ActionKind, Here};
use crate::edits::Edit;

pub(super) fn add<'a>(here: &Here<'a>, actions: &mut Vec<Action<'a>>) {
    let here = *here;
    let Head::Flow(flow) = &here.node().head else { return };
    if flow.number.is_none() {
        actions.push(Action::new(ActionKind::Rewrite, "Number this flow", move || {
            let next = numbers(here).map(|number| number.0).max().unwrap_or_default() + 1;
            Some(vec![numbered(here, here.item, flow, &next.to_string())?])
        }));
    }
    actions.push(Action::new(ActionKind::Rewrite, "Renumber all flows of this file", move || {
        renumber(here)
    }));
    let ends: Vec<Span> = flow.path.iter().flatten().map(|path| path.span()).collect();
    if ends.len() == flow.path.len() && ends.len() > 1 {
        let name = here.item.name();
        actions.push(Action::new(ActionKind::Rewrite, format!("Turn {name} around"), move || {
            let text = here.item.text();
            let others = ends.iter().rev();
            let change = |(at, by): (&Span, &Span)| here.edit(Change::new(*at, by.text(text)));
            Some(ends.iter().zip(others).filter(|(at, by)| at != by).map(change).collect())
        }));
    }
    if here.item.property("returns").is_none() {
        actions.push(Action::new(
            ActionKind::Rewrite,
            "Say that something comes back",
            move || Some(vec![here.edit(add_clause(here.node(), here.item.text(), "returns ?"))]),
        ));
    }
}

/// The flows of the file, in the order of the text.
fn flows(here: Here<'_>) -> Vec<(&ModelItem, &Flow)> {
    let Some(file) = here.snapshot.file(here.item.file) else { return Vec::new() };
    let blocks = file.document.blocks();
    let items = blocks.flat_map(|(block, ..)| here.model.block_items(here.item.file, block));
    let items = items.filter_map(|id| here.model.item(*id));
    let flows = items.filter_map(|item| match &item.node().head {
        Head::Flow(flow) => Some((item, flow)),
        _ => None,
    });
    flows.collect()
}

/// The numbers of the flows of the model: what stands before the first dot, and behind it.
fn numbers(here: Here<'_>) -> impl Iterator<Item = (u32, Option<&str>)> {
    let items = here.model.items().filter_map(|(_, item)| match &item.node().head {
        Head::Flow(flow) => flow.number.as_ref(),
        _ => None,
    });
    items.filter_map(|number| parts(&number.text))
}

fn parts(number: &str) -> Option<(u32, Option<&str>)> {
    match number.split_once('.') {
        Some((whole, part)) => Some((whole.parse().ok()?, Some(part))),
        None => Some((number.parse().ok()?, None)),
    }
}

fn numbered(here: Here<'_>, item: &ModelItem, flow: &Flow, number: &str) -> Option<Edit> {
    let start = here.snapshot.file(item.file)?.document.start_of(item.block)?;
    let (span, text) = match &flow.number {
        Some(old) => (old.span, number.to_owned()),
        None => {
            let after = item.node().word_span.end;
            (Span::new(after, after), format!(" {number}"))
        }
    };
    let range = start + span.start as usize..start + span.end as usize;
    Some(Edit::new(item.file, range, text))
}

/// 1, 2, 3, … in the order of the text; steps of one flow, such as 2.1 behind 2, stay with it.
fn renumber(here: Here<'_>) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let (mut whole, mut part) = (0, 0);
    let mut around: Option<u32> = None;
    for (item, flow) in flows(here) {
        let old = flow.number.as_ref().map(|number| number.text.as_str());
        let number = match old.and_then(parts) {
            Some((of, Some(_))) if around == Some(of) => {
                part += 1;
                format!("{whole}.{part}")
            }
            known => {
                around = known.map(|(of, _)| of);
                (whole, part) = (whole + 1, 0);
                whole.to_string()
            }
        };
        if old != Some(number.as_str()) {
            edits.push(numbered(here, item, flow, &number)?);
        }
    }
    Some(edits)
}
