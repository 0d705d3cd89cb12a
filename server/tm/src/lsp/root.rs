//! A workspace of the server: everything below one root, analysed together.
//!
//! Invariants:
//! - A panic in the analysis costs the workspace, never the session: it is built anew from the
//!   disk and the open documents, and if that fails too, once more at the next change.
//! - As long as the disk has not been read, nothing is known to be missing: findings wait for it.
//! - Its settings are those of its `tm.toml`, and the client's over them, and what was agreed on is in
//!   its `tm.lock`; files of these names are no part of a model.
//! - A survey that was asked for before the workspace was built anew changes nothing.

mod difference;
mod settings;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use smol_str::SmolStr;
use tm_model::source::FileId;
use tm_model::{Snapshot, Workspace};

use super::configuration::{Configuration, is_settings};
use super::disk::{FoundFile, Stamp, Survey};
use super::guard::panic_message;
use super::owners;
use difference::difference;

/// How much is known of what the workspace consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The disk is about to be read, for the first time or after a panic.
    Loading { after_panic: bool },
    /// Everything is there.
    Loaded,
    /// It cannot be analysed as it is.
    Broken,
}

/// A workspace and what it was made from. Paths are relative to the root.
pub struct Root {
    workspace: Workspace,
    configuration: Configuration,
    /// Who owns code, by the files that may say so.
    owners: [Arc<[SmolStr]>; owners::FILES.len()],
    /// The settings or the lock have changed since this was last asked.
    reconfigured: bool,
    phase: Phase,
    /// Texts have changed since the last update.
    dirty: bool,
    /// Where it lies; `None` if it is no place on the disk.
    folder: Option<PathBuf>,
    /// Stays when its last document is closed.
    lasting: bool,
    /// Which of the workspaces that lay here this is.
    ticket: Ticket,
    /// What was read from the disk.
    stamps: HashMap<String, Stamp>,
    /// Of those, what was read because a model names it.
    brought: BTreeSet<String>,
    /// What may have changed on the disk, whatever it looks like.
    doubtful: HashSet<String>,
    /// What a model names and was looked for since the last survey of everything.
    sought: BTreeSet<String>,
    wants: Wants,
    panicked: bool,
}

/// Tells a workspace from those that lay in its place before.
#[derive(Clone, Debug, Default)]
pub struct Ticket(Arc<()>);

impl PartialEq for Ticket {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What is to be looked for on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Wants {
    #[default]
    Nothing,
    /// Only what models name.
    Wanted,
    Everything,
}

impl Root {
    /// An empty workspace that waits for its first survey.
    pub fn new(
        folder: Option<PathBuf>,
        lasting: bool,
        today: i64,
        configuration: Configuration,
    ) -> Self {
        let mut workspace = Workspace::new(today);
        workspace.set_policy(configuration.settings().policy.clone());
        workspace.set_lock(configuration.lock().clone());
        Self {
            workspace,
            configuration,
            owners: Default::default(),
            reconfigured: false,
            phase: Phase::Loading { after_panic: false },
            dirty: true,
            folder,
            lasting,
            ticket: Ticket::default(),
            stamps: HashMap::new(),
            brought: BTreeSet::new(),
            doubtful: HashSet::new(),
            sought: BTreeSet::new(),
            wants: Wants::Everything,
            panicked: false,
        }
    }

    /// Whether it stays when its last document is closed.
    pub fn is_lasting(&self) -> bool {
        self.lasting
    }

    /// Whether its findings are worth showing.
    pub fn is_loaded(&self) -> bool {
        self.phase == Phase::Loaded
    }

    /// Whether it is still to be read.
    pub fn is_loading(&self) -> bool {
        matches!(self.phase, Phase::Loading { .. })
    }

    /// Whether it has been read and is not up to date.
    pub fn is_due(&self) -> bool {
        self.is_loaded() && self.dirty
    }

    /// The file of that path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.workspace.find_file(path)
    }

    /// The analysis. Up to date after [`Self::settle`].
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Everything as it is now.
    pub fn snapshot(&self) -> Snapshot {
        self.workspace.snapshot()
    }

    /// Gives a file a text. If the file is there, only what differs is changed.
    pub fn put(&mut self, path: &str, text: &str) {
        if is_settings(path) || owners::FILES.contains(&path) {
            self.set_beside(path, text);
            return;
        }
        self.contain(|workspace| match workspace.find_file(path) {
            None => {
                workspace.set_file(path, text);
            }
            Some(id) => {
                let known = workspace.file(id).map(|file| file.document.text());
                if let Some((range, replacement)) = difference(&known.unwrap_or_default(), text) {
                    workspace.edit(id, range, replacement);
                }
            }
        });
    }

    /// Changes a range of a file, in bytes.
    pub fn edit(&mut self, path: &str, range: Range<usize>, text: &str) {
        self.contain(|workspace| {
            if let Some(id) = workspace.find_file(path) {
                workspace.edit(id, range, text);
            }
        });
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) {
        self.stamps.remove(path);
        self.set_beside(path, "");
        self.contain(|workspace| {
            if let Some(id) = workspace.find_file(path) {
                workspace.remove_file(id);
            }
        });
    }

    /// Brings the analysis up to date. Gives the paths of the files whose findings changed.
    pub fn settle(&mut self, today: i64) -> Vec<String> {
        if today != self.workspace.today() {
            self.workspace.set_today(today);
            self.dirty = true;
        }
        if !std::mem::take(&mut self.dirty) || self.phase == Phase::Broken {
            return Vec::new();
        }
        let changed = self.contain(|workspace| {
            workspace.update();
            workspace.take_changed()
        });
        let Some(changed) = changed else { return Vec::new() };
        self.dirty = false;
        self.seek_wanted();
        let files = changed.into_iter().filter_map(|id| self.workspace.file(id));
        files.filter(|file| !file.shipped).map(|file| file.path.to_string()).collect()
    }

    fn seek_wanted(&mut self) {
        let mut new = false;
        for path in self.workspace.wanted() {
            new |= self.sought.insert(path.to_string());
        }
        if new {
            self.wants = self.wants.max(Wants::Wanted);
        }
    }

    /// Something on the disk may have changed; the files named may have, even if they look as they
    /// did.
    pub fn look_again(&mut self, files: impl IntoIterator<Item = String>) {
        self.doubtful.extend(files);
        self.wants = Wants::Everything;
        self.try_again();
    }

    /// Makes another attempt if the analysis failed; to be called at a change.
    pub fn try_again(&mut self) {
        if self.phase == Phase::Broken {
            self.build_anew(true);
        }
    }

    /// Whether there is anything to look for on the disk.
    pub fn has_survey(&self) -> bool {
        self.wants != Wants::Nothing
    }

    /// What to look for on the disk now, and the ticket for the results.
    pub fn next_survey(&mut self) -> Option<(Option<Survey>, Ticket)> {
        let wants = std::mem::take(&mut self.wants);
        if wants == Wants::Nothing {
            return None;
        }
        let Some(folder) = self.folder.clone() else { return Some((None, self.ticket.clone())) };
        let mut wanted: BTreeSet<String> =
            self.workspace.wanted().iter().map(ToString::to_string).collect();
        let brought = self.brought.iter().filter(|path| self.workspace.is_wanted(path));
        wanted.extend(brought.cloned());
        self.sought.clone_from(&wanted);
        let survey = Survey {
            folder,
            thorough: wants == Wants::Everything,
            known: self.stamps.clone(),
            doubtful: std::mem::take(&mut self.doubtful),
            wanted,
        };
        Some((Some(survey), self.ticket.clone()))
    }

    /// Whether results for that ticket are of use.
    pub fn accepts(&self, ticket: &Ticket) -> bool {
        self.ticket == *ticket
    }

    /// Takes note of a file that was read. Its text is the disk's, unless the file is open.
    pub fn bring(&mut self, file: &FoundFile, is_open: bool) {
        self.stamps.insert(file.path.clone(), file.stamp);
        if file.wanted {
            self.brought.insert(file.path.clone());
        } else {
            self.brought.remove(&file.path);
        }
        if !is_open {
            self.put(&file.path, &file.text);
        }
    }

    /// Takes note of a file that is not there any more, and takes it out unless it is open.
    pub fn lose(&mut self, path: &str, is_open: bool) {
        self.stamps.remove(path);
        self.brought.remove(path);
        if !is_open {
            self.remove(path);
        }
    }

    /// Whether the open documents are to be put in before the survey is over: they were lost.
    pub fn lacks_documents(&self) -> bool {
        self.phase == Phase::Loading { after_panic: true }
    }

    /// The survey is over. True if it was the first since the workspace was built.
    pub fn surveyed(&mut self) -> bool {
        let Phase::Loading { after_panic } = self.phase else { return false };
        // What was built anew after a panic must prove itself.
        if !after_panic || self.contain(Workspace::update).is_some() {
            self.phase = Phase::Loaded;
            self.dirty = true;
        }
        self.is_loaded()
    }

    /// Whether the analysis has failed since this was last asked.
    pub fn take_panic(&mut self) -> bool {
        std::mem::take(&mut self.panicked)
    }

    /// Does work that may panic. After a panic the workspace is built anew, or given up until the
    /// next change if that is what just happened.
    fn contain<T>(&mut self, work: impl FnOnce(&mut Workspace) -> T) -> Option<T> {
        if self.phase == Phase::Broken {
            return None;
        }
        self.dirty = true;
        let workspace = &mut self.workspace;
        match catch_unwind(AssertUnwindSafe(|| work(workspace))) {
            Ok(result) => Some(result),
            Err(panic) => {
                tracing::error!("the analysis failed: {}", panic_message(panic.as_ref()));
                let hopeless = self.phase == Phase::Loading { after_panic: true };
                self.build_anew(!hopeless);
                self.panicked = true;
                None
            }
        }
    }

    /// Fails as an analysis would.
    #[cfg(test)]
    pub fn panic_once(&mut self) {
        assert!(self.contain::<()>(|_| panic!("as asked")).is_none());
    }

    fn build_anew(&mut self, attempt: bool) {
        let configuration = std::mem::take(&mut self.configuration);
        let today = self.workspace.today();
        *self = Self::new(self.folder.take(), self.lasting, today, configuration);
        if attempt {
            self.phase = Phase::Loading { after_panic: true };
        } else {
            self.phase = Phase::Broken;
            self.wants = Wants::Nothing;
        }
    }
}
