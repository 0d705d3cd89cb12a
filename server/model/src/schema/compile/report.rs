//! Where an item of a pack stands, and the findings that a compilation collects.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use tm_grammar::BlockId;
use tm_grammar::tree::{Item, Span};

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::PackId;
use crate::source::{FileId, Origin};

/// The sets of names of a vocabulary: a name may stand once in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Namespace {
    /// Scales and choices.
    Words,
    /// Types.
    Type,
    /// Facts and controls.
    Attribute,
    /// Categories of threats.
    Category,
    /// Events.
    Event,
    /// Requirements.
    Requirement,
    /// Threats of one pack.
    Rule,
    /// Questions of one pack.
    Question,
    /// Profiles of one pack.
    Profile,
}

/// Names that are declared, but so that nothing, or not all that is meant, could be made of them.
///
/// A reference to one of them is no fault of its own and is not reported.
pub type LeftOut = FxHashSet<(Namespace, SmolStr)>;

/// An item of a pack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// The pack.
    pub pack: PackId,
    /// The name of the pack.
    pub pack_name: &'a str,
    /// The model itself uses the pack.
    pub direct: bool,
    /// The file.
    pub file: FileId,
    /// The block of the file.
    pub block: BlockId,
    /// The text of the block, to which spans refer.
    pub text: &'a str,
    /// The block has syntax errors, so what is missing in it has been reported.
    pub faulty: bool,
    /// The item.
    pub item: &'a Item,
}

impl Source<'_> {
    /// A range of the block.
    pub(super) fn origin(&self, span: Span) -> Origin {
        Origin { file: self.file, block: self.block, span }
    }

    /// Where the item is declared: its name, or its first word.
    pub(super) fn name_origin(&self) -> Origin {
        self.origin(self.item.name().map_or(self.item.word_span, |name| name.span))
    }

    /// The documentation above the item, without slashes.
    pub(super) fn docs(&self) -> SmolStr {
        let line = |span: &Span| {
            let line = span.text(self.text).trim_start_matches('/');
            line.strip_prefix(' ').unwrap_or(line).trim_end()
        };
        match self.item.docs.as_slice() {
            [] => SmolStr::default(),
            [span] => line(span).into(),
            spans => {
                let mut docs = String::new();
                for span in spans {
                    docs.push_str(line(span));
                    docs.push('\n');
                }
                docs.pop();
                docs.into()
            }
        }
    }

    /// The title of the item, or `name` if it has none.
    pub(super) fn title_or(&self, name: &SmolStr) -> SmolStr {
        self.item.title().map_or_else(|| name.clone(), |title| title.value.clone())
    }

    /// A name of this pack in full: `pack.name`.
    pub(super) fn full_name(&self, name: &str) -> SmolStr {
        smol_str::format_smolstr!("{}.{name}", self.pack_name)
    }
}

/// The findings so far and the names that nothing could be made of.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// The findings.
    pub diagnostics: Vec<(FileId, BlockId, Diagnostic)>,
    /// See [`LeftOut`].
    pub left_out: LeftOut,
}

impl Report {
    /// Adds a finding about an item.
    pub(super) fn add(&mut self, source: &Source<'_>, diagnostic: Diagnostic) {
        self.diagnostics.push((source.file, source.block, diagnostic));
    }

    /// Adds a finding about something that an item lacks, unless a syntax error explains it.
    pub(super) fn missing(&mut self, source: &Source<'_>, message: impl Into<String>) {
        if !source.faulty {
            let span = source.item.name().map_or(source.item.word_span, |name| name.span);
            self.add(source, Diagnostic::new(Code::Expected, span, message));
        }
    }

    /// Adds findings about an item.
    pub(super) fn extend(
        &mut self,
        source: &Source<'_>,
        diagnostics: impl IntoIterator<Item = Diagnostic>,
    ) {
        for diagnostic in diagnostics {
            self.add(source, diagnostic);
        }
    }

    /// Remembers that nothing could be made of a declaration.
    pub(super) fn leave_out(&mut self, namespace: Namespace, name: &SmolStr) {
        self.left_out.insert((namespace, name.clone()));
    }

    /// True if the name is declared but nothing could be made of it.
    pub(super) fn is_left_out(&self, namespace: Namespace, name: &str) -> bool {
        !self.left_out.is_empty() && self.left_out.contains(&(namespace, SmolStr::new(name)))
    }
}
