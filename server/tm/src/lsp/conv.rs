//! From plain data to the types of the protocol. Nothing is decided here.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use ropey::Rope;
use tm_grammar::Encoding;
use tm_ide::Hover;
use tm_model::diagnostic::{Code, Related, Severity};
use tower_lsp::ls_types::{
    self, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, HoverContents, Location, NumberOrString,
};

use super::diagnostics::Placed;
use super::pages::Pages;
use super::state::{Job, View};
use super::{markup, position};
use crate::settings::Problem;

/// How editors name the origin of a finding.
pub const SOURCE: &str = "tm";

/// A finding. Its data tells it from the others at its place.
pub fn diagnostic(job: &Job, placed: &Placed<'_>, pages: Option<&Pages>) -> Diagnostic {
    let finding = placed.finding;
    let related = || finding.related.iter().filter_map(|related| other_place(job, related));
    let mut hasher = DefaultHasher::new();
    (finding.code, &finding.message).hash(&mut hasher);
    Diagnostic {
        range: position::range(&job.text, &placed.range, job.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(code(finding.code)),
        code_description: pages
            .and_then(|pages| pages.of(finding.code))
            .map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: (job.abilities.related_places && !finding.related.is_empty())
            .then(|| related().collect()),
        tags: (job.abilities.unnecessary && has_no_effect(finding.code))
            .then(|| vec![DiagnosticTag::UNNECESSARY]),
        // Numbers of more than 53 bits do not come back from every client.
        data: job.abilities.keeps_data.then(|| (hasher.finish() as u32).into()),
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
        contents: HoverContents::Markup(markup::content(
            hover.markdown,
            view.abilities.renders.hover,
        )),
        range: Some(range(view, &hover.range)),
    }
}

fn range(view: &View, range: &Range<usize>) -> ls_types::Range {
    position::range(&view.text, range, view.encoding)
}
