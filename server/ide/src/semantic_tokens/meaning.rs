//! What the names of a block add to what its tree says of them.

use tm_model::Snapshot;
use tm_model::model::{Model, ThingId};

use super::marks::{Mark, Marks, kind_of_item};
use super::{TokenKind, TokenModifier, TokenModifiers};
use crate::names::{Access, Meaning, Occurrence, Word, WordKind};

/// Adds what names mean. Where a name must be of some kind, the tree knows the kind.
pub(super) fn add(snapshot: &Snapshot, names: &[Occurrence], marks: &mut Marks) {
    for name in names {
        let mut modifiers = TokenModifiers::default();
        if name.access == Access::Declares {
            modifiers = modifiers.with(TokenModifier::Declaration);
        }
        if name.former {
            modifiers = modifiers.with(TokenModifier::Deprecated);
        }
        if let Meaning::Word(word) = &name.meaning
            && word.file.and_then(|file| snapshot.file(file)).is_some_and(|file| file.shipped)
        {
            modifiers = modifiers.with(TokenModifier::DefaultLibrary);
        }
        let kind = match &name.meaning {
            // A thing of a test, or a variable: its name is marked where it is declared.
            Meaning::Local(_, _, declared) => {
                let kind = marks.at(*declared).and_then(|mark| mark.kind);
                kind.or(Some(TokenKind::Parameter))
            }
            meaning => kind_of(snapshot, meaning),
        };
        marks.refine(Mark { span: name.span, kind, guessed: false, modifiers });
    }
}

fn kind_of(snapshot: &Snapshot, meaning: &Meaning) -> Option<TokenKind> {
    match meaning {
        Meaning::Item(index, id) => {
            let item = snapshot.models().get(*index)?.item(*id)?;
            kind_of_item(item.word)
        }
        Meaning::Part(index, id) => {
            let model: &Model = snapshot.models().get(*index)?;
            (*id != ThingId::MODEL && model.item(model.thing(*id).item).is_some())
                .then_some(TokenKind::Flow)
        }
        Meaning::Word(word) => Some(of_word(word)),
        Meaning::Local(..) => None,
        Meaning::Person(_) => Some(TokenKind::Person),
        Meaning::Ticket(_) => Some(TokenKind::Ticket),
    }
}

const fn of_word(word: &Word) -> TokenKind {
    match word.kind {
        WordKind::Pack | WordKind::Profile => TokenKind::Namespace,
        WordKind::Type => TokenKind::Type,
        WordKind::Attribute => TokenKind::Mitigation,
        WordKind::Rule => TokenKind::Threat,
        WordKind::Category | WordKind::Words => TokenKind::Enum,
        WordKind::Event => TokenKind::Event,
        WordKind::Question => TokenKind::Question,
        WordKind::Requirement => TokenKind::Goal,
        WordKind::Value => TokenKind::EnumMember,
    }
}

#[cfg(test)]
mod tests {
    use tm_grammar::words::ItemWord;

    use super::*;

    #[test]
    fn every_item_that_has_a_name_has_a_kind() {
        let nameless = [
            ItemWord::Use,
            ItemWord::Mitigate,
            ItemWord::Accept,
            ItemWord::Transfer,
            ItemWord::Avoid,
            ItemWord::Dismiss,
            ItemWord::Scope,
            ItemWord::Answer,
            ItemWord::Moved,
            ItemWord::Override,
            ItemWord::Disable,
            ItemWord::Test,
        ];
        for word in ItemWord::ALL {
            assert_eq!(kind_of_item(*word).is_none(), nameless.contains(word), "{word}");
        }
    }
}
