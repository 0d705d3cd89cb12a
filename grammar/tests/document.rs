//! After any edits a document is what a fresh document of its text is, and what an edit did not touch
//! is untouched.

mod support;

use std::sync::Arc;

use proptest::prelude::*;
use support::invariants::{assert_change, assert_fresh, names};
use tm_grammar::{BlockId, Change, Document};

/// Puts `replacement` where `gone` stands in the document; `gone` must be there once.
fn replace(document: &mut Document, gone: &str, replacement: &str) -> Change {
    let text = document.text();
    let start = text.find(gone).expect("it stands in the text");
    document.edit(start..start + gone.len(), replacement)
}

fn ids(document: &Document) -> Vec<u32> {
    document.blocks().map(|(id, _, _)| id.0).collect()
}

fn texts(document: &Document) -> Vec<String> {
    document.blocks().map(|(_, _, block)| block.text.to_string()).collect()
}

const WIKI: &str = "\
model wiki \"Team wiki\"

/// Where people are.
zone internet: internet-zone {
  entity member: employee
}
zone office: internal-zone {
  process wiki: web-app { criticality: medium }
}
flow 1 edit: member -> wiki via https
";

#[test]
fn a_document_is_a_sequence_of_blocks() {
    let document = Document::new(WIKI);
    assert_eq!(ids(&document), [0, 1, 2, 3]);
    assert_eq!(texts(&document).concat(), WIKI);
    assert!(texts(&document)[1].starts_with("/// Where people are.\nzone internet"));
    assert_eq!(document.text(), WIKI);
    assert_eq!(document.len(), WIKI.len());

    let office = WIKI.find("zone office").expect("it is there");
    let (id, start, block) = document.block_at(office + 5).expect("a block is there");
    assert_eq!((id, start), (BlockId(2), office));
    assert_eq!(document.start_of(id), Some(office));
    assert_eq!(document.index_of(id), Some(2));
    assert!(Arc::ptr_eq(document.block(id).expect("it is there"), block));
    assert_eq!(document.block(BlockId(9)), None);
    assert_eq!(document.block_at(usize::MAX).map(|(id, _, _)| id), Some(BlockId(3)));
}

#[test]
fn an_empty_document_has_no_blocks() {
    let mut document = Document::new("");
    assert!(document.is_empty());
    assert_eq!(document.block_at(0), None);
    let change = document.edit(0..0, "model m\n");
    assert_eq!(change.added, [BlockId(0)]);
    let change = document.edit(0..8, "");
    assert_eq!(change.removed, [BlockId(0)]);
    assert_eq!(document.blocks().count(), 0);
}

#[test]
fn editing_an_attribute_parses_one_block() {
    let mut document = Document::new(WIKI);
    let before = document.counters();
    let change = replace(&mut document, "medium", "high");
    assert_eq!(change, Change { changed: vec![BlockId(2)], ..Change::default() });
    let after = document.counters();
    assert_eq!((after.lexed - before.lexed, after.parsed - before.parsed), (1, 1));
}

#[test]
fn an_edit_that_changes_nothing_parses_nothing() {
    let mut document = Document::new(WIKI);
    let before = document.counters();
    assert_eq!(document.edit(5..5, ""), Change::default());
    assert_eq!(replace(&mut document, "medium", "medium"), Change::default());
    assert_eq!(document.counters().parsed, before.parsed);
}

#[test]
fn a_new_item_is_a_new_block_between_the_old_ones() {
    let mut document = Document::new(WIKI);
    let change = replace(&mut document, "zone office", "zone lab\nzone office");
    assert_eq!(change.added, [BlockId(4)]);
    assert_eq!(change.removed, []);
    assert_eq!(ids(&document), [0, 1, 4, 2, 3]);
}

#[test]
fn an_item_that_goes_takes_its_block_with_it() {
    let mut document = Document::new(WIKI);
    let change = replace(&mut document, "model wiki \"Team wiki\"\n\n", "");
    assert_eq!(change, Change { removed: vec![BlockId(0)], ..Change::default() });
    assert_eq!(ids(&document), [1, 2, 3]);
}

#[test]
fn a_block_keeps_its_name_when_its_neighbour_joins_it() {
    let mut document = Document::new(WIKI);
    let change = replace(&mut document, "flow 1", "flwo 1");
    assert_eq!(change.removed, [BlockId(3)]);
    assert_eq!(change.changed, [BlockId(2)]);
    let change = replace(&mut document, "flwo 1", "flow 1");
    assert_eq!(change.added, [BlockId(4)]);
    assert_eq!(change.changed, [BlockId(2)]);
}

#[test]
fn a_block_keeps_its_name_when_its_like_is_written_above_it() {
    let mut document = Document::new("use a\nuse b\n");
    let change = document.edit(4..5, "a\nuse b\nuse c");
    assert_eq!(change, Change { added: vec![BlockId(2), BlockId(3)], ..Change::default() });
    assert_eq!(texts(&document), ["use a\n", "use b\n", "use c\n", "use b\n"]);
    assert_eq!(ids(&document), [0, 2, 3, 1]);
}

#[test]
fn a_renamed_item_keeps_its_block() {
    let mut document = Document::new(WIKI);
    let change = replace(&mut document, "zone office", "zone bureau");
    assert_eq!(change, Change { changed: vec![BlockId(2)], ..Change::default() });
}

#[test]
fn a_comment_belongs_to_the_block_below_unless_a_line_is_blank() {
    let mut document = Document::new("use x\n// about y\nuse y\n");
    assert_eq!(texts(&document), ["use x\n", "// about y\nuse y\n"]);
    let change = replace(&mut document, "// about y\n", "// about y\n\n");
    assert_eq!(change.changed, [BlockId(0), BlockId(1)]);
    assert_eq!(texts(&document), ["use x\n// about y\n\n", "use y\n"]);
    replace(&mut document, "// about y\n\n", "// about y\n");
    assert_eq!(texts(&document), ["use x\n", "// about y\nuse y\n"]);
}

#[test]
fn a_brace_joins_what_it_spans_and_nothing_when_it_is_gone() {
    let text = "zone a\nprocess b\n}\nuse c\n";
    let mut document = Document::new(text);
    assert_eq!(texts(&document).len(), 3);
    replace(&mut document, "zone a", "zone a {");
    assert_eq!(texts(&document), ["zone a {\nprocess b\n}\n", "use c\n"]);
    replace(&mut document, "zone a {", "zone a");
    assert_eq!(texts(&document), ["zone a\n", "process b\n}\n", "use c\n"]);
}

#[test]
fn a_clone_is_not_touched_by_later_edits() {
    let mut document = Document::new(WIKI);
    let snapshot = document.clone();
    replace(&mut document, "medium", "high");
    document.edit(0..document.len(), "");
    assert_eq!(snapshot.text(), WIKI);
    assert_eq!(texts(&snapshot).concat(), WIKI);
    assert_eq!(snapshot.start_of(BlockId(3)), WIKI.find("flow 1"));
}

#[test]
fn ranges_are_clamped_to_the_text_and_to_characters() {
    let mut document = Document::new("use é\n");
    document.edit(5..5, "x");
    assert_eq!(document.text(), "use xé\n");
    document.edit(6..7, "");
    assert_eq!(document.text(), "use x\n");
    document.edit(100..200, "y");
    assert_eq!(document.text(), "use x\ny");
    #[allow(clippy::reversed_empty_ranges, reason = "what a client may send")]
    document.edit(5..3, "z");
    assert_eq!(document.text(), "use xz\ny");
}

#[test]
fn many_blocks_come_and_go() {
    let line = |n: usize| format!("flow {n} f{n}: a -> b\n");
    let mut document = Document::new(&(0..2_000).map(line).collect::<String>());
    let removed = document.edit(line(0).len()..document.len(), "").removed;
    assert_eq!(removed.len(), 1_999);
    for n in 1..500 {
        let end = document.len();
        document.edit(end..end, &line(n));
    }
    for n in 500..1_000 {
        document.edit(0..0, &line(n));
    }
    assert_eq!(document.blocks().count(), 1_000);
    assert_fresh(&document);
    for (rank, (id, start, _)) in document.blocks().enumerate() {
        assert_eq!((document.index_of(id), document.start_of(id)), (Some(rank), Some(start)));
    }
}

/// What is typed and pasted: what opens, closes, joins and splits.
const SNIPPETS: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "\"",
    "'",
    "`",
    "//",
    "///",
    "/",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    " ",
    "\t",
    ":",
    ",",
    ";",
    "->",
    "and ",
    "not ",
    "é",
    "𝄞",
    "e\u{301}",
    "\u{feff}",
    "\u{0}",
    "-",
    "2026-02-30",
    "zone z {\n",
    "}\n",
    "\n}\n",
    "flow f: a -> b\n",
    "\nprocess p: web-app { a: b }\n",
    "process ",
    "  process q: x {\n    k: v\n  }\n",
    "// comment\n",
    "/// doc\n",
    "// tm-allow TM305: why\n",
    "use x\n",
    "when any(f in p.flows where f.a = b)\n",
    "\n<<<<<<< HEAD\n",
    "=======\n",
    "owner: @kim\n",
];

#[derive(Clone, Debug)]
struct Edit {
    start: usize,
    length: usize,
    insert: String,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let insert = prop_oneof![
        1 => Just(String::new()),
        4 => prop::sample::select(SNIPPETS).prop_map(str::to_owned),
        1 => prop::collection::vec(prop::sample::select(SNIPPETS), 1..6)
            .prop_map(|parts| parts.concat()),
    ];
    let length =
        prop_oneof![3 => Just(0_usize), 3 => 1_usize..4, 2 => 1_usize..60, 1 => 1_usize..400];
    let edit = (0_usize..4_000, length, insert).prop_map(|(start, length, insert)| Edit {
        start,
        length,
        insert,
    });
    prop::collection::vec(edit, 1..25)
}

fn start_text() -> impl Strategy<Value = String> {
    let models: Vec<String> =
        support::models().into_iter().map(|(_, text)| text.chars().take(2_500).collect()).collect();
    let soup = prop::collection::vec(prop::sample::select(SNIPPETS), 0..60)
        .prop_map(|parts| parts.concat());
    prop_oneof![prop::sample::select(models), soup]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn edits_give_what_a_fresh_document_has(text in start_text(), edits in edits()) {
        let mut document = Document::new(&text);
        for edit in edits {
            let before = names(&document);
            let start = edit.start % (document.len() + 1);
            let change = document.edit(start..start + edit.length, &edit.insert);
            assert_fresh(&document);
            assert_change(&before, &document, &change);
        }
    }
}
