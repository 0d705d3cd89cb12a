//! Which knowledge bases a model or pack uses, found and put in an order; and their compilation.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use tm_grammar::tree::{Head, Item, UseSource};
use tm_grammar::words::ItemWord;
use tm_grammar::{Block, BlockId};

use super::file::{Header, relative_path};
use super::{File, Workspace};
use crate::checks::Overview;
use crate::schema::SharedSchema;
use crate::schema::compile::{Compiled, LeftOut, PackSource, compile};
use crate::shipped::{SHIPPED, shipped, shipped_path};
use crate::source::FileId;

/// Why a pack that is used cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PackProblem {
    /// Nobody ships it and no file of the workspace holds it.
    NotFound,
    /// It is there in another version.
    Version(SmolStr),
    /// The path may not be opened.
    Path(&'static str),
    /// The file is there and holds no knowledge base.
    NotAPack,
}

/// A pack that is used, compiled with what it needs.
#[derive(Debug)]
pub(crate) struct Packs {
    pub schema: SharedSchema,
    pub left_out: LeftOut,
    /// The files of the packs, in the order in which they were compiled, and whether the user uses
    /// them itself.
    pub files: Vec<(FileId, bool)>,
    /// Findings in the packs, by file and block.
    pub diagnostics: Vec<(FileId, BlockId, crate::diagnostic::Diagnostic)>,
    /// What the last of them reads and tests, once somebody asks for findings about it.
    pub overview: OnceLock<Overview>,
}

impl Workspace {
    /// The file that holds the pack a `use` names; a shipped pack is taken in when it is first used.
    pub(crate) fn find_pack(&mut self, from: FileId, item: &Item) -> Result<FileId, PackProblem> {
        if let Head::Use(used) = &item.head {
            match &used.source {
                Some(UseSource::Name(name)) => {
                    let name = crate::engine::full_name(name);
                    if let Some(text) = shipped(&name) {
                        self.shipped_file(&name, text);
                    }
                }
                Some(UseSource::Path(path)) => {
                    if let Some(path) = self.path_from(from, &path.value) {
                        self.wanted.insert(path);
                    }
                }
                None => {}
            }
        }
        self.locate_pack(from, item)
    }

    /// The path that a file means by a reference, if it may be opened.
    pub(crate) fn path_from(&self, from: FileId, reference: &str) -> Option<SmolStr> {
        relative_path(&self.file(from)?.path, reference).ok()
    }

    /// The file that holds the pack a `use` names, among those that are there.
    pub(crate) fn locate_pack(&self, from: FileId, item: &Item) -> Result<FileId, PackProblem> {
        let Head::Use(used) = &item.head else { return Err(PackProblem::NotFound) };
        let found = match &used.source {
            None => return Err(PackProblem::NotFound),
            Some(UseSource::Path(path)) => {
                let from = self.file(from).map(|file| file.path.clone()).unwrap_or_default();
                let path = relative_path(&from, &path.value)
                    .map_err(|problem| PackProblem::Path(problem.advice()))?;
                self.paths.get(&path).copied().ok_or(PackProblem::NotFound)?
            }
            Some(UseSource::Name(name)) => {
                let name = crate::engine::full_name(name);
                let shipped = self.paths.get(shipped_path(&name).as_str()).copied();
                let in_workspace = || {
                    self.files
                        .iter()
                        .filter(|(_, file)| {
                            matches!(&file.header, Header::KnowledgeBase(known, _) if *known == name)
                        })
                        .min_by(|left, right| left.1.path.cmp(&right.1.path))
                        .map(|(id, _)| *id)
                };
                shipped.or_else(in_workspace).ok_or(PackProblem::NotFound)?
            }
        };
        let Some(Header::KnowledgeBase(_, version)) = self.file(found).map(|file| &file.header)
        else {
            return Err(PackProblem::NotAPack);
        };
        match &used.version {
            Some(wanted) if !satisfies(version, &wanted.text) => {
                Err(PackProblem::Version(version.clone()))
            }
            _ => Ok(found),
        }
    }

    /// Takes in the packs that ship, whether or not anything uses them, and tells their files.
    pub fn take_in_shipped(&mut self) -> Vec<FileId> {
        SHIPPED.iter().map(|(name, text)| self.shipped_file(name, text)).collect()
    }

    /// What a knowledge base says, compiled with what it uses. Only its own rules are active.
    pub fn schema_of_pack(&mut self, file: FileId) -> SharedSchema {
        let mut files = self.pack_files(&[file]);
        files.iter_mut().for_each(|(_, direct)| *direct = false);
        files.retain(|(used, _)| *used != file);
        files.push((file, true));
        self.compiled(files).schema.clone()
    }

    fn shipped_file(&mut self, name: &str, text: &str) -> FileId {
        let path = SmolStr::from(shipped_path(name));
        if let Some(id) = self.paths.get(&path) {
            return *id;
        }
        self.insert_file(File::new(path, text, true))
    }

    /// The `use` items of a file, each with its block.
    pub(crate) fn uses(&self, file: FileId) -> Vec<(BlockId, Arc<Block>, usize)> {
        let Some(file) = self.file(file) else { return Vec::new() };
        file.document
            .blocks()
            .filter(|(_, _, block)| !block.is_deferred_test())
            .flat_map(|(id, _, block)| {
                let uses = block.items.iter().enumerate();
                uses.filter(|(_, item)| item.word == ItemWord::Use)
                    .map(move |(index, _)| (id, block.clone(), index))
            })
            .collect()
    }

    /// The packs that files use, each after those that it uses itself.
    pub(crate) fn pack_files(&mut self, users: &[FileId]) -> Vec<(FileId, bool)> {
        let mut order: Vec<(FileId, bool)> = Vec::new();
        for user in users {
            for (_, block, index) in self.uses(*user) {
                if let Ok(pack) = self.find_pack(*user, &block.items[index]) {
                    self.add_pack(pack, true, &mut order, &mut vec![*user]);
                }
            }
        }
        order
    }

    fn add_pack(
        &mut self,
        pack: FileId,
        direct: bool,
        order: &mut Vec<(FileId, bool)>,
        open: &mut Vec<FileId>,
    ) {
        if let Some(known) = order.iter_mut().find(|(known, _)| *known == pack) {
            known.1 |= direct;
            return;
        }
        // Packs that use each other in a circle give each other what can be had.
        if open.contains(&pack) {
            return;
        }
        open.push(pack);
        for (_, block, index) in self.uses(pack) {
            if let Ok(used) = self.find_pack(pack, &block.items[index]) {
                self.add_pack(used, false, order, open);
            }
        }
        open.pop();
        order.push((pack, direct));
    }

    /// A knowledge base of the workspace, compiled with what it uses.
    pub(crate) fn packs_of(&self, file: FileId) -> Option<&Arc<Packs>> {
        self.checked_packs.get(&file)
    }

    /// True if some `use` in the files names a pack that cannot be had.
    pub(crate) fn lacks_packs(&self, files: impl IntoIterator<Item = FileId>) -> bool {
        files.into_iter().any(|file| {
            self.uses(file)
                .iter()
                .any(|(_, block, index)| self.locate_pack(file, &block.items[*index]).is_err())
        })
    }

    /// The findings of a block of a knowledge base, from its own compilation.
    pub(crate) fn pack_findings(
        &self,
        file: FileId,
        block: BlockId,
    ) -> Vec<crate::diagnostic::Diagnostic> {
        let Some(packs) = self.checked_packs.get(&file) else { return Vec::new() };
        packs
            .diagnostics
            .iter()
            .filter(|(of_file, of_block, _)| (*of_file, *of_block) == (file, block))
            .map(|(.., finding)| finding.clone())
            .collect()
    }

    /// The packs, compiled; the same packs in the same order are compiled once.
    pub(crate) fn compiled(&mut self, files: Vec<(FileId, bool)>) -> Arc<Packs> {
        if let Some(known) = self.compiled.get(&files) {
            return known.clone();
        }
        let blocks: Vec<Vec<(BlockId, Arc<Block>)>> = files
            .iter()
            .map(|(id, _)| {
                self.file(*id).map_or_else(Vec::new, |file| {
                    let blocks = file.document.blocks();
                    let of_compiler = blocks.filter(|(_, _, block)| !block.is_deferred_test());
                    of_compiler.map(|(id, _, block)| (id, block.clone())).collect()
                })
            })
            .collect();
        let sources: Vec<PackSource<'_>> = files
            .iter()
            .zip(&blocks)
            .map(|((file, direct), blocks)| PackSource {
                name: match self.file(*file).map(|file| &file.header) {
                    Some(Header::KnowledgeBase(name, _)) => name.clone(),
                    _ => SmolStr::default(),
                },
                file: *file,
                blocks,
                direct: *direct,
            })
            .collect();
        let Compiled { schema, diagnostics, left_out, .. } = compile(&sources);
        let packs = Arc::new(Packs {
            schema: Arc::new(schema),
            left_out,
            files: files.clone(),
            diagnostics,
            overview: OnceLock::new(),
        });
        self.compiled.insert(files, packs.clone());
        packs
    }
}

/// True if a version is at least the wanted one and of the same first number.
fn satisfies(version: &str, wanted: &str) -> bool {
    let numbers = |text: &str| -> Vec<u64> {
        text.split('.').map(|part| part.parse().unwrap_or(0)).collect()
    };
    let (version, wanted) = (numbers(version), numbers(wanted));
    version.first() == wanted.first() && version >= wanted
}

/// The compiled packs of a workspace, by their files.
pub(crate) type Compilations = FxHashMap<Vec<(FileId, bool)>, Arc<Packs>>;

#[cfg(test)]
mod tests {
    use super::satisfies;

    #[test]
    fn a_later_version_of_the_same_first_number_will_do() {
        assert!(satisfies("1.4.0", "1.4"));
        assert!(satisfies("1.10", "1.4"));
        assert!(!satisfies("1.3.9", "1.4"));
        assert!(!satisfies("2.0", "1.4"));
        assert!(!satisfies("1.4", "1.4.1"));
    }
}
