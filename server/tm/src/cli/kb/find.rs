//! From a name to what has it, in all knowledge bases at hand.

use std::sync::Arc;

use tm_model::diagnostic::nearest;
use tm_model::schema::{AttributeId, Pack, PackId, RuleId, Schema, SharedSchema, TypeId};
use tm_model::source::FileId;
use tm_model::workspace::File;

use super::entries::{AttributeEntry, Entry, PackEntry, RuleEntry, TypeEntry};

/// A knowledge base at hand.
pub struct Source {
    pub schema: SharedSchema,
    pub file: Option<Arc<File>>,
    pub id: FileId,
    /// The path of its file; `None` if it ships.
    pub path: Option<String>,
}

/// The knowledge base of a file among those that a schema was made of.
pub fn pack(schema: &Schema, file: FileId) -> Option<(PackId, &Pack)> {
    let mut packs = (0u16..).map(PackId).zip(&schema.packs);
    packs.find(|(_, pack)| pack.origin.file == file)
}

impl Source {
    /// The knowledge base itself.
    pub fn pack(&self) -> Option<(PackId, &Pack)> {
        pack(&self.schema, self.id)
    }

    /// Its rules.
    pub fn rules(&self) -> impl Iterator<Item = RuleId> {
        let own = self.pack().map(|(id, _)| id);
        let rules = (0u32..).map(RuleId).zip(&self.schema.rules);
        rules.filter(move |(_, rule)| Some(rule.pack) == own).map(|(id, _)| id)
    }

    /// The types that it declares.
    pub fn types(&self) -> impl Iterator<Item = TypeId> {
        let own = self.pack().map(|(id, _)| id);
        let types = (0u32..).map(TypeId).zip(&self.schema.types);
        types.filter(move |(_, info)| info.pack.is_some() && info.pack == own).map(|(id, _)| id)
    }

    /// The facts and controls that it declares.
    pub fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        let own = self.pack().map(|(id, _)| id);
        let attributes = (0u32..).map(AttributeId).zip(&self.schema.attributes);
        attributes.filter(move |(_, info)| Some(info.pack) == own).map(|(id, _)| id)
    }
}

/// A rule's name without its pack.
pub fn bare(rule: &str) -> &str {
    rule.split_once('.').map_or(rule, |(_, bare)| bare)
}

/// All that has a name: a knowledge base alone; else every rule, type, control and fact called so,
/// with or without the name of its knowledge base.
pub fn named(sources: &[Source], name: &str) -> Vec<Entry> {
    let is_pack = |source: &&Source| source.pack().is_some_and(|(_, pack)| pack.name == name);
    let packs: Vec<Entry> = sources.iter().filter(is_pack).filter_map(PackEntry::of).collect();
    if !packs.is_empty() {
        return packs;
    }
    let mut entries = Vec::new();
    for source in sources {
        let Some((_, pack)) = source.pack() else { continue };
        let inner = match name.split_once('.') {
            Some((of, inner)) if pack.name == of => inner,
            Some(_) => continue,
            None => name,
        };
        let schema = &source.schema;
        let rules = source.rules().filter(|id| bare(&schema.rule(*id).name) == inner);
        entries.extend(rules.map(|id| RuleEntry::of(source, sources, id)));
        let types = source.types().filter(|id| schema.type_info(*id).name == inner);
        entries.extend(types.map(|id| TypeEntry::of(source, sources, id)));
        let attributes = source.attributes().filter(|id| schema.attribute(*id).name == inner);
        entries.extend(attributes.map(|id| AttributeEntry::of(source, sources, id)));
    }
    entries
}

/// The known name that was probably meant.
pub fn nearest_name(sources: &[Source], name: &str) -> Option<String> {
    let mut known: Vec<&str> = Vec::new();
    for source in sources {
        let schema = &source.schema;
        known.extend(source.pack().map(|(_, pack)| pack.name.as_str()));
        for rule in source.rules().map(|id| &schema.rule(id).name) {
            known.extend([rule.as_str(), bare(rule)]);
        }
        known.extend(source.types().map(|id| schema.type_info(id).name.as_str()));
        known.extend(source.attributes().map(|id| schema.attribute(id).name.as_str()));
    }
    nearest(name, known).map(str::to_owned)
}
