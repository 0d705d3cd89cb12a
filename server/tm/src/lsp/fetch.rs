//! Findings for a client that fetches them: of one document, and of everything it knows.
//!
//! Invariants:
//! - A request about a workspace that is being read waits for it: nobody is told that something is
//!   missing which has not been looked for.
//! - A request for everything waits until there is something that the client does not have, so that
//!   a client which asks again and again costs nothing while nothing happens.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::diagnostics;
use super::errand::answer;
use super::outgoing::Shared;
use super::state::{Fetch, Fetched};

/// The findings of a document.
pub async fn document(
    shared: &Arc<Shared>,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let known = params.previous_result_id.as_deref().and_then(number);
    loop {
        let mut news = pin!(shared.news());
        // What happens from here on is not missed.
        news.as_mut().enable();
        let (worker, uri) = (Arc::clone(shared), params.text_document.uri.clone());
        if let Some(list) = answer(move || fetch(&worker, &uri, known)).await? {
            return Ok(DocumentDiagnosticReportResult::Report(report(list)));
        }
        news.await;
    }
}

fn fetch(shared: &Shared, uri: &Uri, known: Option<u64>) -> Option<Fetched> {
    match shared.with_state(|state| state.fetch(uri, known)) {
        Fetch::Later => None,
        Fetch::Known(list) => Some(list),
        Fetch::Compute(job) => {
            let findings = diagnostics::of(&job);
            Some(shared.with_state(|state| state.deliver(*job, findings, known)))
        }
    }
}

/// The findings of everything.
pub async fn workspace(
    shared: &Arc<Shared>,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let known = params.previous_result_ids.into_iter();
    let known: HashMap<Uri, u64> =
        known.filter_map(|it| Some((it.uri, number(&it.value)?))).collect();
    let known = Arc::new(known);
    loop {
        let mut news = pin!(shared.news());
        news.as_mut().enable();
        let (worker, known) = (Arc::clone(shared), Arc::clone(&known));
        if let Some(lists) = answer(move || worker.state.lock().fetch_all(&known)).await? {
            let items = lists.into_iter().map(entry).collect();
            let report = WorkspaceDiagnosticReport { items };
            return Ok(WorkspaceDiagnosticReportResult::Report(report));
        }
        news.await;
    }
}

/// The number of a list, as the client has it.
fn number(result_id: &str) -> Option<u64> {
    result_id.parse().ok()
}

fn report(list: Fetched) -> DocumentDiagnosticReport {
    match sorted(list.number, list.findings) {
        Ok(full) => DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: full,
        }),
        Err(unchanged) => {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: unchanged,
            })
        }
    }
}

fn entry(list: Fetched) -> WorkspaceDocumentDiagnosticReport {
    let (uri, version) = (list.uri, list.version.map(i64::from));
    match sorted(list.number, list.findings) {
        Ok(full) => {
            WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: full,
            })
        }
        Err(unchanged) => WorkspaceDocumentDiagnosticReport::Unchanged(
            WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: unchanged,
            },
        ),
    }
}

/// A list as it is told, or that the client has it.
fn sorted(
    number: Option<u64>,
    findings: Option<Vec<tower_lsp::ls_types::Diagnostic>>,
) -> std::result::Result<FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport> {
    let result_id = number.map(|number| number.to_string());
    match (findings, result_id) {
        (None, Some(result_id)) => Err(UnchangedDocumentDiagnosticReport { result_id }),
        (findings, result_id) => {
            Ok(FullDocumentDiagnosticReport { result_id, items: findings.unwrap_or_default() })
        }
    }
}
