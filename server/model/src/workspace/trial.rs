//! A workspace of one's own, made from a snapshot, to try something in that nobody else sees.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{Snapshot, Workspace};
use crate::source::FileId;

impl Workspace {
    /// A workspace with the texts, the day and the risks of a snapshot. Files and blocks keep their
    /// numbers, so places of the one are places of the other until a text is edited. Its findings are
    /// not those of the workspace that the snapshot is of, whose settings and lock are not in it.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut trial = Self::new(snapshot.today);
        if let Some(model) = snapshot.models.first() {
            trial.policy.risks = model.settings.risks;
        }
        trial.files = Arc::clone(&snapshot.files);
        let paths = snapshot.files.iter().map(|(id, file)| (file.path.clone(), *id));
        trial.paths = paths.collect::<FxHashMap<SmolStr, FileId>>();
        trial.next_file = snapshot.files.keys().map(|id| id.0 + 1).max().unwrap_or_default();
        let own = snapshot.files.iter().filter(|(_, file)| !file.shipped);
        let mut own: Vec<FileId> = own.map(|(id, _)| *id).collect();
        own.sort_unstable();
        own.into_iter().for_each(|id| trial.introduce(id));
        trial
    }
}
