//! Which texts a new name changes.

use std::collections::BTreeSet;

use smol_str::{SmolStr, format_smolstr};
use tm_grammar::tree::{Head, Item};
use tm_grammar::words::ItemWord;
use tm_model::model::Model;
use tm_model::source::FileId;
use tm_model::{Snapshot, segment_names};

use super::wanted::{Wanted, is_path, unquoted};
use super::{Refusal, refuse};
use crate::edits::Edit;
use crate::names::{Meaning, Word, WordKind, declared};
use crate::references::Search;
use crate::spelling::Spelt;

/// The edits that give something another name.
pub(super) fn of(snapshot: &Snapshot, wanted: &Wanted, new: &Spelt) -> Result<Vec<Edit>, Refusal> {
    let meaning = &wanted.occurrence.meaning;
    let search = Search::of(snapshot, meaning);
    let mut edits: BTreeSet<Edit> = BTreeSet::new();
    for file in own_files(snapshot, &search, wanted.file) {
        for (range, occurrence) in search.in_file(snapshot, file) {
            let in_path = snapshot
                .file(file)
                .and_then(|known| known.document.block_at(range.start))
                .is_some_and(|(_, _, block)| is_path(&occurrence, &block.text));
            if !occurrence.former && !in_path {
                edits.insert(Edit::new(file, range, &new.written));
            }
        }
    }
    match meaning {
        Meaning::Item(..) => segments(snapshot, &mut edits, &new.text)?,
        Meaning::Word(word) if word.kind == WordKind::Pack => {
            prefixes(snapshot, wanted, word, new, &mut edits);
        }
        Meaning::Word(word) if word.kind == WordKind::Rule => {
            edits.extend(left_behind(snapshot, meaning, &wanted.name, new));
        }
        _ => {}
    }
    Ok(edits.into_iter().collect())
}

/// The files of the workspace where a name may stand.
fn own_files(snapshot: &Snapshot, search: &Search, own: FileId) -> Vec<FileId> {
    let mut files = search.files(snapshot, own);
    files.retain(|file| snapshot.file(*file).is_some_and(|file| !file.shipped));
    files
}

/// The segments of chains that arrive at what is renamed, where they are named.
fn segments(snapshot: &Snapshot, edits: &mut BTreeSet<Edit>, new: &SmolStr) -> Result<(), Refusal> {
    let renamed: BTreeSet<(FileId, usize)> =
        edits.iter().map(|edit| (edit.file, edit.start)).collect();
    let mut parts: Vec<(Meaning, SmolStr)> = Vec::new();
    for (index, model) in snapshot.models().iter().enumerate() {
        for (id, item) in model.items().filter(|(_, item)| item.word == ItemWord::Flow) {
            let Head::Flow(flow) = &item.node().head else { continue };
            let known = snapshot.file(item.file).map(|file| &file.document);
            let start = known.and_then(|document| document.start_of(item.block));
            let (Some(start), true) = (start, flow.path.len() > 2) else { continue };
            let arrivals =
                || flow.path.iter().skip(1).map(|end| end.as_ref().map(|end| end.last()));
            let name = |name: &tm_grammar::tree::Name| {
                let place = (item.file, start + name.span.start as usize);
                if renamed.contains(&place) { new.clone() } else { name.text.clone() }
            };
            let text = |name: Option<SmolStr>| name.unwrap_or(SmolStr::new_static("segment"));
            let old: Vec<SmolStr> =
                arrivals().map(|end| text(end.map(|name| name.text.clone()))).collect();
            let now: Vec<SmolStr> = arrivals().map(|end| text(end.map(name))).collect();
            let old = segment_names(old.iter().map(SmolStr::as_str));
            let now = segment_names(now.iter().map(SmolStr::as_str));
            if old == now {
                continue;
            }
            if now.iter().any(|name| name == "reply") && has_reply(model, id) {
                return refuse(format!(
                    "The flow \"{}\" would have two parts called \"reply\".",
                    item.name()
                ));
            }
            let things = model.things_of(id).iter();
            let changed = things.zip(old.iter().zip(now)).filter(|(_, (old, now))| *old != now);
            parts.extend(changed.map(|(thing, (_, now))| (Meaning::Part(index, *thing), now)));
        }
    }
    for (part, name) in parts {
        let search = Search::of(snapshot, &part);
        let written = Spelt::of(&name).written;
        for file in own_files(snapshot, &search, FileId(u32::MAX)) {
            for (range, occurrence) in search.in_file(snapshot, file) {
                if !occurrence.former {
                    edits.insert(Edit::new(file, range, &written));
                }
            }
        }
    }
    Ok(())
}

fn has_reply(model: &Model, flow: tm_model::model::ItemId) -> bool {
    model.things_of(flow).iter().any(|thing| model.thing(*thing).is_reply())
}

/// The name of a pack where it stands before another: `acme.flooding`.
fn prefixes(
    snapshot: &Snapshot,
    wanted: &Wanted,
    pack: &Word,
    new: &Spelt,
    edits: &mut BTreeSet<Edit>,
) {
    let search = Search::of(snapshot, &wanted.occurrence.meaning);
    for file in own_files(snapshot, &search, wanted.file) {
        let of_pack =
            |meaning: &Meaning| matches!(meaning, Meaning::Word(word) if word.file == pack.file);
        let found = search.matching(snapshot, file, |occurrence| {
            of_pack(&occurrence.meaning) && occurrence.around.start < occurrence.span.start
        });
        let Some(known) = snapshot.file(file) else { continue };
        let text = known.document.rope();
        for (range, occurrence) in found {
            let start = range.start - (occurrence.span.start - occurrence.around.start) as usize;
            let before = text.byte_slice(start..range.start).to_string();
            let Some(prefix) = before.trim_end().strip_suffix('.').map(str::trim_end) else {
                continue;
            };
            if unquoted(prefix) == wanted.name {
                edits.insert(Edit::new(file, start..start + prefix.len(), &new.written));
            }
        }
    }
}

/// What lets decisions elsewhere follow a rule: `moved old -> new`, behind the others of its kind, or
/// else behind the rule.
fn left_behind(snapshot: &Snapshot, rule: &Meaning, old: &SmolStr, new: &Spelt) -> Option<Edit> {
    let place = declared(snapshot, rule)?;
    let file = snapshot.file(place.file)?;
    let end_of = |start: usize, item: &Item| start + item.span.end as usize;
    let blocks = || file.document.blocks();
    let moved =
        blocks().flat_map(|(_, start, block)| block.items.iter().map(move |item| (start, item)));
    let last = moved.filter(|(_, item)| item.word == ItemWord::Moved).last();
    let end = last.map_or(place.whole.end, |(start, item)| end_of(start, item));
    let rest = file.document.text();
    let line = rest[end..].find(['\n', '\r']).map_or(rest.len(), |at| end + at);
    let old = Spelt::of(old).written;
    let text = format_smolstr!("\nmoved {old} -> {}", new.written);
    Some(Edit::new(place.file, line..line, text))
}
