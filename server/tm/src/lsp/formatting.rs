//! Formatting, in the words of the protocol. How wide a tab is and the like is not asked of the
//! client: the language has one way of writing.

use serde::{Deserialize, Serialize};
use tm_ide::{Edit, Typed};
use tower_lsp::ls_types::{
    DocumentOnTypeFormattingOptions, Range, TextDocumentIdentifier, TextEdit,
};

use super::position;
use super::state::View;

/// The request of the protocol for several ranges, for which the framework has no type yet.
pub const RANGES: &str = "textDocument/rangesFormatting";

/// What it asks.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RangesParams {
    /// The document.
    pub text_document: TextDocumentIdentifier,
    /// The ranges.
    pub ranges: Vec<Range>,
}

/// The keys that something is formatted after.
pub fn keys() -> DocumentOnTypeFormattingOptions {
    DocumentOnTypeFormattingOptions {
        first_trigger_character: "}".to_owned(),
        more_trigger_character: Some(vec!["\n".to_owned()]),
    }
}

/// What formats a document.
pub fn document(view: &View) -> Option<Vec<TextEdit>> {
    Some(text_edits(view, tm_ide::formatting(&view.snapshot, view.file, view.style)))
}

/// What formats some ranges of a document.
pub fn ranges(view: &View, ranges: &[Range]) -> Option<Vec<TextEdit>> {
    let offsets = |range: &Range| position::offsets(&view.text, *range, view.encoding);
    let ranges: Vec<_> = ranges.iter().map(offsets).collect();
    let edits = tm_ide::range_formatting(&view.snapshot, view.file, &ranges, view.style);
    Some(text_edits(view, edits))
}

/// What a key changes that was typed before an offset.
pub fn on_type(view: &View, offset: usize, key: &str) -> Option<Vec<TextEdit>> {
    let typed = match key {
        "}" => Typed::Brace,
        "\n" => Typed::Newline,
        _ => return None,
    };
    let edits = tm_ide::on_type_formatting(&view.snapshot, view.file, offset, typed, view.style);
    Some(text_edits(view, edits))
}

fn text_edits(view: &View, edits: Vec<Edit>) -> Vec<TextEdit> {
    let edit = |edit: Edit| {
        TextEdit::new(position::range(&view.text, &edit.range(), view.encoding), edit.text)
    };
    edits.into_iter().map(edit).collect()
}
