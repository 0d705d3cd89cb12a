//! Completion, in the words of the protocol. What a client would rather have of the one entry that
//! somebody looks at is left out of the list.
//!
//! What such an entry carries is the place that the list was asked for; the list is made once more
//! there, and the entry is found in it by its label.

use serde::{Deserialize, Serialize};
use tm_ide::{Completion, CompletionKind};
use tm_model::kind::ThingKind;
use tower_lsp::ls_types::{
    CompletionClientCapabilities, CompletionItem, CompletionItemKind, CompletionList,
    CompletionResponse, CompletionTextEdit, Documentation, InsertTextFormat, Position,
    TextDocumentPositionParams, TextEdit, Uri,
};

use super::state::View;
use super::{kinds, markup, position};

/// What of an entry a client asks for when somebody looks at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AskedLater {
    /// What there is to tell about it.
    pub documentation: bool,
    /// What is written elsewhere.
    pub edits: bool,
}

impl AskedLater {
    /// What a client says.
    pub fn of(client: Option<&CompletionClientCapabilities>) -> Self {
        let item = client.and_then(|client| client.completion_item.as_ref());
        let resolved = item.and_then(|item| item.resolve_support.as_ref());
        let has = |name: &str| {
            resolved.is_some_and(|resolved| resolved.properties.iter().any(|it| it == name))
        };
        Self { documentation: has("documentation"), edits: has("additionalTextEdits") }
    }

    /// Whether anything is asked for later.
    pub fn any(self) -> bool {
        self.documentation || self.edits
    }
}

/// Where a list was asked for.
#[derive(Serialize, Deserialize)]
struct Asked {
    uri: Uri,
    position: Position,
}

/// The document of an entry, if it carries where it was asked for.
pub fn document(item: &CompletionItem) -> Option<Uri> {
    Some(asked(item)?.uri)
}

fn asked(item: &CompletionItem) -> Option<Asked> {
    serde_json::from_value(item.data.clone()?).ok()
}

/// What may be written at a place.
pub fn list(view: &View, at: &TextDocumentPositionParams) -> Option<CompletionResponse> {
    let found = completions(view, at.position);
    let is_incomplete = found.len() >= tm_ide::COMPLETION_LIMIT
        || found.iter().any(|completion| completion.follows_typing);
    let later = view.abilities.completes_later;
    let asked = Asked { uri: at.text_document.uri.clone(), position: at.position };
    let data = later.any().then(|| serde_json::to_value(asked).ok()).flatten();
    let items = found.into_iter().map(|completion| {
        let mut item = whole(view, completion);
        let is_less = later.documentation && item.documentation.is_some()
            || later.edits && item.additional_text_edits.is_some();
        if later.documentation {
            item.documentation = None;
        }
        if later.edits {
            item.additional_text_edits = None;
        }
        item.data = data.clone().filter(|_| is_less);
        item
    });
    Some(CompletionResponse::List(CompletionList { is_incomplete, items: items.collect() }))
}

/// An entry with all that was left out of the list.
pub fn resolved(view: &View, item: &CompletionItem) -> Option<CompletionItem> {
    let found = completions(view, asked(item)?.position).into_iter();
    let completion = found.into_iter().find(|completion| completion.label == item.label)?;
    let whole = whole(view, completion);
    Some(CompletionItem {
        documentation: whole.documentation,
        additional_text_edits: whole.additional_text_edits,
        ..item.clone()
    })
}

fn completions(view: &View, place: Position) -> Vec<Completion> {
    let offset = position::offset(&view.text, place, view.encoding);
    tm_ide::completion(&view.snapshot, view.file, offset, &view.owners)
}

/// A text that may be inserted. Its filter text is the label, because some clients lose a list at
/// the first `-` or `.` of a name if they are left to guess.
fn whole(view: &View, completion: Completion) -> CompletionItem {
    let as_snippet = completion.snippet && view.abilities.snippets;
    let text = match completion.snippet && !as_snippet {
        true => completion.label.clone(),
        false => completion.insert,
    };
    let range = |range| position::range(&view.text, &range, view.encoding);
    let additional = completion.additional.into_iter();
    let additional: Vec<TextEdit> =
        additional.map(|edit| TextEdit::new(range(edit.range()), edit.text)).collect();
    CompletionItem {
        kind: Some(kinds::completion(kind(completion.kind), view.abilities.kinds.completion)),
        detail: Some(completion.detail).filter(|detail| !detail.is_empty()),
        documentation: Some(completion.documentation)
            .filter(|documentation| !documentation.is_empty())
            .map(|value| markup::content(value, view.abilities.renders.completion))
            .map(Documentation::MarkupContent),
        sort_text: Some(completion.sort),
        filter_text: Some(completion.label.clone()),
        insert_text_format: as_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range(completion.replace), text))),
        additional_text_edits: Some(additional).filter(|edits| !edits.is_empty()),
        label: completion.label,
        ..CompletionItem::default()
    }
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Item => CompletionItemKind::SNIPPET,
        CompletionKind::Word => CompletionItemKind::KEYWORD,
        CompletionKind::Key => CompletionItemKind::PROPERTY,
        CompletionKind::Control | CompletionKind::Fact | CompletionKind::Field => {
            CompletionItemKind::FIELD
        }
        CompletionKind::Value => CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Type => CompletionItemKind::CLASS,
        CompletionKind::Category => CompletionItemKind::ENUM,
        CompletionKind::Thing(kind) if kind.is_element() => CompletionItemKind::STRUCT,
        CompletionKind::Thing(ThingKind::Flow) => CompletionItemKind::INTERFACE,
        CompletionKind::Thing(_) => CompletionItemKind::CONSTANT,
        CompletionKind::Threat => CompletionItemKind::EVENT,
        CompletionKind::Name => CompletionItemKind::REFERENCE,
        CompletionKind::Person => CompletionItemKind::UNIT,
        CompletionKind::Module => CompletionItemKind::MODULE,
        CompletionKind::Variable => CompletionItemKind::VARIABLE,
    }
}
