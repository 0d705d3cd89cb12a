//! From the paths on the command line to workspaces with all that the named files need.
//!
//! A folder means every `.tm` file below it that `.gitignore` does not exclude; `-` means standard
//! input. The root of a workspace is the nearest folder around a file that holds `tm.toml` or
//! `.git`. Below it, up to the next root, the other parts of the named models are sought, the models
//! they import and the knowledge bases they use. Only findings in named files are reported.
//! Standard input stands in the place of the file that starts the same model.
//!
//! Not for: what is wrong in a text, which is the model's business.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;
use tm_grammar::tree::{Head, Import, Use, UseSource};
use tm_model::lock::Lock;
use tm_model::source::FileId;
use tm_model::workspace::Header;
use tm_model::{SHIPPED, Snapshot, Workspace};

use super::outcome::{Failure, Outcome};
use super::settings::Known;
use super::terminal::complain;
use super::text;
use crate::settings::{FILE, Settings};

/// How standard input is called in the output.
pub const STANDARD_INPUT: &str = "<stdin>";

/// A workspace and the files of it that were named.
pub struct Loaded {
    /// All that was read.
    pub workspace: Workspace,
    /// The named files, each as it is called in the output, in that order.
    pub named: Vec<(FileId, String)>,
    /// What its `tm.toml` says.
    pub settings: Settings,
    /// Where the workspace lies, and how that folder is called in the output.
    root: PathBuf,
}

impl Loaded {
    /// The workspace with what it is at this moment.
    pub fn with_snapshot(self) -> (Self, Snapshot) {
        let snapshot = self.workspace.snapshot();
        (self, snapshot)
    }

    /// A workspace that was not read from files.
    pub fn in_memory(workspace: Workspace, named: Vec<(FileId, String)>) -> Self {
        Self { workspace, named, settings: Settings::default(), root: PathBuf::new() }
    }

    /// Where the workspace lies.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// How a file is called in the output.
    pub fn display(&self, file: FileId) -> String {
        if let Some((_, name)) = self.named.iter().find(|(id, _)| *id == file) {
            return name.clone();
        }
        let Some(known) = self.workspace.file(file) else { return String::new() };
        as_seen_from_here(&self.root.join(known.path.as_str())).display().to_string()
    }
}

/// A path without the current folder, if it lies there.
pub fn as_seen_from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).to_owned()
}

/// What was read, and what could not be.
pub struct Sources {
    /// One for each root.
    pub loaded: Vec<Loaded>,
    /// Files that could not be read as text, and what is wrong with settings.
    pub failures: Vec<Failure>,
}

impl Sources {
    /// Says what could not be read, and how a command ends because of it.
    pub fn complain(&self) -> Outcome {
        self.failures.iter().for_each(|failure| complain(failure));
        self.failures.iter().map(|one| one.outcome(false)).max().unwrap_or(Outcome::Clean)
    }
}

/// The files that paths name.
pub struct Named {
    /// Each once, in the order of the paths; `-` stands for standard input.
    pub files: Vec<PathBuf>,
    /// Folders that could not be read.
    pub failures: Vec<Failure>,
}

/// The files that the paths name; no path means the current folder.
///
/// # Errors
///
/// If there is none.
pub fn files(paths: &[PathBuf]) -> Result<Named, Failure> {
    let here = [PathBuf::from(".")];
    let named = if paths.is_empty() { &here } else { paths };
    let mut failures = Vec::new();
    let mut files: Vec<PathBuf> = Vec::new();
    for path in named {
        if path == Path::new("-") {
            files.push(path.clone());
        } else if path.is_dir() {
            match files_below(path) {
                Ok(found) => files.extend(found),
                Err(failure) => failures.push(failure),
            }
        } else {
            files.push(path.clone());
        }
    }
    if files.is_empty() && failures.is_empty() {
        return Err(Failure::NothingToCheck(named[0].clone()));
    }
    let mut seen = HashSet::new();
    files.retain(|path| seen.insert(path.clone()));
    Ok(Named { files, failures })
}

/// Reads what the paths name and what that needs; no path means the current folder.
///
/// # Errors
///
/// If nothing is named that could be checked. A file that cannot be read is told beside what can.
pub fn read(paths: &[PathBuf], today: i64) -> Result<Sources, Failure> {
    read_and(paths, today, Workspace::update)
}

/// The same without findings, for whoever asks about a threat or two.
///
/// # Errors
///
/// As [`read`].
pub fn read_models(paths: &[PathBuf], today: i64) -> Result<Sources, Failure> {
    read_and(paths, today, Workspace::update_models)
}

fn read_and(paths: &[PathBuf], today: i64, update: fn(&mut Workspace)) -> Result<Sources, Failure> {
    let Named { files, mut failures } = files(paths)?;
    let mut texts = Vec::new();
    for path in files {
        match read_text(&path) {
            Ok(text) => texts.push((path, text)),
            Err(failure) => failures.push(failure),
        }
    }
    Ok(load_all(texts, failures, today, update))
}

/// Texts of named files with all that they need, a workspace for each root, beside what could not be
/// read.
pub fn load_all(
    texts: Vec<(PathBuf, String)>,
    mut failures: Vec<Failure>,
    today: i64,
    update: fn(&mut Workspace),
) -> Sources {
    let mut by_root: BTreeMap<PathBuf, Vec<(PathBuf, String, String)>> = BTreeMap::new();
    let mut roots: HashMap<PathBuf, PathBuf> = HashMap::new();
    for (path, text) in texts {
        let (absolute, shown) = if path == Path::new("-") {
            let here = std::env::current_dir().unwrap_or_default();
            (here.join(STANDARD_INPUT), STANDARD_INPUT.to_owned())
        } else {
            (absolute(&path), path.display().to_string())
        };
        let folder = absolute.parent().map(Path::to_owned).unwrap_or_default();
        let root = roots.entry(folder.clone()).or_insert_with(|| root_of(&folder)).clone();
        by_root.entry(root).or_default().push((absolute, shown, text));
    }
    let mut known = Known::default();
    let loaded = by_root
        .into_iter()
        .map(|(root, files)| {
            let (settings, lock) = (known.of_root(&root), known.lock_of(&root));
            load(root, files, today, settings, lock, update)
        })
        .collect();
    failures.append(&mut known.failures);
    Sources { loaded, failures }
}

fn load(
    root: PathBuf,
    files: Vec<(PathBuf, String, String)>,
    today: i64,
    settings: Settings,
    lock: Lock,
    update: fn(&mut Workspace),
) -> Loaded {
    let mut workspace = Workspace::new(today);
    workspace.set_policy(settings.policy.clone());
    workspace.set_lock(lock);
    let mut named: Vec<(FileId, String)> = Vec::new();
    for (path, shown, text) in files {
        let id = workspace.set_file(&inner_path(&root, &path), &text);
        if !named.iter().any(|(known, _)| *known == id) {
            named.push((id, shown));
        }
    }
    let mut below = Below::new(&root);
    // What is brought may need more: the parts of an imported model, the packs of a pack.
    while bring_needed(&mut workspace, &mut below) {}
    update(&mut workspace);
    named.sort_by(|left, right| left.1.cmp(&right.1));
    Loaded { workspace, named, settings, root }
}

/// Brings files that the workspace needs and does not have; true if there was one.
fn bring_needed(workspace: &mut Workspace, below: &mut Below) -> bool {
    let mut models: HashSet<String> = HashSet::new();
    let mut packs: HashSet<String> = HashSet::new();
    let mut paths: HashSet<String> = HashSet::new();
    for (_, file) in workspace.files() {
        if let Some(model) = file.header.model() {
            models.insert(model.to_string());
        }
        for (_, _, block) in file.document.blocks() {
            for item in &block.items {
                match &item.head {
                    Head::Use(Use { source: Some(UseSource::Name(name)), .. }) => {
                        packs.insert(name.first.text.to_string());
                    }
                    Head::Use(Use { source: Some(UseSource::Path(path)), .. }) => {
                        paths.extend(below.inside(&file.path, &path.value));
                    }
                    Head::Import(Import { path: Some(path), .. }) => {
                        paths.extend(below.inside(&file.path, &path.value));
                    }
                    _ => {}
                }
            }
        }
    }
    packs.retain(|name| !SHIPPED.iter().any(|(shipped, _)| shipped == name));
    let mut wanted: Vec<String> =
        paths.into_iter().filter(|path| workspace.find_file(path).is_none()).collect();
    for (path, head) in below.heads() {
        let needed = match head {
            Header::Model(name) | Header::Part(name) => models.contains(name.as_str()),
            Header::KnowledgeBase(name, _) => packs.contains(name.as_str()),
            Header::None => false,
        };
        if needed && workspace.find_file(path).is_none() {
            wanted.push(path.clone());
        }
    }
    let mut brought = false;
    for path in wanted {
        // A file that cannot be read is missing, and the model says so where it is named.
        if let Some(text) = below.read(&path)
            && !stands_for(workspace, &text)
        {
            workspace.set_file(&path, &text);
            brought = true;
        }
    }
    brought
}

/// True if standard input stands in the place of a file: it starts the same model, or is the same
/// text.
fn stands_for(workspace: &Workspace, text: &str) -> bool {
    let mut files = workspace.files().map(|(_, file)| file);
    let input = files.find(|file| Path::new(file.path.as_str()).ends_with(STANDARD_INPUT));
    input.is_some_and(|input| match (&input.header, text::header(text)) {
        (Header::Model(own), Header::Model(other)) => *own == other,
        _ => input.document.text() == text,
    })
}

/// The `.tm` files below a root, found once, and what each is.
struct Below {
    root: PathBuf,
    heads: Option<Vec<(String, Header)>>,
    tried: HashSet<String>,
}

impl Below {
    fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), heads: None, tried: HashSet::new() }
    }

    /// The path inside the root that a file means by a reference, if it lies there with its links
    /// resolved.
    fn inside(&self, from: &str, reference: &str) -> Option<String> {
        if !reference.ends_with(".tm") || Path::new(reference).is_absolute() {
            return None;
        }
        let folder = self.root.join(from).parent()?.to_owned();
        let resolved = folder.join(reference).canonicalize().ok()?;
        resolved.starts_with(&self.root).then(|| {
            // The name stays the written one, so that the engine finds it.
            inner_path(&self.root, &normal(&folder.join(reference)))
        })
    }

    fn heads(&mut self) -> &[(String, Header)] {
        let root = &self.root;
        self.heads.get_or_insert_with(|| {
            let files = files_of_root(root).unwrap_or_default();
            files
                .into_iter()
                .filter_map(|path| {
                    let text = read_text(&path).ok()?;
                    Some((inner_path(root, &path), text::header(&text)))
                })
                .collect()
        })
    }

    fn read(&mut self, path: &str) -> Option<String> {
        if !self.tried.insert(path.to_owned()) {
            return None;
        }
        read_text(&self.root.join(path)).ok()
    }
}

/// Where a file lies, with links resolved.
pub fn absolute(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// A path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// The nearest folder, from this one outwards, that holds `tm.toml` or `.git`; else this one.
pub fn root_of(folder: &Path) -> PathBuf {
    folder.ancestors().find(|folder| is_marked(folder)).unwrap_or(folder).to_owned()
}

/// True if something in a folder says that it is the root of a workspace.
fn is_marked(folder: &Path) -> bool {
    folder.join(FILE).exists() || folder.join(".git").exists()
}

/// The path of a file relative to the root, with `/` between folders.
fn inner_path(root: &Path, path: &Path) -> String {
    slashed(path.strip_prefix(root).unwrap_or(path))
}

/// A path with `/` between folders, on every system.
pub fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The text of a file, or of standard input for `-`.
///
/// # Errors
///
/// If it cannot be read, or is no text.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    let shown = if path == Path::new("-") { Path::new(STANDARD_INPUT) } else { path };
    let limit = text::LARGEST_FILE + 1;
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| {
            let size = file.metadata().map_or(0, |data| data.len()).min(limit);
            bytes.reserve(usize::try_from(size).unwrap_or(0));
            file.take(limit).read_to_end(&mut bytes)
        })
    };
    match read {
        Err(error) => Err(Failure::Unreadable { path: shown.to_owned(), error }),
        Ok(_) => text::decode(bytes).map_err(|problem| Failure::NotText {
            path: shown.to_owned(),
            line: problem.line,
            column: problem.column,
            reason: problem.reason,
        }),
    }
}

/// The `.tm` files below a folder that `.gitignore` does not exclude, in order.
///
/// # Errors
///
/// If the folder itself cannot be read.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    walk(folder, &mut WalkBuilder::new(folder))
}

/// Those of them that belong to the workspace with that root: what lies in another root is another
/// workspace's.
///
/// # Errors
///
/// As [`files_below`].
pub fn files_of_root(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut walker = WalkBuilder::new(root);
    let own = root.to_owned();
    walker.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        !is_folder || entry.path() == own || !is_marked(entry.path())
    });
    walk(root, &mut walker)
}

fn walk(folder: &Path, walker: &mut WalkBuilder) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let walk = walker.sort_by_file_path(Path::cmp).require_git(false).build();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            // A folder below that may not be read is passed over; the one that was named is not.
            Err(error) if error.depth().is_some_and(|depth| depth > 0) => continue,
            Err(error) => {
                return Err(Failure::Unreadable {
                    path: folder.to_owned(),
                    error: error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()),
                });
            }
        };
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && entry.path().extension().is_some_and(|extension| extension == "tm") {
            let path = entry.into_path();
            files.push(path.strip_prefix("./").map(Path::to_owned).unwrap_or(path));
        }
    }
    Ok(files)
}
