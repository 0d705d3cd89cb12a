//! Items that are no things: mitigations, threats of the model, assumptions, stories, decisions and
//! the rest, told where they are declared and where they are named.

use tm_grammar::tree::{Head, Item, ValueKind};
use tm_grammar::words::ItemWord;
use tm_model::Slot;
use tm_model::explain::claims;
use tm_model::model::{ItemId, Model, ModelItem, Resolution, RuleRef, Threat};
use tm_model::value::{Truth, day_number};

use super::{attributes, rules, things, types};
use crate::named::subjects_of;
use crate::place::Place;
use crate::settled::settled_by;
use crate::wording::{Tally, docs, dotted, escape, full_name, relative, some_of};

/// The item whose own name is under the pointer.
pub(super) fn declared(place: &Place<'_>, item: &Item) -> Option<String> {
    match (place.model, place.item_id(item)) {
        (Some(model), Some(id)) => match model.things_of(id) {
            [] => of_model(place, model, id),
            [first] => Some(things::thing(model, *first)),
            [first, reply] if model.thing(*reply).is_reply() => Some(things::thing(model, *first)),
            segments => {
                let own: Vec<_> =
                    segments.iter().copied().filter(|id| !model.thing(*id).is_reply()).collect();
                Some(things::chain(model, &own))
            }
        },
        _ => in_pack(place, item).or_else(|| Some(plain(place, item, &place.tree.text))),
    }
}

/// What a pack declares, told from its schema.
fn in_pack(place: &Place<'_>, item: &Item) -> Option<String> {
    let schema = place.schema?;
    let name = item.name()?.text.as_str();
    match item.word {
        ItemWord::Threat => rules::find(schema, place, name).map(|rule| rules::told(schema, rule)),
        ItemWord::Mitigation | ItemWord::Attribute | ItemWord::Fact => {
            schema.find_attribute(name).map(|id| attributes::told(schema, id))
        }
        ItemWord::Type => schema.find_type(name).map(|id| types::told(schema, id)),
        ItemWord::Category => types::category(place, name),
        ItemWord::Scale | ItemWord::Choice => types::word_set(schema, name),
        ItemWord::Event => types::event(schema, name),
        ItemWord::KnowledgeBase => types::pack(schema, name),
        _ => None,
    }
}

/// An item of a model that is no thing.
pub(super) fn of_model(place: &Place<'_>, model: &Model, id: ItemId) -> Option<String> {
    let item = model.item(id)?;
    if let Some(thing) = model.things_of(id).first() {
        return Some(things::thing(model, *thing));
    }
    let mut lines = vec![plain_head(item.node())];
    match item.word {
        ItemWord::Mitigation => mitigation(place, model, id, item, &mut lines),
        ItemWord::Threat => threat(model, id, &mut lines),
        ItemWord::Assumption => assumption(place, model, id, item, &mut lines),
        _ => {}
    }
    properties(item, &mut lines);
    let docs = docs(item.node(), item.text());
    lines.extend((!docs.is_empty()).then_some(docs));
    Some(lines.join("\n\n"))
}

/// Whatever an item says of itself.
fn plain(place: &Place<'_>, item: &Item, text: &str) -> String {
    let mut lines = vec![plain_head(item)];
    lines.extend(place.info(item.word).map(|info| info.about.to_owned()));
    let docs = docs(item, text);
    lines.extend((!docs.is_empty()).then_some(docs));
    lines.join("\n\n")
}

fn plain_head(item: &Item) -> String {
    let name = item.name().map_or("", |name| name.text.as_str());
    let title =
        item.title().map_or_else(String::new, |title| format!(" \"{}\"", escape(&title.value)));
    let kind = match &item.head {
        Head::Declaration(declaration) => declaration.kind.as_ref().map(full_name),
        _ => None,
    };
    let what = kind.map_or_else(|| item.word.to_string(), |kind| format!("{}: {kind}", item.word));
    dotted([format!("**{}**{title}", escape(name)), what])
}

fn mitigation(
    place: &Place<'_>,
    model: &Model,
    id: ItemId,
    item: &ModelItem,
    lines: &mut Vec<String>,
) {
    let status = item.word_of("status").unwrap_or("planned");
    let until = model.until(id).map(|until| relative(until, place.snapshot.today()));
    let settled = settled_by(model, id);
    let keys: Vec<String> = settled
        .iter()
        .map(|settled| format!("- `{}` – {}", settled.key, settled.state.word()))
        .collect();
    lines.push(dotted([
        format!("**{status}**"),
        until.map_or_else(String::new, |until| format!("due {until}")),
        if keys.is_empty() {
            "settles nothing yet".into()
        } else {
            format!("settles {}", keys.len())
        },
    ]));
    if !keys.is_empty() {
        const SHOWN: usize = 12;
        let mut list = keys[..keys.len().min(SHOWN)].join("\n");
        if keys.len() > SHOWN {
            list.push_str(&format!("\n- and {} more", keys.len() - SHOWN));
        }
        lines.push(list);
    }
    let control = model.resolutions(id).iter().find_map(|(slot, named)| match named {
        Resolution::Control(control) if *slot == Slot::Kind => Some(*control),
        _ => None,
    });
    if let Some(control) = control {
        let info = model.schema.attribute(control);
        lines.push(format!("Control `{}`: {}", info.name, escape(&info.title)));
    }
}

fn threat(model: &Model, id: ItemId, lines: &mut Vec<String>) {
    let mut threats: Vec<Threat> = subjects_of(model, id)
        .into_iter()
        .flat_map(|subject| model.all_threats(subject))
        .filter(|threat| threat.rule == RuleRef::Own(id))
        .collect();
    threats.dedup_by(|left, right| left.key == right.key);
    let risk = threats.first().map(|threat| {
        let score = threat.risk.score.map_or_else(String::new, |score| format!(" ({score})"));
        format!("risk **{}**{score}", threat.risk.level)
    });
    lines.push(dotted([risk.unwrap_or_default(), Tally::of(&threats).text()]));
    let keys: Vec<String> = threats
        .iter()
        .map(|threat| format!("- `{}` – {}", threat.key, threat.state.word()))
        .collect();
    lines.extend((keys.len() > 1).then(|| keys.join("\n")));
}

fn assumption(
    place: &Place<'_>,
    model: &Model,
    id: ItemId,
    item: &ModelItem,
    lines: &mut Vec<String>,
) {
    let status = item.word_of("status").unwrap_or("open");
    let check =
        item.property("check-by").and_then(|property| match &property.values.first()?.kind {
            ValueKind::Date(date) => Some(relative(day_number(*date), place.snapshot.today())),
            _ => None,
        });
    lines.push(dotted([
        format!("**{status}**"),
        check.map_or_else(String::new, |check| format!("check {check}")),
    ]));
    for claim in claims(model, item) {
        let truth = match claim.truth {
            Truth::True => "the model says so too",
            Truth::False => "**the model says otherwise**",
            Truth::Unknown => "the model does not say enough to tell",
        };
        lines.push(format!("Claims `{}`: {truth}.", claim.text));
    }
    let rests: Vec<String> = model
        .items()
        .filter(|(other, _)| {
            model
                .resolutions(*other)
                .iter()
                .any(|(slot, named)| *slot == Slot::Assumption && *named == Resolution::Item(id))
        })
        .filter_map(|(_, other)| other.node().name().map(|name| escape(&name.text)))
        .collect();
    lines.push(if rests.is_empty() {
        "Nothing rests on it: no value says `assuming` it.".into()
    } else {
        format!("What rests on it: {}", some_of(&rests, 8))
    });
}

/// The clauses and properties as they are written.
fn properties(item: &ModelItem, lines: &mut Vec<String>) {
    let node = item.node();
    let told: Vec<String> = node
        .properties()
        .filter(|property| !property.values.is_empty())
        .map(|property| {
            let values: Vec<String> =
                property.values.iter().map(|value| escape(value.span.text(item.text()))).collect();
            format!("{}: {}", property.key.text, values.join(", "))
        })
        .collect();
    lines.extend((!told.is_empty()).then(|| told.join(" · ")));
}
