//! Kinds of symbols and of completions that not every client knows: the protocol began with 18 of
//! each, and a client says if it knows the others.

use tower_lsp::ls_types::{
    CompletionItemKind, SymbolKind, SymbolKindCapability, TextDocumentClientCapabilities,
    WorkspaceClientCapabilities,
};

/// Where a client knows all kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KnownKinds {
    /// In completions.
    pub completion: bool,
    /// In the outline of a document.
    pub outline: bool,
    /// In the symbols of the workspace.
    pub symbols: bool,
}

impl KnownKinds {
    /// What a client says.
    pub fn of(
        document: Option<&TextDocumentClientCapabilities>,
        workspace: Option<&WorkspaceClientCapabilities>,
    ) -> Self {
        // The last of the list stands for those before it.
        let all = |kinds: Option<&SymbolKindCapability>| {
            let set = kinds.and_then(|kinds| kinds.value_set.as_ref());
            set.is_some_and(|set| set.contains(&SymbolKind::TYPE_PARAMETER))
        };
        let outline = document.and_then(|it| it.document_symbol.as_ref());
        let symbols = workspace.and_then(|it| it.symbol.as_ref());
        let completion = document
            .and_then(|it| it.completion.as_ref()?.completion_item_kind.as_ref())
            .and_then(|it| it.value_set.as_ref());
        Self {
            completion: completion.is_some_and(|set| set.contains(&CompletionItemKind::EVENT)),
            outline: all(outline.and_then(|it| it.symbol_kind.as_ref())),
            symbols: all(symbols.and_then(|it| it.symbol_kind.as_ref())),
        }
    }
}

/// The kind of a symbol for a client that may know only the first ones.
pub fn symbol(kind: SymbolKind, knows_all: bool) -> SymbolKind {
    match kind {
        kind if knows_all => kind,
        SymbolKind::STRUCT | SymbolKind::TYPE_PARAMETER => SymbolKind::CLASS,
        SymbolKind::OBJECT | SymbolKind::EVENT => SymbolKind::VARIABLE,
        SymbolKind::OPERATOR => SymbolKind::FUNCTION,
        kind => kind,
    }
}

/// The kind of a completion for such a client.
pub fn completion(kind: CompletionItemKind, knows_all: bool) -> CompletionItemKind {
    match kind {
        kind if knows_all => kind,
        CompletionItemKind::ENUM_MEMBER | CompletionItemKind::EVENT => CompletionItemKind::VALUE,
        CompletionItemKind::CONSTANT => CompletionItemKind::VARIABLE,
        CompletionItemKind::STRUCT => CompletionItemKind::CLASS,
        kind => kind,
    }
}
