//! Notes at the ends of lines, in the words of the protocol. What a client would rather have of the one
//! note that somebody points at is left out of the list; it is then made once more for that line.

use serde::{Deserialize, Serialize};
use tm_ide::{Hint, HintPart, ascii};
use tower_lsp::ls_types::{
    InlayHint, InlayHintClientCapabilities, InlayHintLabel, InlayHintLabelPart,
    InlayHintLabelPartTooltip, InlayHintOptions, InlayHintServerCapabilities, MarkupContent,
    MarkupKind, OneOf, Position, Range, Uri,
};

use super::navigation::location;
use super::position;
use super::state::View;

/// What of a note a client asks for when somebody points at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AskedLater {
    /// What its pieces mean.
    pub tooltips: bool,
    /// Where they come from.
    pub locations: bool,
}

impl AskedLater {
    /// What a client says.
    pub fn of(client: Option<&InlayHintClientCapabilities>) -> Self {
        let resolved = client.and_then(|client| client.resolve_support.as_ref());
        // Some clients leave out that it is the pieces of a label that have these.
        let has = |name: &str| {
            let is_it = |it: &String| it.strip_prefix("label.").unwrap_or(it) == name;
            resolved.is_some_and(|resolved| resolved.properties.iter().any(is_it))
        };
        Self { tooltips: has("tooltip"), locations: has("location") }
    }

    /// Whether anything is asked for later.
    fn any(self) -> bool {
        self.tooltips || self.locations
    }

    /// What is offered to such a client.
    pub fn options(self) -> OneOf<bool, InlayHintServerCapabilities> {
        if !self.any() {
            return OneOf::Left(true);
        }
        OneOf::Right(InlayHintServerCapabilities::Options(InlayHintOptions {
            resolve_provider: Some(true),
            ..InlayHintOptions::default()
        }))
    }
}

/// What a note carries that is not whole.
#[derive(Serialize, Deserialize)]
struct Asked {
    uri: Uri,
    /// Where the note stands: a client may give it back elsewhere.
    position: Position,
}

/// The document of a note, if it carries it.
pub fn document(hint: &InlayHint) -> Option<Uri> {
    Some(asked(hint)?.uri)
}

fn asked(hint: &InlayHint) -> Option<Asked> {
    serde_json::from_value(hint.data.clone()?).ok()
}

/// The notes in a range of a document.
pub fn list(view: &View, uri: &Uri, range: Range) -> Option<Vec<InlayHint>> {
    let later = view.abilities.hints_later;
    let hints = hints(view, range).into_iter().map(|hint| {
        let position = position::position(&view.text, hint.offset, view.encoding);
        let data =
            later.any().then(|| serde_json::to_value(Asked { uri: uri.clone(), position }).ok());
        InlayHint {
            position,
            label: InlayHintLabel::LabelParts(parts(view, hint, later)),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: data.flatten(),
        }
    });
    Some(hints.collect())
}

/// A note with all that was left out of the list. One that says something else by now stays as it is.
pub fn resolved(view: &View, hint: &InlayHint) -> Option<InlayHint> {
    let at = asked(hint)?.position;
    let whole = hints(view, Range::new(at, at)).into_iter().next()?;
    let whole = parts(view, whole, AskedLater::default());
    let InlayHintLabel::LabelParts(known) = &hint.label else { return None };
    let values = |parts: &[InlayHintLabelPart]| -> Vec<String> {
        parts.iter().map(|part| part.value.clone()).collect()
    };
    (values(known) == values(&whole))
        .then(|| InlayHint { label: InlayHintLabel::LabelParts(whole), ..hint.clone() })
}

fn hints(view: &View, range: Range) -> Vec<Hint> {
    let range = position::offsets(&view.text, range, view.encoding);
    tm_ide::inlay_hints(&view.snapshot, view.file, range, view.hint_level)
}

fn parts(view: &View, hint: Hint, later: AskedLater) -> Vec<InlayHintLabelPart> {
    let part = |HintPart { text, tooltip, target }: HintPart| InlayHintLabelPart {
        value: if view.plain_hints { ascii(&text) } else { text },
        tooltip: (!later.tooltips && !tooltip.is_empty()).then_some(
            InlayHintLabelPartTooltip::MarkupContent(MarkupContent {
                kind: MarkupKind::Markdown,
                value: tooltip,
            }),
        ),
        location: target
            .filter(|_| !later.locations)
            .and_then(|(file, range)| location(view, file, &range)),
        command: None,
    };
    hint.parts.into_iter().map(part).collect()
}
