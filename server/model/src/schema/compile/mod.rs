//! The compiler of knowledge bases: from the trees of packs to a [`Schema`].
//!
//! It runs in one pass over the declarations of all packs, in an order in which everything comes
//! after what it needs: words, facts and controls, types, derivations, rules, changes of rules.
//!
//! Invariants:
//! - Whatever does not type-check is left out and reported where it stands; everything else works.
//! - One fault gives one finding: a reference to something that was left out is not reported.
//! - The result depends on the packs and their order alone.
//!
//! Not for: finding packs and their versions (that is the caller's), tests inside packs, and the
//! evaluation of anything.

mod attributes;
mod changes;
mod claims;
mod comparisons;
mod declare;
mod expressions;
pub mod fields;
mod groupings;
mod membership;
mod order;
mod paths;
mod phrases;
mod properties;
mod references;
mod report;
mod rules;
mod scope;
mod subjects;
mod templates;
#[cfg(test)]
mod tests;
mod type_tests;
mod types;
mod values;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use tm_grammar::{Block, BlockId};

pub use changes::rules_of_profile;
pub use claims::{Claim, compile_claim};
pub(crate) use fields::{name_of_collection, name_of_field};
pub use paths::Things;
pub(crate) use phrases::listed;
pub(crate) use properties::shape_fault;
pub use references::pattern_covers;
pub use report::{LeftOut, Namespace};
pub use values::{BadValue, describe_value, value_for, values_for};

use super::Schema;
use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use declare::Declared;
use report::Report;

/// A knowledge base to compile.
#[derive(Clone, Debug)]
pub struct PackSource<'a> {
    /// The name under which it is used.
    pub name: SmolStr,
    /// Its file.
    pub file: FileId,
    /// The blocks of the file.
    pub blocks: &'a [(BlockId, Arc<Block>)],
    /// The model itself uses it. Only then its rules, questions, overrides and `disable` take part;
    /// the vocabulary of all packs is one.
    pub direct: bool,
}

/// What a compilation gives.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// Types, facts, controls, rules and the rest.
    pub schema: Schema,
    /// What is wrong in the packs, in their order.
    pub diagnostics: Vec<(FileId, BlockId, Diagnostic)>,
    /// The names that are declared but could not be made sense of. A model that uses one of them is
    /// not at fault.
    pub left_out: LeftOut,
}

impl Compiled {
    /// True if nothing was left out.
    pub fn is_complete(&self) -> bool {
        self.left_out.is_empty()
    }
}

/// Compiles packs, each after those that it uses.
pub fn compile(packs: &[PackSource<'_>]) -> Compiled {
    let mut report = Report::default();
    let mut schema = Schema::default();
    let (declared, headers) = Declared::gather(packs, &mut report);
    schema.packs = headers;
    attributes::compile_words(&declared, &mut schema, &mut report);
    let derivable = attributes::compile_attributes(&declared, &mut schema, &mut report);
    types::compile_types(&declared, &mut schema, &mut report);
    attributes::compile_derivations(&derivable, &mut schema, &mut report);
    rules::compile_categories(&declared, &mut schema, &mut report);
    rules::compile_events(&declared, &mut schema, &mut report);
    rules::compile_requirements(&declared, &mut schema, &mut report);
    rules::compile_rules(&declared, &mut schema, &mut report);
    rules::compile_questions(&declared, &mut schema, &mut report);
    changes::compile_counters(&declared, &mut schema, &mut report);
    changes::apply_changes(&declared, &mut schema, &mut report);
    changes::compile_moved(&declared, &mut schema, &mut report);
    changes::compile_profiles(&declared, &mut schema, &mut report);
    let mut diagnostics = report.diagnostics;
    sort(&mut diagnostics, packs);
    Compiled { schema, diagnostics, left_out: report.left_out }
}

/// Puts findings in the order of packs, blocks and text.
fn sort(diagnostics: &mut [(FileId, BlockId, Diagnostic)], packs: &[PackSource<'_>]) {
    if diagnostics.len() < 2 {
        return;
    }
    let blocks =
        packs.iter().flat_map(|pack| pack.blocks.iter().map(move |(block, _)| (pack.file, *block)));
    let places: FxHashMap<(FileId, BlockId), usize> = blocks.zip(0..).collect();
    diagnostics.sort_by_key(|(file, block, diagnostic)| {
        (places.get(&(*file, *block)).copied(), diagnostic.span)
    });
}
