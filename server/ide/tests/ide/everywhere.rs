//! No place of a text makes a feature fail, also where the text ends in the middle of a sentence.

use tm_ide::{HintLevel, completion, hover, inlay_hints};
use tm_model::Workspace;

const EXAMPLES: [&str; 3] = [
    include_str!("../../../../examples/blog/blog.tm"),
    include_str!("../../../../examples/support-agent/support-agent.tm"),
    "kb acme 1.0 \"Ä\"\nuse base 1.0\n\
     threat x: tampering \"{f} – \u{1f512}\" for flow f: https {\n  \
     when any(a in f.data where a.classified >= internal) and f.target is [store, web-app]\n  \
     unless f.encrypted\n}\n",
];

/// Looks at a text from some of its places, some bytes apart.
fn look(text: &str, step: usize) {
    let mut workspace = Workspace::new(20_778);
    let file = workspace.set_file("test.tm", text);
    workspace.update();
    let snapshot = workspace.snapshot();
    for offset in (0..=text.len() + 2).step_by(step) {
        if let Some(hover) = hover(&snapshot, file, offset) {
            assert!(text.get(hover.range.clone()).is_some(), "{:?} is no range", hover.range);
            assert!(!hover.markdown.trim().is_empty());
        }
        for entry in completion(&snapshot, file, offset) {
            let replaced = text.get(entry.replace.clone());
            assert!(replaced.is_some_and(|replaced| !replaced.contains('\n')), "{entry:?}");
            assert!(entry.replace.start <= offset && !entry.label.is_empty());
        }
    }
    let mut lines: Vec<usize> = Vec::new();
    for hint in inlay_hints(&snapshot, file, 0..text.len(), HintLevel::Full) {
        assert!(text[hint.offset..].is_empty() || text[hint.offset..].starts_with(['\n', '\r']));
        lines.push(hint.offset);
    }
    assert!(lines.is_sorted_by(|left, right| left < right), "one hint a line, in order");
}

#[test]
fn every_place_can_be_asked_about() {
    for text in EXAMPLES {
        look(text, 13);
    }
}

#[test]
fn a_text_that_breaks_off_can_be_asked_about() {
    for text in EXAMPLES {
        for end in (0..text.len()).step_by(397) {
            let end = (end..).find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            look(&text[..end], 211);
        }
    }
}

#[test]
fn line_ends_of_other_systems_change_nothing() {
    look(&EXAMPLES[0].replace('\n', "\r\n"), 41);
}
