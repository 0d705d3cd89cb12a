//! What a workspace declares, found by a part of its name: things, rules, tickets, and whatever else
//! has a name.
//!
//! Invariant: at most [`SYMBOL_LIMIT`] are given, the best first; of equals those of the workspace
//! before those of packs that ship, then by name and place.

use std::cmp::Reverse;
use std::ops::Range;

use smol_str::SmolStr;
use tm_grammar::tree::{Item, ValueKind};
use tm_grammar::words::{ItemWord, Places, Shape, item_info};
use tm_model::Snapshot;
use tm_model::source::FileId;
use tm_model::workspace::{File, Header};

use crate::names::in_file;
use crate::outline::{Symbol, symbol};
use crate::views::Stop;
use crate::wording::full_name;

/// How many symbols are given at most.
pub const SYMBOL_LIMIT: usize = 256;

/// What a symbol of the workspace is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// An item that starts with this word.
    Item(ItemWord),
    /// A ticket, where an item names it.
    Ticket,
}

/// Something of the workspace that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    /// Its name; of a rule its full one.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The zone, model or pack that it belongs to; of a ticket the item that names it.
    pub container: String,
    /// The file.
    pub file: FileId,
    /// Where the name stands, in bytes of the file.
    pub range: Range<usize>,
}

/// The symbols whose names hold the letters of the query, in their order; `None` once nobody waits
/// for them.
pub fn workspace_symbols(
    snapshot: &Snapshot,
    query: &str,
    stop: Stop<'_>,
) -> Option<Vec<WorkspaceSymbol>> {
    let query: Vec<char> = query.chars().flat_map(char::to_lowercase).collect();
    let query: Vec<char> = query.into_iter().filter(|letter| !letter.is_whitespace()).collect();
    let mut found = Vec::new();
    for (id, file) in snapshot.files() {
        if stop() {
            return None;
        }
        let pack = match &file.header {
            Header::Model(name) | Header::Part(name) | Header::KnowledgeBase(name, _) => name,
            Header::None => continue,
        };
        for (_, start, block) in file.document.blocks() {
            for item in &block.items {
                // What a test declares is nobody's business outside of it.
                if item.word != ItemWord::Test {
                    let place = Spot { id, file, start, text: &block.text };
                    collect(&place, item, pack, &query, &mut found);
                }
            }
        }
    }
    found.sort_by(|(left, left_shipped, left_path, a), (right, right_shipped, right_path, b)| {
        (Reverse(left), left_shipped, &a.name, left_path, a.range.start).cmp(&(
            Reverse(right),
            right_shipped,
            &b.name,
            right_path,
            b.range.start,
        ))
    });
    found.truncate(SYMBOL_LIMIT);
    Some(found.into_iter().map(|(.., symbol)| symbol).collect())
}

type Ranked = (u32, bool, SmolStr, WorkspaceSymbol);

struct Spot<'a> {
    id: FileId,
    file: &'a File,
    start: usize,
    text: &'a str,
}

fn collect(spot: &Spot<'_>, item: &Item, container: &str, query: &[char], found: &mut Vec<Ranked>) {
    let (shipped, path) = (spot.file.shipped, &spot.file.path);
    let mut add = |name: String, kind, container: &str, range| {
        if let Some(rank) = rank(&name, query) {
            let container = container.to_owned();
            let symbol = WorkspaceSymbol { name, kind, container, file: spot.id, range };
            found.push((rank, shipped, path.clone(), symbol));
        }
    };
    let own = item.name().filter(|name| !name.text.is_empty() && item.word != ItemWord::Part);
    if let (Some(name), Some(Symbol { selection, .. })) = (own, symbol(spot.start, spot.text, item))
    {
        let is_rule =
            item.word == ItemWord::Threat && matches!(spot.file.header, Header::KnowledgeBase(..));
        let full =
            if is_rule { format!("{container}.{}", name.text) } else { name.text.to_string() };
        add(full, SymbolKind::Item(item.word), container, selection);
    }
    for property in item.properties() {
        let shape = item_info(item.word, Places::MODEL)
            .and_then(|info| info.property(&property.key.text))
            .map(|info| info.shape);
        if shape != Some(Shape::Tickets) {
            continue;
        }
        for value in &property.values {
            let ticket = match &value.kind {
                ValueKind::Text(text) => text.to_string(),
                ValueKind::Reference(reference) => {
                    reference.path.as_ref().map(full_name).unwrap_or_default()
                }
                _ => continue,
            };
            let by = symbol(spot.start, spot.text, item).map(|symbol| symbol.name);
            let range = in_file(spot.start, value.span);
            add(ticket, SymbolKind::Ticket, by.as_deref().unwrap_or(container), range);
        }
    }
    let inside = own.map_or(container, |name| name.text.as_str());
    for inner in item.items() {
        collect(spot, inner, inside, query, found);
    }
}

/// How well a name answers a query: all of it, its beginning, a part of it, its letters in their
/// order; `None` if it does not.
fn rank(name: &str, query: &[char]) -> Option<u32> {
    if name.is_empty() {
        return None;
    }
    let letters: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    if letters == query {
        return Some(4);
    }
    if letters.starts_with(query) {
        return Some(3);
    }
    if letters.windows(query.len().max(1)).any(|part| part == query) {
        return Some(2);
    }
    let mut rest = letters.iter();
    query.iter().all(|wanted| rest.any(|letter| letter == wanted)).then_some(1)
}
