//! What lies on the disk: the root of a workspace, its `tm.toml`, `tm.lock` and `CODEOWNERS`, and the
//! `.tm` files below it.
//!
//! Invariants:
//! - Nothing is read that does not lie below the root with all links resolved, and nothing that
//!   `.gitignore` excludes unless a model names it. But for the first three,
//!   which may be links and are read wherever these lead.
//! - A folder with a root of its own is not walked into: every file belongs to the nearest root.
//! - How much is looked at and read is bounded, however large the folder is.
//! - A file whose size and time are those of before is not read again, unless it is in doubt.
//!
//! Not for: the texts of open documents, which are the client's whatever the disk says.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ignore::WalkBuilder;

use super::configuration::FILES;
use super::{owners, uri};
use crate::settings::FILE;

/// What makes a folder the root of a workspace.
const MARKERS: [&str; 2] = [FILE, ".git"];

/// How much is read at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Files and folders looked at.
    pub entries: usize,
    /// Files read.
    pub files: usize,
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Bytes of all of them.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 200_000,
            files: 10_000,
            file_bytes: 64 * 1024 * 1024,
            bytes: 256 * 1024 * 1024,
        }
    }
}

/// By what a changed file is told from one that is as it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
}

impl Stamp {
    fn of(data: &Metadata) -> Self {
        Self { modified: data.modified().ok(), bytes: data.len() }
    }
}

/// Where to look, and what is known already. Paths are relative to the folder, with `/`.
#[derive(Debug)]
pub struct Survey {
    /// The root of the workspace.
    pub folder: PathBuf,
    /// Whether everything below it is looked at, or only what is wanted.
    pub thorough: bool,
    /// What was read before.
    pub known: HashMap<String, Stamp>,
    /// What is read again even if it looks unchanged.
    pub doubtful: HashSet<String>,
    /// What models name by its path.
    pub wanted: BTreeSet<String>,
}

/// What a survey found.
#[derive(Debug, Default)]
pub struct Found {
    /// Files that are new or have changed.
    pub read: Vec<FoundFile>,
    /// Files that were known and are not there any more.
    pub gone: Vec<String>,
}

/// A file that was read.
#[derive(Debug)]
pub struct FoundFile {
    /// Its path, relative to the folder.
    pub path: String,
    /// Its text; what is not UTF-8 in it is replaced.
    pub text: String,
    /// What it looked like when it was read.
    pub stamp: Stamp,
    /// It was read because a model names it, and would not have been otherwise.
    pub wanted: bool,
}

/// The folder that is the root of a file's workspace, by its internal name: the nearest one that is
/// marked as such; else the innermost of `folders` that holds the file; else the file's own. And
/// whether it is one of the first two, so that it stays the same whatever file is asked about.
pub fn root_of(file: &str, folders: &[String]) -> (String, bool) {
    let mut around = parents(file);
    let marked = around.find(|folder| is_marked(&uri::path_of(folder)));
    let named = || {
        let holds = |folder: &&String| uri::below(folder, file).is_some();
        folders.iter().filter(holds).max_by_key(|folder| folder.len())
    };
    match marked.or_else(|| named().map(String::as_str)) {
        Some(folder) => (folder.to_owned(), true),
        None => (parents(file).next().unwrap_or_default().to_owned(), false),
    }
}

/// The folders around a file, the innermost first. The outermost is the empty name.
fn parents(file: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(file.rsplit_once('/').map(|(folder, _)| folder), |folder| {
        folder.rsplit_once('/').map(|(folder, _)| folder)
    })
}

fn is_marked(folder: &Path) -> bool {
    MARKERS.iter().any(|marker| folder.join(marker).exists())
}

/// Looks at the disk, and tells of each file that it reads.
pub fn survey(survey: &Survey, limits: Limits, tell: &mut dyn FnMut(&FoundFile)) -> Found {
    let mut reader = Reader { survey, limits, found: Found::default(), seen: HashSet::new(), tell };
    if survey.thorough {
        for file in FILES.into_iter().chain(owners::FILES) {
            reader.take(file.to_owned(), &survey.folder.join(file), false);
        }
        reader.walk();
    }
    reader.bring_wanted();
    if survey.thorough {
        let gone = survey.known.keys().filter(|path| !reader.seen.contains(*path));
        reader.found.gone = gone.cloned().collect();
        reader.found.gone.sort_unstable();
    }
    reader.found
}

struct Reader<'a> {
    survey: &'a Survey,
    limits: Limits,
    found: Found,
    seen: HashSet<String>,
    tell: &'a mut dyn FnMut(&FoundFile),
}

impl Reader<'_> {
    fn walk(&mut self) {
        let root = self.survey.folder.clone();
        let own_root = move |folder: &Path| folder != root && is_marked(folder);
        let walk = WalkBuilder::new(&self.survey.folder)
            .require_git(false)
            .sort_by_file_name(|left, right| left.cmp(right))
            .filter_entry(move |entry| {
                let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                !(is_folder && own_root(entry.path()))
            })
            .build();
        for (count, entry) in walk.enumerate() {
            if count >= self.limits.entries {
                tracing::warn!("{} is large: not all of it was looked at", root_name(self.survey));
                return;
            }
            // A folder that may not be read is passed over.
            let Ok(entry) = entry else { continue };
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            if !is_file || entry.path().extension().is_none_or(|extension| extension != "tm") {
                continue;
            }
            let Some(path) = relative(&self.survey.folder, entry.path()) else { continue };
            if self.seen.len() >= self.limits.files {
                tracing::warn!(
                    "{} holds too many files: some are left out",
                    root_name(self.survey)
                );
                return;
            }
            self.take(path, entry.path(), false);
        }
    }

    fn bring_wanted(&mut self) {
        let Ok(folder) = self.survey.folder.canonicalize() else { return };
        for path in &self.survey.wanted {
            let place = self.survey.folder.join(path);
            let inside = place.canonicalize().is_ok_and(|resolved| resolved.starts_with(&folder));
            if inside && !self.seen.contains(path) {
                self.take(path.clone(), &place, true);
            }
        }
    }

    /// Reads a file if it is new or has changed. One that cannot be read is as good as gone.
    fn take(&mut self, path: String, place: &Path, wanted: bool) {
        let Ok(data) = fs::metadata(place) else { return };
        let stamp = Stamp::of(&data);
        if !data.is_file() || stamp.bytes > self.limits.file_bytes {
            return;
        }
        let unchanged = self.survey.known.get(&path) == Some(&stamp);
        if unchanged && !self.survey.doubtful.contains(&path) {
            self.seen.insert(path);
            return;
        }
        if stamp.bytes > self.limits.bytes {
            tracing::warn!("{path} is left out: too much has been read already");
            return;
        }
        match read(place, self.limits.file_bytes) {
            Ok(text) => {
                self.limits.bytes -= stamp.bytes;
                self.seen.insert(path.clone());
                let file = FoundFile { path, text, stamp, wanted };
                (self.tell)(&file);
                self.found.read.push(file);
            }
            Err(error) => tracing::warn!("cannot read {}: {error}", place.display()),
        }
    }
}

fn read(path: &Path, limit: u64) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    // The file may have grown since its size was taken.
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

fn relative(folder: &Path, path: &Path) -> Option<String> {
    let inner = path.strip_prefix(folder).ok()?;
    let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Some(parts.join("/"))
}

fn root_name(survey: &Survey) -> std::path::Display<'_> {
    survey.folder.display()
}

#[cfg(test)]
mod tests;
