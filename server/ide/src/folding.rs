//! What of a text can be folded away: bodies, sentences of several lines, documentation, runs of
//! comments, lists of imports, and the sections that banners of comments begin.
//!
//! A banner is a comment of a line of its own that begins and ends with a ruled line, as in
//! `// ---- flows -----`. Its section ends before the next banner.

use std::ops::Range;

use tm_grammar::tree::{Item, Member};
use tm_grammar::words::ItemWord;
use tm_model::Snapshot;
use tm_model::source::FileId;

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// The inside of a body, between its braces.
    Body,
    /// A sentence of several lines.
    Sentence,
    /// Comments, and documentation above an item.
    Comment,
    /// Packs, imports and trackers that stand together.
    Imports,
    /// A section under a banner.
    Section,
}

/// A part of a text that can be folded away; it spans more than one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// What it is.
    pub kind: FoldKind,
    /// Its place, in bytes of the file. What stands on the line of its start stays to be seen.
    pub range: Range<usize>,
}

/// What can be folded in a file, outer parts before inner ones.
pub fn folds(snapshot: &Snapshot, file: FileId) -> Vec<Fold> {
    let Some(known) = snapshot.file(file) else { return Vec::new() };
    let text = known.document.text();
    let mut folds = Vec::new();
    let mut imports: Option<Range<usize>> = None;
    for (_, start, block) in known.document.blocks() {
        for item in &block.items {
            of_item(start, item, &mut folds);
            let place = crate::names::in_file(start, item.span);
            if matches!(item.word, ItemWord::Use | ItemWord::Import | ItemWord::Tracker) {
                imports = Some(imports.map_or(place.clone(), |run| run.start..place.end));
            } else if let Some(range) = imports.take() {
                folds.push(Fold { kind: FoldKind::Imports, range });
            }
        }
    }
    folds.extend(imports.map(|range| Fold { kind: FoldKind::Imports, range }));
    of_lines(&text, &mut folds);
    folds.retain(|fold| {
        text.get(fold.range.clone()).is_some_and(|part| part.contains(['\n', '\r']))
    });
    folds.sort_by_key(|fold| (fold.range.start, std::cmp::Reverse(fold.range.end)));
    folds
}

fn of_item(start: usize, item: &Item, folds: &mut Vec<Fold>) {
    let mut add = |kind, from: u32, to: u32| {
        let range = start + from as usize..start + to as usize;
        folds.push(Fold { kind, range });
    };
    match &item.body {
        Some(body) => {
            let end = body.close.map_or(item.span.end, |close| close.start);
            add(FoldKind::Body, body.open.end, end);
        }
        None => add(FoldKind::Sentence, item.span.start, item.span.end),
    }
    for member in item.members() {
        let span = match member {
            Member::Predicate(predicate) => predicate.span,
            Member::Property(property) => property.span,
            Member::Without(without) => without.span,
            Member::Spreads(spreads) => spreads.span,
            Member::Item(_) | Member::Expect(_) => continue,
        };
        add(FoldKind::Sentence, span.start, span.end);
    }
    item.items().for_each(|inner| of_item(start, inner, folds));
}

/// Runs of comments and the sections of banners.
fn of_lines(text: &str, folds: &mut Vec<Fold>) {
    let mut run: Option<(bool, Range<usize>)> = None;
    let mut section: Option<usize> = None;
    let mut last = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let written = line.trim_start_matches('\u{feff}').trim();
        let begin = start + (line.len() - line.trim_start().len());
        let end = start + line.trim_end().len();
        let is_banner = is_banner(written);
        // Documentation and other comments are runs of their own.
        let comment = written.starts_with("//").then(|| written.starts_with("///"));
        let same = matches!((&run, comment), (Some((docs, _)), Some(now)) if *docs == now);
        if same && !is_banner {
            if let Some((_, range)) = &mut run {
                range.end = end;
            }
        } else {
            folds.extend(run.take().map(|(_, range)| Fold { kind: FoldKind::Comment, range }));
            run = comment.filter(|_| !is_banner).map(|docs| (docs, begin..end));
        }
        if is_banner {
            folds.extend(section.map(|from| Fold { kind: FoldKind::Section, range: from..last }));
            section = Some(begin);
        }
        if !written.is_empty() {
            last = end;
        }
        start += line.len();
    }
    folds.extend(run.map(|(_, range)| Fold { kind: FoldKind::Comment, range }));
    folds.extend(section.map(|from| Fold { kind: FoldKind::Section, range: from..last }));
}

/// `// ---- flows ----`, `// ==== flows ====`, `// #### flows`
fn is_banner(line: &str) -> bool {
    const RULE: usize = 3;
    let Some(comment) = line.strip_prefix("//").filter(|rest| !rest.starts_with('/')) else {
        return false;
    };
    let comment = comment.trim();
    let Some(first) = comment.chars().next().filter(|first| "-=#*~".contains(*first)) else {
        return false;
    };
    let ruled = comment.chars().take_while(|letter| *letter == first).count();
    ruled >= RULE && comment.chars().any(char::is_alphanumeric)
}
