//! Which findings of a file go out, and how they are put.

use std::cmp::Reverse;
use std::ops::Range;

use tm_model::diagnostic::{Diagnostic, Severity};
use tower_lsp::ls_types::{self, DiagnosticSeverity};

use super::conv;
use super::pages::Pages;
use super::state::Job;

/// A finding and its range in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<'a> {
    /// What there is to tell.
    pub finding: &'a Diagnostic,
    /// Where, in bytes of the file.
    pub range: Range<usize>,
}

/// The findings of a file as the client is to see them.
pub fn of(job: &Job) -> Vec<ls_types::Diagnostic> {
    let findings = job.findings.iter().flat_map(|(start, list)| {
        list.iter().map(move |finding| Placed {
            finding,
            range: start + finding.span.start as usize..start + finding.span.end as usize,
        })
    });
    let findings = findings.collect();
    let (shown, left_out) = select(findings, job.limit, job.last_edit.unwrap_or_default());
    let pages =
        Some(job.abilities.explains).filter(|explains| *explains).and_then(|_| Pages::laid());
    let mut diagnostics: Vec<_> =
        shown.iter().map(|it| conv::diagnostic(job, it, pages.as_ref())).collect();
    if left_out > 0 {
        diagnostics.push(ls_types::Diagnostic {
            range: ls_types::Range::default(),
            severity: Some(DiagnosticSeverity::INFORMATION),
            source: Some(conv::SOURCE.to_owned()),
            message: format!(
                "{left_out} more findings in this file are not shown \
                 (the setting tm.diagnostics.maxPerFile)."
            ),
            ..ls_types::Diagnostic::default()
        });
    }
    diagnostics
}

/// Cuts a list to the limit, leaving room for the one that tells of the cut: the worst stay, among
/// equals those nearest to the last edit, so that the edited line's own finding is never cut. What
/// stays, stays in the order of the text.
fn select(
    mut findings: Vec<Placed<'_>>,
    limit: Option<usize>,
    last_edit: usize,
) -> (Vec<Placed<'_>>, usize) {
    let all = findings.len();
    let Some(limit) = limit.filter(|limit| all > *limit) else { return (findings, 0) };
    let kept = limit.saturating_sub(1);
    let rank = |it: &Placed<'_>| -> (Reverse<Severity>, usize, usize) {
        let before = last_edit.saturating_sub(it.range.end);
        let after = it.range.start.saturating_sub(last_edit);
        (Reverse(it.finding.severity), before.max(after), it.range.start)
    };
    if kept > 0 {
        findings.select_nth_unstable_by_key(kept - 1, rank);
    }
    findings.truncate(kept);
    findings.sort_by_key(|it| (it.range.start, it.range.end, it.finding.code));
    (findings, all - kept)
}

#[cfg(test)]
mod tests {
    use tm_grammar::tree::Span;
    use tm_model::diagnostic::Code;

    use super::*;

    fn findings(severities: &[Severity]) -> Vec<Diagnostic> {
        let finding = |severity: &Severity| {
            Diagnostic::new(Code::Isolated, Span::new(0, 5), "text").with_severity(*severity)
        };
        severities.iter().map(finding).collect()
    }

    /// The findings, ten bytes apart.
    fn placed(findings: &[Diagnostic]) -> Vec<Placed<'_>> {
        let placed = findings.iter().enumerate();
        placed.map(|(at, finding)| Placed { finding, range: at * 10..at * 10 + 5 }).collect()
    }

    #[test]
    fn a_list_within_the_limit_is_sent_as_it_is() {
        let findings = findings(&[Severity::Warning; 3]);
        for limit in [None, Some(3), Some(200)] {
            assert_eq!(select(placed(&findings), limit, 0), (placed(&findings), 0));
        }
    }

    #[test]
    fn the_worst_and_then_the_nearest_stay_in_the_order_of_the_text() {
        let mut findings = findings(&[Severity::Warning; 100]);
        findings[90].severity = Severity::Error;
        findings[50].severity = Severity::Hint;
        let (shown, left_out) = select(placed(&findings), Some(4), 507);
        let starts: Vec<_> = shown.iter().map(|it| it.range.start).collect();
        assert_eq!(starts, [490, 510, 900]);
        assert_eq!(left_out, 97);
    }

    #[test]
    fn a_limit_of_one_leaves_the_count_alone() {
        let findings = findings(&[Severity::Error; 2]);
        assert_eq!(select(placed(&findings), Some(1), 0), (vec![], 2));
    }
}
