//! What is to be renamed, or why nothing can be.

use std::ops::Range;

use smol_str::SmolStr;
use tm_grammar::words::ItemWord;
use tm_grammar::{LexemeKind, scan};
use tm_model::Snapshot;
use tm_model::schema::READ_BY_NAME;
use tm_model::source::FileId;

use super::{Refusal, refuse};
use crate::names::{Meaning, Occurrence, Word, WordKind, name_at};
use crate::place::Place;
use crate::spelling::is_word;

/// What is to be renamed.
pub(super) struct Wanted {
    /// The name at the cursor.
    pub occurrence: Occurrence,
    /// Where it stands, in bytes of the file.
    pub range: Range<usize>,
    /// The name, without backticks.
    pub name: SmolStr,
    /// The word of the item that declares it, if that is one of a model.
    pub word: Option<ItemWord>,
    /// The file of the cursor.
    pub file: FileId,
}

impl Wanted {
    /// What the name at a byte of a file stands for, if that can have another name.
    pub(super) fn at(snapshot: &Snapshot, file: FileId, offset: usize) -> Result<Self, Refusal> {
        let Some(place) = Place::find(snapshot, file, offset) else { return refuse(NOTHING) };
        if place.file.shipped {
            return refuse(
                "This knowledge base ships with tm, so its names are the same for everybody.",
            );
        }
        let Some(occurrence) = name_at(&place) else { return Err(no_name(&place)) };
        let written = unquoted(occurrence.span.text(&place.tree.text));
        let mut word = None;
        let name = match &occurrence.meaning {
            Meaning::Item(index, id) => {
                let item = snapshot.models().get(*index).and_then(|model| model.item(*id));
                word = item.map(|item| item.word);
                let name = item.and_then(|item| item.node().name());
                name.map(|name| name.text.clone()).unwrap_or_default()
            }
            Meaning::Word(word) => {
                of_workspace(snapshot, word, written)?;
                bare_name(word)
            }
            Meaning::Local(..) => written.into(),
            Meaning::Part(index, id) => {
                let model = snapshot.models().get(*index);
                let is_reply = model.is_some_and(|model| model.thing(*id).is_reply());
                return refuse(if is_reply {
                    "A reply is always called \"reply\". Rename its flow.".to_owned()
                } else {
                    format!(
                        "\"{written}\" is called after the element where the flow arrives. \
                         Rename that."
                    )
                });
            }
            Meaning::Person(person) => {
                return refuse(format!(
                    "\"{person}\" is a person, whom no line declares. Find and replace the text."
                ));
            }
            Meaning::Ticket(ticket) => {
                return refuse(format!("\"{ticket}\" is a ticket. It is named by its tracker."));
            }
        };
        if occurrence.former {
            return refuse(format!(
                "\"{written}\" is what \"{name}\" was called before. Rename \"{name}\"."
            ));
        }
        if is_path(&occurrence, &place.tree.text) {
            return refuse("This is the path of a file. A pack has its name in its first line.");
        }
        let range = place.range(occurrence.span);
        Ok(Self { occurrence, range, name, word, file })
    }
}

/// True for a pack that is named by the path to its file.
pub(super) fn is_path(occurrence: &Occurrence, text: &str) -> bool {
    matches!(&occurrence.meaning, Meaning::Word(word) if word.kind == WordKind::Pack)
        && text[..occurrence.span.start as usize].ends_with('"')
}

const NOTHING: &str = "There is no name here.";

/// What a name is without its backticks.
pub(super) fn unquoted(written: &str) -> &str {
    written.strip_prefix('`').and_then(|name| name.strip_suffix('`')).unwrap_or(written)
}

/// The name of a word as its declaration writes it.
pub(super) fn bare_name(word: &Word) -> SmolStr {
    match word.kind {
        WordKind::Rule | WordKind::Question | WordKind::Profile | WordKind::Value => {
            word.name.split_once('.').map_or(word.name.as_str(), |(_, bare)| bare).into()
        }
        _ => word.name.clone(),
    }
}

/// Only what the workspace declares can have another name.
fn of_workspace(snapshot: &Snapshot, word: &Word, written: &str) -> Result<(), Refusal> {
    let Some(file) = word.file.and_then(|file| snapshot.file(file)) else {
        return refuse(format!("\"{written}\" is a word of the language, the same for everybody."));
    };
    let is_read = matches!(word.kind, WordKind::Type | WordKind::Attribute | WordKind::Value);
    if is_read && READ_BY_NAME.contains(&bare_name(word).as_str()) {
        return refuse(format!(
            "\"{written}\" means something to tm itself, so it is called so in every knowledge base."
        ));
    }
    if file.shipped {
        let pack = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".tm");
        return refuse(format!(
            "\"{written}\" comes from the knowledge base \"{pack}\", which ships with tm. \
             Its names are the same for everybody."
        ));
    }
    Ok(())
}

/// Why there is nothing to rename at a place without a meaning.
fn no_name(place: &Place<'_>) -> Refusal {
    let text = &place.tree.text;
    let lexemes = scan(text).into_iter();
    let mut touching = lexemes.filter(|lexeme| lexeme.span.touches(place.offset));
    let named = |kind| matches!(kind, LexemeKind::Name | LexemeKind::QuotedName);
    let Some(name) = touching.find(|lexeme| named(lexeme.kind)) else {
        return Refusal(NOTHING.into());
    };
    let written = name.span.text(text);
    Refusal(if name.kind == LexemeKind::Name && is_word(written) {
        format!("\"{written}\" is a word of the language, the same for everybody.")
    } else {
        format!("\"{}\" names nothing here that could be renamed.", unquoted(written))
    })
}
