//! A rename is tried before it is handed out: afterwards every name must mean what it meant.

use rustc_hash::FxHashMap;
use tm_model::source::FileId;
use tm_model::{Snapshot, Workspace};

use super::{Refusal, refuse};
use crate::edits::{Edit, applied};
use crate::names::{Meaning, Names, declared, in_file};

/// Refuses edits after which some name would mean something else.
pub(super) fn check(snapshot: &Snapshot, edits: &[Edit]) -> Result<(), Refusal> {
    let mut files: Vec<(&str, FileId)> = snapshot
        .files()
        .filter(|(_, file)| !file.shipped)
        .map(|(id, file)| (file.path.as_str(), id))
        .collect();
    files.sort_unstable();
    let mut workspace = Workspace::new(snapshot.today());
    for (path, id) in &files {
        let text = snapshot.file(*id).map(|file| file.document.text()).unwrap_or_default();
        workspace.set_file(path, &applied(&text, *id, edits));
    }
    workspace.update_models();
    let after = workspace.snapshot();
    let mut before = Meanings::new(snapshot, Some(edits));
    let mut now = Meanings::new(&after, None);
    for (path, id) in files {
        let Some(new_id) = workspace.find_file(path) else { continue };
        let inserted = |start: usize| {
            let mut of_file = edits.iter().filter(|edit| edit.file == id && edit.start == edit.end);
            of_file.any(|edit| {
                let from = shifted(edits, id, edit.start, false);
                from <= start && start < from + edit.text.len()
            })
        };
        let mut new = now.of_file(new_id);
        new.retain(|(start, _)| !inserted(*start));
        let old = before.of_file(id);
        if old == new {
            continue;
        }
        let differs =
            old.iter().zip(&new).find(|(old, new)| old != new).map(|(old, new)| old.min(new));
        let at = differs.or_else(|| old.last().max(new.last())).map_or(0, |(start, _)| *start);
        let text = after.file(new_id).map(|file| file.document.text()).unwrap_or_default();
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = text[line..].lines().next().unwrap_or_default().trim();
        return refuse(format!(
            "That name would change what something else in {path} means: \"{line}\"."
        ));
    }
    Ok(())
}

/// What a name means, told so that it can be compared across the edits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sense {
    /// What is declared at a place.
    Declared(String, usize),
    /// What nothing declares.
    Elsewhere(String),
}

/// The meanings of the names of a snapshot.
struct Meanings<'a> {
    snapshot: &'a Snapshot,
    /// Places are told as they are after these.
    edits: &'a [Edit],
    known: FxHashMap<Meaning, Sense>,
}

impl<'a> Meanings<'a> {
    fn new(snapshot: &'a Snapshot, edits: Option<&'a [Edit]>) -> Self {
        Self { snapshot, edits: edits.unwrap_or_default(), known: FxHashMap::default() }
    }

    /// Where names stand in a file, and what each means, in order.
    fn of_file(&mut self, id: FileId) -> Vec<(usize, Sense)> {
        let mut found = Vec::new();
        let (Some(file), Some(names)) = (self.snapshot.file(id), Names::of(self.snapshot, id))
        else {
            return found;
        };
        for (block, start, tree) in file.document.blocks() {
            for occurrence in names.in_block(block, tree) {
                let at = shifted(self.edits, id, in_file(start, occurrence.span).start, true);
                found.push((at, self.sense(&occurrence.meaning)));
            }
        }
        found.sort();
        found.dedup();
        found
    }

    fn sense(&mut self, meaning: &Meaning) -> Sense {
        if let Some(known) = self.known.get(meaning) {
            return known.clone();
        }
        let place = match meaning {
            // A ticket begins with the name of its tracker, which has a place of its own.
            Meaning::Ticket(_) => None,
            _ => declared(self.snapshot, meaning),
        };
        let sense = match (place, meaning) {
            (Some(place), _) => {
                let file = self.snapshot.file(place.file);
                let path = file.map(|file| file.path.to_string()).unwrap_or_default();
                let start = shifted(self.edits, place.file, place.name.start, true);
                let part = if let Meaning::Part(..) = meaning { "part of " } else { "" };
                Sense::Declared(format!("{part}{path}"), start)
            }
            (None, Meaning::Word(word)) => {
                Sense::Elsewhere(format!("{:?} {}", word.kind, word.name))
            }
            (None, Meaning::Person(person)) => Sense::Elsewhere(person.to_string()),
            (None, _) => Sense::Elsewhere(String::new()),
        };
        self.known.insert(meaning.clone(), sense.clone());
        sense
    }
}

/// Where a byte of a file is after the edits. What is inserted right there may come before it.
fn shifted(edits: &[Edit], file: FileId, at: usize, after_inserted: bool) -> usize {
    let before = |edit: &&Edit| {
        edit.file == file
            && edit.end <= at
            && (after_inserted || edit.start < edit.end || edit.end < at)
    };
    edits
        .iter()
        .filter(before)
        .fold(at, |at, edit| (at + edit.text.len()).saturating_sub(edit.end - edit.start))
}
