//! What if an assumption is wrong? The model is analysed once as it holds and once as it does not,
//! and the two are compared.
//!
//! Nothing is guessed: the status of the assumption is edited as a person would edit it, in a
//! workspace that nobody else sees, and the engine does the rest.
//!
//! Invariants:
//! - [`WhatIf::holds`] and [`WhatIf::wrong`] are analyses of texts that differ in one status alone.
//! - Places are to be looked up in [`WhatIf::as_written`]: the other text was never written.

use std::collections::BTreeMap;
use std::ops::Range;

use smol_str::SmolStr;
use tm_grammar::words::ItemWord;

use crate::checks::with_status;
use crate::engine::Slot;
use crate::explain;
use crate::model::{
    ItemId, Model, OpenQuestion, Resolution, RuleRef, Source, State, ThingId, Threat,
};
use crate::schema::AttributeId;
use crate::source::{FileId, Origin};
use crate::workspace::{Snapshot, Workspace};

/// The model as it would be, compared with how it is.
pub struct WhatIf {
    /// The name of the model.
    pub model: SmolStr,
    /// The name of the assumption.
    pub assumption: SmolStr,
    /// It is refuted already, so the model as it is is the one where it is wrong.
    pub refuted: bool,
    /// The analysis in which it holds.
    pub holds: Snapshot,
    /// The analysis in which it is wrong.
    pub wrong: Snapshot,
    /// What rests on it.
    pub rests: Vec<Rest>,
    /// The threats that stand otherwise, the worst first.
    pub changes: Vec<Change>,
    /// What would have to be asked anew.
    pub questions: Vec<OpenQuestion>,
    /// What makes the text of the workspace what it was.
    undo: (FileId, Range<usize>, String),
}

/// Something that rests on an assumption.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// Where it is written.
    pub origin: Origin,
    /// What it belongs to: `flow send-token`.
    pub item: String,
    /// What rests: `encrypted: yes`; empty if it is the whole item.
    pub text: String,
    /// The assumption only says that it is about it, so nothing changes by that.
    pub about: bool,
}

/// A threat that stands otherwise if the assumption is wrong.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its key.
    pub key: SmolStr,
    /// How it stands while the assumption holds, if it is there.
    pub holds: Option<Threat>,
    /// How it stands if the assumption is wrong, if it is there.
    pub wrong: Option<Threat>,
    /// The facts and controls behind it that rest on the assumption.
    pub because: Vec<(ThingId, AttributeId)>,
}

impl Change {
    /// True if somebody has to do something that was not to be done before.
    pub fn opens(&self) -> bool {
        let state = |threat: &Option<Threat>| threat.as_ref().map(|threat| threat.state);
        match (state(&self.holds), state(&self.wrong)) {
            (Some(State::Open), _) => false,
            (Some(State::Possible), wrong) => wrong == Some(State::Open),
            (_, wrong) => wrong.is_some_and(State::is_pending),
        }
    }
}

impl WhatIf {
    /// The model as it is written.
    pub fn as_written(&self) -> &Snapshot {
        if self.refuted { &self.wrong } else { &self.holds }
    }

    /// Gives the workspace in which it was tried its text back, for the next assumption.
    pub fn take_back(&self, workspace: &mut Workspace) {
        let (file, range, text) = &self.undo;
        workspace.edit(*file, range.clone(), text);
        workspace.update_models();
    }

    /// The model of a snapshot.
    pub fn model_in<'s>(&self, snapshot: &'s Snapshot) -> Option<&'s Model> {
        snapshot.models().iter().find(|model| model.name == self.model)
    }
}

/// The assumptions of a model, by name.
pub fn assumptions(model: &Model) -> impl Iterator<Item = (ItemId, &SmolStr)> {
    model
        .items()
        .filter(|(_, item)| item.word == ItemWord::Assumption && !item.name.is_empty())
        .map(|(id, item)| (id, &item.name))
}

/// Takes an assumption of a model as wrong, or, if it is refuted, as right, and compares. The
/// workspace holds the other text afterwards. `None` if there is no such assumption, or its text is
/// broken where its status would stand.
pub fn what_if(workspace: &mut Workspace, model: &str, assumption: &str) -> Option<WhatIf> {
    let written = workspace.snapshot();
    let of = |snapshot: &Snapshot| snapshot.models().iter().find(|it| it.name == model).cloned();
    let now = of(&written)?;
    let (id, name) = assumptions(&now).find(|(_, name)| *name == assumption)?;
    let name = name.clone();
    let item = now.item(id)?;
    let refuted = item.word_of("status") == Some("refuted");
    let change = with_status(item, if refuted { "validated" } else { "refuted" })?;
    let start = workspace.file(item.file)?.document.start_of(item.block)?;
    let range = start + change.span.start as usize..start + change.span.end as usize;
    let replaced = change.span.text(item.text()).to_owned();
    let undo = (item.file, range.start..range.start + change.text.len(), replaced);
    workspace.edit(item.file, range, &change.text);
    workspace.update_models();
    let other = workspace.snapshot();
    let rests = rests(&now, id, &name);
    let (holds, wrong) = if refuted { (other, written) } else { (written, other) };
    let (right, mistaken) = (of(&holds)?, of(&wrong)?);
    let changes = changes(&wrong, &right, &mistaken);
    let known = right.all_questions();
    let is_new = |question: &OpenQuestion| {
        let same = |other: &OpenQuestion| {
            right.label(other.subject) == mistaken.label(question.subject)
                && other.ask == question.ask
        };
        !known.iter().any(same)
    };
    let questions = mistaken.all_questions().into_iter().filter(is_new).collect();
    Some(WhatIf {
        model: now.name.clone(),
        assumption: name,
        refuted,
        holds,
        wrong,
        rests,
        changes,
        questions,
        undo,
    })
}

/// What names an assumption, in the order of files and items.
pub fn rests(model: &Model, assumption: ItemId, name: &str) -> Vec<Rest> {
    let mut found: Vec<Rest> = Vec::new();
    for (id, item) in model.items() {
        let names_it = id != assumption
            && model.resolutions(id).iter().any(|(slot, named)| {
                *slot == Slot::Assumption && *named == Resolution::Item(assumption)
            });
        if id != assumption && !names_it {
            continue;
        }
        let title = if item.name.is_empty() {
            let text = item.node().span.text(item.text());
            text.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
        } else {
            format!("{} {}", item.word, item.name)
        };
        let mut values = 0;
        for property in item.node().properties() {
            if id == assumption
                || property.assuming.as_ref().is_none_or(|assumed| assumed.text != name)
            {
                continue;
            }
            values += 1;
            let value: Vec<&str> =
                property.values.iter().map(|value| value.span.text(item.text())).collect();
            let text = format!("{}: {}", property.key.text, value.join(", "));
            found.push(Rest {
                origin: item.origin(property.span),
                item: title.clone(),
                text,
                about: false,
            });
        }
        if names_it && values == 0 {
            found.push(Rest {
                origin: item.origin(item.name_span()),
                item: title,
                text: String::new(),
                about: false,
            });
        }
    }
    let about = model.resolutions(assumption).iter().filter(|(slot, _)| *slot == Slot::Target);
    for (_, named) in about {
        let Resolution::Thing(id) = named else { continue };
        let Some(item) = model.item(model.thing(*id).item) else { continue };
        let origin = item.origin(item.name_span());
        if found.iter().any(|rest| model_item(model, rest) == Some(&item.name)) {
            continue;
        }
        let title = format!("{} {}", item.word, item.name);
        found.push(Rest { origin, item: title, text: String::new(), about: true });
    }
    found.sort_by_key(|rest| rest.about);
    found
}

fn model_item<'m>(model: &'m Model, rest: &Rest) -> Option<&'m SmolStr> {
    let (_, name) = rest.item.split_once(' ')?;
    let id = model.find(name)?;
    model.item(model.thing(id).item).map(|item| &item.name)
}

fn changes(snapshot: &Snapshot, holds: &Model, wrong: &Model) -> Vec<Change> {
    let before = by_key(holds);
    let mut after = by_key(wrong);
    let mut changes: Vec<Change> = Vec::new();
    for (key, threat) in before {
        let now = after.remove(&key);
        let same = now.as_ref().is_some_and(|now| {
            now.state == threat.state
                && now.risk.level == threat.risk.level
                && now.overdue == threat.overdue
        });
        if !same {
            changes.push(Change { key, holds: Some(threat), wrong: now, because: Vec::new() });
        }
    }
    let new = after.into_iter();
    changes.extend(new.map(|(key, threat)| Change {
        key,
        holds: None,
        wrong: Some(threat),
        because: Vec::new(),
    }));
    for change in &mut changes {
        let threat = change.wrong.as_ref().or(change.holds.as_ref());
        if let Some(threat) = threat {
            change.because = refuted_behind(snapshot, wrong, threat.rule, threat.subject);
        }
    }
    changes.sort_by(|left, right| {
        let rank = |change: &Change| {
            let threat = change.wrong.as_ref();
            (
                !change.opens(),
                threat.map_or(State::Mitigated, |threat| threat.state),
                std::cmp::Reverse(threat.map(|threat| threat.risk.level)),
            )
        };
        rank(left).cmp(&rank(right)).then_with(|| left.key.cmp(&right.key))
    });
    changes
}

/// The threats that lists show, by key.
fn by_key(model: &Model) -> BTreeMap<SmolStr, Threat> {
    let things = model.things().map(|(id, _)| id);
    things.flat_map(|id| model.all_threats(id)).map(|threat| (threat.key.clone(), threat)).collect()
}

/// The values behind a threat that rest on something refuted.
fn refuted_behind(
    snapshot: &Snapshot,
    model: &Model,
    rule: RuleRef,
    subject: ThingId,
) -> Vec<(ThingId, AttributeId)> {
    let Some(explained) = explain::explain(snapshot, model, rule, subject) else {
        return Vec::new();
    };
    let mut found: Vec<(ThingId, AttributeId)> = Vec::new();
    for part in [&explained.when, &explained.unless].into_iter().flatten() {
        part.all_notes(&mut |note| {
            if let Some((_, attribute, Source::Refuted(on))) = note.value
                && !found.contains(&(on, attribute))
            {
                found.push((on, attribute));
            }
        });
    }
    found
}
