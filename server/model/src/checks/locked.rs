//! Packs of another version than the lock of the workspace says.

use smol_str::SmolStr;
use tm_grammar::tree::{Head, UseSource};
use tm_grammar::words::ItemWord;

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::ModelItem;
use crate::source::FileId;

/// Findings about the packs of a model: at its `use`; of a pack that only packs use, at the header.
pub(super) fn check(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    let Some(locked) = context.workspace.lock().models.get(&context.model.name) else { return };
    let (span, wanted): (_, Box<dyn Fn(FileId) -> bool>) = match (&item.node().head, item.word) {
        (Head::Use(used), _) => {
            let Ok(file) = context.workspace.locate_pack(item.file, item.node()) else { return };
            let span = match &used.source {
                Some(UseSource::Name(path)) => path.span(),
                Some(UseSource::Path(path)) => path.span,
                None => return,
            };
            (span, Box::new(move |pack| pack == file))
        }
        (_, ItemWord::Model) => {
            let direct = direct(context);
            (item.name_span(), Box::new(move |pack| !direct.contains(&pack)))
        }
        _ => return,
    };
    for pack in context.model.schema.packs.iter().filter(|pack| wanted(pack.origin.file)) {
        if let Some(version) = locked.packs.get(&pack.name)
            && *version != pack.version
        {
            let message = format!(
                "\"tm.lock\" was written with \"{}\" {}, and here is {}. See what that changes, then run \"tm lock\".",
                pack.name,
                shown(version),
                shown(&pack.version)
            );
            found.push(Diagnostic::new(Code::LockedVersion, span, message));
        }
    }
}

fn shown(version: &SmolStr) -> &str {
    if version.is_empty() { "without a version" } else { version }
}

/// The packs that the model uses itself.
fn direct(context: &Context<'_>) -> Vec<FileId> {
    let workspace = context.workspace;
    let mut packs = Vec::new();
    for file in context.model.files.iter() {
        for (_, block, index) in workspace.uses(*file) {
            packs.extend(workspace.locate_pack(*file, &block.items[index]));
        }
    }
    packs
}
