//! The remedies that findings carry, comments that silence findings, and what can be put right in a
//! whole file at once.

use std::ops::Range;

use tm_model::change::line_above;
use tm_model::diagnostic::{Code, Diagnostic, Fix, Severity};
use tm_model::source::FileId;
use tm_model::{Snapshot, Workspace};

use super::{Action, ActionKind, Finding};
use crate::edits::{Edit, joined};

/// Findings of one file, with what would settle them.
#[derive(Clone, Debug)]
pub struct Findings {
    /// The file.
    pub file: FileId,
    /// The findings, in the order of the text.
    pub list: Vec<Finding>,
}

impl Findings {
    /// The findings of a file that touch a range.
    pub fn at(workspace: &Workspace, file: FileId, range: &Range<usize>) -> Self {
        let mut findings = Self { file, list: Vec::new() };
        let Some(known) = workspace.file(file) else { return findings };
        for (block, start, tree) in known.document.blocks() {
            let touches = |from: usize, to: usize| from <= range.end && range.start <= to;
            if !touches(start, start + tree.text.len()) {
                continue;
            }
            let reaches = |it: &Diagnostic| {
                touches(start + it.span.start as usize, start + it.span.end as usize)
            };
            // Most blocks have nothing to mend, and working out how takes time.
            let found = workspace.findings_of_block(file, block);
            if found.is_some_and(|found| found.iter().any(reaches)) {
                let found = workspace.findings_with_fixes(file, block).into_iter();
                let found = found.filter(reaches);
                findings.list.extend(found.map(|diagnostic| Finding { start, diagnostic }));
            }
        }
        findings
    }

    /// Those of a file that [`fix_all`] settles.
    pub fn safe(workspace: &Workspace, file: FileId) -> Self {
        let mut findings = Self { file, list: Vec::new() };
        let Some(known) = workspace.file(file) else { return findings };
        for (block, start, _) in known.document.blocks() {
            let found = workspace.findings_of_block(file, block);
            if found.is_some_and(|found| found.iter().any(|it| is_safe(it.code))) {
                let found = workspace.findings_with_fixes(file, block).into_iter();
                let found = found.filter(|it| is_safe(it.code));
                findings.list.extend(found.map(|diagnostic| Finding { start, diagnostic }));
            }
        }
        findings
    }

    /// True if [`fix_all`] could settle some of these.
    pub fn any_safe<'d>(mut list: impl Iterator<Item = &'d Diagnostic>) -> bool {
        list.any(|finding| is_safe(finding.code))
    }

    /// Where a finding stands, in bytes of the file.
    pub fn range(&self, index: usize) -> Range<usize> {
        self.list.get(index).map_or(0..0, |it| {
            let span = it.diagnostic.span;
            it.start + span.start as usize..it.start + span.end as usize
        })
    }
}

/// An action for each fix that a finding carries.
pub(super) fn remedies<'a>(
    snapshot: &'a Snapshot,
    findings: &'a Findings,
    actions: &mut Vec<Action<'a>>,
) {
    for (index, finding) in findings.list.iter().enumerate() {
        let fixes = &finding.diagnostic.fixes;
        for fix in fixes {
            let mut action = Action::new(ActionKind::QuickFix, &fix.title, move || {
                Some(vec![edit_of(snapshot, fix)?])
            });
            action.settles = Some(index);
            // One remedy is what to do; among several somebody has to choose.
            action.preferred = fixes.len() == 1;
            actions.push(action);
        }
    }
}

fn edit_of(snapshot: &Snapshot, fix: &Fix) -> Option<Edit> {
    let file = snapshot.file(fix.origin.file).filter(|file| !file.shipped)?;
    let start = file.document.start_of(fix.origin.block)?;
    let span = fix.origin.span;
    let range = start + span.start as usize..start + span.end as usize;
    Some(Edit::new(fix.origin.file, range, &fix.replacement))
}

/// A comment above the item of each finding that is no error, which silences it there.
pub(super) fn allows<'a>(
    snapshot: &'a Snapshot,
    findings: &'a Findings,
    actions: &mut Vec<Action<'a>>,
) {
    for (index, finding) in findings.list.iter().enumerate() {
        let diagnostic = &finding.diagnostic;
        let code = diagnostic.code.info().code;
        if diagnostic.severity == Severity::Error || diagnostic.code == Code::UnusedAllow {
            continue;
        }
        let Some(file) = snapshot.file(findings.file) else { return };
        let Some((_, start, block)) = file.document.block_at(finding.start) else { continue };
        let mut item = None;
        let mut inside = block.items.iter().find(|item| covers(item.span, diagnostic.span));
        while let Some(found) = inside {
            item = Some(found);
            inside = found.items().find(|inner| covers(inner.span, diagnostic.span));
        }
        let Some(item) = item.filter(|item| begins_line(&block.text, item.span.start as usize))
        else {
            continue;
        };
        let title = format!("Silence {code} here: say why in a comment");
        let mut action = Action::new(ActionKind::Rewrite, title, move || {
            // Right above the item, below what describes it.
            let bare = tm_grammar::tree::Item { docs: Vec::new(), ..item.clone() };
            let line = format!("// tm-allow {code}: say why");
            let change = line_above(&bare, &block.text, &line);
            let at = start + change.span.start as usize;
            Some(vec![Edit::new(findings.file, at..at, change.text)])
        });
        action.settles = Some(index);
        actions.push(action);
    }
}

fn covers(outer: tm_grammar::tree::Span, inner: tm_grammar::tree::Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn begins_line(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].trim().is_empty()
}

/// What can be put right in a whole file without a choice: decisions about nothing and comments that
/// silence nothing go, rules get their new names.
pub fn fix_all(snapshot: &Snapshot, findings: &Findings) -> Vec<Edit> {
    let safe = findings.list.iter().filter(|it| is_safe(it.diagnostic.code));
    let mut edits: Vec<Edit> = Vec::new();
    for finding in safe {
        let [fix] = finding.diagnostic.fixes.as_slice() else { continue };
        let Some(edit) = edit_of(snapshot, fix) else { continue };
        let apart = |other: &Edit| {
            other.file != edit.file || other.end <= edit.start || edit.end <= other.start
        };
        // Of two that touch the same text the first is done; the other is still there next time.
        if edits.iter().all(apart) {
            edits.push(edit);
        }
    }
    joined(edits)
}

/// True for findings that [`fix_all`] settles.
fn is_safe(code: Code) -> bool {
    matches!(code, Code::StaleDecision | Code::UnusedAllow | Code::KnowledgeBaseMoved)
}
