//! Code lenses, in the words of the protocol.

use serde_json::json;
use tower_lsp::ls_types::{CodeLens, Command, Uri};

use super::commands::about_item;
use super::position;
use super::state::View;

/// Where lines stand; what they say is asked for one by one.
pub fn list(view: &View) -> Option<Vec<CodeLens>> {
    let uri = view.spelling.uri_of(view.snapshot.file(view.file)?)?;
    let lenses = tm_ide::lenses(&view.snapshot, view.file).into_iter();
    let lenses = lenses.map(|lens| CodeLens {
        range: position::range(&view.text, &lens.range, view.encoding),
        command: None,
        data: Some(json!({ "uri": uri })),
    });
    Some(lenses.collect())
}

/// The document that a line was listed for.
pub fn document(lens: &CodeLens) -> Option<Uri> {
    serde_json::from_value(lens.data.as_ref()?.get("uri")?.clone()).ok()
}

/// What a line says, and what a click on it runs.
pub fn command(view: &View, lens: &CodeLens) -> Option<Command> {
    let offset = position::offset(&view.text, lens.range.start, view.encoding);
    let title = tm_ide::lens_title(&view.snapshot, view.file, offset)?;
    let (word, name) = tm_ide::lens_subject(&view.snapshot, view.file, offset)?;
    let uri = document(lens)?;
    let command = view.abilities.commands.for_item(word).unwrap_or_default();
    Some(Command::new(title, command.to_owned(), Some(vec![about_item(&uri, &name)])))
}
