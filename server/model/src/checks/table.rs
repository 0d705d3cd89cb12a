//! What the table of the language says: which items may stand where, and which clauses and
//! properties each takes, once.

use tm_grammar::tree::{Head, Item, Member, PredicateWord, Property, Span};
use tm_grammar::words::{ClauseWord, ITEMS, ItemInfo, ItemWord, NestedWord, Places, item_info};

use super::change::{Change, indent_at, member_span, remove_lines, remove_property, whole};
use super::wording::{capital, with_article};
use super::{Context, Written};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::ModelItem;
use crate::schema::compile::listed;

/// Reports an item of a model that stands where it may not. False if nothing else needs to be said
/// of it.
pub(super) fn placed(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) -> bool {
    let node = item.node();
    let report = |message: String| Diagnostic::new(Code::MisplacedItem, node.word_span, message);
    let header_block = context.workspace.file(context.file).and_then(|file| file.header_block);
    let first = header_block == Some(context.block) && item.path.as_slice() == [0];
    let word = item.word;
    match word {
        ItemWord::Model | ItemWord::Part | ItemWord::KnowledgeBase => {
            if !first {
                found.push(report(format!(
                    "\"{word}\" says what a file is, so it must be the first item. Move it to a \
                     file of its own."
                )));
            }
            first
        }
        _ if item_info(word, Places::MODEL).is_none() => {
            found.push(report(format!(
                "\"{word}\" belongs in a knowledge base: a file that begins with \"kb\"."
            )));
            false
        }
        _ => {
            if item.parent.is_some() && item_info(word, Places::ZONE).is_none() {
                let finding = report(format!(
                    "\"{word}\" does not lie in a zone: move it out. A zone holds elements, flows \
                     and zones."
                ));
                let written = Written::from(item);
                let top = &item.tree.items[usize::from(item.path[0])];
                found.push(finding.with_change(
                    "Move it out",
                    |span| written.origin(span),
                    move_out(top, node, written.text),
                ));
            }
            inner_items(item, found);
            true
        }
    }
}

/// Items inside anything but a zone play no part.
fn inner_items(item: &ModelItem, found: &mut Vec<Diagnostic>) {
    if item.word == ItemWord::Zone {
        return;
    }
    let written = Written::from(item);
    let top = &item.tree.items[usize::from(item.path[0])];
    for inner in item.node().items() {
        let message = format!(
            "\"{}\" cannot stand inside {}: move it out. Only zones hold other items.",
            inner.word,
            with_article(item.word.text())
        );
        let finding = Diagnostic::new(Code::MisplacedItem, inner.word_span, message);
        found.push(finding.with_change(
            "Move it out",
            |span| written.origin(span),
            move_out(top, inner, written.text),
        ));
    }
}

/// The top-level item without the inner one, which follows it.
fn move_out(top: &Item, inner: &Item, text: &str) -> Change {
    let (top, own) = (whole(top), whole(inner));
    let gone = remove_lines(text, own).span;
    let indent = indent_at(text, own.start as usize);
    let lines = own.text(text).replace(&format!("\n{indent}"), "\n");
    let before = Span::new(top.start, gone.start).text(text);
    let after = Span::new(gone.end, top.end).text(text);
    Change::new(top, format!("{before}{after}\n{lines}"))
}

/// Findings about the clauses, properties and other lines of an item of a model.
pub(super) fn properties(written: Written<'_>, found: &mut Vec<Diagnostic>) {
    let Some(info) = item_info(written.item.word, Places::MODEL) else { return };
    kind(written, found);
    let mut seen: Vec<&Property> = Vec::new();
    for property in written.item.properties() {
        let key = &property.key.text;
        let known = info.property(key).is_some();
        if !known && (property.clause || ClauseWord::parse(key).is_some()) {
            found.push(not_here(written, info, property));
        }
        match seen.iter().find(|other| other.key.text == *key) {
            Some(first) => found.push(repeated(written, key, property, first.key.span)),
            None => seen.push(property),
        }
        if known && let Some(assumption) = &property.assuming {
            let message = format!(
                "\"assuming\" goes with facts and controls; \"{key}\" cannot rest on an assumption."
            );
            let start = property.values.last().map_or(property.key.span.end, |last| last.span.end);
            found.push(Diagnostic::new(Code::ClauseNotHere, assumption.span, message).with_change(
                "Remove \"assuming\"",
                |span| written.origin(span),
                Change::new(Span::new(start, assumption.span.end), ""),
            ));
        }
    }
    nested(written, info, found);
}

/// A kind after the colon of an item that has none.
fn kind(written: Written<'_>, found: &mut Vec<Diagnostic>) {
    let Head::Declaration(declaration) = &written.item.head else { return };
    let word = written.item.word;
    let takes_kind = !matches!(word, ItemWord::Model | ItemWord::Event | ItemWord::Question);
    if let (Some(kind), Some(name), false) = (&declaration.kind, &declaration.name, takes_kind) {
        let message = format!("{} takes no kind after \":\".", capital(&with_article(word.text())));
        let end = declaration.of.as_deref().unwrap_or(kind).span().end;
        found.push(Diagnostic::new(Code::ClauseNotHere, kind.span(), message).with_change(
            "Remove it",
            |span| written.origin(span),
            Change::new(Span::new(name.span.end, end), ""),
        ));
    } else if let (Some(kind), Some(of)) = (&declaration.kind, &declaration.of) {
        let message = "\"of\" belongs to \"list of\" in a knowledge base.";
        found.push(Diagnostic::new(Code::ClauseNotHere, of.span(), message).with_change(
            "Remove it",
            |span| written.origin(span),
            Change::new(Span::new(kind.span().end, of.span().end), ""),
        ));
    }
}

/// A clause that is not in the table for its item.
fn not_here(written: Written<'_>, info: &ItemInfo, property: &Property) -> Diagnostic {
    let key = property.key.text.as_str();
    let mut message = format!("\"{key}\" does not apply to {}.", with_article(info.word.text()));
    let others = items_with(key);
    if (1..=3).contains(&others.len()) {
        let others: Vec<String> = others.iter().map(|word| with_article(word)).collect();
        let others = listed(others.iter().map(String::as_str), "or");
        message.push_str(&format!(" It belongs to {others}."));
    }
    Diagnostic::new(Code::ClauseNotHere, property.key.span, message).with_change(
        format!("Remove \"{key}\""),
        |span| written.origin(span),
        remove_property(written.text, property),
    )
}

/// The items of models that take a clause or property.
pub(super) fn items_with(key: &str) -> Vec<&'static str> {
    ITEMS
        .iter()
        .filter(|info| info.places.contains(Places::MODEL) && info.property(key).is_some())
        .map(|info| info.word.text())
        .collect()
}

fn repeated(written: Written<'_>, key: &str, property: &Property, first: Span) -> Diagnostic {
    let message = format!("\"{key}\" is given twice; the first is used.");
    Diagnostic::new(Code::RepeatedProperty, property.key.span, message)
        .with_related(written.origin(first), "the first one")
        .with_change(
            "Remove this one",
            |span| written.origin(span),
            remove_property(written.text, property),
        )
}

/// Lines of the body that begin with a word of their own.
fn nested(written: Written<'_>, info: &ItemInfo, found: &mut Vec<Diagnostic>) {
    let mut claims: Option<Span> = None;
    for member in written.item.members() {
        let (word, span) = match member {
            Member::Property(_) | Member::Item(_) => continue,
            Member::Predicate(predicate) => {
                let word = match predicate.word {
                    PredicateWord::When => NestedWord::When,
                    PredicateWord::Unless => NestedWord::Unless,
                    PredicateWord::Claims => NestedWord::Claims,
                };
                (word, predicate.word_span)
            }
            Member::Spreads(spreads) => (NestedWord::Spreads, spreads.word_span),
            Member::Without(without) => (NestedWord::Without, without.word_span),
            Member::Expect(expect) => (NestedWord::Expect, expect.word_span),
        };
        let remove = || remove_lines(written.text, member_span(member));
        if !info.nested.contains(&word) {
            let place = match word {
                NestedWord::Claims => "It belongs to an assumption.",
                NestedWord::Without => "It belongs to a story.",
                _ => "It belongs in a knowledge base.",
            };
            let item = with_article(info.word.text());
            let message = format!("\"{word}\" does not apply to {item}. {place}");
            found.push(Diagnostic::new(Code::ClauseNotHere, span, message).with_change(
                format!("Remove \"{word}\""),
                |span| written.origin(span),
                remove(),
            ));
        } else if word == NestedWord::Claims
            && let Some(first) = claims.replace(span)
        {
            let message = "\"claims\" is given twice; the first is used.";
            found.push(
                Diagnostic::new(Code::RepeatedProperty, span, message)
                    .with_related(written.origin(first), "the first one")
                    .with_change("Remove this one", |span| written.origin(span), remove()),
            );
        }
    }
}
