//! Which type of the protocol each message of the server has.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tower_lsp::ls_types::notification::{
    LogMessage, LogTrace, Notification, Progress, PublishDiagnostics, ShowMessage,
};
use tower_lsp::ls_types::request::{
    ApplyWorkspaceEdit, CallHierarchyIncomingCalls, CallHierarchyOutgoingCalls,
    CallHierarchyPrepare, CodeActionRequest, CodeActionResolveRequest, CodeLensRefresh,
    CodeLensRequest, CodeLensResolve, Completion, DocumentDiagnosticRequest,
    DocumentHighlightRequest, DocumentLinkRequest, DocumentLinkResolve, DocumentSymbolRequest,
    ExecuteCommand, FoldingRangeRequest, Formatting, GotoDeclaration, GotoDefinition,
    GotoImplementation, GotoTypeDefinition, HoverRequest, Initialize, InlayHintRefreshRequest,
    InlayHintRequest, InlayHintResolveRequest, OnTypeFormatting, PrepareRenameRequest,
    RangeFormatting, References, RegisterCapability, Rename, Request, ResolveCompletionItem,
    SelectionRangeRequest, SemanticTokensFullDeltaRequest, SemanticTokensFullRequest,
    SemanticTokensRangeRequest, SemanticTokensRefresh, ShowDocument, ShowMessageRequest, Shutdown,
    SignatureHelpRequest, TypeHierarchyPrepare, TypeHierarchySubtypes, TypeHierarchySupertypes,
    UnregisterCapability, WillRenameFiles, WorkDoneProgressCreate, WorkspaceConfiguration,
    WorkspaceDiagnosticRefresh, WorkspaceDiagnosticRequest, WorkspaceFoldersRequest,
    WorkspaceSymbolRequest, WorkspaceSymbolResolve,
};
use tower_lsp::ls_types::{Location, TextEdit};

/// What the types of the framework have no word for yet, in the answer to `initialize`.
const UNTYPED: [&str; 2] =
    ["/capabilities/typeHierarchyProvider", "/capabilities/documentRangeFormattingProvider"];

/// What all requests of our own answer.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Own {
    version: u32,
    document_version: Option<i32>,
    loading: bool,
    model: String,
    broken: Vec<Broken>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct Broken {
    message: String,
    #[serde(flatten)]
    place: Location,
}

macro_rules! table {
    ($(#[$about:meta])* $name:ident, $kind:ident :: $part:ident, $($type:ty),* $(,)?) => {
        $(#[$about])*
        fn $name(method: &str, value: &Value) -> Option<Result<(), String>> {
            match method {
                $(<$type as $kind>::METHOD => Some(same::<<$type as $kind>::$part>(value)),)*
                _ => None,
            }
        }
    };
}

table! {
    /// Results, by the method that was asked.
    typed_result, Request::Result,
    CallHierarchyIncomingCalls, CallHierarchyOutgoingCalls, CallHierarchyPrepare,
    CodeActionRequest, CodeActionResolveRequest, CodeLensRequest, CodeLensResolve, Completion,
    DocumentDiagnosticRequest, DocumentHighlightRequest, DocumentLinkRequest, DocumentLinkResolve,
    DocumentSymbolRequest, ExecuteCommand, FoldingRangeRequest, Formatting, GotoDeclaration,
    GotoDefinition, GotoImplementation, GotoTypeDefinition, HoverRequest, Initialize,
    InlayHintRequest, InlayHintResolveRequest, OnTypeFormatting, PrepareRenameRequest,
    RangeFormatting, References, Rename, ResolveCompletionItem, SelectionRangeRequest,
    SemanticTokensFullDeltaRequest, SemanticTokensFullRequest, SemanticTokensRangeRequest,
    Shutdown, SignatureHelpRequest, TypeHierarchyPrepare, TypeHierarchySubtypes,
    TypeHierarchySupertypes, WillRenameFiles, WorkspaceDiagnosticRequest, WorkspaceSymbolRequest,
    WorkspaceSymbolResolve,
}

table! {
    /// What the server asks.
    typed_request, Request::Params,
    ApplyWorkspaceEdit, CodeLensRefresh, InlayHintRefreshRequest, RegisterCapability,
    SemanticTokensRefresh, ShowDocument, ShowMessageRequest, UnregisterCapability,
    WorkDoneProgressCreate, WorkspaceConfiguration, WorkspaceDiagnosticRefresh,
    WorkspaceFoldersRequest,
}

table! {
    /// What the server tells.
    typed_notification, Notification::Params,
    LogMessage, LogTrace, Progress, PublishDiagnostics, ShowMessage,
}

/// Whether the result of a request is of its type.
pub fn result(method: &str, value: &Value) -> Result<(), String> {
    let mut known = value.clone();
    if method == Initialize::METHOD {
        known = without(known, &UNTYPED);
    }
    typed_result(method, &known).unwrap_or_else(|| match method {
        "textDocument/rangesFormatting" => same::<Option<Vec<TextEdit>>>(value),
        own if own.starts_with("tm/") => same::<Own>(value),
        _ => Err("the table of results has no row for it".to_owned()),
    })
}

/// Whether a request of the server is of its type.
pub fn request(method: &str, params: &Value) -> Result<(), String> {
    typed_request(method, params).unwrap_or_else(|| Err("no request of the protocol".to_owned()))
}

/// Whether a notification of the server is of its type.
pub fn notification(method: &str, params: &Value) -> Result<(), String> {
    let typed = typed_notification(method, params);
    typed.unwrap_or_else(|| Err("no notification of the protocol".to_owned()))
}

fn without(mut value: Value, places: &[&str]) -> Value {
    for place in places {
        let (parent, key) = place.rsplit_once('/').expect("a place has a parent");
        if let Some(Value::Object(parent)) = value.pointer_mut(parent) {
            parent.remove(key);
        }
    }
    value
}

/// Whether a value is of a type, and is the same when it is written again from it. What is null is
/// the same as what is not there.
fn same<T: Serialize + DeserializeOwned>(value: &Value) -> Result<(), String> {
    let typed: T =
        serde_json::from_value(value.clone()).map_err(|error| format!("{error}: {value}"))?;
    let again = serde_json::to_value(typed).map_err(|error| error.to_string())?;
    differs(&with_nothing_left_out(value), &with_nothing_left_out(&again), "")
}

fn with_nothing_left_out(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !value.is_null());
            Value::Object(
                fields.map(|(key, it)| (key.clone(), with_nothing_left_out(it))).collect(),
            )
        }
        Value::Array(values) => values.iter().map(with_nothing_left_out).collect(),
        other => other.clone(),
    }
}

fn differs(sent: &Value, again: &Value, at: &str) -> Result<(), String> {
    match (sent, again) {
        (Value::Object(sent), Value::Object(again)) => {
            if let Some(key) = again.keys().find(|key| !sent.contains_key(*key)) {
                return Err(format!("{at}/{key} is not there"));
            }
            for (key, value) in sent {
                let at = format!("{at}/{key}");
                let Some(again) = again.get(key) else {
                    return Err(format!("{at} is not of the protocol: {value}"));
                };
                differs(value, again, &at)?;
            }
            Ok(())
        }
        (Value::Array(sent), Value::Array(again)) if sent.len() == again.len() => {
            let mut pairs = sent.iter().zip(again).enumerate();
            pairs.try_for_each(|(number, (sent, again))| {
                differs(sent, again, &format!("{at}/{number}"))
            })
        }
        _ if sent == again => Ok(()),
        _ => Err(format!("{at} is {sent}, and in the protocol's types {again}")),
    }
}

#[test]
fn what_the_protocol_does_not_know_is_found() {
    let place = serde_json::json!({ "line": 1, "character": 2 });
    let range = serde_json::json!({ "start": place, "end": place });
    let sound =
        serde_json::json!({ "contents": { "kind": "plaintext", "value": "" }, "range": range });
    assert_eq!(result(HoverRequest::METHOD, &sound), Ok(()));
    let mut odd = sound.clone();
    odd["range"]["start"]["column"] = 2.into();
    assert!(
        result(HoverRequest::METHOD, &odd).is_err_and(|it| it.starts_with("/range/start/column"))
    );
    assert!(result(HoverRequest::METHOD, &range).is_err());
    assert!(result("textDocument/nothingOfTheKind", &Value::Null).is_err());
}
