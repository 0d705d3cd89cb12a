//! The text of packs: the items that rules and facts were compiled from, as they are written.

use std::sync::Arc;

use tm_grammar::Block;
use tm_grammar::tree::{Expression, Item, Member, PredicateWord};

use crate::schema::Rule;
use crate::source::Origin;
use crate::workspace::Snapshot;

/// The text and tree of an item of a pack.
pub(super) struct Source {
    pub(super) block: Arc<Block>,
    item: usize,
}

impl Source {
    /// The item at a place.
    pub(super) fn of(snapshot: &Snapshot, origin: Origin) -> Option<Self> {
        let block = snapshot.file(origin.file)?.document.block(origin.block)?.clone();
        let item = block.items.iter().position(|item| item.span.touches(origin.span.start))?;
        Some(Self { block, item })
    }

    fn item(&self) -> &Item {
        &self.block.items[self.item]
    }

    pub(super) fn predicate(&self, word: PredicateWord) -> Option<&Expression> {
        self.item().members().iter().find_map(|member| match member {
            Member::Predicate(predicate) if predicate.word == word => Some(&predicate.expression),
            _ => None,
        })
    }

    /// The condition on flows along which a fact spreads.
    pub(super) fn spreads(&self) -> Option<&Expression> {
        self.item().members().iter().find_map(|member| match member {
            Member::Spreads(spreads) => spreads.condition.as_ref(),
            _ => None,
        })
    }
}

/// The place, unless it is in a file that ships in the binary.
pub(super) fn open_place(snapshot: &Snapshot, origin: Origin) -> Option<Origin> {
    let file = snapshot.file(origin.file)?;
    (!file.path.starts_with(crate::shipped::SHIPPED_FOLDER)).then_some(origin)
}

/// The situation and the answer of a rule as its pack writes them, each on one line.
pub fn predicates(snapshot: &Snapshot, rule: &Rule) -> (Option<String>, Option<String>) {
    let source = Source::of(snapshot, rule.origin);
    let text = |word: PredicateWord| {
        let source = source.as_ref()?;
        let text = source.predicate(word)?.span.text(&source.block.text);
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    (text(PredicateWord::When), text(PredicateWord::Unless))
}
