//! What was agreed on once: the versions of packs, and the facts under each acceptance. A lock is
//! written when somebody has looked, and says later what is different.
//!
//! Invariants:
//! - A lock follows from what models mean: reformatting, renumbering, new titles and the order of
//!   items change nothing in it, nor does the day.
//! - It holds the facts themselves, in order, and no sums of them: so it can be read in a review, and
//!   a finding can say what was and what is.
//!
//! Not for: the text of a lock file, and where it lies. Those who own a workspace read and write it.

mod facts;

use std::collections::BTreeMap;

use smol_str::SmolStr;
use tm_grammar::words::ItemWord;

pub(crate) use facts::facts;

use crate::model::{Model, State, Threat};
use crate::workspace::Snapshot;

/// What was agreed on of all models, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The models.
    pub models: BTreeMap<SmolStr, Locked>,
}

/// What was agreed on of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locked {
    /// The packs that it uses, and those that they use, with their versions.
    pub packs: BTreeMap<SmolStr, SmolStr>,
    /// The accepted threats by key, each with the facts that it was accepted under: `path = value`.
    pub accepted: BTreeMap<SmolStr, Vec<SmolStr>>,
}

impl Lock {
    /// What is to be agreed on of some models now.
    pub fn of<'m>(models: impl IntoIterator<Item = &'m Model>) -> Self {
        let models = models.into_iter().map(|model| (model.name.clone(), Locked::of(model)));
        Self { models: models.collect() }
    }
}

impl Locked {
    fn of(model: &Model) -> Self {
        let packs = model.schema.packs.iter();
        let packs = packs.map(|pack| (pack.name.clone(), pack.version.clone())).collect();
        let threats = model.things().flat_map(|(thing, _)| model.all_threats(thing));
        let accepted = threats.filter(|threat| is_accepted(model, threat));
        let accepted = accepted.map(|threat| (threat.key.clone(), facts(model, &threat)));
        Self { packs, accepted: accepted.collect() }
    }
}

/// True for a threat that somebody accepts, until a day that has not passed.
pub(crate) fn is_accepted(model: &Model, threat: &Threat) -> bool {
    let decision = threat.decision.and_then(|decision| model.item(decision));
    threat.state == State::Accepted && decision.is_some_and(|it| it.word == ItemWord::Accept)
}

/// A fact that is another now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is a fact of: `checkout.internet-exposed`.
    pub path: SmolStr,
    /// What it was; nothing if there was no such fact.
    pub was: Option<SmolStr>,
    /// What it is; nothing if there is none any more.
    pub is: Option<SmolStr>,
}

/// The facts that differ: first those that have another value, then those that are gone, then new
/// ones.
pub fn differences(before: &[SmolStr], now: &[SmolStr]) -> Vec<Difference> {
    let (before, now) = (by_path(before), by_path(now));
    let mut found: Vec<Difference> = Vec::new();
    for (path, was) in &before {
        let is = now.get(path);
        if is != Some(was) {
            found.push(Difference {
                path: (*path).into(),
                was: Some((*was).into()),
                is: is.map(|it| (*it).into()),
            });
        }
    }
    for (path, is) in &now {
        if !before.contains_key(path) {
            found.push(Difference { path: (*path).into(), was: None, is: Some((*is).into()) });
        }
    }
    found.sort_by_key(|one| (one.was.is_none(), one.is.is_none()));
    found
}

fn by_path(facts: &[SmolStr]) -> BTreeMap<&str, &str> {
    facts.iter().map(|fact| fact.split_once(" = ").unwrap_or((fact, "yes"))).collect()
}

impl Snapshot {
    /// What is to be agreed on of all models now.
    pub fn lock(&self) -> Lock {
        Lock::of(self.models())
    }
}
