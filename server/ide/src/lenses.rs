//! Lines above items that tell how they stand: of the model as a whole, and of what settles or breaks
//! something.
//!
//! Invariant: where lines stand follows from the text alone; what they say is worked out for one line
//! at a time, when somebody asks for it.

use std::ops::Range;

use smol_str::SmolStr;
use tm_grammar::tree::{Item, Member};
use tm_grammar::words::ItemWord;
use tm_model::model::{ItemId, Model, ModelItem, Resolution, RuleRef, State, ThingId, Threat};
use tm_model::source::FileId;
use tm_model::value::Truth;
use tm_model::workspace::Header;
use tm_model::{Slot, Snapshot};

use crate::named::things_of;
use crate::place::Place;
use crate::settled::settled_by;
use crate::views::summary::Summary;
use crate::wording::{Tally, count, full_name, relative};

/// Where a line stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The name of the item below it, or its word, in bytes of the file.
    pub range: Range<usize>,
}

/// The items of a file that have a line above them, in the order of the text.
pub fn lenses(snapshot: &Snapshot, file: FileId) -> Vec<Lens> {
    let Some(known) = snapshot.file(file) else { return Vec::new() };
    let is_pack = matches!(known.header, Header::KnowledgeBase(..));
    let has_lens = |item: &Item| match item.word {
        ItemWord::Threat => is_pack,
        ItemWord::Model | ItemWord::Mitigation | ItemWord::Assumption => !is_pack,
        ItemWord::Story => item.members().iter().any(|it| matches!(it, Member::Without(_))),
        _ => false,
    };
    let mut lenses = Vec::new();
    for (_, start, block) in known.document.blocks() {
        for item in block.items.iter().filter(|item| has_lens(item)) {
            if let Some(name) = item.name() {
                let range = start + name.span.start as usize..start + name.span.end as usize;
                lenses.push(Lens { range });
            }
        }
    }
    lenses
}

/// The item that the line at a byte of a file stands above: its word, and the name by which it is
/// known, of a rule its full one.
pub fn lens_subject(
    snapshot: &Snapshot,
    file: FileId,
    offset: usize,
) -> Option<(ItemWord, SmolStr)> {
    let place = Place::find(snapshot, file, offset)?;
    let node = place.item()?;
    let name = node.name()?.text.clone();
    Some(match &place.file.header {
        Header::KnowledgeBase(pack, _) => (node.word, format!("{pack}.{name}").into()),
        _ => (node.word, name),
    })
}

/// What the line above the item at a byte of a file says; `None` if there is nothing to say.
pub fn lens_title(snapshot: &Snapshot, file: FileId, offset: usize) -> Option<String> {
    let place = Place::find(snapshot, file, offset)?;
    let node = place.item()?;
    let Some(model) = place.model else { return rule(&place, node) };
    let id = place.item_id(node)?;
    let item = model.item(id)?;
    match item.word {
        ItemWord::Model => Some(whole(snapshot, model)),
        ItemWord::Story => Some(story(model, id)),
        ItemWord::Mitigation => Some(mitigation(model, id, item)),
        ItemWord::Assumption => Some(assumption(model, id)),
        _ => None,
    }
}

/// `2 open · 3 possible · 4 questions · review in 89 days`
fn whole(snapshot: &Snapshot, model: &Model) -> String {
    let summary = Summary::of(snapshot, model);
    let mut parts: Vec<String> = [State::Open, State::Possible, State::Planned]
        .into_iter()
        .filter(|state| summary.count(*state) > 0)
        .map(|state| format!("{} {}", summary.count(state), state.word()))
        .collect();
    if parts.is_empty() {
        parts.push(if summary.total() > 0 { "nothing open" } else { "no threats" }.to_owned());
    }
    if summary.questions > 0 {
        parts.push(count(summary.questions, "question"));
    }
    if let Some(day) = summary.review {
        parts.push(format!("review {}", relative(day, snapshot.today())));
    }
    parts.join(" · ")
}

/// `2 threats, 1 open`
fn story(model: &Model, id: ItemId) -> String {
    let resolutions = model.resolutions(id);
    let mut threats: Vec<Threat> = Vec::new();
    for (index, (slot, named)) in resolutions.iter().enumerate() {
        if *slot != Slot::Threat {
            continue;
        }
        let target = resolutions.get(index + 1).filter(|(slot, _)| *slot == Slot::ThreatTarget);
        let subjects = match (target, named) {
            (Some((_, target)), _) => things_of(model, target),
            (None, Resolution::Item(threat)) => {
                let mut subjects = crate::named::subjects_of(model, *threat);
                subjects.dedup();
                subjects
            }
            (None, _) => Vec::new(),
        };
        for subject in subjects {
            let of_subject = model.all_threats(subject).into_iter();
            threats.extend(of_subject.filter(|threat| is_named(threat.rule, named)));
        }
    }
    threats.sort_by(|left, right| left.key.cmp(&right.key));
    threats.dedup_by(|left, right| left.key == right.key);
    let tally = Tally::of(&threats);
    let mut text = count(threats.len(), "threat");
    for state in [State::Open, State::Possible, State::Planned] {
        if tally.get(state) > 0 {
            text.push_str(&format!(", {} {}", tally.get(state), state.word()));
        }
    }
    text
}

fn is_named(rule: RuleRef, named: &Resolution) -> bool {
    match (rule, named) {
        (RuleRef::Pack(rule), Resolution::Rule(named)) => rule == *named,
        (RuleRef::Own(item), Resolution::Item(named)) => item == *named,
        (_, Resolution::Everything) => true,
        _ => false,
    }
}

/// `planned · settles 3 threats`
fn mitigation(model: &Model, id: ItemId, item: &ModelItem) -> String {
    let status = item.word_of("status").unwrap_or("planned");
    match settled_by(model, id).len() {
        0 => format!("{status} · settles nothing"),
        settled => format!("{status} · settles {}", count(settled, "threat")),
    }
}

/// `3 items rest on it`
fn assumption(model: &Model, id: ItemId) -> String {
    let rests = model.items().filter(|(other, _)| {
        let mut resolutions = model.resolutions(*other).iter();
        resolutions.any(|(slot, named)| *slot == Slot::Assumption && *named == Resolution::Item(id))
    });
    match rests.count() {
        0 => "nothing rests on it".to_owned(),
        1 => "1 item rests on it".to_owned(),
        rests => format!("{rests} items rest on it"),
    }
}

/// `fires 3 times in the workspace · 2 tests`
fn rule(place: &Place<'_>, node: &Item) -> Option<String> {
    let Header::KnowledgeBase(pack, _) = &place.file.header else { return None };
    let name = format!("{pack}.{}", node.name()?.text);
    let fires: usize = place
        .snapshot
        .models()
        .iter()
        .filter_map(|model| Some((model, model.schema.find_rule(&name)?)))
        .map(|(model, rule)| {
            let fires = |id: ThingId| {
                let mut instances = model.instances(id).iter();
                instances.any(|it| it.rule == rule && it.when == Truth::True)
            };
            model.things().filter(|(id, _)| fires(*id)).count()
        })
        .sum();
    let blocks = place.file.document.blocks();
    let tests = blocks.flat_map(|(_, _, block)| &block.items).filter(|item| {
        item.word == ItemWord::Test
            && item.members().iter().any(|member| match member {
                Member::Expect(expect) => expect.rule.as_ref().is_some_and(|rule| {
                    let rule = full_name(rule);
                    rule == name || name.ends_with(&format!(".{rule}"))
                }),
                _ => false,
            })
    });
    let fires = match fires {
        0 => "fires nowhere in the workspace".to_owned(),
        fires => format!("fires {} in the workspace", count(fires, "time")),
    };
    let tests = match tests.count() {
        0 => "no test".to_owned(),
        tests => count(tests, "test"),
    };
    Some(format!("{fires} · {tests}"))
}
