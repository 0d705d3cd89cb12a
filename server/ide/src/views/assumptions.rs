//! The assumptions of a model: how far each is looked into, what rests on it, and what would follow if
//! it were wrong.

use smol_str::SmolStr;
use tm_grammar::tree::{Head, ValueKind};
use tm_grammar::words::ItemWord;
use tm_model::model::{Model, ModelItem, State, ThingId, Threat};
use tm_model::schema::Level;
use tm_model::source::Origin;
use tm_model::value::day_number;
use tm_model::what_if::{Rest, WhatIf, rests, what_if};
use tm_model::{Snapshot, Workspace};

use super::{Stop, in_order};
use crate::wording::{full_name, iso};

/// An assumption.
#[derive(Clone, Debug)]
pub struct AssumptionRow {
    /// Its name.
    pub name: SmolStr,
    /// What is assumed.
    pub title: SmolStr,
    /// `trust-boundary`, `infrastructure`, …; empty if nothing is written.
    pub kind: String,
    /// How far it is: `open` if nothing is written.
    pub status: SmolStr,
    /// Who answers for it.
    pub owner: Option<SmolStr>,
    /// The day by which it is to be checked, and how many days are left.
    pub check_by: Option<(String, i64)>,
    /// What rests on it.
    pub rests: Vec<Rest>,
    /// What would follow if it were wrong; none if its text is broken where its status would stand.
    pub if_wrong: Option<IfWrong>,
    /// Where it is named.
    pub origin: Origin,
}

/// What follows from a wrong assumption, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IfWrong {
    /// It is refuted already: this is how things stand.
    pub refuted: bool,
    /// How many threats somebody would have to do something about.
    pub opens: usize,
    /// The worst of those.
    pub worst: Option<Level>,
    /// How many threats would stand otherwise, those among them.
    pub changes: usize,
    /// How much would have to be asked anew.
    pub questions: usize,
}

impl IfWrong {
    fn of(what_if: &WhatIf) -> Self {
        let opened = what_if.changes.iter().filter(|change| change.opens());
        let risks = opened.clone().filter_map(|change| change.wrong.as_ref());
        Self {
            refuted: what_if.refuted,
            opens: opened.count(),
            worst: risks.map(|threat| threat.risk.level).max(),
            changes: what_if.changes.len(),
            questions: what_if.questions.len(),
        }
    }
}

/// The assumptions of a model in the order of the text; `None` once nobody waits for them.
pub fn assumptions(
    snapshot: &Snapshot,
    model: &Model,
    stop: Stop<'_>,
) -> Option<Vec<AssumptionRow>> {
    let mut trial: Option<Workspace> = None;
    let mut rows = Vec::new();
    for (id, item) in in_order(snapshot, model) {
        if item.word != ItemWord::Assumption || item.name().is_empty() {
            continue;
        }
        if stop() {
            return None;
        }
        let trial = trial.get_or_insert_with(|| analysed(snapshot));
        let tried = what_if(trial, &model.name, item.name());
        let if_wrong = tried.as_ref().map(IfWrong::of);
        if let Some(tried) = tried {
            tried.take_back(trial);
        }
        rows.push(AssumptionRow {
            name: item.name().into(),
            title: item.node().title().map_or("", |title| &title.value).into(),
            kind: kind(item),
            status: item.word_of("status").unwrap_or("open").into(),
            owner: owner(item),
            check_by: check_by(snapshot, item),
            rests: rests(model, id, item.name()),
            if_wrong,
            origin: item.origin(item.name_span()),
        });
    }
    Some(rows)
}

/// A workspace of one's own like the one of a snapshot, with its models.
pub fn analysed(snapshot: &Snapshot) -> Workspace {
    let mut trial = Workspace::of(snapshot);
    trial.update_models();
    trial
}

/// The threats that open if an assumption is wrong: their keys, what they are called, their states
/// and risks.
pub fn opened(what_if: &WhatIf) -> Vec<(SmolStr, String, State, Level)> {
    let wrong = what_if.model_in(&what_if.wrong);
    let opened = what_if.changes.iter().filter(|change| change.opens());
    let threats = opened.filter_map(|change| change.wrong.as_ref());
    let told = threats.filter_map(|threat| {
        let title = wrong?.threat_title(threat);
        Some((threat.key.clone(), title, threat.state, threat.risk.level))
    });
    told.collect()
}

/// How many threats open on a thing if an assumption is wrong; a thing is told by its name.
pub(crate) fn opened_on(what_if: &WhatIf, subject: ThingId) -> usize {
    let of = |threat: &Threat| threat.subject == subject;
    let opened = what_if.changes.iter().filter(|change| change.opens());
    opened.filter(|change| change.wrong.as_ref().is_some_and(of)).count()
}

fn kind(item: &ModelItem) -> String {
    match &item.node().head {
        Head::Declaration(declaration) => {
            declaration.kind.as_ref().map(full_name).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn owner(item: &ModelItem) -> Option<SmolStr> {
    let value = item.property("owner")?.values.first()?;
    Some(value.span.text(item.text()).into())
}

fn check_by(snapshot: &Snapshot, item: &ModelItem) -> Option<(String, i64)> {
    match item.property("check-by")?.values.first()?.kind {
        ValueKind::Date(date) => Some((iso(date), day_number(date) - snapshot.today())),
        _ => None,
    }
}
