//! What the first item of a file says, and does not say.

use tm_grammar::words::ItemWord;
use tm_grammar::{Block, BlockId};

use super::{Context, syntax};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Origin};
use crate::workspace::{File, Header};
use tm_grammar::tree::Span;

/// Findings about the header of a file that belongs to a model.
pub(super) fn header(context: &Context<'_>, tree: &Block, found: &mut Vec<Diagnostic>) {
    let Some(file) = context.workspace.file(context.file) else { return };
    if file.header_block != Some(context.block) {
        return;
    }
    let Some(item) = tree.items.first() else { return };
    let span = item.name().map_or(item.word_span, |name| name.span);
    let name = &context.model.name;
    let others = || {
        context
            .model
            .files
            .iter()
            .filter_map(|id| Some((*id, context.workspace.file(*id)?)))
            .filter(|(id, _)| *id != context.file)
            .filter(|(_, other)| matches!(other.header, Header::Model(_)))
    };
    match &file.header {
        Header::Part(_) if others().next().is_none() => found.push(Diagnostic::new(
            Code::OrphanPart,
            span,
            format!(
                "No file here starts the model \"{name}\". Write \"model {name}\" in one of them."
            ),
        )),
        Header::Model(_) => {
            if let Some((id, other)) = others().min_by(|left, right| left.1.path.cmp(&right.1.path))
            {
                let mut finding = Diagnostic::new(
                    Code::TwoModels,
                    span,
                    format!(
                        "Model \"{name}\" also starts in {}. Write \"part of {name}\" in one of them, or rename one.",
                        other.path
                    ),
                );
                let origin = other.header_block.and_then(|block| {
                    let item = other.document.block(block)?.items.first()?.word_span;
                    Some(Origin { file: id, block, span: item })
                });
                if let Some(origin) = origin {
                    finding = finding.with_related(origin, "the other header");
                }
                found.push(finding);
            }
        }
        _ => {}
    }
}

/// Findings of a file that does not say what it is. One of another language gets one note and
/// nothing more.
pub(super) fn without_header(
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
    if place == Some(block) {
        let item = tree.items.first();
        let span = item.map_or(Span::default(), |item| item.word_span);
        let finding = match item.map(|item| item.word) {
            Some(ItemWord::Model | ItemWord::KnowledgeBase | ItemWord::Part) => return found,
            _ => Diagnostic::new(
                Code::NoHeader,
                span,
                "This file does not say which model it belongs to. Begin it with \"model NAME\", \"part of MODEL\" or \"kb NAME\".",
            ),
        };
        found.push(finding);
    }
    found
}
