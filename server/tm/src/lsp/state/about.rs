//! What the requests of our own work on: a file of a workspace at one moment, with what its findings
//! say beside the model.

use std::ops::Range;

use tm_model::diagnostic::{Code, Diagnostic};
use tm_model::source::FileId;
use tower_lsp::ls_types::Uri;

use super::{State, View};

/// A file of a workspace at one moment.
pub struct About {
    /// The file, and the meaning of everything.
    pub view: View,
    /// The version of the document, if it is open.
    pub version: Option<i32>,
    /// The disk has not been read yet, so there may be more files.
    pub loading: bool,
    /// Findings of the codes that were asked for, in the files of the model, with their places.
    pub findings: Vec<(FileId, Range<usize>, Diagnostic)>,
}

impl State {
    /// A file of a workspace, open or not, with the findings of some codes in its model.
    pub fn about(&mut self, uri: &Uri, codes: &[Code]) -> Option<About> {
        let view = self.view_of_any(uri)?;
        let root = self.roots.get(view.spelling.root())?;
        let files = view.snapshot.model_of(view.file).filter(|_| !codes.is_empty());
        let files = files.map(|model| model.files.to_vec()).unwrap_or_default();
        let mut findings = Vec::new();
        for file in files {
            for (start, list) in root.workspace().findings(file) {
                let wanted = list.iter().filter(|finding| codes.contains(&finding.code));
                findings.extend(wanted.map(|finding| {
                    let span = finding.span;
                    let range = start + span.start as usize..start + span.end as usize;
                    (file, range, finding.clone())
                }));
            }
        }
        Some(About {
            version: view.spelling.version_of(uri),
            loading: !root.is_loaded(),
            findings,
            view,
        })
    }
}
