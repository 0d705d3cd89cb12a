//! What client and server tell each other at the start: a pure function from one to the other.

use tm_grammar::Encoding;
use tower_lsp::ls_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    CodeLensOptions, CompletionOptions, DeclarationCapability, DiagnosticOptions,
    DiagnosticServerCapabilities, DiagnosticTag, DocumentLinkOptions, ExecuteCommandOptions,
    GotoCapability, HoverProviderCapability, OneOf, RenameOptions, SaveOptions, ServerCapabilities,
    SignatureHelpOptions, TextDocumentClientCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
    WorkspaceSymbolOptions,
};

use super::commands::{self, ClientCommands};
use super::completion::AskedLater;
use super::files::FileOperations;
use super::kinds::KnownKinds;
use super::markup::Renders;
use super::semantic_tokens::KnownTokens;
use super::{actions, formatting, hints, position, requests};

/// What the client can do, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// The units of columns.
    pub encoding: Encoding,
    /// It answers `workspace/configuration`.
    pub configuration: bool,
    /// It can be asked to report changed settings.
    pub registers_configuration: bool,
    /// It can be asked to watch files.
    pub registers_watchers: bool,
    /// What of a note it asks for when somebody points at it.
    pub hints_later: hints::AskedLater,
    /// It can be asked to fetch inlay hints again.
    pub refreshes_hints: bool,
    /// It can be asked to fetch lenses again.
    pub refreshes_lenses: bool,
    /// It takes semantic tokens, and knows some of ours by name.
    pub tokens: Option<KnownTokens>,
    /// It can be asked to fetch semantic tokens again.
    pub refreshes_tokens: bool,
    /// It fetches findings, and can be asked to do so again. Others are sent them: one that cannot be
    /// asked would not hear of what an edit changes in other files.
    pub fetches_findings: bool,
    /// It shows the other places of a finding.
    pub related_places: bool,
    /// It opens what explains the code of a finding.
    pub explains: bool,
    /// It shows a finding about what has no effect as such.
    pub unnecessary: bool,
    /// It gives back what a finding carries.
    pub keeps_data: bool,
    /// Where it renders Markdown.
    pub renders: Renders,
    /// Where it knows all kinds.
    pub kinds: KnownKinds,
    /// It takes the part of a sentence that somebody is in with the sentence.
    pub part_of_sentence: bool,
    /// It shows what is told about a link.
    pub link_tooltips: bool,
    /// It inserts text with tab stops.
    pub snippets: bool,
    /// What of a completion it asks for when somebody looks at it.
    pub completes_later: AskedLater,
    /// For which ways of going from a name it takes links, which tell the name as well.
    pub links: Links,
    /// It shows an outline in levels.
    pub nested_outline: bool,
    /// It folds whole lines alone.
    pub folds_lines: bool,
    /// How many folds it wants at most.
    pub most_folds: Option<u32>,
    /// It takes edits of several documents with the versions that they are for.
    pub versioned_edits: bool,
    /// It takes actions that are no commands.
    pub takes_actions: bool,
    /// It shows which action is the best.
    pub prefers_actions: bool,
    /// It asks for the edits of an action when somebody chooses it.
    pub resolves_actions: bool,
    /// It asks whether a name can be changed before it asks for another.
    pub prepares_rename: bool,
    /// Of which operations on files it tells.
    pub file_operations: FileOperations,
    /// It takes edits that it did not ask for.
    pub applies_edits: bool,
    /// It opens documents when it is asked to.
    pub shows_documents: bool,
    /// It shows how far long work is.
    pub shows_progress: bool,
    /// The commands of its own that lenses may run.
    pub commands: ClientCommands,
}

/// For which ways of going from a name a client takes links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// To a definition.
    pub definition: bool,
    /// To a declaration.
    pub declaration: bool,
    /// To a type.
    pub type_definition: bool,
    /// To what makes it real.
    pub implementation: bool,
}

impl Links {
    fn of(document: Option<&TextDocumentClientCapabilities>) -> Self {
        let takes = |goto: Option<&GotoCapability>| {
            goto.and_then(|goto| goto.link_support).unwrap_or_default()
        };
        let Some(document) = document else { return Self::default() };
        Self {
            definition: takes(document.definition.as_ref()),
            declaration: takes(document.declaration.as_ref()),
            type_definition: takes(document.type_definition.as_ref()),
            implementation: takes(document.implementation.as_ref()),
        }
    }
}

impl Default for Abilities {
    /// Those of a client that says nothing.
    fn default() -> Self {
        Self::of(&ClientCapabilities::default())
    }
}

impl Abilities {
    /// Reads them from what the client says.
    pub fn of(client: &ClientCapabilities) -> Self {
        let general = client.general.as_ref();
        let workspace = client.workspace.as_ref();
        let window = client.window.as_ref();
        let document = client.text_document.as_ref();
        let folding = document.and_then(|document| document.folding_range.as_ref());
        let actions = document.and_then(|document| document.code_action.as_ref());
        let findings = document.and_then(|document| document.publish_diagnostics.as_ref());
        let offered = general.and_then(|general| general.position_encodings.as_deref());
        Self {
            encoding: position::negotiate(offered),
            configuration: workspace.and_then(|it| it.configuration).unwrap_or_default(),
            registers_configuration: workspace
                .and_then(|it| it.did_change_configuration.as_ref()?.dynamic_registration)
                .unwrap_or_default(),
            registers_watchers: workspace
                .and_then(|it| it.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or_default(),
            hints_later: hints::AskedLater::of(document.and_then(|it| it.inlay_hint.as_ref())),
            refreshes_hints: workspace
                .and_then(|it| it.inlay_hint.as_ref()?.refresh_support)
                .unwrap_or_default(),
            refreshes_lenses: workspace
                .and_then(|it| it.code_lens.as_ref()?.refresh_support)
                .unwrap_or_default(),
            tokens: document.and_then(|it| KnownTokens::of(it.semantic_tokens.as_ref()?)),
            refreshes_tokens: workspace
                .and_then(|it| it.semantic_tokens.as_ref()?.refresh_support)
                .unwrap_or_default(),
            fetches_findings: document.is_some_and(|it| it.diagnostic.is_some())
                && workspace
                    .and_then(|it| it.diagnostics.as_ref()?.refresh_support)
                    .unwrap_or_default(),
            related_places: findings.and_then(|it| it.related_information).unwrap_or_default(),
            explains: findings.and_then(|it| it.code_description_support).unwrap_or_default(),
            unnecessary: findings
                .and_then(|it| it.tag_support.as_ref())
                .is_some_and(|tags| tags.value_set.contains(&DiagnosticTag::UNNECESSARY)),
            keeps_data: findings.and_then(|it| it.data_support).unwrap_or_default(),
            renders: Renders::of(document),
            kinds: KnownKinds::of(document, workspace),
            part_of_sentence: document
                .and_then(|it| it.signature_help.as_ref()?.signature_information.as_ref())
                .and_then(|it| it.active_parameter_support)
                .unwrap_or_default(),
            link_tooltips: document
                .and_then(|it| it.document_link.as_ref()?.tooltip_support)
                .unwrap_or_default(),
            snippets: document
                .and_then(|it| it.completion.as_ref()?.completion_item.as_ref()?.snippet_support)
                .unwrap_or_default(),
            completes_later: AskedLater::of(document.and_then(|it| it.completion.as_ref())),
            links: Links::of(document),
            nested_outline: document
                .and_then(|it| it.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                .unwrap_or_default(),
            folds_lines: folding.and_then(|it| it.line_folding_only).unwrap_or_default(),
            most_folds: folding.and_then(|it| it.range_limit),
            versioned_edits: workspace
                .and_then(|it| it.workspace_edit.as_ref()?.document_changes)
                .unwrap_or_default(),
            takes_actions: actions.is_some_and(|it| it.code_action_literal_support.is_some()),
            prefers_actions: actions.and_then(|it| it.is_preferred_support).unwrap_or_default(),
            resolves_actions: actions.is_some_and(|it| {
                let resolved = it.resolve_support.as_ref();
                it.data_support.unwrap_or_default()
                    && resolved.is_some_and(|it| it.properties.iter().any(|name| name == "edit"))
            }),
            prepares_rename: document
                .and_then(|it| it.rename.as_ref()?.prepare_support)
                .unwrap_or_default(),
            file_operations: FileOperations::of(
                workspace.and_then(|it| it.file_operations.as_ref()),
            ),
            applies_edits: workspace.and_then(|it| it.apply_edit).unwrap_or_default(),
            shows_documents: window
                .and_then(|it| it.show_document.as_ref())
                .is_some_and(|it| it.support),
            shows_progress: window.and_then(|it| it.work_done_progress).unwrap_or_default(),
            commands: ClientCommands::of(client.experimental.as_ref()),
        }
    }
}

/// What the server offers such a client.
pub fn offer(abilities: &Abilities) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(position::kind(abilities.encoding)),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                include_text: Some(false),
            })),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: abilities.fetches_findings.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("tm".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                work_done_progress_options: Default::default(),
            })
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        inlay_hint_provider: Some(abilities.hints_later.options()),
        definition_provider: Some(OneOf::Left(true)),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        type_definition_provider: Some(true.into()),
        implementation_provider: Some(true.into()),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Right(WorkspaceSymbolOptions {
            // It looks through everything there is.
            work_done_progress_options: with_progress(),
            resolve_provider: None,
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: abilities.file_operations.wanted(),
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands::ALL.map(str::to_owned).to_vec(),
            work_done_progress_options: with_progress(),
        }),
        experimental: Some(requests::announced()),
        document_link_provider: Some(DocumentLinkOptions {
            // Packs that ship become files when somebody follows the link.
            resolve_provider: Some(true),
            work_done_progress_options: Default::default(),
        }),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        call_hierarchy_provider: Some(true.into()),
        code_action_provider: abilities.takes_actions.then(|| {
            CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![
                    CodeActionKind::QUICKFIX,
                    CodeActionKind::REFACTOR,
                    actions::FIX_ALL,
                ]),
                resolve_provider: Some(true),
                work_done_progress_options: Default::default(),
            })
        }),
        semantic_tokens_provider: abilities.tokens.map(|known| known.options().into()),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_range_formatting_provider: Some(OneOf::Left(true)),
        document_on_type_formatting_provider: Some(formatting::keys()),
        rename_provider: Some(match abilities.prepares_rename {
            true => OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: with_progress(),
            }),
            false => OneOf::Left(true),
        }),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(true) }),
        signature_help_provider: Some(SignatureHelpOptions {
            trigger_characters: Some([" ", ","].map(str::to_owned).to_vec()),
            ..SignatureHelpOptions::default()
        }),
        completion_provider: Some(CompletionOptions {
            // Not `-`: names contain it, and asking anew within a name loses the list.
            trigger_characters: Some([":", ".", "@"].map(str::to_owned).to_vec()),
            resolve_provider: Some(abilities.completes_later.any()),
            ..CompletionOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

fn with_progress() -> WorkDoneProgressOptions {
    WorkDoneProgressOptions { work_done_progress: Some(true) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn abilities(client: Value) -> Abilities {
        Abilities::of(&serde_json::from_value(client).expect("capabilities"))
    }

    #[test]
    fn a_client_that_says_nothing_can_do_nothing() {
        let nothing = Abilities {
            encoding: Encoding::Utf16,
            configuration: false,
            registers_configuration: false,
            registers_watchers: false,
            hints_later: hints::AskedLater::default(),
            refreshes_hints: false,
            refreshes_lenses: false,
            tokens: None,
            refreshes_tokens: false,
            fetches_findings: false,
            related_places: false,
            explains: false,
            unnecessary: false,
            keeps_data: false,
            renders: Renders::default(),
            kinds: KnownKinds::default(),
            part_of_sentence: false,
            link_tooltips: false,
            snippets: false,
            completes_later: AskedLater::default(),
            links: Links::default(),
            nested_outline: false,
            folds_lines: false,
            most_folds: None,
            versioned_edits: false,
            takes_actions: false,
            prefers_actions: false,
            resolves_actions: false,
            prepares_rename: false,
            file_operations: FileOperations::default(),
            applies_edits: false,
            shows_documents: false,
            shows_progress: false,
            commands: ClientCommands::default(),
        };
        assert_eq!(abilities(json!({})), nothing);
        assert_eq!(abilities(json!({ "general": {}, "workspace": {} })), nothing);
    }

    #[test]
    fn what_a_client_says_is_used() {
        let semantic_tokens = json!({
            "requests": { "full": true },
            "tokenTypes": [],
            "tokenModifiers": [],
            "formats": ["relative"],
        });
        let takes_tokens = serde_json::from_value(semantic_tokens.clone()).expect("sound");
        let said = abilities(json!({
            "general": { "positionEncodings": ["utf-16", "utf-8"] },
            "workspace": {
                "configuration": true,
                "didChangeConfiguration": { "dynamicRegistration": true },
                "didChangeWatchedFiles": { "dynamicRegistration": true },
                "inlayHint": { "refreshSupport": true },
                "codeLens": { "refreshSupport": true },
                "diagnostics": { "refreshSupport": true },
                "semanticTokens": { "refreshSupport": true },
                "workspaceEdit": { "documentChanges": true },
                "applyEdit": true,
                "fileOperations": { "willRename": true, "didDelete": true },
            },
            "window": { "showDocument": { "support": true }, "workDoneProgress": true },
            "experimental": { "tm": { "commands": ["tm.showRule"] } },
            "textDocument": {
                "diagnostic": {},
                "publishDiagnostics": {
                    "relatedInformation": true,
                    "codeDescriptionSupport": true,
                    "dataSupport": true,
                    "tagSupport": { "valueSet": [1, 2] },
                },
                "hover": { "contentFormat": ["plaintext", "markdown"] },
                "signatureHelp": { "signatureInformation": {
                    "documentationFormat": ["plaintext"],
                    "activeParameterSupport": true,
                } },
                "documentLink": { "tooltipSupport": true },
                "completion": { "completionItem": {
                    "snippetSupport": true,
                    "resolveSupport": { "properties": ["documentation", "detail"] },
                } },
                "definition": { "linkSupport": true },
                "documentSymbol": {
                    "hierarchicalDocumentSymbolSupport": true,
                    "symbolKind": { "valueSet": [23, 26] },
                },
                "foldingRange": { "lineFoldingOnly": true, "rangeLimit": 5000 },
                "codeAction": {
                    "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
                    "dataSupport": true,
                    "isPreferredSupport": true,
                    "resolveSupport": { "properties": ["edit"] },
                },
                "rename": { "prepareSupport": true },
                "semanticTokens": semantic_tokens,
                "inlayHint": { "resolveSupport": { "properties": ["label.tooltip"] } },
            },
        }));
        let expected = Abilities {
            encoding: Encoding::Utf8,
            configuration: true,
            registers_configuration: true,
            registers_watchers: true,
            hints_later: hints::AskedLater { tooltips: true, locations: false },
            refreshes_hints: true,
            refreshes_lenses: true,
            tokens: KnownTokens::of(&takes_tokens),
            refreshes_tokens: true,
            fetches_findings: true,
            related_places: true,
            explains: true,
            unnecessary: true,
            keeps_data: true,
            renders: Renders { hover: true, ..Renders::default() },
            kinds: KnownKinds { outline: true, ..KnownKinds::default() },
            part_of_sentence: true,
            link_tooltips: true,
            snippets: true,
            completes_later: AskedLater { documentation: true, edits: false },
            links: Links { definition: true, ..Links::default() },
            nested_outline: true,
            folds_lines: true,
            most_folds: Some(5000),
            versioned_edits: true,
            takes_actions: true,
            prefers_actions: true,
            resolves_actions: true,
            prepares_rename: true,
            file_operations: FileOperations {
                will_rename: true,
                did_delete: true,
                ..FileOperations::default()
            },
            applies_edits: true,
            shows_documents: true,
            shows_progress: true,
            commands: ClientCommands::of(Some(&json!({ "tm": { "commands": ["tm.showRule"] } }))),
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn a_hyphen_does_not_ask_for_completion() {
        let offered = offer(&Abilities::default()).completion_provider.expect("completion");
        let triggers = offered.trigger_characters.expect("triggers");
        assert!(triggers.iter().all(|trigger| trigger != "-"));
    }
}
