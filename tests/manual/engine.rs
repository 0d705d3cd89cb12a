//! What the engine says of texts.

use tm_model::Workspace;
use tm_model::diagnostic::{Code, Severity};
use tm_model::policy::Policy;

/// 2026-11-21
pub const TODAY: i64 = 20_778;

/// The same day, as the command line takes it.
pub const TODAY_TEXT: &str = "2026-11-21";

/// A finding and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub code: Code,
    pub severity: Severity,
    pub message: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, column, code, severity, message } = self;
        write!(formatter, "{file}:{line}:{column}: {}[{code}]: {message}", severity.word())
    }
}

/// The findings in files that make up a workspace, by file and place. A code that is off by default
/// is reported if it is `asked` for.
pub fn findings(files: &[(String, String)], asked: Option<Code>) -> Vec<Finding> {
    let mut workspace = Workspace::new(TODAY);
    if let Some(code) = asked {
        let mut policy = Policy::default();
        policy.set_severity(code, Some(code.info().severity));
        workspace.set_policy(policy);
    }
    let ids: Vec<_> = files.iter().map(|(path, text)| workspace.set_file(path, text)).collect();
    workspace.update();
    let mut found = Vec::new();
    for (id, (path, text)) in ids.into_iter().zip(files) {
        let mut of_file: Vec<(usize, Finding)> = Vec::new();
        for (start, list) in workspace.findings(id) {
            for one in list.iter() {
                let at = start + one.span.start as usize;
                let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
                let finding = Finding {
                    file: path.clone(),
                    line: text[..at].matches('\n').count() + 1,
                    column: text[line_start..at].chars().count() + 1,
                    code: one.code,
                    severity: one.severity,
                    message: one.message.clone(),
                };
                of_file.push((at, finding));
            }
        }
        of_file.sort_by_key(|(at, finding)| (*at, finding.code));
        found.extend(of_file.into_iter().map(|(_, finding)| finding));
    }
    found
}
