//! The workspace: all files, the models they make up and the packs they use; the one writer.
//!
//! A text goes in with [`Workspace::set_file`] or [`Workspace::edit`], and [`Workspace::update`]
//! brings models and findings up to date. [`Workspace::snapshot`] gives what requests work on.
//!
//! Invariants:
//! - After an update, models and findings equal those of a new workspace with the same files.
//! - An edit inside a file of a model goes to that model's engine alone. What changes the frame of
//!   a model (which files, packs and imports it has, its header) builds the model anew.
//! - This layer opens no file: paths that are wanted and not there are listed by
//!   [`Workspace::wanted`], and whoever owns the workspace brings them or does not.

mod file;
mod findings;
mod packs;
mod rebuild;
mod trial;
mod unmoved;

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use tm_grammar::BlockId;

use file::frame;
pub(crate) use file::relative_path;
pub use file::{File, Header};
use findings::Findings;
pub use findings::Outlook;
pub(crate) use packs::{PackProblem, Packs};

use crate::checks::{self, Found};
use crate::diagnostic::Diagnostic;
use crate::engine::{Counters, Engine, Offer, Reads, Tally};
use crate::lock::Lock;
use crate::model::Model;
use crate::parallel;
use crate::policy::Policy;
use crate::schema::SharedSchema;
use crate::source::FileId;

/// A model and what keeps it up to date.
pub(crate) struct ModelState {
    pub engine: Engine,
    pub packs: Arc<Packs>,
    /// Imported models by alias: where from, and what they offered when this was built.
    pub imports: Vec<Import>,
    /// Some `use`, of the model or of a pack, names a pack that cannot be had.
    pub lacks_packs: bool,
}

/// An import of a model.
#[derive(Clone, Debug)]
pub(crate) struct Import {
    pub model: Option<SmolStr>,
    pub offer: Offer,
}

/// All files and what they mean.
pub struct Workspace {
    today: i64,
    /// Shared with snapshots.
    files: Arc<FxHashMap<FileId, Arc<File>>>,
    paths: FxHashMap<SmolStr, FileId>,
    next_file: u32,
    models: FxHashMap<SmolStr, ModelState>,
    compiled: packs::Compilations,
    /// Knowledge bases compiled for their own findings.
    checked_packs: FxHashMap<FileId, Arc<Packs>>,
    findings: Findings,
    wanted: FxHashSet<SmolStr>,
    // What the next update has to do.
    edited: Vec<(FileId, BlockId)>,
    new_models: FxHashSet<SmolStr>,
    new_packs: FxHashSet<FileId>,
    /// Files whose findings have nothing to do with a model, or not any more.
    loose: FxHashSet<FileId>,
    /// A file came or went, so what is sought by name or path may be found elsewhere.
    files_changed: bool,
    /// Files whose findings differ from when they were last asked for.
    changed: FxHashSet<FileId>,
    counters: Counters,
    policy: Policy,
    lock: Lock,
}

impl Workspace {
    /// An empty workspace on a day, counted from 1970-01-01.
    pub fn new(today: i64) -> Self {
        Self {
            today,
            files: Arc::default(),
            paths: FxHashMap::default(),
            next_file: 0,
            models: FxHashMap::default(),
            compiled: FxHashMap::default(),
            checked_packs: FxHashMap::default(),
            findings: Findings::default(),
            wanted: FxHashSet::default(),
            edited: Vec::new(),
            new_models: FxHashSet::default(),
            new_packs: FxHashSet::default(),
            loose: FxHashSet::default(),
            files_changed: false,
            changed: FxHashSet::default(),
            counters: Counters::default(),
            policy: Policy::default(),
            lock: Lock::default(),
        }
    }

    /// Changes which findings are reported, how severe they are, and what makes a risk.
    pub fn set_policy(&mut self, policy: Policy) {
        if policy != self.policy {
            self.policy = policy;
            // All models, and all that belongs to none, are looked at again.
            self.files_changed = true;
        }
    }

    /// Changes what was agreed on, with which models are compared.
    pub fn set_lock(&mut self, lock: Lock) {
        if lock != self.lock {
            self.lock = lock;
            // All models are looked at again.
            self.files_changed = true;
        }
    }

    /// What was agreed on.
    pub(crate) fn lock(&self) -> &Lock {
        &self.lock
    }

    /// What this workspace decides for itself.
    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The file of that number.
    pub fn file(&self, id: FileId) -> Option<&Arc<File>> {
        self.files.get(&id)
    }

    /// The number of the file with that path.
    pub fn find_file(&self, path: &str) -> Option<FileId> {
        self.paths.get(path).copied()
    }

    /// All files that do not ship, by number.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &Arc<File>)> {
        self.files.iter().filter(|(_, file)| !file.shipped).map(|(id, file)| (*id, file))
    }

    /// Puts a text in the place of a file's whole text, or adds the file. The path is relative to
    /// the root, with `/` between folders.
    pub fn set_file(&mut self, path: &str, text: &str) -> FileId {
        let path = SmolStr::new(path);
        if let Some(id) = self.paths.get(&path).copied() {
            if self.files[&id].document.text() != text {
                self.forget(id);
                self.files_mut().insert(id, Arc::new(File::new(path, text, false)));
                self.introduce(id);
            }
            return id;
        }
        self.insert_file(File::new(path, text, false))
    }

    fn files_mut(&mut self) -> &mut FxHashMap<FileId, Arc<File>> {
        Arc::make_mut(&mut self.files)
    }

    fn insert_file(&mut self, file: File) -> FileId {
        let id = FileId(self.next_file);
        self.next_file += 1;
        self.paths.insert(file.path.clone(), id);
        let shipped = file.shipped;
        self.files_mut().insert(id, Arc::new(file));
        if !shipped {
            self.introduce(id);
        }
        id
    }

    /// Takes a file out of the workspace.
    pub fn remove_file(&mut self, id: FileId) {
        if self.files.contains_key(&id) {
            self.forget(id);
            if let Some(file) = self.files_mut().remove(&id) {
                self.paths.remove(&file.path);
            }
            self.findings.remove_file(id);
            self.checked_packs.remove(&id);
            self.loose.remove(&id);
            self.new_packs.remove(&id);
            self.changed.insert(id);
        }
    }

    /// What the file was to its model or to those that use it is no more.
    fn forget(&mut self, id: FileId) {
        self.files_changed = true;
        let header = self.files[&id].header.clone();
        match header {
            Header::Model(name) | Header::Part(name) => {
                self.new_models.insert(name);
            }
            Header::KnowledgeBase(..) => self.pack_changed(id),
            Header::None => {}
        }
        self.findings.remove_file(id);
    }

    /// What the file is now must be taken in.
    fn introduce(&mut self, id: FileId) {
        self.files_changed = true;
        match self.files[&id].header.clone() {
            Header::Model(name) | Header::Part(name) => {
                self.new_models.insert(name);
            }
            Header::KnowledgeBase(..) => self.pack_changed(id),
            Header::None => {
                self.loose.insert(id);
            }
        }
    }

    fn pack_changed(&mut self, id: FileId) {
        self.compiled.retain(|files, _| !files.iter().any(|(file, _)| *file == id));
        self.new_packs.insert(id);
    }

    /// Replaces a range of a file's text. The range is in bytes and may reach past the end; an end
    /// inside a character moves to its start.
    pub fn edit(&mut self, id: FileId, range: Range<usize>, replacement: &str) {
        let Some(file) = self.files_mut().get_mut(&id) else { return };
        let file = Arc::make_mut(file);
        let change = file.document.edit(range, replacement);
        let touched: Vec<BlockId> = change.changed.iter().chain(&change.added).copied().collect();
        let (header, header_block) = Header::of(&file.document);
        let mut same_frame = header == file.header && header_block == file.header_block;
        for block in change.removed.iter().chain(&touched) {
            let now = file.document.block(*block).map(|tree| frame(tree)).unwrap_or_default();
            same_frame &= file.frames.get(block).map_or(now.is_empty(), |before| *before == now);
        }
        if !same_frame {
            self.forget(id);
            if let Some(file) = self.files_mut().get_mut(&id) {
                let file = Arc::make_mut(file);
                file.header = header;
                file.header_block = header_block;
                file.frames = file::frames(&file.document);
            }
            self.introduce(id);
            return;
        }
        match &self.files[&id].header {
            Header::Model(_) | Header::Part(_) => {
                let gone = change.removed.iter().copied();
                self.edited.extend(touched.iter().copied().chain(gone).map(|block| (id, block)));
            }
            Header::KnowledgeBase(..) => self.pack_changed(id),
            Header::None => {
                self.loose.insert(id);
            }
        }
    }

    /// Changes the day of the analysis.
    pub fn set_today(&mut self, today: i64) {
        if today != self.today {
            self.today = today;
            self.new_models.extend(self.models.keys().cloned());
        }
    }

    /// The day of the analysis, counted from 1970-01-01.
    pub fn today(&self) -> i64 {
        self.today
    }

    /// Paths that some `import` or `use` names, relative to the root, and that no file has.
    pub fn wanted(&self) -> Vec<SmolStr> {
        let mut wanted: Vec<SmolStr> =
            self.wanted.iter().filter(|path| !self.paths.contains_key(*path)).cloned().collect();
        wanted.sort_unstable();
        wanted
    }

    /// True if some `import` or `use` names the path, whether a file has it or not.
    pub fn is_wanted(&self, path: &str) -> bool {
        self.wanted.contains(path)
    }

    /// Brings models and findings up to date.
    pub fn update(&mut self) {
        self.update_models();
        self.refresh_findings();
    }

    /// Brings models up to date, and leaves their findings to the next [`Self::update`]: for whoever
    /// asks for single threats and needs no findings.
    pub fn update_models(&mut self) {
        let edited = std::mem::take(&mut self.edited);
        if self.frame_changed() {
            self.rebuild();
        }
        self.follow_pointers(&edited);
        self.apply_edits(edited);
        self.refresh_importers();
    }

    /// Findings that point into edited blocks are made anew, if what they point at may have moved.
    fn follow_pointers(&mut self, edited: &[(FileId, BlockId)]) {
        let mut pointing: FxHashSet<(FileId, BlockId)> = FxHashSet::default();
        for place in edited {
            // Most blocks are pointed at by nobody.
            if !self.findings.is_pointed_into(*place) {
                continue;
            }
            let same = self.same_start(*place);
            pointing.extend(self.findings.pointing_behind(*place, same));
        }
        for (file, block) in pointing {
            let header = self.files.get(&file).map(|file| &file.header);
            match header.map(Header::model) {
                Some(Some(model)) => {
                    if let Some(state) = self.models.get_mut(model) {
                        state.engine.stale.insert((file, block));
                    }
                }
                Some(None) => {
                    self.loose.insert(file);
                }
                None => {}
            }
        }
    }

    /// How many bytes at the start of an edited block are as they were when its model was made.
    fn same_start(&self, (file, block): (FileId, BlockId)) -> usize {
        let known = self.files.get(&file).and_then(|known| {
            let new = known.document.block(block)?;
            let state = self.models.get(known.header.model()?)?;
            let items = state.engine.model.block_items(file, block);
            let old = items.first().and_then(|item| state.engine.model.item(*item))?;
            Some(unmoved::unmoved(&old.tree, new))
        });
        known.unwrap_or(0)
    }

    fn frame_changed(&self) -> bool {
        self.files_changed || !self.new_models.is_empty() || !self.new_packs.is_empty()
    }

    /// Gives edited blocks to the engines of their models.
    fn apply_edits(&mut self, edited: Vec<(FileId, BlockId)>) {
        let mut by_model: FxHashMap<SmolStr, Vec<(FileId, BlockId)>> = FxHashMap::default();
        for (file, block) in edited {
            if let Some(name) = self.files.get(&file).and_then(|file| file.header.model()) {
                by_model.entry(name.clone()).or_default().push((file, block));
            }
        }
        for (name, blocks) in by_model {
            let Some(state) = self.models.get_mut(&name) else { continue };
            let before = state.engine.counters;
            for (file, block) in blocks {
                let tree = self.files.get(&file).and_then(|file| file.document.block(block));
                state.engine.set_block(file, block, tree);
            }
            update_engine(&self.files, &mut state.engine);
            add_counters(&mut self.counters, before, state.engine.counters);
        }
    }

    /// The files whose findings changed since this was last asked.
    pub fn take_changed(&mut self) -> Vec<FileId> {
        let mut changed: Vec<FileId> = self.changed.drain().collect();
        changed.sort_unstable();
        changed
    }

    /// The findings of a file: for each block that has some, where it starts and what they are.
    pub fn findings(&self, id: FileId) -> Vec<(usize, Arc<[Diagnostic]>)> {
        let (Some(file), Some(findings)) = (self.files.get(&id), self.findings.of_file(id)) else {
            return Vec::new();
        };
        let mut found: Vec<(usize, Arc<[Diagnostic]>)> = findings
            .iter()
            .filter(|(_, list)| !list.is_empty())
            .filter_map(|(block, list)| Some((file.document.start_of(*block)?, list.clone())))
            .collect();
        found.sort_by_key(|(start, _)| *start);
        found
    }

    /// The findings of one block of a file.
    pub fn findings_of_block(&self, id: FileId, block: BlockId) -> Option<&Arc<[Diagnostic]>> {
        self.findings.of_block(id, block)
    }

    /// The threats and questions on what a block of a file declares, in the order of the text.
    pub fn outlook_of_block(&self, id: FileId, block: BlockId) -> Option<&Outlook> {
        self.findings.outlook((id, block))
    }

    /// The findings of a block of a file, with the changes that would settle them.
    pub fn findings_with_fixes(&self, id: FileId, block: BlockId) -> Vec<Diagnostic> {
        let Some(file) = self.files.get(&id) else { return Vec::new() };
        let Some(tree) = file.document.block(block) else { return Vec::new() };
        match file.header.model() {
            None => checks::loose_findings(self, id, file, block, tree, true),
            Some(model) => self.models.get(model).map_or_else(Vec::new, |state| {
                checks::findings(self, state, id, block, tree, true).diagnostics.to_vec()
            }),
        }
    }

    /// The models that a model imports.
    pub(crate) fn imports_of(&self, model: &str) -> Vec<SmolStr> {
        let imports = self.models.get(model).map_or(&[][..], |state| &state.imports);
        imports.iter().filter_map(|import| import.model.clone()).collect()
    }

    /// How much work has been done since the workspace was made.
    pub fn counters(&self) -> Counters {
        self.counters
    }

    /// Everything as it is now; later edits do not change it.
    pub fn snapshot(&self) -> Snapshot {
        let mut models: Vec<Model> =
            self.models.values().map(|state| state.engine.model.clone()).collect();
        models.sort_by(|left, right| left.name.cmp(&right.name));
        let schemas =
            self.checked_packs.iter().map(|(file, packs)| (*file, packs.schema.clone())).collect();
        Snapshot { files: Arc::clone(&self.files), models, schemas, today: self.today }
    }

    /// Makes the findings of some blocks of a model anew.
    fn check_blocks(
        &mut self,
        model: &str,
        blocks: Vec<(FileId, BlockId)>,
        updates: &mut Vec<(FileId, BlockId, Arc<[Diagnostic]>)>,
        gone: &mut Vec<(FileId, BlockId)>,
    ) {
        let Some(state) = self.models.get(model) else { return };
        let check = |(file, block): &(FileId, BlockId)| {
            let tree = self.files.get(file)?.document.block(*block)?;
            Some(checks::findings(self, state, *file, *block, tree, false))
        };
        let checked = parallel::map_blocks(&blocks, check);
        self.counters.blocks_checked += blocks.len() as u64;
        let mut notes: Vec<((FileId, BlockId), Option<Tally>, Reads)> = Vec::new();
        for ((file, block), found) in blocks.into_iter().zip(checked) {
            match found {
                Some(Found { diagnostics, outlook, tally, reads }) => {
                    updates.push((file, block, diagnostics));
                    self.findings.set_outlook((file, block), outlook);
                    notes.push(((file, block), Some(tally), reads));
                }
                None => {
                    gone.push((file, block));
                    notes.push(((file, block), None, Reads::default()));
                }
            }
        }
        let Some(state) = self.models.get_mut(model) else { return };
        for ((file, block), _, reads) in &notes {
            state.engine.note_reads(*file, *block, *reads);
        }
        state.engine.census.settle(notes.into_iter());
    }

    fn refresh_findings(&mut self) {
        let mut updates: Vec<(FileId, BlockId, Arc<[Diagnostic]>)> = Vec::new();
        let mut gone: Vec<(FileId, BlockId)> = Vec::new();
        let names: Vec<SmolStr> = self.models.keys().cloned().collect();
        for name in names {
            let Some(state) = self.models.get_mut(&name) else { continue };
            state.engine.mark_readers_of_everything();
            let mut stale = std::mem::take(&mut state.engine.stale);
            if std::mem::take(&mut state.engine.all_stale) {
                for file in state.engine.model.files.iter() {
                    if let Some(known) = self.files.get(file) {
                        stale.extend(known.document.blocks().map(|(block, ..)| (*file, block)));
                    }
                }
            }
            state.engine.foresee_counts();
            self.check_blocks(&name, stale.into_iter().collect(), &mut updates, &mut gone);
            // What reads sums is made anew once these are known. It adds nothing to them.
            let Some(state) = self.models.get_mut(&name) else { continue };
            let late = state.engine.census.take_late();
            self.check_blocks(&name, late, &mut updates, &mut gone);
        }
        let loose = std::mem::take(&mut self.loose);
        for id in loose {
            // A file may have become part of a model since.
            if let Some(file) = self.files.get(&id)
                && file.header.model().is_none()
            {
                for (block, _, tree) in file.document.blocks() {
                    updates.push((
                        id,
                        block,
                        checks::loose_findings(self, id, file, block, tree, false).into(),
                    ));
                }
                let alive = |block: &BlockId| file.document.block(*block).is_some();
                if let Some(known) = self.findings.of_file(id) {
                    gone.extend(
                        known.keys().filter(|block| !alive(block)).map(|block| (id, *block)),
                    );
                }
            }
        }
        for (file, block) in gone {
            if self.findings.remove_block((file, block)) {
                self.changed.insert(file);
            }
        }
        for (file, block, list) in updates {
            if self.findings.set((file, block), list) {
                self.changed.insert(file);
            }
        }
    }
}

/// Everything of a workspace at one moment.
#[derive(Clone)]
pub struct Snapshot {
    files: Arc<FxHashMap<FileId, Arc<File>>>,
    models: Vec<Model>,
    /// What the knowledge bases of the workspace say, each with the packs that it uses.
    schemas: FxHashMap<FileId, SharedSchema>,
    today: i64,
}

impl Snapshot {
    /// The file of that number.
    pub fn file(&self, id: FileId) -> Option<&Arc<File>> {
        self.files.get(&id)
    }

    /// All files, those that ship among them, by number.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &Arc<File>)> {
        self.files.iter().map(|(id, file)| (*id, file))
    }

    /// All models, by name.
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// The model that a file starts or belongs to.
    pub fn model_of(&self, id: FileId) -> Option<&Model> {
        let name = self.files.get(&id)?.header.model()?;
        self.models.iter().find(|model| model.name == *name)
    }

    /// The vocabulary and rules that a file can name: those of its model, of the knowledge base that
    /// it holds and what that uses, or of a model that uses the knowledge base.
    pub fn schema_of(&self, id: FileId) -> Option<&SharedSchema> {
        if let Some(model) = self.model_of(id) {
            return Some(&model.schema);
        }
        self.schemas.get(&id).or_else(|| {
            let uses =
                |schema: &SharedSchema| schema.packs.iter().any(|pack| pack.origin.file == id);
            let schemas = self.models.iter().map(|model| &model.schema);
            schemas.chain(self.schemas.values()).find(|schema| uses(schema))
        })
    }

    /// The model at a path, as an `import` in the file `from` writes it.
    pub fn imported(&self, from: FileId, reference: &str) -> Option<&Model> {
        self.model_of(self.file_from(from, reference)?)
    }

    /// The file at a path, as an `import` or `use` in the file `from` writes it.
    pub fn file_from(&self, from: FileId, reference: &str) -> Option<FileId> {
        let path = relative_path(&self.file(from)?.path, reference).ok()?;
        self.files.iter().find(|(_, file)| file.path == path).map(|(id, _)| *id)
    }

    /// The day of the analysis, counted from 1970-01-01.
    pub fn today(&self) -> i64 {
        self.today
    }
}

fn update_engine(files: &FxHashMap<FileId, Arc<File>>, engine: &mut Engine) {
    let order_of_files = engine.model.files.clone();
    engine.update(&|file, block| {
        let position = order_of_files.iter().position(|other| *other == file);
        let index = files.get(&file).and_then(|file| file.document.index_of(block));
        (position.unwrap_or(usize::MAX), index.unwrap_or(usize::MAX))
    });
}

fn add_counters(total: &mut Counters, before: Counters, after: Counters) {
    total.names_resolved += after.names_resolved - before.names_resolved;
    total.facts_derived += after.facts_derived - before.facts_derived;
    total.rules_evaluated += after.rules_evaluated - before.rules_evaluated;
}
