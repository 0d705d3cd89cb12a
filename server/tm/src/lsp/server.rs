//! The handlers of the protocol: each finds its document, asks the analysis, and hands the answer
//! to `conv`.
//!
//! Invariants:
//! - A notification about texts is applied under the lock before its handler could wait; none of
//!   them waits.
//! - A request takes its view before it waits, and works on nothing else, on a thread where time
//!   does not matter to others. If the client cancels it before it began, it never runs.
//! - No handler waits for the client.

use std::sync::Arc;

use serde_json::Value;
use tm_model::diagnostic::Code;
use tokio::sync::Notify;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::request::{
    GotoDeclarationParams, GotoDeclarationResponse, GotoImplementationParams,
    GotoImplementationResponse, GotoTypeDefinitionParams, GotoTypeDefinitionResponse,
};
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams,
    CodeAction, CodeActionContext, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams,
    CompletionItem, CompletionParams, CompletionResponse, CreateFilesParams, DeleteFilesParams,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReportResult,
    DocumentFormattingParams, DocumentHighlight, DocumentHighlightParams, DocumentLink,
    DocumentLinkParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams,
    DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, FoldingRange,
    FoldingRangeParams, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams,
    InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams, Location,
    PrepareRenameResponse, ReferenceParams, RenameFilesParams, RenameParams, SelectionRange,
    SelectionRangeParams, SemanticTokensDeltaParams, SemanticTokensFullDeltaResult,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult,
    SemanticTokensResult, ServerInfo, SignatureHelp, SignatureHelpParams,
    TextDocumentPositionParams, TextEdit, TypeHierarchyItem, TypeHierarchyPrepareParams,
    TypeHierarchySubtypesParams, TypeHierarchySupertypesParams, Uri, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReportResult, WorkspaceEdit, WorkspaceFolder, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};
use tower_lsp::{Client, LanguageServer};

use super::actions::Asked;
use super::capabilities::{self, Abilities};
use super::commands::{self, Call, Done};
use super::errand::{answer, answer_while_wanted};
use super::formatting::RangesParams;
use super::outgoing::{self, Shared};
use super::semantic_tokens::Palette;
use super::state::{About, State, View};
use super::{
    actions, completion, conv, deeds, fetch, files, formatting, hierarchy, hints, lenses,
    navigation, parent, position, rename, requests, signature, structure, uri,
};

/// The server behind the framework.
pub struct Backend {
    client: Client,
    shared: Arc<Shared>,
    parent_gone: Arc<Notify>,
}

impl Backend {
    /// A server that speaks with this client. `parent_gone` is notified when the process that the
    /// client names has ended.
    pub fn new(client: Client, shared: Arc<Shared>, parent_gone: Arc<Notify>) -> Self {
        Self { client, shared, parent_gone }
    }

    /// The client that it speaks with.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// A file of a workspace, for the requests of our own.
    pub fn about_file(&self, uri: &Uri, codes: &[Code]) -> Option<About> {
        self.shared.with_state(|state| state.about(uri, codes))
    }

    fn view(&self, uri: &Uri) -> Option<View> {
        self.shared.with_state(|state| state.view(uri))
    }

    /// Works on an open document.
    async fn about<T: Send + 'static>(
        &self,
        uri: &Uri,
        work: impl FnOnce(&View) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(view) = self.view(uri) else { return Ok(None) };
        answer(move || work(&view)).await
    }

    /// Works on a place of an open document.
    async fn at<T: Send + 'static>(
        &self,
        at: TextDocumentPositionParams,
        work: impl FnOnce(&View, usize) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        self.about(&at.text_document.uri, move |view| {
            work(view, position::offset(&view.text, at.position, view.encoding))
        })
        .await
    }

    /// Works on the semantic tokens of an open document.
    async fn colour<T: Send + 'static>(
        &self,
        uri: &Uri,
        work: impl FnOnce(&Palette) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let palette = self.shared.with_state(|state| state.palette(uri));
        let Some(palette) = palette else { return Ok(None) };
        answer(move || work(&palette)).await
    }

    /// What formats some ranges of a document.
    pub async fn ranges_formatting(&self, params: RangesParams) -> Result<Option<Vec<TextEdit>>> {
        let ranges = params.ranges;
        self.about(&params.text_document.uri, move |view| formatting::ranges(view, &ranges)).await
    }

    /// Works on a file that an earlier answer spoke of, whether it is open or not.
    async fn about_any<T: Send + 'static>(
        &self,
        uri: Option<&Uri>,
        work: impl FnOnce(&View) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let view = uri.and_then(|uri| self.shared.with_state(|state| state.view_of_any(uri)));
        let Some(view) = view else { return Ok(None) };
        answer(move || work(&view)).await
    }
}

/// The folders that a client says it works in; older ones name a single one.
fn folders(params: &InitializeParams) -> Vec<Uri> {
    let folders = params.workspace_folders.iter().flatten().map(|folder| folder.uri.clone());
    let folders: Vec<Uri> = folders.collect();
    #[expect(deprecated, reason = "older clients know no other")]
    let root = params.root_uri.clone();
    if folders.is_empty() { root.into_iter().collect() } else { folders }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let abilities = Abilities::of(&params.capabilities);
        let options = params.initialization_options.as_ref();
        let folders = folders(&params);
        outgoing::warn_about(&self.shared.state.lock().meet(abilities, &folders, options));
        if let Some(process) = params.process_id {
            let parent_gone = Arc::clone(&self.parent_gone);
            parent::watch(process, move || parent_gone.notify_one());
        }
        Ok(InitializeResult {
            capabilities: capabilities::offer(&abilities),
            server_info: Some(ServerInfo {
                name: "tm".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let abilities = self.shared.state.lock().abilities();
        outgoing::register(&self.client, abilities);
        if abilities.configuration {
            self.shared.fetch_settings();
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        self.shared.with_state(|state| state.open(document.uri, document.version, &document.text));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        let (is_open, has_company) = self.shared.with_state(|state| {
            let changes = &params.content_changes;
            (
                state.change(&document.uri, document.version, changes),
                state.has_company(&document.uri),
            )
        });
        if !is_open {
            tracing::warn!("edits to {} which is not open", document.uri.as_str());
        }
        if has_company {
            // The client asks anew about the document it edits, and about no others.
            self.shared.refresh();
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.shared.with_state(|state| state.close(&params.text_document.uri));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.shared.with_state(|state| {
            // A client that cannot watch files tells of changes on disk at no other moment.
            if !state.abilities().registers_watchers {
                state.saved(&params.text_document.uri);
            }
        });
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let uris = params.changes.iter().map(|change| &change.uri);
        self.shared.with_state(|state| state.changed_on_disk(uris));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let uris = |folders: Vec<WorkspaceFolder>| -> Vec<Uri> {
            folders.into_iter().map(|folder| folder.uri).collect()
        };
        let (added, removed) = (uris(params.event.added), uris(params.event.removed));
        self.shared.with_state(|state| state.change_folders(&added, &removed));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.shared.state.lock().abilities().configuration {
            self.shared.fetch_settings();
        } else if params.settings != Value::Null {
            self.shared.configure(&params.settings);
        }
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        fetch::document(&self.shared, params).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        fetch::workspace(&self.shared, params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let Some(view) = self.view(&at.text_document.uri) else { return Ok(None) };
        answer(move || {
            let offset = position::offset(&view.text, at.position, view.encoding);
            let hover = tm_ide::hover(&view.snapshot, view.file, offset)?;
            Some(conv::hover(&view, hover))
        })
        .await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let uri = params.text_document.uri;
        self.about(&uri.clone(), move |view| hints::list(view, &uri, params.range)).await
    }

    async fn inlay_hint_resolve(&self, hint: InlayHint) -> Result<InlayHint> {
        let Some(uri) = hints::document(&hint) else { return Ok(hint) };
        let unresolved = hint.clone();
        let resolved = self.about(&uri, move |view| hints::resolved(view, &hint)).await?;
        Ok(resolved.unwrap_or(unresolved))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        self.about(&at.text_document.uri.clone(), move |view| completion::list(view, &at)).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let Some(uri) = completion::document(&item) else { return Ok(item) };
        let unresolved = item.clone();
        let resolved = self.about(&uri, move |view| completion::resolved(view, &item)).await?;
        Ok(resolved.unwrap_or(unresolved))
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        self.at(params.text_document_position_params, navigation::definition).await
    }

    async fn goto_declaration(
        &self,
        params: GotoDeclarationParams,
    ) -> Result<Option<GotoDeclarationResponse>> {
        self.at(params.text_document_position_params, navigation::declaration).await
    }

    async fn goto_type_definition(
        &self,
        params: GotoTypeDefinitionParams,
    ) -> Result<Option<GotoTypeDefinitionResponse>> {
        self.at(params.text_document_position_params, navigation::type_definition).await
    }

    async fn goto_implementation(
        &self,
        params: GotoImplementationParams,
    ) -> Result<Option<GotoImplementationResponse>> {
        self.at(params.text_document_position_params, navigation::implementation).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let with_declaration = params.context.include_declaration;
        self.at(params.text_document_position, move |view, offset| {
            navigation::references(view, offset, with_declaration)
        })
        .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        self.at(params.text_document_position_params, navigation::highlights).await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        self.about(&params.text_document.uri, structure::outline).await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        let worlds = self.shared.with_state(State::worlds);
        answer_while_wanted(move |token| {
            structure::workspace_symbols(&worlds, &params.query, &|| token.is_called_off())
        })
        .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.about(&params.text_document.uri, structure::links).await
    }

    async fn document_link_resolve(&self, link: DocumentLink) -> Result<DocumentLink> {
        let unresolved = link.clone();
        let resolved = answer(move || Some(structure::resolve_link(link))).await?;
        Ok(resolved.unwrap_or(unresolved))
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.about(&params.text_document.uri, structure::folds).await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        self.about(&params.text_document.uri, move |view| {
            let offset = |at| position::offset(&view.text, at, view.encoding);
            let places = params.positions.into_iter();
            Some(places.map(|at| structure::selection(view, offset(at))).collect())
        })
        .await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        self.colour(&params.text_document.uri, Palette::full).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let before = params.previous_result_id;
        self.colour(&params.text_document.uri, move |palette| palette.since(&before)).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let range = params.range;
        self.colour(&params.text_document.uri, move |palette| palette.range(range)).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.about(&params.text_document.uri, formatting::document).await
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let range = params.range;
        self.about(&params.text_document.uri, move |view| formatting::ranges(view, &[range])).await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let key = params.ch;
        self.at(params.text_document_position, move |view, offset| {
            formatting::on_type(view, offset, &key)
        })
        .await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.at(params, |view, offset| Some(rename::prepare(view, offset))).await?.transpose()
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let name = params.new_name;
        self.at(params.text_document_position, move |view, offset| {
            Some(rename::rename(view, offset, &name))
        })
        .await?
        .transpose()
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let (uri, range) = (params.text_document.uri, params.range);
        let question = self.shared.with_state(|state| state.question(&uri, Some(range)));
        let Some(question) = question else { return Ok(None) };
        let CodeActionContext { diagnostics, only, .. } = params.context;
        answer(move || Some(actions::list(&question, &uri, range, only.as_deref(), &diagnostics)))
            .await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(asked) = Asked::of(&action) else { return Ok(action) };
        let question = self.shared.with_state(|state| state.question(&asked.uri, asked.range));
        let Some(question) = question else { return Ok(action) };
        let title = action.title.clone();
        let edit = answer(move || actions::edit(&question, &asked, &title)).await?;
        Ok(CodeAction { edit, ..action })
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.about(&params.text_document.uri, lenses::list).await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        let Some(uri) = lenses::document(&lens) else { return Ok(lens) };
        let unresolved = lens.clone();
        let command = self.about(&uri, move |view| lenses::command(view, &lens)).await?;
        Ok(CodeLens { command, ..unresolved })
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let call = Call::of(params)?;
        let about =
            self.about_file(call.uri(), &[]).ok_or_else(|| requests::unknown(call.uri()))?;
        let done = answer_while_wanted(move |token| Some(commands::run(&about, &call, token)));
        let Some(done) = done.await? else { return Ok(None) };
        let Done { value, deed } = done?;
        if let Some(deed) = deed {
            deeds::perform(&self.client, &self.shared, deed);
        }
        Ok(Some(value))
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        let renames = files::renames(&params.files);
        let moved = self.shared.with_state(|state| state.moves(&renames));
        answer(move || files::edits(&moved)).await
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        let made = params.files.iter().filter_map(|file| uri::of_address(&file.uri));
        let made: Vec<Uri> = made.collect();
        self.shared.with_state(|state| state.changed_in_client(&made));
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        let renames = files::renames(&params.files);
        let both = renames.iter().flat_map(|(from, to)| [from, to]);
        self.shared.with_state(|state| state.changed_in_client(both));
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        let gone = params.files.iter().filter_map(|file| uri::of_address(&file.uri));
        let gone: Vec<Uri> = gone.collect();
        self.shared.with_state(|state| state.changed_in_client(&gone));
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        self.at(params.text_document_position_params, signature::help).await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        self.at(params.text_document_position_params, hierarchy::elements).await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        let item = params.item;
        self.about_any(Some(&item.uri.clone()), move |view| hierarchy::incoming(view, &item)).await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        let item = params.item;
        self.about_any(Some(&item.uri.clone()), move |view| hierarchy::outgoing(view, &item)).await
    }

    async fn prepare_type_hierarchy(
        &self,
        params: TypeHierarchyPrepareParams,
    ) -> Result<Option<Vec<TypeHierarchyItem>>> {
        self.at(params.text_document_position_params, hierarchy::types).await
    }

    async fn supertypes(
        &self,
        params: TypeHierarchySupertypesParams,
    ) -> Result<Option<Vec<TypeHierarchyItem>>> {
        let around = hierarchy::around(&params.item);
        self.about_any(around.as_ref(), move |view| hierarchy::supertypes(view, &params.item)).await
    }

    async fn subtypes(
        &self,
        params: TypeHierarchySubtypesParams,
    ) -> Result<Option<Vec<TypeHierarchyItem>>> {
        let around = hierarchy::around(&params.item);
        self.about_any(around.as_ref(), move |view| hierarchy::subtypes(view, &params.item)).await
    }
}
