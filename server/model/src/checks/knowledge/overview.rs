//! What a knowledge base reads and tests, gathered once for all its findings.

use rustc_hash::FxHashSet;
use smol_str::{SmolStr, format_smolstr};
use tm_grammar::tree::{Head, Item, Member};
use tm_grammar::words::ItemWord;

use crate::engine::full_name;
use crate::schema::{AttributeId, Part, Read, Schema, Test, What};
use crate::source::FileId;
use crate::workspace::{Packs, Workspace};

/// What a knowledge base reads and tests.
#[derive(Debug, Default)]
pub(crate) struct Overview {
    /// Facts and controls that some rule, derivation or requirement reads.
    pub read: FxHashSet<AttributeId>,
    /// Facts and controls that some rule reads.
    pub in_rules: FxHashSet<AttributeId>,
    /// The full names of rules that some test mentions.
    pub tested: FxHashSet<SmolStr>,
    /// There are rules.
    pub has_rules: bool,
}

impl Overview {
    /// What the knowledge base in a file reads and tests.
    pub(super) fn of(workspace: &Workspace, packs: &Packs, file: FileId) -> Self {
        let schema = &packs.schema;
        let mut overview = Self {
            has_rules: schema.rules.iter().any(|rule| rule.origin.file == file),
            ..Self::default()
        };
        for rule in &schema.rules {
            for test in std::iter::once(&rule.when).chain(&rule.unless) {
                note(test, &mut overview.in_rules);
            }
            overview.in_rules.extend(&rule.answers);
        }
        overview.read.clone_from(&overview.in_rules);
        derivations(schema, &mut overview.read);
        let demanded = schema.requirements.iter().flat_map(|requirement| &requirement.with);
        overview.read.extend(demanded);
        let counters = (0u32..).map(AttributeId).zip(&schema.attributes);
        let counters = counters.filter(|(_, info)| !info.counters.is_empty());
        overview.read.extend(counters.map(|(id, _)| id));
        let name = schema.packs.iter().find(|pack| pack.origin.file == file);
        let name = name.map(|pack| pack.name.clone()).unwrap_or_default();
        for (_, _, tree) in workspace.file(file).iter().flat_map(|file| file.document.blocks()) {
            for item in tree.items.iter().filter(|item| item.word == ItemWord::Test) {
                mentioned(item, &name, &mut overview.tested);
            }
        }
        overview
    }
}

fn derivations(schema: &Schema, found: &mut FxHashSet<AttributeId>) {
    for derivation in schema.attributes.iter().filter_map(|info| info.derivation.as_ref()) {
        let spread = derivation.spread.as_ref().and_then(|spread| spread.condition.as_ref());
        for test in derivation.when.iter().chain(&derivation.unless).chain(spread) {
            note(test, found);
        }
    }
}

/// Adds the facts and controls that a test reads.
fn note(test: &Test, found: &mut FxHashSet<AttributeId>) {
    test.parts(&mut |part| {
        if let Part::Value(Read { what: What::Attribute(attribute), .. }) = part {
            found.insert(*attribute);
        }
    });
}

/// The rules that a test expects something of.
fn mentioned(test: &Item, pack: &str, found: &mut FxHashSet<SmolStr>) {
    debug_assert!(matches!(test.head, Head::Test { .. }));
    for member in test.members() {
        if let Member::Expect(expect) = member
            && let Some(rule) = &expect.rule
        {
            let name = full_name(rule);
            let full =
                if name.contains('.') { name.into() } else { format_smolstr!("{pack}.{name}") };
            found.insert(full);
        }
    }
}
