//! What a server offers, method by method, read from its answer to `initialize`.

use std::collections::BTreeSet;

use serde_json::Value;

/// Which requests and notifications a place of `capabilities` stands for, if there is anything.
const METHODS: &[(&str, &[&str])] = &[
    (
        "/callHierarchyProvider",
        &[
            "textDocument/prepareCallHierarchy",
            "callHierarchy/incomingCalls",
            "callHierarchy/outgoingCalls",
        ],
    ),
    ("/codeActionProvider", &["textDocument/codeAction"]),
    ("/codeActionProvider/resolveProvider", &["codeAction/resolve"]),
    ("/codeLensProvider", &["textDocument/codeLens"]),
    ("/codeLensProvider/resolveProvider", &["codeLens/resolve"]),
    ("/colorProvider", &["textDocument/documentColor", "textDocument/colorPresentation"]),
    ("/completionProvider", &["textDocument/completion"]),
    ("/completionProvider/resolveProvider", &["completionItem/resolve"]),
    ("/declarationProvider", &["textDocument/declaration"]),
    ("/definitionProvider", &["textDocument/definition"]),
    ("/diagnosticProvider", &["textDocument/diagnostic"]),
    ("/diagnosticProvider/workspaceDiagnostics", &["workspace/diagnostic"]),
    ("/documentFormattingProvider", &["textDocument/formatting"]),
    ("/documentHighlightProvider", &["textDocument/documentHighlight"]),
    ("/documentLinkProvider", &["textDocument/documentLink"]),
    ("/documentLinkProvider/resolveProvider", &["documentLink/resolve"]),
    ("/documentOnTypeFormattingProvider", &["textDocument/onTypeFormatting"]),
    ("/documentRangeFormattingProvider", &["textDocument/rangeFormatting"]),
    ("/documentRangeFormattingProvider/rangesSupport", &["textDocument/rangesFormatting"]),
    ("/documentSymbolProvider", &["textDocument/documentSymbol"]),
    ("/executeCommandProvider", &["workspace/executeCommand"]),
    ("/foldingRangeProvider", &["textDocument/foldingRange"]),
    ("/hoverProvider", &["textDocument/hover"]),
    ("/implementationProvider", &["textDocument/implementation"]),
    ("/inlayHintProvider", &["textDocument/inlayHint"]),
    ("/inlayHintProvider/resolveProvider", &["inlayHint/resolve"]),
    ("/inlineCompletionProvider", &["textDocument/inlineCompletion"]),
    ("/inlineValueProvider", &["textDocument/inlineValue"]),
    ("/linkedEditingRangeProvider", &["textDocument/linkedEditingRange"]),
    ("/monikerProvider", &["textDocument/moniker"]),
    (
        "/notebookDocumentSync",
        &[
            "notebookDocument/didOpen",
            "notebookDocument/didChange",
            "notebookDocument/didSave",
            "notebookDocument/didClose",
        ],
    ),
    ("/positionEncoding", &[]),
    ("/referencesProvider", &["textDocument/references"]),
    ("/renameProvider", &["textDocument/rename"]),
    ("/renameProvider/prepareProvider", &["textDocument/prepareRename"]),
    ("/selectionRangeProvider", &["textDocument/selectionRange"]),
    ("/semanticTokensProvider/full", &["textDocument/semanticTokens/full"]),
    ("/semanticTokensProvider/full/delta", &["textDocument/semanticTokens/full/delta"]),
    ("/semanticTokensProvider/range", &["textDocument/semanticTokens/range"]),
    ("/signatureHelpProvider", &["textDocument/signatureHelp"]),
    ("/textDocumentSync/change", &["textDocument/didChange"]),
    ("/textDocumentSync/openClose", &["textDocument/didOpen", "textDocument/didClose"]),
    ("/textDocumentSync/save", &["textDocument/didSave"]),
    ("/textDocumentSync/willSave", &["textDocument/willSave"]),
    ("/textDocumentSync/willSaveWaitUntil", &["textDocument/willSaveWaitUntil"]),
    ("/typeDefinitionProvider", &["textDocument/typeDefinition"]),
    (
        "/typeHierarchyProvider",
        &[
            "textDocument/prepareTypeHierarchy",
            "typeHierarchy/supertypes",
            "typeHierarchy/subtypes",
        ],
    ),
    ("/workspace/fileOperations/didCreate", &["workspace/didCreateFiles"]),
    ("/workspace/fileOperations/didDelete", &["workspace/didDeleteFiles"]),
    ("/workspace/fileOperations/didRename", &["workspace/didRenameFiles"]),
    ("/workspace/fileOperations/willCreate", &["workspace/willCreateFiles"]),
    ("/workspace/fileOperations/willDelete", &["workspace/willDeleteFiles"]),
    ("/workspace/fileOperations/willRename", &["workspace/willRenameFiles"]),
    ("/workspace/textDocumentContent", &["workspace/textDocumentContent"]),
    ("/workspace/workspaceFolders/changeNotifications", &["workspace/didChangeWorkspaceFolders"]),
    ("/workspaceSymbolProvider", &["workspace/symbol"]),
    ("/workspaceSymbolProvider/resolveProvider", &["workspaceSymbol/resolve"]),
];

/// The methods that some `capabilities` offer: those of the protocol, and those that are named under
/// `experimental`. Panics at a capability that is not known here, so that a new one is noticed.
pub fn offered(capabilities: &Value) -> BTreeSet<String> {
    let top = capabilities.as_object().expect("capabilities are an object");
    for name in top.keys().filter(|name| *name != "experimental") {
        let known = METHODS
            .iter()
            .any(|(place, _)| place[1..].split('/').next().is_some_and(|first| first == name));
        assert!(known, "{name} is offered, and tests/support/offered.rs has no row for it");
    }
    let is_there = |place: &str| {
        !matches!(capabilities.pointer(place), None | Some(Value::Null | Value::Bool(false)))
            && capabilities.pointer(place) != Some(&Value::from(0))
    };
    let there = METHODS.iter().filter(|(place, _)| is_there(place));
    let mut methods: BTreeSet<String> =
        there.flat_map(|(_, methods)| methods.iter().map(ToString::to_string)).collect();
    if let Some(own) = capabilities["experimental"].as_object() {
        methods.extend(own.keys().cloned());
    }
    methods
}

/// All methods of the protocol that a server offers or does not.
pub fn offerable() -> impl Iterator<Item = &'static str> {
    METHODS.iter().flat_map(|(_, methods)| methods.iter().copied())
}
