//! Files and folders that get other paths: what keeps `import` and `use` leading where they led.
//!
//! Invariants:
//! - A path is changed only if it would lead elsewhere otherwise.
//! - A file that leaves the workspace, and what names it, stays as it is: no path leads out of the
//!   workspace.

use tm_grammar::tree::{Head, Text, UseSource};
use tm_model::Snapshot;
use tm_model::workspace::File;

use crate::edits::Edit;
use crate::names::in_file;

/// A file or folder that gets another path. Paths are relative to the root of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Where it lies.
    pub from: String,
    /// Where it will lie; none if that is outside of the workspace.
    pub to: Option<String>,
}

/// What must change in the texts, as they are before anything is moved.
pub fn rename_files(snapshot: &Snapshot, moves: &[Move]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (id, file) in snapshot.files().filter(|(_, file)| !file.shipped) {
        let Some(new_path) = moved(&file.path, moves) else { continue };
        for (_, start, block) in file.document.blocks() {
            let items = block.items.iter();
            let paths = items.filter_map(|item| match &item.head {
                Head::Import(import) => import.path.as_ref(),
                Head::Use(used) => match &used.source {
                    Some(UseSource::Path(path)) => Some(path),
                    _ => None,
                },
                _ => None,
            });
            for path in paths {
                let written = path.span.text(&block.text);
                let Some(text) = rewritten(file, &new_path, path, moves) else { continue };
                // Without its last quote nobody knows where it ends.
                if written.len() > 1 && written.starts_with('"') && written.ends_with('"') {
                    edits.push(Edit::new(id, in_file(start, path.span), text));
                }
            }
        }
    }
    edits.sort();
    edits
}

/// A path as it must be written in a file that will lie elsewhere; `None` if it can stay.
fn rewritten(file: &File, new_path: &str, path: &Text, moves: &[Move]) -> Option<String> {
    let target = file.path_of(&path.value)?;
    let new_target = moved(&target, moves)?;
    if new_path == file.path && new_target == target {
        return None;
    }
    let mut text = relative(new_path, &new_target);
    if path.value.starts_with("./") && !text.starts_with("../") {
        text.insert_str(0, "./");
    }
    let is_new = text != path.value.replace('\\', "/");
    is_new.then(|| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// Where something will lie: what was moved nearest above it decides.
fn moved(path: &str, moves: &[Move]) -> Option<String> {
    let below = |from: &str| {
        let rest = path.strip_prefix(from)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    };
    let hits = moves.iter().filter_map(|it| Some((it, below(&it.from)?)));
    match hits.max_by_key(|(it, _)| it.from.len()) {
        Some((it, rest)) => it.to.as_ref().map(|to| format!("{to}{rest}")),
        None => Some(path.to_owned()),
    }
}

/// A path as a file at another path writes it.
fn relative(from: &str, to: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let parts: Vec<&str> = to.split('/').collect();
    let (folder, name) = parts.split_at(parts.len() - 1);
    let same = folders.iter().zip(folder).take_while(|(left, right)| left == right).count();
    let up = folders[same..].iter().map(|_| "..");
    let down = folder[same..].iter().chain(name).copied();
    up.chain(down).collect::<Vec<_>>().join("/")
}
