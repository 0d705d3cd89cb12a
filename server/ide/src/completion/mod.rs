//! What may be written at the cursor.
//!
//! The slot is found from the tokens of the sentence before the cursor ([`context`], [`slot`]), so
//! that half a sentence is enough; the names that fit it come from the model and its packs, and the
//! words of the language from its table.
//!
//! Invariants:
//! - What a completion replaces lies on one line and holds the cursor.
//! - The order is that of [`Completion::sort`]; the same snapshot gives the same list.
//! - What a completion writes elsewhere does not touch the line of the cursor.
//! - A list is never longer than [`COMPLETION_LIMIT`]; one that long was cut to what fits what is
//!   typed, and another letter may bring others.

mod context;
mod expressions;
mod heads;
mod items;
mod keys;
mod names;
mod slot;
mod snippet;
mod targets;
mod threats;
mod values;
mod vocabulary;

use std::ops::Range;

use smol_str::SmolStr;
use tm_grammar::words::ItemWord;
use tm_model::Snapshot;
use tm_model::kind::ThingKind;
use tm_model::source::FileId;

use crate::actions::room::Room;
use crate::edits::Edit;
use crate::place::Place;
use context::Context;
use slot::Slot;

/// How many completions there are at most.
pub const COMPLETION_LIMIT: usize = 500;

/// What a completion writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// The word of an item, with the rest of its sentence.
    Item,
    /// A clause word, or another word of the language.
    Word,
    /// A key that belongs to the language.
    Key,
    /// A control: as a key, or by name.
    Control,
    /// A fact as a key.
    Fact,
    /// A value.
    Value,
    /// A type.
    Type,
    /// A category of threats, or a kind of item.
    Category,
    /// A thing of the model.
    Thing(ThingKind),
    /// A threat.
    Threat,
    /// Another item of the model: a mitigation, an event, an assumption, …
    Name,
    /// A person.
    Person,
    /// A knowledge base or a model.
    Module,
    /// A variable of a rule.
    Variable,
    /// A built-in field.
    Field,
}

/// Something that may be written at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown, and what a client without snippets writes.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words beside the label.
    pub detail: String,
    /// What there is to tell about it, as Markdown; may be empty.
    pub documentation: String,
    /// What it takes the place of, in bytes of the file: the word that is being typed.
    pub replace: Range<usize>,
    /// What is written: a snippet with tab stops where [`Self::snippet`] says so.
    pub insert: String,
    /// `$1`, `${1:text}` and `${1|a,b|}` in the inserted text are tab stops.
    pub snippet: bool,
    /// By what the list is sorted.
    pub sort: String,
    /// What is written elsewhere in the file as well.
    pub additional: Vec<Edit>,
    /// It follows what is typed: after another letter it is another one.
    pub follows_typing: bool,
}

/// What may be written at a byte of a file, the likeliest first. `owners` are people who answer for
/// code, as somebody wrote down outside of any model.
pub fn completion(
    snapshot: &Snapshot,
    file: FileId,
    offset: usize,
    owners: &[SmolStr],
) -> Vec<Completion> {
    let Some(known) = snapshot.file(file) else { return Vec::new() };
    if known.document.is_empty() {
        return items::in_an_empty_file();
    }
    let Some(place) = Place::find(snapshot, file, offset) else { return Vec::new() };
    let Some(context) = context::context(&place.tree.text, place.offset) else {
        return items::in_an_empty_title(&place);
    };
    let mut list = List { place: &place, context: &context, owners, entries: Vec::new() };
    list.fill(slot::slot(&context));
    list.finish()
}

/// A completion under construction: the text that is written is the label if nothing else is said.
struct Entry {
    label: String,
    kind: CompletionKind,
    detail: String,
    documentation: String,
    insert: Option<String>,
    snippet: bool,
    additional: Vec<Edit>,
    follows_typing: bool,
}

impl Entry {
    fn new(label: impl Into<String>, kind: CompletionKind) -> Self {
        Self {
            label: label.into(),
            kind,
            detail: String::new(),
            documentation: String::new(),
            insert: None,
            snippet: false,
            additional: Vec::new(),
            follows_typing: false,
        }
    }

    fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    fn documentation(mut self, documentation: impl Into<String>) -> Self {
        self.documentation = documentation.into();
        self
    }

    fn insert(mut self, insert: impl Into<String>) -> Self {
        self.insert = Some(insert.into());
        self
    }

    fn additional(mut self, edit: Edit) -> Self {
        self.additional.push(edit);
        self
    }

    fn follows_typing(mut self) -> Self {
        self.follows_typing = true;
        self
    }

    fn snippet(mut self, snippet: impl Into<String>) -> Self {
        self.insert = Some(snippet.into());
        self.snippet = true;
        self
    }
}

/// The list under construction.
struct List<'a, 't> {
    place: &'a Place<'a>,
    context: &'a Context<'t>,
    owners: &'a [SmolStr],
    /// Each with its rank; those of one rank stand in the order in which they came.
    entries: Vec<(u32, Entry)>,
}

impl<'t> List<'_, 't> {
    fn add(&mut self, rank: u32, entry: Entry) {
        self.entries.push((rank, entry));
    }

    /// Adds what may stand in a slot.
    fn fill(&mut self, slot: Slot<'t>) {
        match slot {
            Slot::Start => items::start(self),
            Slot::NewName(ItemWord::Mitigation) => vocabulary::new_mitigations(self),
            Slot::NewName(_) | Slot::Nothing => {}
            Slot::NewFlow { numbered } => items::flow_number(self, numbered),
            Slot::Kind(word) => vocabulary::kinds(self, word),
            Slot::ListOf => vocabulary::value_types(self, false),
            Slot::End(before) => targets::ends(self, &before),
            Slot::Arrow => self.word("->", "then the next element"),
            Slot::Decided(word) => threats::decided(self, word),
            Slot::Clause(word) => {
                items::statement(self, word);
                keys::clauses(self, word, 0);
            }
            Slot::Value(value) => values::value(self, &value),
            Slot::AfterValue(key) => {
                let schema = self.place.schema;
                if schema.is_some_and(|schema| schema.find_attribute(key).is_some()) {
                    self.word("assuming", "the assumption that the value rests on");
                }
            }
            Slot::Direction => {
                self.word("in", "what the model is about");
                self.word("out", "what it is not about");
            }
            Slot::Pack => vocabulary::packs(self),
            Slot::Model => names::models(self),
            Slot::Rule => vocabulary::rules(self, &[]),
            Slot::Question => names::questions(self),
            Slot::Moved => targets::anything(self),
            Slot::Word(word) => self.word(word, ""),
            Slot::ThreatOf => threats::of_story(self),
            Slot::Expected { qualified } => threats::expected(self, qualified),
            Slot::On(threat) => threats::places(self, threat.as_deref()),
            Slot::Expression(tokens) => expressions::expression(self, &tokens),
        }
    }

    fn word(&mut self, word: &str, about: &str) {
        self.add(0, Entry::new(word, CompletionKind::Word).detail(about));
    }

    fn finish(mut self) -> Vec<Completion> {
        self.entries.sort_by_key(|(rank, _)| *rank);
        let mut seen = rustc_hash::FxHashSet::default();
        self.entries.retain(|(_, entry)| seen.insert(entry.label.clone()));
        if self.entries.len() > COMPLETION_LIMIT {
            let typed = self.context.typed;
            self.entries.retain(|(_, entry)| fits(&entry.label, typed));
            self.entries.truncate(COMPLETION_LIMIT);
        }
        let replace = self.place.range(self.context.word);
        self.entries
            .into_iter()
            .enumerate()
            .map(|(index, (_, entry))| Completion {
                insert: entry.insert.unwrap_or_else(|| entry.label.clone()),
                label: entry.label,
                kind: entry.kind,
                detail: entry.detail,
                documentation: entry.documentation,
                replace: replace.clone(),
                snippet: entry.snippet,
                sort: format!("{index:04}"),
                additional: entry.additional,
                follows_typing: entry.follows_typing,
            })
            .collect()
    }

    /// A new item of the file, as something that is written beside what is completed. It stands behind
    /// the last of its kind; above the sentence at the cursor if that is just there.
    fn beside(&self, word: ItemWord, text: &str) -> Option<Edit> {
        let (snapshot, file) = (self.place.snapshot, self.place.file_id);
        let room = Room { snapshot, model: self.place.model?, file };
        let edit = room.item(word, text);
        let whole = &self.place.file.document;
        let cursor = self.place.start + self.place.offset as usize;
        let rope = whole.rope();
        let line = rope.byte_to_line(cursor.min(whole.len()));
        if rope.byte_to_line(edit.start) != line {
            return Some(edit);
        }
        let around = self.place.items.first();
        let start =
            around.map_or(rope.line_to_byte(line), |item| self.place.range(item.span).start);
        Some(Edit::new(file, start..start, format!("{}\n", edit.text.trim())))
    }
}

/// True if the letters of `typed` stand in `label` in their order, as clients compare them.
fn fits(label: &str, typed: &str) -> bool {
    let mut letters = label.chars().flat_map(char::to_lowercase);
    typed.chars().flat_map(char::to_lowercase).all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn letters_may_be_left_out_and_not_be_swapped() {
        assert!(fits("stride.flooding on web", "flweb"));
        assert!(fits("anything", ""));
        assert!(!fits("stride.flooding on web", "webfl"));
    }
}
