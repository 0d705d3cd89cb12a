//! A workspace from one string, with `$0` where the cursor is.
//!
//! `//- path.tm` starts a file; text before the first such line is the file `test.tm`. The day is
//! 2026-11-21.

use std::ops::Range;

use tm_model::source::FileId;
use tm_model::{Snapshot, Workspace};

/// 2026-11-21, counted from 1970-01-01.
const TODAY: i64 = 20_778;

/// A workspace and the cursors in it.
pub struct Fixture {
    pub workspace: Workspace,
    pub snapshot: Snapshot,
    /// The files in the order of the text.
    pub files: Vec<FileId>,
    /// The cursors in the order of the text.
    pub cursors: Vec<(FileId, usize)>,
}

impl Fixture {
    pub fn new(text: &str) -> Self {
        let mut workspace = Workspace::new(TODAY);
        let mut files = Vec::new();
        let mut cursors = Vec::new();
        for (path, text) in split(text) {
            let parts: Vec<&str> = text.split("$0").collect();
            let mut offset = 0;
            let mut own = Vec::new();
            for part in &parts[..parts.len() - 1] {
                offset += part.len();
                own.push(offset);
            }
            let file = workspace.set_file(path, &parts.concat());
            files.push(file);
            cursors.extend(own.into_iter().map(|offset| (file, offset)));
        }
        workspace.update();
        Self { snapshot: workspace.snapshot(), workspace, files, cursors }
    }

    /// The only cursor.
    pub fn cursor(&self) -> (FileId, usize) {
        assert_eq!(self.cursors.len(), 1, "the example needs one $0");
        self.cursors[0]
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> String {
        self.snapshot.file(file).map(|file| file.document.text()).unwrap_or_default()
    }
}

/// The text of a file after edits.
pub fn applied(text: &str, file: FileId, edits: &[tm_ide::Edit]) -> String {
    let own = edits.iter().filter(|edit| edit.file == file);
    let mut own: Vec<_> = own.map(|edit| (edit.range(), edit.text.clone())).collect();
    own.sort_by_key(|(range, _)| (range.start, range.end));
    tm_grammar::apply_edits(text, own)
}

fn split(text: &str) -> Vec<(&str, String)> {
    let mut files = vec![("test.tm", String::new())];
    for line in text.strip_prefix('\n').unwrap_or(text).split_inclusive('\n') {
        match line.strip_prefix("//- ") {
            Some(path) => files.push((path.trim(), String::new())),
            None => {
                if let Some((_, text)) = files.last_mut() {
                    text.push_str(line);
                }
            }
        }
    }
    files.retain(|(_, text)| !text.is_empty());
    files
}

/// The model that most examples are about, without the item under test: a shop with a customer, a
/// program, a database and a mail server, in three zones.
pub const SHOP: &str = r#"
model shop "Web shop" {
  owner: @dana
}
use stride 1.0
tracker SHOP "https://tracker.example.org/{id}"
asset order: personal-data "Order" classified confidential
asset card: payment "Card number" classified restricted
zone internet: internet-zone "Internet" {
  entity customer: end-user "Customer"
}
zone inside: internal-zone "Our platform" {
  process checkout: web-app "Checkout" { criticality: high; audit-log: ? }
  store orders: sql-database "Order book" holds order
}
flow 1 buy: customer -> checkout "Place an order" via https carrying order, card { authn: session }
flow 2 book: checkout -> orders via sql-protocol carrying order
flow 3 receipt: checkout -> customer "Mail the receipt" via smtp carrying order
"#;

/// [`SHOP`] with more items after it.
pub fn shop(more: &str) -> Fixture {
    Fixture::new(&format!("{SHOP}{}", more.strip_prefix('\n').unwrap_or(more)))
}

/// [`SHOP`] with a cursor right after a piece of its text.
pub fn shop_at(text: &str) -> Fixture {
    let (name, _) = text.split_once("$0").unwrap_or((text, ""));
    let plain = text.replace("$0", "");
    assert!(SHOP.contains(&plain), "the shop does not say {plain}");
    let offset = SHOP.find(&plain).map(|at| at + name.len()).unwrap_or_default();
    let mut marked = SHOP.to_owned();
    marked.insert_str(offset, "$0");
    Fixture::new(&marked)
}

/// A place as a reviewer reads it: the file, the number of the line, and the line with the place
/// between `«` and `»`. Of a pack that ships only the line up to there, so that no example depends on
/// the rest of it.
pub fn line_of(snapshot: &Snapshot, file: FileId, range: &Range<usize>) -> String {
    let known = snapshot.file(file).expect("the file is there");
    let text = known.document.text();
    assert!(text.get(range.clone()).is_some(), "{range:?} is no range of {}", known.path);
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    let line = format!("{}«{}»", &text[start..range.start], &text[range.clone()]);
    if known.shipped {
        return format!("{} {line}", known.path);
    }
    let number = text[..start].matches('\n').count() + 1;
    format!("{}:{number} {line}{}", known.path, &text[range.end..end])
}
