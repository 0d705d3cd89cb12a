//! The names of files. A client may spell one file's URI in several ways (`c%3A` and `C:`), so
//! inside, a file has one name; what is sent back is the client's own spelling.

use tower_lsp::ls_types::Uri;

/// The internal name of a file: the path with its escapes resolved and the drive letter in lower
/// case, with the host before it if there is one; of what is no file, the URI.
pub fn internal_name(uri: &Uri) -> String {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    if !is_file {
        return uri.as_str().to_owned();
    }
    let host = uri.authority().map(|authority| authority.as_str()).unwrap_or_default();
    let path = uri.path().decode().to_string_lossy();
    let mut name = if host.is_empty() { path.into_owned() } else { format!("//{host}{path}") };
    let bytes = name.as_bytes();
    if bytes.len() > 2 && bytes[0] == b'/' && bytes[1].is_ascii_alphabetic() && bytes[2] == b':' {
        let letter = name[1..2].to_ascii_lowercase();
        name.replace_range(1..2, &letter);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(uri: &str) -> String {
        internal_name(&uri.parse().expect("a URI"))
    }

    #[test]
    fn escapes_and_drive_letters_make_no_difference() {
        assert_eq!(name("file:///models/a%20b.tm"), "/models/a b.tm");
        assert_eq!(name("FILE:///models/shop%2Etm"), "/models/shop.tm");
        for spelling in
            ["file:///c%3A/x.tm", "file:///C%3a/x.tm", "file:///c:/x.tm", "file:///C:/x.tm"]
        {
            assert_eq!(name(spelling), "/c:/x.tm");
        }
        assert_eq!(name("file://server/share/x.tm"), "//server/share/x.tm");
    }

    #[test]
    fn what_is_no_file_keeps_its_name() {
        for other in ["untitled:Untitled-1", "git:/models/shop.tm?ref", "vscode-vfs://host/x.tm"] {
            assert_eq!(name(other), other);
        }
    }
}
