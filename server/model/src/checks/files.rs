//! What the first item of a file says, and does not say.

use smol_str::SmolStr;
use tm_grammar::tree::{Item, Span};
use tm_grammar::words::ItemWord;
use tm_grammar::{Block, BlockId};

use super::change::{Change, whole};
use super::{Context, syntax};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{FileId, Origin};
use crate::workspace::{File, Header, Workspace};

/// Findings about the header of a file that belongs to a model.
pub(super) fn header(context: &Context<'_>, tree: &Block, found: &mut Vec<Diagnostic>) {
    let Some(file) = context.workspace.file(context.file) else { return };
    if file.header_block != Some(context.block) {
        return;
    }
    let Some(item) = tree.items.first() else { return };
    let other = context
        .model
        .files
        .iter()
        .filter(|id| **id != context.file)
        .filter_map(|id| Some((*id, context.workspace.file(*id)?)))
        .filter(|(_, other)| matches!(other.header, Header::Model(_)))
        .min_by(|left, right| left.1.path.cmp(&right.1.path));
    match (&file.header, other) {
        (Header::Part(_), None) => found.push(orphan(context, item)),
        (Header::Model(_), Some((id, other))) => found.push(two(context, item, id, other)),
        _ => {}
    }
}

/// A part of a model that nobody starts.
fn orphan(context: &Context<'_>, item: &Item) -> Diagnostic {
    let name = &context.model.name;
    let span = item.name().map_or(item.word_span, |name| name.span);
    let models = models(context.workspace);
    let near = nearest(name, models.iter().map(SmolStr::as_str));
    let mut message =
        format!("No file here starts the model \"{name}\": write \"model {name}\" in one of them.");
    if let Some(near) = near {
        message.push_str(&format!(" Did you mean \"{near}\"?"));
    }
    let mut finding = Diagnostic::new(Code::OrphanPart, span, message);
    if let Some(near) = near {
        finding = finding.with_fix(format!("Change to \"{near}\""), context.origin(span), near);
    }
    finding.with_fix(
        "Start the model in this file",
        context.origin(item.span),
        format!("model {name}"),
    )
}

/// A second header of one model.
fn two(context: &Context<'_>, item: &Item, id: FileId, other: &File) -> Diagnostic {
    let name = &context.model.name;
    let span = item.name().map_or(item.word_span, |name| name.span);
    let message = format!(
        "Model \"{name}\" also starts in {}. Write \"part of {name}\" in one of them, or rename one.",
        other.path
    );
    let mut finding = Diagnostic::new(Code::TwoModels, span, message);
    let origin = other.header_block.and_then(|block| {
        let item = other.document.block(block)?.items.first()?;
        Some(Origin { file: id, block, span: item.name().map_or(item.word_span, |it| it.span) })
    });
    if let Some(origin) = origin {
        finding = finding.with_related(origin, "the other one");
    }
    // A body would be lost.
    if item.body.is_none() && item.clauses.is_empty() {
        finding = finding.with_fix(
            format!("Make this file part of \"{name}\""),
            context.origin(item.span),
            format!("part of {name}"),
        );
    }
    finding
}

/// The models that some file starts, by name.
fn models(workspace: &Workspace) -> Vec<SmolStr> {
    let mut models: Vec<SmolStr> = workspace
        .files()
        .filter_map(|(_, file)| match &file.header {
            Header::Model(name) => Some(name.clone()),
            _ => None,
        })
        .collect();
    models.sort_unstable();
    models.dedup();
    models
}

/// Findings of a file that does not say what it is. One of another language gets one note and
/// nothing more.
pub(super) fn without_header(
    workspace: &Workspace,
    id: FileId,
    file: &File,
    block: BlockId,
    tree: &Block,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let first = file.document.blocks().next().map(|(id, ..)| id);
    let ours = file.document.blocks().any(|(_, _, block)| !block.items.is_empty());
    if ours {
        found = syntax::findings(id, block, tree);
    }
    let place = if ours { file.header_block.or(first) } else { first };
    if place != Some(block) {
        return found;
    }
    let item = tree.items.first();
    // The header is there and has no name yet, which the parser has reported.
    if let Some(ItemWord::Model | ItemWord::KnowledgeBase | ItemWord::Part) =
        item.map(|item| item.word)
    {
        return found;
    }
    let span = item.map_or(Span::default(), |item| item.word_span);
    let mut finding = Diagnostic::new(
        Code::NoHeader,
        span,
        "This file does not say which model it belongs to. Begin it with \"model NAME\", \"part of MODEL\" or \"kb NAME\".",
    );
    let empty = file.document.blocks().all(|(_, _, block)| block.errors.is_empty());
    if ours || empty {
        let at = item.map_or(0, |item| whole(item).start);
        let origin = |span| Origin { file: id, block, span };
        let insert = |line: String| Change::new(Span::new(at, at), format!("{line}\n"));
        for name in models(workspace).into_iter().take(5) {
            let line = format!("part of {name}");
            finding = finding.with_change(format!("Begin with \"{line}\""), origin, insert(line));
        }
        let stem = stem(&file.path);
        let line = format!("model {stem}");
        finding = finding.with_change(format!("Begin with \"{line}\""), origin, insert(line));
    }
    found.push(finding);
    found
}

/// A name for a model, from that of its file.
fn stem(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.strip_suffix(".tm").unwrap_or(file);
    let mut name: String =
        stem.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
    while name.contains("--") {
        name = name.replace("--", "-");
    }
    let name = name.trim_matches('-');
    if name.starts_with(|letter: char| letter.is_alphabetic()) {
        name.to_owned()
    } else {
        "system".to_owned()
    }
}
