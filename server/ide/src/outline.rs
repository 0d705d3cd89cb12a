//! The outline of a file: its items, those of a zone or test inside it.
//!
//! Of a model the order is that of its subject: zones and elements, flows by their numbers, then what
//! is worth protecting, what could go wrong and what was decided, by verb. Of a knowledge base it is
//! that of the text, where a rule and its tests stand together.

use std::ops::Range;

use tm_grammar::tree::{Head, Item, Reference};
use tm_grammar::words::ItemWord;
use tm_model::Snapshot;
use tm_model::source::FileId;
use tm_model::workspace::Header;

use crate::names::in_file;
use crate::wording::full_name;

/// An item in the outline of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its name; of what has none, what it is about.
    pub name: String,
    /// Its title.
    pub detail: String,
    /// The word it starts with.
    pub word: ItemWord,
    /// All of it, in bytes of the file.
    pub whole: Range<usize>,
    /// The name, or what stands for it.
    pub selection: Range<usize>,
    /// The items inside.
    pub children: Vec<Symbol>,
}

/// The outline of a file.
pub fn outline(snapshot: &Snapshot, file: FileId) -> Vec<Symbol> {
    let Some(known) = snapshot.file(file) else { return Vec::new() };
    let blocks = known.document.blocks();
    let items = blocks.flat_map(|(_, start, block)| {
        block.items.iter().map(move |item| (start, &*block.text, item))
    });
    let mut items: Vec<(usize, &str, &Item)> = items.collect();
    if !matches!(known.header, Header::KnowledgeBase(..)) {
        // Sorting keeps the order of the text among equals.
        items.sort_by_cached_key(|(_, _, item)| rank(item));
    }
    items.into_iter().filter_map(|(start, text, item)| symbol(start, text, item)).collect()
}

/// The place of an item among the others of its model.
fn rank(item: &Item) -> (usize, Option<Vec<u32>>) {
    let group = ORDER.iter().position(|words| words.contains(&item.word)).unwrap_or(ORDER.len());
    (group, number(item))
}

/// What of a model stands before what.
const ORDER: &[&[ItemWord]] = &[
    &[ItemWord::Model, ItemWord::Part],
    &[ItemWord::Use, ItemWord::Import, ItemWord::Tracker],
    &[ItemWord::Scope],
    &[ItemWord::Zone],
    &[ItemWord::Entity, ItemWord::Process, ItemWord::Store],
    &[ItemWord::Flow],
    &[ItemWord::Asset],
    &[ItemWord::Objective],
    &[ItemWord::Actor],
    &[ItemWord::Assumption],
    &[ItemWord::Requirement],
    &[ItemWord::Story],
    &[ItemWord::Threat],
    &[ItemWord::Mitigation],
    &[ItemWord::Event],
    &[ItemWord::Question],
    &[ItemWord::Answer],
    &[ItemWord::Mitigate],
    &[ItemWord::Accept],
    &[ItemWord::Transfer],
    &[ItemWord::Avoid],
    &[ItemWord::Dismiss],
];

/// The number of a flow, part by part: 2 stands before 2.1, and that before 10. Flows without one
/// stand behind.
fn number(item: &Item) -> Option<Vec<u32>> {
    let Head::Flow(flow) = &item.head else { return None };
    let Some(number) = &flow.number else { return Some(vec![u32::MAX]) };
    Some(number.text.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect())
}

/// An item as it stands in the outline; `None` of one that says nothing yet.
pub(crate) fn symbol(start: usize, text: &str, item: &Item) -> Option<Symbol> {
    let (name, span, detail) = called(text, item)?;
    let children = item.items().filter_map(|inner| symbol(start, text, inner)).collect();
    Some(Symbol {
        name,
        detail,
        word: item.word,
        whole: in_file(start, item.span),
        selection: in_file(start, span),
        children,
    })
}

type Called = Option<(String, tm_grammar::tree::Span, String)>;

/// What an item is called, where that stands, and what is said beside it.
fn called(text: &str, item: &Item) -> Called {
    let title = item.title().map(|title| title.value.to_string()).unwrap_or_default();
    let written = |span: tm_grammar::tree::Span| span.text(text).to_owned();
    let on = || {
        let target = item.properties().find(|property| property.key.text == "on");
        target.map(|target| written(target.span)).unwrap_or_default()
    };
    match &item.head {
        Head::Decision { threats } => {
            let all = cover(threats)?;
            Some((format!("{} {}", item.word, written(all)), all, on()))
        }
        Head::Scope(scope) => {
            let all = cover(&scope.targets)?;
            let direction = match scope.direction {
                Some(tm_grammar::tree::ScopeDirection::Out) => "out",
                _ => "in",
            };
            Some((format!("scope {direction} {}", written(all)), all, String::new()))
        }
        Head::Answer(answer) => {
            let question = answer.question.as_ref()?;
            let target = answer.target.as_ref();
            let target = target.map(|target| format!("on {}", written(target.span)));
            let name = format!("answer {}", full_name(question));
            Some((name, question.span(), target.unwrap_or_default()))
        }
        Head::Moved(moved) => {
            let from = moved.from.as_ref()?;
            let to: Vec<String> = moved.to.iter().map(full_name).collect();
            Some((
                format!("moved {}", full_name(from)),
                from.span(),
                format!("-> {}", to.join(", ")),
            ))
        }
        Head::Use(used) => {
            let span = match used.source.as_ref()? {
                tm_grammar::tree::UseSource::Name(path) => path.span(),
                tm_grammar::tree::UseSource::Path(path) => path.span,
            };
            let version = used.version.as_ref().map(|version| version.text.to_string());
            Some((format!("use {}", written(span)), span, version.unwrap_or_default()))
        }
        Head::Rule { target } => {
            let span = target.as_ref()?.span;
            Some((format!("{} {}", item.word, written(span)), span, String::new()))
        }
        Head::Test { title } => {
            let title = title.as_ref()?;
            let name = if title.value.is_empty() { "test" } else { &title.value };
            Some((name.to_owned(), title.span, "test".to_owned()))
        }
        Head::Import(import) => {
            let alias = import.alias.as_ref()?;
            let path = import.path.as_ref().map(|path| path.value.to_string());
            Some((alias.text.to_string(), alias.span, path.unwrap_or_default()))
        }
        Head::Tracker(tracker) => {
            let name = tracker.name.as_ref()?;
            let address = tracker.address.as_ref().map(|address| address.value.to_string());
            Some((name.text.to_string(), name.span, address.unwrap_or_default()))
        }
        Head::Flow(flow) => {
            let name = flow.name.as_ref()?;
            let number = flow.number.as_ref().map(|number| format!("{} ", number.text));
            let title = format!("{}{title}", number.unwrap_or_default());
            Some((name.text.to_string(), name.span, title.trim_end().to_owned()))
        }
        Head::Levels(levels) => {
            let name = levels.name.as_ref()?;
            let words: Vec<&str> = levels.words.iter().map(|word| word.text.as_str()).collect();
            Some((name.text.to_string(), name.span, words.join(", ")))
        }
        Head::Declaration(_) | Head::Part { .. } => {
            let name = item.name()?;
            // A name in backticks may be empty, and an outline shows nothing of it.
            (!name.text.is_empty()).then(|| (name.text.to_string(), name.span, title))
        }
    }
}

fn cover(references: &[Reference]) -> Option<tm_grammar::tree::Span> {
    let first = references.first()?.span;
    Some(references.iter().fold(first, |all, reference| all.cover(reference.span)))
}
