//! From plain data to the types of the protocol. Nothing is decided here.

use tower_lsp::ls_types::{
    self, CompletionItem, CompletionItemKind, CompletionTextEdit, Diagnostic, DiagnosticSeverity,
    HoverContents, InlayHint, InlayHintLabel, InlayHintTooltip, MarkupContent, MarkupKind,
    NumberOrString, TextEdit,
};

use super::position;
use super::state::View;
use crate::engine::{Finding, Hover, LineHint, Proposal, Severity};

/// How editors name the origin of a finding.
pub const SOURCE: &str = "tm";

/// A finding.
pub fn diagnostic(view: &View, finding: Finding) -> Diagnostic {
    Diagnostic {
        range: position::range(&view.text, &finding.range, view.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: finding.message,
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// What is said about the thing under the pointer.
pub fn hover(view: &View, hover: Hover) -> ls_types::Hover {
    ls_types::Hover {
        contents: HoverContents::Markup(markdown(hover.markdown)),
        range: Some(position::range(&view.text, &hover.range, view.encoding)),
    }
}

/// A hint at the end of a line.
pub fn inlay_hint(view: &View, hint: LineHint) -> InlayHint {
    InlayHint {
        position: position::position(&view.text, hint.offset, view.encoding),
        label: InlayHintLabel::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::MarkupContent(markdown(hint.tooltip))),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

/// A text that may be inserted. Its filter text is the label, because some clients lose a list at
/// the first `-` or `.` of a name if they are left to guess.
pub fn completion(view: &View, index: usize, proposal: Proposal) -> CompletionItem {
    let range = position::range(&view.text, &proposal.replace, view.encoding);
    CompletionItem {
        kind: Some(CompletionItemKind::KEYWORD),
        detail: Some(proposal.detail.to_owned()),
        sort_text: Some(format!("{index:05}")),
        filter_text: Some(proposal.label.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, proposal.label.clone()))),
        label: proposal.label,
        ..CompletionItem::default()
    }
}

fn markdown(value: String) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value }
}
