//! What client and server tell each other at the start: a pure function from one to the other.

use tm_grammar::Encoding;
use tower_lsp::ls_types::{
    ClientCapabilities, CompletionOptions, DiagnosticTag, HoverProviderCapability, OneOf,
    SaveOptions, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
};

use super::position;

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
    /// It can be asked to fetch inlay hints again.
    pub refreshes_hints: bool,
    /// It shows the other places of a finding.
    pub related_places: bool,
    /// It shows a finding about what has no effect as such.
    pub unnecessary: bool,
    /// It inserts text with tab stops.
    pub snippets: bool,
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
        let document = client.text_document.as_ref();
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
            refreshes_hints: workspace
                .and_then(|it| it.inlay_hint.as_ref()?.refresh_support)
                .unwrap_or_default(),
            related_places: findings.and_then(|it| it.related_information).unwrap_or_default(),
            unnecessary: findings
                .and_then(|it| it.tag_support.as_ref())
                .is_some_and(|tags| tags.value_set.contains(&DiagnosticTag::UNNECESSARY)),
            snippets: document
                .and_then(|it| it.completion.as_ref()?.completion_item.as_ref()?.snippet_support)
                .unwrap_or_default(),
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
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions {
            // Not `-`: names contain it, and asking anew within a name loses the list.
            trigger_characters: Some([":", ".", "@"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        ..ServerCapabilities::default()
    }
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
            refreshes_hints: false,
            related_places: false,
            unnecessary: false,
            snippets: false,
        };
        assert_eq!(abilities(json!({})), nothing);
        assert_eq!(abilities(json!({ "general": {}, "workspace": {} })), nothing);
    }

    #[test]
    fn what_a_client_says_is_used() {
        let said = abilities(json!({
            "general": { "positionEncodings": ["utf-16", "utf-8"] },
            "workspace": {
                "configuration": true,
                "didChangeConfiguration": { "dynamicRegistration": true },
                "didChangeWatchedFiles": { "dynamicRegistration": true },
                "inlayHint": { "refreshSupport": true },
            },
            "textDocument": {
                "publishDiagnostics": {
                    "relatedInformation": true,
                    "tagSupport": { "valueSet": [1, 2] },
                },
                "completion": { "completionItem": { "snippetSupport": true } },
            },
        }));
        let expected = Abilities {
            encoding: Encoding::Utf8,
            configuration: true,
            registers_configuration: true,
            registers_watchers: true,
            refreshes_hints: true,
            related_places: true,
            unnecessary: true,
            snippets: true,
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
