//! Texts of this binary as files that every editor can open, in the user's cache.
//!
//! Few clients can read a document that only a server knows. So such texts are laid into the cache,
//! read-only, in folders named after their content. These are the only files that the server writes.
//!
//! Invariants:
//! - A file that is handed out holds the text of this binary; one that does not is replaced.
//! - Whoever reads such a file sees all of it or none.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The name of a folder for texts: of one version and of these texts.
pub fn folder_name(what: &str, texts: impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    texts.hash(&mut hasher);
    format!("{what}-{}-{:016x}", env!("CARGO_PKG_VERSION"), hasher.finish())
}

/// The place of a folder in the cache; `None` if the user has none.
pub fn place_of(folder: &str) -> Option<PathBuf> {
    Some(cache()?.join("tm").join(folder))
}

/// The folder of the user for what can be made again.
fn cache() -> Option<PathBuf> {
    let folder = |name: &str| {
        let folder = PathBuf::from(std::env::var_os(name)?);
        folder.is_absolute().then_some(folder)
    };
    folder("XDG_CACHE_HOME").or_else(|| match std::env::consts::OS {
        "windows" => folder("LOCALAPPDATA"),
        "macos" => folder("HOME").map(|home| home.join("Library/Caches")),
        _ => folder("HOME").map(|home| home.join(".cache")),
    })
}

/// The internal name of a file, as a URI spells it.
pub fn name_of(file: &Path) -> Option<String> {
    let name = file.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    Some(if name.starts_with('/') { name } else { format!("/{name}") })
}

/// Sees to it that a file holds a text and cannot be written.
pub fn lay(file: &Path, text: &str) -> io::Result<()> {
    if fs::read(file).is_ok_and(|known| known == text.as_bytes()) {
        return Ok(());
    }
    let folder = file.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = folder.join(name);
    let laid = fill(&beside, text).and_then(|()| rename(&beside, file));
    if laid.is_err() {
        // What cannot be removed either is told by the first error.
        let _ = fs::remove_file(&beside);
    }
    laid
}

fn fill(beside: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(beside)?;
    file.write_all(text.as_bytes())?;
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}

/// Puts a file in the place of another, also where a file that may not be written cannot be
/// replaced.
fn rename(beside: &Path, file: &Path) -> io::Result<()> {
    fs::rename(beside, file).or_else(|error| {
        fs::remove_file(file).map_err(|_| error)?;
        fs::rename(beside, file)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_says_something_else_is_replaced() {
        let folder = std::env::temp_dir().join(format!("tm-shipped-{}", std::process::id()));
        let file = folder.join("pack.tm");
        lay(&file, "one").expect("written");
        assert_eq!(fs::read_to_string(&file).expect("it is there"), "one");
        assert!(fs::metadata(&file).expect("it is there").permissions().readonly());
        lay(&file, "two").expect("written again");
        assert_eq!(fs::read_to_string(&file).expect("it is there"), "two");
        let left = fs::read_dir(&folder).expect("it is there").count();
        assert_eq!(left, 1);
        fs::remove_dir_all(&folder).expect("it goes");
    }
}
