//! What the blocks of a model add up to: how many there are of what, and what is used.
//!
//! Each block is counted when its findings are made, so a count is as true as the findings. What a
//! finding reads of all blocks together it reads here, and is made anew when that changes: mostly
//! whether there is any, seldom how many.

use rustc_hash::{FxHashMap, FxHashSet};
use tm_grammar::BlockId;

use super::Reads;
use crate::schema::PackId;
use crate::source::FileId;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Count {
    Flows,
    Assets,
    Objectives,
    Assumptions,
    Actors,
    Scopes,
    Stories,
    /// Stories of somebody who goes around a check: `abuse`, `agent-bypass`.
    HostileStories,
    Agents,
    /// Flows of which an end is missing or names nothing.
    LooseFlows,
    /// Things whose type names nothing.
    UnknownTypes,
    /// Open threats that a control of this security domain would answer.
    Open(u16),
    /// Controls of this security domain that are in place or planned.
    Controls(u16),
    /// What is taken from this pack: types, facts, controls, rules.
    Taken(PackId),
}

/// More than there are security domains.
const DOMAINS: u16 = 16;

impl Count {
    /// Its place among all counts.
    fn index(self) -> u16 {
        const FIRST: u16 = 11;
        match self {
            Self::Flows => 0,
            Self::Assets => 1,
            Self::Objectives => 2,
            Self::Assumptions => 3,
            Self::Actors => 4,
            Self::Scopes => 5,
            Self::Stories => 6,
            Self::HostileStories => 7,
            Self::Agents => 8,
            Self::LooseFlows => 9,
            Self::UnknownTypes => 10,
            Self::Open(domain) => FIRST + domain,
            Self::Controls(domain) => FIRST + DOMAINS + domain,
            Self::Taken(pack) => (FIRST + 2 * DOMAINS).saturating_add(pack.0),
        }
    }
}

/// The counts of one block: those that are not zero, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally(Box<[(u16, u32)]>);

impl Tally {
    /// The tally of what was counted, in any order.
    pub(crate) fn of(mut counted: Vec<Count>) -> Self {
        counted.sort_unstable();
        let mut list: Vec<(u16, u32)> = Vec::new();
        for index in counted.into_iter().map(Count::index) {
            match list.last_mut() {
                Some((last, number)) if *last == index => *number += 1,
                _ => list.push((index, 1)),
            }
        }
        Self(list.into())
    }
}

/// Whether there are any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Exists {
    pub assets: bool,
    pub objectives: bool,
    pub actors: bool,
    pub loose_flows: bool,
    pub unknown_types: bool,
}

/// The counts of all blocks, and who reads their sum.
#[derive(Debug, Default)]
pub(crate) struct Census {
    tallies: FxHashMap<(FileId, BlockId), Tally>,
    totals: Vec<u32>,
    readers: FxHashSet<(FileId, BlockId)>,
    exists_readers: FxHashSet<(FileId, BlockId)>,
    /// Blocks whose findings were made from a sum that is another now.
    late: FxHashSet<(FileId, BlockId)>,
    /// What there will be any of once the blocks are counted.
    foreseen: Option<Exists>,
}

impl Census {
    /// Whether there are any in the model.
    pub(crate) fn has(&self, count: Count) -> bool {
        self.total(count) > 0
    }

    /// How many open threats the controls of a domain would answer, if there is no such control.
    pub(crate) fn unanswered(&self, domain: u16) -> u32 {
        if self.has(Count::Controls(domain)) { 0 } else { self.total(Count::Open(domain)) }
    }

    fn total(&self, count: Count) -> u32 {
        self.totals.get(usize::from(count.index())).copied().unwrap_or(0)
    }

    /// All that findings can read of the sums.
    fn readable(&self) -> (Vec<bool>, Vec<u32>) {
        let any = self.totals.iter().map(|total| *total > 0).collect();
        (any, (0..DOMAINS).map(|domain| self.unanswered(domain)).collect())
    }

    /// True if no block has been counted.
    pub(crate) fn is_empty(&self) -> bool {
        self.tallies.is_empty()
    }

    /// Says what there will be any of, so that few findings are made twice when all blocks are new.
    /// What turns out wrong is late, as any sum that has changed.
    pub(crate) fn foresee(&mut self, exists: Exists) {
        self.foreseen = Some(exists);
    }

    /// What there are any of.
    pub(crate) fn exists(&self) -> Exists {
        self.foreseen.unwrap_or_else(|| self.counted())
    }

    fn counted(&self) -> Exists {
        Exists {
            assets: self.has(Count::Assets),
            objectives: self.has(Count::Objectives),
            actors: self.has(Count::Actors),
            loose_flows: self.has(Count::LooseFlows),
            unknown_types: self.has(Count::UnknownTypes),
        }
    }

    /// Takes in the counts of some blocks (`None` for one that is gone) and from which sums their
    /// findings were made. What was made from a sum that is another now is late.
    pub(crate) fn settle(
        &mut self,
        blocks: impl Iterator<Item = ((FileId, BlockId), Option<Tally>, Reads)>,
    ) {
        let (exists, readable) = (self.exists(), self.readable());
        for (place, tally, reads) in blocks {
            for (readers, reads) in
                [(&mut self.readers, reads.totals), (&mut self.exists_readers, reads.exists)]
            {
                if reads {
                    readers.insert(place);
                } else {
                    readers.remove(&place);
                }
            }
            self.count(place, tally.unwrap_or_default());
        }
        if self.readable() != readable {
            self.late.extend(&self.readers);
        }
        self.foreseen = None;
        if self.exists() != exists {
            self.late.extend(&self.exists_readers);
        }
    }

    /// Puts the tally of a block in the place of that of before.
    fn count(&mut self, place: (FileId, BlockId), tally: Tally) {
        let before = if tally.0.is_empty() {
            self.tallies.remove(&place).unwrap_or_default()
        } else {
            self.tallies.insert(place, tally.clone()).unwrap_or_default()
        };
        if before == tally {
            return;
        }
        for (index, number) in &before.0 {
            self.totals[usize::from(*index)] -= number;
        }
        for (index, number) in &tally.0 {
            let index = usize::from(*index);
            if self.totals.len() <= index {
                self.totals.resize(index + 1, 0);
            }
            self.totals[index] += number;
        }
    }

    /// The blocks whose findings were made from a sum that is another now.
    pub(crate) fn take_late(&mut self) -> Vec<(FileId, BlockId)> {
        self.late.drain().collect()
    }
}
