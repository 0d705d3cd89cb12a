//! Where names stand in a text, and what each of them means: one list of occurrences that going to
//! a definition, references, highlights and hierarchies read.
//!
//! Invariants:
//! - What is declared once has one [`Meaning`], wherever it is named: in the files of its model, in
//!   models that import it, in packs and in their tests.
//! - An occurrence covers the bare name: of `pay.gateway` there are two, of `stride.flooding` only
//!   the last part is the name of the rule.
//! - A name that means nothing has no occurrence.
//!
//! Not for: names that could stand somewhere (that is completion), or what to do with the places.

mod declared;
mod expressions;
mod models;
mod packs;
mod words;

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use tm_grammar::tree::{Name, Path, Separator, Span};
use tm_grammar::words::ItemWord;
use tm_grammar::{Block, BlockId};
use tm_model::Snapshot;
use tm_model::model::{ItemId, Model, ThingId};
use tm_model::schema::Schema;
use tm_model::source::FileId;
use tm_model::workspace::{File, Header};

pub(crate) use declared::{Declared, declared, local_type};
pub(crate) use words::{attribute_word, rule_word, type_word, word};

use crate::place::Place;
use crate::tickets::Trackers;

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Meaning {
    /// An item of a model: its place among the models of the snapshot, and its number there.
    Item(usize, ItemId),
    /// A reply or a segment of a flow of a model.
    Part(usize, ThingId),
    /// What a pack declares.
    Word(Word),
    /// A variable of a predicate, or a thing of a test: where its name is declared.
    Local(FileId, BlockId, Span),
    /// A person, with the `@`.
    Person(SmolStr),
    /// A ticket.
    Ticket(SmolStr),
}

/// Something that a pack declares, or the language itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Word {
    /// What it is.
    pub kind: WordKind,
    /// Its name; of a word of a scale or choice, what stands before it is the name of that.
    pub name: SmolStr,
    /// The file that declares it; `None` if the language does.
    pub file: Option<FileId>,
}

/// The kinds of [`Word`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum WordKind {
    /// A knowledge base.
    Pack,
    /// A type.
    Type,
    /// A fact or control.
    Attribute,
    /// A rule, by its full name.
    Rule,
    /// A category of threats.
    Category,
    /// An event.
    Event,
    /// A question, by its full name.
    Question,
    /// A requirement.
    Requirement,
    /// A profile, with the name of its pack before it.
    Profile,
    /// A scale or choice.
    Words,
    /// A word of a scale or choice.
    Value,
}

/// What an occurrence does to what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Declares it.
    Declares,
    /// Gives it a value, or brings data to it.
    Writes,
    /// Uses it.
    Reads,
}

/// A name in a block.
#[derive(Clone, Debug)]
pub(crate) struct Occurrence {
    /// The bare name.
    pub span: Span,
    /// The path that it belongs to, as far as a pointer there means this name.
    pub around: Span,
    /// What it means.
    pub meaning: Meaning,
    /// What it does.
    pub access: Access,
    /// The name is one that `moved` says is gone.
    pub former: bool,
}

/// The names of the files that share a model or a schema, block by block.
pub(crate) struct Names<'a> {
    snapshot: &'a Snapshot,
    file_id: FileId,
    file: &'a File,
    model: Option<(usize, &'a Model)>,
    schema: Option<&'a Schema>,
    /// Found when somebody asks: they are looked for among all items.
    imports: OnceCell<FxHashMap<&'a str, (ItemId, Option<usize>)>>,
    trackers: OnceCell<Trackers<'a>>,
}

impl<'a> Names<'a> {
    /// The names of a file.
    pub(crate) fn of(snapshot: &'a Snapshot, file_id: FileId) -> Option<Self> {
        let file = &**snapshot.file(file_id)?;
        let model = file.header.model().and_then(|name| {
            let index = snapshot.models().iter().position(|model| model.name == *name)?;
            Some((index, &snapshot.models()[index]))
        });
        let schema = snapshot.schema_of(file_id).map(|schema| &**schema);
        let (imports, trackers) = (OnceCell::new(), OnceCell::new());
        Some(Self { snapshot, file_id, file, model, schema, imports, trackers })
    }

    /// The imported models by alias, each with the item that imports it.
    fn imports(&self) -> &FxHashMap<&'a str, (ItemId, Option<usize>)> {
        let find = || self.model.map(|(_, model)| imports(self.snapshot, model));
        self.imports.get_or_init(|| find().unwrap_or_default())
    }

    fn trackers(&self) -> &Trackers<'a> {
        let find = || self.model.map(|(_, model)| Trackers::of(model));
        self.trackers.get_or_init(|| find().unwrap_or_default())
    }

    /// The names of a block of the file, in the order in which they are read.
    pub(crate) fn in_block(&self, id: BlockId, block: &Block) -> Vec<Occurrence> {
        let mut collector = Collector {
            names: self,
            block: id,
            tree: block,
            items: FxHashMap::default(),
            variables: Vec::new(),
            listed: Vec::new(),
            locals: Vec::new(),
            found: Vec::new(),
        };
        match (&self.file.header, self.model) {
            (Header::KnowledgeBase(pack, _), _) => collector.pack_items(pack),
            (_, Some((index, model))) => collector.model_items(index, model),
            _ => {}
        }
        collector.found
    }
}

/// The aliases of a model, each with the item and the model that it stands for.
pub(crate) fn imports<'a>(
    snapshot: &'a Snapshot,
    model: &'a Model,
) -> FxHashMap<&'a str, (ItemId, Option<usize>)> {
    let imports = model.items().filter_map(|(id, item)| {
        let tm_grammar::tree::Head::Import(import) = &item.node().head else { return None };
        let alias = import.alias.as_ref()?.text.as_str();
        let path = import.path.as_ref().map(|path| path.value.as_str()).unwrap_or_default();
        let imported = snapshot.imported(item.file, path).and_then(|imported| {
            snapshot.models().iter().position(|model| model.name == imported.name)
        });
        Some((alias, (id, imported)))
    });
    imports.collect()
}

/// The name under a byte of a file.
pub(crate) fn name_at(place: &Place<'_>) -> Option<Occurrence> {
    let names = Names::of(place.snapshot, place.file_id)?;
    let found = names.in_block(place.block, place.tree);
    // Where two names meet, as in `pay.gateway`, the one that begins here counts.
    let offset = place.offset;
    let touching = found.iter().filter(|name| name.span.touches(offset));
    touching
        .max_by_key(|name| (name.span.end > offset, std::cmp::Reverse(name.span.end)))
        .or_else(|| found.iter().find(|name| name.around.touches(offset)))
        .cloned()
}

/// Reads the names of one block.
struct Collector<'a, 'n> {
    names: &'n Names<'a>,
    block: BlockId,
    tree: &'n Block,
    /// The items of the model by word and first byte.
    items: FxHashMap<(ItemWord, u32), ItemId>,
    /// The variables in scope, outermost first.
    variables: Vec<(SmolStr, Meaning)>,
    /// The variables in scope that stand for one value of a list, each with the fact that it is.
    listed: Vec<(SmolStr, tm_model::schema::AttributeId)>,
    /// What the test around declares: whether it is a thing, its name and its meaning.
    locals: Vec<(bool, SmolStr, Meaning)>,
    found: Vec<Occurrence>,
}

impl Collector<'_, '_> {
    fn add(&mut self, span: Span, meaning: Meaning, access: Access) {
        self.add_in(span, span, meaning, access);
    }

    fn add_in(&mut self, span: Span, around: Span, meaning: Meaning, access: Access) {
        if span.start < span.end {
            self.found.push(Occurrence { span, around, meaning, access, former: false });
        }
    }

    /// A name that is gone, with what it is called now.
    fn add_former(&mut self, path: &Path, meaning: Meaning) {
        let (span, around) = (path.last().span, path.span());
        let access = Access::Reads;
        self.found.push(Occurrence { span, around, meaning, access, former: true });
    }

    /// A path whose last name is that of something in a pack.
    fn add_word(&mut self, path: &Path, word: Word, access: Access) {
        self.add_in(path.last().span, path.span(), Meaning::Word(word), access);
    }
}

/// The words of a path that is one thing and perhaps a part of it.
fn part_of(path: &Path) -> Option<&Name> {
    match path.rest.as_slice() {
        [.., (Separator::Slash, part)] => Some(part),
        _ => None,
    }
}

/// A range of a block as one of the file.
pub(crate) fn in_file(start: usize, span: Span) -> Range<usize> {
    start + span.start as usize..start + span.end as usize
}
