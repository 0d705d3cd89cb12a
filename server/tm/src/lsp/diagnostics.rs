//! Which findings of a file go out, and how they are put.

use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, Range};

use super::conv;
use super::state::Job;
use crate::engine::Finding;

/// The findings of a file as the client is to see them.
pub fn of(job: &Job) -> Vec<Diagnostic> {
    let view = &job.view;
    let findings = view.snapshot.findings(&view.file);
    let limit = view.settings.max_per_file;
    let (shown, left_out) = select(findings, limit, job.last_edit);
    let mut diagnostics: Vec<_> =
        shown.into_iter().map(|finding| conv::diagnostic(view, finding)).collect();
    if left_out > 0 {
        diagnostics.push(Diagnostic {
            range: Range::default(),
            severity: Some(DiagnosticSeverity::INFORMATION),
            source: Some(conv::SOURCE.to_owned()),
            message: format!(
                "{left_out} more findings in this file are not shown \
                 (the setting tm.diagnostics.maxPerFile)."
            ),
            ..Diagnostic::default()
        });
    }
    diagnostics
}

/// Cuts a list to the limit, leaving room for the one that tells of the cut: the worst stay, among
/// equals those nearest to the last edit, so that the edited line's own finding is never cut.
fn select(
    mut findings: Vec<Finding>,
    limit: Option<usize>,
    last_edit: usize,
) -> (Vec<Finding>, usize) {
    let all = findings.len();
    let Some(limit) = limit.filter(|limit| all > *limit) else { return (findings, 0) };
    findings.sort_by_key(|finding| {
        let before = last_edit.saturating_sub(finding.range.end);
        let after = finding.range.start.saturating_sub(last_edit);
        (finding.severity, before.max(after))
    });
    findings.truncate(limit.saturating_sub(1));
    let left_out = all - findings.len();
    (findings, left_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Severity;

    fn finding(start: usize, severity: Severity) -> Finding {
        let message = String::new();
        Finding { range: start..start + 5, severity, code: "TM001", message }
    }

    #[test]
    fn a_list_within_the_limit_is_sent_as_it_is() {
        let findings: Vec<_> = (0..3).map(|at| finding(at * 10, Severity::Warning)).collect();
        for limit in [None, Some(3), Some(200)] {
            assert_eq!(select(findings.clone(), limit, 0), (findings.clone(), 0));
        }
    }

    #[test]
    fn the_worst_and_then_the_nearest_stay() {
        let mut findings: Vec<_> = (0..100).map(|at| finding(at * 10, Severity::Warning)).collect();
        findings.push(finding(5_000, Severity::Error));
        let (shown, left_out) = select(findings, Some(4), 507);
        let starts: Vec<_> = shown.iter().map(|finding| finding.range.start).collect();
        assert_eq!(starts, [5_000, 500, 510]);
        assert_eq!(left_out, 98);
    }

    #[test]
    fn a_limit_of_one_leaves_the_count_alone() {
        let findings = vec![finding(0, Severity::Error), finding(10, Severity::Error)];
        assert_eq!(select(findings, Some(1), 0), (vec![], 2));
    }
}
