//! From plain data to the types of the protocol. Nothing is decided here.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use ropey::Rope;
use tm_grammar::Encoding;
use tm_grammar::words::ItemWord;
use tm_ide::{Completion, CompletionKind, Hint, Hover};
use tm_model::diagnostic::{Code, Related, Severity};
use tm_model::kind::ThingKind;
use tower_lsp::ls_types::{
    self, Command, CompletionItem, CompletionItemKind, CompletionTextEdit, Diagnostic,
    DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Documentation, HoverContents,
    InlayHint, InlayHintLabel, InlayHintLabelPart, InlayHintTooltip, InsertTextFormat, Location,
    MarkupContent, MarkupKind, NumberOrString, TextEdit,
};

use super::commands::about_item;
use super::diagnostics::Placed;
use super::position;
use super::state::{Job, View};
use crate::settings::Problem;

/// How editors name the origin of a finding.
pub const SOURCE: &str = "tm";

/// A finding. Its data tells it from the others at its place.
pub fn diagnostic(job: &Job, placed: &Placed<'_>) -> Diagnostic {
    let finding = placed.finding;
    let related = || finding.related.iter().filter_map(|related| other_place(job, related));
    let mut hasher = DefaultHasher::new();
    (finding.code, &finding.message).hash(&mut hasher);
    Diagnostic {
        range: position::range(&job.text, &placed.range, job.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(code(finding.code)),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: (job.abilities.related_places && !finding.related.is_empty())
            .then(|| related().collect()),
        tags: (job.abilities.unnecessary && has_no_effect(finding.code))
            .then(|| vec![DiagnosticTag::UNNECESSARY]),
        // Numbers of more than 53 bits do not come back from every client.
        data: Some((hasher.finish() as u32).into()),
        ..Diagnostic::default()
    }
}

/// Something that is wrong with a `tm.toml` of this text.
pub fn problem(text: &Rope, problem: &Problem, encoding: Encoding) -> Diagnostic {
    let severity = if problem.is_error { Severity::Error } else { Severity::Warning };
    Diagnostic {
        range: position::range(text, &problem.span, encoding),
        severity: Some(self::severity(severity)),
        source: Some(SOURCE.to_owned()),
        message: problem.message.clone(),
        ..Diagnostic::default()
    }
}

/// A stable code.
pub fn code(code: Code) -> NumberOrString {
    NumberOrString::String(code.info().code.to_owned())
}

fn has_no_effect(code: Code) -> bool {
    matches!(code, Code::UnusedAllow | Code::StaleDecision)
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// Another place that a finding names; none in a file that the client cannot open.
fn other_place(job: &Job, related: &Related) -> Option<DiagnosticRelatedInformation> {
    let file = job.snapshot.file(related.origin.file).filter(|file| !file.shipped)?;
    let start = file.document.start_of(related.origin.block)?;
    let span = related.origin.span;
    let range = start + span.start as usize..start + span.end as usize;
    Some(DiagnosticRelatedInformation {
        location: Location {
            uri: job.spelling.uri_of(file)?,
            range: position::range(file.document.rope(), &range, job.encoding),
        },
        message: related.message.clone(),
    })
}

/// What is said about the thing under the pointer.
pub fn hover(view: &View, hover: Hover) -> ls_types::Hover {
    ls_types::Hover {
        contents: HoverContents::Markup(markdown(hover.markdown)),
        range: Some(range(view, &hover.range)),
    }
}

/// A hint at the end of a line; where there is something to do about its item, a click does that.
pub fn inlay_hint(view: &View, hint: Hint) -> InlayHint {
    let label = match hint.subject.and_then(|(word, name)| clicked(view, word, &name)) {
        Some(command) => InlayHintLabel::LabelParts(vec![InlayHintLabelPart {
            value: hint.label,
            command: Some(command),
            ..InlayHintLabelPart::default()
        }]),
        None => InlayHintLabel::String(hint.label),
    };
    InlayHint {
        position: position::position(&view.text, hint.offset, view.encoding),
        label,
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::MarkupContent(markdown(hint.tooltip))),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

/// What a click on a hint about an item runs.
fn clicked(view: &View, word: ItemWord, name: &str) -> Option<Command> {
    let command = view.abilities.commands.for_item(word)?;
    let uri = view.spelling.uri_of(view.snapshot.file(view.file)?)?;
    let argument = about_item(&uri, name);
    Some(Command::new(name.to_owned(), command.to_owned(), Some(vec![argument])))
}

/// A text that may be inserted. Its filter text is the label, because some clients lose a list at
/// the first `-` or `.` of a name if they are left to guess.
pub fn completion(view: &View, completion: Completion) -> CompletionItem {
    let as_snippet = completion.snippet && view.abilities.snippets;
    let text = match completion.snippet && !as_snippet {
        true => completion.label.clone(),
        false => completion.insert,
    };
    CompletionItem {
        kind: Some(completion_kind(completion.kind)),
        detail: Some(completion.detail).filter(|detail| !detail.is_empty()),
        documentation: Some(completion.documentation)
            .filter(|documentation| !documentation.is_empty())
            .map(|documentation| Documentation::MarkupContent(markdown(documentation))),
        sort_text: Some(completion.sort),
        filter_text: Some(completion.label.clone()),
        insert_text_format: as_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
            range(view, &completion.replace),
            text,
        ))),
        label: completion.label,
        ..CompletionItem::default()
    }
}

fn completion_kind(kind: CompletionKind) -> CompletionItemKind {
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

fn range(view: &View, range: &Range<usize>) -> ls_types::Range {
    position::range(&view.text, range, view.encoding)
}

fn markdown(value: String) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value }
}
