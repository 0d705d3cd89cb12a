//! Items of the model that are named by other items: assumptions, events, requirements, questions,
//! actors; people, tickets; and models by name.

use rustc_hash::FxHashSet;
use tm_grammar::tree::{Head, ValueKind};
use tm_grammar::words::ItemWord;
use tm_model::model::{Model, ModelItem};
use tm_model::workspace::Header;

use super::{CompletionKind, Entry, List};
use crate::wording::full_name;

/// The name of an item as it must be written.
pub(super) fn written_name(item: &ModelItem) -> Option<String> {
    let name = item.node().name()?;
    Some(if name.quoted { format!("`{}`", name.text) } else { name.text.to_string() })
}

/// `infrastructure · "The provider encrypts disks"`
fn about(item: &ModelItem) -> String {
    let node = item.node();
    let kind = match &node.head {
        Head::Declaration(declaration) => declaration.kind.as_ref().map(full_name),
        _ => None,
    };
    let title = node.title().map(|title| format!("\"{}\"", title.value));
    let parts: Vec<String> = kind.into_iter().chain(title).collect();
    parts.join(" · ")
}

/// The items of a word, by name.
pub(super) fn items(list: &mut List<'_, '_>, word: ItemWord, rank: u32, used: &[String]) {
    let Some(model) = list.place.model else { return };
    let mut named: Vec<(String, String)> = model
        .items()
        .filter(|(_, item)| item.word == word)
        .filter_map(|(_, item)| Some((written_name(item)?, about(item))))
        .filter(|(name, _)| !used.contains(name))
        .collect();
    named.sort();
    for (name, about) in named {
        list.add(rank, Entry::new(name, CompletionKind::Name).detail(about));
    }
}

/// Events of the model, then those of its packs.
pub(super) fn events(list: &mut List<'_, '_>, used: &[String]) {
    items(list, ItemWord::Event, 0, used);
    let Some(schema) = list.place.schema else { return };
    for event in schema.events.iter().filter(|event| !used.iter().any(|used| *used == event.name)) {
        list.add(
            1,
            Entry::new(event.name.clone(), CompletionKind::Name).detail(event.title.to_string()),
        );
    }
}

/// Requirements of the model, then those of its packs.
pub(super) fn requirements(list: &mut List<'_, '_>, used: &[String]) {
    items(list, ItemWord::Requirement, 0, used);
    let Some(schema) = list.place.schema else { return };
    for known in
        schema.requirements.iter().filter(|known| !used.iter().any(|used| *used == known.name))
    {
        list.add(
            1,
            Entry::new(known.name.clone(), CompletionKind::Name).detail(known.title.to_string()),
        );
    }
}

/// Questions: those that nobody has answered first.
pub(super) fn questions(list: &mut List<'_, '_>) {
    let Some(model) = list.place.model else { return };
    let answered: FxHashSet<String> = model
        .items()
        .filter_map(|(_, item)| match &item.node().head {
            Head::Answer(answer) => answer.question.as_ref().map(full_name),
            _ => None,
        })
        .collect();
    let mut named: Vec<(bool, String, String)> = model
        .items()
        .filter(|(_, item)| item.word == ItemWord::Question)
        .filter_map(|(_, item)| {
            let name = written_name(item)?;
            Some((answered.contains(&name), name, about(item)))
        })
        .collect();
    for question in &model.schema.questions {
        let asked = question.ask.parts.iter().map(|part| match part {
            tm_model::schema::TemplatePart::Text(text) => text.as_str(),
            tm_model::schema::TemplatePart::Place(_) => "…",
        });
        let name = question.name.to_string();
        named.push((answered.contains(&name), name, asked.collect()));
    }
    named.sort();
    for (is_answered, name, about) in named {
        let entry = Entry::new(name, CompletionKind::Name).detail(about);
        list.add(u32::from(is_answered), entry);
    }
}

/// People, those first that the model names most often, then those of other models, then those who own
/// code.
pub(super) fn people(list: &List<'_, '_>) -> Vec<String> {
    let Some(model) = list.place.model else { return Vec::new() };
    let mut people = people_of(list, model);
    let others = list.place.snapshot.models().iter().filter(|other| other.name != model.name);
    let others = others.flat_map(|other| people_of(list, other));
    for person in others.chain(list.owners.iter().map(ToString::to_string)) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    people
}

fn people_of(list: &List<'_, '_>, model: &Model) -> Vec<String> {
    let mut known: Vec<(usize, String)> = Vec::new();
    for (_, item) in model.items() {
        for property in item.node().properties() {
            for value in &property.values {
                let ValueKind::Handle(handle) = &value.kind else { continue };
                match known.iter_mut().find(|(_, name)| name == handle.as_str()) {
                    Some((times, _)) => *times += 1,
                    None => known.push((1, handle.to_string())),
                }
            }
        }
    }
    let typed = list.context.typed;
    known.retain(|(times, name)| !(name == typed && *times == 1));
    known.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
    known.into_iter().map(|(_, name)| name).collect()
}

/// People as values.
pub(super) fn persons(list: &mut List<'_, '_>, used: &[String]) {
    for person in people(list) {
        if !used.contains(&person) {
            list.add(0, Entry::new(person, CompletionKind::Person));
        }
    }
}

/// The name of a ticket without its number, and the number: a later ticket has a higher one.
fn number_of(ticket: &str) -> (&str, u64) {
    let ticket = ticket.trim_matches('"');
    let name = ticket.trim_end_matches(|character: char| character.is_ascii_digit());
    (name, ticket[name.len()..].parse().unwrap_or_default())
}

/// The prefixes of the trackers, and the tickets that the model names, the latest first.
pub(super) fn tickets(list: &mut List<'_, '_>, used: &[String]) {
    let Some(model) = list.place.model else { return };
    let mut tickets: Vec<String> = Vec::new();
    for (_, item) in model.items() {
        if let Head::Tracker(tracker) = &item.node().head
            && let Some(name) = &tracker.name
        {
            let label = format!("{}-", name.text);
            list.add(
                0,
                Entry::new(label, CompletionKind::Value).detail("a ticket of this tracker"),
            );
        }
        let property = item.property("ticket");
        for value in property.into_iter().flat_map(|property| &property.values) {
            let ticket = value.span.text(item.text()).to_owned();
            if !tickets.contains(&ticket) && !used.contains(&ticket) && ticket != list.context.typed
            {
                tickets.push(ticket);
            }
        }
    }
    tickets.sort_by(|left, right| number_of(right).cmp(&number_of(left)));
    for ticket in tickets {
        list.add(
            1,
            Entry::new(ticket, CompletionKind::Value).detail("named elsewhere in the model"),
        );
    }
}

/// The models of the workspace.
pub(super) fn models(list: &mut List<'_, '_>) {
    let mut names: Vec<(String, String)> = list
        .place
        .snapshot
        .files()
        .filter_map(|(_, file)| match &file.header {
            Header::Model(name) => Some((name.to_string(), file.path.to_string())),
            _ => None,
        })
        .collect();
    names.sort();
    for (name, path) in names {
        list.add(0, Entry::new(name, CompletionKind::Module).detail(path));
    }
}
