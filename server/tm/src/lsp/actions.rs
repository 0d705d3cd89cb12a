//! Code actions, in the words of the protocol.
//!
//! What an action carries is the place that it was asked for; when the client asks for its edits, the
//! list is made once more for that place and the action is found in it by its title.

use serde::{Deserialize, Serialize};
use tm_ide::{Action, ActionKind, Findings};
use tower_lsp::ls_types::{
    self, CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionResponse, Diagnostic, Range,
    Uri,
};

use super::edits::workspace_edit;
use super::state::View;
use super::{conv, position};

/// What mends a whole file.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.tm");

/// Where an action was asked for.
#[derive(Serialize, Deserialize)]
pub struct Asked {
    /// The document.
    pub uri: Uri,
    /// The range; none where the action is about the whole file.
    pub range: Option<Range>,
}

impl Asked {
    /// Where an action was asked for, if it is one of ours.
    pub fn of(action: &CodeAction) -> Option<Self> {
        serde_json::from_value(action.data.clone()?).ok()
    }
}

/// What a list of actions is made from.
pub struct Question {
    pub view: View,
    /// The findings that touch the range, with their fixes.
    pub findings: Findings,
    /// Something in the file could be mended without a choice.
    pub mends_file: bool,
    /// The findings of which that is so, if the client wants all edits at once.
    pub safe: Option<Findings>,
}

/// What could be done at a range of a document, of the kinds that are wanted.
pub fn list(
    question: &Question,
    uri: &Uri,
    range: Range,
    only: Option<&[CodeActionKind]>,
    known: &[Diagnostic],
) -> CodeActionResponse {
    let view = &question.view;
    let bytes = position::offsets(&view.text, range, view.encoding);
    let actions = tm_ide::code_actions(&view.snapshot, view.file, bytes, &question.findings);
    let asked = |range| serde_json::to_value(Asked { uri: uri.clone(), range }).ok();
    let lazily = view.abilities.resolves_actions;
    let mut list = Vec::new();
    for action in &actions {
        let kind = kind(action.kind);
        if !is_wanted(&kind, only) {
            continue;
        }
        let edit = (!lazily).then(|| workspace_edit(view, &action.edits())).flatten();
        if !lazily && edit.is_none() {
            continue;
        }
        list.push(CodeActionOrCommand::CodeAction(CodeAction {
            title: action.title.clone(),
            kind: Some(kind),
            diagnostics: settled(question, action, known),
            edit,
            is_preferred: (view.abilities.prefers_actions && action.preferred).then_some(true),
            data: lazily.then(|| asked(Some(range))).flatten(),
            ..CodeAction::default()
        }));
    }
    // Nobody chooses this for one place.
    if question.mends_file && only.is_some() && is_wanted(&FIX_ALL, only) {
        list.push(CodeActionOrCommand::CodeAction(CodeAction {
            title: "Remove what decides or silences nothing, and write new names of rules".into(),
            kind: Some(FIX_ALL),
            edit: question
                .safe
                .as_ref()
                .and_then(|safe| workspace_edit(view, &tm_ide::fix_all(&view.snapshot, safe))),
            data: lazily.then(|| asked(None)).flatten(),
            ..CodeAction::default()
        }));
    }
    list
}

/// The edits of an action that was found in the list of a place, or of the mending of a file.
pub fn edit(question: &Question, asked: &Asked, title: &str) -> Option<ls_types::WorkspaceEdit> {
    let view = &question.view;
    let Some(range) = asked.range else {
        return workspace_edit(view, &tm_ide::fix_all(&view.snapshot, &question.findings));
    };
    let bytes = position::offsets(&view.text, range, view.encoding);
    let actions = tm_ide::code_actions(&view.snapshot, view.file, bytes, &question.findings);
    let action = actions.iter().find(|action| action.title == title)?;
    workspace_edit(view, &action.edits())
}

/// The client's own account of the finding that an action settles.
fn settled(
    question: &Question,
    action: &Action<'_>,
    known: &[Diagnostic],
) -> Option<Vec<Diagnostic>> {
    let index = action.settles?;
    let finding = &question.findings.list.get(index)?.diagnostic;
    let view = &question.view;
    let range = position::range(&view.text, &question.findings.range(index), view.encoding);
    let code = Some(conv::code(finding.code));
    let same = known.iter().find(|it| it.code == code && it.range == range);
    same.map(|it| vec![it.clone()])
}

fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::Move => CodeActionKind::new("refactor.move"),
    }
}

/// True if an action is of a kind that is wanted: one of those named, or below it.
fn is_wanted(kind: &CodeActionKind, only: Option<&[CodeActionKind]>) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|wanted| {
            let rest = kind.as_str().strip_prefix(wanted.as_str());
            rest.is_some_and(|rest| {
                rest.is_empty() || rest.starts_with('.') || wanted.as_str().is_empty()
            })
        })
    })
}
