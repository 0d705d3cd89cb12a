//! Names that are given twice. The first one counts.

use smol_str::SmolStr;
use tm_grammar::tree::{Head, UseSource};
use tm_grammar::words::ItemWord;

use super::Context;
use super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Namespace;
use crate::model::{ItemId, ModelItem};
use crate::source::FileId;
use crate::workspace::Header;

/// The finding about an item whose name is that of an earlier item, or of a used pack.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    if item.word == ItemWord::Use {
        if !item.is_nested() {
            found.extend(used_pack(context, item));
        }
        return;
    }
    let Some(namespace) = Namespace::of(item.word) else { return };
    // Two headers of one name have a code of their own.
    if namespace == Namespace::Models {
        return;
    }
    let name = &item.name;
    let Some(first) = context.engine.names.definition(namespace, name) else { return };
    if first == id {
        return;
    }
    let Some(other) = context.model.item(first) else { return };
    // Of a file that was copied, that it starts the same model is all there is to say.
    if other.file != context.file && starts(context, other.file) && starts(context, context.file) {
        return;
    }
    let mut finding = if namespace == Namespace::Moved {
        let message = format!("\"{name}\" has been moved already; that line counts.");
        Diagnostic::new(Code::DuplicateName, item.name_span(), message)
    } else {
        let message = format!(
            "\"{name}\" is already the {} {}. Choose another name.",
            kind_word(other.word),
            place(context, other)
        );
        Diagnostic::new(Code::DuplicateName, item.name_span(), message)
    };
    finding = finding.with_related(other.origin(other.name_span()), "the first one");
    if namespace == Namespace::Things {
        let free = context.free_name(name);
        finding = finding.with_fix(
            format!("Rename this one to \"{free}\""),
            item.origin(item.name_span()),
            written_name(&free),
        );
    }
    found.push(finding);
}

/// True if the file starts a model and is no part of one.
fn starts(context: &Context<'_>, file: FileId) -> bool {
    let file = context.workspace.file(file);
    file.is_some_and(|file| matches!(file.header, Header::Model(_)))
}

/// What an item's name is the name of.
fn kind_word(word: ItemWord) -> &'static str {
    match word {
        ItemWord::Import => "imported model",
        word => word.text(),
    }
}

/// Where an item is, as seen from the block: `above`, or in which file.
fn place(context: &Context<'_>, other: &ModelItem) -> String {
    match context.workspace.file(other.file) {
        Some(file) if other.file != context.file => format!("in {}", file.path),
        _ => "above".to_owned(),
    }
}

/// The name of the pack that a `use` brings, if an imported model or another pack has it: both stand
/// before a dot. Things do not, so a process may be called like a pack.
fn used_pack(context: &Context<'_>, item: &ModelItem) -> Option<Diagnostic> {
    let Head::Use(used) = &item.node().head else { return None };
    let span = match used.source.as_ref()? {
        UseSource::Name(path) => path.span(),
        UseSource::Path(path) => path.span,
    };
    let (name, pack) = pack_of(context, item)?;
    if let Some(thing) = context.names().definition(Namespace::Things, &name)
        && let Some(other) = context.model.item(thing)
        && other.word == ItemWord::Import
    {
        let message = format!(
            "The knowledge base \"{name}\" has the name of the {} {}. Rename that.",
            kind_word(other.word),
            in_file(context, other)
        );
        let finding = Diagnostic::new(Code::DuplicateName, span, message);
        return Some(finding.with_related(other.origin(other.name_span()), "the other one"));
    }
    let other = context.packs.files.iter().any(|(file, direct)| {
        *direct
            && *file != pack
            && matches!(
                context.workspace.file(*file).map(|file| &file.header),
                Some(Header::KnowledgeBase(other, _)) if *other == name
            )
    });
    other.then(|| {
        let message =
            format!("Two knowledge bases that are used here are called \"{name}\". Rename one.");
        Diagnostic::new(Code::DuplicateName, span, message)
    })
}

fn in_file(context: &Context<'_>, other: &ModelItem) -> String {
    match context.workspace.file(other.file) {
        Some(file) if other.file != context.file => format!("in {}", file.path),
        _ => "in this file".to_owned(),
    }
}

/// Name and file of the pack that a `use` brings.
fn pack_of(context: &Context<'_>, item: &ModelItem) -> Option<(SmolStr, FileId)> {
    let pack = context.workspace.locate_pack(item.file, item.node()).ok()?;
    match &context.workspace.file(pack)?.header {
        Header::KnowledgeBase(name, _) => Some((name.clone(), pack)),
        _ => None,
    }
}
