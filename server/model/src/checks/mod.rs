//! Findings: what is wrong or worth asking, block by block.
//!
//! Findings are worked out on demand from what the engine holds, for the blocks that an update
//! touched. One file here holds the checks of one subject; each is a function from a [`Context`] and
//! an item or thing to findings.
//!
//! Invariants:
//! - A check reads the model and never changes it, and evaluates no rule. Claims of assumptions are
//!   no rules and are evaluated here, few as they are.
//! - The findings of a block depend on what the engine marks as stale for it: on its items, their
//!   things, the neighbours of those, what uses the names it defines, and totals of the model. What is
//!   read of all names or all zones, and sums of the model, are read through the [`Context`], which
//!   remembers that it was. Findings that point into
//!   other blocks are made anew when those are edited.
//! - Nothing here depends on the numbers of items and things, or on the order of lists in the engine,
//!   which follow the history of edits.
//! - What would settle a finding is worked out only where somebody asks for it, because most
//!   findings are read and few are settled by a change of the tool's.
//! - On an item with a syntax error only errors are reported: the rest waits for the sentence to be
//!   complete.

mod allow;
pub mod change;
mod claims;
mod controls;
mod decisions;
mod diagram;
mod duplicates;
mod files;
mod fixed;
mod knowledge;
mod locked;
mod pack_tests;
mod packs;
mod partly;
mod process;
mod questions;
mod references;
mod spelling;
mod syntax;
mod table;
mod tally;
mod threats;
mod values;
mod wording;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};
use tm_grammar::tree::{Item, Span};
use tm_grammar::{Block, BlockId};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine::{Count, Engine, Exists, Names, Namespace, Reads, Tally};
use crate::model::{ItemId, Model, ModelItem, OpenQuestion, ThingId, Threat};
use crate::source::{FileId, Origin};
use crate::workspace::{File, Header, ModelState, Outlook, Packs, Workspace};
use change::Change;
pub(crate) use knowledge::Overview;
pub(crate) use process::with_status;

/// What a check may look at.
pub(crate) struct Context<'a> {
    pub workspace: &'a Workspace,
    pub model: &'a Model,
    pub engine: &'a Engine,
    pub packs: &'a Packs,
    pub file: FileId,
    pub block: BlockId,
    /// Some `use` of the model names a knowledge base that cannot be had, so what is unknown may
    /// well be declared there.
    lacks_packs: bool,
    /// Whether the changes that would settle a finding are wanted.
    fixes: bool,
    reads: Cell<Reads>,
    /// The threats on things that were asked for, which several checks read.
    threats: RefCell<FxHashMap<ThingId, Rc<Vec<Threat>>>>,
}

impl<'a> Context<'a> {
    /// Where a thing is named.
    pub(crate) fn name_of(&self, id: ThingId) -> Option<Origin> {
        self.name_of_item(self.model.thing(id).item)
    }

    /// Where an item is named.
    pub(crate) fn name_of_item(&self, id: ItemId) -> Option<Origin> {
        let item = self.model.item(id)?;
        Some(item.origin(item.name_span()))
    }

    /// The threats on a thing that are in scope, folded by group.
    fn threats(&self, id: ThingId) -> Rc<Vec<Threat>> {
        let mut known = self.threats.borrow_mut();
        known.entry(id).or_insert_with(|| Rc::new(self.model.threats(id))).clone()
    }

    /// The threats on the things of the block, in the order of the text, once all checks are done.
    fn take_threats(&self) -> Vec<Threat> {
        let mut known = self.threats.take();
        let items = self.model.block_items(self.file, self.block).iter();
        let things = items.flat_map(|item| self.model.things_of(*item));
        things
            .filter_map(|thing| known.remove(thing))
            .flat_map(|threats| Rc::try_unwrap(threats).unwrap_or_else(|shared| (*shared).clone()))
            .collect()
    }

    /// A range of the block.
    fn origin(&self, span: Span) -> Origin {
        Origin { file: self.file, block: self.block, span }
    }

    /// All names of the model, to look for one that is near or free.
    fn names(&self) -> &'a Names {
        self.reads.set(Reads { names: true, ..self.reads.get() });
        &self.engine.names
    }

    /// All zones of the model.
    fn zones(&self) -> &'a BTreeSet<SmolStr> {
        self.reads.set(Reads { zones: true, ..self.reads.get() });
        self.engine.zones()
    }

    /// All assets of the model.
    fn assets(&self) -> &'a BTreeSet<SmolStr> {
        self.reads.set(Reads { assets: true, ..self.reads.get() });
        self.engine.assets()
    }

    /// Whether the model has any.
    fn has(&self, count: Count) -> bool {
        self.reads.set(Reads { totals: true, ..self.reads.get() });
        self.engine.census.has(count)
    }

    /// How many open threats the controls of a security domain would answer, if the model has no
    /// such control.
    fn unanswered(&self, domain: u16) -> u32 {
        self.reads.set(Reads { totals: true, ..self.reads.get() });
        self.engine.census.unanswered(domain)
    }

    /// What the model holds any of.
    fn exists(&self) -> Exists {
        self.reads.set(Reads { exists: true, ..self.reads.get() });
        self.engine.census.exists()
    }

    /// To be called where a finding depends on more than the lists above: the block is then made anew
    /// with every change of the model. For a few blocks only.
    fn read_everything(&self) {
        self.reads.set(Reads { everything: true, ..self.reads.get() });
    }

    /// True if findings of that code are reported.
    fn reports(&self, code: Code) -> bool {
        self.workspace.policy().reports(code)
    }

    /// A name that no thing has: `base`, or `base-2`, …
    fn free_name(&self, base: &str) -> SmolStr {
        let names = self.names();
        let free = |name: &SmolStr| names.definition(Namespace::Things, name).is_none();
        std::iter::once(SmolStr::new(base))
            .chain((2..).map(|number| format_smolstr!("{base}-{number}")))
            .find(free)
            .unwrap_or_default()
    }
}

/// An item as it is written, of a model or of a test.
#[derive(Clone, Copy)]
struct Written<'a> {
    item: &'a Item,
    text: &'a str,
    file: FileId,
    block: BlockId,
}

impl Written<'_> {
    fn origin(&self, span: Span) -> Origin {
        Origin { file: self.file, block: self.block, span }
    }
}

impl<'a> From<&'a ModelItem> for Written<'a> {
    fn from(item: &'a ModelItem) -> Self {
        Self { item: item.node(), text: item.text(), file: item.file, block: item.block }
    }
}

impl Diagnostic {
    /// The same with a change of the block that `origin` gives the place of.
    fn with_change(
        self,
        title: impl Into<String>,
        origin: impl Fn(Span) -> Origin,
        change: Change,
    ) -> Self {
        self.with_fix(title, origin(change.span), change.text)
    }

    /// The same with a change of the block of an item, if there is one.
    fn with_changes(
        self,
        title: impl Into<String>,
        item: &ModelItem,
        change: impl FnOnce(&ModelItem) -> Option<Change>,
    ) -> Self {
        match change(item) {
            Some(change) => self.with_change(title, |span| item.origin(span), change),
            None => self,
        }
    }
}

/// What was found in a block of a model.
#[derive(Default)]
pub(crate) struct Found {
    pub diagnostics: Arc<[Diagnostic]>,
    pub outlook: Outlook,
    /// What the block adds to the sums of the model.
    pub tally: Tally,
    /// Which lists of the model all this was made from.
    pub reads: Reads,
}

/// What is found in a block of a model.
pub(crate) fn findings(
    workspace: &Workspace,
    state: &ModelState,
    file: FileId,
    block: BlockId,
    tree: &Arc<Block>,
    fixes: bool,
) -> Found {
    let engine = &state.engine;
    let context = Context {
        workspace,
        model: &engine.model,
        engine,
        packs: &state.packs,
        file,
        block,
        lacks_packs: state.lacks_packs,
        fixes,
        reads: Cell::default(),
        threats: RefCell::default(),
    };
    let mut found = syntax::findings(file, block, tree);
    files::header(&context, tree, &mut found);
    let mut outlook = Outlook::default();
    let faulty = syntax::faulty_items(tree, engine.model.block_items(file, block), &engine.model);
    for id in engine.model.block_items(file, block) {
        let Some(item) = engine.model.item(*id) else { continue };
        let mut of_item = Vec::new();
        check_item(&context, *id, item, &mut of_item, &mut outlook);
        if faulty.contains(id) {
            of_item.retain(|finding| finding.severity == Severity::Error);
        }
        found.append(&mut of_item);
    }
    let found = allow::apply(workspace, file, block, tree, found);
    let tally = tally::of_block(&context);
    outlook.threats = context.take_threats();
    // What is kept takes no more room than it needs; this is done here, where all processors work.
    outlook.threats.shrink_to_fit();
    outlook.questions.shrink_to_fit();
    Found {
        diagnostics: settled(workspace, fixes, found).into(),
        outlook,
        tally,
        reads: context.reads.get(),
    }
}

fn check_item(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
    outlook: &mut Outlook,
) {
    if !table::placed(context, item, found) {
        return;
    }
    table::properties(item.into(), found);
    let vocabulary = values::Vocabulary {
        schema: &context.model.schema,
        left_out: &context.packs.left_out,
        lacks_packs: context.lacks_packs,
    };
    values::check(&vocabulary, item.into(), found);
    duplicates::check(context, id, item, found);
    packs::check(context, item, found);
    locked::check(context, item, found);
    references::check(context, id, item, found);
    claims::check(context, item, found);
    controls::check(context, id, item, found);
    fixed::check(context, id, item, found);
    spelling::check(context, id, item, found);
    diagram::check(context, id, item, found);
    decisions::check(context, id, item, found);
    for thing in context.model.things_of(id) {
        threats::open(context, item, &context.threats(*thing), found);
        partly::check(context, item, *thing, found);
    }
    process::check(context, id, item, found);
    let things = context.model.things_of(id).iter();
    let questions: Vec<OpenQuestion> =
        things.flat_map(|thing| context.model.questions(*thing)).collect();
    questions::open(context, item, &questions, found);
    outlook.questions.extend(questions);
}

/// The findings of a block of a file that belongs to no model: a knowledge base, or a file that does
/// not say what it is.
pub(crate) fn loose_findings(
    workspace: &Workspace,
    id: FileId,
    file: &File,
    block: BlockId,
    tree: &Arc<Block>,
    fixes: bool,
) -> Vec<Diagnostic> {
    let found = match file.header {
        Header::KnowledgeBase(..) => {
            let mut found = syntax::findings(id, block, tree);
            found.extend(workspace.pack_findings(id, block));
            packs::uses_of_pack(workspace, id, block, tree, &mut found);
            pack_tests::check(workspace, id, block, tree, &mut found);
            knowledge::check(workspace, id, block, tree, &mut found);
            found
        }
        _ => files::without_header(workspace, id, file, block, tree),
    };
    settled(workspace, fixes, allow::apply(workspace, id, block, tree, found))
}

/// The findings as the workspace wants to see them, their fixes taken off unless they are wanted.
fn settled(workspace: &Workspace, fixes: bool, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    workspace.policy().apply(&mut found);
    if !fixes {
        found.iter_mut().for_each(|finding| finding.fixes = Vec::new());
    }
    found
}
