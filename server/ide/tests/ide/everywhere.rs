//! No place of a text makes a feature fail, also where the text ends in the middle of a sentence.

use std::ops::Range;

use tm_grammar::Style;
use tm_ide::views::answers::{answer, choices};
use tm_ide::views::assumptions::assumptions;
use tm_ide::views::diagram::{Filter, diagram};
use tm_ide::views::mitigations::mitigations;
use tm_ide::views::questions::questions;
use tm_ide::views::threats::threats;
use tm_ide::{
    Findings, HintLevel, Targets, Typed, code_actions, completion, declaration, definition,
    elements_at, folds, formatting, highlights, hover, implementation, inlay_hints, lens_title,
    lenses, links, on_type_formatting, outline, prepare_rename, range_formatting, references,
    selection_ranges, semantic_tokens, signature_help, type_definition, types_at,
    workspace_symbols,
};
use tm_model::model::Model;
use tm_model::source::{FileId, Origin};
use tm_model::{Snapshot, Workspace};

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
        for entry in completion(&snapshot, file, offset, &[]) {
            let replaced = text.get(entry.replace.clone());
            assert!(replaced.is_some_and(|replaced| !replaced.contains('\n')), "{entry:?}");
            assert!(entry.replace.start <= offset && !entry.label.is_empty());
            for edit in &entry.additional {
                let replaced = &entry.replace;
                assert!(edit.end < replaced.start || replaced.end < edit.start, "{entry:?}");
                assert!(is_place(&snapshot, file, &edit.range()));
            }
        }
        navigate(&snapshot, file, offset);
        change(&workspace, &snapshot, file, offset);
        format(text, &snapshot, file, offset);
    }
    let mut end = 0;
    for token in semantic_tokens(&snapshot, file, &(0..text.len()), &[]) {
        let word = text.get(token.range.clone()).expect("a place");
        assert!(end <= token.range.start && !word.is_empty() && !word.contains(['\n', '\r']));
        end = token.range.end;
    }
    look_at_all(&snapshot, file);
    let mut lines: Vec<usize> = Vec::new();
    for hint in inlay_hints(&snapshot, file, 0..text.len(), HintLevel::Full) {
        assert!(text[hint.offset..].is_empty() || text[hint.offset..].starts_with(['\n', '\r']));
        lines.push(hint.offset);
    }
    assert!(lines.is_sorted_by(|left, right| left < right), "one hint a line, in order");
}

fn is_place(snapshot: &Snapshot, file: FileId, range: &Range<usize>) -> bool {
    let known = snapshot.file(file).expect("the file is there");
    known.document.text().get(range.clone()).is_some()
}

/// Goes wherever one can go from a place.
fn navigate(snapshot: &Snapshot, file: FileId, offset: usize) {
    for feature in [definition, declaration, type_definition, implementation] {
        let Some(Targets { origin, targets }) = feature(snapshot, file, offset) else { continue };
        assert!(is_place(snapshot, file, &origin) && !targets.is_empty());
        let first = targets.first().expect("there is one");
        assert!(is_place(snapshot, first.file, &first.name));
    }
    let all = references(snapshot, file, offset, true);
    let here = highlights(snapshot, file, offset);
    assert_eq!(all.iter().filter(|reference| reference.file == file).count(), here.len());
    for range in selection_ranges(snapshot, file, offset) {
        assert!(is_place(snapshot, file, &range));
    }
    for element in elements_at(snapshot, file, offset) {
        assert!(is_place(snapshot, element.file, &element.name));
    }
    for found in types_at(snapshot, file, offset) {
        assert!(!found.name.is_empty());
    }
}

/// Asks what could be changed at a place.
fn change(workspace: &Workspace, snapshot: &Snapshot, file: FileId, offset: usize) {
    let range = offset..offset;
    let findings = Findings::at(workspace, file, &range);
    for action in code_actions(snapshot, file, range, &findings) {
        for edit in action.edits() {
            assert!(is_place(snapshot, edit.file, &edit.range()), "{}: {edit:?}", action.title);
        }
    }
    if let Ok(found) = prepare_rename(snapshot, file, offset) {
        assert!(is_place(snapshot, file, &found.range) && !found.name.is_empty());
    }
    if let Some(signature) = signature_help(snapshot, file, offset) {
        let fits = |range: &Range<usize>| signature.label.get(range.clone()).is_some();
        assert!(signature.parts.iter().all(|part| fits(&part.range)));
        assert!(signature.active < signature.parts.len());
    }
}

/// Formats after keys that might have been typed at a place, and the line around it.
fn format(text: &str, snapshot: &Snapshot, file: FileId, offset: usize) {
    let style = Style::default();
    for key in [Typed::Newline, Typed::Brace] {
        for edit in on_type_formatting(snapshot, file, offset, key, style) {
            assert!(is_place(snapshot, file, &edit.range()));
        }
    }
    let here = offset..offset;
    let edits = range_formatting(snapshot, file, std::slice::from_ref(&here), style);
    let all = formatting(snapshot, file, style);
    assert!(edits.len() <= all.len());
    let mut last = 0;
    for edit in &edits {
        assert!(is_place(snapshot, file, &edit.range()) && last <= edit.start, "{text}");
        last = edit.end;
    }
}

/// Asks what is asked of whole files.
fn look_at_all(snapshot: &Snapshot, file: FileId) {
    for lens in lenses(snapshot, file) {
        assert!(is_place(snapshot, file, &lens.range));
        lens_title(snapshot, file, lens.range.start);
    }
    for symbol in outline(snapshot, file) {
        assert!(is_place(snapshot, file, &symbol.whole), "{symbol:?}");
    }
    for fold in folds(snapshot, file) {
        assert!(is_place(snapshot, file, &fold.range), "{fold:?}");
    }
    for link in links(snapshot, file) {
        assert!(is_place(snapshot, file, &link.range), "{link:?}");
    }
    for symbol in workspace_symbols(snapshot, "e", &|| false).unwrap_or_default() {
        assert!(!symbol.name.is_empty(), "{symbol:?}");
    }
    for model in snapshot.models() {
        look_at_model(snapshot, model);
    }
}

/// Asks for all views of a model, and writes every answer to every question.
fn look_at_model(snapshot: &Snapshot, model: &Model) {
    for row in threats(snapshot, model) {
        assert!(is_origin(snapshot, row.origin) && !row.title.is_empty());
    }
    for asked in questions(snapshot, model) {
        assert!(asked.origin(model).is_some_and(|origin| is_origin(snapshot, origin)));
        for choice in choices(model, &asked) {
            // Where the sentence has a fault the answer is refused.
            for edit in answer(snapshot, model, &asked, &choice.answer).unwrap_or_default() {
                assert!(is_place(snapshot, edit.file, &edit.range()), "{choice:?}");
            }
        }
    }
    for row in mitigations(snapshot, model, &|| false).expect("it is wanted") {
        assert!(row.mitigations.iter().all(|placed| is_origin(snapshot, placed.origin)));
    }
    for row in assumptions(snapshot, model, &|| false).expect("it is wanted") {
        assert!(is_origin(snapshot, row.origin));
    }
    let graph = diagram(snapshot, model, &Filter::default(), None).expect("no name is asked for");
    let ids: Vec<&str> = graph.nodes.iter().map(|node| node.shape.id.as_str()).collect();
    for flow in &graph.flows {
        assert!(ids.contains(&flow.source.as_str()) && ids.contains(&flow.target.as_str()));
    }
    let zones: Vec<&str> = graph.zones.iter().map(|zone| zone.shape.id.as_str()).collect();
    let around = graph.nodes.iter().filter_map(|node| node.zone.as_ref());
    let around = around.chain(graph.zones.iter().filter_map(|zone| zone.parent.as_ref()));
    for zone in around {
        assert!(zones.contains(&zone.as_str()), "{zone}");
    }
}

fn is_origin(snapshot: &Snapshot, origin: Origin) -> bool {
    let known = snapshot.file(origin.file).expect("the file is there");
    let start = known.document.start_of(origin.block).expect("the block is there");
    let range = start + origin.span.start as usize..start + origin.span.end as usize;
    is_place(snapshot, origin.file, &range)
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
