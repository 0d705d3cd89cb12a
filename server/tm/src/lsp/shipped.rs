//! The text of packs that ship, as files that every editor can open: laid into the user's cache when
//! somebody goes there.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use parking_lot::Mutex;
use tm_model::{SHIPPED, shipped_path};
use tower_lsp::ls_types::Uri;

use super::{cache, uri};

/// The name of the folder in the cache.
static FOLDER: LazyLock<String> = LazyLock::new(|| cache::folder_name("packs", SHIPPED));

/// The packs whose files this process has compared with their texts.
static COMPARED: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());

/// The URI of a file with the text of the pack that is known under a path; `None` if there is no
/// such pack, or no place to write it to.
pub fn uri_of(path: &str) -> Option<Uri> {
    let (name, text) = SHIPPED.iter().find(|(name, _)| shipped_path(name) == path)?;
    let file = cache::place_of(&FOLDER)?.join(format!("{name}.tm"));
    let mut compared = COMPARED.lock();
    if !compared.contains(name) || !file.exists() {
        match cache::lay(&file, text) {
            Ok(()) => compared.insert(name),
            Err(error) => {
                tracing::warn!("cannot write {} to be read: {error}", file.display());
                return None;
            }
        };
    }
    uri::of_name(&cache::name_of(&file)?)
}

/// The path under which a pack is known whose file has that internal name.
pub fn path_of(name: &str) -> Option<String> {
    let (folder, file) = name.rsplit_once('/')?;
    let name = file.strip_suffix(".tm")?;
    // An editor may know the folder of the user under another name.
    folder.strip_suffix(FOLDER.as_str())?.strip_suffix("/tm/")?;
    SHIPPED.iter().find(|(known, _)| *known == name).map(|(known, _)| shipped_path(known))
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
}
