//! A finding with the line it is about, what is meant underlined, and its fix as a patch.
//!
//! Not for: one-line remarks.

use std::collections::HashMap;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use tm_grammar::BlockId;
use tm_model::diagnostic::{Diagnostic, Fix, Severity};
use tm_model::source::{FileId, Origin};

use crate::cli::page::Style;
use crate::cli::report::DiagnosticReport;
use crate::cli::sources::Loaded;

/// How many other places are named under a finding.
const RELATED: usize = 3;

/// A patch with more lines than this is not shown.
const PATCH_LINES: usize = 8;

/// Draws findings, and remembers the texts they are about.
#[derive(Default)]
pub struct Snippets {
    texts: HashMap<(*const Loaded, FileId), String>,
}

/// Some lines of a text.
struct Window<'t> {
    lines: &'t str,
    /// The number of the first, from 1.
    first: usize,
    /// Where the first begins in the text.
    start: usize,
    /// The range that it is about, in `lines`.
    range: Range<usize>,
}

impl Snippets {
    /// The finding in as many lines as it needs.
    pub fn draw(&mut self, report: &DiagnosticReport<'_>, style: Style) -> Vec<String> {
        let DiagnosticReport { finding, loaded, block, .. } = report;
        let fixes = fixes(loaded, *block, finding);
        let fix = fixes.first().filter(|fix| fix.replacement.lines().count() <= PATCH_LINES);
        let origin = Origin { file: block.0, block: block.1, span: finding.span };
        let related = finding.related.iter().take(RELATED);
        let others =
            fix.map(|fix| fix.origin.file).into_iter().chain(related.map(|one| one.origin.file));
        for file in std::iter::once(origin.file).chain(others) {
            self.texts.entry((*loaded as *const Loaded, file)).or_insert_with(|| {
                loaded.workspace.file(file).map(|file| file.document.text()).unwrap_or_default()
            });
        }
        let text = |file: FileId| {
            self.texts.get(&(*loaded as *const Loaded, file)).map_or("", String::as_str)
        };
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Information | Severity::Hint => {
                Level::INFO.with_name(finding.severity.word())
            }
        };
        let info = finding.code.info();
        let message = wrapped(&finding.message, style, info.code.len() + 12);
        let window = window(loaded, origin, text(origin.file));
        let annotation = AnnotationKind::Primary.span(window.range.clone());
        let mut group = level.primary_title(message).id(info.code).element(
            Snippet::source(window.lines)
                .line_start(window.first)
                .path(loaded.display(origin.file))
                .annotation(annotation),
        );
        for related in finding.related.iter().take(RELATED) {
            let place = place(loaded, related.origin, text(related.origin.file));
            let note = format!("{place}: {}", related.message);
            group = group.element(Level::NOTE.message(wrapped(&note, style, 10)));
        }
        let mut groups = vec![group];
        if let Some(fix) = fix {
            let (window, replacement) = patch(loaded, fix, text(fix.origin.file));
            groups.push(
                Group::with_title(Level::HELP.secondary_title(fix.title.as_str())).element(
                    Snippet::source(window.lines)
                        .line_start(window.first)
                        .path(loaded.display(fix.origin.file))
                        .patch(Patch::new(window.range, replacement)),
                ),
            );
        }
        let width = style.width.unwrap_or(140);
        let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
        let drawn = renderer.term_width(width).decor_style(DecorStyle::Ascii).render(&groups);
        drawn.lines().map(|line| line.trim_end().to_owned()).collect()
    }
}

/// The changes that would settle a finding.
fn fixes(loaded: &Loaded, (file, block): (FileId, BlockId), finding: &Diagnostic) -> Vec<Fix> {
    let known = loaded.workspace.findings_with_fixes(file, block);
    let same = |other: &Diagnostic| {
        other.code == finding.code && other.span == finding.span && other.message == finding.message
    };
    known.into_iter().find(same).map(|finding| finding.fixes).unwrap_or_default()
}

/// The lines in which a range lies.
fn window<'t>(loaded: &Loaded, origin: Origin, text: &'t str) -> Window<'t> {
    let file = loaded.workspace.file(origin.file);
    let block = file.and_then(|file| file.document.start_of(origin.block)).unwrap_or(0);
    let start = (block + origin.span.start as usize).min(text.len());
    let end = (block + origin.span.end as usize).clamp(start, text.len());
    let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    // A range over several lines is about the first.
    let last = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end_of_lines = text[end..].find('\n').map_or(text.len(), |at| end + at);
    Window {
        lines: &text[first..end_of_lines.max(last)],
        first: text[..first].matches('\n').count() + 1,
        start: first,
        range: start - first..end - first,
    }
}

/// The lines that a fix changes, and what it writes there. Lines that it adds below another are added
/// above the next: the line before them stays as it is.
fn patch<'t>(loaded: &Loaded, fix: &Fix, text: &'t str) -> (Window<'t>, String) {
    let window = window(loaded, fix.origin, text);
    let below = fix.replacement.strip_prefix('\n').filter(|lines| !lines.ends_with('\n'));
    let at = window.start + window.range.start;
    match (below, text[at..].strip_prefix('\n')) {
        (Some(below), Some(rest)) if window.range.is_empty() && !rest.is_empty() => {
            let end = rest.find('\n').unwrap_or(rest.len());
            let (lines, first, start) = (&rest[..end], window.first + 1, at + 1);
            (Window { lines, first, start, range: 0..0 }, format!("{below}\n"))
        }
        _ => (window, fix.replacement.clone()),
    }
}

fn place(loaded: &Loaded, origin: Origin, text: &str) -> String {
    let window = window(loaded, origin, text);
    let column = window.lines[..window.range.start].chars().count() + 1;
    format!("{}:{}:{column}", loaded.display(origin.file), window.first)
}

/// A message on as many lines as the terminal needs; what follows is indented by the renderer.
fn wrapped(message: &str, style: Style, before: usize) -> String {
    let width = style.width.map(|width| width.saturating_sub(before).max(40));
    Style { width, ..style }.wrap(message, 0).join("\n")
}
