//! Changes of elements and zones: their zone, their type, and whether the model is about them.
//!
//! A title, and a zone where there is none, are remedies of findings.

use tm_grammar::tree::{Head, Span};
use tm_grammar::words::ItemWord;
use tm_model::change::{Change, add_first_clause, remove_item, whole};
use tm_model::diagnostic::Code;
use tm_model::kind::ThingKind;
use tm_model::model::{ModelItem, ThingId};
use tm_model::schema::TypeId;

use super::{Action, ActionKind, Findings, Here};
use crate::edits::Edit;
use crate::spelling::{Spelt, written_thing};

/// How many zones or types are offered.
const OFFERED: usize = 8;

pub(super) fn add<'a>(here: &Here<'a>, findings: &Findings, actions: &mut Vec<Action<'a>>) {
    // What a finding offers is not offered twice.
    let fixes = |code: Code| findings.list.iter().any(|it| it.diagnostic.code == code);
    let [thing] = here.model.things_of(here.id) else { return };
    let is_element = here.word().is_element();
    if is_element || here.word() == ItemWord::Zone {
        types(*here, *thing, actions);
    }
    if is_element {
        if !fixes(Code::NoZone) {
            zones(*here, *thing, actions);
        }
        if !fixes(Code::Isolated) {
            scope(*here, *thing, actions);
        }
    }
}

/// The types beside and below the one that it has.
fn types<'a>(here: Here<'a>, thing: ThingId, actions: &mut Vec<Action<'a>>) {
    let Head::Declaration(declaration) = &here.node().head else { return };
    let Some(name) = &declaration.name else { return };
    let schema = &here.model.schema;
    let own = here.model.thing(thing).type_id;
    let parent = |id: TypeId| schema.type_info(id).parent;
    let ids = (0u32..).map(TypeId).take(schema.types.len());
    let near = ids.filter(|id| {
        let of = parent(*id);
        *id != own && of.is_some() && (of == Some(own) || of == parent(own))
    });
    let mut near: Vec<TypeId> = near.collect();
    // What is more exact comes first.
    near.sort_by_key(|id| (parent(*id) != Some(own), schema.type_info(*id).name.clone()));
    for id in near.into_iter().take(OFFERED) {
        let info = schema.type_info(id);
        let text = Spelt::of(&info.name).written;
        let title = format!("Change the type to {} ({})", info.name, info.title);
        actions.push(Action::new(ActionKind::Rewrite, title, move || {
            let change = match &declaration.kind {
                Some(kind) => Change::new(kind.span(), text.clone()),
                None => Change::new(Span::new(name.span.end, name.span.end), format!(": {text}")),
            };
            Some(vec![here.edit(change)])
        }));
    }
}

/// Each other zone of the model.
fn zones<'a>(here: Here<'a>, thing: ThingId, actions: &mut Vec<Action<'a>>) {
    let own = here.model.thing(thing).links.zone;
    let zones =
        here.model.things().filter(|(id, zone)| zone.kind == ThingKind::Zone && Some(*id) != own);
    let mut zones: Vec<ThingId> = zones.map(|(id, _)| id).collect();
    if !stands_alone(here) {
        return;
    }
    zones.sort_by_key(|id| here.model.label(*id));
    for zone in zones.into_iter().take(OFFERED) {
        let title = format!("Move {} to the zone {}", here.item.name(), here.model.label(zone));
        actions.push(Action::new(ActionKind::Move, title, move || move_to(here, zone)));
    }
}

/// True if nothing else stands on the lines of the item, so that it can be taken out.
fn stands_alone(here: Here<'_>) -> bool {
    let text = here.item.text();
    let all = whole(here.node());
    let (before, after) = (&text[..all.start as usize], &text[all.end as usize..]);
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.lines().next().unwrap_or_default();
    before.trim().is_empty() && after.trim().is_empty()
}

/// Out of the braces of its zone and into those of another; where there are none, with `in`.
fn move_to(here: Here<'_>, zone: ThingId) -> Option<Vec<Edit>> {
    let name = written_thing(here.model, zone);
    if let Some(written) = here.item.property("in") {
        let value = written.values.first()?;
        return Some(vec![here.edit(Change::new(value.span, name))]);
    }
    if here.node().span.start == here.outermost().span.start {
        let change = add_first_clause(here.node(), here.item.text(), &format!("in {name}"));
        return Some(vec![here.edit(change)]);
    }
    let out = remove_item(here.node(), here.item.text());
    let text = whole(here.node()).text(here.item.text());
    let target = here.model.item(here.model.thing(zone).item)?;
    Some(vec![here.edit(out), into(here, target, text)?])
}

/// A text as the last line of a zone's body, which it gets if it has none.
fn into(here: Here<'_>, zone: &ModelItem, text: &str) -> Option<Edit> {
    let start = here.snapshot.file(zone.file)?.document.start_of(zone.block)?;
    let node = zone.node();
    let block = zone.text();
    let (at, text) = match &node.body {
        Some(body) => {
            let close = body.close?.start as usize;
            let line = block[..close].rfind('\n').map_or(0, |end| end + 1);
            let indent = &block[line..close];
            if indent.trim().is_empty() {
                (line, format!("{indent}  {text}\n"))
            } else {
                (close, format!("\n{text}\n"))
            }
        }
        None => (node.span.end as usize, format!(" {{\n  {text}\n}}")),
    };
    Some(Edit::new(zone.file, start + at..start + at, text))
}

fn scope<'a>(here: Here<'a>, thing: ThingId, actions: &mut Vec<Action<'a>>) {
    if !here.model.in_scope(thing) {
        return;
    }
    let title = format!("Leave {} out of scope", here.item.name());
    actions.push(Action::new(ActionKind::Rewrite, title, move || {
        let name = written_thing(here.model, thing);
        let line = format!("scope out {name} because \"say why\"");
        Some(vec![here.room().item(ItemWord::Scope, &line)])
    }));
}
