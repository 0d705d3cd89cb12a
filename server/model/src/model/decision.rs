//! Which decision applies to a threat.
//!
//! The first that applies: one that names the key; then by wildcard, the narrower first: rule and
//! subject named, then the rule, then the subject, then everything.

use tm_grammar::words::ItemWord;

use super::{Effect, ItemId, Model, Resolution, RuleRef, State, ThingId};
use crate::engine::Slot;

/// How closely a decision names a threat, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecisionLevel {
    /// Rule and subject by name.
    Key,
    /// The rule, and the subject as one of several: all segments of a chain, all places of a
    /// threat of the model.
    Named,
    /// The rule everywhere, or everywhere in a zone.
    Rule,
    /// All rules, or all of a pack, on the subject.
    Subject,
    /// All rules, or all of a pack, everywhere or everywhere in a zone.
    Wide,
}

/// A decision that applies to a threat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    /// The item.
    pub item: ItemId,
    /// How closely it names the threat.
    pub level: DecisionLevel,
    /// What it makes of the threat; `None` if it decides nothing yet.
    pub state: Option<State>,
    /// Its last day has passed.
    pub expired: bool,
}

impl Model {
    /// The decision that applies to a threat.
    pub fn decision(&self, rule: RuleRef, subject: ThingId) -> Option<Decision> {
        let candidates =
            self.results(subject).decisions.iter().chain(self.wide_decisions.iter()).copied();
        let (level, _, item) = candidates
            .filter_map(|item| {
                let (level, width) = self.decision_level(item, rule, subject)?;
                Some((level, width, item))
            })
            // Of two that are equally close the first in the text counts; they are reported.
            .min_by(|left, right| {
                (left.0, left.1)
                    .cmp(&(right.0, right.1))
                    .then_with(|| self.position(left.2).cmp(&self.position(right.2)))
            })?;
        let state = self.decided_state(item);
        let runs_out = matches!(state, Some(State::Accepted | State::Transferred));
        let expired = runs_out && self.until(item).is_some_and(|until| until < self.settings.today);
        Some(Decision { item, level, state, expired })
    }

    /// Something by which items of a model are in one order whatever numbers they have: the file,
    /// then what is written.
    fn position(&self, item: ItemId) -> (usize, &str) {
        match self.item(item) {
            Some(item) => {
                let file = self.files.iter().position(|file| *file == item.file);
                (file.unwrap_or(usize::MAX), item.node().span.text(item.text()))
            }
            None => (usize::MAX, ""),
        }
    }

    /// How closely a decision names a threat, and how wide the place is that it names; `None` if it
    /// does not.
    pub(crate) fn decision_level(
        &self,
        decision: ItemId,
        rule: RuleRef,
        subject: ThingId,
    ) -> Option<(DecisionLevel, usize)> {
        let resolutions = self.resolutions(decision);
        let of_slot = |wanted: Slot| {
            resolutions.iter().filter(move |(slot, _)| *slot == wanted).map(|(_, named)| named)
        };
        let exact_rule = of_slot(Slot::Threat)
            .filter(|named| self.names_rule(named, rule))
            .map(|named| !matches!(named, Resolution::Everything | Resolution::Pack(_)))
            .max()?;
        let everywhere = usize::MAX;
        let narrowest = of_slot(Slot::Target)
            .filter(|named| self.names_thing(named, subject))
            .map(|named| match named {
                Resolution::Thing(_) => (0, 0),
                Resolution::Things(_) => (1, 0),
                Resolution::Inside(zone) => (2, self.distance(subject, *zone)),
                _ => (2, everywhere),
            })
            .min();
        let (breadth, width) = match narrowest {
            Some(found) => found,
            None if of_slot(Slot::Target).next().is_some() => return None,
            // Without `on`, a threat of the model is decided in all its places.
            None if matches!(rule, RuleRef::Own(_)) && exact_rule => (1, 0),
            None => (2, everywhere),
        };
        let level = match (exact_rule, breadth) {
            (true, 0) => DecisionLevel::Key,
            (true, 1) => DecisionLevel::Named,
            (true, _) => DecisionLevel::Rule,
            (false, 0 | 1) => DecisionLevel::Subject,
            (false, _) => DecisionLevel::Wide,
        };
        Some((level, width))
    }

    /// How many zones lie between a thing and one around it.
    fn distance(&self, subject: ThingId, zone: ThingId) -> usize {
        let thing = self.thing(subject);
        [Some(subject), thing.links.source, thing.links.target]
            .into_iter()
            .flatten()
            .filter_map(|id| self.zones_around(id).iter().position(|other| *other == zone))
            .min()
            .unwrap_or(usize::MAX - 1)
    }

    /// What a decision makes of the threats it names; `None` for a `mitigate` that names nothing
    /// that is at least planned.
    pub(crate) fn decided_state(&self, decision: ItemId) -> Option<State> {
        let item = self.item(decision)?;
        Some(match item.word {
            ItemWord::Accept => State::Accepted,
            ItemWord::Transfer => State::Transferred,
            ItemWord::Avoid => State::Avoided,
            ItemWord::Dismiss => State::Dismissed,
            _ => {
                let own = item.word_of("status");
                let best = self
                    .resolutions(decision)
                    .iter()
                    .filter(|(slot, _)| *slot == Slot::With)
                    .filter_map(|(_, named)| match named {
                        Resolution::Item(mitigation) => {
                            let status = self.item(*mitigation)?.word_of("status");
                            Some(Effect::of_status(status))
                        }
                        Resolution::Control(_) => Some(Effect::of_status(own)),
                        _ => None,
                    })
                    .max()?;
                match best {
                    Effect::Yes => State::Mitigated,
                    Effect::Planned => State::Planned,
                    Effect::Nothing | Effect::No => return None,
                }
            }
        })
    }
}
