//! Building models anew, when what changed is their frame: files, packs, imports, header.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use tm_grammar::tree::{Head, ValueKind};
use tm_grammar::words::ItemWord;

use super::file::relative_path;
use super::{Header, Import, ModelState, Workspace, add_counters, update_engine};
use crate::engine::{Engine, Foreign, Offer};
use crate::model::{Method, Settings, word_of_value};
use crate::schema::compile::rules_of_profile;
use crate::schema::{Level, PackId, Schema, Unknowns};
use crate::source::FileId;

impl Workspace {
    /// Builds anew what changed, and what uses it.
    pub(super) fn rebuild(&mut self) {
        let files_changed = std::mem::take(&mut self.files_changed);
        let mut names = std::mem::take(&mut self.new_models);
        let new_packs = std::mem::take(&mut self.new_packs);
        if files_changed {
            // What is sought by name or path may be found elsewhere now.
            names.extend(self.models.keys().cloned());
            self.wanted.clear();
            // What a file without a header could begin with may be another now.
            let loose = self.files.iter().filter(|(_, file)| file.header == Header::None);
            self.loose.extend(loose.map(|(id, _)| *id));
        }
        for (name, state) in &self.models {
            if state.packs.files.iter().any(|(file, _)| new_packs.contains(file)) {
                names.insert(name.clone());
            }
        }
        if files_changed || !new_packs.is_empty() {
            self.check_packs();
        }
        let mut names: Vec<SmolStr> = names.into_iter().collect();
        names.sort_unstable();
        for name in &names {
            self.models.remove(name);
        }
        for name in names {
            self.build(&name, &mut Vec::new());
        }
    }

    /// The files of a model, by path.
    pub(crate) fn files_of(&self, name: &str) -> Vec<FileId> {
        let mut files: Vec<(&SmolStr, FileId)> = self
            .files
            .iter()
            .filter(|(_, file)| file.header.model().is_some_and(|model| model == name))
            .map(|(id, file)| (&file.path, *id))
            .collect();
        files.sort_unstable();
        files.into_iter().map(|(_, id)| id).collect()
    }

    /// Builds a model and, before it, the models it imports. `open` holds those under way.
    fn build(&mut self, name: &SmolStr, open: &mut Vec<SmolStr>) {
        if self.models.contains_key(name) || open.contains(name) {
            return;
        }
        let files = self.files_of(name);
        if files.is_empty() {
            return;
        }
        open.push(name.clone());
        let (offers, imports) = self.gather_imports(&files, open);
        open.pop();
        let pack_files = self.pack_files(&files);
        let packs = self.compiled(pack_files);
        let settings = self.settings(&files);
        let active = self.active_rules(&files, &packs.schema, settings.risk_level);
        let mut engine = Engine::new(
            name.clone(),
            packs.schema.clone(),
            active,
            settings,
            files.as_slice().into(),
            offers,
        );
        for file in &files {
            if let Some(known) = self.files.get(file) {
                for (block, _, tree) in known.document.blocks() {
                    engine.set_block(*file, block, Some(tree));
                }
            }
            self.findings.remove_file(*file);
            self.changed.insert(*file);
        }
        let before = engine.counters;
        update_engine(&self.files, &mut engine);
        add_counters(&mut self.counters, before, engine.counters);
        let users = files.iter().copied().chain(packs.files.iter().map(|(file, _)| *file));
        let lacks_packs = self.lacks_packs(users);
        self.models.insert(name.clone(), ModelState { engine, packs, imports, lacks_packs });
    }

    /// What the imports of files offer, and where it comes from.
    fn gather_imports(
        &mut self,
        files: &[FileId],
        open: &mut Vec<SmolStr>,
    ) -> (FxHashMap<SmolStr, Offer>, Vec<Import>) {
        let mut offers = FxHashMap::default();
        let mut imports = Vec::new();
        for file in files {
            let Some(known) = self.files.get(file).cloned() else { continue };
            for (_, _, block) in known.document.blocks() {
                for item in &block.items {
                    let Head::Import(import) = &item.head else { continue };
                    let (Some(path), Some(alias)) = (&import.path, &import.alias) else { continue };
                    let Ok(path) = relative_path(&known.path, &path.value) else { continue };
                    self.wanted.insert(path.clone());
                    let model = self.imported_model(&path);
                    if let Some(model) = &model {
                        self.build(model, open);
                    }
                    let offer = self.offer(model.as_ref());
                    imports.push(Import { model, offer: offer.clone() });
                    offers.entry(alias.text.clone()).or_insert(offer);
                }
            }
        }
        (offers, imports)
    }

    /// The model of the file with that path.
    pub(crate) fn imported_model(&self, path: &str) -> Option<SmolStr> {
        let file = self.paths.get(path)?;
        self.files.get(file)?.header.model().cloned()
    }

    /// The elements of a model, for those that import it.
    fn offer(&self, name: Option<&SmolStr>) -> Offer {
        let Some(state) = name.and_then(|name| self.models.get(name)) else {
            return Offer::default();
        };
        let model = &state.engine.model;
        let elements = model.things().filter(|(_, thing)| thing.kind.is_element());
        Arc::new(
            elements
                .map(|(_, thing)| {
                    let foreign = Foreign {
                        kind: thing.kind,
                        type_name: model.schema.type_info(thing.type_id).name.clone(),
                        trust: thing.trust,
                    };
                    (thing.key.clone(), foreign)
                })
                .collect(),
        )
    }

    /// Builds anew the models whose imports offer something else now.
    pub(super) fn refresh_importers(&mut self) {
        let mut seen: FxHashSet<SmolStr> = FxHashSet::default();
        loop {
            let stale: Vec<SmolStr> = self
                .models
                .iter()
                .filter(|(name, state)| {
                    !seen.contains(*name)
                        && state
                            .imports
                            .iter()
                            .any(|import| import.offer != self.offer(import.model.as_ref()))
                })
                .map(|(name, _)| name.clone())
                .collect();
            if stale.is_empty() {
                break;
            }
            for name in stale {
                self.models.remove(&name);
                self.build(&name, &mut Vec::new());
                // Models that import each other in a circle are built once, not for ever.
                seen.insert(name);
            }
        }
    }

    fn settings(&self, files: &[FileId]) -> Settings {
        let mut settings = Settings {
            risk_level: Level::Medium,
            unknowns: None,
            rating: None,
            today: self.today,
            risks: self.policy.risks,
        };
        let header = files.iter().filter_map(|id| self.files.get(id)).find_map(|file| {
            let Header::Model(_) = file.header else { return None };
            file.document.block(file.header_block?)
        });
        let item =
            header.and_then(|block| block.items.iter().find(|item| item.word == ItemWord::Model));
        let word = |key: &str| {
            let property = item?.properties().find(|property| property.key.text == key)?;
            word_of_value(property.values.first()?)
        };
        if let Some(level) = word("risk-level").and_then(Level::parse) {
            settings.risk_level = level.min(Level::High);
        }
        settings.rating = match word("rating") {
            Some("likelihood-impact") => Some(Method::LikelihoodImpact),
            Some("dread") => Some(Method::Dread),
            Some("cvss") => Some(Method::Cvss),
            _ => None,
        };
        settings.unknowns = match word("unknowns") {
            Some("ask") => Some(Unknowns::Ask),
            Some("threat") => Some(Unknowns::Threat),
            Some("ignore") => Some(Unknowns::Ignore),
            _ => None,
        };
        settings
    }

    /// The rules that run: those of the packs that the model itself uses, by profile and
    /// methodology.
    fn active_rules(&mut self, files: &[FileId], schema: &Schema, risk: Level) -> Arc<[bool]> {
        let mut active = vec![false; schema.rules.len()];
        for file in files {
            for (_, block, index) in self.uses(*file) {
                let item = &block.items[index];
                let Ok(pack_file) = self.find_pack(*file, item) else { continue };
                let pack = schema.packs.iter().position(|pack| pack.origin.file == pack_file);
                let Some(pack) = pack.and_then(|index| u16::try_from(index).ok()) else { continue };
                let only = item
                    .properties()
                    .find(|property| property.key.text == "only")
                    .and_then(|property| property.values.first())
                    .and_then(word_of_value);
                let profile = only.unwrap_or(match risk {
                    Level::Low => "lite",
                    Level::Medium => "standard",
                    Level::High | Level::Critical => "comprehensive",
                });
                for rule in rules_of_profile(schema, PackId(pack), profile) {
                    active[rule.0 as usize] = true;
                }
            }
        }
        let methods = self.methodology(files);
        if !methods.is_empty() {
            for (index, rule) in schema.rules.iter().enumerate() {
                let fits = schema.category(&rule.category).is_none_or(|category| {
                    methods.iter().any(|method| match method.as_str() {
                        "stride" => !category.stride.is_empty(),
                        "linddun" => !category.linddun.is_empty(),
                        other => category.name == other,
                    })
                });
                active[index] &= fits;
            }
        }
        active.into()
    }

    fn methodology(&self, files: &[FileId]) -> Vec<SmolStr> {
        let mut methods = Vec::new();
        for file in files.iter().filter_map(|id| self.files.get(id)) {
            let Some(block) = file.header_block.and_then(|id| file.document.block(id)) else {
                continue;
            };
            let headers = block.items.iter().filter(|item| item.word == ItemWord::Model);
            for property in headers.flat_map(|item| item.properties()) {
                if property.key.text == "methodology" {
                    methods.extend(property.values.iter().filter_map(|value| match &value.kind {
                        ValueKind::Reference(_) => word_of_value(value).map(SmolStr::new),
                        _ => None,
                    }));
                }
            }
        }
        methods
    }

    /// Compiles every knowledge base of the workspace for its own findings.
    fn check_packs(&mut self) {
        let mut packs: Vec<FileId> = self
            .files
            .iter()
            .filter(|(_, file)| !file.shipped && matches!(file.header, Header::KnowledgeBase(..)))
            .map(|(id, _)| *id)
            .collect();
        packs.sort_unstable();
        for id in packs {
            let mut files = self.pack_files(&[id]);
            // What a pack uses gives it words alone; its own rules are what is checked.
            files.iter_mut().for_each(|(_, direct)| *direct = false);
            files.retain(|(file, _)| *file != id);
            files.push((id, true));
            let compiled = self.compiled(files);
            self.checked_packs.insert(id, compiled);
            self.loose.insert(id);
        }
    }
}
