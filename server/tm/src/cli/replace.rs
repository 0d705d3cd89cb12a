//! A file's new text in the place of the old one, at once: whoever reads it sees one or the other,
//! also if the power goes. Links lead to the file that is replaced, and its permissions are kept.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Replaces the text of a file.
///
/// # Errors
///
/// If the file may not be written, or its folder has no room for another. Then it is as it was.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(name);
    let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let replaced = fill(file, text, permissions).and_then(|()| fs::rename(&beside, &path));
    if replaced.is_err() {
        // What cannot be removed either is told by the first error.
        let _ = fs::remove_file(&beside);
    }
    replaced
}

fn fill(mut file: File, text: &str, permissions: fs::Permissions) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.set_permissions(permissions)?;
    file.sync_all()
}
