//! Knowledge bases as the commands about them need them: those behind some paths, and those at hand.
//!
//! Not for: the packs that a model uses, which come with it.

use std::collections::HashSet;
use std::path::PathBuf;

use smol_str::SmolStr;
use tm_model::source::FileId;
use tm_model::workspace::Header;
use tm_model::{SHIPPED, Workspace};

use super::outcome::Failure;
use super::sources::{self, Named, Sources};
use super::text;

/// Reads the knowledge bases behind the paths and what they use; no path means the current folder.
///
/// # Errors
///
/// If there is none. A file that cannot be read, or that is named and holds none, is told beside
/// what can be read.
pub fn read(paths: &[PathBuf], today: i64) -> Result<Sources, Failure> {
    let Named { files, mut failures } = sources::files(paths)?;
    let mut texts = Vec::new();
    for path in files {
        match sources::read_text(&path) {
            Ok(text) if matches!(text::header(&text), Header::KnowledgeBase(..)) => {
                texts.push((path, text))
            }
            // What lies in a folder may be anything; what is named is meant.
            Ok(_) if paths.contains(&path) => failures.push(Failure::NotAPack(path)),
            Ok(_) => {}
            Err(failure) => failures.push(failure),
        }
    }
    if texts.is_empty() && failures.is_empty() {
        let first = paths.first().map_or_else(|| PathBuf::from("."), PathBuf::clone);
        return Err(Failure::NoPack(first));
    }
    Ok(sources::load_all(texts, failures, today, Workspace::update))
}

/// The knowledge bases that ship and those below the root of the current folder.
pub struct AtHand {
    pub workspace: Workspace,
    /// Those that ship, then the others by path.
    pub packs: Vec<PackAtHand>,
}

/// A knowledge base at hand.
pub struct PackAtHand {
    pub file: FileId,
    /// The path of its file from the root; `None` if it ships.
    pub path: Option<String>,
    /// `use` with its name means one before it.
    pub hidden: bool,
}

/// Reads the knowledge bases at hand.
pub fn at_hand() -> AtHand {
    // No rule is evaluated, so that no day matters.
    let mut workspace = Workspace::new(0);
    let shipped = workspace.take_in_shipped().into_iter();
    let mut packs: Vec<PackAtHand> =
        shipped.map(|file| PackAtHand { file, path: None, hidden: false }).collect();
    let mut names: HashSet<SmolStr> = SHIPPED.iter().map(|(name, _)| (*name).into()).collect();
    let here = std::env::current_dir().unwrap_or_default();
    let root = sources::root_of(&here);
    // A file or folder that cannot be read offers nothing to use.
    for path in sources::files_of_root(&root).unwrap_or_default() {
        let Ok(text) = sources::read_text(&path) else { continue };
        let Header::KnowledgeBase(name, _) = text::header(&text) else { continue };
        let path = sources::slashed(path.strip_prefix(&root).unwrap_or(&path));
        let file = workspace.set_file(&path, &text);
        packs.push(PackAtHand { file, path: Some(path), hidden: !names.insert(name) });
    }
    AtHand { workspace, packs }
}
