//! The names of files. A client may spell one file's URI in several ways (`c%3A` and `C:`), so
//! inside, a file has one name; what is sent back is the client's own spelling. And a client may
//! leave a bracket, a space or an umlaut unescaped, which the protocol's types refuse; such a URI
//! is escaped before they see it.

use std::fmt::Write;
use std::path::PathBuf;

use serde_json::Value;
use tower_lsp::jsonrpc::Request;
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

/// The place on the disk of a file with that internal name.
pub fn path_of(name: &str) -> PathBuf {
    let bytes = name.as_bytes();
    let drive = bytes.len() > 2 && bytes[0] == b'/' && bytes[2] == b':';
    match name {
        // The root of the file system; relative paths have no internal names.
        "" => PathBuf::from("/"),
        _ if cfg!(windows) && drive => PathBuf::from(&name[1..]),
        _ => PathBuf::from(name),
    }
}

/// The path of a file relative to a folder that it lies in, both by their internal names.
pub fn below<'name>(folder: &str, file: &'name str) -> Option<&'name str> {
    file.strip_prefix(folder)?.strip_prefix('/').filter(|path| !path.is_empty())
}

/// The URI of a file whose name no client has spelt.
pub fn of_name(name: &str) -> Option<Uri> {
    let mut uri = match name.strip_prefix("//") {
        Some(share) => format!("file://{share}"),
        None => format!("file://{name}"),
    };
    // A name is a path: what would mean something else in a URI is escaped beforehand.
    uri = uri.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    escape(&mut uri);
    uri.parse().ok()
}

/// The URI of an address that somebody wrote.
pub fn of_address(address: &str) -> Option<Uri> {
    let mut uri = address.to_owned();
    escape(&mut uri);
    uri.parse().ok()
}

/// The name of a file at a path relative to the folder of another.
pub fn beside(file: &str, path: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            // What lies above everything lies nowhere else.
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            ".." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The request with every URI in it escaped as it should be.
pub fn escaped(request: Request) -> Request {
    let (method, id, params) = request.into_parts();
    let mut request = Request::build(method);
    if let Some(mut params) = params {
        escape_within(&mut params);
        request = request.params(params);
    }
    match id {
        Some(id) => request.id(id).finish(),
        None => request.finish(),
    }
}

fn escape_within(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(escape_within),
        Value::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Value::String(uri) if key == "uri" || key.ends_with("Uri") => escape(uri),
                    _ => escape_within(value),
                }
            }
        }
        _ => {}
    }
}

/// Escapes what may not stand in a URI; one that is sound is left as it is.
fn escape(uri: &mut String) {
    if uri.parse::<Uri>().is_ok() {
        return;
    }
    let mut escaped = String::with_capacity(uri.len() + 16);
    for (at, byte) in uri.bytes().enumerate() {
        let is_escape = || {
            let digits = uri.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        if byte.is_ascii_alphanumeric()
            || b"-._~!$&'()*+,;=:@/?#".contains(&byte)
            || byte == b'%' && is_escape()
        {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    *uri = escaped;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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

    #[test]
    fn a_name_becomes_a_uri_that_means_it() {
        for path in ["/models/shop.tm", "/a b/ß?#%41[x].tm", "//server/share/x.tm", "/c:/x.tm"] {
            let uri = of_name(path).expect("a URI");
            assert_eq!(internal_name(&uri), path, "{}", uri.as_str());
        }
    }

    #[test]
    fn a_file_lies_below_its_folders_and_no_others() {
        assert_eq!(below("/models", "/models/shop/a.tm"), Some("shop/a.tm"));
        assert_eq!(below("", "/a.tm"), Some("a.tm"));
        assert_eq!(below("/mod", "/models/a.tm"), None);
        assert_eq!(below("/models", "/models"), None);
        assert_eq!(below("/models", "untitled:Untitled-1"), None);
    }

    #[test]
    fn a_path_is_followed_from_the_folder_of_a_file() {
        assert_eq!(beside("/models/shop.tm", "docs/guide.md"), "/models/docs/guide.md");
        assert_eq!(beside("/models/shop/a.tm", "../b.md"), "/models/b.md");
        assert_eq!(beside("/a.tm", "../../b.md"), "/b.md");
    }

    #[test]
    fn what_may_not_stand_in_a_uri_is_escaped() {
        for (sent, sound) in [
            ("file:///a/[slug]/b.tm", "file:///a/%5Bslug%5D/b.tm"),
            ("file:///a b/ß.tm", "file:///a%20b/%C3%9F.tm"),
            ("file:///a%20b/100%.tm[", "file:///a%20b/100%25.tm%5B"),
            ("file:///c:\\x.tm", "file:///c:%5Cx.tm"),
            ("file:///c%3A/x.tm", "file:///c%3A/x.tm"),
            ("file://[::1]/x.tm", "file://[::1]/x.tm"),
            ("untitled:Untitled-1", "untitled:Untitled-1"),
        ] {
            let mut uri = sent.to_owned();
            escape(&mut uri);
            assert_eq!(uri, sound);
            assert!(uri.parse::<Uri>().is_ok(), "{uri}");
        }
    }

    #[test]
    fn only_the_uris_of_a_request_are_touched() {
        let text = "a [text] with spaces";
        let request = Request::build("textDocument/didOpen")
            .params(json!({
                "textDocument": { "uri": "file:///[a].tm", "text": text },
                "workspaceFolders": [{ "uri": "file:///[b]", "name": "[b]" }],
                "rootUri": null,
            }))
            .id(7)
            .finish();
        let expected = Request::build("textDocument/didOpen")
            .params(json!({
                "textDocument": { "uri": "file:///%5Ba%5D.tm", "text": text },
                "workspaceFolders": [{ "uri": "file:///%5Bb%5D", "name": "[b]" }],
                "rootUri": null,
            }))
            .id(7)
            .finish();
        assert_eq!(escaped(request), expected);
        let plain = Request::build("exit").finish();
        assert_eq!(escaped(plain.clone()), plain);
    }
}
