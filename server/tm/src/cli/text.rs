//! From the bytes of a file to its text, and a quick look at what the file is.

use tm_model::workspace::Header;

/// Files larger than this are not read: 64 MiB.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Why bytes are no text of ours, and where; lines and columns from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct NotText {
    pub line: usize,
    pub column: usize,
    pub reason: &'static str,
}

/// The text of a file.
///
/// # Errors
///
/// If it is too large or not UTF-8, with the first place that is not.
pub fn decode(bytes: Vec<u8>) -> Result<String, NotText> {
    let at_start = |reason| NotText { line: 1, column: 1, reason };
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(at_start("the file is larger than 64 MiB: split the model into parts"));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(at_start("the file is UTF-16: save it as UTF-8"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let last = valid.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = String::from_utf8_lossy(&valid[last..]).chars().count() + 1;
        NotText { line, column, reason: "this is not UTF-8: save the file as UTF-8" }
    })
}

/// What a file is, by its first line that is neither blank nor a comment. It need not be exact:
/// a file taken in too many changes nothing.
pub fn header(text: &str) -> Header {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line = text
        .split(['\n', '\r'])
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with("//"))
        .unwrap_or("");
    let mut words = line.split([' ', '\t', '{', '"']).filter(|word| !word.is_empty());
    let name = |word: Option<&str>| word.map(|word| word.trim_matches('`').into());
    match (words.next(), words.next()) {
        (Some("model"), Some(model)) => Header::Model(model.trim_matches('`').into()),
        (Some("part"), Some("of")) => name(words.next()).map_or(Header::None, Header::Part),
        (Some("kb"), Some(pack)) => {
            Header::KnowledgeBase(pack.trim_matches('`').into(), Default::default())
        }
        _ => Header::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_told_with_a_place() {
        assert_eq!(decode(b"model m".to_vec()), Ok("model m".into()));
        let problem = decode(b"model m\n// \xE4".to_vec()).unwrap_err();
        assert_eq!((problem.line, problem.column), (2, 4));
        assert!(decode(b"\xFF\xFEm\0".to_vec()).unwrap_err().reason.contains("UTF-16"));
    }

    #[test]
    fn the_first_line_says_what_a_file_is() {
        assert_eq!(header("/// About\n\nmodel shop \"Shop\" {"), Header::Model("shop".into()));
        assert_eq!(header("\u{feff}part of `shop`\r\n"), Header::Part("shop".into()));
        assert_eq!(header("kb acme 2.0"), Header::KnowledgeBase("acme".into(), "".into()));
        assert_eq!(header("package require Tcl"), Header::None);
    }
}
