//! What could be done about the place of the cursor: the remedies of findings, decisions about
//! threats, answers to questions, and changes of the drawing.
//!
//! Invariants:
//! - A list of actions is cheap: what an action would change is worked out when somebody asks for it
//!   ([`Action::edits`]).
//! - Remedies of findings are those that the command line shows, word for word.
//! - Edits give text that parses. A quick fix settles what it belongs to, or makes it one step less.
//! - What only people know is never made up: no reasons, no names of those who decide. The checks
//!   ask for them at once.
//! - The title of an action is unlike any other in its list, so that it can be found again by it.
//!
//! Not for: commands, or anything that opens a view.

mod decisions;
mod elements;
mod findings;
mod flows;
mod mitigations;
mod questions;
pub(crate) mod room;
mod threats;

use std::ops::Range;

use tm_grammar::tree::Item;
use tm_grammar::words::ItemWord;
use tm_model::Snapshot;
use tm_model::change::Change;
use tm_model::diagnostic::Diagnostic;
use tm_model::model::{ItemId, Model, ModelItem, ThingId};
use tm_model::schema::AttributeId;
use tm_model::source::FileId;
use tm_model::value::date_of_day;

pub use findings::{Findings, fix_all};

use crate::edits::{Edit, joined};
use crate::place::Place;
use room::Room;

/// What an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionKind {
    /// It settles a finding, a threat or a question.
    QuickFix,
    /// It says the same otherwise, or something new.
    Rewrite,
    /// It moves text to another place.
    Move,
}

/// Something that could be done.
pub struct Action<'a> {
    /// What it does, as a command.
    pub title: String,
    /// What it is.
    pub kind: ActionKind,
    /// It is what most people would do.
    pub preferred: bool,
    /// Which of the findings it settles, by its place among those that were given.
    pub settles: Option<usize>,
    work: Box<dyn Fn() -> Option<Vec<Edit>> + 'a>,
}

impl<'a> Action<'a> {
    fn new(
        kind: ActionKind,
        title: impl Into<String>,
        work: impl Fn() -> Option<Vec<Edit>> + 'a,
    ) -> Self {
        let work = Box::new(work);
        Self { title: title.into(), kind, preferred: false, settles: None, work }
    }

    /// What it changes; nothing if that cannot be done.
    pub fn edits(&self) -> Vec<Edit> {
        joined((self.work)().unwrap_or_default())
    }
}

/// What could be done at a range of a file. The findings are those that touch the range, with their
/// fixes.
pub fn code_actions<'a>(
    snapshot: &'a Snapshot,
    file: FileId,
    range: Range<usize>,
    findings: &'a Findings,
) -> Vec<Action<'a>> {
    let mut actions = Vec::new();
    findings::remedies(snapshot, findings, &mut actions);
    if let Some(here) = Here::find(snapshot, file, range.start) {
        if here.in_header() {
            threats::add(&here, findings, &mut actions);
        }
        questions::add(&here, findings, &mut actions);
        if here.in_header() {
            elements::add(&here, findings, &mut actions);
            flows::add(&here, &mut actions);
        }
        decisions::add(&here, &mut actions);
        mitigations::add(&here, &mut actions);
    }
    findings::allows(snapshot, findings, &mut actions);
    let mut titles: Vec<String> = Vec::new();
    actions.retain(|action| {
        let is_new = !titles.contains(&action.title);
        titles.push(action.title.clone());
        is_new
    });
    actions
}

/// The item of a model at the cursor.
#[derive(Clone, Copy)]
struct Here<'a> {
    snapshot: &'a Snapshot,
    model: &'a Model,
    id: ItemId,
    item: &'a ModelItem,
    /// The first byte of its block.
    start: usize,
    /// The cursor, from there.
    offset: u32,
}

impl<'a> Here<'a> {
    fn find(snapshot: &'a Snapshot, file: FileId, offset: usize) -> Option<Self> {
        let place = Place::find(snapshot, file, offset)?;
        let model = place.model?;
        let id = place.item_id(place.item()?)?;
        let item = model.item(id)?;
        // Where the sentence has a fault, nothing is built on it.
        let is_whole = place.tree.errors.is_empty();
        let (start, offset) = (place.start, place.offset);
        is_whole.then_some(Self { snapshot, model, id, item, start, offset })
    }

    /// True if the cursor is in what stands before the body.
    fn in_header(&self) -> bool {
        let body = self.node().body.as_ref();
        body.is_none_or(|body| self.offset <= body.open.start)
    }

    fn node(&self) -> &'a Item {
        self.item.node()
    }

    fn word(&self) -> ItemWord {
        self.item.word
    }

    /// The item of the block that the item lies in, or the item itself.
    fn outermost(&self) -> &'a Item {
        self.item.outermost()
    }

    /// A change of the block as an edit.
    fn edit(&self, change: Change) -> Edit {
        let range = self.start + change.span.start as usize..self.start + change.span.end as usize;
        Edit::new(self.item.file, range, change.text)
    }

    fn room(&self) -> Room<'a> {
        Room { snapshot: self.snapshot, model: self.model, file: self.item.file }
    }

    /// A day so many days from now, as it is written.
    fn day(&self, days: i64) -> String {
        day(self.snapshot.today() + days)
    }

    /// Who answers for the item, or else for the model.
    fn owner(&self) -> Option<&'a str> {
        let header = self.model.item(self.model.thing(ThingId::MODEL).item);
        let owner = |item: &'a ModelItem| {
            let value = item.property("owner")?.values.first()?;
            Some(value.span.text(item.text()))
        };
        owner(self.item).or_else(|| header.and_then(owner))
    }

    /// A name that no item of the same set has: `base`, or `base-2`, …
    fn free_name(&self, word: ItemWord, base: &str) -> String {
        let taken = |name: &str| {
            let mut items = self.model.items();
            items.any(|(_, item)| tm_model::share_names(item.word, word) && item.name() == name)
        };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let mut names = std::iter::once(base.to_owned()).chain(numbered);
        names.find(|name| !taken(name)).unwrap_or_default()
    }
}

fn day(number: i64) -> String {
    let date = date_of_day(number);
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// What takes `key: yes` for granted on the item at a byte of a file.
pub(crate) fn assume_edits(
    snapshot: &Snapshot,
    file: FileId,
    offset: usize,
    attribute: AttributeId,
) -> Option<Vec<Edit>> {
    let mut actions = Vec::new();
    questions::assume(Here::find(snapshot, file, offset)?, attribute, &mut actions);
    actions.first().map(Action::edits).filter(|edits| !edits.is_empty())
}

/// What asks somebody about the item at a byte of a file.
pub(crate) fn ask_edits(
    snapshot: &Snapshot,
    file: FileId,
    offset: usize,
    attribute: AttributeId,
    text: String,
) -> Option<Vec<Edit>> {
    let mut actions = Vec::new();
    questions::ask(Here::find(snapshot, file, offset)?, attribute, text, &mut actions);
    actions.first().map(Action::edits).filter(|edits| !edits.is_empty())
}

/// Text between quotes.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
}

/// A finding of a block that starts at a byte of a file.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The first byte of the block.
    pub start: usize,
    /// What was found there.
    pub diagnostic: Diagnostic,
}
