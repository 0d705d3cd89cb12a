//! Two decisions about one threat on one level of precedence.

use smallvec::SmallVec;
use tm_grammar::words::ItemWord;

use super::super::Context;
use super::Decision;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Slot;
use crate::model::{ItemId, Model, ModelItem, Resolution};

/// The finding about a decision that comes after another of the same key or the same wildcard.
pub(super) fn check(context: &Context<'_>, decision: &Decision<'_>, found: &mut Vec<Diagnostic>) {
    let model = context.model;
    let own = keys(model, decision.id);
    let mut others: Vec<(Position, ItemId, &ModelItem, String)> = candidates(model, decision)
        .into_iter()
        .filter_map(|other| {
            let item = model.item(other)?;
            let both_mitigate =
                item.word == ItemWord::Mitigate && decision.item.word == ItemWord::Mitigate;
            let shared = keys(model, other).into_iter().filter(|key| own.contains(key)).min()?;
            (!both_mitigate).then(|| (position(context, item), other, item, shared))
        })
        .collect();
    others.sort_by(|left, right| left.0.cmp(&right.0));
    let Some((first, _, item, key)) = others.first() else { return };
    if *first > position(context, decision.item) {
        return;
    }
    let message =
        format!("\"{key}\" is decided twice ({}, {}). Keep one.", item.word, decision.verb());
    let finding = Diagnostic::new(Code::DoubleDecision, decision.item.node().word_span, message)
        .with_related(item.origin(item.node().word_span), "the first decision");
    found.push(decision.removable(finding));
}

/// Other decisions that may name the same.
fn candidates(model: &Model, decision: &Decision<'_>) -> Vec<ItemId> {
    let mut found: Vec<ItemId> = Vec::new();
    for target in &decision.targets {
        match target.resolution {
            Resolution::Thing(thing) => found.extend(&model.results(*thing).decisions),
            Resolution::Things(things) => {
                found.extend(things.iter().flat_map(|thing| &model.results(*thing).decisions));
            }
            _ => {}
        }
    }
    if model.wide_decisions.contains(&decision.id) {
        found.extend(model.wide_decisions.iter());
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|other| *other != decision.id);
    found
}

/// What a decision decides: each threat it names, on each target it names.
fn keys(model: &Model, id: ItemId) -> SmallVec<[String; 2]> {
    let mut keys = SmallVec::new();
    let of_slot = |wanted: Slot| {
        model.resolutions(id).iter().filter(move |(slot, _)| *slot == wanted).map(|(_, one)| one)
    };
    for threat in of_slot(Slot::Threat) {
        let (name, own) = match threat {
            Resolution::Rule(rule) => (model.schema.rule(*rule).name.to_string(), false),
            Resolution::Item(item) => {
                (model.item(*item).map(|item| item.name.to_string()).unwrap_or_default(), true)
            }
            Resolution::Pack(pack) => (format!("{pack}.*"), false),
            Resolution::Everything => ("*".to_owned(), false),
            Resolution::Moved(new) if new.len() == 1 => (new[0].to_string(), false),
            _ => continue,
        };
        if of_slot(Slot::Target).next().is_none() {
            // A threat of the model is decided in all its places, any other everywhere.
            keys.push(if own || name == "*" { name.clone() } else { format!("{name} on *") });
        }
        for target in of_slot(Slot::Target) {
            let place = match target {
                Resolution::Thing(thing) => model.label(*thing).to_owned(),
                Resolution::Things(things) => {
                    let item =
                        things.first().and_then(|thing| model.item(model.thing(*thing).item));
                    item.map(|item| item.name.to_string()).unwrap_or_default()
                }
                Resolution::Inside(zone) => format!("zone {}", model.label(*zone)),
                Resolution::Everything => "*".to_owned(),
                _ => continue,
            };
            keys.push(format!("{name} on {place}"));
        }
    }
    keys
}

/// Where an item stands in the model: file, block, place in the block.
type Position = (usize, usize, SmallVec<[u16; 3]>);

fn position(context: &Context<'_>, item: &ModelItem) -> Position {
    let file = context.model.files.iter().position(|file| *file == item.file);
    let block =
        context.workspace.file(item.file).and_then(|file| file.document.index_of(item.block));
    (file.unwrap_or(usize::MAX), block.unwrap_or(usize::MAX), item.path.clone())
}
