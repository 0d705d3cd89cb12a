//! The text of packs that ship, as files that every editor can open.
//!
//! A pack inside the binary has no file, and few clients can read a document that only a server
//! knows. So its text is laid into the user's cache when somebody goes there, read-only, in a folder
//! named after its content. This is the only thing that the server writes.
//!
//! Invariants:
//! - A file that is handed out holds the text of this binary; one that does not is replaced.
//! - Whoever reads such a file sees all of it or none.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use parking_lot::Mutex;
use tm_model::{SHIPPED, shipped_path};
use tower_lsp::ls_types::Uri;

use super::uri;

/// The name of the folder in the cache: of one version and of one set of texts.
static FOLDER: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    SHIPPED.hash(&mut hasher);
    format!("packs-{}-{:016x}", env!("CARGO_PKG_VERSION"), hasher.finish())
});

/// The packs whose files this process has compared with their texts.
static COMPARED: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());

/// The URI of a file with the text of the pack that is known under a path; `None` if there is no
/// such pack, or no place to write it to.
pub fn uri_of(path: &str) -> Option<Uri> {
    let (name, text) = SHIPPED.iter().find(|(name, _)| shipped_path(name) == path)?;
    let file = cache()?.join("tm").join(&*FOLDER).join(format!("{name}.tm"));
    let mut compared = COMPARED.lock();
    if !compared.contains(name) || !file.exists() {
        match lay(&file, text) {
            Ok(()) => compared.insert(name),
            Err(error) => {
                tracing::warn!("cannot write {} to be read: {error}", file.display());
                return None;
            }
        };
    }
    uri::of_name(&name_of(&file)?)
}

/// The path under which a pack is known whose file has that internal name.
pub fn path_of(name: &str) -> Option<String> {
    let (folder, file) = name.rsplit_once('/')?;
    let name = file.strip_suffix(".tm")?;
    // An editor may know the folder of the user under another name.
    folder.strip_suffix(FOLDER.as_str())?.strip_suffix("/tm/")?;
    SHIPPED.iter().find(|(known, _)| *known == name).map(|(known, _)| shipped_path(known))
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
fn name_of(file: &Path) -> Option<String> {
    let name = file.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    Some(if name.starts_with('/') { name } else { format!("/{name}") })
}

/// Sees to it that a file holds a text and cannot be written.
fn lay(file: &Path, text: &str) -> io::Result<()> {
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
    fn a_file_of_this_version_is_known_wherever_the_cache_is() {
        let name = format!("/data/home/kim/.cache/tm/{}/stride.tm", *FOLDER);
        assert_eq!(path_of(&name), Some(shipped_path("stride")));
        for other in [
            name.replace("stride", "nothing"),
            name.replace("/tm/", "/other/"),
            "/models/stride.tm".to_owned(),
            "stride.tm".to_owned(),
        ] {
            assert_eq!(path_of(&other), None, "{other}");
        }
    }

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
