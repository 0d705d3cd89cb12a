//! Short notes at the ends of lines: where a flow crosses, how threats stand, what a mitigation
//! settles, how long a decision holds.
//!
//! Invariants:
//! - At most one note stands on a line, at its end. Of an item it stands on the line on which the
//!   header ends, so never inside a sentence.
//! - What is asked of a mitigation follows the places it names, not the size of the model.

mod items;

use std::ops::Range;

use tm_grammar::BlockId;
use tm_model::Snapshot;
use tm_model::model::{ItemId, Model};
use tm_model::source::{FileId, Origin};

use crate::names::Declared;
use items::of_item;

/// How much the notes say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HintLevel {
    /// Nothing.
    Off,
    /// What matters most.
    #[default]
    Summary,
    /// Inherited values, effective trust, categories and uses as well.
    Full,
}

/// A note at the end of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The end of the line, in bytes, before its break.
    pub offset: usize,
    /// What it says, piece by piece.
    pub parts: Vec<HintPart>,
}

impl Hint {
    /// All of the note.
    pub fn label(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }
}

/// A piece of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HintPart {
    /// What it says. Between two pieces stands one that is a separator alone.
    pub text: String,
    /// What that means, as Markdown; may be empty.
    pub tooltip: String,
    /// Where that comes from: a file, and a place in it in bytes.
    pub target: Option<(FileId, Range<usize>)>,
}

impl HintPart {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// A text of a note in letters that every terminal has; names stay as they are written.
pub fn ascii(text: &str) -> String {
    let signs = [
        ("↑", "up"),
        ("↓", "down"),
        ("↔", "across"),
        ("→", "->"),
        ("✓", "ok"),
        ("·", "|"),
        ("–", "-"),
    ];
    signs.into_iter().fold(text.to_owned(), |text, (sign, plain)| text.replace(sign, plain))
}

/// The notes at the ends of the lines in a range of a file, in the order of the text.
pub fn inlay_hints(
    snapshot: &Snapshot,
    file: FileId,
    range: Range<usize>,
    level: HintLevel,
) -> Vec<Hint> {
    let mut hints: Vec<(Hint, String)> = Vec::new();
    let (Some(model), Some(known)) = (snapshot.model_of(file), snapshot.file(file)) else {
        return Vec::new();
    };
    if level == HintLevel::Off {
        return Vec::new();
    }
    for (block, start, tree) in known.document.blocks() {
        if start > range.end || start + tree.text.len() < range.start {
            continue;
        }
        for (place, note, name) in notes(snapshot, model, (file, block), level) {
            let offset = start + end_of_line(&tree.text, place);
            if offset < range.start || offset > range.end {
                continue;
            }
            match hints.last_mut() {
                Some((last, first_name)) if last.offset == offset => {
                    // Several items end on this line: each note is told whose it is.
                    if !first_name.is_empty() {
                        last.parts.insert(0, HintPart::plain(format!("{first_name}: ")));
                        first_name.clear();
                    }
                    last.parts.push(HintPart::plain(format!(" · {name}: ")));
                    last.parts.extend(note.parts);
                }
                _ => hints.push((Hint { offset, parts: note.parts }, name)),
            }
        }
    }
    hints.into_iter().map(|(hint, _)| hint).collect()
}

/// What a note says.
struct Note<'a> {
    snapshot: &'a Snapshot,
    parts: Vec<HintPart>,
}

impl Note<'_> {
    /// Adds a piece; one without a text says nothing.
    fn add(&mut self, text: impl Into<String>, tooltip: impl Into<String>) {
        let part = HintPart { text: text.into(), tooltip: tooltip.into(), target: None };
        if part.text.is_empty() {
            return;
        }
        if !self.parts.is_empty() {
            self.parts.push(HintPart::plain(" · "));
        }
        self.parts.push(part);
    }

    /// The last piece comes from an item of the model.
    fn leads_to_item(&mut self, model: &Model, item: ItemId) {
        let place = model.item(item).and_then(|item| Declared::of_item(self.snapshot, item));
        self.leads_to(place.map(|place| (place.file, place.name)));
    }

    /// The last piece comes from what a pack declares.
    fn leads_to_pack(&mut self, origin: Option<Origin>) {
        let place = origin.and_then(|origin| {
            let start = self.snapshot.file(origin.file)?.document.start_of(origin.block)?;
            Some((origin.file, crate::names::in_file(start, origin.span)))
        });
        self.leads_to(place);
    }

    fn leads_to(&mut self, target: Option<(FileId, Range<usize>)>) {
        if let Some(last) = self.parts.last_mut() {
            last.target = target;
        }
    }
}

/// The notes on the items of a block: each with the byte at which the header ends, and the name of
/// the item, by that byte.
fn notes<'a>(
    snapshot: &'a Snapshot,
    model: &Model,
    (file, block): (FileId, BlockId),
    level: HintLevel,
) -> Vec<(usize, Note<'a>, String)> {
    let mut notes = Vec::new();
    for id in model.block_items(file, block) {
        let Some(item) = model.item(*id) else { continue };
        let mut note = Note { snapshot, parts: Vec::new() };
        of_item(model, *id, item, level, &mut note);
        if note.parts.is_empty() {
            continue;
        }
        let node = item.node();
        let end = node.body.as_ref().map_or(node.span.end, |body| body.open.end);
        let name = node.name().map(|name| name.text.to_string()).unwrap_or_default();
        notes.push((end as usize, note, name));
    }
    notes.sort_by_key(|(end, ..)| *end);
    notes
}

fn end_of_line(text: &str, place: usize) -> usize {
    let rest = text.get(place..).unwrap_or("");
    place + rest.find(['\n', '\r']).unwrap_or(rest.len())
}
